/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsLeaderWindow:
 *
 * The leader's sheet of a post: the page as it will be printed, and beside it, for those who prepare it, what the leader is told besides
 * the content: why now, risks, likely questions. What is typed is kept within a second.
 *
 * Actions: leader.print, leader.save-pdf.
 */
#define CS_TYPE_LEADER_WINDOW (cs_leader_window_get_type ())
G_DECLARE_FINAL_TYPE (CsLeaderWindow, cs_leader_window, CS, LEADER_WINDOW, AdwWindow)

GtkWindow *cs_leader_window_new (GtkWindow *parent,
                                 CsSession *session,
                                 gint64     post);

G_END_DECLS
