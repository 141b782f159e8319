/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/* Asks why @post is corrected or withdrawn, begins the new post, and opens it where it is written. */
GtkWindow *cs_amend_window_new (GtkWindow   *parent,
                                CsSession   *session,
                                gint64       post,
                                CsAmendKind  kind);

G_END_DECLS
