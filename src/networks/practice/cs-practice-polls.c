/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-practice-private.h"

#include <string.h>

#include "cs-network-json.h"

/* Polls and quotes: taken in, checked as Mastodon checks them, told again. Nobody votes here. */

/* Members of forms are called "poll[expires_in]", those of JSON are members of an object "poll". */
static JsonObject *
get_poll (JsonObject *params)
{
  JsonObject *poll = cs_network_json_object (params, "poll");
  JsonArray *options = cs_network_json_array (params, "poll[options]");

  if (poll != NULL)
    return json_object_ref (poll);
  if (options == NULL && !json_object_has_member (params, "poll"))
    return NULL;

  poll = json_object_new ();
  if (options != NULL)
    json_object_set_array_member (poll, "options", json_array_ref (options));
  json_object_set_int_member (poll, "expires_in", g_ascii_strtoll (cs_network_json_string (params, "poll[expires_in]", "0"), NULL, 10));
  json_object_set_boolean_member (poll, "multiple", g_str_equal (cs_network_json_string (params, "poll[multiple]", ""), "true"));

  return poll;
}

static gboolean
check_option (JsonNode   *node,
              GHashTable *seen,
              GPtrArray  *options)
{
  g_autofree char *title = NULL;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return FALSE;

  title = g_strstrip (g_strdup (json_node_get_string (node)));
  if (*title == '\0' || g_utf8_strlen (title, -1) > CS_PRACTICE_MAX_OPTION || !g_hash_table_add (seen, g_strdup (title)))
    return FALSE;

  g_ptr_array_add (options, g_steal_pointer (&title));

  return TRUE;
}

static const char *
check_poll (JsonObject *poll,
            gboolean    has_media,
            GPtrArray  *options)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *list = cs_network_json_array (poll, "options");
  guint n = list != NULL ? json_array_get_length (list) : 0;
  gint64 seconds = cs_network_json_int (poll, "expires_in", 0);

  if (has_media)
    return "Validation failed: A poll cannot be combined with media";
  if (n < 2)
    return "Validation failed: Options must be more than one";
  if (n > CS_PRACTICE_MAX_OPTIONS)
    return "Validation failed: Options can't contain more than 4 items";
  for (guint i = 0; i < n; i++)
    if (!check_option (json_array_get_element (list, i), seen, options))
      return "Validation failed: Options must differ, and have 1 to 50 characters each";
  if (seconds < CS_PRACTICE_MIN_POLL)
    return "Validation failed: Expires at is too soon";
  if (seconds > CS_PRACTICE_MAX_POLL)
    return "Validation failed: Expires at is too far into the future";

  return NULL;
}

gboolean
cs_practice_take_poll (CsPracticeRequest *request,
                       gboolean           has_media,
                       CsPracticeStatus  *status)
{
  g_autoptr(JsonObject) poll = get_poll (request->params);
  g_autoptr(GPtrArray) options = g_ptr_array_new_with_free_func (g_free);
  const char *refusal;

  if (poll == NULL)
    return TRUE;

  if ((refusal = check_poll (poll, has_media, options)) != NULL)
    {
      cs_practice_refuse (request, 422, refusal);
      return FALSE;
    }

  g_ptr_array_add (options, NULL);
  status->poll = (GStrv) g_ptr_array_free (g_steal_pointer (&options), FALSE);
  status->poll_seconds = cs_network_json_int (poll, "expires_in", 0);
  status->poll_multiple = cs_network_json_boolean (poll, "multiple", FALSE);

  return TRUE;
}

gboolean
cs_practice_take_quote (CsPracticeRequest *request,
                        gboolean           has_media,
                        CsPracticeStatus  *status)
{
  const char *id = cs_network_json_string (request->params, "quoted_status_id", "");
  CsPracticeStatus *quoted = *id != '\0' ? cs_practice_store_get_status (request->store, id) : NULL;

  status->quote = (char *) id;
  status->unquotable = g_str_equal (cs_network_json_string (request->params, "quote_approval_policy", ""), "nobody");
  if (*id == '\0')
    return TRUE;

  if (quoted == NULL || !cs_practice_may_see (request->account, quoted))
    cs_practice_refuse (request, 404, "The post you are trying to quote does not appear to exist.");
  else if (has_media || status->poll != NULL)
    cs_practice_refuse (request, 422, "Validation failed: A quote cannot be combined with media or a poll");
  else if (g_str_equal (quoted->visibility, "private") || g_str_equal (quoted->visibility, "direct") || *quoted->reblog != '\0' ||
           (quoted->unquotable && !g_str_equal (quoted->account, request->account->id)))
    cs_practice_refuse (request, 403, "You are not allowed to quote this post");
  else
    return TRUE;

  return FALSE;
}

static JsonArray *
list_options (CsPracticeStatus *status)
{
  JsonArray *options = json_array_new ();

  for (gsize i = 0; status->poll[i] != NULL; i++)
    {
      JsonObject *option = json_object_new ();

      json_object_set_string_member (option, "title", status->poll[i]);
      json_object_set_int_member (option, "votes_count", 0);
      json_array_add_object_element (options, option);
    }

  return options;
}

gint64
cs_practice_poll_ends_at (CsPracticeStatus *status)
{
  return status->made_at + status->poll_seconds * G_USEC_PER_SEC;
}

void
cs_practice_set_poll (CsPracticeRequest *request,
                      JsonObject        *json,
                      CsPracticeStatus  *status)
{
  g_autofree char *ends = NULL;
  JsonObject *poll;

  if (status->poll == NULL || status->poll[0] == NULL)
    {
      json_object_set_null_member (json, "poll");
      return;
    }

  ends = cs_practice_format_time (cs_practice_poll_ends_at (status));
  poll = json_object_new ();
  json_object_set_string_member (poll, "id", status->id);
  json_object_set_string_member (poll, "expires_at", ends);
  json_object_set_boolean_member (poll, "expired", cs_practice_poll_ends_at (status) <= request->now);
  json_object_set_boolean_member (poll, "multiple", status->poll_multiple);
  json_object_set_int_member (poll, "votes_count", 0);
  json_object_set_int_member (poll, "voters_count", 0);
  json_object_set_array_member (poll, "options", list_options (status));
  json_object_set_array_member (poll, "emojis", json_array_new ());
  json_object_set_object_member (json, "poll", poll);
}

/* Who may quote it, as Mastodon tells it. */
static void
set_approval (JsonObject       *json,
              CsPracticeStatus *status)
{
  JsonObject *approval = json_object_new ();
  JsonArray *automatic = json_array_new ();

  if (!status->unquotable)
    json_array_add_string_element (automatic, "public");
  json_object_set_array_member (approval, "automatic", automatic);
  json_object_set_array_member (approval, "manual", json_array_new ());
  json_object_set_object_member (json, "quote_approval", approval);
}

/* A quotation within a quotation is told by its id alone, as Mastodon does: posts that quote each other end somewhere. */
void
cs_practice_set_quote (CsPracticeRequest *request,
                       JsonObject        *json,
                       CsPracticeStatus  *status,
                       gboolean           whole)
{
  CsPracticeStatus *quoted = *status->quote != '\0' ? cs_practice_store_get_status (request->store, status->quote) : NULL;
  JsonObject *quote;

  set_approval (json, status);
  if (*status->quote == '\0')
    {
      json_object_set_null_member (json, "quote");
      return;
    }

  quote = json_object_new ();
  json_object_set_string_member (quote, "state", quoted != NULL ? "accepted" : "deleted");
  if (!whole)
    json_object_set_string_member (quote, "quoted_status_id", status->quote);
  else if (quoted != NULL)
    json_object_set_object_member (quote, "quoted_status", cs_practice_status_to_json_within (request, quoted));
  else
    json_object_set_null_member (quote, "quoted_status");
  json_object_set_object_member (json, "quote", quote);
}

static CsPracticeStatus *
find_reblog (CsPracticeRequest *request,
             const char        *of)
{
  GPtrArray *statuses = cs_practice_store_get_statuses (request->store);

  for (guint i = 0; request->account != NULL && i < statuses->len; i++)
    {
      CsPracticeStatus *status = g_ptr_array_index (statuses, i);

      if (g_str_equal (status->reblog, of) && g_str_equal (status->account, request->account->id))
        return status;
    }

  return NULL;
}

void
cs_practice_set_reblog (CsPracticeRequest *request,
                        JsonObject        *json,
                        CsPracticeStatus  *status,
                        gboolean           whole)
{
  CsPracticeStatus *original = *status->reblog != '\0' ? cs_practice_store_get_status (request->store, status->reblog) : NULL;

  json_object_set_boolean_member (json, "reblogged", find_reblog (request, status->id) != NULL);
  if (original != NULL && whole)
    json_object_set_object_member (json, "reblog", cs_practice_status_to_json_within (request, original));
  else
    json_object_set_null_member (json, "reblog");
}

void
cs_practice_reblog_status (CsPracticeRequest *request)
{
  CsPracticeStatus *original = cs_practice_store_get_status (request->store, request->argument);
  CsPracticeStatus *before;
  CsPracticeStatus status = { 0 };
  CsPracticeStatus *added;
  g_autoptr(GError) error = NULL;

  if (original == NULL || *original->reblog != '\0' || !cs_practice_may_see (request->account, original) ||
      g_str_equal (original->visibility, "private") || g_str_equal (original->visibility, "direct"))
    {
      cs_practice_refuse (request, 404, "Record not found");
      return;
    }

  /* Once more changes nothing. */
  if ((before = find_reblog (request, original->id)) != NULL)
    {
      cs_practice_reply_object (request, 200, cs_practice_status_to_json (request, before));
      return;
    }

  status.account = request->account->id;
  status.text = status.warning = status.language = status.parent = status.key = status.quote = (char *) "";
  status.application = (char *) "Countersign";
  status.visibility = (char *) cs_network_json_string (request->params, "visibility", "public");
  status.reblog = original->id;
  added = cs_practice_store_add_status (request->store, &status, &error);
  if (added != NULL)
    cs_practice_reply_object (request, 200, cs_practice_status_to_json (request, added));
  else
    cs_practice_refuse_error (request, error);
}

/* The post that an address of this network's pages names; NULL if none */
static CsPracticeStatus *
find_by_address (CsPracticeRequest *request,
                 const char        *address)
{
  g_autofree char *start = g_strconcat ("http://", cs_practice_server_get_host (request->server), "/@", NULL);
  const char *slash = g_str_has_prefix (address, start) ? strrchr (address, '/') : NULL;
  CsPracticeStatus *status = slash != NULL ? cs_practice_store_get_status (request->store, slash + 1) : NULL;

  return status != NULL && cs_practice_may_see (request->account, status) ? status : NULL;
}

/* Only for addresses of posts: that is what a client asks before it quotes or answers one. */
void
cs_practice_search (CsPracticeRequest *request)
{
  const char *query = request->query != NULL ? g_hash_table_lookup (request->query, "q") : NULL;
  CsPracticeStatus *status = query != NULL ? find_by_address (request, query) : NULL;
  JsonObject *json = json_object_new ();
  JsonArray *statuses = json_array_new ();

  if (status != NULL)
    json_array_add_object_element (statuses, cs_practice_status_to_json (request, status));
  json_object_set_array_member (json, "accounts", json_array_new ());
  json_object_set_array_member (json, "statuses", statuses);
  json_object_set_array_member (json, "hashtags", json_array_new ());
  cs_practice_reply_object (request, 200, json);
}
