/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "cs-error.h"
#include "cs-files.h"
#include "cs-media-files.h"

/* Read at once: a few milliseconds of hashing */
#define PIECE (1024 * 1024)

CsMediaDraft *
cs_media_draft_new (const char  *folder,
                    GError     **error)
{
  g_autofree char *media = g_build_filename (folder, "media", NULL);
  g_autofree char *path = NULL;
  CsMediaDraft *draft;
  int fd;

  if (!cs_files_make_folder (media, error))
    return NULL;

  /* the name by which cs_files_sweep() knows what was given up */
  path = g_build_filename (media, CS_FILES_TEMPORARY "XXXXXX", NULL);
  if ((fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600)) < 0)
    {
      cs_files_fail (errno, "Making a file in", media, error);
      return NULL;
    }

  draft = g_new0 (CsMediaDraft, 1);
  draft->path = g_steal_pointer (&path);
  draft->fd = fd;
  return draft;
}

void
cs_media_draft_free (CsMediaDraft *draft)
{
  if (draft == NULL)
    return;

  if (draft->fd >= 0)
    close (draft->fd);
  if (draft->path)
    g_unlink (draft->path);
  g_free (draft->path);
  g_free (draft);
}

/* Returns: bytes, or -1 with @error */
static gint64
digest_file (const CsMediaDraft  *draft,
             CsDigest            *digest,
             GCancellable        *cancellable,
             GError             **error)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *piece = g_malloc (PIECE);
  gsize length = CS_DIGEST_BYTES;
  gint64 at = 0;
  gssize n;

  for (;;)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return -1;
      n = pread (draft->fd, piece, PIECE, at);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        break;
      g_checksum_update (checksum, piece, n);
      at += n;
    }

  if (n < 0)
    {
      cs_files_fail (errno, "Reading", draft->path, error);
      return -1;
    }

  g_checksum_get_digest (checksum, digest->bytes, &length);
  return at;
}

gboolean
cs_media_draft_keep (CsMediaDraft  *draft,
                     CsDigest      *digest,
                     gint64        *bytes,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autofree char *media = g_path_get_dirname (draft->path);
  g_autofree char *hex = NULL;
  g_autofree char *path = NULL;
  CsDigest found = { { 0 } };
  gint64 size;

  if ((size = digest_file (draft, &found, cancellable, error)) < 0)
    return FALSE;
  if (fsync (draft->fd) != 0)
    return cs_files_fail (errno, "Syncing", draft->path, error);

  /* One that is there already is the same, or damaged and made whole by this. */
  hex = cs_digest_to_hex (&found);
  path = g_build_filename (media, hex, NULL);
  if (g_rename (draft->path, path) != 0)
    return cs_files_fail (errno, "Writing", path, error);

  g_clear_pointer (&draft->path, g_free);
  *digest = found;
  *bytes = size;
  return cs_files_sync_folder (media, error);
}
