/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-comment.h"
#include "cs-replies.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsSheetPost:
 *
 * The left of the sheet: the post as each account will show it, or its changes marked, and below it the pictures
 * with their alt texts.
 *
 * CsSheetPost::mark-pressed (gint64 comment): somebody clicked on words that were spoken of.
 * CsSheetPost::changes-toggled (gboolean shown): whether the changes are marked now, or that they are shown in another way.
 */
#define CS_TYPE_SHEET_POST (cs_sheet_post_get_type ())
G_DECLARE_FINAL_TYPE (CsSheetPost, cs_sheet_post, CS, SHEET_POST, AdwBin)

GtkWidget *cs_sheet_post_new (CsSession         *session) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_sheet_post_set:
 *
 * Shows @sheet; nothing is rebuilt where content and base are what is shown already.
 */
void       cs_sheet_post_set              (CsSheetPost       *self,
                                           const CsSheetInfo *sheet);

/**
 * cs_sheet_post_set_show_changes:
 *
 * Whether the changes are marked instead of the preview; nothing happens where there is nothing to compare with.
 */
void       cs_sheet_post_set_show_changes (CsSheetPost       *self,
                                           gboolean           show);
gboolean   cs_sheet_post_get_show_changes (CsSheetPost       *self);

/**
 * cs_sheet_post_toggle_beside:
 *
 * While the changes are shown: the older words beside the newer ones, or one text with both.
 */
void       cs_sheet_post_toggle_beside    (CsSheetPost       *self);

/**
 * cs_sheet_post_shows_whole:
 *
 * Whether who has seen what is shown now has seen all that is new to him: the post itself, or the changes since a version
 * on which he decided himself.
 */
gboolean   cs_sheet_post_shows_whole      (CsSheetPost       *self);

/**
 * cs_sheet_post_make_anchor:
 *
 * Returns: (transfer full) (nullable): the words of @content that are selected; %NULL if none are
 */
CsCommentAnchor *cs_sheet_post_make_anchor (CsSheetPost       *self,
                                            const CsContent   *content) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_sheet_post_make_picture_anchor:
 * @number: of the picture in the whole post, from 0
 *
 * Returns: (transfer full) (nullable): that picture
 */
CsCommentAnchor *cs_sheet_post_make_picture_anchor (const CsContent *content,
                                                    guint            number) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_sheet_post_set_marks:
 * @marks: (element-type CsPreviewMark): words that colleagues spoke of
 */
void       cs_sheet_post_set_marks        (CsSheetPost       *self,
                                           GArray            *marks);

/**
 * cs_sheet_post_show_anchor:
 *
 * Shows the post itself, where the changes were shown.
 *
 * Returns: how far below the top of @self the words or the picture stand
 */
double     cs_sheet_post_show_anchor      (CsSheetPost           *self,
                                           const CsCommentAnchor *anchor);

/**
 * cs_sheet_post_set_spoken_of:
 * @anchor: (nullable): what the comment in hand speaks of: its picture stands out
 */
void       cs_sheet_post_set_spoken_of    (CsSheetPost           *self,
                                           const CsCommentAnchor *anchor);

G_END_DECLS
