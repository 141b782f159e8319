/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cs-chart-drawing-private.h"

#define SIZE 20.0
#define PADDING 5.0

/* Where the words of an annotation may stand, and how good that is. */
typedef struct
{
  CsArea area;  /* mirrored, as all here */
  double cost;
} Place;

static gboolean
overlap (const CsArea *one,
         const CsArea *other)
{
  return one->x < other->x + other->width && other->x < one->x + one->width &&
         one->y < other->y + other->height && other->y < one->y + one->height;
}

static gboolean
is_inside (const CsArea *area,
           double        x,
           double        y)
{
  return x >= area->x && x <= area->x + area->width && y >= area->y && y <= area->y + area->height;
}

static CsArea
grow (CsArea area,
      double by)
{
  return (CsArea) { area.x - by, area.y - by, area.width + 2 * by, area.height + 2 * by };
}

static gboolean
meets_words (const CsSheet *sheet,
             const CsArea  *area)
{
  for (guint i = 0; i < sheet->boxes->len; i++)
    {
      if (overlap (&g_array_index (sheet->boxes, CsChartBox, i).area, area))
        return TRUE;
    }

  return FALSE;
}

/* Where a line ends at the edge of the words, on the way from the value. */
static void
find_edge (const CsArea *area,
           double        x,
           double        y,
           double       *edge_x,
           double       *edge_y)
{
  *edge_x = CLAMP (x, area->x, area->x + area->width);
  *edge_y = CLAMP (y, area->y, area->y + area->height);
}

/* Whether the line to the value runs through other words. */
static gboolean
line_meets_words (const CsSheet *sheet,
                  const CsArea  *area,
                  double         x,
                  double         y)
{
  double edge_x, edge_y;

  find_edge (area, x, y, &edge_x, &edge_y);
  for (int i = 0; i <= 12; i++)
    {
      CsArea spot = { edge_x + (x - edge_x) * i / 12 - 2, edge_y + (y - edge_y) * i / 12 - 2, 4, 4 };

      if (meets_words (sheet, &spot))
        return TRUE;
    }

  return FALSE;
}

/* How much of the data would lie under the words: points, the lines between them, bars. */
static double
count_hidden (const CsSheet *sheet,
              const CsArea  *area)
{
  CsArea room = grow (*area, 8);
  double hidden = 0;

  for (guint i = 0; i < sheet->points->len; i++)
    {
      const CsChartPoint *point = &g_array_index (sheet->points, CsChartPoint, i);
      const CsChartPoint *next = i + 1 < sheet->points->len ? point + 1 : NULL;

      hidden += is_inside (&room, point->x, point->y);
      if (next == NULL || next->column != point->column || fabs (next->x - point->x) < 3)
        continue;
      for (int k = 1; k < 8; k++)
        hidden += is_inside (&room, point->x + (next->x - point->x) * k / 8, point->y + (next->y - point->y) * k / 8) ? 0.3 : 0;
    }
  for (guint i = 0; i < sheet->solids->len; i++)
    hidden += overlap (&g_array_index (sheet->solids, CsArea, i), &room) ? 3 : 0;

  return hidden;
}

/* Nearest places first, all round the value; above before below. */
static gboolean
find_place (const CsSheet      *sheet,
            const CsChartPoint *point,
            double              width,
            double              height,
            CsArea              limits,
            Place              *best)
{
  static const double distances[] = { 26, 48, 80, 120, 170, 230 };

  best->cost = INFINITY;
  for (gsize i = 0; i < G_N_ELEMENTS (distances); i++)
    {
      for (int step = 0; step < 24; step++)
        {
          double angle = step * G_PI / 12;
          double x = point->x + cos (angle) * (distances[i] + width / 2) - width / 2;
          double y = point->y - sin (angle) * (distances[i] + height / 2) - height / 2;
          Place place = { { x, y, width, height }, distances[i] / 40 + (sin (angle) < -0.1 ? 1 : 0) };
          CsArea padded = grow (place.area, PADDING);

          if (x < limits.x || y < limits.y || x + width > limits.x + limits.width || y + height > limits.y + limits.height)
            continue;
          if (place.cost >= best->cost || meets_words (sheet, &padded) || line_meets_words (sheet, &place.area, point->x, point->y))
            continue;
          place.cost += 4 * count_hidden (sheet, &place.area);
          if (place.cost < best->cost)
            *best = place;
        }
    }

  return best->cost < 30;
}

static void
draw_annotation (CsSheet            *sheet,
                 const CsChartPoint *point,
                 PangoLayout        *layout,
                 const Place        *place)
{
  double edge_x, edge_y, width, length;

  find_edge (&place->area, point->x, point->y, &edge_x, &edge_y);
  length = hypot (edge_x - point->x, edge_y - point->y);
  cs_sheet_set_ink (sheet, cs_ink_text);
  cairo_set_line_width (sheet->cr, 1.6);
  if (length > 10)
    {
      /* A little away from both ends. */
      cairo_move_to (sheet->cr, edge_x + (point->x - edge_x) * 3 / length, edge_y + (point->y - edge_y) * 3 / length);
      cairo_line_to (sheet->cr, point->x - (point->x - edge_x) * 8 / length, point->y - (point->y - edge_y) * 8 / length);
      cairo_stroke (sheet->cr);
    }
  cairo_new_sub_path (sheet->cr);
  cairo_arc (sheet->cr, point->x, point->y, 5.5, 0, 2 * G_PI);
  cs_sheet_set_ink (sheet, cs_ink_ground);
  cairo_fill_preserve (sheet->cr);
  cs_sheet_set_ink (sheet, cs_ink_text);
  cairo_set_line_width (sheet->cr, 2.2);
  cairo_stroke (sheet->cr);

  cs_layout_measure (layout, &width, NULL);
  cs_sheet_show_clear (sheet, layout, cs_sheet_x (sheet, place->area.x, width), place->area.y, cs_ink_text);
}

static const CsChartPoint *
find_point (const CsSheet           *sheet,
            const CsChartAnnotation *annotation)
{
  int category = cs_chart_find_category (sheet->chart, annotation->category);
  int series = cs_chart_find_series (sheet->chart, annotation->series);

  for (guint i = 0; category >= 0 && series >= 0 && i < sheet->points->len; i++)
    {
      const CsChartPoint *point = &g_array_index (sheet->points, CsChartPoint, i);

      if (point->row == (guint) category + 1 && point->column == (guint) series + 1)
        return point;
    }

  return NULL;
}

/* In one line if it is short, else narrower and narrower. */
static gboolean
try_annotation (CsSheet                 *sheet,
                const CsChartAnnotation *annotation,
                CsArea                   limits)
{
  static const double widths[] = { 280, 210, 160 };
  const CsChartPoint *point = find_point (sheet, annotation);

  for (gsize i = 0; point != NULL && i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr(PangoLayout) layout = cs_sheet_layout (sheet, annotation->text, SIZE, PANGO_WEIGHT_NORMAL, widths[i], 5);
      double width, height;
      Place place = { 0 };

      cs_layout_measure (layout, &width, &height);
      if (pango_layout_is_ellipsized (layout) || !find_place (sheet, point, width, height, limits, &place))
        continue;
      draw_annotation (sheet, point, layout, &place);
      return TRUE;
    }

  return FALSE;
}

void
cs_sheet_draw_annotations (CsSheet *sheet,
                           CsArea   area)
{
  CsArea limits = { cs_sheet_x (sheet, area.x, area.width), area.y - 8, area.width, area.height + 8 };

  for (guint i = 0; i < MIN (sheet->chart->annotations->len, CS_CHART_MAX_ANNOTATIONS); i++)
    {
      if ((sheet->in_notes & (1u << i)) == 0 && !try_annotation (sheet, g_ptr_array_index (sheet->chart->annotations, i), limits))
        sheet->failed |= 1u << i;
    }
}
