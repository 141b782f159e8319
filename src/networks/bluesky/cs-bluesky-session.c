/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-bluesky-private.h"

#include <string.h>

#include "cs-oauth.h"
#include "cs-secrets.h"

/* Sessions by app password: one sign-in, then renewed every two hours. The refresh token may be used again for a while, so that the answer to a renewal may be
 * lost (contract bluesky.md, section 2). */

#define SIGN_IN_SERVER "https://bsky.social"
#define MAX_ANSWER (256 * 1024)

/* Of a token that does not say how long it lives */
#define SHORT_LIFE 3600
#define MAX_LIFE (365 * 24 * 3600)

JsonNode *
cs_bluesky_read_token (const char *token)
{
  g_auto(GStrv) parts = g_strsplit (token, ".", 4);
  g_autoptr(GString) padded = NULL;
  g_autofree guchar *text = NULL;
  g_autoptr(JsonNode) node = NULL;
  gsize size = 0;

  if (g_strv_length (parts) != 3)
    return NULL;

  padded = g_string_new (parts[1]);
  g_string_replace (padded, "-", "+", 0);
  g_string_replace (padded, "_", "/", 0);
  while (padded->len % 4 != 0)
    g_string_append_c (padded, '=');
  text = g_base64_decode (padded->str, &size);
  node = cs_network_json_parse ((const char *) text, size, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? g_steal_pointer (&node) : NULL;
}

/* When it ends by our clock: a token's own times are by the server's, so that its length counts. */
static gint64
get_end (const char *token,
         gint64      now)
{
  g_autoptr(JsonNode) claims = cs_bluesky_read_token (token);
  JsonObject *object = claims != NULL ? json_node_get_object (claims) : NULL;
  gint64 end = cs_network_json_int (object, "exp", 0);
  gint64 begin = cs_network_json_int (object, "iat", now / G_USEC_PER_SEC);
  gint64 life = end > begin && end - begin <= MAX_LIFE ? end - begin : SHORT_LIFE;

  return now + life * (gint64) G_USEC_PER_SEC;
}

CsLogin *
cs_bluesky_read_login (JsonObject *json,
                       const char *client,
                       gint64      now)
{
  const char *access = cs_network_json_string (json, "accessJwt", "");
  const char *refresh = cs_network_json_string (json, "refreshJwt", "");
  const char *did = cs_network_json_string (json, "did", "");
  CsLogin *login;

  if (*access == '\0' || *refresh == '\0' || !cs_bluesky_is_did (did))
    return NULL;

  login = cs_login_parse (access);
  g_free (login->refresh);
  g_free (login->client);
  g_free (login->subject);
  login->refresh = g_strdup (refresh);
  login->client = g_strdup (client);
  login->subject = g_strdup (did);
  login->expires_at = get_end (access, now);
  login->ends_at = get_end (refresh, now);
  login->renewed_at = now;

  return login;
}

/* --- renewing --- */

CsLogin *
cs_bluesky_renew (CsHttp                  *http,
                  const CsNetworkAccount  *account,
                  const CsLogin           *login,
                  gint64                   now,
                  gboolean                *spent,
                  GError                 **error)
{
  CsNetworkAccount refresher = *account;
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(CsLogin) renewed = NULL;

  /* A login by the browser has a key, and is renewed where it was made. */
  if (login->key != NULL && *login->key != '\0')
    return cs_oauth_renew_bluesky (http, account, login, now, spent, error);

  *spent = FALSE;
  refresher.token = login->refresh;
  if (!cs_bluesky_check_account (&refresher, error))
    return NULL;

  answer = cs_bluesky_send (http, &refresher, "POST", "/xrpc/com.atproto.server.refreshSession", NULL, NULL, CS_BLUESKY_READ_DEADLINE, NULL);
  if (cs_network_answer_is_success (answer, &node))
    renewed = cs_bluesky_read_login (json_node_get_object (node), login->client, now);
  if (renewed != NULL && (login->subject == NULL || *login->subject == '\0' || g_str_equal (renewed->subject, login->subject)))
    return g_steal_pointer (&renewed);

  if (renewed != NULL)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED, "The renewed login is another account’s");
      return NULL;
    }

  /* Only these say that it will never do again: after a lost answer it is used once more. */
  *spent = cs_bluesky_is_error (answer, "ExpiredToken") || cs_bluesky_is_error (answer, "InvalidToken");
  cs_bluesky_set_error (&refresher, answer, "Renewing the login", error);

  return NULL;
}

/* --- signing in --- */

void
cs_bluesky_session_clear (CsBlueskySession *session)
{
  g_clear_pointer (&session->login, cs_login_free);
  g_clear_pointer (&session->did, g_free);
  g_clear_pointer (&session->handle, g_free);
  g_clear_pointer (&session->address, g_free);
}

/* Where to sign in: what was entered, or where the public directories say that the account is. */
static char *
find_server (CsHttp                 *http,
             const CsBlueskySignIn  *sign_in,
             CsBlueskyDocument      *document,
             GCancellable           *cancellable,
             GError                **error)
{
  const char *place = sign_in->place != NULL && *sign_in->place != '\0' ? sign_in->place : sign_in->identifier;
  gsize length = strlen (place);

  if (sign_in->practice || strstr (place, "://") != NULL)
    return g_strndup (place, length > 0 && place[length - 1] == '/' ? length - 1 : length);
  /* An e-mail address tells nothing of where the account is. */
  if (strchr (place, '@') != NULL && *place != '@')
    return g_strdup (SIGN_IN_SERVER);
  if (!cs_bluesky_find_document (http, place, document, cancellable, error))
    return NULL;
  if (*document->address != '\0')
    return g_strdup (document->address);

  g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "%s has no server", document->did);
  return NULL;
}

static GBytes *
make_request (const CsBlueskySignIn *sign_in)
{
  g_autofree char *handle = cs_bluesky_dup_handle (sign_in->identifier);
  JsonObject *json = json_object_new ();
  char *text;

  json_object_set_string_member (json, "identifier", handle != NULL ? handle : sign_in->identifier);
  json_object_set_string_member (json, "password", sign_in->password);
  if (sign_in->code != NULL && *sign_in->code != '\0')
    json_object_set_string_member (json, "authFactorToken", sign_in->code);
  text = cs_network_json_to_string (json);

  return g_bytes_new_with_free_func (text, strlen (text), (GDestroyNotify) cs_secrets_wipe, text);
}

static void
set_refusal (const CsBlueskySignIn   *sign_in,
             const CsNetworkAccount  *account,
             const CsHttpAnswer      *answer,
             GError                 **error)
{
  g_autofree char *detail = cs_bluesky_dup_detail (account, answer);
  gboolean coded = sign_in->code != NULL && *sign_in->code != '\0';

  if (cs_bluesky_is_error (answer, "AuthFactorTokenRequired") ||
      (coded && (cs_bluesky_is_error (answer, "InvalidToken") || cs_bluesky_is_error (answer, "ExpiredToken"))))
    g_set_error (error, CS_ERROR, CS_ERROR_MAIL_CODE, "Signing in: %s", detail);
  else if (cs_bluesky_is_error (answer, "AuthenticationRequired"))
    g_set_error (error, CS_ERROR, CS_ERROR_WRONG_PASSWORD, "Signing in: %s", detail);
  else if (cs_bluesky_is_error (answer, "AccountTakedown"))
    g_set_error (error, CS_ERROR, CS_ERROR_REFUSED, "Signing in: %s", detail);
  else
    cs_bluesky_set_error (account, answer, "Signing in", error);
}

/* Where the account is from now on. A real one must be there by its public document too: that is what the rest of the network believes. */
static gboolean
place_account (CsHttp             *http,
               const char         *server,
               gboolean            practice,
               CsBlueskyDocument  *document,
               CsBlueskySession   *session,
               GCancellable       *cancellable,
               GError            **error)
{
  if (practice)
    {
      session->address = g_strdup (server);
      return TRUE;
    }

  if (document->did != NULL && !g_str_equal (document->did, session->did))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_REFUSED, "The session is that of %s, not of %s", session->did, document->did);
      return FALSE;
    }
  if (document->did == NULL && !cs_bluesky_find_document (http, session->did, document, cancellable, error))
    return FALSE;
  if (!g_str_has_prefix (document->address, "https://"))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_REFUSED, "%s has no server by HTTPS", session->did);
      return FALSE;
    }

  session->address = g_strdup (document->address);

  return TRUE;
}

gboolean
cs_bluesky_sign_in (CsHttp                 *http,
                    const CsBlueskySignIn  *sign_in,
                    gint64                  now,
                    CsBlueskySession       *session,
                    GCancellable           *cancellable,
                    GError                **error)
{
  CsNetworkAccount account = { .kind = CS_NETWORK_BLUESKY, .token = "", .practice = sign_in->practice };
  g_auto(CsBlueskyDocument) document = { NULL };
  g_autofree char *server = find_server (http, sign_in, &document, cancellable, error);
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autoptr(GBytes) body = NULL;
  g_autoptr(JsonNode) node = NULL;
  JsonObject *json;

  *session = (CsBlueskySession) { NULL };
  account.address = server;
  if (server == NULL || !cs_bluesky_check_account (&account, error))
    return FALSE;

  body = make_request (sign_in);
  answer = cs_bluesky_send (http, &account, "POST", "/xrpc/com.atproto.server.createSession", body, "application/json",
                            CS_BLUESKY_READ_DEADLINE, cancellable);
  if (!cs_network_answer_is_success (answer, &node))
    {
      set_refusal (sign_in, &account, answer, error);
      return FALSE;
    }

  json = json_node_get_object (node);
  if (!(session->login = cs_bluesky_read_login (json, sign_in->identifier, now)))
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_OFFLINE, "Signing in: what answers is no server of this network");
      return FALSE;
    }
  session->did = g_strdup (session->login->subject);
  session->handle = g_ascii_strdown (cs_network_json_string (json, "handle", ""), -1);
  if (!cs_network_json_boolean (json, "active", TRUE))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_REFUSED, "The account is not in use: %s", cs_network_json_string (json, "status", "inactive"));
      return FALSE;
    }

  return place_account (http, server, sign_in->practice, &document, session, cancellable, error);
}

gboolean
cs_bluesky_sign_out (CsHttp                  *http,
                     const CsNetworkAccount  *account,
                     const CsLogin           *login,
                     GCancellable            *cancellable,
                     GError                 **error)
{
  CsNetworkAccount refresher = *account;
  g_autoptr(CsHttpAnswer) answer = NULL;

  refresher.token = login->refresh;
  if (!cs_bluesky_check_account (&refresher, error))
    return FALSE;

  answer = cs_bluesky_send (http, &refresher, "POST", "/xrpc/com.atproto.server.deleteSession", NULL, NULL, CS_BLUESKY_READ_DEADLINE, cancellable);
  /* Over already is over too. The answer has no body, and may have no length, so that it looks cut off: here its status is enough. */
  if ((answer->status >= 200 && answer->status <= 299) ||
      (answer->outcome == CS_HTTP_ANSWERED && cs_bluesky_get_code (answer) == CS_ERROR_LOGIN_REJECTED))
    return TRUE;

  cs_bluesky_set_error (&refresher, answer, "Signing out", error);
  return FALSE;
}
