/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-calendar-rows.h"
#include "cs-report-private.h"
#include "cs-report-rows.h"

/* How long each stage takes each person, in hours in which the office works. */

typedef struct
{
  const char *stage; /* lent from the names */
  gint64      person; /* 0 = everybody */
  GArray     *times; /* of gint64; owned */
} Times;

static void
times_free (gpointer data)
{
  Times *times = data;

  g_array_unref (times->times);
  g_free (times);
}

static void
count_time (GHashTable *table,
            const char *stage,
            gint64      person,
            gint64      time)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT " %s", person, stage);
  Times *times = g_hash_table_lookup (table, key);

  if (!times)
    {
      times = g_new0 (Times, 1);
      times->stage = stage;
      times->person = person;
      times->times = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (table, g_steal_pointer (&key), times);
    }

  g_array_append_val (times->times, time);
}

static int
compare_int64 (gconstpointer one,
               gconstpointer other)
{
  gint64 a = *(const gint64 *) one;
  gint64 b = *(const gint64 *) other;

  return (a > b) - (a < b);
}

/* The smallest value that @percent of all do not exceed. */
static gint64
get_percentile (GArray *sorted,
                guint   percent)
{
  guint rank = (sorted->len * percent + 99) / 100;

  return g_array_index (sorted, gint64, MAX (rank, 1) - 1);
}

static int
compare_times (gconstpointer one,
               gconstpointer other)
{
  const Times *a = one;
  const Times *b = other;
  int stages = g_strcmp0 (a->stage, b->stage);

  if (stages != 0)
    return stages;
  if ((a->person == 0) != (b->person == 0))
    return a->person == 0 ? -1 : 1;
  return b->times->len > a->times->len ? 1 : b->times->len < a->times->len ? -1 : 0;
}

static gboolean
collect_times (CsReportCount     *report,
               const CsCalendar  *calendar,
               GHashTable        *table,
               GError           **error)
{
  g_autoptr(GArray) rows = cs_report_rows_stage_times (report->call->db, report->from, report->until, error);

  for (guint i = 0; rows && i < rows->len; i++)
    {
      const CsStageTimeRow *time = &g_array_index (rows, CsStageTimeRow, i);
      const CsRoute *route = cs_names_get_route (report->names, time->route, error);
      const char *stage = NULL;
      gint64 taken = 0;

      if (!route || g_cancellable_set_error_if_cancelled (report->call->cancellable, error))
        return FALSE;
      if (time->stage >= route->stages->len)
        continue;
      stage = cs_route_get_stage (route, time->stage)->title;
      taken = cs_calendar_get_work_between (calendar, time->opened_at, time->at);
      count_time (table, stage, time->person, taken);
      count_time (table, stage, 0, taken);
    }

  return rows != NULL;
}

gboolean
cs_report_count_times (CsReportCount  *report,
                       GError **error)
{
  g_autoptr(GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, times_free);
  const CsOfficeRow *office = report->call->office;
  g_autoptr(CsCalendar) calendar = cs_calendar_rows_get (report->call->db, office->zone, office->language, 0, error);
  g_autoptr(GList) list = NULL;

  json_object_set_boolean_member (report->reply, "working_time", TRUE);
  cs_report_add_column (report, "stage", "text");
  cs_report_add_column (report, "person", "text");
  cs_report_add_column (report, "decisions", "number");
  cs_report_add_column (report, "median", "duration");
  cs_report_add_column (report, "ninety", "duration");
  if (!calendar || !collect_times (report, calendar, table, error))
    return FALSE;

  list = g_list_sort (g_hash_table_get_values (table), compare_times);
  for (GList *at = list; at; at = at->next)
    {
      const Times *times = at->data;
      JsonArray *row = cs_report_add_row (report);

      g_array_sort (times->times, compare_int64);
      json_array_add_string_element (row, times->stage);
      cs_report_add_person (report, row, times->person);
      json_array_add_int_element (row, times->times->len);
      json_array_add_int_element (row, get_percentile (times->times, 50));
      json_array_add_int_element (row, get_percentile (times->times, 90));
    }

  return TRUE;
}
