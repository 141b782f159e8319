/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-error.h"
#include "cs-files.h"
#include "cs-media-files.h"

/* Read at once: a few milliseconds of hashing */
#define PIECE (1024 * 1024)

char *
cs_media_files_get_path (const char     *folder,
                         const CsDigest *digest)
{
  g_autofree char *hex = cs_digest_to_hex (digest);

  return g_build_filename (folder, "media", hex, NULL);
}

GBytes *
cs_media_files_get (const char      *folder,
                    const CsDigest  *digest,
                    GError         **error)
{
  g_autofree char *path = cs_media_files_get_path (folder, digest);
  g_autoptr(GError) problem = NULL;
  g_autoptr(GBytes) bytes = NULL;
  CsDigest found;
  char *contents = NULL;
  gsize size = 0;

  if (!g_file_get_contents (path, &contents, &size, &problem))
    {
      int code = g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT) ? CS_ERROR_NOT_FOUND
                                                                             : CS_ERROR_FAILED;

      g_set_error (error, CS_ERROR, code, "Reading a medium: %s", problem->message);
      return NULL;
    }

  bytes = g_bytes_new_take (contents, size);
  found = cs_digest_of_bytes (contents, size);
  if (!cs_digest_equal (&found, digest))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_CORRUPT, "The medium “%s” does not hold what its name says", path);
      return NULL;
    }

  return g_steal_pointer (&bytes);
}

static gboolean
digest_stream (GInputStream  *stream,
               CsDigest      *digest,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *piece = g_malloc (PIECE);
  gsize length = CS_DIGEST_BYTES;
  gssize size;

  while ((size = g_input_stream_read (stream, piece, PIECE, cancellable, error)) > 0)
    g_checksum_update (checksum, piece, size);

  g_checksum_get_digest (checksum, digest->bytes, &length);
  return size == 0;
}

gboolean
cs_media_files_check (const char      *folder,
                      const CsDigest  *digest,
                      GCancellable    *cancellable,
                      GError         **error)
{
  g_autofree char *path = cs_media_files_get_path (folder, digest);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInputStream) stream = NULL;
  g_autoptr(GError) problem = NULL;
  CsDigest found = { { 0 } };

  if ((stream = g_file_read (file, cancellable, &problem)) &&
      digest_stream (G_INPUT_STREAM (stream), &found, cancellable, &problem))
    {
      if (cs_digest_equal (&found, digest))
        return TRUE;

      g_set_error (error, CS_ERROR, CS_ERROR_CORRUPT, "The medium “%s” does not hold what its name says", path);
      return FALSE;
    }

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error (error, CS_ERROR, g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ? CS_ERROR_NOT_FOUND : CS_ERROR_FAILED,
                 "Reading a medium: %s", problem->message);
  return FALSE;
}

GBytes *
cs_media_files_map (const char      *folder,
                    const CsDigest  *digest,
                    GError         **error)
{
  g_autofree char *path = cs_media_files_get_path (folder, digest);
  g_autoptr(GMappedFile) file = NULL;
  g_autoptr(GError) problem = NULL;

  if (!cs_media_files_check (folder, digest, NULL, error))
    return NULL;
  if ((file = g_mapped_file_new (path, FALSE, &problem)))
    return g_mapped_file_get_bytes (file);

  g_set_error (error, CS_ERROR, CS_ERROR_FAILED, "Reading a medium: %s", problem->message);
  return NULL;
}

gboolean
cs_media_files_put (const char  *folder,
                    GBytes      *bytes,
                    CsDigest    *digest,
                    GError     **error)
{
  g_autofree char *media = g_build_filename (folder, "media", NULL);
  g_autofree char *path = NULL;
  gsize size = 0;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  CsDigest name = cs_digest_of_bytes (data, size);

  path = cs_media_files_get_path (folder, &name);
  /* One that is there but damaged is made whole by the rename. */
  if (!cs_media_files_check (folder, &name, NULL, NULL) &&
      (!cs_files_make_folder (media, error) || !cs_files_write (path, bytes, error)))
    return FALSE;

  *digest = name;
  return TRUE;
}
