/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-desk-watch.h"

G_BEGIN_DECLS

/**
 * CsDeskPage:
 *
 * Where everyone starts: what waits for me, what is late, what goes out next, what I wait for. Live.
 */
#define CS_TYPE_DESK_PAGE (cs_desk_page_get_type ())
G_DECLARE_FINAL_TYPE (CsDeskPage, cs_desk_page, CS, DESK_PAGE, AdwBin)

GtkWidget *cs_desk_page_new (CsDeskWatch *watch);

G_END_DECLS
