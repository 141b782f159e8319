/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-oauth-private.h"

#include <string.h>

#include "cs-pkce.h"

/* X asks for the address of return exactly as it was registered, port included, and gives a code that lives for 30 seconds (contract x.md, section 3). */

#define AUTHORIZE "https://x.com/i/oauth2/authorize"
#define AUTHORIZE_PATH "/i/oauth2/authorize"
#define TOKEN_PATH "/2/oauth2/token"

/* What publishing, pictures, reading back and staying signed in need, and nothing more. */
#define SCOPES "tweet.read tweet.write users.read media.write offline.access"

gboolean
cs_oauth_begin_x (CsOauthFlow  *flow,
                  const char   *redirect,
                  GError      **error)
{
  g_autofree char *authorize = flow->practice ? g_strconcat (flow->address, AUTHORIZE_PATH, NULL) : g_strdup (AUTHORIZE);
  g_autofree char *challenge = cs_pkce_make_challenge (flow->verifier);

  if (*flow->client == '\0' || strlen (flow->client) > 200)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID, "X asks for the client id of an app");
      return FALSE;
    }

  g_free (flow->token_url);
  g_free (flow->browser);
  flow->token_url = g_strconcat (flow->address, TOKEN_PATH, NULL);
  flow->browser = cs_oauth_make_address (authorize, "response_type", "code", "client_id", flow->client, "redirect_uri", redirect,
                                         "scope", SCOPES, "state", flow->state, "code_challenge", challenge, "code_challenge_method", "S256", NULL);

  return TRUE;
}
