/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "cs-error.h"
#include "cs-picture.h"

typedef enum
{
  FORMAT_NONE,
  FORMAT_JPEG,
  FORMAT_PNG,
  FORMAT_WEBP,
  FORMAT_GIF,
} Format;

static gboolean
set_not_a_picture (GError    **error,
                   const char *detail)
{
  g_set_error (error, CS_ERROR, CS_ERROR_NOT_A_PICTURE, "Not a picture: %s", detail);
  return FALSE;
}

/* --- what it is --- */

static Format
sniff (const guint8 *data,
       gsize         size)
{
  if (size >= 3 && memcmp (data, "\xFF\xD8\xFF", 3) == 0)
    return FORMAT_JPEG;
  if (size >= 8 && memcmp (data, "\x89PNG\r\n\x1A\n", 8) == 0)
    return FORMAT_PNG;
  if (size >= 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    return FORMAT_WEBP;
  if (size >= 6 && (memcmp (data, "GIF87a", 6) == 0 || memcmp (data, "GIF89a", 6) == 0))
    return FORMAT_GIF;
  return FORMAT_NONE;
}

static guint32
read_be (const guint8 *at,
         guint         n_bytes)
{
  guint32 value = 0;

  for (guint i = 0; i < n_bytes; i++)
    value = value << 8 | at[i];
  return value;
}

/* Follows the segments of a JPEG from the first scan to the end-of-image mark. libjpeg fills what is missing with grey
 * and only warns, so that a file cut in the middle would pass as a picture. */
static gboolean
is_whole_jpeg (const guint8 *data,
               gsize         size)
{
  gboolean in_scan = FALSE;
  gsize at = 2;

  while (at + 1 < size)
    {
      guint8 marker;

      if (data[at] != 0xFF)
        {
          if (!in_scan)
            return FALSE;
          at++;
          continue;
        }

      marker = data[at + 1];
      if (marker == 0xD9)
        return in_scan;
      /* Fill bytes, stuffed bytes and restart marks stand alone. */
      if (marker == 0xFF)
        at++;
      else if (marker == 0x00 || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8))
        at += 2;
      else
        {
          if (at + 4 > size)
            return FALSE;
          in_scan = marker == 0xDA;
          at += 2 + read_be (data + at + 2, 2);
        }
    }

  return FALSE;
}

/* A PNG ends with its IEND chunk; the loader would take one whose last rows are missing. */
static gboolean
is_whole_png (const guint8 *data,
              gsize         size)
{
  for (gsize at = 8; at + 12 <= size;)
    {
      gsize length = read_be (data + at, 4);

      if (memcmp (data + at + 4, "IEND", 4) == 0)
        return TRUE;
      if (length > size - at - 12)
        return FALSE;
      at += 12 + length;
    }

  return FALSE;
}

static gboolean
is_whole_webp (const guint8 *data,
               gsize         size)
{
  guint32 length = (guint32) data[4] | (guint32) data[5] << 8 | (guint32) data[6] << 16 | (guint32) data[7] << 24;

  return length <= size - 8;
}

static gboolean
check_whole (Format        format,
             const guint8 *data,
             gsize         size,
             GError      **error)
{
  gboolean whole = FALSE;

  switch (format)
    {
    case FORMAT_JPEG:
      whole = is_whole_jpeg (data, size);
      break;
    case FORMAT_PNG:
      whole = is_whole_png (data, size);
      break;
    case FORMAT_WEBP:
      whole = is_whole_webp (data, size);
      break;
    case FORMAT_GIF:
      /* Only the first frame is kept; the loader tells whether that one is whole. */
      whole = TRUE;
      break;
    case FORMAT_NONE:
      return set_not_a_picture (error, size == 0 ? "the file is empty" : "neither JPEG, PNG, WebP nor GIF");
    }

  return whole || set_not_a_picture (error, "the file is cut off");
}

/* --- decoding --- */

static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  gboolean        *too_large)
{
  double scale = (double) CS_PICTURE_KEPT_SIDE / MAX (width, height);

  *too_large = width > CS_PICTURE_MAX_SIDE || height > CS_PICTURE_MAX_SIDE ||
               (gint64) width * height > CS_PICTURE_MAX_PIXELS;
  /* Zero makes the loader stop here, before it makes room for the pixels. */
  if (*too_large)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
  else if (scale < 1)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale + 0.5)), MAX (1, (int) (height * scale + 0.5)));
}

static const char *
loader_name (Format format)
{
  switch (format)
    {
    case FORMAT_JPEG:
      return "jpeg";
    case FORMAT_PNG:
      return "png";
    case FORMAT_WEBP:
      return "webp";
    case FORMAT_GIF:
      return "gif";
    case FORMAT_NONE:
      break;
    }

  g_return_val_if_reached (NULL);
}

static gboolean
feed (GdkPixbufLoader *loader,
      const guint8    *data,
      gsize            size,
      GError         **error)
{
  gboolean fed = gdk_pixbuf_loader_write (loader, data, size, error);

  /* It must be closed in any case; only the first error counts. */
  return gdk_pixbuf_loader_close (loader, fed ? error : NULL) && fed;
}

/* Returns the picture upright and not larger than what is kept. */
static GdkPixbuf *
decode (Format        format,
        const guint8 *data,
        gsize         size,
        GError      **error)
{
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (loader_name (format), NULL);
  g_autoptr(GError) local_error = NULL;
  GdkPixbuf *pixbuf;
  gboolean too_large = FALSE;
  gboolean fed;

  if (loader == NULL)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_A_PICTURE, "No loader for %s is installed", loader_name (format));
      return NULL;
    }

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &too_large);
  fed = feed (loader, data, size, &local_error);
  if (too_large)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_TOO_LARGE, "The picture has too many pixels");
      return NULL;
    }
  if (!fed || (pixbuf = gdk_pixbuf_loader_get_pixbuf (loader)) == NULL)
    {
      set_not_a_picture (error, local_error != NULL ? local_error->message : "nothing was decoded");
      return NULL;
    }

  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

/* --- the kept form --- */

/* The encoders write pixels only: what else was in the file is not carried over. */
static GBytes *
encode (GdkPixbuf *pixbuf,
        Format     format,
        GError   **error)
{
  char *buffer = NULL;
  gsize size = 0;
  gboolean saved;

  saved = format == FORMAT_JPEG
          ? gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "jpeg", error, "quality", "90", NULL)
          : gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "png", error, NULL);
  if (!saved)
    {
      g_prefix_error (error, "Writing a picture: ");
      return NULL;
    }

  return g_bytes_new_take (buffer, size);
}

CsPicture *
cs_picture_read (const guint8 *data,
                 gsize         size,
                 GError      **error)
{
  g_autoptr(CsPicture) picture = NULL;
  g_autoptr(GdkPixbuf) pixbuf = NULL;
  Format format;

  g_return_val_if_fail (data != NULL || size == 0, NULL);

  if (size > CS_PICTURE_MAX_BYTES)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "The picture has more than %d bytes", CS_PICTURE_MAX_BYTES);
      return NULL;
    }

  format = sniff (data, size);
  if (!check_whole (format, data, size, error) || (pixbuf = decode (format, data, size, error)) == NULL)
    return NULL;

  picture = g_new0 (CsPicture, 1);
  picture->mime_type = format == FORMAT_JPEG ? "image/jpeg" : "image/png";
  picture->width = gdk_pixbuf_get_width (pixbuf);
  picture->height = gdk_pixbuf_get_height (pixbuf);
  if ((picture->bytes = encode (pixbuf, format, error)) == NULL)
    return NULL;

  return g_steal_pointer (&picture);
}

/* A pipe would let its reader wait for ever, and a device has no end. */
static gboolean
check_ordinary (const char *path,
                GError    **error)
{
  GStatBuf status;

  if (g_stat (path, &status) != 0 || S_ISREG (status.st_mode) || S_ISDIR (status.st_mode))
    return TRUE;

  g_set_error_literal (error, CS_ERROR, CS_ERROR_NOT_A_PICTURE, "Not a picture: a device, pipe or socket");
  return FALSE;
}

/* Reads at most one byte more than is allowed, whatever the file's size says. */
static GByteArray *
read_bounded (const char *path,
              GError    **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInputStream) stream = NULL;
  g_autoptr(GByteArray) data = g_byte_array_new ();
  gsize n_read = 1;

  if (!check_ordinary (path, error) || (stream = g_file_read (file, NULL, error)) == NULL)
    return NULL;

  while (n_read > 0 && data->len <= CS_PICTURE_MAX_BYTES)
    {
      guint8 chunk[64 * 1024];

      if (!g_input_stream_read_all (G_INPUT_STREAM (stream), chunk, sizeof chunk, &n_read, NULL, error))
        return NULL;
      g_byte_array_append (data, chunk, (guint) n_read);
    }

  return g_steal_pointer (&data);
}

CsPicture *
cs_picture_read_file (const char *path,
                      GError    **error)
{
  g_autoptr(GByteArray) data = NULL;
  CsPicture *picture;

  g_return_val_if_fail (path != NULL, NULL);

  if ((data = read_bounded (path, error)) == NULL ||
      (picture = cs_picture_read (data->data, data->len, error)) == NULL)
    {
      g_prefix_error (error, "Reading %s: ", path);
      return NULL;
    }

  return picture;
}

void
cs_picture_free (CsPicture *picture)
{
  if (picture == NULL)
    return;

  g_clear_pointer (&picture->bytes, g_bytes_unref);
  g_free (picture);
}
