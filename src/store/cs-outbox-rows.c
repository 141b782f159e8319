/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-outbox-rows.h"

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
                              "SELECT remote_id FROM publications INDEXED BY publications_by_account "
                              "WHERE account = $1 AND remote_id <> '' ORDER BY id DESC LIMIT $2",
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

/* $1 state, $2 before, $3 and $4 the moment and id behind which it goes on, $5 how many. A try that is planned lies behind the due time, so that due_at
 * bounds the walk of the index. */
#define BY_DUE \
  "SELECT id, account, due_at FROM publications INDEXED BY publications_by_state " \
  "WHERE state = $1 AND due_at < $2 AND next_try_at < $2 AND (due_at, id) > ($3, $4) "
#define BY_TRY \
  "SELECT id, account, next_try_at FROM publications INDEXED BY publications_by_try " \
  "WHERE state = $1 AND next_try_at > 0 AND next_try_at < $2 AND (next_try_at, id) > ($3, $4) "

static const char * const lists[] = {
  [CS_OUTBOX_BY_DUE] = BY_DUE "AND " NOT_FROZEN "ORDER BY due_at, id LIMIT $5",
  [CS_OUTBOX_BY_DUE_HELD] = BY_DUE "ORDER BY due_at, id LIMIT $5",
  [CS_OUTBOX_BY_TRY] = BY_TRY "AND " NOT_FROZEN "ORDER BY next_try_at, id LIMIT $5",
  [CS_OUTBOX_BY_TRY_HELD] = BY_TRY "ORDER BY next_try_at, id LIMIT $5",
  [CS_OUTBOX_BY_CHECK] = "SELECT id, account, check_at FROM publications INDEXED BY publications_by_check "
                         "WHERE state = $1 AND check_at > 0 AND check_at < $2 AND (check_at, id) > ($3, $4) "
                         "ORDER BY check_at, id LIMIT $5",
};

GArray *
cs_outbox_rows_list_ready (CsDb                 *db,
                           CsPublicationState    state,
                           CsOutboxOrder         order,
                           gint64                before,
                           const CsOutboxReady  *after,
                           guint                 limit,
                           GError              **error)
{
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (CsOutboxReady));
  g_autoptr(CsStmt) stmt = cs_db_prepare (db, lists[order], error);
  gboolean row;

  if (stmt == NULL)
    return NULL;

  cs_stmt_bind_text (stmt, 1, cs_publication_state_nick (state));
  cs_stmt_bind_int64 (stmt, 2, before);
  cs_stmt_bind_int64 (stmt, 3, after != NULL ? after->at : G_MININT64);
  cs_stmt_bind_int64 (stmt, 4, after != NULL ? after->publication : 0);
  cs_stmt_bind_int64 (stmt, 5, limit);
  for (;;)
    {
      CsOutboxReady ready;

      if (!cs_stmt_step (stmt, &row, error))
        return NULL;
      if (!row)
        break;
      ready.publication = cs_stmt_get_int64 (stmt, 0);
      ready.account = cs_stmt_get_int64 (stmt, 1);
      ready.at = cs_stmt_get_int64 (stmt, 2);
      g_array_append_val (found, ready);
    }

  return g_steal_pointer (&found);
}

gboolean
cs_outbox_rows_next_moment (CsDb    *db,
                            gint64   after,
                            gint64  *at,
                            GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row = FALSE;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT min (coalesce ((SELECT min (due_at) FROM publications INDEXED BY publications_by_state "
                              "WHERE state = $1 AND due_at > $4), $5), coalesce ((SELECT min (next_try_at) "
                              "FROM publications INDEXED BY publications_by_try "
                              "WHERE state IN ($2, $3) AND next_try_at > 0 AND next_try_at > $4), $5))",
                              error)))
    return FALSE;

  cs_stmt_bind_text (stmt, 1, cs_publication_state_nick (CS_PUBLICATION_QUEUED));
  cs_stmt_bind_text (stmt, 2, cs_publication_state_nick (CS_PUBLICATION_NOT_SENT));
  cs_stmt_bind_text (stmt, 3, cs_publication_state_nick (CS_PUBLICATION_UNKNOWN));
  cs_stmt_bind_int64 (stmt, 4, after);
  cs_stmt_bind_int64 (stmt, 5, G_MAXINT64);
  if (!cs_stmt_step (stmt, &row, error))
    return FALSE;

  *at = cs_stmt_get_int64 (stmt, 0);
  if (*at == G_MAXINT64)
    *at = 0;

  return TRUE;
}

/* Each state by itself, so that the index bounds the walk. What expired did so when it was looked at: only then is it news. */
#define MISSED \
  "SELECT publications.id AS id, due_at FROM publications INDEXED BY publications_by_state " \
  "JOIN posts ON posts.id = publications.post AND posts.revision = publications.revision " \
  "WHERE publications.state = "
#define UNTOLD " AND due_at < $1 AND alarmed_at < due_at AND posts.state NOT IN ($7, $8) "

GArray *
cs_outbox_rows_list_missed (CsDb    *db,
                            gint64   before,
                            gint64   since,
                            guint    limit,
                            GError **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row;

  if (!(stmt = cs_db_prepare (db,
                              MISSED "$3" UNTOLD "AND due_at > $2 UNION ALL "
                              MISSED "$4" UNTOLD "AND due_at > $2 UNION ALL "
                              MISSED "$5" UNTOLD "AND due_at > $2 UNION ALL "
                              MISSED "$6" UNTOLD "AND due_at > $2 UNION ALL "
                              MISSED "$10" UNTOLD "AND settled_at > $2 AND due_at > $11 "
                                                  "ORDER BY due_at, id LIMIT $9",
                              error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, before);
  cs_stmt_bind_int64 (stmt, 2, since);
  cs_stmt_bind_text (stmt, 3, cs_publication_state_nick (CS_PUBLICATION_QUEUED));
  cs_stmt_bind_text (stmt, 4, cs_publication_state_nick (CS_PUBLICATION_SENDING));
  cs_stmt_bind_text (stmt, 5, cs_publication_state_nick (CS_PUBLICATION_NOT_SENT));
  cs_stmt_bind_text (stmt, 6, cs_publication_state_nick (CS_PUBLICATION_UNKNOWN));
  cs_stmt_bind_text (stmt, 7, cs_post_state_nick (CS_POST_HELD));
  cs_stmt_bind_text (stmt, 8, cs_post_state_nick (CS_POST_WITHDRAWN));
  cs_stmt_bind_int64 (stmt, 9, limit);
  cs_stmt_bind_text (stmt, 10, cs_publication_state_nick (CS_PUBLICATION_EXPIRED));
  cs_stmt_bind_int64 (stmt, 11, since - 30 * 24 * 60 * 60 * (gint64) G_USEC_PER_SEC);
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

gboolean
cs_outbox_rows_shift_tries (CsDb    *db,
                            gint64   now,
                            gint64   by,
                            GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "UPDATE publications SET next_try_at = max (CASE state WHEN $3 THEN due_at ELSE $1 END, next_try_at + $2) "
                              "WHERE state IN ($3, $4) AND next_try_at > $1",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, now);
  cs_stmt_bind_int64 (stmt, 2, by);
  cs_stmt_bind_text (stmt, 3, cs_publication_state_nick (CS_PUBLICATION_NOT_SENT));
  cs_stmt_bind_text (stmt, 4, cs_publication_state_nick (CS_PUBLICATION_UNKNOWN));

  return cs_stmt_run (stmt, error);
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

GArray *
cs_outbox_rows_list_misdated (CsDb    *db,
                              gint64   after,
                              guint    limit,
                              GError **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT publications.id FROM publications INDEXED BY publications_by_state "
                              "JOIN posts ON posts.id = publications.post "
                              "WHERE publications.state = $1 AND publications.due_at > $2 AND "
                              "(posts.release = $3 OR publications.due_at > posts.release_at) LIMIT $4",
                              error)))
    return NULL;

  cs_stmt_bind_text (stmt, 1, cs_publication_state_nick (CS_PUBLICATION_QUEUED));
  cs_stmt_bind_int64 (stmt, 2, after);
  cs_stmt_bind_text (stmt, 3, cs_release_nick (CS_RELEASE_AT_ONCE));
  cs_stmt_bind_int64 (stmt, 4, limit);
  for (;;)
    {
      gint64 id;

      if (!cs_stmt_step (stmt, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&ids);
      id = cs_stmt_get_int64 (stmt, 0);
      g_array_append_val (ids, id);
    }
}
