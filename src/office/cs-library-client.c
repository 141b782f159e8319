/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-json.h"
#include "cs-library-client.h"
#include "cs-replies-private.h"

void
cs_library_item_free (CsLibraryItem *item)
{
  if (!item)
    return;

  g_free (item->mime_type);
  g_free (item->added_by_name);
  g_free (item->title);
  g_free (item->author);
  g_free (item->licence);
  g_free (item->licence_until);
  g_free (item->consent);
  g_free (item->map_number);
  g_free (item->alt_text);
  g_free (item);
}

JsonObject *
cs_arguments_media_list (const char          *kind,
                         const char          *search,
                         const char          *ending,
                         const CsLibraryItem *last,
                         guint                limit)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", kind);
  json_object_set_string_member (object, "search", search);
  json_object_set_string_member (object, "ending", ending);
  json_object_set_int_member (object, "limit", limit);
  if (last)
    {
      json_object_set_int_member (object, "before_at", last->added_at);
      cs_json_set_digest (object, "before", &last->digest);
    }
  return object;
}

JsonObject *
cs_arguments_media_get (const CsDigest *digest)
{
  JsonObject *object = json_object_new ();

  cs_json_set_digest (object, "digest", digest);
  return object;
}

JsonObject *
cs_arguments_media_note (const CsLibraryItem *item)
{
  JsonObject *object = cs_arguments_media_get (&item->digest);

  json_object_set_string_member (object, "title", item->title);
  json_object_set_string_member (object, "author", item->author);
  json_object_set_string_member (object, "licence", item->licence);
  json_object_set_string_member (object, "licence_until", item->licence_until);
  json_object_set_string_member (object, "consent", item->consent);
  json_object_set_string_member (object, "map_number", item->map_number);
  json_object_set_boolean_member (object, "ai_made", item->ai_made);
  return object;
}

static gpointer
read_item (JsonObject *object)
{
  CsLibraryItem *item = g_new0 (CsLibraryItem, 1);

  item->digest = cs_json_get_digest (object, "digest");
  item->mime_type = cs_reply_dup_text (object, "mime_type");
  item->bytes = cs_json_get_int64 (object, "bytes");
  item->width = (int) cs_json_get_int64 (object, "width");
  item->height = (int) cs_json_get_int64 (object, "height");
  item->duration_ms = (guint) cs_json_get_int64 (object, "duration_ms");
  item->added_by_name = cs_reply_dup_text (object, "added_by_name");
  item->added_at = cs_json_get_int64 (object, "added_at");
  item->title = cs_reply_dup_text (object, "title");
  item->author = cs_reply_dup_text (object, "author");
  item->licence = cs_reply_dup_text (object, "licence");
  item->licence_until = cs_reply_dup_text (object, "licence_until");
  item->consent = cs_reply_dup_text (object, "consent");
  item->map_number = cs_reply_dup_text (object, "map_number");
  item->ai_made = cs_json_get_boolean (object, "ai_made");
  item->alt_text = cs_reply_dup_text (object, "alt_text");
  item->chart = cs_json_get_boolean (object, "chart");
  item->n_posts = (guint) cs_json_get_int64 (object, "n_posts");
  item->n_published = (guint) cs_json_get_int64 (object, "n_published");
  return item;
}

GPtrArray *
cs_reply_read_library (JsonObject *reply)
{
  return cs_reply_read_list (reply, "media", read_item, (GDestroyNotify) cs_library_item_free);
}

CsLibraryItem *
cs_reply_read_library_item (JsonObject *reply)
{
  g_autoptr(JsonObject) none = json_object_new ();
  JsonObject *media = cs_json_get_object (reply, "media");

  return read_item (media ? media : none);
}

GPtrArray *
cs_reply_read_library_posts (JsonObject *reply)
{
  return cs_reply_read_post_list (reply, "posts");
}

GPtrArray *
cs_reply_read_library_alike (JsonObject *reply)
{
  return cs_reply_read_list (reply, "alike", read_item, (GDestroyNotify) cs_library_item_free);
}

static void
copy_text (char       **to,
           const char  *from)
{
  g_free (*to);
  *to = g_strdup (from);
}

CsMediaItem *
cs_reply_read_library_media (JsonObject *reply)
{
  g_autoptr(CsLibraryItem) item = cs_reply_read_library_item (reply);
  JsonObject *used = cs_json_get_object (reply, "item");
  CsMediaItem *media = used ? cs_json_to_media (used, NULL) : NULL;

  if (!media)
    {
      media = cs_media_item_new ();
      media->digest = item->digest;
      media->width = item->width;
      media->height = item->height;
      media->duration_ms = item->duration_ms;
      copy_text (&media->mime_type, item->mime_type);
      copy_text (&media->alt_text, item->alt_text);
    }
  media->ai_made = item->ai_made;
  copy_text (&media->author, item->author);
  copy_text (&media->licence, item->licence);
  copy_text (&media->licence_until, item->licence_until);
  copy_text (&media->consent, item->consent);
  copy_text (&media->map_number, item->map_number);
  return media;
}
