/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-chart.h"

G_BEGIN_DECLS

/**
 * CsChartOptions:
 *
 * How a chart is drawn beyond its kind: what is highlighted, notes at values, size, order, axis, decimal places, words below.
 * Signal: "changed".
 */
#define CS_TYPE_CHART_OPTIONS (cs_chart_options_get_type ())
G_DECLARE_FINAL_TYPE (CsChartOptions, cs_chart_options, CS, CHART_OPTIONS, AdwBin)

/* Shows what @chart says; no "changed". */
void cs_chart_options_load          (CsChartOptions  *self,
                                     const CsChart   *chart);

/* Writes what is chosen into @chart. */
void cs_chart_options_apply         (CsChartOptions  *self,
                                     CsChart         *chart);

/* Offers the names that the table has now, and what the kind can do. No "changed". */
void cs_chart_options_follow        (CsChartOptions  *self,
                                     const CsChart   *chart);

/**
 * cs_chart_options_show_problems:
 * @problems: (element-type CsChartProblem): of the chart
 *
 * Says what is wrong beside what it is about.
 */
void cs_chart_options_show_problems (CsChartOptions  *self,
                                     GPtrArray       *problems);

/* Adds a note at a value and puts the focus there. Signals "changed". */
void cs_chart_options_add_note      (CsChartOptions  *self,
                                     const char      *category,
                                     const char      *series);

G_END_DECLS
