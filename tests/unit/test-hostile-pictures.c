/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cs-error.h"
#include "cs-picture-decode.h"
#include "cs-picture.h"

/* A folder of files that were made to hurt. Each has to end in a clear error or in pixels, within the decoder's bounds; time and memory are printed. */

static char *folder;

/* --- making files --- */

static void
append_be (GByteArray *bytes,
           guint32     number,
           guint       n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    {
      guint8 byte = (guint8) (number >> 8 * (n_bytes - 1 - i));

      g_byte_array_append (bytes, &byte, 1);
    }
}

static guint32
crc_of (const guint8 *data,
        gsize         size)
{
  guint32 table[256];
  guint32 crc = 0xFFFFFFFF;

  for (guint32 i = 0; i < 256; i++)
    {
      table[i] = i;
      for (guint bit = 0; bit < 8; bit++)
        table[i] = (table[i] >> 1) ^ (0xEDB88320 & (0 - (table[i] & 1)));
    }
  for (gsize i = 0; i < size; i++)
    crc = table[(crc ^ data[i]) & 255] ^ crc >> 8;
  return ~crc;
}

static void
append_chunk (GByteArray   *png,
              const char   *type,
              const guint8 *data,
              gsize         size)
{
  gsize at;

  append_be (png, (guint32) size, 4);
  at = png->len;
  g_byte_array_append (png, (const guint8 *) type, 4);
  if (size > 0)
    g_byte_array_append (png, data, (guint) size);
  append_be (png, crc_of (png->data + at, png->len - at), 4);
}

/* @n_bytes zeros, compressed: a thousandth is left of them. */
static GByteArray *
deflate_zeros (gsize n_bytes)
{
  g_autoptr(GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 6);
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (compressor));
  g_autofree guint8 *zeros = g_malloc0 (1 << 20);
  GByteArray *bytes = g_byte_array_new ();

  while (n_bytes > 0)
    {
      gsize n = MIN (n_bytes, 1 << 20);

      g_assert_true (g_output_stream_write_all (stream, zeros, n, NULL, NULL, NULL));
      n_bytes -= n;
    }
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  g_byte_array_append (bytes, g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
                       (guint) g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)));
  return bytes;
}

static GByteArray *
begin_png (guint32 width,
           guint32 height)
{
  g_autoptr(GByteArray) head = g_byte_array_new ();
  GByteArray *png = g_byte_array_new ();
  const guint8 rest[] = { 8, 2, 0, 0, 0 };

  g_byte_array_append (png, (const guint8 *) "\x89PNG\r\n\x1A\n", 8);
  append_be (head, width, 4);
  append_be (head, height, 4);
  g_byte_array_append (head, rest, sizeof rest);
  append_chunk (png, "IHDR", head->data, head->len);
  return png;
}

static GBytes *
end_png (GByteArray *png,
         gsize       n_zeros)
{
  g_autoptr(GByteArray) pixels = deflate_zeros (n_zeros);

  append_chunk (png, "IDAT", pixels->data, pixels->len);
  append_chunk (png, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes (png);
}

static GBytes *
make_png (guint32 width,
          guint32 height,
          gsize   n_zeros)
{
  return end_png (begin_png (width, height), n_zeros);
}

static GBytes *
make_bomb_chunk (const char *type,
                 const char *name,
                 gsize       n_zeros)
{
  GByteArray *png = begin_png (8, 8);
  g_autoptr(GByteArray) data = g_byte_array_new ();
  g_autoptr(GByteArray) zeros = deflate_zeros (n_zeros);

  /* A name, its end, the method of compression. */
  g_byte_array_append (data, (const guint8 *) name, (guint) strlen (name) + 1);
  append_be (data, 0, 1);
  g_byte_array_append (data, zeros->data, zeros->len);
  append_chunk (png, type, data->data, data->len);
  return end_png (png, 8 * 25);
}

static GBytes *
make_jpeg (int width,
           int height)
{
  g_autoptr(CsPixels) pixels = NULL;
  gsize size = (gsize) width * (gsize) height * 3;
  guint8 *data = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (i * 7 % 251);
  pixels = cs_pixels_new (g_bytes_new_take (data, size), width, height, 3);
  return cs_pixels_to_jpeg (pixels, 80, NULL);
}

/* Puts @n copies of @part behind the first two bytes of a JPEG. */
static GBytes *
stuff_jpeg (const guint8 *part,
            gsize         size,
            guint         n)
{
  g_autoptr(GBytes) jpeg = make_jpeg (64, 64);
  GByteArray *bytes = g_byte_array_new ();
  const guint8 *data = g_bytes_get_data (jpeg, NULL);

  g_byte_array_append (bytes, data, 2);
  for (guint i = 0; i < n; i++)
    g_byte_array_append (bytes, part, (guint) size);
  g_byte_array_append (bytes, data + 2, (guint) g_bytes_get_size (jpeg) - 2);
  return g_byte_array_free_to_bytes (bytes);
}

static GBytes *
make_scans (guint n)
{
  static const guint8 scan[] = { 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0x34 };

  return stuff_jpeg (scan, sizeof scan, n);
}

static GBytes *
make_metadata (guint n)
{
  g_autofree guint8 *segment = g_malloc0 (65535 + 2);

  memcpy (segment, "\xFF\xE1\xFF\xFF" "Exif\0\0MM\0*\0\0\0\x08\xFF\xFF", 20);
  return stuff_jpeg (segment, 65535 + 2, n);
}

/* A GIF of @n frames of one pixel on a canvas of any size. */
static GBytes *
make_gif (guint16 width,
          guint16 height,
          guint   n)
{
  GByteArray *gif = g_byte_array_new ();
  const guint8 head[] = { 'G', 'I', 'F', '8', '9', 'a', (guint8) width, (guint8) (width >> 8), (guint8) height, (guint8) (height >> 8),
                          0x80, 0, 0, 255, 0, 0, 0, 0, 255 };
  static const guint8 frame[] = { 0x21, 0xF9, 4, 0, 1, 0, 0, 0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0 };

  g_byte_array_append (gif, head, sizeof head);
  for (guint i = 0; i < n; i++)
    g_byte_array_append (gif, frame, sizeof frame);
  g_byte_array_append (gif, (const guint8 *) ";", 1);
  return g_byte_array_free_to_bytes (gif);
}

/* Rubbish behind a true beginning. */
static GBytes *
make_garbage (const char *head,
              gsize       n_head,
              gsize       size)
{
  guint8 *data = g_malloc (size);
  GRand *random = g_rand_new_with_seed (7);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) g_rand_int_range (random, 0, 256);
  memcpy (data, head, n_head);
  g_rand_free (random);
  return g_bytes_new_take (data, size);
}

/* --- reading them --- */

static CsPicture *
read_bytes (const char *name,
            GBytes     *bytes,
            GError    **error)
{
  gint64 began = g_get_monotonic_time ();
  CsPicture *picture = cs_picture_read (bytes, NULL, error);
  double ms = (g_get_monotonic_time () - began) / 1000.0;

  if (picture != NULL)
    g_test_message ("%-28s %8" G_GSIZE_FORMAT " bytes: taken, %d × %d, %.0f ms, %u MiB", name, g_bytes_get_size (bytes),
                    picture->width, picture->height, ms, picture->source.peak_kib / 1024);
  else
    g_test_message ("%-28s %8" G_GSIZE_FORMAT " bytes: %.0f ms, %s", name, g_bytes_get_size (bytes), ms, (*error)->message);
  return picture;
}

/* Takes @bytes. @code: the error, or -1 where it has to be taken */
static void
check (const char *name,
       GBytes     *bytes,
       int         code)
{
  g_autoptr(GBytes) owned = bytes;
  g_autoptr(GError) error = NULL;
  g_autoptr(CsPicture) picture = read_bytes (name, owned, &error);

  if (code < 0)
    {
      g_assert_no_error (error);
      g_assert_cmpuint (picture->source.peak_kib, <=, 1024 * 1024);
    }
  else
    {
      g_assert_null (picture);
      g_assert_error (error, CS_ERROR, code);
    }
}

static void
test_bombs (void)
{
  g_test_summary ("Files that would grow are refused before they do, or stay in bounds");
  check ("60,000 × 60,000 PNG", make_png (60000, 60000, 1 << 20), CS_ERROR_TOO_LARGE);
  check ("1 × 65,535 PNG", make_png (1, 65535, 65535 * 4), CS_ERROR_TOO_LARGE);
  check ("65,535 × 1 PNG", make_png (65535, 1, 65535 * 3 + 1), CS_ERROR_TOO_LARGE);
  check ("1 × 16,384 PNG", make_png (1, 16384, 16384 * 4), -1);
  check ("49 megapixels of nothing", make_png (7000, 7000, (gsize) 7000 * 21001), -1);
  check ("iCCP of 200 MB", make_bomb_chunk ("iCCP", "profile", 200 << 20), -1);
  check ("zTXt of 200 MB", make_bomb_chunk ("zTXt", "Comment", 200 << 20), -1);
  check ("GIF canvas of 65,535²", make_gif (65535, 65535, 1), CS_ERROR_TOO_LARGE);
}

static void
test_many (void)
{
  g_test_summary ("Too many parts are refused or passed over");
  check ("JPEG of 1,000 scans", make_scans (1000), CS_ERROR_TOO_LARGE);
  check ("GIF of 100,000 frames", make_gif (16, 16, 100000), -1);
  check ("JPEG with 32 MB of EXIF", make_metadata (500), -1);
  check ("more than 40 MB", make_metadata (700), CS_ERROR_TOO_LARGE);
}

static void
test_wrong (void)
{
  static const char heic[] = "\0\0\0\x18" "ftypheic\0\0\0\0mif1heic";
  static const char avif[] = "\0\0\0\x18" "ftypavif\0\0\0\0mif1avif";
  static const char webp[] = "RIFF\xF8\x0F\0\0WEBPVP8 \xEC\x0F\0\0";
  static const char jpeg[] = "\xFF\xD8\xFF\xE0\0\x10JFIF";
  g_autoptr(GBytes) whole = make_jpeg (400, 300);

  g_test_summary ("Rubbish, other kinds and halves are no pictures");
  check ("nothing", g_bytes_new_static ("", 0), CS_ERROR_NOT_A_PICTURE);
  check ("one byte", g_bytes_new_static ("\xFF", 1), CS_ERROR_NOT_A_PICTURE);
  check ("text", g_bytes_new_static ("Dear Sir,", 9), CS_ERROR_NOT_A_PICTURE);
  check ("a drawing", g_bytes_new_static ("<svg xmlns='http://www.w3.org/2000/svg'/>", 41), CS_ERROR_NOT_A_PICTURE);
  check ("a program", g_bytes_new_static ("\x7F" "ELF\2\1\1\0\0\0\0\0\0\0\0\0", 16), CS_ERROR_NOT_A_PICTURE);
  check ("WebP garbage", make_garbage (webp, sizeof webp - 1, 4096), CS_ERROR_NOT_A_PICTURE);
  check ("HEIC garbage", make_garbage (heic, sizeof heic - 1, 4096), CS_ERROR_NOT_A_PICTURE);
  check ("AVIF garbage", make_garbage (avif, sizeof avif - 1, 4096), CS_ERROR_NOT_A_PICTURE);
  check ("JPEG garbage", make_garbage (jpeg, sizeof jpeg - 1, 65536), CS_ERROR_NOT_A_PICTURE);
  check ("half a JPEG", g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) / 2), CS_ERROR_NOT_A_PICTURE);
}

static void
check_path (const char *name,
            const char *path,
            int         code)
{
  gint64 began = g_get_monotonic_time ();
  g_autoptr(GError) error = NULL;
  g_autoptr(CsPicture) picture = cs_picture_read_file (path, NULL, &error);

  g_assert_null (picture);
  g_test_message ("%-28s %.0f ms, %s", name, (g_get_monotonic_time () - began) / 1000.0, error->message);
  g_assert_error (error, CS_ERROR, code);
}

static void
test_paths (void)
{
  g_autofree char *fifo = g_build_filename (folder, "pipe.jpg", NULL);
  g_autofree char *zero = g_build_filename (folder, "zero.jpg", NULL);
  g_autofree char *loop = g_build_filename (folder, "loop.jpg", NULL);
  g_autofree char *gone = g_build_filename (folder, "gone.jpg", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsPicture) picture = NULL;

  g_test_summary ("What is no ordinary file is not waited for");
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_assert_cmpint (symlink ("/dev/zero", zero), ==, 0);
  g_assert_cmpint (symlink ("loop.jpg", loop), ==, 0);
  picture = cs_picture_read_file (folder, NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY); /* which says so in a sentence of its own */
  g_clear_error (&error);
  check_path ("a pipe", fifo, CS_ERROR_NOT_A_PICTURE);
  check_path ("a link to /dev/zero", zero, CS_ERROR_NOT_A_PICTURE);
  picture = cs_picture_read_file (loop, NULL, &error);
  g_assert_null (picture);
  g_assert_nonnull (error);
  g_clear_error (&error);
  picture = cs_picture_read_file (gone, NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_unlink (fifo);
  g_unlink (zero);
  g_unlink (loop);
}

/* Whether an error is one of those that people are told about a file. */
static gboolean
is_clear (const GError *error)
{
  static const CsError codes[] = { CS_ERROR_NOT_A_PICTURE, CS_ERROR_TOO_LARGE, CS_ERROR_PICTURE_CRASHED, CS_ERROR_PICTURE_TOO_SLOW,
                                   CS_ERROR_PICTURE_NO_MEMORY, CS_ERROR_PICTURE_KIND };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      if (g_error_matches (error, CS_ERROR, (int) codes[i]))
        return TRUE;
    }
  return FALSE;
}

static void
test_flipped (void)
{
  static const char *const names[] = { "s.jpg", "p.jpg", "s.png", "s.webp", "s.gif", "s.heic", "s.avif", "anim.gif" };
  GRand *random = g_rand_new_with_seed (42);
  guint n_taken = 0, n_refused = 0;

  g_test_summary ("Whatever bits are flipped, there is a picture or a clear error");
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *path = g_build_filename (g_getenv ("CS_TEST_DATA"), "..", "fuzz", "corpus", "picture", names[i % G_N_ELEMENTS (names)], NULL);
      g_autofree char *data = NULL;
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(GError) error = NULL;
      g_autoptr(CsPicture) picture = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (path, &data, &size, NULL));
      for (guint j = 0; j < 1 + i % 8; j++)
        data[g_rand_int_range (random, 0, (gint32) size)] ^= (char) (1 << g_rand_int_range (random, 0, 8));
      bytes = g_bytes_new (data, size);
      picture = cs_picture_read (bytes, NULL, &error);
      g_assert_true (picture != NULL || is_clear (error));
      n_taken += picture != NULL;
      n_refused += picture == NULL;
    }
  g_test_message ("%u taken, %u refused", n_taken, n_refused);
  g_rand_free (random);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("hostile-XXXXXX", NULL);
  g_test_add_func ("/drawing/hostile-pictures/bombs", test_bombs);
  g_test_add_func ("/drawing/hostile-pictures/many", test_many);
  g_test_add_func ("/drawing/hostile-pictures/wrong", test_wrong);
  g_test_add_func ("/drawing/hostile-pictures/paths", test_paths);
  g_test_add_func ("/drawing/hostile-pictures/flipped", test_flipped);
  status = g_test_run ();
  g_rmdir (folder);
  g_free (folder);
  return status;
}
