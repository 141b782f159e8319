/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-comment-client.h"
#include "cs-post-preview-part.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsCommentsView:
 *
 * What colleagues say to each other about a post: open threads, resolved ones behind an expander, and a form for a new one.
 * Adds, answers and resolves by itself. The same beside the sheet and in the composer.
 *
 * CsCommentsView::jump (CsCommentInfo *comment): show what it speaks of.
 * CsCommentsView::look (CsCommentInfo *comment): it is pointed at, or has the focus; %NULL = none is any more.
 * CsCommentsView::accept (gint64 comment): the person accepts a suggestion: what is written meanwhile is the affair of who shows it.
 */
#define CS_TYPE_COMMENTS_VIEW (cs_comments_view_get_type ())
G_DECLARE_FINAL_TYPE (CsCommentsView, cs_comments_view, CS, COMMENTS_VIEW, AdwBin)

GtkWidget  *cs_comments_view_new (CsSession             *session) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_comments_view_set:
 * @content: what is shown beside, that new comments speak of
 * @comments: (element-type CsCommentInfo): kept by reference
 *
 * Shows them. Threads that did not change stay as they are, with what is being typed.
 */
void        cs_comments_view_set        (CsCommentsView        *self,
                                         gint64                 post,
                                         const CsContent       *content,
                                         GPtrArray             *comments,
                                         gboolean               may_comment);

/**
 * cs_comments_view_start:
 * @anchor: (nullable): what a new comment speaks of; %NULL = the whole post
 *
 * Opens the form for a new comment, if one may comment.
 */
void        cs_comments_view_start      (CsCommentsView        *self,
                                         const CsCommentAnchor *anchor);

/**
 * cs_comments_view_show:
 *
 * Brings the thread of @comment into view and marks it.
 */
void        cs_comments_view_show       (CsCommentsView        *self,
                                         gint64                 comment);
guint       cs_comments_view_get_n_open (CsCommentsView        *self);

/**
 * cs_comments_view_make_marks:
 *
 * Returns: (transfer full) (element-type CsPreviewMark): the words of the post that open threads speak of
 */
GArray     *cs_comments_view_make_marks (CsCommentsView        *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
