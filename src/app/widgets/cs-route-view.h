/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-route.h"

G_BEGIN_DECLS

/**
 * CsRouteView:
 *
 * A route as it flows: Draft, then every stage with who decides there, then Published.
 */
#define CS_TYPE_ROUTE_VIEW (cs_route_view_get_type ())
G_DECLARE_FINAL_TYPE (CsRouteView, cs_route_view, CS, ROUTE_VIEW, AdwBin)

GtkWidget *cs_route_view_new (void);
void       cs_route_view_set (CsRouteView   *self,
                              const CsRoute *route);

G_END_DECLS
