/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-office-rows.h"
#include "cs-rows.h"

static gpointer
read_route (CsStmt  *stmt,
            GError **error)
{
  CsRoute *route = cs_route_new (cs_stmt_get_text (stmt, 1));

  route->id = cs_stmt_get_int64 (stmt, 0);
  route->version = (guint) cs_stmt_get_int64 (stmt, 2);
  return route;
}

static gboolean
read_stage (CsStmt   *stmt,
            CsRoute  *route,
            GError  **error)
{
  const char *kind = cs_stmt_get_text (stmt, 1);
  const char *scope = cs_stmt_get_text (stmt, 3);
  const char *quorum = cs_stmt_get_text (stmt, 4);
  CsStageKind kind_value;
  CsScope scope_value;
  CsQuorum quorum_value;
  CsStage *stage;

  if (!cs_rows_check_nick (cs_stage_kind_from_nick (kind, &kind_value), "kind of stage", kind, error) ||
      !cs_rows_check_nick (cs_scope_from_nick (scope, &scope_value), "scope", scope, error) ||
      !cs_rows_check_nick (cs_quorum_from_nick (quorum, &quorum_value), "quorum", quorum, error))
    return FALSE;

  stage = cs_route_add_stage (route, cs_stmt_get_text (stmt, 0), kind_value,
                              (CsRoles) cs_stmt_get_int64 (stmt, 2), scope_value);
  stage->quorum = quorum_value;
  stage->count = (guint) cs_stmt_get_int64 (stmt, 5);
  return TRUE;
}

static gboolean
load_stages (CsDb     *db,
             CsRoute  *route,
             GError  **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row = FALSE;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT title, kind, role, scope, quorum, count FROM stages WHERE route = $1 "
                              "ORDER BY position",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, route->id);
  do
    if (!cs_stmt_step (stmt, &row, error) || (row && !read_stage (stmt, route, error)))
      return FALSE;
  while (row);

  return TRUE;
}

CsRoute *
cs_route_rows_get (CsDb    *db,
                   gint64   id,
                   GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  g_autoptr(CsRoute) route = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT id, name, version FROM routes WHERE id = $1", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, id);
  if (!(route = cs_rows_one (stmt, read_route, "route", id, error)) || !load_stages (db, route, error))
    return NULL;

  return g_steal_pointer (&route);
}

static gboolean
find_next_version (CsDb        *db,
                   const char  *name,
                   guint       *version,
                   GError     **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row = FALSE;

  if (!(stmt = cs_db_prepare (db, "SELECT coalesce (max (version), 0) + 1 FROM routes WHERE name = $1", error)))
    return FALSE;

  cs_stmt_bind_text (stmt, 1, name);
  if (!cs_stmt_step (stmt, &row, error))
    return FALSE;

  *version = (guint) cs_stmt_get_int64 (stmt, 0);
  return TRUE;
}

static gboolean
insert_stage (CsDb           *db,
              gint64          route,
              guint           position,
              const CsStage  *stage,
              GError        **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO stages (route, position, title, kind, role, scope, quorum, count) "
                              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, route);
  cs_stmt_bind_int64 (stmt, 2, position);
  cs_stmt_bind_text (stmt, 3, stage->title);
  cs_stmt_bind_text (stmt, 4, cs_stage_kind_nick (stage->kind));
  cs_stmt_bind_int64 (stmt, 5, stage->role);
  cs_stmt_bind_text (stmt, 6, cs_scope_nick (stage->scope));
  cs_stmt_bind_text (stmt, 7, cs_quorum_nick (stage->quorum));
  cs_stmt_bind_int64 (stmt, 8, stage->count);
  return cs_stmt_run (stmt, error);
}

static gint64
insert_route (CsDb        *db,
              const char  *name,
              guint        version,
              gint64       now,
              GError     **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "INSERT INTO routes (name, version, made_at) VALUES ($1, $2, $3)", error)))
    return 0;

  cs_stmt_bind_text (stmt, 1, name);
  cs_stmt_bind_int64 (stmt, 2, version);
  cs_stmt_bind_int64 (stmt, 3, now);
  return cs_rows_insert (db, stmt, "route", error);
}

gboolean
cs_route_rows_add (CsDb     *db,
                   CsRoute  *route,
                   gint64    now,
                   GError  **error)
{
  g_autoptr(CsTxn) txn = NULL;
  guint version = 0;
  gint64 id;

  if (!(txn = cs_txn_begin (db, error)) ||
      !find_next_version (db, route->name, &version, error) ||
      !(id = insert_route (db, route->name, version, now, error)))
    return FALSE;

  for (guint i = 0; i < route->stages->len; i++)
    if (!insert_stage (db, id, i, cs_route_get_stage (route, i), error))
      return FALSE;

  if (!cs_txn_commit (g_steal_pointer (&txn), error))
    return FALSE;

  route->id = id;
  route->version = version;
  return TRUE;
}
