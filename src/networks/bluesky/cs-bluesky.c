/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-bluesky-private.h"

#include <string.h>

#include "cs-dpop.h"
#include "cs-rates.h"

/* What all requests share: addresses, headers, and what an answer means (contract bluesky.md, sections 2 and 4). */

#define MAX_ANSWER (4 * 1024 * 1024)
#define MAX_WAIT (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

gboolean
cs_bluesky_check_account (const CsNetworkAccount *account,
                          GError                **error)
{
  return cs_network_account_check (account, NULL, error);
}

/* The key that proves whose the token is, of a login by the browser; NULL: the token alone does */
static const char *
get_key (const CsNetworkAccount *account)
{
  return account->login != NULL && account->login->key != NULL && *account->login->key != '\0' ? account->login->key : NULL;
}

CsHttpAnswer *
cs_bluesky_send (CsHttp                 *http,
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
  const char *key = get_key (account);
  CsHttpAnswer *answer;

  if (key != NULL)
    answer = cs_dpop_send (http, key, method, url, account->token, body, content_type, NULL, deadline, MAX_ANSWER, cancellable);
  else
    answer = cs_http_send (http, method, url, body, content_type, *account->token != '\0' ? headers : NULL, deadline, MAX_ANSWER,
                           cancellable);
  memset (bearer, 0, strlen (bearer));
  cs_rates_learn (account->rates, method, path, answer);

  return answer;
}

/* One try, which reads the file once */
static CsHttpAnswer *
send_file (CsHttp                 *http,
           const CsNetworkAccount *account,
           const char             *url,
           const char             *file,
           gint64                  size,
           const char             *content_type,
           GCancellable           *cancellable)
{
  const char *key = get_key (account);
  g_autoptr(GFile) place = g_file_new_for_path (file);
  g_autoptr(GError) error = NULL;
  g_autoptr(GFileInputStream) body = g_file_read (place, cancellable, &error);
  g_autofree char *proof = key != NULL ? cs_dpop_make_proof (key, "POST", url, account->token, NULL) : NULL;
  g_autofree char *authorization = g_strconcat (key != NULL ? "DPoP " : "Bearer ", account->token, NULL);
  const char *headers[] = { "Authorization", authorization, proof != NULL ? "DPoP" : NULL, proof, NULL };
  CsHttpAnswer *answer = NULL;

  /* Gone since it was looked at: an address that is none is an answer that says that nothing was sent. */
  if (body != NULL)
    answer = cs_http_send_stream (http, url, G_INPUT_STREAM (body), size, content_type, headers, cs_http_film_deadline (size), MAX_ANSWER,
                                  cancellable);
  else
    answer = cs_http_send (http, "POST", "", NULL, NULL, NULL, 1, MAX_ANSWER, cancellable);
  memset (authorization, 0, strlen (authorization));

  return answer;
}

CsHttpAnswer *
cs_bluesky_send_file (CsHttp                 *http,
                      const CsNetworkAccount *account,
                      const char             *path,
                      const char             *file,
                      gint64                  size,
                      const char             *content_type,
                      GCancellable           *cancellable)
{
  g_autofree char *url = g_strconcat (account->address, path, NULL);
  CsHttpAnswer *answer = send_file (http, account, url, file, size, content_type, cancellable);

  if (get_key (account) != NULL && cs_dpop_learn (url, answer))
    {
      cs_http_answer_free (answer);
      answer = send_file (http, account, url, file, size, content_type, cancellable);
    }
  cs_rates_learn (account->rates, "POST", path, answer);

  return answer;
}

CsHttpAnswer *
cs_bluesky_get (CsHttp                 *http,
                const CsNetworkAccount *account,
                GCancellable           *cancellable,
                const char             *name,
                ...)
{
  g_autoptr(GString) path = g_string_new ("/xrpc/");
  const char *argument;
  char mark = '?';
  va_list arguments;

  g_string_append (path, name);
  va_start (arguments, name);
  while ((argument = va_arg (arguments, const char *)) != NULL)
    {
      g_string_append_c (path, mark);
      g_string_append (path, argument);
      g_string_append_c (path, '=');
      g_string_append_uri_escaped (path, va_arg (arguments, const char *), NULL, FALSE);
      mark = '&';
    }
  va_end (arguments);

  return cs_bluesky_send (http, account, "GET", path->str, NULL, NULL, CS_BLUESKY_READ_DEADLINE, cancellable);
}

CsHttpAnswer *
cs_bluesky_post (CsHttp                 *http,
                 const CsNetworkAccount *account,
                 const char             *name,
                 JsonObject             *json,
                 guint                   deadline,
                 GCancellable           *cancellable)
{
  g_autofree char *path = g_strconcat ("/xrpc/", name, NULL);
  char *text = cs_network_json_to_string (json);
  g_autoptr(GBytes) body = g_bytes_new_take (text, strlen (text));

  return cs_bluesky_send (http, account, "POST", path, body, "application/json", deadline, cancellable);
}

/* Owned by @node */
static const char *
get_error (const CsHttpAnswer *answer,
           JsonNode          **node)
{
  *node = cs_network_answer_parse (answer);

  return cs_network_json_string (*node != NULL ? json_node_get_object (*node) : NULL, "error", "");
}

gboolean
cs_bluesky_is_error (const CsHttpAnswer *answer,
                     const char         *name)
{
  g_autoptr(JsonNode) node = NULL;

  return answer->outcome == CS_HTTP_ANSWERED && answer->status >= 400 && g_str_equal (get_error (answer, &node), name);
}

char *
cs_bluesky_dup_detail (const CsNetworkAccount *account,
                       const CsHttpAnswer     *answer)
{
  g_autoptr(JsonNode) node = NULL;
  const char *name = get_error (answer, &node);
  const char *message = cs_network_json_string (node != NULL ? json_node_get_object (node) : NULL, "message", "");
  g_autofree char *said = g_strconcat (name, *name != '\0' && *message != '\0' ? ": " : "", message, NULL);

  return cs_network_answer_dup_detail (account, answer, said);
}

int
cs_bluesky_get_code (const CsHttpAnswer *answer)
{
  /* Token errors come as 400. */
  static const char * const logins[] = {
    "ExpiredToken", "InvalidToken", "AuthMissing", "AuthenticationRequired", "AccountTakedown", "AccountSuspended", "AccountDeactivated",
    NULL
  };
  g_autoptr(JsonNode) node = NULL;

  if (answer->outcome == CS_HTTP_NOT_SENT)
    return cs_http_answer_get_unsent_code (answer);
  /* 501 says that nothing was tried. */
  if (answer->outcome == CS_HTTP_UNKNOWN || answer->status < 400 || answer->status == 408 || (answer->status >= 500 && answer->status != 501))
    return CS_ERROR_UNKNOWN_OUTCOME;
  if (answer->status == 429)
    return CS_ERROR_RATE_LIMITED;
  if (answer->status == 401 || g_strv_contains (logins, get_error (answer, &node)))
    return CS_ERROR_LOGIN_REJECTED;

  return answer->status == 413 ? CS_ERROR_TOO_LARGE : CS_ERROR_REFUSED;
}

gint64
cs_bluesky_get_wait (const CsHttpAnswer *answer)
{
  const char *after = soup_message_headers_get_one (answer->headers, "Retry-After");
  const char *reset = soup_message_headers_get_one (answer->headers, "RateLimit-Reset");
  guint64 value = 0;
  gint64 wait = 0;

  if (after != NULL && g_ascii_string_to_unsigned (after, 10, 0, 24 * 3600, &value, NULL))
    wait = (gint64) value;
  if (reset != NULL && g_ascii_string_to_unsigned (reset, 10, 0, G_MAXINT32 * (guint64) 4, &value, NULL))
    wait = MAX (wait, (gint64) value - cs_network_answer_now (answer));

  return CLAMP (wait * (gint64) G_USEC_PER_SEC, (gint64) G_USEC_PER_SEC, MAX_WAIT);
}

void
cs_bluesky_set_error (const CsNetworkAccount *account,
                      const CsHttpAnswer     *answer,
                      const char             *doing,
                      GError                **error)
{
  g_autofree char *detail = cs_bluesky_dup_detail (account, answer);

  cs_network_answer_set_error (answer, cs_bluesky_get_code (answer), detail, doing, error);
}

const CsNetwork cs_bluesky_network = {
  CS_NETWORK_BLUESKY,
  cs_bluesky_read_limits,
  cs_bluesky_check_login,
  cs_bluesky_upload,
  cs_bluesky_check_media,
  cs_bluesky_publish,
  cs_bluesky_reconcile,
  cs_bluesky_read_back,
  cs_bluesky_remove,
  cs_bluesky_renew,
  .upload_film = cs_bluesky_upload_film,
  .prepare = cs_bluesky_prepare,
};
