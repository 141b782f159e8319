/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-picture-job.h"

G_BEGIN_DECLS

/**
 * CsPixels:
 *
 * A picture without a file: sRGB, 8 bits a channel, rows without gaps. That is all that comes out of the program that reads strangers' files.
 */
typedef struct
{
  GBytes          *bytes;    /* width × height × channels of them; owned */
  int              width;
  int              height;
  int              channels; /* 3, or 4 with alpha */
  CsPictureAnswer  source;   /* what was said of the file */
  gint64           n_source_bytes;
} CsPixels;

/**
 * cs_pixels_new:
 * @bytes: (transfer full): as many as the sizes say
 */
CsPixels *cs_pixels_new             (GBytes          *bytes,
                                     int              width,
                                     int              height,
                                     int              channels) G_GNUC_WARN_UNUSED_RESULT;
void      cs_pixels_free            (CsPixels        *pixels);

/* Whether something shines through somewhere: many files have an alpha channel and do not use it. */
gboolean  cs_pixels_is_see_through  (const CsPixels  *pixels);

/* Whether it is a drawing rather than a photograph: PNG keeps it sharp, and is the smaller form then. */
gboolean  cs_pixels_has_few_colours (const CsPixels  *pixels);

/* Returns: (transfer full): scaled down in proportion, so that no side is longer */
CsPixels *cs_pixels_scale           (const CsPixels  *pixels,
                                     int              max_side) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer full): without alpha, on white */
CsPixels *cs_pixels_flatten         (const CsPixels  *pixels) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_pixels_to_jpeg:
 * @quality: 1 to 100
 *
 * The encoders write pixels and nothing else: no metadata can come along. Alpha is laid on white.
 */
GBytes   *cs_pixels_to_jpeg         (const CsPixels  *pixels,
                                     int              quality,
                                     GError         **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes   *cs_pixels_to_png          (const CsPixels  *pixels,
                                     GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPixels, cs_pixels_free)

G_END_DECLS
