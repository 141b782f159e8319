/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsConnectWindow:
 *
 * Connects an account, step by step: which network, what it asks for, the browser. Until the end nothing is changed, and closing the window gives up.
 */
#define CS_TYPE_CONNECT_WINDOW (cs_connect_window_get_type ())
G_DECLARE_FINAL_TYPE (CsConnectWindow, cs_connect_window, CS, CONNECT_WINDOW, AdwWindow)

/**
 * cs_connect_window_new:
 * @account: (nullable): the one to be connected again
 */
GtkWidget *cs_connect_window_new (GtkWindow           *parent,
                                  CsSession           *session,
                                  const CsAccountInfo *account);

G_END_DECLS
