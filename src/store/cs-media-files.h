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
 * cs_media_files_map:
 *
 * The same without reading a film into memory: checked piece by piece, then mapped.
 */
GBytes   *cs_media_files_map      (const char      *folder,
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
/**
 * CsMediaDraft:
 *
 * A medium while it is being written: too large to be held in memory. Freeing one that was not kept removes its file.
 */
typedef struct
{
  char *path; /* of the temporary file, beside the media; owned, NULL once kept */
  int   fd;   /* open for reading and writing; owned */
} CsMediaDraft;

/**
 * cs_media_draft_new:
 * @folder: the office's folder
 *
 * Makes an empty file for whoever writes it, in whatever order. What an interrupted program leaves behind is swept like other temporary files. Blocks.
 * Sets %CS_ERROR_NO_SPACE, %CS_ERROR_READ_ONLY.
 */
CsMediaDraft *cs_media_draft_new  (const char      *folder,
                                   GError         **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_media_draft_keep:
 * @bytes: (out): how many there are
 *
 * Digests what was written piece by piece, syncs it and gives it its name. Needs no memory for its size. Blocks, long for a film.
 */
gboolean      cs_media_draft_keep (CsMediaDraft    *draft,
                                   CsDigest        *digest,
                                   gint64          *bytes,
                                   GCancellable    *cancellable,
                                   GError         **error);
void          cs_media_draft_free (CsMediaDraft    *draft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsMediaDraft, cs_media_draft_free)

char     *cs_media_files_get_path (const char      *folder,
                                   const CsDigest  *digest) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
