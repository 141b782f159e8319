/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-bluesky.h"
#include "cs-error.h"
#include "cs-network-answer.h"
#include "cs-network-json.h"

G_BEGIN_DECLS

/* Only for the files cs-bluesky*.c. */

/* How long a question may take, seconds. */
#define CS_BLUESKY_READ_DEADLINE 15

#define CS_BLUESKY_POST "app.bsky.feed.post"
#define CS_BLUESKY_REPOST "app.bsky.feed.repost"
#define CS_BLUESKY_THREADGATE "app.bsky.feed.threadgate"
#define CS_BLUESKY_POSTGATE "app.bsky.feed.postgate"

/* --- cs-bluesky.c: requests and what their answers mean --- */

/* Whether @account may be talked to. Sets CS_ERROR_PRACTICE_ONLY, CS_ERROR_LOGIN_REJECTED. */
gboolean      cs_bluesky_check_account (const CsNetworkAccount *account,
                                        GError                **error);

/* The one function by which the account's server is asked. @path: with its leading slash */
CsHttpAnswer *cs_bluesky_send          (CsHttp                 *http,
                                        const CsNetworkAccount *account,
                                        const char             *method,
                                        const char             *path,
                                        GBytes                 *body,
                                        const char             *content_type,
                                        guint                   deadline,
                                        GCancellable           *cancellable) G_GNUC_WARN_UNUSED_RESULT;

/* A question: @name and its arguments as name, value, …, NULL */
CsHttpAnswer *cs_bluesky_get           (CsHttp                 *http,
                                        const CsNetworkAccount *account,
                                        GCancellable           *cancellable,
                                        const char             *name,
                                        ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;

/* An act with a JSON body: @json: (transfer full) */
CsHttpAnswer *cs_bluesky_post          (CsHttp                 *http,
                                        const CsNetworkAccount *account,
                                        const char             *name,
                                        JsonObject             *json,
                                        guint                   deadline,
                                        GCancellable           *cancellable) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the answer is the refusal @name ("InvalidSwap") */
gboolean      cs_bluesky_is_error      (const CsHttpAnswer     *answer,
                                        const char             *name);

/* What the server said, without secrets, at most 300 characters */
char         *cs_bluesky_dup_detail    (const CsNetworkAccount *account,
                                        const CsHttpAnswer     *answer) G_GNUC_WARN_UNUSED_RESULT;

/* The CsError that a refusal or failure of a request that writes stands for (contract, section 4) */
int           cs_bluesky_get_code      (const CsHttpAnswer     *answer);

/* Microseconds until the server's window opens again; at least a second */
gint64        cs_bluesky_get_wait      (const CsHttpAnswer     *answer);
void          cs_bluesky_set_error     (const CsNetworkAccount *account,
                                        const CsHttpAnswer     *answer,
                                        const char             *doing,
                                        GError                **error);

/* --- cs-bluesky-identity.c: who is who --- */

gboolean      cs_bluesky_is_did        (const char             *text);

/* In small letters and without @, if @text is a domain name that can be a handle; else NULL */
char         *cs_bluesky_dup_handle    (const char             *text) G_GNUC_WARN_UNUSED_RESULT;

/* Reads a DID document; FALSE if it is none. */
gboolean      cs_bluesky_read_document (JsonObject             *json,
                                        CsBlueskyDocument      *document);

/* The DID that the account's own server finds for @handle. Sets CS_ERROR_NOT_FOUND if there is none. */
char         *cs_bluesky_resolve       (CsHttp                 *http,
                                        const CsNetworkAccount *account,
                                        const char             *handle,
                                        GCancellable           *cancellable,
                                        GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/* The account's DID, from whatever knows it; sets CS_ERROR_LOGIN_REJECTED */
char         *cs_bluesky_dup_did       (const CsNetworkAccount *account,
                                        GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/* --- cs-bluesky-session.c --- */

/* A member of a token's claims, unchecked: what the token says of itself. NULL if it is none that can be read. */
JsonNode     *cs_bluesky_read_token    (const char             *token) G_GNUC_WARN_UNUSED_RESULT;

CsLogin      *cs_bluesky_renew         (CsHttp *http, const CsNetworkAccount *account, const CsLogin *login, gint64 now, gboolean *spent, GError **error);

G_END_DECLS
