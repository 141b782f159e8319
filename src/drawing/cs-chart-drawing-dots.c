/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cs-chart-drawing-private.h"

#define LARGEST_DOT 11.0

static gboolean
is_dumbbell (const CsSheet *sheet)
{
  return sheet->chart->kind == CS_CHART_DUMBBELL;
}

static double
row_height (const CsSheet *sheet)
{
  return sheet->plot.height / MAX (1, sheet->n_categories);
}

static double
dot_radius (const CsSheet *sheet)
{
  return MIN (LARGEST_DOT, row_height (sheet) * 0.32);
}

/* Numbers stand beside dots where nothing else can: at the outermost of a pair, or of a single series. */
static double
find_value_size (const CsSheet *sheet)
{
  double size = MIN (CS_SIZE_TICK, row_height (sheet) * 0.7);

  return (is_dumbbell (sheet) || sheet->n_series == 1) && size >= CS_SIZE_SMALLEST ? size : 0;
}

static PangoLayout *
lay_out_value (const CsSheet *sheet,
               guint          category,
               guint          series,
               double         size)
{
  g_autofree char *text = cs_sheet_format_value (sheet, category, series, FALSE);

  return cs_sheet_layout (sheet, text, size, PANGO_WEIGHT_NORMAL, sheet->width / 5, 1);
}

static double
reserve_values (const CsSheet *sheet,
                double         size)
{
  double widest = 0;

  for (guint i = 0; size > 0 && i < sheet->n_categories; i++)
    {
      for (guint j = 0; j < sheet->n_series; j++)
        {
          g_autoptr(PangoLayout) layout = lay_out_value (sheet, i, j, size);
          double width;

          cs_layout_measure (layout, &width, NULL);
          widest = MAX (widest, width);
        }
    }

  return widest > 0 ? widest + LARGEST_DOT + CS_GAP : LARGEST_DOT;
}

/* Least and greatest of a row. */
static gboolean
find_ends (const CsSheet *sheet,
           guint          category,
           guint         *least,
           guint         *greatest)
{
  gboolean found = FALSE;

  for (guint j = 0; j < sheet->n_series; j++)
    {
      double value = cs_sheet_value (sheet, category, j);

      if (!isfinite (value))
        continue;
      if (!found || value < cs_sheet_value (sheet, category, *least))
        *least = j;
      if (!found || value > cs_sheet_value (sheet, category, *greatest))
        *greatest = j;
      found = TRUE;
    }

  return found;
}

static void
show_value (CsSheet *sheet,
            guint    category,
            guint    series,
            gboolean before,
            double   size)
{
  g_autoptr(PangoLayout) layout = lay_out_value (sheet, category, series, size);
  double x = cs_sheet_value_x (sheet, cs_sheet_value (sheet, category, series)), offset = dot_radius (sheet) + 6;
  double width, height;

  cs_layout_measure (layout, &width, &height);
  cs_sheet_set_ink (sheet, cs_ink_text);
  cs_sheet_show (sheet, layout, before ? x - offset - width : x + offset, cs_sheet_category_y (sheet, category) - height / 2);
}

/* The first of two periods is pale, the second has the colour; else each series its own. */
static CsInk
ink_of_dot (const CsSheet *sheet,
            guint          category,
            guint          series)
{
  if (is_dumbbell (sheet) && series == 0)
    return cs_ink_context;
  if (is_dumbbell (sheet) && sheet->chart->highlights->len > 0 && !cs_chart_is_highlighted (sheet->chart, cs_sheet_category (sheet, category)))
    return cs_ink_quiet;
  return cs_sheet_ink (sheet, category, series);
}

static void
draw_row (CsSheet *sheet,
          guint    category,
          double   size)
{
  double y = cs_sheet_category_y (sheet, category);
  guint least = 0, greatest = 0;

  if (!find_ends (sheet, category, &least, &greatest))
    return;

  if (least != greatest)
    {
      cs_sheet_set_ink (sheet, is_dumbbell (sheet) ? ink_of_dot (sheet, category, 1) : cs_ink_grid);
      cairo_set_line_width (sheet->cr, is_dumbbell (sheet) ? 3 : 5);
      cs_sheet_line (sheet, cs_sheet_value_x (sheet, cs_sheet_value (sheet, category, least)), y,
                     cs_sheet_value_x (sheet, cs_sheet_value (sheet, category, greatest)), y);
    }
  for (guint j = 0; j < sheet->n_series; j++)
    {
      double value = cs_sheet_value (sheet, category, j);

      if (!isfinite (value))
        continue;
      cs_sheet_set_ink (sheet, ink_of_dot (sheet, category, j));
      cs_sheet_dot (sheet, cs_sheet_value_x (sheet, value), y, dot_radius (sheet));
      cs_sheet_add_point (sheet, category, j, cs_sheet_value_x (sheet, value), y);
    }

  if (size > 0 && least != greatest)
    show_value (sheet, category, least, TRUE, size);
  if (size > 0)
    show_value (sheet, category, greatest, FALSE, size);
}

/* The two periods and their dots. Returns the height. */
static double
draw_periods (CsSheet *sheet,
              double   y)
{
  double x = CS_SHEET_MARGIN, tallest = 0;

  for (guint j = 0; j < sheet->n_series; j++)
    {
      g_autoptr(PangoLayout) layout = cs_sheet_layout (sheet, cs_sheet_series (sheet, j), CS_SIZE_TICK, PANGO_WEIGHT_SEMIBOLD, 400, 1);
      CsInk ink = j == 0 ? cs_ink_context : sheet->chart->highlights->len > 0 ? cs_ink_quiet : cs_chart_ink (0);
      double width, height;

      cs_layout_measure (layout, &width, &height);
      cs_sheet_set_ink (sheet, ink);
      cs_sheet_dot (sheet, x + LARGEST_DOT, y + height / 2, LARGEST_DOT);
      cs_sheet_set_ink (sheet, j == 0 ? cs_ink_quiet : cs_chart_ink_for_text (ink));
      cs_sheet_show (sheet, layout, x + 2 * LARGEST_DOT + 8, y);
      x += 2 * LARGEST_DOT + 8 + width + 30;
      tallest = MAX (tallest, height);
    }

  return tallest + CS_GAP;
}

static void
draw_row_lines (CsSheet *sheet,
                double   from)
{
  cs_sheet_set_ink (sheet, cs_ink_grid);
  cairo_set_line_width (sheet->cr, 1);
  for (guint i = 1; i < sheet->n_categories && row_height (sheet) >= 20; i++)
    {
      double y = round (sheet->plot.y + i * row_height (sheet)) + 0.5;

      cs_sheet_line (sheet, from, y, sheet->plot.x + sheet->plot.width, y);
    }
}

void
cs_sheet_draw_dots (CsSheet *sheet,
                    CsArea   area)
{
  double names, size, room, inset, tick_height = CS_SIZE_TICK * 1.5 + 8;

  sheet->flat = TRUE;
  if (is_dumbbell (sheet))
    room = draw_periods (sheet, area.y);
  else
    room = 0;
  sheet->plot = area;
  sheet->plot.y += room;
  sheet->plot.height -= room + tick_height;
  if (sheet->plot.height < 20)
    return;

  size = find_value_size (sheet);
  names = cs_sheet_fit_rows (sheet, row_height (sheet));
  inset = reserve_values (sheet, size);
  sheet->plot.x += names + CS_GAP + inset;
  sheet->plot.width = area.x + area.width - inset - sheet->plot.x;
  if (sheet->plot.width < 60)
    return;

  sheet->scale = cs_scale_for (sheet, (guint) CLAMP (sheet->plot.width / 150, 2, 6));
  draw_row_lines (sheet, area.x);
  cs_sheet_draw_value_axis (sheet, TRUE);
  for (guint i = 0; i < sheet->n_categories; i++)
    draw_row (sheet, i, size);
  cs_sheet_draw_rows (sheet, area.x + names);
}
