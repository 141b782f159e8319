/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>

#include "cs-error.h"
#include "cs-picture.h"

/* A picture whose upper left quarter is red and whose rest is blue, with some texture so that it does not compress to nothing. */
static GBytes *
make_picture (const char *type,
              int         width,
              int         height)
{
  g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  int stride = gdk_pixbuf_get_rowstride (pixbuf);
  g_autoptr(GError) error = NULL;
  char *buffer;
  gsize size;

  for (int y = 0; y < height; y++)
    {
      for (int x = 0; x < width; x++)
        {
          gboolean red = x < width / 2 && y < height / 2;
          guint8 *pixel = pixels + y * stride + 3 * x;

          pixel[0] = red ? 230 : 20;
          pixel[1] = (guint8) ((x * 7 + y * 13) % 32);
          pixel[2] = red ? 20 : 230;
        }
    }

  gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, type, &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (buffer, size);
}

static CsPicture *
read_bytes (GBytes  *bytes,
            gsize    max,
            GError **error)
{
  g_autoptr(GBytes) part = g_bytes_new_from_bytes (bytes, 0, MIN (g_bytes_get_size (bytes), max));

  return cs_picture_read (part, NULL, error);
}

/* Puts an EXIF segment with @orientation and a camera's name behind the start of a JPEG. */
static GBytes *
add_exif (GBytes *jpeg,
          guint8  orientation)
{
  const guint8 exif[] = {
    0xFF, 0xE1, 0x00, 0x3A, 'E', 'x', 'i', 'f', 0, 0,
    'M', 'M', 0, 42, 0, 0, 0, 8,
    0, 2,
    0x01, 0x0F, 0, 2, 0, 0, 0, 12, 0, 0, 0, 38, /* the camera's maker: text of 12 bytes at 38 */
    0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0,
    0, 0, 0, 0,
    'S', 'e', 'c', 'r', 'e', 't', ' ', 'm', 'a', 'k', 'e', 0,
  };
  gsize size;
  const guint8 *data = g_bytes_get_data (jpeg, &size);
  GByteArray *all = g_byte_array_new ();

  g_assert_cmpuint (sizeof exif, ==, 2 + 0x3A);
  g_byte_array_append (all, data, 2);
  g_byte_array_append (all, exif, sizeof exif);
  g_byte_array_append (all, data + 2, (guint) (size - 2));
  return g_byte_array_free_to_bytes (all);
}

static gboolean
contains (GBytes     *bytes,
          const char *text)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (gsize at = 0; at + strlen (text) <= size; at++)
    {
      if (memcmp (data + at, text, strlen (text)) == 0)
        return TRUE;
    }

  return FALSE;
}

static GdkPixbuf *
decode (GBytes *bytes)
{
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr(GError) error = NULL;

  gdk_pixbuf_loader_write_bytes (loader, bytes, &error);
  g_assert_no_error (error);
  gdk_pixbuf_loader_close (loader, &error);
  g_assert_no_error (error);
  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

static gboolean
is_red_at (GdkPixbuf *pixbuf,
           int        x,
           int        y)
{
  const guint8 *pixel = gdk_pixbuf_read_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) +
                        x * gdk_pixbuf_get_n_channels (pixbuf);

  return pixel[0] > 128;
}

static void
test_kinds (void)
{
  g_autoptr(GBytes) png = make_picture ("png", 64, 48);
  g_autoptr(GBytes) jpeg = make_picture ("jpeg", 64, 48);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsPicture) from_png = read_bytes (png, G_MAXSIZE, &error);
  g_autoptr(CsPicture) from_jpeg = read_bytes (jpeg, G_MAXSIZE, &error);

  g_test_summary ("PNG stays PNG and JPEG stays JPEG");
  g_assert_no_error (error);
  g_assert_cmpstr (from_png->mime_type, ==, "image/png");
  g_assert_cmpstr (from_jpeg->mime_type, ==, "image/jpeg");
  g_assert_cmpint (from_png->width, ==, 64);
  g_assert_cmpint (from_jpeg->height, ==, 48);
}

static void
test_gif (void)
{
  static const guint8 gif[] = {
    'G', 'I', 'F', '8', '9', 'a', 1, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 255,
    0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0, 0x3B,
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static (gif, sizeof gif);
  g_autoptr(CsPicture) picture = cs_picture_read (bytes, NULL, &error);

  g_test_summary ("A GIF becomes a PNG");
  g_assert_no_error (error);
  g_assert_cmpstr (picture->mime_type, ==, "image/png");
  g_assert_cmpint (picture->width, ==, 1);
}

static void
check_refused (const guint8 *data,
               gsize         size,
               CsError       code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(CsPicture) picture = cs_picture_read (bytes, NULL, &error);

  g_assert_null (picture);
  g_assert_error (error, CS_ERROR, (int) code);
}

static gboolean
has_webp_loader (void)
{
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type ("webp", NULL);

  if (loader == NULL)
    return FALSE;
  gdk_pixbuf_loader_close (loader, NULL);
  return TRUE;
}

static void
test_webp (void)
{
  gsize size;
  g_autofree guint8 *webp = g_base64_decode ("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA", &size);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(CsPicture) picture = NULL;

  g_test_summary ("A WebP becomes a PNG; one cut off is refused");
  if (!has_webp_loader ())
    {
      g_test_skip ("No WebP loader is installed");
      return;
    }

  bytes = g_bytes_new (webp, size);
  picture = cs_picture_read (bytes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (picture->mime_type, ==, "image/png");
  g_assert_cmpint (picture->width, ==, 1);
  for (gsize cut = 0; cut < size; cut++)
    check_refused (webp, cut, CS_ERROR_NOT_A_PICTURE);
}

static void
test_scaled (void)
{
  g_autoptr(GBytes) jpeg = make_picture ("jpeg", 8192, 1024);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsPicture) picture = read_bytes (jpeg, G_MAXSIZE, &error);

  g_test_summary ("Longer sides than what is kept are scaled down in proportion");
  g_assert_no_error (error);
  g_assert_cmpint (picture->width, ==, CS_PICTURE_KEPT_SIDE);
  g_assert_cmpint (picture->height, ==, 512);
}

static void
test_orientation (void)
{
  /* Where the red quarter is after turning, by EXIF's number: left or right, top or bottom. */
  static const struct
  {
    guint8   orientation;
    gboolean right;
    gboolean bottom;
    gboolean turned;
  } cases[] = { { 1, FALSE, FALSE, FALSE }, { 2, TRUE, FALSE, FALSE }, { 3, TRUE, TRUE, FALSE }, { 4, FALSE, TRUE, FALSE },
                { 5, FALSE, FALSE, TRUE }, { 6, TRUE, FALSE, TRUE }, { 7, TRUE, TRUE, TRUE }, { 8, FALSE, TRUE, TRUE } };
  g_autoptr(GBytes) jpeg = make_picture ("jpeg", 160, 80);

  g_test_summary ("The camera's orientation is applied and every metadata is gone");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) with_exif = add_exif (jpeg, cases[i].orientation);
      g_autoptr(GError) error = NULL;
      g_autoptr(CsPicture) picture = read_bytes (with_exif, G_MAXSIZE, &error);
      g_autoptr(GdkPixbuf) pixbuf = NULL;

      g_assert_no_error (error);
      g_assert_cmpint (picture->width, ==, cases[i].turned ? 80 : 160);
      g_assert_cmpint (picture->height, ==, cases[i].turned ? 160 : 80);
      g_assert_true (contains (with_exif, "Secret make"));
      g_assert_false (contains (picture->bytes, "Secret make"));
      g_assert_false (contains (picture->bytes, "Exif"));

      pixbuf = decode (picture->bytes);
      for (guint corner = 0; corner < 4; corner++)
        {
          gboolean right = (corner & 1) != 0, bottom = (corner & 2) != 0;
          int x = right ? picture->width * 3 / 4 : picture->width / 4;
          int y = bottom ? picture->height * 3 / 4 : picture->height / 4;

          g_assert_cmpint (is_red_at (pixbuf, x, y), ==, right == cases[i].right && bottom == cases[i].bottom);
        }
    }
}

static void
test_png_text (void)
{
  g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 8, 8);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) png = NULL;
  g_autoptr(CsPicture) picture = NULL;
  char *buffer;
  gsize size;

  g_test_summary ("Text inside a PNG is gone");
  gdk_pixbuf_fill (pixbuf, 0xFF0000FF);
  gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "png", &error, "tEXt::Author", "Secret author", NULL);
  png = g_bytes_new_take (buffer, size);
  g_assert_true (contains (png, "Secret author"));
  picture = read_bytes (png, G_MAXSIZE, &error);
  g_assert_no_error (error);
  g_assert_false (contains (picture->bytes, "Secret author"));
}

static void
test_truncated (void)
{
  static const char *const types[] = { "png", "jpeg" };

  g_test_summary ("A file cut off anywhere is refused, also where the decoder would fill in grey");
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr(GBytes) bytes = make_picture (types[i], 200, 150);
      gsize size;
      const guint8 *data = g_bytes_get_data (bytes, &size);
      gsize step = MAX (1, size / 60);

      for (gsize cut = 0; cut < size; cut += step)
        check_refused (data, cut, CS_ERROR_NOT_A_PICTURE);
      check_refused (data, size - 2, CS_ERROR_NOT_A_PICTURE);
      check_refused (data, size - 1, CS_ERROR_NOT_A_PICTURE);
    }
}

static void
test_damaged (void)
{
  g_autoptr(GBytes) png = make_picture ("png", 100, 100);
  gsize size;
  guint8 *data = NULL;

  g_test_summary ("A PNG with a changed byte in its pixels is refused");
  data = g_memdup2 (g_bytes_get_data (png, &size), g_bytes_get_size (png));
  size = g_bytes_get_size (png);
  data[size / 2] ^= 0x55;
  check_refused (data, size, CS_ERROR_NOT_A_PICTURE);
  g_free (data);
}

static void
test_too_large (void)
{
  /* The head of a PNG of 10,000 × 10,000 pixels, then of 20,000 × 1, with right checksums; no pixels follow. */
  g_autoptr(GBytes) small = make_picture ("png", 16, 16);
  gsize size;
  g_autofree guint8 *data = NULL;
  static const guint8 square[] = { 0, 0, 0x27, 0x10, 0, 0, 0x27, 0x10, 8, 2, 0, 0, 0, 0, 0, 0, 0 };
  static const guint8 strip[] = { 0, 0, 0x4E, 0x20, 0, 0, 0, 1, 8, 2, 0, 0, 0, 0, 0, 0, 0 };
  g_autofree guint8 *huge = NULL;

  g_test_summary ("100 megapixels, a side that is too long and too many bytes are refused before decoding");
  size = g_bytes_get_size (small);
  data = g_memdup2 (g_bytes_get_data (small, NULL), size);
  for (guint i = 0; i < 2; i++)
    {
      guint32 crc = 0xFFFFFFFF;

      memcpy (data + 16, i == 0 ? square : strip, sizeof square);
      for (guint8 *at = data + 12; at < data + 29; at++)
        {
          crc ^= *at;
          for (guint bit = 0; bit < 8; bit++)
            crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
        }
      crc = GUINT32_TO_BE (~crc);
      memcpy (data + 29, &crc, 4);
      check_refused (data, size, CS_ERROR_TOO_LARGE);
    }

  huge = g_malloc0 (CS_PICTURE_MAX_BYTES + 1);
  memcpy (huge, data, size);
  check_refused (huge, CS_PICTURE_MAX_BYTES + 1, CS_ERROR_TOO_LARGE);
}

static void
test_files (void)
{
  static const struct
  {
    const char *name;
    const char *content;
  } cases[] = { { "text.png", "This is no picture.\n" }, { "empty.jpg", "" }, { "page.png", "<svg xmlns='http://www.w3.org/2000/svg'/>" } };
  g_autofree char *folder = g_dir_make_tmp ("picture-XXXXXX", NULL);

  g_test_summary ("A text file called .png, an empty file and a drawing are refused by what they hold; a missing file says so");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (folder, cases[i].name, NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(CsPicture) picture = NULL;

      g_file_set_contents (path, cases[i].content, -1, &error);
      g_assert_no_error (error);
      picture = cs_picture_read_file (path, NULL, &error);
      g_assert_null (picture);
      g_assert_error (error, CS_ERROR, CS_ERROR_NOT_A_PICTURE);
      g_clear_error (&error);
      g_unlink (path);
      picture = cs_picture_read_file (path, NULL, &error);
      g_assert_null (picture);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
    }
  g_rmdir (folder);
}

static void
test_from_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("picture-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "photo.txt", NULL);
  g_autoptr(GBytes) jpeg = make_picture ("jpeg", 300, 200);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsPicture) picture = NULL;

  g_test_summary ("The name does not matter, the content does");
  g_file_set_contents (path, g_bytes_get_data (jpeg, NULL), (gssize) g_bytes_get_size (jpeg), &error);
  g_assert_no_error (error);
  picture = cs_picture_read_file (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (picture->mime_type, ==, "image/jpeg");
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/picture/kinds", test_kinds);
  g_test_add_func ("/drawing/picture/gif", test_gif);
  g_test_add_func ("/drawing/picture/webp", test_webp);
  g_test_add_func ("/drawing/picture/scaled", test_scaled);
  g_test_add_func ("/drawing/picture/orientation", test_orientation);
  g_test_add_func ("/drawing/picture/png-text", test_png_text);
  g_test_add_func ("/drawing/picture/truncated", test_truncated);
  g_test_add_func ("/drawing/picture/damaged", test_damaged);
  g_test_add_func ("/drawing/picture/too-large", test_too_large);
  g_test_add_func ("/drawing/picture/files", test_files);
  g_test_add_func ("/drawing/picture/from-file", test_from_file);
  return g_test_run ();
}
