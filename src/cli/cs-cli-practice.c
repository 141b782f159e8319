/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "cs-cli.h"
#include "cs-practice-host.h"
#include "cs-practice-office.h"

/* The practice network as a program of its own, and the ready-made practice office. */

static gboolean
stop_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_CONTINUE;
}

int
cs_cli_run_practice_serve (CsCli *cli)
{
  static const char * const known[] = { "folder", "port", "misbehave", NULL };
  const char *given = NULL;
  const char *faults = NULL;
  g_autofree char *folder = NULL;
  g_autoptr(CsPracticeHost) host = NULL;
  g_autoptr(GMainLoop) loop = NULL;
  g_autoptr(GError) error = NULL;
  guint64 port = 0;

  if (!cs_cli_check_options (cli, known))
    return CS_CLI_USAGE;

  given = cs_cli_get_option (cli, "port");
  if (given && !g_ascii_string_to_unsigned (given, 10, 0, 65535, &port, &error))
    return cs_cli_misuse ("--port: %s", error->message);

  given = cs_cli_get_option (cli, "folder");
  folder = given ? g_strdup (given) : g_build_filename (cli->office, "practice", NULL);
  faults = cs_cli_get_option (cli, "misbehave");
  if (!(host = cs_practice_host_start (folder, (guint) port, &error)) ||
      (faults && !cs_practice_host_misbehave (host, faults, &error)))
    return cs_cli_refuse (error);

  g_print ("%s\n", cs_practice_host_get_address (host));
  g_printerr (_("The practice network is served there. Ctrl+C ends it.\n"));
  loop = g_main_loop_new (NULL, FALSE);
  g_unix_signal_add (SIGINT, stop_cb, loop);
  g_unix_signal_add (SIGTERM, stop_cb, loop);
  g_main_loop_run (loop);
  return CS_CLI_DONE;
}

int
cs_cli_run_practice_make (CsCli *cli)
{
  static const char * const known[] = { "language", NULL };
  const char *language = NULL;
  g_autoptr(CsLocalOffice) office = NULL;
  g_autoptr(GError) error = NULL;

  if (!cs_cli_check_options (cli, known))
    return CS_CLI_USAGE;

  language = cs_cli_get_option (cli, "language");
  if (!language)
    language = cs_cli_get_language ();
  if (!g_str_equal (language, "en") && !g_str_equal (language, "zh"))
    return cs_cli_misuse (_("“--language” is “en” or “zh”."));

  if (!(office = cs_cli_open (cli, FALSE, &error)) ||
      !cs_practice_office_fill (office, language, &error))
    return cs_cli_refuse (error);

  g_print (_("The practice office is ready: %s\n"), cli->office);
  return CS_CLI_DONE;
}
