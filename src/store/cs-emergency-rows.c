/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-emergency-rows.h"

#include "cs-rows.h"

#define EMERGENCY_COLUMNS "post, reason, started_by, started_at, due_at, cleared_by, cleared_at, finding"

void
cs_emergency_row_free (CsEmergencyRow *row)
{
  if (row == NULL)
    return;

  g_free (row->reason);
  g_free (row->finding);
  g_free (row);
}

void
cs_freeze_row_free (CsFreezeRow *row)
{
  if (row == NULL)
    return;

  g_free (row->reason);
  g_free (row);
}

static gpointer
read_emergency (CsStmt  *stmt,
                GError **error)
{
  CsEmergencyRow *row = g_new0 (CsEmergencyRow, 1);

  row->post = cs_stmt_get_int64 (stmt, 0);
  row->reason = cs_stmt_dup_text (stmt, 1);
  row->started_by = cs_stmt_get_int64 (stmt, 2);
  row->started_at = cs_stmt_get_int64 (stmt, 3);
  row->due_at = cs_stmt_get_int64 (stmt, 4);
  row->cleared_by = cs_stmt_get_int64 (stmt, 5);
  row->cleared_at = cs_stmt_get_int64 (stmt, 6);
  row->finding = cs_stmt_dup_text (stmt, 7);
  return row;
}

gboolean
cs_emergency_rows_add (CsDb                  *db,
                       const CsEmergencyRow  *row,
                       GError               **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "INSERT INTO emergencies (post, reason, started_by, started_at) VALUES ($1, $2, $3, $4)", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, row->post);
  cs_stmt_bind_text (stmt, 2, row->reason);
  cs_stmt_bind_int64 (stmt, 3, row->started_by);
  cs_stmt_bind_int64 (stmt, 4, row->started_at);
  return cs_stmt_run (stmt, error);
}

CsEmergencyRow *
cs_emergency_rows_get (CsDb    *db,
                       gint64   post,
                       GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT " EMERGENCY_COLUMNS " FROM emergencies WHERE post = $1", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, post);
  return cs_rows_one (stmt, read_emergency, "emergency of post", post, error);
}

gboolean
cs_emergency_rows_update (CsDb                  *db,
                          const CsEmergencyRow  *row,
                          GError               **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "UPDATE emergencies SET due_at = $1, cleared_by = $2, cleared_at = $3, finding = $4 WHERE post = $5",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, row->due_at);
  cs_rows_bind_id (stmt, 2, row->cleared_by);
  cs_stmt_bind_int64 (stmt, 3, row->cleared_at);
  cs_stmt_bind_text (stmt, 4, row->finding != NULL ? row->finding : "");
  cs_stmt_bind_int64 (stmt, 5, row->post);
  return cs_rows_change_one (db, stmt, "emergency of post", row->post, CS_ERROR_NOT_FOUND, error);
}

GPtrArray *
cs_emergency_rows_list (CsDb      *db,
                        gboolean   only_open,
                        guint      limit,
                        GError   **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  /* Two literals: what is open is found without walking what was cleared over the years. */
  stmt = cs_db_prepare (db,
                        only_open ? "SELECT " EMERGENCY_COLUMNS " FROM emergencies INDEXED BY emergencies_open WHERE cleared_at = 0 "
                                                                "ORDER BY started_at DESC, post DESC LIMIT $1"
                                  : "SELECT " EMERGENCY_COLUMNS " FROM emergencies ORDER BY started_at DESC, post DESC LIMIT $1",
                        error);
  if (stmt == NULL)
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, limit);
  return cs_rows_collect (stmt, read_emergency, (GDestroyNotify) cs_emergency_row_free, error);
}

GPtrArray *
cs_emergency_rows_list_overdue (CsDb    *db,
                                gint64   now,
                                gint64   every,
                                guint    limit,
                                GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT " EMERGENCY_COLUMNS " FROM emergencies INDEXED BY emergencies_open "
                                                          "WHERE cleared_at = 0 AND due_at > 0 AND due_at <= $1 AND abs ($1 - reminded_at) >= $2 "
                                                          "ORDER BY started_at, post LIMIT $3",
                              error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, now);
  cs_stmt_bind_int64 (stmt, 2, every);
  cs_stmt_bind_int64 (stmt, 3, limit);
  return cs_rows_collect (stmt, read_emergency, (GDestroyNotify) cs_emergency_row_free, error);
}

gboolean
cs_emergency_rows_set_reminded (CsDb    *db,
                                gint64   post,
                                gint64   now,
                                GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "UPDATE emergencies SET reminded_at = $1 WHERE post = $2", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, now);
  cs_stmt_bind_int64 (stmt, 2, post);
  return cs_rows_change_one (db, stmt, "emergency of post", post, CS_ERROR_NOT_FOUND, error);
}

gboolean
cs_freeze_rows_get_open (CsDb         *db,
                         CsFreezeRow **row,
                         GError      **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean found = FALSE;

  *row = NULL;
  if (!(stmt = cs_db_prepare (db, "SELECT id, reason, post, made_by, made_at FROM freezes WHERE ended_at = 0", error)) ||
      !cs_stmt_step (stmt, &found, error))
    return FALSE;
  if (!found)
    return TRUE;

  *row = g_new0 (CsFreezeRow, 1);
  (*row)->id = cs_stmt_get_int64 (stmt, 0);
  (*row)->reason = cs_stmt_dup_text (stmt, 1);
  (*row)->post = cs_stmt_get_int64 (stmt, 2);
  (*row)->made_by = cs_stmt_get_int64 (stmt, 3);
  (*row)->made_at = cs_stmt_get_int64 (stmt, 4);
  return TRUE;
}

gint64
cs_freeze_rows_add (CsDb               *db,
                    const CsFreezeRow  *row,
                    GError            **error)
{
  g_autoptr(CsFreezeRow) open = NULL;
  g_autoptr(CsStmt) stmt = NULL;

  if (!cs_freeze_rows_get_open (db, &open, error))
    return 0;
  if (open != NULL)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_FROZEN, "Freeze %" G_GINT64_FORMAT " is open", open->id);
      return 0;
    }

  if (!(stmt = cs_db_prepare (db, "INSERT INTO freezes (reason, post, made_by, made_at) VALUES ($1, $2, $3, $4)", error)))
    return 0;

  cs_stmt_bind_text (stmt, 1, row->reason);
  cs_rows_bind_id (stmt, 2, row->post);
  cs_stmt_bind_int64 (stmt, 3, row->made_by);
  cs_stmt_bind_int64 (stmt, 4, row->made_at);
  return cs_rows_insert (db, stmt, "freeze", error);
}

gboolean
cs_freeze_rows_end (CsDb    *db,
                    gint64   id,
                    gint64   person,
                    gint64   now,
                    GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "UPDATE freezes SET ended_by = $1, ended_at = $2 WHERE id = $3 AND ended_at = 0", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, person);
  cs_stmt_bind_int64 (stmt, 2, now);
  cs_stmt_bind_int64 (stmt, 3, id);
  return cs_rows_change_one (db, stmt, "freeze", id, CS_ERROR_CONFLICT, error);
}
