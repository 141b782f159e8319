/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "clock-fixture.h"

#include "cs-key-client.h"

/* What the clock pass says of things that are owed beside the posts in review: once a day, to those who can act, until somebody does. */

/* An emergency post of the drafter, signed by the leader at the fixture's time. */
static gint64
sign_emergency (OfficeFixture *fixture)
{
  gint64 post = office_fixture_post (fixture, "drafter", "The dam breaks.");

  office_fixture_do (fixture, "drafter", "emergency.start", cs_arguments_emergency_start (post, "Lives"));
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
  office_fixture_approve (fixture, "leader", post);
  return post;
}

static guint
count_overdue (OfficeFixture *fixture,
               const char    *login)
{
  return clock_fixture_count_notices (fixture, login, CS_NOTICE_REVIEW_OVERDUE);
}

static void
test_review (OfficeFixture *fixture,
             gconstpointer  unused)
{
  gint64 post = sign_emergency (fixture);
  g_autoptr(JsonObject) desk = NULL;
  g_autoptr(GPtrArray) emergencies = NULL;
  g_autofree char *sentence = NULL;
  gint64 due = 0;

  g_test_summary ("An overdue full review is told once a day to those who took no part, and stands on every Desk until it is made");
  fixture->now += DAY - MINUTE;
  clock_fixture_pass (fixture);
  g_assert_cmpuint (count_overdue (fixture, "leader2"), ==, 0);
  fixture->now += 2 * MINUTE;
  due = fixture->now;
  clock_fixture_pass (fixture);
  clock_fixture_pass (fixture);
  for (guint i = 0; i < 3; i++)
    {
      static const char * const may[] = { "leader2", "reviewer", "duty" };
      static const char * const may_not[] = { "leader", "drafter", "admin" };

      g_assert_cmpuint (count_overdue (fixture, may[i]), ==, 1);
      g_assert_cmpuint (count_overdue (fixture, may_not[i]), ==, 0);
    }
  sentence = clock_fixture_read_notice (fixture, "leader2", CS_NOTICE_REVIEW_OVERDUE);
  g_assert_cmpstr (sentence, ==, "The full review of an emergency post was due 1 min ago and is still owed.");

  desk = office_fixture_call (fixture, "leader2", "desk.get", NULL);
  emergencies = cs_reply_read_emergencies (desk);
  g_assert_cmpuint (emergencies->len, ==, 1);
  g_assert_true (((const CsEmergencyInfo *) g_ptr_array_index (emergencies, 0))->may_clear);

  /* asleep for three days: one; a clock that was set back within the day: none */
  fixture->now = due + 3 * DAY;
  clock_fixture_pass (fixture);
  g_assert_cmpuint (count_overdue (fixture, "leader2"), ==, 2);
  fixture->now -= HOUR;
  clock_fixture_pass (fixture);
  fixture->now += DAY - MINUTE;
  clock_fixture_pass (fixture);
  g_assert_cmpuint (count_overdue (fixture, "leader2"), ==, 2);
  office_fixture_do (fixture, "leader2", "emergency.clear", cs_arguments_emergency_clear (post, "Fine"));
  fixture->now += 9 * DAY;
  clock_fixture_pass (fixture);
  g_assert_cmpuint (count_overdue (fixture, "leader2"), ==, 2);
}

static void
test_nobody (OfficeFixture *fixture,
             gconstpointer  unused)
{
  static const char * const gone[] = { "reviewer", "reviewer2", "strange-reviewer", "leader2", "duty" };
  g_autofree char *sentence = NULL;

  g_test_summary ("Where all who decide took part, those who can change that are told");
  sign_emergency (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (gone); i++)
    {
      gint64 person = office_fixture_person (fixture, gone[i]);

      office_fixture_do (fixture, "admin", "person.retire", cs_arguments_one ("person", person));
    }
  fixture->now += DAY;
  clock_fixture_pass (fixture);
  g_assert_cmpuint (count_overdue (fixture, "admin"), ==, 1);
  g_assert_cmpuint (count_overdue (fixture, "leader"), ==, 1);
  sentence = clock_fixture_read_notice (fixture, "admin", CS_NOTICE_REVIEW_OVERDUE);
  g_assert_nonnull (strstr (sentence, "nobody is left who may make it"));
}

static guint
count_renewals (OfficeFixture *fixture,
                const char    *login)
{
  g_autoptr(JsonObject) desk = office_fixture_call (fixture, login, "desk.get", NULL);
  g_autoptr(GPtrArray) renewals = cs_reply_read_key_renewals (desk);

  return renewals->len;
}

static void
test_renewal (OfficeFixture *fixture,
              gconstpointer  unused)
{
  gint64 reviewer = office_fixture_person (fixture, "reviewer");
  g_autofree char *sentence = NULL;

  g_test_summary ("A new key that waits for a second administrator: told at once and then once a day, to the others alone; on their Desk till it is confirmed");
  office_fixture_do (fixture, "admin", "person.add", cs_arguments_person_add ("admin2", "admin2", CS_ROLE_ADMINISTRATOR, 0, ""));
  office_fixture_sit (fixture, "reviewer");
  office_fixture_do (fixture, "admin", "key.ask-renewal", cs_arguments_one ("person", reviewer));
  clock_fixture_pass (fixture);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "admin2", CS_NOTICE_KEY_RENEWAL), ==, 1);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "admin", CS_NOTICE_KEY_RENEWAL), ==, 0);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "leader", CS_NOTICE_KEY_RENEWAL), ==, 0);
  sentence = clock_fixture_read_notice (fixture, "admin2", CS_NOTICE_KEY_RENEWAL);
  g_assert_cmpstr (sentence, ==, "admin asked for a new key for reviewer. A second administrator has to confirm it.");
  g_assert_cmpuint (count_renewals (fixture, "admin2"), ==, 1);
  g_assert_cmpuint (count_renewals (fixture, "admin"), ==, 0);
  g_assert_cmpuint (count_renewals (fixture, "leader"), ==, 0);

  fixture->now += DAY - MINUTE;
  clock_fixture_pass (fixture);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "admin2", CS_NOTICE_KEY_RENEWAL), ==, 1);
  fixture->now += MINUTE;
  clock_fixture_pass (fixture);
  clock_fixture_pass (fixture);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "admin2", CS_NOTICE_KEY_RENEWAL), ==, 2);
  office_fixture_do (fixture, "admin2", "key.confirm-renewal", cs_arguments_one ("person", reviewer));
  fixture->now += 9 * DAY;
  clock_fixture_pass (fixture);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "admin2", CS_NOTICE_KEY_RENEWAL), ==, 2);
  g_assert_cmpuint (count_renewals (fixture, "admin2"), ==, 0);
}

static void
test_login (OfficeFixture *fixture,
            gconstpointer  unused)
{
  g_autofree char *warn = g_strdup_printf ("UPDATE accounts SET login_ends_at = %" G_GINT64_FORMAT ", login_warn_at = %" G_GINT64_FORMAT,
                                           fixture->now + 15 * DAY, fixture->now + DAY);
  g_autofree char *sentence = NULL;

  g_test_summary ("Two weeks before a sign-in ends the administrators are told, once");
  clock_fixture_run_sql (fixture->folder, warn);
  clock_fixture_pass (fixture);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "admin", CS_NOTICE_LOGIN_ENDS), ==, 0);
  fixture->now += DAY;
  clock_fixture_pass (fixture);
  clock_fixture_pass (fixture);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "admin", CS_NOTICE_LOGIN_ENDS), ==, 1);
  g_assert_cmpuint (clock_fixture_count_notices (fixture, "leader", CS_NOTICE_LOGIN_ENDS), ==, 0);
  sentence = clock_fixture_read_notice (fixture, "admin", CS_NOTICE_LOGIN_ENDS);
  g_assert_true (g_str_has_prefix (sentence, "The sign-in of @office@practice ends on "));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  clock_fixture_add ("/clocks/owed/review", test_review);
  clock_fixture_add ("/clocks/owed/nobody", test_nobody);
  clock_fixture_add ("/clocks/owed/renewal", test_renewal);
  clock_fixture_add ("/clocks/owed/login", test_login);

  return g_test_run ();
}
