/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-amendment.h"
#include "cs-db.h"

G_BEGIN_DECLS

/* Which posts correct or withdraw which, and what a withdrawal takes down. See cs-office-rows.h for the manners. */

typedef struct
{
  gint64         post;
  gint64         amends;
  CsAmendKind    kind;
  CsAmendReason  reason;
  gint64         due_at;  /* of a signed withdrawal; 0 = not signed */
  gint64         done_at; /* 0 = something is still to be taken down */
} CsAmendmentRow;

typedef enum
{
  CS_REMOVAL_REMOVING, /* armed, or to be tried again at next_try_at */
  CS_REMOVAL_GONE,
  CS_REMOVAL_KEPT,     /* the network did not do it: a person has to */
} CsRemovalState;

typedef struct
{
  gint64          publication;
  gint64          post;         /* the withdrawal */
  CsRemovalState  state;
  int             attempts;
  gint64          armed_at;
  gint64          next_try_at;  /* 0 = at once, while removing */
  gint64          settled_at;
  char           *error;        /* nick, "" = none; both owned, never NULL */
  char           *error_detail;
} CsRemovalRow;

void        cs_removal_row_free          (CsRemovalRow         *row);

/* Writes what the post says of itself; when it takes down stays as it was. */
gboolean    cs_amendment_rows_set        (CsDb                 *db,
                                          const CsAmendmentRow *row,
                                          GError              **error);
gboolean    cs_amendment_rows_clear      (CsDb                 *db,
                                          gint64                post,
                                          GError              **error);

/* @found: (out): whether @post amends another one; then @row is filled */
gboolean    cs_amendment_rows_find       (CsDb                 *db,
                                          gint64                post,
                                          CsAmendmentRow       *row,
                                          gboolean             *found,
                                          GError              **error);

/* Those that amend @post, oldest first, (element-type CsAmendmentRow) */
GArray     *cs_amendment_rows_list       (CsDb                 *db,
                                          gint64                post,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* When it takes down, 0 = not; there is something to do again. Nothing happens to a post that withdraws nothing. */
gboolean    cs_amendment_rows_schedule   (CsDb                 *db,
                                          gint64                post,
                                          gint64                due_at,
                                          GError              **error);
gboolean    cs_amendment_rows_finish     (CsDb                 *db,
                                          gint64                post,
                                          gint64                now,
                                          GError              **error);

/* Withdrawals that are due before @before and not done, (element-type gint64): posts. While the queue is frozen, only those of the emergency lane */
GArray     *cs_amendment_rows_list_due   (CsDb                 *db,
                                          gint64                before,
                                          guint                 limit,
                                          GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether cs_amendment_rows_list_due() would name @post now */
gboolean    cs_amendment_rows_is_due     (CsDb                 *db,
                                          gint64                post,
                                          gint64                before,
                                          gboolean             *due,
                                          GError              **error);

/* @row: (out): NULL if there is none */
gboolean    cs_removal_rows_find         (CsDb                 *db,
                                          gint64                publication,
                                          CsRemovalRow        **row,
                                          GError              **error);

/* Adds it, or writes it over. */
gboolean    cs_removal_rows_set          (CsDb                 *db,
                                          const CsRemovalRow   *row,
                                          GError              **error);
const char *cs_removal_state_nick        (CsRemovalState        state);
gboolean    cs_removal_state_from_nick   (const char           *nick,
                                          CsRemovalState       *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsRemovalRow, cs_removal_row_free)

G_END_DECLS
