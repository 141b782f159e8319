/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-x-private.h"

#include <string.h>

#include "cs-network-json.h"

/* Everything that only reads, and removal (contract x.md, sections 7 to 9). */

#define ME "/2/users/me?user.fields=created_at,name,protected,subscription_type,username,verified,verified_type"

static JsonNode *
read_me (CsHttp                  *http,
         const CsNetworkAccount  *account,
         GCancellable            *cancellable,
         GError                 **error)
{
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autoptr(JsonNode) node = NULL;

  if (!cs_x_check_account (account, error))
    return NULL;

  answer = cs_x_send (http, account, "GET", ME, NULL, NULL, CS_X_READ_DEADLINE, cancellable);
  /* A field that this account may not ask for. */
  if (answer->outcome == CS_HTTP_ANSWERED && answer->status == 400)
    {
      g_clear_pointer (&answer, cs_http_answer_free);
      answer = cs_x_send (http, account, "GET", "/2/users/me", NULL, NULL, CS_X_READ_DEADLINE, cancellable);
    }
  if (!cs_x_is_success (answer, &node) ||
      *cs_network_json_string (cs_network_json_object (json_node_get_object (node), "data"), "id", "") == '\0')
    {
      cs_x_set_error (account, answer, "Asking X who the account is", error);
      return NULL;
    }

  return g_steal_pointer (&node);
}

gboolean
cs_x_read_limits (CsHttp                  *http,
                  const CsNetworkAccount  *account,
                  char                   **limits_json,
                  GCancellable            *cancellable,
                  GError                 **error)
{
  g_autoptr(JsonNode) node = read_me (http, account, cancellable, error);
  JsonObject *data;
  JsonObject *limits;

  if (node == NULL)
    return FALSE;

  data = cs_network_json_object (json_node_get_object (node), "data");
  limits = json_object_new ();
  /* X tells no numbers of its own: those of its documents (sections 5 and 6). A subscription suggests longer posts, but only an answer would prove it. */
  json_object_set_int_member (limits, "max_characters", 280);
  json_object_set_int_member (limits, "link_length", 23);
  json_object_set_int_member (limits, "max_media", 4);
  json_object_set_int_member (limits, "max_alt", 1000);
  json_object_set_int_member (limits, "max_picture_bytes", 5 * 1024 * 1024);
  json_object_set_string_member (limits, "user", cs_network_json_string (data, "id", ""));
  json_object_set_string_member (limits, "subscription", cs_network_json_string (data, "subscription_type", ""));
  json_object_set_string_member (limits, "verified", cs_network_json_string (data, "verified_type", ""));
  *limits_json = cs_network_json_to_string (limits);

  return TRUE;
}

gboolean
cs_x_check_login (CsHttp                  *http,
                  const CsNetworkAccount  *account,
                  char                   **handle,
                  char                   **display_name,
                  GCancellable            *cancellable,
                  GError                 **error)
{
  g_autoptr(JsonNode) node = read_me (http, account, cancellable, error);
  JsonObject *data;

  if (node == NULL)
    return FALSE;

  data = cs_network_json_object (json_node_get_object (node), "data");
  *handle = g_strconcat ("@", cs_network_json_string (data, "username", ""), NULL);
  *display_name = g_strdup (cs_network_json_string (data, "name", ""));

  return TRUE;
}

char *
cs_x_get_own_id (CsHttp                 *http,
                 const CsNetworkAccount *account,
                 GCancellable           *cancellable)
{
  g_autoptr(JsonNode) limits = account->limits != NULL ? cs_network_json_parse (account->limits, strlen (account->limits), NULL) : NULL;
  g_autoptr(JsonNode) node = NULL;
  const char *id = NULL;

  if (limits != NULL && JSON_NODE_HOLDS_OBJECT (limits))
    id = cs_network_json_string (json_node_get_object (limits), "user", "");
  if (id != NULL && *id != '\0')
    return g_strdup (id);

  if (!(node = read_me (http, account, cancellable, NULL)))
    return NULL;

  return g_strdup (cs_network_json_string (cs_network_json_object (json_node_get_object (node), "data"), "id", ""));
}

static void
decode_entities (GString *text)
{
  g_string_replace (text, "&lt;", "<", 0);
  g_string_replace (text, "&gt;", ">", 0);
  g_string_replace (text, "&amp;", "&", 0);
}

/* The link that X puts behind the text for the post's own pictures is not part of what was written. */
static gboolean
is_own_media (JsonObject *link)
{
  const char *expanded = cs_network_json_string (link, "expanded_url", "");

  return *cs_network_json_string (link, "media_key", "") != '\0' ||
         (strstr (expanded, "/status/") != NULL && (strstr (expanded, "/photo/") != NULL || strstr (expanded, "/video/") != NULL));
}

static void
unshorten (GString   *text,
           JsonArray *links)
{
  for (guint i = 0; links != NULL && i < json_array_get_length (links); i++)
    {
      JsonNode *element = json_array_get_element (links, i);
      JsonObject *link = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      const char *shortened = cs_network_json_string (link, "url", "");

      if (*shortened == '\0')
        continue;
      if (is_own_media (link))
        g_string_replace (text, shortened, "", 0);
      else
        /* One at a time: the same link written twice is listed twice. */
        g_string_replace (text, shortened, cs_network_json_string (link, "expanded_url", shortened), 1);
    }
}

char *
cs_x_normalise (const char *text)
{
  g_autoptr(GString) lines = g_string_new (text);
  g_autofree char *normal = NULL;

  g_string_replace (lines, "\r\n", "\n", 0);
  normal = g_utf8_normalize (lines->str, -1, G_NORMALIZE_NFC);

  return normal != NULL ? g_strstrip (g_steal_pointer (&normal)) : g_strdup (text);
}

char *
cs_x_dup_text (JsonObject *post)
{
  JsonObject *longer = cs_network_json_object (post, "note_tweet");
  JsonObject *entities;
  g_autoptr(GString) text = NULL;

  if (longer == NULL)
    longer = cs_network_json_object (post, "note_post");
  entities = cs_network_json_object (longer != NULL ? longer : post, "entities");
  text = g_string_new (cs_network_json_string (longer != NULL ? longer : post, "text", ""));
  unshorten (text, cs_network_json_array (entities, "urls"));
  decode_entities (text);

  return cs_x_normalise (text->str);
}

guint
cs_x_count_media (JsonObject *post)
{
  JsonArray *keys = cs_network_json_array (cs_network_json_object (post, "attachments"), "media_keys");

  return keys != NULL ? json_array_get_length (keys) : 0;
}

const char *
cs_x_get_reference (JsonObject *post,
                    const char *type)
{
  JsonArray *references = cs_network_json_array (post, "referenced_tweets");

  if (references == NULL)
    references = cs_network_json_array (post, "referenced_posts");
  for (guint i = 0; references != NULL && i < json_array_get_length (references); i++)
    {
      JsonNode *element = json_array_get_element (references, i);
      JsonObject *reference = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;

      if (g_str_equal (cs_network_json_string (reference, "type", ""), type))
        return cs_network_json_string (reference, "id", "");
    }

  return "";
}

const char *
cs_x_get_parent (JsonObject *post)
{
  return cs_x_get_reference (post, "replied_to");
}

/* Alt text stands with the media of the answer's "includes", found by its key. */
static const char *
find_alt_text (JsonObject *answer,
               const char *key)
{
  JsonArray *media = cs_network_json_array (cs_network_json_object (answer, "includes"), "media");

  for (guint i = 0; media != NULL && i < json_array_get_length (media); i++)
    {
      JsonNode *element = json_array_get_element (media, i);
      JsonObject *item = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;

      if (g_str_equal (cs_network_json_string (item, "media_key", ""), key))
        return cs_network_json_string (item, "alt_text", "");
    }

  return "";
}

static const char *
compare_media (JsonObject          *answer,
               JsonObject          *post,
               const CsSendRequest *request)
{
  const CsSegment *segment = cs_send_request_get_segment (request);
  JsonArray *keys = cs_network_json_array (cs_network_json_object (post, "attachments"), "media_keys");
  const char *result = "same";

  if (cs_x_count_media (post) != segment->media->len)
    {
      cs_drift_set_n_media (request->drift, cs_x_count_media (post));
      return "media";
    }

  for (guint i = 0; i < segment->media->len; i++)
    {
      JsonNode *element = json_array_get_element (keys, i);
      const char *key = json_node_get_value_type (element) == G_TYPE_STRING ? json_node_get_string (element) : "";
      g_autofree char *there = cs_x_normalise (find_alt_text (answer, key));
      g_autofree char *here = cs_x_normalise (cs_segment_get_media (segment, i)->alt_text);

      /* Of films X keeps none (contract x.md, section 6). */
      if (g_str_equal (there, here) || g_str_has_prefix (cs_segment_get_media (segment, i)->mime_type, "video/"))
        continue;
      cs_drift_add_alt (request->drift, i, there);
      result = "alt";
    }

  return result;
}

/* X answers 200 with errors and without data for a post that is gone. */
static gboolean
is_gone (const CsHttpAnswer *answer,
         JsonNode           *node)
{
  if (answer->outcome == CS_HTTP_ANSWERED && answer->status == 404)
    return TRUE;

  return node != NULL && cs_network_json_object (json_node_get_object (node), "data") == NULL &&
         strstr (answer->body, "resource-not-found") != NULL;
}

static const char *
compare (JsonObject          *answer,
         JsonObject          *post,
         const CsSendRequest *request)
{
  const CsSegment *segment = cs_send_request_get_segment (request);
  g_autofree char *there = cs_x_dup_text (post);
  g_autofree char *words = cs_send_request_get_text (request);
  g_autofree char *here = cs_x_normalise (words);
  const char *result;

  /* What is read back of a repost is the post that was passed on: that it is there is all there is to see. */
  if (cs_segment_is_repost (segment))
    return "same";

  result = compare_media (answer, post, request);
  if (!g_str_equal (there, here))
    {
      cs_drift_set_text (request->drift, there);
      return "text";
    }
  if (!g_str_equal (result, "same"))
    return result;
  result = cs_x_compare_extras (answer, post, request);

  return *result != '\0' ? result : "same";
}

char *
cs_x_read_back (CsHttp                  *http,
                const CsNetworkAccount  *account,
                const CsSendRequest     *request,
                const char              *remote_id,
                GCancellable            *cancellable,
                GError                 **error)
{
  const gboolean repost = g_str_has_prefix (remote_id, CS_X_REPOST);
  g_autofree char *escaped = g_uri_escape_string (repost ? remote_id + strlen (CS_X_REPOST) : remote_id, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/2/tweets/%s?", escaped);
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autoptr(JsonNode) node = NULL;
  JsonObject *post;

  if (!cs_x_check_account (account, error))
    return NULL;

  answer = cs_x_get_posts (http, account, path, cancellable);
  cs_x_is_success (answer, &node);
  if (is_gone (answer, node))
    return g_strdup ("gone");

  post = node != NULL ? cs_network_json_object (json_node_get_object (node), "data") : NULL;
  if (post == NULL)
    {
      cs_x_set_error (account, answer, "Reading the post back", error);
      return NULL;
    }

  return g_strdup (compare (json_node_get_object (node), post, request));
}

/* Undoing a repost, or deleting a post: NULL with @error if it cannot be told whose account this is. */
static char *
make_removal_path (CsHttp                  *http,
                   const CsNetworkAccount  *account,
                   const char              *remote_id,
                   GCancellable            *cancellable,
                   GError                 **error)
{
  const gboolean repost = g_str_has_prefix (remote_id, CS_X_REPOST);
  g_autofree char *escaped = g_uri_escape_string (repost ? remote_id + strlen (CS_X_REPOST) : remote_id, NULL, FALSE);
  g_autofree char *own = NULL;

  if (!repost)
    return g_strconcat ("/2/tweets/", escaped, NULL);
  if ((own = cs_x_get_own_id (http, account, cancellable)) != NULL)
    return g_strdup_printf ("/2/users/%s/retweets/%s", own, escaped);

  g_set_error_literal (error, CS_ERROR, CS_ERROR_OFFLINE, "X does not say whose account this is");
  return NULL;
}

/* X says of a post that it is deleted, of a repost that there is none any more. */
static gboolean
is_removed (JsonNode *node)
{
  JsonObject *data = cs_network_json_object (json_node_get_object (node), "data");

  return cs_network_json_boolean (data, "deleted", FALSE) || !cs_network_json_boolean (data, "retweeted", TRUE);
}

gboolean
cs_x_remove (CsHttp                  *http,
             const CsNetworkAccount  *account,
             const char              *remote_id,
             GCancellable            *cancellable,
             GError                 **error)
{
  g_autofree char *path = NULL;
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autoptr(JsonNode) node = NULL;

  if (!cs_x_check_account (account, error) || !(path = make_removal_path (http, account, remote_id, cancellable, error)))
    return FALSE;

  answer = cs_x_send (http, account, "DELETE", path, NULL, NULL, CS_X_READ_DEADLINE, cancellable);
  /* 404: it is gone, which is what was wanted. */
  if ((answer->outcome == CS_HTTP_ANSWERED && answer->status == 404) || (cs_x_is_success (answer, &node) && is_removed (node)))
    return TRUE;

  cs_x_set_error (account, answer, "Removing a post", error);
  return FALSE;
}
