/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-key-client.h"
#include "cs-key-rows.h"
#include "cs-totp.h"
#include "office-fixture.h"

/* Rule 8: no secret in a log, the journal, an export or a plain column. Known secrets are planted, the office is used, and every byte that it left is searched. */

#define PASSWORD "Planted-Kennwort-4711"
#define NEW_PASSWORD "Planted-Geheimnis-0815"
#define MARKER "Words that may be found"

/* The planted secret of the second factor. */
static const guint8 totp_bytes[CS_SECOND_FACTOR_BYTES] = "planted-totp-secret!";

typedef struct
{
  OfficeFixture base;
  char         *out;     /* folder of what is exported; owned */
  GPtrArray    *needles; /* of GBytes: what must not be found; owned */
  GPtrArray    *names;   /* of char *: what each is; owned */
} Fixture;

static GString *logged;
static GMutex logged_lock;

/* All that anybody logs, whatever its level. */
static GLogWriterOutput
keep_log (GLogLevelFlags   level,
          const GLogField *fields,
          gsize            n_fields,
          gpointer         unused)
{
  g_mutex_lock (&logged_lock);
  for (gsize i = 0; i < n_fields; i++)
    {
      gsize size = fields[i].length < 0 ? strlen (fields[i].value) : (gsize) fields[i].length;

      g_string_append_len (logged, fields[i].value, (gssize) size);
      g_string_append_c (logged, '\n');
    }
  g_mutex_unlock (&logged_lock);
  return G_LOG_WRITER_HANDLED;
}

static void
add_needle (Fixture       *fixture,
            const char    *name,
            gconstpointer  bytes,
            gsize          size)
{
  g_ptr_array_add (fixture->needles, g_bytes_new (bytes, size));
  g_ptr_array_add (fixture->names, g_strdup (name));
}

/* As it is, and in every spelling in which it could have slipped out. */
static void
add_secret (Fixture      *fixture,
            const char   *name,
            const guint8 *bytes,
            gsize         size)
{
  g_autofree char *base64 = g_base64_encode (bytes, size);
  GString *hex = g_string_new (NULL);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (hex, "%02x", bytes[i]);
  add_needle (fixture, name, bytes, size);
  add_needle (fixture, name, hex->str, hex->len);
  g_string_ascii_up (hex);
  add_needle (fixture, name, hex->str, hex->len);
  add_needle (fixture, name, base64, strcspn (base64, "=") - 1); /* the last digit depends on what follows */
  g_string_free (hex, TRUE);
}

static gboolean
contains (const char *contents,
          gsize       size,
          GBytes     *needle)
{
  gsize needle_size = 0;
  const guint8 *data = g_bytes_get_data (needle, &needle_size);
  const char *end = contents + size;

  for (const char *at = contents; (at = memchr (at, data[0], (gsize) (end - at))); at++)
    if ((gsize) (end - at) >= needle_size && memcmp (at, data, needle_size) == 0)
      return TRUE;

  return FALSE;
}

static void
assert_clean (Fixture    *fixture,
              const char *where,
              const char *contents,
              gsize       size)
{
  for (guint i = 0; i < fixture->needles->len; i++)
    if (contains (contents, size, g_ptr_array_index (fixture->needles, i)))
      g_error ("%s: the %s is in it", where, (const char *) g_ptr_array_index (fixture->names, i));
}

/* Returns: in how many files @marker is */
static guint
search (Fixture    *fixture,
        const char *path,
        GBytes     *marker,
        guint      *n_files)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  g_autofree char *contents = NULL;
  const char *name = NULL;
  gsize size = 0;
  guint n_found = 0;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      n_found += search (fixture, child, marker, n_files);
    }
  if (dir || !g_file_get_contents (path, &contents, &size, NULL))
    return n_found;

  ++*n_files;
  assert_clean (fixture, path, contents, size);
  return contains (contents, size, marker);
}

static JsonObject *
make_person (const char *login,
             const char *roles,
             const char *section)
{
  JsonObject *person = json_object_new ();

  json_object_set_string_member (person, "login", login);
  json_object_set_string_member (person, "name", login);
  json_object_set_string_member (person, "roles", roles);
  json_object_set_string_member (person, "section", section);
  json_object_set_string_member (person, "password", PASSWORD);
  return person;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  static const char * const sections[] = { "Press", NULL };
  JsonArray *people = json_array_new ();
  JsonObject *arguments = NULL;

  office_fixture_set_up_empty (&fixture->base, NULL);
  fixture->out = g_dir_make_tmp ("countersign-out-XXXXXX", NULL);
  fixture->needles = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  fixture->names = g_ptr_array_new_with_free_func (g_free);
  json_array_add_object_element (people, make_person ("drafter", "drafter", "Press"));
  json_array_add_object_element (people, make_person ("reviewer", "reviewer", "Press"));
  json_array_add_object_element (people, make_person ("leader", "leader", ""));
  arguments = cs_arguments_office_create ("Real office", "en", "UTC", FALSE, sections, "admin", "admin", PASSWORD);
  json_object_set_array_member (arguments, "people", people);
  office_fixture_do (&fixture->base, NULL, "office.create", arguments);
  fixture->base.account = office_fixture_add_account (&fixture->base, "@office@practice");
}

static void
remove_folder (const char *path)
{
  const char *argv[] = { "rm", "-rf", "--", path, NULL };

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  office_fixture_tear_down (&fixture->base, NULL);
  remove_folder (fixture->out);
  g_free (fixture->out);
  g_ptr_array_unref (fixture->needles);
  g_ptr_array_unref (fixture->names);
}

static void
open_session (Fixture    *fixture,
              const char *login,
              const char *password,
              const char *code)
{
  office_fixture_do (&fixture->base, NULL, "session.open", cs_arguments_session_open_with (login, password, code));
}

static char *
make_code (Fixture *fixture)
{
  return cs_totp_make (totp_bytes, sizeof totp_bytes, fixture->base.now / G_USEC_PER_SEC, CS_TOTP_DIGITS);
}

/* The reviewer: a second factor, wrong tries, a signature, a new password. */
static void
work (Fixture *fixture,
      gint64   post)
{
  g_autoptr(CsSecret) secret = cs_secret_new (CS_SECRET_SECOND_FACTOR, totp_bytes, sizeof totp_bytes, NULL);
  g_autofree char *text = cs_totp_secret_to_text (secret);
  g_autofree char *first = make_code (fixture);
  g_autofree char *second = NULL;
  g_autoptr(JsonObject) sheet = NULL;
  g_autoptr(CsSheetInfo) info = NULL;
  g_autoptr(JsonObject) me = NULL;

  open_session (fixture, "reviewer", PASSWORD, NULL);
  office_fixture_do (&fixture->base, NULL, "second-factor.set", cs_arguments_second_factor_set (text, first, PASSWORD));
  fixture->base.now += 10 * 60 * (gint64) G_USEC_PER_SEC;
  second = make_code (fixture);
  office_fixture_refuse (&fixture->base, NULL, "session.unlock", cs_arguments_session_unlock (PASSWORD "x", second), CS_ERROR_WRONG_PASSWORD);
  office_fixture_do (&fixture->base, NULL, "session.unlock", cs_arguments_session_unlock (PASSWORD, second));

  sheet = office_fixture_call (&fixture->base, NULL, "post.get", cs_arguments_one ("post", post));
  info = cs_reply_read_sheet (sheet);
  office_fixture_do (&fixture->base, NULL, "post.decide",
                     cs_arguments_post_decide (post, &info->digest, info->post->stage, CS_VERDICT_APPROVE, NULL));
  me = office_fixture_call (&fixture->base, NULL, "session.me", NULL);
  office_fixture_do (&fixture->base, NULL, "person.set-password",
                     cs_arguments_set_password (cs_reply_read_id (me), PASSWORD, NEW_PASSWORD));
  add_needle (fixture, "second factor in Base32", text, strlen (text));
  add_secret (fixture, "second factor", totp_bytes, sizeof totp_bytes);
}

static void
add_path (JsonObject *arguments,
          Fixture    *fixture,
          const char *name)
{
  g_autofree char *path = g_build_filename (fixture->out, name, NULL);

  json_object_set_string_member (arguments, "to", path);
}

/* Everything that leaves the office. */
static void
export (Fixture *fixture,
        gint64   post)
{
  static const struct { const char *operation, *to; } exports[] = {
    { "backup.create", "backup" }, { "dossier.export", "dossier" }, { "leader-sheet.print", "sheet.pdf" }, { "report.export", "report.csv" },
  };

  open_session (fixture, "admin", PASSWORD, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (exports); i++)
    {
      JsonObject *arguments = i == 1 || i == 2 ? cs_arguments_one ("post", post) : json_object_new ();

      if (i == 3)
        json_object_set_string_member (arguments, "report", "times");
      add_path (arguments, fixture, exports[i].to);
      office_fixture_do (&fixture->base, NULL, exports[i].operation, arguments);
    }
  office_fixture_do (&fixture->base, NULL, "journal.verify", NULL);
}

/* What only the passwords open: from the rows of the keys, as whoever has both. */
static void
add_seeds (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->base.folder, "office.db", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsDb) db = cs_db_open (path, CS_DB_READ, &error);
  g_autoptr(GPtrArray) keys = cs_key_rows_list (db, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, ==, 3);
  for (guint i = 0; i < keys->len; i++)
    {
      const CsKeyRow *row = g_ptr_array_index (keys, i);
      g_autoptr(CsSecret) seed = cs_secret_open (CS_SECRET_KEY, row->sealed, PASSWORD, NULL);
      const guint8 *bytes = NULL;
      gsize size = 0;

      if (!seed)
        seed = cs_secret_open (CS_SECRET_KEY, row->sealed, NEW_PASSWORD, &error);
      g_assert_no_error (error);
      bytes = cs_secret_get_bytes (seed, &size);
      add_secret (fixture, "seed of a key", bytes, size);
    }
}

static void
test_planted (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr(GBytes) marker = g_bytes_new_static (MARKER, strlen (MARKER));
  g_autofree char *memory = g_build_filename (g_get_user_data_dir (), "countersign", NULL);
  g_autofree char *wal = g_build_filename (fixture->base.folder, "office.db-wal", NULL);
  guint n_files = 0;
  gint64 post;

  g_test_summary ("Passwords, seeds and the secret of a second factor are in no file, no export and no log, however they are spelt");
  open_session (fixture, "drafter", PASSWORD, NULL);
  post = office_fixture_submitted (&fixture->base, NULL, MARKER);
  work (fixture, post);
  export (fixture, post);
  add_needle (fixture, "password", PASSWORD, strlen (PASSWORD));
  add_needle (fixture, "new password", NEW_PASSWORD, strlen (NEW_PASSWORD));
  add_secret (fixture, "password", (const guint8 *) PASSWORD, strlen (PASSWORD));
  add_seeds (fixture);

  g_assert_true (g_file_test (wal, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (search (fixture, fixture->base.folder, marker, &n_files), >, 0); /* it does find what is there */
  g_assert_cmpuint (search (fixture, fixture->out, marker, &n_files), >, 0);
  search (fixture, memory, marker, &n_files);
  g_assert_cmpuint (n_files, >, 8);
  assert_clean (fixture, "the log", logged->str, logged->len);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  logged = g_string_new (NULL);
  g_log_set_writer_func (keep_log, NULL, NULL);
  g_test_add ("/office/secrets/planted", Fixture, NULL, set_up, test_planted, tear_down);
  return g_test_run ();
}
