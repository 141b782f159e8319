/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cs-chart-drawing-private.h"

#define TITLE 21.0
#define TICK 17.0
#define BETWEEN 30.0

/* Lines of all others behind each one show where it stands among them, as long as they are few. */
#define MAX_BEHIND 600

/* Columns so that each small chart is about half as high again as wide or less. */
static guint
find_columns (const CsSheet *sheet,
              CsArea         area)
{
  guint best = 1;
  double best_off = INFINITY;

  for (guint columns = 1; columns <= sheet->n_series; columns++)
    {
      guint rows = (sheet->n_series + columns - 1) / columns;
      double off = fabs (log ((area.width / columns) / (area.height / rows) / 1.45)) + 0.12 * (columns * rows - sheet->n_series);

      if (off < best_off)
        {
          best_off = off;
          best = columns;
        }
    }

  return best;
}

static double
show (CsSheet    *sheet,
      const char *text,
      double      size,
      PangoWeight weight,
      CsInk       ink,
      CsArea      room,
      double      align)
{
  g_autoptr(PangoLayout) layout = cs_sheet_layout (sheet, text, size, weight, room.width, 1);
  double width, height;

  cs_layout_measure (layout, &width, &height);
  cs_sheet_set_ink (sheet, ink);
  cs_sheet_show (sheet, layout, room.x + (room.width - width) * align, room.y);
  return height;
}

static void
draw_values (CsSheet *sheet,
             gboolean with_numbers)
{
  int n_steps = (int) round (sheet->scale.high / sheet->scale.step - sheet->scale.low / sheet->scale.step);

  for (int i = 0; i <= n_steps; i++)
    {
      double value = sheet->scale.low + i * sheet->scale.step, y = round (cs_sheet_value_y (sheet, value));
      g_autofree char *text = cs_sheet_format_tick (sheet, &sheet->scale, value);

      cs_sheet_set_ink (sheet, fabs (value) < sheet->scale.step / 1000 ? cs_ink_text : cs_ink_grid);
      cairo_set_line_width (sheet->cr, fabs (value) < sheet->scale.step / 1000 ? 1.8 : 1.2);
      cs_sheet_line (sheet, sheet->plot.x, y, sheet->plot.x + sheet->plot.width, y);
      if (with_numbers)
        show (sheet, text, TICK, PANGO_WEIGHT_NORMAL, cs_ink_quiet, (CsArea) { sheet->plot.x - 98, y - TICK * 0.7, 90, 0 }, 1);
    }
}

/* The first and the last point of the axis. */
static void
draw_ends (CsSheet *sheet)
{
  CsArea room = { sheet->plot.x, sheet->plot.y + sheet->plot.height + 6, sheet->plot.width / 2 - 6, 0 };

  show (sheet, cs_sheet_category (sheet, 0), TICK, PANGO_WEIGHT_NORMAL, cs_ink_quiet, room, 0);
  if (sheet->n_categories < 2)
    return;
  room.x += sheet->plot.width / 2 + 6;
  show (sheet, cs_sheet_category (sheet, sheet->n_categories - 1), TICK, PANGO_WEIGHT_NORMAL, cs_ink_quiet, room, 1);
}

static void
draw_behind (CsSheet *sheet,
             guint    series)
{
  const CsInk pale = { 0.82, 0.83, 0.85 };

  for (guint j = 0; j < sheet->n_series; j++)
    {
      if (j != series)
        cs_sheet_draw_line (sheet, j, pale, 1.4);
    }
}

static void
draw_own (CsSheet *sheet,
          guint    series)
{
  gboolean lit = cs_sheet_is_lit (sheet, series);
  CsInk ink = lit ? cs_chart_ink (0) : cs_ink_quiet;
  guint last = G_MAXUINT;

  cs_sheet_draw_line (sheet, series, ink, 3.2);
  for (guint i = 0; i < sheet->n_categories; i++)
    {
      double value = cs_sheet_value (sheet, i, series);

      if (!isfinite (value))
        continue;
      last = i;
      cs_sheet_add_point (sheet, i, series, cs_sheet_category_x (sheet, i), cs_sheet_value_y (sheet, value));
    }
  if (last != G_MAXUINT)
    cs_sheet_dot (sheet, cs_sheet_category_x (sheet, last), cs_sheet_value_y (sheet, cs_sheet_value (sheet, last, series)), 5);
}

/* Name at the beginning, last value at the end of the line above a small chart. */
static double
draw_heading (CsSheet *sheet,
              guint    series,
              CsArea   area)
{
  double value_width = 0, height = TITLE * 1.5, name_height;
  CsInk ink = cs_sheet_is_lit (sheet, series) ? cs_chart_ink (0) : cs_ink_quiet;

  for (guint i = sheet->n_categories; i > 0; i--)
    {
      g_autofree char *text = NULL;
      g_autoptr(PangoLayout) layout = NULL;

      if (!isfinite (cs_sheet_value (sheet, i - 1, series)))
        continue;
      text = cs_sheet_format_value (sheet, i - 1, series, FALSE);
      layout = cs_sheet_layout (sheet, text, TITLE, PANGO_WEIGHT_SEMIBOLD, area.width * 0.45, 1);
      cs_layout_measure (layout, &value_width, &height);
      cs_sheet_set_ink (sheet, cs_chart_ink_for_text (ink));
      cs_sheet_show (sheet, layout, area.x + area.width - value_width, area.y);
      break;
    }

  area.width -= value_width + 10;
  name_height = show (sheet, cs_sheet_series (sheet, series), TITLE, PANGO_WEIGHT_SEMIBOLD, cs_ink_text, area, 0);
  return MAX (height, name_height);
}

static void
draw_panel (CsSheet *sheet,
            guint    series,
            CsArea   area,
            gboolean first)
{
  double heading = draw_heading (sheet, series, area) + 8;

  sheet->plot = (CsArea) { area.x, area.y + heading, area.width, area.height - heading - TICK * 1.6 - 6 };
  if (sheet->plot.height < 24 || sheet->plot.width < 40)
    return;
  draw_values (sheet, first);
  if ((gsize) sheet->n_series * sheet->n_categories <= MAX_BEHIND)
    draw_behind (sheet, series);
  draw_own (sheet, series);
  draw_ends (sheet);
}

void
cs_sheet_draw_multiples (CsSheet *sheet,
                         CsArea   area)
{
  guint columns = find_columns (sheet, area), rows = (sheet->n_series + columns - 1) / columns;
  double width, height, ticks;

  sheet->scale = cs_scale_for (sheet, (guint) CLAMP (area.height / rows / 70, 2, 4));
  ticks = MIN (cs_sheet_widest_tick (sheet) * TICK / CS_SIZE_TICK, 90) + 12;
  width = (area.width - ticks - BETWEEN * (columns - 1)) / columns;
  height = (area.height - BETWEEN * (rows - 1) * 0.6) / rows;
  if (width < 40 || height < 60)
    return;

  for (guint j = 0; j < sheet->n_series; j++)
    {
      CsArea panel = { area.x + ticks + j % columns * (width + BETWEEN), area.y + j / columns * (height + BETWEEN * 0.6), width, height };

      draw_panel (sheet, j, panel, j % columns == 0);
    }
}
