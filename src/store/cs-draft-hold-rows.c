/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-draft-hold-rows.h"
#include "cs-rows.h"

gboolean
cs_draft_hold_rows_set (CsDb                  *db,
                        const CsDraftHoldRow  *row,
                        gint64                 now,
                        GError               **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO draft_holds (post, person, since, until_at) VALUES ($1, $2, $3, $4) "
                              "ON CONFLICT (post, person) DO UPDATE SET until_at = excluded.until_at, "
                              "since = CASE WHEN draft_holds.until_at > $5 THEN draft_holds.since ELSE excluded.since END",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, row->post);
  cs_stmt_bind_int64 (stmt, 2, row->person);
  cs_stmt_bind_int64 (stmt, 3, row->since);
  cs_stmt_bind_int64 (stmt, 4, row->until_at);
  cs_stmt_bind_int64 (stmt, 5, now);
  return cs_stmt_run (stmt, error);
}

gboolean
cs_draft_hold_rows_end (CsDb    *db,
                        gint64   post,
                        gint64   person,
                        GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "DELETE FROM draft_holds WHERE post = $1 AND person = $2", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, post);
  cs_stmt_bind_int64 (stmt, 2, person);
  return cs_stmt_run (stmt, error);
}

GArray *
cs_draft_hold_rows_list (CsDb    *db,
                         gint64   post,
                         gint64   now,
                         GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (CsDraftHoldRow));
  gboolean found = FALSE;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT person, since, until_at FROM draft_holds WHERE post = $1 AND until_at > $2 "
                              "ORDER BY since, person", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, post);
  cs_stmt_bind_int64 (stmt, 2, now);
  while (cs_stmt_step (stmt, &found, error))
    {
      CsDraftHoldRow row = { .post = post };

      if (!found)
        return g_steal_pointer (&rows);
      row.person = cs_stmt_get_int64 (stmt, 0);
      row.since = cs_stmt_get_int64 (stmt, 1);
      row.until_at = cs_stmt_get_int64 (stmt, 2);
      g_array_append_val (rows, row);
    }

  return NULL;
}
