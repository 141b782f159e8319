/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cs-replies.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsSheetUndo:
 *
 * The decision that was made last, for as long as it can be taken back without a reason: until somebody acts on the post.
 *
 * CsSheetUndo::known: after cs_sheet_undo_watch(): cs_sheet_undo_is_possible() is known now.
 * CsSheetUndo::over: it can no longer be taken back in one step.
 * CsSheetUndo::undone (gint64 post)
 */
#define CS_TYPE_SHEET_UNDO (cs_sheet_undo_get_type ())
G_DECLARE_FINAL_TYPE (CsSheetUndo, cs_sheet_undo, CS, SHEET_UNDO, GObject)

CsSheetUndo *cs_sheet_undo_new (CsSession   *session) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_sheet_undo_watch:
 *
 * The person just decided on @post: looks whether that can be undone, and goes on looking as the office changes.
 */
void         cs_sheet_undo_watch       (CsSheetUndo *self,
                                        gint64       post);
gboolean     cs_sheet_undo_is_possible (CsSheetUndo *self);

/**
 * cs_sheet_undo_run:
 * @widget: anything in the window: says what happened, and asks for the password if the key is closed
 *
 * Takes the decision back.
 */
void         cs_sheet_undo_run         (CsSheetUndo *self,
                                        GtkWidget   *widget);

G_END_DECLS
