/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-practice-private.h"

#include "cs-error.h"
#include "cs-network-json.h"

/* Sign-in as the contract has it: an app, a page in the browser, a code, a token; PKCE where the client sends it. A code lives for ten minutes, in memory. */
#define CODE_LIFE (10 * 60 * G_USEC_PER_SEC)
#define OUT_OF_BAND "urn:ietf:wg:oauth:2.0:oob"

static void
refuse_grant (CsPracticeRequest *request,
              guint              status,
              const char        *error,
              const char        *description)
{
  JsonObject *json = json_object_new ();

  json_object_set_string_member (json, "error", error);
  json_object_set_string_member (json, "error_description", description);
  cs_practice_reply_object (request, status, json);
}

/* One string, or an array of them: both are in use. */
static char *
join_redirect_uris (JsonObject *params)
{
  JsonArray *array = cs_network_json_array (params, "redirect_uris");
  g_autoptr(GString) all = NULL;

  if (array == NULL)
    return g_strdup (cs_network_json_string (params, "redirect_uris", ""));

  all = g_string_new (NULL);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_string_append_printf (all, "%s%s", i > 0 ? "\n" : "", json_node_get_string (node));
    }

  return g_string_free (g_steal_pointer (&all), FALSE);
}

void
cs_practice_create_app (CsPracticeRequest *request)
{
  g_autofree char *uris = join_redirect_uris (request->params);
  const char *name = cs_network_json_string (request->params, "client_name", "");
  g_autoptr(GError) error = NULL;
  CsPracticeApp *app;
  JsonObject *json;

  if (*name == '\0' || *uris == '\0')
    {
      cs_practice_refuse (request, 422, *name == '\0' ? "Validation failed: Application name can't be blank"
                                                      : "Validation failed: Redirect URI can't be blank");
      return;
    }

  app = cs_practice_store_add_app (request->store, name, uris,
                                   cs_network_json_string (request->params, "scopes", "read"), &error);
  if (app == NULL)
    {
      cs_practice_refuse_error (request, error);
      return;
    }

  json = json_object_new ();
  json_object_set_string_member (json, "id", "1");
  json_object_set_string_member (json, "name", app->name);
  json_object_set_string_member (json, "redirect_uri", app->redirect_uris);
  json_object_set_string_member (json, "client_id", app->client_id);
  json_object_set_string_member (json, "client_secret", app->client_secret);
  cs_practice_reply_object (request, 200, json);
}

void
cs_practice_oauth_metadata (CsPracticeRequest *request)
{
  const char *host = cs_practice_server_get_host (request->server);
  g_autofree char *text = NULL;

  text = g_strdup_printf ("{\"issuer\":\"http://%s/\",\"authorization_endpoint\":\"http://%s/oauth/authorize\","
                          "\"token_endpoint\":\"http://%s/oauth/token\",\"revocation_endpoint\":\"http://%s/oauth/revoke\","
                          "\"app_registration_endpoint\":\"http://%s/api/v1/apps\",\"scopes_supported\":[\"read\",\"write\"],"
                          "\"response_types_supported\":[\"code\"],\"code_challenge_methods_supported\":[\"S256\"]}",
                          host, host, host, host, host);
  cs_practice_reply_text (request, 200, "application/json; charset=utf-8", text);
}

static gboolean
has_line (const char *lines,
          const char *line)
{
  g_auto(GStrv) each = g_strsplit (lines, "\n", -1);

  return g_strv_contains ((const char * const *) each, line);
}

static gboolean
has_all_scopes (const char *allowed,
                const char *wanted)
{
  g_auto(GStrv) each = g_strsplit (wanted, " ", -1);
  g_auto(GStrv) have = g_strsplit (allowed, " ", -1);

  for (gsize i = 0; each[i] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit (each[i], ":", 2);

      if (*each[i] != '\0' && !g_strv_contains ((const char * const *) have, each[i]) &&
          !g_strv_contains ((const char * const *) have, parts[0]))
        return FALSE;
    }

  return TRUE;
}

/* What is wrong with a sign-in, or NULL */
static const char *
check_sign_in (CsPracticeApp *app,
               const char    *type,
               const char    *uri,
               const char    *scope)
{
  if (app == NULL)
    return _("No program with this number is known here.");
  if (g_strcmp0 (type, "code") != 0)
    return _("Only sign-in by a code is possible.");
  if (uri == NULL || !has_line (app->redirect_uris, uri))
    return _("The program wants the answer at an address that it did not name before.");
  if (scope != NULL && !has_all_scopes (app->scopes, scope))
    return _("The program asks for more than it was registered for.");

  return NULL;
}

static void
append_hidden (GString    *page,
               GHashTable *query,
               const char *name)
{
  const char *value = g_hash_table_lookup (query, name);
  g_autofree char *escaped = value != NULL ? g_markup_escape_text (value, -1) : NULL;

  if (escaped != NULL)
    g_string_append_printf (page, "<input type=\"hidden\" name=\"%s\" value=\"%s\">", name, escaped);
}

static void
append_accounts (GString         *page,
                 CsPracticeStore *store)
{
  GPtrArray *accounts = cs_practice_store_get_accounts (store);

  g_string_append (page, "<select name=\"login\">");
  for (guint i = 0; i < accounts->len; i++)
    {
      const CsPracticeAccount *account = g_ptr_array_index (accounts, i);
      g_autofree char *name = g_markup_escape_text (account->display_name, -1);

      g_string_append_printf (page, "<option value=\"%s\">%s (@%s)</option>", account->login, name, account->login);
    }
  g_string_append (page, "</select>");
}

void
cs_practice_authorize_page (CsPracticeRequest *request)
{
  static const char *const kept[] = { "response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method" };
  g_autoptr(GHashTable) empty = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTable *query = request->query != NULL ? request->query : empty;
  const char *client_id = g_hash_table_lookup (query, "client_id");
  CsPracticeApp *app = client_id != NULL ? cs_practice_store_find_app (request->store, client_id) : NULL;
  const char *wrong = check_sign_in (app, g_hash_table_lookup (query, "response_type"),
                                     g_hash_table_lookup (query, "redirect_uri"), g_hash_table_lookup (query, "scope"));
  g_autoptr(GString) page = g_string_new ("<section class=\"card form\">");
  g_autofree char *name = NULL;
  g_autofree char *sentence = NULL;

  if (wrong != NULL)
    {
      g_string_append_printf (page, "<p>%s</p></section>", wrong);
      cs_practice_reply_page (request, 400, _("Sign in"), page->str);
      return;
    }

  name = g_markup_escape_text (app->name, -1);
  /* Translators: %s is the name of a program */
  sentence = g_strdup_printf (_("Let %s post and read for an account of the practice network?"), name);
  g_string_append_printf (page, "<p>%s</p><form method=\"post\" action=\"/oauth/authorize\">", sentence);
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    append_hidden (page, query, kept[i]);
  append_accounts (page, request->store);
  g_string_append_printf (page, "<button>%s</button></form></section>", _("Allow"));
  cs_practice_reply_page (request, 200, _("Sign in"), page->str);
}

static void
send_code (CsPracticeRequest *request,
           const char        *code)
{
  const char *uri = cs_network_json_string (request->params, "redirect_uri", "");
  const char *state = cs_network_json_string (request->params, "state", "");
  g_autofree char *escaped = g_uri_escape_string (state, NULL, FALSE);
  g_autofree char *target = NULL;
  g_autofree char *body = NULL;

  if (g_str_equal (uri, OUT_OF_BAND))
    {
      body = g_strdup_printf ("<section class=\"card form\"><p>%s</p><p><code>%s</code></p></section>",
                              _("Copy this code into the program:"), code);
      cs_practice_reply_page (request, 200, _("Sign in"), body);
      return;
    }

  target = g_strdup_printf ("%s%scode=%s&state=%s", uri, strchr (uri, '?') != NULL ? "&" : "?", code, escaped);
  cs_practice_reply_text (request, 302, "text/plain; charset=utf-8", "");
  soup_message_headers_replace (soup_server_message_get_response_headers (request->message), "Location", target);
}

void
cs_practice_authorize (CsPracticeRequest *request)
{
  JsonObject *params = request->params;
  CsPracticeApp *app = cs_practice_store_find_app (request->store, cs_network_json_string (params, "client_id", ""));
  CsPracticeAccount *account = cs_practice_store_find_login (request->store, cs_network_json_string (params, "login", ""));
  const char *wrong = check_sign_in (app, cs_network_json_string (params, "response_type", NULL),
                                     cs_network_json_string (params, "redirect_uri", NULL),
                                     cs_network_json_string (params, "scope", NULL));
  g_autofree char *code = NULL;
  JsonObject *pending;

  if (wrong != NULL || account == NULL)
    {
      cs_practice_refuse (request, 400, wrong != NULL ? wrong : "There is no such account");
      return;
    }

  code = cs_practice_make_secret ();
  pending = json_object_new ();
  json_object_set_string_member (pending, "client_id", app->client_id);
  json_object_set_string_member (pending, "account", account->id);
  json_object_set_string_member (pending, "redirect_uri", cs_network_json_string (params, "redirect_uri", ""));
  json_object_set_string_member (pending, "scope", cs_network_json_string (params, "scope", app->scopes));
  json_object_set_string_member (pending, "challenge", cs_network_json_string (params, "code_challenge", ""));
  json_object_set_int_member (pending, "until", request->now + CODE_LIFE);
  g_hash_table_replace (cs_practice_server_get_codes (request->server), g_strdup (code), pending);
  send_code (request, code);
}

/* RFC 7636, S256: the challenge is the base64url of the verifier's SHA-256, without padding. */
static gboolean
fits_challenge (const char *challenge,
                const char *verifier)
{
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;
  g_autofree char *text = NULL;

  if (*challenge == '\0')
    return TRUE;

  g_checksum_update (sum, (const guchar *) verifier, -1);
  g_checksum_get_digest (sum, digest, &size);
  text = g_base64_encode (digest, size);
  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  g_strdelimit (text, "=", '\0');

  return g_str_equal (text, challenge);
}

static gboolean
is_client (CsPracticeApp *app,
           JsonObject    *params)
{
  return app != NULL && g_str_equal (cs_network_json_string (params, "client_secret", ""), app->client_secret);
}

void
cs_practice_token (CsPracticeRequest *request)
{
  JsonObject *params = request->params;
  GHashTable *codes = cs_practice_server_get_codes (request->server);
  const char *code = cs_network_json_string (params, "code", "");
  JsonObject *pending = g_hash_table_lookup (codes, code);
  CsPracticeApp *app = cs_practice_store_find_app (request->store, cs_network_json_string (params, "client_id", ""));
  g_autoptr(GError) error = NULL;
  CsPracticeToken *token;
  JsonObject *json;

  if (!is_client (app, params))
    {
      refuse_grant (request, 401, "invalid_client", "Client authentication failed due to unknown client or no client authentication included.");
      return;
    }
  if (!g_str_equal (cs_network_json_string (params, "grant_type", ""), "authorization_code"))
    {
      refuse_grant (request, 400, "unsupported_grant_type", "The authorization grant type is not supported by the authorization server.");
      return;
    }
  if (pending == NULL || cs_network_json_int (pending, "until", 0) < request->now ||
      !g_str_equal (cs_network_json_string (pending, "client_id", ""), app->client_id) ||
      !g_str_equal (cs_network_json_string (pending, "redirect_uri", ""), cs_network_json_string (params, "redirect_uri", "")) ||
      !fits_challenge (cs_network_json_string (pending, "challenge", ""), cs_network_json_string (params, "code_verifier", "")))
    {
      refuse_grant (request, 400, "invalid_grant",
                    "The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the "
                    "authorization request, or was issued to another client.");
      return;
    }

  token = cs_practice_store_add_token (request->store, cs_network_json_string (pending, "account", ""), app->client_id,
                                       cs_network_json_string (pending, "scope", ""), &error);
  g_hash_table_remove (codes, code);
  if (token == NULL)
    {
      cs_practice_refuse_error (request, error);
      return;
    }

  json = json_object_new ();
  json_object_set_string_member (json, "access_token", token->token);
  json_object_set_string_member (json, "token_type", "Bearer");
  json_object_set_string_member (json, "scope", token->scopes);
  json_object_set_int_member (json, "created_at", request->now / G_USEC_PER_SEC);
  cs_practice_reply_object (request, 200, json);
}

void
cs_practice_revoke (CsPracticeRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  CsPracticeApp *app = cs_practice_store_find_app (request->store, cs_network_json_string (request->params, "client_id", ""));
  const char *token = cs_network_json_string (request->params, "token", "");
  CsPracticeToken *known = cs_practice_store_find_token (request->store, token);
  g_autoptr(GError) error = NULL;

  if (g_strcmp0 (type, "application/x-www-form-urlencoded") != 0)
    refuse_grant (request, 400, "invalid_request", "The body must be form-encoded.");
  else if (!is_client (app, request->params) || (known != NULL && !g_str_equal (known->client_id, app->client_id)))
    refuse_grant (request, 403, "unauthorized_client", "You are not authorized to revoke this token");
  else if (known != NULL && !cs_practice_store_revoke (request->store, token, &error))
    cs_practice_refuse_error (request, error);
  else
    cs_practice_reply_object (request, 200, json_object_new ());
}
