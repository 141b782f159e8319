/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-rate-rows.h"
#include "cs-rows.h"

CsRateRow *
cs_rate_row_new (const char *bucket,
                 gint64      capacity,
                 gint64      remaining,
                 gint64      resets_at,
                 gint64      read_at)
{
  CsRateRow *row = g_new0 (CsRateRow, 1);

  row->bucket = g_strdup (bucket);
  row->capacity = capacity;
  row->remaining = remaining;
  row->resets_at = resets_at;
  row->read_at = read_at;
  return row;
}

void
cs_rate_row_free (CsRateRow *row)
{
  if (row == NULL)
    return;

  g_free (row->bucket);
  g_free (row);
}

static gpointer
read_rate (CsStmt  *stmt,
           GError **error)
{
  return cs_rate_row_new (cs_stmt_get_text (stmt, 0), cs_stmt_get_int64 (stmt, 1), cs_stmt_get_int64 (stmt, 2),
                          cs_stmt_get_int64 (stmt, 3), cs_stmt_get_int64 (stmt, 4));
}

gboolean
cs_rate_rows_set (CsDb             *db,
                  gint64            account,
                  const CsRateRow  *row,
                  GError          **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO rate_limits (account, bucket, capacity, remaining, resets_at, read_at) "
                              "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (account, bucket) DO UPDATE SET "
                              "capacity = excluded.capacity, remaining = excluded.remaining, "
                              "resets_at = excluded.resets_at, read_at = excluded.read_at",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, account);
  cs_stmt_bind_text (stmt, 2, row->bucket);
  cs_stmt_bind_int64 (stmt, 3, row->capacity);
  cs_stmt_bind_int64 (stmt, 4, row->remaining);
  cs_stmt_bind_int64 (stmt, 5, row->resets_at);
  cs_stmt_bind_int64 (stmt, 6, row->read_at);
  return cs_stmt_run (stmt, error);
}

GPtrArray *
cs_rate_rows_list (CsDb    *db,
                   gint64   account,
                   GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT bucket, capacity, remaining, resets_at, read_at FROM rate_limits "
                              "WHERE account = $1 ORDER BY bucket",
                              error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, account);
  return cs_rows_collect (stmt, read_rate, (GDestroyNotify) cs_rate_row_free, error);
}
