/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-emergency-client.h"
#include "cs-session.h"

G_BEGIN_DECLS

/* Windows that ask for the one sentence without which these acts are refused. Each shows what will happen. */

GtkWindow *cs_emergency_start_window_new (GtkWindow *parent,
                                          CsSession *session,
                                          gint64     post);
GtkWindow *cs_emergency_clear_window_new (GtkWindow *parent,
                                          CsSession *session,
                                          gint64     post);
GtkWindow *cs_queue_freeze_window_new    (GtkWindow *parent,
                                          CsSession *session);

/* Asks for nothing: shows why it was held and what becomes of it. */
GtkWindow *cs_queue_release_window_new   (GtkWindow          *parent,
                                          CsSession          *session,
                                          const CsFreezeInfo *freeze);

G_END_DECLS
