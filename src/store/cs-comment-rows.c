/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-comment-rows.h"
#include "cs-rows.h"

#define COLUMNS "c.id, c.post, c.parent, c.kind, c.anchor, c.text, c.replacement, c.author, c.revision, c.made_at, " \
                "c.resolved_by, c.resolved_at, c.accepted"

void
cs_comment_row_free (CsCommentRow *row)
{
  if (row == NULL)
    return;

  g_free (row->anchor);
  g_free (row->text);
  g_free (row->replacement);
  g_free (row);
}

static gpointer
read_comment (CsStmt  *stmt,
              GError **error)
{
  g_autoptr(CsCommentRow) row = g_new0 (CsCommentRow, 1);
  const char *kind = cs_stmt_get_text (stmt, 3);

  if (!cs_rows_check_nick (cs_comment_kind_from_nick (kind, &row->kind), "kind of comment", kind, error))
    return NULL;

  row->id = cs_stmt_get_int64 (stmt, 0);
  row->post = cs_stmt_get_int64 (stmt, 1);
  row->parent = cs_stmt_get_int64 (stmt, 2);
  row->anchor = cs_stmt_dup_text (stmt, 4);
  row->text = cs_stmt_dup_text (stmt, 5);
  row->replacement = cs_stmt_dup_text (stmt, 6);
  row->author = cs_stmt_get_int64 (stmt, 7);
  row->revision = cs_stmt_get_int64 (stmt, 8);
  row->made_at = cs_stmt_get_int64 (stmt, 9);
  row->resolved_by = cs_stmt_get_int64 (stmt, 10);
  row->resolved_at = cs_stmt_get_int64 (stmt, 11);
  row->accepted = cs_stmt_get_int64 (stmt, 12) != 0;
  return g_steal_pointer (&row);
}

gboolean
cs_comment_rows_add (CsDb          *db,
                     CsCommentRow  *row,
                     GError       **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO comments (post, parent, kind, anchor, text, replacement, author, revision, made_at) "
                              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, row->post);
  cs_rows_bind_id (stmt, 2, row->parent);
  cs_stmt_bind_text (stmt, 3, cs_comment_kind_nick (row->kind));
  cs_stmt_bind_text (stmt, 4, row->anchor);
  cs_stmt_bind_text (stmt, 5, row->text);
  cs_stmt_bind_text (stmt, 6, row->replacement != NULL ? row->replacement : "");
  cs_stmt_bind_int64 (stmt, 7, row->author);
  cs_stmt_bind_int64 (stmt, 8, row->revision);
  cs_stmt_bind_int64 (stmt, 9, row->made_at);
  return (row->id = cs_rows_insert (db, stmt, "comment", error)) != 0;
}

CsCommentRow *
cs_comment_rows_get (CsDb    *db,
                     gint64   id,
                     GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT " COLUMNS " FROM comments c WHERE c.id = $1", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, id);
  return cs_rows_one (stmt, read_comment, "comment", id, error);
}

GPtrArray *
cs_comment_rows_list (CsDb    *db,
                      gint64   post,
                      GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT " COLUMNS " FROM comments c WHERE c.post = $1 ORDER BY c.id", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, post);
  return cs_rows_collect (stmt, read_comment, (GDestroyNotify) cs_comment_row_free, error);
}

GPtrArray *
cs_comment_rows_list_questions (CsDb    *db,
                                gint64   author,
                                guint    limit,
                                GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT " COLUMNS " FROM posts p JOIN comments c ON c.post = p.id "
                                                "WHERE p.author = $1 AND c.kind = 'question' AND c.resolved_at = 0 "
                                                "AND NOT EXISTS (SELECT 1 FROM comments a WHERE a.post = c.post AND a.parent = c.id) "
                                                "AND p.state NOT IN ('rejected', 'published', 'corrected', 'withdrawn') "
                                                "ORDER BY c.id LIMIT $2",
                              error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, author);
  cs_stmt_bind_int64 (stmt, 2, limit);
  return cs_rows_collect (stmt, read_comment, (GDestroyNotify) cs_comment_row_free, error);
}

gboolean
cs_comment_rows_resolve (CsDb      *db,
                         gint64     id,
                         gint64     person,
                         gint64     now,
                         gboolean   accepted,
                         GError   **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "UPDATE comments SET resolved_by = $2, resolved_at = $3, accepted = $4 "
                              "WHERE id = $1 AND resolved_at = 0",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, id);
  cs_stmt_bind_int64 (stmt, 2, person);
  cs_stmt_bind_int64 (stmt, 3, now);
  cs_stmt_bind_int64 (stmt, 4, accepted);
  return cs_rows_change_one (db, stmt, "open comment", id, CS_ERROR_CONFLICT, error);
}
