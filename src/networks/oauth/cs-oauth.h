/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-login.h"
#include "cs-oauth-listener.h"

G_BEGIN_DECLS

/* Signing in by the browser: X (contract x.md, section 3), Mastodon and the practice network (mastodon.md, section 2), Bluesky (bluesky.md, section 3). Blocking; not for the main loop. */

/**
 * CsOauthRequest:
 *
 * What a sign-in begins with. Lends.
 */
typedef struct
{
  CsNetworkKind  kind;
  gboolean       practice; /* loopback only */
  const char    *address;  /* as cs_network_check_place() took it */
  const char    *client;   /* X: the client id; Bluesky: the address of the client's document, "" for development on loopback; else "" */
  const char    *client_secret; /* X: of a client that has one, else "" */
  const char    *handle;   /* whom the network is to ask for, or "" */
  const char    *subject;  /* Bluesky: the account's id if it is known, or "" */
  const CsLogin *known;    /* Mastodon: of any account of that server, so that the program is registered there once; or NULL */
  gint64         now;
} CsOauthRequest;

/**
 * CsOauthFlow:
 *
 * A sign-in under way. Nothing of it is kept anywhere: a program that ends in its midst leaves nothing behind.
 */
typedef struct _CsOauthFlow CsOauthFlow;

/**
 * cs_oauth_begin:
 *
 * Does what has to be done before the browser (registration, pushed request) and begins to listen. Sets %CS_ERROR_PORTS_TAKEN, %CS_ERROR_OFFLINE, %CS_ERROR_CLIENT_REFUSED,
 * %CS_ERROR_INVALID where the server offers no such sign-in.
 */
CsOauthFlow *cs_oauth_begin            (CsHttp                *http,
                                        const CsOauthRequest  *request,
                                        GCancellable          *cancellable,
                                        GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/* What the browser has to open: (transfer none) */
const char  *cs_oauth_flow_get_address (CsOauthFlow           *flow);

/**
 * cs_oauth_finish:
 *
 * Waits for the browser and takes the login. Sets %CS_ERROR_SIGN_IN_REFUSED, %CS_ERROR_SIGN_IN_LATE, %CS_ERROR_CLIENT_REFUSED, CS_ERROR_OFFLINE, %G_IO_ERROR_CANCELLED. Where the
 * network knows fewer rights than were asked for, it sets %CS_ERROR_SIGN_IN_AGAIN, and the browser has to open cs_oauth_flow_get_address() once more.
 *
 * Returns: (transfer full): not tried and not kept yet
 */
CsLogin     *cs_oauth_finish           (CsHttp                *http,
                                        CsOauthFlow           *flow,
                                        gint64                 now,
                                        GCancellable          *cancellable,
                                        GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_oauth_flow_get_place:
 *
 * Returns: (transfer none): address of the server that keeps the account: another than the one that was asked, perhaps, once the sign-in is finished
 */
const char  *cs_oauth_flow_get_place   (CsOauthFlow           *flow);

/* Whoever waits in cs_oauth_finish() is told that it is cancelled. Any thread. */
void         cs_oauth_flow_stop        (CsOauthFlow           *flow);
void         cs_oauth_flow_free        (CsOauthFlow           *flow);

/**
 * cs_oauth_revoke:
 *
 * Asks the network to end @login. Harmless to repeat.
 *
 * Returns: whether the network says that it has ended
 */
gboolean     cs_oauth_revoke           (CsHttp                 *http,
                                        const CsNetworkAccount *account,
                                        const CsLogin          *login,
                                        GCancellable           *cancellable);

/**
 * cs_oauth_renew_bluesky:
 *
 * CsNetwork.renew for a login of Bluesky that came from the browser (it has a key): see there.
 */
CsLogin     *cs_oauth_renew_bluesky    (CsHttp                 *http,
                                        const CsNetworkAccount *account,
                                        const CsLogin          *login,
                                        gint64                  now,
                                        gboolean               *spent,
                                        GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_oauth_bluesky_write_document:
 * @address: https, where the office is going to put it
 *
 * The document about this program that Bluesky's servers read before they let anybody sign in with a browser (contract bluesky.md, section 3).
 *
 * Returns: (transfer full): JSON
 */
char        *cs_oauth_bluesky_write_document (const char       *address) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_oauth_tokens_parse:
 * @type: "bearer" or "dpop"
 * @subject: (out) (transfer full): of whom the tokens are, "" if that is not told
 * @scope: (out) (transfer full): what was granted, "" if that is not told
 *
 * Reads the answer of a token endpoint.
 *
 * Returns: (transfer full) (nullable): with access, refresh, expires_at and renewed_at; %NULL if it holds no tokens of that type
 */
CsLogin     *cs_oauth_tokens_parse     (const char             *text,
                                        gsize                   size,
                                        const char             *type,
                                        gint64                  now,
                                        char                  **subject,
                                        char                  **scope) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsOauthFlow, cs_oauth_flow_free)

G_END_DECLS
