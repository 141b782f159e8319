/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * cs_password_window_new:
 * @own: whether it is the own password: then the old one is asked for
 */
GtkWindow *cs_password_window_new (GtkWindow *parent,
                                   CsSession *session,
                                   gint64     person,
                                   gboolean   own);

G_END_DECLS
