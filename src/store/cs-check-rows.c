/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-check-rows.h"
#include "cs-rows.h"

#define LIST_COLUMNS "id, name, kind, level, content, changed_by, changed_at"

static gpointer
read_pack (CsStmt  *stmt,
           GError **error)
{
  return cs_stmt_dup_text (stmt, 0);
}

GPtrArray *
cs_check_rows_list_packs (CsDb    *db,
                          GError **error)
{
  g_autoptr(CsStmt) stmt = cs_db_prepare (db, "SELECT pack FROM check_packs ORDER BY pack", error);

  return stmt ? cs_rows_collect (stmt, read_pack, g_free, error) : NULL;
}

gboolean
cs_check_rows_set_pack (CsDb        *db,
                        const char  *pack,
                        gboolean     on,
                        GError     **error)
{
  g_autoptr(CsStmt) stmt = cs_db_prepare (db,
                                          on ? "INSERT INTO check_packs (pack) VALUES ($1) ON CONFLICT DO NOTHING"
                                             : "DELETE FROM check_packs WHERE pack = $1",
                                          error);

  if (!stmt)
    return FALSE;

  cs_stmt_bind_text (stmt, 1, pack);
  return cs_stmt_run (stmt, error);
}

void
cs_word_list_row_free (CsWordListRow *row)
{
  if (!row)
    return;

  g_free (row->name);
  g_free (row->kind);
  g_free (row->content);
  g_free (row);
}

static gpointer
read_list (CsStmt  *stmt,
           GError **error)
{
  g_autoptr(CsWordListRow) row = g_new0 (CsWordListRow, 1);
  const char *level = cs_stmt_get_text (stmt, 3);

  if (!cs_rows_check_nick (cs_level_from_nick (level, &row->level), "level", level, error))
    return NULL;

  row->id = cs_stmt_get_int64 (stmt, 0);
  row->name = cs_stmt_dup_text (stmt, 1);
  row->kind = cs_stmt_dup_text (stmt, 2);
  row->content = cs_stmt_dup_text (stmt, 4);
  row->changed_by = cs_stmt_get_int64 (stmt, 5);
  row->changed_at = cs_stmt_get_int64 (stmt, 6);
  return g_steal_pointer (&row);
}

GPtrArray *
cs_word_list_rows_list (CsDb    *db,
                        GError **error)
{
  g_autoptr(CsStmt) stmt = cs_db_prepare (db, "SELECT " LIST_COLUMNS " FROM word_lists ORDER BY name, id", error);

  return stmt ? cs_rows_collect (stmt, read_list, (GDestroyNotify) cs_word_list_row_free, error) : NULL;
}

CsWordListRow *
cs_word_list_rows_get (CsDb    *db,
                       gint64   id,
                       GError **error)
{
  g_autoptr(CsStmt) stmt = cs_db_prepare (db, "SELECT " LIST_COLUMNS " FROM word_lists WHERE id = $1", error);

  if (!stmt)
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, id);
  return cs_rows_one (stmt, read_list, "word list", id, error);
}

gboolean
cs_word_list_rows_set (CsDb           *db,
                       CsWordListRow  *row,
                       GError        **error)
{
  g_autoptr(CsStmt) stmt = cs_db_prepare (db,
                                          row->id == 0
                                          ? "INSERT INTO word_lists (name, kind, level, content, changed_by, changed_at) "
                                            "VALUES ($1, $2, $3, $4, $5, $6)"
                                          : "UPDATE word_lists SET name = $1, kind = $2, level = $3, content = $4, "
                                            "changed_by = $5, changed_at = $6 WHERE id = $7",
                                          error);

  if (!stmt)
    return FALSE;

  cs_stmt_bind_text (stmt, 1, row->name);
  cs_stmt_bind_text (stmt, 2, row->kind);
  cs_stmt_bind_text (stmt, 3, cs_level_nick (row->level));
  cs_stmt_bind_text (stmt, 4, row->content);
  cs_stmt_bind_int64 (stmt, 5, row->changed_by);
  cs_stmt_bind_int64 (stmt, 6, row->changed_at);
  if (row->id == 0)
    return (row->id = cs_rows_insert (db, stmt, "word list", error)) != 0;

  cs_stmt_bind_int64 (stmt, 7, row->id);
  return cs_stmt_run (stmt, error);
}

gboolean
cs_word_list_rows_remove (CsDb    *db,
                          gint64   id,
                          GError **error)
{
  g_autoptr(CsStmt) stmt = cs_db_prepare (db, "DELETE FROM word_lists WHERE id = $1", error);

  if (!stmt)
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, id);
  return cs_stmt_run (stmt, error);
}

void
cs_waiver_row_free (CsWaiverRow *row)
{
  if (!row)
    return;

  g_free (row->rule);
  g_free (row->subject);
  g_free (row->reason);
  g_free (row);
}

gboolean
cs_waiver_rows_add (CsDb         *db,
                    CsWaiverRow  *row,
                    GError      **error)
{
  g_autoptr(CsStmt) stmt = cs_db_prepare (db,
                                          "INSERT INTO waivers (post, rule, subject, reason, person, at) "
                                          "VALUES ($1, $2, $3, $4, $5, $6)",
                                          error);

  if (!stmt)
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, row->post);
  cs_stmt_bind_text (stmt, 2, row->rule);
  cs_stmt_bind_text (stmt, 3, row->subject);
  cs_stmt_bind_text (stmt, 4, row->reason);
  cs_stmt_bind_int64 (stmt, 5, row->person);
  cs_stmt_bind_int64 (stmt, 6, row->at);
  return (row->id = cs_rows_insert (db, stmt, "waiver", error)) != 0;
}

static gpointer
read_waiver (CsStmt  *stmt,
             GError **error)
{
  CsWaiverRow *row = g_new0 (CsWaiverRow, 1);

  row->id = cs_stmt_get_int64 (stmt, 0);
  row->post = cs_stmt_get_int64 (stmt, 1);
  row->rule = cs_stmt_dup_text (stmt, 2);
  row->subject = cs_stmt_dup_text (stmt, 3);
  row->reason = cs_stmt_dup_text (stmt, 4);
  row->person = cs_stmt_get_int64 (stmt, 5);
  row->at = cs_stmt_get_int64 (stmt, 6);
  return row;
}

GPtrArray *
cs_waiver_rows_list (CsDb    *db,
                     gint64   post,
                     GError **error)
{
  g_autoptr(CsStmt) stmt = cs_db_prepare (db,
                                          "SELECT id, post, rule, subject, reason, person, at FROM waivers "
                                          "WHERE post = $1 ORDER BY id",
                                          error);

  if (!stmt)
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, post);
  return cs_rows_collect (stmt, read_waiver, (GDestroyNotify) cs_waiver_row_free, error);
}
