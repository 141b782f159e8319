/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsSeatPage:
 *
 * In a practice office: everybody with his role; one click sits down there (win.sit).
 */
#define CS_TYPE_SEAT_PAGE (cs_seat_page_get_type ())
G_DECLARE_FINAL_TYPE (CsSeatPage, cs_seat_page, CS, SEAT_PAGE, AdwBin)

GtkWidget *cs_seat_page_new (CsSession *session);

G_END_DECLS
