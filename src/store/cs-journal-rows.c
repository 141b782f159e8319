/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-db-private.h"
#include "cs-journal-rows.h"
#include "cs-rows.h"

#define JOURNAL_COLUMNS "sequence, at, actor, post, kind, details, previous, hash"

static gboolean
read_into (CsStmt          *stmt,
           CsJournalEntry  *entry,
           GError         **error)
{
  const char *kind = cs_stmt_get_text (stmt, 4);

  entry->sequence = cs_stmt_get_int64 (stmt, 0);
  entry->at = cs_stmt_get_int64 (stmt, 1);
  entry->actor = cs_stmt_get_int64 (stmt, 2);
  entry->post = cs_stmt_get_int64 (stmt, 3);
  entry->previous = cs_stmt_get_digest (stmt, 6);
  entry->hash = cs_stmt_get_digest (stmt, 7);
  return cs_rows_check_nick (cs_journal_kind_from_nick (kind, &entry->kind), "kind of journal entry", kind, error);
}

static gpointer
read_entry (CsStmt  *stmt,
            GError **error)
{
  g_autoptr(CsJournalEntry) entry = cs_journal_entry_new ();

  if (!read_into (stmt, entry, error))
    return NULL;

  g_free (entry->details);
  entry->details = cs_stmt_dup_text (stmt, 5);
  return g_steal_pointer (&entry);
}

/* The head is read in the transaction, never remembered: another program may have appended. */
static gboolean
find_head (CsDb      *db,
           gint64    *sequence,
           CsDigest  *hash,
           GError   **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row = FALSE;

  if (!(stmt = cs_db_prepare (db, "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1", error)) ||
      !cs_stmt_step (stmt, &row, error))
    return FALSE;

  if (row)
    {
      *sequence = cs_stmt_get_int64 (stmt, 0);
      *hash = cs_stmt_get_digest (stmt, 1);
    }

  return TRUE;
}

static gboolean
insert_entry (CsDb                  *db,
              const CsJournalEntry  *entry,
              GError               **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO journal (" JOURNAL_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, entry->sequence);
  cs_stmt_bind_int64 (stmt, 2, entry->at);
  cs_stmt_bind_int64 (stmt, 3, entry->actor);
  cs_stmt_bind_int64 (stmt, 4, entry->post);
  cs_stmt_bind_text (stmt, 5, cs_journal_kind_nick (entry->kind));
  cs_stmt_bind_text (stmt, 6, entry->details);
  cs_stmt_bind_digest (stmt, 7, &entry->previous);
  cs_stmt_bind_digest (stmt, 8, &entry->hash);
  return cs_stmt_run (stmt, error);
}

gint64
cs_journal_rows_append (CsDb           *db,
                        gint64          at,
                        gint64          actor,
                        gint64          post,
                        CsJournalKind   kind,
                        const char     *details,
                        GError        **error)
{
  CsJournalEntry entry = { 0 };

  g_assert (db->depth > 0); /* rule 4: the act and its entry are one transaction */

  entry.at = at;
  entry.actor = actor;
  entry.post = post;
  entry.kind = kind;
  entry.details = (char *) details;
  if (!find_head (db, &entry.sequence, &entry.previous, error))
    return 0;

  entry.sequence++;
  entry.hash = cs_journal_entry_compute_hash (&entry);
  if (!insert_entry (db, &entry, error))
    {
      g_prefix_error (error, "Writing journal entry %" G_GINT64_FORMAT ": ", entry.sequence);
      return 0;
    }

  return entry.sequence;
}

/* Which index leads is chosen by which filter is set; a post's entries are few. */
static CsStmt *
prepare_list (CsDb    *db,
              gint64   post,
              gint64   actor,
              GError **error)
{
  if (post != 0)
    return cs_db_prepare (db,
                          "SELECT " JOURNAL_COLUMNS " FROM journal INDEXED BY journal_by_post "
                                                    "WHERE sequence < $1 AND post = $2 AND ($3 < 0 OR +actor = $3) ORDER BY sequence DESC LIMIT $4",
                          error);

  if (actor >= 0)
    return cs_db_prepare (db,
                          "SELECT " JOURNAL_COLUMNS " FROM journal INDEXED BY journal_by_actor "
                                                    "WHERE sequence < $1 AND $2 = 0 AND actor = $3 ORDER BY sequence DESC LIMIT $4",
                          error);

  return cs_db_prepare (db,
                        "SELECT " JOURNAL_COLUMNS " FROM journal WHERE sequence < $1 AND $2 = 0 AND $3 < 0 "
                                                  "ORDER BY sequence DESC LIMIT $4",
                        error);
}

GPtrArray *
cs_journal_rows_list (CsDb     *db,
                      gint64    before,
                      gint64    post,
                      gint64    actor,
                      guint     limit,
                      GError  **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = prepare_list (db, post, actor, error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, before > 0 ? before : G_MAXINT64);
  cs_stmt_bind_int64 (stmt, 2, post);
  cs_stmt_bind_int64 (stmt, 3, actor);
  cs_stmt_bind_int64 (stmt, 4, limit);
  return cs_rows_collect (stmt, read_entry, (GDestroyNotify) cs_journal_entry_free, error);
}

/* As many places as the largest group has kinds; what is left over repeats the first. */
#define MAX_GROUP 24
#define OF_GROUP "AND kind IN ($5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, " \
                 "$25, $26, $27, $28) ORDER BY sequence DESC LIMIT $4"

static CsStmt *
prepare_group (CsDb    *db,
               gint64   post,
               gint64   actor,
               GError **error)
{
  if (post != 0)
    return cs_db_prepare (db,
                          "SELECT " JOURNAL_COLUMNS " FROM journal INDEXED BY journal_by_post "
                                                    "WHERE sequence < $1 AND post = $2 AND ($3 < 0 OR +actor = $3) " OF_GROUP,
                          error);

  if (actor >= 0)
    return cs_db_prepare (db,
                          "SELECT " JOURNAL_COLUMNS " FROM journal INDEXED BY journal_by_actor "
                                                    "WHERE sequence < $1 AND $2 = 0 AND actor = $3 " OF_GROUP,
                          error);

  return cs_db_prepare (db,
                        "SELECT " JOURNAL_COLUMNS " FROM journal WHERE sequence < $1 AND $2 = 0 AND $3 < 0 " OF_GROUP,
                        error);
}

static void
bind_group (CsStmt         *stmt,
            CsJournalGroup  group)
{
  const char *nicks[MAX_GROUP] = { NULL };
  guint n = 0;

  for (guint i = 0; i < CS_N_JOURNAL_KINDS; i++)
    if (cs_journal_kind_get_group (i) == group)
      {
        g_assert (n < MAX_GROUP);
        nicks[n++] = cs_journal_kind_nick (i);
      }

  for (guint i = 0; i < MAX_GROUP; i++)
    cs_stmt_bind_text (stmt, 5 + i, nicks[i] != NULL ? nicks[i] : nicks[0]);
}

GPtrArray *
cs_journal_rows_list_group (CsDb            *db,
                            gint64           before,
                            gint64           post,
                            gint64           actor,
                            CsJournalGroup   group,
                            guint            limit,
                            GError         **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = prepare_group (db, post, actor, error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, before > 0 ? before : G_MAXINT64);
  cs_stmt_bind_int64 (stmt, 2, post);
  cs_stmt_bind_int64 (stmt, 3, actor);
  cs_stmt_bind_int64 (stmt, 4, limit);
  bind_group (stmt, group);
  return cs_rows_collect (stmt, read_entry, (GDestroyNotify) cs_journal_entry_free, error);
}

CsJournalEntry *
cs_journal_rows_head (CsDb    *db,
                      GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT " JOURNAL_COLUMNS " FROM journal ORDER BY sequence DESC LIMIT 1", error)))
    return NULL;

  return cs_rows_one (stmt, read_entry, "journal entry", 1, error);
}

CsJournalEntry *
cs_journal_rows_get (CsDb    *db,
                     gint64   sequence,
                     GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT " JOURNAL_COLUMNS " FROM journal WHERE sequence = $1", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, sequence);
  return cs_rows_one (stmt, read_entry, "journal entry", sequence, error);
}

gboolean
cs_journal_rows_walk (CsDb              *db,
                      gint64             after,
                      CsJournalVisitor   visitor,
                      gpointer           user_data,
                      GError           **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row = FALSE;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT " JOURNAL_COLUMNS " FROM journal WHERE sequence > $1 ORDER BY sequence",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, after);
  while (TRUE)
    {
      CsJournalEntry entry = { 0 };

      if (!cs_stmt_step (stmt, &row, error))
        return FALSE;

      if (!row)
        return TRUE;

      if (!read_into (stmt, &entry, error))
        {
          g_prefix_error (error, "Journal entry %" G_GINT64_FORMAT ": ", entry.sequence);
          return FALSE;
        }

      /* Lent until the next step: a million copies are not free. */
      entry.details = (char *) cs_stmt_get_text (stmt, 5);
      if (!visitor (&entry, user_data))
        return TRUE;
    }
}
