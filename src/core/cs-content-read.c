/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-content-private.h"
#include "cs-error.h"

gboolean
cs_read_refuse (GError     **error,
                const char  *where,
                const char  *name,
                const char  *why)
{
  g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s%s” %s", where, name, why);

  return FALSE;
}

gboolean
cs_read_refuse_large (GError     **error,
                      const char  *where,
                      const char  *name,
                      const char  *why)
{
  g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "“%s%s” %s", where, name, why);

  return FALSE;
}

gboolean
cs_read_check_members (JsonObject          *object,
                       const char          *where,
                       const char * const  *known,
                       GError             **error)
{
  g_autoptr(GList) names = json_object_get_members (object);

  for (GList *link = names; link != NULL; link = link->next)
    if (!g_strv_contains (known, link->data))
      return cs_read_refuse (error, where, link->data, "is not known");

  return TRUE;
}

gboolean
cs_read_take_text (JsonNode    *node,
                   const char  *where,
                   const char  *name,
                   char       **value,
                   GError     **error)
{
  g_autofree char *normal = NULL;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return cs_read_refuse (error, where, name, "is not a string");

  normal = g_utf8_normalize (json_node_get_string (node), -1, G_NORMALIZE_NFC);
  if (normal == NULL)
    return cs_read_refuse (error, where, name, "is not UTF-8");
  if (strlen (normal) > CS_CONTENT_MAX_TEXT_BYTES)
    return cs_read_refuse_large (error, where, name, "is too long");

  g_free (*value);
  *value = g_steal_pointer (&normal);

  return TRUE;
}

gboolean
cs_read_text (JsonObject  *object,
              const char  *where,
              const char  *name,
              char       **value,
              GError     **error)
{
  JsonNode *node = json_object_get_member (object, name);

  return node == NULL || cs_read_take_text (node, where, name, value, error);
}

gboolean
cs_read_take_integer (JsonNode    *node,
                      const char  *where,
                      const char  *name,
                      gint64       smallest,
                      gint64       greatest,
                      gint64      *value,
                      GError     **error)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return cs_read_refuse (error, where, name, "is not an integer");

  *value = json_node_get_int (node);
  if (*value < smallest || *value > greatest)
    return cs_read_refuse (error, where, name, "is out of range");

  return TRUE;
}

gboolean
cs_read_array (JsonObject  *object,
               const char  *where,
               const char  *name,
               guint        most,
               JsonArray  **array,
               GError     **error)
{
  JsonNode *node = json_object_get_member (object, name);

  *array = NULL;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return cs_read_refuse (error, where, name, "is not an array");

  *array = json_node_get_array (node);
  if (json_array_get_length (*array) > most)
    return cs_read_refuse_large (error, where, name, "has too many elements");

  return TRUE;
}

JsonObject *
cs_read_get_object (JsonArray   *array,
                    guint        position,
                    const char  *where,
                    GError     **error)
{
  JsonNode *node = json_array_get_element (array, position);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      cs_read_refuse (error, where, "", "is not an object");
      return NULL;
    }

  return json_node_get_object (node);
}

gboolean
cs_read_integer (JsonObject  *object,
                 const char  *where,
                 const char  *name,
                 gint64       smallest,
                 gint64       greatest,
                 gint64      *value,
                 GError     **error)
{
  JsonNode *node = json_object_get_member (object, name);

  return node == NULL || cs_read_take_integer (node, where, name, smallest, greatest, value, error);
}

gboolean
cs_read_boolean (JsonObject  *object,
                 const char  *where,
                 const char  *name,
                 gboolean    *value,
                 GError     **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return cs_read_refuse (error, where, name, "is neither true nor false");
  *value = json_node_get_boolean (node);

  return TRUE;
}

gboolean
cs_read_digest (JsonObject  *object,
                const char  *where,
                const char  *name,
                CsDigest    *value,
                GError     **error)
{
  g_autofree char *hex = NULL;

  if (!cs_read_text (object, where, name, &hex, error))
    return FALSE;
  if (hex != NULL && (!cs_digest_from_hex (hex, value, NULL) || cs_digest_is_none (value)))
    return cs_read_refuse (error, where, name, "is not a digest");

  return TRUE;
}

/* Two or three lower-case letters, perhaps with subtags ("zh-Hant"). */
static gboolean
is_language (const char *text)
{
  gsize letters = strspn (text, "abcdefghijklmnopqrstuvwxyz");

  if (letters < 2 || letters > 3 || strlen (text) > 35)
    return FALSE;

  for (const char *at = text + letters; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && !(*at == '-' && g_ascii_isalnum (at[1])))
      return FALSE;

  return text[letters] == '\0' || text[letters] == '-';
}

gboolean
cs_read_language (JsonObject  *object,
                  const char  *where,
                  const char  *name,
                  char       **value,
                  GError     **error)
{
  if (!cs_read_text (object, where, name, value, error))
    return FALSE;
  if (!is_language (*value))
    return cs_read_refuse (error, where, name, "is not a language code");

  return TRUE;
}
