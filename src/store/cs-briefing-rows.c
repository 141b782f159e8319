/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-briefing-rows.h"
#include "cs-rows.h"

void
cs_briefing_row_free (CsBriefingRow *row)
{
  if (!row)
    return;

  g_free (row->why_now);
  g_free (row->risks);
  g_free (row->questions);
  g_free (row);
}

static gpointer
read_briefing (CsStmt  *stmt,
               GError **error)
{
  CsBriefingRow *row = g_new0 (CsBriefingRow, 1);

  row->post = cs_stmt_get_int64 (stmt, 0);
  row->why_now = cs_stmt_dup_text (stmt, 1);
  row->risks = cs_stmt_dup_text (stmt, 2);
  row->questions = cs_stmt_dup_text (stmt, 3);
  row->saved_by = cs_stmt_get_int64 (stmt, 4);
  row->saved_at = cs_stmt_get_int64 (stmt, 5);
  return row;
}

CsBriefingRow *
cs_briefing_rows_get (CsDb    *db,
                      gint64   post,
                      GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT post, why_now, risks, questions, saved_by, saved_at FROM briefings WHERE post = $1",
                              error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, post);
  return cs_rows_one (stmt, read_briefing, "briefing of post", post, error);
}

gboolean
cs_briefing_rows_set (CsDb                 *db,
                      const CsBriefingRow  *row,
                      GError              **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO briefings (post, why_now, risks, questions, saved_by, saved_at) "
                              "VALUES ($1, $2, $3, $4, $5, $6) "
                              "ON CONFLICT (post) DO UPDATE SET why_now = excluded.why_now, risks = excluded.risks, "
                              "questions = excluded.questions, saved_by = excluded.saved_by, saved_at = excluded.saved_at",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, row->post);
  cs_stmt_bind_text (stmt, 2, row->why_now);
  cs_stmt_bind_text (stmt, 3, row->risks);
  cs_stmt_bind_text (stmt, 4, row->questions);
  cs_stmt_bind_int64 (stmt, 5, row->saved_by);
  cs_stmt_bind_int64 (stmt, 6, row->saved_at);
  return cs_stmt_run (stmt, error);
}
