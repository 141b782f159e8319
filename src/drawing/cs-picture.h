/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cs-pixels.h"

G_BEGIN_DECLS

/* Of a photograph as the office keeps it. */
#define CS_PICTURE_QUALITY 90

/**
 * CsPicture:
 *
 * A picture as the office keeps it: upright, sRGB, without metadata. Its file was written from nothing but pixels.
 */
typedef struct
{
  GBytes          *bytes;     /* owned */
  const char      *mime_type; /* "image/png" or "image/jpeg", static */
  int              width;     /* pixels */
  int              height;    /* pixels */
  CsPictureAnswer  source;    /* what it was made from, and what was done */
  gint64           n_source_bytes;
} CsPicture;

/**
 * cs_picture_read:
 * @bytes: a file's content: JPEG, PNG, WebP, GIF (first frame), HEIC or AVIF, told by content, never by name
 *
 * Decoded by cs_picture_decode_bytes(), see there for errors. Orientation is applied, the colour profile too; position and all other metadata go; larger sides than CS_PICTURE_KEPT_SIDE
 * are scaled down. What shines through and drawings of few colours become PNG, all else JPEG. Blocks: never on the main loop.
 */
CsPicture *cs_picture_read        (GBytes          *bytes,
                                   GCancellable    *cancellable,
                                   GError         **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_picture_read_file:
 *
 * The same from a file; at most CS_PICTURE_MAX_BYTES are read.
 */
CsPicture *cs_picture_read_file   (const char      *path,
                                   GCancellable    *cancellable,
                                   GError         **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_picture_from_pixels:
 *
 * Chooses the form and writes it.
 */
CsPicture *cs_picture_from_pixels (const CsPixels  *pixels,
                                   GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void       cs_picture_free        (CsPicture       *picture);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPicture, cs_picture_free)

G_END_DECLS
