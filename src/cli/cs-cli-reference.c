/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-cli.h"

/* The reference of all operations, made from their table. */

static void
print_operation (const CsOperation *operation)
{
  g_autofree char *roles = cs_roles_to_string (operation->roles);

  g_print ("%s\n  %s\n  ", operation->name, _(operation->summary));
  /* Translators: a name such as “Author”, and what it is. */
  g_print (_("%s: %s\n"), _("Roles"),
           operation->roles == CS_ROLE_NONE ? _("also without signing in")
           : operation->roles == CS_ROLE_ANYONE ? _("whoever is signed in") : roles);
  for (const CsArgument *argument = operation->arguments; argument && argument->name; argument++)
    g_print ("    --%s%s  %s\n", argument->name, argument->required ? "" : _(" (may be left out)"), _(argument->summary));
  g_print ("\n");
}

int
cs_cli_run_operations (CsCli *cli)
{
  static const char * const known[] = { NULL };
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *text = NULL;
  JsonArray *array = NULL;
  const CsOperation * const *list = NULL;
  guint n = 0;

  if (!cs_cli_check_options (cli, known))
    return CS_CLI_USAGE;

  list = cs_operations_list (&n);
  if (!cli->json)
    {
      for (guint i = 0; i < n; i++)
        print_operation (list[i]);
      return CS_CLI_DONE;
    }

  array = json_array_new ();
  for (guint i = 0; i < n; i++)
    json_array_add_object_element (array, cs_operation_to_json (list[i]));
  node = json_node_init_array (json_node_alloc (), array);
  json_array_unref (array);
  text = json_to_string (node, TRUE);
  g_print ("%s\n", text);
  return CS_CLI_DONE;
}
