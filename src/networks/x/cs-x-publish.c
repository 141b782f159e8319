/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-x-private.h"

#include <string.h>

#include "cs-network-answer.h"
#include "cs-network-json.h"
#include "cs-post-address.h"

/* Sending a segment, and looking for one whose outcome is not known: X has no idempotency key, so that only its own timeline can tell
 * (contract x.md, sections 7 and 8). */

/* Shorter than the publisher's lease, so that nobody else begins meanwhile. */
#define PUBLISH_DEADLINE 20

/* Of ten posts each, when one is looked for. */
#define MOST_PAGES 10

/* How far X's clock may be behind ours. */
#define CLOCK_SLACK (60 * (gint64) G_USEC_PER_SEC)

static JsonObject *
make_post (const CsSendRequest *request)
{
  g_autofree char *words = cs_send_request_get_text (request);
  g_autofree char *parent = cs_x_dup_parent (request);
  JsonObject *json = json_object_new ();

  /* Unknown members and nulls are refused: nothing is sent that is not needed. */
  if (*words != '\0')
    json_object_set_string_member (json, "text", words);
  if (request->media_ids != NULL && request->media_ids[0] != NULL)
    {
      JsonObject *media = json_object_new ();
      JsonArray *ids = json_array_new ();

      for (gsize i = 0; request->media_ids[i] != NULL; i++)
        json_array_add_string_element (ids, request->media_ids[i]);
      json_object_set_array_member (media, "media_ids", ids);
      json_object_set_object_member (json, "media", media);
    }
  if (*parent != '\0')
    {
      JsonObject *reply = json_object_new ();

      json_object_set_string_member (reply, "in_reply_to_tweet_id", parent);
      json_object_set_object_member (json, "reply", reply);
    }

  return json;
}

static CsSendResult *
make_sent (const char *id)
{
  CsSendResult *result = cs_send_result_new (CS_SEND_SENT, 0, "");
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  g_free (result->remote_id);
  g_free (result->remote_url);
  result->remote_id = g_strdup (id);
  result->remote_url = g_strconcat ("https://x.com/i/web/status/", escaped, NULL);

  return result;
}

/* What X cannot do must not be left out in silence: it would not be what was signed. */
static CsSendResult *
refuse_what_x_cannot (const CsContent *content)
{
  if (content->visibility == CS_VISIBILITY_FOLLOWERS)
    return cs_send_result_new (CS_SEND_NOT_SENT, CS_ERROR_REFUSED, "X cannot show a post to followers only");
  if (*content->warning != '\0')
    return cs_send_result_new (CS_SEND_NOT_SENT, CS_ERROR_REFUSED, "X has no content warnings");
  if (content->replies_from == CS_REPLIES_FROM_FOLLOWERS || content->replies_from == CS_REPLIES_FROM_NOBODY)
    return cs_send_result_new (CS_SEND_NOT_SENT, CS_ERROR_REFUSED, "X cannot limit replies in this way");
  if (content->quotes_from != CS_QUOTES_FROM_EVERYONE)
    return cs_send_result_new (CS_SEND_NOT_SENT, CS_ERROR_REFUSED, "X cannot forbid quotes");

  return NULL;
}

CsSendResult *
cs_x_publish (CsHttp                 *http,
              const CsNetworkAccount *account,
              const CsSendRequest    *request,
              GCancellable           *cancellable)
{
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *detail = NULL;
  GError *error = NULL;
  CsSendResult *result = NULL;
  JsonObject *post;

  if (!cs_x_check_account (account, &error))
    return cs_send_result_from_error (error);
  if ((result = refuse_what_x_cannot (request->content)) != NULL)
    return result;

  if (cs_segment_is_repost (cs_send_request_get_segment (request)))
    return cs_x_repost (http, account, request, cancellable);

  post = make_post (request);
  if (!cs_x_put_extras (request, post, &result))
    {
      json_object_unref (post);
      return result;
    }
  answer = cs_x_send_json (http, account, "POST", "/2/tweets", post, PUBLISH_DEADLINE, cancellable);
  /* Success only if the answer parses and has the id: a 200 may carry errors instead of data. */
  if (cs_x_is_success (answer, &node))
    {
      const char *id = cs_network_json_string (cs_network_json_object (json_node_get_object (node), "data"), "id", "");

      if (*id != '\0')
        return make_sent (id);
    }

  detail = cs_x_dup_detail (account, answer);

  return cs_send_result_from_code (cs_x_get_code (answer), detail, cs_x_get_wait (answer));
}

static gboolean
is_known (const CsSendRequest *request,
          const char          *id)
{
  return request->known_ids != NULL && g_strv_contains (request->known_ids, id);
}

static gboolean
is_after (JsonObject *post,
          gint64      since)
{
  g_autoptr(GDateTime) made = g_date_time_new_from_iso8601 (cs_network_json_string (post, "created_at", ""), NULL);

  return made != NULL && g_date_time_to_unix (made) * G_USEC_PER_SEC >= since;
}

static gboolean
is_ours (JsonObject          *post,
         const CsSendRequest *request)
{
  const CsSegment *segment = cs_send_request_get_segment (request);
  g_autofree char *parent = cs_x_dup_parent (request);
  g_autofree char *quote = *segment->quote != '\0' ? cs_post_address_dup_id (segment->quote, CS_NETWORK_X) : g_strdup ("");
  const char *id = cs_network_json_string (post, "id", "");
  g_autofree char *there = NULL;
  g_autofree char *words = NULL;
  g_autofree char *here = NULL;

  if (*id == '\0' || is_known (request, id) || !is_after (post, request->first_armed_at - CLOCK_SLACK) ||
      cs_x_count_media (post) != segment->media->len || !g_str_equal (cs_x_get_parent (post), parent) ||
      g_strcmp0 (cs_x_get_reference (post, "quoted"), quote) != 0)
    return FALSE;

  there = cs_x_dup_text (post);
  words = cs_send_request_get_text (request);
  here = cs_x_normalise (words);

  return g_str_equal (there, here);
}

static char *
make_timeline_path (const char *own,
                    gint64      since,
                    const char *page)
{
  g_autoptr(GDateTime) start = g_date_time_new_from_unix_utc (since / G_USEC_PER_SEC);
  g_autofree char *when = g_date_time_format (start, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *escaped = g_uri_escape_string (own, NULL, FALSE);
  g_autofree char *token = page != NULL ? g_uri_escape_string (page, NULL, FALSE) : NULL;

  /* Nearly always the newest few; each post that is shown is paid for. */
  return g_strdup_printf ("/2/users/%s/tweets?max_results=10&start_time=%s%s%s&", escaped, when,
                          token != NULL ? "&pagination_token=" : "", token != NULL ? token : "");
}

/* The id of ours among the posts of one page, or NULL */
static char *
find_ours (JsonObject          *page,
           const CsSendRequest *request)
{
  JsonArray *list = cs_network_json_array (page, "data");

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *element = json_array_get_element (list, i);

      if (JSON_NODE_HOLDS_OBJECT (element) && is_ours (json_node_get_object (element), request))
        return g_strdup (cs_network_json_string (json_node_get_object (element), "id", ""));
    }

  return NULL;
}

/* Looks through what the account posted since shortly before the first try, newest first. */
static char *
look_for (CsHttp                 *http,
          const CsNetworkAccount *account,
          const CsSendRequest    *request,
          const char             *own,
          GCancellable           *cancellable)
{
  g_autofree char *next = NULL;

  for (guint i = 0; i < MOST_PAGES; i++)
    {
      g_autofree char *path = make_timeline_path (own, request->first_armed_at - CLOCK_SLACK, next);
      g_autoptr(CsHttpAnswer) answer = cs_x_get_posts (http, account, path, cancellable);
      g_autoptr(JsonNode) node = NULL;
      char *found;

      if (!cs_x_is_success (answer, &node))
        return NULL;
      if ((found = find_ours (json_node_get_object (node), request)) != NULL)
        return found;

      g_free (next);
      next = g_strdup (cs_network_json_string (cs_network_json_object (json_node_get_object (node), "meta"), "next_token", NULL));
      if (next == NULL)
        return NULL;
    }

  return NULL;
}

/* Timelines are eventually consistent: the post may come up later, so that it is looked for again after 10, 30 and 60 s; then a person decides. */
static gint64
next_look (const CsSendRequest *request)
{
  gint64 since = (request->now - request->armed_at) / G_USEC_PER_SEC;

  if (since < 10)
    return (10 - since) * (gint64) G_USEC_PER_SEC;
  if (since < 40)
    return (40 - since) * (gint64) G_USEC_PER_SEC;
  if (since < 100)
    return (100 - since) * (gint64) G_USEC_PER_SEC;

  return 0;
}

CsSendResult *
cs_x_reconcile (CsHttp                 *http,
                const CsNetworkAccount *account,
                const CsSendRequest    *request,
                GCancellable           *cancellable)
{
  CsSendResult *result = cs_send_result_new (CS_SEND_UNKNOWN, CS_ERROR_UNKNOWN_OUTCOME, "not among the account’s latest posts");
  g_autofree char *own = NULL;
  g_autofree char *found = NULL;
  g_autoptr(GError) error = NULL;

  if (cs_segment_is_repost (cs_send_request_get_segment (request)) && request->may_repeat)
    {
      cs_send_result_free (result);
      result = cs_x_repost (http, account, request, cancellable);
      result->outcome = result->outcome == CS_SEND_SENT ? CS_SEND_SENT : CS_SEND_UNKNOWN;
      return result;
    }

  result->retry_after = next_look (request);
  if (!cs_x_check_account (account, &error) || !(own = cs_x_get_own_id (http, account, cancellable)))
    return result;

  if ((found = look_for (http, account, request, own, cancellable)) != NULL)
    {
      cs_send_result_free (result);
      return make_sent (found);
    }

  return result;
}
