/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-picture-decode.h"

G_BEGIN_DECLS

/**
 * cs_picture_decode_with:
 * @program: what decodes; tests give ones that misbehave
 * @wall_ms: longest time
 * @fd: (transfer full): the picture
 */
CsPixels *cs_picture_decode_with (const char          *program,
                                  guint                wall_ms,
                                  int                  fd,
                                  const CsPictureJob  *job,
                                  GCancellable        *cancellable,
                                  GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
