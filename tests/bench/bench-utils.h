/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

/* Rounds of each figure; the median is printed. */
#define BENCH_ROUNDS 7

/**
 * bench_median:
 * @values: (inout): are sorted
 *
 * Returns: their median
 */
double bench_median     (double     *values,
                         guint       n_values);

/**
 * bench_make_folder:
 *
 * Returns: (transfer full): a new folder on a real disk (TMPDIR), for bench_remove_folder()
 */
char  *bench_make_folder   (void);
void   bench_remove_folder (const char *folder);

/* Runs statements that must succeed. */
void       bench_run_sql    (sqlite3    *raw,
                             const char *sql);

/**
 * bench_make_words:
 *
 * Returns: (transfer full) (element-type utf8): words of two to four Han characters, the frequent ones first
 */
GPtrArray *bench_make_words (GRand      *random);

/**
 * bench_fill_posts:
 * @raw: an office's database, beside the program: person, section and route 1 are there
 * @first: id of the first post
 * @with_texts: also what search looks through; its index is not made, and is no longer kept up
 */
void       bench_fill_posts (sqlite3    *raw,
                             GPtrArray  *words,
                             GRand      *random,
                             gint64      first,
                             guint       n_posts,
                             gboolean    with_texts);
