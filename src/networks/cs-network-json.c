/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-network-json.h"

#include "cs-error.h"

/* Behind the string that opens at @i, or @size if it never ends. */
static gsize
skip_string (const char *text,
             gsize       size,
             gsize       i)
{
  for (i++; i < size; i++)
    {
      if (text[i] == '\\')
        i++;
      else if (text[i] == '"')
        return i + 1;
    }

  return size;
}

gboolean
cs_network_json_is_whole (const char *text,
                          gsize       size)
{
  guint depth = 0;
  gsize i = 0;

  while (i < size && g_ascii_isspace (text[i]))
    i++;
  if (i == size || (text[i] != '{' && text[i] != '['))
    return FALSE;

  while (i < size)
    {
      if (text[i] == '"')
        {
          i = skip_string (text, size, i);
          continue;
        }

      if ((text[i] == '{' || text[i] == '[') && ++depth > CS_NETWORK_JSON_MAX_DEPTH)
        return FALSE;
      if ((text[i] == '}' || text[i] == ']') && --depth == 0)
        break;
      i++;
    }

  if (i == size)
    return FALSE;
  for (i++; i < size; i++)
    {
      if (!g_ascii_isspace (text[i]))
        return FALSE;
    }

  return TRUE;
}

JsonNode *
cs_network_json_parse (const char  *text,
                       gsize        size,
                       GError     **error)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autoptr(GError) local = NULL;
  JsonNode *root;

  if (!g_utf8_validate_len (text, size, NULL) || !cs_network_json_is_whole (text, size))
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID, "The answer is not a whole JSON object or array");
      return NULL;
    }

  if (!json_parser_load_from_data (parser, text, size, &local))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "The answer is not JSON: %s", local->message);
      return NULL;
    }

  root = json_parser_get_root (parser);
  if (root == NULL || !(JSON_NODE_HOLDS_OBJECT (root) || JSON_NODE_HOLDS_ARRAY (root)))
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID, "The answer is neither an object nor an array");
      return NULL;
    }

  return json_node_ref (root);
}

static JsonNode *
find_value (JsonObject *object,
            const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? node : NULL;
}

const char *
cs_network_json_string (JsonObject *object,
                        const char *member,
                        const char *otherwise)
{
  JsonNode *node = find_value (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : otherwise;
}

gint64
cs_network_json_int (JsonObject *object,
                     const char *member,
                     gint64      otherwise)
{
  JsonNode *node = find_value (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : otherwise;
}

gboolean
cs_network_json_boolean (JsonObject *object,
                         const char *member,
                         gboolean    otherwise)
{
  JsonNode *node = find_value (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN ? json_node_get_boolean (node) : otherwise;
}

JsonObject *
cs_network_json_object (JsonObject *object,
                        const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
cs_network_json_array (JsonObject *object,
                       const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

char *
cs_network_json_to_string (JsonObject *object)
{
  g_autoptr(JsonNode) node = json_node_init_object (json_node_alloc (), object);

  json_object_unref (object);

  return json_to_string (node, FALSE);
}
