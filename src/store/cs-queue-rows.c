/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-queue-rows.h"

static GArray *
collect (CsStmt  *stmt,
         GError **error)
{
  g_autoptr(GArray) places = g_array_new (FALSE, FALSE, sizeof (CsQueuePlace));
  gboolean found = FALSE;

  for (;;)
    {
      CsQueuePlace place;

      if (!cs_stmt_step (stmt, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&places);
      place = (CsQueuePlace) { cs_stmt_get_int64 (stmt, 0), cs_stmt_get_int64 (stmt, 1) };
      g_array_append_val (places, place);
    }
}

GArray *
cs_queue_rows_list (CsDb                *db,
                    CsPostState          state,
                    gboolean             latest_first,
                    const CsQueuePlace  *after,
                    guint                limit,
                    GError             **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean first = after->post == 0;

  /* Two literals: each walks the index one way. */
  stmt = cs_db_prepare (db,
                        latest_first ? "SELECT id, release_at FROM posts WHERE state = $1 AND (release_at, id) < ($2, $3) "
                                       "ORDER BY release_at DESC, id DESC LIMIT $4"
                                     : "SELECT id, release_at FROM posts WHERE state = $1 AND (release_at, id) > ($2, $3) "
                                       "ORDER BY release_at, id LIMIT $4",
                        error);
  if (stmt == NULL)
    return NULL;

  cs_stmt_bind_text (stmt, 1, cs_post_state_nick (state));
  cs_stmt_bind_int64 (stmt, 2, !first ? after->at : (latest_first ? G_MAXINT64 : -1));
  cs_stmt_bind_int64 (stmt, 3, !first ? after->post : 0);
  cs_stmt_bind_int64 (stmt, 4, limit);
  return collect (stmt, error);
}

GArray *
cs_queue_rows_list_kept (CsDb                *db,
                         const CsQueuePlace  *after,
                         guint                limit,
                         GError             **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT DISTINCT p.id, p.release_at FROM removals r JOIN posts p ON p.id = r.post "
                              "WHERE r.state = $1 AND p.state IN ($2, $3) AND (p.release_at, p.id) < ($4, $5) "
                              "ORDER BY p.release_at DESC, p.id DESC LIMIT $6",
                              error)))
    return NULL;

  cs_stmt_bind_text (stmt, 1, "kept");
  cs_stmt_bind_text (stmt, 2, cs_post_state_nick (CS_POST_PUBLISHED));
  cs_stmt_bind_text (stmt, 3, cs_post_state_nick (CS_POST_CORRECTED));
  cs_stmt_bind_int64 (stmt, 4, after->post != 0 ? after->at : G_MAXINT64);
  cs_stmt_bind_int64 (stmt, 5, after->post);
  cs_stmt_bind_int64 (stmt, 6, limit);
  return collect (stmt, error);
}

GArray *
cs_queue_rows_list_sent (CsDb                *db,
                         gint64               from,
                         gint64               to,
                         const CsQueuePlace  *after,
                         guint                limit,
                         GError             **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT post, min (due_at) AS at FROM publications INDEXED BY publications_by_state "
                              "WHERE state = $1 AND due_at >= $2 AND due_at < $3 "
                              "GROUP BY post HAVING (min (due_at), post) > ($4, $5) ORDER BY at, post LIMIT $6",
                              error)))
    return NULL;

  cs_stmt_bind_text (stmt, 1, cs_publication_state_nick (CS_PUBLICATION_SENT));
  cs_stmt_bind_int64 (stmt, 2, from);
  cs_stmt_bind_int64 (stmt, 3, to);
  cs_stmt_bind_int64 (stmt, 4, after->post != 0 ? after->at : -1);
  cs_stmt_bind_int64 (stmt, 5, after->post);
  cs_stmt_bind_int64 (stmt, 6, limit);
  return collect (stmt, error);
}
