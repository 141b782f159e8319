/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-mastodon-private.h"

#include <string.h>

#include "cs-network-json.h"
#include "cs-practice-host.h"

/* What all requests share: addresses, headers, and what an answer means. */

#define MAX_ANSWER (4 * 1024 * 1024)
#define READ_DEADLINE 15
#define MAX_DETAIL 300
#define MAX_WAIT (60 * 60 * (gint64) G_USEC_PER_SEC)

static gboolean
is_https_address (const char *address)
{
  g_autoptr(GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_str_equal (g_uri_get_scheme (uri), "https") && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0' &&
         g_uri_get_userinfo (uri) == NULL && g_uri_get_query (uri) == NULL && g_uri_get_fragment (uri) == NULL &&
         *g_uri_get_path (uri) == '\0';
}

static gboolean
is_token (const char *token)
{
  for (const char *p = token; p != NULL && *p != '\0'; p++)
    {
      if (!g_ascii_isgraph (*p))
        return FALSE;
    }

  return token != NULL;
}

gboolean
cs_mastodon_check_account (const CsNetworkAccount *account,
                           GError                **error)
{
  gboolean good = account->kind == CS_NETWORK_PRACTICE ? cs_practice_address_is_loopback (account->address)
                                                       : is_https_address (account->address);

  if (!good)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_PRACTICE_ONLY, "%s is no address for a %s account",
                   account->address, cs_network_kind_nick (account->kind));
      return FALSE;
    }
  if (!is_token (account->token))
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED, "The token has characters that no token has");
      return FALSE;
    }

  return TRUE;
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
  g_autoptr(JsonNode) node = cs_network_json_parse (answer->body, answer->size, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? g_steal_pointer (&node) : NULL;
}

char *
cs_mastodon_dup_detail (const CsNetworkAccount *account,
                        const CsHttpAnswer     *answer)
{
  g_autoptr(JsonNode) node = answer->outcome == CS_HTTP_ANSWERED ? cs_mastodon_parse_object (answer) : NULL;
  const char *said = cs_network_json_string (node != NULL ? json_node_get_object (node) : NULL, "error", "");
  g_autofree char *valid = g_utf8_make_valid (answer->outcome == CS_HTTP_ANSWERED ? said : answer->detail, -1);
  g_autoptr(GString) text = g_string_new (NULL);

  if (answer->outcome == CS_HTTP_ANSWERED)
    g_string_append_printf (text, "HTTP %u%s", answer->status, *valid != '\0' ? ": " : "");
  g_string_append (text, valid);
  /* A server may say a token back. */
  if (*account->token != '\0')
    g_string_replace (text, account->token, "…", 0);

  return g_utf8_strlen (text->str, -1) <= MAX_DETAIL ? g_strdup (text->str) : g_utf8_substring (text->str, 0, MAX_DETAIL);
}

int
cs_mastodon_get_code (const CsHttpAnswer *answer)
{
  if (answer->outcome == CS_HTTP_NOT_SENT)
    return CS_ERROR_OFFLINE;
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
  int code = cs_mastodon_get_code (answer);

  /* A question without an answer changes nothing over there: the network is just not to be had. */
  if (code == CS_ERROR_UNKNOWN_OUTCOME)
    code = CS_ERROR_OFFLINE;
  else if (answer->status == 404)
    code = CS_ERROR_NOT_FOUND;
  g_set_error (error, CS_ERROR, code, "%s: %s", doing, detail);
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
