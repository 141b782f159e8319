/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

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
