/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-x-private.h"

#include "cs-network-json.h"
#include "cs-oauth-private.h"
#include "cs-secrets.h"

/* Tokens live for two hours and are renewed by a refresh token that is good for one use (contract x.md, section 3). */

#define MAX_LIFE (365 * 24 * 3600)

static GBytes *
make_form (const CsLogin *login)
{
  gboolean is_public = login->client_secret == NULL || *login->client_secret == '\0';

  return cs_oauth_make_form ("grant_type", "refresh_token", "refresh_token", login->refresh, "client_id", is_public ? login->client : NULL, NULL);
}

static CsLogin *
read_pair (JsonObject    *object,
           const CsLogin *old,
           gint64         now)
{
  const char *access = cs_network_json_string (object, "access_token", "");
  const char *refresh = cs_network_json_string (object, "refresh_token", "");
  gint64 life = cs_network_json_int (object, "expires_in", 7200);
  CsLogin *login;

  if (*access == '\0')
    return NULL;

  login = g_new0 (CsLogin, 1);
  login->access = g_strdup (access);
  login->refresh = g_strdup (refresh);
  login->client = g_strdup (old->client);
  login->client_secret = g_strdup (old->client_secret);
  login->expires_at = now + CLAMP (life, 60, MAX_LIFE) * (gint64) G_USEC_PER_SEC;
  login->renewed_at = now;

  return login;
}

CsLogin *
cs_x_renew (CsHttp                  *http,
            const CsNetworkAccount  *account,
            const CsLogin           *login,
            gint64                   now,
            gboolean                *spent,
            GError                 **error)
{
  g_autofree char *url = g_strconcat (account->address, "/2/oauth2/token", NULL);
  g_autoptr(GBytes) body = NULL;
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autoptr(JsonNode) node = NULL;
  CsLogin *renewed = NULL;
  char *basic;

  *spent = FALSE;
  if (!cs_x_check_account (account, error))
    return NULL;

  body = make_form (login);
  basic = cs_oauth_make_basic (login->client, login->client_secret);
  answer = cs_oauth_post (http, url, body, basic, NULL);
  cs_secrets_wipe (basic);
  if (cs_x_is_success (answer, &node))
    renewed = read_pair (json_node_get_object (node), login, now);
  if (renewed != NULL)
    return renewed;

  /* Asked to wait or not reached at all: it was not used. Everything else may have used it up. */
  *spent = answer->outcome == CS_HTTP_UNKNOWN || (answer->outcome == CS_HTTP_ANSWERED && answer->status != 429);
  if (answer->outcome == CS_HTTP_ANSWERED && answer->status >= 400 && answer->status < 500 && answer->status != 429)
    {
      g_autofree char *detail = cs_x_dup_detail (account, answer);

      g_set_error (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED, "X does not renew the login: %s", detail);
    }
  else
    {
      cs_x_set_error (account, answer, "Renewing the login", error);
    }

  return NULL;
}
