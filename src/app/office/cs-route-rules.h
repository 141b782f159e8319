/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-office-data.h"

G_BEGIN_DECLS

/**
 * CsRouteRules:
 *
 * Which route a post takes: rules in order, of which the first that fits chooses; the route for all others; the emergency lane. Changed in place, and saved
 * at once for all of them: a rule that is half made must not send a post anywhere.
 */
#define CS_TYPE_ROUTE_RULES (cs_route_rules_get_type ())
G_DECLARE_FINAL_TYPE (CsRouteRules, cs_route_rules, CS, ROUTE_RULES, AdwBin)

GtkWidget *cs_route_rules_new (CsOfficeData *data);

G_END_DECLS
