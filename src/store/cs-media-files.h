/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cs-digest.h"

G_BEGIN_DECLS

/**
 * cs_media_files_put:
 * @folder: the office's folder
 *
 * Writes media/<hex> by a temporary name, synced, renamed, folder synced. Nothing happens if it is there already and whole. Blocks.
 * Sets %CS_ERROR_NO_SPACE, %CS_ERROR_READ_ONLY.
 */
gboolean  cs_media_files_put      (const char      *folder,
                                   GBytes          *bytes,
                                   CsDigest        *digest,
                                   GError         **error);

/**
 * cs_media_files_get:
 *
 * Reads a file and checks it against its name. Sets %CS_ERROR_NOT_FOUND, %CS_ERROR_CORRUPT. Blocks.
 */
GBytes   *cs_media_files_get      (const char      *folder,
                                   const CsDigest  *digest,
                                   GError         **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_media_files_check:
 *
 * The same check, piece by piece, without keeping the bytes. A cancelled @cancellable ends it soon, also in a long film.
 */
gboolean  cs_media_files_check    (const char      *folder,
                                   const CsDigest  *digest,
                                   GCancellable    *cancellable,
                                   GError         **error);
char     *cs_media_files_get_path (const char      *folder,
                                   const CsDigest  *digest) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
