/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-publication-rows.h"

G_BEGIN_DECLS

/* What only the outbox asks. On the thread of @db; see cs-office-rows.h for the manners. */

/**
 * CsOutboxOrder:
 *
 * Which publications are looked for, and by what moment they are ordered. While the queue is frozen, only those of emergency posts, but for those that
 * go out no more anyway.
 */
typedef enum
{
  CS_OUTBOX_BY_DUE,       /* their release time */
  CS_OUTBOX_BY_DUE_HELD,  /* the same, also of those that a freeze holds back */
  CS_OUTBOX_BY_TRY,       /* their next try: none without one */
  CS_OUTBOX_BY_TRY_HELD,
  CS_OUTBOX_BY_CHECK,     /* when they are read back next: none without that */
} CsOutboxOrder;

typedef struct
{
  gint64 publication;
  gint64 account;
  gint64 at;          /* by what they are ordered; UTC, microseconds */
} CsOutboxReady;

/* Those in @state whose moment lies before @before, the earliest first, behind @after (nullable), (element-type CsOutboxReady) */
GArray    *cs_outbox_rows_list_ready      (CsDb                *db,
                                           CsPublicationState   state,
                                           CsOutboxOrder        order,
                                           gint64               before,
                                           const CsOutboxReady *after,
                                           guint                limit,
                                           GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* The earliest moment after @after at which something is due, or to be tried or looked for again; 0 = never */
gboolean   cs_outbox_rows_next_moment     (CsDb                *db,
                                           gint64               after,
                                           gint64              *at,
                                           GError             **error);

/* Ids (gint64) of what was due between @since and @before and is not out, and of which nobody has been told since it was due; not of posts that
 * are held, and of what failed for good or expired only what did so after @since by the same measure. The earliest first */
GArray    *cs_outbox_rows_list_missed     (CsDb                *db,
                                           gint64               before,
                                           gint64               since,
                                           guint                limit,
                                           GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* The clock was set back by -@by: what was planned by it comes that much earlier, but not before its release time. */
gboolean   cs_outbox_rows_shift_tries     (CsDb                *db,
                                           gint64               now,
                                           gint64               by,
                                           GError             **error);

/* Whether no freeze holds @publication back */
gboolean   cs_outbox_rows_may_go          (CsDb                *db,
                                           gint64               publication,
                                           gboolean            *may_go,
                                           GError             **error);

/* The network's ids (utf8) of the latest publications that were settled as sent for @account: none of them can be another one's result. */
GPtrArray *cs_outbox_rows_list_remote_ids (CsDb                *db,
                                           gint64               account,
                                           guint                limit,
                                           GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* Of posts that go out at once, those that are due behind @after, because they were signed by a clock that was ahead: (element-type gint64) */
GArray    *cs_outbox_rows_list_misdated   (CsDb                *db,
                                           gint64               after,
                                           guint                limit,
                                           GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
