/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the store does with files and folders. Private to it. */

/* How the names of files begin that are still being written. */
#define CS_FILES_TEMPORARY ".new-"

/* Sets @error from errno's @number: NO_SPACE, READ_ONLY, NOT_FOUND, INVALID (a file where a folder should be) or FAILED. Returns FALSE. */
gboolean  cs_files_fail         (int           number,
                                 const char   *doing,
                                 const char   *path,
                                 GError      **error);
gboolean  cs_files_make_folder  (const char   *path,
                                 GError      **error);

/* After a rename in @path: only then does the new name survive a loss of power. */
gboolean  cs_files_sync_folder  (const char   *path,
                                 GError      **error);

/* Writes @bytes to @path by a temporary name in the same folder, which must exist; synced before and after the rename. */
gboolean  cs_files_write        (const char   *path,
                                 GBytes       *bytes,
                                 GError      **error);

/* Writes @bytes to @path, where nothing is yet, and leaves the syncing to cs_files_sync_all(): for many files of a folder that gets its name last. */
gboolean  cs_files_put          (const char   *path,
                                 GBytes       *bytes,
                                 GError      **error);

/* Everything in the file system of the folder @path is on the disk when this returns. */
gboolean  cs_files_sync_all     (const char   *path,
                                 GError      **error);

/* Nothing there, or a folder with nothing in it. */
gboolean  cs_files_is_free      (const char   *path);

/* Removes a folder and what is in it; symbolic links are not followed. */
void      cs_files_remove_tree  (const char   *path);

/* Removes what interrupted cs_files_write() left in @path more than a day ago. */
void      cs_files_sweep        (const char   *path);

G_END_DECLS
