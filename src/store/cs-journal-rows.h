/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db.h"
#include "cs-journal-group.h"

G_BEGIN_DECLS

/**
 * cs_journal_rows_append:
 * @actor: 0 = the program
 * @post: 0 = none
 * @details: canonical JSON object, without secrets
 *
 * Appends to the chain inside the caller's transaction (asserted: rule 4).
 *
 * Returns: the sequence number, or 0 with @error
 */
gint64     cs_journal_rows_append (CsDb          *db,
                                   gint64         at,
                                   gint64         actor,
                                   gint64         post,
                                   CsJournalKind  kind,
                                   const char    *details,
                                   GError       **error);

/**
 * cs_journal_rows_list:
 * @before: sequence numbers below this, 0 = from the newest
 * @post: 0 = all
 * @actor: -1 = all
 *
 * Returns: (transfer full) (element-type CsJournalEntry): newest first
 */
GPtrArray *cs_journal_rows_list   (CsDb          *db,
                                   gint64         before,
                                   gint64         post,
                                   gint64         actor,
                                   guint          limit,
                                   GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_journal_rows_list_group:
 *
 * The same, of the kinds of @group only. Goes through the filtered entries from the newest down until it has @limit.
 */
GPtrArray *cs_journal_rows_list_group (CsDb            *db,
                                       gint64           before,
                                       gint64           post,
                                       gint64           actor,
                                       CsJournalGroup   group,
                                       guint            limit,
                                       GError         **error) G_GNUC_WARN_UNUSED_RESULT;

/* The last entry, or NOT_FOUND */
CsJournalEntry *cs_journal_rows_head (CsDb       *db,
                                      GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/* The entry of that number, or NOT_FOUND */
CsJournalEntry *cs_journal_rows_get  (CsDb       *db,
                                      gint64      sequence,
                                      GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/* Called for each entry in order from @after; returning FALSE ends the walk. For verification. */
typedef gboolean (*CsJournalVisitor) (const CsJournalEntry *entry, gpointer user_data);
gboolean   cs_journal_rows_walk   (CsDb             *db,
                                   gint64            after,
                                   CsJournalVisitor  visitor,
                                   gpointer          user_data,
                                   GError          **error);

G_END_DECLS
