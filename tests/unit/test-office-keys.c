/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-db.h"
#include "cs-key-client.h"
#include "cs-totp.h"
#include "office-fixture.h"

#define MINUTE (60 * (gint64) G_USEC_PER_SEC)
#define STEP (CS_TOTP_STEP_SECONDS * (gint64) G_USEC_PER_SEC)

static void
assert_holds (OfficeFixture *fixture)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, "auditor", "journal.verify", NULL);
  g_auto(GStrv) findings = cs_json_dup_strings (reply, "findings");
  g_autofree char *all = g_strjoinv ("\n", findings);

  g_assert_cmpstr (all, ==, "");
}

static CsKeyState
get_state (OfficeFixture *fixture)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, NULL, "session.me", NULL);

  return cs_reply_read_key_state (reply);
}

/* The newest key of whoever it is. */
static gint64
get_key (OfficeFixture *fixture,
         const char    *login)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, NULL, "key.list",
                                                     cs_arguments_key_list (office_fixture_person (fixture, login)));
  g_autoptr(GPtrArray) keys = cs_reply_read_keys (reply);

  g_assert_cmpuint (keys->len, >, 0);
  return ((const CsKeyInfo *) g_ptr_array_index (keys, keys->len - 1))->id;
}

/* What an authenticator shows now, or @steps later. */
static char *
make_code (OfficeFixture  *fixture,
           const CsSecret *secret,
           int             steps)
{
  gsize size = 0;
  const guint8 *bytes = cs_secret_get_bytes (secret, &size);

  return cs_totp_make (bytes, size, fixture->now / G_USEC_PER_SEC + steps * CS_TOTP_STEP_SECONDS, CS_TOTP_DIGITS);
}

static void
sit (OfficeFixture *fixture,
     const char    *login,
     const char    *code,
     int            expected) /* CsError, -1 = goes */
{
  JsonObject *arguments = cs_arguments_session_sit_with (office_fixture_person (fixture, login), code);

  if (expected < 0)
    office_fixture_do (fixture, NULL, "session.sit", arguments);
  else
    office_fixture_refuse (fixture, NULL, "session.sit", arguments, (CsError) expected);
}

static void
sit_with_step (OfficeFixture  *fixture,
               const char     *login,
               const CsSecret *secret,
               int             steps,
               int             expected)
{
  g_autofree char *code = make_code (fixture, secret, steps);

  sit (fixture, login, code, expected);
}

/* Sets the second factor of whoever sits there now. */
static CsSecret *
set_second_factor (OfficeFixture *fixture)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, NULL, "second-factor.prepare", NULL);
  g_autoptr(GError) error = NULL;
  const char *uri = NULL;
  const char *text = cs_reply_read_second_factor (reply, &uri);
  CsSecret *secret = cs_totp_secret_from_text (text, &error);
  g_autofree char *code = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (strstr (uri, text));
  code = make_code (fixture, secret, 0);
  office_fixture_do (fixture, NULL, "second-factor.set", cs_arguments_second_factor_set (text, code, ""));
  return secret;
}

static void
test_set_up (OfficeFixture *fixture,
             gconstpointer  unused)
{
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsSecret) secret = NULL;
  g_autoptr(CsSecret) again = NULL;
  g_autofree char *code = NULL;
  const char *text = NULL;

  g_test_summary ("A second factor is set only once the other device has shown its first code, and is set once");
  office_fixture_sit (fixture, "reviewer");
  reply = office_fixture_call (fixture, NULL, "second-factor.prepare", NULL);
  text = cs_reply_read_second_factor (reply, NULL);
  secret = cs_totp_secret_from_text (text, NULL);
  code = make_code (fixture, secret, 5);
  office_fixture_refuse (fixture, NULL, "second-factor.set", cs_arguments_second_factor_set (text, code, ""), CS_ERROR_WRONG_CODE);
  office_fixture_refuse (fixture, NULL, "second-factor.set", cs_arguments_second_factor_set ("not base32!", code, ""), CS_ERROR_INVALID);
  g_assert_false (get_state (fixture).second_factor);
  sit (fixture, "reviewer", NULL, -1);

  again = set_second_factor (fixture);
  g_assert_true (get_state (fixture).second_factor);
  g_assert_cmpuint (office_fixture_count_entries (fixture, 0, CS_JOURNAL_SECOND_FACTOR_SET), ==, 1);
  office_fixture_sit (fixture, "reviewer");
  office_fixture_refuse (fixture, NULL, "second-factor.set", cs_arguments_second_factor_set (text, code, ""), CS_ERROR_WRONG_STATE);
}

static void
test_codes (OfficeFixture *fixture,
            gconstpointer  unused)
{
  g_autoptr(CsSecret) secret = NULL;

  g_test_summary ("A code is asked for, is taken once, one step early or late, and never after a later one");
  office_fixture_sit (fixture, "reviewer");
  secret = set_second_factor (fixture);
  sit (fixture, "reviewer", NULL, CS_ERROR_CODE_REQUIRED);
  sit (fixture, "reviewer", "", CS_ERROR_CODE_REQUIRED);
  sit (fixture, "reviewer", "12 34", CS_ERROR_WRONG_CODE);
  sit_with_step (fixture, "reviewer", secret, 0, CS_ERROR_WRONG_CODE); /* the one of setting it */

  fixture->now += 10 * STEP;
  sit_with_step (fixture, "reviewer", secret, 2, CS_ERROR_WRONG_CODE);
  sit_with_step (fixture, "reviewer", secret, -2, CS_ERROR_WRONG_CODE);
  sit_with_step (fixture, "reviewer", secret, -1, -1);
  sit_with_step (fixture, "reviewer", secret, -1, CS_ERROR_WRONG_CODE);
  sit_with_step (fixture, "reviewer", secret, 1, -1);
  sit_with_step (fixture, "reviewer", secret, 0, CS_ERROR_WRONG_CODE); /* older than the last one */
  fixture->now += 2 * STEP;
  sit_with_step (fixture, "reviewer", secret, 0, -1);
}

static void
test_unlock_and_remove (OfficeFixture *fixture,
                        gconstpointer  unused)
{
  g_autoptr(CsSecret) secret = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_test_summary ("Opening the key again and removing the second factor take a code too");
  office_fixture_sit (fixture, "reviewer");
  secret = set_second_factor (fixture);
  fixture->now += 9 * 60 * MINUTE; /* longer than a key stays open */
  office_fixture_refuse (fixture, NULL, "session.unlock", cs_arguments_session_unlock ("", NULL), CS_ERROR_CODE_REQUIRED);
  g_assert_cmpint (get_state (fixture).status, ==, CS_KEY_CLOSED);
  first = make_code (fixture, secret, 0);
  office_fixture_do (fixture, NULL, "session.unlock", cs_arguments_session_unlock ("", first));
  g_assert_cmpint (get_state (fixture).status, ==, CS_KEY_OPEN);

  office_fixture_refuse (fixture, NULL, "second-factor.remove", cs_arguments_second_factor_remove ("", first), CS_ERROR_WRONG_CODE);
  fixture->now += STEP;
  second = make_code (fixture, secret, 0);
  office_fixture_do (fixture, NULL, "second-factor.remove", cs_arguments_second_factor_remove ("", second));
  office_fixture_refuse (fixture, NULL, "second-factor.remove", cs_arguments_second_factor_remove ("", second), CS_ERROR_WRONG_STATE);
  sit (fixture, "reviewer", NULL, -1);
  g_assert_cmpuint (office_fixture_count_entries (fixture, 0, CS_JOURNAL_SECOND_FACTOR_REMOVED), ==, 1);
}

static void
test_locked (OfficeFixture *fixture,
             gconstpointer  unused)
{
  g_autoptr(CsSecret) secret = NULL;

  g_test_summary ("Wrong codes close the login as wrong passwords do, and the right one does not open it before its time");
  office_fixture_sit (fixture, "reviewer");
  secret = set_second_factor (fixture);
  fixture->now += 2 * STEP;
  for (guint i = 0; i < 10; i++)
    sit (fixture, "reviewer", "000000", CS_ERROR_WRONG_CODE);
  sit_with_step (fixture, "reviewer", secret, 0, CS_ERROR_LOCKED);
  fixture->now += 16 * MINUTE;
  sit_with_step (fixture, "reviewer", secret, 0, -1);
  g_assert_cmpuint (office_fixture_count_entries (fixture, 0, CS_JOURNAL_SIGN_IN_LOCKED), ==, 1);
}

static void
add_second_administrator (OfficeFixture *fixture)
{
  office_fixture_do (fixture, "admin", "person.add", cs_arguments_person_add ("admin2", "Ada", CS_ROLE_ADMINISTRATOR, 0, ""));
}

static void
test_renewal (OfficeFixture *fixture,
              gconstpointer  unused)
{
  gint64 reviewer = office_fixture_person (fixture, "reviewer");
  gint64 admin = office_fixture_person (fixture, "admin");
  gint64 post = office_fixture_submitted (fixture, "drafter", "Words");
  gint64 other = office_fixture_submitted (fixture, "drafter", "More words");
  g_autoptr(CsSecret) secret = NULL;
  gint64 key;

  g_test_summary ("Two administrators, neither the one who asked nor the one who gets it, replace a lost key and second factor");
  add_second_administrator (fixture);
  office_fixture_approve (fixture, "reviewer", post);
  secret = set_second_factor (fixture);
  key = get_key (fixture, "reviewer");

  office_fixture_refuse (fixture, "reviewer", "key.ask-renewal", cs_arguments_one ("person", reviewer), CS_ERROR_FORBIDDEN);
  office_fixture_refuse (fixture, "admin", "key.confirm-renewal", cs_arguments_one ("person", reviewer), CS_ERROR_NOT_FOUND);
  office_fixture_do (fixture, "admin", "key.ask-renewal", cs_arguments_one ("person", reviewer));
  office_fixture_refuse (fixture, "admin2", "key.ask-renewal", cs_arguments_one ("person", reviewer), CS_ERROR_CONFLICT);
  office_fixture_refuse (fixture, "admin", "key.confirm-renewal", cs_arguments_one ("person", reviewer), CS_ERROR_TWO_ADMINISTRATORS);
  sit (fixture, "reviewer", NULL, CS_ERROR_CODE_REQUIRED); /* asked for is not allowed */
  office_fixture_do (fixture, "admin2", "key.confirm-renewal", cs_arguments_one ("person", reviewer));

  office_fixture_do (fixture, "admin2", "key.ask-renewal", cs_arguments_one ("person", admin));
  office_fixture_refuse (fixture, "admin", "key.confirm-renewal", cs_arguments_one ("person", admin), CS_ERROR_TWO_ADMINISTRATORS);

  sit (fixture, "reviewer", NULL, -1);
  g_assert_cmpint (get_key (fixture, "reviewer"), !=, key);
  g_assert_cmpint (get_state (fixture).status, ==, CS_KEY_OPEN);
  g_assert_false (get_state (fixture).second_factor);
  office_fixture_approve (fixture, "reviewer", other);
  g_assert_cmpuint (office_fixture_count_entries (fixture, 0, CS_JOURNAL_KEY_ENDED), ==, 1);
  assert_holds (fixture); /* the signature by the old key too */
}

static void
test_lost (OfficeFixture *fixture,
           gconstpointer  unused)
{
  gint64 reviewer = office_fixture_person (fixture, "reviewer");
  gint64 post = office_fixture_submitted (fixture, "drafter", "Words");
  JsonObject *decision = NULL;

  g_test_summary ("A lost key signs again only after two administrators allowed a new one; what it signed stays valid");
  add_second_administrator (fixture);
  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_do (fixture, "admin", "person.set-password", cs_arguments_set_password (reviewer, NULL, "quite a new one 5"));
  office_fixture_sit (fixture, "reviewer");
  g_assert_cmpint (get_state (fixture).status, ==, CS_KEY_LOST);
  office_fixture_refuse (fixture, NULL, "session.unlock", cs_arguments_session_unlock ("quite a new one 5", NULL), CS_ERROR_KEY_LOST);

  office_fixture_do (fixture, "admin", "key.ask-renewal", cs_arguments_one ("person", reviewer));
  office_fixture_do (fixture, "admin2", "key.confirm-renewal", cs_arguments_one ("person", reviewer));
  office_fixture_sit (fixture, "reviewer");
  office_fixture_do (fixture, NULL, "session.unlock", cs_arguments_session_unlock ("quite a new one 5", NULL));
  g_assert_cmpint (get_state (fixture).status, ==, CS_KEY_OPEN);
  post = office_fixture_submitted (fixture, "drafter", "More words");
  decision = office_fixture_decision (fixture, post, CS_VERDICT_APPROVE, NULL);
  office_fixture_do (fixture, "reviewer", "post.decide", decision);
  g_assert_cmpuint (office_fixture_count_entries (fixture, 0, CS_JOURNAL_KEY_ENDED), ==, 1);
  assert_holds (fixture);
}

static void
test_sign_again (OfficeFixture *fixture,
                 gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Words");
  JsonObject *decision = office_fixture_decision (fixture, post, CS_VERDICT_APPROVE, NULL);

  g_test_summary ("A key stays open for as long as the office says, and no longer");
  office_fixture_do (fixture, "admin", "office.change", cs_arguments_sign_again_after (120));
  office_fixture_sit (fixture, "reviewer");
  g_assert_cmpint (get_state (fixture).open_until, ==, fixture->now + 2 * MINUTE);
  fixture->now += 2 * MINUTE;
  g_assert_cmpint (get_state (fixture).status, ==, CS_KEY_CLOSED);
  office_fixture_refuse (fixture, NULL, "post.decide", json_object_ref (decision), CS_ERROR_KEY_CLOSED);
  office_fixture_do (fixture, NULL, "session.unlock", cs_arguments_session_unlock ("", NULL));
  fixture->now += 2 * MINUTE - 1;
  office_fixture_do (fixture, NULL, "post.decide", decision);
}

static void
test_ended_elsewhere (OfficeFixture *fixture,
                      gconstpointer  unused)
{
  gint64 reviewer = office_fixture_person (fixture, "reviewer");
  gint64 post = office_fixture_submitted (fixture, "drafter", "Words");
  JsonObject *decision = office_fixture_decision (fixture, post, CS_VERDICT_APPROVE, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsLocalOffice) elsewhere = cs_local_office_open (fixture->folder, &error);
  g_autoptr(JsonObject) reply = NULL;

  g_test_summary ("A key that was replaced on another workstation signs no more on this one, where it is still open");
  g_assert_no_error (error);
  add_second_administrator (fixture);
  office_fixture_sit (fixture, "reviewer"); /* makes the key */
  office_fixture_do (fixture, "admin", "key.ask-renewal", cs_arguments_one ("person", reviewer));
  office_fixture_do (fixture, "admin2", "key.confirm-renewal", cs_arguments_one ("person", reviewer));
  office_fixture_sit (fixture, "reviewer");
  reply = cs_office_call (CS_OFFICE (elsewhere), "session.sit", cs_arguments_session_sit_with (reviewer, NULL), NULL, &error);
  g_assert_no_error (error);
  office_fixture_refuse (fixture, NULL, "post.decide", decision, CS_ERROR_KEY_ENDED);
  g_assert_nonnull (strstr (cs_error_sentence (&(GError) { CS_ERROR, CS_ERROR_KEY_ENDED, NULL }), "no longer valid"));
}

static void
test_clock_back (OfficeFixture *fixture,
                 gconstpointer  unused)
{
  gint64 early = office_fixture_submitted (fixture, "drafter", "Words");
  JsonObject *decision = office_fixture_decision (fixture, early, CS_VERDICT_APPROVE, NULL);
  g_autoptr(CsSecret) secret = NULL;
  gint64 late;

  g_test_summary ("With the clock set back nobody signs; signing in again says that today is today");
  office_fixture_sit (fixture, "reviewer");
  fixture->now -= 60 * MINUTE;
  g_assert_cmpint (get_state (fixture).status, ==, CS_KEY_CLOSED); /* opened in the future */
  office_fixture_do (fixture, NULL, "session.unlock", cs_arguments_session_unlock ("", NULL));
  office_fixture_refuse (fixture, NULL, "post.decide", json_object_ref (decision), CS_ERROR_CLOCK_BACK);
  office_fixture_refuse (fixture, "leader", "seal.make", NULL, CS_ERROR_CLOCK_BACK);

  sit (fixture, "reviewer", NULL, -1);
  office_fixture_refuse (fixture, NULL, "post.decide", json_object_ref (decision), CS_ERROR_CLOCK_BACK); /* before it was submitted */
  late = office_fixture_submitted (fixture, "drafter", "Words of the right time");
  office_fixture_approve (fixture, "reviewer", late);
  assert_holds (fixture);

  office_fixture_sit (fixture, "reviewer");
  secret = set_second_factor (fixture);
  fixture->now -= 60 * MINUTE;
  for (guint i = 0; i < 12; i++) /* and no guess is counted */
    sit_with_step (fixture, "reviewer", secret, 0, CS_ERROR_CLOCK_BACK);
  fixture->now += 2 * 60 * MINUTE;
  sit_with_step (fixture, "reviewer", secret, 0, -1);
  office_fixture_do (fixture, NULL, "post.decide", decision);
}

/* An office as it is in earnest: with passwords, and no seats to take. */
static void
set_up_real (OfficeFixture *fixture,
             gconstpointer  unused)
{
  static const char * const sections[] = { "Press", NULL };
  static const struct { const char *login, *roles, *section; } people[] = {
    { "drafter", "drafter", "Press" }, { "reviewer", "reviewer", "Press" }, { "leader", "leader", "" }, { "auditor", "auditor", "" },
  };
  JsonArray *array = json_array_new ();
  JsonObject *arguments = NULL;

  office_fixture_set_up_empty (fixture, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      JsonObject *person = json_object_new ();

      json_object_set_string_member (person, "login", people[i].login);
      json_object_set_string_member (person, "name", people[i].login);
      json_object_set_string_member (person, "roles", people[i].roles);
      json_object_set_string_member (person, "section", people[i].section);
      json_object_set_string_member (person, "password", "first password 1");
      json_array_add_object_element (array, person);
    }

  arguments = cs_arguments_office_create ("Real office", "en", "UTC", FALSE, sections, "admin", "admin", "first password 1");
  json_object_set_array_member (arguments, "people", array);
  office_fixture_do (fixture, NULL, "office.create", arguments);
}

static void
open_session (OfficeFixture *fixture,
              const char    *login,
              const char    *password,
              int            expected)
{
  JsonObject *arguments = cs_arguments_session_open_with (login, password, NULL);

  if (expected < 0)
    office_fixture_do (fixture, NULL, "session.open", arguments);
  else
    office_fixture_refuse (fixture, NULL, "session.open", arguments, (CsError) expected);
}

static void
test_new_password (OfficeFixture *fixture,
                   gconstpointer  unused)
{
  g_autoptr(JsonObject) me = NULL;
  gint64 person;
  gint64 key;

  g_test_summary ("A new password of one's own seals the same key anew: the old one opens nothing any more");
  open_session (fixture, "reviewer", "first password 1", -1);
  g_assert_cmpint (get_state (fixture).status, ==, CS_KEY_OPEN);
  me = office_fixture_call (fixture, NULL, "session.me", NULL);
  person = cs_reply_read_id (me);
  key = get_key (fixture, "reviewer");

  office_fixture_refuse (fixture, NULL, "person.set-password", cs_arguments_set_password (person, "wrong password 1", "second password 2"),
                         CS_ERROR_WRONG_PASSWORD);
  office_fixture_do (fixture, NULL, "person.set-password", cs_arguments_set_password (person, "first password 1", "second password 2"));
  office_fixture_refuse (fixture, NULL, "session.unlock", cs_arguments_session_unlock ("first password 1", NULL), CS_ERROR_WRONG_PASSWORD);
  office_fixture_do (fixture, NULL, "session.close", NULL);
  open_session (fixture, "reviewer", "first password 1", CS_ERROR_WRONG_PASSWORD);
  open_session (fixture, "reviewer", "second password 2", -1);
  g_assert_cmpint (get_state (fixture).status, ==, CS_KEY_OPEN);
  g_assert_cmpint (get_key (fixture, "reviewer"), ==, key);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/office/keys/" name, OfficeFixture, NULL, office_fixture_set_up, function, office_fixture_tear_down)
  ADD ("second-factor/set-up", test_set_up);
  ADD ("second-factor/codes", test_codes);
  ADD ("second-factor/unlock-and-remove", test_unlock_and_remove);
  ADD ("second-factor/locked", test_locked);
  ADD ("renewal", test_renewal);
  ADD ("lost", test_lost);
  ADD ("sign-again", test_sign_again);
  ADD ("ended-elsewhere", test_ended_elsewhere);
  ADD ("clock-back", test_clock_back);
  g_test_add ("/office/keys/new-password", OfficeFixture, NULL, set_up_real, test_new_password, office_fixture_tear_down);
  return g_test_run ();
}
