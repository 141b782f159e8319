/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define _GNU_SOURCE /* syncfs () */

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "cs-error.h"
#include "cs-files.h"

#define SWEEP_AGE_S (24 * 60 * 60)

gboolean
cs_files_fail (int          number,
               const char  *doing,
               const char  *path,
               GError     **error)
{
  int code = CS_ERROR_FAILED;

  if (number == ENOSPC || number == EDQUOT || number == EFBIG)
    code = CS_ERROR_NO_SPACE;
  else if (number == EROFS || number == EACCES || number == EPERM)
    code = CS_ERROR_READ_ONLY;
  else if (number == ENOENT)
    code = CS_ERROR_NOT_FOUND;
  else if (number == ENOTDIR || number == EISDIR || number == EEXIST)
    code = CS_ERROR_INVALID;

  g_set_error (error, CS_ERROR, code, "%s “%s”: %s", doing, path, g_strerror (number));
  return FALSE;
}

gboolean
cs_files_make_folder (const char  *path,
                      GError     **error)
{
  if (g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;

  return cs_files_fail (errno, "Making the folder", path, error);
}

gboolean
cs_files_sync_folder (const char  *path,
                      GError     **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int number = 0;

  /* Some file systems cannot sync a folder and say so by EINVAL: then there is nothing to do. */
  if (fd < 0 || (fsync (fd) != 0 && errno != EINVAL))
    number = errno;

  if (fd >= 0)
    close (fd);

  return number == 0 || cs_files_fail (number, "Syncing the folder", path, error);
}

gboolean
cs_files_sync_all (const char  *path,
                   GError     **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int number = 0;

  if (fd < 0 || syncfs (fd) != 0)
    number = errno;
  if (fd >= 0)
    close (fd);

  return number == 0 || cs_files_fail (number, "Syncing the folder", path, error);
}

/* Returns: 0 or errno */
static int
write_bytes (int     fd,
             GBytes *bytes)
{
  gsize left = 0;
  const char *at = g_bytes_get_data (bytes, &left);

  while (left > 0)
    {
      gssize written = write (fd, at, left);

      if (written < 0 && errno != EINTR)
        return errno;

      if (written > 0)
        {
          at += written;
          left -= (gsize) written;
        }
    }

  return 0;
}

/* Returns: 0 or errno */
static int
write_all (int     fd,
           GBytes *bytes)
{
  int number = write_bytes (fd, bytes);

  return number != 0 ? number : fsync (fd) == 0 ? 0 : errno;
}

gboolean
cs_files_put (const char  *path,
              GBytes      *bytes,
              GError     **error)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  int number = fd < 0 ? errno : write_bytes (fd, bytes);

  if (fd >= 0 && close (fd) != 0 && number == 0)
    number = errno;

  return number == 0 || cs_files_fail (number, "Writing", path, error);
}

gboolean
cs_files_write (const char  *path,
                GBytes      *bytes,
                GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary = g_build_filename (folder, CS_FILES_TEMPORARY "XXXXXX", NULL);
  int number;
  int fd;

  if ((fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600)) < 0)
    return cs_files_fail (errno, "Making a file in", folder, error);

  number = write_all (fd, bytes);
  if (close (fd) != 0 && number == 0)
    number = errno;

  if (number == 0 && g_rename (temporary, path) != 0)
    number = errno;

  if (number == 0)
    return cs_files_sync_folder (folder, error);

  g_unlink (temporary);
  return cs_files_fail (number, "Writing", path, error);
}

gboolean
cs_files_is_free (const char *path)
{
  g_autoptr(GDir) dir = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    return TRUE;

  dir = g_dir_open (path, 0, NULL);
  return dir != NULL && g_dir_read_name (dir) == NULL;
}

void
cs_files_remove_tree (const char *path)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK) && g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      dir = g_dir_open (path, 0, NULL);
      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *inner = g_build_filename (path, name, NULL);

          cs_files_remove_tree (inner);
        }
    }

  g_remove (path);
}

void
cs_files_sweep (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);
      GStatBuf status;

      /* A younger one may be another program's, in the making. */
      if (g_str_has_prefix (name, CS_FILES_TEMPORARY) &&
          g_lstat (inner, &status) == 0 &&
          now - (gint64) status.st_mtime > SWEEP_AGE_S)
        g_unlink (inner);
    }
}
