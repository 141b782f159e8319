/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-oauth-private.h"

#include "cs-pkce.h"
#include "cs-secrets.h"
#include "cs-x.h"

/* A sign-in from its beginning to the login, whatever the network. */

/* Mastodon and X have no other name for these paths (contracts). */
#define MASTODON_REVOKE "/oauth/revoke"
#define X_REVOKE "/2/oauth2/revoke"

static gboolean
start (CsHttp         *http,
       CsOauthFlow    *flow,
       const CsLogin  *known,
       GCancellable   *cancellable,
       GError        **error)
{
  const char *redirect;

  g_clear_pointer (&flow->listener, cs_oauth_listener_free);
  cs_secrets_wipe (flow->verifier);
  cs_secrets_wipe (flow->state);
  flow->verifier = cs_pkce_make_verifier ();
  flow->state = cs_pkce_make_verifier ();
  if ((flow->listener = cs_oauth_listener_new (flow->state, error)) == NULL)
    return FALSE;

  redirect = cs_oauth_listener_get_redirect (flow->listener);
  switch (flow->kind)
    {
    case CS_NETWORK_X:
      return cs_oauth_begin_x (flow, redirect, error);
    case CS_NETWORK_BLUESKY:
      return cs_oauth_begin_bluesky (http, flow, redirect, cancellable, error);
    case CS_NETWORK_PRACTICE:
    case CS_NETWORK_MASTODON:
    default:
      return cs_oauth_begin_mastodon (http, flow, redirect, known, cancellable, error);
    }
}

CsOauthFlow *
cs_oauth_begin (CsHttp                *http,
                const CsOauthRequest  *request,
                GCancellable          *cancellable,
                GError               **error)
{
  g_autoptr(CsOauthFlow) flow = g_new0 (CsOauthFlow, 1);

  flow->kind = request->kind;
  flow->practice = request->practice;
  flow->address = g_strdup (request->address);
  flow->client = g_strdup (request->client);
  flow->secret = g_strdup (request->client_secret);
  flow->handle = g_strdup (request->handle);
  flow->subject = g_strdup (request->subject);

  return start (http, flow, request->known, cancellable, error) ? g_steal_pointer (&flow) : NULL;
}

/* The network does not know a right by its narrow name: asked for anew by the broad ones. */
static void
begin_again (CsHttp        *http,
             CsOauthFlow   *flow,
             GCancellable  *cancellable,
             GError       **error)
{
  flow->narrow = FALSE;
  if (start (http, flow, NULL, cancellable, error))
    g_set_error_literal (error, CS_ERROR, CS_ERROR_SIGN_IN_AGAIN, "The network does not know rights by their narrow names");
}

CsLogin *
cs_oauth_finish (CsHttp        *http,
                 CsOauthFlow   *flow,
                 gint64         now,
                 GCancellable  *cancellable,
                 GError       **error)
{
  gint64 began = g_get_monotonic_time ();
  g_autoptr(CsOauthAnswer) answer = cs_oauth_listener_wait (flow->listener, cancellable, error);

  if (answer == NULL)
    return NULL;

  if (*answer->refusal != '\0')
    {
      if (flow->narrow && g_str_equal (answer->refusal, "invalid_scope"))
        begin_again (http, flow, cancellable, error);
      else
        g_set_error (error, CS_ERROR, CS_ERROR_SIGN_IN_REFUSED, "The browser came back with a refusal");
      return NULL;
    }

  now += g_get_monotonic_time () - began;

  return flow->kind == CS_NETWORK_BLUESKY ? cs_oauth_finish_bluesky (http, flow, answer, now, cancellable, error)
                                          : cs_oauth_take_tokens (http, flow, answer, now, cancellable, error);
}

gboolean
cs_oauth_revoke (CsHttp                 *http,
                 const CsNetworkAccount *account,
                 const CsLogin          *login,
                 GCancellable           *cancellable)
{
  g_autofree char *url = NULL;
  g_autoptr(GBytes) form = NULL;
  g_autoptr(CsHttpAnswer) answer = NULL;
  char *basic;

  if (account->kind == CS_NETWORK_BLUESKY)
    return cs_oauth_revoke_bluesky (http, account, login, cancellable);
  /* What was pasted by hand belongs to no client of ours, and cannot be ended by us. */
  if (*login->client == '\0')
    return FALSE;

  if (account->kind == CS_NETWORK_X)
    {
      url = g_strconcat (account->address, X_REVOKE, NULL);
      basic = cs_oauth_make_basic (login->client, login->client_secret);
      /* the refresh token ends what came of it too */
      form = cs_oauth_make_form ("token", *login->refresh != '\0' ? login->refresh : login->access, "client_id", basic == NULL ? login->client : NULL, NULL);
    }
  else
    {
      url = g_strconcat (account->address, MASTODON_REVOKE, NULL);
      basic = NULL;
      form = cs_oauth_make_form ("token", login->access, "client_id", login->client, "client_secret", login->client_secret, NULL);
    }
  answer = cs_oauth_post (http, url, form, basic, cancellable);
  cs_secrets_wipe (basic);

  return answer->outcome == CS_HTTP_ANSWERED && answer->status >= 200 && answer->status <= 299;
}
