/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsMediaPicture:
 *
 * A picture of the office by its digest, read and scaled off the main loop. A grey tile until it is there; a sign in its place if it cannot be read.
 *
 * CsMediaPicture::settled: it is shown now, or cannot be read.
 */
#define CS_TYPE_MEDIA_PICTURE (cs_media_picture_get_type ())
G_DECLARE_FINAL_TYPE (CsMediaPicture, cs_media_picture, CS, MEDIA_PICTURE, AdwBin)

GtkWidget  *cs_media_picture_new (CsSession      *session);

/**
 * cs_media_picture_set:
 * @digest: (nullable): of the picture; %NULL = none
 * @alt_text: (nullable): "" for a picture that says nothing
 * @max_side: longer side in pixels to which it is scaled down; 0 = as it is
 */
void        cs_media_picture_set        (CsMediaPicture *self,
                                         const CsDigest *digest,
                                         const char     *alt_text,
                                         int             max_side);

/**
 * cs_media_picture_set_item:
 *
 * Shows what is seen of @item: of a film its cover, with the mark of a film and its length on it.
 */
void        cs_media_picture_set_item   (CsMediaPicture    *self,
                                         const CsMediaItem *item,
                                         int                max_side);

/**
 * cs_media_picture_get_picture:
 *
 * Returns: (transfer none): the GtkPicture inside, to set how it fills its place
 */
GtkPicture *cs_media_picture_get_picture (CsMediaPicture *self);

/**
 * cs_media_picture_is_shown:
 *
 * Whether the picture itself is there to be seen, and not what stands in its place.
 */
gboolean    cs_media_picture_is_shown    (CsMediaPicture *self);

/**
 * cs_media_picture_has_trouble:
 *
 * Whether it cannot be read.
 */
gboolean    cs_media_picture_has_trouble (CsMediaPicture *self);

G_END_DECLS
