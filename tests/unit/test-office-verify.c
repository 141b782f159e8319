/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-db.h"
#include "office-fixture.h"

#define HOUR (60 * 60 * (gint64) G_USEC_PER_SEC)

/* The proof through the office, on what an office really writes: signed decisions, a key that was replaced, checkpoints. */

static void
sit (OfficeFixture *fixture,
     const char    *login)
{
  gint64 person = office_fixture_person (fixture, login);

  office_fixture_do (fixture, NULL, "session.sit", cs_arguments_one ("person", person));
}

/* Decisions 1 (key 2, reviewer), 2 (leader), 3 (reviewer's second key); his first key has ended. */
static void
set_up (OfficeFixture *fixture,
        gconstpointer  unused)
{
  gint64 first;
  gint64 second;
  gint64 reviewer;

  office_fixture_set_up (fixture, NULL);
  reviewer = office_fixture_person (fixture, "reviewer");
  first = office_fixture_submitted (fixture, "drafter", "Words");
  second = office_fixture_submitted (fixture, "drafter", "More words");
  office_fixture_do (fixture, "admin", "person.add", cs_arguments_person_add ("admin2", "Ada", CS_ROLE_ADMINISTRATOR, 0, ""));
  office_fixture_approve (fixture, "reviewer", first);
  fixture->now += HOUR;
  office_fixture_approve (fixture, "leader", first);
  office_fixture_do (fixture, "admin", "key.ask-renewal", cs_arguments_one ("person", reviewer));
  office_fixture_do (fixture, "admin2", "key.confirm-renewal", cs_arguments_one ("person", reviewer));
  sit (fixture, "reviewer");
  office_fixture_approve (fixture, "reviewer", second);
  fixture->now += 25 * HOUR;
  office_fixture_approve (fixture, "leader", second);
}

static char *
verify (OfficeFixture *fixture)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, "auditor", "journal.verify", NULL);
  g_auto(GStrv) findings = cs_json_dup_strings (reply, "findings");

  return g_strjoinv ("\n", findings);
}

typedef struct
{
  const char *name;
  const char *guards; /* the triggers that are in the way */
  const char *sql;
  const char *expected;
} Damage;

#define REVIEWER "(SELECT id FROM people WHERE login = 'reviewer')"
#define ENDED "(SELECT id FROM keys WHERE ended_at <> 0)"

static const Damage damages[] = {
  { "key-revived", "keys_no_revival", "UPDATE keys SET ended_at = 0 WHERE id = " ENDED, "is still good, but journal entry" },
  { "key-ended", "keys_no_revival", "UPDATE keys SET ended_at = 5 WHERE ended_at = 0 AND person = " REVIEWER, "has ended, but no journal entry ended it" },
  { "key-ended-later", "keys_no_revival", "UPDATE keys SET ended_at = ended_at + 1 WHERE id = " ENDED, "key 4: does not agree with journal entry" },
  { "key-lost", "keys_no_revival", "UPDATE keys SET lost = 1 WHERE id = " ENDED, "key 4: does not agree with journal entry" },
  { "key-of-another", "keys_no_change", "UPDATE keys SET person = 1 WHERE id = " ENDED, "key 4: does not agree with journal entry" },
  { "key-exchanged", "keys_no_change", "UPDATE keys SET public = randomblob (32) WHERE id = " ENDED, "decision 1: its signature does not hold" },
  { "key-added", "-", "INSERT INTO keys (person, public, sealed, made_at) VALUES (1, randomblob (32), x'00', 1)", "no journal entry made it" },
  { "key-deleted", "keys_no_delete", "DELETE FROM keys WHERE id = " ENDED, "is missing, journal entry" },
  { "statement", "signatures_no_update", "UPDATE signatures SET statement = replace (statement, 'approve', 'return') WHERE decision = 2",
    "decision 2: is not what was signed" },
  { "statement-signature", "signatures_no_update", "UPDATE signatures SET statement = replace (statement, 'approve', 'return') WHERE decision = 2",
    "decision 2: its signature does not hold" },
  { "statement-hidden", "signatures_no_update", "UPDATE signatures SET statement = CAST (CAST (statement AS BLOB) || x'0041' AS TEXT) WHERE decision = 2",
    "decision 2: is not what was signed" },
  { "statement-ticks", "signatures_no_update",
    "UPDATE signatures SET statement = replace (statement, '\"ticks\":\"\"', '\"ticks\":\"' || hex (zeroblob (32)) || '\"') WHERE decision = 2",
    "decision 2: is not what was signed" },
  { "signature-bit", "signatures_no_update", "UPDATE signatures SET signature = CAST (substr (signature, 1, 63) || x'ff' AS BLOB) WHERE decision = 3",
    "decision 3: its signature does not hold" },
  { "signature-of-another", "signatures_no_update", "UPDATE signatures SET signature = (SELECT signature FROM signatures WHERE decision = 1) WHERE decision = 3",
    "decision 3: its signature is not the one in journal entry" },
  { "signature-by-ended-key", "signatures_no_update", "UPDATE signatures SET key = " ENDED " WHERE decision = 3",
    "decision 3: is signed with a key that was not good at that time" },
  { "signature-by-later-key", "signatures_no_update",
    "UPDATE signatures SET key = (SELECT max (id) FROM keys WHERE person = " REVIEWER ") WHERE decision = 1",
    "decision 1: is signed with a key that was not good at that time" },
  { "signature-by-another", "signatures_no_update", "UPDATE signatures SET key = (SELECT min (id) FROM keys) WHERE decision = 1",
    "decision 1: is signed with the key of somebody else" },
  { "signature-deleted", "signatures_no_delete", "DELETE FROM signatures WHERE decision = 2", "decision 2: is not signed" },
  { "signatures-disowned", "signatures_no_delete", "DELETE FROM signatures; UPDATE office SET unsigned_until = 99", "decision 4: is not signed" },
  { "signature-orphan", "signatures_own_key", "INSERT INTO signatures SELECT 99, key, statement, signature FROM signatures WHERE decision = 1",
    "signature of decision 99: there is no such decision" },
  { "decision-for-another", "decisions_no_update", "UPDATE decisions SET acting_for = 1 WHERE id = 1", "decision 1: does not agree with journal entry" },
  { "decision-ticks", "decisions_no_update", "UPDATE decisions SET ticks = 1 WHERE id = 1", "decision 1: does not agree with journal entry" },
  { "decision-lines", "decisions_no_update", "UPDATE decisions SET lines = 9 WHERE id = 1", "decision 1: does not agree with journal entry" },
  { "checkpoint-note", "checkpoints_no_update", "UPDATE checkpoints SET note = replace (note, 'person', 'persom')", "cannot be read" },
  { "checkpoint-signature", "checkpoints_no_update",
    "UPDATE checkpoints SET note = replace (note, char (10) || 'at 20', char (10) || 'at 21'), made_at = made_at + 3155760000000000", "its signature does not hold" },
  { "checkpoint-moved", "checkpoints_no_update", "UPDATE checkpoints SET sequence = sequence + 1", "its note speaks of something else" },
  { "checkpoint-maker", "checkpoints_no_update", "UPDATE checkpoints SET made_by = 1", "its note speaks of something else" },
  { "journal-rewritten", "journal_no_update",
    "UPDATE journal SET hash = randomblob (32) WHERE sequence = (SELECT max (sequence) FROM checkpoints)", "the entry is not the one that was signed" },
  { "journal-cut", "journal_no_delete", "DELETE FROM journal WHERE sequence >= (SELECT max (sequence) FROM checkpoints)",
    "the journal has no such entry any more" },
  { "journal-cut-decision", "journal_no_delete", "DELETE FROM journal WHERE sequence > (SELECT max (sequence) FROM checkpoints)",
    "decision 4: no journal entry made it" },
  { "journal-hole", "journal_no_delete", "DELETE FROM journal WHERE sequence = 7", "journal entry 8: entries from 7 are missing before it" },
  { "journal-hole-checkpoint", "journal_no_delete", "DELETE FROM journal WHERE sequence = (SELECT min (sequence) FROM checkpoints)",
    "the journal has no such entry any more" },
  { "journal-number-twice", "-",
    "CREATE TABLE copy AS SELECT * FROM journal; DROP TABLE journal; ALTER TABLE copy RENAME TO journal; INSERT INTO journal SELECT * FROM journal WHERE sequence = 5",
    "journal entry 5: there is another one of this number" },
};

static void
run (CsDb       *db,
     const char *sql)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsStmt) stmt = cs_db_prepare (db, g_intern_string (sql), &error);

  g_assert_no_error (error);
  cs_stmt_run (stmt, &error);
  g_assert_no_error (error);
}

/* As somebody would who has the file and knows the database's guards. */
static void
do_damage (OfficeFixture *fixture,
           const Damage  *damage)
{
  g_autofree char *path = g_build_filename (fixture->folder, "office.db", NULL);
  g_autofree char *guard = g_strdup_printf ("DROP TRIGGER %s", damage->guards);
  g_auto(GStrv) steps = g_strsplit (damage->sql, "; ", -1);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsDb) db = cs_db_open (path, CS_DB_WRITE, &error);

  g_assert_no_error (error);
  run (db, "PRAGMA foreign_keys = OFF");
  if (*damage->guards != '-')
    run (db, guard);
  for (char **step = steps; *step; step++)
    run (db, *step);
}

static void
test_damage (OfficeFixture *fixture,
             gconstpointer  data)
{
  const Damage *damage = data;
  g_autofree char *before = verify (fixture);
  g_autofree char *after = NULL;

  g_assert_cmpstr (before, ==, "");
  do_damage (fixture, damage);
  after = verify (fixture);
  if (!strstr (after, damage->expected))
    g_error ("“%s” is not in “%s”", damage->expected, after);
}

typedef struct
{
  GThread      *thread;      /* whose main loop it is */
  GMainLoop    *loop;
  GCancellable *cancellable; /* NULL = go on to the end */
  guint         n_told;
  double        last;
  GError       *error;
  gboolean      done;
} Watch;

static void
progress_cb (CsOffice   *office,
             const char *operation,
             double      done,
             gpointer    user_data)
{
  Watch *watch = user_data;

  g_assert_true (g_thread_self () == watch->thread);
  g_assert_cmpstr (operation, ==, "journal.verify");
  g_assert_cmpfloat (done, >=, watch->last);
  watch->last = done;
  watch->n_told++;
  if (watch->cancellable)
    g_cancellable_cancel (watch->cancellable);
}

static void
verified_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Watch *watch = user_data;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &watch->error);

  watch->done = TRUE;
  g_main_loop_quit (watch->loop);
}

static void
watch_verification (OfficeFixture *fixture,
                    Watch         *watch)
{
  office_fixture_sit (fixture, "auditor");
  watch->thread = g_thread_self ();
  watch->loop = g_main_loop_new (NULL, FALSE);
  g_signal_connect (fixture->office, "progress", G_CALLBACK (progress_cb), watch);
  cs_office_call_async (CS_OFFICE (fixture->office), "journal.verify", NULL, watch->cancellable, verified_cb, watch);
  g_main_loop_run (watch->loop);
  g_signal_handlers_disconnect_by_data (fixture->office, watch);
  g_main_loop_unref (watch->loop);
}

static void
test_progress (OfficeFixture *fixture,
               gconstpointer  unused)
{
  Watch watch = { NULL };

  g_test_summary ("Progress comes on the thread of whoever opened the office, rises, is seldom, and ends at the end");
  watch_verification (fixture, &watch);
  g_assert_no_error (watch.error);
  g_assert_cmpuint (watch.n_told, >=, 1);
  g_assert_cmpuint (watch.n_told, <, 100);
  g_assert_cmpfloat (watch.last, ==, 1);
}

static void
test_cancel (OfficeFixture *fixture,
             gconstpointer  unused)
{
  Watch watch = { .cancellable = g_cancellable_new () };

  g_test_summary ("A proof that is cancelled before it began is none; the office goes on");
  g_cancellable_cancel (watch.cancellable);
  watch_verification (fixture, &watch);
  g_assert_error (watch.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&watch.error);
  g_object_unref (watch.cancellable);
  g_free (verify (fixture));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/office/verify/progress", OfficeFixture, NULL, set_up, test_progress, office_fixture_tear_down);
  g_test_add ("/office/verify/cancel", OfficeFixture, NULL, set_up, test_cancel, office_fixture_tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strconcat ("/office/verify/damage/", damages[i].name, NULL);

      g_test_add (path, OfficeFixture, &damages[i], set_up, test_damage, office_fixture_tear_down);
    }
  return g_test_run ();
}
