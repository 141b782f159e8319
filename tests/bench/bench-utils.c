/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench-utils.h"

#include <stdlib.h>

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
