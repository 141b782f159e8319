/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cs-chart-drawing-private.h"

#define MAX_LABEL_LINES 3

/* Part of the width that names beside rows may take. */
#define MAX_ROW_NAMES 0.38

double
cs_sheet_value_y (const CsSheet *sheet,
                  double         value)
{
  return sheet->plot.y + sheet->plot.height * (1 - cs_scale_part (&sheet->scale, value));
}

double
cs_sheet_value_x (const CsSheet *sheet,
                  double         value)
{
  return sheet->plot.x + sheet->plot.width * cs_scale_part (&sheet->scale, value);
}

static double
band_width (const CsSheet *sheet)
{
  return sheet->plot.width / MAX (1, sheet->n_categories);
}

static gboolean
touches_edges (const CsSheet *sheet)
{
  return sheet->chart->kind == CS_CHART_LINE || sheet->chart->kind == CS_CHART_AREA || sheet->chart->kind == CS_CHART_MULTIPLES;
}

/* Lines touch both edges, bars stand in the middle of their share. */
double
cs_sheet_category_x (const CsSheet *sheet,
                     guint          category)
{
  if (sheet->days != NULL)
    return sheet->plot.x + sheet->plot.width * (sheet->days[category] - sheet->days[0]) /
           (sheet->days[sheet->n_categories - 1] - sheet->days[0]);
  if (touches_edges (sheet) && sheet->n_categories > 1)
    return sheet->plot.x + sheet->plot.width * category / (sheet->n_categories - 1);

  return sheet->plot.x + band_width (sheet) * (category + 0.5);
}

double
cs_sheet_category_y (const CsSheet *sheet,
                     guint          category)
{
  return sheet->plot.y + sheet->plot.height / MAX (1, sheet->n_categories) * (category + 0.5);
}

/* --- values --- */

double
cs_sheet_widest_tick (const CsSheet *sheet)
{
  int n_steps = (int) round (sheet->scale.high / sheet->scale.step - sheet->scale.low / sheet->scale.step);
  double widest = 0;

  for (int i = 0; i <= n_steps; i++)
    {
      g_autofree char *text = cs_sheet_format_tick (sheet, &sheet->scale, sheet->scale.low + i * sheet->scale.step);
      g_autoptr(PangoLayout) layout = cs_sheet_layout (sheet, text, CS_SIZE_TICK, PANGO_WEIGHT_NORMAL, 0, 1);
      double width;

      cs_layout_measure (layout, &width, NULL);
      widest = MAX (widest, width);
    }

  return widest;
}

static void
draw_flat_tick (CsSheet     *sheet,
                PangoLayout *layout,
                double       x)
{
  double width;

  cs_layout_measure (layout, &width, NULL);
  cs_sheet_show (sheet, layout, CLAMP (x - width / 2, 4, sheet->width - width - 4), sheet->plot.y + sheet->plot.height + 6);
}

static void
draw_grid_line (CsSheet *sheet,
                double   value,
                gboolean with_number)
{
  const CsArea *plot = &sheet->plot;
  g_autofree char *text = cs_sheet_format_tick (sheet, &sheet->scale, value);
  g_autoptr(PangoLayout) layout = cs_sheet_layout (sheet, text, CS_SIZE_TICK, PANGO_WEIGHT_NORMAL, 0, 1);
  gboolean zero = fabs (value) < sheet->scale.step / 1000;
  double width, height;

  cs_sheet_set_ink (sheet, zero ? cs_ink_text : cs_ink_grid);
  cairo_set_line_width (sheet->cr, zero ? 2 : 1.3);
  if (sheet->flat)
    cs_sheet_line (sheet, round (cs_sheet_value_x (sheet, value)), plot->y, round (cs_sheet_value_x (sheet, value)), plot->y + plot->height);
  else
    cs_sheet_line (sheet, plot->x, round (cs_sheet_value_y (sheet, value)), plot->x + plot->width, round (cs_sheet_value_y (sheet, value)));
  if (!with_number)
    return;

  cs_layout_measure (layout, &width, &height);
  cs_sheet_set_ink (sheet, cs_ink_quiet);
  if (sheet->flat)
    draw_flat_tick (sheet, layout, cs_sheet_value_x (sheet, value));
  else
    cs_sheet_show (sheet, layout, plot->x - CS_GAP - width, cs_sheet_value_y (sheet, value) - height / 2);
}

void
cs_sheet_draw_value_axis (CsSheet *sheet,
                          gboolean with_numbers)
{
  int n_steps = (int) round (sheet->scale.high / sheet->scale.step - sheet->scale.low / sheet->scale.step);

  double step = (sheet->flat ? sheet->plot.width : sheet->plot.height) / MAX (1, n_steps);
  double needed = sheet->flat ? cs_sheet_widest_tick (sheet) + CS_GAP : CS_SIZE_TICK * 1.5;
  int every = with_numbers ? (int) MAX (1, ceil (needed / step)) : 1;

  for (int i = 0; i <= n_steps; i++)
    draw_grid_line (sheet, sheet->scale.low + i * sheet->scale.step, with_numbers && i % every == 0);
}

void
cs_sheet_draw_zero (CsSheet *sheet)
{
  const CsArea *plot = &sheet->plot;

  if (!cs_scale_has_zero (&sheet->scale))
    return;
  cs_sheet_set_ink (sheet, cs_ink_text);
  cairo_set_line_width (sheet->cr, 2);
  if (sheet->flat)
    cs_sheet_line (sheet, round (cs_sheet_value_x (sheet, 0)), plot->y, round (cs_sheet_value_x (sheet, 0)), plot->y + plot->height);
  else
    cs_sheet_line (sheet, plot->x, round (cs_sheet_value_y (sheet, 0)), plot->x + plot->width, round (cs_sheet_value_y (sheet, 0)));
}

/* --- names below --- */

/* How the names of categories stand below the plot. */
typedef struct
{
  double size;
  double width;  /* where lines break */
  int    lines;
  guint  every;  /* one name for so many categories */
  double height;
} Fit;

/* Whether all names fit without a break inside a word. */
static gboolean
fits (const CsSheet *sheet,
      Fit           *fit)
{
  fit->height = 0;
  for (guint i = 0; i < sheet->n_categories; i += fit->every)
    {
      g_autoptr(PangoLayout) layout = cs_sheet_layout (sheet, cs_sheet_category (sheet, i), fit->size, PANGO_WEIGHT_NORMAL, fit->width, fit->lines);
      double width, height;

      pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
      cs_layout_measure (layout, &width, &height);
      if (width > fit->width || pango_layout_is_ellipsized (layout))
        return FALSE;
      fit->height = MAX (fit->height, height);
    }

  return TRUE;
}

gboolean
cs_sheet_names_fit (const CsSheet *sheet,
                    double         width)
{
  Fit fit = { .size = 20, .every = 1, .lines = 2, .width = width / MAX (1, sheet->n_categories) - 12 };

  return fit.width > 8 && fits (sheet, &fit);
}

/* First all names, in smaller letters if need be; then every second, third … on one line; a name that is too long even for
 * that is shortened. */
static Fit
find_fit (const CsSheet *sheet)
{
  static const double sizes[] = { CS_SIZE_LABEL, CS_SIZE_TICK, 20, 18 };
  double band = touches_edges (sheet) ? sheet->plot.width / MAX (1, (double) sheet->n_categories - 1) : band_width (sheet);
  Fit fit = { .every = 1, .lines = MAX_LABEL_LINES, .width = band - 12 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      fit.size = sizes[i];
      if (fit.width > 8 && fits (sheet, &fit))
        return fit;
    }

  /* Few bars: a person must know each of them. */
  if (!touches_edges (sheet) && band >= 80)
    {
      fit.height = fit.size * 1.5 * MAX_LABEL_LINES;
      return fit;
    }

  fit.lines = 1;
  fit.size = CS_SIZE_TICK;
  for (fit.every = 2; fit.every <= MIN (MAX (2, sheet->n_categories / 4), 60); fit.every++)
    {
      fit.width = band * fit.every - 24;
      if (fit.width > 8 && fits (sheet, &fit))
        return fit;
    }

  fit.every = MAX (1, (sheet->n_categories + 4) / 5);
  fit.width = MAX (band * fit.every - 24, 20);
  fit.height = CS_SIZE_TICK * 1.6;
  return fit;
}

double
cs_sheet_fit_categories (const CsSheet *sheet)
{
  if (sheet->days != NULL)
    return cs_sheet_fit_time (sheet);
  return sheet->n_categories > 0 ? find_fit (sheet).height + CS_BELOW : 0;
}

void
cs_sheet_draw_categories (CsSheet *sheet)
{
  Fit fit;
  double end = 0;

  if (sheet->days != NULL)
    {
      cs_sheet_draw_time (sheet);
      return;
    }

  fit = find_fit (sheet);
  cs_sheet_set_ink (sheet, cs_ink_text);
  for (guint i = 0; i < sheet->n_categories; i += fit.every)
    {
      g_autoptr(PangoLayout) layout = cs_sheet_layout (sheet, cs_sheet_category (sheet, i), fit.size, PANGO_WEIGHT_NORMAL, fit.width, fit.lines);
      double x = cs_sheet_category_x (sheet, i), left, width;

      pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
      cs_layout_measure (layout, &width, NULL);
      /* Names at the ends of a line chart stay on the sheet. */
      left = CLAMP (x - width / 2, CS_SHEET_MARGIN / 2, sheet->width - CS_SHEET_MARGIN / 2 - width);
      if (left < end)
        continue;
      cs_sheet_show (sheet, layout, left, sheet->plot.y + sheet->plot.height + CS_BELOW);
      end = left + width + 4;
    }
}

/* --- names beside rows --- */

/* Names beside rows: one line each, or a few where rows are high; never higher than its row. */
static PangoLayout *
lay_out_row (const CsSheet *sheet,
             guint          category,
             double         room)
{
  double size = CLAMP (room * 0.62, 9, CS_SIZE_LABEL);
  int lines = CLAMP ((int) (room / (size * 1.5)), 1, MAX_LABEL_LINES);

  for (;; size *= 0.92)
    {
      g_autoptr(PangoLayout) layout = cs_sheet_layout (sheet, cs_sheet_category (sheet, category), size, PANGO_WEIGHT_NORMAL,
                                                       sheet->width * MAX_ROW_NAMES, lines);
      double height;

      cs_layout_measure (layout, NULL, &height);
      if (height <= room || size < 6)
        return g_steal_pointer (&layout);
    }
}

/* Rows that are too low for words are named as often as there is room. */
static guint
name_every (double row_height)
{
  return (guint) MAX (1, ceil (CS_SIZE_SMALLEST * 1.4 / row_height));
}

/* The height of a name; so that the last one, which stays beside its plot, does not touch the one before. */
static double
name_room (double row_height,
           guint  every)
{
  return every == 1 ? row_height : (every + 0.5) * row_height / 1.5;
}

double
cs_sheet_fit_rows (const CsSheet *sheet,
                   double         row_height)
{
  guint every = name_every (row_height);
  double widest = 0;

  for (guint i = 0; i < sheet->n_categories; i += every)
    {
      g_autoptr(PangoLayout) layout = lay_out_row (sheet, i, name_room (row_height, every));
      double width;

      cs_layout_measure (layout, &width, NULL);
      widest = MAX (widest, width);
    }

  return widest;
}

void
cs_sheet_draw_rows (CsSheet *sheet,
                    double   right)
{
  double row_height = sheet->plot.height / MAX (1, sheet->n_categories), bottom = sheet->plot.y + sheet->plot.height;
  guint every = name_every (row_height);

  cs_sheet_set_ink (sheet, cs_ink_text);
  for (guint i = 0; i < sheet->n_categories; i += every)
    {
      g_autoptr(PangoLayout) layout = lay_out_row (sheet, i, name_room (row_height, every));
      gboolean text_from_right = pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL;
      double width, height;

      /* Names end where the bars begin. */
      pango_layout_set_alignment (layout, sheet->right_to_left == text_from_right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
      cs_layout_measure (layout, &width, &height);
      cs_sheet_show (sheet, layout, right - width, MIN (cs_sheet_category_y (sheet, i) - height / 2, bottom - height));
    }
}
