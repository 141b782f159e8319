/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-picture: a JPEG of 24 megapixels to 2,048 pixels a side through the whole pipeline (a process of its own, locked in; pixels handed over and checked; JPEG written), against gdk-pixbuf's bare
 * gdk_pixbuf_new_from_file_at_scale() in this process. */

#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>

#include "bench-utils.h"
#include "cs-picture-decode.h"

#define SIDE 2048

/* Like a photograph: large forms with noise over them, so that it has some megabytes. */
static void
make_photograph (const char *path)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 6000, 4000);
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  int stride = gdk_pixbuf_get_rowstride (pixbuf);
  guint32 noise = 1;
  GError *error = NULL;

  for (int y = 0; y < 4000; y++)
    for (int x = 0; x < 6000 * 3; x++)
      {
        noise = noise * 1664525 + 1013904223;
        pixels[y * stride + x] = (guint8) ((x / 70 + y / 20) % 200 + (noise >> 27));
      }
  if (!gdk_pixbuf_save (pixbuf, path, "jpeg", &error, "quality", "92", NULL))
    g_error ("%s", error->message);
  g_object_unref (pixbuf);
}

int
main (void)
{
  g_autofree char *folder = bench_make_folder ();
  g_autofree char *path = g_build_filename (folder, "photograph.jpg", NULL);
  g_autoptr(CsPictureJob) job = cs_picture_job_new ();
  double bare[BENCH_ROUNDS], ours[BENCH_ROUNDS];
  guint peak = 0;
  gsize written = 0;
  GStatBuf status = { 0 };
  double floor_ms, ours_ms;

  job->max_side = SIDE;
  make_photograph (path);
  g_stat (path, &status);
  for (guint i = 0; i < BENCH_ROUNDS; i++)
    {
      gint64 began = g_get_monotonic_time ();
      g_autoptr(GError) error = NULL;
      g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new_from_file_at_scale (path, SIDE, SIDE, TRUE, &error);
      g_autoptr(CsPixels) pixels = NULL;
      g_autoptr(GBytes) jpeg = NULL;

      bare[i] = (g_get_monotonic_time () - began) / 1000.0;
      if (pixbuf == NULL)
        g_error ("%s", error->message);
      began = g_get_monotonic_time ();
      if ((pixels = cs_picture_decode_file (path, job, NULL, &error)) == NULL || (jpeg = cs_pixels_to_jpeg (pixels, 90, &error)) == NULL)
        g_error ("%s", error->message);
      ours[i] = (g_get_monotonic_time () - began) / 1000.0;
      peak = MAX (peak, pixels->source.peak_kib);
      written = g_bytes_get_size (jpeg);
    }
  floor_ms = bench_median (bare, BENCH_ROUNDS);
  ours_ms = bench_median (ours, BENCH_ROUNDS);
  g_print ("24 megapixels to %d, JPEG of %.1f MB: %.2f of gdk-pixbuf's bare decoding and scaling (%.0f ms to %.0f ms); decoder's peak %u MiB; result %.0f kB\n",
           SIDE, (double) status.st_size / 1e6, ours_ms / floor_ms, ours_ms, floor_ms, peak / 1024, written / 1000.0);
  bench_remove_folder (folder);
  return 0;
}
