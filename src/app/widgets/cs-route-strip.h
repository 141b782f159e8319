/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-route-names.h"

G_BEGIN_DECLS

/**
 * CsRouteStrip:
 *
 * A route drawn small, along the line: Draft, then every stage with who decides there, then Published.
 */
#define CS_TYPE_ROUTE_STRIP (cs_route_strip_get_type ())
G_DECLARE_FINAL_TYPE (CsRouteStrip, cs_route_strip, CS, ROUTE_STRIP, AdwBin)

GtkWidget *cs_route_strip_new (void);

/**
 * cs_route_strip_set:
 * @names: (nullable): what those are called whom the route names
 */
void       cs_route_strip_set (CsRouteStrip        *self,
                               const CsRoute       *route,
                               const CsRouteNames  *names);

G_END_DECLS
