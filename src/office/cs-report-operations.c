/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-chain-rows.h"
#include "cs-error.h"
#include "cs-evidence-private.h"
#include "cs-operations-private.h"
#include "cs-post-rules.h"
#include "cs-report-client.h"
#include "cs-report-rows.h"

/* Reports: each is a table whose columns say what they hold, so that a page, a chart and a file need to know no more. */

#define MAX_ROWS 1000
#define MAX_WAITING 20000

/* One report while it is counted. Lends all but the reply. */
typedef struct
{
  CsCall     *call;
  CsNames    *names;
  gint64      from;
  gint64      until;
  JsonObject *reply;
  JsonArray  *columns; /* in the reply */
  JsonArray  *rows;    /* in the reply */
} Report;

static void
add_column (Report     *report,
            const char *name,
            const char *type)
{
  JsonObject *column = json_object_new ();

  json_object_set_string_member (column, "name", name);
  json_object_set_string_member (column, "type", type);
  json_array_add_object_element (report->columns, column);
}

static JsonArray *
add_row (Report *report)
{
  JsonArray *row = json_array_new ();

  json_array_add_array_element (report->rows, row);
  return row;
}

static void
add_person (Report    *report,
            JsonArray *row,
            gint64     person)
{
  json_array_add_string_element (row, cs_names_get_person (report->names, person));
}

/* --- waiting --- */

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
count_post (Report               *report,
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

static gboolean
run_waiting (Report  *report,
             GError **error)
{
  g_autoptr(GHashTable) table = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  g_autoptr(CsChainPeople) people = NULL;
  g_autoptr(GPtrArray) posts = NULL;
  g_autoptr(GList) list = NULL;

  add_column (report, "person", "text");
  add_column (report, "waiting", "number");
  add_column (report, "oldest", "duration");
  add_column (report, "overdue", "number");
  add_column (report, "next_due", "time");

  posts = cs_post_rows_list_due (report->call->db, CS_POST_IN_REVIEW, G_MININT64, G_MAXINT64, MAX_WAITING, error);
  if (!posts || !(people = cs_chain_people_load (report->call->db, error)))
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
      JsonArray *row = add_row (report);

      add_person (report, row, waiting->person);
      json_array_add_int_element (row, waiting->n);
      json_array_add_int_element (row, MAX (0, report->call->now - waiting->oldest_at));
      json_array_add_int_element (row, waiting->n_overdue);
      json_array_add_int_element (row, waiting->next_due_at);
    }

  return TRUE;
}

/* --- times --- */

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
collect_times (Report      *report,
               GHashTable  *table,
               GError     **error)
{
  g_autoptr(GArray) rows = cs_report_rows_stage_times (report->call->db, report->from, report->until, error);

  for (guint i = 0; rows && i < rows->len; i++)
    {
      const CsStageTimeRow *time = &g_array_index (rows, CsStageTimeRow, i);
      const CsRoute *route = cs_names_get_route (report->names, time->route, error);
      const char *stage = NULL;

      if (!route)
        return FALSE;
      if (time->stage >= route->stages->len)
        continue;
      stage = cs_route_get_stage (route, time->stage)->title;
      count_time (table, stage, time->person, time->at - time->opened_at);
      count_time (table, stage, 0, time->at - time->opened_at);
    }

  return rows != NULL;
}

static gboolean
run_times (Report  *report,
           GError **error)
{
  g_autoptr(GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, times_free);
  g_autoptr(GList) list = NULL;

  add_column (report, "stage", "text");
  add_column (report, "person", "text");
  add_column (report, "decisions", "number");
  add_column (report, "median", "duration");
  add_column (report, "ninety", "duration");
  if (!collect_times (report, table, error))
    return FALSE;

  list = g_list_sort (g_hash_table_get_values (table), compare_times);
  for (GList *at = list; at; at = at->next)
    {
      const Times *times = at->data;
      JsonArray *row = add_row (report);

      g_array_sort (times->times, compare_int64);
      json_array_add_string_element (row, times->stage);
      add_person (report, row, times->person);
      json_array_add_int_element (row, times->times->len);
      json_array_add_int_element (row, get_percentile (times->times, 50));
      json_array_add_int_element (row, get_percentile (times->times, 90));
    }

  return TRUE;
}

/* --- returns, expired, emergencies --- */

static gboolean
run_returns (Report  *report,
             GError **error)
{
  g_autoptr(GPtrArray) rows = NULL;

  add_column (report, "reason", "text");
  add_column (report, "returned", "number");
  add_column (report, "rejected", "number");
  add_column (report, "last", "time");
  if (!(rows = cs_report_rows_reasons (report->call->db, report->from, report->until, MAX_ROWS, error)))
    return FALSE;

  json_object_set_boolean_member (report->reply, "truncated", rows->len == MAX_ROWS);
  for (guint i = 0; i < rows->len; i++)
    {
      const CsReasonRow *reason = g_ptr_array_index (rows, i);
      JsonArray *row = add_row (report);

      json_array_add_string_element (row, reason->reason);
      json_array_add_int_element (row, reason->n_returned);
      json_array_add_int_element (row, reason->n_rejected);
      json_array_add_int_element (row, reason->last_at);
    }

  return TRUE;
}

static gboolean
run_expired (Report  *report,
             GError **error)
{
  g_autoptr(GPtrArray) rows = NULL;

  add_column (report, "post", "post");
  add_column (report, "text", "text");
  add_column (report, "author", "text");
  add_column (report, "last", "time");
  add_column (report, "state", "text");
  add_column (report, "release", "time");
  if (!(rows = cs_report_rows_expired (report->call->db, report->from, report->until, MAX_ROWS, error)))
    return FALSE;

  json_object_set_boolean_member (report->reply, "truncated", rows->len == MAX_ROWS);
  for (guint i = 0; i < rows->len; i++)
    {
      const CsExpiredRow *expired = g_ptr_array_index (rows, i);
      JsonArray *row = add_row (report);

      json_array_add_int_element (row, expired->post);
      json_array_add_string_element (row, expired->excerpt);
      add_person (report, row, expired->author);
      json_array_add_int_element (row, expired->at);
      json_array_add_string_element (row, cs_post_state_nick (expired->state));
      json_array_add_int_element (row, expired->release_at);
    }

  return TRUE;
}

static gboolean
run_emergencies (Report  *report,
                 GError **error)
{
  g_autoptr(GPtrArray) rows = NULL;

  add_column (report, "post", "post");
  add_column (report, "text", "text");
  add_column (report, "reason", "text");
  add_column (report, "person", "text");
  add_column (report, "started", "time");
  add_column (report, "due", "time");
  if (!(rows = cs_report_rows_owed_reviews (report->call->db, MAX_ROWS, error)))
    return FALSE;

  json_object_set_boolean_member (report->reply, "truncated", rows->len == MAX_ROWS);
  for (guint i = 0; i < rows->len; i++)
    {
      const CsOwedReviewRow *owed = g_ptr_array_index (rows, i);
      JsonArray *row = add_row (report);

      json_array_add_int_element (row, owed->post);
      json_array_add_string_element (row, owed->excerpt);
      json_array_add_string_element (row, owed->reason);
      add_person (report, row, owed->started_by);
      json_array_add_int_element (row, owed->started_at);
      json_array_add_int_element (row, owed->due_at);
    }

  return TRUE;
}

/* --- pairs --- */

static void
add_pairs (Report     *report,
           GArray     *pairs,
           const char *kind)
{
  for (guint i = 0; i < MIN (pairs->len, MAX_ROWS); i++)
    {
      const CsPairRow *pair = &g_array_index (pairs, CsPairRow, i);
      JsonArray *row = add_row (report);

      json_array_add_string_element (row, kind);
      add_person (report, row, pair->one);
      add_person (report, row, pair->other);
      json_array_add_int_element (row, pair->n);
      json_array_add_int_element (row, pair->total);
      json_array_add_int_element (row, pair->total ? (pair->n * 100 + pair->total / 2) / pair->total : 0);
    }
}

static gboolean
run_pairs (Report  *report,
           GError **error)
{
  g_autoptr(GArray) signers = NULL;
  g_autoptr(GArray) delegates = NULL;

  add_column (report, "pair", "text");
  add_column (report, "one", "text");
  add_column (report, "other", "text");
  add_column (report, "count", "number");
  add_column (report, "of", "number");
  add_column (report, "share", "percent");
  if (!(signers = cs_report_rows_signers (report->call->db, report->from, report->until, error)) ||
      !(delegates = cs_report_rows_delegates (report->call->db, report->from, report->until, error)))
    return FALSE;

  json_object_set_boolean_member (report->reply, "truncated", signers->len > MAX_ROWS || delegates->len > MAX_ROWS);
  add_pairs (report, signers, "drafter-signer");
  add_pairs (report, delegates, "principal-delegate");
  return TRUE;
}

/* --- the operations --- */

static gboolean
count_report (Report        *report,
              CsReportKind   kind,
              GError       **error)
{
  switch (kind)
    {
    case CS_REPORT_WAITING:
      return run_waiting (report, error);
    case CS_REPORT_TIMES:
      return run_times (report, error);
    case CS_REPORT_RETURNS:
      return run_returns (report, error);
    case CS_REPORT_EXPIRED:
      return run_expired (report, error);
    case CS_REPORT_EMERGENCIES:
      return run_emergencies (report, error);
    case CS_REPORT_PAIRS:
      return run_pairs (report, error);
    default:
      g_assert_not_reached ();
    }
}

static JsonObject *
run_get (CsCall  *call,
         GError **error)
{
  g_autoptr(JsonObject) reply = json_object_new ();
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_autoptr(CsTxn) txn = NULL;
  const char *nick = cs_call_get_text (call, "report");
  Report report = { call, names, 0, 0, reply, json_array_new (), json_array_new () };
  CsReportKind kind;

  json_object_set_array_member (reply, "columns", report.columns);
  json_object_set_array_member (reply, "rows", report.rows);
  report.from = cs_call_get_int64 (call, "from");
  report.until = cs_call_has (call, "until") && cs_call_get_int64 (call, "until")
                 ? cs_call_get_int64 (call, "until") : G_MAXINT64;
  if (!cs_report_kind_from_nick (nick, &kind))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "There is no report “%s”", nick);
      return NULL;
    }
  if (report.from >= report.until)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "A report ends after it begins");
      return NULL;
    }

  json_object_set_string_member (reply, "report", nick);
  json_object_set_int_member (reply, "from", report.from);
  json_object_set_int_member (reply, "until", cs_call_get_int64 (call, "until"));
  json_object_set_string_member (reply, "zone", call->office->zone);
  json_object_set_boolean_member (reply, "working_time", FALSE);
  json_object_set_boolean_member (reply, "truncated", FALSE);
  if (!(txn = cs_txn_begin (call->db, error)) || !count_report (&report, kind, error))
    return NULL;
  return g_steal_pointer (&reply);
}

static JsonObject *
run_export (CsCall  *call,
            GError **error)
{
  const char *to = cs_call_get_text (call, "to");
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsReport) report = NULL;
  g_autoptr(GBytes) bytes = NULL;
  char *csv = NULL;

  if (!cs_evidence_check_file (to, error) || !(reply = run_get (call, error)))
    return NULL;

  report = cs_reply_read_report (reply);
  csv = cs_report_to_csv (report);
  bytes = g_bytes_new_take (csv, strlen (csv));
  return cs_evidence_write_file (to, bytes, error) ? cs_evidence_reply_path (to) : NULL;
}

static const CsArgument get_arguments[] = {
  { "report", CS_ARGUMENT_TEXT, TRUE, 40, N_("waiting, times, returns, expired, emergencies or pairs") },
  { "from", CS_ARGUMENT_INTEGER, FALSE, 0, N_("what happened from then on; from the first if absent") },
  { "until", CS_ARGUMENT_INTEGER, FALSE, 0, N_("what happened before; until now if absent") },
  { NULL },
};

static const CsArgument export_arguments[] = {
  { "report", CS_ARGUMENT_TEXT, TRUE, 40, N_("waiting, times, returns, expired, emergencies or pairs") },
  { "from", CS_ARGUMENT_INTEGER, FALSE, 0, N_("what happened from then on; from the first if absent") },
  { "until", CS_ARGUMENT_INTEGER, FALSE, 0, N_("what happened before; until now if absent") },
  { "to", CS_ARGUMENT_TEXT, TRUE, 0, N_("absolute path of a file that does not exist yet") },
  { NULL },
};

#define READERS (CS_ROLE_LEADER | CS_ROLE_DUTY | CS_ROLE_ADMINISTRATOR | CS_ROLE_AUDITOR)

const CsOperation cs_report_operations[] = {
  { "report.export", READERS, CS_OPERATION_READ,
    N_("Writes a report into a CSV file."), export_arguments, NULL, NULL, run_export },
  { "report.get", READERS, CS_OPERATION_READ,
    N_("Counts how sign-off goes: who waits, how long it takes, what comes back, who signs for whom."),
    get_arguments, NULL, NULL, run_get },
  { NULL },
};
