/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-mastodon-private.h"

#include <string.h>

#include "cs-network-answer.h"
#include "cs-network-json.h"
#include "cs-post-address.h"

/* Polls, quotes, answers to other posts, and reposts (contract, section 6). */

#define REPOST_DEADLINE 20

/* --- posts by their addresses --- */

/* Posts of the account's own server are known by the last part of their address. */
static char *
find_own_id (const CsNetworkAccount *account,
             const char             *address)
{
  gsize length = strlen (account->address);

  if (strncmp (address, account->address, length) != 0 || address[length] != '/')
    return NULL;

  return cs_post_address_dup_id (address, account->kind);
}

static char *
read_first_id (const CsHttpAnswer *answer)
{
  g_autoptr(JsonNode) node = answer->outcome == CS_HTTP_ANSWERED && answer->status == 200 ? cs_mastodon_parse_object (answer) : NULL;
  JsonArray *statuses = node != NULL ? cs_network_json_array (json_node_get_object (node), "statuses") : NULL;
  JsonNode *first = statuses != NULL && json_array_get_length (statuses) > 0 ? json_array_get_element (statuses, 0) : NULL;

  if (first == NULL || !JSON_NODE_HOLDS_OBJECT (first))
    return NULL;

  return g_strdup (cs_network_json_string (json_node_get_object (first), "id", NULL));
}

/* The id that the account's server gives the post at @address; NULL with why nothing can be sent. */
static char *
find_id (CsHttp                  *http,
         const CsNetworkAccount  *account,
         const char              *address,
         CsSendResult           **refusal,
         GCancellable            *cancellable)
{
  g_autofree char *id = find_own_id (account, address);
  g_autofree char *escaped = g_uri_escape_string (address, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/api/v2/search?type=statuses&resolve=true&limit=1&q=", escaped, NULL);
  g_autofree char *detail = NULL;
  g_autoptr(CsHttpAnswer) answer = NULL;

  if (id != NULL)
    return g_steal_pointer (&id);

  answer = cs_mastodon_get (http, account, path, cancellable);
  if ((id = read_first_id (answer)) != NULL)
    return g_steal_pointer (&id);

  if (answer->outcome == CS_HTTP_ANSWERED && answer->status == 200)
    {
      detail = g_strdup_printf ("The server does not know the post at %s", address);
      *refusal = cs_send_result_new (CS_SEND_NOT_SENT, CS_ERROR_REFUSED, detail);
      return NULL;
    }

  detail = cs_mastodon_dup_detail (account, answer);
  *refusal = cs_send_result_new (CS_SEND_NOT_SENT, cs_mastodon_get_code (answer), detail);
  /* A question changes nothing over there: whatever came of it, nothing was sent. */
  if ((*refusal)->code == CS_ERROR_UNKNOWN_OUTCOME || (*refusal)->code == CS_ERROR_OFFLINE || (*refusal)->code == CS_ERROR_CERTIFICATE)
    {
      if ((*refusal)->code == CS_ERROR_UNKNOWN_OUTCOME)
        (*refusal)->code = CS_ERROR_OFFLINE;
      (*refusal)->retry_after = CS_NETWORK_TRY_AGAIN;
    }
  else if ((*refusal)->code == CS_ERROR_RATE_LIMITED)
    (*refusal)->retry_after = cs_mastodon_get_wait (answer);

  return NULL;
}

CsSendResult *
cs_mastodon_resolve (CsHttp                 *http,
                     const CsNetworkAccount *account,
                     const CsSendRequest    *request,
                     CsMastodonRequest      *resolved,
                     GCancellable           *cancellable)
{
  const CsSegment *segment = cs_send_request_get_segment (request);
  CsSendResult *refusal = NULL;

  resolved->request = *request;
  if (request->segment == 0 && *segment->reply_to != '\0')
    {
      if (!(resolved->parent = find_id (http, account, segment->reply_to, &refusal, cancellable)))
        return refusal;
      resolved->request.in_reply_to = resolved->parent;
    }
  if (*segment->quote != '\0')
    {
      if (!(resolved->quote = find_id (http, account, segment->quote, &refusal, cancellable)))
        return refusal;
      resolved->request.quote = resolved->quote;
    }

  return NULL;
}

void
cs_mastodon_request_clear (CsMastodonRequest *resolved)
{
  g_clear_pointer (&resolved->parent, g_free);
  g_clear_pointer (&resolved->quote, g_free);
}

/* --- what is asked for --- */

static JsonObject *
make_poll (const CsPoll *poll)
{
  JsonObject *json = json_object_new ();
  JsonArray *options = json_array_new ();

  for (guint i = 0; i < poll->options->len; i++)
    json_array_add_string_element (options, g_ptr_array_index (poll->options, i));
  json_object_set_array_member (json, "options", options);
  json_object_set_int_member (json, "expires_in", (gint64) poll->minutes * 60);
  json_object_set_boolean_member (json, "multiple", poll->multiple);

  return json;
}

void
cs_mastodon_put_extras (const CsSendRequest *request,
                        JsonObject          *json)
{
  const CsSegment *segment = cs_send_request_get_segment (request);

  if (segment->poll != NULL)
    json_object_set_object_member (json, "poll", make_poll (segment->poll));
  if (request->quote != NULL)
    json_object_set_string_member (json, "quoted_status_id", request->quote);
  if (request->content->quotes_from == CS_QUOTES_FROM_NOBODY)
    json_object_set_string_member (json, "quote_approval_policy", "nobody");
}

/* --- what came of it --- */

static gboolean
has_poll (JsonObject   *status,
          const CsPoll *poll)
{
  JsonObject *there = cs_network_json_object (status, "poll");
  JsonArray *options = cs_network_json_array (there, "options");

  if (poll == NULL || there == NULL)
    return (poll == NULL) == (there == NULL);
  if (options == NULL || json_array_get_length (options) != poll->options->len ||
      cs_network_json_boolean (there, "multiple", FALSE) != poll->multiple)
    return FALSE;

  for (guint i = 0; i < poll->options->len; i++)
    {
      JsonNode *element = json_array_get_element (options, i);
      const char *title = JSON_NODE_HOLDS_OBJECT (element) ? cs_network_json_string (json_node_get_object (element), "title", "") : "";
      g_autofree char *one = cs_mastodon_normalise (title);
      g_autofree char *other = cs_mastodon_normalise (g_ptr_array_index (poll->options, i));

      if (!g_str_equal (one, other))
        return FALSE;
    }

  return TRUE;
}

/* A server without quotes leaves them out without a word. */
static gboolean
has_quote (JsonObject *status,
           const char *wanted)
{
  JsonObject *quote = cs_network_json_object (status, "quote");
  const char *id = cs_network_json_string (cs_network_json_object (quote, "quoted_status"), "id",
                                           cs_network_json_string (quote, "quoted_status_id", ""));
  const char *state = cs_network_json_string (quote, "state", "");

  if (wanted == NULL)
    return TRUE;
  /* While permission is awaited, servers do not say which post it is. */
  if (g_str_equal (state, "pending"))
    return TRUE;

  return g_str_equal (id, wanted);
}

/* Servers that cannot forbid quotes pass over the wish without a word. */
static gboolean
forbids_quotes (JsonObject *status)
{
  JsonObject *approval = cs_network_json_object (status, "quote_approval");
  JsonArray *automatic = cs_network_json_array (approval, "automatic");
  JsonArray *manual = cs_network_json_array (approval, "manual");

  return automatic != NULL && json_array_get_length (automatic) == 0 && (manual == NULL || json_array_get_length (manual) == 0);
}

const char *
cs_mastodon_compare_extras (JsonObject          *status,
                            const CsSendRequest *request)
{
  const CsSegment *segment = cs_send_request_get_segment (request);
  const char *parent = request->in_reply_to != NULL ? request->in_reply_to : "";
  const char *language = cs_network_json_string (status, "language", "");

  if (!g_str_equal (cs_network_json_string (status, "in_reply_to_id", ""), parent))
    return "thread";
  if (!has_poll (status, segment->poll))
    return "poll";
  if (!has_quote (status, request->quote))
    return "quote";
  if (request->content->quotes_from == CS_QUOTES_FROM_NOBODY && !forbids_quotes (status))
    return "quotes";
  if (*language != '\0' && !g_str_equal (language, cs_send_request_get_language (request)))
    return "language";

  return "";
}

/* --- reposts --- */

CsSendResult *
cs_mastodon_repost (CsHttp                 *http,
                    const CsNetworkAccount *account,
                    const CsSendRequest    *request,
                    GCancellable           *cancellable)
{
  g_autofree char *escaped = g_uri_escape_string (request->quote, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/api/v1/statuses/%s/reblog", escaped);
  g_autofree char *text = g_strdup_printf ("{\"visibility\":\"%s\"}", cs_mastodon_visibility (request->content->visibility));
  g_autoptr(GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr(CsHttpAnswer) answer = cs_mastodon_send (http, account, "POST", path, body, "application/json", request->key,
                                                     REPOST_DEADLINE, cancellable);
  g_autoptr(JsonNode) node = answer->outcome == CS_HTTP_ANSWERED ? cs_mastodon_parse_object (answer) : NULL;
  JsonObject *status = node != NULL ? json_node_get_object (node) : NULL;
  g_autofree char *detail = cs_mastodon_dup_detail (account, answer);
  CsSendResult *result;

  if (answer->status == 200 && *cs_network_json_string (status, "id", "") != '\0')
    {
      result = cs_send_result_new (CS_SEND_SENT, 0, "");
      g_free (result->remote_id);
      g_free (result->remote_url);
      result->remote_id = g_strdup (cs_network_json_string (status, "id", ""));
      result->remote_url = g_strdup (cs_network_json_string (status, "url", cs_network_json_string (status, "uri", "")));
      return result;
    }

  return cs_send_result_from_code (cs_mastodon_get_code (answer), detail, cs_mastodon_get_wait (answer));
}
