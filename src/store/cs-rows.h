/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db.h"

G_BEGIN_DECLS

/* What the row files share. Private to the store. */

/* Sets CS_ERROR_NOT_FOUND: "No @what 17". */
void      cs_rows_not_found  (const char  *what,
                              gint64       id,
                              GError     **error);

/* Sets CS_ERROR_CORRUPT: a column holds a word that no enum has. */
gboolean  cs_rows_check_nick (gboolean     known,
                              const char  *what,
                              const char  *nick,
                              GError     **error);

/* 0 is stored as NULL. */
void      cs_rows_bind_id    (CsStmt      *stmt,
                              int          parameter,
                              gint64       id);

/* Runs an insert and gives the new id, or 0. */
gint64    cs_rows_insert     (CsDb        *db,
                              CsStmt      *stmt,
                              const char  *what,
                              GError     **error);

/* Runs an update that must change exactly one row; else @code is set. */
gboolean  cs_rows_change_one (CsDb        *db,
                              CsStmt      *stmt,
                              const char  *what,
                              gint64       id,
                              CsError      code,
                              GError     **error);

typedef gpointer (*CsRowsRead) (CsStmt *stmt, GError **error);

/* All rows of @stmt as an array that owns them, or NULL. */
GPtrArray *cs_rows_collect   (CsStmt         *stmt,
                              CsRowsRead      read,
                              GDestroyNotify  free_row,
                              GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* The one row of @stmt, or NULL with CS_ERROR_NOT_FOUND. */
gpointer   cs_rows_one       (CsStmt         *stmt,
                              CsRowsRead      read,
                              const char     *what,
                              gint64          id,
                              GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: (transfer full): for LIKE … ESCAPE '\\' over lower (): anything that holds the words of @search; "" for none */
char      *cs_rows_make_pattern (const char   *search) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
