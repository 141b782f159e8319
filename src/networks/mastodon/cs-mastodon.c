/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-mastodon-private.h"

#include <string.h>

#include "cs-network-answer.h"
#include "cs-network-json.h"
#include "cs-rates.h"

/* What all requests share: addresses, headers, and what an answer means. */

#define MAX_ANSWER (4 * 1024 * 1024)
#define READ_DEADLINE 15
#define MAX_WAIT (60 * 60 * (gint64) G_USEC_PER_SEC)

gboolean
cs_mastodon_check_account (const CsNetworkAccount *account,
                           GError                **error)
{
  return cs_network_account_check (account, NULL, error);
}

CsHttpAnswer *
cs_mastodon_send (CsHttp                 *http,
                  const CsNetworkAccount *account,
                  const char             *method,
                  const char             *path,
                  GBytes                 *body,
                  const char             *content_type,
                  const char             *key,
                  guint                   deadline,
                  GCancellable           *cancellable)
{
  g_autofree char *url = g_strconcat (account->address, path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", account->token, NULL);
  const char *headers[5] = { NULL };
  CsHttpAnswer *answer;
  guint n = 0;

  if (*account->token != '\0')
    {
      headers[n++] = "Authorization";
      headers[n++] = bearer;
    }
  if (key != NULL)
    {
      headers[n++] = "Idempotency-Key";
      headers[n++] = key;
    }

  answer = cs_http_send (http, method, url, body, content_type, headers, deadline, MAX_ANSWER, cancellable);
  cs_rates_learn (account->rates, method, path, answer);
  memset (bearer, 0, strlen (bearer));

  return answer;
}

CsHttpAnswer *
cs_mastodon_get (CsHttp                 *http,
                 const CsNetworkAccount *account,
                 const char             *path,
                 GCancellable           *cancellable)
{
  return cs_mastodon_send (http, account, "GET", path, NULL, NULL, NULL, READ_DEADLINE, cancellable);
}

JsonNode *
cs_mastodon_parse_object (const CsHttpAnswer *answer)
{
  return cs_network_answer_parse (answer);
}

char *
cs_mastodon_dup_detail (const CsNetworkAccount *account,
                        const CsHttpAnswer     *answer)
{
  g_autoptr(JsonNode) node = cs_network_answer_parse (answer);

  return cs_network_answer_dup_detail (account, answer,
                                       cs_network_json_string (node != NULL ? json_node_get_object (node) : NULL, "error", ""));
}

int
cs_mastodon_get_code (const CsHttpAnswer *answer)
{
  if (answer->outcome == CS_HTTP_NOT_SENT)
    return cs_http_answer_get_unsent_code (answer);
  if (answer->outcome == CS_HTTP_UNKNOWN || answer->status >= 500)
    return answer->status == 501 ? CS_ERROR_REFUSED : CS_ERROR_UNKNOWN_OUTCOME;

  switch (answer->status)
    {
    case 401:
      return CS_ERROR_LOGIN_REJECTED;
    case 429:
      return CS_ERROR_RATE_LIMITED;
    default:
      return answer->status >= 400 && answer->status != 408 ? CS_ERROR_REFUSED : CS_ERROR_UNKNOWN_OUTCOME;
    }
}

gboolean
cs_mastodon_is_login_rejected (CsHttp                 *http,
                               const CsNetworkAccount *account,
                               const CsHttpAnswer     *answer,
                               GCancellable           *cancellable)
{
  g_autoptr(CsHttpAnswer) check = NULL;

  if (answer->outcome != CS_HTTP_ANSWERED || answer->status != 422 || answer->size > 2)
    return FALSE;

  check = cs_mastodon_get (http, account, "/api/v1/accounts/verify_credentials", cancellable);

  return check->outcome == CS_HTTP_ANSWERED && (check->status == 401 || check->status == 422);
}

gint64
cs_mastodon_get_wait (const CsHttpAnswer *answer)
{
  const char *reset = soup_message_headers_get_one (answer->headers, "X-RateLimit-Reset");
  const char *date = soup_message_headers_get_one (answer->headers, "Date");
  const char *after = soup_message_headers_get_one (answer->headers, "Retry-After");
  g_autoptr(GDateTime) until = reset != NULL ? g_date_time_new_from_iso8601 (reset, NULL) : NULL;
  g_autoptr(GDateTime) now = date != NULL ? soup_date_time_new_from_http_string (date) : NULL;
  guint64 seconds = 0;
  gint64 wait = 0;

  /* By the server's own clock: ours may differ. */
  if (now == NULL)
    now = g_date_time_new_now_utc ();
  if (after != NULL && g_ascii_string_to_unsigned (after, 10, 0, 24 * 3600, &seconds, NULL))
    wait = seconds * G_USEC_PER_SEC;
  else if (until != NULL)
    wait = g_date_time_difference (until, now);

  return CLAMP (wait, (gint64) G_USEC_PER_SEC, MAX_WAIT);
}

void
cs_mastodon_set_error (const CsNetworkAccount *account,
                       const CsHttpAnswer     *answer,
                       const char             *doing,
                       GError                **error)
{
  g_autofree char *detail = cs_mastodon_dup_detail (account, answer);

  cs_network_answer_set_error (answer, cs_mastodon_get_code (answer), detail, doing, error);
}

const char *
cs_mastodon_visibility (CsVisibility visibility)
{
  switch (visibility)
    {
    case CS_VISIBILITY_PUBLIC:
      return "public";
    case CS_VISIBILITY_UNLISTED:
      return "unlisted";
    case CS_VISIBILITY_FOLLOWERS:
      return "private";
    default:
      g_assert_not_reached ();
    }
}

char *
cs_mastodon_normalise (const char *text)
{
  g_autoptr(GString) lines = g_string_new (text);
  g_autofree char *normal = NULL;

  g_string_replace (lines, "\r\n", "\n", 0);
  normal = g_utf8_normalize (lines->str, -1, G_NORMALIZE_NFC);

  return normal != NULL ? g_strstrip (g_steal_pointer (&normal)) : g_strdup (text);
}

const CsNetwork cs_mastodon_network = {
  CS_NETWORK_MASTODON,
  cs_mastodon_read_limits,
  cs_mastodon_check_login,
  cs_mastodon_upload,
  cs_mastodon_check_media,
  cs_mastodon_publish,
  cs_mastodon_reconcile,
  cs_mastodon_read_back,
  cs_mastodon_remove,
  .upload_film = cs_mastodon_upload_film,
};

const CsNetwork cs_mastodon_practice_network = {
  CS_NETWORK_PRACTICE,
  cs_mastodon_read_limits,
  cs_mastodon_check_login,
  cs_mastodon_upload,
  cs_mastodon_check_media,
  cs_mastodon_publish,
  cs_mastodon_reconcile,
  cs_mastodon_read_back,
  cs_mastodon_remove,
  .upload_film = cs_mastodon_upload_film,
};
