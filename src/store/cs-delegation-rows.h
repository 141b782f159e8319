/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-chain.h"
#include "cs-db.h"

G_BEGIN_DECLS

/* Rows of delegations: who signs for whom. See cs-office-rows.h for the manners. */

/* Returns: the new id, or 0 with @error */
gint64        cs_delegation_rows_add      (CsDb                *db,
                                           const CsDelegation  *row,
                                           GError             **error);
CsDelegation *cs_delegation_rows_get      (CsDb                *db,
                                           gint64               id,
                                           GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* All that reach into or beyond @since (0 = ever) and belong to @person, as principal or as delegate (0 = to anybody), newest first, (element-type CsDelegation) */
GPtrArray    *cs_delegation_rows_list     (CsDb                *db,
                                           gint64               person,
                                           gint64               since,
                                           guint                limit,
                                           GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_delegation_rows_for_post:
 * @now: UTC, microseconds
 *
 * What the chain of any post has to know: every delegation that is in force at @now, was so within the last month, or is still to begin, so that the chain
 * can say why one no longer (or not yet) counts. Their scope is the chain's to judge.
 *
 * Returns: (transfer full) (element-type CsDelegation): may be empty
 */
GPtrArray    *cs_delegation_rows_for_post (CsDb                *db,
                                           gint64               now,
                                           GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* Before its time: if it has not ended already */
gboolean      cs_delegation_rows_end      (CsDb                *db,
                                           gint64               id,
                                           gint64               now,
                                           GError             **error);
gboolean      cs_delegation_rows_set_seen (CsDb                *db,
                                           gint64               id,
                                           gint64               now,
                                           GError             **error);

/* One decision in somebody else's name. */
typedef struct
{
  gint64     decision;
  gint64     post;
  guint      stage;
  gint64     person;    /* who acted */
  CsVerdict  verdict;
  char      *reason;    /* owned */
  gint64     at;
} CsSignedForRow;

void          cs_signed_for_row_free      (CsSignedForRow      *row);

/* What was decided under @delegation, newest first, (element-type CsSignedForRow) */
GPtrArray    *cs_delegation_rows_signed   (CsDb                *db,
                                           const CsDelegation  *delegation,
                                           guint                limit,
                                           GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* How many decisions were made in the name of @principal since he last looked, over all his delegations */
gboolean      cs_delegation_rows_count_unseen (CsDb            *db,
                                               gint64           principal,
                                               gint64          *count,
                                               GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSignedForRow, cs_signed_for_row_free)

G_END_DECLS
