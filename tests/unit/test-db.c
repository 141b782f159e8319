/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-fixture.h"

static void
test_parameters (StoreFixture  *fixture,
                 gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row = FALSE;

  g_test_summary ("$2 before $1 binds by number, not by appearance; a $ in a string is text");
  stmt = cs_db_prepare (fixture->db, "SELECT $2, $1, '$1 ''$2', $2", &error);
  g_assert_no_error (error);
  cs_stmt_bind_text (stmt, 1, "one");
  cs_stmt_bind_int64 (stmt, 2, 2);
  g_assert_true (cs_stmt_step (stmt, &row, &error));
  g_assert_true (row);
  g_assert_cmpint (cs_stmt_get_int64 (stmt, 0), ==, 2);
  g_assert_cmpstr (cs_stmt_get_text (stmt, 1), ==, "one");
  g_assert_cmpstr (cs_stmt_get_text (stmt, 2), ==, "$1 '$2");
  g_assert_cmpint (cs_stmt_get_int64 (stmt, 3), ==, 2);
}

static void
test_again_while_in_use (StoreFixture  *fixture,
                         gconstpointer  unused)
{
  static const char sql[] = "SELECT id FROM people ORDER BY id";
  g_autoptr(GError) error = NULL;
  g_autoptr(CsStmt) outer = cs_db_prepare (fixture->db, sql, &error);
  gboolean row = FALSE;

  g_test_summary ("A statement asked for again while its rows are read is another one");
  g_assert_true (cs_stmt_step (outer, &row, &error));
  for (int i = 0; i < 2; i++)
    {
      g_autoptr(CsStmt) inner = cs_db_prepare (fixture->db, sql, &error);

      g_assert_true (cs_stmt_step (inner, &row, &error));
      g_assert_cmpint (cs_stmt_get_int64 (inner, 0), ==, 1);
    }

  g_assert_cmpint (cs_stmt_get_int64 (outer, 0), ==, 1);
  g_assert_true (cs_stmt_step (outer, &row, &error));
  g_assert_cmpint (cs_stmt_get_int64 (outer, 0), ==, 2);
}

static void
test_cleared (StoreFixture  *fixture,
              gconstpointer  unused)
{
  static const char sql[] = "SELECT $1 IS NULL";
  g_autoptr(GError) error = NULL;
  g_autoptr(CsStmt) stmt = cs_db_prepare (fixture->db, sql, &error);
  gboolean row = FALSE;

  g_test_summary ("What was bound does not outlive the statement");
  cs_stmt_bind_int64 (stmt, 1, 5);
  g_assert_true (cs_stmt_step (stmt, &row, &error));
  g_assert_cmpint (cs_stmt_get_int64 (stmt, 0), ==, 0);
  g_clear_pointer (&stmt, cs_stmt_free);

  stmt = cs_db_prepare (fixture->db, sql, &error);
  g_assert_true (cs_stmt_step (stmt, &row, &error));
  g_assert_cmpint (cs_stmt_get_int64 (stmt, 0), ==, 1);
}

static void
test_settings (StoreFixture  *fixture,
               gconstpointer  unused)
{
  g_autoptr(CsDb) reader = fixture_open (fixture->path, CS_DB_READ);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row = FALSE;

  g_test_summary ("Durable, with foreign keys, marked as an office; a reader cannot write");
  g_assert_cmpint (fixture_ask (fixture->db, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (fixture_ask (fixture->db, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (fixture_ask (fixture->db, "PRAGMA busy_timeout"), ==, 10000);
  g_assert_cmpint (fixture_ask (fixture->db, "PRAGMA application_id"), ==, CS_DB_APPLICATION_ID);
  stmt = cs_db_prepare (fixture->db, "PRAGMA journal_mode", &error);
  g_assert_true (cs_stmt_step (stmt, &row, &error));
  g_assert_cmpstr (cs_stmt_get_text (stmt, 0), ==, "wal");

  g_assert_cmpint (cs_section_rows_add (reader, "No", &error), ==, 0);
  g_assert_error (error, CS_ERROR, CS_ERROR_READ_ONLY);
}

static void
test_rollback (StoreFixture  *fixture,
               gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  CsTxn *outer = cs_txn_begin (fixture->db, &error);

  g_test_summary ("Uncommitted is undone, the inner one without the outer one, the outer one with all");
  g_assert_cmpint (cs_section_rows_add (fixture->db, "Outer", &error), >, 0);
  {
    g_autoptr(CsTxn) inner = cs_txn_begin (fixture->db, &error);

    g_assert_nonnull (inner);
    g_assert_cmpint (cs_section_rows_add (fixture->db, "Lost", &error), >, 0);
  }
  {
    CsTxn *inner = cs_txn_begin (fixture->db, &error);

    g_assert_cmpint (cs_section_rows_add (fixture->db, "Kept", &error), >, 0);
    g_assert_true (cs_txn_commit (inner, &error));
  }
  g_assert_true (cs_txn_commit (outer, &error));
  g_assert_cmpint (fixture_ask (fixture->db, "SELECT count (*) FROM sections WHERE name = 'Lost'"), ==, 0);
  g_assert_cmpint (fixture_ask (fixture->db, "SELECT count (*) FROM sections"), ==, 3);

  outer = cs_txn_begin (fixture->db, &error);
  {
    CsTxn *inner = cs_txn_begin (fixture->db, &error);

    g_assert_cmpint (cs_section_rows_add (fixture->db, "Gone", &error), >, 0);
    g_assert_true (cs_txn_commit (inner, &error));
  }
  cs_txn_free (outer);
  g_assert_cmpint (fixture_ask (fixture->db, "SELECT count (*) FROM sections"), ==, 3);
}

static void
test_constraints (StoreFixture  *fixture,
                  gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  CsPersonRow twin = { 0 };
  CsPostRow orphan = { 0 };

  g_test_summary ("A second of what may be once is a conflict, a reference to nothing is invalid");
  twin.login = (char *) "leader";
  twin.name = (char *) "Twin";
  g_assert_cmpint (cs_person_rows_add (fixture->db, &twin, &error), ==, 0);
  g_assert_error (error, CS_ERROR, CS_ERROR_CONFLICT);
  g_clear_error (&error);

  orphan.author = 99;
  orphan.route = FIXTURE_ROUTE;
  g_assert_cmpint (cs_post_rows_add (fixture->db, &orphan, &error), ==, 0);
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
}

static gpointer
hold_lock (gpointer path)
{
  g_autoptr(CsDb) db = fixture_open (path, CS_DB_WRITE);
  g_autoptr(CsTxn) txn = cs_txn_begin (db, NULL);

  g_assert_nonnull (txn);
  g_usleep (200 * 1000);
  return NULL;
}

static void
test_busy (StoreFixture  *fixture,
           gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsDb) impatient = fixture_open (fixture->path, CS_DB_WRITE);
  CsTxn *txn = cs_txn_begin (fixture->db, &error);
  CsTxn *none;
  GThread *thread;

  g_test_summary ("Another writer is waited for; in the end it is BUSY, not an unclear failure");
  fixture_run (impatient, "PRAGMA busy_timeout = 20");
  none = cs_txn_begin (impatient, &error);
  g_assert_null (none);
  g_assert_error (error, CS_ERROR, CS_ERROR_BUSY);
  g_clear_error (&error);
  cs_txn_free (txn);

  thread = g_thread_new ("holder", hold_lock, fixture->path);
  for (int i = 0; i < 50; i++)
    {
      txn = cs_txn_begin (fixture->db, &error);
      g_assert_no_error (error);
      g_assert_true (cs_txn_commit (txn, &error));
      g_usleep (5000);
    }
  g_thread_join (thread);
}

static void
test_bad_files (StoreFixture  *fixture,
                gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *contents = g_strnfill (5000, 'x');
  CsDb *db;

  g_test_summary ("Nothing there, no database, or a torn one: each with its own code");
  db = cs_db_open (fixture->path, CS_DB_READ, &error);
  g_assert_null (db);
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (fixture->path, contents, -1, NULL));
  db = cs_db_open (fixture->path, CS_DB_WRITE, &error);
  g_assert_null (db);
  g_assert_error (error, CS_ERROR, CS_ERROR_CORRUPT);
  g_clear_error (&error);

  db = cs_db_open (fixture->folder, CS_DB_WRITE, &error);
  g_assert_null (db);
  g_assert_error (error, CS_ERROR, CS_ERROR_READ_ONLY);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, set_up, test) \
  g_test_add (path, StoreFixture, NULL, set_up, test, fixture_tear_down)

  ADD ("/store/stmt/parameters", fixture_set_up, test_parameters);
  ADD ("/store/stmt/again-while-in-use", fixture_set_up, test_again_while_in_use);
  ADD ("/store/stmt/cleared", fixture_set_up, test_cleared);
  ADD ("/store/db/settings", fixture_set_up, test_settings);
  ADD ("/store/db/constraints", fixture_set_up, test_constraints);
  ADD ("/store/db/busy", fixture_set_up, test_busy);
  ADD ("/store/db/bad-files", fixture_set_up_bare, test_bad_files);
  ADD ("/store/txn/rollback", fixture_set_up, test_rollback);

  return g_test_run ();
}
