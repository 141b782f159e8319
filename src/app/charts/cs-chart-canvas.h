/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cs-chart.h"

G_BEGIN_DECLS

/**
 * CsChartCanvas:
 *
 * A chart as it will be published, drawn off the main loop: what came last is drawn next, the picture before it stays until then.
 *
 * Signals: "value-chosen" (guint row, guint column of the table): the person pointed at a value.
 */
#define CS_TYPE_CHART_CANVAS (cs_chart_canvas_get_type ())
G_DECLARE_FINAL_TYPE (CsChartCanvas, cs_chart_canvas, CS, CHART_CANVAS, GtkWidget)

/* Copies @chart. */
void     cs_chart_canvas_set_chart (CsChartCanvas *self,
                                    const CsChart *chart);

/* Whether what is shown is what was set last, in the size it has. */
gboolean cs_chart_canvas_is_drawn  (CsChartCanvas *self);

G_END_DECLS
