/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-oauth-private.h"

#include <string.h>

#include "cs-network-json.h"
#include "cs-pkce.h"
#include "cs-secrets.h"

/* Each server registers the program for itself (contract mastodon.md, section 2). The paths are the same on every one of them; the document about them tells which rights it knows. */

#define NARROW "read:accounts read:statuses read:notifications write:statuses write:media write:accounts write:conversations write:notifications"
#define BROAD "read write"

/* Whether the server's document lists every narrow right; a server without one is tried. */
static gboolean
knows_narrow (CsHttp       *http,
              CsOauthFlow  *flow,
              GCancellable *cancellable)
{
  g_autofree char *url = g_strconcat (flow->address, "/.well-known/oauth-authorization-server", NULL);
  g_autoptr(CsHttpAnswer) answer = cs_http_send (http, "GET", url, NULL, NULL, NULL, CS_OAUTH_DEADLINE, CS_OAUTH_MAX_ANSWER, cancellable);
  g_autoptr(JsonNode) node = cs_oauth_parse_success (answer);
  JsonArray *scopes = node != NULL ? cs_network_json_array (json_node_get_object (node), "scopes_supported") : NULL;
  g_autoptr(GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto(GStrv) wanted = g_strsplit (NARROW, " ", -1);

  if (scopes == NULL)
    return TRUE;

  for (guint i = 0; i < json_array_get_length (scopes); i++)
    {
      JsonNode *element = json_array_get_element (scopes, i);

      if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING)
        g_hash_table_add (known, (gpointer) json_node_get_string (element));
    }
  for (guint i = 0; wanted[i] != NULL; i++)
    if (!g_hash_table_contains (known, wanted[i]))
      return FALSE;

  return TRUE;
}

/* @redirects: all addresses, a line each: what servers of before 4.3 want and later ones still take; where several are refused, the one that is in use. */
static CsHttpAnswer *
post_app (CsHttp       *http,
          CsOauthFlow  *flow,
          const char   *redirects,
          GCancellable *cancellable)
{
  g_autofree char *url = g_strconcat (flow->address, "/api/v1/apps", NULL);
  JsonObject *app = json_object_new ();
  g_autoptr(GBytes) body = NULL;
  char *text;

  json_object_set_string_member (app, "client_name", "Countersign");
  json_object_set_string_member (app, "redirect_uris", redirects);
  json_object_set_string_member (app, "scopes", flow->scope);
  text = cs_network_json_to_string (app);
  body = g_bytes_new_take (text, strlen (text));

  return cs_http_send (http, "POST", url, body, "application/json", NULL, CS_OAUTH_DEADLINE, CS_OAUTH_MAX_ANSWER, cancellable);
}

static gboolean
take_app (CsOauthFlow        *flow,
          const CsHttpAnswer *answer)
{
  g_autoptr(JsonNode) node = cs_oauth_parse_success (answer);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  const char *client = cs_network_json_string (object, "client_id", "");
  const char *secret = cs_network_json_string (object, "client_secret", "");

  if (*client == '\0' || *secret == '\0')
    return FALSE;

  g_free (flow->client);
  cs_secrets_wipe (flow->secret);
  flow->client = g_strdup (client);
  flow->secret = g_strdup (secret);

  return TRUE;
}

static gboolean
is_refusal (const CsHttpAnswer *answer)
{
  return answer->outcome == CS_HTTP_ANSWERED && (answer->status == 400 || answer->status == 422);
}

static gboolean
register_app (CsHttp        *http,
              CsOauthFlow   *flow,
              const char    *redirect,
              GCancellable  *cancellable,
              GError       **error)
{
  g_auto(GStrv) all = cs_oauth_list_redirects ();
  g_autofree char *lines = g_strjoinv ("\n", all);
  const char *redirects[] = { lines, redirect };
  g_autoptr(CsHttpAnswer) answer = NULL;

  for (;;)
    {
      g_free (flow->scope);
      flow->scope = g_strdup (flow->narrow ? NARROW : BROAD);
      for (guint i = 0; i < G_N_ELEMENTS (redirects); i++)
        {
          g_clear_pointer (&answer, cs_http_answer_free);
          answer = post_app (http, flow, redirects[i], cancellable);
          if (take_app (flow, answer))
            {
              flow->reusable = i == 0;
              return TRUE;
            }
          if (!is_refusal (answer))
            break;
        }
      if (!flow->narrow || !is_refusal (answer))
        break;
      flow->narrow = FALSE;
    }

  if (answer->outcome == CS_HTTP_ANSWERED && answer->status != 429)
    g_set_error (error, CS_ERROR, CS_ERROR_NO_SUCH_SERVER, "Registering the program: HTTP %u", answer->status);
  else
    cs_oauth_set_error (answer, "Registering the program", error);
  return FALSE;
}

gboolean
cs_oauth_begin_mastodon (CsHttp         *http,
                         CsOauthFlow    *flow,
                         const char     *redirect,
                         const CsLogin  *known,
                         GCancellable   *cancellable,
                         GError        **error)
{
  g_autofree char *authorize = g_strconcat (flow->address, "/oauth/authorize", NULL);
  g_autofree char *challenge = cs_pkce_make_challenge (flow->verifier);
  gboolean again = flow->browser != NULL;

  if (known != NULL && *known->client != '\0' && *known->client_secret != '\0' && known->scope != NULL && *known->scope != '\0')
    {
      g_free (flow->client);
      cs_secrets_wipe (flow->secret);
      flow->client = g_strdup (known->client);
      flow->secret = g_strdup (known->client_secret);
      flow->scope = g_strdup (known->scope);
      flow->reusable = TRUE;
    }
  else
    {
      flow->narrow = !again && knows_narrow (http, flow, cancellable);
      if (!register_app (http, flow, redirect, cancellable, error))
        return FALSE;
    }

  g_free (flow->token_url);
  g_free (flow->browser);
  flow->token_url = g_strconcat (flow->address, "/oauth/token", NULL);
  /* so that another account of the same server than the browser's own can be chosen */
  flow->browser = cs_oauth_make_address (authorize, "response_type", "code", "client_id", flow->client, "redirect_uri", redirect,
                                         "scope", flow->scope, "state", flow->state, "code_challenge", challenge, "code_challenge_method", "S256",
                                         "force_login", "true", NULL);

  return TRUE;
}
