/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-cli.h"
#include "cs-json-scan.h"
#include "cs-sealed-key.h"

/* "post submit --post 12" becomes the operation post.submit with {"post":12}, for every operation there is. */

#define MAX_FILE (64 * 1024 * 1024)
#define MAX_DEPTH 32

static const CsArgument *
find_argument (const CsOperation *operation,
               const char        *name)
{
  for (const CsArgument *argument = operation->arguments; argument && argument->name; argument++)
    if (g_str_equal (argument->name, name))
      return argument;

  return NULL;
}

static gboolean
read_boolean (const char *value,
              gboolean   *boolean)
{
  if (g_str_equal (value, "") || g_str_equal (value, "true") || g_str_equal (value, "yes"))
    *boolean = TRUE;
  else if (g_str_equal (value, "false") || g_str_equal (value, "no"))
    *boolean = FALSE;
  else
    return FALSE;

  return TRUE;
}

/* JSON as it stands, or "@file" with it. */
static JsonNode *
read_json (const char  *value,
           GError     **error)
{
  g_autofree char *text = NULL;
  g_autoptr(GError) problem = NULL;
  JsonNode *node = NULL;
  gsize size = 0;

  if (*value == '@' && !g_file_get_contents (value + 1, &text, &size, error))
    return NULL;

  if (size > MAX_FILE)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "“%s” is too large", value + 1);
      return NULL;
    }

  /* the parser recurses: it may not see what is nested without end */
  if (!cs_json_scan (text ? text : value, MAX_FILE, MAX_DEPTH, error))
    return NULL;

  node = json_from_string (text ? text : value, &problem);
  if (!node)
    g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "Not JSON: %s", problem ? problem->message : "it is empty");
  return node;
}

static JsonNode *
read_value (const CsArgument  *argument,
            const char        *value,
            GError           **error)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);
  gboolean boolean = FALSE;
  gint64 number = 0;

  switch (argument->type)
    {
    case CS_ARGUMENT_INTEGER:
      if (g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &number, error))
        {
          json_node_set_int (node, number);
          return node;
        }
      break;

    case CS_ARGUMENT_TEXT:
      json_node_set_string (node, value);
      return node;

    case CS_ARGUMENT_BOOLEAN:
      if (read_boolean (value, &boolean))
        {
          json_node_set_boolean (node, boolean);
          return node;
        }
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is neither “true” nor “false”", value);
      break;

    case CS_ARGUMENT_OBJECT:
    case CS_ARGUMENT_ARRAY:
    default:
      json_node_free (node);
      return read_json (value, error);
    }

  json_node_free (node);
  return NULL;
}

/* Paths mean what they mean in the shell, not in some other folder. */
static const char *
make_absolute (const CsArgument *argument,
               const char       *value,
               char            **absolute)
{
  if (argument->type != CS_ARGUMENT_TEXT || !*value ||
      (!g_str_equal (argument->name, "path") && !g_str_equal (argument->name, "to")))
    return value;

  *absolute = g_canonicalize_filename (value, NULL);
  return *absolute;
}

/* "token_file" for "token": the first line of the file. @file: (out) (transfer full) */
static const CsArgument *
find_secret_argument (const CsOperation *operation,
                      const char        *name,
                      const char        *path,
                      char             **file)
{
  g_autofree char *base = g_str_has_suffix (name, "_file") ? g_strndup (name, strlen (name) - strlen ("_file")) : NULL;
  const CsArgument *argument = base ? find_argument (operation, base) : NULL;

  if (!argument || argument->type != CS_ARGUMENT_TEXT || !g_file_get_contents (path, file, NULL, NULL))
    return NULL;

  (*file)[strcspn (*file, "\r\n")] = '\0';
  return argument;
}

JsonObject *
cs_cli_read_arguments (CsCli             *cli,
                       const CsOperation *operation)
{
  g_autoptr(JsonObject) arguments = json_object_new ();
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  g_hash_table_iter_init (&iter, cli->options);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const CsArgument *argument = find_argument (operation, name);
      g_autoptr(GError) error = NULL;
      g_autofree char *absolute = NULL;
      char *secret = NULL;
      JsonNode *node = NULL;

      if (!argument && (argument = find_secret_argument (operation, name, value, &secret)))
        {
          json_object_set_string_member (arguments, argument->name, secret);
          cs_secret_erase_text (secret);
          g_free (secret);
          continue;
        }
      if (!argument)
        {
          cs_cli_misuse (_("%s has no argument “--%s”."), operation->name, (const char *) name);
          return NULL;
        }

      node = read_value (argument, make_absolute (argument, value, &absolute), &error);
      if (!node)
        {
          cs_cli_misuse ("--%s: %s", (const char *) name, error->message);
          return NULL;
        }
      json_object_set_member (arguments, name, node);
    }

  for (const CsArgument *argument = operation->arguments; argument && argument->name; argument++)
    if (argument->required && !json_object_has_member (arguments, argument->name))
      {
        cs_cli_misuse (_("%s needs “--%s”: %s."), operation->name, argument->name, _(argument->summary));
        return NULL;
      }

  return g_steal_pointer (&arguments);
}

int
cs_cli_run_call (CsCli *cli)
{
  g_autofree char *name = NULL;
  g_autoptr(CsLocalOffice) office = NULL;
  g_autoptr(JsonObject) arguments = NULL;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  const CsOperation *operation = NULL;

  if (cli->words->len != 2)
    return cs_cli_misuse (_("A command is a subject and a verb, such as “post list”."));

  name = g_strdup_printf ("%s.%s", (const char *) g_ptr_array_index (cli->words, 0),
                          (const char *) g_ptr_array_index (cli->words, 1));
  if (!(operation = cs_operations_find (name)))
    return cs_cli_misuse (_("There is no operation “%s”; “countersign-cli operations” lists them."), name);
  if (!(arguments = cs_cli_read_arguments (cli, operation)))
    return CS_CLI_USAGE;

  if (!(office = cs_cli_open (cli, TRUE, &error)) ||
      !(reply = cs_cli_call_office (office, name, g_steal_pointer (&arguments), &error)))
    return cs_cli_refuse (error);

  cs_cli_print_reply (cli, name, reply);
  return CS_CLI_DONE;
}

int
cs_cli_run_verify (CsCli *cli)
{
  static const char * const known[] = { NULL };
  g_autoptr(CsLocalOffice) office = NULL;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  JsonArray *findings = NULL;

  if (!cs_cli_check_options (cli, known))
    return CS_CLI_USAGE;
  if (!(office = cs_cli_open (cli, TRUE, &error)) ||
      !(reply = cs_cli_call_office (office, "journal.verify", NULL, &error)))
    return cs_cli_refuse (error);

  cs_cli_print_reply (cli, "journal.verify", reply);
  findings = cs_json_get_array (reply, "findings");
  return findings && json_array_get_length (findings) > 0 ? CS_CLI_REFUSED : CS_CLI_DONE;
}
