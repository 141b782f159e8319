/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-desk-rows.h"

#define DESK_COLUMNS \
  "id, route, section, stage_due_at, stage, labels, escalated, " \
  "EXISTS (SELECT 1 FROM contributors WHERE post = posts.id AND person = $2), " \
  "EXISTS (SELECT 1 FROM decisions WHERE post = posts.id AND (person = $2 OR acting_for = $2)), " \
  "EXISTS (SELECT 1 FROM comments WHERE post = posts.id AND author = $2)"

static void
read_row (CsStmt    *stmt,
          CsDeskRow *row)
{
  row->id = cs_stmt_get_int64 (stmt, 0);
  row->route = cs_stmt_get_int64 (stmt, 1);
  row->section = cs_stmt_get_int64 (stmt, 2);
  row->due_at = cs_stmt_get_int64 (stmt, 3);
  row->stage = (guint) cs_stmt_get_int64 (stmt, 4);
  row->labels = (CsLabels) cs_stmt_get_int64 (stmt, 5);
  row->escalated = cs_stmt_get_int64 (stmt, 6) != 0;
  row->contributed = cs_stmt_get_int64 (stmt, 7) != 0;
  row->decided = cs_stmt_get_int64 (stmt, 8) != 0;
  row->commented = cs_stmt_get_int64 (stmt, 9) != 0;
}

/* Those with a clock, or those without: each is one stretch of the index. */
static gboolean
add_stretch (CsDb      *db,
             gint64     person,
             gboolean   clock,
             gint64     after_due,
             gint64     after,
             guint      limit,
             GArray    *rows,
             GError   **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean more = FALSE;

  stmt = cs_db_prepare (db,
                        clock ? "SELECT " DESK_COLUMNS " FROM posts INDEXED BY posts_by_due WHERE state = $1 AND stage_due_at > 0 "
                                                       "AND (stage_due_at, id) > ($3, $4) ORDER BY stage_due_at, id LIMIT $5"
                              : "SELECT " DESK_COLUMNS " FROM posts INDEXED BY posts_by_due WHERE state = $1 AND stage_due_at = $3 "
                                                       "AND id > $4 ORDER BY id LIMIT $5",
                        error);
  if (stmt == NULL)
    return FALSE;

  cs_stmt_bind_text (stmt, 1, cs_post_state_nick (CS_POST_IN_REVIEW));
  cs_stmt_bind_int64 (stmt, 2, person);
  cs_stmt_bind_int64 (stmt, 3, after_due);
  cs_stmt_bind_int64 (stmt, 4, after);
  cs_stmt_bind_int64 (stmt, 5, limit);
  while (TRUE)
    {
      CsDeskRow row = { 0 };

      if (!cs_stmt_step (stmt, &more, error))
        return FALSE;
      if (!more)
        return TRUE;

      read_row (stmt, &row);
      g_array_append_val (rows, row);
    }
}

GArray *
cs_desk_rows_list (CsDb    *db,
                   gint64   person,
                   gint64   after_due,
                   gint64   after,
                   guint    limit,
                   GError **error)
{
  g_autoptr(GArray) rows = g_array_sized_new (FALSE, TRUE, sizeof (CsDeskRow), limit);
  gboolean with_clock = after_due > 0 || after == 0;

  if (with_clock && !add_stretch (db, person, TRUE, after_due, after, limit, rows, error))
    return NULL;
  if (rows->len < limit && !add_stretch (db, person, FALSE, 0, with_clock ? 0 : after, limit - rows->len, rows, error))
    return NULL;

  return g_steal_pointer (&rows);
}

gboolean
cs_desk_rows_find_part (CsDb      *db,
                        gint64     post,
                        gint64     person,
                        gboolean  *part,
                        GError   **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row = FALSE;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT EXISTS (SELECT 1 FROM contributors WHERE post = $1 AND person = $2) "
                              "OR EXISTS (SELECT 1 FROM decisions WHERE post = $1 AND (person = $2 OR acting_for = $2))",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, post);
  cs_stmt_bind_int64 (stmt, 2, person);
  if (!cs_stmt_step (stmt, &row, error))
    return FALSE;

  *part = cs_stmt_get_int64 (stmt, 0) != 0;
  return TRUE;
}

gboolean
cs_desk_rows_find_begun (CsDb             *db,
                         const CsDeskRow  *desk,
                         gboolean         *begun,
                         GError          **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row = FALSE;

  if (!(stmt = cs_db_prepare (db, "SELECT EXISTS (SELECT 1 FROM decisions WHERE post = $1 AND stage = $2)", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, desk->id);
  cs_stmt_bind_int64 (stmt, 2, desk->stage);
  if (!cs_stmt_step (stmt, &row, error))
    return FALSE;

  *begun = cs_stmt_get_int64 (stmt, 0) != 0;
  return TRUE;
}
