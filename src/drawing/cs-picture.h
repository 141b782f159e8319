/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bounds of a picture that is taken in. */
#define CS_PICTURE_MAX_BYTES (40 * 1024 * 1024)
#define CS_PICTURE_MAX_PIXELS (50 * 1000 * 1000)
#define CS_PICTURE_MAX_SIDE 16384

/* Longest side of what is kept and published, in pixels. */
#define CS_PICTURE_KEPT_SIDE 2048

/**
 * CsPicture:
 *
 * A picture as the office keeps it: upright, without metadata.
 */
typedef struct
{
  GBytes     *bytes;     /* owned */
  const char *mime_type; /* "image/png" or "image/jpeg", static */
  int         width;     /* pixels */
  int         height;    /* pixels */
} CsPicture;

/**
 * cs_picture_read:
 * @data: a file's content: JPEG, PNG, WebP or GIF (first frame), told by content, never by name
 *
 * Size is checked before decoding; orientation is applied, position and all other metadata go, larger sides than CS_PICTURE_KEPT_SIDE are scaled down, JPEG stays JPEG
 * (quality 90), all else becomes PNG. Slow (a 24-megapixel picture: 0.25 s): never on the main loop.
 * Sets %CS_ERROR_NOT_A_PICTURE (empty, truncated, something else), %CS_ERROR_TOO_LARGE.
 */
CsPicture *cs_picture_read      (const guint8  *data,
                                 gsize          size,
                                 GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_picture_read_file:
 *
 * The same from a file; at most CS_PICTURE_MAX_BYTES are read.
 */
CsPicture *cs_picture_read_file (const char    *path,
                                 GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void       cs_picture_free      (CsPicture     *picture);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPicture, cs_picture_free)

G_END_DECLS
