/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-calendar-rows.h"

#include "cs-enums.h"
#include "cs-rows.h"

static gboolean
load_hours (CsDb        *db,
            CsCalendar  *calendar,
            gboolean    *any,
            GError     **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row = FALSE;

  *any = FALSE;
  if (!(stmt = cs_db_prepare (db, "SELECT weekday, opens, closes FROM office_hours ORDER BY weekday, opens", error)))
    return FALSE;

  while (TRUE)
    {
      if (!cs_stmt_step (stmt, &row, error))
        return FALSE;
      if (!row)
        return TRUE;

      *any = TRUE;
      if (!cs_calendar_add_hours (calendar, (guint) cs_stmt_get_int64 (stmt, 0), (guint) cs_stmt_get_int64 (stmt, 1),
                                  (guint) cs_stmt_get_int64 (stmt, 2), error))
        return FALSE;
    }
}

static gboolean
load_days (CsDb        *db,
           CsCalendar  *calendar,
           const char  *from,
           GError     **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row = FALSE;

  if (!(stmt = cs_db_prepare (db, "SELECT day, name, works FROM special_days WHERE day >= $1 ORDER BY day", error)))
    return FALSE;

  cs_stmt_bind_text (stmt, 1, from);
  while (TRUE)
    {
      gint32 day;

      if (!cs_stmt_step (stmt, &row, error))
        return FALSE;
      if (!row)
        return TRUE;

      if (!cs_calendar_parse_day (cs_stmt_get_text (stmt, 0), &day, error) ||
          !cs_calendar_set_day (calendar, day, cs_stmt_get_text (stmt, 1), cs_stmt_get_int64 (stmt, 2) != 0, error))
        return FALSE;
    }
}

CsCalendar *
cs_calendar_rows_get (CsDb        *db,
                      const char  *zone,
                      const char  *language,
                      gint64       from,
                      GError     **error)
{
  g_autoptr(CsCalendar) calendar = NULL;
  g_autofree char *first = NULL;
  gboolean any = FALSE;

  if (!(calendar = cs_calendar_new (zone, error)))
    return NULL;

  first = from > 0 ? cs_calendar_format_day (cs_calendar_get_day (calendar, from)) : g_strdup ("");
  if (!load_hours (db, calendar, &any, error) || !load_days (db, calendar, first, error))
    {
      g_prefix_error (error, "Reading the working calendar: ");
      return NULL;
    }

  if (!any)
    cs_calendar_add_ordinary_week (calendar, language);
  return g_steal_pointer (&calendar);
}

static gboolean
insert_hours (CsDb           *db,
              const CsHours  *hours,
              GError        **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "INSERT INTO office_hours (weekday, opens, closes) VALUES ($1, $2, $3)", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, hours->weekday);
  cs_stmt_bind_int64 (stmt, 2, hours->opens);
  cs_stmt_bind_int64 (stmt, 3, hours->closes);
  return cs_stmt_run (stmt, error);
}

gboolean
cs_calendar_rows_set_hours (CsDb              *db,
                            const CsCalendar  *calendar,
                            GError           **error)
{
  g_autoptr(CsTxn) txn = NULL;
  g_autoptr(CsStmt) stmt = NULL;
  const CsHours *hours;
  guint n = 0;

  if (!(txn = cs_txn_begin (db, error)) || !(stmt = cs_db_prepare (db, "DELETE FROM office_hours", error)) ||
      !cs_stmt_run (stmt, error))
    return FALSE;

  hours = cs_calendar_get_hours (calendar, &n);
  for (guint i = 0; i < n; i++)
    if (!insert_hours (db, &hours[i], error))
      return FALSE;

  return cs_txn_commit (g_steal_pointer (&txn), error);
}

gboolean
cs_calendar_rows_set_day (CsDb                *db,
                          const CsSpecialDay  *day,
                          GError             **error)
{
  g_autofree char *text = cs_calendar_format_day (day->day);
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO special_days (day, name, works) VALUES ($1, $2, $3) "
                              "ON CONFLICT (day) DO UPDATE SET name = excluded.name, works = excluded.works",
                              error)))
    return FALSE;

  cs_stmt_bind_text (stmt, 1, text);
  cs_stmt_bind_text (stmt, 2, day->name);
  cs_stmt_bind_int64 (stmt, 3, day->works);
  return cs_stmt_run (stmt, error);
}

gboolean
cs_calendar_rows_remove_day (CsDb    *db,
                             gint32   day,
                             GError **error)
{
  g_autofree char *text = cs_calendar_format_day (day);
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "DELETE FROM special_days WHERE day = $1", error)))
    return FALSE;

  cs_stmt_bind_text (stmt, 1, text);
  if (!cs_stmt_run (stmt, error))
    return FALSE;
  if (cs_db_get_n_changed (db) == 1)
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "The calendar says nothing about %s", text);
  return FALSE;
}

gboolean
cs_clock_rows_set_next (CsDb    *db,
                        gint64   post,
                        gint64   at,
                        GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "UPDATE posts SET clock_at = $1 WHERE id = $2 AND clock_at <> $1", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, at);
  cs_stmt_bind_int64 (stmt, 2, post);
  return cs_stmt_run (stmt, error);
}

static GArray *
collect_ids (CsStmt  *stmt,
             GError **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean row = FALSE;

  while (TRUE)
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

GArray *
cs_clock_rows_list_due (CsDb    *db,
                        gint64   now,
                        guint    limit,
                        GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT id FROM posts INDEXED BY posts_by_clock "
                              "WHERE state = $1 AND clock_at > 0 AND clock_at <= $2 ORDER BY clock_at, id LIMIT $3",
                              error)))
    return NULL;

  cs_stmt_bind_text (stmt, 1, cs_post_state_nick (CS_POST_IN_REVIEW));
  cs_stmt_bind_int64 (stmt, 2, now);
  cs_stmt_bind_int64 (stmt, 3, limit);
  return collect_ids (stmt, error);
}

GArray *
cs_clock_rows_list_open (CsDb    *db,
                         gint64   after,
                         guint    limit,
                         GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT id FROM posts INDEXED BY posts_by_state "
                              "WHERE state = $1 AND id > $2 ORDER BY id LIMIT $3",
                              error)))
    return NULL;

  cs_stmt_bind_text (stmt, 1, cs_post_state_nick (CS_POST_IN_REVIEW));
  cs_stmt_bind_int64 (stmt, 2, after);
  cs_stmt_bind_int64 (stmt, 3, limit);
  return collect_ids (stmt, error);
}

gboolean
cs_reminder_rows_get_last (CsDb    *db,
                           gint64   post,
                           gint64   opened,
                           guint   *mark,
                           GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row = FALSE;

  if (!(stmt = cs_db_prepare (db, "SELECT coalesce (max (mark), 0) FROM reminders WHERE post = $1 AND opened = $2 AND mark <= 100", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, post);
  cs_stmt_bind_int64 (stmt, 2, opened);
  if (!cs_stmt_step (stmt, &row, error))
    return FALSE;

  *mark = (guint) cs_stmt_get_int64 (stmt, 0);
  return TRUE;
}

gboolean
cs_reminder_rows_add (CsDb    *db,
                      gint64   post,
                      gint64   opened,
                      guint    mark,
                      gint64   now,
                      GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "INSERT INTO reminders (post, opened, mark, at) VALUES ($1, $2, $3, $4)", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, post);
  cs_stmt_bind_int64 (stmt, 2, opened);
  cs_stmt_bind_int64 (stmt, 3, mark);
  cs_stmt_bind_int64 (stmt, 4, now);
  return cs_stmt_run (stmt, error);
}

gboolean
cs_reminder_rows_forget (CsDb    *db,
                         gint64   post,
                         gint64   opened,
                         guint    mark,
                         GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "DELETE FROM reminders WHERE post = $1 AND opened = $2 AND mark > $3 AND mark <= 100", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, post);
  cs_stmt_bind_int64 (stmt, 2, opened);
  cs_stmt_bind_int64 (stmt, 3, mark);
  return cs_stmt_run (stmt, error);
}
