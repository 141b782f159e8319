/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cs-chart-drawing-private.h"

#define THICKEST_UPRIGHT 150.0
#define THICKEST_FLAT 64.0

/* Rows lower than this cannot be named. */
#define LOWEST_ROW 20.0

/* More categories than this are no names but points of a measurement. */
#define MOST_ROWS 40

static gboolean
is_stacked (const CsSheet *sheet)
{
  return sheet->chart->kind == CS_CHART_STACKED_BAR || sheet->chart->kind == CS_CHART_STACKED_SHARE;
}

/* Bars lie where names are long or many; points in time stand side by side. */
static gboolean
lies_flat (const CsSheet *sheet,
           CsArea         area)
{
  gboolean ordered;

  if (sheet->chart->direction != CS_CHART_DIRECTION_AUTO)
    return sheet->chart->direction == CS_CHART_DIRECTION_FLAT;
  if (cs_chart_has_dates (sheet->chart, &ordered) || sheet->n_categories > MOST_ROWS)
    return FALSE;
  if (sheet->chart->kind == CS_CHART_STACKED_SHARE)
    return TRUE;
  if (area.height / sheet->n_categories < LOWEST_ROW)
    return FALSE;

  return !cs_sheet_names_fit (sheet, area.width - 60);
}

static double
band (const CsSheet *sheet)
{
  return (sheet->flat ? sheet->plot.height : sheet->plot.width) / sheet->n_categories;
}

static double
thickness (const CsSheet *sheet)
{
  guint n = is_stacked (sheet) ? 1 : sheet->n_series;
  double part = n == 1 ? 0.7 : 0.82;
  double thickest = sheet->flat ? THICKEST_FLAT : THICKEST_UPRIGHT;

  return MIN (band (sheet) * part / n, thickest);
}

/* Where a bar lies across. */
static double
across (const CsSheet *sheet,
        guint          category,
        guint          series)
{
  double middle = sheet->flat ? cs_sheet_category_y (sheet, category) : cs_sheet_category_x (sheet, category);
  double n = is_stacked (sheet) ? 1 : sheet->n_series;

  return middle + ((is_stacked (sheet) ? 0 : series) - n / 2) * thickness (sheet);
}

/* A value as it is drawn: of a bar to 100 %, its part. */
static double
drawn_value (const CsSheet *sheet,
             guint          category,
             guint          series)
{
  double value = cs_sheet_value (sheet, category, series);
  double whole;

  if (sheet->chart->kind != CS_CHART_STACKED_SHARE)
    return value;
  whole = 0;
  for (guint j = 0; j < sheet->n_series; j++)
    whole += cs_sheet_value (sheet, category, j) > 0 ? cs_sheet_value (sheet, category, j) : 0;
  return whole > 0 ? MAX (value, 0) / whole * 100 : NAN;
}

static void
fill_bar (CsSheet     *sheet,
          const CsBar *bar)
{
  double from = sheet->flat ? cs_sheet_value_x (sheet, bar->from) : cs_sheet_value_y (sheet, bar->from);
  double to = sheet->flat ? cs_sheet_value_x (sheet, bar->to) : cs_sheet_value_y (sheet, bar->to);
  /* Neighbours do not run into each other. */
  double gap = sheet->n_series > 1 && !is_stacked (sheet) ? MIN (2, bar->thickness * 0.1) : 0;
  double rim = is_stacked (sheet) && fabs (to - from) > 4 ? 1 : 0;
  CsArea area = sheet->flat ? (CsArea) { MIN (from, to), bar->across + gap / 2, fabs (to - from), bar->thickness - gap }
                            : (CsArea) { bar->across + gap / 2, MIN (from, to), bar->thickness - gap, fabs (to - from) };

  if (rim > 0 && sheet->flat)
    area.width -= rim;
  else if (rim > 0)
    area.height -= rim;
  cs_sheet_set_ink (sheet, cs_sheet_ink (sheet, bar->category, bar->series));
  cs_sheet_rectangle (sheet, area.x, area.y, area.width, area.height);
  if (sheet->flat)
    cs_sheet_add_point (sheet, bar->category, bar->series, to, bar->across + bar->thickness / 2);
  else
    cs_sheet_add_point (sheet, bar->category, bar->series, bar->across + bar->thickness / 2, to);

  area.x = cs_sheet_x (sheet, area.x, area.width);
  g_array_append_val (sheet->solids, area);
}

static void
draw_category (CsSheet     *sheet,
               guint        category,
               CsBarValues  values)
{
  double up = 0, down = 0;

  for (guint j = 0; j < sheet->n_series; j++)
    {
      double value = drawn_value (sheet, category, j);
      CsBar bar = { category, j, 0, value, across (sheet, category, j), thickness (sheet) };

      if (!isfinite (value))
        continue;
      if (is_stacked (sheet))
        {
          double *sum = value < 0 ? &down : &up;

          bar.from = *sum;
          bar.to = *sum += value;
        }
      fill_bar (sheet, &bar);
      if (is_stacked (sheet))
        cs_bar_values_draw_inside (sheet, &bar);
      else if (values.size > 0)
        cs_bar_values_draw_end (sheet, &bar, values);
    }

  if (sheet->chart->kind == CS_CHART_STACKED_BAR && values.size > 0)
    cs_bar_values_draw_total (sheet, category, up, values.size);
}

/* Totals stand at stacked bars if they are the sum of all that is there. */
static gboolean
has_totals (const CsSheet *sheet)
{
  gsize n = (gsize) sheet->n_categories * sheet->n_series;

  if (sheet->chart->kind != CS_CHART_STACKED_BAR || sheet->n_series < 2)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      if (!(sheet->values[i] >= 0))
        return FALSE;
    }

  return TRUE;
}

static CsBarValues
find_values (const CsSheet *sheet)
{
  double room;

  if (is_stacked (sheet) && !has_totals (sheet))
    return (CsBarValues) { 0, FALSE }
  ;
  if (sheet->flat)
    room = thickness (sheet) + (sheet->n_series == 1 || is_stacked (sheet) ? band (sheet) * 0.25 : 0);
  else
    room = sheet->n_series == 1 || is_stacked (sheet) ? band (sheet) - 8 : thickness (sheet) - 4;
  return cs_bar_values_fit (sheet, room);
}

/* Without numbers at an axis the longest bar may be as long as the plot. */
static void
tighten (CsSheet *sheet)
{
  CsScale *scale = &sheet->scale;
  double low = 0, high = 0;
  gsize n = (gsize) sheet->n_categories * sheet->n_series;

  for (gsize i = 0; i < n; i++)
    {
      if (isfinite (sheet->values[i]))
        {
          low = MIN (low, sheet->values[i]);
          high = MAX (high, sheet->values[i]);
        }
    }
  for (guint i = 0; is_stacked (sheet) && i < sheet->n_categories; i++)
    high = MAX (high, cs_sheet_add_up (sheet, i));
  if (high / 2 - low / 2 <= 0 || sheet->chart->kind == CS_CHART_STACKED_SHARE)
    return;
  scale->low = low;
  scale->high = high;
}

static void
place_upright (CsSheet *sheet,
               CsArea   area)
{
  double room_for_values = CS_SIZE_LABEL * 1.5 + 6;

  sheet->plot = (CsArea) { area.x, area.y + room_for_values, area.width, area.height - room_for_values };
  sheet->plot.height -= cs_sheet_fit_categories (sheet);
}

/* Room for the numbers of the axis, where the bars have none. */
static void
make_room_for_axis (CsSheet *sheet)
{
  double width;

  sheet->scale = is_stacked (sheet) ? cs_scale_for_stack (sheet, cs_sheet_steps (sheet->plot.height))
                                    : cs_scale_for (sheet, cs_sheet_steps (sheet->plot.height));
  width = cs_sheet_widest_tick (sheet) + CS_GAP;
  sheet->plot.x += width;
  sheet->plot.width -= width;
}

static gboolean
has_negative (const CsSheet *sheet)
{
  gsize n = (gsize) sheet->n_categories * sheet->n_series;

  for (gsize i = 0; i < n; i++)
    {
      if (sheet->values[i] < 0)
        return TRUE;
    }

  return FALSE;
}

static void
draw_upright (CsSheet *sheet,
              CsArea   area)
{
  CsBarValues values;
  gboolean with_axis;

  place_upright (sheet, area);
  values = find_values (sheet);
  with_axis = is_stacked (sheet) ? sheet->chart->kind == CS_CHART_STACKED_BAR && values.size == 0 : values.size == 0;
  make_room_for_axis (sheet);
  if (!with_axis)
    {
      sheet->plot.x = area.x;
      sheet->plot.width = area.width;
      tighten (sheet);
    }
  /* Numbers below bars that hang down. */
  sheet->plot.height = area.y + area.height - sheet->plot.y - cs_sheet_fit_categories (sheet);
  if (has_negative (sheet) && !with_axis)
    sheet->plot.height -= CS_SIZE_LABEL * 1.5;
  if (sheet->plot.height < 40)
    return;

  if (with_axis)
    {
      values.size = 0;
      cs_sheet_draw_value_axis (sheet, TRUE);
    }
  for (guint i = 0; i < sheet->n_categories; i++)
    draw_category (sheet, i, values);
  cs_sheet_draw_zero (sheet);
  if (has_negative (sheet) && !with_axis)
    sheet->plot.height += CS_SIZE_LABEL * 1.5;
  cs_sheet_draw_categories (sheet);
}

static void
draw_flat (CsSheet *sheet,
           CsArea   area)
{
  double names, widest, tick_height = CS_SIZE_TICK * 1.5 + 8;
  CsBarValues values;
  gboolean with_axis;

  sheet->plot = area;
  values = find_values (sheet);
  with_axis = values.size == 0 && sheet->chart->kind != CS_CHART_STACKED_SHARE;
  if (with_axis)
    sheet->plot.height -= tick_height;
  names = cs_sheet_fit_rows (sheet, sheet->plot.height / sheet->n_categories);
  widest = values.size > 0 ? cs_bar_values_widest (sheet, values) + CS_GAP : 0;

  sheet->plot.x += names + CS_GAP + (has_negative (sheet) ? widest : 0);
  sheet->plot.width = area.x + area.width - sheet->plot.x - widest;
  if (sheet->plot.width < 60 || sheet->plot.height < 20)
    return;
  sheet->scale = is_stacked (sheet) ? cs_scale_for_stack (sheet, (guint) CLAMP (sheet->plot.width / 150, 2, 6))
                                    : cs_scale_for (sheet, (guint) CLAMP (sheet->plot.width / 150, 2, 6));
  if (!with_axis)
    tighten (sheet);

  if (with_axis)
    cs_sheet_draw_value_axis (sheet, TRUE);
  for (guint i = 0; i < sheet->n_categories; i++)
    draw_category (sheet, i, values);
  cs_sheet_draw_zero (sheet);
  cs_sheet_draw_rows (sheet, area.x + names);
}

void
cs_sheet_draw_bars (CsSheet *sheet,
                    CsArea   area)
{
  sheet->flat = lies_flat (sheet, area);
  if (sheet->flat)
    draw_flat (sheet, area);
  else
    draw_upright (sheet, area);
}
