/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench-utils.h"

#include <math.h>
#include <stdlib.h>

#define N_WORDS 4000

static int
compare_doubles (gconstpointer one,
                 gconstpointer other)
{
  double a = *(const double *) one;
  double b = *(const double *) other;

  return (a > b) - (a < b);
}

double
bench_median (double *values,
              guint   n_values)
{
  qsort (values, n_values, sizeof *values, compare_doubles);
  return values[n_values / 2];
}

char *
bench_make_folder (void)
{
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp ("countersign-bench-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
bench_remove_folder (const char *folder)
{
  const char *argv[] = { "rm", "-rf", "--", folder, NULL };

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

void
bench_run_sql (sqlite3    *raw,
               const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (raw, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

/* Words of two to four Han characters; the first are frequent, the last rare, as Zipf says. */
GPtrArray *
bench_make_words (GRand *random)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_WORDS; i++)
    {
      GString *word = g_string_new (NULL);
      int length = i % 3 == 2 ? g_rand_int_range (random, 3, 5) : 2;

      for (int c = 0; c < length; c++)
        g_string_append_unichar (word, g_rand_int_range (random, 0x4e00, 0x4e00 + 2500));
      g_ptr_array_add (words, g_string_free (word, FALSE));
    }
  return words;
}

static const char *
pick_word (GPtrArray *words,
           GRand     *random)
{
  double place = pow (N_WORDS, g_rand_double (random)) - 1;

  return g_ptr_array_index (words, (guint) place);
}

void
bench_fill_posts (sqlite3   *raw,
                  GPtrArray *words,
                  GRand     *random,
                  gint64     first,
                  guint      n_posts,
                  gboolean   with_texts)
{
  static const char * const states[] = { "published", "published", "published", "published", "in-review", "draft", "queued", "returned" };
  sqlite3_stmt *post, *text;

  bench_run_sql (raw, "PRAGMA synchronous=OFF; DROP TRIGGER post_texts_inserted; BEGIN;");
  sqlite3_prepare_v2 (raw, "INSERT INTO posts (id,state,author,section,route,release,zone,excerpt,made_at,changed_at)"
                           " VALUES (?1,?2,1,1,1,'at-once','UTC',?3,?1,?1)", -1, &post, NULL);
  sqlite3_prepare_v2 (raw, "INSERT INTO post_texts (post, text) VALUES (?1, ?2)", -1, &text, NULL);
  for (gint64 id = first; id < first + n_posts; id++)
    {
      g_autoptr(GString) body = g_string_new (NULL);

      for (int w = 0; w < 30; w++)
        g_string_append (body, w % 7 == 6 ? "，" : pick_word (words, random));
      sqlite3_bind_int64 (post, 1, id);
      sqlite3_bind_text (post, 2, states[g_rand_int_range (random, 0, G_N_ELEMENTS (states))], -1, SQLITE_STATIC);
      sqlite3_bind_text (post, 3, body->str, 90, SQLITE_STATIC);
      sqlite3_bind_int64 (text, 1, id);
      sqlite3_bind_text (text, 2, body->str, -1, SQLITE_STATIC);
      if (sqlite3_step (post) != SQLITE_DONE || (with_texts && sqlite3_step (text) != SQLITE_DONE))
        g_error ("%s", sqlite3_errmsg (raw));
      sqlite3_reset (post);
      sqlite3_reset (text);
    }
  sqlite3_finalize (post);
  sqlite3_finalize (text);
  bench_run_sql (raw, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE);");
}
