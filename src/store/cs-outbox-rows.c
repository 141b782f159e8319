/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-outbox-rows.h"

static GArray *
collect_ids (CsStmt  *stmt,
             GError **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean row;

  for (;;)
    {
      gint64 id;

      if (!cs_stmt_step (stmt, &row, error))
        return NULL;
      if (!row)
        break;
      id = cs_stmt_get_int64 (stmt, 0);
      g_array_append_val (ids, id);
    }

  return g_steal_pointer (&ids);
}

GPtrArray *
cs_outbox_rows_list_tries (CsDb                *db,
                           CsPublicationState   state,
                           gint64               before,
                           guint                limit,
                           GError             **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_publication_row_free);
  g_autoptr(GArray) ids = NULL;
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT id FROM publications INDEXED BY publications_by_state "
                              "WHERE state = $1 AND next_try_at > 0 AND next_try_at < $2 ORDER BY next_try_at, id LIMIT $3",
                              error)))
    return NULL;

  cs_stmt_bind_text (stmt, 1, cs_publication_state_nick (state));
  cs_stmt_bind_int64 (stmt, 2, before);
  cs_stmt_bind_int64 (stmt, 3, limit);
  if (!(ids = collect_ids (stmt, error)))
    return NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      CsPublicationRow *row = cs_publication_rows_get (db, g_array_index (ids, gint64, i), error);

      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }

  return g_steal_pointer (&rows);
}

GArray *
cs_outbox_rows_list_unread (CsDb    *db,
                            gint64   since,
                            guint    limit,
                            GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT id FROM publications INDEXED BY publications_by_state "
                              "WHERE state = $1 AND read_back = '' AND settled_at >= $2 ORDER BY id LIMIT $3",
                              error)))
    return NULL;

  cs_stmt_bind_text (stmt, 1, cs_publication_state_nick (CS_PUBLICATION_SENT));
  cs_stmt_bind_int64 (stmt, 2, since);
  cs_stmt_bind_int64 (stmt, 3, limit);

  return collect_ids (stmt, error);
}

GPtrArray *
cs_outbox_rows_list_remote_ids (CsDb    *db,
                                gint64   account,
                                guint    limit,
                                GError **error)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT remote_id FROM publications WHERE account = $1 AND remote_id <> '' ORDER BY id DESC LIMIT $2",
                              error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, account);
  cs_stmt_bind_int64 (stmt, 2, limit);
  for (;;)
    {
      if (!cs_stmt_step (stmt, &row, error))
        return NULL;
      if (!row)
        break;
      g_ptr_array_add (ids, cs_stmt_dup_text (stmt, 0));
    }

  return g_steal_pointer (&ids);
}

/* While the queue is frozen only the posts of the emergency lane go out. */
#define NOT_FROZEN \
  "(NOT EXISTS (SELECT 1 FROM freezes WHERE ended_at = 0) OR " \
  "EXISTS (SELECT 1 FROM posts WHERE posts.id = publications.post AND posts.emergency = 1)) "

GArray *
cs_outbox_rows_list_ready (CsDb                *db,
                           CsPublicationState   state,
                           gint64               before,
                           gboolean             tries,
                           guint                limit,
                           GError             **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  stmt = cs_db_prepare (db,
                        tries ? "SELECT id FROM publications INDEXED BY publications_by_state "
                                "WHERE state = $1 AND next_try_at > 0 AND next_try_at < $2 AND " NOT_FROZEN
                        "ORDER BY next_try_at, id LIMIT $3"
                              : "SELECT id FROM publications INDEXED BY publications_by_state "
                                "WHERE state = $1 AND due_at < $2 AND next_try_at < $2 AND " NOT_FROZEN
                        "ORDER BY CASE WHEN next_try_at > 0 THEN next_try_at ELSE due_at END, id LIMIT $3",
                        error);
  if (stmt == NULL)
    return NULL;

  cs_stmt_bind_text (stmt, 1, cs_publication_state_nick (state));
  cs_stmt_bind_int64 (stmt, 2, before);
  cs_stmt_bind_int64 (stmt, 3, limit);

  return collect_ids (stmt, error);
}

gboolean
cs_outbox_rows_may_go (CsDb      *db,
                       gint64     publication,
                       gboolean  *may_go,
                       GError   **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT 1 FROM publications WHERE id = $1 AND " NOT_FROZEN, error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, publication);

  return cs_stmt_step (stmt, may_go, error);
}
