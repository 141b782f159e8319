/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "cs-cli.h"

/* The publisher without a workstation: sends what is due, until it is told to stop. */

static gboolean
stop_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_CONTINUE;
}

int
cs_cli_run_publish (CsCli *cli)
{
  static const char * const known[] = { "once", NULL };
  g_autoptr(CsLocalOffice) office = NULL;
  g_autoptr(GMainLoop) loop = NULL;
  g_autoptr(GError) error = NULL;
  guint n_done = 0;

  if (!cs_cli_check_options (cli, known))
    return CS_CLI_USAGE;
  if (!(office = cs_cli_open (cli, FALSE, &error)))
    return cs_cli_refuse (error);

  if (cs_cli_get_option (cli, "once"))
    {
      if (!cs_local_office_publish_once (office, &n_done, &error))
        return cs_cli_refuse (error);
      g_print (ngettext ("%u piece changed its state.\n", "%u pieces changed their state.\n", n_done), n_done);
      return CS_CLI_DONE;
    }

  /* First: whoever ends it the moment it begins is heard too. */
  loop = g_main_loop_new (NULL, FALSE);
  g_unix_signal_add (SIGINT, stop_cb, loop);
  g_unix_signal_add (SIGTERM, stop_cb, loop);
  if (!cs_local_office_start_publisher (office, &error))
    return cs_cli_refuse (error);

  g_print (_("Publishing what is due. Ctrl+C ends it.\n"));
  g_main_loop_run (loop);
  cs_local_office_stop_publisher (office);
  return CS_CLI_DONE;
}
