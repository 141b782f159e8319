/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-publication-rows.h"

G_BEGIN_DECLS

/* What only the outbox asks. On the thread of @db; see cs-office-rows.h for the manners. */

/* Those in @state whose next try is planned before @before, the earliest first */
GPtrArray *cs_outbox_rows_list_tries      (CsDb                *db,
                                           CsPublicationState   state,
                                           gint64               before,
                                           guint                limit,
                                           GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* Ids (gint64) of those in @state that may go out and are due before @before (@tries: whose next try is planned before it), the earliest first. While
 * the queue is frozen, only those of emergency posts */
GArray    *cs_outbox_rows_list_ready      (CsDb                *db,
                                           CsPublicationState   state,
                                           gint64               before,
                                           gboolean             tries,
                                           guint                limit,
                                           GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether no freeze holds @publication back */
gboolean   cs_outbox_rows_may_go          (CsDb                *db,
                                           gint64               publication,
                                           gboolean            *may_go,
                                           GError             **error);

/* Ids (gint64) of what was sent since @since and not read back yet. Walks all that was ever sent: for the start only. */
GArray    *cs_outbox_rows_list_unread     (CsDb                *db,
                                           gint64               since,
                                           guint                limit,
                                           GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* The network's ids (utf8) of the latest publications that were settled as sent for @account: none of them can be another one's result. */
GPtrArray *cs_outbox_rows_list_remote_ids (CsDb                *db,
                                           gint64               account,
                                           guint                limit,
                                           GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
