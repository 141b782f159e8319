/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-checkpoint-rows.h"
#include "cs-rows.h"

#define CHECKPOINT_COLUMNS "sequence, note, made_by, made_at"

void
cs_checkpoint_row_free (CsCheckpointRow *row)
{
  if (row == NULL)
    return;

  g_free (row->note);
  g_free (row);
}

static gpointer
read_checkpoint (CsStmt  *stmt,
                 GError **error)
{
  CsCheckpointRow *row = g_new0 (CsCheckpointRow, 1);

  row->sequence = cs_stmt_get_int64 (stmt, 0);
  row->note = cs_stmt_dup_text (stmt, 1);
  row->made_by = cs_stmt_get_int64 (stmt, 2);
  row->made_at = cs_stmt_get_int64 (stmt, 3);
  return row;
}

gboolean
cs_checkpoint_rows_add (CsDb                   *db,
                        const CsCheckpointRow  *row,
                        GError                **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "INSERT INTO checkpoints (" CHECKPOINT_COLUMNS ") VALUES ($1, $2, $3, $4)", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, row->sequence);
  cs_stmt_bind_text (stmt, 2, row->note);
  cs_stmt_bind_int64 (stmt, 3, row->made_by);
  cs_stmt_bind_int64 (stmt, 4, row->made_at);
  return cs_stmt_run (stmt, error);
}

CsCheckpointRow *
cs_checkpoint_rows_get (CsDb    *db,
                        gint64   sequence,
                        GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT " CHECKPOINT_COLUMNS " FROM checkpoints WHERE sequence = $1", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, sequence);
  return cs_rows_one (stmt, read_checkpoint, "checkpoint at journal entry", sequence, error);
}

CsCheckpointRow *
cs_checkpoint_rows_newest (CsDb    *db,
                           GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT " CHECKPOINT_COLUMNS " FROM checkpoints ORDER BY sequence DESC LIMIT 1", error)))
    return NULL;

  return cs_rows_one (stmt, read_checkpoint, "checkpoint", 1, error);
}

GPtrArray *
cs_checkpoint_rows_list (CsDb    *db,
                         gint64   before,
                         guint    limit,
                         GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT " CHECKPOINT_COLUMNS " FROM checkpoints WHERE sequence < $1 "
                                                           "ORDER BY sequence DESC LIMIT $2",
                              error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, before > 0 ? before : G_MAXINT64);
  cs_stmt_bind_int64 (stmt, 2, limit);
  return cs_rows_collect (stmt, read_checkpoint, (GDestroyNotify) cs_checkpoint_row_free, error);
}
