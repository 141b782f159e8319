/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-error.h"
#include "cs-mastodon.h"

G_BEGIN_DECLS

/* Only for the files cs-mastodon*.c. */

/* Whether @account may be talked to at all: practice only on loopback, real networks only by HTTPS. Sets CS_ERROR_PRACTICE_ONLY, CS_ERROR_LOGIN_REJECTED. */
gboolean      cs_mastodon_check_account  (const CsNetworkAccount *account,
                                          GError                **error);

/* One request. @path begins with a slash; @key: an Idempotency-Key or NULL. */
CsHttpAnswer *cs_mastodon_send           (CsHttp                 *http,
                                          const CsNetworkAccount *account,
                                          const char             *method,
                                          const char             *path,
                                          GBytes                 *body,
                                          const char             *content_type,
                                          const char             *key,
                                          guint                   deadline,
                                          GCancellable           *cancellable) G_GNUC_WARN_UNUSED_RESULT;
CsHttpAnswer *cs_mastodon_get            (CsHttp                 *http,
                                          const CsNetworkAccount *account,
                                          const char             *path,
                                          GCancellable           *cancellable) G_GNUC_WARN_UNUSED_RESULT;

/* The answer's object, or NULL */
JsonNode     *cs_mastodon_parse_object   (const CsHttpAnswer     *answer) G_GNUC_WARN_UNUSED_RESULT;

/* What the network said, without secrets, at most 300 characters */
char         *cs_mastodon_dup_detail     (const CsNetworkAccount *account,
                                          const CsHttpAnswer     *answer) G_GNUC_WARN_UNUSED_RESULT;

/* The CsError that a refusal or failure stands for */
int           cs_mastodon_get_code       (const CsHttpAnswer     *answer);

/* Microseconds that the network asks to wait, by its own clock; at least a second */
gint64        cs_mastodon_get_wait       (const CsHttpAnswer     *answer);
void          cs_mastodon_set_error      (const CsNetworkAccount *account,
                                          const CsHttpAnswer     *answer,
                                          const char             *doing,
                                          GError                **error);

/* "private" for followers, else the nick */
const char   *cs_mastodon_visibility     (CsVisibility            visibility);

/* Line ends, NFC and outer white space as servers make them, so that texts can be compared */
char         *cs_mastodon_normalise      (const char             *text) G_GNUC_WARN_UNUSED_RESULT;

/* What is kept of a server's numbers, in accounts.limits; @instance: as the server tells of itself */
char         *cs_mastodon_make_limits    (const CsNetworkAccount *account,
                                          JsonObject             *instance) G_GNUC_WARN_UNUSED_RESULT;

/* GET …/source: the plain text of a post; of servers that do not tell it, what @status shows. FALSE if it cannot be had. */
gboolean      cs_mastodon_read_source    (CsHttp                 *http,
                                          const CsNetworkAccount *account,
                                          JsonObject             *status,
                                          char                  **text,
                                          char                  **warning,
                                          GCancellable           *cancellable);

/* cs-mastodon-html.c: what a server shows, as it was written: for servers that do not tell the source. Mentions may have lost their servers. */
char         *cs_mastodon_html_to_text   (const char             *html) G_GNUC_WARN_UNUSED_RESULT;

/* cs-mastodon-form.c: a post as a form, for servers that read polls in forms only. @json: as for JSON */
GBytes       *cs_mastodon_make_form      (JsonObject             *json) G_GNUC_WARN_UNUSED_RESULT;

/* A refusal without a word may mean the token (contract, section 3): asked once. */
gboolean      cs_mastodon_is_login_rejected (CsHttp                 *http,
                                             const CsNetworkAccount *account,
                                             const CsHttpAnswer     *answer,
                                             GCancellable           *cancellable);

/* cs-mastodon-extras.c: polls, quotes, answers */

/* A request with the ids of the posts that its segment quotes and answers, by their addresses */
typedef struct
{
  CsSendRequest  request;
  char          *parent; /* owned */
  char          *quote;  /* owned */
} CsMastodonRequest;

/* Asks the server for these posts. NULL if all is found; else why nothing can be sent. */
CsSendResult *cs_mastodon_resolve        (CsHttp                 *http,
                                          const CsNetworkAccount *account,
                                          const CsSendRequest    *request,
                                          CsMastodonRequest      *resolved,
                                          GCancellable           *cancellable);
void          cs_mastodon_request_clear  (CsMastodonRequest      *resolved);
void          cs_mastodon_put_extras     (const CsSendRequest    *request,
                                          JsonObject             *json);

/* "" or what of @status is otherwise than asked for: "thread", "poll", "quote", "quotes", "language" */
const char   *cs_mastodon_compare_extras (JsonObject             *status,
                                          const CsSendRequest    *request);

/* Passes the quoted post on without words: harmless to repeat */
CsSendResult *cs_mastodon_repost         (CsHttp                 *http,
                                          const CsNetworkAccount *account,
                                          const CsSendRequest    *request,
                                          GCancellable           *cancellable);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CsMastodonRequest, cs_mastodon_request_clear)

/* The functions of the table */
gboolean      cs_mastodon_read_limits    (CsHttp *http, const CsNetworkAccount *account, char **limits_json, GCancellable *cancellable, GError **error);
gboolean      cs_mastodon_check_login    (CsHttp *http, const CsNetworkAccount *account, char **handle, char **display_name, GCancellable *cancellable, GError **error);
CsUpload     *cs_mastodon_upload_film    (CsHttp *http, const CsNetworkAccount *account, const CsFilmUpload *film, GCancellable *cancellable);
CsUpload     *cs_mastodon_upload         (CsHttp *http, const CsNetworkAccount *account, const CsMediaItem *item, GBytes *bytes, GCancellable *cancellable);
CsUpload     *cs_mastodon_check_media    (CsHttp *http, const CsNetworkAccount *account, const char *remote_id, GCancellable *cancellable);
CsSendResult *cs_mastodon_publish        (CsHttp *http, const CsNetworkAccount *account, const CsSendRequest *request, GCancellable *cancellable);
CsSendResult *cs_mastodon_reconcile      (CsHttp *http, const CsNetworkAccount *account, const CsSendRequest *request, GCancellable *cancellable);
char         *cs_mastodon_read_back      (CsHttp *http, const CsNetworkAccount *account, const CsSendRequest *request, const char *remote_id, GCancellable *cancellable, GError **error);
gboolean      cs_mastodon_remove         (CsHttp *http, const CsNetworkAccount *account, const char *remote_id, GCancellable *cancellable, GError **error);

G_END_DECLS
