/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cs-digest.h"
#include "cs-error.h"

G_BEGIN_DECLS

/**
 * CsDb:
 *
 * One connection, used by one thread only (asserted). The only place that knows sqlite3.
 */
typedef struct _CsDb CsDb;
typedef struct _CsStmt CsStmt;
typedef struct _CsTxn CsTxn;

typedef enum
{
  CS_DB_READ,  /* cannot write */
  CS_DB_WRITE, /* makes the file and brings its schema up to date where needed */
} CsDbMode;

/* "CSgn": PRAGMA application_id of an office. */
#define CS_DB_APPLICATION_ID 0x4353676e

/**
 * cs_db_open:
 *
 * WAL, synchronous=FULL, foreign keys, a busy time-out of 10 s. Sets %CS_ERROR_NEWER_SCHEMA, %CS_ERROR_READ_ONLY, %CS_ERROR_CORRUPT,
 * %CS_ERROR_NOT_FOUND, %CS_ERROR_INVALID (a database, but not an office).
 */
CsDb       *cs_db_open             (const char    *path,
                                    CsDbMode       mode,
                                    GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void        cs_db_free             (CsDb          *db);

/**
 * cs_db_prepare:
 * @sql: one statement with $1 … $n; kept prepared by its address, so pass string literals
 *
 * Returns: (transfer full): a statement ready to bind; cs_stmt_free() gives it back to the cache
 */
CsStmt     *cs_db_prepare          (CsDb          *db,
                                    const char    *sql,
                                    GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void        cs_stmt_free           (CsStmt        *stmt);
void        cs_stmt_bind_int64     (CsStmt        *stmt,
                                    int            parameter,
                                    gint64         value);
void        cs_stmt_bind_text      (CsStmt        *stmt,
                                    int            parameter,
                                    const char    *value);
void        cs_stmt_bind_digest    (CsStmt        *stmt,
                                    int            parameter,
                                    const CsDigest *value);
void        cs_stmt_bind_bytes     (CsStmt        *stmt,
                                    int            parameter,
                                    gconstpointer  data,
                                    gsize          size);
void        cs_stmt_bind_null      (CsStmt        *stmt,
                                    int            parameter);

/**
 * cs_stmt_step:
 * @row: (out): whether there is a row to read
 */
gboolean    cs_stmt_step           (CsStmt        *stmt,
                                    gboolean      *row,
                                    GError       **error);

/**
 * cs_stmt_run:
 *
 * Steps a statement that gives no rows (or whose rows do not matter) to its end.
 */
gboolean    cs_stmt_run            (CsStmt        *stmt,
                                    GError       **error);
gint64      cs_stmt_get_int64      (CsStmt        *stmt,
                                    int            column);
const char *cs_stmt_get_text       (CsStmt        *stmt,
                                    int            column);
char       *cs_stmt_dup_text       (CsStmt        *stmt,
                                    int            column) G_GNUC_WARN_UNUSED_RESULT;
CsDigest    cs_stmt_get_digest     (CsStmt        *stmt,
                                    int            column);

/**
 * cs_stmt_get_bytes:
 *
 * Returns: (transfer none): a blob's bytes until the next step; %NULL where it is empty
 */
gconstpointer cs_stmt_get_bytes    (CsStmt        *stmt,
                                    int            column,
                                    gsize         *size);
gboolean    cs_stmt_is_null        (CsStmt        *stmt,
                                    int            column);

gint64      cs_db_get_last_id      (CsDb          *db);
gint64      cs_db_get_n_changed    (CsDb          *db);

/**
 * cs_txn_begin:
 *
 * A transaction that rolls back unless committed. Inside another one it is a savepoint.
 */
CsTxn      *cs_txn_begin           (CsDb          *db,
                                    GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_txn_commit:
 * @txn: (transfer full): freed in any case
 */
gboolean    cs_txn_commit          (CsTxn         *txn,
                                    GError       **error);
void        cs_txn_free            (CsTxn         *txn);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsDb, cs_db_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsStmt, cs_stmt_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsTxn, cs_txn_free)

G_END_DECLS
