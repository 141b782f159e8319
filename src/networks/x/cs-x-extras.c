/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-x-private.h"

#include <string.h>

#include "cs-network-answer.h"
#include "cs-network-json.h"
#include "cs-post-address.h"

/* Polls, quotes, answers to other posts, who may reply, the AI mark, and reposts (contract x.md, section 7). */

#define REPOST_DEADLINE 20

static JsonObject *
make_poll (const CsPoll *poll)
{
  JsonObject *json = json_object_new ();
  JsonArray *options = json_array_new ();

  for (guint i = 0; i < poll->options->len; i++)
    json_array_add_string_element (options, g_ptr_array_index (poll->options, i));
  json_object_set_int_member (json, "duration_minutes", poll->minutes);
  json_object_set_array_member (json, "options", options);

  return json;
}

/* NULL: everyone, which is said by saying nothing */
static const char *
get_reply_settings (CsRepliesFrom from)
{
  switch (from)
    {
    case CS_REPLIES_FROM_FOLLOWED:
      return "following";
    case CS_REPLIES_FROM_MENTIONED:
      return "mentionedUsers";
    case CS_REPLIES_FROM_EVERYONE:
    case CS_REPLIES_FROM_FOLLOWERS:
    case CS_REPLIES_FROM_NOBODY:
      break;
    }

  return NULL;
}

static gboolean
find_id (const char    *address,
         char         **id,
         CsSendResult **refusal)
{
  if ((*id = cs_post_address_dup_id (address, CS_NETWORK_X)) != NULL)
    return TRUE;

  *refusal = cs_send_result_new (CS_SEND_NOT_SENT, CS_ERROR_REFUSED, "The address is not that of a post on X");

  return FALSE;
}

char *
cs_x_dup_parent (const CsSendRequest *request)
{
  const CsSegment *segment = cs_send_request_get_segment (request);
  char *id = NULL;

  if (request->in_reply_to != NULL && *request->in_reply_to != '\0')
    return g_strdup (request->in_reply_to);
  if (request->segment == 0 && *segment->reply_to != '\0')
    id = cs_post_address_dup_id (segment->reply_to, CS_NETWORK_X);

  return id != NULL ? id : g_strdup ("");
}

gboolean
cs_x_put_extras (const CsSendRequest  *request,
                 JsonObject           *json,
                 CsSendResult        **refusal)
{
  const CsSegment *segment = cs_send_request_get_segment (request);
  const CsContent *content = request->content;
  const char *settings = get_reply_settings (content->replies_from);
  g_autofree char *quote = NULL;
  g_autofree char *parent = NULL;

  if (request->segment == 0 && *segment->reply_to != '\0' && !find_id (segment->reply_to, &parent, refusal))
    return FALSE;
  if (*segment->quote != '\0' && !find_id (segment->quote, &quote, refusal))
    return FALSE;

  if (content->ai_made)
    json_object_set_boolean_member (json, "made_with_ai", TRUE);
  if (segment->poll != NULL)
    json_object_set_object_member (json, "poll", make_poll (segment->poll));
  if (quote != NULL)
    json_object_set_string_member (json, "quote_tweet_id", quote);
  /* Of a thread the first part decides; the rest are replies by the account itself. */
  if (settings != NULL && request->segment == 0)
    json_object_set_string_member (json, "reply_settings", settings);

  return TRUE;
}

static JsonObject *
find_poll (JsonObject *answer,
           JsonObject *post)
{
  JsonArray *ids = cs_network_json_array (cs_network_json_object (post, "attachments"), "poll_ids");
  JsonArray *polls = cs_network_json_array (cs_network_json_object (answer, "includes"), "polls");
  const char *id = ids != NULL && json_array_get_length (ids) > 0 ? json_array_get_string_element (ids, 0) : NULL;

  for (guint i = 0; id != NULL && polls != NULL && i < json_array_get_length (polls); i++)
    {
      JsonNode *element = json_array_get_element (polls, i);
      JsonObject *poll = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;

      if (g_str_equal (cs_network_json_string (poll, "id", ""), id))
        return poll;
    }

  return NULL;
}

static gboolean
has_poll (JsonObject   *there,
          const CsPoll *poll)
{
  JsonArray *options = cs_network_json_array (there, "options");

  if (poll == NULL || there == NULL)
    return (poll == NULL) == (there == NULL);
  if (options == NULL || json_array_get_length (options) != poll->options->len)
    return FALSE;

  for (guint i = 0; i < poll->options->len; i++)
    {
      JsonNode *element = json_array_get_element (options, i);
      const char *label = JSON_NODE_HOLDS_OBJECT (element) ? cs_network_json_string (json_node_get_object (element), "label", "") : "";
      g_autofree char *one = cs_x_normalise (label);
      g_autofree char *other = cs_x_normalise (g_ptr_array_index (poll->options, i));

      if (!g_str_equal (one, other))
        return FALSE;
    }

  return TRUE;
}

const char *
cs_x_compare_extras (JsonObject          *answer,
                     JsonObject          *post,
                     const CsSendRequest *request)
{
  const CsSegment *segment = cs_send_request_get_segment (request);
  g_autofree char *parent = cs_x_dup_parent (request);
  g_autofree char *quote = *segment->quote != '\0' ? cs_post_address_dup_id (segment->quote, CS_NETWORK_X) : g_strdup ("");

  if (!g_str_equal (cs_x_get_reference (post, "replied_to"), parent))
    return "thread";
  if (!has_poll (find_poll (answer, post), segment->poll))
    return "poll";
  if (g_strcmp0 (cs_x_get_reference (post, "quoted"), quote) != 0)
    return "quote";

  return "";
}

/* “You have already retweeted this Tweet”: what was wanted is so. */
static gboolean
is_reposted_already (const CsHttpAnswer *answer)
{
  g_autofree char *lower = g_ascii_strdown (answer->body, -1);

  return answer->outcome == CS_HTTP_ANSWERED && (answer->status == 403 || answer->status == 400) && strstr (lower, "already") != NULL &&
         (strstr (lower, "retweeted") != NULL || strstr (lower, "reposted") != NULL);
}

static CsSendResult *
make_reposted (const char *id,
               const char *address)
{
  CsSendResult *result = cs_send_result_new (CS_SEND_SENT, 0, "");

  g_free (result->remote_id);
  g_free (result->remote_url);
  result->remote_id = g_strconcat (CS_X_REPOST, id, NULL);
  result->remote_url = g_strdup (address);

  return result;
}

/* Safe to repeat: what is reposted already stays so. A repost has no address of its own there. */
CsSendResult *
cs_x_repost (CsHttp                 *http,
             const CsNetworkAccount *account,
             const CsSendRequest    *request,
             GCancellable           *cancellable)
{
  const CsSegment *segment = cs_send_request_get_segment (request);
  g_autofree char *id = cs_post_address_dup_id (segment->quote, CS_NETWORK_X);
  g_autofree char *own = cs_x_get_own_id (http, account, cancellable);
  g_autofree char *escaped = own != NULL ? g_uri_escape_string (own, NULL, FALSE) : NULL;
  g_autofree char *path = g_strdup_printf ("/2/users/%s/retweets", escaped != NULL ? escaped : "");
  g_autofree char *detail = NULL;
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autoptr(JsonNode) node = NULL;
  JsonObject *json, *data;
  CsSendResult *result;

  if (id == NULL)
    return cs_send_result_new (CS_SEND_NOT_SENT, CS_ERROR_REFUSED, "The address is not that of a post on X");
  if (own == NULL)
    {
      result = cs_send_result_new (CS_SEND_NOT_SENT, CS_ERROR_OFFLINE, "X does not say whose account this is");
      result->retry_after = CS_NETWORK_TRY_AGAIN;
      return result;
    }

  json = json_object_new ();
  json_object_set_string_member (json, "tweet_id", id);
  answer = cs_x_send_json (http, account, "POST", path, json, REPOST_DEADLINE, cancellable);
  data = cs_x_is_success (answer, &node) ? cs_network_json_object (json_node_get_object (node), "data") : NULL;
  if (cs_network_json_boolean (data, "retweeted", FALSE) || is_reposted_already (answer))
    return make_reposted (id, segment->quote);

  detail = cs_x_dup_detail (account, answer);

  return cs_send_result_from_code (cs_x_get_code (answer), detail, cs_x_get_wait (answer));
}
