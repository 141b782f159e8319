/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-route-names.h"

G_BEGIN_DECLS

/**
 * CsRouteView:
 *
 * A route as it flows, from above to below: Draft, every stage with those who decide there side by side, then Published. Where it can be edited a
 * stage is selected by mouse or arrow keys, and dragged to another place or moved there by Alt and arrow keys; Delete activates the action
 * editor.remove-stage. Where it cannot be edited the tick lists are written out.
 *
 * CsRouteView::selected: (guint): the person selected that stage, from 0
 * CsRouteView::opened: (guint): the person pressed Enter on that stage, or clicked it
 * CsRouteView::moved: (guint, guint): the person wants the stage at the first position at the second
 */
#define CS_TYPE_ROUTE_VIEW (cs_route_view_get_type ())
G_DECLARE_FINAL_TYPE (CsRouteView, cs_route_view, CS, ROUTE_VIEW, AdwBin)

GtkWidget *cs_route_view_new (gboolean             editable);

/**
 * cs_route_view_set:
 * @names: (nullable): what those are called whom the route names
 *
 * Shows @route; the stage selected stays selected. Nothing is kept of either.
 */
void       cs_route_view_set        (CsRouteView         *self,
                                     const CsRoute       *route,
                                     const CsRouteNames  *names);

/**
 * cs_route_view_set_note:
 * @who: who could decide there on a sample; "" for nothing
 * @problem: what is wrong there; "" for nothing
 */
void       cs_route_view_set_note   (CsRouteView         *self,
                                     guint                stage,
                                     const char          *who,
                                     const char          *problem);

/**
 * cs_route_view_select:
 *
 * Selects a stage, without saying so by a signal, and brings it into view.
 */
void       cs_route_view_select     (CsRouteView         *self,
                                     guint                stage);

/**
 * cs_route_view_focus:
 *
 * Puts the keyboard's focus on the selected stage.
 */
void       cs_route_view_focus      (CsRouteView         *self);

G_END_DECLS
