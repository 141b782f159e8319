/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-svg.h>
#include <math.h>

#include "cs-chart-drawing-private.h"
#include "cs-error.h"

/* Rounds in which words that find no place beside their value move to the notes; in the last one all of them do. */
#define MAX_ROUNDS 4

/* Wider than this, a sheet has the wide measure. */
#define WIDE_RATIO 1.25

/* --- one sheet --- */

static void
clear_box (CsChartBox *box)
{
  g_free (box->text);
}

static GArray *
new_boxes (void)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (CsChartBox));

  g_array_set_clear_func (boxes, (GDestroyNotify) clear_box);
  return boxes;
}

static void
clear_sheet (CsSheet *sheet)
{
  g_clear_pointer (&sheet->values, g_free);
  g_clear_pointer (&sheet->rows, g_free);
  g_clear_pointer (&sheet->days, g_free);
  g_clear_pointer (&sheet->boxes, g_array_unref);
  g_clear_pointer (&sheet->points, g_array_unref);
  g_clear_pointer (&sheet->solids, g_array_unref);
  g_clear_object (&sheet->context);
}

static void
draw_data (CsSheet *sheet,
           CsArea   area)
{
  switch (sheet->chart->kind)
    {
    case CS_CHART_BAR:
    case CS_CHART_GROUPED_BAR:
    case CS_CHART_STACKED_BAR:
    case CS_CHART_STACKED_SHARE:
      cs_sheet_draw_bars (sheet, area);
      break;
    case CS_CHART_LINE:
    case CS_CHART_AREA:
      cs_sheet_draw_lines (sheet, area);
      break;
    case CS_CHART_SHARE:
      cs_sheet_draw_share (sheet, area);
      break;
    case CS_CHART_DOT:
    case CS_CHART_DUMBBELL:
      cs_sheet_draw_dots (sheet, area);
      break;
    case CS_CHART_MULTIPLES:
      cs_sheet_draw_multiples (sheet, area);
      break;
    case CS_CHART_SLOPE:
      cs_sheet_draw_slopes (sheet, area);
      break;
    }
}

static void
draw_sheet (CsSheet *sheet)
{
  CsArea area = { .x = CS_SHEET_MARGIN, .width = sheet->width - 2 * CS_SHEET_MARGIN };

  cs_sheet_read (sheet);
  area.y = cs_sheet_draw_head (sheet);
  area.height = cs_sheet_draw_foot (sheet) - area.y;
  /* A flat preview has no room for data. */
  if (sheet->n_categories == 0 || sheet->n_series == 0 || area.height < 60)
    return;

  draw_data (sheet, area);
  cs_sheet_draw_annotations (sheet, area);
}

/* The same letters at every size and on every screen. */
static PangoContext *
make_context (cairo_t    *cr,
              const char *language)
{
  PangoContext *context = pango_cairo_create_context (cr);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 96);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string (language));
  cairo_font_options_destroy (options);
  return context;
}

/* Draws one round into @sheet, which clear_sheet() empties again. @scale: of @cr already. */
static void
draw_round (CsSheet *sheet,
            cairo_t *cr)
{
  sheet->cr = cr;
  sheet->context = make_context (cr, cs_chart_get_language (sheet->chart));
  sheet->boxes = new_boxes ();
  sheet->points = g_array_new (FALSE, FALSE, sizeof (CsChartPoint));
  sheet->solids = g_array_new (FALSE, FALSE, sizeof (CsArea));
  sheet->failed = 0;
  draw_sheet (sheet);
}

/* Finds which annotations must stand in the notes. */
static void
settle_annotations (CsSheet *sheet,
                    double   scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, scale, scale);
  for (guint round = 0; round < MAX_ROUNDS; round++)
    {
      guint failed;

      draw_round (sheet, cr);
      failed = sheet->failed;
      clear_sheet (sheet);
      if (failed == 0)
        break;
      sheet->in_notes |= round + 1 < MAX_ROUNDS ? failed : G_MAXUINT;
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Draws into @cr; the caller empties the sheet. */
static void
draw (CsSheet       *sheet,
      const CsChart *chart,
      cairo_t       *cr,
      double         width,
      double         height,
      gboolean       right_to_left)
{
  double scale;

  sheet->chart = chart;
  sheet->right_to_left = right_to_left;
  sheet->width = width >= height * WIDE_RATIO ? CS_SHEET_WIDE : CS_SHEET_NARROW;
  scale = width / sheet->width;
  sheet->height = height / scale;
  if (chart->annotations->len > 0)
    settle_annotations (sheet, scale);

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  draw_round (sheet, cr);
  cairo_restore (cr);
}

void
cs_chart_draw (const CsChart *chart,
               cairo_t       *cr,
               double         width,
               double         height,
               gboolean       right_to_left)
{
  CsSheet sheet = { 0 };

  g_return_if_fail (chart != NULL && cr != NULL);
  if (width <= 0 || height <= 0)
    return;

  draw (&sheet, chart, cr, width, height, right_to_left);
  clear_sheet (&sheet);
}

/* --- where things are --- */

void
cs_chart_map_free (CsChartMap *map)
{
  if (map == NULL)
    return;

  g_array_unref (map->boxes);
  g_array_unref (map->points);
  g_free (map);
}

CsChartMap *
cs_chart_measure (const CsChart *chart,
                  double         width,
                  double         height,
                  gboolean       right_to_left)
{
  CsChartMap *map = g_new0 (CsChartMap, 1);
  CsSheet sheet = { .keep_texts = TRUE };
  cairo_surface_t *surface;
  cairo_t *cr;
  double scale;

  g_return_val_if_fail (chart != NULL && width > 0 && height > 0, NULL);

  surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cr = cairo_create (surface);
  draw (&sheet, chart, cr, width, height, right_to_left);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  scale = width / sheet.width;
  for (guint i = 0; i < sheet.boxes->len; i++)
    {
      CsArea *area = &g_array_index (sheet.boxes, CsChartBox, i).area;

      *area = (CsArea) { area->x * scale, area->y * scale, area->width * scale, area->height * scale };
    }
  for (guint i = 0; i < sheet.points->len; i++)
    {
      g_array_index (sheet.points, CsChartPoint, i).x *= scale;
      g_array_index (sheet.points, CsChartPoint, i).y *= scale;
    }
  map->boxes = g_steal_pointer (&sheet.boxes);
  map->points = g_steal_pointer (&sheet.points);
  clear_sheet (&sheet);
  return map;
}

const CsChartPoint *
cs_chart_map_find (const CsChartMap *map,
                   double            x,
                   double            y,
                   double            reach)
{
  const CsChartPoint *found = NULL;

  g_return_val_if_fail (map != NULL, NULL);

  for (guint i = 0; i < map->points->len; i++)
    {
      const CsChartPoint *point = &g_array_index (map->points, CsChartPoint, i);
      double distance = hypot (point->x - x, point->y - y);

      if (distance <= reach)
        {
          reach = distance;
          found = point;
        }
    }

  return found;
}

/* --- the published picture --- */

static cairo_status_t
append_bytes (void                *closure,
              const unsigned char *data,
              unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
finish (GByteArray     *bytes,
        cairo_status_t  status,
        GError        **error)
{
  g_autoptr(GByteArray) owned = bytes;

  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_FAILED, "Drawing a chart: %s", cairo_status_to_string (status));
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&owned));
}

GBytes *
cs_chart_render (const CsChart *chart,
                 gboolean       right_to_left,
                 GError       **error)
{
  GByteArray *png;
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;
  int width, height;

  g_return_val_if_fail (chart != NULL, NULL);

  if (!cs_chart_check (chart, error))
    return NULL;

  png = g_byte_array_new ();
  cs_chart_size_pixels (chart->size, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cr = cairo_create (surface);
  cs_chart_draw (chart, cr, width, height, right_to_left);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, append_bytes, png);
  cairo_surface_destroy (surface);
  return finish (png, status, error);
}

GBytes *
cs_chart_render_svg (const CsChart *chart,
                     gboolean       right_to_left,
                     GError       **error)
{
  GByteArray *svg;
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;
  int width, height;

  g_return_val_if_fail (chart != NULL, NULL);

  if (!cs_chart_check (chart, error))
    return NULL;

  svg = g_byte_array_new ();
  cs_chart_size_pixels (chart->size, &width, &height);
  surface = cairo_svg_surface_create_for_stream (append_bytes, svg, width, height);
  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  cr = cairo_create (surface);
  cs_chart_draw (chart, cr, width, height, right_to_left);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return finish (svg, status, error);
}
