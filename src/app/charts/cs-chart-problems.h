/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cs-chart.h"

G_BEGIN_DECLS

/* A label for what is wrong with one thing of a chart, hidden while there is nothing. */
GtkWidget *cs_chart_problems_new_label (void);

/**
 * cs_chart_problems_show:
 * @problems: (element-type CsChartProblem): those of other fields are passed over
 *
 * Each in a line; those that block stand out more.
 */
void       cs_chart_problems_show      (GtkLabel      *label,
                                        GPtrArray     *problems,
                                        CsChartField   field);

/* Returns: (transfer full): all that block, a line each; "" if none does */
char      *cs_chart_problems_say       (GPtrArray     *problems) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer full): @table without empty rows and columns at its end */
CsTable   *cs_chart_problems_trim      (const CsTable *table) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
