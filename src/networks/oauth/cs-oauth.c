/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-oauth-private.h"

#include <string.h>

#include "cs-network-json.h"
#include "cs-pkce.h"
#include "cs-practice-host.h"
#include "cs-secrets.h"

/* What the sign-ins of all networks share. */

#define FORM "application/x-www-form-urlencoded"

static void
append_pairs (GString    *text,
              const char *name,
              va_list     pairs)
{
  for (const char *at = name; at != NULL; at = va_arg (pairs, const char *))
    {
      const char *value = va_arg (pairs, const char *);
      char *escaped;

      if (value == NULL || *value == '\0')
        continue;
      escaped = g_uri_escape_string (value, NULL, FALSE);
      g_string_append_printf (text, "%s%s=%s", text->len > 0 ? "&" : "", at, escaped);
      cs_secrets_wipe (escaped);
    }
}

GBytes *
cs_oauth_make_form (const char *name,
                    ...)
{
  /* long enough from the start: what grows leaves copies behind */
  GString *text = g_string_sized_new (16 * 1024);
  gsize size;
  char *form;
  va_list pairs;

  va_start (pairs, name);
  append_pairs (text, name, pairs);
  va_end (pairs);
  size = text->len;
  form = g_string_free (text, FALSE);

  return g_bytes_new_with_free_func (form, size, (GDestroyNotify) cs_secrets_wipe, form);
}

char *
cs_oauth_make_address (const char *base,
                       const char *name,
                       ...)
{
  GString *query = g_string_new (NULL);
  g_autofree char *text = NULL;
  va_list pairs;

  va_start (pairs, name);
  append_pairs (query, name, pairs);
  va_end (pairs);
  text = g_string_free (query, FALSE);

  return g_strconcat (base, strchr (base, '?') != NULL ? "&" : "?", text, NULL);
}

CsHttpAnswer *
cs_oauth_post (CsHttp       *http,
               const char   *url,
               GBytes       *form,
               const char   *authorization,
               GCancellable *cancellable)
{
  const char *headers[] = { "Authorization", authorization, NULL };

  return cs_http_send (http, "POST", url, form, FORM, authorization != NULL ? headers : NULL, CS_OAUTH_DEADLINE, CS_OAUTH_MAX_ANSWER,
                       cancellable);
}

char *
cs_oauth_make_basic (const char *client,
                     const char *secret)
{
  char *both;
  char *encoded;
  char *value;

  if (secret == NULL || *secret == '\0')
    return NULL;

  both = g_strconcat (client, ":", secret, NULL);
  encoded = g_base64_encode ((const guchar *) both, strlen (both));
  value = g_strconcat ("Basic ", encoded, NULL);
  cs_secrets_wipe (both);
  cs_secrets_wipe (encoded);

  return value;
}

JsonNode *
cs_oauth_parse_success (const CsHttpAnswer *answer)
{
  g_autoptr(JsonNode) node = NULL;

  if (answer->outcome != CS_HTTP_ANSWERED || answer->status < 200 || answer->status > 299)
    return NULL;

  node = cs_network_json_parse (answer->body, answer->size, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? g_steal_pointer (&node) : NULL;
}

char *
cs_oauth_dup_refusal (const CsHttpAnswer *answer)
{
  g_autoptr(JsonNode) node = cs_network_json_parse (answer->body, answer->size, NULL);
  const char *said = "";

  if (answer->outcome == CS_HTTP_ANSWERED && node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    said = cs_network_json_string (json_node_get_object (node), "error", "");

  /* A word of the protocol; whatever else a server says may be what it was told. */
  return strlen (said) <= 64 && strspn (said, "abcdefghijklmnopqrstuvwxyz_") == strlen (said) ? g_strdup (said) : g_strdup ("");
}

void
cs_oauth_set_error (const CsHttpAnswer  *answer,
                    const char          *doing,
                    GError             **error)
{
  g_autofree char *refusal = cs_oauth_dup_refusal (answer);
  CsError code = cs_http_answer_get_unsent_code (answer);

  if (answer->outcome != CS_HTTP_ANSWERED)
    {
      g_set_error (error, CS_ERROR, code, "%s: %s", doing, answer->detail);
      return;
    }

  if (answer->status == 429)
    code = CS_ERROR_RATE_LIMITED;
  else if (g_str_equal (refusal, "invalid_client") || g_str_equal (refusal, "unauthorized_client") || g_str_equal (refusal, "invalid_client_metadata") ||
           g_str_equal (refusal, "invalid_redirect_uri"))
    code = CS_ERROR_CLIENT_REFUSED;
  else if (answer->status >= 400 && answer->status < 500)
    code = CS_ERROR_SIGN_IN_REFUSED;
  g_set_error (error, CS_ERROR, code, "%s: HTTP %u %s", doing, answer->status, refusal);
}

gboolean
cs_oauth_url_is_good (const char *url,
                      gboolean    practice)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_autofree char *origin = NULL;

  if (uri == NULL || g_uri_get_userinfo (uri) != NULL || g_uri_get_fragment (uri) != NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return FALSE;
  if (!practice)
    return g_str_equal (g_uri_get_scheme (uri), "https");

  origin = g_strdup_printf ("%s://%s:%d", g_uri_get_scheme (uri), g_uri_get_host (uri), g_uri_get_port (uri));
  /* what runs on this computer may call itself by that name too */
  return cs_practice_address_is_loopback (origin) || g_str_has_prefix (origin, "http://localhost:");
}

static gboolean
is_token (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      return FALSE;

  return strlen (text) <= 16 * 1024;
}

CsLogin *
cs_oauth_tokens_parse (const char  *text,
                       gsize        size,
                       const char  *type,
                       gint64       now,
                       char       **subject,
                       char       **scope)
{
  g_autoptr(JsonNode) node = cs_network_json_parse (text, size, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *access = cs_network_json_string (object, "access_token", "");
  const char *refresh = cs_network_json_string (object, "refresh_token", "");
  /* RFC 6749 wants it, in any case; some servers leave it out */
  const char *said = cs_network_json_string (object, "token_type", type);
  gint64 life = cs_network_json_int (object, "expires_in", 0);
  CsLogin *login;

  *subject = NULL;
  *scope = NULL;
  if (*access == '\0' || !is_token (access) || !is_token (refresh) || g_ascii_strcasecmp (said, type) != 0)
    return NULL;

  login = g_new0 (CsLogin, 1);
  login->access = g_strdup (access);
  login->refresh = g_strdup (refresh);
  if (life > 0)
    login->expires_at = now + CLAMP (life, 60, 365 * 24 * 3600) * (gint64) G_USEC_PER_SEC;
  login->renewed_at = now;
  *subject = g_strdup (cs_network_json_string (object, "sub", ""));
  *scope = g_strdup (cs_network_json_string (object, "scope", ""));

  return login;
}

CsLogin *
cs_oauth_take_tokens (CsHttp               *http,
                      CsOauthFlow          *flow,
                      const CsOauthAnswer  *answer,
                      gint64                now,
                      GCancellable         *cancellable,
                      GError              **error)
{
  /* X wants the secret in a header and then no client in the form; Mastodon both in the form. */
  char *basic = flow->kind == CS_NETWORK_X ? cs_oauth_make_basic (flow->client, flow->secret) : NULL;
  g_autoptr(GBytes) form = NULL;
  g_autoptr(CsHttpAnswer) got = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *scope = NULL;
  CsLogin *login = NULL;

  form = cs_oauth_make_form ("grant_type", "authorization_code", "code", answer->code,
                             "redirect_uri", cs_oauth_listener_get_redirect (flow->listener), "code_verifier", flow->verifier,
                             "client_id", basic == NULL ? flow->client : NULL,
                             "client_secret", flow->kind == CS_NETWORK_X ? NULL : flow->secret, NULL);
  got = cs_oauth_post (http, flow->token_url, form, basic, cancellable);
  cs_secrets_wipe (basic);
  if (got->outcome == CS_HTTP_ANSWERED && got->status >= 200 && got->status <= 299)
    login = cs_oauth_tokens_parse (got->body, got->size, "bearer", now, &subject, &scope);
  if (login == NULL)
    cs_oauth_set_error (got, "Taking the login", error);
  /* no sooner: the refusal is read from it */
  explicit_bzero (got->body, got->size);
  if (login == NULL)
    return NULL;

  login->client = g_strdup (flow->client);
  login->client_secret = g_strdup (flow->secret);
  login->scope = g_strdup (flow->reusable ? flow->scope : "");

  return login;
}

const char *
cs_oauth_flow_get_address (CsOauthFlow *flow)
{
  return flow->browser;
}

const char *
cs_oauth_flow_get_place (CsOauthFlow *flow)
{
  return flow->address;
}

void
cs_oauth_flow_stop (CsOauthFlow *flow)
{
  cs_oauth_listener_stop (flow->listener);
}

void
cs_oauth_flow_free (CsOauthFlow *flow)
{
  if (flow == NULL)
    return;

  cs_oauth_listener_free (flow->listener);
  cs_secrets_wipe (flow->secret);
  cs_secrets_wipe (flow->verifier);
  cs_secrets_wipe (flow->state);
  cs_secrets_wipe (flow->key);
  g_free (flow->address);
  g_free (flow->client);
  g_free (flow->handle);
  g_free (flow->subject);
  g_free (flow->scope);
  g_free (flow->issuer);
  g_free (flow->token_url);
  g_free (flow->browser);
  g_free (flow);
}
