/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "cs-poster-drawing.h"
#include "poster-samples.h"

/* Draws every sample poster into a folder, to be looked at: gallery-posters FOLDER. Fails where one is refused. */

static gboolean
write_file (const char *folder,
            const char *name,
            GBytes     *bytes,
            GError    **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  return g_file_set_contents (path, data, (gssize) size, error);
}

static gboolean
draw_sample (const char *folder,
             guint       i,
             GError    **error)
{
  g_autoptr(CsPosterPictures) pictures = NULL;
  g_autoptr(CsPoster) poster = poster_sample_make (i, &pictures);
  g_autoptr(GBytes) png = NULL;
  g_autofree char *name = g_strdup_printf ("%02u-%s-%s-%s.png", i + 1, poster->language, cs_poster_layout_nick (poster->layout),
                                           cs_poster_format_nick (poster->format));
  gint64 before = g_get_monotonic_time ();

  if (!(png = cs_poster_render (poster, pictures, error)) || !write_file (folder, name, png, error))
    {
      g_prefix_error (error, "%s: ", name);
      return FALSE;
    }

  g_print ("%s  %.0f ms, %" G_GSIZE_FORMAT " bytes\n", name, (double) (g_get_monotonic_time () - before) / 1000.0, g_bytes_get_size (png));
  return TRUE;
}

static gboolean
print_sample (const char    *folder,
              guint          i,
              CsPosterPaper  paper,
              GError       **error)
{
  g_autoptr(CsPosterPictures) pictures = NULL;
  g_autoptr(CsPoster) poster = poster_sample_make (i, &pictures);
  g_autofree char *name = g_strdup_printf ("%02u-%s.pdf", i + 1, paper == CS_POSTER_A3 ? "a3" : "a4");
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_unlink (path);
  return cs_poster_print (poster, pictures, paper, path, error);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;

  setlocale (LC_ALL, "");
  if (argc != 2 || g_mkdir_with_parents (argv[1], 0777) != 0)
    {
      g_printerr ("Usage: gallery-posters FOLDER\n");
      return 2;
    }

  for (guint i = 0; i < poster_samples_count (); i++)
    {
      if (!draw_sample (argv[1], i, &error) || !print_sample (argv[1], i, i % 2 ? CS_POSTER_A3 : CS_POSTER_A4, &error))
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
    }

  return 0;
}
