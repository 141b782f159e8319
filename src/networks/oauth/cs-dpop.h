/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-http.h"

G_BEGIN_DECLS

/* Proof of possession (RFC 9449): each request carries a signed note by the key to which its token is bound, so that a token that was overheard opens nothing. Keys are ES256,
 * as PEM: CsLogin.key. What servers ask to be put into the next note (nonces) is remembered for each server, by this process. All of it may be called from any thread. */

/**
 * cs_dpop_make_key:
 *
 * Returns: (transfer full): a new private key as PEM; free with cs_secrets_wipe()
 */
char         *cs_dpop_make_key   (GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_dpop_make_proof:
 * @key: PEM
 * @url: of the request; its query is left out of the proof
 * @token: (nullable): the access token that the request carries
 *
 * Returns: (transfer full): the value of the header “DPoP”, good for one request. Sets %CS_ERROR_LOGIN_REJECTED where @key is none.
 */
char         *cs_dpop_make_proof (const char    *key,
                                  const char    *method,
                                  const char    *url,
                                  const char    *token,
                                  GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_dpop_learn:
 *
 * Keeps the nonce that an answer brought.
 *
 * Returns: whether the request was refused for want of it, before anything happened: to be repeated once, with a new proof
 */
gboolean      cs_dpop_learn      (const char         *url,
                                  const CsHttpAnswer *answer);

/**
 * cs_dpop_send:
 * @token: (nullable): goes out as “Authorization: DPoP …”
 * @headers: as for cs_http_send(), besides those two
 *
 * cs_http_send() with a proof, repeated once where the server asks for its nonce. Never %NULL: a key that is none is %CS_HTTP_NOT_SENT.
 */
CsHttpAnswer *cs_dpop_send       (CsHttp             *http,
                                  const char         *key,
                                  const char         *method,
                                  const char         *url,
                                  const char         *token,
                                  GBytes             *body,
                                  const char         *content_type,
                                  const char * const *headers,
                                  guint               deadline,
                                  gsize               max_body,
                                  GCancellable       *cancellable) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
