/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-dossier-rows.h"
#include "cs-rows.h"

GArray *
cs_dossier_rows_contributors (CsDb    *db,
                              gint64   post,
                              GError **error)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (CsContributorRow));
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row = FALSE;

  if (!(stmt = cs_db_prepare (db, "SELECT person, since FROM contributors WHERE post = $1 ORDER BY since, person", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, post);
  while (TRUE)
    {
      CsContributorRow contributor;

      if (!cs_stmt_step (stmt, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&rows);

      contributor.person = cs_stmt_get_int64 (stmt, 0);
      contributor.since = cs_stmt_get_int64 (stmt, 1);
      g_array_append_val (rows, contributor);
    }
}

static gpointer
read_entry (CsStmt  *stmt,
            GError **error)
{
  g_autoptr(CsJournalEntry) entry = cs_journal_entry_new ();
  const char *kind = cs_stmt_get_text (stmt, 4);

  entry->sequence = cs_stmt_get_int64 (stmt, 0);
  entry->at = cs_stmt_get_int64 (stmt, 1);
  entry->actor = cs_stmt_get_int64 (stmt, 2);
  entry->post = cs_stmt_get_int64 (stmt, 3);
  g_free (entry->details);
  entry->details = cs_stmt_dup_text (stmt, 5);
  entry->previous = cs_stmt_get_digest (stmt, 6);
  entry->hash = cs_stmt_get_digest (stmt, 7);
  if (!cs_rows_check_nick (cs_journal_kind_from_nick (kind, &entry->kind), "kind", kind, error))
    return NULL;
  return g_steal_pointer (&entry);
}

GPtrArray *
cs_dossier_rows_journal (CsDb    *db,
                         gint64   post,
                         GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT sequence, at, actor, post, kind, details, previous, hash FROM journal "
                              "WHERE post = $1 ORDER BY sequence", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, post);
  return cs_rows_collect (stmt, read_entry, (GDestroyNotify) cs_journal_entry_free, error);
}

/* A key is made by its person, which the index by actor knows; an end may come from others, and is looked for only where there is one. */
GPtrArray *
cs_dossier_rows_key_journal (CsDb    *db,
                             gint64   person,
                             gint64   key,
                             gboolean ended,
                             GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (ended)
    stmt = cs_db_prepare (db,
                          "SELECT sequence, at, actor, post, kind, details, previous, hash FROM journal "
                          "WHERE kind IN ('key-added', 'key-ended') AND json_extract (details, '$.person') = $1 "
                          "AND json_extract (details, '$.key') = $2 ORDER BY sequence", error);
  else
    stmt = cs_db_prepare (db,
                          "SELECT sequence, at, actor, post, kind, details, previous, hash FROM journal "
                          "WHERE actor = $1 AND kind = 'key-added' AND json_extract (details, '$.key') = $2 "
                          "ORDER BY sequence", error);
  if (!stmt)
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, person);
  cs_stmt_bind_int64 (stmt, 2, key);
  return cs_rows_collect (stmt, read_entry, (GDestroyNotify) cs_journal_entry_free, error);
}
