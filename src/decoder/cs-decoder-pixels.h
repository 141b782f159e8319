/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "cs-picture-job.h"

G_BEGIN_DECLS

/**
 * cs_decoder_find_loader:
 *
 * Loads the module that reads @format, so that nothing has to be opened later.
 *
 * Returns: (transfer full) (nullable): %NULL if this computer has none
 */
GdkPixbufLoader *cs_decoder_find_loader (CsPictureFormat      format) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_decoder_make_pixels:
 * @loader: fresh
 * @first_only: @data is the beginning of a GIF, up to the end of its first frame: loaders take ages for the others
 * @answer: gets the reason of a refusal, sizes and facts
 *
 * Decodes and does @job. Returns: (transfer full) (nullable): the pixels, 8 bits a channel
 */
GdkPixbuf       *cs_decoder_make_pixels (GdkPixbufLoader     *loader,
                                         const guint8        *data,
                                         gsize                size,
                                         gboolean             first_only,
                                         const CsPictureJob  *job,
                                         CsPictureAnswer     *answer) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_decoder_convert_colours:
 * @profile: (nullable): base64 of an ICC profile
 *
 * Converts the pixels in place to sRGB. Returns: CS_PICTURE_COLOURS, CS_PICTURE_COLOURS_LOST or nothing to tell
 */
CsPictureFacts   cs_decoder_convert_colours (GdkPixbuf       *pixbuf,
                                             const char      *profile);

G_END_DECLS
