/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-post-rows.h"
#include "cs-rows.h"
#include "cs-search-rows.h"

/* Working copies, revisions and contributors: what was written, and by whom. */

#define REVISION_COLUMNS "id, post, number, digest, content, author, made_at"

void
cs_working_copy_row_free (CsWorkingCopyRow *row)
{
  if (row == NULL)
    return;

  g_free (row->content);
  g_free (row);
}

void
cs_revision_row_free (CsRevisionRow *row)
{
  if (row == NULL)
    return;

  g_free (row->content);
  g_free (row);
}

static gpointer
read_working_copy (CsStmt  *stmt,
                   GError **error)
{
  CsWorkingCopyRow *row = g_new0 (CsWorkingCopyRow, 1);

  row->post = cs_stmt_get_int64 (stmt, 0);
  row->content = cs_stmt_dup_text (stmt, 1);
  row->saved_by = cs_stmt_get_int64 (stmt, 2);
  row->saved_at = cs_stmt_get_int64 (stmt, 3);
  row->version = cs_stmt_get_int64 (stmt, 4);
  return row;
}

static gpointer
read_revision (CsStmt  *stmt,
               GError **error)
{
  CsRevisionRow *row = g_new0 (CsRevisionRow, 1);

  row->id = cs_stmt_get_int64 (stmt, 0);
  row->post = cs_stmt_get_int64 (stmt, 1);
  row->number = (guint) cs_stmt_get_int64 (stmt, 2);
  row->digest = cs_stmt_get_digest (stmt, 3);
  row->content = cs_stmt_dup_text (stmt, 4);
  row->author = cs_stmt_get_int64 (stmt, 5);
  row->made_at = cs_stmt_get_int64 (stmt, 6);
  return row;
}

CsWorkingCopyRow *
cs_working_copy_rows_get (CsDb    *db,
                          gint64   post,
                          GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT post, content, saved_by, saved_at, version FROM working_copies WHERE post = $1",
                              error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, post);
  return cs_rows_one (stmt, read_working_copy, "working copy of post", post, error);
}

static gboolean
set_working_copy (CsDb                    *db,
                  const CsWorkingCopyRow  *row,
                  GError                 **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO working_copies (post, content, saved_by, saved_at, version) "
                              "VALUES ($1, $2, $3, $4, $5) "
                              "ON CONFLICT (post) DO UPDATE SET content = excluded.content, "
                              "saved_by = excluded.saved_by, saved_at = excluded.saved_at, version = excluded.version",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, row->post);
  cs_stmt_bind_text (stmt, 2, row->content);
  cs_stmt_bind_int64 (stmt, 3, row->saved_by);
  cs_stmt_bind_int64 (stmt, 4, row->saved_at);
  cs_stmt_bind_int64 (stmt, 5, row->version);
  return cs_stmt_run (stmt, error);
}

gboolean
cs_working_copy_rows_set (CsDb                    *db,
                          const CsWorkingCopyRow  *row,
                          const char              *search_text,
                          GError                 **error)
{
  g_autoptr(CsTxn) txn = NULL;

  if (!(txn = cs_txn_begin (db, error)) ||
      !set_working_copy (db, row, error) ||
      !cs_search_rows_set (db, row->post, search_text, error))
    {
      g_prefix_error (error, "Saving post %" G_GINT64_FORMAT ": ", row->post);
      return FALSE;
    }

  return cs_txn_commit (g_steal_pointer (&txn), error);
}

/* The number is chosen by the statement itself: two at once cannot choose the same. */
gboolean
cs_revision_rows_add (CsDb           *db,
                      CsRevisionRow  *row,
                      GError        **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean returned = FALSE;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO revisions (post, number, digest, content, author, made_at) "
                              "SELECT $1, coalesce (max (number), 0) + 1, $2, $3, $4, $5 FROM revisions WHERE post = $1 "
                              "RETURNING id, number",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, row->post);
  cs_stmt_bind_digest (stmt, 2, &row->digest);
  cs_stmt_bind_text (stmt, 3, row->content);
  cs_stmt_bind_int64 (stmt, 4, row->author);
  cs_stmt_bind_int64 (stmt, 5, row->made_at);
  if (!cs_stmt_step (stmt, &returned, error))
    {
      g_prefix_error (error, "Adding a revision of post %" G_GINT64_FORMAT ": ", row->post);
      return FALSE;
    }

  row->id = cs_stmt_get_int64 (stmt, 0);
  row->number = (guint) cs_stmt_get_int64 (stmt, 1);
  return cs_stmt_run (stmt, error);
}

CsRevisionRow *
cs_revision_rows_get (CsDb    *db,
                      gint64   id,
                      GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT " REVISION_COLUMNS " FROM revisions WHERE id = $1", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, id);
  return cs_rows_one (stmt, read_revision, "revision", id, error);
}

GPtrArray *
cs_revision_rows_list (CsDb    *db,
                       gint64   post,
                       GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT " REVISION_COLUMNS " FROM revisions WHERE post = $1 ORDER BY number",
                              error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, post);
  return cs_rows_collect (stmt, read_revision, (GDestroyNotify) cs_revision_row_free, error);
}

gboolean
cs_contributor_rows_add (CsDb      *db,
                         gint64     post,
                         gint64     person,
                         gint64     now,
                         gboolean  *added,
                         GError   **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO contributors (post, person, since) SELECT $1, $2, $3 "
                              "WHERE NOT EXISTS (SELECT 1 FROM contributors WHERE post = $1 AND person = $2)",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, post);
  cs_stmt_bind_int64 (stmt, 2, person);
  cs_stmt_bind_int64 (stmt, 3, now);
  if (!cs_stmt_run (stmt, error))
    return FALSE;

  if (added != NULL)
    *added = cs_db_get_n_changed (db) == 1;

  return TRUE;
}

GArray *
cs_contributor_rows_list (CsDb    *db,
                          gint64   post,
                          GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  g_autoptr(GArray) people = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean row = FALSE;

  if (!(stmt = cs_db_prepare (db, "SELECT person FROM contributors WHERE post = $1 ORDER BY person", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, post);
  while (TRUE)
    {
      gint64 person;

      if (!cs_stmt_step (stmt, &row, error))
        return NULL;

      if (!row)
        return g_steal_pointer (&people);

      person = cs_stmt_get_int64 (stmt, 0);
      g_array_append_val (people, person);
    }
}
