/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CsProgress:
 * @done: from 0 to 1
 *
 * Called now and then on the working thread.
 */
typedef void (*CsProgress) (double done, gpointer user_data);

/**
 * cs_backup_make:
 * @folder: an office, perhaps in use
 * @to: a folder that does not exist yet, or is empty
 *
 * SQLite's online backup plus every media file the backup names, then checks the copy (integrity, digests). On failure nothing is left at @to.
 */
gboolean cs_backup_make    (const char    *folder,
                            const char    *to,
                            CsProgress     progress,
                            gpointer       user_data,
                            GCancellable  *cancellable,
                            GError       **error);

/**
 * cs_backup_restore:
 * @from: what cs_backup_make() wrote
 * @folder: a folder that does not exist yet, or is empty: an office is never overwritten
 *
 * Checks the backup, copies it, brings its schema up to date, rebuilds the search index and writes the fact into the restored journal.
 */
gboolean cs_backup_restore (const char    *from,
                            const char    *folder,
                            CsProgress     progress,
                            gpointer       user_data,
                            GCancellable  *cancellable,
                            GError       **error);

G_END_DECLS
