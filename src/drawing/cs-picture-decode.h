/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cs-pixels.h"

G_BEGIN_DECLS

/* Longest time for one picture, milliseconds on the wall. */
#define CS_PICTURE_WALL_MS (30 * 1000)

/**
 * cs_picture_decode_file:
 * @path: any file; nothing but an ordinary one is opened for long
 * @job: (nullable): %NULL for cs_picture_job_new()
 *
 * Reads a picture in a process of its own, countersign-decoder, that is locked in, bounded and killed when its time is up, and checks what comes back. Blocks: never on the main
 * loop. Sets %CS_ERROR_NOT_A_PICTURE, %CS_ERROR_TOO_LARGE, %CS_ERROR_PICTURE_KIND, %CS_ERROR_PICTURE_CRASHED, %CS_ERROR_PICTURE_TOO_SLOW,
 * %CS_ERROR_PICTURE_NO_MEMORY, %CS_ERROR_NO_DECODER, and those of G_IO_ERROR for a file that cannot be read.
 */
CsPixels *cs_picture_decode_file  (const char          *path,
                                   const CsPictureJob  *job,
                                   GCancellable        *cancellable,
                                   GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_picture_decode_bytes:
 *
 * The same with a file's content.
 */
CsPixels *cs_picture_decode_bytes (GBytes              *bytes,
                                   const CsPictureJob  *job,
                                   GCancellable        *cancellable,
                                   GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
