/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-oauth-private.h"

#include <string.h>

#include "cs-bluesky.h"
#include "cs-dpop.h"
#include "cs-network-json.h"
#include "cs-pkce.h"
#include "cs-secrets.h"

/* The AT Protocol's profile of OAuth (contract bluesky.md, section 3): what the browser is to ask for is pushed beforehand, every token is bound to a key, and who gave the answer and
 * of whom it is are checked. */

#define SCOPES "atproto transition:generic"
#define DEVELOPMENT_CLIENT "http://localhost"
#define FORM "application/x-www-form-urlencoded"
/* After this a client without a secret of its own asks the person again. */
#define LONGEST_LOGIN (14 * 24 * 3600 * (gint64) G_USEC_PER_SEC)

typedef struct
{
  char *issuer;
  char *pushed;
  char *authorize;
  char *token;
  char *revoke; /* all owned */
} Server;

static void
server_free (Server *server)
{
  g_free (server->issuer);
  g_free (server->pushed);
  g_free (server->authorize);
  g_free (server->token);
  g_free (server->revoke);
  g_free (server);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Server, server_free)

static JsonNode *
get_document (CsHttp        *http,
              const char    *origin,
              const char    *path,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autofree char *url = g_strconcat (origin, path, NULL);
  g_autoptr(CsHttpAnswer) answer = cs_http_send (http, "GET", url, NULL, NULL, NULL, CS_OAUTH_DEADLINE, CS_OAUTH_MAX_ANSWER, cancellable);
  JsonNode *node = cs_oauth_parse_success (answer);

  if (node == NULL && answer->outcome == CS_HTTP_ANSWERED && answer->status < 500)
    g_set_error (error, CS_ERROR, CS_ERROR_NO_SUCH_SERVER, "Reading %s: HTTP %u", url, answer->status);
  else if (node == NULL)
    cs_oauth_set_error (answer, "Asking how to sign in", error);

  return node;
}

static char *
take_url (JsonObject *object,
          const char *member,
          gboolean    practice)
{
  const char *url = cs_network_json_string (object, member, "");

  return *url != '\0' && cs_oauth_url_is_good (url, practice) ? g_strdup (url) : NULL;
}

/* What the server that gives tokens tells of itself; it must be the one that it says. */
static Server *
read_server (CsHttp        *http,
             const char    *issuer,
             gboolean       practice,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(JsonNode) node = get_document (http, issuer, "/.well-known/oauth-authorization-server", cancellable, error);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  g_autoptr(Server) server = g_new0 (Server, 1);

  if (object == NULL)
    return NULL;

  server->issuer = take_url (object, "issuer", practice);
  server->pushed = take_url (object, "pushed_authorization_request_endpoint", practice);
  server->authorize = take_url (object, "authorization_endpoint", practice);
  server->token = take_url (object, "token_endpoint", practice);
  server->revoke = take_url (object, "revocation_endpoint", practice);
  if (g_strcmp0 (server->issuer, issuer) != 0 || server->pushed == NULL || server->authorize == NULL || server->token == NULL)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NO_SUCH_SERVER, "%s does not tell how to sign in there", issuer);
      return NULL;
    }

  return g_steal_pointer (&server);
}

/* Who gives the tokens for accounts at @address; without a slash at its end, as issuers are compared. */
static char *
find_issuer (CsHttp        *http,
             const char    *address,
             gboolean       practice,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(JsonNode) node = get_document (http, address, "/.well-known/oauth-protected-resource", cancellable, error);
  JsonArray *servers = node != NULL ? cs_network_json_array (json_node_get_object (node), "authorization_servers") : NULL;
  JsonNode *first = servers != NULL && json_array_get_length (servers) > 0 ? json_array_get_element (servers, 0) : NULL;
  const char *issuer = NULL;

  if (node == NULL)
    return NULL;

  if (first != NULL && JSON_NODE_HOLDS_VALUE (first) && json_node_get_value_type (first) == G_TYPE_STRING)
    issuer = json_node_get_string (first);
  if (issuer != NULL && cs_oauth_url_is_good (issuer, practice))
    return g_strdup (issuer);

  g_set_error (error, CS_ERROR, CS_ERROR_NO_SUCH_SERVER, "%s does not name who gives its tokens", address);
  return NULL;
}

/* For development servers know a client without a document, by what it would say. */
static char *
make_development_client (const char *redirect)
{
  g_autoptr(GString) plain = g_string_new (redirect);
  const char *port = strrchr (redirect, ':');
  const char *path = strchr (port, '/');

  /* registered without a port, the port is free */
  g_string_erase (plain, port - redirect, path - port);

  return cs_oauth_make_address (DEVELOPMENT_CLIENT, "redirect_uri", plain->str, "scope", SCOPES, NULL);
}

/* Pushes what the browser will ask for: the name under which it was taken, or NULL. */
static char *
push_request (CsHttp        *http,
              CsOauthFlow   *flow,
              const Server  *server,
              const char    *redirect,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autofree char *challenge = cs_pkce_make_challenge (flow->verifier);
  g_autoptr(GBytes) form = cs_oauth_make_form ("client_id", flow->client, "response_type", "code", "code_challenge", challenge,
                                               "code_challenge_method", "S256", "state", flow->state, "redirect_uri", redirect,
                                               "scope", SCOPES, "login_hint", flow->handle, NULL);
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autoptr(JsonNode) node = NULL;
  const char *name = "";

  answer = cs_dpop_send (http, flow->key, "POST", server->pushed, NULL, form, FORM, NULL, CS_OAUTH_DEADLINE, CS_OAUTH_MAX_ANSWER, cancellable);
  if ((node = cs_oauth_parse_success (answer)) != NULL)
    name = cs_network_json_string (json_node_get_object (node), "request_uri", "");
  if (*name != '\0')
    return g_strdup (name);

  cs_oauth_set_error (answer, "Announcing the sign-in", error);
  return NULL;
}

gboolean
cs_oauth_begin_bluesky (CsHttp        *http,
                        CsOauthFlow   *flow,
                        const char    *redirect,
                        GCancellable  *cancellable,
                        GError       **error)
{
  g_autofree char *issuer = find_issuer (http, flow->address, flow->practice, cancellable, error);
  g_autoptr(Server) server = issuer != NULL ? read_server (http, issuer, flow->practice, cancellable, error) : NULL;
  g_autofree char *name = NULL;

  if (server == NULL || (flow->key = cs_dpop_make_key (error)) == NULL)
    return FALSE;

  if (*flow->client == '\0' && flow->practice)
    {
      g_free (flow->client);
      flow->client = make_development_client (redirect);
    }
  else if (!g_str_has_prefix (flow->client, "https://"))
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID, "Bluesky asks for the https address of a document about the program");
      return FALSE;
    }

  if ((name = push_request (http, flow, server, redirect, cancellable, error)) == NULL)
    return FALSE;

  flow->issuer = g_steal_pointer (&server->issuer);
  flow->token_url = g_steal_pointer (&server->token);
  flow->browser = cs_oauth_make_address (server->authorize, "client_id", flow->client, "request_uri", name, NULL);

  return TRUE;
}

/* POSTs to the token endpoint and reads what comes. @spent: (out) (optional): whether what was sent may have been used up */
static CsLogin *
ask_for_tokens (CsHttp        *http,
                const char    *key,
                const char    *url,
                GBytes        *form,
                gint64         now,
                char         **subject,
                gboolean      *spent,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr(CsHttpAnswer) answer = cs_dpop_send (http, key, "POST", url, NULL, form, FORM, NULL, CS_OAUTH_DEADLINE, CS_OAUTH_MAX_ANSWER, cancellable);
  g_autofree char *scope = NULL;
  CsLogin *login = NULL;

  if (answer->outcome == CS_HTTP_ANSWERED && answer->status == 200)
    login = cs_oauth_tokens_parse (answer->body, answer->size, "dpop", now, subject, &scope);
  /* asked to wait or not reached at all: it was not used */
  if (spent != NULL)
    *spent = login == NULL && (answer->outcome == CS_HTTP_UNKNOWN || (answer->outcome == CS_HTTP_ANSWERED && answer->status != 429));
  if (login != NULL && strstr (scope, "atproto") != NULL)
    {
      explicit_bzero (answer->body, answer->size);
      return login;
    }

  g_clear_pointer (&login, cs_login_free);
  g_clear_pointer (subject, g_free);
  cs_oauth_set_error (answer, "Taking the login", error);
  return NULL;
}

/* Whoever gave the login must be the one that the account itself names: its document leads to its server, and that to who gives its tokens. Practice has no public directory: there
 * the server that was asked answers for its accounts. */
static gboolean
check_subject (CsHttp        *http,
               CsOauthFlow   *flow,
               const char    *subject,
               GCancellable  *cancellable,
               GError       **error)
{
  g_auto(CsBlueskyDocument) document = { NULL };
  g_autofree char *issuer = NULL;

  if (flow->practice)
    return TRUE;
  if (!cs_bluesky_find_document (http, subject, &document, cancellable, error) ||
      (issuer = find_issuer (http, document.address, FALSE, cancellable, error)) == NULL)
    return FALSE;

  if (!g_str_equal (issuer, flow->issuer))
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_SIGN_IN_REFUSED, "The account’s own server takes logins of somebody else");
      return FALSE;
    }
  g_free (flow->address);
  flow->address = g_strdup (document.address);

  return TRUE;
}

CsLogin *
cs_oauth_finish_bluesky (CsHttp               *http,
                         CsOauthFlow          *flow,
                         const CsOauthAnswer  *answer,
                         gint64                now,
                         GCancellable         *cancellable,
                         GError              **error)
{
  g_autoptr(GBytes) form = NULL;
  g_autofree char *subject = NULL;
  CsLogin *login;

  /* An answer of another server would send our code there. */
  if (!g_str_equal (answer->issuer, flow->issuer))
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_SIGN_IN_REFUSED, "The answer is not of the server that was asked");
      return NULL;
    }

  form = cs_oauth_make_form ("grant_type", "authorization_code", "code", answer->code, "code_verifier", flow->verifier,
                             "client_id", flow->client, "redirect_uri", cs_oauth_listener_get_redirect (flow->listener), NULL);
  login = ask_for_tokens (http, flow->key, flow->token_url, form, now, &subject, NULL, cancellable, error);
  if (login == NULL)
    return NULL;

  if (!g_str_has_prefix (subject, "did:") || strlen (subject) > 2048)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_SIGN_IN_REFUSED, "The login does not tell whose it is");
      cs_login_free (login);
      return NULL;
    }
  if (!check_subject (http, flow, subject, cancellable, error))
    {
      cs_login_free (login);
      return NULL;
    }

  login->client = g_strdup (flow->client);
  login->issuer = g_strdup (flow->issuer);
  login->key = g_strdup (flow->key);
  login->subject = g_steal_pointer (&subject);
  login->ends_at = now + LONGEST_LOGIN;

  return login;
}

CsLogin *
cs_oauth_renew_bluesky (CsHttp                  *http,
                        const CsNetworkAccount  *account,
                        const CsLogin           *login,
                        gint64                   now,
                        gboolean                *spent,
                        GError                 **error)
{
  g_autoptr(Server) server = read_server (http, login->issuer, account->practice, NULL, error);
  g_autoptr(GBytes) form = NULL;
  g_autofree char *subject = NULL;
  CsLogin *renewed;

  *spent = FALSE;
  if (server == NULL)
    return NULL;

  form = cs_oauth_make_form ("grant_type", "refresh_token", "refresh_token", login->refresh, "client_id", login->client, NULL);
  renewed = ask_for_tokens (http, login->key, server->token, form, now, &subject, spent, NULL, error);
  if (renewed == NULL)
    return NULL;

  /* Somebody else's tokens would publish in somebody else's name. */
  if (!g_str_equal (subject, login->subject))
    {
      *spent = TRUE;
      g_set_error_literal (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED, "The renewed login is another account's");
      cs_login_free (renewed);
      return NULL;
    }

  renewed->client = g_strdup (login->client);
  renewed->issuer = g_strdup (login->issuer);
  renewed->key = g_strdup (login->key);
  renewed->subject = g_strdup (login->subject);
  renewed->ends_at = login->ends_at;

  return renewed;
}

gboolean
cs_oauth_revoke_bluesky (CsHttp                 *http,
                         const CsNetworkAccount *account,
                         const CsLogin          *login,
                         GCancellable           *cancellable)
{
  g_autoptr(Server) server = NULL;
  g_autoptr(GBytes) form = NULL;
  g_autoptr(CsHttpAnswer) answer = NULL;

  if (*login->key == '\0')
    {
      /* of an app password: the session ends, the password stays the person's */
      g_autofree char *url = g_strconcat (account->address, "/xrpc/com.atproto.server.deleteSession", NULL);
      char *bearer = g_strconcat ("Bearer ", login->refresh, NULL);
      const char *headers[] = { "Authorization", bearer, NULL };

      answer = cs_http_send (http, "POST", url, NULL, NULL, headers, CS_OAUTH_DEADLINE, CS_OAUTH_MAX_ANSWER, cancellable);
      cs_secrets_wipe (bearer);
    }
  else
    {
      server = read_server (http, login->issuer, account->practice, cancellable, NULL);
      if (server == NULL || server->revoke == NULL)
        return FALSE;
      form = cs_oauth_make_form ("token", *login->refresh != '\0' ? login->refresh : login->access, "client_id", login->client, NULL);
      answer = cs_dpop_send (http, login->key, "POST", server->revoke, NULL, form, FORM, NULL, CS_OAUTH_DEADLINE, CS_OAUTH_MAX_ANSWER, cancellable);
    }

  return answer->outcome == CS_HTTP_ANSWERED && answer->status >= 200 && answer->status <= 299;
}

static void
add_texts (JsonObject *document,
           const char *member,
           const char *first,
           const char *second)
{
  JsonArray *array = json_array_new ();

  json_array_add_string_element (array, first);
  if (second != NULL)
    json_array_add_string_element (array, second);
  json_object_set_array_member (document, member, array);
}

char *
cs_oauth_bluesky_write_document (const char *address)
{
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *document = json_object_new ();

  json_node_take_object (node, document);
  json_object_set_string_member (document, "client_id", address);
  json_object_set_string_member (document, "client_name", "Countersign");
  json_object_set_string_member (document, "application_type", "native");
  /* Without a port: a server lets a program on the person's own computer take any. */
  add_texts (document, "redirect_uris", "http://127.0.0.1/callback", NULL);
  add_texts (document, "grant_types", "authorization_code", "refresh_token");
  add_texts (document, "response_types", "code", NULL);
  json_object_set_string_member (document, "scope", SCOPES);
  json_object_set_string_member (document, "token_endpoint_auth_method", "none");
  json_object_set_boolean_member (document, "dpop_bound_access_tokens", TRUE);

  return json_to_string (node, TRUE);
}
