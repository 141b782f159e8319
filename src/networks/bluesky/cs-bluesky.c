/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-bluesky-private.h"

#include <string.h>

/* What all requests share: addresses, headers, and what an answer means (contract bluesky.md, sections 2 and 4). */

#define MAX_ANSWER (4 * 1024 * 1024)
#define MAX_WAIT (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

gboolean
cs_bluesky_check_account (const CsNetworkAccount *account,
                          GError                **error)
{
  return cs_network_account_check (account, NULL, error);
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
  CsHttpAnswer *answer;

  answer = cs_http_send (http, method, url, body, content_type, *account->token != '\0' ? headers : NULL, deadline, MAX_ANSWER,
                         cancellable);
  memset (bearer, 0, strlen (bearer));

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
    return CS_ERROR_OFFLINE;
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
