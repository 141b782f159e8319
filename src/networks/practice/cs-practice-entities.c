/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-practice-private.h"

char *
cs_practice_format_time (gint64 at)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autofree char *seconds = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");

  return g_strdup_printf ("%s.%03dZ", seconds, (int) (at / 1000 % 1000));
}

static void
set_time (JsonObject *json,
          const char *member,
          gint64      at)
{
  g_autofree char *text = cs_practice_format_time (at);

  json_object_set_string_member (json, member, text);
}

static void
set_address (CsPracticeRequest *request,
             JsonObject        *json,
             const char        *member,
             const char        *path)
{
  g_autofree char *address = g_strconcat ("http://", cs_practice_server_get_host (request->server), path, NULL);

  json_object_set_string_member (json, member, address);
}

static guint
count_statuses (CsPracticeRequest *request,
                CsPracticeAccount *account)
{
  GPtrArray *statuses = cs_practice_store_get_statuses (request->store);
  guint n = 0;

  for (guint i = 0; i < statuses->len; i++)
    n += g_str_equal (((CsPracticeStatus *) g_ptr_array_index (statuses, i))->account, account->id);

  return n;
}

static JsonObject *
make_source (void)
{
  JsonObject *source = json_object_new ();

  json_object_set_string_member (source, "privacy", "public");
  json_object_set_boolean_member (source, "sensitive", FALSE);
  json_object_set_string_member (source, "language", "en");
  json_object_set_string_member (source, "note", "");
  json_object_set_array_member (source, "fields", json_array_new ());

  return source;
}

JsonObject *
cs_practice_account_to_json (CsPracticeRequest *request,
                             CsPracticeAccount *account,
                             gboolean           own)
{
  JsonObject *json = json_object_new ();
  g_autofree char *path = g_strconcat ("/@", account->login, NULL);

  json_object_set_string_member (json, "id", account->id);
  json_object_set_string_member (json, "username", account->login);
  json_object_set_string_member (json, "acct", account->login);
  json_object_set_string_member (json, "display_name", account->display_name);
  json_object_set_boolean_member (json, "locked", FALSE);
  json_object_set_boolean_member (json, "bot", FALSE);
  json_object_set_boolean_member (json, "discoverable", TRUE);
  set_time (json, "created_at", account->made_at);
  json_object_set_string_member (json, "note", "");
  set_address (request, json, "url", path);
  set_address (request, json, "uri", path);
  json_object_set_int_member (json, "followers_count", 0);
  json_object_set_int_member (json, "following_count", 0);
  json_object_set_int_member (json, "statuses_count", own ? count_statuses (request, account) : 0);
  json_object_set_array_member (json, "emojis", json_array_new ());
  json_object_set_array_member (json, "fields", json_array_new ());
  if (own)
    json_object_set_object_member (json, "source", make_source ());

  return json;
}

JsonObject *
cs_practice_media_to_json (CsPracticeRequest *request,
                           CsPracticeMedia   *media)
{
  JsonObject *json = json_object_new ();
  JsonObject *meta = json_object_new ();
  JsonObject *original = json_object_new ();
  g_autofree char *path = g_strdup_printf ("/media/%s.%s", media->id, cs_practice_media_extension (media));
  g_autofree char *cover = g_strdup_printf ("/media/%s.cover.jpg", media->id);
  gboolean film = cs_practice_media_is_film (media);

  json_object_set_string_member (json, "id", media->id);
  json_object_set_string_member (json, "type", film ? "video" : "image");
  if (media->ready_at <= request->now)
    set_address (request, json, "url", path);
  else
    json_object_set_null_member (json, "url");
  set_address (request, json, "preview_url", film && media->has_cover ? cover : path);
  json_object_set_null_member (json, "remote_url");
  json_object_set_int_member (original, "width", media->width);
  json_object_set_int_member (original, "height", media->height);
  if (film)
    json_object_set_double_member (original, "duration", (double) media->duration_ms / 1000);
  json_object_set_object_member (meta, "original", original);
  json_object_set_object_member (json, "meta", meta);
  if (*media->description != '\0')
    json_object_set_string_member (json, "description", media->description);
  else
    json_object_set_null_member (json, "description");

  return json;
}

static void
set_parent (CsPracticeRequest *request,
            JsonObject        *json,
            CsPracticeStatus  *status)
{
  CsPracticeStatus *parent = *status->parent != '\0' ? cs_practice_store_get_status (request->store, status->parent) : NULL;

  if (*status->parent != '\0')
    json_object_set_string_member (json, "in_reply_to_id", status->parent);
  else
    json_object_set_null_member (json, "in_reply_to_id");
  if (parent != NULL)
    json_object_set_string_member (json, "in_reply_to_account_id", parent->account);
  else
    json_object_set_null_member (json, "in_reply_to_account_id");
}

static JsonArray *
list_media (CsPracticeRequest *request,
            CsPracticeStatus  *status)
{
  JsonArray *list = json_array_new ();

  for (gsize i = 0; status->media[i] != NULL; i++)
    {
      CsPracticeMedia *media = cs_practice_store_get_media (request->store, status->media[i]);

      if (media != NULL)
        json_array_add_object_element (list, cs_practice_media_to_json (request, media));
    }

  return list;
}

static JsonObject *
make_status (CsPracticeRequest *request,
             CsPracticeStatus  *status,
             gboolean           whole)
{
  JsonObject *json = json_object_new ();
  JsonObject *application = json_object_new ();
  CsPracticeAccount *account = cs_practice_store_get_account (request->store, status->account);
  g_autofree char *path = g_strdup_printf ("/@%s/%s", account->login, status->id);
  g_autofree char *content = cs_practice_text_to_html (status->text);

  json_object_set_string_member (json, "id", status->id);
  set_address (request, json, "uri", path);
  set_address (request, json, "url", path);
  set_time (json, "created_at", status->made_at);
  json_object_set_null_member (json, "edited_at");
  set_parent (request, json, status);
  json_object_set_string_member (json, "visibility", status->visibility);
  if (*status->language != '\0')
    json_object_set_string_member (json, "language", status->language);
  else
    json_object_set_null_member (json, "language");
  json_object_set_boolean_member (json, "sensitive", status->sensitive);
  json_object_set_string_member (json, "spoiler_text", status->warning);
  json_object_set_string_member (json, "content", content);
  json_object_set_array_member (json, "media_attachments", list_media (request, status));
  json_object_set_object_member (json, "account", cs_practice_account_to_json (request, account, FALSE));
  json_object_set_string_member (application, "name", status->application);
  json_object_set_object_member (json, "application", application);
  cs_practice_set_poll (request, json, status);
  cs_practice_set_reblog (request, json, status, whole);
  cs_practice_set_quote (request, json, status, whole);
  json_object_set_int_member (json, "replies_count", 0);
  json_object_set_int_member (json, "reblogs_count", 0);
  json_object_set_int_member (json, "favourites_count", 0);

  return json;
}

JsonObject *
cs_practice_status_to_json (CsPracticeRequest *request,
                            CsPracticeStatus  *status)
{
  return make_status (request, status, TRUE);
}

JsonObject *
cs_practice_status_to_json_within (CsPracticeRequest *request,
                                   CsPracticeStatus  *status)
{
  return make_status (request, status, FALSE);
}

gboolean
cs_practice_may_see (CsPracticeAccount *account,
                     CsPracticeStatus  *status)
{
  return g_str_equal (status->visibility, "public") || g_str_equal (status->visibility, "unlisted") ||
         (account != NULL && g_str_equal (account->id, status->account));
}
