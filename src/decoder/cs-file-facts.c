/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-file-facts-private.h"

static guint32
read_be (const guint8 *at,
         guint         n_bytes)
{
  guint32 value = 0;

  for (guint i = 0; i < n_bytes; i++)
    value = value << 8 | at[i];
  return value;
}

static guint32
read_le (const guint8 *at)
{
  return (guint32) at[0] | (guint32) at[1] << 8 | (guint32) at[2] << 16 | (guint32) at[3] << 24;
}

/* --- JPEG --- */

static CsPictureFacts
read_segment (guint8        marker,
              const guint8 *data,
              gsize         size)
{
  static const char xmp[] = "http://ns.adobe.com/x";

  if (marker == 0xE1 && size > 6 && memcmp (data, "Exif\0\0", 6) == 0)
    return cs_metadata_read_exif (data + 6, size - 6);
  if (marker == 0xE1 && size > sizeof xmp && memcmp (data, xmp, sizeof xmp - 1) == 0)
    return cs_metadata_read_xmp (data, size);
  if (marker == 0xED)
    return cs_metadata_read_iptc (data, size);
  return marker == 0xFE ? CS_PICTURE_HAD_NOTES : 0;
}

/* Follows the segments from the start to the end-of-image mark. libjpeg fills what is missing with grey and only warns, so that a file cut in the middle would pass. */
static void
read_jpeg (const guint8 *data,
           gsize         size,
           CsFileFacts  *facts)
{
  gsize at = 2;

  while (at + 1 < size)
    {
      guint8 marker = data[at + 1];

      if (data[at] != 0xFF)
        {
          const guint8 *next = facts->n_scans > 0 ? memchr (data + at, 0xFF, size - at) : NULL;

          if (next == NULL)
            return;
          at = (gsize) (next - data);
        }
      else if (marker == 0xD9)
        {
          facts->whole = facts->n_scans > 0;
          return;
        }
      /* Fill bytes, stuffed bytes and restart marks stand alone. */
      else if (marker == 0xFF)
        at++;
      else if (marker == 0x00 || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8))
        at += 2;
      else
        {
          gsize length = at + 4 <= size ? read_be (data + at + 2, 2) : 0;

          if (length < 2 || length > size - at - 2)
            return;
          facts->n_scans += marker == 0xDA;
          facts->facts |= read_segment (marker, data + at + 4, length - 2);
          at += 2 + length;
        }
    }
}

/* --- PNG --- */

static CsPictureFacts
read_chunk (const guint8 *type,
            const guint8 *data,
            gsize         size)
{
  if (memcmp (type, "eXIf", 4) == 0)
    return cs_metadata_read_exif (data, size);
  if (memcmp (type, "tIME", 4) == 0)
    return CS_PICTURE_HAD_TIME;
  if (memcmp (type, "acTL", 4) == 0)
    return CS_PICTURE_FIRST_FRAME;
  if (memcmp (type, "iTXt", 4) == 0 && size > 17 && memcmp (data, "XML:com.adobe.xmp", 17) == 0)
    return cs_metadata_read_xmp (data, size);
  if (memcmp (type, "tEXt", 4) == 0 || memcmp (type, "zTXt", 4) == 0 || memcmp (type, "iTXt", 4) == 0)
    return size > 7 && memcmp (data, "Author", 7) == 0 ? CS_PICTURE_HAD_AUTHOR : CS_PICTURE_HAD_NOTES;
  return 0;
}

/* It ends with its IEND chunk; the loader would take one whose last rows are missing. */
static void
read_png (const guint8 *data,
          gsize         size,
          CsFileFacts  *facts)
{
  for (gsize at = 8; at + 12 <= size;)
    {
      gsize length = read_be (data + at, 4);

      if (memcmp (data + at + 4, "IEND", 4) == 0)
        {
          facts->whole = TRUE;
          return;
        }
      if (length > size - at - 12)
        return;
      facts->facts |= read_chunk (data + at + 4, data + at + 8, length);
      at += 12 + length;
    }
}

/* --- WebP --- */

static void
read_webp (const guint8 *data,
           gsize         size,
           CsFileFacts  *facts)
{
  gsize end = (gsize) read_le (data + 4) + 8;

  facts->whole = end <= size;
  end = MIN (end, size);
  for (gsize at = 12; at + 8 <= end;)
    {
      gsize length = MIN (read_le (data + at + 4), end - at - 8);
      const guint8 *chunk = data + at + 8;

      if (memcmp (data + at, "ANMF", 4) == 0)
        facts->facts |= CS_PICTURE_FIRST_FRAME;
      else if (memcmp (data + at, "XMP ", 4) == 0)
        facts->facts |= cs_metadata_read_xmp (chunk, length);
      else if (memcmp (data + at, "EXIF", 4) == 0 && length > 6 && memcmp (chunk, "Exif\0\0", 6) == 0)
        facts->facts |= cs_metadata_read_exif (chunk + 6, length - 6);
      else if (memcmp (data + at, "EXIF", 4) == 0)
        facts->facts |= cs_metadata_read_exif (chunk, length);
      /* Each begins at an even place. */
      at += 8 + length + (length & 1);
    }
}

/* --- GIF --- */

/* Passes over the pieces of a block. Returns: where the next one begins, @size if it is cut off */
static gsize
skip_pieces (const guint8 *data,
             gsize         size,
             gsize         at)
{
  while (at < size && data[at] != 0)
    at += 1 + (gsize) data[at];
  return MIN (at + 1, size);
}

static gsize
table_bytes (guint8 flags)
{
  return (flags & 0x80) != 0 ? (gsize) 3 << ((flags & 7) + 1) : 0;
}

static void
read_gif (const guint8 *data,
          gsize         size,
          CsFileFacts  *facts)
{
  gsize at = size >= 13 ? 13 + table_bytes (data[10]) : size;
  guint n_frames = 0;

  /* Only the first frame is kept; the loader tells whether that one is whole. */
  facts->whole = TRUE;
  while (at < size && n_frames < 2)
    {
      if (data[at] == 0x21 && at + 2 <= size)
        {
          if (data[at + 1] == 0xFE)
            facts->facts |= CS_PICTURE_HAD_NOTES;
          at = skip_pieces (data, size, at + 2);
        }
      else if (data[at] == 0x2C && at + 11 <= size)
        {
          at = skip_pieces (data, size, at + 11 + table_bytes (data[at + 9]));
          if (n_frames++ == 0)
            facts->n_first = at;
        }
      else
        break;
    }
  if (n_frames > 1)
    facts->facts |= CS_PICTURE_FIRST_FRAME;
}

/* --- HEIC and AVIF --- */

static gboolean
has_brand (const guint8 *data,
           gsize         size,
           const char   *brand)
{
  gsize end = MIN (read_be (data, 4), size);

  for (gsize at = 8; at + 4 <= end; at += 4)
    {
      /* The second word is a version. */
      if (at != 12 && memcmp (data + at, brand, 4) == 0)
        return TRUE;
    }
  return FALSE;
}

static CsPictureFormat
tell_brand (const guint8 *data,
            gsize         size)
{
  if (has_brand (data, size, "avif") || has_brand (data, size, "avis"))
    return CS_PICTURE_AVIF;
  if (has_brand (data, size, "heic") || has_brand (data, size, "heix") || has_brand (data, size, "hevc") ||
      has_brand (data, size, "mif1"))
    return CS_PICTURE_HEIF;
  return CS_PICTURE_OTHER;
}

static void
read_boxes (const guint8 *data,
            gsize         size,
            CsFileFacts  *facts)
{
  gsize at = 0;

  while (at + 8 <= size)
    {
      guint64 length = read_be (data + at, 4);

      if (length == 1 && at + 16 <= size)
        length = (guint64) read_be (data + at + 8, 4) << 32 | read_be (data + at + 12, 4);
      else if (length == 0)
        length = size - at;
      if (length < 8 || length > size - at)
        return;
      if (memcmp (data + at + 4, "moov", 4) == 0)
        facts->facts |= CS_PICTURE_FIRST_FRAME;
      at += length;
    }
  facts->whole = at == size;
  facts->facts |= cs_metadata_search (data, size);
}

/* --- all --- */

CsPictureFormat
cs_file_facts_tell_format (const guint8 *data,
                           gsize         size)
{
  g_return_val_if_fail (data != NULL || size == 0, CS_PICTURE_OTHER);

  if (size >= 3 && memcmp (data, "\xFF\xD8\xFF", 3) == 0)
    return CS_PICTURE_JPEG;
  if (size >= 8 && memcmp (data, "\x89PNG\r\n\x1A\n", 8) == 0)
    return CS_PICTURE_PNG;
  if (size >= 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    return CS_PICTURE_WEBP;
  if (size >= 6 && (memcmp (data, "GIF87a", 6) == 0 || memcmp (data, "GIF89a", 6) == 0))
    return CS_PICTURE_GIF;
  if (size >= 16 && memcmp (data + 4, "ftyp", 4) == 0)
    return tell_brand (data, size);
  return CS_PICTURE_OTHER;
}

void
cs_file_facts_read (const guint8 *data,
                    gsize         size,
                    CsFileFacts  *facts)
{
  g_return_if_fail (data != NULL || size == 0);
  g_return_if_fail (facts != NULL);

  memset (facts, 0, sizeof *facts);
  facts->format = cs_file_facts_tell_format (data, size);
  switch (facts->format)
    {
    case CS_PICTURE_JPEG:
      read_jpeg (data, size, facts);
      break;
    case CS_PICTURE_PNG:
      read_png (data, size, facts);
      break;
    case CS_PICTURE_WEBP:
      read_webp (data, size, facts);
      break;
    case CS_PICTURE_GIF:
      read_gif (data, size, facts);
      break;
    case CS_PICTURE_HEIF:
    case CS_PICTURE_AVIF:
      read_boxes (data, size, facts);
      break;
    case CS_PICTURE_OTHER:
      break;
    }
}
