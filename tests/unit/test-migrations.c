/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "store-fixture.h"

#define NEWEST 8

static void
copy_old (StoreFixture *fixture,
          int           version)
{
  g_autofree char *name = g_strdup_printf ("version-%d.db", version);
  g_autofree char *path = NULL;
  g_autofree char *contents = NULL;
  g_autoptr(GError) error = NULL;
  const char *data = g_getenv ("CS_TEST_DATA");
  gsize size = 0;

  g_assert_nonnull (data);
  path = g_build_filename (data, "db", name, NULL);
  g_assert_true (g_file_get_contents (path, &contents, &size, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (fixture->path, contents, (gssize) size, &error));
}

static void
test_old (StoreFixture  *fixture,
          gconstpointer  data)
{
  int version = GPOINTER_TO_INT (data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) found = NULL;
  CsPostFilter filter = { 0 };
  CsDb *reader;

  g_test_summary ("A database of an earlier version is brought up to date by a writer, not by a reader");
  copy_old (fixture, version);
  reader = cs_db_open (fixture->path, CS_DB_READ, &error);
  g_assert_null (reader);
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_clear_error (&error);

  fixture->db = fixture_open (fixture->path, CS_DB_WRITE);
  g_assert_cmpint (fixture_ask (fixture->db, "PRAGMA user_version"), ==, NEWEST);
  g_assert_cmpint (fixture_ask (fixture->db, "SELECT count (*) FROM posts"), ==, 3);
  g_assert_cmpint (fixture_ask (fixture->db, "SELECT count (*) FROM revisions"), ==, 3);
  filter.search = "防汛";
  found = cs_post_rows_list (fixture->db, &filter, 0, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  fixture_set_text (fixture->db, fixture_add_post (fixture->db), "防汛");

  reader = fixture_open (fixture->path, CS_DB_READ);
  cs_db_free (reader);
}

static void
test_old_sign_off (StoreFixture  *fixture,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsRoute) route = NULL;
  g_autoptr(CsOfficeRow) office = NULL;
  g_autoptr(GPtrArray) decisions = NULL;
  CsParty own = { CS_PARTY_ROLE_IN_OWN_SECTION, CS_ROLE_REVIEWER, 0 };
  CsParty anywhere = { CS_PARTY_ROLE_ANYWHERE, CS_ROLE_LEADER, 0 };

  g_test_summary ("Stages with one role become stages with one party; old decisions still count, and need no signature");
  copy_old (fixture, 4);
  fixture->db = fixture_open (fixture->path, CS_DB_WRITE);
  route = cs_route_rows_get (fixture->db, 2, &error);
  g_assert_no_error (error);
  g_assert_true (cs_route_check (route, NULL));
  g_assert_cmpuint (route->stages->len, ==, 2);
  g_assert_cmpint (cs_route_get_stage (route, 0)->quorum, ==, CS_QUORUM_COUNT);
  g_assert_cmpuint (cs_route_get_stage (route, 0)->count, ==, 2);
  g_assert_true (cs_party_equal (cs_stage_get_party (cs_route_get_stage (route, 0), 0), &own));
  g_assert_true (cs_party_equal (cs_stage_get_party (cs_route_get_stage (route, 1), 0), &anywhere));

  decisions = cs_decision_rows_list (fixture->db, 1, &error);
  g_assert_cmpuint (decisions->len, ==, 1);
  g_assert_cmpuint (((CsDecision *) decisions->pdata[0])->parties, ==, 1);
  g_assert_cmpint (((CsDecision *) decisions->pdata[0])->to_stage, ==, -1);
  office = cs_office_rows_get (fixture->db, &error);
  g_assert_cmpint (office->unsigned_until, ==, 2);
  g_assert_cmpint (office->sign_again_after, ==, 900);
}

static void
test_fresh (StoreFixture  *fixture,
            gconstpointer  unused)
{
  g_autofree char *schema = NULL;

  g_test_summary ("A new database has the newest version; opening it again changes nothing");
  fixture->db = fixture_open (fixture->path, CS_DB_WRITE);
  g_assert_cmpint (fixture_ask (fixture->db, "PRAGMA user_version"), ==, NEWEST);
  g_clear_pointer (&fixture->db, cs_db_free);
  fixture->db = fixture_open (fixture->path, CS_DB_WRITE);
  g_assert_cmpint (fixture_ask (fixture->db, "PRAGMA schema_version"), >, 0);
}

static void
test_newer (StoreFixture  *fixture,
            gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  CsDb *db;

  g_test_summary ("A database from a newer version is refused and left as it is");
  fixture_run (fixture->db, "PRAGMA user_version = 99");
  g_clear_pointer (&fixture->db, cs_db_free);
  for (CsDbMode mode = CS_DB_READ; mode <= CS_DB_WRITE; mode++)
    {
      db = cs_db_open (fixture->path, mode, &error);
      g_assert_null (db);
      g_assert_error (error, CS_ERROR, CS_ERROR_NEWER_SCHEMA);
      g_clear_error (&error);
    }
}

static void
test_not_an_office (StoreFixture  *fixture,
                    gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *output = NULL;
  g_autofree char *mode = NULL;
  CsDb *db;

  g_test_summary ("Another program's database is refused and not touched");
  g_assert_true (fixture_shell (fixture->path, "CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine')", &output));
  db = cs_db_open (fixture->path, CS_DB_WRITE, &error);
  g_assert_null (db);
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_AN_OFFICE);
  g_assert_true (fixture_shell (fixture->path,
                                "SELECT CASE WHEN (SELECT count (*) FROM sqlite_schema) <> 1 "
                                "THEN json ('changed') END", &mode));
}

static gpointer
open_at_once (gpointer path)
{
  return fixture_open (path, CS_DB_WRITE);
}

static void
test_at_once (StoreFixture  *fixture,
              gconstpointer  unused)
{
  GThread *threads[6];

  g_test_summary ("Several programs that open a new office at the same moment all succeed");
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("opener", open_at_once, fixture->path);

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autoptr(CsDb) db = g_thread_join (threads[i]);

      g_assert_cmpint (fixture_ask (db, "PRAGMA user_version"), ==, NEWEST);
    }
}

static const char * const forbidden[] = {
  "UPDATE revisions SET content = 'x'", "DELETE FROM revisions", "REPLACE INTO revisions SELECT * FROM revisions",
  "UPDATE decisions SET verdict = 'approve'", "DELETE FROM decisions", "REPLACE INTO decisions SELECT * FROM decisions",
  "UPDATE journal SET details = 'x'", "DELETE FROM journal", "REPLACE INTO journal SELECT * FROM journal",
  "UPDATE contributors SET person = 2", "DELETE FROM contributors",
  "REPLACE INTO contributors SELECT post, person, since + 1 FROM contributors",
  "UPDATE routes SET name = 'x'", "DELETE FROM routes", "REPLACE INTO routes SELECT * FROM routes",
  "UPDATE stages SET quorum = 'any'", "DELETE FROM stages", "REPLACE INTO stages SELECT * FROM stages",
  "UPDATE stage_parties SET role = 1", "DELETE FROM stage_parties",
  "REPLACE INTO stage_parties SELECT * FROM stage_parties",
  "UPDATE keys SET public = zeroblob (32)", "UPDATE keys SET person = 1", "DELETE FROM keys",
  "REPLACE INTO keys SELECT * FROM keys",
  "UPDATE signatures SET signature = zeroblob (64)", "DELETE FROM signatures",
  "REPLACE INTO signatures SELECT * FROM signatures",
  "UPDATE checkpoints SET note = ''", "DELETE FROM checkpoints", "REPLACE INTO checkpoints SELECT * FROM checkpoints",
  "UPDATE media SET mime = 'x'", "DELETE FROM media", "REPLACE INTO media SELECT * FROM media",
  "UPDATE read_backs SET result = 'same'", "DELETE FROM read_backs", "REPLACE INTO read_backs SELECT * FROM read_backs",
};

static void
fill_guarded (CsDb *db)
{
  g_autoptr(GError) error = NULL;
  CsTxn *txn = cs_txn_begin (db, &error);
  gint64 post = fixture_add_post (db);
  CsRevisionRow revision = { 0 };
  CsDecision decision = { 0 };
  CsMediaRow medium = { 0 };

  revision.post = decision.post = post;
  revision.content = (char *) "{}";
  revision.author = medium.added_by = FIXTURE_DRAFTER;
  medium.mime_type = (char *) "image/png";
  g_assert_true (cs_revision_rows_add (db, &revision, &error));
  decision.revision = revision.id;
  decision.person = FIXTURE_REVIEWER;
  g_assert_true (cs_decision_rows_add (db, &decision, &error));
  fixture_run (db, "INSERT INTO keys (person, public, sealed, made_at) VALUES (2, randomblob (32), x'00', 1)");
  fixture_run (db, "INSERT INTO signatures (decision, key, statement, signature) VALUES (1, 1, '{}', randomblob (64))");
  fixture_run (db, "INSERT INTO checkpoints (sequence, note, made_by, made_at) VALUES (1, 'note', 2, 1)");
  fixture_run (db, "INSERT INTO accounts (network, address, handle, name, colour) VALUES ('x', 'https://x', '@o', 'o', '#000000')");
  fixture_run (db, "INSERT INTO publications (post, revision, digest, account, segment, state, due_at, key) "
                   "VALUES (1, 1, zeroblob (32), 1, 0, 'sent', 1, 'k')");
  fixture_run (db, "INSERT INTO read_backs (publication, at, result) VALUES (1, 1, 'text')");
  g_assert_true (cs_contributor_rows_add (db, post, FIXTURE_DRAFTER, 1, NULL, &error));
  g_assert_true (cs_media_rows_add (db, &medium, &error));
  g_assert_cmpint (cs_journal_rows_append (db, 1, 0, 0, CS_JOURNAL_SIGNED_IN, "{}", &error), ==, 1);
  g_assert_true (cs_txn_commit (txn, &error));
  g_assert_no_error (error);
}

static void
test_guards (StoreFixture  *fixture,
             gconstpointer  unused)
{
  g_test_summary ("Neither our own connection nor the sqlite3 shell changes or deletes what is on record");
  fill_guarded (fixture->db);
  for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(CsStmt) stmt = cs_db_prepare (fixture->db, forbidden[i], &error);
      g_autofree char *output = NULL;

      g_assert_no_error (error);
      if (cs_stmt_run (stmt, &error))
        g_error ("“%s” was allowed", forbidden[i]);
      g_assert_nonnull (strstr (error->message, "never changed or deleted"));

      if (fixture_shell (fixture->path, forbidden[i], &output))
        g_error ("“%s” was allowed in the shell", forbidden[i]);
      g_assert_nonnull (strstr (output, "never changed or deleted"));
    }
}

static const struct
{
  const char *sql;
  gboolean    allowed;
} on_keys[] = {
  { "UPDATE keys SET ended_at = 7, lost = 1 WHERE id = 1", TRUE },
  { "UPDATE keys SET ended_at = 0 WHERE id = 1", FALSE },
  { "UPDATE keys SET ended_at = 8 WHERE id = 1", FALSE },
  { "UPDATE keys SET lost = 0 WHERE id = 1", FALSE },
  { "UPDATE keys SET id = 8 WHERE id = 1", FALSE },
  { "UPDATE keys SET made_at = 8 WHERE id = 1", FALSE },
  { "INSERT INTO keys (person, public, sealed, made_at) VALUES (2, randomblob (32), x'00', 1)", TRUE },
  { "INSERT INTO keys (person, public, sealed, made_at) VALUES (3, randomblob (32), x'00', 1)", TRUE },
  { "UPDATE keys SET lost = 1 WHERE id = 2", FALSE },
  { "UPDATE keys SET sealed = x'01' WHERE id = 2", TRUE },
  { "INSERT INTO decisions SELECT 2, post, revision, digest, stage, person, verdict, reason, made_at, 0, -1, 0, 0, 0, 1 FROM decisions", TRUE },
  { "INSERT INTO signatures (decision, key, statement, signature) VALUES (2, 1, '{}', randomblob (64))", FALSE }, /* ended */
  { "INSERT INTO signatures (decision, key, statement, signature) VALUES (2, 3, '{}', randomblob (64))", FALSE }, /* somebody else's */
  { "INSERT INTO signatures (decision, key, statement, signature) VALUES (3, 2, '{}', randomblob (64))", FALSE }, /* of no decision */
  { "INSERT INTO signatures (decision, key, statement, signature) VALUES (2, 2, '{}', randomblob (64))", TRUE },
};

static void
test_keys (StoreFixture  *fixture,
           gconstpointer  unused)
{
  g_test_summary ("A key that ended stays ended; a decision is signed with a good key of its person and no other");
  fill_guarded (fixture->db);
  for (guint i = 0; i < G_N_ELEMENTS (on_keys); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(CsStmt) stmt = cs_db_prepare (fixture->db, on_keys[i].sql, &error);

      g_assert_no_error (error);
      if (cs_stmt_run (stmt, &error) != on_keys[i].allowed)
        g_error ("“%s”: %s", on_keys[i].sql, error ? error->message : "was allowed");
    }
}

static void
test_shell_reads (StoreFixture  *fixture,
                  gconstpointer  unused)
{
  g_autofree char *output = NULL;

  g_test_summary ("Tools that do not know our tokenizer can still read and repair everything but the search index");
  fixture_set_text (fixture->db, fixture_add_post (fixture->db), "防汛");
  g_assert_true (fixture_shell (fixture->path,
                                "SELECT * FROM post_texts; SELECT count (*) FROM posts; UPDATE posts SET stage = 0;",
                                &output));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, set_up, test) \
  g_test_add (path, StoreFixture, data, set_up, test, fixture_tear_down)

  ADD ("/store/migrations/from-1", GINT_TO_POINTER (1), fixture_set_up_bare, test_old);
  ADD ("/store/migrations/from-2", GINT_TO_POINTER (2), fixture_set_up_bare, test_old);
  ADD ("/store/migrations/from-3", GINT_TO_POINTER (3), fixture_set_up_bare, test_old);
  ADD ("/store/migrations/from-4", GINT_TO_POINTER (4), fixture_set_up_bare, test_old);
  ADD ("/store/migrations/from-5", GINT_TO_POINTER (5), fixture_set_up_bare, test_old);
  ADD ("/store/migrations/from-6", GINT_TO_POINTER (6), fixture_set_up_bare, test_old);
  ADD ("/store/migrations/sign-off", NULL, fixture_set_up_bare, test_old_sign_off);
  ADD ("/store/migrations/fresh", NULL, fixture_set_up_bare, test_fresh);
  ADD ("/store/migrations/newer", NULL, fixture_set_up, test_newer);
  ADD ("/store/migrations/not-an-office", NULL, fixture_set_up_bare, test_not_an_office);
  ADD ("/store/migrations/at-once", NULL, fixture_set_up_bare, test_at_once);
  ADD ("/store/guards/append-only", NULL, fixture_set_up, test_guards);
  ADD ("/store/guards/keys", NULL, fixture_set_up, test_keys);
  ADD ("/store/guards/shell-reads", NULL, fixture_set_up, test_shell_reads);

  return g_test_run ();
}
