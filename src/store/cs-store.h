/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db.h"

G_BEGIN_DECLS

/**
 * CsStore:
 *
 * An office's folder: office.db, media/. One writer thread that drains its queue into one transaction (so that many signers share one
 * sync), and reader threads. May be used from any thread.
 */
#define CS_TYPE_STORE (cs_store_get_type ())
G_DECLARE_FINAL_TYPE (CsStore, cs_store, CS, STORE, GObject)

/**
 * CsStoreJob:
 * @db: the worker's connection
 * @data: as given
 *
 * Straight, synchronous code. On the writer it runs inside a transaction (a savepoint in a shared one): an error undoes all it did and nothing of the others'.
 * No slow work there: no hashing of passwords, no files, no network.
 *
 * Returns: the result, which may be %NULL without an error
 */
typedef gpointer (*CsStoreJob) (CsDb *db, gpointer data, GError **error);

/**
 * cs_store_open:
 * @folder: made if it does not exist
 *
 * Blocks: opens the database and brings its schema up to date. Errors: cs_db_open(), %CS_ERROR_NO_SPACE.
 */
CsStore    *cs_store_open          (const char           *folder,
                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;
const char *cs_store_get_folder    (CsStore              *self);

/**
 * cs_store_write_async:
 *
 * Queues @job for the writer. The callback comes, in the caller's main context, after the commit was synced. Cancelling works until the job starts.
 */
void        cs_store_write_async   (CsStore              *self,
                                    CsStoreJob            job,
                                    gpointer              data,
                                    GDestroyNotify        free_data,
                                    GDestroyNotify        free_result,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
void        cs_store_read_async    (CsStore              *self,
                                    CsStoreJob            job,
                                    gpointer              data,
                                    GDestroyNotify        free_data,
                                    GDestroyNotify        free_result,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gpointer    cs_store_finish        (CsStore              *self,
                                    GAsyncResult         *result,
                                    GError              **error);

/**
 * cs_store_write:
 *
 * The same, blocking: for worker threads and programs without a main loop, never for the app's main thread.
 */
gpointer    cs_store_write         (CsStore              *self,
                                    CsStoreJob            job,
                                    gpointer              data,
                                    GError              **error);
gpointer    cs_store_read          (CsStore              *self,
                                    CsStoreJob            job,
                                    gpointer              data,
                                    GError              **error);

/**
 * CsStore::changed:
 *
 * Emitted in the main context of the thread that opened the store, when another connection (another process, or our own writer)
 * committed something. At most every 250 ms for other processes.
 */

G_END_DECLS
