/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-film-client.h"
#include "cs-json.h"

JsonObject *
cs_arguments_film_add (const char *path)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "path", path);
  return arguments;
}

static JsonObject *
make_digest (const CsDigest *film)
{
  JsonObject *arguments = json_object_new ();
  g_autofree char *hex = cs_digest_to_hex (film);

  json_object_set_string_member (arguments, "digest", hex);
  return arguments;
}

JsonObject *
cs_arguments_film_fit (const CsDigest *film,
                       gint64          account)
{
  JsonObject *arguments = make_digest (film);

  json_object_set_int_member (arguments, "account", account);
  return arguments;
}

JsonObject *
cs_arguments_film_at (const CsDigest *film,
                      gint64          at_ms)
{
  JsonObject *arguments = make_digest (film);

  json_object_set_int_member (arguments, "at_ms", at_ms);
  return arguments;
}

JsonObject *
cs_arguments_film_subtitles (const char *text,
                             gint64      duration_ms)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "text", text);
  json_object_set_int_member (arguments, "duration_ms", duration_ms);
  return arguments;
}

/* --- answers --- */

CsRendition *
cs_reply_read_rendition (JsonObject *reply)
{
  CsRendition *rendition = NULL;
  CsNetworkKind network;

  if (!cs_network_kind_from_nick (cs_json_get_text (reply, "network"), &network))
    return NULL;

  rendition = g_new0 (CsRendition, 1);
  rendition->network = network;
  rendition->digest = cs_json_get_digest (reply, "digest");
  rendition->mime_type = g_strdup (cs_json_get_text (reply, "mime_type"));
  rendition->width = (int) cs_json_get_int64 (reply, "width");
  rendition->height = (int) cs_json_get_int64 (reply, "height");
  rendition->n_bytes = cs_json_get_int64 (reply, "bytes");
  return rendition;
}

GBytes *
cs_reply_read_frame (JsonObject *reply)
{
  gsize size = 0;
  guchar *data = g_base64_decode (cs_json_get_text (reply, "picture"), &size);

  if (size > 0)
    return g_bytes_new_take (data, size);

  g_free (data);
  return NULL;
}

CsDigest
cs_reply_read_film_digest (JsonObject *reply)
{
  return cs_json_get_digest (reply, "digest");
}

char *
cs_reply_read_subtitles (JsonObject *reply)
{
  return g_strdup (cs_json_get_text (reply, "text"));
}
