/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * cs_proposal_window_new:
 * @post: one that expired, or will
 *
 * Asks the office for the next safe release time of the post, shows it with how it came about, and sets it with one press.
 */
GtkWindow *cs_proposal_window_new (GtkWindow *parent,
                                   CsSession *session,
                                   gint64     post);

G_END_DECLS
