/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cs-media-files.h"
#include "store-fixture.h"

static guint
count_files (StoreFixture *fixture)
{
  g_autofree char *media = g_build_filename (fixture->folder, "media", NULL);
  g_autoptr(GDir) dir = g_dir_open (media, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
test_round (StoreFixture  *fixture,
            gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static ("a\0picture", 9);
  g_autoptr(GBytes) again = NULL;
  CsDigest digest;
  CsDigest same;

  g_test_summary ("What is put is got; putting it twice is one file");
  g_assert_true (cs_media_files_put (fixture->folder, bytes, &digest, &error));
  g_assert_true (cs_media_files_put (fixture->folder, bytes, &same, &error));
  g_assert_no_error (error);
  g_assert_true (cs_digest_equal (&digest, &same));
  g_assert_cmpuint (count_files (fixture), ==, 1);
  again = cs_media_files_get (fixture->folder, &digest, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (bytes, again));
}

static void
test_damaged (StoreFixture  *fixture,
              gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static ("picture", 7);
  g_autoptr(GBytes) again = NULL;
  g_autofree char *path = NULL;
  CsDigest digest;

  g_test_summary ("A damaged file is found, a missing one too, and putting the bytes again heals it");
  g_assert_true (cs_media_files_put (fixture->folder, bytes, &digest, &error));
  path = cs_media_files_get_path (fixture->folder, &digest);
  g_assert_true (g_file_set_contents (path, "pictur", -1, NULL));
  again = cs_media_files_get (fixture->folder, &digest, &error);
  g_assert_null (again);
  g_assert_error (error, CS_ERROR, CS_ERROR_CORRUPT);
  g_clear_error (&error);

  g_unlink (path);
  again = cs_media_files_get (fixture->folder, &digest, &error);
  g_assert_null (again);
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (g_file_set_contents (path, "pictur", -1, NULL));
  g_assert_true (cs_media_files_put (fixture->folder, bytes, &digest, &error));
  again = cs_media_files_get (fixture->folder, &digest, &error);
  g_assert_no_error (error);
  g_assert_nonnull (again);
}

static void
limit_files (rlim_t bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (bytes, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_no_space (StoreFixture  *fixture,
               gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *large = g_strnfill (300000, 'x');
  g_autoptr(GBytes) bytes = g_bytes_new (large, 300000);
  CsDigest digest;
  CsTxn *txn;
  gboolean done;

  g_test_summary ("Where nothing more fits, a medium leaves no half file and a commit is refused as NO_SPACE");
  signal (SIGXFSZ, SIG_IGN);
  limit_files (200000);
  done = cs_media_files_put (fixture->folder, bytes, &digest, &error);
  limit_files (RLIM_INFINITY);
  g_assert_false (done);
  g_assert_error (error, CS_ERROR, CS_ERROR_NO_SPACE);
  g_assert_cmpuint (count_files (fixture), ==, 0);
  g_clear_error (&error);

  fixture_run (fixture->db, "PRAGMA wal_checkpoint (TRUNCATE)");
  txn = cs_txn_begin (fixture->db, &error);
  g_assert_no_error (error);
  limit_files (8192);
  done = cs_section_rows_add (fixture->db, large, &error) > 0 && cs_txn_commit (g_steal_pointer (&txn), &error);
  limit_files (RLIM_INFINITY);
  g_clear_pointer (&txn, cs_txn_free);
  g_assert_false (done);
  g_assert_error (error, CS_ERROR, CS_ERROR_NO_SPACE);
  g_clear_error (&error);

  g_assert_cmpint (cs_section_rows_add (fixture->db, "Fits again", &error), >, 0);
  g_assert_no_error (error);
  g_assert_cmpint (fixture_ask (fixture->db, "SELECT count (*) FROM sections"), ==, 2);
  g_assert_true (cs_media_files_put (fixture->folder, bytes, &digest, &error));
}

/* As somebody who may not write there; the administrator of the machine may everywhere */
static void
test_read_only (StoreFixture  *fixture,
                gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static ("picture", 7);
  g_autofree char *media = g_build_filename (fixture->folder, "media", NULL);
  uid_t user = geteuid ();
  CsDigest digest;
  CsDb *db;

  g_test_summary ("A folder or database that cannot be written is READ_ONLY");
  g_clear_pointer (&fixture->db, cs_db_free);
  g_mkdir (media, 0755);
  g_chmod (fixture->folder, 0555);
  g_chmod (media, 0555);
  g_chmod (fixture->path, 0444);
  if (user == 0)
    g_assert_cmpint (seteuid (65534), ==, 0);

  g_assert_false (cs_media_files_put (fixture->folder, bytes, &digest, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_READ_ONLY);
  g_clear_error (&error);
  db = cs_db_open (fixture->path, CS_DB_WRITE, &error);
  g_assert_null (db);
  g_assert_error (error, CS_ERROR, CS_ERROR_READ_ONLY);
  g_clear_error (&error);

  /* Reading it goes on working. */
  db = fixture_open (fixture->path, CS_DB_READ);
  g_assert_cmpint (fixture_ask (db, "SELECT count (*) FROM people"), ==, 3);
  cs_db_free (db);

  if (user == 0)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_chmod (fixture->folder, 0755);
  g_chmod (media, 0755);
}

static void
test_draft (StoreFixture  *fixture,
            gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsMediaDraft) draft = cs_media_draft_new (fixture->folder, &error);
  g_autoptr(CsMediaDraft) given_up = NULL;
  g_autoptr(CsMediaDraft) cancelled = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GBytes) again = NULL;
  g_autofree char *large = g_malloc0 (3 * 1024 * 1024);
  CsDigest digest, expected;
  gint64 bytes = 0;

  g_test_summary ("What is written piece by piece, in any order, gets the name of its digest; what is given up leaves nothing");
  g_assert_no_error (error);
  large[0] = 'h';
  large[3 * 1024 * 1024 - 1] = 't';
  expected = cs_digest_of_bytes (large, 3 * 1024 * 1024);
  g_assert_cmpint (pwrite (draft->fd, "t", 1, 3 * 1024 * 1024 - 1), ==, 1);
  g_assert_cmpint (pwrite (draft->fd, "h", 1, 0), ==, 1);
  g_assert_true (cs_media_draft_keep (draft, &digest, &bytes, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (bytes, ==, 3 * 1024 * 1024);
  g_assert_true (cs_digest_equal (&digest, &expected));
  again = cs_media_files_get (fixture->folder, &digest, &error);
  g_assert_no_error (error);

  given_up = cs_media_draft_new (fixture->folder, &error);
  g_assert_cmpuint (count_files (fixture), ==, 2);
  g_clear_pointer (&given_up, cs_media_draft_free);
  g_assert_cmpuint (count_files (fixture), ==, 1);

  cancelled = cs_media_draft_new (fixture->folder, &error);
  g_cancellable_cancel (cancellable);
  g_assert_false (cs_media_draft_keep (cancelled, &digest, &bytes, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_pointer (&cancelled, cs_media_draft_free);
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) \
  g_test_add (path, StoreFixture, NULL, fixture_set_up, test, fixture_tear_down)

  ADD ("/store/media-files/round", test_round);
  ADD ("/store/media-files/damaged", test_damaged);
  ADD ("/store/media-files/draft", test_draft);
  ADD ("/store/media-files/no-space", test_no_space);
  ADD ("/store/media-files/read-only", test_read_only);

  return g_test_run ();
}
