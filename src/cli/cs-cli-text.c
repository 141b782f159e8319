/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n.h>
#include <unistd.h>

#include "cs-cli.h"
#include "cs-text.h"

/* Counts texts as a network does. */

#define MAX_INPUT_BYTES (64 * 1024 * 1024)

static char *
read_input (GError **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[65536];
  gssize n;

  while ((n = read (STDIN_FILENO, buffer, sizeof buffer)) > 0)
    {
      g_byte_array_append (bytes, buffer, (guint) n);
      if (bytes->len > MAX_INPUT_BYTES)
        {
          g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "More than %d bytes", MAX_INPUT_BYTES);
          return NULL;
        }
    }

  if (!g_utf8_validate ((const char *) bytes->data, bytes->len, NULL))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_ENCODING, "Standard input is not UTF-8");
      return NULL;
    }

  g_byte_array_append (bytes, (const guint8 *) "", 1);
  return (char *) g_byte_array_free (g_steal_pointer (&bytes), FALSE);
}

static GPtrArray *
split_lines (const char *input)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  g_auto(GStrv) lines = g_strsplit (input, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    if (lines[i + 1] || *lines[i])
      {
        gsize n = strlen (lines[i]);

        /* Spaces at its end too: networks count them. */
        if (n > 0 && lines[i][n - 1] == '\r')
          n--;
        g_ptr_array_add (texts, g_strndup (lines[i], n));
      }

  return texts;
}

static GPtrArray *
read_array (const char  *input,
            GError     **error)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(JsonNode) node = json_from_string (input, NULL);
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = array ? json_array_get_length (array) : 0;

  if (!array)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "Standard input is not a JSON array");
      return NULL;
    }

  for (guint i = 0; i < n; i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (element) || json_node_get_value_type (element) != G_TYPE_STRING)
        {
          g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "Element %u of the array is not a string", i);
          return NULL;
        }
      g_ptr_array_add (texts, g_strdup (json_node_get_string (element)));
    }

  return g_steal_pointer (&texts);
}

static void
print_counts (CsCli              *cli,
              GPtrArray          *texts,
              const CsTextLimits *limits)
{
  if (cli->json)
    g_print ("[");

  for (guint i = 0; i < texts->len; i++)
    {
      CsTextCount count = cs_text_count (g_ptr_array_index (texts, i), limits);

      if (cli->json)
        g_print ("%s{\"length\":%u,\"limit\":%u,\"fits\":%s}", i > 0 ? "," : "", count.length, limits->max_length,
                 count.fits ? "true" : "false");
      else
        g_print ("%u/%u %s\n", count.length, limits->max_length, count.fits ? _("fits") : _("too long"));
    }

  if (cli->json)
    g_print ("]\n");
}

int
cs_cli_run_text_count (CsCli *cli)
{
  static const char * const known[] = { "network", NULL };
  const char *network = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *input = NULL;
  g_autoptr(GPtrArray) texts = NULL;
  CsNetworkKind kind;
  CsTextLimits limits;

  if (!cs_cli_check_options (cli, known))
    return CS_CLI_USAGE;

  network = cs_cli_get_option (cli, "network");
  if (!network || !cs_network_kind_from_nick (network, &kind))
    return cs_cli_misuse (_("“--network” must be one of x, mastodon, bluesky, practice."));

  if (!(input = read_input (&error)) ||
      !(texts = cli->json ? read_array (input, &error) : split_lines (input)))
    return cs_cli_refuse (error);

  limits = cs_text_limits_for (kind);
  print_counts (cli, texts, &limits);
  return CS_CLI_DONE;
}
