/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-chart.h"

G_BEGIN_DECLS

/**
 * CsChartKinds:
 *
 * The kinds of charts as small pictures with their names, one of them chosen. Signal: "changed".
 */
#define CS_TYPE_CHART_KINDS (cs_chart_kinds_get_type ())
G_DECLARE_FINAL_TYPE (CsChartKinds, cs_chart_kinds, CS, CHART_KINDS, AdwBin)

CsChartKind cs_chart_kinds_get (CsChartKinds *self);

/* Signals "changed" if it is another one. */
void        cs_chart_kinds_set (CsChartKinds *self,
                                CsChartKind   kind);

G_END_DECLS
