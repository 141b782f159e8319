/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-enums.h"

G_BEGIN_DECLS

/**
 * CsPictureLimits:
 *
 * What a network takes of a picture. PNG and JPEG are taken by all.
 */
typedef struct
{
  gint64 max_bytes;
  gint64 max_pixels; /* width × height */
  int    max_side;   /* pixels */
} CsPictureLimits;

/**
 * cs_picture_limits_for:
 *
 * What the network's documentation says; a server's own numbers replace them.
 */
CsPictureLimits cs_picture_limits_for     (CsNetworkKind          network);

/**
 * cs_picture_limits_tighten:
 *
 * Where several accounts on one network take different pictures, one is made that all of them take.
 */
void            cs_picture_limits_tighten (CsPictureLimits       *limits,
                                           const CsPictureLimits *others);
gboolean        cs_picture_limits_take    (const CsPictureLimits *limits,
                                           int                    width,
                                           int                    height,
                                           gint64                 bytes);

G_END_DECLS
