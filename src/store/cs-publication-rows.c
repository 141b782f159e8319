/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-publication-rows.h"
#include "cs-rows.h"

#define PUBLICATION_COLUMNS \
  "id, post, revision, digest, account, segment, state, due_at, key, attempts, armed_at, first_armed_at, " \
  "next_try_at, settled_at, remote_id, remote_url, error, error_detail, read_back, prepared, remote_ref, " \
  "check_at, alarmed_at, alarm"

void
cs_publication_row_free (CsPublicationRow *row)
{
  if (row == NULL)
    return;

  g_free (row->key);
  g_free (row->remote_id);
  g_free (row->remote_url);
  g_free (row->error);
  g_free (row->error_detail);
  g_free (row->read_back);
  g_free (row->prepared);
  g_free (row->remote_ref);
  g_free (row->alarm);
  g_free (row);
}

void
cs_publication_media_row_free (CsPublicationMediaRow *row)
{
  if (row == NULL)
    return;

  g_free (row->remote_id);
  g_free (row);
}

static gpointer
read_publication (CsStmt  *stmt,
                  GError **error)
{
  g_autoptr(CsPublicationRow) row = g_new0 (CsPublicationRow, 1);
  const char *state = cs_stmt_get_text (stmt, 6);

  if (!cs_rows_check_nick (cs_publication_state_from_nick (state, &row->state),
                           "state of a publication", state, error))
    return NULL;

  row->id = cs_stmt_get_int64 (stmt, 0);
  row->post = cs_stmt_get_int64 (stmt, 1);
  row->revision = cs_stmt_get_int64 (stmt, 2);
  row->digest = cs_stmt_get_digest (stmt, 3);
  row->account = cs_stmt_get_int64 (stmt, 4);
  row->segment = (guint) cs_stmt_get_int64 (stmt, 5);
  row->due_at = cs_stmt_get_int64 (stmt, 7);
  row->key = cs_stmt_dup_text (stmt, 8);
  row->attempts = (int) cs_stmt_get_int64 (stmt, 9);
  row->armed_at = cs_stmt_get_int64 (stmt, 10);
  row->first_armed_at = cs_stmt_get_int64 (stmt, 11);
  row->next_try_at = cs_stmt_get_int64 (stmt, 12);
  row->settled_at = cs_stmt_get_int64 (stmt, 13);
  row->remote_id = cs_stmt_dup_text (stmt, 14);
  row->remote_url = cs_stmt_dup_text (stmt, 15);
  row->error = cs_stmt_dup_text (stmt, 16);
  row->error_detail = cs_stmt_dup_text (stmt, 17);
  row->read_back = cs_stmt_dup_text (stmt, 18);
  row->prepared = cs_stmt_dup_text (stmt, 19);
  row->remote_ref = cs_stmt_dup_text (stmt, 20);
  row->check_at = cs_stmt_get_int64 (stmt, 21);
  row->alarmed_at = cs_stmt_get_int64 (stmt, 22);
  row->alarm = cs_stmt_dup_text (stmt, 23);
  return g_steal_pointer (&row);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

/* Parameters 1 to 17: what may change */
static void
bind_changing (CsStmt                 *stmt,
               const CsPublicationRow *row)
{
  cs_stmt_bind_text (stmt, 1, cs_publication_state_nick (row->state));
  cs_stmt_bind_int64 (stmt, 2, row->due_at);
  cs_stmt_bind_int64 (stmt, 3, row->attempts);
  cs_stmt_bind_int64 (stmt, 4, row->armed_at);
  cs_stmt_bind_int64 (stmt, 5, row->first_armed_at);
  cs_stmt_bind_int64 (stmt, 6, row->next_try_at);
  cs_stmt_bind_int64 (stmt, 7, row->settled_at);
  cs_stmt_bind_text (stmt, 8, or_empty (row->remote_id));
  cs_stmt_bind_text (stmt, 9, or_empty (row->remote_url));
  cs_stmt_bind_text (stmt, 10, or_empty (row->error));
  cs_stmt_bind_text (stmt, 11, or_empty (row->error_detail));
  cs_stmt_bind_text (stmt, 12, or_empty (row->read_back));
  cs_stmt_bind_text (stmt, 13, or_empty (row->prepared));
  cs_stmt_bind_text (stmt, 14, or_empty (row->remote_ref));
  cs_stmt_bind_int64 (stmt, 15, row->check_at);
  cs_stmt_bind_int64 (stmt, 16, row->alarmed_at);
  cs_stmt_bind_text (stmt, 17, or_empty (row->alarm));
}

gboolean
cs_publication_rows_add (CsDb              *db,
                         CsPublicationRow  *row,
                         GError           **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gint64 id;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO publications (state, due_at, attempts, armed_at, first_armed_at, next_try_at, "
                              "settled_at, remote_id, remote_url, error, error_detail, read_back, prepared, "
                              "remote_ref, check_at, alarmed_at, alarm, post, revision, digest, account, segment, key) "
                              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, "
                              "$18, $19, $20, $21, $22, $23)",
                              error)))
    return FALSE;

  bind_changing (stmt, row);
  cs_stmt_bind_int64 (stmt, 18, row->post);
  cs_stmt_bind_int64 (stmt, 19, row->revision);
  cs_stmt_bind_digest (stmt, 20, &row->digest);
  cs_stmt_bind_int64 (stmt, 21, row->account);
  cs_stmt_bind_int64 (stmt, 22, row->segment);
  cs_stmt_bind_text (stmt, 23, row->key);
  if (!(id = cs_rows_insert (db, stmt, "publication", error)))
    return FALSE;

  row->id = id;
  return TRUE;
}

CsPublicationRow *
cs_publication_rows_get (CsDb    *db,
                         gint64   id,
                         GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT " PUBLICATION_COLUMNS " FROM publications WHERE id = $1", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, id);
  return cs_rows_one (stmt, read_publication, "publication", id, error);
}

GPtrArray *
cs_publication_rows_list (CsDb    *db,
                          gint64   post,
                          gint64   revision,
                          GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT " PUBLICATION_COLUMNS " FROM publications INDEXED BY publications_by_post "
                                                            "WHERE post = $1 AND ($2 = 0 OR revision = $2) ORDER BY account, segment, id",
                              error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, post);
  cs_stmt_bind_int64 (stmt, 2, revision);
  return cs_rows_collect (stmt, read_publication, (GDestroyNotify) cs_publication_row_free, error);
}

GPtrArray *
cs_publication_rows_list_due (CsDb                *db,
                              CsPublicationState   state,
                              gint64               before,
                              guint                limit,
                              GError             **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  /* A try that is planned lies behind the due time, so due_at bounds the walk of the index in either case. */
  if (!(stmt = cs_db_prepare (db,
                              "SELECT " PUBLICATION_COLUMNS " FROM publications INDEXED BY publications_by_state "
                                                            "WHERE state = $1 AND due_at < $2 AND next_try_at < $2 "
                                                            "ORDER BY CASE WHEN next_try_at > 0 THEN next_try_at ELSE due_at END, id LIMIT $3",
                              error)))
    return NULL;

  cs_stmt_bind_text (stmt, 1, cs_publication_state_nick (state));
  cs_stmt_bind_int64 (stmt, 2, before);
  cs_stmt_bind_int64 (stmt, 3, limit);
  return cs_rows_collect (stmt, read_publication, (GDestroyNotify) cs_publication_row_free, error);
}

gboolean
cs_publication_rows_next_due (CsDb    *db,
                              gint64  *at,
                              GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row = FALSE;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT coalesce (min (CASE WHEN next_try_at > 0 THEN next_try_at ELSE due_at END), 0) "
                              "FROM publications INDEXED BY publications_by_state "
                              "WHERE state = $1 OR (state = $2 AND next_try_at > 0)",
                              error)))
    return FALSE;

  cs_stmt_bind_text (stmt, 1, cs_publication_state_nick (CS_PUBLICATION_QUEUED));
  cs_stmt_bind_text (stmt, 2, cs_publication_state_nick (CS_PUBLICATION_NOT_SENT));
  if (!cs_stmt_step (stmt, &row, error))
    return FALSE;

  *at = cs_stmt_get_int64 (stmt, 0);
  return TRUE;
}

gboolean
cs_publication_rows_update (CsDb                    *db,
                            const CsPublicationRow  *row,
                            CsPublicationState       was,
                            GError                 **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "UPDATE publications SET state = $1, due_at = $2, attempts = $3, armed_at = $4, "
                              "first_armed_at = $5, next_try_at = $6, settled_at = $7, remote_id = $8, remote_url = $9, "
                              "error = $10, error_detail = $11, read_back = $12, prepared = $13, remote_ref = $14, "
                              "check_at = $15, alarmed_at = $16, alarm = $17 WHERE id = $18 AND state = $19",
                              error)))
    return FALSE;

  bind_changing (stmt, row);
  cs_stmt_bind_int64 (stmt, 18, row->id);
  cs_stmt_bind_text (stmt, 19, cs_publication_state_nick (was));
  return cs_rows_change_one (db, stmt, "publication", row->id, CS_ERROR_CONFLICT, error);
}

gboolean
cs_publication_media_rows_set (CsDb                         *db,
                               gint64                        publication,
                               const CsPublicationMediaRow  *row,
                               GError                      **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO publication_media (publication, position, remote_id, uploaded_at, ready) "
                              "VALUES ($1, $2, $3, $4, $5) "
                              "ON CONFLICT (publication, position) DO UPDATE SET remote_id = excluded.remote_id, "
                              "uploaded_at = excluded.uploaded_at, ready = excluded.ready",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, publication);
  cs_stmt_bind_int64 (stmt, 2, row->position);
  cs_stmt_bind_text (stmt, 3, row->remote_id);
  cs_stmt_bind_int64 (stmt, 4, row->uploaded_at);
  cs_stmt_bind_int64 (stmt, 5, row->ready ? 1 : 0);
  return cs_stmt_run (stmt, error);
}

gboolean
cs_publication_media_rows_clear (CsDb    *db,
                                 gint64   publication,
                                 GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "DELETE FROM publication_media WHERE publication = $1", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, publication);
  return cs_stmt_run (stmt, error);
}

static gpointer
read_publication_media (CsStmt  *stmt,
                        GError **error)
{
  CsPublicationMediaRow *row = g_new0 (CsPublicationMediaRow, 1);

  row->position = (guint) cs_stmt_get_int64 (stmt, 0);
  row->remote_id = cs_stmt_dup_text (stmt, 1);
  row->uploaded_at = cs_stmt_get_int64 (stmt, 2);
  row->ready = cs_stmt_get_int64 (stmt, 3) != 0;
  return row;
}

GPtrArray *
cs_publication_media_rows_list (CsDb    *db,
                                gint64   publication,
                                GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT position, remote_id, uploaded_at, ready FROM publication_media "
                              "WHERE publication = $1 ORDER BY position",
                              error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, publication);
  return cs_rows_collect (stmt, read_publication_media, (GDestroyNotify) cs_publication_media_row_free, error);
}

gboolean
cs_lease_rows_take (CsDb        *db,
                    const char  *name,
                    const char  *holder,
                    gint64       now,
                    gint64       until,
                    gboolean    *held,
                    GError     **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO leases (name, holder, expires_at) VALUES ($1, $2, $3) "
                              "ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at "
                              "WHERE holder = excluded.holder OR expires_at <= $4",
                              error)))
    return FALSE;

  cs_stmt_bind_text (stmt, 1, name);
  cs_stmt_bind_text (stmt, 2, holder);
  cs_stmt_bind_int64 (stmt, 3, until);
  cs_stmt_bind_int64 (stmt, 4, now);
  if (!cs_stmt_run (stmt, error))
    return FALSE;

  *held = cs_db_get_n_changed (db) == 1;
  return TRUE;
}

gboolean
cs_lease_rows_release (CsDb        *db,
                       const char  *name,
                       const char  *holder,
                       GError     **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "DELETE FROM leases WHERE name = $1 AND holder = $2", error)))
    return FALSE;

  cs_stmt_bind_text (stmt, 1, name);
  cs_stmt_bind_text (stmt, 2, holder);
  return cs_stmt_run (stmt, error);
}
