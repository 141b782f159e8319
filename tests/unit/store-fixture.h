/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gstdio.h>

#include "cs-content.h"
#include "cs-journal-rows.h"
#include "cs-media-rows.h"
#include "cs-office-rows.h"
#include "cs-post-rows.h"
#include "cs-publication-rows.h"

/* An office's folder for one test, with a section, three people and a route. */
typedef struct
{
  char *folder; /* owned */
  char *path;   /* of office.db; owned */
  CsDb *db;     /* owned; NULL while a test has closed it */
} StoreFixture;

#define FIXTURE_SECTION G_GINT64_CONSTANT (1)
#define FIXTURE_DRAFTER G_GINT64_CONSTANT (1)
#define FIXTURE_REVIEWER G_GINT64_CONSTANT (2)
#define FIXTURE_LEADER G_GINT64_CONSTANT (3)
#define FIXTURE_ROUTE G_GINT64_CONSTANT (1)

static inline void
fixture_remove_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        fixture_remove_folder (path);
      else
        g_unlink (path);
    }

  g_rmdir (folder);
}

static inline void
fixture_add_person (CsDb       *db,
                    const char *login,
                    CsRoles     roles)
{
  CsPersonRow row = { 0 };
  g_autoptr(GError) error = NULL;

  row.login = (char *) login;
  row.name = (char *) login;
  row.roles = roles;
  row.section = FIXTURE_SECTION;
  row.password = (char *) "";
  g_assert_cmpint (cs_person_rows_add (db, &row, &error), >, 0);
  g_assert_no_error (error);
}

static inline void
fixture_fill (CsDb *db)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsRoute) route = cs_route_new ("Ordinary");
  CsOfficeRow office = {
    .uid = (char *) "uid", .name = (char *) "Office", .language = (char *) "en", .zone = (char *) "UTC",
    .practice = TRUE, .route = FIXTURE_ROUTE, .made_at = 1,
  };

  g_assert_true (cs_office_rows_set (db, &office, &error));
  g_assert_cmpint (cs_section_rows_add (db, "News", &error), ==, FIXTURE_SECTION);
  fixture_add_person (db, "drafter", CS_ROLE_DRAFTER);
  fixture_add_person (db, "reviewer", CS_ROLE_REVIEWER);
  fixture_add_person (db, "leader", CS_ROLE_LEADER);
  cs_route_add_stage (route, "Review", CS_STAGE_REVIEW, CS_ROLE_REVIEWER, CS_SCOPE_SECTION);
  cs_route_add_stage (route, "Sign-off", CS_STAGE_SIGN_OFF, CS_ROLE_LEADER, CS_SCOPE_OFFICE);
  g_assert_true (cs_route_rows_add (db, route, 1, &error));
  g_assert_no_error (error);
}

static inline CsDb *
fixture_open (const char *path,
              CsDbMode    mode)
{
  g_autoptr(GError) error = NULL;
  CsDb *db = cs_db_open (path, mode, &error);

  g_assert_no_error (error);
  return db;
}

static inline void
fixture_set_up_bare (StoreFixture  *fixture,
                     gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("cs-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "office.db", NULL);
}

static inline void
fixture_set_up (StoreFixture  *fixture,
                gconstpointer  unused)
{
  fixture_set_up_bare (fixture, unused);
  fixture->db = fixture_open (fixture->path, CS_DB_WRITE);
  fixture_fill (fixture->db);
}

static inline void
fixture_tear_down (StoreFixture  *fixture,
                   gconstpointer  unused)
{
  g_clear_pointer (&fixture->db, cs_db_free);
  fixture_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static inline gint64
fixture_add_post (CsDb *db)
{
  g_autoptr(GError) error = NULL;
  CsPostRow row = { 0 };
  gint64 id;

  row.author = FIXTURE_DRAFTER;
  row.section = FIXTURE_SECTION;
  row.route = FIXTURE_ROUTE;
  row.zone = (char *) "UTC";
  row.made_at = row.changed_at = 10;
  id = cs_post_rows_add (db, &row, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

static inline void
fixture_set_text (CsDb       *db,
                  gint64      post,
                  const char *text)
{
  g_autoptr(GError) error = NULL;
  CsWorkingCopyRow row = { 0 };

  row.post = post;
  row.content = (char *) "{}";
  row.saved_by = FIXTURE_DRAFTER;
  row.saved_at = 20;
  row.version = 1;
  g_assert_true (cs_working_copy_rows_set (db, &row, text, &error));
  g_assert_no_error (error);
}

/* A statement without parameters that must succeed */
static inline void
fixture_run (CsDb       *db,
             const char *sql)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsStmt) stmt = cs_db_prepare (db, sql, &error);

  g_assert_no_error (error);
  g_assert_true (cs_stmt_run (stmt, &error));
  g_assert_no_error (error);
}

static inline gint64
fixture_ask (CsDb       *db,
             const char *sql)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsStmt) stmt = cs_db_prepare (db, sql, &error);
  gboolean row = FALSE;

  g_assert_no_error (error);
  g_assert_true (cs_stmt_step (stmt, &row, &error));
  g_assert_no_error (error);
  g_assert_true (row);
  return cs_stmt_get_int64 (stmt, 0);
}

/* Runs the sqlite3 shell on a database; its messages come back in @output. */
static inline gboolean
fixture_shell (const char  *path,
               const char  *sql,
               char       **output)
{
  const char *arguments[] = { "sqlite3", "-bail", "-batch", path, sql, NULL };
  g_autoptr(GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL,
                NULL, NULL, NULL, output, &status, &error);
  g_assert_no_error (error);
  return g_spawn_check_wait_status (status, NULL);
}
