/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "clock-fixture.h"

static void
test_due (OfficeFixture *fixture,
          gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Sluice 3 opens at noon.");

  g_test_summary ("A stage is due by its minutes over the noon break; by the release time; by the new calendar; by the office's new zone");
  clock_fixture_assert_due (fixture, post, "2026-11-23T12:00");
  clock_fixture_reschedule (fixture, post, "2026-11-23T14:35");
  clock_fixture_assert_due (fixture, post, "2026-11-23T11:30");
  office_fixture_do (fixture, "admin", "calendar.set-day", cs_arguments_calendar_set_day (clock_fixture_at ("2026-11-23T10:00") / DAY, "Holiday", FALSE));
  clock_fixture_assert_due (fixture, post, "2026-11-20T17:00");
  office_fixture_do (fixture, "admin", "calendar.remove-day", cs_arguments_calendar_remove_day (clock_fixture_at ("2026-11-23T10:00") / DAY));
  clock_fixture_assert_due (fixture, post, "2026-11-23T11:30");
  clock_fixture_reschedule (fixture, post, "2026-11-25T14:35");
  clock_fixture_assert_due (fixture, post, "2026-11-23T12:00");

  office_fixture_approve (fixture, "reviewer", post);
  clock_fixture_assert_due (fixture, post, "2026-11-23T11:00");
  office_fixture_do (fixture, "admin", "office.change", cs_arguments_office_change ("Office", "en", "Europe/Berlin"));
  clock_fixture_assert_due (fixture, post, "2026-11-23T10:00+01:00");
}

static void
test_reminders (OfficeFixture *fixture,
                gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Sluice 3 opens at noon.");

  g_test_summary ("Half, four fifths, all: each once, to those who may decide; then one escalation; a clock set back repeats and undoes nothing");
  fixture->now = clock_fixture_at ("2026-11-23T10:59");
  clock_fixture_pass (fixture);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "reviewer", CS_NOTICE_REMINDER), ==, 0);
  fixture->now = clock_fixture_at ("2026-11-23T11:00");
  clock_fixture_pass (fixture);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "reviewer", CS_NOTICE_REMINDER), ==, 1);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "leader", CS_NOTICE_REMINDER), ==, 0);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "drafter", CS_NOTICE_REMINDER), ==, 0);
  clock_fixture_pass (fixture);
  fixture->now = clock_fixture_at ("2026-11-23T10:30");
  clock_fixture_pass (fixture);
  fixture->now = clock_fixture_at ("2026-11-23T11:10");
  clock_fixture_pass (fixture);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "reviewer", CS_NOTICE_REMINDER), ==, 1);
  fixture->now = clock_fixture_at ("2026-11-23T11:36");
  clock_fixture_pass (fixture);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "reviewer", CS_NOTICE_REMINDER), ==, 2);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "leader2", CS_NOTICE_ESCALATED), ==, 0);
  fixture->now = clock_fixture_at ("2026-11-23T12:00");
  clock_fixture_pass (fixture);
  clock_fixture_pass (fixture);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "reviewer", CS_NOTICE_REMINDER), ==, 3);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "leader2", CS_NOTICE_ESCALATED), ==, 1);
  g_assert_cmpuint (office_fixture_count_entries (fixture, post, CS_JOURNAL_ESCALATED), ==, 1);

  fixture->now = clock_fixture_at ("2026-11-23T10:10");
  clock_fixture_pass (fixture);
  fixture->now = clock_fixture_at ("2026-11-24T10:00");
  clock_fixture_pass (fixture);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "reviewer", CS_NOTICE_REMINDER), ==, 3);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "leader2", CS_NOTICE_ESCALATED), ==, 1);

  /* whom it escalated to decides at the review */
  office_fixture_approve (fixture, "leader2", post);
  clock_fixture_assert_due (fixture, post, "2026-11-24T11:00");
}

static void
test_asleep (OfficeFixture *fixture,
             gconstpointer  unused)
{
  gint64 late = office_fixture_post (fixture, "drafter", "Sluice 3 opens at noon.");
  gint64 post = office_fixture_submitted (fixture, "drafter", "Sluice 4 opens at noon.");
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsProposalInfo) proposal = NULL;

  g_test_summary ("A machine that slept over all marks gives the last one and escalates; what is late has expired, without a burst, with the next safe time");
  {
    g_autoptr(CsSheetInfo) sheet = office_fixture_sheet (fixture, "drafter", late);

    office_fixture_do (fixture, "drafter", "post.save",
                       cs_arguments_post_save (late, sheet->version, sheet->content, CS_RELEASE_AT_TIME,
                                               clock_fixture_at ("2026-11-23T16:00"), "Asia/Shanghai"));
    office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", late));
  }

  fixture->now = clock_fixture_at ("2026-11-24T08:00");
  clock_fixture_pass (fixture);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "reviewer", CS_NOTICE_REMINDER), ==, 1);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "leader2", CS_NOTICE_ESCALATED), ==, 1);
  office_fixture_assert_state (fixture, late, CS_POST_EXPIRED);
  office_fixture_assert_state (fixture, post, CS_POST_IN_REVIEW);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "drafter", CS_NOTICE_EXPIRED), ==, 1);

  /* three hours of work from 9 on end at noon; five minutes later nobody works */
  reply = office_fixture_call (fixture, "drafter", "release.propose", cs_arguments_one ("post", late));
  proposal = cs_reply_read_proposal (reply);
  g_assert_cmpuint (proposal->minutes, ==, 180);
  g_assert_cmpint (proposal->release_at, ==, clock_fixture_at ("2026-11-24T14:00"));

  fixture->now = clock_fixture_at ("2026-11-23T11:00");
  clock_fixture_pass (fixture);
  office_fixture_assert_state (fixture, late, CS_POST_EXPIRED);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "drafter", CS_NOTICE_EXPIRED), ==, 1);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "reviewer", CS_NOTICE_REMINDER), ==, 1);
}

static void
test_absence (OfficeFixture *fixture,
              gconstpointer  unused)
{
  static const struct { const char *actor, *principal, *delegate; int from, until; const char *reference; CsError code; } bad[] = {
    { "leader", NULL, "leader", 0, 5, NULL, CS_ERROR_DELEGATE_SELF },
    { "leader", NULL, "admin", 0, 5, NULL, CS_ERROR_DELEGATE_ROLE },
    { "leader", NULL, "auditor", 0, 5, NULL, CS_ERROR_DELEGATE_ROLE },
    { "leader", NULL, "responder", 0, 5, NULL, CS_ERROR_DELEGATE_ROLE },
    { "responder", NULL, "leader", 0, 5, NULL, CS_ERROR_NOTHING_TO_DELEGATE },
    { "admin", NULL, "leader", 0, 5, NULL, CS_ERROR_NOTHING_TO_DELEGATE },
    { "leader", NULL, "leader2", -5, -1, NULL, CS_ERROR_DELEGATION_TIMES },
    { "leader", NULL, "leader2", 5, 4, NULL, CS_ERROR_DELEGATION_TIMES },
    { "drafter", "leader", "leader2", 0, 5, "Order 12", CS_ERROR_FORBIDDEN },
    { "duty", "leader", "leader2", 0, 5, "  ", CS_ERROR_ORDER_REQUIRED },
  };
  g_autoptr(JsonObject) listed = NULL;
  g_autoptr(GPtrArray) delegations = NULL;
  gint64 first;

  g_test_summary ("Absences that could not hold are refused, each in words of its own; a chain of two is one too many");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%u", i);
      office_fixture_refuse (fixture, bad[i].actor, "delegation.add",
                             clock_fixture_absence (fixture, bad[i].principal, bad[i].delegate, fixture->now + bad[i].from * DAY,
                                                    fixture->now + bad[i].until * DAY, bad[i].reference), bad[i].code);
    }

  office_fixture_do (fixture, "leader", "delegation.add", clock_fixture_absence (fixture, NULL, "leader2", fixture->now, fixture->now + 5 * DAY, NULL));
  office_fixture_refuse (fixture, "reviewer", "delegation.add",
                         clock_fixture_absence (fixture, NULL, "leader", fixture->now, fixture->now + DAY, NULL), CS_ERROR_DELEGATE_AWAY);
  office_fixture_refuse (fixture, "leader", "delegation.add",
                         clock_fixture_absence (fixture, NULL, "reviewer", fixture->now + DAY, fixture->now + 9 * DAY, NULL), CS_ERROR_DELEGATION_OVERLAPS);
  office_fixture_do (fixture, "duty", "delegation.add",
                     clock_fixture_absence (fixture, "reviewer", "reviewer2", fixture->now, fixture->now + DAY, "Order 12"));
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "leader2", CS_NOTICE_DELEGATED), ==, 1);

  listed = office_fixture_call (fixture, "leader", "delegation.list", cs_arguments_delegation_list (0, TRUE));
  delegations = cs_reply_read_delegations (listed);
  g_assert_cmpuint (delegations->len, ==, 2);
  g_assert_cmpstr (((const CsDelegationInfo *) g_ptr_array_index (delegations, 0))->reference, ==, "Order 12");
  first = ((const CsDelegationInfo *) g_ptr_array_index (delegations, 1))->id;
  office_fixture_refuse (fixture, "drafter", "delegation.end", cs_arguments_one ("delegation", first), CS_ERROR_FORBIDDEN);
  office_fixture_do (fixture, "leader", "delegation.end", cs_arguments_one ("delegation", first));
  office_fixture_refuse (fixture, "leader", "delegation.end", cs_arguments_one ("delegation", first), CS_ERROR_CONFLICT);
}

static void
test_signed_for (OfficeFixture *fixture,
                 gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Sluice 3 opens at noon.");
  gint64 own = office_fixture_submitted (fixture, "reviewer2", "Sluice 4 opens at noon.");
  g_autoptr(JsonObject) added = NULL, desk_reply = NULL, signed_reply = NULL, back = NULL;
  g_autoptr(CsDeskInfo) desk = NULL, home = NULL;
  g_autoptr(GPtrArray) decisions = NULL;
  JsonObject *decision = NULL;
  gint64 delegation;

  g_test_summary ("A delegate sees what waits and for whom, never what he wrote himself; on return all that was signed in one's name is listed");
  added = office_fixture_call (fixture, "reviewer", "delegation.add",
                               clock_fixture_absence (fixture, NULL, "drafter2", fixture->now, fixture->now + DAY, NULL));
  delegation = cs_reply_read_id (added);
  desk_reply = office_fixture_call (fixture, "drafter2", "desk.get", NULL);
  desk = cs_reply_read_desk (desk_reply);
  g_assert_cmpuint (desk->n_waiting, ==, 2);
  g_assert_cmpstr (((const CsPostInfo *) g_ptr_array_index (desk->waiting, 0))->for_names[0], ==, "reviewer");

  decision = office_fixture_decision (fixture, post, CS_VERDICT_APPROVE, NULL);
  json_object_set_int_member (decision, "acting_for", office_fixture_person (fixture, "reviewer"));
  office_fixture_do (fixture, "drafter2", "post.decide", decision);
  signed_reply = office_fixture_call (fixture, "reviewer", "delegation.signed", cs_arguments_one ("delegation", delegation));
  decisions = cs_reply_read_signed_for (signed_reply, NULL);
  g_assert_cmpuint (decisions->len, ==, 1);
  g_assert_cmpint (((const CsSignedForInfo *) g_ptr_array_index (decisions, 0))->post, ==, post);
  g_assert_cmpstr (((const CsSignedForInfo *) g_ptr_array_index (decisions, 0))->person_name, ==, "drafter2");
  back = office_fixture_call (fixture, "reviewer", "desk.get", NULL);
  home = cs_reply_read_desk (back);
  g_assert_cmpuint (home->n_signed_for, ==, 1);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "reviewer", CS_NOTICE_SIGNED_FOR), ==, 1);
  fixture->now += MINUTE;
  office_fixture_refuse (fixture, "drafter2", "delegation.seen", cs_arguments_one ("delegation", delegation), CS_ERROR_FORBIDDEN);
  office_fixture_do (fixture, "reviewer", "delegation.seen", cs_arguments_one ("delegation", delegation));

  /* who wrote it decides for nobody */
  added = (json_object_unref (added), office_fixture_call (fixture, "reviewer", "delegation.end", cs_arguments_one ("delegation", delegation)));
  office_fixture_do (fixture, "reviewer", "delegation.add",
                     clock_fixture_absence (fixture, NULL, "reviewer2", fixture->now + MINUTE, fixture->now + DAY, NULL));
  fixture->now += 2 * MINUTE;
  decision = office_fixture_decision (fixture, own, CS_VERDICT_APPROVE, NULL);
  json_object_set_int_member (decision, "acting_for", office_fixture_person (fixture, "reviewer"));
  office_fixture_refuse (fixture, "reviewer2", "post.decide", decision, CS_ERROR_CONTRIBUTOR);
}

static void
test_emergency (OfficeFixture *fixture,
                gconstpointer  unused)
{
  gint64 ordinary = office_fixture_submitted (fixture, "drafter", "Sluice 3 opens at noon.");
  gint64 urgent = office_fixture_post (fixture, "drafter", "The dam breaks.");
  g_autoptr(JsonObject) frozen = NULL, listed = NULL;
  g_autoptr(CsHeldInfo) held = NULL;
  g_autoptr(GPtrArray) emergencies = NULL;
  g_autoptr(CsFreezeInfo) freeze = NULL;
  const CsEmergencyInfo *emergency;

  g_test_summary ("Two people, an ordinary queue that stands still, a review by somebody who took no part");
  office_fixture_approve (fixture, "reviewer", ordinary);
  office_fixture_approve (fixture, "leader2", ordinary);
  office_fixture_refuse (fixture, "drafter", "emergency.start", cs_arguments_emergency_start (urgent, " "), CS_ERROR_REASON_REQUIRED);
  office_fixture_do (fixture, "drafter", "emergency.start", cs_arguments_emergency_start (urgent, "Lives"));
  office_fixture_refuse (fixture, "drafter", "emergency.start", cs_arguments_emergency_start (urgent, "Lives"), CS_ERROR_CONFLICT);
  office_fixture_refuse (fixture, "duty", "queue.freeze", cs_arguments_queue_freeze ("Again"), CS_ERROR_FROZEN);
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", urgent));
  office_fixture_approve (fixture, "leader", urgent);

  /* nothing ordinary is armed while the freeze is open: the network is not even tried */
  clock_fixture_pass (fixture);
  office_fixture_assert_state (fixture, ordinary, CS_POST_QUEUED);
  frozen = office_fixture_call (fixture, "responder", "queue.frozen", NULL);
  held = cs_reply_read_held (frozen);
  g_assert_cmpuint (held->n_held, ==, 1);
  g_assert_cmpint (((const CsPostInfo *) g_ptr_array_index (held->held, 0))->id, ==, ordinary);
  g_assert_true (office_fixture_count_entries (fixture, ordinary, CS_JOURNAL_PUBLICATION_SETTLED) == 0);
  g_assert_true (office_fixture_count_entries (fixture, urgent, CS_JOURNAL_PUBLICATION_SETTLED) > 0);

  listed = office_fixture_call (fixture, "responder", "emergency.list", cs_arguments_emergency_list (FALSE));
  emergencies = cs_reply_read_emergencies (listed);
  freeze = cs_reply_read_freeze (listed);
  g_assert_nonnull (freeze);
  g_assert_cmpuint (emergencies->len, ==, 1);
  emergency = g_ptr_array_index (emergencies, 0);
  g_assert_cmpint (emergency->due_at, >=, clock_fixture_at ("2026-11-24T10:00"));
  g_assert_false (emergency->may_clear);

  office_fixture_refuse (fixture, "leader", "emergency.clear", cs_arguments_emergency_clear (urgent, "Fine"), CS_ERROR_TOOK_PART);
  office_fixture_do (fixture, "leader2", "emergency.clear", cs_arguments_emergency_clear (urgent, "Fine"));
  office_fixture_refuse (fixture, "duty", "emergency.clear", cs_arguments_emergency_clear (urgent, "Fine"), CS_ERROR_CONFLICT);
  office_fixture_do (fixture, "duty", "queue.thaw", NULL);
  office_fixture_refuse (fixture, "duty", "queue.thaw", NULL, CS_ERROR_NOT_FROZEN);
  fixture->now += DAY;
  clock_fixture_pass (fixture);
  office_fixture_assert_state (fixture, ordinary, CS_POST_EXPIRED);
}

static void
try_import (OfficeFixture *fixture,
            const char    *text,
            gssize         size,
            int            code)
{
  g_autofree char *path = g_build_filename (fixture->folder, "days.ics", NULL);

  g_assert_true (g_file_set_contents (path, text, size, NULL));
  if (code < 0)
    office_fixture_do (fixture, "admin", "calendar.import", cs_arguments_calendar_import (path));
  else
    office_fixture_refuse (fixture, "admin", "calendar.import", cs_arguments_calendar_import (path), (CsError) code);
}

static void
test_import (OfficeFixture *fixture,
             gconstpointer  unused)
{
  static const char good[] =
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
    "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261001\r\nDTEND;VALUE=DATE:20261008\r\nSUMMARY:国庆节（休）\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:2\r\nDTSTART;VALUE=DATE:20261010\r\nSUMMARY:国庆节（班）\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:3\r\nDTSTART;VALUE=DATE:20200101\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:元旦\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:4\r\nDTSTART:20261001T100000Z\r\nDTEND:20261001T110000Z\r\nSUMMARY:meeting\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:5\r\nDTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=DAILY\r\nSUMMARY:every day\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:6\r\nDTSTART;VALUE=DATE:20261005\r\nSTATUS:CANCELLED\r\nSUMMARY:cancelled\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:7\r\nDTSTART;VALUE=DATE:20261123\r\nSTATUS:CANCELLED\r\nSUMMARY:cancelled\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:8\r\nDTSTART;VALUE=DATE:20260920\r\nSUMMARY:国庆节 补班 第1天/共1天\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:9\r\nDTSTART;VALUE=DATE:29991231\r\nDURATION:P300D\r\nSUMMARY:the last\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:10\r\nDTSTART;TZID=Europe/Berlin:20261124T000000\r\nDURATION:PT8H\r\nSUMMARY:timed\r\nEND:VEVENT\r\n"
    "END:VCALENDAR\r\n";
  g_autoptr(GString) deep = g_string_new (NULL);
  g_autoptr(GString) never_comes = g_string_new ("BEGIN:VCALENDAR\r\n");
  g_autoptr(GString) folded = g_string_new ("BEGIN:VCALENDAR\r\n");
  g_autoptr(GString) many = g_string_new ("BEGIN:VCALENDAR\r\n");
  g_autoptr(CsCalendar) never = cs_calendar_new ("UTC", NULL);
  g_autofree char *large = g_strnfill (3 * 1024 * 1024, 'x');
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsCalendar) calendar = NULL;
  guint before = 0, after = 0;

  g_test_summary ("Whole days come in, several and yearly; hostile files are refused and change nothing");
  try_import (fixture, good, -1, -1);
  reply = office_fixture_call (fixture, "drafter", "calendar.get", NULL);
  calendar = cs_reply_read_calendar (reply);
  cs_calendar_get_days (calendar, &before);
  g_assert_cmpuint (before, >=, 7 + 3 + 10);
  g_assert_cmpuint (before, <=, 7 + 3 + 12);
  g_assert_true (cs_calendar_is_working (calendar, clock_fixture_at ("2026-09-20T10:00")));
  g_assert_true (cs_calendar_is_working (calendar, clock_fixture_at ("2026-11-23T10:00")));
  g_assert_true (cs_calendar_is_working (calendar, clock_fixture_at ("2026-11-24T10:00")));
  g_assert_false (cs_calendar_is_working (calendar, clock_fixture_at ("2026-10-07T10:00")));
  g_assert_true (cs_calendar_is_working (calendar, clock_fixture_at ("2026-10-08T10:00")));
  g_assert_true (cs_calendar_is_working (calendar, clock_fixture_at ("2026-10-10T10:00")));
  g_assert_false (cs_calendar_is_working (calendar, clock_fixture_at ("2030-01-01T10:00")));

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "BEGIN:VCALENDAR\r\n");
  for (guint i = 0; i < 100000; i++)
    g_string_append (folded, "BE\r\n GIN:VEVENT\r\n");
  try_import (fixture, folded->str, -1, CS_ERROR_TOO_LARGE);
  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (many, "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261001\r\nEND:VEVENT\r\n");
  for (guint i = 0; i < 4000; i++)
    g_string_append (never_comes, "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\nEND:VEVENT\r\n");
  g_string_append (never_comes, "END:VCALENDAR\r\n");
  try_import (fixture, never_comes->str, -1, CS_ERROR_TOO_LARGE);
  try_import (fixture, deep->str, -1, CS_ERROR_TOO_LARGE);
  try_import (fixture, many->str, -1, CS_ERROR_TOO_LARGE);
  try_import (fixture, large, -1, CS_ERROR_TOO_LARGE);
  try_import (fixture, "", -1, CS_ERROR_NOT_A_CALENDAR);
  try_import (fixture, "hello", -1, CS_ERROR_NOT_A_CALENDAR);
  try_import (fixture, "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", -1, CS_ERROR_NOT_A_CALENDAR);
  try_import (fixture, "BEGIN:VCALENDAR\xff\xfe", -1, CS_ERROR_ENCODING);
  try_import (fixture, "BEGIN:VCALENDAR\0hello", 21, CS_ERROR_ENCODING);
  try_import (fixture,
              "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260230\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\n"
              "END:VEVENT\r\nEND:VCALENDAR\r\n", -1, CS_ERROR_NOT_A_CALENDAR);
  office_fixture_refuse (fixture, "admin", "calendar.set", cs_arguments_calendar_set (never), CS_ERROR_NEVER_OPEN);

  json_object_unref (reply);
  reply = office_fixture_call (fixture, "drafter", "calendar.get", NULL);
  cs_calendar_free (calendar);
  calendar = cs_reply_read_calendar (reply);
  cs_calendar_get_days (calendar, &after);
  g_assert_cmpuint (after, ==, before);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  clock_fixture_add ("/office/clocks/due", test_due);
  clock_fixture_add ("/office/clocks/reminders", test_reminders);
  clock_fixture_add ("/office/clocks/asleep", test_asleep);
  clock_fixture_add ("/office/clocks/absence", test_absence);
  clock_fixture_add ("/office/clocks/signed-for", test_signed_for);
  clock_fixture_add ("/office/clocks/emergency", test_emergency);
  clock_fixture_add ("/office/clocks/import", test_import);

  return g_test_run ();
}
