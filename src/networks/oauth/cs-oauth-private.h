/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-oauth.h"

G_BEGIN_DECLS

/* Only for the files cs-oauth*.c, and for the renewals of the networks. */

#define CS_OAUTH_DEADLINE 15
#define CS_OAUTH_MAX_ANSWER (256 * 1024)

struct _CsOauthFlow
{
  CsNetworkKind    kind;
  gboolean         practice;
  char            *address;   /* all strings owned */
  char            *client;
  char            *secret;    /* wiped, like verifier, state, key */
  char            *handle;
  char            *subject;   /* of whom the login must be, "" = of anybody */
  char            *scope;
  char            *verifier;
  char            *state;
  char            *key;       /* PEM */
  char            *issuer;
  char            *token_url;
  char            *browser;   /* what it opens */
  gboolean         narrow;    /* rights by their narrow names */
  gboolean         reusable;  /* the client may serve other accounts of the server too */
  CsOauthListener *listener;  /* owned */
};

/* A form, wiped when it is let go: name, value, name, value, …, NULL. Pairs with a NULL or empty value are left out. */
GBytes       *cs_oauth_make_form     (const char         *name,
                                      ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;

/* @base with a query of such pairs */
char         *cs_oauth_make_address  (const char         *base,
                                      const char         *name,
                                      ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;

/* POSTs a form. @authorization: (nullable): the header’s value */
CsHttpAnswer *cs_oauth_post          (CsHttp             *http,
                                      const char         *url,
                                      GBytes             *form,
                                      const char         *authorization,
                                      GCancellable       *cancellable) G_GNUC_WARN_UNUSED_RESULT;

/* “Basic …” for a client with a secret, else NULL */
char         *cs_oauth_make_basic    (const char         *client,
                                      const char         *secret) G_GNUC_WARN_UNUSED_RESULT;

/* The object of an answer of success; NULL for all others */
JsonNode     *cs_oauth_parse_success (const CsHttpAnswer *answer) G_GNUC_WARN_UNUSED_RESULT;

/* "invalid_grant" and the like, "" if it says nothing of the kind: (transfer full) */
char         *cs_oauth_dup_refusal   (const CsHttpAnswer *answer) G_GNUC_WARN_UNUSED_RESULT;

/* What an answer that is no success means for a sign-in. Never carries what was sent. */
void          cs_oauth_set_error     (const CsHttpAnswer *answer,
                                      const char         *doing,
                                      GError            **error);

/* Whether @url may be talked to by an office of that sort: https, or loopback for practice */
gboolean      cs_oauth_url_is_good   (const char         *url,
                                      gboolean            practice);

/* Exchanges a code for tokens, with client and secret in the form. (transfer full) */
CsLogin      *cs_oauth_take_tokens   (CsHttp              *http,
                                      CsOauthFlow         *flow,
                                      const CsOauthAnswer *answer,
                                      gint64               now,
                                      GCancellable        *cancellable,
                                      GError             **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean      cs_oauth_begin_x        (CsOauthFlow *flow, const char *redirect, GError **error);
gboolean      cs_oauth_begin_mastodon (CsHttp *http, CsOauthFlow *flow, const char *redirect, const CsLogin *known, GCancellable *cancellable, GError **error);
gboolean      cs_oauth_begin_bluesky  (CsHttp *http, CsOauthFlow *flow, const char *redirect, GCancellable *cancellable, GError **error);
CsLogin      *cs_oauth_finish_bluesky (CsHttp *http, CsOauthFlow *flow, const CsOauthAnswer *answer, gint64 now, GCancellable *cancellable, GError **error);
gboolean      cs_oauth_revoke_bluesky (CsHttp *http, const CsNetworkAccount *account, const CsLogin *login, GCancellable *cancellable);

G_END_DECLS
