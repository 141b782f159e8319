/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-comment-client.h"

G_BEGIN_DECLS

/**
 * CsCommentThread:
 *
 * One comment, question or suggestion with the answers to it: who, when, about what, what; a suggestion as the difference
 * that it makes; below it what one can do: answer, resolve, accept.
 *
 * CsCommentThread::jump: show what it speaks of.
 * CsCommentThread::answer (const char *text)
 * CsCommentThread::resolve
 * CsCommentThread::accept
 */
#define CS_TYPE_COMMENT_THREAD (cs_comment_thread_get_type ())
G_DECLARE_FINAL_TYPE (CsCommentThread, cs_comment_thread, CS, COMMENT_THREAD, GtkBox)

/**
 * cs_comment_thread_new:
 * @comments: (element-type CsCommentInfo): of the post: those of this thread are picked
 * @id: of the comment that is not an answer
 */
GtkWidget  *cs_comment_thread_new (GPtrArray       *comments,
                                   gint64           id,
                                   gboolean         may_comment,
                                   const char      *zone) G_GNUC_WARN_UNUSED_RESULT;
gint64      cs_comment_thread_get_id     (CsCommentThread *self);

/**
 * cs_comment_thread_make_key:
 *
 * Returns: (transfer full): differs where a thread made anew would look different
 */
char       *cs_comment_thread_make_key   (GPtrArray       *comments,
                                          gint64           id,
                                          gboolean         may_comment) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_comment_thread_get_typed:
 *
 * Returns: (transfer none): the answer that is being typed
 */
const char *cs_comment_thread_get_typed  (CsCommentThread *self);
void        cs_comment_thread_set_typed  (CsCommentThread *self,
                                          const char      *text);

/**
 * cs_comment_thread_take_focus:
 *
 * Puts the focus on what it speaks of, so that the thread is in view.
 */
void        cs_comment_thread_take_focus (CsCommentThread *self);

/**
 * cs_comment_thread_set_active:
 *
 * Whether this is the one that is looked at.
 */
void        cs_comment_thread_set_active (CsCommentThread *self,
                                          gboolean         active);

G_END_DECLS
