/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsAccountWindow:
 *
 * What is one's own: the signing key, the second factor, the password, who signs while one is away; and for administrators the new keys of others.
 */
#define CS_TYPE_ACCOUNT_WINDOW (cs_account_window_get_type ())
G_DECLARE_FINAL_TYPE (CsAccountWindow, cs_account_window, CS, ACCOUNT_WINDOW, AdwWindow)

GtkWindow *cs_account_window_new (GtkWindow *parent,
                                  CsSession *session);

G_END_DECLS
