/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-media-rows.h"
#include "cs-rows.h"

void
cs_media_row_free (CsMediaRow *row)
{
  if (row == NULL)
    return;

  g_free (row->mime_type);
  g_free (row);
}

static gpointer
read_media (CsStmt  *stmt,
            GError **error)
{
  CsMediaRow *row = g_new0 (CsMediaRow, 1);

  row->digest = cs_stmt_get_digest (stmt, 0);
  row->mime_type = cs_stmt_dup_text (stmt, 1);
  row->bytes = cs_stmt_get_int64 (stmt, 2);
  row->width = (int) cs_stmt_get_int64 (stmt, 3);
  row->height = (int) cs_stmt_get_int64 (stmt, 4);
  row->added_by = cs_stmt_get_int64 (stmt, 5);
  row->added_at = cs_stmt_get_int64 (stmt, 6);
  row->made_from = cs_stmt_get_digest (stmt, 7);
  row->look = (guint64) cs_stmt_get_int64 (stmt, 8);
  return row;
}

gboolean
cs_media_rows_add (CsDb              *db,
                   const CsMediaRow  *row,
                   GError           **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO media (digest, mime, bytes, width, height, added_by, added_at, made_from, look) "
                              "SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9 WHERE NOT EXISTS (SELECT 1 FROM media WHERE digest = $1)",
                              error)))
    return FALSE;

  cs_stmt_bind_digest (stmt, 1, &row->digest);
  cs_stmt_bind_text (stmt, 2, row->mime_type);
  cs_stmt_bind_int64 (stmt, 3, row->bytes);
  cs_stmt_bind_int64 (stmt, 4, row->width);
  cs_stmt_bind_int64 (stmt, 5, row->height);
  cs_stmt_bind_int64 (stmt, 6, row->added_by);
  cs_stmt_bind_int64 (stmt, 7, row->added_at);
  /* What is not bound is NULL. */
  if (!cs_digest_is_none (&row->made_from))
    cs_stmt_bind_digest (stmt, 8, &row->made_from);
  cs_stmt_bind_int64 (stmt, 9, (gint64) row->look);
  return cs_stmt_run (stmt, error);
}

CsMediaRow *
cs_media_rows_get (CsDb            *db,
                   const CsDigest  *digest,
                   GError         **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  CsMediaRow *row;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT digest, mime, bytes, width, height, added_by, added_at, made_from, look FROM media "
                              "WHERE digest = $1",
                              error)))
    return NULL;

  cs_stmt_bind_digest (stmt, 1, digest);
  if (!(row = cs_rows_one (stmt, read_media, "medium with that digest", 0, error)))
    return NULL;

  return row;
}
