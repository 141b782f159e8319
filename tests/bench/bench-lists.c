/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-lists [POSTS]: pages of a long list at any depth, against the bare query; searching for Chinese words, against what LIKE finds. */

#include "config.h"

#include <locale.h>
#include <sqlite3.h>
#include <stdlib.h>

#include "bench-utils.h"
#include "cs-post-rows.h"

#define PAGE 50
#define QUERIES 200 /* in one round: a single one takes microseconds */

/* The bare floor: the same columns by sqlite3 alone, read and dropped. */
static double
time_bare (sqlite3 *raw,
           gint64   before)
{
  sqlite3_stmt *stmt;
  volatile gint64 sum = 0;
  gint64 start;

  sqlite3_prepare_v2 (raw, "SELECT id,state,stage,author,section,route,revision,round,release,release_at,zone,excerpt,thumbnails,accounts,made_at,changed_at"
                           " FROM posts WHERE id < ?1 ORDER BY id DESC LIMIT 50", -1, &stmt, NULL);
  start = g_get_monotonic_time ();
  for (int i = 0; i < QUERIES; i++)
    {
      sqlite3_bind_int64 (stmt, 1, before);
      while (sqlite3_step (stmt) == SQLITE_ROW)
        for (int c = 0; c < 16; c++)
          if (sqlite3_column_type (stmt, c) == SQLITE_TEXT)
            g_free (g_strdup ((const char *) sqlite3_column_text (stmt, c)));
          else
            sum += sqlite3_column_int64 (stmt, c);
      sqlite3_reset (stmt);
    }
  start = g_get_monotonic_time () - start;
  sqlite3_finalize (stmt);
  return (double) start / QUERIES;
}

static double
time_ours (CsDb               *db,
           const CsPostFilter *filter,
           gint64              before,
           int                 queries)
{
  gint64 start = g_get_monotonic_time ();

  for (int i = 0; i < queries; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) page = cs_post_rows_list (db, filter, before, PAGE, &error);

      g_assert_no_error (error);
    }
  return (double) (g_get_monotonic_time () - start) / queries;
}

static void
bench_pages (sqlite3 *raw,
             CsDb    *db,
             guint    n_posts)
{
  const double depths[] = { 0, 0.5, 0.9, 0.999 };
  CsPostFilter all = { 0 };

  for (guint d = 0; d < G_N_ELEMENTS (depths); d++)
    {
      gint64 before = n_posts + 1 - (gint64) (depths[d] * n_posts);
      double ours[BENCH_ROUNDS], bare[BENCH_ROUNDS];

      for (int round = 0; round < BENCH_ROUNDS; round++)
        {
          ours[round] = time_ours (db, &all, before, QUERIES);
          bare[round] = time_bare (raw, before);
        }
      g_print ("bench lists: page of %d at depth %.1f %% of %u posts to the bare query: %.2f (%.0f µs to %.0f µs)\n", PAGE, depths[d] * 100, n_posts,
               bench_median (ours, BENCH_ROUNDS) / bench_median (bare, BENCH_ROUNDS), bench_median (ours, BENCH_ROUNDS), bench_median (bare, BENCH_ROUNDS));
    }
}

static gint64
count_like (sqlite3    *raw,
            const char *word,
            gint64      newest)
{
  sqlite3_stmt *stmt;
  gint64 count;

  sqlite3_prepare_v2 (raw, "SELECT count(*) FROM post_texts WHERE post > ?2 AND text LIKE '%' || ?1 || '%'", -1, &stmt, NULL);
  sqlite3_bind_text (stmt, 1, word, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 2, newest);
  sqlite3_step (stmt);
  count = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  return count;
}

/* All that LIKE finds, the index must find too: the counts of a list that ends at 10,000 hits. */
static void
bench_search (sqlite3   *raw,
              CsDb      *db,
              GPtrArray *words)
{
  const guint places[] = { 1, 6, 30, 120, 1200, 3001 };
  gint64 found_all = 0, like_all = 0;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const char *word = g_ptr_array_index (words, places[i]);
      CsPostFilter filter = { .search = word };
      double ours[BENCH_ROUNDS];
      gint64 found = 0;
      g_autoptr(GArray) directory = cs_post_rows_directory (db, &filter, 64, &found, NULL);
      gint64 like = count_like (raw, word, 0);

      for (int round = 0; round < BENCH_ROUNDS; round++)
        ours[round] = time_ours (db, &filter, 0, 20);
      if (like <= 10000)
        {
          found_all += found;
          like_all += like;
        }
      g_print ("bench search: 50 newest hits for a word of %ld characters (%" G_GINT64_FORMAT " hits): %.2f ms\n",
               g_utf8_strlen (word, -1), like, bench_median (ours, BENCH_ROUNDS) / 1000);
    }
  g_print ("bench search: found of what LIKE finds: %.1f %%\n", like_all ? 100.0 * found_all / like_all : 0.0);
}

int
main (int    argc,
      char **argv)
{
  guint n_posts = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 1000000;
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = bench_make_folder ();
  g_autofree char *path = g_build_filename (folder, "office.db", NULL);
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  g_autoptr(GPtrArray) words = bench_make_words (random);
  CsDb *db = cs_db_open (path, CS_DB_WRITE, &error);
  sqlite3 *raw = NULL;
  gint64 start;

  setlocale (LC_ALL, "");
  g_assert_no_error (error);
  sqlite3_open (path, &raw);
  bench_run_sql (raw, "INSERT INTO sections VALUES (1,'Press',0); INSERT INTO people (id, login, name, roles, section) VALUES (1,'drafter','Dora',1,1);"
                      "INSERT INTO routes VALUES (1,'Ordinary',1,0);");
  bench_fill_posts (raw, words, random, 1, n_posts, TRUE);
  start = g_get_monotonic_time ();
  if (!cs_search_rows_rebuild (db, &error))
    g_error ("%s", error->message);
  g_print ("bench search: index of %u posts made in %.1f s\n", n_posts, (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);

  bench_pages (raw, db, n_posts);
  bench_search (raw, db, words);

  sqlite3_close (raw);
  cs_db_free (db);
  bench_remove_folder (folder);
  return 0;
}
