/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-error.h"
#include "cs-files.h"
#include "cs-media-files.h"

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

gboolean
cs_media_files_put (const char  *folder,
                    GBytes      *bytes,
                    CsDigest    *digest,
                    GError     **error)
{
  g_autofree char *media = g_build_filename (folder, "media", NULL);
  g_autofree char *path = NULL;
  g_autoptr(GBytes) present = NULL;
  gsize size = 0;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  CsDigest name = cs_digest_of_bytes (data, size);

  path = cs_media_files_get_path (folder, &name);
  present = cs_media_files_get (folder, &name, NULL);
  /* One that is there but damaged is made whole by the rename. */
  if (present == NULL &&
      (!cs_files_make_folder (media, error) || !cs_files_write (path, bytes, error)))
    return FALSE;

  *digest = name;
  return TRUE;
}
