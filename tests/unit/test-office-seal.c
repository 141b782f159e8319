/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <gio/gio.h>

#include "cs-db.h"
#include "cs-seal-client.h"
#include "cs-signed-note.h"
#include "office-fixture.h"

#define DAY (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

static CsSealInfo *
make_seal (OfficeFixture *fixture)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, "auditor", "seal.make", NULL);

  return cs_reply_read_seal (reply);
}

static CsSealResult
check (OfficeFixture *fixture,
       JsonObject    *arguments)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, "drafter", "seal.check", arguments);

  return cs_reply_read_seal_check (reply, NULL, NULL);
}

static guint
count_checkpoints (OfficeFixture *fixture,
                   gint64        *newest)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, "auditor", "seal.list", NULL);
  JsonArray *checkpoints = cs_json_get_array (reply, "checkpoints");
  guint n = json_array_get_length (checkpoints);

  if (newest && n > 0)
    *newest = cs_json_get_int64 (json_array_get_object_element (checkpoints, 0), "sequence");
  return n;
}

/* As somebody would who has the file, and drops the guards first. */
static void
tamper (OfficeFixture      *fixture,
        const char * const *steps)
{
  g_autofree char *path = g_build_filename (fixture->folder, "office.db", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsDb) db = cs_db_open (path, CS_DB_WRITE, &error);

  g_assert_no_error (error);
  for (; *steps; steps++)
    {
      g_autoptr(CsStmt) stmt = cs_db_prepare (db, *steps, &error);

      g_assert_no_error (error);
      cs_stmt_run (stmt, &error);
      g_assert_no_error (error);
    }
}

static void
test_seal (OfficeFixture *fixture,
           gconstpointer  unused)
{
  g_autoptr(CsSealInfo) seal = make_seal (fixture);
  g_autoptr(CsSealInfo) later = NULL;
  CsDigest wrong = seal->hash;
  g_autofree char *beyond = NULL;
  static const char * const steps[] = {
    "DROP TRIGGER journal_no_update", "UPDATE journal SET hash = zeroblob (32) WHERE sequence = 3", NULL,
  };

  g_test_summary ("A seal holds for as long as the journal has its entry; by its short form and by its hash");
  g_assert_cmpint (check (fixture, cs_arguments_seal_check_code (seal->code)), ==, CS_SEAL_CONTAINED);
  g_assert_cmpint (check (fixture, cs_arguments_seal_check (seal->sequence, &seal->hash)), ==, CS_SEAL_CONTAINED);
  wrong.bytes[31] ^= 1;
  g_assert_cmpint (check (fixture, cs_arguments_seal_check (seal->sequence, &wrong)), ==, CS_SEAL_CHANGED);
  g_assert_cmpint (check (fixture, cs_arguments_seal_check (seal->sequence - 1, &seal->hash)), ==, CS_SEAL_CHANGED);
  g_assert_cmpint (check (fixture, cs_arguments_seal_check (seal->sequence + 1000, &seal->hash)), ==, CS_SEAL_MISSING);
  office_fixture_refuse (fixture, NULL, "seal.check", cs_arguments_seal_check_code ("1042 NO SEAL AT ALL"), CS_ERROR_INVALID);
  office_fixture_refuse (fixture, "drafter", "seal.make", NULL, CS_ERROR_FORBIDDEN);

  office_fixture_submitted (fixture, "drafter", "Words"); /* an old print proves a longer journal */
  g_assert_cmpint (check (fixture, cs_arguments_seal_check_code (seal->code)), ==, CS_SEAL_CONTAINED);
  later = make_seal (fixture);
  g_assert_cmpint (later->sequence, >, seal->sequence);
  g_assert_cmpstr (later->uid, ==, seal->uid);

  tamper (fixture, steps);
  g_assert_cmpint (check (fixture, cs_arguments_seal_check (3, &seal->hash)), ==, CS_SEAL_CHANGED);
}

static void
test_note (OfficeFixture *fixture,
           gconstpointer  unused)
{
  g_autoptr(CsSealInfo) seal = make_seal (fixture);
  g_autoptr(CsSealInfo) again = NULL;
  g_autoptr(CsCheckpoint) checkpoint = NULL;
  g_autoptr(GError) error = NULL;

  g_test_summary ("A seal's note says what the seal says, and is kept among the checkpoints");
  checkpoint = cs_checkpoint_read (seal->note, &error);
  g_assert_no_error (error);
  g_assert_cmpint (checkpoint->sequence, ==, seal->sequence);
  g_assert_true (cs_digest_equal (&checkpoint->hash, &seal->hash));
  g_assert_cmpstr (checkpoint->office, ==, seal->uid);
  g_assert_cmpuint (count_checkpoints (fixture, NULL), >=, 1);
  again = make_seal (fixture); /* of the entry that tells of the first */
  g_assert_cmpint (again->sequence, ==, seal->sequence + 1);
}

static void
test_due (OfficeFixture *fixture,
          gconstpointer  unused)
{
  gint64 first = 0;
  gint64 second = 0;

  g_test_summary ("The first decision makes a checkpoint, and the first one a day later");
  g_assert_cmpuint (count_checkpoints (fixture, NULL), ==, 0);
  office_fixture_approve (fixture, "reviewer", office_fixture_submitted (fixture, "drafter", "One"));
  office_fixture_approve (fixture, "reviewer", office_fixture_submitted (fixture, "drafter", "Two"));
  g_assert_cmpuint (count_checkpoints (fixture, &first), ==, 1);
  fixture->now += DAY;
  office_fixture_approve (fixture, "reviewer", office_fixture_submitted (fixture, "drafter", "Three"));
  g_assert_cmpuint (count_checkpoints (fixture, &second), ==, 2);
  g_assert_cmpint (second, >, first);
}

static void
copy_database (OfficeFixture *fixture,
               const char    *from,
               const char    *to)
{
  g_autofree char *source = g_build_filename (fixture->folder, from, NULL);
  g_autofree char *target = g_build_filename (fixture->folder, to, NULL);
  g_autofree char *contents = NULL;
  g_autoptr(GError) error = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (source, &contents, &size, &error));
  g_assert_true (g_file_set_contents (target, contents, (gssize) size, &error));
  g_assert_no_error (error);
}

static gint64
read_clock (gpointer data)
{
  return ((OfficeFixture *) data)->now;
}

static void
close_office (OfficeFixture *fixture)
{
  g_assert_finalize_object (fixture->office);
  fixture->office = NULL;
}

static void
open_cut (OfficeFixture *fixture,
          gboolean       expected)
{
  g_autoptr(GError) error = NULL;
  gboolean cut = FALSE;

  fixture->office = cs_local_office_open_cut (fixture->folder, &cut, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cut, ==, expected);
  cs_local_office_set_clock (fixture->office, read_clock, fixture);
}

/* The office goes on for a while, and then an older copy of it is put in its place. */
static void
go_back_in_time (OfficeFixture *fixture)
{
  g_autoptr(CsSealInfo) seal = NULL;

  close_office (fixture);
  copy_database (fixture, "office.db", "earlier");
  open_cut (fixture, FALSE);
  office_fixture_submitted (fixture, "drafter", "Words that are forgotten");
  seal = make_seal (fixture); /* this workstation has seen it */
  close_office (fixture);
  copy_database (fixture, "earlier", "office.db");
}

static void
test_cut (OfficeFixture *fixture,
          gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  CsLocalOffice *refused = NULL;
  gint64 admin = office_fixture_person (fixture, "admin");
  gint64 drafter = office_fixture_person (fixture, "drafter");
  g_autoptr(JsonObject) reply = NULL;
  g_auto(GStrv) findings = NULL;

  g_test_summary ("A journal without what this workstation saw is not worked with; the proof names it; an administrator accepts it with a reason");
  go_back_in_time (fixture);
  refused = cs_local_office_open (fixture->folder, &error);
  g_assert_null (refused);
  g_assert_error (error, CS_ERROR, CS_ERROR_JOURNAL_CUT);

  open_cut (fixture, TRUE);
  cs_local_office_act_as (fixture->office, drafter, NULL);
  office_fixture_refuse (fixture, NULL, "desk.get", NULL, CS_ERROR_JOURNAL_CUT);
  office_fixture_refuse (fixture, NULL, "journal.accept", cs_arguments_journal_accept ("I want to"), CS_ERROR_FORBIDDEN);
  cs_local_office_act_as (fixture->office, admin, NULL);
  reply = office_fixture_call (fixture, NULL, "journal.verify", NULL);
  findings = cs_json_dup_strings (reply, "findings");
  g_assert_cmpuint (g_strv_length (findings), ==, 1);
  g_assert_nonnull (strstr (findings[0], "is not there as this workstation saw it before"));

  office_fixture_refuse (fixture, NULL, "journal.accept", cs_arguments_journal_accept ("  "), CS_ERROR_REASON_REQUIRED);
  office_fixture_do (fixture, NULL, "journal.accept", cs_arguments_journal_accept ("The disk broke; the copy of Monday was restored"));
  g_assert_cmpuint (office_fixture_count_entries (fixture, 0, CS_JOURNAL_ACCEPTED), ==, 1);
  office_fixture_refuse (fixture, "admin", "journal.accept", cs_arguments_journal_accept ("Again"), CS_ERROR_WRONG_STATE);
  close_office (fixture);
  open_cut (fixture, FALSE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/office/seal/" name, OfficeFixture, NULL, office_fixture_set_up, function, office_fixture_tear_down)
  ADD ("seal", test_seal);
  ADD ("note", test_note);
  ADD ("due", test_due);
  ADD ("cut", test_cut);
  return g_test_run ();
}
