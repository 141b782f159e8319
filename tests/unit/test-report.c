/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "clock-fixture.h"

#include "cs-error.h"
#include "cs-evidence-client.h"
#include "cs-report-client.h"

static CsReport *
get_report (OfficeFixture *fixture,
            CsReportKind   kind)
{
  g_autoptr(JsonObject) reply = NULL;

  reply = office_fixture_call (fixture, "leader", "report.get", cs_arguments_report_get (kind, 0, 0));
  return cs_reply_read_report (reply);
}

static guint
find_column (const CsReport *report,
             const char     *name)
{
  for (guint i = 0; i < report->columns->len; i++)
    if (g_str_equal (cs_report_get_column (report, i)->name, name))
      return i;

  g_error ("no column %s", name);
}

static const char *
get_text (const CsReport *report,
          guint           row,
          const char     *column)
{
  return cs_report_get_cell (report, row, find_column (report, column))->text;
}

static gint64
get_number (const CsReport *report,
            guint           row,
            const char     *column)
{
  return cs_report_get_cell (report, row, find_column (report, column))->number;
}

/* The row whose cell in @column is @text, and in @other (or NULL) is @other_text. */
static guint
find_row (const CsReport *report,
          const char     *column,
          const char     *text,
          const char     *other,
          const char     *other_text)
{
  for (guint i = 0; i < cs_report_get_n_rows (report); i++)
    if (g_strcmp0 (get_text (report, i, column), text) == 0 &&
        (!other || g_strcmp0 (get_text (report, i, other), other_text) == 0))
      return i;

  g_error ("no row with %s", text);
}

static void
test_waiting (OfficeFixture *fixture,
              gconstpointer  unused)
{
  g_autoptr(CsReport) report = NULL;
  guint row;

  g_test_summary ("Each person's waiting posts are those that he may decide on");
  office_fixture_submitted (fixture, "drafter", "One");
  office_fixture_submitted (fixture, "reviewer2", "Two");
  fixture->now += 2 * HOUR;
  report = get_report (fixture, CS_REPORT_WAITING);

  row = find_row (report, "person", "reviewer", NULL, NULL);
  g_assert_cmpint (get_number (report, row, "waiting"), ==, 2);
  g_assert_cmpint (get_number (report, row, "oldest"), ==, 2 * HOUR);
  row = find_row (report, "person", "reviewer2", NULL, NULL);
  g_assert_cmpint (get_number (report, row, "waiting"), ==, 1);
}

static gint64
sign (OfficeFixture *fixture,
      const char    *drafter,
      const char    *leader,
      gint64         review,
      gint64         sign_off)
{
  gint64 post = office_fixture_submitted (fixture, drafter, "To sign");

  fixture->now += review;
  office_fixture_approve (fixture, "reviewer", post);
  fixture->now += sign_off;
  office_fixture_approve (fixture, leader, post);
  return post;
}

static void
test_times (OfficeFixture *fixture,
            gconstpointer  unused)
{
  g_autoptr(CsReport) report = NULL;
  g_autofree char *shown = NULL;
  guint row;

  g_test_summary ("A stage's time runs from its opening to the decision; the middle and the ninth of ten are named");
  fixture->now = clock_fixture_at ("2026-11-23T09:00");
  for (guint i = 1; i <= 10; i++)
    sign (fixture, "drafter", "leader", i * 2 * MINUTE, MINUTE);

  report = get_report (fixture, CS_REPORT_TIMES);
  g_assert_true (report->working_time);
  row = find_row (report, "person", "reviewer", NULL, NULL);
  g_assert_cmpint (get_number (report, row, "decisions"), ==, 10);
  g_assert_cmpint (get_number (report, row, "median"), ==, 10 * MINUTE);
  g_assert_cmpint (get_number (report, row, "ninety"), ==, 18 * MINUTE);
  row = find_row (report, "person", "leader", NULL, NULL);
  g_assert_cmpint (get_number (report, row, "ninety"), ==, MINUTE);
  shown = cs_report_format_cell (report, row, find_column (report, "median"));
  g_assert_cmpstr (shown, ==, "1 min");
  g_assert_cmpuint (cs_report_get_n_rows (report), ==, 4);
}

/* How long the only decision at the review took, of a post that was opened and reviewed at these moments. */
static gint64
measure_review (OfficeFixture *fixture,
                const char    *opened,
                const char    *decided)
{
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsReport) report = NULL;
  gint64 post;

  fixture->now = clock_fixture_at (opened);
  post = office_fixture_submitted (fixture, "drafter", "To review");
  fixture->now = clock_fixture_at (decided);
  office_fixture_approve (fixture, "reviewer", post);
  reply = office_fixture_call (fixture, "leader", "report.get", cs_arguments_report_get (CS_REPORT_TIMES, fixture->now, 0));
  report = cs_reply_read_report (reply);
  return get_number (report, find_row (report, "person", "reviewer", NULL, NULL), "median");
}

static void
test_working_time (OfficeFixture *fixture,
                   gconstpointer  unused)
{
  g_test_summary ("Only hours in which the office works count: not noon, not the night, no week-end, no holiday");
  g_assert_cmpint (measure_review (fixture, "2026-11-23T11:00", "2026-11-23T15:00"), ==, 2 * HOUR);
  g_assert_cmpint (measure_review (fixture, "2026-11-23T17:30", "2026-11-24T09:15"), ==, 45 * MINUTE);
  g_assert_cmpint (measure_review (fixture, "2026-11-27T17:00", "2026-11-30T10:00"), ==, 2 * HOUR);
  g_assert_cmpint (measure_review (fixture, "2026-12-05T10:00", "2026-12-06T10:00"), ==, 0);
  office_fixture_do (fixture, "admin", "calendar.set-day",
                     cs_arguments_calendar_set_day ((gint32) (clock_fixture_at ("2026-12-08T10:00") / DAY), "Holiday", FALSE));
  g_assert_cmpint (measure_review (fixture, "2026-12-07T17:00", "2026-12-09T10:00"), ==, 2 * HOUR);
}

static void
test_times_of_rounds (OfficeFixture *fixture,
                      gconstpointer  unused)
{
  g_autoptr(CsReport) report = NULL;
  gint64 post;

  g_test_summary ("What came back counts anew from its return; a decision for somebody else is that of who decided");
  clock_fixture_go_away (fixture, "leader", "leader2", fixture->now, fixture->now + DAY);
  post = office_fixture_submitted (fixture, "drafter", "Text");
  fixture->now += 20 * MINUTE;
  office_fixture_do (fixture, "reviewer", "post.decide", office_fixture_decision (fixture, post, CS_VERDICT_RETURN, "Typo"));
  fixture->now += 30 * MINUTE;
  office_fixture_save (fixture, "drafter", post, "Text, mended");
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
  fixture->now += 10 * MINUTE;
  office_fixture_approve (fixture, "reviewer", post);
  fixture->now += 5 * MINUTE;
  office_fixture_do (fixture, "leader2", "post.decide", clock_fixture_approval_for (fixture, post, "leader"));

  report = get_report (fixture, CS_REPORT_TIMES);
  g_assert_cmpint (get_number (report, find_row (report, "person", "reviewer", NULL, NULL), "median"), ==, 10 * MINUTE);
  g_assert_cmpint (get_number (report, find_row (report, "person", "reviewer", NULL, NULL), "ninety"), ==, 20 * MINUTE);
  g_assert_cmpint (get_number (report, find_row (report, "person", "leader2", NULL, NULL), "median"), ==, 5 * MINUTE);
}

static void
test_returns (OfficeFixture *fixture,
              gconstpointer  unused)
{
  g_autoptr(CsReport) report = NULL;
  g_autoptr(CsReport) none = NULL;
  g_autoptr(JsonObject) reply = NULL;

  g_test_summary ("Returns are counted by their reason, and only those of the time asked for");
  for (guint i = 0; i < 3; i++)
    {
      gint64 post = office_fixture_submitted (fixture, "drafter", "Text");

      office_fixture_do (fixture, "reviewer", "post.decide",
                         office_fixture_decision (fixture, post, i == 2 ? CS_VERDICT_REJECT : CS_VERDICT_RETURN, i ? "No source" : "Typo"));
    }

  report = get_report (fixture, CS_REPORT_RETURNS);
  g_assert_cmpuint (cs_report_get_n_rows (report), ==, 2);
  g_assert_cmpstr (get_text (report, 0, "reason"), ==, "No source");
  g_assert_cmpint (get_number (report, 0, "returned"), ==, 1);
  g_assert_cmpint (get_number (report, 0, "rejected"), ==, 1);

  reply = office_fixture_call (fixture, "leader", "report.get",
                               cs_arguments_report_get (CS_REPORT_RETURNS, fixture->now + 1, 0));
  none = cs_reply_read_report (reply);
  g_assert_cmpuint (cs_report_get_n_rows (none), ==, 0);
}

static void
test_pairs (OfficeFixture *fixture,
            gconstpointer  unused)
{
  g_autoptr(CsReport) report = NULL;
  g_autoptr(CsChart) chart = NULL;
  guint row;

  g_test_summary ("Who signs whose posts, and what share that is");
  for (guint i = 0; i < 3; i++)
    sign (fixture, "drafter", "leader", HOUR, HOUR);
  sign (fixture, "drafter", "leader2", HOUR, HOUR);
  sign (fixture, "drafter2", "leader2", HOUR, HOUR);

  report = get_report (fixture, CS_REPORT_PAIRS);
  g_assert_cmpuint (cs_report_get_n_rows (report), ==, 3);
  row = find_row (report, "one", "drafter", "other", "leader");
  g_assert_cmpint (get_number (report, row, "count"), ==, 3);
  g_assert_cmpint (get_number (report, row, "of"), ==, 4);
  g_assert_cmpint (get_number (report, row, "share"), ==, 75);
  row = find_row (report, "one", "drafter2", "other", "leader2");
  g_assert_cmpint (get_number (report, row, "share"), ==, 100);

  chart = cs_report_make_chart (report);
  g_assert_nonnull (chart);
  g_assert_cmpuint (cs_table_get_n_rows (chart->table), ==, 4);
}

static void
test_delegates (OfficeFixture *fixture,
                gconstpointer  unused)
{
  g_autoptr(CsReport) report = NULL;
  guint row;

  g_test_summary ("Who signs for whom is counted apart from who signs whose posts; what was taken back does not count");
  clock_fixture_go_away (fixture, "leader", "leader2", fixture->now, fixture->now + DAY);
  for (guint i = 0; i < 3; i++)
    {
      gint64 post = office_fixture_submitted (fixture, "drafter", "To sign");

      office_fixture_approve (fixture, "reviewer", post);
      office_fixture_do (fixture, "leader2", "post.decide", clock_fixture_approval_for (fixture, post, "leader"));
    }

  report = get_report (fixture, CS_REPORT_PAIRS);
  row = find_row (report, "pair", "signed in whose name", NULL, NULL);
  g_assert_cmpstr (get_text (report, row, "one"), ==, "leader");
  g_assert_cmpstr (get_text (report, row, "other"), ==, "leader2");
  g_assert_cmpint (get_number (report, row, "count"), ==, 3);
  g_assert_cmpint (get_number (report, row, "share"), ==, 100);
  row = find_row (report, "pair", "wrote and signed", NULL, NULL);
  g_assert_cmpstr (get_text (report, row, "other"), ==, "leader2");
  g_assert_cmpint (get_number (report, row, "count"), ==, 3);
}

static void
test_expired (OfficeFixture *fixture,
              gconstpointer  unused)
{
  gint64 late = clock_fixture_submit_for (fixture, "Too late", "2026-11-23T11:00");
  gint64 again = clock_fixture_submit_for (fixture, "Given a new time", "2026-11-23T11:00");
  g_autoptr(CsReport) report = NULL;
  guint row;

  g_test_summary ("Posts that were not signed in time are listed, with what became of them, also once they have a new time");
  clock_fixture_submit_for (fixture, "In time", "2026-11-24T11:00");
  clock_fixture_pass_at (fixture, "2026-11-23T11:01");
  clock_fixture_reschedule (fixture, again, "2026-11-24T16:00");

  report = get_report (fixture, CS_REPORT_EXPIRED);
  g_assert_cmpuint (cs_report_get_n_rows (report), ==, 2);
  row = find_row (report, "text", "Too late", NULL, NULL);
  g_assert_cmpint (get_number (report, row, "post"), ==, late);
  g_assert_cmpstr (get_text (report, row, "author"), ==, "drafter");
  g_assert_cmpstr (get_text (report, row, "state"), ==, cs_post_state_label (CS_POST_EXPIRED));
  g_assert_cmpint (get_number (report, row, "release"), ==, clock_fixture_at ("2026-11-23T11:00"));
  row = find_row (report, "text", "Given a new time", NULL, NULL);
  g_assert_cmpstr (get_text (report, row, "state"), !=, cs_post_state_label (CS_POST_EXPIRED));
}

static void
test_emergencies (OfficeFixture *fixture,
                  gconstpointer  unused)
{
  gint64 urgent = office_fixture_post (fixture, "drafter", "Evacuate");
  g_autoptr(CsReport) unsigned_yet = NULL;
  g_autoptr(CsReport) owed = NULL;
  g_autoptr(CsReport) cleared = NULL;

  g_test_summary ("An emergency post is listed until somebody who took no part has reviewed it");
  office_fixture_do (fixture, "drafter", "emergency.start", cs_arguments_emergency_start (urgent, "Lives"));
  unsigned_yet = get_report (fixture, CS_REPORT_EMERGENCIES);
  g_assert_cmpuint (cs_report_get_n_rows (unsigned_yet), ==, 1);
  g_assert_cmpint (get_number (unsigned_yet, 0, "due"), ==, 0);
  g_assert_cmpstr (get_text (unsigned_yet, 0, "reason"), ==, "Lives");

  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", urgent));
  office_fixture_approve (fixture, "leader", urgent);
  owed = get_report (fixture, CS_REPORT_EMERGENCIES);
  g_assert_cmpint (get_number (owed, 0, "due"), ==, fixture->now + DAY);
  office_fixture_do (fixture, "leader2", "emergency.clear", cs_arguments_emergency_clear (urgent, "Fine"));
  cleared = get_report (fixture, CS_REPORT_EMERGENCIES);
  g_assert_cmpuint (cs_report_get_n_rows (cleared), ==, 0);
}

static void
test_others (OfficeFixture *fixture,
             gconstpointer  unused)
{
  g_autoptr(CsReport) expired = get_report (fixture, CS_REPORT_EXPIRED);
  g_autoptr(CsReport) emergencies = get_report (fixture, CS_REPORT_EMERGENCIES);
  g_autoptr(JsonObject) wrong = cs_arguments_report_get (CS_REPORT_TIMES, 5, 5);

  g_test_summary ("An office where nothing went wrong has empty reports; wrong questions are refused");
  g_assert_cmpuint (cs_report_get_n_rows (expired), ==, 0);
  g_assert_cmpuint (cs_report_get_n_rows (emergencies), ==, 0);
  g_assert_null (cs_report_make_chart (expired));
  for (guint i = 0; i < expired->columns->len; i++)
    g_assert_cmpstr (cs_report_get_column (expired, i)->title, !=, "");
  for (guint i = 0; i < emergencies->columns->len; i++)
    g_assert_cmpstr (cs_report_get_column (emergencies, i)->title, !=, "");

  office_fixture_refuse (fixture, "leader", "report.get", g_steal_pointer (&wrong), CS_ERROR_INVALID);
  wrong = json_object_new ();
  json_object_set_string_member (wrong, "report", "gossip");
  office_fixture_refuse (fixture, "leader", "report.get", g_steal_pointer (&wrong), CS_ERROR_INVALID);
}

static void
test_csv (OfficeFixture *fixture,
          gconstpointer  unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "report.csv", NULL);
  g_autofree char *csv = NULL;
  const char * const reasons[] = { "=HYPERLINK(\"http://example.org\")", "Commas, and \"quotes\"", "+49 is no reason", "＝1+1", "@SUM(A1)", "-2+3",
                                   "一个理由", "Two\nlines", "Plain" };

  g_test_summary ("CSV by RFC 4180, with nothing in it that a spreadsheet would run; a file that is there stays");
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      gint64 post = office_fixture_submitted (fixture, "drafter", "Text");

      office_fixture_do (fixture, "reviewer", "post.decide",
                         office_fixture_decision (fixture, post, CS_VERDICT_RETURN, reasons[i]));
    }

  office_fixture_do (fixture, "auditor", "report.export", cs_arguments_report_export (CS_REPORT_RETURNS, 0, 0, path));
  g_assert_true (g_file_get_contents (path, &csv, NULL, NULL));
  g_assert_true (g_str_has_prefix (csv, "\xef\xbb\xbfReason,Returned,Rejected,Last time\r\n"));
  g_assert_nonnull (strstr (csv, "\r\n\"'=HYPERLINK(\"\"http://example.org\"\")\",1,0,"));
  g_assert_nonnull (strstr (csv, "\r\n\"Commas, and \"\"quotes\"\"\",1,0,"));
  g_assert_nonnull (strstr (csv, "\r\n'+49 is no reason,1,0,"));
  g_assert_nonnull (strstr (csv, "\r\n'＝1+1,1,0,"));
  g_assert_nonnull (strstr (csv, "\r\n'@SUM(A1),1,0,"));
  g_assert_nonnull (strstr (csv, "\r\n'-2+3,1,0,"));
  g_assert_nonnull (strstr (csv, "\r\n一个理由,1,0,"));
  g_assert_nonnull (strstr (csv, "\r\n\"Two\nlines\",1,0,"));
  g_assert_true (g_utf8_validate (csv, -1, NULL));
  g_assert_nonnull (strstr (csv, "\r\nPlain,1,0,2026-09-21T"));
  g_assert_true (g_str_has_suffix (csv, "\r\n"));

  office_fixture_refuse (fixture, "auditor", "report.export",
                         cs_arguments_report_export (CS_REPORT_RETURNS, 0, 0, path), CS_ERROR_INVALID);
  office_fixture_refuse (fixture, "auditor", "report.export",
                         cs_arguments_report_export (CS_REPORT_RETURNS, 0, 0, "report.csv"), CS_ERROR_INVALID);
}

/* --- the briefing and the leader's sheet --- */

static void
test_briefing (OfficeFixture *fixture,
               gconstpointer  unused)
{
  gint64 post = office_fixture_post (fixture, "drafter", "The bridge is closed.");
  g_autoptr(GPtrArray) questions = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_likely_question_free);
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsBriefing) briefing = NULL;

  g_test_summary ("The briefing is kept by those who write the post, beside its content, and journalled");
  g_ptr_array_add (questions, cs_likely_question_new ("How long?", "Until Monday."));
  office_fixture_do (fixture, "drafter", "briefing.save", cs_arguments_briefing_save (post, "The river rises.", "Traffic.", questions));
  reply = office_fixture_call (fixture, "leader", "briefing.get", cs_arguments_one ("post", post));
  briefing = cs_reply_read_briefing (reply);
  g_assert_cmpstr (briefing->why_now, ==, "The river rises.");
  g_assert_cmpstr (briefing->risks, ==, "Traffic.");
  g_assert_cmpuint (briefing->questions->len, ==, 1);
  g_assert_cmpstr (((CsLikelyQuestion *) g_ptr_array_index (briefing->questions, 0))->answer, ==, "Until Monday.");
  g_assert_cmpstr (briefing->saved_by_name, ==, "drafter");
  g_assert_true (briefing->may_save);
  g_assert_cmpuint (office_fixture_count_entries (fixture, post, CS_JOURNAL_BRIEFING_SAVED), ==, 1);

  office_fixture_refuse (fixture, "stranger", "briefing.save", cs_arguments_briefing_save (post, "", "", NULL), CS_ERROR_NOT_FOUND);
  office_fixture_refuse (fixture, "auditor", "briefing.save", cs_arguments_briefing_save (post, "", "", NULL), CS_ERROR_FORBIDDEN);
  for (guint i = 0; i < 20; i++)
    g_ptr_array_add (questions, cs_likely_question_new ("Q", "A"));
  office_fixture_refuse (fixture, "drafter", "briefing.save", cs_arguments_briefing_save (post, "", "", questions), CS_ERROR_TOO_LARGE);
}

static CsLeaderSheet *
get_sheet (OfficeFixture *fixture,
           gint64         post)
{
  g_autoptr(JsonObject) reply = NULL;

  reply = office_fixture_call (fixture, "leader", "leader-sheet.get", cs_arguments_one ("post", post));
  return cs_reply_read_leader_sheet (reply);
}

static void
test_sheet (OfficeFixture *fixture,
            gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "The bridge is closed.");
  g_autofree char *path = g_build_filename (fixture->folder, "sheet.pdf", NULL);
  g_autoptr(CsLeaderSheet) first = NULL;
  g_autoptr(CsLeaderSheet) second = NULL;
  g_autofree char *changes = NULL;
  g_autofree char *pdf = NULL;
  const CsLeaderStage *stage = NULL;

  g_test_summary ("The sheet says what was decided, what still is to be, and what changed since somebody approved");
  office_fixture_approve (fixture, "reviewer", post);
  first = get_sheet (fixture, post);
  g_assert_cmpuint (first->revision_number, ==, 1);
  g_assert_null (first->signed_content);
  g_assert_cmpuint (g_strv_length (first->accounts), ==, 1);
  g_assert_cmpuint (first->stages->len, ==, 2);
  stage = g_ptr_array_index (first->stages, 0);
  g_assert_true (stage->fulfilled);
  g_assert_cmpstr (stage->who[0], ==, "reviewer");
  stage = g_ptr_array_index (first->stages, 1);
  g_assert_true (stage->open);
  g_assert_true (g_strv_contains ((const char * const *) stage->who, "leader2"));

  office_fixture_save (fixture, "drafter", post, "The bridge is closed until Monday.");
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
  second = get_sheet (fixture, post);
  g_assert_cmpuint (second->revision_number, ==, 2);
  g_assert_cmpuint (second->signed_number, ==, 1);
  changes = cs_leader_sheet_dup_changes (second);
  g_assert_nonnull (strstr (changes, "2 words added"));

  office_fixture_do (fixture, "leader", "leader-sheet.print", cs_arguments_leader_sheet_print (post, path));
  g_assert_true (g_file_get_contents (path, &pdf, NULL, NULL));
  g_assert_true (g_str_has_prefix (pdf, "%PDF-"));
  office_fixture_refuse (fixture, "leader", "leader-sheet.print", cs_arguments_leader_sheet_print (post, path), CS_ERROR_INVALID);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add (path, OfficeFixture, NULL, office_fixture_set_up, function, office_fixture_tear_down)

  ADD ("/office/report/waiting", test_waiting);
  clock_fixture_add ("/office/report/times", test_times);
  clock_fixture_add ("/office/report/working-time", test_working_time);
  clock_fixture_add ("/office/report/rounds", test_times_of_rounds);
  clock_fixture_add ("/office/report/delegates", test_delegates);
  clock_fixture_add ("/office/report/expired", test_expired);
  clock_fixture_add ("/office/report/emergencies", test_emergencies);
  ADD ("/office/report/returns", test_returns);
  ADD ("/office/report/pairs", test_pairs);
  ADD ("/office/report/others", test_others);
  ADD ("/office/report/csv", test_csv);
  ADD ("/office/briefing", test_briefing);
  ADD ("/office/leader-sheet", test_sheet);

  return g_test_run ();
}
