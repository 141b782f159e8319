/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-comment.h"
#include "cs-db.h"

G_BEGIN_DECLS

/* Rows of comments. See cs-office-rows.h for the manners. */

typedef struct
{
  gint64         id;
  gint64         post;
  gint64         parent;      /* 0 = none */
  CsCommentKind  kind;
  char          *anchor;      /* canonical JSON: cs-comment.h; all strings owned */
  char          *text;
  char          *replacement; /* "" if it suggests nothing, or that the words go */
  gint64         author;
  gint64         revision;    /* the one that was read; 0 = the working copy */
  gint64         made_at;
  gint64         resolved_by; /* 0 = nobody yet */
  gint64         resolved_at;
  gboolean       accepted;
} CsCommentRow;

void           cs_comment_row_free            (CsCommentRow  *row);

/* Sets id. */
gboolean       cs_comment_rows_add            (CsDb          *db,
                                               CsCommentRow  *row,
                                               GError       **error);
CsCommentRow  *cs_comment_rows_get            (CsDb          *db,
                                               gint64         id,
                                               GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/* All of a post, oldest first, (element-type CsCommentRow) */
GPtrArray     *cs_comment_rows_list           (CsDb          *db,
                                               gint64         post,
                                               GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/* Questions about posts of @author that nobody answered or resolved, oldest first, at most @limit, (element-type CsCommentRow) */
GPtrArray     *cs_comment_rows_list_questions (CsDb          *db,
                                               gint64         author,
                                               guint          limit,
                                               GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets CS_ERROR_CONFLICT if it is resolved already. */
gboolean       cs_comment_rows_resolve        (CsDb          *db,
                                               gint64         id,
                                               gint64         person,
                                               gint64         now,
                                               gboolean       accepted,
                                               GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCommentRow, cs_comment_row_free)

G_END_DECLS
