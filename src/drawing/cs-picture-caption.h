/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-pixels.h"

G_BEGIN_DECLS

/* Characters that still read as one line or two. */
#define CS_PICTURE_MAX_CAPTION 200

/**
 * CsCaption:
 *
 * Words on a strip beneath a picture.
 */
typedef struct
{
  char    *text;       /* UTF-8; owned */
  guint32  background; /* 0xRRGGBB */
  guint32  foreground;
} CsCaption;

/* White on a dark blue, no words yet. */
CsCaption *cs_caption_new         (const char       *text) G_GNUC_WARN_UNUSED_RESULT;
CsCaption *cs_caption_copy        (const CsCaption  *caption) G_GNUC_WARN_UNUSED_RESULT;
void       cs_caption_free        (CsCaption        *caption);

/**
 * cs_picture_add_caption:
 *
 * Adds the strip beneath, as high as the words need; nothing of the picture is covered. The letters' size follows the width. Any thread.
 *
 * Returns: (transfer full): without alpha
 */
CsPixels  *cs_picture_add_caption (const CsPixels   *pixels,
                                   const CsCaption  *caption) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCaption, cs_caption_free)

G_END_DECLS
