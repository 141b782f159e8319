/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-db-private.h"
#include "cs-post-rows.h"
#include "cs-store-resources.h"

#define RESOURCE_FOLDER "/org/countersign/store/sql/"

/* In order; version n is reached by the n-th. A released file never changes. */
static const char * const migrations[] = {
  "0001-foundation.sql",
  "0002-search.sql",
  "0003-order.sql",
  "0004-no-replace.sql",
  "0005-sign-off.sql",
  "0006-composer.sql",
  "0007-networks.sql",
  "0008-rounds.sql",
};

int
cs_migrations_newest (void)
{
  return G_N_ELEMENTS (migrations);
}

/* In one snapshot: between two of these another program may be making the very same office. */
static gboolean
read_header (CsDb    *db,
             gint64  *application,
             gint64  *version,
             gint64  *n_things,
             GError **error)
{
  gboolean good;

  if (!cs_db_run_script (db, "BEGIN", error))
    return FALSE;

  good = cs_db_query_int64 (db, "SELECT count (*) FROM sqlite_schema", n_things, error) &&
         cs_db_query_int64 (db, "PRAGMA application_id", application, error) &&
         cs_db_query_int64 (db, "PRAGMA user_version", version, error);
  return cs_db_run_script (db, "ROLLBACK", good ? error : NULL) && good;
}

gboolean
cs_migrations_check (CsDb      *db,
                     gboolean  *fresh,
                     GError   **error)
{
  gint64 application = 0;
  gint64 version = 0;
  gint64 n_things = 0;

  if (!read_header (db, &application, &version, &n_things, error))
    return FALSE;

  *fresh = application == 0 && version == 0 && n_things == 0;
  if (*fresh)
    return TRUE;

  if (application != CS_DB_APPLICATION_ID)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_NOT_AN_OFFICE, "This is a database, but not an office");
      return FALSE;
    }

  if (version > cs_migrations_newest ())
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NEWER_SCHEMA,
                   "The schema is version %" G_GINT64_FORMAT ", newer than the known %d",
                   version, cs_migrations_newest ());
      return FALSE;
    }

  return TRUE;
}

static gboolean
run_file (CsDb        *db,
          int          number,
          GError     **error)
{
  g_autofree char *path = g_strconcat (RESOURCE_FOLDER, migrations[number], NULL);
  g_autofree char *ending = NULL;
  g_autoptr(GBytes) sql = NULL;

  /* The bytes of a resource end with a NUL behind their size. */
  sql = g_resource_lookup_data (cs_store_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (sql == NULL || !cs_db_run_script (db, g_bytes_get_data (sql, NULL), error))
    return FALSE;

  ending = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;",
                            CS_DB_APPLICATION_ID, number + 1);
  return cs_db_run_script (db, ending, error);
}

/* @again: (out): whether another one may follow */
static gboolean
run_next (CsDb      *db,
          gboolean  *again,
          GError   **error)
{
  gint64 version = 0;

  if (!cs_db_run_script (db, "BEGIN EXCLUSIVE", error))
    return FALSE;

  /* Only now: another program may have been faster. */
  if (cs_db_query_int64 (db, "PRAGMA user_version", &version, error) &&
      (version >= cs_migrations_newest () || run_file (db, (int) version, error)) &&
      cs_db_run_script (db, "COMMIT", error))
    {
      *again = version + 1 < cs_migrations_newest ();
      return TRUE;
    }

  g_prefix_error (error, "Bringing the schema to version %d: ", (int) version + 1);
  if (!sqlite3_get_autocommit (db->handle))
    sqlite3_exec (db->handle, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

gboolean
cs_migrations_run (CsDb    *db,
                   GError **error)
{
  gint64 version = 0;
  gint64 n_indexes = 0;
  gboolean again;

  if (!cs_db_query_int64 (db, "PRAGMA user_version", &version, error))
    return FALSE;

  again = version < cs_migrations_newest ();
  while (again)
    if (!run_next (db, &again, error))
      return FALSE;

  /* The search index is the one thing that may be missing: it is made from what is there. */
  if (!cs_db_query_int64 (db, "SELECT count (*) FROM sqlite_schema WHERE name = 'post_search'", &n_indexes, error))
    return FALSE;

  return n_indexes == 1 || cs_search_rows_rebuild (db, error);
}
