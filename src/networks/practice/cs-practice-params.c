/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-practice-private.h"

#include <string.h>

#include "cs-network-json.h"

/* "media_ids[]" → an array "media_ids"; everything else a string. */
static void
set_member (JsonObject *params,
            const char *name,
            const char *value)
{
  g_autofree char *plain = NULL;

  if (!g_str_has_suffix (name, "[]"))
    {
      json_object_set_string_member (params, name, value);
      return;
    }

  plain = g_strndup (name, strlen (name) - 2);
  if (cs_network_json_array (params, plain) == NULL)
    json_object_set_array_member (params, plain, json_array_new ());
  json_array_add_string_element (cs_network_json_array (params, plain), value);
}

/* Not soup_form_decode(): that keeps one value for each name. */
gboolean
cs_practice_read_form (JsonObject *params,
                       const char *text)
{
  g_auto(GStrv) pairs = g_strsplit (text, "&", -1);

  for (gsize i = 0; pairs[i] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit (pairs[i], "=", 2);
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      if (parts[0] == NULL || *parts[0] == '\0')
        continue;
      g_strdelimit (parts[0], "+", ' ');
      name = g_uri_unescape_string (parts[0], NULL);
      if (parts[1] != NULL)
        {
          g_strdelimit (parts[1], "+", ' ');
          value = g_uri_unescape_string (parts[1], NULL);
        }
      if (name == NULL || (parts[1] != NULL && value == NULL) ||
          !g_utf8_validate (name, -1, NULL) || (value != NULL && !g_utf8_validate (value, -1, NULL)))
        return FALSE;
      set_member (params, name, value != NULL ? value : "");
    }

  return TRUE;
}

static gboolean
read_json (CsPracticeRequest *request,
           GBytes            *body)
{
  gsize size;
  const char *text = g_bytes_get_data (body, &size);
  g_autoptr(JsonNode) node = cs_network_json_parse (text, size, NULL);

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;

  json_object_unref (request->params);
  request->params = json_object_ref (json_node_get_object (node));

  return TRUE;
}

static gboolean
read_part (CsPracticeRequest  *request,
           SoupMessageHeaders *headers,
           GBytes             *body)
{
  g_autofree char *disposition = NULL;
  g_autoptr(GHashTable) params = NULL;
  g_autofree char *text = NULL;
  const char *name;

  if (!soup_message_headers_get_content_disposition (headers, &disposition, &params) ||
      !(name = g_hash_table_lookup (params, "name")))
    return FALSE;

  if (g_str_equal (name, "file"))
    {
      g_clear_pointer (&request->file, g_bytes_unref);
      request->file = g_bytes_ref (body);
      return TRUE;
    }
  if (g_str_equal (name, "thumbnail"))
    {
      g_clear_pointer (&request->cover, g_bytes_unref);
      request->cover = g_bytes_ref (body);
      return TRUE;
    }

  text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  set_member (request->params, name, text);

  return TRUE;
}

static gboolean
read_multipart (CsPracticeRequest *request,
                GBytes            *body)
{
  g_autoptr(SoupMultipart) multipart = NULL;

  multipart = soup_multipart_new_from_message (soup_server_message_get_request_headers (request->message), body);
  if (multipart == NULL)
    return FALSE;

  for (int i = 0; i < soup_multipart_get_length (multipart); i++)
    {
      SoupMessageHeaders *headers;
      GBytes *part;

      if (!soup_multipart_get_part (multipart, i, &headers, &part) || !read_part (request, headers, part))
        return FALSE;
    }

  return TRUE;
}

gboolean
cs_practice_read_params (CsPracticeRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  SoupMessageBody *message_body = soup_server_message_get_request_body (request->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  g_autoptr(GBytes) body = soup_message_body_flatten (message_body);
  g_autofree char *text = NULL;

  if (g_bytes_get_size (body) == 0)
    return TRUE;
  if (g_strcmp0 (type, "application/json") == 0)
    return read_json (request, body);
  if (g_strcmp0 (type, "multipart/form-data") == 0)
    return read_multipart (request, body);
  if (g_strcmp0 (type, "application/x-www-form-urlencoded") != 0)
    return FALSE;

  text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  return cs_practice_read_form (request->params, text);
}
