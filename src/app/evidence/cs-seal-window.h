/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * cs_seal_window_new:
 *
 * Somebody holds an old print of a seal against the journal: types its short form, or its number and hash, and is told in plain words
 * whether the journal still contains what was sealed.
 */
GtkWindow *cs_seal_window_new (GtkWindow *parent,
                               CsSession *session);

G_END_DECLS
