/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* memmem() */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "../unit/store-fixture.h"
#include "cs-error.h"
#include "cs-login.h"
#include "cs-secrets.h"

/* Logins in a real Secret Service, on a bus and in a home of their own, with nobody there to answer a prompt. The program runs itself on that bus, and once more as the
 * second process that reads what the first has kept. */

#define INSIDE "CS_TEST_KEYRING_HOME"
#define PASSWORD "of the keyring"
#define SERVICE "org.freedesktop.secrets"
#define PATH "/org/freedesktop/secrets"

typedef struct
{
  GSubprocess *daemon;
  char        *folder; /* of the office; owned */
} Fixture;

static gboolean
service_is_there (GDBusConnection *bus)
{
  g_autoptr(GVariant) reply = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
                                                           g_variant_new ("(s)", SERVICE), G_VARIANT_TYPE ("(b)"), 0, 5000, NULL, NULL);
  gboolean there = FALSE;

  if (reply != NULL)
    g_variant_get (reply, "(b)", &there);

  return there;
}

static void
wait_for_service (gboolean there)
{
  g_autoptr(GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  gint64 until = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  g_assert_nonnull (bus);
  while (service_is_there (bus) != there)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_usleep (10000);
    }
}

/* @password: (nullable): opens the keyring, or makes it */
static void
start_daemon (Fixture    *f,
              const char *password)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                                                       G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr(GError) error = NULL;
  GOutputStream *input;

  /* what it warns of is not ours */
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  f->daemon = g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon", "--foreground", "--components=secrets",
                                           password != NULL ? "--unlock" : NULL, NULL);
  g_assert_no_error (error);
  input = g_subprocess_get_stdin_pipe (f->daemon);
  if (password != NULL)
    g_assert_true (g_output_stream_write_all (input, password, strlen (password), NULL, NULL, NULL));
  g_output_stream_close (input, NULL, NULL);
  wait_for_service (TRUE);
}

static void
stop_daemon (Fixture *f)
{
  g_subprocess_send_signal (f->daemon, SIGTERM);
  g_subprocess_wait (f->daemon, NULL, NULL);
  g_clear_object (&f->daemon);
  wait_for_service (FALSE);
}

static void
set_up (Fixture       *f,
        gconstpointer  unused)
{
  f->folder = g_dir_make_tmp ("countersign-XXXXXX", NULL);
  if (g_getenv (INSIDE) == NULL)
    g_test_skip ("dbus-run-session and gnome-keyring-daemon are needed");
  else
    start_daemon (f, PASSWORD);
}

static void
tear_down (Fixture       *f,
           gconstpointer  unused)
{
  if (f->daemon != NULL)
    stop_daemon (f);
  if (g_getenv (INSIDE) != NULL)
    {
      g_autofree char *keyrings = g_build_filename (g_getenv ("XDG_DATA_HOME"), "keyrings", NULL);

      fixture_remove_folder (keyrings);
    }
  fixture_remove_folder (f->folder);
  g_free (f->folder);
}

static CsLoginPlace
make_place (Fixture *f,
            gint64   account)
{
  return (CsLoginPlace) { f->folder, FALSE, "office-of-the-test", account, CS_NETWORK_MASTODON, "https://mastodon.example" };
}

static void
keep (Fixture    *f,
      gint64      account,
      const char *token)
{
  CsLoginPlace place = make_place (f, account);
  g_autoptr(CsLogin) login = cs_login_parse (token);
  g_autoptr(GError) error = NULL;

  cs_logins_keep (&place, login, NULL, &error);
  g_assert_no_error (error);
}

/* What another process finds: the token, or the nick of its error */
static char *
look_elsewhere (Fixture *f,
                gint64   account)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, account);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) other = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/proc/self/exe", "--look", f->folder, number, NULL);
  char *said = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (other, NULL, NULL, &said, NULL, &error);
  g_assert_no_error (error);

  return said;
}

static int
look (const char *folder,
      const char *account)
{
  Fixture f = { .folder = (char *) folder };
  CsLoginPlace place = make_place (&f, g_ascii_strtoll (account, NULL, 10));
  g_autoptr(GError) error = NULL;
  g_autoptr(CsLogin) login = cs_logins_peek (&place, NULL, &error);

  g_print ("%s", login != NULL ? login->access : cs_error_nick ((CsError) error->code));

  return 0;
}

static void
expect (Fixture    *f,
        gint64      account,
        const char *found)
{
  g_autofree char *said = look_elsewhere (f, account);

  g_assert_cmpstr (said, ==, found);
}

/* Whether @words stand anywhere below @path */
static gboolean
stands_in (const char *path,
           const char *words)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  g_autofree char *bytes = NULL;
  gsize size;
  const char *name;
  gboolean found = FALSE;

  if (dir == NULL)
    return g_file_get_contents (path, &bytes, &size, NULL) && memmem (bytes, size, words, strlen (words)) != NULL;

  while (!found && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      found = g_file_test (child, G_FILE_TEST_IS_REGULAR | G_FILE_TEST_IS_DIR) && stands_in (child, words);
    }

  return found;
}

static void
test_keeping (Fixture       *f,
              gconstpointer  unused)
{
  CsLoginPlace place = make_place (f, 1);
  g_autoptr(GError) error = NULL;

  g_test_summary ("A login is kept, read by another process, replaced by a good one alone, and cleared; no file has it in the open");
  if (f->daemon == NULL)
    return;

  expect (f, 1, "not-found");
  keep (f, 1, "PLANTED-first");
  keep (f, 2, "PLANTED-other");
  expect (f, 1, "PLANTED-first");
  keep (f, 1, "PLANTED-second");
  expect (f, 1, "PLANTED-second");
  g_assert_false (cs_secrets_store (f->folder, FALSE, place.office, 1, "", NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_clear_error (&error);
  expect (f, 1, "PLANTED-second");

  /* as after a restart of the computer */
  stop_daemon (f);
  start_daemon (f, PASSWORD);
  expect (f, 1, "PLANTED-second");
  g_assert_false (stands_in (f->folder, "PLANTED"));
  g_assert_false (stands_in (g_getenv (INSIDE), "PLANTED"));

  g_assert_true (cs_logins_erase (&place, NULL, &error));
  g_assert_no_error (error);
  expect (f, 1, "not-found");
  expect (f, 2, "PLANTED-other");
}

static void
lock_all (void)
{
  g_autoptr(GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  const char *paths[] = { PATH "/aliases/default", PATH "/collection/login", NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply = g_dbus_connection_call_sync (bus, SERVICE, PATH, "org.freedesktop.Secret.Service", "Lock", g_variant_new ("(^ao)", paths),
                                                           NULL, 0, 5000, NULL, &error);

  g_assert_no_error (error);
}

static void
test_locked (Fixture       *f,
             gconstpointer  unused)
{
  CsLoginPlace place = make_place (f, 1);
  g_autoptr(CsLogin) better = cs_login_parse ("PLANTED-better");
  g_autoptr(GError) error = NULL;

  g_test_summary ("A locked keyring that nobody opens is told as one, never as a login that is lost; whatever was kept is there once it is open");
  if (f->daemon == NULL)
    return;

  keep (f, 1, "PLANTED-first");
  lock_all ();
  expect (f, 1, "no-keyring");
  g_assert_false (cs_logins_keep (&place, better, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NO_KEYRING);
  g_clear_error (&error);
  g_assert_false (cs_logins_erase (&place, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NO_KEYRING);
  g_clear_error (&error);

  stop_daemon (f);
  start_daemon (f, PASSWORD);
  expect (f, 1, "PLANTED-first");

  /* a daemon that nobody gave a password */
  stop_daemon (f);
  start_daemon (f, NULL);
  expect (f, 1, "no-keyring");
  stop_daemon (f);
  start_daemon (f, PASSWORD);
  expect (f, 1, "PLANTED-first");
}

/* Runs all of it on a bus of its own. Returns whether that was possible. */
static gboolean
run_inside (char *argv[],
            int  *status)
{
  static const char * const folders[] = { "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR" };
  g_autofree char *runner = g_find_program_in_path ("dbus-run-session");
  g_autofree char *keyring = g_find_program_in_path ("gnome-keyring-daemon");
  g_autofree char *home = NULL;
  g_autoptr(GPtrArray) command = g_ptr_array_new ();
  g_auto(GStrv) environment = g_get_environ ();
  g_autoptr(GError) error = NULL;

  if (runner == NULL || keyring == NULL)
    return FALSE;

  home = g_dir_make_tmp ("cs-keyring-XXXXXX", NULL);
  environment = g_environ_setenv (environment, INSIDE, home, TRUE);
  environment = g_environ_setenv (environment, "HOME", home, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (home, folders[i], NULL);

      g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
      environment = g_environ_setenv (environment, folders[i], path, TRUE);
    }
  environment = g_environ_unsetenv (environment, "DISPLAY");
  environment = g_environ_unsetenv (environment, "WAYLAND_DISPLAY");
  environment = g_environ_unsetenv (environment, "COUNTERSIGN_SECRETS_FILE");
  environment = g_environ_unsetenv (environment, "GNOME_KEYRING_CONTROL");
  g_ptr_array_add (command, runner);
  g_ptr_array_add (command, (gpointer) "--");
  for (guint i = 0; argv[i] != NULL; i++)
    g_ptr_array_add (command, argv[i]);
  g_ptr_array_add (command, NULL);
  g_spawn_sync (NULL, (char **) command->pdata, environment, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, status, &error);
  g_assert_no_error (error);
  fixture_remove_folder (home);

  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  int status = 0;

  if (argc == 4 && g_str_equal (argv[1], "--look"))
    return look (argv[2], argv[3]);
  if (g_getenv (INSIDE) == NULL && run_inside (argv, &status))
    return g_spawn_check_wait_status (status, NULL) ? 0 : 1;

  g_test_init (&argc, &argv, NULL);
  g_test_add ("/keyring/keeping", Fixture, NULL, set_up, test_keeping, tear_down);
  g_test_add ("/keyring/locked", Fixture, NULL, set_up, test_locked, tear_down);

  return g_test_run ();
}
