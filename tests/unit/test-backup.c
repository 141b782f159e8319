/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-backup.h"
#include "cs-media-files.h"
#include "store-fixture.h"

static CsDigest
add_medium (StoreFixture *fixture,
            const char   *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  CsMediaRow row = { 0 };

  g_assert_true (cs_media_files_put (fixture->folder, bytes, &row.digest, &error));
  row.mime_type = (char *) "image/png";
  row.added_by = FIXTURE_DRAFTER;
  g_assert_true (cs_media_rows_add (fixture->db, &row, &error));
  g_assert_no_error (error);
  return row.digest;
}

static void
append_entry (CsDb *db)
{
  g_autoptr(GError) error = NULL;
  CsTxn *txn = cs_txn_begin (db, &error);

  g_assert_no_error (error);
  fixture_set_text (db, fixture_add_post (db), "防汛通知 flood notice");
  g_assert_cmpint (cs_journal_rows_append (db, 1, 0, 0, CS_JOURNAL_SIGNED_IN, "{}", &error), >, 0);
  g_assert_true (cs_txn_commit (txn, &error));
  g_assert_no_error (error);
}

typedef struct
{
  const char *path;
  int         stop; /* atomic */
  int         n_done;
} BusyWriter;

static gpointer
write_on (gpointer data)
{
  BusyWriter *writer = data;
  g_autoptr(CsDb) db = fixture_open (writer->path, CS_DB_WRITE);

  while (!g_atomic_int_get (&writer->stop))
    {
      append_entry (db);
      g_atomic_int_inc (&writer->n_done);
    }

  return NULL;
}

static void
count_calls_cb (double   done,
                gpointer n_calls)
{
  g_assert_cmpfloat (done, >=, 0);
  g_assert_cmpfloat (done, <=, 1);
  ++*(int *) n_calls;
}

static void
test_round (StoreFixture  *fixture,
            gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *to = g_build_filename (fixture->folder, "copies", "one", NULL);
  g_autofree char *again = g_build_filename (fixture->folder, "again", NULL);
  g_autofree char *again_path = g_build_filename (again, "office.db", NULL);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(CsDb) db = NULL;
  g_autoptr(GPtrArray) found = NULL;
  CsPostFilter filter = { 0 };
  BusyWriter writer = { fixture->path, 0, 0 };
  CsDigest digest = add_medium (fixture, "picture");
  GThread *thread = g_thread_new ("writer", write_on, &writer);
  gint64 n_posts;
  int n_calls = 0;

  g_test_summary ("A backup made while somebody writes holds one moment; restored it is searched and written");
  while (g_atomic_int_get (&writer.n_done) < 20)
    g_usleep (1000);
  g_assert_true (cs_backup_make (fixture->folder, to, count_calls_cb, &n_calls, NULL, &error));
  g_assert_no_error (error);
  g_atomic_int_set (&writer.stop, 1);
  g_thread_join (thread);
  g_assert_cmpint (n_calls, >, 0);

  g_assert_true (cs_backup_restore (to, again, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  bytes = cs_media_files_get (again, &digest, &error);
  g_assert_no_error (error);
  db = fixture_open (again_path, CS_DB_WRITE);
  n_posts = fixture_ask (db, "SELECT count (*) FROM posts");
  g_assert_cmpint (n_posts, >=, 20);
  g_assert_cmpint (fixture_ask (db, "SELECT count (*) FROM journal"), ==, n_posts + 1);
  g_assert_cmpint (fixture_ask (db, "SELECT kind = 'restored' FROM journal ORDER BY sequence DESC LIMIT 1"), ==, 1);
  filter.search = "防汛 notice";
  found = cs_post_rows_list (db, &filter, 0, 100000, &error);
  g_assert_no_error (error);
  g_assert_cmpint (found->len, ==, n_posts);
  append_entry (db);
}

static void
test_refused (StoreFixture  *fixture,
              gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *nowhere = g_build_filename (fixture->folder, "nothing", NULL);
  g_autofree char *to = g_build_filename (fixture->folder, "to", NULL);

  g_test_summary ("An office is never overwritten, and what is no office is not backed up");
  g_assert_false (cs_backup_make (fixture->folder, fixture->folder, NULL, NULL, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (cs_backup_restore (fixture->folder, fixture->folder, NULL, NULL, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (cs_backup_make (nowhere, to, NULL, NULL, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (to, G_FILE_TEST_EXISTS));
}

static guint
count_files (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
test_damaged (StoreFixture  *fixture,
              gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *to = g_build_filename (fixture->folder, "to", NULL);
  g_autofree char *path = NULL;
  CsDigest digest = add_medium (fixture, "picture");
  guint n_files = count_files (fixture->folder);

  g_test_summary ("A damaged medium or a cancelled backup leaves nothing behind");
  g_cancellable_cancel (cancellable);
  g_assert_false (cs_backup_make (fixture->folder, to, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (count_files (fixture->folder), ==, n_files);

  path = cs_media_files_get_path (fixture->folder, &digest);
  g_assert_true (g_file_set_contents (path, "pictura", -1, NULL));
  g_assert_false (cs_backup_make (fixture->folder, to, NULL, NULL, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_CORRUPT);
  g_assert_cmpuint (count_files (fixture->folder), ==, n_files);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/backup/round", StoreFixture, NULL, fixture_set_up, test_round, fixture_tear_down);
  g_test_add ("/store/backup/refused", StoreFixture, NULL, fixture_set_up, test_refused, fixture_tear_down);
  g_test_add ("/store/backup/damaged", StoreFixture, NULL, fixture_set_up, test_damaged, fixture_tear_down);

  return g_test_run ();
}
