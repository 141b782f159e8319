/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-office-data.h"

G_BEGIN_DECLS

/**
 * CsRouteEditor:
 *
 * Composes a route: its live drawing, in which a stage is selected and moved, beside the form of that stage; “Try It” says for a sample who could
 * decide at each stage before anything is saved. Those who may not change routes see the drawing alone.
 *
 * Actions: page.leave asks about unsaved changes, then activates page.close of the place.
 */
#define CS_TYPE_ROUTE_EDITOR (cs_route_editor_get_type ())
G_DECLARE_FINAL_TYPE (CsRouteEditor, cs_route_editor, CS, ROUTE_EDITOR, AdwBin)

/**
 * cs_route_editor_new:
 * @name: of the route; "" composes a new one
 */
GtkWidget *cs_route_editor_new (CsOfficeData *data,
                                const char   *name);

G_END_DECLS
