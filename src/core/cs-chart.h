/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cs-table.h"

G_BEGIN_DECLS

typedef enum
{
  CS_CHART_BAR,         /* first value column only */
  CS_CHART_GROUPED_BAR, /* every value column, side by side */
  CS_CHART_LINE,
} CsChartKind;

/**
 * CsChart:
 *
 * What a chart says: no pixels. The first row of @table names the series, the first column the categories, all
 * other cells are numbers as typed ("3.2", "1,204", "−5"), so that nothing is lost to rounding.
 */
typedef struct
{
  CsChartKind kind;
  char       *title;  /* says the finding; owned, UTF-8, never NULL */
  char       *unit;   /* "%", "million yuan"; owned, never NULL */
  char       *source; /* owned, never NULL */
  char       *as_of;  /* ISO date or free text such as "October 2026"; owned, never NULL */
  CsTable    *table;  /* owned, never NULL */
} CsChart;

CsChart    *cs_chart_new            (void) G_GNUC_WARN_UNUSED_RESULT;
CsChart    *cs_chart_copy           (const CsChart *chart) G_GNUC_WARN_UNUSED_RESULT;
void        cs_chart_free           (CsChart       *chart);
gboolean    cs_chart_equal          (const CsChart *one,
                                     const CsChart *other);
const char *cs_chart_kind_nick      (CsChartKind    kind);
gboolean    cs_chart_kind_from_nick (const char    *nick,
                                     CsChartKind   *kind);
const char *cs_chart_kind_label     (CsChartKind    kind);

/**
 * cs_chart_check:
 *
 * Whether the chart can be drawn and is honest: title, unit, source and as-of date present, at least one category and
 * one series, at most 12 series and 500 categories, every value cell a number or empty.
 * Sets %CS_ERROR_INCOMPLETE or %CS_ERROR_INVALID (message names the cell).
 */
gboolean    cs_chart_check          (const CsChart *chart,
                                     GError       **error);

/**
 * cs_chart_describe:
 *
 * Proposes alt text from the data: what kind, the title, the range, the highest and lowest value and where, the first and the
 * last, the source. In the interface language, whole sentences. At most 1,000 characters.
 *
 * Returns: (transfer full): translated text
 */
char       *cs_chart_describe       (const CsChart *chart) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsChart, cs_chart_free)

G_END_DECLS
