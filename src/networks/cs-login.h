/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-network.h"

G_BEGIN_DECLS

/* Tokens that end. What cs-secrets.h keeps of an account is a token as it is, or, where the network's tokens end, a CsLogin as JSON. */

/* A token that ends within this time is renewed first. Microseconds. */
#define CS_LOGIN_MARGIN (5 * 60 * (gint64) G_USEC_PER_SEC)

/**
 * CsLogin:
 *
 * What lets the office act for an account, and what renews it.
 */
struct _CsLogin
{
  char   *access;     /* the token of each request; owned, wiped */
  char   *refresh;    /* renews it, once; "" = it cannot be renewed; owned, wiped */
  char   *client;     /* who we are to the network; owned */
  char   *client_secret; /* of that, where the network gave one; owned, wiped */
  char   *issuer;     /* who gives the tokens, where that is not the account's own address; owned */
  char   *key;        /* private key that proves whose the token is (PEM), where the network asks for one; owned, wiped */
  char   *subject;    /* the network's own id of the account; owned */
  gint64  expires_at; /* UTC, microseconds; 0 = it does not end */
  gint64  ends_at;    /* when no renewing helps any more; 0 = never, or not known */
  gint64  renewed_at; /* UTC, microseconds; 0 = never */
  char   *scope;      /* for what the client was registered, where that is done at each server: then it serves other accounts there too; else "" or NULL; owned */
};

/**
 * cs_login_parse:
 * @secret: as cs_secrets_lookup() gave it
 *
 * What is no JSON object is a token that does not end.
 */
CsLogin  *cs_login_parse     (const char    *secret) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_login_to_secret:
 *
 * Returns: (transfer full): what cs_secrets_store() keeps; free with cs_secrets_wipe()
 */
char     *cs_login_to_secret (const CsLogin *login) G_GNUC_WARN_UNUSED_RESULT;
void      cs_login_free      (CsLogin       *login);

/**
 * CsLoginPlace:
 *
 * Where an account's login is kept, and at what address it is renewed. Lends.
 */
typedef struct
{
  const char    *folder;
  gboolean       practice;
  const char    *office;  /* uid */
  gint64         account;
  CsNetworkKind  kind;
  const char    *address; /* of the account */
} CsLoginPlace;

/**
 * cs_logins_take:
 *
 * The login to act with now, renewed if it is about to end. A refresh token is good for one use and a second use may end the account's whole
 * login, so that one process of this computer renews at a time (a lock in the office's folder), and the new pair is kept before it is used. Where
 * the answer to a renewal is lost, so is the login: that is remembered, and told as %CS_ERROR_LOGIN_REJECTED. Blocking; not for the main loop.
 *
 * Returns: (transfer full): Sets %CS_ERROR_NOT_FOUND if there is none, CS_ERROR_OFFLINE and others.
 */
CsLogin  *cs_logins_take     (const CsLoginPlace  *place,
                              CsHttp              *http,
                              gint64               now,
                              GCancellable        *cancellable,
                              GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_logins_reject_token:
 * @token: what the network did not accept
 *
 * Takes note that @token has ended before its time, unless it was renewed within the last minute (then renewing helps no more) or by somebody else meanwhile.
 *
 * Returns: whether another try has a chance
 */
gboolean  cs_logins_reject_token (const CsLoginPlace  *place,
                                  const char          *token,
                                  gint64               now,
                                  GCancellable        *cancellable);

/**
 * cs_logins_keep:
 *
 * Keeps a login that was tried, in place of whatever was there. Waits for whoever renews the old one just now, so that nothing older comes over it.
 */
gboolean  cs_logins_keep         (const CsLoginPlace  *place,
                                  const CsLogin       *login,
                                  GCancellable        *cancellable,
                                  GError             **error);

/**
 * cs_logins_peek:
 *
 * Returns: (transfer full): what is kept, not renewed: not for acting with it. Sets %CS_ERROR_NOT_FOUND.
 */
CsLogin  *cs_logins_peek         (const CsLoginPlace  *place,
                                  GCancellable        *cancellable,
                                  GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* Of an account that is retired */
gboolean  cs_logins_erase        (const CsLoginPlace  *place,
                                  GCancellable        *cancellable,
                                  GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsLogin, cs_login_free)

G_END_DECLS
