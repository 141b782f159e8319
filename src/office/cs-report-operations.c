/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-error.h"
#include "cs-evidence-private.h"
#include "cs-operations-private.h"
#include "cs-report-client.h"
#include "cs-report-private.h"
#include "cs-report-rows.h"

/* Reports: each is a table whose columns say what they hold, so that a page, a chart and a file need to know no more. */

#define MAX_ROWS 1000

void
cs_report_add_column (CsReportCount *report,
                      const char    *name,
                      const char    *type)
{
  JsonObject *column = json_object_new ();

  json_object_set_string_member (column, "name", name);
  json_object_set_string_member (column, "type", type);
  json_array_add_object_element (report->columns, column);
}

JsonArray *
cs_report_add_row (CsReportCount *report)
{
  JsonArray *row = json_array_new ();

  json_array_add_array_element (report->rows, row);
  return row;
}

void
cs_report_add_person (CsReportCount *report,
                      JsonArray     *row,
                      gint64         person)
{
  json_array_add_string_element (row, cs_names_get_person (report->names, person));
}

/* --- returns, expired, emergencies --- */

static gboolean
run_returns (CsReportCount  *report,
             GError **error)
{
  g_autoptr(GPtrArray) rows = NULL;

  cs_report_add_column (report, "reason", "text");
  cs_report_add_column (report, "returned", "number");
  cs_report_add_column (report, "rejected", "number");
  cs_report_add_column (report, "last", "time");
  if (!(rows = cs_report_rows_reasons (report->call->db, report->from, report->until, MAX_ROWS, error)))
    return FALSE;

  json_object_set_boolean_member (report->reply, "truncated", rows->len == MAX_ROWS);
  for (guint i = 0; i < rows->len; i++)
    {
      const CsReasonRow *reason = g_ptr_array_index (rows, i);
      JsonArray *row = cs_report_add_row (report);

      json_array_add_string_element (row, reason->reason);
      json_array_add_int_element (row, reason->n_returned);
      json_array_add_int_element (row, reason->n_rejected);
      json_array_add_int_element (row, reason->last_at);
    }

  return TRUE;
}

static gboolean
run_expired (CsReportCount  *report,
             GError **error)
{
  g_autoptr(GPtrArray) rows = NULL;

  cs_report_add_column (report, "post", "post");
  cs_report_add_column (report, "text", "text");
  cs_report_add_column (report, "author", "text");
  cs_report_add_column (report, "last", "time");
  cs_report_add_column (report, "state", "text");
  cs_report_add_column (report, "release", "time");
  if (!(rows = cs_report_rows_expired (report->call->db, report->from, report->until, MAX_ROWS, error)))
    return FALSE;

  json_object_set_boolean_member (report->reply, "truncated", rows->len == MAX_ROWS);
  for (guint i = 0; i < rows->len; i++)
    {
      const CsExpiredRow *expired = g_ptr_array_index (rows, i);
      JsonArray *row = cs_report_add_row (report);

      json_array_add_int_element (row, expired->post);
      json_array_add_string_element (row, expired->excerpt);
      cs_report_add_person (report, row, expired->author);
      json_array_add_int_element (row, expired->at);
      json_array_add_string_element (row, cs_post_state_nick (expired->state));
      json_array_add_int_element (row, expired->release_at);
    }

  return TRUE;
}

static gboolean
run_emergencies (CsReportCount  *report,
                 GError **error)
{
  g_autoptr(GPtrArray) rows = NULL;

  cs_report_add_column (report, "post", "post");
  cs_report_add_column (report, "text", "text");
  cs_report_add_column (report, "reason", "text");
  cs_report_add_column (report, "person", "text");
  cs_report_add_column (report, "started", "time");
  cs_report_add_column (report, "due", "time");
  if (!(rows = cs_report_rows_owed_reviews (report->call->db, MAX_ROWS, error)))
    return FALSE;

  json_object_set_boolean_member (report->reply, "truncated", rows->len == MAX_ROWS);
  for (guint i = 0; i < rows->len; i++)
    {
      const CsOwedReviewRow *owed = g_ptr_array_index (rows, i);
      JsonArray *row = cs_report_add_row (report);

      json_array_add_int_element (row, owed->post);
      json_array_add_string_element (row, owed->excerpt);
      json_array_add_string_element (row, owed->reason);
      cs_report_add_person (report, row, owed->started_by);
      json_array_add_int_element (row, owed->started_at);
      json_array_add_int_element (row, owed->due_at);
    }

  return TRUE;
}

/* --- pairs --- */

static void
add_pairs (CsReportCount     *report,
           GArray     *pairs,
           const char *kind)
{
  for (guint i = 0; i < MIN (pairs->len, MAX_ROWS); i++)
    {
      const CsPairRow *pair = &g_array_index (pairs, CsPairRow, i);
      JsonArray *row = cs_report_add_row (report);

      json_array_add_string_element (row, kind);
      cs_report_add_person (report, row, pair->one);
      cs_report_add_person (report, row, pair->other);
      json_array_add_int_element (row, pair->n);
      json_array_add_int_element (row, pair->total);
      json_array_add_int_element (row, pair->total ? (pair->n * 100 + pair->total / 2) / pair->total : 0);
    }
}

static gboolean
run_pairs (CsReportCount  *report,
           GError **error)
{
  g_autoptr(GArray) signers = NULL;
  g_autoptr(GArray) delegates = NULL;

  cs_report_add_column (report, "pair", "text");
  cs_report_add_column (report, "one", "text");
  cs_report_add_column (report, "other", "text");
  cs_report_add_column (report, "count", "number");
  cs_report_add_column (report, "of", "number");
  cs_report_add_column (report, "share", "percent");
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
count_report (CsReportCount        *report,
              CsReportKind   kind,
              GError       **error)
{
  switch (kind)
    {
    case CS_REPORT_WAITING:
      return cs_report_count_waiting (report, error);
    case CS_REPORT_TIMES:
      return cs_report_count_times (report, error);
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
  CsReportCount report = { call, names, 0, 0, reply, json_array_new (), json_array_new () };
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
