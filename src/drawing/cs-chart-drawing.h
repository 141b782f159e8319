/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "cs-chart.h"

G_BEGIN_DECLS

/**
 * cs_chart_draw:
 * @chart: one that passes cs_chart_check(); an incomplete one is drawn as far as it goes, for the live view
 * @width: in @cr's units
 * @right_to_left: mirrors legend, labels and the order of categories
 *
 * Draws on a white ground whatever the colour scheme: it is a preview of the published picture. Colour-blind-safe palette (Okabe and Ito), direct labels, bars from zero. Any thread.
 */
void    cs_chart_draw   (const CsChart  *chart,
                         cairo_t        *cr,
                         double          width,
                         double          height,
                         gboolean        right_to_left);

/**
 * cs_chart_render:
 *
 * The published picture: 1600×900 pixels, PNG. The same chart gives the same bytes on the same machine. Sets what cs_chart_check() sets.
 */
GBytes *cs_chart_render (const CsChart  *chart,
                         gboolean        right_to_left,
                         GError        **error) G_GNUC_WARN_UNUSED_RESULT;

#define CS_CHART_WIDTH 1600
#define CS_CHART_HEIGHT 900

G_END_DECLS
