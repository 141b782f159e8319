/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-report-rows.h"
#include "cs-rows.h"

void
cs_reason_row_free (CsReasonRow *row)
{
  if (!row)
    return;

  g_free (row->reason);
  g_free (row);
}

void
cs_expired_row_free (CsExpiredRow *row)
{
  if (!row)
    return;

  g_free (row->excerpt);
  g_free (row);
}

void
cs_owed_review_row_free (CsOwedReviewRow *row)
{
  if (!row)
    return;

  g_free (row->excerpt);
  g_free (row->reason);
  g_free (row);
}

static CsStmt *
prepare_range (CsDb        *db,
               const char  *sql,
               gint64       from,
               gint64       until,
               GError     **error)
{
  CsStmt *stmt = cs_db_prepare (db, sql, error);

  if (!stmt)
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, from);
  cs_stmt_bind_int64 (stmt, 2, until);
  return stmt;
}

/* A stage opens for a decision when the post was submitted, or when the last decision elsewhere, or one that sent it back, moved it. */
GArray *
cs_report_rows_stage_times (CsDb    *db,
                            gint64   from,
                            gint64   until,
                            GError **error)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (CsStageTimeRow));
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row = FALSE;

  stmt = prepare_range (db,
                        "SELECT d.post, p.route, d.stage, d.person, d.made_at, "
                        "max (coalesce ((SELECT max (j.at) FROM journal AS j WHERE j.post = d.post AND j.kind = 'submitted' "
                        "AND j.at <= d.made_at), r.made_at), "
                        "coalesce ((SELECT max (e.made_at) FROM decisions AS e WHERE e.post = d.post AND e.id < d.id "
                        "AND (e.stage <> d.stage OR e.verdict <> 'approve')), 0)) "
                        "FROM decisions AS d JOIN posts AS p ON p.id = d.post JOIN revisions AS r ON r.id = d.revision "
                        "WHERE d.made_at >= $1 AND d.made_at < $2 AND d.verdict <> 'take-back' ORDER BY d.id",
                        from, until, error);
  if (!stmt)
    return NULL;

  while (TRUE)
    {
      CsStageTimeRow time;

      if (!cs_stmt_step (stmt, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&rows);

      time.post = cs_stmt_get_int64 (stmt, 0);
      time.route = cs_stmt_get_int64 (stmt, 1);
      time.stage = (guint) cs_stmt_get_int64 (stmt, 2);
      time.person = cs_stmt_get_int64 (stmt, 3);
      time.at = cs_stmt_get_int64 (stmt, 4);
      time.opened_at = MIN (cs_stmt_get_int64 (stmt, 5), time.at);
      g_array_append_val (rows, time);
    }
}

static gpointer
read_reason (CsStmt  *stmt,
             GError **error)
{
  CsReasonRow *row = g_new0 (CsReasonRow, 1);

  row->reason = cs_stmt_dup_text (stmt, 0);
  row->n_returned = cs_stmt_get_int64 (stmt, 1);
  row->n_rejected = cs_stmt_get_int64 (stmt, 2);
  row->last_at = cs_stmt_get_int64 (stmt, 3);
  return row;
}

GPtrArray *
cs_report_rows_reasons (CsDb    *db,
                        gint64   from,
                        gint64   until,
                        guint    limit,
                        GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  stmt = prepare_range (db,
                        "SELECT trim (reason) AS why, sum (verdict = 'return'), sum (verdict = 'reject'), max (made_at) "
                        "FROM decisions WHERE verdict IN ('return', 'reject') AND made_at >= $1 AND made_at < $2 "
                        "GROUP BY why ORDER BY count (*) DESC, why LIMIT $3",
                        from, until, error);
  if (!stmt)
    return NULL;

  cs_stmt_bind_int64 (stmt, 3, limit);
  return cs_rows_collect (stmt, read_reason, (GDestroyNotify) cs_reason_row_free, error);
}

static gpointer
read_expired (CsStmt  *stmt,
              GError **error)
{
  g_autoptr(CsExpiredRow) row = g_new0 (CsExpiredRow, 1);
  const char *state = cs_stmt_get_text (stmt, 3);

  row->post = cs_stmt_get_int64 (stmt, 0);
  row->excerpt = cs_stmt_dup_text (stmt, 1);
  row->author = cs_stmt_get_int64 (stmt, 2);
  row->release_at = cs_stmt_get_int64 (stmt, 4);
  row->at = cs_stmt_get_int64 (stmt, 5);
  if (!cs_rows_check_nick (cs_post_state_from_nick (state, &row->state), "state", state, error))
    return NULL;
  return g_steal_pointer (&row);
}

/* The journal knows also those that were given a new time since. Its times rise with its numbers, so that the range is a stretch of it. */
GPtrArray *
cs_report_rows_expired (CsDb    *db,
                        gint64   from,
                        gint64   until,
                        guint    limit,
                        GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  stmt = prepare_range (db,
                        "SELECT p.id, p.excerpt, p.author, p.state, p.release_at, max (j.at) "
                        "FROM journal AS j JOIN posts AS p ON p.id = j.post "
                        "WHERE j.kind = 'state-changed' AND j.at >= $1 AND j.at < $2 "
                        "AND json_extract (j.details, '$.to') = 'expired' "
                        "GROUP BY p.id ORDER BY max (j.at) DESC, p.id DESC LIMIT $3",
                        from, until, error);
  if (!stmt)
    return NULL;

  cs_stmt_bind_int64 (stmt, 3, limit);
  return cs_rows_collect (stmt, read_expired, (GDestroyNotify) cs_expired_row_free, error);
}

static gpointer
read_owed_review (CsStmt  *stmt,
                  GError **error)
{
  CsOwedReviewRow *row = g_new0 (CsOwedReviewRow, 1);

  row->post = cs_stmt_get_int64 (stmt, 0);
  row->excerpt = cs_stmt_dup_text (stmt, 1);
  row->reason = cs_stmt_dup_text (stmt, 2);
  row->started_by = cs_stmt_get_int64 (stmt, 3);
  row->started_at = cs_stmt_get_int64 (stmt, 4);
  row->due_at = cs_stmt_get_int64 (stmt, 5);
  return row;
}

GPtrArray *
cs_report_rows_owed_reviews (CsDb    *db,
                             guint    limit,
                             GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  stmt = cs_db_prepare (db,
                        "SELECT p.id, p.excerpt, e.reason, e.started_by, e.started_at, e.due_at "
                        "FROM emergencies AS e JOIN posts AS p ON p.id = e.post "
                        "WHERE e.cleared_at = 0 ORDER BY e.started_at, p.id LIMIT $1", error);
  if (!stmt)
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, limit);
  return cs_rows_collect (stmt, read_owed_review, (GDestroyNotify) cs_owed_review_row_free, error);
}

static GArray *
collect_pairs (CsStmt  *stmt,
               GError **error)
{
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (CsPairRow));
  gboolean row = FALSE;

  while (TRUE)
    {
      CsPairRow pair;

      if (!cs_stmt_step (stmt, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&rows);

      pair.one = cs_stmt_get_int64 (stmt, 0);
      pair.other = cs_stmt_get_int64 (stmt, 1);
      pair.n = cs_stmt_get_int64 (stmt, 2);
      pair.total = cs_stmt_get_int64 (stmt, 3);
      g_array_append_val (rows, pair);
    }
}

GArray *
cs_report_rows_signers (CsDb    *db,
                        gint64   from,
                        gint64   until,
                        GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  stmt = prepare_range (db,
                        "WITH ends AS (SELECT route, max (position) AS last FROM stages GROUP BY route), "
                        "signed AS (SELECT DISTINCT p.author AS one, d.person AS other, d.post AS post "
                        "FROM decisions AS d JOIN posts AS p ON p.id = d.post "
                        "JOIN ends ON ends.route = p.route AND ends.last = d.stage "
                        "WHERE d.verdict = 'approve' AND d.made_at >= $1 AND d.made_at < $2 "
                        "AND NOT EXISTS (SELECT 1 FROM decisions AS t WHERE t.post = d.post AND t.takes_back = d.id)), "
                        "totals AS (SELECT one, count (DISTINCT post) AS total FROM signed GROUP BY one) "
                        "SELECT signed.one, other, count (*), total FROM signed JOIN totals ON totals.one = signed.one "
                        "GROUP BY signed.one, other ORDER BY count (*) DESC, signed.one, other",
                        from, until, error);
  return stmt ? collect_pairs (stmt, error) : NULL;
}

GArray *
cs_report_rows_delegates (CsDb    *db,
                          gint64   from,
                          gint64   until,
                          GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  stmt = prepare_range (db,
                        "WITH acted AS (SELECT acting_for AS one, person AS other FROM decisions AS d "
                        "WHERE acting_for <> 0 AND verdict <> 'take-back' AND made_at >= $1 AND made_at < $2), "
                        "totals AS (SELECT one, count (*) AS total FROM acted GROUP BY one) "
                        "SELECT acted.one, other, count (*), total FROM acted JOIN totals ON totals.one = acted.one "
                        "GROUP BY acted.one, other ORDER BY count (*) DESC, acted.one, other",
                        from, until, error);
  return stmt ? collect_pairs (stmt, error) : NULL;
}
