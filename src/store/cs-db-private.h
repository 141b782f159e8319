/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "cs-db.h"

G_BEGIN_DECLS

/* Seen only by the files of this folder that speak to sqlite3 itself. */
struct _CsDb
{
  sqlite3    *handle;     /* owned */
  char       *path;       /* owned */
  CsDbMode    mode;
  GHashTable *statements; /* address of the SQL -> CsStmt; owned */
  GThread    *thread;     /* the one that used it first, borrowed; NULL = none yet */
  guint       depth;      /* of open CsTxn */
};

/* Sets @error from what sqlite3 said last and returns FALSE. */
gboolean    cs_db_fail             (CsDb          *db,
                                    int            code,
                                    const char    *doing,
                                    GError       **error);

/* For reading, also of an earlier version than today's: a backup. */
CsDb       *cs_db_open_any_version (const char    *path,
                                    GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/* Makes the calling thread the connection's own, or fails an assertion if another one is. */
void        cs_db_claim            (CsDb          *db);

/* Runs a script of several statements without parameters. */
gboolean    cs_db_run_script       (CsDb          *db,
                                    const char    *sql,
                                    GError       **error);

/* Runs a statement whose first column of the first row is a number. */
gboolean    cs_db_query_int64      (CsDb          *db,
                                    const char    *sql,
                                    gint64        *value,
                                    GError       **error);

/* Rises whenever another connection has committed. */
gboolean    cs_db_get_data_version (CsDb          *db,
                                    gint64        *version,
                                    GError       **error);

/* Whether sqlite3 itself took back the open transaction (disk full, I/O error). */
gboolean    cs_db_lost_transaction (CsDb          *db);

/* $n becomes ?n: sqlite3 numbers $2, $1 by their appearance. */
char       *cs_stmt_rewrite        (const char    *sql) G_GNUC_WARN_UNUSED_RESULT;
void        cs_stmt_destroy        (CsStmt        *stmt);

/* Of a text or blob, in bytes */
gsize       cs_stmt_get_size       (CsStmt        *stmt,
                                    int            column);

/* cs-migrations.c: up to the newest version; refuses newer ones and what is not an office. */
gboolean    cs_migrations_check    (CsDb          *db,
                                    gboolean      *fresh,
                                    GError       **error);
gboolean    cs_migrations_run      (CsDb          *db,
                                    GError       **error);
int         cs_migrations_newest   (void);

/* cs-tokenizer.c: makes the tokenizer "countersign" known to @db. */
gboolean    cs_tokenizer_register  (CsDb          *db,
                                    GError       **error);

G_END_DECLS
