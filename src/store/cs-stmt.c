/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-db-private.h"

struct _CsStmt
{
  CsDb         *db;     /* borrowed */
  sqlite3_stmt *handle; /* owned */
  char         *sql;    /* as given; owned */
  gboolean      cached; /* belongs to db->statements */
  gboolean      in_use;
};

/* Copies a quoted part, from its opening quote to behind its closing one. */
static const char *
copy_quoted (GString    *out,
             const char *at)
{
  char quote = *at;

  do
    g_string_append_c (out, *at++);
  while (*at != '\0' && *at != quote);

  if (*at != '\0')
    g_string_append_c (out, *at++);

  return at;
}

char *
cs_stmt_rewrite (const char *sql)
{
  GString *out = g_string_sized_new (strlen (sql) + 1);
  const char *at = sql;

  while (*at != '\0')
    {
      if (*at == '\'' || *at == '"')
        at = copy_quoted (out, at);
      else if (at[0] == '$' && g_ascii_isdigit (at[1]))
        {
          g_string_append_c (out, '?');
          at++;
        }
      else
        g_string_append_c (out, *at++);
    }

  return g_string_free (out, FALSE);
}

static CsStmt *
compile (CsDb        *db,
         const char  *sql,
         gboolean     cached,
         GError     **error)
{
  g_autofree char *rewritten = cs_stmt_rewrite (sql);
  unsigned int flags = cached ? SQLITE_PREPARE_PERSISTENT : 0;
  sqlite3_stmt *handle = NULL;
  CsStmt *stmt;
  int code;

  code = sqlite3_prepare_v3 (db->handle, rewritten, -1, flags, &handle, NULL);
  if (code != SQLITE_OK)
    {
      cs_db_fail (db, code, sql, error);
      return NULL;
    }

  g_assert (handle != NULL);
  stmt = g_new0 (CsStmt, 1);
  stmt->db = db;
  stmt->handle = handle;
  stmt->sql = g_strdup (sql);
  stmt->cached = cached;
  return stmt;
}

CsStmt *
cs_db_prepare (CsDb        *db,
               const char  *sql,
               GError     **error)
{
  CsStmt *stmt;

  g_return_val_if_fail (db != NULL && sql != NULL, NULL);

  cs_db_claim (db);
  stmt = g_hash_table_lookup (db->statements, sql);
  if (stmt == NULL)
    {
      if (!(stmt = compile (db, sql, TRUE, error)))
        return NULL;

      g_hash_table_insert (db->statements, (gpointer) sql, stmt);
    }
  else if (stmt->in_use)
    {
      /* Asked for again while its rows are still being read. */
      if (!(stmt = compile (db, sql, FALSE, error)))
        return NULL;
    }

  g_assert (strcmp (stmt->sql, sql) == 0); /* not a literal */
  stmt->in_use = TRUE;
  return stmt;
}

void
cs_stmt_destroy (CsStmt *stmt)
{
  sqlite3_finalize (stmt->handle);
  g_free (stmt->sql);
  g_free (stmt);
}

void
cs_stmt_free (CsStmt *stmt)
{
  if (stmt == NULL)
    return;

  cs_db_claim (stmt->db);
  if (!stmt->cached)
    {
      cs_stmt_destroy (stmt);
      return;
    }

  sqlite3_reset (stmt->handle);
  sqlite3_clear_bindings (stmt->handle);
  stmt->in_use = FALSE;
}

/* Binding fails only by a mistake in the code (a parameter that is not there) or without memory. */
void
cs_stmt_bind_int64 (CsStmt *stmt,
                    int     parameter,
                    gint64  value)
{
  int code = sqlite3_bind_int64 (stmt->handle, parameter, value);

  g_assert (code == SQLITE_OK);
}

void
cs_stmt_bind_text (CsStmt     *stmt,
                   int         parameter,
                   const char *value)
{
  int code = sqlite3_bind_text (stmt->handle, parameter, value, -1, SQLITE_TRANSIENT);

  g_assert (code == SQLITE_OK || code == SQLITE_TOOBIG);
}

void
cs_stmt_bind_digest (CsStmt         *stmt,
                     int             parameter,
                     const CsDigest *value)
{
  int code = sqlite3_bind_blob (stmt->handle, parameter, value->bytes, CS_DIGEST_BYTES, SQLITE_TRANSIENT);

  g_assert (code == SQLITE_OK);
}

void
cs_stmt_bind_bytes (CsStmt        *stmt,
                    int            parameter,
                    gconstpointer  data,
                    gsize          size)
{
  int code;

  g_assert (size <= G_MAXINT);

  /* no address would be NULL, not an empty blob */
  code = sqlite3_bind_blob (stmt->handle, parameter, size > 0 ? data : "", (int) size, SQLITE_TRANSIENT);
  g_assert (code == SQLITE_OK || code == SQLITE_TOOBIG);
}

void
cs_stmt_bind_null (CsStmt *stmt,
                   int     parameter)
{
  int code = sqlite3_bind_null (stmt->handle, parameter);

  g_assert (code == SQLITE_OK);
}

gboolean
cs_stmt_step (CsStmt    *stmt,
              gboolean  *row,
              GError   **error)
{
  int code;

  cs_db_claim (stmt->db);
  code = sqlite3_step (stmt->handle);
  *row = code == SQLITE_ROW;
  if (code == SQLITE_ROW)
    return TRUE;

  if (code != SQLITE_DONE)
    cs_db_fail (stmt->db, code, stmt->sql, error);

  /* Ends the read or write at once, not when the statement is given back. */
  sqlite3_reset (stmt->handle);
  return code == SQLITE_DONE;
}

gboolean
cs_stmt_run (CsStmt  *stmt,
             GError **error)
{
  gboolean row = FALSE;

  do
    if (!cs_stmt_step (stmt, &row, error))
      return FALSE;
  while (row);

  return TRUE;
}

gint64
cs_stmt_get_int64 (CsStmt *stmt,
                   int     column)
{
  return sqlite3_column_int64 (stmt->handle, column);
}

const char *
cs_stmt_get_text (CsStmt *stmt,
                  int     column)
{
  const char *text = (const char *) sqlite3_column_text (stmt->handle, column);

  return text != NULL ? text : "";
}

char *
cs_stmt_dup_text (CsStmt *stmt,
                  int     column)
{
  return g_strdup (cs_stmt_get_text (stmt, column));
}

CsDigest
cs_stmt_get_digest (CsStmt *stmt,
                    int     column)
{
  const void *blob = sqlite3_column_blob (stmt->handle, column);
  CsDigest digest = { { 0 } };

  /* Anything of another size is no digest: it stays "none", which fits nothing. */
  if (blob != NULL && sqlite3_column_bytes (stmt->handle, column) == CS_DIGEST_BYTES)
    memcpy (digest.bytes, blob, CS_DIGEST_BYTES);

  return digest;
}

gsize
cs_stmt_get_size (CsStmt *stmt,
                  int     column)
{
  return (gsize) sqlite3_column_bytes (stmt->handle, column);
}

gconstpointer
cs_stmt_get_bytes (CsStmt *stmt,
                   int     column,
                   gsize  *size)
{
  gconstpointer bytes = sqlite3_column_blob (stmt->handle, column);

  *size = (gsize) sqlite3_column_bytes (stmt->handle, column);
  return bytes;
}

gboolean
cs_stmt_is_null (CsStmt *stmt,
                 int     column)
{
  return sqlite3_column_type (stmt->handle, column) == SQLITE_NULL;
}
