/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cs-chart.h"

G_BEGIN_DECLS

/* How much of a date was written. */
typedef enum
{
  CS_CHART_DATE_NONE,
  CS_CHART_DATE_YEAR,
  CS_CHART_DATE_QUARTER,
  CS_CHART_DATE_MONTH,
  CS_CHART_DATE_DAY,
} CsChartDateKind;

/**
 * cs_chart_parse_date:
 * @name: "2026", "2026年", "2026 Q3", "Q3 2026", "2026年第三季度", "2026-10", "October 2026", "2026年10月", "2026-10-01", "1 Oct 2026", "2026年10月1日"
 * @day: (out): days since 1 January of the year 1
 *
 * Returns: how much of a date @name is; %CS_CHART_DATE_NONE if it is something else
 */
CsChartDateKind cs_chart_parse_date (const char    *name,
                                     double        *day);

/**
 * cs_chart_has_dates:
 * @ordered: (out): whether they ascend
 *
 * Returns: whether every category is a date of the same kind, and there are two at least
 */
gboolean        cs_chart_has_dates  (const CsChart *chart,
                                     gboolean      *ordered);

G_END_DECLS
