/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-decide-client.h"
#include "cs-emergency-client.h"
#include "cs-outbox.h"
#include "cs-verify.h"
#include "office-fixture.h"
#include "store-fixture.h"

/* What somebody does to the database behind the office's back, and whether the proof names it. */

typedef OfficeFixture Fixture;

typedef enum
{
  TO_SQLITE,  /* with the sqlite3 shell, the guards dropped */
  TO_JOURNAL, /* a true link of the journal's chain, for post 1 */
} Way;

typedef struct
{
  const char *name;
  Way         way;
  const char *done;     /* SQL, or the details of a change of state */
  const char *expected; /* among the findings */
} Damage;

/* Post 1 is queued, 2 is in review at stage 2, 3 was returned, 4 recalled from there, 5 is a draft. */
static const Damage damages[] = {
  { "queued-unsigned", TO_SQLITE, "UPDATE posts SET state = 'queued' WHERE id = 2",
    "post 2: is “queued”, and its journal leads to “in-review”" },
  { "published", TO_SQLITE, "UPDATE posts SET state = 'published' WHERE id = 1",
    "post 1: is “published”, and its journal leads to “queued”" },
  { "unrejected", TO_SQLITE, "UPDATE posts SET state = 'in-review' WHERE id = 3",
    "post 3: is “in-review”, and its journal leads to “returned”" },
  { "stage-back", TO_SQLITE, "UPDATE posts SET stage = 0 WHERE id = 2",
    "post 2: is at stage 1, and its journal leads to stage 2" },
  { "stage-on", TO_SQLITE, "UPDATE posts SET stage = 7 WHERE id = 2",
    "post 2: is at stage 8, and its journal leads to stage 2" },
  { "other-version", TO_SQLITE, "UPDATE posts SET revision = 2 WHERE id = 1",
    "post 1: revision 2 is its current one, and its journal submitted revision 1" },
  { "never-submitted", TO_SQLITE, "UPDATE posts SET revision = 0 WHERE id = 3",
    "post 3: revision 0 is its current one, and its journal submitted revision 3" },
  { "round-forgotten", TO_SQLITE, "UPDATE posts SET round = 0 WHERE id = 4",
    "post 4: other decisions count than by its journal" },
  { "round-invented", TO_SQLITE, "UPDATE posts SET round = 99 WHERE id = 2",
    "post 2: other decisions count than by its journal" },
  { "route", TO_SQLITE, "UPDATE posts SET route = 2 WHERE id = 2", "post 2: goes by route 2, and by its journal by route 1" },
  { "post-removed", TO_SQLITE, "DELETE FROM posts WHERE id = 5", "post 5: is missing, the journal tells of it" },
  { "post-added", TO_SQLITE,
    "INSERT INTO posts (id, state, author, section, route, release, release_at, zone, excerpt, thumbnails, accounts, made_at, changed_at) "
    "SELECT 99, state, author, section, route, release, release_at, zone, excerpt, thumbnails, accounts, made_at, changed_at FROM posts WHERE id = 5",
    "post 99: no journal entry made it" },
  { "decision-verdict", TO_SQLITE, "UPDATE decisions SET verdict = 'return' WHERE id = 1", "decision 1: does not agree with journal entry" },
  { "decision-principal", TO_SQLITE, "UPDATE decisions SET acting_for = 3 WHERE id = 1", "decision 1: is not what was signed" },
  { "decision-parties", TO_SQLITE, "UPDATE decisions SET parties = 2 WHERE id = 1", "decision 1: is not what was signed" },
  { "decision-takes-back", TO_SQLITE, "UPDATE decisions SET takes_back = 1 WHERE id = 2", "decision 2: is not what was signed" },

  { "wrong-step", TO_JOURNAL, "{\"act\":\"published\",\"from\":\"queued\",\"stage\":1,\"to\":\"published\"}",
    "post 1 cannot have changed its state so" },
  { "from-elsewhere", TO_JOURNAL, "{\"act\":\"submit\",\"from\":\"draft\",\"stage\":0,\"to\":\"in-review\"}",
    "post 1 cannot have changed its state so" },
  { "only-the-row-behind", TO_JOURNAL, "{\"act\":\"hold\",\"from\":\"queued\",\"stage\":1,\"to\":\"held\"}",
    "post 1: is “queued”, and its journal leads to “held”" },
  { "unreadable", TO_JOURNAL, "hold it", "its details cannot be read" },
};

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  gint64 post;

  office_fixture_set_up (fixture, NULL);
  post = office_fixture_submitted (fixture, "drafter", "One");
  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_approve (fixture, "leader", post);

  post = office_fixture_submitted (fixture, "drafter", "Two");
  office_fixture_approve (fixture, "reviewer", post);

  post = office_fixture_submitted (fixture, "drafter", "Three");
  office_fixture_do (fixture, "reviewer", "post.decide", office_fixture_decision (fixture, post, CS_VERDICT_RETURN, "No"));

  post = office_fixture_submitted (fixture, "drafter", "Four");
  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_do (fixture, "drafter", "post.recall", cs_arguments_one ("post", post));

  office_fixture_post (fixture, "drafter", "Five");
}

static char *
verify (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "office.db", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsDb) db = fixture_open (path, CS_DB_READ);
  g_autoptr(CsVerifyReport) report = cs_verify_office (db, fixture->folder, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_ptr_array_add (report->findings, NULL);

  return g_strjoinv ("\n", (char **) report->findings->pdata);
}

static void
append_entry (const char *path,
              const char *details)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsDb) db = fixture_open (path, CS_DB_WRITE);
  CsTxn *txn = cs_txn_begin (db, &error);

  g_assert_cmpint (cs_journal_rows_append (db, FIXTURE_START, 0, 1, CS_JOURNAL_STATE_CHANGED, details, &error), >, 0);
  g_assert_true (cs_txn_commit (txn, &error));
}

static void
test_damage (Fixture       *fixture,
             gconstpointer  data)
{
  const Damage *damage = data;
  g_autofree char *path = g_build_filename (fixture->folder, "office.db", NULL);
  g_autofree char *sql = NULL;
  g_autofree char *output = NULL;
  g_autofree char *before = verify (fixture);
  g_autofree char *after = NULL;

  g_assert_cmpstr (before, ==, "");
  sql = g_strconcat ("DROP TRIGGER decisions_no_update;", damage->done, ";", NULL);
  if (damage->way == TO_JOURNAL)
    append_entry (path, damage->done);
  else if (!fixture_shell (path, sql, &output))
    g_error ("%s", output);

  after = verify (fixture);
  if (strstr (after, damage->expected) == NULL)
    g_error ("“%s” is not in “%s”", damage->expected, after);
}

static void
assert_holds (Fixture *fixture)
{
  g_autofree char *found = verify (fixture);

  g_assert_cmpstr (found, ==, "");
}

static gint64
get_last_decision (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "office.db", NULL);
  g_autoptr(CsDb) db = fixture_open (path, CS_DB_READ);

  return fixture_ask (db, "SELECT max (id) FROM decisions");
}

static void
test_let_out (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "office.db", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsDb) db = fixture_open (path, CS_DB_WRITE);
  CsTxn *txn = cs_txn_begin (db, &error);
  g_autofree char *found = NULL;

  g_test_summary ("A journal that is whole and tells of a post that was queued with one signature of two is not believed");
  g_assert_cmpint (cs_journal_rows_append (db, FIXTURE_START, 0, 2, CS_JOURNAL_STATE_CHANGED,
                                           "{\"act\":\"sign\",\"from\":\"in-review\",\"stage\":1,\"to\":\"signed\"}", &error), >, 0);
  g_assert_cmpint (cs_journal_rows_append (db, FIXTURE_START, 0, 2, CS_JOURNAL_STATE_CHANGED,
                                           "{\"act\":\"queue\",\"from\":\"signed\",\"stage\":1,\"to\":\"queued\"}", &error), >, 0);
  g_assert_true (cs_txn_commit (txn, &error));
  fixture_run (db, "UPDATE posts SET state = 'queued' WHERE id = 2");

  found = verify (fixture);
  g_assert_nonnull (strstr (found, "post 2 was let out without a complete chain for its content"));
}

static void
test_emergency (Fixture       *fixture,
                gconstpointer  data)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Flood");
  gint64 decision;

  g_test_summary ("What was approved on the ordinary route says nothing on that of an emergency, and no way back leads there");
  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_do (fixture, "leader", "post.decide", office_fixture_decision (fixture, post, CS_VERDICT_RETURN, "Shorter"));
  decision = get_last_decision (fixture);
  office_fixture_do (fixture, "leader2", "emergency.start", cs_arguments_emergency_start (post, "Flood"));
  office_fixture_refuse (fixture, "leader", "post.take-back", cs_arguments_take_back (post, decision, "It is urgent"), CS_ERROR_OVERTAKEN);
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
  office_fixture_assert_state (fixture, post, CS_POST_IN_REVIEW);
  office_fixture_approve (fixture, "leader", post);
  office_fixture_assert_state (fixture, post, CS_POST_QUEUED);
  assert_holds (fixture);
}

static void
test_retry (Fixture       *fixture,
            gconstpointer  data)
{
  gint64 post = office_fixture_post (fixture, "drafter", "Late");
  g_autofree char *path = g_build_filename (fixture->folder, "office.db", NULL);
  g_autoptr(CsDb) db = fixture_open (path, CS_DB_READ);
  g_autoptr(GError) error = NULL;
  gint64 publication;
  guint n_done;

  g_test_summary ("One who signed and then wrote took his signature back: what expired does not go out again by it");
  office_fixture_do (fixture, "drafter", "post.reschedule",
                     cs_arguments_post_reschedule (post, CS_RELEASE_AT_TIME, fixture->now + G_TIME_SPAN_HOUR, "UTC"));
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_approve (fixture, "leader", post);
  publication = fixture_ask (db, "SELECT max (id) FROM publications");
  fixture->now += 2 * G_TIME_SPAN_HOUR;
  cs_outbox_run_once (cs_local_office_get_outbox (fixture->office), &n_done, &error);
  g_assert_no_error (error);
  office_fixture_assert_state (fixture, post, CS_POST_EXPIRED);

  office_fixture_save (fixture, "reviewer", post, "Later");
  office_fixture_refuse (fixture, "duty", "publication.retry", cs_arguments_one ("publication", publication), CS_ERROR_WRONG_STATE);
  office_fixture_assert_state (fixture, post, CS_POST_EXPIRED);
  assert_holds (fixture);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/office/replay/let-out", Fixture, NULL, set_up, test_let_out, office_fixture_tear_down);
  g_test_add ("/office/replay/emergency", Fixture, NULL, set_up, test_emergency, office_fixture_tear_down);
  g_test_add ("/office/replay/retry", Fixture, NULL, set_up, test_retry, office_fixture_tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strconcat ("/office/replay/damage/", damages[i].name, NULL);

      g_test_add (path, Fixture, &damages[i], set_up, test_damage, office_fixture_tear_down);
    }

  return g_test_run ();
}
