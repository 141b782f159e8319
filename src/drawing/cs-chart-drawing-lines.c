/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cs-chart-drawing-private.h"

/* Part of the width that names at the lines' ends may take. */
#define MAX_NAMES 0.24
#define LINE_WIDTH 4.2
#define THIN_LINE 2.6

/* Signs of a number beyond which it is written briefly beside a line. */
#define LONG_NUMBER 9

/* --- the line itself --- */

/* The values of one series that fall upon the same column of pixels. */
typedef struct
{
  double column;
  double first;
  double last;
  double low;
  double high;
  gboolean open; /* has something */
} Column;

static void
flush_column (const CsSheet *sheet,
              Column        *column,
              double         scale,
              gboolean      *joined)
{
  double x = column->column / scale;

  if (!column->open)
    return;
  if (*joined)
    cairo_line_to (sheet->cr, x, column->first);
  else
    cairo_move_to (sheet->cr, x, column->first);
  if (column->high > column->low)
    {
      cairo_line_to (sheet->cr, x, column->low);
      cairo_line_to (sheet->cr, x, column->high);
      cairo_line_to (sheet->cr, x, column->last);
    }
  *joined = TRUE;
  column->open = FALSE;
}

/* No more than four points for each column of pixels: the picture is the same, its cost no longer grows with the data. */
static void
trace_thinned (const CsSheet *sheet,
               guint          series,
               double         scale)
{
  Column column = { 0 };
  gboolean joined = FALSE;

  for (guint i = 0; i < sheet->n_categories; i++)
    {
      double value = cs_sheet_value (sheet, i, series);
      double at = floor (cs_sheet_x (sheet, cs_sheet_category_x (sheet, i), 0) * scale), y;

      if (!isfinite (value))
        {
          flush_column (sheet, &column, scale, &joined);
          joined = FALSE;
          continue;
        }
      y = cs_sheet_value_y (sheet, value);
      if (column.open && column.column != at)
        flush_column (sheet, &column, scale, &joined);
      if (!column.open)
        column = (Column) { at, y, y, y, y, TRUE }
      ;
      column.last = y;
      column.low = MIN (column.low, y);
      column.high = MAX (column.high, y);
    }
  flush_column (sheet, &column, scale, &joined);
}

static void
trace (const CsSheet *sheet,
       guint          series)
{
  gboolean open = FALSE;

  for (guint i = 0; i < sheet->n_categories; i++)
    {
      double value = cs_sheet_value (sheet, i, series);
      double x = cs_sheet_x (sheet, cs_sheet_category_x (sheet, i), 0);

      if (!isfinite (value))
        open = FALSE;
      else if (open)
        cairo_line_to (sheet->cr, x, cs_sheet_value_y (sheet, value));
      else
        {
          cairo_move_to (sheet->cr, x, cs_sheet_value_y (sheet, value));
          open = TRUE;
        }
    }
}

/* Device pixels for each unit of the sheet. */
static double
find_scale (const CsSheet *sheet)
{
  double dx = 1, dy = 0;

  cairo_user_to_device_distance (sheet->cr, &dx, &dy);
  return MAX (hypot (dx, dy), 0.01);
}

/* A value between two gaps has no line: a dot. */
static void
draw_lonely (CsSheet *sheet,
             guint    series,
             double   radius)
{
  for (guint i = 0; i < sheet->n_categories; i++)
    {
      gboolean before = i > 0 && isfinite (cs_sheet_value (sheet, i - 1, series));
      gboolean after = i + 1 < sheet->n_categories && isfinite (cs_sheet_value (sheet, i + 1, series));

      if (isfinite (cs_sheet_value (sheet, i, series)) && !before && !after)
        cs_sheet_dot (sheet, cs_sheet_category_x (sheet, i), cs_sheet_value_y (sheet, cs_sheet_value (sheet, i, series)), radius);
    }
}

void
cs_sheet_draw_line (CsSheet *sheet,
                    guint    series,
                    CsInk    ink,
                    double   width)
{
  static const double dashes[] = { 14, 8 };
  double scale = find_scale (sheet);

  cs_sheet_set_ink (sheet, ink);
  cairo_set_line_width (sheet->cr, width);
  cairo_set_line_join (sheet->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (sheet->cr, CAIRO_LINE_CAP_ROUND);
  /* Colours return after seven. */
  if (sheet->chart->kind == CS_CHART_LINE && series >= CS_CHART_N_INKS && sheet->chart->highlights->len == 0)
    cairo_set_dash (sheet->cr, dashes, 2, 0);
  if (sheet->n_categories > 2 * sheet->plot.width * scale)
    trace_thinned (sheet, series, scale);
  else
    trace (sheet, series);
  cairo_stroke (sheet->cr);
  cairo_set_dash (sheet->cr, NULL, 0, 0);
  cairo_set_line_cap (sheet->cr, CAIRO_LINE_CAP_BUTT);
  draw_lonely (sheet, series, width * 1.1);
}

/* --- areas --- */

/* Fills between two heights of the columns from @from up to but not including @to. */
static void
fill_run (CsSheet      *sheet,
          const double *below,
          const double *above,
          guint         from,
          guint         to)
{
  /* Words leave a point behind. */
  cairo_new_path (sheet->cr);
  for (guint i = from; i < to; i++)
    cairo_line_to (sheet->cr, cs_sheet_x (sheet, cs_sheet_category_x (sheet, i), 0), cs_sheet_value_y (sheet, above[i]));
  for (guint i = to; i > from; i--)
    cairo_line_to (sheet->cr, cs_sheet_x (sheet, cs_sheet_category_x (sheet, i - 1), 0), cs_sheet_value_y (sheet, below[i - 1]));
  cairo_close_path (sheet->cr);
  cairo_fill (sheet->cr);
}

static void
draw_area (CsSheet *sheet,
           guint    series,
           double  *below,
           double  *above)
{
  guint from = 0;

  cs_sheet_set_ink (sheet, cs_sheet_ink (sheet, 0, series));
  for (guint i = 0; i <= sheet->n_categories; i++)
    {
      if (i < sheet->n_categories && isfinite (cs_sheet_value (sheet, i, series)))
        {
          above[i] = below[i] + cs_sheet_value (sheet, i, series);
          continue;
        }
      if (i > from)
        fill_run (sheet, below, above, from, i);
      if (i < sheet->n_categories)
        above[i] = below[i];
      from = i + 1;
    }

  /* A rim parts what lies upon each other. */
  cs_sheet_set_ink (sheet, cs_ink_ground);
  cairo_set_line_width (sheet->cr, 1.2);
  cairo_new_path (sheet->cr);
  for (guint i = 0; sheet->n_series > 1 && i < sheet->n_categories; i++)
    cairo_line_to (sheet->cr, cs_sheet_x (sheet, cs_sheet_category_x (sheet, i), 0), cs_sheet_value_y (sheet, above[i]));
  cairo_stroke (sheet->cr);
}

/* What lies below the sum is no place for words. */
static void
add_solids (CsSheet      *sheet,
            const double *above)
{
  guint step = MAX (1, sheet->n_categories / 200);

  for (guint i = 0; i + step < sheet->n_categories; i += step)
    {
      double x = cs_sheet_category_x (sheet, i), width = cs_sheet_category_x (sheet, i + step) - x;
      double top = cs_sheet_value_y (sheet, MAX (above[i], above[i + step])), zero = cs_sheet_value_y (sheet, 0);
      CsArea area = { cs_sheet_x (sheet, x, width), MIN (top, zero), width, fabs (zero - top) };

      g_array_append_val (sheet->solids, area);
    }
}

static void
draw_areas (CsSheet *sheet)
{
  g_autofree double *below = g_new0 (double, sheet->n_categories + 1);
  g_autofree double *above = g_new0 (double, sheet->n_categories + 1);

  for (guint j = 0; j < sheet->n_series; j++)
    {
      draw_area (sheet, j, below, above);
      for (guint i = 0; i < sheet->n_categories; i++)
        {
          if (isfinite (cs_sheet_value (sheet, i, j)))
            cs_sheet_add_point (sheet, i, j, cs_sheet_category_x (sheet, i), cs_sheet_value_y (sheet, above[i]));
          below[i] = above[i];
        }
    }
  add_solids (sheet, below);
}

/* --- names at the ends --- */

static gboolean
find_last (const CsSheet *sheet,
           guint          series,
           guint         *category)
{
  for (guint i = sheet->n_categories; i > 0; i--)
    {
      if (isfinite (cs_sheet_value (sheet, i - 1, series)))
        {
          *category = i - 1;
          return TRUE;
        }
    }

  return FALSE;
}

static PangoLayout *
lay_out_end (const CsSheet *sheet,
             guint          series,
             guint          last)
{
  const char *name = sheet->n_series > 1 ? cs_sheet_series (sheet, series) : "";
  g_autofree char *full = cs_sheet_format_value (sheet, last, series, FALSE);
  g_autofree char *value = cs_sheet_format_value (sheet, last, series, g_utf8_strlen (full, -1) > LONG_NUMBER);

  return cs_sheet_layout_named (sheet, name, value, cs_sheet_is_lit (sheet, series), sheet->width * MAX_NAMES, 3);
}

/* Where the name of a series belongs: at its last value, or in the middle of its last share of the area. */
static double
find_end_y (const CsSheet *sheet,
            guint          series,
            guint          last)
{
  double below = 0, value = cs_sheet_value (sheet, last, series);

  if (sheet->chart->kind != CS_CHART_AREA)
    return cs_sheet_value_y (sheet, value);
  for (guint j = 0; j < series; j++)
    below += isfinite (cs_sheet_value (sheet, last, j)) ? cs_sheet_value (sheet, last, j) : 0;
  return cs_sheet_value_y (sheet, below + (sheet->n_series > 1 ? value / 2 : value));
}

static double
reserve_names (const CsSheet *sheet)
{
  double widest = 0;
  guint last;

  for (guint j = 0; j < sheet->n_series; j++)
    {
      if (find_last (sheet, j, &last))
        {
          g_autoptr(PangoLayout) layout = lay_out_end (sheet, j, last);
          double width;

          cs_layout_measure (layout, &width, NULL);
          widest = MAX (widest, width);
        }
    }

  return widest > 0 ? widest + 2 * CS_GAP : 0;
}

static void
draw_names (CsSheet *sheet,
            CsArea   area)
{
  g_autoptr(GArray) labels = cs_side_labels_new ();
  guint last;

  for (guint j = 0; j < sheet->n_series; j++)
    {
      g_autoptr(PangoLayout) layout = NULL;
      CsInk ink = cs_sheet_ink (sheet, 0, j);

      if (!find_last (sheet, j, &last))
        continue;
      layout = lay_out_end (sheet, j, last);
      cs_side_labels_add (labels, layout, ink, find_end_y (sheet, j, last), cs_sheet_is_lit (sheet, j));
      cs_sheet_set_ink (sheet, ink);
      if (sheet->chart->kind == CS_CHART_LINE && sheet->n_categories <= 2 * sheet->plot.width)
        cs_sheet_dot (sheet, cs_sheet_category_x (sheet, last), cs_sheet_value_y (sheet, cs_sheet_value (sheet, last, j)),
                      cs_sheet_is_lit (sheet, j) ? 6.5 : 4.5);
    }

  cs_side_labels_spread (labels, area.y, sheet->plot.y + sheet->plot.height + CS_GAP);
  cs_sheet_draw_side_labels (sheet, labels, sheet->plot.x + sheet->plot.width + 1.5 * CS_GAP, FALSE);
}

/* --- together --- */

static void
draw_all_lines (CsSheet *sheet)
{
  /* Context first; the first series is the one meant: on top. */
  for (int lit = 0; lit < 2; lit++)
    {
      for (guint j = sheet->n_series; j > 0; j--)
        {
          if (cs_sheet_is_lit (sheet, j - 1) == (lit == 1))
            cs_sheet_draw_line (sheet, j - 1, cs_sheet_ink (sheet, 0, j - 1), lit ? LINE_WIDTH : THIN_LINE);
        }
    }

  for (guint j = 0; j < sheet->n_series; j++)
    {
      for (guint i = 0; i < sheet->n_categories; i++)
        {
          double value = cs_sheet_value (sheet, i, j);

          if (isfinite (value))
            cs_sheet_add_point (sheet, i, j, cs_sheet_category_x (sheet, i), cs_sheet_value_y (sheet, value));
        }
    }
}

void
cs_sheet_draw_lines (CsSheet *sheet,
                     CsArea   area)
{
  gboolean filled = sheet->chart->kind == CS_CHART_AREA;
  guint n_steps = cs_sheet_steps (area.height);
  double top = CS_SIZE_TICK * 0.7;

  sheet->scale = filled ? cs_scale_for_stack (sheet, n_steps) : cs_scale_for (sheet, n_steps);
  sheet->plot.x = area.x + cs_sheet_widest_tick (sheet) + CS_GAP;
  sheet->plot.width = area.x + area.width - sheet->plot.x - reserve_names (sheet);
  sheet->plot.y = area.y + top;
  if (sheet->plot.width < 60)
    return;
  sheet->plot.height = area.height - top - cs_sheet_fit_categories (sheet);
  /* A flat preview has no room for a plot. */
  if (sheet->plot.height < 40)
    return;

  cs_sheet_draw_value_axis (sheet, TRUE);
  if (filled)
    draw_areas (sheet);
  else
    draw_all_lines (sheet);
  if (filled)
    cs_sheet_draw_zero (sheet);
  cs_sheet_draw_categories (sheet);
  draw_names (sheet, area);
}
