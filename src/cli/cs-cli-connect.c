/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-cli.h"
#include "cs-connect-client.h"

/* Connecting an account from a terminal: the address goes into a browser on this computer, and the program waits for it to come back. */

static CsConnectInfo *
ask (CsLocalOffice  *office,
     const char     *operation,
     JsonObject     *arguments,
     GError        **error)
{
  g_autoptr(JsonObject) reply = cs_cli_call_office (office, operation, arguments, error);

  return reply ? cs_connect_info_read (reply) : NULL;
}

static void
show_address (const CsConnectInfo *info)
{
  g_print (_("Open this address in a browser on this computer:\n\n%s\n\nWaiting for the browser. Ctrl+C gives up; nothing has changed then.\n"), info->address);
}

static int
tell (const CsConnectInfo *info)
{
  g_autofree char *number = NULL;

  if (info->state == CS_CONNECT_OTHER_ACCOUNT)
    {
      g_printerr (_("This is %1$s, but %2$s was to be connected again. Nothing has changed.\n"), info->found, info->expected);
      return CS_CLI_REFUSED;
    }

  number = g_strdup_printf ("%" G_GINT64_FORMAT, info->account);
  /* Translators: %1$s is an account such as “@office@example.org”, %2$s its number in this office */
  g_print (info->known ? _("%1$s is connected again (account %2$s).\n") : _("%1$s is connected (account %2$s).\n"), info->handle, number);
  return CS_CLI_DONE;
}

int
cs_cli_run_connect (CsCli *cli)
{
  g_autoptr(CsLocalOffice) office = NULL;
  g_autoptr(JsonObject) arguments = cs_cli_read_arguments (cli, cs_operations_find ("account.connect-begin"));
  g_autoptr(CsConnectInfo) begun = NULL;
  g_autoptr(CsConnectInfo) done = NULL;
  g_autoptr(GError) error = NULL;

  if (!arguments)
    return CS_CLI_USAGE;
  if (!(office = cs_cli_open (cli, TRUE, &error)) ||
      !(begun = ask (office, "account.connect-begin", g_steal_pointer (&arguments), &error)))
    return cs_cli_refuse (error);

  do
    {
      show_address (done ? done : begun);
      g_clear_pointer (&done, cs_connect_info_free);
      if (!(done = ask (office, "account.connect-finish", cs_connect_arguments_one (begun->connect), &error)))
        return cs_cli_refuse (error);
    }
  while (done->state == CS_CONNECT_AGAIN);

  return tell (done);
}
