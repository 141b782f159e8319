/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-bluesky.h"
#include "cs-bluesky-keys.h"
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

/* The same with a film, which is read from @file while it is sent */
CsHttpAnswer *cs_bluesky_send_file     (CsHttp                 *http,
                                        const CsNetworkAccount *account,
                                        const char             *path,
                                        const char             *file,
                                        gint64                  size,
                                        const char             *content_type,
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

/* The login in the answer to a sign-in or a renewal; NULL if it has no pair of tokens */
CsLogin      *cs_bluesky_read_login    (JsonObject             *json,
                                        const char             *client,
                                        gint64                  now) G_GNUC_WARN_UNUSED_RESULT;

CsLogin      *cs_bluesky_renew         (CsHttp *http, const CsNetworkAccount *account, const CsLogin *login, gint64 now, gboolean *spent, GError **error);

/* --- cs-bluesky-record.c: what is frozen --- */

char         *cs_bluesky_prepare       (CsHttp *http, const CsNetworkAccount *account, const CsSendRequest *request, GCancellable *cancellable, GError **error);

/* One record of what prepare() froze */
typedef struct
{
  const char *collection; /* lent by the node */
  const char *rkey;
  JsonObject *record;
} CsBlueskyWrite;

/**
 * cs_bluesky_read_prepared:
 * @writes: (out) (element-type CsBlueskyWrite): the post first, then what says who may reply and quote
 *
 * Returns: (transfer full): the node that @writes lend from; NULL if @prepared is not what prepare() makes
 */
JsonNode     *cs_bluesky_read_prepared (const char             *prepared,
                                        GArray                **writes) G_GNUC_WARN_UNUSED_RESULT;

/* --- cs-bluesky-embed.c --- */

/* What hangs on the segment: (transfer full); NULL without @error for nothing */
JsonObject   *cs_bluesky_make_embed    (CsHttp                 *http,
                                        const CsNetworkAccount *account,
                                        const CsSendRequest    *request,
                                        GCancellable           *cancellable,
                                        GError                **error) G_GNUC_WARN_UNUSED_RESULT;

/* --- cs-bluesky-find.c: records that are there --- */

/**
 * CsBlueskyFound:
 *
 * A record as it is now. All owned.
 */
typedef struct
{
  char     *uri;
  char     *cid;
  JsonNode *answer; /* whole */
  JsonObject *value; /* the record; lent by @answer */
} CsBlueskyFound;

/* A record of an account at @account's server. Sets CS_ERROR_NOT_FOUND if there is none, CS_ERROR_OFFLINE and others if that cannot be told. */
gboolean      cs_bluesky_get_record    (CsHttp                 *http,
                                        const CsNetworkAccount *account,
                                        const CsBlueskyUri     *uri,
                                        CsBlueskyFound         *found,
                                        GCancellable           *cancellable,
                                        GError                **error);

/* The post of anybody at @address. Sets CS_ERROR_REFUSED if there is none. */
gboolean      cs_bluesky_find_post     (CsHttp                 *http,
                                        const CsNetworkAccount *account,
                                        const char             *address,
                                        CsBlueskyFound         *found,
                                        GCancellable           *cancellable,
                                        GError                **error);

/* {"uri", "cid"}: (transfer full) */
JsonObject   *cs_bluesky_make_ref      (const char             *uri,
                                        const char             *cid) G_GNUC_WARN_UNUSED_RESULT;
void          cs_bluesky_found_clear   (CsBlueskyFound         *found);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsBlueskyFound, cs_bluesky_found_clear)

/* --- cs-bluesky-media.c, cs-bluesky-film.c --- */

/* The digest that @blob (as uploadBlob gave it) names; "" if it is none */
const char   *cs_bluesky_get_blob_cid (JsonObject             *blob);

/* Uploads bytes as they are and compares what the server calls them with what they are. @blob: (out) (transfer full). NULL if it is there. */
CsUpload     *cs_bluesky_upload_bytes  (CsHttp                 *http,
                                        const CsNetworkAccount *account,
                                        GBytes                 *bytes,
                                        const char             *mime_type,
                                        JsonObject            **blob,
                                        GCancellable           *cancellable) G_GNUC_WARN_UNUSED_RESULT;

/* The blob of an answer to an upload, as a record has it, if it is of exactly @size bytes that are called @cid: (transfer full) (nullable) */
JsonObject   *cs_bluesky_read_blob     (const CsHttpAnswer     *answer,
                                        gint64                  size,
                                        const char             *cid) G_GNUC_WARN_UNUSED_RESULT;
CsUpload     *cs_bluesky_upload_failure (const CsNetworkAccount *account,
                                         const CsHttpAnswer     *answer) G_GNUC_WARN_UNUSED_RESULT;


/* What a job's state means. NULL if the answer is none. An error that brings a blob or a job along ("already exists") is as good. */
CsUpload     *cs_bluesky_read_job      (const CsHttpAnswer     *answer,
                                        JsonArray              *captions) G_GNUC_WARN_UNUSED_RESULT;

CsUpload     *cs_bluesky_upload        (CsHttp *http, const CsNetworkAccount *account, const CsMediaItem *item, GBytes *bytes, GCancellable *cancellable);
CsUpload     *cs_bluesky_check_media   (CsHttp *http, const CsNetworkAccount *account, const char *remote_id, GCancellable *cancellable);
CsUpload     *cs_bluesky_upload_film   (CsHttp *http, const CsNetworkAccount *account, const CsFilmUpload *film, GCancellable *cancellable);

/* --- cs-bluesky-publish.c --- */

CsSendResult *cs_bluesky_publish       (CsHttp *http, const CsNetworkAccount *account, const CsSendRequest *request, GCancellable *cancellable);
CsSendResult *cs_bluesky_reconcile     (CsHttp *http, const CsNetworkAccount *account, const CsSendRequest *request, GCancellable *cancellable);
gboolean      cs_bluesky_remove        (CsHttp *http, const CsNetworkAccount *account, const char *remote_id, GCancellable *cancellable, GError **error);

/* What is otherwise than signed if @write, a record beside the post, is missing: "replies" or "quotes" */
const char   *cs_bluesky_name_gate     (const CsBlueskyWrite   *write);

/* Member by member, whatever their order */
gboolean      cs_bluesky_is_same_record (JsonObject            *one,
                                         JsonObject            *other);

/* --- cs-bluesky-read.c --- */

gboolean      cs_bluesky_read_limits   (CsHttp *http, const CsNetworkAccount *account, char **limits_json, GCancellable *cancellable, GError **error);
gboolean      cs_bluesky_check_login   (CsHttp *http, const CsNetworkAccount *account, char **handle, char **display_name, GCancellable *cancellable, GError **error);
char         *cs_bluesky_read_back     (CsHttp *http, const CsNetworkAccount *account, const CsSendRequest *request, const char *remote_id, GCancellable *cancellable, GError **error);

/* What of @value (a record) is otherwise than signed: "same", "text", "media", "alt", "thread", "quote", "language", "warning" */
const char   *cs_bluesky_compare       (JsonObject             *value,
                                        const CsSendRequest    *request);

G_END_DECLS
