/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How long a person may take in the browser. Seconds. */
#define CS_OAUTH_PATIENCE 600

/**
 * CsOauthAnswer:
 *
 * What the browser brought back.
 */
typedef struct
{
  char *code;    /* "" where it was refused; owned, wiped */
  char *issuer;  /* who says that it comes from him, "" if nobody; owned */
  char *refusal; /* "access_denied", "invalid_scope", …; "" where there is a code; owned */
} CsOauthAnswer;

void           cs_oauth_answer_free      (CsOauthAnswer    *answer);

/**
 * cs_oauth_answer_parse:
 * @query: of the address to which the browser was sent
 * @state: what went out with the person
 *
 * Returns: (transfer full) (nullable): %NULL for whatever is no answer to this sign-in: another state, no code and no refusal, a member twice
 */
CsOauthAnswer *cs_oauth_answer_parse     (const char       *query,
                                          const char       *state) G_GNUC_WARN_UNUSED_RESULT;

/**
 * CsOauthListener:
 *
 * Waits on 127.0.0.1 for a browser to come back from a sign-in, on a thread of its own. It takes the first of a few fixed ports that is free, since networks ask for the exact
 * address beforehand; answers one request that fits with a page in plain words; and ends after that, after %CS_OAUTH_PATIENCE, or when it is freed. Requests
 * that do not fit change nothing.
 */
typedef struct _CsOauthListener CsOauthListener;

/**
 * cs_oauth_listener_new:
 *
 * Sets %CS_ERROR_PORTS_TAKEN.
 */
CsOauthListener *cs_oauth_listener_new          (const char       *state,
                                                 GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/* Such as “http://127.0.0.1:18110/callback”: (transfer none) */
const char      *cs_oauth_listener_get_redirect (CsOauthListener  *self);

/**
 * cs_oauth_list_redirects:
 *
 * Returns: (transfer container): all that cs_oauth_listener_get_redirect() may give: what an office registers at a network
 */
char           **cs_oauth_list_redirects        (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_oauth_listener_wait:
 *
 * Blocks until the browser came back. Sets %CS_ERROR_SIGN_IN_LATE, %G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full)
 */
CsOauthAnswer   *cs_oauth_listener_wait         (CsOauthListener  *self,
                                                 GCancellable     *cancellable,
                                                 GError          **error) G_GNUC_WARN_UNUSED_RESULT;

/* Ends it; a wait on another thread must be over. */
void             cs_oauth_listener_free         (CsOauthListener  *self);

/* The same while somebody waits: that wait ends as cancelled. */
void             cs_oauth_listener_stop         (CsOauthListener  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsOauthAnswer, cs_oauth_answer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsOauthListener, cs_oauth_listener_free)

G_END_DECLS
