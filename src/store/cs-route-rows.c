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
  const char *quorum = cs_stmt_get_text (stmt, 2);
  const char *escalates = cs_stmt_get_text (stmt, 5);
  CsPartyKind escalates_kind = CS_PARTY_PERSON;
  CsStageKind kind_value;
  CsQuorum quorum_value;
  CsStage *stage;

  if (!cs_rows_check_nick (cs_stage_kind_from_nick (kind, &kind_value), "kind of stage", kind, error) ||
      !cs_rows_check_nick (cs_quorum_from_nick (quorum, &quorum_value), "quorum", quorum, error) ||
      !cs_rows_check_nick (*escalates == '\0' || cs_party_kind_from_nick (escalates, &escalates_kind),
                           "kind of party", escalates, error))
    return FALSE;

  stage = cs_route_append_stage (route, cs_stmt_get_text (stmt, 0), kind_value);
  stage->quorum = quorum_value;
  stage->count = (guint) cs_stmt_get_int64 (stmt, 3);
  stage->minutes = (guint) cs_stmt_get_int64 (stmt, 4);
  stage->escalates.kind = escalates_kind;
  stage->escalates.target = cs_stmt_get_int64 (stmt, 6);
  return cs_stage_ticks_from_json (stage, cs_stmt_get_text (stmt, 7), error);
}

static gboolean
read_party (CsStmt   *stmt,
            CsRoute  *route,
            GError  **error)
{
  gint64 position = cs_stmt_get_int64 (stmt, 0);
  const char *kind = cs_stmt_get_text (stmt, 1);
  CsPartyKind kind_value;

  if (!cs_rows_check_nick (cs_party_kind_from_nick (kind, &kind_value), "kind of party", kind, error))
    return FALSE;

  if (position < 0 || position >= route->stages->len)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_CORRUPT, "A party of stage %" G_GINT64_FORMAT ", which is not there",
                   position);
      return FALSE;
    }

  cs_stage_add_party (cs_route_get_stage (route, (guint) position), kind_value,
                      (CsRoles) cs_stmt_get_int64 (stmt, 2), cs_stmt_get_int64 (stmt, 3));
  return TRUE;
}

typedef gboolean (*ReadInto) (CsStmt *stmt, CsRoute *route, GError **error);

/* @sql with the route as $1, each row by @read */
static gboolean
load_rows (CsDb        *db,
           const char  *sql,
           ReadInto     read,
           CsRoute     *route,
           GError     **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row = FALSE;

  if (!(stmt = cs_db_prepare (db, sql, error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, route->id);
  do
    if (!cs_stmt_step (stmt, &row, error) || (row && !read (stmt, route, error)))
      return FALSE;
  while (row);

  return TRUE;
}

static gboolean
load_stages (CsDb     *db,
             CsRoute  *route,
             GError  **error)
{
  return load_rows (db,
                    "SELECT title, kind, quorum, count, minutes, escalates_kind, escalates_to, ticks FROM stages "
                    "WHERE route = $1 ORDER BY position",
                    read_stage, route, error) &&
         load_rows (db,
                    "SELECT position, kind, role, target FROM stage_parties WHERE route = $1 "
                    "ORDER BY position, ordinal",
                    read_party, route, error);
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
load_each (CsDb       *db,
           GPtrArray  *routes,
           GError    **error)
{
  for (guint i = 0; i < routes->len; i++)
    if (!load_stages (db, g_ptr_array_index (routes, i), error))
      return FALSE;

  return TRUE;
}

GPtrArray *
cs_route_rows_list (CsDb    *db,
                    GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  g_autoptr(GPtrArray) routes = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT id, name, version FROM routes WHERE version = "
                              "(SELECT max (version) FROM routes AS newer WHERE newer.name = routes.name) ORDER BY name",
                              error)) ||
      !(routes = cs_rows_collect (stmt, read_route, (GDestroyNotify) cs_route_free, error)) ||
      !load_each (db, routes, error))
    return NULL;

  return g_steal_pointer (&routes);
}

GArray *
cs_route_rows_count_posts (CsDb        *db,
                           const char  *name,
                           GError     **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  g_autoptr(GArray) versions = g_array_new (FALSE, FALSE, sizeof (CsRouteVersion));
  gboolean row = FALSE;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT routes.version, count(*) FROM posts JOIN routes ON routes.id = posts.route "
                              "WHERE posts.state IN ('in-review', 'returned') AND routes.name = $1 "
                              "GROUP BY routes.version ORDER BY routes.version", error)))
    return NULL;

  cs_stmt_bind_text (stmt, 1, name);
  for (;;)
    {
      CsRouteVersion version;

      if (!cs_stmt_step (stmt, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&versions);

      version.version = cs_stmt_get_int64 (stmt, 0);
      version.n_posts = cs_stmt_get_int64 (stmt, 1);
      g_array_append_val (versions, version);
    }
}

CsRoute *
cs_route_rows_find (CsDb        *db,
                    const char  *name,
                    GError     **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  g_autoptr(CsRoute) route = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT id, name, version FROM routes WHERE name = $1 ORDER BY version DESC LIMIT 1",
                              error)))
    return NULL;

  cs_stmt_bind_text (stmt, 1, name);
  if (!(route = cs_rows_one (stmt, read_route, "route of that name", 0, error)) || !load_stages (db, route, error))
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
insert_party (CsDb           *db,
              gint64          route,
              guint           position,
              guint           ordinal,
              const CsParty  *party,
              GError        **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO stage_parties (route, position, ordinal, kind, role, target) "
                              "VALUES ($1, $2, $3, $4, $5, $6)",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, route);
  cs_stmt_bind_int64 (stmt, 2, position);
  cs_stmt_bind_int64 (stmt, 3, ordinal);
  cs_stmt_bind_text (stmt, 4, cs_party_kind_nick (party->kind));
  cs_stmt_bind_int64 (stmt, 5, party->role);
  cs_stmt_bind_int64 (stmt, 6, party->target);
  return cs_stmt_run (stmt, error);
}

static gboolean
insert_stage (CsDb           *db,
              gint64          route,
              guint           position,
              const CsStage  *stage,
              GError        **error)
{
  g_autofree char *ticks = cs_stage_ticks_to_json (stage);
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO stages (route, position, title, kind, quorum, count, minutes, "
                              "escalates_kind, escalates_to, ticks) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, route);
  cs_stmt_bind_int64 (stmt, 2, position);
  cs_stmt_bind_text (stmt, 3, stage->title);
  cs_stmt_bind_text (stmt, 4, cs_stage_kind_nick (stage->kind));
  cs_stmt_bind_text (stmt, 5, cs_quorum_nick (stage->quorum));
  cs_stmt_bind_int64 (stmt, 6, stage->count);
  cs_stmt_bind_int64 (stmt, 7, stage->minutes);
  cs_stmt_bind_text (stmt, 8, stage->escalates.target != 0 ? cs_party_kind_nick (stage->escalates.kind) : "");
  cs_stmt_bind_int64 (stmt, 9, stage->escalates.target);
  cs_stmt_bind_text (stmt, 10, ticks);
  if (!cs_stmt_run (stmt, error))
    return FALSE;

  for (guint i = 0; i < stage->parties->len; i++)
    if (!insert_party (db, route, position, i, cs_stage_get_party (stage, i), error))
      return FALSE;

  return TRUE;
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

static gpointer
read_rule (CsStmt  *stmt,
           GError **error)
{
  g_autoptr(CsRouteRule) rule = g_new0 (CsRouteRule, 1);
  const char *label = cs_stmt_get_text (stmt, 3);
  const char *has = cs_stmt_get_text (stmt, 4);

  if (!cs_rows_check_nick (*label == '\0' || cs_label_from_nick (label, &rule->label), "label", label, error) ||
      !cs_rows_check_nick (cs_rule_has_from_nick (has, &rule->has), "condition of a rule", has, error))
    return NULL;

  rule->route = cs_stmt_dup_text (stmt, 0);
  rule->section = cs_stmt_get_int64 (stmt, 1);
  rule->account = cs_stmt_get_int64 (stmt, 2);
  return g_steal_pointer (&rule);
}

GPtrArray *
cs_route_rule_rows_list (CsDb    *db,
                         GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT route, section, account, label, has FROM route_rules ORDER BY ordinal",
                              error)))
    return NULL;

  return cs_rows_collect (stmt, read_rule, (GDestroyNotify) cs_route_rule_free, error);
}

static gboolean
insert_rule (CsDb               *db,
             guint               ordinal,
             const CsRouteRule  *rule,
             GError            **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO route_rules (ordinal, route, section, account, label, has) "
                              "VALUES ($1, $2, $3, $4, $5, $6)",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, ordinal);
  cs_stmt_bind_text (stmt, 2, rule->route);
  cs_rows_bind_id (stmt, 3, rule->section);
  cs_rows_bind_id (stmt, 4, rule->account);
  cs_stmt_bind_text (stmt, 5, rule->label != CS_LABEL_NONE ? cs_label_nick (rule->label) : "");
  cs_stmt_bind_text (stmt, 6, cs_rule_has_nick (rule->has));
  return cs_stmt_run (stmt, error);
}

gboolean
cs_route_rule_rows_set (CsDb       *db,
                        GPtrArray  *rules,
                        GError    **error)
{
  g_autoptr(CsTxn) txn = NULL;
  g_autoptr(CsStmt) stmt = NULL;

  if (!(txn = cs_txn_begin (db, error)) ||
      !(stmt = cs_db_prepare (db, "DELETE FROM route_rules", error)) ||
      !cs_stmt_run (stmt, error))
    return FALSE;

  for (guint i = 0; i < rules->len; i++)
    if (!insert_rule (db, i, g_ptr_array_index (rules, i), error))
      return FALSE;

  return cs_txn_commit (g_steal_pointer (&txn), error);
}
