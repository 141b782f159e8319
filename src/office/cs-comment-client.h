/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-comment.h"

G_BEGIN_DECLS

/* The client side of what colleagues say about a post: comment.list, comment.add, comment.resolve, comment.accept. */

typedef struct
{
  gint64           id;
  gint64           post;
  gint64           parent;         /* of an answer; else 0 */
  CsCommentKind    kind;
  CsCommentAnchor *anchor;         /* as it was when it was written; owned */
  CsCommentAnchor *place;          /* where it stands in the content that the sheet shows; NULL: that is gone; owned */
  char            *text;           /* all strings owned, never NULL */
  char            *replacement;    /* of a suggestion */
  gint64           author;
  char            *author_name;
  guint            revision_number;/* the version that was read; 0 = a draft */
  gint64           made_at;
  char            *resolved_by_name; /* "" = still open */
  gint64           resolved_at;    /* 0 = still open */
  gboolean         accepted;       /* a suggestion that stands in the text now */
  gboolean         answered;       /* a question: somebody answered; it stays open until it is resolved */
  gboolean         may_resolve;    /* the actor */
  gboolean         may_accept;     /* the actor, and what it replaces stands there */
} CsCommentInfo;

void        cs_comment_info_free          (CsCommentInfo         *info);

/**
 * cs_reply_read_comments:
 *
 * Of comment.list and post.get.
 *
 * Returns: (transfer full) (element-type CsCommentInfo): oldest first, answers among them
 */
GPtrArray  *cs_reply_read_comments        (JsonObject            *reply) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_arguments_comment_add:
 * @anchor: as made by the functions of cs-comment.h from the content that the sheet shows
 * @replacement: (nullable): of a suggestion: other words for those of the anchor, or another alt text
 *
 * comment.add, for a remark, a question or a suggestion.
 */
JsonObject *cs_arguments_comment_add      (gint64                 post,
                                           CsCommentKind          kind,
                                           const CsCommentAnchor *anchor,
                                           const char            *text,
                                           const char            *replacement) G_GNUC_WARN_UNUSED_RESULT;

/* comment.add, for an answer to @comment: it stands where that one stands. */
JsonObject *cs_arguments_comment_answer   (gint64                 post,
                                           gint64                 comment,
                                           const char            *text) G_GNUC_WARN_UNUSED_RESULT;

/* comment.list: cs_arguments_one ("post", id); comment.resolve and comment.accept: cs_arguments_one ("comment", id) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCommentInfo, cs_comment_info_free)

G_END_DECLS
