/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-delegation-rows.h"

#include "cs-rows.h"

#define DELEGATION_COLUMNS \
  "id, principal, delegate, from_at, until_at, accounts, labels, reference, entered_by, entered_at, ended_at, seen_at"

/* For so long the chain still says that a delegation is over, instead of that there is none. */
#define REMEMBERED (31 * 24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

static GArray *
read_accounts (const char *text)
{
  g_autoptr(GArray) accounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto(GStrv) parts = g_strsplit (text, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gint64 id = g_ascii_strtoll (parts[i], NULL, 10);

      if (id > 0)
        g_array_append_val (accounts, id);
    }

  return g_steal_pointer (&accounts);
}

static char *
write_accounts (const CsDelegation *row)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; row->accounts != NULL && i < row->accounts->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", g_array_index (row->accounts, gint64, i));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gpointer
read_delegation (CsStmt  *stmt,
                 GError **error)
{
  CsDelegation *row = g_new0 (CsDelegation, 1);

  row->id = cs_stmt_get_int64 (stmt, 0);
  row->principal = cs_stmt_get_int64 (stmt, 1);
  row->delegate = cs_stmt_get_int64 (stmt, 2);
  row->from_at = cs_stmt_get_int64 (stmt, 3);
  row->until_at = cs_stmt_get_int64 (stmt, 4);
  row->accounts = read_accounts (cs_stmt_get_text (stmt, 5));
  row->labels = (CsLabels) cs_stmt_get_int64 (stmt, 6);
  row->reference = cs_stmt_dup_text (stmt, 7);
  row->entered_by = cs_stmt_get_int64 (stmt, 8);
  row->entered_at = cs_stmt_get_int64 (stmt, 9);
  row->ended_at = cs_stmt_get_int64 (stmt, 10);
  row->seen_at = cs_stmt_get_int64 (stmt, 11);
  return row;
}

gint64
cs_delegation_rows_add (CsDb                *db,
                        const CsDelegation  *row,
                        GError             **error)
{
  g_autofree char *accounts = write_accounts (row);
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO delegations (principal, delegate, from_at, until_at, accounts, labels, reference, "
                              "entered_by, entered_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                              error)))
    return 0;

  cs_stmt_bind_int64 (stmt, 1, row->principal);
  cs_stmt_bind_int64 (stmt, 2, row->delegate);
  cs_stmt_bind_int64 (stmt, 3, row->from_at);
  cs_stmt_bind_int64 (stmt, 4, row->until_at);
  cs_stmt_bind_text (stmt, 5, accounts);
  cs_stmt_bind_int64 (stmt, 6, row->labels);
  cs_stmt_bind_text (stmt, 7, row->reference != NULL ? row->reference : "");
  cs_stmt_bind_int64 (stmt, 8, row->entered_by);
  cs_stmt_bind_int64 (stmt, 9, row->entered_at);
  return cs_rows_insert (db, stmt, "delegation", error);
}

CsDelegation *
cs_delegation_rows_get (CsDb    *db,
                        gint64   id,
                        GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT " DELEGATION_COLUMNS " FROM delegations WHERE id = $1", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, id);
  return cs_rows_one (stmt, read_delegation, "delegation", id, error);
}

GPtrArray *
cs_delegation_rows_list (CsDb    *db,
                         gint64   person,
                         gint64   since,
                         guint    limit,
                         GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT " DELEGATION_COLUMNS " FROM delegations "
                                                           "WHERE ($1 = 0 OR principal = $1 OR delegate = $1) AND until_at > $2 "
                                                           "ORDER BY id DESC LIMIT $3",
                              error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, person);
  cs_stmt_bind_int64 (stmt, 2, since);
  cs_stmt_bind_int64 (stmt, 3, limit);
  return cs_rows_collect (stmt, read_delegation, (GDestroyNotify) cs_delegation_free, error);
}

GPtrArray *
cs_delegation_rows_for_post (CsDb    *db,
                             gint64   now,
                             GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT " DELEGATION_COLUMNS " FROM delegations INDEXED BY delegations_by_end "
                                                           "WHERE until_at > $1 ORDER BY id",
                              error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, now - REMEMBERED);
  return cs_rows_collect (stmt, read_delegation, (GDestroyNotify) cs_delegation_free, error);
}

gboolean
cs_delegation_rows_end (CsDb    *db,
                        gint64   id,
                        gint64   now,
                        GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "UPDATE delegations SET ended_at = $1 WHERE id = $2 AND ended_at = 0 AND until_at > $1", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, now);
  cs_stmt_bind_int64 (stmt, 2, id);
  return cs_rows_change_one (db, stmt, "delegation", id, CS_ERROR_CONFLICT, error);
}

gboolean
cs_delegation_rows_set_seen (CsDb    *db,
                             gint64   id,
                             gint64   now,
                             GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "UPDATE delegations SET seen_at = $1 WHERE id = $2", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, now);
  cs_stmt_bind_int64 (stmt, 2, id);
  return cs_rows_change_one (db, stmt, "delegation", id, CS_ERROR_NOT_FOUND, error);
}

void
cs_signed_for_row_free (CsSignedForRow *row)
{
  if (row == NULL)
    return;

  g_free (row->reason);
  g_free (row);
}

static gpointer
read_signed (CsStmt  *stmt,
             GError **error)
{
  g_autoptr(CsSignedForRow) row = g_new0 (CsSignedForRow, 1);
  const char *verdict = cs_stmt_get_text (stmt, 4);

  if (!cs_rows_check_nick (cs_verdict_from_nick (verdict, &row->verdict), "verdict", verdict, error))
    return NULL;

  row->decision = cs_stmt_get_int64 (stmt, 0);
  row->post = cs_stmt_get_int64 (stmt, 1);
  row->stage = (guint) cs_stmt_get_int64 (stmt, 2);
  row->person = cs_stmt_get_int64 (stmt, 3);
  row->reason = cs_stmt_dup_text (stmt, 5);
  row->at = cs_stmt_get_int64 (stmt, 6);
  return g_steal_pointer (&row);
}

GPtrArray *
cs_delegation_rows_signed (CsDb                *db,
                           const CsDelegation  *delegation,
                           guint                limit,
                           GError             **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT id, post, stage, person, verdict, reason, made_at FROM decisions "
                              "INDEXED BY decisions_by_principal WHERE acting_for = $1 AND acting_for <> 0 AND person = $2 "
                              "AND made_at >= $3 AND made_at <= $4 ORDER BY id DESC LIMIT $5",
                              error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, delegation->principal);
  cs_stmt_bind_int64 (stmt, 2, delegation->delegate);
  cs_stmt_bind_int64 (stmt, 3, delegation->from_at);
  cs_stmt_bind_int64 (stmt, 4, delegation->ended_at != 0 ? delegation->ended_at : delegation->until_at);
  cs_stmt_bind_int64 (stmt, 5, limit);
  return cs_rows_collect (stmt, read_signed, (GDestroyNotify) cs_signed_for_row_free, error);
}

gboolean
cs_delegation_rows_count_unseen (CsDb    *db,
                                 gint64   principal,
                                 gint64  *count,
                                 GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row = FALSE;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT count (*) FROM decisions INDEXED BY decisions_by_principal "
                              "WHERE acting_for = $1 AND acting_for <> 0 AND EXISTS (SELECT 1 FROM delegations "
                              "WHERE principal = $1 AND delegate = decisions.person AND made_at >= from_at AND made_at <= until_at "
                              "AND made_at > seen_at)",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, principal);
  if (!cs_stmt_step (stmt, &row, error))
    return FALSE;

  *count = cs_stmt_get_int64 (stmt, 0);
  return TRUE;
}
