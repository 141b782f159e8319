/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-x-private.h"

#include <string.h>

#include "cs-network-answer.h"
#include "cs-network-json.h"
#include "cs-rates.h"

/* What all requests share: addresses, headers, dialects, and what an answer means (contract x.md, sections 2 and 4). */

#define MAX_ANSWER (4 * 1024 * 1024)
#define MAX_WAIT (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

/* What is asked of a post; the media's part is the same in both dialects. */
static const char * const selectors[] = {
  [CS_X_TWEETS] = "tweet.fields=created_at,entities,attachments,referenced_tweets,note_tweet"
                  "&expansions=attachments.media_keys,attachments.poll_ids,referenced_tweets.id&media.fields=alt_text,type"
                  "&poll.fields=options,duration_minutes",
  [CS_X_POSTS] = "post.fields=created_at,entities,attachments,referenced_posts,note_post"
                 "&expansions=attachments.media_keys,attachments.poll_ids,referenced_posts&media.fields=alt_text,type"
                 "&poll.fields=options,duration_minutes",
};

gboolean
cs_x_check_account (const CsNetworkAccount *account,
                    GError                **error)
{
  return cs_network_account_check (account, CS_X_ADDRESS, error);
}

CsHttpAnswer *
cs_x_send (CsHttp                 *http,
           const CsNetworkAccount *account,
           const char             *method,
           const char             *path,
           GBytes                 *body,
           const char             *content_type,
           guint                   deadline,
           GCancellable           *cancellable)
{
  g_autofree char *url = g_strconcat (account->address, path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", account->token, NULL);
  const char *headers[] = { "Authorization", bearer, NULL };
  CsHttpAnswer *answer;

  answer = cs_http_send (http, method, url, body, content_type, headers, deadline, MAX_ANSWER, cancellable);
  cs_rates_learn (account->rates, method, path, answer);
  memset (bearer, 0, strlen (bearer));

  return answer;
}

CsHttpAnswer *
cs_x_send_piece (CsHttp                 *http,
                 const CsNetworkAccount *account,
                 const char             *path,
                 GBytes                 *body,
                 const char             *content_type,
                 guint                   deadline,
                 GCancellable           *cancellable)
{
  g_autofree char *url = g_strconcat (account->address, path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", account->token, NULL);
  const char *headers[] = { "Authorization", bearer, NULL };
  CsHttpAnswer *answer;

  answer = cs_http_send_piece (http, url, body, content_type, headers, deadline, MAX_ANSWER, cancellable);
  cs_rates_learn (account->rates, "POST", path, answer);
  memset (bearer, 0, strlen (bearer));

  return answer;
}

CsHttpAnswer *
cs_x_send_json (CsHttp                 *http,
                const CsNetworkAccount *account,
                const char             *method,
                const char             *path,
                JsonObject             *json,
                guint                   deadline,
                GCancellable           *cancellable)
{
  char *text = cs_network_json_to_string (json);
  g_autoptr(GBytes) body = g_bytes_new_take (text, strlen (text));

  return cs_x_send (http, account, method, path, body, "application/json", deadline, cancellable);
}

/* A 400 that names a selector: the account speaks the other dialect. */
static gboolean
is_other_dialect (const CsHttpAnswer *answer)
{
  return answer->outcome == CS_HTTP_ANSWERED && answer->status == 400 &&
         (strstr (answer->body, "tweet.fields") != NULL || strstr (answer->body, "referenced_tweets") != NULL ||
          strstr (answer->body, "note_tweet") != NULL);
}

CsHttpAnswer *
cs_x_get_posts (CsHttp                 *http,
                const CsNetworkAccount *account,
                const char             *path,
                GCancellable           *cancellable)
{
  g_autoptr(CsHttpAnswer) answer = NULL;

  for (CsXDialect dialect = CS_X_TWEETS; dialect <= CS_X_POSTS; dialect++)
    {
      g_autofree char *whole = g_strconcat (path, selectors[dialect], NULL);

      g_clear_pointer (&answer, cs_http_answer_free);
      answer = cs_x_send (http, account, "GET", whole, NULL, NULL, CS_X_READ_DEADLINE, cancellable);
      if (!is_other_dialect (answer))
        break;
    }

  return g_steal_pointer (&answer);
}

gboolean
cs_x_is_success (const CsHttpAnswer  *answer,
                 JsonNode           **node)
{
  return cs_network_answer_is_success (answer, node);
}

gboolean
cs_x_is_done (const CsHttpAnswer *answer)
{
  g_autoptr(JsonNode) node = NULL;

  return cs_x_is_success (answer, &node) && json_object_has_member (json_node_get_object (node), "data") &&
         !json_object_has_member (json_node_get_object (node), "errors");
}

/* X has four shapes of errors, and each member may be missing. */
static const char *
find_said (JsonObject *object)
{
  JsonArray *errors = cs_network_json_array (object, "errors");
  JsonNode *first = errors != NULL && json_array_get_length (errors) > 0 ? json_array_get_element (errors, 0) : NULL;
  JsonObject *error = first != NULL && JSON_NODE_HOLDS_OBJECT (first) ? json_node_get_object (first) : NULL;
  const char *said = cs_network_json_string (error, "message", NULL);

  if (said == NULL)
    said = cs_network_json_string (error, "detail", NULL);
  if (said == NULL)
    said = cs_network_json_string (object, "detail", NULL);
  if (said == NULL)
    said = cs_network_json_string (object, "message", NULL);
  if (said == NULL)
    said = cs_network_json_string (object, "error_description", NULL);
  if (said == NULL)
    said = cs_network_json_string (object, "error", NULL);

  return said != NULL ? said : cs_network_json_string (object, "title", "");
}

char *
cs_x_dup_detail (const CsNetworkAccount *account,
                 const CsHttpAnswer     *answer)
{
  g_autoptr(JsonNode) node = cs_network_answer_parse (answer);

  return cs_network_answer_dup_detail (account, answer, find_said (node != NULL ? json_node_get_object (node) : NULL));
}

/* The same text is there already: perhaps by our own earlier try. */
static gboolean
is_duplicate (const CsHttpAnswer *answer)
{
  g_autofree char *lower = g_ascii_strdown (answer->body, -1);

  return answer->status == 403 && strstr (lower, "duplicate") != NULL;
}

int
cs_x_get_code (const CsHttpAnswer *answer)
{
  if (answer->outcome == CS_HTTP_NOT_SENT)
    return cs_http_answer_get_unsent_code (answer);
  if (answer->outcome == CS_HTTP_UNKNOWN || answer->status >= 500 || is_duplicate (answer))
    return CS_ERROR_UNKNOWN_OUTCOME;

  switch (answer->status)
    {
    case 401:
      return CS_ERROR_LOGIN_REJECTED;
    case 402:
      return CS_ERROR_NO_CREDIT;
    case 408:
      return CS_ERROR_UNKNOWN_OUTCOME;
    case 429:
      return CS_ERROR_RATE_LIMITED;
    default:
      return answer->status >= 400 ? CS_ERROR_REFUSED : CS_ERROR_UNKNOWN_OUTCOME;
    }
}

gint64
cs_x_get_wait (const CsHttpAnswer *answer)
{
  const char *names[] = { "x-rate-limit-reset", "x-user-limit-24hour-reset", "x-app-limit-24hour-reset" };
  const char *left[] = { "x-rate-limit-remaining", "x-user-limit-24hour-remaining", "x-app-limit-24hour-remaining" };
  const char *after = soup_message_headers_get_one (answer->headers, "Retry-After");
  gint64 now = cs_network_answer_now (answer);
  guint64 value = 0;
  gint64 wait = 0;

  if (after != NULL && g_ascii_string_to_unsigned (after, 10, 0, 24 * 3600, &value, NULL))
    wait = (gint64) value;
  /* The latest of the windows that are used up; the 15 minutes' one where none says so. */
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *reset = soup_message_headers_get_one (answer->headers, names[i]);
      const char *remaining = soup_message_headers_get_one (answer->headers, left[i]);

      if (reset != NULL && (i == 0 || g_strcmp0 (remaining, "0") == 0) &&
          g_ascii_string_to_unsigned (reset, 10, 0, G_MAXINT32 * (guint64) 4, &value, NULL))
        wait = MAX (wait, (gint64) value - now);
    }

  return CLAMP (wait * (gint64) G_USEC_PER_SEC, (gint64) G_USEC_PER_SEC, MAX_WAIT);
}

void
cs_x_set_error (const CsNetworkAccount *account,
                const CsHttpAnswer     *answer,
                const char             *doing,
                GError                **error)
{
  g_autofree char *detail = cs_x_dup_detail (account, answer);

  cs_network_answer_set_error (answer, cs_x_get_code (answer), detail, doing, error);
}

const CsNetwork cs_x_network = {
  CS_NETWORK_X,
  cs_x_read_limits,
  cs_x_check_login,
  cs_x_upload,
  cs_x_check_media,
  cs_x_publish,
  cs_x_reconcile,
  cs_x_read_back,
  cs_x_remove,
  cs_x_renew,
  .upload_film = cs_x_upload_film,
};
