/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-office-rows.h"
#include "cs-rows.h"

#define PERSON_COLUMNS \
  "id, login, name, roles, section, password, failures, locked_until, retired_at"
#define ACCOUNT_COLUMNS \
  "id, network, address, handle, name, colour, limits, limits_at, health, retired_at, remote_id, " \
  "login_ends_at, access, login_warn_at, avatar, look_at"

void
cs_office_row_free (CsOfficeRow *row)
{
  if (row == NULL)
    return;

  g_free (row->uid);
  g_free (row->name);
  g_free (row->language);
  g_free (row->zone);
  g_free (row);
}

void
cs_section_row_free (CsSectionRow *row)
{
  if (row == NULL)
    return;

  g_free (row->name);
  g_free (row);
}

void
cs_person_row_free (CsPersonRow *row)
{
  if (row == NULL)
    return;

  g_free (row->login);
  g_free (row->name);
  g_free (row->password);
  g_free (row);
}

void
cs_account_row_free (CsAccountRow *row)
{
  if (row == NULL)
    return;

  g_free (row->address);
  g_free (row->handle);
  g_free (row->name);
  g_free (row->colour);
  g_free (row->limits);
  g_free (row->health);
  g_free (row->remote_id);
  g_free (row->access);
  g_free (row);
}

static gpointer
read_office (CsStmt  *stmt,
             GError **error)
{
  CsOfficeRow *row = g_new0 (CsOfficeRow, 1);

  row->uid = cs_stmt_dup_text (stmt, 0);
  row->name = cs_stmt_dup_text (stmt, 1);
  row->language = cs_stmt_dup_text (stmt, 2);
  row->zone = cs_stmt_dup_text (stmt, 3);
  row->practice = cs_stmt_get_int64 (stmt, 4) != 0;
  row->route = cs_stmt_get_int64 (stmt, 5);
  row->made_at = cs_stmt_get_int64 (stmt, 6);
  row->emergency_route = cs_stmt_get_int64 (stmt, 7);
  row->sign_again_after = cs_stmt_get_int64 (stmt, 8);
  row->unsigned_until = cs_stmt_get_int64 (stmt, 9);
  return row;
}

static gpointer
read_section (CsStmt  *stmt,
              GError **error)
{
  CsSectionRow *row = g_new0 (CsSectionRow, 1);

  row->id = cs_stmt_get_int64 (stmt, 0);
  row->name = cs_stmt_dup_text (stmt, 1);
  row->retired_at = cs_stmt_get_int64 (stmt, 2);
  return row;
}

static gpointer
read_person (CsStmt  *stmt,
             GError **error)
{
  CsPersonRow *row = g_new0 (CsPersonRow, 1);

  row->id = cs_stmt_get_int64 (stmt, 0);
  row->login = cs_stmt_dup_text (stmt, 1);
  row->name = cs_stmt_dup_text (stmt, 2);
  row->roles = (CsRoles) cs_stmt_get_int64 (stmt, 3);
  row->section = cs_stmt_get_int64 (stmt, 4);
  row->password = cs_stmt_dup_text (stmt, 5);
  row->failures = (int) cs_stmt_get_int64 (stmt, 6);
  row->locked_until = cs_stmt_get_int64 (stmt, 7);
  row->retired_at = cs_stmt_get_int64 (stmt, 8);
  return row;
}

static gpointer
read_account (CsStmt  *stmt,
              GError **error)
{
  g_autoptr(CsAccountRow) row = g_new0 (CsAccountRow, 1);
  const char *network = cs_stmt_get_text (stmt, 1);

  if (!cs_rows_check_nick (cs_network_kind_from_nick (network, &row->network), "network", network, error))
    return NULL;

  row->id = cs_stmt_get_int64 (stmt, 0);
  row->address = cs_stmt_dup_text (stmt, 2);
  row->handle = cs_stmt_dup_text (stmt, 3);
  row->name = cs_stmt_dup_text (stmt, 4);
  row->colour = cs_stmt_dup_text (stmt, 5);
  row->limits = cs_stmt_dup_text (stmt, 6);
  row->limits_at = cs_stmt_get_int64 (stmt, 7);
  row->health = cs_stmt_dup_text (stmt, 8);
  row->retired_at = cs_stmt_get_int64 (stmt, 9);
  row->remote_id = cs_stmt_dup_text (stmt, 10);
  row->login_ends_at = cs_stmt_get_int64 (stmt, 11);
  row->access = cs_stmt_dup_text (stmt, 12);
  row->login_warn_at = cs_stmt_get_int64 (stmt, 13);
  row->avatar = cs_stmt_get_digest (stmt, 14);
  row->look_at = cs_stmt_get_int64 (stmt, 15);
  return g_steal_pointer (&row);
}

CsOfficeRow *
cs_office_rows_get (CsDb    *db,
                    GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT uid, name, language, zone, practice, route, made_at, emergency_route, sign_again_after, "
                              "unsigned_until FROM office WHERE id = 1",
                              error)))
    return NULL;

  return cs_rows_one (stmt, read_office, "office", 1, error);
}

gboolean
cs_office_rows_set (CsDb              *db,
                    const CsOfficeRow *row,
                    GError           **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  /* Neither its identity nor whether it is for practice ever changes. */
  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO office (id, uid, name, language, zone, practice, route, made_at, emergency_route, "
                              "sign_again_after) "
                              "VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, CASE $9 WHEN 0 THEN 900 ELSE $9 END) "
                              "ON CONFLICT (id) DO UPDATE SET name = excluded.name, language = excluded.language, "
                              "zone = excluded.zone, route = excluded.route, emergency_route = excluded.emergency_route, "
                              "sign_again_after = excluded.sign_again_after",
                              error)))
    return FALSE;

  cs_stmt_bind_text (stmt, 1, row->uid);
  cs_stmt_bind_text (stmt, 2, row->name);
  cs_stmt_bind_text (stmt, 3, row->language);
  cs_stmt_bind_text (stmt, 4, row->zone);
  cs_stmt_bind_int64 (stmt, 5, row->practice ? 1 : 0);
  cs_stmt_bind_int64 (stmt, 6, row->route);
  cs_stmt_bind_int64 (stmt, 7, row->made_at);
  cs_stmt_bind_int64 (stmt, 8, row->emergency_route);
  cs_stmt_bind_int64 (stmt, 9, row->sign_again_after);
  return cs_stmt_run (stmt, error);
}

GPtrArray *
cs_section_rows_list (CsDb    *db,
                      GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT id, name, retired_at FROM sections ORDER BY id", error)))
    return NULL;

  return cs_rows_collect (stmt, read_section, (GDestroyNotify) cs_section_row_free, error);
}

gint64
cs_section_rows_add (CsDb        *db,
                     const char  *name,
                     GError     **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "INSERT INTO sections (name) VALUES ($1)", error)))
    return 0;

  cs_stmt_bind_text (stmt, 1, name);
  return cs_rows_insert (db, stmt, "section", error);
}

gboolean
cs_section_rows_update (CsDb                *db,
                        const CsSectionRow  *row,
                        GError             **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "UPDATE sections SET name = $2, retired_at = $3 WHERE id = $1", error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, row->id);
  cs_stmt_bind_text (stmt, 2, row->name);
  cs_stmt_bind_int64 (stmt, 3, row->retired_at);
  return cs_rows_change_one (db, stmt, "section", row->id, CS_ERROR_NOT_FOUND, error);
}

GPtrArray *
cs_person_rows_list (CsDb    *db,
                     GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT " PERSON_COLUMNS " FROM people ORDER BY id", error)))
    return NULL;

  return cs_rows_collect (stmt, read_person, (GDestroyNotify) cs_person_row_free, error);
}

CsPersonRow *
cs_person_rows_get (CsDb    *db,
                    gint64   id,
                    GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT " PERSON_COLUMNS " FROM people WHERE id = $1", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, id);
  return cs_rows_one (stmt, read_person, "person", id, error);
}

CsPersonRow *
cs_person_rows_find_login (CsDb        *db,
                           const char  *login,
                           GError     **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT " PERSON_COLUMNS " FROM people WHERE login = $1", error)))
    return NULL;

  cs_stmt_bind_text (stmt, 1, login);
  return cs_rows_one (stmt, read_person, "person with that login", 0, error);
}

static void
bind_person (CsStmt            *stmt,
             const CsPersonRow *row)
{
  cs_stmt_bind_text (stmt, 1, row->login);
  cs_stmt_bind_text (stmt, 2, row->name);
  cs_stmt_bind_int64 (stmt, 3, row->roles);
  cs_rows_bind_id (stmt, 4, row->section);
  cs_stmt_bind_text (stmt, 5, row->password != NULL ? row->password : "");
  cs_stmt_bind_int64 (stmt, 6, row->failures);
  cs_stmt_bind_int64 (stmt, 7, row->locked_until);
  cs_stmt_bind_int64 (stmt, 8, row->retired_at);
}

gint64
cs_person_rows_add (CsDb               *db,
                    const CsPersonRow  *row,
                    GError            **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO people (login, name, roles, section, password, failures, locked_until, "
                              "retired_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                              error)))
    return 0;

  bind_person (stmt, row);
  return cs_rows_insert (db, stmt, "person", error);
}

gboolean
cs_person_rows_update (CsDb               *db,
                       const CsPersonRow  *row,
                       GError            **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "UPDATE people SET login = $1, name = $2, roles = $3, section = $4, password = $5, "
                              "failures = $6, locked_until = $7, retired_at = $8 WHERE id = $9",
                              error)))
    return FALSE;

  bind_person (stmt, row);
  cs_stmt_bind_int64 (stmt, 9, row->id);
  return cs_rows_change_one (db, stmt, "person", row->id, CS_ERROR_NOT_FOUND, error);
}

GPtrArray *
cs_account_rows_list (CsDb    *db,
                      GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT " ACCOUNT_COLUMNS " FROM accounts ORDER BY id", error)))
    return NULL;

  return cs_rows_collect (stmt, read_account, (GDestroyNotify) cs_account_row_free, error);
}

CsAccountRow *
cs_account_rows_get (CsDb    *db,
                     gint64   id,
                     GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT " ACCOUNT_COLUMNS " FROM accounts WHERE id = $1", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, id);
  return cs_rows_one (stmt, read_account, "account", id, error);
}

GPtrArray *
cs_account_rows_list_to_look_at (CsDb    *db,
                                 gint64   now,
                                 GError **error)
{
  const gint64 far = 2 * 24 * 3600 * (gint64) G_USEC_PER_SEC;
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT " ACCOUNT_COLUMNS " FROM accounts WHERE look_at > 0 AND (look_at <= $1 OR look_at > $2) AND retired_at = 0 "
                                                        "ORDER BY id", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, now);
  cs_stmt_bind_int64 (stmt, 2, now + far);
  return cs_rows_collect (stmt, read_account, (GDestroyNotify) cs_account_row_free, error);
}

GPtrArray *
cs_account_rows_list_ending (CsDb    *db,
                             gint64   now,
                             GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT " ACCOUNT_COLUMNS " FROM accounts WHERE login_warn_at > 0 AND login_warn_at <= $1 AND retired_at = 0 "
                                                        "ORDER BY id", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, now);
  return cs_rows_collect (stmt, read_account, (GDestroyNotify) cs_account_row_free, error);
}

static void
bind_account (CsStmt             *stmt,
              const CsAccountRow *row)
{
  cs_stmt_bind_text (stmt, 1, cs_network_kind_nick (row->network));
  cs_stmt_bind_text (stmt, 2, row->address);
  cs_stmt_bind_text (stmt, 3, row->handle);
  cs_stmt_bind_text (stmt, 4, row->name);
  cs_stmt_bind_text (stmt, 5, row->colour);
  cs_stmt_bind_text (stmt, 6, row->limits != NULL ? row->limits : "{}");
  cs_stmt_bind_int64 (stmt, 7, row->limits_at);
  cs_stmt_bind_text (stmt, 8, row->health != NULL ? row->health : "");
  cs_stmt_bind_int64 (stmt, 9, row->retired_at);
  cs_stmt_bind_text (stmt, 10, row->remote_id != NULL ? row->remote_id : "");
  cs_stmt_bind_int64 (stmt, 11, row->login_ends_at);
  cs_stmt_bind_text (stmt, 12, row->access != NULL ? row->access : "");
  cs_stmt_bind_int64 (stmt, 13, row->login_warn_at);
  if (cs_digest_is_none (&row->avatar))
    cs_stmt_bind_null (stmt, 14);
  else
    cs_stmt_bind_digest (stmt, 14, &row->avatar);
  cs_stmt_bind_int64 (stmt, 15, row->look_at);
}

gint64
cs_account_rows_add (CsDb                *db,
                     const CsAccountRow  *row,
                     GError             **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO accounts (network, address, handle, name, colour, limits, limits_at, health, "
                              "retired_at, remote_id, login_ends_at, access, login_warn_at, avatar, look_at) "
                              "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
                              error)))
    return 0;

  bind_account (stmt, row);
  return cs_rows_insert (db, stmt, "account", error);
}

gboolean
cs_account_rows_update (CsDb                *db,
                        const CsAccountRow  *row,
                        GError             **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "UPDATE accounts SET network = $1, address = $2, handle = $3, name = $4, colour = $5, "
                              "limits = $6, limits_at = $7, health = $8, retired_at = $9, remote_id = $10, login_ends_at = $11, "
                              "access = $12, login_warn_at = $13, avatar = $14, look_at = $15 WHERE id = $16",
                              error)))
    return FALSE;

  bind_account (stmt, row);
  cs_stmt_bind_int64 (stmt, 16, row->id);
  return cs_rows_change_one (db, stmt, "account", row->id, CS_ERROR_NOT_FOUND, error);
}
