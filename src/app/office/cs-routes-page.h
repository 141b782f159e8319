/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-office-data.h"

G_BEGIN_DECLS

/**
 * CsRoutesPage:
 *
 * The routes of the office, each drawn small as it flows, and which of them a post takes.
 */
#define CS_TYPE_ROUTES_PAGE (cs_routes_page_get_type ())
G_DECLARE_FINAL_TYPE (CsRoutesPage, cs_routes_page, CS, ROUTES_PAGE, AdwBin)

GtkWidget *cs_routes_page_new (CsOfficeData *data);

G_END_DECLS
