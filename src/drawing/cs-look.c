/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cs-look.h"

#define SIDE 32
#define LOW 8

/* A picture with less contrast than this, in shades of 255, says nothing. */
#define FLAT 4.0

static double
read_shade (const guint8 *pixel,
            int           channels)
{
  double shade = channels < 3 ? pixel[0] : 0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2];

  return channels == 4 ? 255 - (255 - shade) * pixel[3] / 255 : shade;
}

/* The mean shade of each of 32×32 fields. */
static void
shrink (const guint8 *pixels,
        int           width,
        int           height,
        int           stride,
        int           channels,
        double        fields[SIDE][SIDE])
{
  for (int row = 0; row < SIDE; row++)
    {
      int top = (int) ((gint64) row * height / SIDE);
      int bottom = MAX (top + 1, (int) ((gint64) (row + 1) * height / SIDE));

      for (int column = 0; column < SIDE; column++)
        {
          int left = (int) ((gint64) column * width / SIDE);
          int right = MAX (left + 1, (int) ((gint64) (column + 1) * width / SIDE));
          double sum = 0;

          for (int y = top; y < bottom; y++)
            for (int x = left; x < right; x++)
              sum += read_shade (pixels + (gsize) y * (gsize) stride + (gsize) x * (gsize) channels, channels);
          fields[row][column] = sum / ((bottom - top) * (right - left));
        }
    }
}

/* The lowest 8×8 frequencies without the mean: rows first, then columns. */
static void
transform (double fields[SIDE][SIDE],
           double low[LOW * LOW])
{
  double half[SIDE][LOW];
  double wave[LOW][SIDE];

  for (int k = 0; k < LOW; k++)
    for (int i = 0; i < SIDE; i++)
      wave[k][i] = cos (G_PI / SIDE * (i + 0.5) * (k + 1));
  for (int row = 0; row < SIDE; row++)
    for (int k = 0; k < LOW; k++)
      {
        half[row][k] = 0;
        for (int i = 0; i < SIDE; i++)
          half[row][k] += fields[row][i] * wave[k][i];
      }
  for (int k = 0; k < LOW; k++)
    for (int column = 0; column < LOW; column++)
      {
        low[k * LOW + column] = 0;
        for (int i = 0; i < SIDE; i++)
          low[k * LOW + column] += half[i][column] * wave[k][i];
      }
}

static int
compare_doubles (gconstpointer one,
                 gconstpointer other)
{
  double a = *(const double *) one;
  double b = *(const double *) other;

  return a < b ? -1 : a > b;
}

guint64
cs_look_of_pixels (const guint8 *pixels,
                   int           width,
                   int           height,
                   int           stride,
                   int           channels)
{
  double fields[SIDE][SIDE];
  double low[LOW * LOW];
  double sorted[LOW * LOW];
  double least = 255, most = 0, median;
  guint64 look = 0;

  g_return_val_if_fail (pixels != NULL && width > 0 && height > 0, 0);

  shrink (pixels, width, height, stride, channels, fields);
  for (int i = 0; i < SIDE * SIDE; i++)
    {
      least = MIN (least, fields[i / SIDE][i % SIDE]);
      most = MAX (most, fields[i / SIDE][i % SIDE]);
    }
  if (most - least < FLAT)
    return 0;

  transform (fields, low);
  memcpy (sorted, low, sizeof low);
  qsort (sorted, G_N_ELEMENTS (sorted), sizeof sorted[0], compare_doubles);
  median = (sorted[LOW * LOW / 2 - 1] + sorted[LOW * LOW / 2]) / 2;
  for (int i = 0; i < LOW * LOW; i++)
    if (low[i] > median)
      look |= G_GUINT64_CONSTANT (1) << i;

  return look;
}

guint64
cs_look_of_bytes (GBytes *bytes)
{
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  GdkPixbuf *pixbuf;

  g_return_val_if_fail (bytes != NULL, 0);

  if (!gdk_pixbuf_loader_write_bytes (loader, bytes, NULL))
    {
      gdk_pixbuf_loader_close (loader, NULL);
      return 0;
    }
  if (!gdk_pixbuf_loader_close (loader, NULL) || !(pixbuf = gdk_pixbuf_loader_get_pixbuf (loader)))
    return 0;

  return cs_look_of_pixels (gdk_pixbuf_read_pixels (pixbuf), gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf),
                            gdk_pixbuf_get_rowstride (pixbuf), gdk_pixbuf_get_n_channels (pixbuf));
}

guint
cs_look_distance (guint64 one,
                  guint64 other)
{
  guint n = 0;

  if (one == 0 || other == 0)
    return 64;
  for (guint64 different = one ^ other; different != 0; different &= different - 1)
    n++;

  return n;
}
