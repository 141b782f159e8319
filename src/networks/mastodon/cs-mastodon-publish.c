/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-mastodon-private.h"

#include <string.h>

#include "cs-network-answer.h"
#include "cs-network-json.h"

/* Shorter than the publisher's lease, so that nobody else begins meanwhile. */
#define PUBLISH_DEADLINE 20

/* Mastodon keeps a key for an hour; ten minutes are left for clocks and slow answers. */
#define KEY_LIFE (50 * 60 * (gint64) G_USEC_PER_SEC)

/* How far the server's clock may be behind ours. */
#define CLOCK_SLACK (60 * (gint64) G_USEC_PER_SEC)

static gboolean
honours_keys (const CsNetworkAccount *account)
{
  g_autoptr(JsonNode) node = account->limits != NULL ? cs_network_json_parse (account->limits, strlen (account->limits), NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) && cs_network_json_boolean (json_node_get_object (node), "keys", FALSE);
}

/* Some servers read a poll in a form only, and leave it out of JSON without a word; every server reads forms. */
static GBytes *
encode (const CsNetworkAccount *account,
        const CsSendRequest    *request,
        JsonObject             *json,
        const char            **content_type)
{
  GBytes *body;
  char *text;

  if (cs_send_request_get_segment (request)->poll != NULL && !honours_keys (account))
    {
      *content_type = "application/x-www-form-urlencoded";
      body = cs_mastodon_make_form (json);
      json_object_unref (json);
      return body;
    }

  *content_type = "application/json";
  text = cs_network_json_to_string (json);

  return g_bytes_new_take (text, strlen (text));
}

/* The same request gives the same bytes: a repeat must be identical. */
static GBytes *
make_body (const CsNetworkAccount *account,
           const CsSendRequest    *request,
           const char            **content_type)
{
  const CsContent *content = request->content;
  g_autofree char *words = cs_send_request_get_text (request);
  JsonObject *json = json_object_new ();
  JsonArray *media;

  json_object_set_string_member (json, "status", words);
  if (request->media_ids != NULL && request->media_ids[0] != NULL)
    {
      media = json_array_new ();
      for (gsize i = 0; request->media_ids[i] != NULL; i++)
        json_array_add_string_element (media, request->media_ids[i]);
      json_object_set_array_member (json, "media_ids", media);
    }
  if (request->in_reply_to != NULL && *request->in_reply_to != '\0')
    json_object_set_string_member (json, "in_reply_to_id", request->in_reply_to);
  /* Always: the account's own default may be another. */
  json_object_set_string_member (json, "visibility", cs_mastodon_visibility (content->visibility));
  json_object_set_string_member (json, "language", cs_send_request_get_language (request));
  json_object_set_string_member (json, "spoiler_text", content->warning);
  json_object_set_boolean_member (json, "sensitive", *content->warning != '\0');
  cs_mastodon_put_extras (request, json);

  return encode (account, request, json, content_type);
}

static guint
count_media (JsonObject *status)
{
  JsonArray *media = cs_network_json_array (status, "media_attachments");

  return media != NULL ? json_array_get_length (media) : 0;
}

static guint
count_wanted_media (const CsSendRequest *request)
{
  return cs_send_request_get_segment (request)->media->len;
}

static gboolean
has_parent (JsonObject          *status,
            const CsSendRequest *request)
{
  const char *wanted = request->in_reply_to != NULL ? request->in_reply_to : "";

  return g_str_equal (cs_network_json_string (status, "in_reply_to_id", ""), wanted);
}

static CsSendResult *
make_sent (JsonObject          *status,
           const CsSendRequest *request)
{
  CsSendResult *result = cs_send_result_new (CS_SEND_SENT, 0, "");
  const char *deviation = "";

  if (!g_str_equal (cs_network_json_string (status, "visibility", ""), cs_mastodon_visibility (request->content->visibility)))
    deviation = "visibility";
  else if (count_media (status) != count_wanted_media (request))
    deviation = "media";
  else
    deviation = cs_mastodon_compare_extras (status, request);

  g_free (result->remote_id);
  g_free (result->remote_url);
  g_free (result->deviation);
  result->remote_id = g_strdup (cs_network_json_string (status, "id", ""));
  result->remote_url = g_strdup (cs_network_json_string (status, "url", cs_network_json_string (status, "uri", "")));
  result->deviation = g_strdup (deviation);

  return result;
}

static CsSendResult *
read_answer (CsHttp                 *http,
             const CsNetworkAccount *account,
             const CsSendRequest    *request,
             const CsHttpAnswer     *answer,
             GCancellable           *cancellable)
{
  g_autoptr(JsonNode) node = answer->outcome == CS_HTTP_ANSWERED ? cs_mastodon_parse_object (answer) : NULL;
  JsonObject *status = node != NULL ? json_node_get_object (node) : NULL;
  g_autofree char *detail = cs_mastodon_dup_detail (account, answer);
  int code = cs_mastodon_get_code (answer);

  /* Success only if the answer parses and has the id: a sign-in page of the house's wireless also says 200. */
  if (answer->status == 200 && *cs_network_json_string (status, "id", "") != '\0')
    return make_sent (status, request);

  if (code == CS_ERROR_REFUSED && cs_mastodon_is_login_rejected (http, account, answer, cancellable))
    code = CS_ERROR_LOGIN_REJECTED;
  /* Only an earlier try can have attached them: perhaps it got through. */
  if (code == CS_ERROR_REFUSED && strstr (detail, "already attached") != NULL)
    code = CS_ERROR_UNKNOWN_OUTCOME;

  return cs_send_result_from_code (code, detail, cs_mastodon_get_wait (answer));
}

CsSendResult *
cs_mastodon_publish (CsHttp                 *http,
                     const CsNetworkAccount *account,
                     const CsSendRequest    *request,
                     GCancellable           *cancellable)
{
  g_autoptr(GBytes) body = NULL;
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_auto(CsMastodonRequest) resolved = { 0 };
  const char *content_type = NULL;
  CsSendResult *refusal;
  GError *error = NULL;

  if (!cs_mastodon_check_account (account, &error))
    return cs_send_result_from_error (error);
  if ((refusal = cs_mastodon_resolve (http, account, request, &resolved, cancellable)) != NULL)
    return refusal;
  if (cs_segment_is_repost (cs_send_request_get_segment (request)))
    return cs_mastodon_repost (http, account, &resolved.request, cancellable);

  body = make_body (account, &resolved.request, &content_type);
  answer = cs_mastodon_send (http, account, "POST", "/api/v1/statuses", body, content_type, request->key,
                             PUBLISH_DEADLINE, cancellable);

  return read_answer (http, account, &resolved.request, answer, cancellable);
}

static gboolean
is_known (const CsSendRequest *request,
          const char          *id)
{
  return request->known_ids != NULL && g_strv_contains (request->known_ids, id);
}

/* Whether @status may be the one that was sent, so that its text is worth asking for. */
static gboolean
is_candidate (JsonObject          *status,
              const CsSendRequest *request)
{
  const char *id = cs_network_json_string (status, "id", "");
  const char *made = cs_network_json_string (status, "created_at", "");
  g_autoptr(GDateTime) at = g_date_time_new_from_iso8601 (made, NULL);

  return *id != '\0' && !is_known (request, id) && at != NULL &&
         g_date_time_to_unix (at) * G_USEC_PER_SEC >= request->first_armed_at - CLOCK_SLACK &&
         has_parent (status, request) && count_media (status) == count_wanted_media (request);
}

static gboolean
has_text (CsHttp                 *http,
          const CsNetworkAccount *account,
          const CsSendRequest    *request,
          JsonObject             *status,
          GCancellable           *cancellable)
{
  g_autofree char *text = NULL;
  g_autofree char *warning = NULL;
  g_autofree char *there = NULL;
  g_autofree char *words = cs_send_request_get_text (request);
  g_autofree char *here = cs_mastodon_normalise (words);

  if (!cs_mastodon_read_source (http, account, status, &text, &warning, cancellable))
    return FALSE;

  there = cs_mastodon_normalise (text);

  return g_str_equal (here, there) && g_str_equal (warning, request->content->warning);
}

static char *
read_own_id (CsHttp                 *http,
             const CsNetworkAccount *account,
             GCancellable           *cancellable)
{
  g_autoptr(CsHttpAnswer) answer = cs_mastodon_get (http, account, "/api/v1/accounts/verify_credentials", cancellable);
  g_autoptr(JsonNode) node = NULL;

  if (answer->outcome != CS_HTTP_ANSWERED || answer->status != 200 || !(node = cs_mastodon_parse_object (answer)))
    return NULL;

  return g_strdup (cs_network_json_string (json_node_get_object (node), "id", NULL));
}

/* Looks through the account's latest posts (contract, section 6, step 2). NULL if it is not among them or they cannot be read. */
static CsSendResult *
look_for (CsHttp                 *http,
          const CsNetworkAccount *account,
          const CsSendRequest    *request,
          GCancellable           *cancellable)
{
  g_autofree char *own = read_own_id (http, account, cancellable);
  g_autofree char *escaped = own != NULL ? g_uri_escape_string (own, NULL, FALSE) : NULL;
  g_autofree char *path = NULL;
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autoptr(JsonNode) node = NULL;
  JsonArray *list;

  if (own == NULL)
    return NULL;

  path = g_strdup_printf ("/api/v1/accounts/%s/statuses?limit=40&exclude_reblogs=true", escaped);
  answer = cs_mastodon_get (http, account, path, cancellable);
  node = answer->outcome == CS_HTTP_ANSWERED && answer->status == 200 ? cs_network_json_parse (answer->body, answer->size, NULL) : NULL;
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;

  list = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *element = json_array_get_element (list, i);
      JsonObject *status = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;

      if (status != NULL && is_candidate (status, request) &&
          has_text (http, account, request, status, cancellable))
        return make_sent (status, request);
    }

  return NULL;
}

CsSendResult *
cs_mastodon_reconcile (CsHttp                 *http,
                       const CsNetworkAccount *account,
                       const CsSendRequest    *request,
                       GCancellable           *cancellable)
{
  g_auto(CsMastodonRequest) resolved = { 0 };
  CsSendResult *result;
  GError *error = NULL;

  if (!cs_mastodon_check_account (account, &error))
    {
      result = cs_send_result_from_error (error);
      result->outcome = CS_SEND_UNKNOWN;
      return result;
    }

  if ((result = cs_mastodon_resolve (http, account, request, &resolved, cancellable)) != NULL)
    {
      result->outcome = CS_SEND_UNKNOWN;
      return result;
    }
  /* Once more changes nothing, and the answer says which post it is. */
  if (cs_segment_is_repost (cs_send_request_get_segment (request)) && request->may_repeat)
    {
      result = cs_mastodon_repost (http, account, &resolved.request, cancellable);
      result->outcome = result->outcome == CS_SEND_SENT ? CS_SEND_SENT : CS_SEND_UNKNOWN;
      return result;
    }

  /* Looking comes first: it changes nothing. */
  if ((result = look_for (http, account, &resolved.request, cancellable)) != NULL)
    return result;

  if (!request->may_repeat || !honours_keys (account) || request->now - request->first_armed_at > KEY_LIFE)
    return cs_send_result_new (CS_SEND_UNKNOWN, CS_ERROR_UNKNOWN_OUTCOME, "not found among the latest posts, and sending again could double it");

  result = cs_mastodon_publish (http, account, request, cancellable);
  /* That this request was refused says nothing of the first one. */
  if (result->outcome == CS_SEND_NOT_SENT)
    {
      result->outcome = CS_SEND_UNKNOWN;
      result->retry_after = MAX (result->retry_after, CS_NETWORK_TRY_AGAIN);
    }

  return result;
}
