/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "cs-chart-drawing-private.h"
#include "cs-chart-drawing.h"
#include "cs-error.h"

#define FONT "Cantarell, Noto Sans, Noto Sans CJK SC, Sans"

#define TITLE_SIZE 46.0
#define UNIT_SIZE 29.0
#define LEGEND_SIZE 26.0
#define FOOT_SIZE 24.0

const CsInk cs_ink_text = { 0.13, 0.14, 0.16 };
const CsInk cs_ink_quiet = { 0.38, 0.40, 0.43 };
const CsInk cs_ink_grid = { 0.87, 0.88, 0.89 };

/* Okabe and Ito's colours, those first that stand out on white; yellow is too pale for thin lines and left out. */
static const CsInk palette[] = {
  { 0.000, 0.447, 0.698 }, /* blue */
  { 0.835, 0.369, 0.000 }, /* vermilion */
  { 0.000, 0.620, 0.451 }, /* bluish green */
  { 0.800, 0.475, 0.655 }, /* reddish purple */
  { 0.902, 0.624, 0.000 }, /* orange */
  { 0.337, 0.706, 0.914 }, /* sky blue */
  { 0.000, 0.000, 0.000 }, /* black */
};

/* --- shared by all files of the drawing --- */

CsInk
cs_ink_of_series (guint series)
{
  CsInk ink = palette[series % G_N_ELEMENTS (palette)];

  /* From the eighth on, a tint of the first ones. */
  if (series >= G_N_ELEMENTS (palette))
    ink = (CsInk) { 0.5 + ink.red / 2, 0.5 + ink.green / 2, 0.5 + ink.blue / 2 }
  ;
  return ink;
}

/* Dark enough to read as text. */
CsInk
cs_ink_of_label (guint series)
{
  CsInk ink = palette[series % G_N_ELEMENTS (palette)];

  while (0.2126 * ink.red + 0.7152 * ink.green + 0.0722 * ink.blue > 0.42)
    ink = (CsInk) { ink.red * 0.9, ink.green * 0.9, ink.blue * 0.9 }
  ;
  return ink;
}

void
cs_sheet_set_ink (const CsSheet *sheet,
                  CsInk          ink)
{
  cairo_set_source_rgb (sheet->cr, ink.red, ink.green, ink.blue);
}

double
cs_sheet_x (const CsSheet *sheet,
            double         x,
            double         width)
{
  return sheet->right_to_left ? CS_SHEET_WIDTH - x - width : x;
}

PangoLayout *
cs_sheet_layout (const CsSheet *sheet,
                 const char    *text,
                 double         size,
                 PangoWeight    weight,
                 double         width,
                 int            max_lines)
{
  PangoLayout *layout = pango_cairo_create_layout (sheet->cr);
  g_autoptr(PangoFontDescription) font = pango_font_description_from_string (FONT);
  gboolean text_from_right;

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, weight);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (layout, -max_lines);
  pango_layout_set_width (layout, width > 0 ? (int) (width * PANGO_SCALE) : -1);
  text_from_right = pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL;
  /* Pango turns "left" round for text from the right. */
  pango_layout_set_alignment (layout, text_from_right == sheet->right_to_left ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);
  return layout;
}

double
cs_sheet_value (const CsSheet *sheet,
                guint          category,
                guint          series)
{
  return sheet->values[(gsize) category * sheet->n_series + series];
}

const char *
cs_sheet_cell (const CsSheet *sheet,
               guint          category,
               guint          series)
{
  return cs_table_get_cell (sheet->chart->table, category + 1, series + 1);
}

/* --- data --- */

static void
read_values (CsSheet *sheet)
{
  const CsTable *table = sheet->chart->table;
  guint n_rows = cs_table_get_n_rows (table);

  sheet->n_categories = n_rows > 1 && table->n_columns > 1 ? n_rows - 1 : 0;
  sheet->n_series = table->n_columns > 1 ? table->n_columns - 1 : 0;
  if (sheet->chart->kind == CS_CHART_BAR)
    sheet->n_series = MIN (sheet->n_series, 1);

  sheet->values = g_new (double, (gsize) sheet->n_categories * sheet->n_series + 1);
  for (guint i = 0; i < sheet->n_categories; i++)
    {
      for (guint j = 0; j < sheet->n_series; j++)
        {
          double value = NAN;

          cs_table_parse_number (cs_sheet_cell (sheet, i, j), &value);
          sheet->values[(gsize) i * sheet->n_series + j] = value;
        }
    }
}

/* --- around the plot --- */

/* Draws text over the whole width. Returns its height. */
static double
draw_paragraph (const CsSheet *sheet,
                const char    *text,
                double         y,
                double         size,
                PangoWeight    weight,
                CsInk          ink)
{
  g_autoptr(PangoLayout) layout = NULL;
  int height;

  if (*text == '\0')
    return 0;

  layout = cs_sheet_layout (sheet, text, size, weight, CS_SHEET_WIDTH - 2 * CS_SHEET_MARGIN, 3);
  pango_layout_get_pixel_size (layout, NULL, &height);
  cs_sheet_set_ink (sheet, ink);
  cairo_move_to (sheet->cr, CS_SHEET_MARGIN, y);
  pango_cairo_show_layout (sheet->cr, layout);
  return height;
}

/* The names of grouped bars' colours, in as many rows as they need. Returns the height. */
static double
draw_legend (const CsSheet *sheet,
             double         y)
{
  double x = CS_SHEET_MARGIN;
  double top = y;
  const double swatch = 26, row = 40;

  for (guint j = 0; j < sheet->n_series; j++)
    {
      const char *name = cs_table_get_cell (sheet->chart->table, 0, j + 1);
      g_autoptr(PangoLayout) layout = cs_sheet_layout (sheet, name, LEGEND_SIZE, PANGO_WEIGHT_NORMAL, 420, 1);
      int width, height;

      pango_layout_get_pixel_size (layout, &width, &height);
      pango_layout_set_width (layout, (width + 1) * PANGO_SCALE);
      if (x > CS_SHEET_MARGIN && x + swatch + 10 + width > CS_SHEET_WIDTH - CS_SHEET_MARGIN)
        {
          x = CS_SHEET_MARGIN;
          y += row;
        }

      cs_sheet_set_ink (sheet, cs_ink_of_series (j));
      cairo_rectangle (sheet->cr, cs_sheet_x (sheet, x, swatch), y + (row - swatch) / 2, swatch, swatch);
      cairo_fill (sheet->cr);
      cs_sheet_set_ink (sheet, cs_ink_text);
      cairo_move_to (sheet->cr, cs_sheet_x (sheet, x + swatch + 10, width + 1), y + (row - height) / 2);
      pango_cairo_show_layout (sheet->cr, layout);
      x += swatch + 10 + width + 36;
    }

  return y + row - top;
}

/* A little smaller if that saves a second line with one word. */
static double
find_title_size (const CsSheet *sheet)
{
  for (double size = TITLE_SIZE; size >= TITLE_SIZE - 8; size -= 2)
    {
      g_autoptr(PangoLayout) layout = cs_sheet_layout (sheet, sheet->chart->title, size, PANGO_WEIGHT_BOLD, 0, 1);
      int width;

      pango_layout_get_pixel_size (layout, &width, NULL);
      if (width <= CS_SHEET_WIDTH - 2 * CS_SHEET_MARGIN)
        return size;
    }

  return TITLE_SIZE - 2;
}

/* Returns the top of the plot. */
static double
draw_head (const CsSheet *sheet)
{
  double y = CS_SHEET_MARGIN - 14;

  y += draw_paragraph (sheet, sheet->chart->title, y, find_title_size (sheet), PANGO_WEIGHT_BOLD, cs_ink_text) + 8;
  y += draw_paragraph (sheet, sheet->chart->unit, y, UNIT_SIZE, PANGO_WEIGHT_NORMAL, cs_ink_quiet);
  if (sheet->chart->kind == CS_CHART_GROUPED_BAR && sheet->n_categories > 0)
    y += 14 + draw_legend (sheet, y + 14);

  /* Room for the values on the highest bars. */
  return y + 46;
}

/* Returns the bottom of what stands above. */
static double
draw_foot (const CsSheet *sheet)
{
  const CsChart *chart = sheet->chart;
  /* Kept apart, so that text from the right does not pull its neighbours over. */
  g_autofree char *source = g_strdup_printf ("\u2068%s\u2069", chart->source);
  g_autofree char *as_of = g_strdup_printf ("\u2068%s\u2069", chart->as_of);
  g_autofree char *text = NULL;
  g_autoptr(PangoLayout) layout = NULL;
  int height;

  if (*chart->source != '\0' && *chart->as_of != '\0')
    /* Translators: below a chart: where its numbers come from, and of which date they are */
    text = g_strdup_printf (_("Source: %s · As of %s"), source, as_of);
  else if (*chart->source != '\0')
    text = g_strdup_printf (_("Source: %s"), source);
  else if (*chart->as_of != '\0')
    text = g_strdup_printf (_("As of %s"), as_of);
  else
    return sheet->height - CS_SHEET_MARGIN;

  layout = cs_sheet_layout (sheet, text, FOOT_SIZE, PANGO_WEIGHT_NORMAL, CS_SHEET_WIDTH - 2 * CS_SHEET_MARGIN, 2);
  pango_layout_get_pixel_size (layout, NULL, &height);
  cs_sheet_set_ink (sheet, cs_ink_quiet);
  cairo_move_to (sheet->cr, CS_SHEET_MARGIN, sheet->height - CS_SHEET_MARGIN + 18 - height);
  pango_cairo_show_layout (sheet->cr, layout);
  return sheet->height - CS_SHEET_MARGIN + 18 - height - 26;
}

static double
widest_tick (const CsSheet *sheet)
{
  const double ends[] = { sheet->scale.low, sheet->scale.high, sheet->scale.low + sheet->scale.step, sheet->scale.high - sheet->scale.step };
  int widest = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *text = cs_scale_format (&sheet->scale, ends[i]);
      g_autoptr(PangoLayout) layout = cs_sheet_layout (sheet, text, 24, PANGO_WEIGHT_NORMAL, 0, 1);
      int width;

      pango_layout_get_pixel_size (layout, &width, NULL);
      widest = MAX (widest, width);
    }

  return widest;
}

static void
draw_sheet (CsSheet *sheet)
{
  double top, bottom;

  read_values (sheet);
  top = draw_head (sheet);
  bottom = draw_foot (sheet);
  if (sheet->n_categories == 0)
    return;

  sheet->scale = cs_scale_for (sheet);
  sheet->plot.x = CS_SHEET_MARGIN + widest_tick (sheet) + 14;
  sheet->plot.width = CS_SHEET_WIDTH - CS_SHEET_MARGIN - sheet->plot.x;
  if (sheet->chart->kind == CS_CHART_LINE)
    sheet->plot.width -= cs_sheet_reserve_line_labels (sheet);
  sheet->plot.y = top;
  sheet->plot.height = bottom - top - 14 - cs_sheet_fit_categories (sheet);
  /* A flat preview has no room for a plot. */
  if (sheet->plot.height < 40)
    return;

  cs_sheet_draw_axes (sheet);
  if (sheet->chart->kind == CS_CHART_LINE)
    cs_sheet_draw_lines (sheet);
  else
    cs_sheet_draw_bars (sheet);
}

/* --- public --- */

void
cs_chart_draw (const CsChart *chart,
               cairo_t       *cr,
               double         width,
               double         height,
               gboolean       right_to_left)
{
  CsSheet sheet = { .chart = chart, .cr = cr, .right_to_left = right_to_left };
  cairo_font_options_t *options;
  double scale = width / CS_SHEET_WIDTH;

  g_return_if_fail (chart != NULL && cr != NULL);
  if (width <= 0 || height <= 0)
    return;

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);

  /* The same letters at every size and on every screen. */
  options = cairo_font_options_create ();
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options (cr, options);
  cairo_font_options_destroy (options);

  sheet.height = height / scale;
  draw_sheet (&sheet);
  g_free (sheet.values);
  cairo_restore (cr);
}

static cairo_status_t
append_bytes (void                *closure,
              const unsigned char *data,
              unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
cs_chart_render (const CsChart *chart,
                 gboolean       right_to_left,
                 GError       **error)
{
  g_autoptr(GByteArray) png = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  g_return_val_if_fail (chart != NULL, NULL);

  if (!cs_chart_check (chart, error))
    return NULL;

  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, CS_CHART_WIDTH, CS_CHART_HEIGHT);
  cr = cairo_create (surface);
  cs_chart_draw (chart, cr, CS_CHART_WIDTH, CS_CHART_HEIGHT, right_to_left);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, append_bytes, png);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_FAILED, "Drawing a chart: %s", cairo_status_to_string (status));
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&png));
}
