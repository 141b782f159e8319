/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-office-rows.h"
#include "cs-rows.h"

static gpointer
read_position (CsStmt  *stmt,
               GError **error)
{
  CsPosition *row = g_new0 (CsPosition, 1);

  row->id = cs_stmt_get_int64 (stmt, 0);
  row->title = cs_stmt_dup_text (stmt, 1);
  row->holder = cs_stmt_get_int64 (stmt, 2);
  row->retired_at = cs_stmt_get_int64 (stmt, 3);
  return row;
}

GPtrArray *
cs_position_rows_list (CsDb    *db,
                       GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT id, title, holder, retired_at FROM positions ORDER BY id", error)))
    return NULL;

  return cs_rows_collect (stmt, read_position, (GDestroyNotify) cs_position_free, error);
}

gint64
cs_position_rows_add (CsDb              *db,
                      const CsPosition  *row,
                      GError           **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "INSERT INTO positions (title, holder, retired_at) VALUES ($1, $2, $3)", error)))
    return 0;

  cs_stmt_bind_text (stmt, 1, row->title);
  cs_rows_bind_id (stmt, 2, row->holder);
  cs_stmt_bind_int64 (stmt, 3, row->retired_at);
  return cs_rows_insert (db, stmt, "position", error);
}

gboolean
cs_position_rows_update (CsDb              *db,
                         const CsPosition  *row,
                         GError           **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "UPDATE positions SET title = $1, holder = $2, retired_at = $3 WHERE id = $4", error)))
    return FALSE;

  cs_stmt_bind_text (stmt, 1, row->title);
  cs_rows_bind_id (stmt, 2, row->holder);
  cs_stmt_bind_int64 (stmt, 3, row->retired_at);
  cs_stmt_bind_int64 (stmt, 4, row->id);
  return cs_rows_change_one (db, stmt, "position", row->id, CS_ERROR_NOT_FOUND, error);
}
