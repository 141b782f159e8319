/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>

#include "fuzz.h"

/* Cut short and with single bytes changed, a file of the corpus reaches places that it does not reach whole. The numbers are
 * always the same, so that a failure comes again. */
static void
replay_mutations (const char *bytes,
                  gsize       size)
{
  static const char nasty[] = { '\0', '"', '\\', '{', '[', '}', ']', ',', '\t', '\n', '-', '9', (char) 0xff, (char) 0xc3 };
  g_autoptr(GRand) random = g_rand_new_with_seed ((guint32) size);

  for (guint i = 0; i < 400 && size > 0; i++)
    {
      g_autofree char *copy = g_memdup2 (bytes, size);
      gsize length = i % 2 == 0 ? size : (gsize) g_rand_int_range (random, 0, (gint32) MIN (size, G_MAXINT32));

      for (guint j = 0; j <= i % 3 && length > 0; j++)
        copy[g_rand_int_range (random, 0, (gint32) length)] =
          nasty[g_rand_int_range (random, 0, G_N_ELEMENTS (nasty))];
      LLVMFuzzerTestOneInput ((const uint8_t *) copy, length);
    }
}

/* Replays each file of the folders in the arguments. */
int
main (int   argc,
      char *argv[])
{
  guint n_files = 0;

  for (int i = 1; i < argc; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GDir) folder = g_dir_open (argv[i], 0, &error);
      const char *name;

      g_assert_no_error (error);
      while ((name = g_dir_read_name (folder)) != NULL)
        {
          g_autofree char *path = g_build_filename (argv[i], name, NULL);
          g_autofree char *bytes = NULL;
          gsize size = 0;

          g_file_get_contents (path, &bytes, &size, &error);
          g_assert_no_error (error);
          LLVMFuzzerTestOneInput ((const uint8_t *) bytes, size);
          replay_mutations (bytes, size);
          n_files++;
        }
    }

  g_print ("%u files replayed\n", n_files);

  return n_files > 0 ? 0 : 1;
}
