/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "cs-pixels.h"

/* A screenshot with smooth letters has some hundreds of colours, a photograph tens of thousands. */
#define FEW_COLOURS 4096

CsPixels *
cs_pixels_new (GBytes *bytes,
               int     width,
               int     height,
               int     channels)
{
  CsPixels *pixels;

  g_return_val_if_fail (g_bytes_get_size (bytes) == (gsize) width * (gsize) height * (gsize) channels, NULL);

  pixels = g_new0 (CsPixels, 1);
  pixels->bytes = bytes;
  pixels->width = width;
  pixels->height = height;
  pixels->channels = channels;
  return pixels;
}

void
cs_pixels_free (CsPixels *pixels)
{
  if (pixels == NULL)
    return;

  g_bytes_unref (pixels->bytes);
  g_free (pixels);
}

gboolean
cs_pixels_is_see_through (const CsPixels *pixels)
{
  gsize size;
  const guint8 *data;

  g_return_val_if_fail (pixels != NULL, FALSE);

  data = g_bytes_get_data (pixels->bytes, &size);
  for (gsize at = 3; pixels->channels == 4 && at < size; at += 4)
    {
      if (data[at] != 0xFF)
        return TRUE;
    }
  return FALSE;
}

gboolean
cs_pixels_has_few_colours (const CsPixels *pixels)
{
  g_autofree guint8 *seen = g_malloc0 (1 << 21); /* a bit for each colour */
  gsize size;
  const guint8 *data;
  guint n = 0;

  g_return_val_if_fail (pixels != NULL, FALSE);

  data = g_bytes_get_data (pixels->bytes, &size);
  for (gsize at = 0; at < size && n <= FEW_COLOURS; at += (gsize) pixels->channels)
    {
      guint32 colour = (guint32) data[at] << 16 | (guint32) data[at + 1] << 8 | data[at + 2];
      guint8 bit = (guint8) (1 << (colour & 7));

      n += (seen[colour >> 3] & bit) == 0;
      seen[colour >> 3] |= bit;
    }
  return n <= FEW_COLOURS;
}

/* Lends from @pixels. */
static GdkPixbuf *
wrap (const CsPixels *pixels)
{
  return gdk_pixbuf_new_from_bytes (pixels->bytes, GDK_COLORSPACE_RGB, pixels->channels == 4, 8,
                                    pixels->width, pixels->height, pixels->width * pixels->channels);
}

static CsPixels *
unwrap (const CsPixels *like,
        GdkPixbuf      *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  int channels = gdk_pixbuf_get_n_channels (pixbuf);
  gsize row = (gsize) width * (gsize) channels;
  guint8 *data = g_malloc (row * (gsize) height);
  CsPixels *pixels;

  for (int y = 0; y < height; y++)
    memcpy (data + (gsize) y * row, gdk_pixbuf_read_pixels (pixbuf) + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf), row);
  pixels = cs_pixels_new (g_bytes_new_take (data, row * (gsize) height), width, height, channels);
  pixels->source = like->source;
  pixels->n_source_bytes = like->n_source_bytes;
  return pixels;
}

CsPixels *
cs_pixels_scale (const CsPixels *pixels,
                 int             max_side)
{
  g_autoptr(GdkPixbuf) pixbuf = NULL;
  g_autoptr(GdkPixbuf) scaled = NULL;
  double factor;

  g_return_val_if_fail (pixels != NULL, NULL);
  g_return_val_if_fail (max_side > 0, NULL);

  factor = MIN (1, (double) max_side / MAX (pixels->width, pixels->height));
  pixbuf = wrap (pixels);
  scaled = gdk_pixbuf_scale_simple (pixbuf, MAX (1, (int) (pixels->width * factor + 0.5)),
                                    MAX (1, (int) (pixels->height * factor + 0.5)), GDK_INTERP_BILINEAR);
  return unwrap (pixels, scaled);
}

CsPixels *
cs_pixels_flatten (const CsPixels *pixels)
{
  gsize n_pixels = (gsize) pixels->width * (gsize) pixels->height;
  const guint8 *from = g_bytes_get_data (pixels->bytes, NULL);
  guint8 *data = g_malloc (n_pixels * 3);
  CsPixels *flat;

  for (gsize i = 0; i < n_pixels; i++)
    {
      guint alpha = pixels->channels == 4 ? from[i * 4 + 3] : 255;

      for (gsize c = 0; c < 3; c++)
        data[i * 3 + c] = (guint8) ((from[i * (gsize) pixels->channels + c] * alpha + 255 * (255 - alpha) + 127) / 255);
    }
  flat = cs_pixels_new (g_bytes_new_take (data, n_pixels * 3), pixels->width, pixels->height, 3);
  flat->source = pixels->source;
  flat->n_source_bytes = pixels->n_source_bytes;
  return flat;
}

GBytes *
cs_pixels_to_jpeg (const CsPixels *pixels,
                   int             quality,
                   GError        **error)
{
  g_autoptr(CsPixels) flat = NULL;
  g_autoptr(GdkPixbuf) pixbuf = NULL;
  g_autofree char *number = g_strdup_printf ("%d", quality);
  char *buffer = NULL;
  gsize size = 0;

  g_return_val_if_fail (pixels != NULL, NULL);
  g_return_val_if_fail (quality >= 1 && quality <= 100, NULL);

  if (pixels->channels == 4)
    flat = cs_pixels_flatten (pixels);
  pixbuf = wrap (flat != NULL ? flat : pixels);
  if (!gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "jpeg", error, "quality", number, NULL))
    {
      g_prefix_error (error, "Writing a JPEG: ");
      return NULL;
    }
  return g_bytes_new_take (buffer, size);
}

GBytes *
cs_pixels_to_png (const CsPixels *pixels,
                  GError        **error)
{
  g_autoptr(CsPixels) flat = NULL;
  g_autoptr(GdkPixbuf) pixbuf = NULL;
  char *buffer = NULL;
  gsize size = 0;

  g_return_val_if_fail (pixels != NULL, NULL);

  /* An alpha channel that says nothing is a third of the work. */
  if (pixels->channels == 4 && !cs_pixels_is_see_through (pixels))
    flat = cs_pixels_flatten (pixels);
  pixbuf = wrap (flat != NULL ? flat : pixels);
  if (!gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "png", error, NULL))
    {
      g_prefix_error (error, "Writing a PNG: ");
      return NULL;
    }
  return g_bytes_new_take (buffer, size);
}
