/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-error.h"
#include "cs-login.h"
#include "cs-x.h"

G_BEGIN_DECLS

/* Only for the files cs-x*.c. */

/* How long a question may take, seconds. */
#define CS_X_READ_DEADLINE 15

/**
 * CsXDialect:
 *
 * X renames "tweet" to "post" in its questions, endpoint by endpoint, and no document says which an account gets: the first is asked, and on a
 * refusal that names a selector the other (contract, section 2). Answers are read in both.
 */
typedef enum
{
  CS_X_TWEETS,
  CS_X_POSTS,
} CsXDialect;

/* Whether @account may be talked to: X's own address, or loopback in a practice office. Sets CS_ERROR_PRACTICE_ONLY, CS_ERROR_LOGIN_REJECTED. */
gboolean      cs_x_check_account (const CsNetworkAccount *account,
                                  GError                **error);

/* One request. @path begins with a slash. */
CsHttpAnswer *cs_x_send          (CsHttp                 *http,
                                  const CsNetworkAccount *account,
                                  const char             *method,
                                  const char             *path,
                                  GBytes                 *body,
                                  const char             *content_type,
                                  guint                   deadline,
                                  GCancellable           *cancellable) G_GNUC_WARN_UNUSED_RESULT;

/* A piece of an upload, which may arrive twice: on a connection that is kept for the next. */
CsHttpAnswer *cs_x_send_piece    (CsHttp                 *http,
                                  const CsNetworkAccount *account,
                                  const char             *path,
                                  GBytes                 *body,
                                  const char             *content_type,
                                  guint                   deadline,
                                  GCancellable           *cancellable) G_GNUC_WARN_UNUSED_RESULT;

/* One request with a JSON body: @json: (transfer full) */
CsHttpAnswer *cs_x_send_json     (CsHttp                 *http,
                                  const CsNetworkAccount *account,
                                  const char             *method,
                                  const char             *path,
                                  JsonObject             *json,
                                  guint                   deadline,
                                  GCancellable           *cancellable) G_GNUC_WARN_UNUSED_RESULT;

/* Asks for posts in whichever dialect the account gets. @path: with its question mark; the selectors are put behind. */
CsHttpAnswer *cs_x_get_posts     (CsHttp                 *http,
                                  const CsNetworkAccount *account,
                                  const char             *path,
                                  GCancellable           *cancellable) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the answer is one of success, complete, and JSON. @node: (out) (transfer full): its object */
gboolean      cs_x_is_success    (const CsHttpAnswer     *answer,
                                  JsonNode              **node);

/* Whether a step that has no id to show was done: success with data and without errors. A sign-in page of the house's wireless also says 200. */
gboolean      cs_x_is_done       (const CsHttpAnswer     *answer);

/* What X said, without secrets, at most 300 characters */
char         *cs_x_dup_detail    (const CsNetworkAccount *account,
                                  const CsHttpAnswer     *answer) G_GNUC_WARN_UNUSED_RESULT;

/* The CsError that a refusal or failure of a request that writes stands for (contract, section 4) */
int           cs_x_get_code      (const CsHttpAnswer     *answer);

/* Microseconds until X's window opens again, by X's own clock; at least a second */
gint64        cs_x_get_wait      (const CsHttpAnswer     *answer);
void          cs_x_set_error     (const CsNetworkAccount *account,
                                  const CsHttpAnswer     *answer,
                                  const char             *doing,
                                  GError                **error);

/* Who the token belongs to: from the limits that were read, else X is asked. NULL if it cannot be told. */
char         *cs_x_get_own_id    (CsHttp                 *http,
                                  const CsNetworkAccount *account,
                                  GCancellable           *cancellable) G_GNUC_WARN_UNUSED_RESULT;

/* Text of a post as it was written: links unshortened, the trailing link to its own pictures dropped, entities decoded, NFC, outer white space gone */
char         *cs_x_dup_text      (JsonObject             *post) G_GNUC_WARN_UNUSED_RESULT;

/* The same of what was signed, for comparing */
char         *cs_x_normalise     (const char             *text) G_GNUC_WARN_UNUSED_RESULT;
guint         cs_x_count_media   (JsonObject             *post);

/* The id of the post that @post answers, or "" */
const char   *cs_x_get_parent    (JsonObject             *post);

/* The id of the post that @post refers to as @type ("replied_to", "quoted", "retweeted"), or "" */
const char   *cs_x_get_reference (JsonObject             *post,
                                  const char             *type);

/* cs-x-extras.c: polls, quotes, answers, reposts. Members of the request; FALSE with @refusal if an address is none of X. */
gboolean      cs_x_put_extras    (const CsSendRequest    *request,
                                  JsonObject             *json,
                                  CsSendResult          **refusal);

/* What the segment answers: the one before, or at the first what its address says; (transfer full), "" for nothing */
char         *cs_x_dup_parent    (const CsSendRequest    *request) G_GNUC_WARN_UNUSED_RESULT;

/* "" or what of @post is otherwise than asked for: "thread", "poll", "quote". @answer: what it came in */
const char   *cs_x_compare_extras (JsonObject            *answer,
                                   JsonObject            *post,
                                   const CsSendRequest   *request);

/* A repost is remembered by the post that it passes on, with this before it: that is what undoes it, and it is never taken for a post to delete. */
#define CS_X_REPOST "repost:"
CsSendResult *cs_x_repost        (CsHttp                 *http,
                                  const CsNetworkAccount *account,
                                  const CsSendRequest    *request,
                                  GCancellable           *cancellable);

/* Why an upload, or one step of it, failed */
CsUpload     *cs_x_read_upload_failure (const CsNetworkAccount *account,
                                        const CsHttpAnswer     *answer) G_GNUC_WARN_UNUSED_RESULT;

/* How far X is with what was uploaded. Pictures are ready at once; what moves is worked on for a while. */
CsUpload     *cs_x_read_upload_state   (JsonObject             *data,
                                        const char             *id) G_GNUC_WARN_UNUSED_RESULT;

/* The functions of the table */
gboolean      cs_x_read_limits   (CsHttp *http, const CsNetworkAccount *account, char **limits_json, GCancellable *cancellable, GError **error);
gboolean      cs_x_check_login   (CsHttp *http, const CsNetworkAccount *account, char **handle, char **display_name, GCancellable *cancellable, GError **error);
CsUpload     *cs_x_upload        (CsHttp *http, const CsNetworkAccount *account, const CsMediaItem *item, GBytes *bytes, GCancellable *cancellable);
CsUpload     *cs_x_upload_film   (CsHttp *http, const CsNetworkAccount *account, const CsFilmUpload *film, GCancellable *cancellable);
CsUpload     *cs_x_check_media   (CsHttp *http, const CsNetworkAccount *account, const char *remote_id, GCancellable *cancellable);
CsSendResult *cs_x_publish       (CsHttp *http, const CsNetworkAccount *account, const CsSendRequest *request, GCancellable *cancellable);
CsSendResult *cs_x_reconcile     (CsHttp *http, const CsNetworkAccount *account, const CsSendRequest *request, GCancellable *cancellable);
char         *cs_x_read_back     (CsHttp *http, const CsNetworkAccount *account, const CsSendRequest *request, const char *remote_id, GCancellable *cancellable, GError **error);
CsLogin      *cs_x_renew         (CsHttp *http, const CsNetworkAccount *account, const CsLogin *login, gint64 now, gboolean *spent, GError **error);
gboolean      cs_x_remove        (CsHttp *http, const CsNetworkAccount *account, const char *remote_id, GCancellable *cancellable, GError **error);

G_END_DECLS
