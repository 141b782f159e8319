/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-backup.h"
#include "cs-cli.h"

/* Copies of a whole office. With --as the copy is made through the office's door, and its journal says so. */

int
cs_cli_run_backup (CsCli *cli)
{
  static const char * const known[] = { "to", NULL };
  g_autofree char *to = NULL;
  g_autoptr(GError) error = NULL;

  if (!cs_cli_check_options (cli, known))
    return CS_CLI_USAGE;
  if (!cs_cli_get_option (cli, "to"))
    return cs_cli_misuse (_("“--to” names the folder of the copy."));

  to = g_canonicalize_filename (cs_cli_get_option (cli, "to"), NULL);
  if (cli->as)
    {
      g_autoptr(CsLocalOffice) office = cs_cli_open (cli, TRUE, &error);
      g_autoptr(JsonObject) arguments = json_object_new ();
      g_autoptr(JsonObject) reply = NULL;

      json_object_set_string_member (arguments, "to", to);
      if (!office ||
          !(reply = cs_office_call (CS_OFFICE (office), "backup.create", g_steal_pointer (&arguments), NULL, &error)))
        return cs_cli_refuse (error);
    }
  else if (!cs_backup_make (cli->office, to, NULL, NULL, NULL, &error))
    {
      return cs_cli_refuse (error);
    }

  g_print (_("Copied and checked: %s\n"), to);
  return CS_CLI_DONE;
}

int
cs_cli_run_restore (CsCli *cli)
{
  static const char * const known[] = { "from", "to", NULL };
  const char *from = NULL;
  const char *to = NULL;
  g_autoptr(GError) error = NULL;

  if (!cs_cli_check_options (cli, known))
    return CS_CLI_USAGE;

  from = cs_cli_get_option (cli, "from");
  to = cs_cli_get_option (cli, "to");
  if (!from || !to)
    return cs_cli_misuse (_("“--from” names the copy, “--to” a new folder for the office."));

  if (!cs_backup_restore (from, to, NULL, NULL, NULL, &error))
    return cs_cli_refuse (error);

  g_print (_("Restored and checked: %s\n"), to);
  return CS_CLI_DONE;
}
