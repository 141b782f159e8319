/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-desk-rows.h"

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

GArray *
cs_desk_rows_list (CsDb    *db,
                   gint64   person,
                   GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  g_autoptr(GArray) rows = g_array_new (FALSE, TRUE, sizeof (CsDeskRow));
  g_autoptr(GArray) without = g_array_new (FALSE, TRUE, sizeof (CsDeskRow));
  gboolean more = FALSE;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT id, route, section, stage_due_at, stage, labels, escalated, "
                              "EXISTS (SELECT 1 FROM contributors WHERE post = posts.id AND person = $2), "
                              "EXISTS (SELECT 1 FROM decisions WHERE post = posts.id AND (person = $2 OR acting_for = $2)), "
                              "EXISTS (SELECT 1 FROM comments WHERE post = posts.id AND author = $2) "
                              "FROM posts INDEXED BY posts_by_due WHERE state = $1 ORDER BY stage_due_at, id",
                              error)))
    return NULL;

  cs_stmt_bind_text (stmt, 1, cs_post_state_nick (CS_POST_IN_REVIEW));
  cs_stmt_bind_int64 (stmt, 2, person);
  while (TRUE)
    {
      CsDeskRow row = { 0 };

      if (!cs_stmt_step (stmt, &more, error))
        return NULL;
      if (!more)
        break;

      read_row (stmt, &row);
      g_array_append_val (row.due_at != 0 ? rows : without, row);
    }

  g_array_append_vals (rows, without->data, without->len);
  return g_steal_pointer (&rows);
}
