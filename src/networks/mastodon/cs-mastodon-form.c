/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-mastodon-private.h"

#include <string.h>

/* “poll[options][]=Monday”: the members of a post as forms name them. Nothing nests deeper than that. */

static void
append (GString    *form,
        const char *name,
        const char *value)
{
  g_autofree char *escaped = g_uri_escape_string (value, NULL, FALSE);

  g_string_append_printf (form, "%s%s=%s", form->len > 0 ? "&" : "", name, escaped);
}

static void append_node (GString    *form,
                         const char *name,
                         JsonNode   *node);

static void
append_object (GString    *form,
               const char *name,
               JsonObject *object)
{
  g_autoptr(GList) members = json_object_get_members (object);

  for (const GList *l = members; l != NULL; l = l->next)
    {
      g_autofree char *inner = name != NULL ? g_strdup_printf ("%s[%s]", name, (const char *) l->data) : g_strdup (l->data);

      append_node (form, inner, json_object_get_member (object, l->data));
    }
}

static void
append_array (GString    *form,
              const char *name,
              JsonArray  *array)
{
  g_autofree char *inner = g_strconcat (name, "[]", NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    append_node (form, inner, json_array_get_element (array, i));
}

static void
append_node (GString    *form,
             const char *name,
             JsonNode   *node)
{
  g_autofree char *number = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    append_object (form, name, json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    append_array (form, name, json_node_get_array (node));
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    append (form, name, json_node_get_string (node));
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    append (form, name, json_node_get_boolean (node) ? "true" : "false");
  else
    append (form, name, number = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node)));
}

GBytes *
cs_mastodon_make_form (JsonObject *json)
{
  GString *form = g_string_new (NULL);

  append_object (form, NULL, json);

  return g_string_free_to_bytes (form);
}
