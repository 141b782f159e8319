/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-file-facts-private.h"

/* Only whether something is there is told, never what: it goes with the file. */

/* An Exif block has some dozens of entries, and a file one block; more are passed over. */
#define MAX_ENTRIES 512
#define MAX_BLOCKS 16

typedef struct
{
  const guint8 *data;
  gsize         size;
  gboolean      big_endian;
} Tiff;

static guint32
get_number (const Tiff *tiff,
            gsize       at,
            guint       n_bytes)
{
  guint32 value = 0;

  if (at > tiff->size || tiff->size - at < n_bytes)
    return 0;
  for (guint i = 0; i < n_bytes; i++)
    value |= (guint32) tiff->data[at + i] << 8 * (tiff->big_endian ? n_bytes - 1 - i : i);
  return value;
}

static CsPictureFacts
tell_tag (guint32 tag)
{
  switch (tag)
    {
    case 0x010F: /* maker */
    case 0x0110: /* model */
    case 0xA430: /* the camera's owner; counted with it */
    case 0xA431: /* serial number of the body */
    case 0xA433: /* maker of the lens */
    case 0xA434: /* model of the lens */
    case 0xA435: /* serial number of the lens */
    case 0x927C: /* the maker's own notes */
      return CS_PICTURE_HAD_CAMERA;
    case 0x013B: /* artist */
    case 0x8298: /* copyright */
    case 0x9C9D: /* author, as Windows writes it */
      return CS_PICTURE_HAD_AUTHOR;
    case 0x0132: /* changed */
    case 0x9003: /* taken */
    case 0x9004: /* made digital */
      return CS_PICTURE_HAD_TIME;
    case 0x010E: /* description */
    case 0x9286: /* comment */
    case 0x9C9B: /* title, as Windows writes it */
    case 0x9C9C: /* comment, as Windows writes it */
      return CS_PICTURE_HAD_NOTES;
    default:
      return 0;
    }
}

/* Reads one directory; @deeper: where the Exif directory is, if this one names it. */
static CsPictureFacts
read_directory (const Tiff *tiff,
                guint32     at,
                guint32    *deeper)
{
  guint32 n_entries = MIN (get_number (tiff, at, 2), MAX_ENTRIES);
  CsPictureFacts facts = 0;

  for (guint32 i = 0; i < n_entries; i++)
    {
      gsize entry = (gsize) at + 2 + 12 * (gsize) i;
      guint32 tag = get_number (tiff, entry, 2);
      guint32 value = get_number (tiff, entry + 8, 4);

      if (tag == 0x8769)
        *deeper = value;
      else if (tag == 0x8825 && get_number (tiff, value, 2) > 0)
        facts |= CS_PICTURE_HAD_POSITION;
      else
        facts |= tell_tag (tag);
    }
  return facts;
}

CsPictureFacts
cs_metadata_read_exif (const guint8 *data,
                       gsize         size)
{
  Tiff tiff = { data, size, FALSE };
  CsPictureFacts facts;
  guint32 exif = 0, none = 0;

  if (size < 8 || (memcmp (data, "II*\0", 4) != 0 && memcmp (data, "MM\0*", 4) != 0))
    return 0;
  tiff.big_endian = data[0] == 'M';
  facts = read_directory (&tiff, get_number (&tiff, 4, 4), &exif);
  if (exif != 0)
    facts |= read_directory (&tiff, exif, &none);
  return facts;
}

static gboolean
has_words (const guint8 *data,
           gsize         size,
           const char   *words)
{
  return memmem (data, size, words, strlen (words)) != NULL;
}

CsPictureFacts
cs_metadata_read_xmp (const guint8 *data,
                      gsize         size)
{
  CsPictureFacts facts = CS_PICTURE_HAD_NOTES;

  if (has_words (data, size, "GPSL") || has_words (data, size, "photoshop:City") || has_words (data, size, "Iptc4xmpCore:Location"))
    facts |= CS_PICTURE_HAD_POSITION;
  if (has_words (data, size, "SerialNumber") || has_words (data, size, "tiff:Model") || has_words (data, size, "tiff:Make"))
    facts |= CS_PICTURE_HAD_CAMERA;
  if (has_words (data, size, "dc:creator") || has_words (data, size, "dc:rights") || has_words (data, size, "photoshop:Credit"))
    facts |= CS_PICTURE_HAD_AUTHOR;
  return facts;
}

CsPictureFacts
cs_metadata_read_iptc (const guint8 *data,
                       gsize         size)
{
  CsPictureFacts facts = 0;

  for (gsize at = 0; at + 5 <= size; at++)
    {
      const guint8 *mark = memchr (data + at, 0x1C, size - at - 2);

      if (mark == NULL)
        break;
      at = (gsize) (mark - data);
      if (mark[1] != 2)
        continue;
      facts |= CS_PICTURE_HAD_NOTES;
      if (mark[2] == 80 || mark[2] == 110 || mark[2] == 116)
        facts |= CS_PICTURE_HAD_AUTHOR;
      else if (mark[2] == 90 || mark[2] == 92 || mark[2] == 95 || mark[2] == 101)
        facts |= CS_PICTURE_HAD_POSITION;
      else if (mark[2] == 55 || mark[2] == 60)
        facts |= CS_PICTURE_HAD_TIME;
    }
  return facts;
}

CsPictureFacts
cs_metadata_search (const guint8 *data,
                    gsize         size)
{
  static const guint8 exif[] = { 'E', 'x', 'i', 'f', 0, 0 };
  const guint8 *end = data + size;
  const guint8 *found = data;
  CsPictureFacts facts = 0;

  for (guint n = 0; n < MAX_BLOCKS && (found = memmem (found, (gsize) (end - found), exif, sizeof exif)) != NULL; n++)
    {
      found += sizeof exif;
      facts |= cs_metadata_read_exif (found, (gsize) (end - found));
    }
  if ((found = memmem (data, size, "<x:xmpmeta", 10)) != NULL)
    facts |= cs_metadata_read_xmp (found, MIN ((gsize) (end - found), 1024 * 1024));
  return facts;
}
