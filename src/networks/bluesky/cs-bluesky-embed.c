/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-bluesky-private.h"

#include <string.h>

/* What hangs on a post: pictures or a film by their digests, and a quote by its own (contract bluesky.md, section 5). */

#define MAX_PICTURES 4

static void
put_ratio (const CsMediaItem *item,
           JsonObject        *into)
{
  const CsRendition *rendition = cs_media_item_find_rendition (item, CS_NETWORK_BLUESKY);
  int width = rendition != NULL ? rendition->width : item->width;
  int height = rendition != NULL ? rendition->height : item->height;
  JsonObject *ratio;

  if (width <= 0 || height <= 0)
    return;
  ratio = json_object_new ();
  json_object_set_int_member (ratio, "width", width);
  json_object_set_int_member (ratio, "height", height);
  json_object_set_object_member (into, "aspectRatio", ratio);
}

static JsonObject *
make_image (const CsMediaItem  *item,
            JsonObject         *uploaded,
            GError            **error)
{
  const CsRendition *rendition = cs_media_item_find_rendition (item, CS_NETWORK_BLUESKY);
  g_autofree char *cid = cs_bluesky_make_cid (rendition != NULL ? &rendition->digest : &item->digest);
  JsonObject *blob = cs_network_json_object (uploaded, "blob");
  JsonObject *image;

  if (!g_str_equal (cs_bluesky_get_blob_cid (blob), cid))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_DIGEST_MISMATCH, "The server has %s in place of the picture %s", cs_bluesky_get_blob_cid (blob), cid);
      return NULL;
    }

  image = json_object_new ();
  json_object_set_object_member (image, "image", json_object_ref (blob));
  json_object_set_string_member (image, "alt", item->alt_text);
  put_ratio (item, image);

  return image;
}

static JsonObject *
make_film (const CsMediaItem  *item,
           JsonObject         *uploaded,
           GError            **error)
{
  JsonObject *blob = cs_network_json_object (uploaded, "blob");
  JsonArray *captions = cs_network_json_array (uploaded, "captions");
  JsonObject *film;

  if (*cs_bluesky_get_blob_cid (blob) == '\0')
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_OFFLINE, "The film is not ready over there yet");
      return NULL;
    }

  film = json_object_new ();
  json_object_set_string_member (film, "$type", "app.bsky.embed.video");
  json_object_set_object_member (film, "video", json_object_ref (blob));
  if (captions != NULL && json_array_get_length (captions) > 0)
    json_object_set_array_member (film, "captions", json_array_ref (captions));
  json_object_set_string_member (film, "alt", item->alt_text);
  put_ratio (item, film);

  return film;
}

/* What upload() gave as the id of the item at @position */
static JsonNode *
read_upload (const CsSendRequest  *request,
             guint                 position,
             GError              **error)
{
  const char * const *ids = request->media_ids;
  const char *id = ids != NULL && position < g_strv_length ((char **) ids) ? ids[position] : "";
  g_autoptr(JsonNode) node = cs_network_json_parse (id, strlen (id), NULL);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return g_steal_pointer (&node);

  g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "Picture %u was not uploaded", position + 1);
  return NULL;
}

/* NULL without @error: nothing hangs on it */
static JsonObject *
make_media (const CsSendRequest  *request,
            GError              **error)
{
  const GPtrArray *media = cs_send_request_get_segment (request)->media;
  g_autoptr(JsonArray) images = json_array_new ();
  JsonObject *embed;

  if (media->len > MAX_PICTURES)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_REFUSED, "Bluesky takes four pictures, not %u", media->len);
      return NULL;
    }
  for (guint i = 0; i < media->len; i++)
    {
      const CsMediaItem *item = g_ptr_array_index (media, i);
      g_autoptr(JsonNode) upload = read_upload (request, i, error);
      gboolean film = g_str_has_prefix (item->mime_type, "video/");

      if (upload == NULL)
        return NULL;
      if (film && media->len > 1)
        {
          g_set_error_literal (error, CS_ERROR, CS_ERROR_REFUSED, "A film goes out alone on Bluesky");
          return NULL;
        }
      if (film)
        return make_film (item, json_node_get_object (upload), error);
      if (!(embed = make_image (item, json_node_get_object (upload), error)))
        return NULL;
      json_array_add_object_element (images, embed);
    }
  if (media->len == 0)
    return NULL;

  embed = json_object_new ();
  json_object_set_string_member (embed, "$type", "app.bsky.embed.images");
  json_object_set_array_member (embed, "images", g_steal_pointer (&images));

  return embed;
}

JsonObject *
cs_bluesky_make_embed (CsHttp                  *http,
                       const CsNetworkAccount  *account,
                       const CsSendRequest     *request,
                       GCancellable            *cancellable,
                       GError                 **error)
{
  const CsSegment *segment = cs_send_request_get_segment (request);
  g_auto(CsBlueskyFound) quoted = { NULL };
  g_autoptr(JsonObject) media = NULL;
  JsonObject *embed, *outer;
  GError *local = NULL;

  media = make_media (request, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  if (*segment->quote == '\0')
    return g_steal_pointer (&media);
  if (!cs_bluesky_find_post (http, account, segment->quote, &quoted, cancellable, error))
    return NULL;

  embed = json_object_new ();
  json_object_set_string_member (embed, "$type", "app.bsky.embed.record");
  json_object_set_object_member (embed, "record", cs_bluesky_make_ref (quoted.uri, quoted.cid));
  if (media == NULL)
    return embed;

  outer = json_object_new ();
  json_object_set_string_member (outer, "$type", "app.bsky.embed.recordWithMedia");
  json_object_set_object_member (outer, "record", embed);
  json_object_set_object_member (outer, "media", g_steal_pointer (&media));

  return outer;
}
