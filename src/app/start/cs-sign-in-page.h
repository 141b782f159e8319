/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsSignInPage:
 *
 * Login and password. Ends with win.let-in.
 */
#define CS_TYPE_SIGN_IN_PAGE (cs_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (CsSignInPage, cs_sign_in_page, CS, SIGN_IN_PAGE, AdwBin)

GtkWidget *cs_sign_in_page_new (CsSession *session);

G_END_DECLS
