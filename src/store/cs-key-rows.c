/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-key-rows.h"
#include "cs-rows.h"

#define KEY_COLUMNS "id, person, public, sealed, made_at, ended_at, lost"
#define RENEWAL_COLUMNS "id, person, asked_by, asked_at, confirmed_by, confirmed_at, used_at"

void
cs_key_row_free (CsKeyRow *row)
{
  if (row == NULL)
    return;

  g_clear_pointer (&row->sealed, g_bytes_unref);
  g_free (row);
}

void
cs_second_factor_row_free (CsSecondFactorRow *row)
{
  if (row == NULL)
    return;

  g_clear_pointer (&row->sealed, g_bytes_unref);
  g_free (row);
}

static gpointer
read_key (CsStmt  *stmt,
          GError **error)
{
  g_autoptr(CsKeyRow) row = g_new0 (CsKeyRow, 1);
  gsize size = 0;
  gconstpointer bytes = cs_stmt_get_bytes (stmt, 2, &size);

  row->id = cs_stmt_get_int64 (stmt, 0);
  if (size != CS_PUBLIC_KEY_BYTES)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_CORRUPT, "Key %" G_GINT64_FORMAT " is no key", row->id);
      return NULL;
    }

  memcpy (row->public_key.bytes, bytes, size);
  row->person = cs_stmt_get_int64 (stmt, 1);
  bytes = cs_stmt_get_bytes (stmt, 3, &size);
  row->sealed = g_bytes_new (bytes, size);
  row->made_at = cs_stmt_get_int64 (stmt, 4);
  row->ended_at = cs_stmt_get_int64 (stmt, 5);
  row->lost = cs_stmt_get_int64 (stmt, 6) != 0;
  return g_steal_pointer (&row);
}

static void
bind_sealed (CsStmt *stmt,
             int     parameter,
             GBytes *sealed)
{
  gsize size = 0;
  gconstpointer data = sealed != NULL ? g_bytes_get_data (sealed, &size) : NULL;

  cs_stmt_bind_bytes (stmt, parameter, data, size);
}

gint64
cs_key_rows_add (CsDb            *db,
                 const CsKeyRow  *row,
                 GError         **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO keys (person, public, sealed, made_at) VALUES ($1, $2, $3, $4)", error)))
    return 0;

  cs_stmt_bind_int64 (stmt, 1, row->person);
  cs_stmt_bind_bytes (stmt, 2, row->public_key.bytes, CS_PUBLIC_KEY_BYTES);
  bind_sealed (stmt, 3, row->sealed);
  cs_stmt_bind_int64 (stmt, 4, row->made_at);
  return cs_rows_insert (db, stmt, "key", error);
}

CsKeyRow *
cs_key_rows_get (CsDb    *db,
                 gint64   id,
                 GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT " KEY_COLUMNS " FROM keys WHERE id = $1", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, id);
  return cs_rows_one (stmt, read_key, "key", id, error);
}

CsKeyRow *
cs_key_rows_latest_of (CsDb    *db,
                       gint64   person,
                       GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT " KEY_COLUMNS " FROM keys WHERE person = $1 ORDER BY id DESC LIMIT 1", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, person);
  return cs_rows_one (stmt, read_key, "key of person", person, error);
}

GPtrArray *
cs_key_rows_list (CsDb    *db,
                  gint64   person,
                  GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT " KEY_COLUMNS " FROM keys WHERE $1 = 0 OR person = $1 ORDER BY id", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, person);
  return cs_rows_collect (stmt, read_key, (GDestroyNotify) cs_key_row_free, error);
}

gboolean
cs_key_rows_seal_again (CsDb            *db,
                        const CsKeyRow  *was,
                        GBytes          *sealed,
                        GError         **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "UPDATE keys SET sealed = $1 WHERE id = $2 AND sealed = $3 AND ended_at = 0", error)))
    return FALSE;

  bind_sealed (stmt, 1, sealed);
  cs_stmt_bind_int64 (stmt, 2, was->id);
  bind_sealed (stmt, 3, was->sealed);
  return cs_rows_change_one (db, stmt, "key", was->id, CS_ERROR_CONFLICT, error);
}

gboolean
cs_key_rows_end (CsDb      *db,
                 gint64     id,
                 gint64     at,
                 gboolean   lost,
                 GError   **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "UPDATE keys SET ended_at = $1, lost = $2 WHERE id = $3 AND ended_at = 0", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, at);
  cs_stmt_bind_int64 (stmt, 2, lost ? 1 : 0);
  cs_stmt_bind_int64 (stmt, 3, id);
  return cs_rows_change_one (db, stmt, "key", id, CS_ERROR_CONFLICT, error);
}

static gpointer
read_renewal (CsStmt  *stmt,
              GError **error)
{
  CsKeyRenewalRow *row = g_new0 (CsKeyRenewalRow, 1);

  row->id = cs_stmt_get_int64 (stmt, 0);
  row->person = cs_stmt_get_int64 (stmt, 1);
  row->asked_by = cs_stmt_get_int64 (stmt, 2);
  row->asked_at = cs_stmt_get_int64 (stmt, 3);
  row->confirmed_by = cs_stmt_get_int64 (stmt, 4);
  row->confirmed_at = cs_stmt_get_int64 (stmt, 5);
  row->used_at = cs_stmt_get_int64 (stmt, 6);
  return row;
}

CsKeyRenewalRow *
cs_key_renewal_rows_open_of (CsDb    *db,
                             gint64   person,
                             GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT " RENEWAL_COLUMNS " FROM key_renewals WHERE person = $1 AND used_at = 0 "
                                                        "ORDER BY id DESC LIMIT 1",
                              error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, person);
  return cs_rows_one (stmt, read_renewal, "renewal of the key of person", person, error);
}

GPtrArray *
cs_key_renewal_rows_list_open (CsDb    *db,
                               GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT " RENEWAL_COLUMNS " FROM key_renewals WHERE used_at = 0 ORDER BY id", error)))
    return NULL;

  return cs_rows_collect (stmt, read_renewal, g_free, error);
}

GPtrArray *
cs_key_renewal_rows_list_waiting (CsDb    *db,
                                  gint64   now,
                                  gint64   every,
                                  GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT " RENEWAL_COLUMNS " FROM key_renewals "
                                                        "WHERE used_at = 0 AND confirmed_by IS NULL AND abs ($1 - reminded_at) >= $2 ORDER BY id",
                              error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, now);
  cs_stmt_bind_int64 (stmt, 2, every);
  return cs_rows_collect (stmt, read_renewal, g_free, error);
}

gboolean
cs_key_renewal_rows_set_reminded (CsDb    *db,
                                  gint64   id,
                                  gint64   now,
                                  GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "UPDATE key_renewals SET reminded_at = $1 WHERE id = $2", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, now);
  cs_stmt_bind_int64 (stmt, 2, id);
  return cs_rows_change_one (db, stmt, "renewal of a key", id, CS_ERROR_NOT_FOUND, error);
}

gint64
cs_key_renewal_rows_add (CsDb    *db,
                         gint64   person,
                         gint64   asked_by,
                         gint64   at,
                         GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "INSERT INTO key_renewals (person, asked_by, asked_at, reminded_at) VALUES ($1, $2, $3, $3)", error)))
    return 0;

  cs_stmt_bind_int64 (stmt, 1, person);
  cs_stmt_bind_int64 (stmt, 2, asked_by);
  cs_stmt_bind_int64 (stmt, 3, at);
  return cs_rows_insert (db, stmt, "renewal of a key", error);
}

gboolean
cs_key_renewal_rows_confirm (CsDb    *db,
                             gint64   id,
                             gint64   confirmed_by,
                             gint64   at,
                             GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "UPDATE key_renewals SET confirmed_by = $1, confirmed_at = $2 "
                              "WHERE id = $3 AND confirmed_by IS NULL",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, confirmed_by);
  cs_stmt_bind_int64 (stmt, 2, at);
  cs_stmt_bind_int64 (stmt, 3, id);
  return cs_rows_change_one (db, stmt, "renewal of a key", id, CS_ERROR_CONFLICT, error);
}

gboolean
cs_key_renewal_rows_use (CsDb    *db,
                         gint64   id,
                         gint64   at,
                         GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "UPDATE key_renewals SET used_at = $1 "
                              "WHERE id = $2 AND used_at = 0 AND confirmed_by IS NOT NULL",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, at);
  cs_stmt_bind_int64 (stmt, 2, id);
  return cs_rows_change_one (db, stmt, "renewal of a key", id, CS_ERROR_CONFLICT, error);
}

static gpointer
read_second_factor (CsStmt  *stmt,
                    GError **error)
{
  CsSecondFactorRow *row = g_new0 (CsSecondFactorRow, 1);
  gsize size = 0;
  gconstpointer bytes = cs_stmt_get_bytes (stmt, 0, &size);

  if (size > 0)
    row->sealed = g_bytes_new (bytes, size);
  row->last_code = cs_stmt_get_int64 (stmt, 1);
  return row;
}

CsSecondFactorRow *
cs_second_factor_rows_get (CsDb    *db,
                           gint64   person,
                           GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT second_factor, last_code FROM people WHERE id = $1", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, person);
  return cs_rows_one (stmt, read_second_factor, "person", person, error);
}

gboolean
cs_second_factor_rows_set (CsDb    *db,
                           gint64   person,
                           GBytes  *sealed,
                           GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "UPDATE people SET second_factor = $1 WHERE id = $2", error)))
    return FALSE;

  bind_sealed (stmt, 1, sealed);
  cs_stmt_bind_int64 (stmt, 2, person);
  return cs_rows_change_one (db, stmt, "person", person, CS_ERROR_NOT_FOUND, error);
}

gboolean
cs_second_factor_rows_use (CsDb    *db,
                           gint64   person,
                           gint64   step,
                           GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "UPDATE people SET last_code = $1 WHERE id = $2 AND last_code < $1", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, step);
  cs_stmt_bind_int64 (stmt, 2, person);
  return cs_rows_change_one (db, stmt, "person", person, CS_ERROR_CONFLICT, error);
}
