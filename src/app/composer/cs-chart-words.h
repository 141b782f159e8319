/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-chart.h"

G_BEGIN_DECLS

/**
 * cs_chart_words_problems:
 *
 * What keeps a chart from being inserted, for a person: which field is empty, which cell is no number.
 *
 * Returns: (transfer full): sentences, one a line; "" if nothing does
 */
char    *cs_chart_words_problems (const CsChart *chart) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_chart_words_trim:
 *
 * Returns: (transfer full): @table without empty rows and columns at its end
 */
CsTable *cs_chart_words_trim     (const CsTable *table) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
