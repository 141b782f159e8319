/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <string.h>

#include <glib/gstdio.h>

#include "cs-backup.h"
#include "cs-db-private.h"
#include "cs-files.h"
#include "cs-journal-rows.h"
#include "cs-media-files.h"
#include "cs-post-rows.h"

/* Pages between two looks at the cancellable: 4 MiB */
#define PAGES_A_STEP 1024

/* How much of the whole the database is taken to be */
#define DATABASE_SHARE 0.5

typedef struct
{
  CsProgress    progress;    /* or NULL */
  gpointer      user_data;
  GCancellable *cancellable; /* borrowed, or NULL */
} Watch;

static gboolean
go_on (const Watch  *watch,
       double        done,
       GError      **error)
{
  if (watch->progress != NULL)
    watch->progress (done, watch->user_data);

  return !g_cancellable_set_error_if_cancelled (watch->cancellable, error);
}

static gboolean
run_backup (CsDb            *from,
            sqlite3_backup  *backup,
            const Watch     *watch,
            GError         **error)
{
  int code;

  while ((code = sqlite3_backup_step (backup, PAGES_A_STEP)) == SQLITE_OK ||
         code == SQLITE_BUSY || code == SQLITE_LOCKED)
    {
      int n_pages = sqlite3_backup_pagecount (backup);
      int n_left = sqlite3_backup_remaining (backup);

      if (code != SQLITE_OK)
        g_usleep (10000);

      if (!go_on (watch, DATABASE_SHARE * (n_pages - n_left) / MAX (n_pages, 1), error))
        return FALSE;
    }

  return code == SQLITE_DONE || cs_db_fail (from, code, "Copying the database", error);
}

/* The copy holds one moment of @from, which others may go on writing: the read transaction keeps that moment. */
static gboolean
copy_database (CsDb         *from,
               const char   *path,
               const Watch  *watch,
               GError      **error)
{
  g_autoptr(CsTxn) txn = NULL;
  sqlite3 *to = NULL;
  sqlite3_backup *backup = NULL;
  gint64 unused = 0;
  gboolean done = FALSE;

  if (!(txn = cs_txn_begin (from, error)) ||
      !cs_db_query_int64 (from, "SELECT count (*) FROM office", &unused, error))
    return FALSE;

  if (sqlite3_open_v2 (path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) == SQLITE_OK)
    backup = sqlite3_backup_init (to, "main", from->handle, "main");

  if (backup != NULL)
    {
      done = run_backup (from, backup, watch, error);
      if (sqlite3_backup_finish (backup) != SQLITE_OK && done)
        done = cs_files_fail (ENOSPC, "Writing", path, error);
    }
  else
    cs_files_fail (sqlite3_system_errno (to), "Making", path, error);

  /* One file that can be read anywhere, also from a medium that cannot be written. */
  if (done && sqlite3_exec (to, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) != SQLITE_OK)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_FAILED, "Closing “%s”: %s", path, sqlite3_errmsg (to));
      done = FALSE;
    }

  sqlite3_close (to);
  return done;
}

static gboolean
check_database (CsDb    *db,
                GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row = FALSE;

  if (!(stmt = cs_db_prepare (db, "PRAGMA integrity_check (1)", error)) || !cs_stmt_step (stmt, &row, error))
    return FALSE;

  if (row && strcmp (cs_stmt_get_text (stmt, 0), "ok") == 0)
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_CORRUPT, "The copied database is damaged: %s", cs_stmt_get_text (stmt, 0));
  return FALSE;
}

static gboolean
copy_medium (const char      *from,
             const char      *to,
             const CsDigest  *digest,
             GError         **error)
{
  g_autoptr(GBytes) bytes = NULL;
  CsDigest written;

  /* Read again from the copy: what was written is what was meant. */
  return (bytes = cs_media_files_map (from, digest, error)) &&
         cs_media_files_put (to, bytes, &written, error) &&
         cs_media_files_check (to, digest, NULL, error);
}

static gboolean
copy_media (CsDb         *db,
            const char   *from,
            const char   *to,
            const Watch  *watch,
            GError      **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gint64 n_media = 0;
  gint64 n_done = 0;
  gboolean row = FALSE;

  if (!cs_db_query_int64 (db, "SELECT count (*) FROM media", &n_media, error) ||
      !(stmt = cs_db_prepare (db, "SELECT digest FROM media ORDER BY digest", error)))
    return FALSE;

  while (TRUE)
    {
      CsDigest digest;

      if (!cs_stmt_step (stmt, &row, error))
        return FALSE;

      if (!row)
        return TRUE;

      digest = cs_stmt_get_digest (stmt, 0);
      if (!copy_medium (from, to, &digest, error) ||
          !go_on (watch, DATABASE_SHARE + (1 - DATABASE_SHARE) * ++n_done / n_media, error))
        return FALSE;
    }
}

/* A medium that a broken office lacks is a defect of that office: a copy that pretended to be whole would be worse than none. */
static gboolean
make_copy (const char   *from,
           const char   *to,
           const Watch  *watch,
           GError      **error)
{
  g_autofree char *from_path = g_build_filename (from, "office.db", NULL);
  g_autofree char *to_path = g_build_filename (to, "office.db", NULL);
  g_autofree char *to_media = g_build_filename (to, "media", NULL);
  g_autoptr(CsDb) source = NULL;
  g_autoptr(CsDb) copy = NULL;

  return cs_files_make_folder (to_media, error) &&
         (source = cs_db_open_any_version (from_path, error)) &&
         copy_database (source, to_path, watch, error) &&
         (copy = cs_db_open_any_version (to_path, error)) &&
         check_database (copy, error) &&
         copy_media (copy, from, to, watch, error);
}

/* The schema of today, a new search index, and the fact in the journal */
static gboolean
bring_to_life (const char  *folder,
               GError     **error)
{
  g_autofree char *path = g_build_filename (folder, "office.db", NULL);
  g_autoptr(CsDb) db = NULL;
  g_autoptr(CsTxn) txn = NULL;
  gint64 n_entries = 0;

  if (!(db = cs_db_open (path, CS_DB_WRITE, error)) ||
      !(txn = cs_txn_begin (db, error)) ||
      !cs_search_rows_rebuild (db, error) ||
      !cs_db_query_int64 (db, "SELECT count (*) FROM journal", &n_entries, error))
    return FALSE;

  if (n_entries > 0 &&
      cs_journal_rows_append (db, g_get_real_time (), 0, 0, CS_JOURNAL_RESTORED, "{}", error) == 0)
    return FALSE;

  return cs_txn_commit (g_steal_pointer (&txn), error);
}

static gboolean
move_into_place (const char  *from,
                 const char  *to,
                 GError     **error)
{
  g_autofree char *parent = g_path_get_dirname (to);

  /* An empty folder at @to is replaced by this. */
  if (g_rename (from, to) != 0)
    return cs_files_fail (errno, "Moving the copy to", to, error);

  return cs_files_sync_folder (to, error) && cs_files_sync_folder (parent, error);
}

/* Everything is made in a folder beside @to and moved there when it is whole. */
static gboolean
copy_office (const char   *from,
             const char   *to,
             gboolean      restore,
             const Watch  *watch,
             GError      **error)
{
  g_autofree char *target = g_canonicalize_filename (to, NULL);
  g_autofree char *parent = g_path_get_dirname (target);
  g_autofree char *partial = g_strconcat (target, ".partial-XXXXXX", NULL);

  if (!cs_files_is_free (target))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is not an empty folder", target);
      return FALSE;
    }

  if (!cs_files_make_folder (parent, error))
    return FALSE;

  if (g_mkdtemp_full (partial, 0700) == NULL)
    return cs_files_fail (errno, "Making a folder in", parent, error);

  if (make_copy (from, partial, watch, error) &&
      (!restore || bring_to_life (partial, error)) &&
      move_into_place (partial, target, error))
    return TRUE;

  cs_files_remove_tree (partial);
  return FALSE;
}

gboolean
cs_backup_make (const char    *folder,
                const char    *to,
                CsProgress     progress,
                gpointer       user_data,
                GCancellable  *cancellable,
                GError       **error)
{
  Watch watch = { progress, user_data, cancellable };

  g_return_val_if_fail (folder != NULL && to != NULL, FALSE);

  if (copy_office (folder, to, FALSE, &watch, error))
    return TRUE;

  g_prefix_error (error, "Backing up “%s”: ", folder);
  return FALSE;
}

gboolean
cs_backup_restore (const char    *from,
                   const char    *folder,
                   CsProgress     progress,
                   gpointer       user_data,
                   GCancellable  *cancellable,
                   GError       **error)
{
  Watch watch = { progress, user_data, cancellable };

  g_return_val_if_fail (from != NULL && folder != NULL, FALSE);

  if (copy_office (from, folder, TRUE, &watch, error))
    return TRUE;

  g_prefix_error (error, "Restoring “%s”: ", from);
  return FALSE;
}
