/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "clock-fixture.h"

#include "cs-deadline.h"
#include "cs-time.h"

/* The pass of the clock in the process that publishes, whatever the calendar, the clock and the machine do meanwhile. */

static guint
count_reminders (OfficeFixture *fixture)
{
  return clock_fixture_count_notices (fixture, "reviewer", CS_NOTICE_REMINDER);
}

static void
set_day (OfficeFixture *fixture,
         const char    *text,
         gboolean       works)
{
  gint32 day = 0;

  g_assert_true (cs_calendar_parse_day (text, &day, NULL));
  office_fixture_do (fixture, "admin", "calendar.set-day", cs_arguments_calendar_set_day (day, "Special", works));
}

static void
test_days_off (OfficeFixture *fixture,
               gconstpointer  unused)
{
  gint64 post;

  g_test_summary ("Nobody is reminded on a week-end or a holiday; on a Saturday that is worked the clock goes on");
  set_day (fixture, "2026-11-30", FALSE);
  set_day (fixture, "2026-12-05", TRUE);
  fixture->now = clock_fixture_at ("2026-11-27T17:30"); /* a Friday; the Monday after is a holiday */
  post = office_fixture_submitted (fixture, "drafter", "Sluice 3 opens at noon.");
  clock_fixture_assert_due (fixture, post, "2026-12-01T10:30");
  clock_fixture_pass_at (fixture, "2026-11-30T15:00");
  g_assert_cmpuint (count_reminders (fixture), ==, 0);
  clock_fixture_pass_at (fixture, "2026-12-01T09:29");
  g_assert_cmpuint (count_reminders (fixture), ==, 0);
  clock_fixture_pass_at (fixture, "2026-12-01T09:30");
  g_assert_cmpuint (count_reminders (fixture), ==, 1);
  office_fixture_approve (fixture, "reviewer", post);

  fixture->now = clock_fixture_at ("2026-12-04T17:30"); /* a Friday; Saturday is worked as one */
  post = office_fixture_submitted (fixture, "drafter", "Sluice 4 opens at noon.");
  clock_fixture_assert_due (fixture, post, "2026-12-05T10:30");
  clock_fixture_pass_at (fixture, "2026-12-05T09:29");
  g_assert_cmpuint (count_reminders (fixture), ==, 1);
  clock_fixture_pass_at (fixture, "2026-12-05T09:30");
  g_assert_cmpuint (count_reminders (fixture), ==, 2);
}

static void
set_hours (OfficeFixture *fixture,
           const CsHours *hours,
           guint          n_hours)
{
  g_autoptr(CsCalendar) calendar = cs_calendar_new ("UTC", NULL);

  for (guint i = 0; i < n_hours; i++)
    g_assert_true (cs_calendar_add_hours (calendar, hours[i].weekday, hours[i].opens, hours[i].closes, NULL));
  office_fixture_do (fixture, "admin", "calendar.set", cs_arguments_calendar_set (calendar));
}

static void
test_half_days (OfficeFixture *fixture,
                gconstpointer  unused)
{
  static const CsHours hours[] = { { 1, 540, 720 }, { 1, 840, 1080 }, { 3, 540, 720 }, { 4, 540, 600 }, { 4, 660, 720 }, { 4, 960, 1080 } };
  gint64 post;

  g_test_summary ("A Wednesday of a morning alone and a Thursday of three shifts");
  set_hours (fixture, hours, G_N_ELEMENTS (hours));
  fixture->now = clock_fixture_at ("2026-11-25T11:30"); /* Wednesday */
  post = office_fixture_submitted (fixture, "drafter", "Sluice 3 opens at noon.");
  clock_fixture_assert_due (fixture, post, "2026-11-26T11:30");
  clock_fixture_pass_at (fixture, "2026-11-26T09:29");
  g_assert_cmpuint (count_reminders (fixture), ==, 0);
  clock_fixture_pass_at (fixture, "2026-11-26T09:30");
  g_assert_cmpuint (count_reminders (fixture), ==, 1);
  clock_fixture_pass_at (fixture, "2026-11-26T11:05");
  g_assert_cmpuint (count_reminders (fixture), ==, 1);
  clock_fixture_pass_at (fixture, "2026-11-26T11:06");
  g_assert_cmpuint (count_reminders (fixture), ==, 2);
}

/* A night shift from 1 to 4 in Berlin, every day. */
static void
work_at_night (OfficeFixture *fixture)
{
  static const CsHours hours[] = { { 1, 60, 240 }, { 2, 60, 240 }, { 3, 60, 240 }, { 4, 60, 240 }, { 5, 60, 240 }, { 6, 60, 240 }, { 7, 60, 240 } };

  office_fixture_do (fixture, "admin", "office.change", cs_arguments_office_change ("Office", "en", "Europe/Berlin"));
  set_hours (fixture, hours, G_N_ELEMENTS (hours));
}

static void
test_summer_time (OfficeFixture *fixture,
                  gconstpointer  unused)
{
  gint64 post;

  g_test_summary ("A shift in which the clock jumps from 2 to 3 is an hour shorter, one in which it shows 2 twice an hour longer");
  work_at_night (fixture);
  fixture->now = clock_fixture_at ("2027-03-28T01:00+01:00");
  post = office_fixture_submitted (fixture, "drafter", "Sluice 3 opens at noon.");
  clock_fixture_assert_due (fixture, post, "2027-03-28T04:00+02:00");
  clock_fixture_pass_at (fixture, "2027-03-28T01:59+01:00");
  g_assert_cmpuint (count_reminders (fixture), ==, 0);
  clock_fixture_pass_at (fixture, "2027-03-28T03:00+02:00");
  g_assert_cmpuint (count_reminders (fixture), ==, 1);
  clock_fixture_pass_at (fixture, "2027-03-28T03:36+02:00");
  g_assert_cmpuint (count_reminders (fixture), ==, 2);
  office_fixture_approve (fixture, "reviewer", post);

  fixture->now = clock_fixture_at ("2027-10-31T01:00+02:00");
  post = office_fixture_submitted (fixture, "drafter", "Sluice 4 opens at noon.");
  clock_fixture_assert_due (fixture, post, "2027-10-31T02:00+01:00");
  clock_fixture_pass_at (fixture, "2027-10-31T02:00+02:00");
  g_assert_cmpuint (count_reminders (fixture), ==, 3);
  clock_fixture_pass_at (fixture, "2027-10-31T02:35+02:00");
  g_assert_cmpuint (count_reminders (fixture), ==, 3);
  clock_fixture_pass_at (fixture, "2027-10-31T02:36+02:00");
  g_assert_cmpuint (count_reminders (fixture), ==, 4);
  clock_fixture_pass_at (fixture, "2027-10-31T02:00+01:00");
  g_assert_cmpuint (count_reminders (fixture), ==, 5);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "leader2", CS_NOTICE_ESCALATED), ==, 1);
}

static void
test_zone (OfficeFixture *fixture,
           gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Sluice 3 opens at noon.");
  g_autofree char *sentence = NULL;

  g_test_summary ("The office's zone changes while the clock runs: the stage is due by the new clock on the wall, what was said is not said again");
  clock_fixture_pass_at (fixture, "2026-11-23T11:00");
  g_assert_cmpuint (count_reminders (fixture), ==, 1);
  office_fixture_do (fixture, "admin", "office.change", cs_arguments_office_change ("Office", "en", "Europe/Berlin"));
  clock_fixture_assert_due (fixture, post, "2026-11-23T11:00+01:00"); /* 10:00 in Shanghai is 3:00 there */
  clock_fixture_pass (fixture);
  g_assert_cmpuint (count_reminders (fixture), ==, 1);
  clock_fixture_pass_at (fixture, "2026-11-23T09:59+01:00");
  g_assert_cmpuint (count_reminders (fixture), ==, 1);
  clock_fixture_pass_at (fixture, "2026-11-23T10:00+01:00");
  g_assert_cmpuint (count_reminders (fixture), ==, 2);
  clock_fixture_pass_at (fixture, "2026-11-23T12:30+01:00");
  g_assert_cmpuint (count_reminders (fixture), ==, 3);
  sentence = clock_fixture_read_notice (fixture, "reviewer", CS_NOTICE_REMINDER);
  g_assert_cmpstr (sentence, ==, "The time for your decision is up; it was due today 11:00.");
}

static void
test_moved (OfficeFixture *fixture,
            gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Sluice 3 opens at noon.");

  g_test_summary ("Where the release time or the calendar moves a deadline, the reminders follow it; where it does not move, none comes again");
  clock_fixture_pass_at (fixture, "2026-11-23T11:00");
  g_assert_cmpuint (count_reminders (fixture), ==, 1);

  /* earlier, and four fifths are at 11:12 now */
  fixture->now = clock_fixture_at ("2026-11-23T11:10");
  clock_fixture_reschedule (fixture, post, "2026-11-23T14:35");
  clock_fixture_assert_due (fixture, post, "2026-11-23T11:30");
  clock_fixture_pass (fixture);
  g_assert_cmpuint (count_reminders (fixture), ==, 1);
  clock_fixture_pass_at (fixture, "2026-11-23T11:12");
  g_assert_cmpuint (count_reminders (fixture), ==, 2);

  /* later: that is another deadline */
  clock_fixture_reschedule (fixture, post, "2026-11-25T14:35");
  clock_fixture_assert_due (fixture, post, "2026-11-23T12:00");
  clock_fixture_pass (fixture);
  g_assert_cmpuint (count_reminders (fixture), ==, 2);
  clock_fixture_pass_at (fixture, "2026-11-23T11:36");
  g_assert_cmpuint (count_reminders (fixture), ==, 3);

  /* the rest of today becomes free, then a day far away that is no matter, with the clock set back in between */
  set_day (fixture, "2026-11-23", FALSE);
  clock_fixture_assert_due (fixture, post, "2026-11-24T11:00");
  clock_fixture_pass_at (fixture, "2026-11-24T09:59");
  g_assert_cmpuint (count_reminders (fixture), ==, 3);
  clock_fixture_pass_at (fixture, "2026-11-24T10:00");
  g_assert_cmpuint (count_reminders (fixture), ==, 4);
  fixture->now = clock_fixture_at ("2026-11-24T09:30");
  set_day (fixture, "2027-02-01", FALSE);
  clock_fixture_pass_at (fixture, "2026-11-24T10:01");
  g_assert_cmpuint (count_reminders (fixture), ==, 4);
  clock_fixture_pass_at (fixture, "2026-11-24T11:00");
  g_assert_cmpuint (count_reminders (fixture), ==, 5);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "leader2", CS_NOTICE_ESCALATED), ==, 1);
}

static void
test_asleep (OfficeFixture *fixture,
             gconstpointer  unused)
{
  gint64 second = clock_fixture_submit_for (fixture, "Sluice 4 opens at noon.", "2026-11-23T17:00");
  gint64 first = clock_fixture_submit_for (fixture, "Sluice 3 opens at noon.", "2026-11-23T16:00");
  gint64 open = clock_fixture_submit_for (fixture, "Sluice 5 opens at noon.", "2026-11-25T16:00");
  g_autofree char *expired = NULL;
  g_autofree char *reminded = NULL;
  g_autofree char *wanted = NULL;

  g_test_summary ("A machine that slept over a whole day: what was not signed expired once, in the order of its times; each sentence says when it was");
  clock_fixture_pass_at (fixture, "2026-11-24T09:30");
  office_fixture_assert_state (fixture, first, CS_POST_EXPIRED);
  office_fixture_assert_state (fixture, second, CS_POST_EXPIRED);
  office_fixture_assert_state (fixture, open, CS_POST_IN_REVIEW);
  wanted = g_strdup_printf ("%" G_GINT64_FORMAT "\n%" G_GINT64_FORMAT, first, second);
  clock_fixture_assert_answer (fixture, "SELECT post FROM notices WHERE kind = 'expired' ORDER BY id", wanted);
  clock_fixture_assert_answer (fixture, "SELECT count (*) FROM journal WHERE details LIKE '%\"act\":\"expire\"%'", "2");
  expired = clock_fixture_read_notice (fixture, "drafter", CS_NOTICE_EXPIRED);
  g_assert_cmpstr (expired, ==, "The post was not signed by its release time (yesterday 17:00) and expired. It could go out today 14:35.");

  /* all three marks of the other went by: the last is given, and it is escalated */
  g_assert_cmpuint (count_reminders (fixture), ==, 1);
  reminded = clock_fixture_read_notice (fixture, "reviewer", CS_NOTICE_REMINDER);
  g_assert_cmpstr (reminded, ==, "The time for your decision is up; it was due yesterday 12:00.");
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "leader2", CS_NOTICE_ESCALATED), ==, 1);
  clock_fixture_pass_at (fixture, "2026-11-24T18:00");
  clock_fixture_assert_answer (fixture, "SELECT kind, count (*) FROM notices GROUP BY kind ORDER BY kind", "escalated|1\nexpired|2\nreminder|2"); /* two reviewers */
}

static void
test_release_past (OfficeFixture *fixture,
                   gconstpointer  unused)
{
  gint64 post = office_fixture_post (fixture, "drafter", "Sluice 3 opens at noon.");
  gint64 tight;
  g_autoptr(CsSheetInfo) sheet = office_fixture_sheet (fixture, "drafter", post);

  g_test_summary ("A release time in the past is refused; one that leaves too little is late from the start, and says so at once");
  office_fixture_do (fixture, "drafter", "post.save",
                     cs_arguments_post_save (post, sheet->version, sheet->content, CS_RELEASE_AT_TIME,
                                             clock_fixture_at ("2026-11-23T09:59"), "Asia/Shanghai"));
  office_fixture_refuse (fixture, "drafter", "post.submit", cs_arguments_one ("post", post), CS_ERROR_RELEASE_PAST);

  tight = clock_fixture_submit_for (fixture, "Sluice 4 opens at noon.", "2026-11-23T10:30");
  office_fixture_refuse (fixture, "drafter", "post.reschedule",
                         cs_arguments_post_reschedule (tight, CS_RELEASE_AT_TIME, fixture->now, "Asia/Shanghai"), CS_ERROR_RELEASE_PAST);
  clock_fixture_assert_due (fixture, tight, "2026-11-23T09:25");
  clock_fixture_pass (fixture);
  g_assert_cmpuint (count_reminders (fixture), ==, 1);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "leader2", CS_NOTICE_ESCALATED), ==, 1);
  clock_fixture_pass_at (fixture, "2026-11-23T10:30");
  office_fixture_assert_state (fixture, tight, CS_POST_IN_REVIEW); /* it could still be signed in this very moment */
  clock_fixture_pass_at (fixture, "2026-11-23T10:31");
  office_fixture_assert_state (fixture, tight, CS_POST_EXPIRED);
  g_assert_cmpuint (count_reminders (fixture), ==, 1);
}

static void
test_clock_back (OfficeFixture *fixture,
                 gconstpointer  unused)
{
  gint64 late = clock_fixture_submit_for (fixture, "Sluice 3 opens at noon.", "2026-11-23T13:00");
  gint64 post = office_fixture_submitted (fixture, "drafter", "Sluice 4 opens at noon.");
  g_autofree char *sentence = NULL;

  g_test_summary ("A clock that was set back: the office says so once, nothing comes twice or comes back, and nobody signs before the stage opened");
  clock_fixture_pass_at (fixture, "2026-11-23T13:30");
  office_fixture_assert_state (fixture, late, CS_POST_EXPIRED);
  g_assert_cmpuint (count_reminders (fixture), ==, 1);
  office_fixture_approve (fixture, "reviewer", post);

  /* a clock that is corrected by a minute is none that was set back */
  clock_fixture_pass_at (fixture, "2026-11-23T13:29");
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "admin", CS_NOTICE_CLOCK_BACK), ==, 0);

  clock_fixture_pass_at (fixture, "2026-11-23T10:30");
  clock_fixture_pass_at (fixture, "2026-11-23T10:31");
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "admin", CS_NOTICE_CLOCK_BACK), ==, 1);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "duty", CS_NOTICE_CLOCK_BACK), ==, 1);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "drafter", CS_NOTICE_CLOCK_BACK), ==, 0);
  sentence = clock_fixture_read_notice (fixture, "admin", CS_NOTICE_CLOCK_BACK);
  g_assert_true (g_str_has_prefix (sentence, "The clock of this computer was set back: the office last recorded something on "
                                             "Monday, 23 November 2026, 13:30 (Asia/Shanghai)."));
  clock_fixture_assert_answer (fixture, "SELECT count (*) FROM journal WHERE kind = 'clock-set-back'", "1");
  office_fixture_assert_state (fixture, late, CS_POST_EXPIRED);
  office_fixture_refuse (fixture, "leader", "post.decide", office_fixture_decision (fixture, post, CS_VERDICT_APPROVE, NULL),
                         CS_ERROR_CLOCK_BACK);

  clock_fixture_pass_at (fixture, "2026-11-23T13:31");
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "drafter", CS_NOTICE_EXPIRED), ==, 1);
  g_assert_cmpuint (count_reminders (fixture), ==, 1);
  office_fixture_approve (fixture, "leader", post);
}

static char *
dup_reason (OfficeFixture *fixture)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, "reviewer", "desk.get", NULL);
  JsonArray *waiting = cs_json_get_array (reply, "waiting");

  g_assert_cmpuint (json_array_get_length (waiting), ==, 1);
  return cs_reply_dup_due_reason (cs_json_get_element (waiting, 0), "Asia/Shanghai");
}

static void
test_sign_by (OfficeFixture *fixture,
              gconstpointer  unused)
{
  g_autoptr(CsRoute) route = cs_route_new ("Ordinary route");
  CsStage *review = cs_route_append_stage (route, "Review", CS_STAGE_REVIEW);
  CsStage *sign_off = cs_route_append_stage (route, "Sign-off", CS_STAGE_SIGN_OFF);
  g_autofree char *reason = NULL;
  gint64 post;

  g_test_summary ("Sign by 15:40 to make 16:00; over a week-end and a holiday it is the Friday before");
  cs_stage_add_party (review, CS_PARTY_ROLE_IN_OWN_SECTION, CS_ROLE_REVIEWER, 0);
  cs_stage_add_party (sign_off, CS_PARTY_ROLE_ANYWHERE, CS_ROLE_LEADER, 0);
  sign_off->minutes = 15;
  office_fixture_do (fixture, "admin", "route.set", cs_arguments_route_set (route));

  post = clock_fixture_submit_for (fixture, "Sluice 3 opens at noon.", "2026-11-24T16:00");
  clock_fixture_assert_due (fixture, post, "2026-11-24T15:40");
  reason = dup_reason (fixture);
  g_assert_cmpstr (reason, ==, "Release at 16:00, less 5 min to send, less 15 min of working time for the later stages.");

  clock_fixture_reschedule (fixture, post, "2026-11-30T09:10"); /* a Monday */
  clock_fixture_assert_due (fixture, post, "2026-11-27T17:50");
  set_day (fixture, "2026-11-27", FALSE);
  clock_fixture_assert_due (fixture, post, "2026-11-26T17:50");
  clock_fixture_pass_at (fixture, "2026-11-26T17:49");
  g_assert_cmpuint (count_reminders (fixture), ==, 1); /* two of them were due while nobody looked: the last is given */
  clock_fixture_pass_at (fixture, "2026-11-26T17:50");
  g_assert_cmpuint (count_reminders (fixture), ==, 2);
}

static void
test_expired (OfficeFixture *fixture,
              gconstpointer  unused)
{
  gint64 post = clock_fixture_submit_for (fixture, "Sluice 3 opens at noon.", "2026-11-23T16:00");
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsProposalInfo) proposal = NULL;

  g_test_summary ("Unsigned at its time it is expired; the next safe time is offered and taken in one act, and what was approved stays approved");
  office_fixture_approve (fixture, "reviewer", post);
  clock_fixture_pass_at (fixture, "2026-11-23T16:01");
  office_fixture_assert_state (fixture, post, CS_POST_EXPIRED);
  office_fixture_refuse (fixture, "leader", "post.decide", office_fixture_decision (fixture, post, CS_VERDICT_APPROVE, NULL),
                         CS_ERROR_WRONG_STATE);

  reply = office_fixture_call (fixture, "drafter", "release.propose", cs_arguments_one ("post", post));
  proposal = cs_reply_read_proposal (reply);
  g_assert_cmpuint (proposal->minutes, ==, 60); /* the leader's hour is all that is left */
  g_assert_cmpint (proposal->release_at, ==, clock_fixture_at ("2026-11-23T17:10"));
  office_fixture_refuse (fixture, "drafter2", "post.reschedule",
                         cs_arguments_post_reschedule (post, CS_RELEASE_AT_TIME, proposal->release_at, proposal->zone), CS_ERROR_FORBIDDEN);
  office_fixture_do (fixture, "drafter", "post.reschedule",
                     cs_arguments_post_reschedule (post, CS_RELEASE_AT_TIME, proposal->release_at, proposal->zone));
  office_fixture_assert_state (fixture, post, CS_POST_IN_REVIEW);
  clock_fixture_assert_due (fixture, post, "2026-11-23T17:01");
  clock_fixture_pass (fixture);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "leader", CS_NOTICE_REMINDER), ==, 0);
  clock_fixture_pass_at (fixture, "2026-11-23T16:31");
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "leader", CS_NOTICE_REMINDER), ==, 1);
  office_fixture_approve (fixture, "leader", post);
  office_fixture_assert_state (fixture, post, CS_POST_QUEUED);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "drafter", CS_NOTICE_EXPIRED), ==, 1);
}

/* Times in UTC; in Shanghai it is eight hours later. */
static const char old_reviews[] =
  "UPDATE office SET zone = 'Asia/Shanghai';"
  "UPDATE posts SET state = 'in-review', stage = 1, revision = 1, zone = 'Asia/Shanghai', "
  "changed_at = 1000000 * unixepoch ('2026-11-23 01:00');"
  "UPDATE posts SET release = 'at-time', release_at = 1000000 * unixepoch ('2026-11-23 03:05') WHERE id = 1;"
  "UPDATE posts SET release = 'at-time', release_at = 1000000 * unixepoch ('2026-11-22 02:00') WHERE id = 3;"
  "INSERT OR IGNORE INTO contributors VALUES (1, 1, 1), (2, 1, 1), (3, 1, 1);"
  "INSERT INTO journal VALUES (4, 1000000 * unixepoch ('2026-11-16 02:00'), 1, 1, 'state-changed', "
  "'{\"act\":\"submit\",\"from\":\"draft\",\"stage\":0,\"to\":\"in-review\"}', zeroblob (32), zeroblob (32)), "
  "(5, 1000000 * unixepoch ('2026-11-23 00:00'), 2, 1, 'state-changed', "
  "'{\"act\":\"pass-stage\",\"from\":\"in-review\",\"stage\":1,\"to\":\"in-review\"}', zeroblob (32), zeroblob (32));";

/* An office as the version before the clocks left it, with three posts in review; it is 23 November 2026, 10:00 in Shanghai. */
static void
set_up_old (OfficeFixture *fixture)
{
  g_autofree char *from = g_build_filename (g_getenv ("CS_TEST_DATA"), "db", "version-4.db", NULL);
  g_autofree char *to = NULL;
  g_autofree char *contents = NULL;
  g_autoptr(GError) error = NULL;
  gsize size = 0;

  fixture->folder = g_dir_make_tmp ("countersign-XXXXXX", NULL);
  to = g_build_filename (fixture->folder, "office.db", NULL);
  g_assert_true (g_file_get_contents (from, &contents, &size, NULL));
  g_assert_true (g_file_set_contents (to, contents, (gssize) size, NULL));
  fixture->now = clock_fixture_at ("2026-11-23T10:00");
  clock_fixture_run_sql (fixture->folder, old_reviews);
  fixture->office = cs_local_office_open (fixture->folder, &error);
  g_assert_no_error (error);
}

static gint64
read_now (gpointer fixture)
{
  return ((OfficeFixture *) fixture)->now;
}

static void
test_upgrade (void)
{
  OfficeFixture fixture = { 0 };
  g_autofree char *wanted = NULL;

  g_test_summary ("What was in review before there were clocks has one after: since its stage opened, as the journal says; what is late expires once");
  set_up_old (&fixture);
  cs_local_office_set_clock (fixture.office, read_now, &fixture);
  wanted = g_strdup_printf ("%" G_GINT64_FORMAT "|0\n%" G_GINT64_FORMAT "|0", fixture.now - 2 * HOUR, fixture.now - HOUR);
  clock_fixture_assert_answer (&fixture, "SELECT stage_opened_at, stage_due_at FROM posts WHERE id < 3 ORDER BY id", wanted);

  clock_fixture_pass (&fixture);
  g_free (wanted);
  wanted = g_strdup_printf ("1|in-review|%" G_GINT64_FORMAT "\n2|in-review|0\n3|expired|0", clock_fixture_at ("2026-11-23T11:00"));
  clock_fixture_assert_answer (&fixture, "SELECT id, state, stage_due_at FROM posts ORDER BY id", wanted);
  clock_fixture_assert_answer (&fixture, "SELECT count (*) FROM posts WHERE clock_at > 0", "1");
  clock_fixture_assert_answer (&fixture, "SELECT post, person, kind FROM notices ORDER BY id", "3|1|expired\n1|3|reminder");

  fixture.now += HOUR;
  clock_fixture_pass (&fixture);
  clock_fixture_pass (&fixture);
  clock_fixture_assert_answer (&fixture, "SELECT post, mark FROM reminders ORDER BY mark", "1|50\n1|100");
  clock_fixture_assert_answer (&fixture, "SELECT count (*) FROM notices", "3");
  office_fixture_tear_down (&fixture, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  clock_fixture_add ("/clocks/pass/days-off", test_days_off);
  clock_fixture_add ("/clocks/pass/half-days", test_half_days);
  clock_fixture_add ("/clocks/pass/summer-time", test_summer_time);
  clock_fixture_add ("/clocks/pass/zone", test_zone);
  clock_fixture_add ("/clocks/pass/moved", test_moved);
  clock_fixture_add ("/clocks/pass/asleep", test_asleep);
  clock_fixture_add ("/clocks/pass/release-past", test_release_past);
  clock_fixture_add ("/clocks/pass/clock-back", test_clock_back);
  clock_fixture_add ("/clocks/pass/sign-by", test_sign_by);
  clock_fixture_add ("/clocks/pass/expired", test_expired);
  g_test_add_func ("/clocks/pass/upgrade", test_upgrade);

  return g_test_run ();
}
