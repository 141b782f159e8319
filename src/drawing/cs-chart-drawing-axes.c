/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cs-chart-drawing-private.h"

#define TICK_SIZE 24.0
#define LABEL_GAP 14.0
#define MAX_LABEL_LINES 4

/* How the names of categories stand below the plot. */
typedef struct
{
  double size;
  double width;  /* where lines break */
  int    lines;
  guint  every;  /* one name for so many categories */
  double height;
} Fit;

static double
band_width (const CsSheet *sheet)
{
  return sheet->plot.width / MAX (1, sheet->n_categories);
}

/* Lines touch both edges, bars stand in the middle of their share. */
double
cs_sheet_category_x (const CsSheet *sheet,
                     guint          category)
{
  if (sheet->chart->kind == CS_CHART_LINE && sheet->n_categories > 1)
    return sheet->plot.x + sheet->plot.width * category / (sheet->n_categories - 1);

  return sheet->plot.x + band_width (sheet) * (category + 0.5);
}

static const char *
category_name (const CsSheet *sheet,
               guint          category)
{
  return cs_table_get_cell (sheet->chart->table, category + 1, 0);
}

/* Whether all names fit without a break inside a word. */
static gboolean
fits (const CsSheet *sheet,
      Fit           *fit)
{
  fit->height = 0;
  for (guint i = 0; i < sheet->n_categories; i += fit->every)
    {
      g_autoptr(PangoLayout) layout = cs_sheet_layout (sheet, category_name (sheet, i), fit->size, PANGO_WEIGHT_NORMAL, fit->width, fit->lines);
      int width, height;

      pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
      pango_layout_get_pixel_size (layout, &width, &height);
      if (width > fit->width || pango_layout_is_ellipsized (layout))
        return FALSE;
      fit->height = MAX (fit->height, height);
    }

  return TRUE;
}

/* First all names, in smaller letters if need be; then every second, third … on one line; a name that is too long even for
 * that is shortened. */
static Fit
find_fit (const CsSheet *sheet)
{
  static const double sizes[] = { 24, 21, 19 };
  double band = sheet->chart->kind == CS_CHART_LINE ? sheet->plot.width / MAX (1, (double) sheet->n_categories - 1) : band_width (sheet);
  Fit fit = { .every = 1, .lines = MAX_LABEL_LINES, .width = band - 10 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      fit.size = sizes[i];
      if (fit.width > 0 && fits (sheet, &fit))
        return fit;
    }

  /* Few bars: a person must know each of them. */
  if (sheet->chart->kind != CS_CHART_LINE && band >= 90)
    {
      fit.height = MAX (fit.height, MAX_LABEL_LINES * 27);
      return fit;
    }

  fit.lines = 1;
  fit.size = 22;
  for (fit.every = 2; fit.every <= MAX (2, sheet->n_categories / 4); fit.every++)
    {
      fit.width = band * fit.every - 24;
      if (fit.width > 0 && fits (sheet, &fit))
        return fit;
    }

  fit.every = MAX (1, (sheet->n_categories + 4) / 5);
  fit.width = band * fit.every - 24;
  fit.height = 32;
  return fit;
}

double
cs_sheet_fit_categories (const CsSheet *sheet)
{
  return sheet->n_categories > 0 ? find_fit (sheet).height : 0;
}

static void
draw_categories (const CsSheet *sheet)
{
  Fit fit = find_fit (sheet);

  cs_sheet_set_ink (sheet, cs_ink_text);
  for (guint i = 0; i < sheet->n_categories; i += fit.every)
    {
      g_autoptr(PangoLayout) layout = cs_sheet_layout (sheet, category_name (sheet, i), fit.size, PANGO_WEIGHT_NORMAL, fit.width, fit.lines);
      double x = cs_sheet_category_x (sheet, i);
      double left;
      int width, height;

      pango_layout_get_pixel_size (layout, &width, &height);
      pango_layout_set_width (layout, width * PANGO_SCALE + PANGO_SCALE);
      pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
      /* Names at the ends of a line chart stay on the sheet. */
      left = CLAMP (x - width / 2.0, CS_SHEET_MARGIN, CS_SHEET_WIDTH - CS_SHEET_MARGIN - width);
      cairo_move_to (sheet->cr, cs_sheet_x (sheet, left, width), sheet->plot.y + sheet->plot.height + LABEL_GAP);
      pango_cairo_show_layout (sheet->cr, layout);
    }
}

static void
draw_grid_line (const CsSheet *sheet,
                double         value)
{
  double y = round (cs_scale_place (&sheet->scale, &sheet->plot, value));
  g_autofree char *text = cs_scale_format (&sheet->scale, value);
  g_autoptr(PangoLayout) layout = cs_sheet_layout (sheet, text, TICK_SIZE, PANGO_WEIGHT_NORMAL, 0, 1);
  gboolean zero = fabs (value) < sheet->scale.step / 1000;
  int width, height;

  cs_sheet_set_ink (sheet, zero ? cs_ink_text : cs_ink_grid);
  cairo_set_line_width (sheet->cr, zero ? 2.5 : 1.5);
  cairo_move_to (sheet->cr, cs_sheet_x (sheet, sheet->plot.x, 0), y);
  cairo_line_to (sheet->cr, cs_sheet_x (sheet, sheet->plot.x + sheet->plot.width, 0), y);
  cairo_stroke (sheet->cr);

  pango_layout_get_pixel_size (layout, &width, &height);
  cs_sheet_set_ink (sheet, cs_ink_quiet);
  cairo_move_to (sheet->cr, cs_sheet_x (sheet, sheet->plot.x - LABEL_GAP - width, width), y - height / 2.0);
  pango_cairo_show_layout (sheet->cr, layout);
}

void
cs_sheet_draw_axes (CsSheet *sheet)
{
  int n_steps = (int) round (sheet->scale.high / sheet->scale.step - sheet->scale.low / sheet->scale.step);

  for (int i = 0; i <= n_steps; i++)
    draw_grid_line (sheet, sheet->scale.low + i * sheet->scale.step);
  draw_categories (sheet);
}
