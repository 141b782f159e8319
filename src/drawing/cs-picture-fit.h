/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-picture-limits.h"
#include "cs-picture.h"

G_BEGIN_DECLS

/**
 * CsFittedPicture:
 *
 * A picture made smaller for a network, and what that cost.
 */
typedef struct
{
  CsPicture *picture;   /* owned */
  int        quality;   /* of the JPEG; 0 = PNG, which loses nothing but size */
  gboolean   flattened; /* what shone through is white now */
} CsFittedPicture;

/**
 * cs_picture_fit:
 * @pixels: of the picture that is too large
 *
 * Tries the gentlest means first: a drawing stays PNG as long as it can; a photograph gives up quality before size, but no more than is hard to see, then size. Blocks for up to some seconds.
 * Sets %CS_ERROR_TOO_LARGE where nothing helps.
 */
CsFittedPicture *cs_picture_fit         (const CsPixels         *pixels,
                                         const CsPictureLimits  *limits,
                                         GError                **error) G_GNUC_WARN_UNUSED_RESULT;
void             cs_fitted_picture_free (CsFittedPicture        *fitted);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsFittedPicture, cs_fitted_picture_free)

G_END_DECLS
