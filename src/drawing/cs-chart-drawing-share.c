/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cs-chart-drawing-private.h"

#define SQUARES 100
#define SIDE 10

/* Squares of each part, so that they are a hundred: the largest remainders are rounded up. */
static guint *
count_squares (const CsSheet *sheet,
               double         whole)
{
  guint *squares = g_new0 (guint, sheet->n_categories + 1);
  g_autofree double *rest = g_new0 (double, sheet->n_categories + 1);
  guint n = 0;

  for (guint i = 0; i < sheet->n_categories; i++)
    {
      double value = cs_sheet_value (sheet, i, 0);
      double exact = value > 0 ? value / whole * SQUARES : 0;

      squares[i] = (guint) MIN (floor (exact + 1e-9), SQUARES);
      rest[i] = exact - squares[i];
      n += squares[i];
    }
  for (; n < SQUARES; n++)
    {
      guint most = 0;

      for (guint i = 1; i < sheet->n_categories; i++)
        most = rest[i] > rest[most] ? i : most;
      squares[most]++;
      rest[most] = -1;
    }

  return squares;
}

/* Row by row from above, as one reads. */
static void
draw_squares (CsSheet     *sheet,
              const guint *squares,
              CsArea       grid)
{
  double cell = grid.width / SIDE, gap = MAX (2, cell * 0.09);
  guint part = 0, left = squares[0];

  for (guint i = 0; i < SQUARES; i++)
    {
      while (left == 0 && part + 1 < sheet->n_categories)
        left = squares[++part];
      if (left == 0)
        return;
      left--;
      cs_sheet_set_ink (sheet, cs_sheet_ink (sheet, part, 0));
      cs_sheet_rectangle (sheet, grid.x + i % SIDE * cell, grid.y + i / SIDE * cell, cell - gap, cell - gap);
    }
}

/* Digits that a share needs: 34.6 %, but 8 % where all are whole. */
static char *
format_share (const CsSheet *sheet,
              double         value,
              double         whole)
{
  gboolean all_whole = TRUE;

  for (guint i = 0; i < sheet->n_categories; i++)
    {
      double share = cs_sheet_value (sheet, i, 0) / whole * 100;

      all_whole &= !isfinite (share) || fabs (share - round (share)) < 0.005;
    }

  return cs_sheet_format_number (sheet, value / whole * 100, sheet->numbers.decimals >= 0 ? sheet->numbers.decimals : all_whole ? 0 : 1, TRUE);
}

static double
share_size (double row_height)
{
  return CLAMP (row_height * 0.42, CS_SIZE_SMALLEST, 38);
}

static double
find_share_width (const CsSheet *sheet,
                  double         whole,
                  double         row_height)
{
  double widest = 0;

  for (guint i = 0; i < sheet->n_categories; i++)
    {
      g_autofree char *share = format_share (sheet, cs_sheet_value (sheet, i, 0), whole);
      g_autoptr(PangoLayout) layout = cs_sheet_layout (sheet, share, share_size (row_height), PANGO_WEIGHT_BOLD, 0, 1);
      double width;

      cs_layout_measure (layout, &width, NULL);
      widest = MAX (widest, width);
    }

  return widest + 4;
}

/* One line of the list: the share, then the name, and the figure as it was typed unless that is the share itself. */
static void
draw_part (CsSheet *sheet,
           guint    category,
           double   whole,
           double   share_width,
           CsArea   row)
{
  double value = cs_sheet_value (sheet, category, 0), size = share_size (row.height);
  g_autofree char *share = NULL, *figure = NULL, *text = NULL;
  g_autoptr(PangoLayout) big = NULL, name = NULL;
  double height;

  if (!(value >= 0) || row.height < CS_SIZE_SMALLEST * 1.5)
    return;
  share = format_share (sheet, value, whole);
  figure = cs_sheet_format_value (sheet, category, 0, FALSE);
  text = sheet->numbers.percent ? g_strdup (cs_sheet_category (sheet, category))
                                : g_strdup_printf ("%s\n\u2068%s\u2069", cs_sheet_category (sheet, category), figure);
  big = cs_sheet_layout (sheet, share, size, PANGO_WEIGHT_BOLD, 0, 1);
  name = cs_sheet_layout (sheet, sheet->numbers.percent || row.height >= CS_SIZE_TICK * 3 ? text : cs_sheet_category (sheet, category),
                          CLAMP (row.height * 0.4, CS_SIZE_SMALLEST, CS_SIZE_TICK), PANGO_WEIGHT_NORMAL, row.width - share_width - 2 * CS_GAP,
                          row.height >= CS_SIZE_TICK * 3 ? 2 : 1);

  cs_layout_measure (big, NULL, &height);
  cs_sheet_set_ink (sheet, cs_chart_ink_for_text (cs_sheet_ink (sheet, category, 0)));
  cs_sheet_show (sheet, big, row.x, row.y + (row.height - height) / 2);
  cs_layout_measure (name, NULL, &height);
  cs_sheet_set_ink (sheet, cs_ink_text);
  cs_sheet_show (sheet, name, row.x + share_width + 1.5 * CS_GAP, row.y + (row.height - height) / 2);
  cs_sheet_add_point (sheet, category, 0, row.x - CS_GAP, row.y + row.height / 2);
}

static void
draw_list (CsSheet *sheet,
           double   whole,
           CsArea   area)
{
  double height = MIN (area.height / sheet->n_categories, 92);
  double top = area.y + (area.height - height * sheet->n_categories) / 2;
  double share_width = find_share_width (sheet, whole, height);

  for (guint i = 0; i < sheet->n_categories; i++)
    draw_part (sheet, i, whole, share_width, (CsArea) { area.x, top + i * height, area.width, height });
}

void
cs_sheet_draw_share (CsSheet *sheet,
                     CsArea   area)
{
  g_autofree guint *squares = NULL;
  gboolean beside = area.width > area.height * 1.25;
  double whole = 0, side;
  CsArea list = area, grid;

  for (guint i = 0; i < sheet->n_categories; i++)
    whole += cs_sheet_value (sheet, i, 0) > 0 ? cs_sheet_value (sheet, i, 0) : 0;
  side = beside ? MIN (area.height, area.width * 0.48) : MIN (area.width * 0.7, area.height * 0.52);
  /* The live view of a table that says nothing yet, or of far too many parts. */
  if (!(whole > 0) || !isfinite (whole) || sheet->n_categories > SQUARES / 2 || side < 40)
    return;

  grid = (CsArea) { beside ? area.x : area.x + (area.width - side) / 2, area.y, side, side };
  if (beside)
    {
      list.x += side + 44;
      list.width -= side + 44;
    }
  else
    {
      list.x = area.x + area.width * 0.15;
      list.width = area.width * 0.8;
      list.y += side + 24;
      list.height -= side + 24;
    }

  squares = count_squares (sheet, whole);
  draw_squares (sheet, squares, grid);
  draw_list (sheet, whole, list);
}
