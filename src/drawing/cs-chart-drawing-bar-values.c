/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cs-chart-drawing-private.h"

/* Between a bar's end and its number. */
#define CLEARANCE 5.0

static char *
format_total (const CsSheet *sheet,
              double         total)
{
  return cs_sheet_format_number (sheet, total, sheet->numbers.decimals >= 0 ? sheet->numbers.decimals : sheet->numbers.typed_decimals,
                                 sheet->numbers.percent);
}

/* The number of a cell, or of all of a category. */
static PangoLayout *
lay_out (const CsSheet *sheet,
         guint          category,
         guint          series,
         CsBarValues    values)
{
  g_autofree char *text = sheet->chart->kind == CS_CHART_STACKED_BAR ? format_total (sheet, cs_sheet_add_up (sheet, category))
                                                                     : cs_sheet_format_value (sheet, category, series, values.brief);

  return cs_sheet_layout (sheet, text, values.size, PANGO_WEIGHT_SEMIBOLD, 0, 1);
}

static gboolean
fits (const CsSheet *sheet,
      CsBarValues    values,
      double         room)
{
  guint n_series = sheet->chart->kind == CS_CHART_STACKED_BAR ? 1 : sheet->n_series;

  for (guint i = 0; i < sheet->n_categories; i++)
    {
      for (guint j = 0; j < n_series; j++)
        {
          g_autoptr(PangoLayout) layout = lay_out (sheet, i, j, values);
          double width, height;

          cs_layout_measure (layout, &width, &height);
          if ((sheet->flat ? height : width) > room || (sheet->flat && width > sheet->plot.width / 3))
            return FALSE;
        }
    }

  return TRUE;
}

/* Numbers stand at the bars only if all of them find room: some with and some without would puzzle. */
CsBarValues
cs_bar_values_fit (const CsSheet *sheet,
                   double         room)
{
  CsBarValues values = { 0, FALSE };

  /* Never, where not even one digit fits. */
  if (room < CS_SIZE_SMALLEST * 0.6)
    return values;

  for (int brief = 0; brief < 2; brief++)
    {
      values.brief = brief == 1;
      for (values.size = CS_SIZE_LABEL; values.size >= CS_SIZE_SMALLEST; values.size -= 2)
        {
          if (fits (sheet, values, room))
            return values;
        }
    }

  values.size = 0;
  return values;
}

double
cs_bar_values_widest (const CsSheet *sheet,
                      CsBarValues    values)
{
  guint n_series = sheet->chart->kind == CS_CHART_STACKED_BAR ? 1 : sheet->n_series;
  double widest = 0;

  for (guint i = 0; i < sheet->n_categories; i++)
    {
      for (guint j = 0; j < n_series; j++)
        {
          g_autoptr(PangoLayout) layout = lay_out (sheet, i, j, values);
          double width;

          cs_layout_measure (layout, &width, NULL);
          widest = MAX (widest, width);
        }
    }

  return widest;
}

/* Behind the end of a bar that ends at @end. */
static void
show_at_end (CsSheet     *sheet,
             PangoLayout *layout,
             double       value,
             double       middle)
{
  double width, height;

  cs_layout_measure (layout, &width, &height);
  cs_sheet_set_ink (sheet, cs_ink_text);
  if (sheet->flat)
    cs_sheet_show (sheet, layout, cs_sheet_value_x (sheet, value) + (value < 0 ? -CLEARANCE - width : CLEARANCE), middle - height / 2);
  else
    cs_sheet_show (sheet, layout, middle - width / 2, cs_sheet_value_y (sheet, value) + (value < 0 ? 3 : -height - 3));
}

void
cs_bar_values_draw_end (CsSheet     *sheet,
                        const CsBar *bar,
                        CsBarValues  values)
{
  g_autoptr(PangoLayout) layout = lay_out (sheet, bar->category, bar->series, values);

  show_at_end (sheet, layout, bar->to, bar->across + bar->thickness / 2);
}

void
cs_bar_values_draw_total (CsSheet *sheet,
                          guint    category,
                          double   total,
                          double   size)
{
  CsBarValues values = { size, FALSE };
  g_autoptr(PangoLayout) layout = lay_out (sheet, category, 0, values);

  show_at_end (sheet, layout, total, sheet->flat ? cs_sheet_category_y (sheet, category) : cs_sheet_category_x (sheet, category));
}

static char *
format_inside (const CsSheet *sheet,
               const CsBar   *bar)
{
  if (sheet->chart->kind == CS_CHART_STACKED_SHARE)
    return cs_sheet_format_number (sheet, bar->to - bar->from, MAX (sheet->numbers.decimals, 0), TRUE);

  return cs_sheet_format_value (sheet, bar->category, bar->series, FALSE);
}

/* A part of a stacked bar says its number if there is room; the axis or the total says the rest. */
void
cs_bar_values_draw_inside (CsSheet     *sheet,
                           const CsBar *bar)
{
  double length = fabs (cs_scale_part (&sheet->scale, bar->to) - cs_scale_part (&sheet->scale, bar->from)) *
                  (sheet->flat ? sheet->plot.width : sheet->plot.height);
  double middle = bar->across + bar->thickness / 2, value = bar->from + (bar->to - bar->from) / 2;
  double size = CLAMP (bar->thickness * 0.5, CS_SIZE_SMALLEST, CS_SIZE_TICK);
  g_autofree char *text = NULL;
  g_autoptr(PangoLayout) layout = NULL;
  double width, height;

  if (length < 16)
    return;
  text = format_inside (sheet, bar);
  layout = cs_sheet_layout (sheet, text, size, PANGO_WEIGHT_SEMIBOLD, 0, 1);
  cs_layout_measure (layout, &width, &height);
  if ((sheet->flat ? width + 8 > length || height > bar->thickness + 2 : height > length || width + 6 > bar->thickness))
    return;

  cs_sheet_set_ink (sheet, cs_chart_ink_upon (cs_sheet_ink (sheet, bar->category, bar->series)));
  if (sheet->flat)
    cs_sheet_show (sheet, layout, cs_sheet_value_x (sheet, value) - width / 2, middle - height / 2);
  else
    cs_sheet_show (sheet, layout, middle - width / 2, cs_sheet_value_y (sheet, value) - height / 2);
}
