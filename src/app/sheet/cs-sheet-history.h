/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsSheetHistory:
 *
 * The journal of one post in plain sentences, newest first, behind an expander: asked for only once it is opened.
 */
#define CS_TYPE_SHEET_HISTORY (cs_sheet_history_get_type ())
G_DECLARE_FINAL_TYPE (CsSheetHistory, cs_sheet_history, CS, SHEET_HISTORY, AdwBin)

GtkWidget *cs_sheet_history_new (CsSession      *session) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_sheet_history_set_post:
 *
 * Whose journal; asks again, if it is open, also when it is the same post.
 */
void       cs_sheet_history_set_post (CsSheetHistory *self,
                                      gint64          post);

G_END_DECLS
