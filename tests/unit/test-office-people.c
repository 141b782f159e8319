/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-route-client.h"
#include "office-fixture.h"

typedef OfficeFixture Fixture;

#define PASSWORD "correct horse battery"

/* Not a practice office: passwords count. */
static void
set_up_real (Fixture       *fixture,
             gconstpointer  unused)
{
  static const char * const sections[] = { "Economy", NULL };

  office_fixture_set_up_empty (fixture, NULL);
  office_fixture_do (fixture, NULL, "office.create",
                     cs_arguments_office_create ("Office", "en", "UTC", FALSE, sections, "boss", "The Boss", PASSWORD));
}

static void
open_session (Fixture    *fixture,
              const char *login,
              const char *password)
{
  office_fixture_do (fixture, NULL, "session.open", cs_arguments_session_open (login, password));
}

static void
test_sign_in (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsPersonInfo) me = NULL;
  g_autoptr(GError) error = NULL;

  g_test_summary ("The right password signs in, whatever the case of the login; no seat is taken without one");
  office_fixture_do (fixture, NULL, "session.close", NULL);
  office_fixture_refuse (fixture, NULL, "person.list", NULL, CS_ERROR_UNAUTHENTICATED);
  office_fixture_refuse (fixture, NULL, "session.sit", cs_arguments_session_sit (1), CS_ERROR_FORBIDDEN);
  g_assert_false (cs_local_office_act_as (fixture->office, 1, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_FORBIDDEN);
  office_fixture_refuse (fixture, NULL, "session.open", cs_arguments_session_open ("nobody", PASSWORD),
                         CS_ERROR_WRONG_PASSWORD);
  open_session (fixture, "BOSS", PASSWORD);
  reply = office_fixture_call (fixture, NULL, "session.me", NULL);
  me = cs_reply_read_person (reply);
  g_assert_cmpstr (me->name, ==, "The Boss");
  g_assert_cmpint (me->roles, ==, CS_ROLE_ADMINISTRATOR);
  g_assert_false (json_object_has_member (reply, "password"));
}

static void
test_lock (Fixture       *fixture,
           gconstpointer  unused)
{
  g_test_summary ("Ten wrong passwords close the login for a quarter of an hour, for the right password too");
  for (guint i = 0; i < 10; i++)
    office_fixture_refuse (fixture, NULL, "session.open", cs_arguments_session_open ("boss", "wrong password"),
                           CS_ERROR_WRONG_PASSWORD);
  office_fixture_refuse (fixture, NULL, "session.open", cs_arguments_session_open ("boss", PASSWORD), CS_ERROR_LOCKED);
  fixture->now += 16 * G_TIME_SPAN_MINUTE;
  open_session (fixture, "boss", PASSWORD);
}

static void
test_password (Fixture       *fixture,
               gconstpointer  unused)
{
  gint64 boss = 1;

  g_test_summary ("One’s own password is changed with the old one; another’s only by an administrator");
  office_fixture_do (fixture, NULL, "person.add",
                     cs_arguments_person_add ("writer", "A Writer", CS_ROLE_DRAFTER, 0, "a first password"));
  office_fixture_refuse (fixture, NULL, "person.set-password",
                         cs_arguments_set_password (0, "not the old one", "another password"), CS_ERROR_WRONG_PASSWORD);
  office_fixture_refuse (fixture, NULL, "person.set-password", cs_arguments_set_password (0, PASSWORD, "short"),
                         CS_ERROR_INVALID);
  office_fixture_do (fixture, NULL, "person.set-password", cs_arguments_set_password (2, NULL, "set by the boss"));
  open_session (fixture, "writer", "set by the boss");
  office_fixture_refuse (fixture, NULL, "person.set-password", cs_arguments_set_password (boss, NULL, "mine now, boss"),
                         CS_ERROR_FORBIDDEN);
  office_fixture_do (fixture, NULL, "person.set-password",
                     cs_arguments_set_password (0, "set by the boss", "known to me alone"));
  open_session (fixture, "writer", "known to me alone");
}

static void
test_people (Fixture       *fixture,
             gconstpointer  unused)
{
  gint64 admin = office_fixture_person (fixture, "admin");
  gint64 reviewer = office_fixture_person (fixture, "reviewer");
  g_autoptr(JsonObject) reply = NULL;

  g_test_summary ("Adding, changing and retiring people; the last administrator stays one");
  reply = office_fixture_call (fixture, "admin", "person.add",
                               cs_arguments_person_add ("new", "New One", CS_ROLE_DRAFTER, 1, ""));
  office_fixture_refuse (fixture, "admin", "person.add",
                         cs_arguments_person_add ("NEW", "Other", CS_ROLE_DRAFTER, 1, ""), CS_ERROR_CONFLICT);
  office_fixture_refuse (fixture, "admin", "person.add",
                         cs_arguments_person_add ("a b", "Other", CS_ROLE_DRAFTER, 1, ""), CS_ERROR_INVALID);
  office_fixture_refuse (fixture, "admin", "person.add",
                         cs_arguments_person_add ("other", "  ", CS_ROLE_DRAFTER, 1, ""), CS_ERROR_INVALID);
  office_fixture_refuse (fixture, "admin", "person.add",
                         cs_arguments_person_add ("other", "Other", CS_ROLE_NONE, 1, ""), CS_ERROR_INVALID);
  office_fixture_refuse (fixture, "admin", "person.add",
                         cs_arguments_person_add ("other", "Other", CS_ROLE_DRAFTER, 77, ""), CS_ERROR_NOT_FOUND);
  office_fixture_refuse (fixture, "admin", "person.retire", cs_arguments_one ("person", admin), CS_ERROR_WRONG_STATE);
  office_fixture_refuse (fixture, "admin", "person.change",
                         cs_arguments_person_change (admin, "admin", CS_ROLE_LEADER, 0), CS_ERROR_WRONG_STATE);
  office_fixture_do (fixture, "admin", "person.change",
                     cs_arguments_person_change (reviewer, "reviewer", CS_ROLE_ADMINISTRATOR, 0));
  office_fixture_do (fixture, "admin", "person.retire", cs_arguments_one ("person", admin));
  office_fixture_refuse (fixture, "reviewer", "person.retire", cs_arguments_one ("person", reviewer),
                         CS_ERROR_WRONG_STATE);
  office_fixture_refuse (fixture, "reviewer", "person.retire", cs_arguments_one ("person", admin), CS_ERROR_WRONG_STATE);
}

static void
test_rights_go_at_once (Fixture       *fixture,
                        gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  CsLocalOffice *other = cs_local_office_open (fixture->folder, &error);
  gint64 leader = office_fixture_person (fixture, "leader");
  gint64 post = office_fixture_submitted (fixture, "drafter", "Text");
  JsonObject *decision = NULL;

  g_test_summary ("Who is retired or loses a role can no longer act, though he is still signed in elsewhere");
  office_fixture_approve (fixture, "reviewer", post);
  decision = office_fixture_decision (fixture, post, CS_VERDICT_APPROVE, NULL);
  g_assert_no_error (error);
  g_assert_true (cs_local_office_act_as (other, leader, &error));
  office_fixture_do (fixture, "admin", "person.change", cs_arguments_person_change (leader, "leader", CS_ROLE_DRAFTER, 0));
  g_assert_null (cs_office_call (CS_OFFICE (other), "post.decide", decision, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_IN_STAGE);
  g_clear_error (&error);

  office_fixture_do (fixture, "admin", "person.retire", cs_arguments_one ("person", leader));
  g_assert_null (cs_office_call (CS_OFFICE (other), "desk.get", NULL, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_UNAUTHENTICATED);
  g_object_unref (other);
  office_fixture_refuse (fixture, NULL, "session.sit", cs_arguments_session_sit (leader), CS_ERROR_NOT_FOUND);
}

static void
test_sections (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autoptr(JsonObject) added = NULL;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GPtrArray) sections = NULL;
  gint64 id = 0;

  g_test_summary ("Sections are added, renamed and retired once nobody belongs to them");
  added = office_fixture_call (fixture, "admin", "section.add", cs_arguments_section_add (" Culture "));
  id = cs_reply_read_id (added);
  office_fixture_refuse (fixture, "admin", "section.add", cs_arguments_section_add ("Culture"), CS_ERROR_CONFLICT);
  office_fixture_refuse (fixture, "admin", "section.add", cs_arguments_section_add ("\n"), CS_ERROR_INVALID);
  office_fixture_do (fixture, "admin", "section.change", cs_arguments_section_change (id, "Culture and Sport"));
  office_fixture_refuse (fixture, "admin", "section.retire", cs_arguments_one ("section", 1), CS_ERROR_WRONG_STATE);
  office_fixture_do (fixture, "admin", "section.retire", cs_arguments_one ("section", id));
  office_fixture_refuse (fixture, "admin", "section.retire", cs_arguments_one ("section", id), CS_ERROR_NOT_FOUND);
  reply = office_fixture_call (fixture, "admin", "section.list", NULL);
  sections = cs_reply_read_sections (reply);
  g_assert_cmpuint (sections->len, ==, 3);
  g_assert_true (((const CsSectionInfo *) g_ptr_array_index (sections, 2))->retired);
}

static void
test_route (Fixture       *fixture,
            gconstpointer  unused)
{
  gint64 old_post = office_fixture_submitted (fixture, "drafter", "Before");
  g_autoptr(CsRoute) route = cs_route_new ("Short route");
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsRoute) stored = NULL;
  g_autoptr(GArray) uses = NULL;
  gint64 post = 0;

  g_test_summary ("A new route is for new posts; those under way keep theirs; one without a sign-off is refused");
  cs_route_add_stage (route, "Section", CS_STAGE_REVIEW, CS_ROLE_REVIEWER, CS_SCOPE_SECTION);
  office_fixture_refuse (fixture, "admin", "route.set", cs_arguments_route_set (route), CS_ERROR_ROUTE);
  g_ptr_array_set_size (route->stages, 0);
  cs_route_add_stage (route, "Signature", CS_STAGE_SIGN_OFF, CS_ROLE_LEADER, CS_SCOPE_OFFICE);
  office_fixture_do (fixture, "admin", "route.set", cs_arguments_route_set (route));
  office_fixture_do (fixture, "admin", "route.choose", cs_arguments_route_choose ("Short route", NULL, NULL));
  reply = office_fixture_call (fixture, "drafter", "route.get", NULL);
  stored = cs_reply_read_route (reply);
  g_assert_cmpuint (stored->stages->len, ==, 1);
  g_assert_cmpstr (cs_route_get_stage (stored, 0)->title, ==, "Signature");

  post = office_fixture_submitted (fixture, "drafter", "After");
  office_fixture_approve (fixture, "leader", post);
  office_fixture_assert_state (fixture, post, CS_POST_QUEUED);
  office_fixture_approve (fixture, "reviewer", old_post);
  office_fixture_assert_state (fixture, old_post, CS_POST_IN_REVIEW);

  /* Of the two, the first is still on its way, and by the route that it was submitted with. */
  uses = cs_reply_read_route_uses (reply);
  g_assert_cmpuint (uses->len, ==, 0);
  g_clear_pointer (&uses, g_array_unref);
  g_clear_pointer (&reply, json_object_unref);
  reply = office_fixture_call (fixture, "drafter", "route.get", cs_arguments_route_get (1));
  uses = cs_reply_read_route_uses (reply);
  g_assert_cmpuint (uses->len, ==, 1);
  g_assert_cmpuint (g_array_index (uses, CsRouteUse, 0).version, ==, 1);
  g_assert_cmpuint (g_array_index (uses, CsRouteUse, 0).n_posts, ==, 1);
}

static void
test_settings (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsOfficeInfo) info = NULL;

  g_test_summary ("Name, language and time zone of the office");
  office_fixture_refuse (fixture, "admin", "office.change", cs_arguments_office_change (NULL, NULL, "Mars"),
                         CS_ERROR_INVALID);
  office_fixture_do (fixture, "admin", "office.change", cs_arguments_office_change ("New name", "zh", "UTC"));
  reply = office_fixture_call (fixture, "drafter", "office.info", NULL);
  info = cs_reply_read_office (reply);
  g_assert_cmpstr (info->name, ==, "New name");
  g_assert_cmpstr (info->language, ==, "zh");
  g_assert_cmpstr (info->zone, ==, "UTC");
  g_assert_true (info->practice);
}

static void
test_practice_only (Fixture       *fixture,
                    gconstpointer  unused)
{
  g_test_summary ("A practice office never meets a real network, nor anything but loopback");
  office_fixture_refuse (fixture, "admin", "account.add",
                         cs_arguments_account_add (CS_NETWORK_MASTODON, "https://mastodon.example", "t", NULL),
                         CS_ERROR_PRACTICE_ONLY);
  office_fixture_refuse (fixture, "admin", "account.add",
                         cs_arguments_account_add (CS_NETWORK_X, "https://api.x.example", "t", NULL),
                         CS_ERROR_PRACTICE_ONLY);
  office_fixture_refuse (fixture, "admin", "account.add",
                         cs_arguments_account_add (CS_NETWORK_PRACTICE, "http://127.0.0.1:80@evil.example", "t", NULL),
                         CS_ERROR_PRACTICE_ONLY);
  office_fixture_refuse (fixture, "admin", "account.add",
                         cs_arguments_account_add (CS_NETWORK_PRACTICE, "https://practice.example", "t", NULL),
                         CS_ERROR_PRACTICE_ONLY);
}

static void
test_real_only (Fixture       *fixture,
                gconstpointer  unused)
{
  g_test_summary ("A real office never publishes on the practice network, and only over TLS");
  office_fixture_refuse (fixture, NULL, "account.add",
                         cs_arguments_account_add (CS_NETWORK_PRACTICE, "http://127.0.0.1:9999", "t", NULL),
                         CS_ERROR_PRACTICE_ONLY);
  office_fixture_refuse (fixture, NULL, "account.add",
                         cs_arguments_account_add (CS_NETWORK_MASTODON, "http://mastodon.example", "t", NULL),
                         CS_ERROR_INVALID);
  office_fixture_refuse (fixture, NULL, "account.add",
                         cs_arguments_account_add (CS_NETWORK_MASTODON, "https://mastodon.example", NULL, NULL),
                         CS_ERROR_INVALID);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, set_up, function) \
  g_test_add ("/office/people/" path, Fixture, NULL, set_up, function, office_fixture_tear_down)
  ADD ("sign-in", set_up_real, test_sign_in);
  ADD ("lock", set_up_real, test_lock);
  ADD ("password", set_up_real, test_password);
  ADD ("real-only", set_up_real, test_real_only);
  ADD ("people", office_fixture_set_up, test_people);
  ADD ("rights-go-at-once", office_fixture_set_up, test_rights_go_at_once);
  ADD ("sections", office_fixture_set_up, test_sections);
  ADD ("route", office_fixture_set_up, test_route);
  ADD ("settings", office_fixture_set_up, test_settings);
  ADD ("practice-only", office_fixture_set_up, test_practice_only);
  return g_test_run ();
}
