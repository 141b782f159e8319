/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-amendment-rows.h"

#include "cs-enums.h"
#include "cs-rows.h"

#define AMENDMENT_COLUMNS "post, amends, kind, class, due_at, done_at"

static const char * const removal_nicks[] = {
  [CS_REMOVAL_REMOVING] = "removing",
  [CS_REMOVAL_GONE] = "gone",
  [CS_REMOVAL_KEPT] = "kept",
};

const char *
cs_removal_state_nick (CsRemovalState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (removal_nicks), "");

  return removal_nicks[state];
}

gboolean
cs_removal_state_from_nick (const char     *nick,
                            CsRemovalState *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (removal_nicks); i++)
    if (g_str_equal (removal_nicks[i], nick))
      {
        *state = (CsRemovalState) i;
        return TRUE;
      }

  return FALSE;
}

void
cs_removal_row_free (CsRemovalRow *row)
{
  if (row == NULL)
    return;

  g_free (row->error);
  g_free (row->error_detail);
  g_free (row);
}

gboolean
cs_amendment_rows_set (CsDb                  *db,
                       const CsAmendmentRow  *row,
                       GError               **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO amendments (post, amends, kind, class) VALUES ($1, $2, $3, $4) "
                              "ON CONFLICT (post) DO UPDATE SET amends = excluded.amends, kind = excluded.kind, class = excluded.class",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, row->post);
  cs_stmt_bind_int64 (stmt, 2, row->amends);
  cs_stmt_bind_text (stmt, 3, cs_amend_kind_nick (row->kind));
  cs_stmt_bind_text (stmt, 4, cs_amend_reason_nick (row->reason));
  return cs_stmt_run (stmt, error);
}

gboolean
cs_amendment_rows_clear (CsDb    *db,
                         gint64   post,
                         GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "DELETE FROM amendments WHERE post = $1", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, post);
  return cs_stmt_run (stmt, error);
}

static gboolean
read_amendment (CsStmt          *stmt,
                CsAmendmentRow  *row,
                GError         **error)
{
  g_autofree char *kind = cs_stmt_dup_text (stmt, 2);
  g_autofree char *reason = cs_stmt_dup_text (stmt, 3);

  *row = (CsAmendmentRow) {
    .post = cs_stmt_get_int64 (stmt, 0),
    .amends = cs_stmt_get_int64 (stmt, 1),
    .due_at = cs_stmt_get_int64 (stmt, 4),
    .done_at = cs_stmt_get_int64 (stmt, 5),
  };
  return cs_rows_check_nick (cs_amend_kind_from_nick (kind, &row->kind), "kind of amendment", kind, error) &&
         cs_rows_check_nick (cs_amend_reason_from_nick (reason, &row->reason), "class of amendment", reason, error);
}

gboolean
cs_amendment_rows_find (CsDb            *db,
                        gint64           post,
                        CsAmendmentRow  *row,
                        gboolean        *found,
                        GError         **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  *found = FALSE;
  if (!(stmt = cs_db_prepare (db, "SELECT " AMENDMENT_COLUMNS " FROM amendments WHERE post = $1", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, post);
  return cs_stmt_step (stmt, found, error) && (!*found || read_amendment (stmt, row, error));
}

GArray *
cs_amendment_rows_list (CsDb    *db,
                        gint64   post,
                        GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (CsAmendmentRow));
  gboolean found = FALSE;

  if (!(stmt = cs_db_prepare (db, "SELECT " AMENDMENT_COLUMNS " FROM amendments WHERE amends = $1 ORDER BY post", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, post);
  for (;;)
    {
      CsAmendmentRow row;

      if (!cs_stmt_step (stmt, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&rows);
      if (!read_amendment (stmt, &row, error))
        return NULL;
      g_array_append_val (rows, row);
    }
}

gboolean
cs_amendment_rows_schedule (CsDb    *db,
                            gint64   post,
                            gint64   due_at,
                            GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "UPDATE amendments SET due_at = $1, done_at = 0 WHERE post = $2 AND kind = $3", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, due_at);
  cs_stmt_bind_int64 (stmt, 2, post);
  cs_stmt_bind_text (stmt, 3, cs_amend_kind_nick (CS_AMEND_WITHDRAWAL));
  return cs_stmt_run (stmt, error);
}

gboolean
cs_amendment_rows_finish (CsDb    *db,
                          gint64   post,
                          gint64   now,
                          GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "UPDATE amendments SET done_at = $1 WHERE post = $2", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, now);
  cs_stmt_bind_int64 (stmt, 2, post);
  return cs_rows_change_one (db, stmt, "amendment by post", post, CS_ERROR_NOT_FOUND, error);
}

/* Signed, and neither held nor frozen; what became of the words that go out beside it does not matter. Takes $1 to $8. */
#define IS_DUE \
  "a.due_at > 0 AND a.done_at = 0 AND a.due_at < $1 AND p.state IN ($2, $3, $4, $5, $6, $7, $8) " \
  "AND (p.emergency = 1 OR NOT EXISTS (SELECT 1 FROM freezes WHERE ended_at = 0)) "

static void
bind_due (CsStmt *stmt,
          gint64  before)
{
  static const CsPostState released[] = {
    CS_POST_QUEUED, CS_POST_SENDING, CS_POST_PUBLISHED, CS_POST_PARTLY_PUBLISHED, CS_POST_UNKNOWN, CS_POST_FAILED, CS_POST_EXPIRED,
  };

  cs_stmt_bind_int64 (stmt, 1, before);
  for (guint i = 0; i < G_N_ELEMENTS (released); i++)
    cs_stmt_bind_text (stmt, 2 + (int) i, cs_post_state_nick (released[i]));
}

gboolean
cs_amendment_rows_is_due (CsDb      *db,
                          gint64     post,
                          gint64     before,
                          gboolean  *due,
                          GError   **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT 1 FROM amendments a JOIN posts p ON p.id = a.post WHERE " IS_DUE "AND a.post = $9", error)))
    return FALSE;

  bind_due (stmt, before);
  cs_stmt_bind_int64 (stmt, 9, post);

  return cs_stmt_step (stmt, due, error);
}

GArray *
cs_amendment_rows_list_due (CsDb    *db,
                            gint64   before,
                            guint    limit,
                            GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  g_autoptr(GArray) posts = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean found = FALSE;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT a.post FROM amendments a JOIN posts p ON p.id = a.post WHERE " IS_DUE "ORDER BY a.due_at, a.post LIMIT $9",
                              error)))
    return NULL;

  bind_due (stmt, before);
  cs_stmt_bind_int64 (stmt, 9, limit);
  for (;;)
    {
      gint64 post;

      if (!cs_stmt_step (stmt, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&posts);
      post = cs_stmt_get_int64 (stmt, 0);
      g_array_append_val (posts, post);
    }
}

gboolean
cs_removal_rows_find (CsDb          *db,
                      gint64         publication,
                      CsRemovalRow **row,
                      GError       **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  g_autoptr(CsRemovalRow) read = NULL;
  g_autofree char *nick = NULL;
  gboolean found = FALSE;

  *row = NULL;
  if (!(stmt = cs_db_prepare (db,
                              "SELECT publication, post, state, attempts, armed_at, next_try_at, settled_at, error, error_detail "
                              "FROM removals WHERE publication = $1",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, publication);
  if (!cs_stmt_step (stmt, &found, error))
    return FALSE;
  if (!found)
    return TRUE;

  read = g_new0 (CsRemovalRow, 1);
  nick = cs_stmt_dup_text (stmt, 2);
  read->publication = cs_stmt_get_int64 (stmt, 0);
  read->post = cs_stmt_get_int64 (stmt, 1);
  read->attempts = (int) cs_stmt_get_int64 (stmt, 3);
  read->armed_at = cs_stmt_get_int64 (stmt, 4);
  read->next_try_at = cs_stmt_get_int64 (stmt, 5);
  read->settled_at = cs_stmt_get_int64 (stmt, 6);
  read->error = cs_stmt_dup_text (stmt, 7);
  read->error_detail = cs_stmt_dup_text (stmt, 8);
  if (!cs_rows_check_nick (cs_removal_state_from_nick (nick, &read->state), "state of removals", nick, error))
    return FALSE;

  *row = g_steal_pointer (&read);
  return TRUE;
}

gboolean
cs_removal_rows_set (CsDb                *db,
                     const CsRemovalRow  *row,
                     GError             **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO removals (publication, post, state, attempts, armed_at, next_try_at, settled_at, error, error_detail) "
                              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
                              "ON CONFLICT (publication) DO UPDATE SET post = excluded.post, state = excluded.state, "
                              "attempts = excluded.attempts, armed_at = excluded.armed_at, next_try_at = excluded.next_try_at, "
                              "settled_at = excluded.settled_at, error = excluded.error, error_detail = excluded.error_detail",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, row->publication);
  cs_stmt_bind_int64 (stmt, 2, row->post);
  cs_stmt_bind_text (stmt, 3, cs_removal_state_nick (row->state));
  cs_stmt_bind_int64 (stmt, 4, row->attempts);
  cs_stmt_bind_int64 (stmt, 5, row->armed_at);
  cs_stmt_bind_int64 (stmt, 6, row->next_try_at);
  cs_stmt_bind_int64 (stmt, 7, row->settled_at);
  cs_stmt_bind_text (stmt, 8, row->error != NULL ? row->error : "");
  cs_stmt_bind_text (stmt, 9, row->error_detail != NULL ? row->error_detail : "");
  return cs_stmt_run (stmt, error);
}
