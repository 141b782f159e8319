/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-post-rows.h"
#include "cs-rows.h"

#define DECISION_COLUMNS \
  "id, post, revision, digest, stage, person, verdict, reason, made_at, acting_for, to_stage, takes_back, ticks, " \
  "lines, parties"

static gpointer
read_decision (CsStmt  *stmt,
               GError **error)
{
  g_autoptr(CsDecision) decision = g_new0 (CsDecision, 1);
  const char *verdict = cs_stmt_get_text (stmt, 6);

  if (!cs_rows_check_nick (cs_verdict_from_nick (verdict, &decision->verdict), "verdict", verdict, error))
    return NULL;

  decision->id = cs_stmt_get_int64 (stmt, 0);
  decision->post = cs_stmt_get_int64 (stmt, 1);
  decision->revision = cs_stmt_get_int64 (stmt, 2);
  decision->digest = cs_stmt_get_digest (stmt, 3);
  decision->stage = (guint) cs_stmt_get_int64 (stmt, 4);
  decision->person = cs_stmt_get_int64 (stmt, 5);
  decision->reason = cs_stmt_dup_text (stmt, 7);
  decision->at = cs_stmt_get_int64 (stmt, 8);
  decision->acting_for = cs_stmt_get_int64 (stmt, 9);
  decision->to_stage = (int) cs_stmt_get_int64 (stmt, 10);
  decision->takes_back = cs_stmt_get_int64 (stmt, 11);
  decision->ticks = (guint32) cs_stmt_get_int64 (stmt, 12);
  decision->lines = (guint) cs_stmt_get_int64 (stmt, 13);
  decision->parties = (guint32) cs_stmt_get_int64 (stmt, 14);
  return g_steal_pointer (&decision);
}

gboolean
cs_decision_rows_add (CsDb        *db,
                      CsDecision  *decision,
                      GError     **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gint64 id;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO decisions (post, revision, digest, stage, person, verdict, reason, made_at, "
                              "acting_for, to_stage, takes_back, ticks, lines, parties) "
                              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, decision->post);
  cs_stmt_bind_int64 (stmt, 2, decision->revision);
  cs_stmt_bind_digest (stmt, 3, &decision->digest);
  cs_stmt_bind_int64 (stmt, 4, decision->stage);
  cs_stmt_bind_int64 (stmt, 5, decision->person);
  cs_stmt_bind_text (stmt, 6, cs_verdict_nick (decision->verdict));
  cs_stmt_bind_text (stmt, 7, decision->reason != NULL ? decision->reason : "");
  cs_stmt_bind_int64 (stmt, 8, decision->at);
  cs_stmt_bind_int64 (stmt, 9, decision->acting_for);
  cs_stmt_bind_int64 (stmt, 10, decision->to_stage);
  cs_stmt_bind_int64 (stmt, 11, decision->takes_back);
  cs_stmt_bind_int64 (stmt, 12, decision->ticks);
  cs_stmt_bind_int64 (stmt, 13, decision->lines);
  cs_stmt_bind_int64 (stmt, 14, decision->parties);
  if (!(id = cs_rows_insert (db, stmt, "decision", error)))
    return FALSE;

  decision->id = id;
  return TRUE;
}

GPtrArray *
cs_decision_rows_list (CsDb    *db,
                       gint64   post,
                       GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT " DECISION_COLUMNS " FROM decisions WHERE post = $1 ORDER BY id", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, post);
  return cs_rows_collect (stmt, read_decision, (GDestroyNotify) cs_decision_free, error);
}

CsDecision *
cs_decision_rows_latest_by (CsDb    *db,
                            gint64   post,
                            gint64   person,
                            GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT " DECISION_COLUMNS " FROM decisions WHERE post = $1 AND person = $2 "
                                                         "ORDER BY id DESC LIMIT 1",
                              error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, post);
  cs_stmt_bind_int64 (stmt, 2, person);
  return cs_rows_one (stmt, read_decision, "decision by that person on post", post, error);
}
