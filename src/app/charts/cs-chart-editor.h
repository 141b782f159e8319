/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-chart.h"

G_BEGIN_DECLS

/**
 * CsChartEditor:
 *
 * Where a chart is made: table at the left, the chart as it will be at the right, and what it says. A window of its own.
 *
 * Signals: "insert" (the person wants it in the post), "set-aside" (the window was closed with work in it).
 */
#define CS_TYPE_CHART_EDITOR (cs_chart_editor_get_type ())
G_DECLARE_FINAL_TYPE (CsChartEditor, cs_chart_editor, CS, CHART_EDITOR, AdwWindow)

/**
 * cs_chart_editor_new:
 * @chart: (nullable): what to begin with
 * @alt_text: (nullable): its alt text; %NULL or "" = proposed from the data
 * @existing: whether it stands in the post already
 */
CsChartEditor *cs_chart_editor_new (const CsChart *chart,
                                    const char    *alt_text,
                                    gboolean       existing);

/**
 * cs_chart_editor_dup_chart:
 *
 * Returns: (transfer full): as it is now, complete or not
 */
CsChart       *cs_chart_editor_dup_chart (CsChartEditor *self) G_GNUC_WARN_UNUSED_RESULT;
char          *cs_chart_editor_dup_alt   (CsChartEditor *self) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_chart_editor_take_table:
 * @data: CSV or TSV, as pasted or read from a file
 *
 * Puts the table in the place of the present one, which a toast offers back. Says in words what is wrong with it otherwise.
 */
void           cs_chart_editor_take_table (CsChartEditor *self,
                                           const char    *data,
                                           gsize          size);

G_END_DECLS
