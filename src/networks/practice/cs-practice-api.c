/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-practice-private.h"

#include <string.h>

#include "cs-error.h"
#include "cs-network-json.h"
#include "cs-text.h"

/* Instance, accounts and posts, with Mastodon's own refusals (messages as its sources word them). */

static JsonObject *
make_configuration (void)
{
  JsonObject *configuration = json_object_new ();
  JsonObject *statuses = json_object_new ();
  JsonObject *media = json_object_new ();
  JsonObject *polls = json_object_new ();
  JsonArray *types = json_array_new ();

  json_object_set_int_member (statuses, "max_characters", CS_PRACTICE_MAX_CHARACTERS);
  json_object_set_int_member (statuses, "max_media_attachments", CS_PRACTICE_MAX_MEDIA);
  json_object_set_int_member (statuses, "characters_reserved_per_url", CS_PRACTICE_LINK_LENGTH);
  json_array_add_string_element (types, "image/jpeg");
  json_array_add_string_element (types, "image/png");
  json_array_add_string_element (types, "video/mp4");
  json_object_set_array_member (media, "supported_mime_types", types);
  json_object_set_int_member (media, "description_limit", CS_PRACTICE_MAX_DESCRIPTION);
  json_object_set_int_member (media, "image_size_limit", CS_PRACTICE_MAX_PICTURE);
  json_object_set_int_member (media, "image_matrix_limit", CS_PRACTICE_MAX_MATRIX);
  json_object_set_int_member (media, "video_size_limit", CS_PRACTICE_MAX_FILM);
  json_object_set_int_member (media, "video_matrix_limit", CS_PRACTICE_MAX_FILM_MATRIX);
  json_object_set_int_member (media, "video_frame_rate_limit", CS_PRACTICE_MAX_FILM_RATE);
  json_object_set_object_member (configuration, "statuses", statuses);
  json_object_set_object_member (configuration, "media_attachments", media);
  json_object_set_int_member (polls, "max_options", CS_PRACTICE_MAX_OPTIONS);
  json_object_set_int_member (polls, "max_characters_per_option", CS_PRACTICE_MAX_OPTION);
  json_object_set_int_member (polls, "min_expiration", CS_PRACTICE_MIN_POLL);
  json_object_set_int_member (polls, "max_expiration", CS_PRACTICE_MAX_POLL);
  json_object_set_object_member (configuration, "polls", polls);

  return configuration;
}

static JsonObject *
make_instance (CsPracticeRequest *request,
               const char        *domain_member)
{
  JsonObject *json = json_object_new ();

  json_object_set_string_member (json, domain_member, cs_practice_server_get_host (request->server));
  json_object_set_string_member (json, "title", "Practice network");
  json_object_set_string_member (json, "version", "4.5.0+practice");
  json_object_set_string_member (json, "source_url", "countersign:practice");
  json_object_set_string_member (json, "description", "A network on this computer alone, to learn on. Nothing leaves it.");
  /* Whoever looks for it here learns whether a key is honoured; other clients pass over it. */
  json_object_set_boolean_member (json, "practice_idempotency", cs_practice_server_has_keys (request->server));
  json_object_set_object_member (json, "configuration", make_configuration ());

  return json;
}

void
cs_practice_instance_v2 (CsPracticeRequest *request)
{
  JsonObject *json = make_instance (request, "domain");
  JsonObject *versions = json_object_new ();

  /* 7: quotes. */
  json_object_set_int_member (versions, "mastodon", 7);
  json_object_set_object_member (json, "api_versions", versions);
  cs_practice_reply_object (request, 200, json);
}

void
cs_practice_instance_v1 (CsPracticeRequest *request)
{
  cs_practice_reply_object (request, 200, make_instance (request, "uri"));
}

void
cs_practice_verify (CsPracticeRequest *request)
{
  cs_practice_reply_object (request, 200, cs_practice_account_to_json (request, request->account, TRUE));
}

static void
reply_account (CsPracticeRequest *request,
               CsPracticeAccount *account)
{
  if (account != NULL)
    cs_practice_reply_object (request, 200, cs_practice_account_to_json (request, account, FALSE));
  else
    cs_practice_refuse (request, 404, "Record not found");
}

void
cs_practice_get_account (CsPracticeRequest *request)
{
  reply_account (request, cs_practice_store_get_account (request->store, request->argument));
}

static const char *
get_query (CsPracticeRequest *request,
           const char        *name)
{
  return request->query != NULL ? g_hash_table_lookup (request->query, name) : NULL;
}

void
cs_practice_lookup_account (CsPracticeRequest *request)
{
  const char *login = get_query (request, "acct");

  reply_account (request, login != NULL ? cs_practice_store_find_login (request->store, login) : NULL);
}

/* Ids are opaque to callers, numbers to us. */
static gint64
get_id (CsPracticeRequest *request,
        const char        *name,
        gint64             otherwise)
{
  const char *text = get_query (request, name);

  return text != NULL && *text != '\0' ? g_ascii_strtoll (text, NULL, 10) : otherwise;
}

static void
add_link_header (CsPracticeRequest *request,
                 const char        *first,
                 const char        *last)
{
  const char *host = cs_practice_server_get_host (request->server);
  g_autofree char *link = NULL;

  link = g_strdup_printf ("<http://%s%s?max_id=%s>; rel=\"next\", <http://%s%s?min_id=%s>; rel=\"prev\"",
                          host, request->path, last, host, request->path, first);
  soup_message_headers_replace (soup_server_message_get_response_headers (request->message), "Link", link);
}

/* Newest first. @account: whose, or NULL for the public timeline. */
static void
reply_list (CsPracticeRequest *request,
            CsPracticeAccount *account)
{
  GPtrArray *statuses = cs_practice_store_get_statuses (request->store);
  gint64 below = get_id (request, "max_id", G_MAXINT64);
  gint64 above = MAX (get_id (request, "min_id", 0), get_id (request, "since_id", 0));
  guint limit = CLAMP (get_id (request, "limit", 20), 1, 40);
  gboolean no_replies = g_strcmp0 (get_query (request, "exclude_replies"), "true") == 0;
  const char *first = NULL;
  const char *last = NULL;
  JsonArray *list = json_array_new ();

  for (guint i = statuses->len; i > 0 && json_array_get_length (list) < limit; i--)
    {
      CsPracticeStatus *status = g_ptr_array_index (statuses, i - 1);
      gint64 id = g_ascii_strtoll (status->id, NULL, 10);

      if (id >= below || id <= above || (no_replies && *status->parent != '\0') ||
          !cs_practice_may_see (request->account, status) ||
          (account != NULL ? !g_str_equal (status->account, account->id) : !g_str_equal (status->visibility, "public")))
        continue;
      json_array_add_object_element (list, cs_practice_status_to_json (request, status));
      first = first != NULL ? first : status->id;
      last = status->id;
    }

  if (last != NULL)
    add_link_header (request, first, last);
  cs_practice_reply_array (request, list);
}

void
cs_practice_list_statuses (CsPracticeRequest *request)
{
  CsPracticeAccount *account = cs_practice_store_get_account (request->store, request->argument);

  if (account != NULL)
    reply_list (request, account);
  else
    cs_practice_refuse (request, 404, "Record not found");
}

void
cs_practice_public_timeline (CsPracticeRequest *request)
{
  reply_list (request, NULL);
}

static CsPracticeStatus *
find_status (CsPracticeRequest *request)
{
  CsPracticeStatus *status = cs_practice_store_get_status (request->store, request->argument);

  if (status != NULL && cs_practice_may_see (request->account, status))
    return status;

  cs_practice_refuse (request, 404, "Record not found");

  return NULL;
}

static CsPracticeStatus *
find_own_status (CsPracticeRequest *request)
{
  CsPracticeStatus *status = find_status (request);

  if (status == NULL || g_str_equal (status->account, request->account->id))
    return status;

  cs_practice_refuse (request, 404, "Record not found");

  return NULL;
}

void
cs_practice_get_status (CsPracticeRequest *request)
{
  CsPracticeStatus *status = find_status (request);

  if (status != NULL)
    cs_practice_reply_object (request, 200, cs_practice_status_to_json (request, status));
}

void
cs_practice_get_source (CsPracticeRequest *request)
{
  CsPracticeStatus *status = find_own_status (request);
  JsonObject *json;

  if (status == NULL)
    return;

  json = json_object_new ();
  json_object_set_string_member (json, "id", status->id);
  json_object_set_string_member (json, "text", status->text);
  json_object_set_string_member (json, "spoiler_text", status->warning);
  cs_practice_reply_object (request, 200, json);
}

void
cs_practice_get_context (CsPracticeRequest *request)
{
  CsPracticeStatus *status = find_status (request);
  GPtrArray *statuses = cs_practice_store_get_statuses (request->store);
  g_autoptr(GHashTable) below = NULL;
  JsonObject *json;
  JsonArray *ancestors;
  JsonArray *descendants;

  if (status == NULL)
    return;

  ancestors = json_array_new ();
  descendants = json_array_new ();
  below = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_add (below, status->id);
  /* A reply is always younger than its parent. */
  for (guint i = 0; i < statuses->len; i++)
    {
      CsPracticeStatus *reply = g_ptr_array_index (statuses, i);

      if (*reply->parent == '\0' || !g_hash_table_contains (below, reply->parent) || !cs_practice_may_see (request->account, reply))
        continue;
      g_hash_table_add (below, reply->id);
      json_array_add_object_element (descendants, cs_practice_status_to_json (request, reply));
    }
  for (CsPracticeStatus *up = status; *up->parent != '\0';)
    {
      if (!(up = cs_practice_store_get_status (request->store, up->parent)))
        break;
      if (cs_practice_may_see (request->account, up))
        json_array_add_object_element (ancestors, cs_practice_status_to_json (request, up));
    }

  json = json_object_new ();
  json_object_set_array_member (json, "ancestors", ancestors);
  json_object_set_array_member (json, "descendants", descendants);
  cs_practice_reply_object (request, 200, json);
}

void
cs_practice_delete_status (CsPracticeRequest *request)
{
  CsPracticeStatus *status = find_own_status (request);
  g_autoptr(GError) error = NULL;
  JsonObject *json;

  if (status == NULL)
    return;

  json = cs_practice_status_to_json (request, status);
  json_object_set_string_member (json, "text", status->text);
  if (cs_practice_store_delete_status (request->store, status->id, &error))
    {
      cs_practice_reply_object (request, 200, json);
      return;
    }

  json_object_unref (json);
  cs_practice_refuse_error (request, error);
}

/* Reads media_ids. NULL, with the refusal given, if one is not the account's own, free and ready. */
static GStrv
take_media (CsPracticeRequest *request)
{
  JsonArray *ids = cs_network_json_array (request->params, "media_ids");
  guint n = ids != NULL ? json_array_get_length (ids) : 0;
  g_auto(GStrv) media = NULL;
  g_autofree char *message = NULL;

  if (n > CS_PRACTICE_MAX_MEDIA)
    {
      cs_practice_refuse (request, 422, "Validation failed: Cannot attach more than 4 files");
      return NULL;
    }

  media = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (ids, i);
      const char *id = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";
      CsPracticeMedia *item = cs_practice_store_get_media (request->store, id);

      if (item == NULL || *item->status != '\0' || !g_str_equal (item->account, request->account->id) ||
          g_strv_contains ((const char * const *) media, id))
        {
          message = g_strdup_printf ("Validation failed: Media %s not found or already attached to another post", id);
          cs_practice_refuse (request, 422, message);
          return NULL;
        }
      if (item->ready_at > request->now)
        {
          cs_practice_refuse (request, 422,
                              "Validation failed: Cannot attach files that have not finished processing. Try again in a moment!");
          return NULL;
        }
      if (n > 1 && cs_practice_media_is_film (item))
        {
          cs_practice_refuse (request, 422, "Validation failed: Cannot attach a video to a post that already contains images");
          return NULL;
        }
      media[i] = g_strdup (id);
    }

  return g_steal_pointer (&media);
}

static gboolean
check_text (CsPracticeRequest *request,
            const char        *text,
            const char        *warning,
            gboolean           has_media)
{
  CsTextLimits limits = { CS_NETWORK_PRACTICE, CS_PRACTICE_MAX_CHARACTERS, 0, CS_PRACTICE_LINK_LENGTH };
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  guint length = cs_text_count (text, &limits).length + cs_text_count (warning, &limits).length;

  if (*stripped == '\0' && !has_media)
    cs_practice_refuse (request, 422, "Validation failed: Text can't be blank");
  else if (length > CS_PRACTICE_MAX_CHARACTERS)
    cs_practice_refuse (request, 422, "Validation failed: Text character limit of 500 exceeded");
  else
    return TRUE;

  return FALSE;
}

static gboolean
check_members (CsPracticeRequest *request,
               const char        *visibility,
               const char        *parent)
{
  static const char *const visibilities[] = { "public", "unlisted", "private", "direct", NULL };
  CsPracticeStatus *status = *parent != '\0' ? cs_practice_store_get_status (request->store, parent) : NULL;

  if (json_object_has_member (request->params, "scheduled_at"))
    cs_practice_refuse (request, 422, "Validation failed: The practice network has no scheduled posts");
  else if (!g_strv_contains (visibilities, visibility))
    cs_practice_refuse (request, 422, "Validation failed: Visibility is not included in the list");
  else if (*parent != '\0' && (status == NULL || !cs_practice_may_see (request->account, status)))
    cs_practice_refuse (request, 404, "The post you are trying to reply to does not appear to exist.");
  else
    return TRUE;

  return FALSE;
}

static gboolean
get_boolean (JsonObject *params,
             const char *member)
{
  const char *text = cs_network_json_string (params, member, "");

  return cs_network_json_boolean (params, member, g_str_equal (text, "true") || g_str_equal (text, "1"));
}

static void
store_status (CsPracticeRequest *request,
              const char        *key,
              GStrv              media)
{
  g_auto(GStrv) poll = NULL;
  CsPracticeApp *app = cs_practice_store_find_app (request->store, request->token->client_id);
  CsPracticeStatus *added;
  CsPracticeStatus status = { 0 };
  g_autoptr(GError) error = NULL;

  status.account = request->account->id;
  status.text = (char *) cs_network_json_string (request->params, "status", "");
  status.warning = (char *) cs_network_json_string (request->params, "spoiler_text", "");
  status.visibility = (char *) cs_network_json_string (request->params, "visibility", "public");
  status.language = (char *) cs_network_json_string (request->params, "language", "");
  status.parent = (char *) cs_network_json_string (request->params, "in_reply_to_id", "");
  status.key = (char *) key;
  status.application = app != NULL ? app->name : (char *) "Countersign";
  status.sensitive = get_boolean (request->params, "sensitive") || *status.warning != '\0';
  status.media = media;
  if (!cs_practice_take_poll (request, media[0] != NULL, &status))
    return;
  poll = status.poll;
  if (!cs_practice_take_quote (request, media[0] != NULL, &status))
    return;

  added = cs_practice_store_add_status (request->store, &status, &error);
  if (added != NULL)
    cs_practice_reply_object (request, 200, cs_practice_status_to_json (request, added));
  else
    cs_practice_refuse_error (request, error);
}

void
cs_practice_create_status (CsPracticeRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  const char *key = soup_message_headers_get_one (headers, "Idempotency-Key");
  JsonArray *ids = cs_network_json_array (request->params, "media_ids");
  CsPracticeStatus *before = NULL;
  g_auto(GStrv) media = NULL;

  if (key != NULL && cs_practice_server_has_keys (request->server))
    before = cs_practice_store_find_key (request->store, request->account->id, key, request->now);
  if (before != NULL)
    {
      cs_practice_reply_object (request, 200, cs_practice_status_to_json (request, before));
      return;
    }

  if (check_members (request,
                     cs_network_json_string (request->params, "visibility", "public"),
                     cs_network_json_string (request->params, "in_reply_to_id", "")) &&
      check_text (request,
                  cs_network_json_string (request->params, "status", ""),
                  cs_network_json_string (request->params, "spoiler_text", ""),
                  ids != NULL && json_array_get_length (ids) > 0) &&
      (media = take_media (request)) != NULL)
    store_status (request, key != NULL ? key : "", media);
}
