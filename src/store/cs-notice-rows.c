/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-notice-rows.h"

#include "cs-rows.h"

#define NOTICE_COLUMNS "id, person, post, kind, details, at, seen_at"

void
cs_notice_row_free (CsNoticeRow *row)
{
  if (row == NULL)
    return;

  g_free (row->details);
  g_free (row);
}

static gpointer
read_notice (CsStmt  *stmt,
             GError **error)
{
  g_autoptr(CsNoticeRow) row = g_new0 (CsNoticeRow, 1);
  const char *kind = cs_stmt_get_text (stmt, 3);

  if (!cs_rows_check_nick (cs_notice_kind_from_nick (kind, &row->kind), "kind of notice", kind, error))
    return NULL;

  row->id = cs_stmt_get_int64 (stmt, 0);
  row->person = cs_stmt_get_int64 (stmt, 1);
  row->post = cs_stmt_get_int64 (stmt, 2);
  row->details = cs_stmt_dup_text (stmt, 4);
  row->at = cs_stmt_get_int64 (stmt, 5);
  row->seen_at = cs_stmt_get_int64 (stmt, 6);
  return g_steal_pointer (&row);
}

gint64
cs_notice_rows_add (CsDb          *db,
                    gint64         person,
                    gint64         post,
                    CsNoticeKind   kind,
                    const char    *details,
                    gint64         now,
                    GError       **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "INSERT INTO notices (person, post, kind, details, at) VALUES ($1, $2, $3, $4, $5)", error)))
    return 0;

  cs_stmt_bind_int64 (stmt, 1, person);
  cs_rows_bind_id (stmt, 2, post);
  cs_stmt_bind_text (stmt, 3, cs_notice_kind_nick (kind));
  cs_stmt_bind_text (stmt, 4, details);
  cs_stmt_bind_int64 (stmt, 5, now);
  return cs_rows_insert (db, stmt, "notice", error);
}

GPtrArray *
cs_notice_rows_list (CsDb      *db,
                     gint64     person,
                     gboolean   only_unseen,
                     gint64     before,
                     guint      limit,
                     GError   **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  /* Two literals, so that each walks one index. */
  stmt = cs_db_prepare (db,
                        only_unseen ? "SELECT " NOTICE_COLUMNS " FROM notices INDEXED BY notices_by_person WHERE person = $1 "
                                                               "AND seen_at = 0 AND id < $2 ORDER BY id DESC LIMIT $3"
                                    : "SELECT " NOTICE_COLUMNS " FROM notices INDEXED BY notices_by_time WHERE person = $1 "
                                                               "AND id < $2 ORDER BY id DESC LIMIT $3",
                        error);
  if (stmt == NULL)
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, person);
  cs_stmt_bind_int64 (stmt, 2, before > 0 ? before : G_MAXINT64);
  cs_stmt_bind_int64 (stmt, 3, limit);
  return cs_rows_collect (stmt, read_notice, (GDestroyNotify) cs_notice_row_free, error);
}

gboolean
cs_notice_rows_count_unseen (CsDb    *db,
                             gint64   person,
                             gint64  *count,
                             GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row = FALSE;

  if (!(stmt = cs_db_prepare (db, "SELECT count (*) FROM notices WHERE person = $1 AND seen_at = 0", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, person);
  if (!cs_stmt_step (stmt, &row, error))
    return FALSE;

  *count = cs_stmt_get_int64 (stmt, 0);
  return TRUE;
}

gboolean
cs_notice_rows_set_seen (CsDb    *db,
                         gint64   person,
                         gint64   id,
                         gint64   now,
                         GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "UPDATE notices SET seen_at = $1 WHERE person = $2 AND seen_at = 0 AND id <= $3", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, now);
  cs_stmt_bind_int64 (stmt, 2, person);
  cs_stmt_bind_int64 (stmt, 3, id);
  return cs_stmt_run (stmt, error);
}
