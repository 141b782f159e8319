/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsVersionsWindow:
 *
 * The versions of a post: who made each, when, what changed; and the difference between any two, word by word.
 *
 * CsVersionsWindow::take: (const char *): the canonical content of a version that is to stand in the draft.
 */
#define CS_TYPE_VERSIONS_WINDOW (cs_versions_window_get_type ())
G_DECLARE_FINAL_TYPE (CsVersionsWindow, cs_versions_window, CS, VERSIONS_WINDOW, AdwWindow)

/* @may_take: whether the draft stands open for the person */
GtkWidget *cs_versions_window_new (GtkWindow *parent,
                                   CsSession *session,
                                   gint64     post,
                                   gboolean   may_take);

G_END_DECLS
