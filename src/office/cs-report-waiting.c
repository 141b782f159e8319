/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-chain-rows.h"
#include "cs-report-private.h"

/* Who has how much to decide now: whoever may, by the rules that decide on it. */

#define MAX_WAITING 20000

typedef struct
{
  gint64 person;
  gint64 n;
  gint64 n_overdue;
  gint64 oldest_at;
  gint64 next_due_at;
} Waiting;

static void
count_waiting (GHashTable *table,
               gint64      person,
               gint64      since,
               gint64      due_at,
               gint64      now)
{
  Waiting *waiting = g_hash_table_lookup (table, &person);

  if (!waiting)
    {
      waiting = g_new0 (Waiting, 1);
      waiting->person = person;
      waiting->oldest_at = since;
      g_hash_table_insert (table, &waiting->person, waiting);
    }

  waiting->n++;
  waiting->oldest_at = MIN (waiting->oldest_at, since);
  if (due_at && due_at < now)
    waiting->n_overdue++;
  else if (due_at && (!waiting->next_due_at || due_at < waiting->next_due_at))
    waiting->next_due_at = due_at;
}

static gboolean
count_post (CsReportCount               *report,
            GHashTable           *table,
            const CsPostRow      *post,
            const CsChainPeople  *people,
            GError              **error)
{
  gint64 now = report->call->now;
  g_autoptr(CsChainRows) rows = cs_chain_rows_load_among (report->call->db, post, people, now, error);
  g_autoptr(GArray) who = NULL;

  if (!rows)
    return FALSE;

  who = cs_chain_who_may (&rows->chain);
  for (guint i = 0; i < who->len; i++)
    count_waiting (table, g_array_index (who, gint64, i), post->stage_opened_at ? post->stage_opened_at : post->changed_at,
                   post->stage_due_at, now);
  return TRUE;
}

static int
compare_waiting (gconstpointer one,
                 gconstpointer other)
{
  const Waiting *a = one;
  const Waiting *b = other;

  if (a->n != b->n)
    return a->n < b->n ? 1 : -1;
  return (a->person > b->person) - (a->person < b->person);
}

gboolean
cs_report_count_waiting (CsReportCount  *report,
                         GError **error)
{
  g_autoptr(GHashTable) table = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  g_autoptr(CsChainPeople) people = NULL;
  g_autoptr(GPtrArray) posts = NULL;
  g_autoptr(GList) list = NULL;

  cs_report_add_column (report, "person", "text");
  cs_report_add_column (report, "waiting", "number");
  cs_report_add_column (report, "oldest", "duration");
  cs_report_add_column (report, "overdue", "number");
  cs_report_add_column (report, "next_due", "time");

  posts = cs_post_rows_list_due (report->call->db, CS_POST_IN_REVIEW, G_MININT64, G_MAXINT64, MAX_WAITING, error);
  if (!posts || !(people = cs_chain_people_load (report->call->db, report->call->now, error)))
    return FALSE;

  for (guint i = 0; i < posts->len; i++)
    if (g_cancellable_set_error_if_cancelled (report->call->cancellable, error) ||
        !count_post (report, table, g_ptr_array_index (posts, i), people, error))
      return FALSE;

  json_object_set_boolean_member (report->reply, "truncated", posts->len == MAX_WAITING);
  list = g_list_sort (g_hash_table_get_values (table), compare_waiting);
  for (GList *at = list; at; at = at->next)
    {
      const Waiting *waiting = at->data;
      JsonArray *row = cs_report_add_row (report);

      cs_report_add_person (report, row, waiting->person);
      json_array_add_int_element (row, waiting->n);
      json_array_add_int_element (row, MAX (0, report->call->now - waiting->oldest_at));
      json_array_add_int_element (row, waiting->n_overdue);
      json_array_add_int_element (row, waiting->next_due_at);
    }

  return TRUE;
}
