/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-error.h"
#include "cs-json.h"
#include "cs-sealed-key.h"

static JsonNode *
find_member (JsonObject   *object,
             const char   *member,
             JsonNodeType  type)
{
  JsonNode *node = object ? json_object_get_member (object, member) : NULL;

  return node && json_node_get_node_type (node) == type ? node : NULL;
}

gint64
cs_json_get_int64 (JsonObject *object,
                   const char *member)
{
  JsonNode *node = find_member (object, member, JSON_NODE_VALUE);

  return node && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node) : 0;
}

const char *
cs_json_get_text (JsonObject *object,
                  const char *member)
{
  JsonNode *node = find_member (object, member, JSON_NODE_VALUE);

  return node && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";
}

gboolean
cs_json_get_boolean (JsonObject *object,
                     const char *member)
{
  JsonNode *node = find_member (object, member, JSON_NODE_VALUE);

  return node && json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

JsonObject *
cs_json_get_object (JsonObject *object,
                    const char *member)
{
  JsonNode *node = find_member (object, member, JSON_NODE_OBJECT);

  return node ? json_node_get_object (node) : NULL;
}

JsonArray *
cs_json_get_array (JsonObject *object,
                   const char *member)
{
  JsonNode *node = find_member (object, member, JSON_NODE_ARRAY);

  return node ? json_node_get_array (node) : NULL;
}

JsonObject *
cs_json_get_element (JsonArray *array,
                     guint      position)
{
  JsonNode *node = json_array_get_element (array, position);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

char **
cs_json_dup_strings (JsonObject *object,
                     const char *member)
{
  g_autoptr(GStrvBuilder) texts = g_strv_builder_new ();
  JsonArray *array = cs_json_get_array (object, member);
  guint n = array ? json_array_get_length (array) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (texts, json_node_get_string (node));
    }

  return g_strv_builder_end (texts);
}

void
cs_json_set_strings (JsonObject         *object,
                     const char         *member,
                     const char * const *texts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; texts && texts[i]; i++)
    json_array_add_string_element (array, texts[i]);
  json_object_set_array_member (object, member, array);
}

void
cs_json_set_digest (JsonObject     *object,
                    const char     *member,
                    const CsDigest *digest)
{
  g_autofree char *hex = cs_digest_to_hex (digest);

  json_object_set_string_member (object, member, hex);
}

CsDigest
cs_json_get_digest (JsonObject *object,
                    const char *member)
{
  CsDigest digest = { { 0 } };

  if (!cs_digest_from_hex (cs_json_get_text (object, member), &digest, NULL))
    digest = (CsDigest) { { 0 } }
  ;
  return digest;
}

static void write_node (GString *text, JsonNode *node, gboolean sorted);

static void
write_string (GString    *text,
              const char *value)
{
  g_string_append_c (text, '"');
  for (const char *at = value; *at; at++)
    {
      if (*at == '"' || *at == '\\')
        g_string_append_printf (text, "\\%c", *at);
      else if ((guchar) *at < 0x20)
        g_string_append_printf (text, "\\u%04x", (guint) *at);
      else
        g_string_append_c (text, *at);
    }
  g_string_append_c (text, '"');
}

static void
write_object (GString    *text,
              JsonObject *object,
              gboolean    sorted)
{
  g_autoptr(GList) members = json_object_get_members (object);
  const char *separator = "";

  if (sorted)
    members = g_list_sort (members, (GCompareFunc) strcmp);

  g_string_append_c (text, '{');
  for (GList *at = members; at; at = at->next)
    {
      g_string_append (text, separator);
      write_string (text, at->data);
      g_string_append_c (text, ':');
      write_node (text, json_object_get_member (object, at->data), sorted);
      separator = ",";
    }
  g_string_append_c (text, '}');
}

static void
write_value (GString  *text,
             JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    {
      write_string (text, json_node_get_string (node));
    }
  else if (type == G_TYPE_BOOLEAN)
    {
      g_string_append (text, json_node_get_boolean (node) ? "true" : "false");
    }
  else if (type == G_TYPE_DOUBLE)
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append (text, g_ascii_dtostr (buffer, sizeof buffer, json_node_get_double (node)));
    }
  else
    {
      g_string_append_printf (text, "%" G_GINT64_FORMAT, json_node_get_int (node));
    }
}

static void
write_node (GString  *text,
            JsonNode *node,
            gboolean  sorted)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      write_object (text, json_node_get_object (node), sorted);
      break;

    case JSON_NODE_ARRAY:
      {
        JsonArray *array = json_node_get_array (node);

        g_string_append_c (text, '[');
        for (guint i = 0; i < json_array_get_length (array); i++)
          {
            if (i > 0)
              g_string_append_c (text, ',');
            write_node (text, json_array_get_element (array, i), sorted);
          }
        g_string_append_c (text, ']');
        break;
      }

    case JSON_NODE_VALUE:
      write_value (text, node);
      break;

    case JSON_NODE_NULL:
    default:
      g_string_append (text, "null");
      break;
    }
}

/* json-glib's generator escapes "/" and keeps the order of insertion; the canonical form wants neither. */
char *
cs_json_write (JsonObject *object)
{
  GString *text = g_string_new (NULL);

  write_object (text, object, FALSE);
  return g_string_free (text, FALSE);
}

char *
cs_json_write_canonical (JsonObject *object)
{
  GString *text = g_string_new (NULL);

  write_object (text, object, TRUE);
  return g_string_free (text, FALSE);
}

JsonObject *
cs_json_parse_object (const char  *text,
                      GError     **error)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) problem = NULL;
  JsonNode *root = NULL;

  if (!json_parser_load_from_data (parser, text, -1, &problem))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "Not JSON: %s", problem->message);
      return NULL;
    }

  root = json_parser_get_root (parser);
  if (!root || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "Not a JSON object");
      return NULL;
    }

  return json_node_dup_object (root);
}

JsonObject *
cs_json_from_content (const CsContent *content)
{
  g_autofree char *text = cs_content_to_canonical (content);
  JsonObject *object = cs_json_parse_object (text, NULL);

  g_assert (object != NULL); /* our own writing */
  return object;
}

CsContent *
cs_json_to_content (JsonObject  *object,
                    GError     **error)
{
  g_autofree char *text = cs_json_write (object);

  return cs_content_parse (text, error);
}

/* The form of a media item is that of cs_content_to_canonical(), so it goes through a content of just this item. */
JsonObject *
cs_json_from_media (const CsMediaItem *item)
{
  g_autoptr(CsContent) content = cs_content_new ();
  g_autoptr(JsonObject) object = NULL;
  JsonObject *media = NULL;

  g_ptr_array_add (cs_content_get_segment (content, 0)->media, cs_media_item_copy (item));
  object = cs_json_from_content (content);
  media = cs_json_get_element (cs_json_get_array (object, "segments"), 0);
  media = cs_json_get_element (cs_json_get_array (media, "media"), 0);
  return json_object_ref (media);
}

CsMediaItem *
cs_json_to_media (JsonObject  *object,
                  GError     **error)
{
  g_autoptr(CsContent) content = NULL;
  g_autofree char *item = cs_json_write (object);
  g_autofree char *text = g_strdup_printf ("{\"segments\":[{\"media\":[%s]}]}", item);

  if (!(content = cs_content_parse (text, error)))
    return NULL;

  return cs_media_item_copy (cs_segment_get_media (cs_content_get_segment (content, 0), 0));
}

static CsMediaItem *
make_chart_carrier (void)
{
  CsMediaItem *item = cs_media_item_new ();

  item->digest = cs_digest_of_bytes ("chart", 5);
  g_free (item->mime_type);
  item->mime_type = g_strdup ("image/png");
  item->width = item->height = 1;
  return item;
}

JsonObject *
cs_json_from_chart (const CsChart *chart)
{
  g_autoptr(CsMediaItem) item = make_chart_carrier ();
  g_autoptr(JsonObject) object = NULL;

  item->chart = cs_chart_copy (chart);
  object = cs_json_from_media (item);
  return json_object_ref (cs_json_get_object (object, "chart"));
}

CsChart *
cs_json_to_chart (JsonObject  *object,
                  GError     **error)
{
  g_autoptr(CsMediaItem) carrier = make_chart_carrier ();
  g_autoptr(CsMediaItem) item = NULL;
  g_autoptr(JsonObject) media = cs_json_from_media (carrier);

  json_object_set_object_member (media, "chart", json_object_ref (object));
  if (!(item = cs_json_to_media (media, error)))
    return NULL;
  return g_steal_pointer (&item->chart);
}

static void
erase_in_element (JsonArray *array,
                  guint      index,
                  JsonNode  *element,
                  gpointer   unused)
{
  if (JSON_NODE_HOLDS_OBJECT (element))
    cs_json_erase_secrets (json_node_get_object (element));
}

static void
erase_in_member (JsonObject *object,
                 const char *name,
                 JsonNode   *node,
                 gpointer    unused)
{
  static const char * const secrets[] = { "app_password", "code", "old_password", "password", "secret", "token", NULL };

  if (JSON_NODE_HOLDS_OBJECT (node))
    cs_json_erase_secrets (json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    json_array_foreach_element (json_node_get_array (node), erase_in_element, NULL);
  else if (g_strv_contains (secrets, name) && json_node_get_value_type (node) == G_TYPE_STRING)
    cs_secret_erase_text ((char *) json_node_get_string (node));
}

void
cs_json_erase_secrets (JsonObject *arguments)
{
  json_object_foreach_member (arguments, erase_in_member, NULL);
}
