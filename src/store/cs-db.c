/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "cs-db-private.h"

/* How long a statement waits for another program's lock. */
#define BUSY_TIMEOUT_MS 10000

#define APPLY_WRITER \
  "PRAGMA synchronous = FULL;" \
  "PRAGMA foreign_keys = ON;" \
  "PRAGMA temp_store = MEMORY;" \
  "PRAGMA cache_size = -32768;"
#define APPLY_READER \
  "PRAGMA query_only = ON;" \
  "PRAGMA foreign_keys = ON;" \
  "PRAGMA temp_store = MEMORY;" \
  "PRAGMA cache_size = -32768;"

struct _CsTxn
{
  CsDb  *db;    /* borrowed */
  guint  level; /* 1 = the outermost */
};

static int
code_for_system_error (int number)
{
  if (number == ENOSPC || number == EDQUOT || number == EFBIG)
    return CS_ERROR_NO_SPACE;

  if (number == EROFS || number == EACCES || number == EPERM)
    return CS_ERROR_READ_ONLY;

  return CS_ERROR_FAILED;
}

/* sqlite3 tells a full disk apart, but not a quota or a limit; what the system said is kept with the file. */
static int
code_for_write_failure (sqlite3 *handle)
{
  int code = code_for_system_error (sqlite3_system_errno (handle));
  sqlite3_file *file = NULL;
  int number = 0;

  if (code == CS_ERROR_FAILED &&
      sqlite3_file_control (handle, "main", SQLITE_FCNTL_LAST_ERRNO, &number) == SQLITE_OK)
    code = code_for_system_error (number);

  if (code == CS_ERROR_FAILED &&
      sqlite3_file_control (handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &file) == SQLITE_OK &&
      file != NULL && file->pMethods != NULL &&
      file->pMethods->xFileControl (file, SQLITE_FCNTL_LAST_ERRNO, &number) == SQLITE_OK)
    code = code_for_system_error (number);

  return code;
}

static int
code_for_constraint (int extended)
{
  if (extended == SQLITE_CONSTRAINT_UNIQUE ||
      extended == SQLITE_CONSTRAINT_PRIMARYKEY ||
      extended == SQLITE_CONSTRAINT_ROWID)
    return CS_ERROR_CONFLICT;

  /* A guard of the schema said no: nothing that a caller could treat. */
  if (extended == SQLITE_CONSTRAINT_TRIGGER)
    return CS_ERROR_FAILED;

  return CS_ERROR_INVALID;
}

static int
code_for (sqlite3 *handle,
          int      extended)
{
  switch (extended & 0xff)
    {
    case SQLITE_FULL:
      return CS_ERROR_NO_SPACE;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      {
        int code = code_for_system_error (sqlite3_system_errno (handle));

        return code == CS_ERROR_NO_SPACE ? CS_ERROR_NO_SPACE : CS_ERROR_READ_ONLY;
      }
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return CS_ERROR_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return CS_ERROR_CORRUPT;
    case SQLITE_CONSTRAINT:
      return code_for_constraint (extended);
    case SQLITE_TOOBIG:
      return CS_ERROR_TOO_LARGE;
    case SQLITE_IOERR:
      return code_for_write_failure (handle);
    default:
      return CS_ERROR_FAILED;
    }
}

gboolean
cs_db_fail (CsDb        *db,
            int          code,
            const char  *doing,
            GError     **error)
{
  int extended = sqlite3_extended_errcode (db->handle);

  /* The handle knows more, unless it speaks of something later. */
  if ((extended & 0xff) != (code & 0xff))
    extended = code;

  g_set_error (error, CS_ERROR, code_for (db->handle, extended), "%s: %s (%d)",
               doing, sqlite3_errmsg (db->handle), extended);
  return FALSE;
}

void
cs_db_claim (CsDb *db)
{
  if (db->thread == NULL)
    db->thread = g_thread_self ();

  g_assert (db->thread == g_thread_self ());
}

gboolean
cs_db_run_script (CsDb        *db,
                  const char  *sql,
                  GError     **error)
{
  int code = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || cs_db_fail (db, code, "Running a script", error);
}

gboolean
cs_db_query_int64 (CsDb        *db,
                   const char  *sql,
                   gint64      *value,
                   GError     **error)
{
  sqlite3_stmt *statement = NULL;
  int code;

  code = sqlite3_prepare_v2 (db->handle, sql, -1, &statement, NULL);
  if (code == SQLITE_OK && (code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      *value = sqlite3_column_int64 (statement, 0);
      code = SQLITE_OK;
    }
  else if (code == SQLITE_DONE)
    {
      *value = 0;
      code = SQLITE_OK;
    }

  if (code != SQLITE_OK)
    cs_db_fail (db, code, "Asking for a number", error);

  sqlite3_finalize (statement);
  return code == SQLITE_OK;
}

gboolean
cs_db_get_data_version (CsDb    *db,
                        gint64  *version,
                        GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row = FALSE;

  if (!(stmt = cs_db_prepare (db, "PRAGMA data_version", error)) ||
      !cs_stmt_step (stmt, &row, error))
    return FALSE;

  *version = row ? cs_stmt_get_int64 (stmt, 0) : 0;
  return TRUE;
}

/* Two programs that open a new office at once: changing the journal mode does not wait for the busy time-out by itself. */
static gboolean
turn_on_wal (CsDb    *db,
             GError **error)
{
  gint64 deadline = g_get_monotonic_time () + BUSY_TIMEOUT_MS * G_TIME_SPAN_MILLISECOND;
  int code;

  while ((code = sqlite3_exec (db->handle, "PRAGMA journal_mode = WAL", NULL, NULL, NULL)) != SQLITE_OK)
    {
      if ((code & 0xff) != SQLITE_BUSY || g_get_monotonic_time () > deadline)
        return cs_db_fail (db, code, "Turning on write-ahead logging", error);

      g_usleep (5000);
    }

  return TRUE;
}

static gboolean
prepare_writer (CsDb    *db,
                GError **error)
{
  gboolean fresh = FALSE;

  if (sqlite3_db_readonly (db->handle, "main") == 1)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_READ_ONLY, "The database cannot be written");
      return FALSE;
    }

  return cs_migrations_check (db, &fresh, error) &&
         turn_on_wal (db, error) &&
         cs_db_run_script (db, APPLY_WRITER, error) &&
         cs_migrations_run (db, error);
}

/* @oldest: the earliest version that is good enough */
static gboolean
prepare_reader (CsDb    *db,
                int      oldest,
                GError **error)
{
  gboolean fresh = FALSE;
  gint64 version = 0;

  if (!cs_migrations_check (db, &fresh, error) ||
      !cs_db_query_int64 (db, "PRAGMA user_version", &version, error))
    return FALSE;

  if (fresh || version < oldest)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID,
                           fresh ? "The database is empty, not an office"
                                 : "The database is of an earlier version and must be opened for writing first");
      return FALSE;
    }

  return cs_db_run_script (db, APPLY_READER, error);
}

/* A reader needs the shared memory file beside the database. On a medium that cannot be written it cannot be made; such a database does
 * not change either, so it is read as it lies there if no write-ahead log is waiting. */
static char *
choose_name (const char *path,
             CsDbMode    mode)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autofree char *address = NULL;

  if (mode == CS_DB_WRITE || faccessat (AT_FDCWD, folder, W_OK, AT_EACCESS) == 0 || g_file_test (log, G_FILE_TEST_EXISTS))
    return g_strdup (path);

  address = g_filename_to_uri (path, NULL, NULL);
  return address != NULL ? g_strconcat (address, "?immutable=1", NULL) : g_strdup (path);
}

static gboolean
open_handle (CsDb    *db,
             GError **error)
{
  g_autofree char *name = choose_name (db->path, db->mode);
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI;
  int code;

  flags |= db->mode == CS_DB_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  code = sqlite3_open_v2 (name, &db->handle, flags, NULL);
  if (db->handle == NULL)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_FAILED, "Opening the database: no memory");
      return FALSE;
    }

  if (code != SQLITE_OK)
    return cs_db_fail (db, code, "Opening the database", error);

  sqlite3_busy_timeout (db->handle, BUSY_TIMEOUT_MS);
  /* Nothing may write the schema or an index's own tables behind the program's back. */
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  return cs_tokenizer_register (db, error);
}

static CsDb *
open_path (const char  *path,
           CsDbMode     mode,
           int          oldest,
           GError     **error)
{
  g_autoptr(CsDb) db = g_new0 (CsDb, 1);

  db->path = g_canonicalize_filename (path, NULL);
  db->mode = mode;
  db->statements = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL,
                                          (GDestroyNotify) cs_stmt_destroy);

  if (mode == CS_DB_READ && !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "There is no database “%s”", path);
      return NULL;
    }

  if (!open_handle (db, error) ||
      !(mode == CS_DB_WRITE ? prepare_writer (db, error) : prepare_reader (db, oldest, error)))
    {
      g_prefix_error (error, "Database “%s”: ", path);
      return NULL;
    }

  db->thread = NULL; /* whoever works with it from now on owns it */
  return g_steal_pointer (&db);
}

CsDb *
cs_db_open (const char  *path,
            CsDbMode     mode,
            GError     **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return open_path (path, mode, cs_migrations_newest (), error);
}

CsDb *
cs_db_open_any_version (const char  *path,
                        GError     **error)
{
  return open_path (path, CS_DB_READ, 1, error);
}

void
cs_db_free (CsDb *db)
{
  if (db == NULL)
    return;

  g_clear_pointer (&db->statements, g_hash_table_unref);
  if (db->handle != NULL && sqlite3_close (db->handle) != SQLITE_OK)
    g_critical ("A database was closed while a statement was still in use");

  g_free (db->path);
  g_free (db);
}

gint64
cs_db_get_last_id (CsDb *db)
{
  cs_db_claim (db);
  return sqlite3_last_insert_rowid (db->handle);
}

gint64
cs_db_get_n_changed (CsDb *db)
{
  cs_db_claim (db);
  return sqlite3_changes64 (db->handle);
}

gboolean
cs_db_lost_transaction (CsDb *db)
{
  return db->depth > 0 && sqlite3_get_autocommit (db->handle);
}

static gboolean
run (CsDb        *db,
     const char  *sql,
     GError     **error)
{
  g_autoptr(CsStmt) stmt = cs_db_prepare (db, sql, error);

  return stmt != NULL && cs_stmt_run (stmt, error);
}

CsTxn *
cs_txn_begin (CsDb    *db,
              GError **error)
{
  CsTxn *txn;
  const char *sql;

  cs_db_claim (db);
  if (cs_db_lost_transaction (db))
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_FAILED, "The transaction around this one is lost");
      return NULL;
    }

  if (db->depth > 0)
    sql = "SAVEPOINT inner_txn";
  else if (db->mode == CS_DB_WRITE)
    sql = "BEGIN IMMEDIATE";
  else
    sql = "BEGIN";

  if (!run (db, sql, error))
    {
      g_prefix_error (error, "Beginning a transaction: ");
      return NULL;
    }

  txn = g_new0 (CsTxn, 1);
  txn->db = db;
  txn->level = ++db->depth;
  return txn;
}

gboolean
cs_txn_commit (CsTxn   *txn,
               GError **error)
{
  CsDb *db;

  g_return_val_if_fail (txn != NULL, FALSE);

  db = txn->db;
  cs_db_claim (db);
  g_assert (txn->level == db->depth);

  if (cs_db_lost_transaction (db))
    g_set_error_literal (error, CS_ERROR, CS_ERROR_FAILED, "The transaction was taken back by the database");
  else if (run (db, txn->level > 1 ? "RELEASE inner_txn" : "COMMIT", error))
    {
      db->depth--;
      g_free (txn);
      return TRUE;
    }

  g_prefix_error (error, "Committing: ");
  cs_txn_free (txn);
  return FALSE;
}

void
cs_txn_free (CsTxn *txn)
{
  g_autoptr(GError) error = NULL;
  CsDb *db;

  if (txn == NULL)
    return;

  db = txn->db;
  cs_db_claim (db);
  g_assert (txn->level == db->depth);

  if (!cs_db_lost_transaction (db))
    {
      gboolean done = txn->level > 1 ? run (db, "ROLLBACK TO inner_txn", &error) &&
                      run (db, "RELEASE inner_txn", &error)
                                     : run (db, "ROLLBACK", &error);

      /* Whatever the reason, an open remainder of it must never be committed by the next one. */
      if (!done && !sqlite3_get_autocommit (db->handle))
        sqlite3_exec (db->handle, "ROLLBACK", NULL, NULL, NULL);
    }

  db->depth--;
  g_free (txn);
}
