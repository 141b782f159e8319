/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-read-back-rows.h"
#include "cs-rows.h"

void
cs_read_back_row_free (CsReadBackRow *row)
{
  if (row == NULL)
    return;

  g_free (row->result);
  g_free (row->detail);
  g_free (row);
}

static gpointer
read_one (CsStmt  *stmt,
          GError **error)
{
  CsReadBackRow *row = g_new0 (CsReadBackRow, 1);

  row->at = cs_stmt_get_int64 (stmt, 0);
  row->result = cs_stmt_dup_text (stmt, 1);
  row->detail = cs_stmt_dup_text (stmt, 2);
  return row;
}

gboolean
cs_read_back_rows_add (CsDb        *db,
                       gint64       publication,
                       gint64       at,
                       const char  *result,
                       const char  *detail,
                       GError     **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO read_backs (publication, at, result, detail) "
                              "SELECT $1, max ($2, coalesce (max (at) + 1, 0)), $3, $4 FROM read_backs WHERE publication = $1",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, publication);
  cs_stmt_bind_int64 (stmt, 2, at);
  cs_stmt_bind_text (stmt, 3, result);
  cs_stmt_bind_text (stmt, 4, detail);
  return cs_stmt_run (stmt, error);
}

GPtrArray *
cs_read_back_rows_list (CsDb    *db,
                        gint64   publication,
                        GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT at, result, detail FROM read_backs WHERE publication = $1 ORDER BY at", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, publication);
  return cs_rows_collect (stmt, read_one, (GDestroyNotify) cs_read_back_row_free, error);
}
