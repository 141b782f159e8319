/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-db.h"
#include "cs-key-client.h"
#include "office-fixture.h"

#define HOUR (60 * 60 * (gint64) G_USEC_PER_SEC)

static char *
verify (OfficeFixture *fixture)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, "auditor", "journal.verify", NULL);
  g_auto(GStrv) findings = cs_json_dup_strings (reply, "findings");

  return g_strjoinv ("\n", findings);
}

/* As somebody would who has the file and knows the database's guards. */
static void
tamper (OfficeFixture *fixture,
        const char    *guard,
        const char    *sql)
{
  g_autofree char *path = g_build_filename (fixture->folder, "office.db", NULL);
  const char * const steps[] = { guard, sql };
  g_autoptr(GError) error = NULL;
  g_autoptr(CsDb) db = cs_db_open (path, CS_DB_WRITE, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr(CsStmt) stmt = cs_db_prepare (db, steps[i], &error);

      g_assert_no_error (error);
      g_assert_true (cs_stmt_run (stmt, &error));
    }
}

static void
test_signed (OfficeFixture *fixture,
             gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Words");
  g_autofree char *good = NULL;
  g_autofree char *flipped = NULL;
  g_autofree char *missing = NULL;

  g_test_summary ("A decision is signed; a changed and a missing signature are named");
  office_fixture_approve (fixture, "reviewer", post);
  good = verify (fixture);
  g_assert_cmpstr (good, ==, "");

  tamper (fixture, "DROP TRIGGER signatures_no_update", "UPDATE signatures SET signature = zeroblob (64)");
  flipped = verify (fixture);
  g_assert_nonnull (strstr (flipped, "decision 1: its signature does not hold"));

  tamper (fixture, "DROP TRIGGER signatures_no_delete", "DELETE FROM signatures");
  missing = verify (fixture);
  g_assert_nonnull (strstr (missing, "decision 1: is not signed"));
}

static void
test_closed (OfficeFixture *fixture,
             gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Words");
  JsonObject *decision = office_fixture_decision (fixture, post, CS_VERDICT_APPROVE, NULL);

  g_test_summary ("A key closes after the office's time; the password opens it again");
  office_fixture_sit (fixture, "reviewer");
  fixture->now += 9 * HOUR;
  office_fixture_refuse (fixture, NULL, "post.decide", json_object_ref (decision), CS_ERROR_KEY_CLOSED);
  office_fixture_refuse (fixture, NULL, "session.unlock", cs_arguments_session_unlock ("wrong", NULL), CS_ERROR_WRONG_PASSWORD);
  office_fixture_do (fixture, NULL, "session.unlock", cs_arguments_session_unlock ("", NULL));
  office_fixture_do (fixture, NULL, "post.decide", decision);
}

static void
test_lost (OfficeFixture *fixture,
           gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Words");
  JsonObject *decision = office_fixture_decision (fixture, post, CS_VERDICT_APPROVE, NULL);
  gint64 reviewer = office_fixture_person (fixture, "reviewer");

  g_test_summary ("A password set by an administrator loses the key; one administrator alone cannot allow a new one");
  office_fixture_sit (fixture, "reviewer");
  office_fixture_do (fixture, "admin", "person.set-password", cs_arguments_set_password (reviewer, NULL, "new password"));
  office_fixture_refuse (fixture, "reviewer", "post.decide", decision, CS_ERROR_KEY_LOST);
  office_fixture_do (fixture, "admin", "key.ask-renewal", cs_arguments_one ("person", reviewer));
  office_fixture_refuse (fixture, "admin", "key.confirm-renewal", cs_arguments_one ("person", reviewer), CS_ERROR_TWO_ADMINISTRATORS);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/office/keys/" name, OfficeFixture, NULL, office_fixture_set_up, function, office_fixture_tear_down)
  ADD ("signed", test_signed);
  ADD ("closed", test_closed);
  ADD ("lost", test_lost);
  return g_test_run ();
}
