/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-claim-rows.h"
#include "cs-rows.h"

gboolean
cs_claim_rows_set (CsDb              *db,
                   const CsClaimRow  *row,
                   GError           **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO claims (post, person, until_at) VALUES ($1, $2, $3) "
                              "ON CONFLICT (post) DO UPDATE SET person = excluded.person, until_at = excluded.until_at",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, row->post);
  cs_stmt_bind_int64 (stmt, 2, row->person);
  cs_stmt_bind_int64 (stmt, 3, row->until_at);
  return cs_stmt_run (stmt, error);
}

gboolean
cs_claim_rows_find (CsDb        *db,
                    gint64       post,
                    gint64       now,
                    CsClaimRow  *row,
                    GError     **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean found = FALSE;

  *row = (CsClaimRow) { .post = post };
  if (!(stmt = cs_db_prepare (db, "SELECT person, until_at FROM claims WHERE post = $1 AND until_at > $2", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, post);
  cs_stmt_bind_int64 (stmt, 2, now);
  if (!cs_stmt_step (stmt, &found, error))
    return FALSE;

  if (found)
    {
      row->person = cs_stmt_get_int64 (stmt, 0);
      row->until_at = cs_stmt_get_int64 (stmt, 1);
    }
  return TRUE;
}

gboolean
cs_claim_rows_end (CsDb    *db,
                   gint64   post,
                   GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "DELETE FROM claims WHERE post = $1", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, post);
  return cs_stmt_run (stmt, error);
}
