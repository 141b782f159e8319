/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-practice-private.h"

#include <string.h>

/* Looks into an MP4 as far as a network has to: that it is one, that its pictures are H.264, how large and how long it is. Anything that does not add up is no film. */

/* Boxes within boxes, and how many are looked at: more than any real file has. */
#define MAX_DEPTH 8
#define MAX_BOXES 4096

typedef struct
{
  CsPracticeMedia *media;
  guint            n_boxes;
  guint64          scale;    /* of the times */
  guint64          duration;
  gboolean         is_h264;
} Reader;

static guint64
read_be (const guint8 *bytes,
         guint         n)
{
  guint64 value = 0;

  for (guint i = 0; i < n; i++)
    value = value << 8 | bytes[i];

  return value;
}

static void
read_times (Reader       *reader,
            const guint8 *box,
            gsize         size)
{
  gboolean wide = size > 0 && box[0] == 1;

  if (size < (wide ? 32 : 20))
    return;

  reader->scale = read_be (box + (wide ? 20 : 12), 4);
  reader->duration = read_be (box + (wide ? 24 : 16), wide ? 8 : 4);
}

/* The first description of a track’s samples */
static void
read_samples (Reader       *reader,
              const guint8 *box,
              gsize         size)
{
  const guint8 *entry = box + 8;

  if (size < 8 + 36 || memcmp (entry + 4, "avc1", 4) != 0)
    return;

  reader->is_h264 = TRUE;
  reader->media->width = (int) read_be (entry + 32, 2);
  reader->media->height = (int) read_be (entry + 34, 2);
}

static gboolean
holds_boxes (const guint8 *name)
{
  static const char * const names[] = { "moov", "trak", "mdia", "minf", "stbl" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (memcmp (name, names[i], 4) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
read_boxes (Reader       *reader,
            const guint8 *bytes,
            gsize         size,
            guint         depth)
{
  gsize at = 0;

  while (at < size)
    {
      guint64 length, head = 8;

      if (size - at < 8 || ++reader->n_boxes > MAX_BOXES || depth > MAX_DEPTH)
        return FALSE;
      length = read_be (bytes + at, 4);
      if (length == 1 && size - at >= 16)
        {
          length = read_be (bytes + at + 8, 8);
          head = 16;
        }
      else if (length == 0)
        length = size - at;
      if (length < head || length > size - at)
        return FALSE;

      if (memcmp (bytes + at + 4, "mvhd", 4) == 0)
        read_times (reader, bytes + at + head, length - head);
      else if (memcmp (bytes + at + 4, "stsd", 4) == 0)
        read_samples (reader, bytes + at + head, length - head);
      else if (holds_boxes (bytes + at + 4) && !read_boxes (reader, bytes + at + head, length - head, depth + 1))
        return FALSE;
      at += length;
    }

  return TRUE;
}

gboolean
cs_practice_read_film (const guint8    *bytes,
                       gsize            size,
                       CsPracticeMedia *media)
{
  Reader reader = { .media = media };

  if (size < 12 || memcmp (bytes + 4, "ftyp", 4) != 0 || !read_boxes (&reader, bytes, size, 0))
    return FALSE;
  if (!reader.is_h264 || reader.scale == 0 || media->width <= 0 || media->height <= 0 || reader.duration > G_MAXINT32)
    return FALSE;

  media->duration_ms = (gint64) (reader.duration * 1000 / reader.scale);
  return media->duration_ms > 0;
}
