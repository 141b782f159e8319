/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "cs-content.h"
#include "cs-error.h"
#include "cs-json-scan.h"

#define MAX_DEPTH 16
#define MAX_PIXELS_A_SIDE 100000

/* @where names the object being read ("segments[2]."), for the message. An absent member leaves the default. */

static gboolean
refuse (GError     **error,
        const char  *where,
        const char  *name,
        const char  *why)
{
  g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s%s” %s", where, name, why);

  return FALSE;
}

static gboolean
refuse_large (GError     **error,
              const char  *where,
              const char  *name,
              const char  *why)
{
  g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "“%s%s” %s", where, name, why);

  return FALSE;
}

static gboolean
check_members (JsonObject          *object,
               const char          *where,
               const char * const  *known,
               GError             **error)
{
  g_autoptr(GList) names = json_object_get_members (object);

  for (GList *link = names; link != NULL; link = link->next)
    if (!g_strv_contains (known, link->data))
      return refuse (error, where, link->data, "is not known");

  return TRUE;
}

static gboolean
take_string (JsonNode    *node,
             const char  *where,
             const char  *name,
             char       **value,
             GError     **error)
{
  g_autofree char *normal = NULL;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return refuse (error, where, name, "is not a string");

  normal = g_utf8_normalize (json_node_get_string (node), -1, G_NORMALIZE_NFC);
  if (normal == NULL)
    return refuse (error, where, name, "is not UTF-8");
  if (strlen (normal) > CS_CONTENT_MAX_TEXT_BYTES)
    return refuse_large (error, where, name, "is too long");

  g_free (*value);
  *value = g_steal_pointer (&normal);

  return TRUE;
}

static gboolean
read_string (JsonObject  *object,
             const char  *where,
             const char  *name,
             char       **value,
             GError     **error)
{
  JsonNode *node = json_object_get_member (object, name);

  return node == NULL || take_string (node, where, name, value, error);
}

static gboolean
take_integer (JsonNode    *node,
              const char  *where,
              const char  *name,
              gint64       smallest,
              gint64       greatest,
              gint64      *value,
              GError     **error)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return refuse (error, where, name, "is not an integer");

  *value = json_node_get_int (node);
  if (*value < smallest || *value > greatest)
    return refuse (error, where, name, "is out of range");

  return TRUE;
}

/* @array: (out): NULL if the member is absent */
static gboolean
read_array (JsonObject  *object,
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
    return refuse (error, where, name, "is not an array");

  *array = json_node_get_array (node);
  if (json_array_get_length (*array) > most)
    return refuse_large (error, where, name, "has too many elements");

  return TRUE;
}

static JsonObject *
get_object (JsonArray   *array,
            guint        position,
            const char  *where,
            GError     **error)
{
  JsonNode *node = json_array_get_element (array, position);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      refuse (error, where, "", "is not an object");
      return NULL;
    }

  return json_node_get_object (node);
}

static gboolean
read_row (CsTable     *table,
          JsonNode    *node,
          const char  *where,
          GError     **error)
{
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error, where, "", "is not an array");
  array = json_node_get_array (node);
  if (json_array_get_length (array) != table->n_columns)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_RAGGED_TABLE, "“%s” has not as many cells as the first row", where);
      return FALSE;
    }

  for (guint i = 0; i < table->n_columns; i++)
    {
      char *cell = NULL;

      if (!take_string (json_array_get_element (array, i), where, "", &cell, error))
        return FALSE;
      g_ptr_array_add (cells, cell);
    }
  g_ptr_array_add (cells, NULL);
  cs_table_add_row (table, (const char * const *) cells->pdata);

  return TRUE;
}

static gboolean
read_table (JsonObject  *object,
            const char  *where,
            CsTable    **value,
            GError     **error)
{
  g_autoptr(CsTable) table = NULL;
  JsonArray *rows;
  guint n_columns = 0;

  if (!read_array (object, where, "table", CS_TABLE_MAX_ROWS, &rows, error))
    return FALSE;
  if (rows == NULL || json_array_get_length (rows) == 0)
    return TRUE;

  if (JSON_NODE_HOLDS_ARRAY (json_array_get_element (rows, 0)))
    n_columns = json_array_get_length (json_array_get_array_element (rows, 0));
  if (n_columns < 1)
    return refuse (error, where, "table", "has no columns");
  if (n_columns > CS_TABLE_MAX_COLUMNS)
    return refuse_large (error, where, "table", "has too many columns");

  table = cs_table_new (n_columns);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_autofree char *here = g_strdup_printf ("%stable[%u]", where, i);

      if (!read_row (table, json_array_get_element (rows, i), here, error))
        return FALSE;
    }
  cs_table_free (*value);
  *value = g_steal_pointer (&table);

  return TRUE;
}

static gboolean
read_chart (JsonObject   *object,
            const char   *where,
            CsChart     **value,
            GError      **error)
{
  static const char * const known[] = { "as_of", "kind", "source", "table", "title", "unit", NULL };
  g_autoptr(CsChart) chart = NULL;
  g_autofree char *kind = NULL;
  g_autofree char *here = g_strconcat (where, "chart.", NULL);
  JsonNode *node = json_object_get_member (object, "chart");

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, where, "chart", "is not an object");

  object = json_node_get_object (node);
  chart = cs_chart_new ();
  if (!check_members (object, here, known, error) ||
      !read_string (object, here, "as_of", &chart->as_of, error) ||
      !read_string (object, here, "kind", &kind, error) ||
      !read_string (object, here, "source", &chart->source, error) ||
      !read_string (object, here, "title", &chart->title, error) ||
      !read_string (object, here, "unit", &chart->unit, error) ||
      !read_table (object, here, &chart->table, error))
    return FALSE;
  if (kind != NULL && !cs_chart_kind_from_nick (kind, &chart->kind))
    return refuse (error, here, "kind", "is not known");
  *value = g_steal_pointer (&chart);

  return TRUE;
}

static gboolean
read_side (JsonObject  *object,
           const char  *where,
           const char  *name,
           int         *value,
           GError     **error)
{
  JsonNode *node = json_object_get_member (object, name);
  gint64 pixels = 0;

  if (node == NULL)
    return refuse (error, where, name, "is missing");
  if (!take_integer (node, where, name, 1, MAX_PIXELS_A_SIDE, &pixels, error))
    return FALSE;
  *value = (int) pixels;

  return TRUE;
}

static CsMediaItem *
read_media_item (JsonObject  *object,
                 const char  *where,
                 GError     **error)
{
  static const char * const known[] = {
    "alt_text", "chart", "decorative", "digest", "height", "mime_type", "width", NULL
  };
  g_autoptr(CsMediaItem) item = cs_media_item_new ();
  g_autofree char *hex = NULL;
  JsonNode *decorative = json_object_get_member (object, "decorative");

  if (!check_members (object, where, known, error) ||
      !read_string (object, where, "alt_text", &item->alt_text, error) ||
      !read_string (object, where, "digest", &hex, error) ||
      !read_string (object, where, "mime_type", &item->mime_type, error) ||
      !read_side (object, where, "height", &item->height, error) ||
      !read_side (object, where, "width", &item->width, error) ||
      !read_chart (object, where, &item->chart, error))
    return NULL;
  if (!cs_digest_from_hex (hex, &item->digest, NULL) || cs_digest_is_none (&item->digest))
    {
      refuse (error, where, "digest", "is not a digest");
      return NULL;
    }
  if (strcmp (item->mime_type, "image/png") != 0 && strcmp (item->mime_type, "image/jpeg") != 0)
    {
      refuse (error, where, "mime_type", "is neither image/png nor image/jpeg");
      return NULL;
    }
  if (decorative != NULL)
    {
      if (!JSON_NODE_HOLDS_VALUE (decorative) ||
          json_node_get_value_type (decorative) != G_TYPE_BOOLEAN)
        {
          refuse (error, where, "decorative", "is neither true nor false");
          return NULL;
        }
      item->decorative = json_node_get_boolean (decorative);
    }

  return g_steal_pointer (&item);
}

static CsSegment *
read_segment (JsonObject  *object,
              const char  *where,
              GError     **error)
{
  static const char * const known[] = { "media", "text", NULL };
  g_autoptr(CsSegment) segment = cs_segment_new ();
  JsonArray *media;

  if (!check_members (object, where, known, error) ||
      !read_string (object, where, "text", &segment->text, error) ||
      !read_array (object, where, "media", CS_CONTENT_MAX_MEDIA, &media, error))
    return NULL;

  for (guint i = 0; media != NULL && i < json_array_get_length (media); i++)
    {
      g_autofree char *here = g_strdup_printf ("%smedia[%u].", where, i);
      JsonObject *member = get_object (media, i, here, error);
      CsMediaItem *item = member ? read_media_item (member, here, error) : NULL;

      if (item == NULL)
        return NULL;
      g_ptr_array_add (segment->media, item);
    }

  return g_steal_pointer (&segment);
}

static gboolean
read_segments (CsContent   *content,
               JsonObject  *object,
               GError     **error)
{
  JsonArray *array;

  if (!read_array (object, "", "segments", CS_CONTENT_MAX_SEGMENTS, &array, error))
    return FALSE;
  if (array == NULL)
    return TRUE;
  if (json_array_get_length (array) == 0)
    return refuse (error, "", "segments", "is empty");

  g_ptr_array_set_size (content->segments, 0);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *where = g_strdup_printf ("segments[%u].", i);
      JsonObject *member = get_object (array, i, where, error);
      CsSegment *segment = member ? read_segment (member, where, error) : NULL;

      if (segment == NULL)
        return FALSE;
      g_ptr_array_add (content->segments, segment);
    }

  return TRUE;
}

static gboolean
read_sources (CsContent   *content,
              JsonObject  *object,
              GError     **error)
{
  static const char * const known[] = { "address", "date", "publisher", "title", NULL };
  JsonArray *array;

  if (!read_array (object, "", "sources", CS_CONTENT_MAX_SOURCES, &array, error))
    return FALSE;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *where = g_strdup_printf ("sources[%u].", i);
      g_autoptr(CsSource) source = cs_source_new (NULL, NULL, NULL, NULL);
      JsonObject *member = get_object (array, i, where, error);

      if (member == NULL ||
          !check_members (member, where, known, error) ||
          !read_string (member, where, "address", &source->address, error) ||
          !read_string (member, where, "date", &source->date, error) ||
          !read_string (member, where, "publisher", &source->publisher, error) ||
          !read_string (member, where, "title", &source->title, error))
        return FALSE;
      g_ptr_array_add (content->sources, g_steal_pointer (&source));
    }

  return TRUE;
}

static gboolean
read_accounts (CsContent   *content,
               JsonObject  *object,
               GError     **error)
{
  JsonArray *array;

  if (!read_array (object, "", "accounts", CS_CONTENT_MAX_ACCOUNTS, &array, error))
    return FALSE;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *where = g_strdup_printf ("accounts[%u]", i);
      gint64 account = 0;

      if (!take_integer (json_array_get_element (array, i), where, "", 1, G_MAXINT64, &account, error))
        return FALSE;
      cs_content_add_account (content, account);
    }

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

static gboolean
read_content (CsContent   *content,
              JsonObject  *object,
              GError     **error)
{
  static const char * const known[] = {
    "accounts", "language", "segments", "sources", "version", "visibility", "warning", NULL
  };
  g_autofree char *visibility = NULL;
  JsonNode *version = json_object_get_member (object, "version");
  gint64 number = CS_CONTENT_VERSION;

  if (!check_members (object, "", known, error) ||
      (version != NULL && !take_integer (version, "", "version", CS_CONTENT_VERSION, CS_CONTENT_VERSION, &number, error)) ||
      !read_string (object, "", "language", &content->language, error) ||
      !read_string (object, "", "warning", &content->warning, error) ||
      !read_string (object, "", "visibility", &visibility, error) ||
      !read_accounts (content, object, error) ||
      !read_segments (content, object, error) ||
      !read_sources (content, object, error))
    return FALSE;
  if (!is_language (content->language))
    return refuse (error, "", "language", "is not a language code");
  if (visibility != NULL && !cs_visibility_from_nick (visibility, &content->visibility))
    return refuse (error, "", "visibility", "is not known");

  return TRUE;
}

/* Normal form and escapes make a text up to three times as long; what comes in has to come in again as we write it. */
static gboolean
check_canonical_size (const CsContent  *content,
                      gsize             size,
                      GError          **error)
{
  g_autofree char *canonical = NULL;

  if (size <= CS_CONTENT_MAX_JSON_BYTES / 4)
    return TRUE;

  canonical = cs_content_to_canonical (content);
  if (strlen (canonical) <= CS_CONTENT_MAX_JSON_BYTES)
    return TRUE;

  g_set_error_literal (error, CS_ERROR, CS_ERROR_TOO_LARGE, "The content as a whole is too long");

  return FALSE;
}

CsContent *
cs_content_parse (const char  *json,
                  GError     **error)
{
  g_autoptr(JsonParser) parser = NULL;
  g_autoptr(CsContent) content = NULL;
  g_autoptr(GError) local_error = NULL;
  JsonNode *root;

  g_return_val_if_fail (json != NULL, NULL);

  if (!cs_json_scan (json, CS_CONTENT_MAX_JSON_BYTES, MAX_DEPTH, error))
    return NULL;

  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, json, -1, &local_error))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "Content is not JSON: %s", local_error->message);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID, "Content is not a JSON object");
      return NULL;
    }

  content = cs_content_new ();
  if (!read_content (content, json_node_get_object (root), error) ||
      !check_canonical_size (content, strlen (json), error))
    return NULL;

  return g_steal_pointer (&content);
}
