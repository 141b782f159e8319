/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cs-chart-drawing-private.h"

#define MAX_NAMES 0.36

/* What rises and what falls has its own colour; what is highlighted its own, and the rest none. */
static CsInk
ink_of_slope (const CsSheet *sheet,
              guint          category)
{
  double before = cs_sheet_value (sheet, category, 0), after = cs_sheet_value (sheet, category, 1);

  if (sheet->chart->highlights->len > 0)
    return cs_sheet_ink (sheet, category, 0);
  return cs_chart_ink (after < before ? 1 : 0);
}

static gboolean
is_whole (const CsSheet *sheet,
          guint          category)
{
  return isfinite (cs_sheet_value (sheet, category, 0)) && isfinite (cs_sheet_value (sheet, category, 1));
}

static PangoLayout *
lay_out_end (const CsSheet *sheet,
             guint          category,
             guint          series)
{
  gboolean lit = cs_chart_is_highlighted (sheet->chart, cs_sheet_category (sheet, category));
  g_autofree char *value = cs_sheet_format_value (sheet, category, series, FALSE);

  return cs_sheet_layout_named (sheet, series == 1 ? cs_sheet_category (sheet, category) : "", value, lit, sheet->width * MAX_NAMES,
                                series == 1 ? 2 : 1);
}

static double
reserve (const CsSheet *sheet,
         guint          series)
{
  double widest = 0;

  for (guint i = 0; i < sheet->n_categories; i++)
    {
      g_autoptr(PangoLayout) layout = lay_out_end (sheet, i, series);
      double width;

      cs_layout_measure (layout, &width, NULL);
      widest = MAX (widest, width);
    }

  return widest + 2 * CS_GAP;
}

/* The period above its upright line. Returns the height. */
static double
draw_period (CsSheet *sheet,
             guint    series,
             double   x,
             double   y)
{
  g_autoptr(PangoLayout) layout = cs_sheet_layout (sheet, cs_sheet_series (sheet, series), CS_SIZE_LABEL, PANGO_WEIGHT_BOLD,
                                                   sheet->plot.width / 2 - CS_GAP, 1);
  double width, height, left;

  cs_layout_measure (layout, &width, &height);
  left = series == 0 ? MAX (x - width / 2, CS_SHEET_MARGIN) : MIN (x - width / 2, sheet->width - CS_SHEET_MARGIN - width);
  cs_sheet_set_ink (sheet, cs_ink_text);
  cs_sheet_show (sheet, layout, left, y);
  return height;
}

static void
draw_slope (CsSheet *sheet,
            guint    category)
{
  double left = sheet->plot.x, right = sheet->plot.x + sheet->plot.width;
  gboolean lit = cs_chart_is_highlighted (sheet->chart, cs_sheet_category (sheet, category));
  double before = cs_sheet_value_y (sheet, cs_sheet_value (sheet, category, 0));
  double after = cs_sheet_value_y (sheet, cs_sheet_value (sheet, category, 1));

  cs_sheet_set_ink (sheet, ink_of_slope (sheet, category));
  cairo_set_line_width (sheet->cr, lit ? 4 : 2.4);
  cs_sheet_line (sheet, left, before, right, after);
  cs_sheet_dot (sheet, left, before, lit ? 7 : 5);
  cs_sheet_dot (sheet, right, after, lit ? 7 : 5);
  cs_sheet_add_point (sheet, category, 0, left, before);
  cs_sheet_add_point (sheet, category, 1, right, after);
}

static void
draw_ends (CsSheet *sheet,
           CsArea   area,
           guint    series)
{
  g_autoptr(GArray) labels = cs_side_labels_new ();
  double x = series == 0 ? sheet->plot.x - 1.5 * CS_GAP : sheet->plot.x + sheet->plot.width + 1.5 * CS_GAP;

  for (guint i = 0; i < sheet->n_categories; i++)
    {
      g_autoptr(PangoLayout) layout = NULL;

      if (!is_whole (sheet, i))
        continue;
      layout = lay_out_end (sheet, i, series);
      cs_side_labels_add (labels, layout, ink_of_slope (sheet, i), cs_sheet_value_y (sheet, cs_sheet_value (sheet, i, series)),
                          cs_chart_is_highlighted (sheet->chart, cs_sheet_category (sheet, i)));
    }
  cs_side_labels_spread (labels, sheet->plot.y - CS_GAP, area.y + area.height);
  cs_sheet_draw_side_labels (sheet, labels, x, series == 0);
}

/* There is no axis: the numbers stand at both ends. So the whole height serves the differences, unless zero is asked for. */
static CsScale
find_scale (const CsSheet *sheet)
{
  CsScale scale = { INFINITY, -INFINITY, 1 };

  for (gsize i = 0; i < (gsize) sheet->n_categories * sheet->n_series; i++)
    {
      if (isfinite (sheet->values[i]))
        {
          scale.low = MIN (scale.low, sheet->values[i]);
          scale.high = MAX (scale.high, sheet->values[i]);
        }
    }
  if (sheet->chart->axis == CS_CHART_AXIS_ZERO || !(scale.high / 2 > scale.low / 2))
    return cs_scale_for (sheet, 5);

  return scale;
}

/* Only what has a value in both periods is a comparison. */
void
cs_sheet_draw_slopes (CsSheet *sheet,
                      CsArea   area)
{
  double before, after, head, second;

  if (sheet->n_series < 2)
    return;
  before = reserve (sheet, 0);
  after = reserve (sheet, 1);
  sheet->plot = (CsArea) { area.x + before, area.y, area.width - before - after, area.height };
  if (sheet->plot.width < 80 || sheet->plot.height < 100)
    return;

  head = draw_period (sheet, 0, sheet->plot.x, area.y);
  second = draw_period (sheet, 1, sheet->plot.x + sheet->plot.width, area.y);
  head = MAX (head, second) + 2 * CS_GAP;
  sheet->plot.y += head;
  sheet->plot.height -= head + CS_GAP;
  sheet->scale = find_scale (sheet);

  cs_sheet_set_ink (sheet, cs_ink_grid);
  cairo_set_line_width (sheet->cr, 2);
  for (guint j = 0; j < 2; j++)
    cs_sheet_line (sheet, sheet->plot.x + j * sheet->plot.width, sheet->plot.y - CS_GAP, sheet->plot.x + j * sheet->plot.width,
                   area.y + area.height);
  for (int lit = 0; lit < 2; lit++)
    {
      for (guint i = 0; i < sheet->n_categories; i++)
        {
          if (is_whole (sheet, i) && cs_chart_is_highlighted (sheet->chart, cs_sheet_category (sheet, i)) == (lit == 1))
            draw_slope (sheet, i);
        }
    }
  draw_ends (sheet, area, 0);
  draw_ends (sheet, area, 1);
}
