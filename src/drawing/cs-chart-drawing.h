/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "cs-chart.h"

G_BEGIN_DECLS

/* Pixels of the usual published picture, CS_CHART_SIZE_WIDE. */
#define CS_CHART_WIDTH 1600
#define CS_CHART_HEIGHT 900

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} CsArea;

/**
 * cs_chart_draw:
 * @chart: one that passes cs_chart_check(); an incomplete one is drawn as far as it goes, for the live view
 * @width: in @cr's units
 * @right_to_left: mirrors legend, labels and the order of categories
 *
 * Draws on a white ground whatever the colour scheme: it is a preview of the published picture. Colours that people with any kind
 * of sight tell apart, direct labels, bars from zero; words and numbers in the chart's language. Any thread.
 */
void    cs_chart_draw   (const CsChart  *chart,
                         cairo_t        *cr,
                         double          width,
                         double          height,
                         gboolean        right_to_left);

/**
 * cs_chart_render:
 *
 * The published picture: PNG in the chart's size. The same chart gives the same bytes on the same machine. Sets what cs_chart_check() sets.
 */
GBytes *cs_chart_render (const CsChart  *chart,
                         gboolean        right_to_left,
                         GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_chart_render_svg:
 *
 * The same drawing as SVG, letters as outlines, so that it looks the same everywhere.
 */
GBytes *cs_chart_render_svg (const CsChart  *chart,
                             gboolean        right_to_left,
                             GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* Where words stand in the picture. */
typedef struct
{
  CsArea  area;
  char   *text; /* owned */
} CsChartBox;

/* Where a value stands in the picture. */
typedef struct
{
  guint  row;    /* of the table */
  guint  column;
  double x;
  double y;
} CsChartPoint;

/**
 * CsChartMap:
 *
 * What a drawing has where, in the units it was measured in.
 */
typedef struct
{
  GArray *boxes;  /* of CsChartBox; owned */
  GArray *points; /* of CsChartPoint; owned */
} CsChartMap;

/**
 * cs_chart_measure:
 *
 * Returns: (transfer full): where words and values stand if @chart is drawn in this size. Any thread.
 */
CsChartMap         *cs_chart_measure      (const CsChart    *chart,
                                           double            width,
                                           double            height,
                                           gboolean          right_to_left) G_GNUC_WARN_UNUSED_RESULT;
void                cs_chart_map_free     (CsChartMap       *map);

/**
 * cs_chart_map_find:
 * @reach: how far away a value may be
 *
 * Returns: (transfer none) (nullable): the value nearest to the place
 */
const CsChartPoint *cs_chart_map_find     (const CsChartMap *map,
                                           double            x,
                                           double            y,
                                           double            reach);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsChartMap, cs_chart_map_free)

G_END_DECLS
