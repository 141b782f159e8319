/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-checks.h"
#include "cs-content.h"
#include "cs-drift.h"
#include "cs-http.h"
#include "cs-picture-limits.h"

G_BEGIN_DECLS

typedef struct _CsLogin CsLogin;
typedef struct _CsRates CsRates;

/**
 * CsNetworkAccount:
 *
 * What an adapter needs to act for an account. Lends; the token is wiped by its owner.
 */
typedef struct
{
  CsNetworkKind kind;
  gint64      id;
  const char *address; /* base URL, without a slash at its end */
  const char *token;
  const char *limits;  /* as read_limits() gave it, or NULL */
  gboolean    practice; /* of a practice office: loopback only */
  const char *remote_id; /* the network's own id of the account, "" or NULL = not known */
  const CsLogin *login; /* all of what the token comes from, or NULL */
  CsRates    *rates;    /* learns from every answer what is left, or NULL */
} CsNetworkAccount;

typedef enum
{
  CS_SEND_SENT,
  CS_SEND_NOT_SENT,
  CS_SEND_UNKNOWN,
} CsSendOutcome;

/**
 * CsSendResult:
 *
 * What came of sending one segment, or of looking for it.
 */
typedef struct
{
  CsSendOutcome  outcome;
  char          *remote_id;   /* if sent; owned */
  char          *remote_url;  /* if sent; owned */
  char          *remote_ref;  /* if sent: the network's digest of what it keeps, or ""; owned */
  char          *deviation;   /* "" or what the network made of it otherwise than signed: "visibility", "media"; owned */
  int            code;        /* CsError of a failure; if sent: what the account's people should know of it, 0 = nothing */
  char          *detail;      /* for the log and the record: what the network said, at most 300 characters; owned */
  gint64         retry_after; /* microseconds to wait before another try; 0 = do not try by itself */
} CsSendResult;

/**
 * CsSendRequest:
 *
 * One segment as signed.
 */
typedef struct
{
  const CsContent    *content;
  gint64              account;        /* whose words of the content go out: cs_content_get_segments_for() */
  guint               segment;
  const char         *key;            /* idempotency key, the same at every attempt */
  const char         *in_reply_to;    /* remote id of the segment before, or NULL */
  const char         *in_reply_to_ref; /* its digest, where the network has them, or NULL */
  const char         *root;           /* remote id of the thread's first segment, or NULL */
  const char         *root_ref;
  const char         *prepared;       /* what prepare() froze, "" or NULL = nothing */
  const char         *quote;          /* remote id of the post quoted, or NULL: adapters find it by the address in the segment */
  const char * const *media_ids;      /* uploaded and ready, in order, NULL-terminated */
  gint64              first_armed_at; /* of this publication's first attempt, UTC microseconds */
  gint64              armed_at;       /* of the latest attempt */
  gint64              now;
  const char * const *known_ids;      /* of other publications of this account: never this one's result; NULL-terminated, or NULL */
  gboolean            may_repeat;     /* reconcile() may send again with the same key, where the network honours it: not once it is late or held */
  CsDrift            *drift;          /* read_back() puts down here what is there instead; or NULL */
} CsSendRequest;

/**
 * CsUpload:
 */
typedef struct
{
  CsSendOutcome  outcome;
  char          *remote_id;   /* owned */
  gboolean       ready;       /* else ask with check_media later */
  int            code;
  char          *detail;      /* owned */
  gint64         retry_after;
} CsUpload;

/**
 * CsFilmText:
 *
 * Subtitles of a film that is uploaded.
 */
typedef struct
{
  const char *language;
  GBytes     *bytes;    /* WebVTT */
} CsFilmText;

/**
 * CsFilmUpload:
 *
 * A film as it goes out. It is read from its file while it is sent.
 */
typedef struct
{
  const CsMediaItem *item;
  const char        *path;      /* of its file */
  GBytes            *cover;     /* a JPEG or PNG, or NULL */
  GPtrArray         *subtitles; /* of CsFilmText */
} CsFilmUpload;

/**
 * CsNetwork:
 *
 * One network: a table of functions, each blocking, on the publisher's thread, with its own bounds on time and size. What a network cannot do is %NULL.
 */
typedef struct
{
  CsNetworkKind  kind;

  /* Reads the server's numbers. @limits_json: (out): what is kept in accounts.limits, see cs_network_target_from_limits(). Sets CS_ERROR_OFFLINE and others. */
  gboolean       (*read_limits)(CsHttp *http, const CsNetworkAccount *account, char **limits_json, GCancellable *cancellable, GError **error);

  /* Who the token belongs to. Sets CS_ERROR_LOGIN_REJECTED. */
  gboolean       (*check_login)(CsHttp *http, const CsNetworkAccount *account, char **handle, char **display_name, GCancellable *cancellable, GError **error);
  CsUpload      *(*upload)(CsHttp *http, const CsNetworkAccount *account, const CsMediaItem *item, GBytes *bytes, GCancellable *cancellable);
  CsUpload      *(*check_media)(CsHttp *http, const CsNetworkAccount *account, const char *remote_id, GCancellable *cancellable);
  CsSendResult  *(*publish)(CsHttp *http, const CsNetworkAccount *account, const CsSendRequest *request, GCancellable *cancellable);

  /* After an unknown outcome: whether the segment is there. CS_SEND_NOT_SENT only if the network can tell for certain; else UNKNOWN. Never creates a second
   * post; may create the first one, if the request allows it. */
  CsSendResult  *(*reconcile)(CsHttp *http, const CsNetworkAccount *account, const CsSendRequest *request, GCancellable *cancellable);

  /* Reads the published segment back. Returns: (transfer full): "same", or what differs, the weightiest first: see cs_drift_sentence(); NULL
   * with @error if it cannot be told now. */
  char          *(*read_back)(CsHttp *http, const CsNetworkAccount *account, const CsSendRequest *request, const char *remote_id, GCancellable *cancellable, GError **error);
  gboolean       (*remove)(CsHttp *http, const CsNetworkAccount *account, const char *remote_id, GCancellable *cancellable, GError **error);

  /* Renews a login that ends; NULL where tokens do not end. @spent: (out): whether the refresh token may have been used up although no new pair came. Call
   * cs_logins_take() instead. */
  CsLogin       *(*renew)(CsHttp *http, const CsNetworkAccount *account, const CsLogin *login, gint64 now, gboolean *spent, GError **error);

  /* Longer than the others: as long as so many bytes take. NULL where no films are taken. */
  CsUpload      *(*upload_film)(CsHttp *http, const CsNetworkAccount *account, const CsFilmUpload *film, GCancellable *cancellable);

  /* Freezes what publish() sends, so that each try sends the same bytes; changes nothing over there. Called once its media are ready and the segment before is
   * out, before it is armed; kept with the publication. NULL where the request's own members suffice. */
  char          *(*prepare)(CsHttp *http, const CsNetworkAccount *account, const CsSendRequest *request, GCancellable *cancellable, GError **error);
} CsNetwork;

/**
 * cs_network_check_place:
 *
 * Whether an account of @kind at @address can be one of this office: a practice office has accounts on loopback only, a real office
 * real accounts by HTTPS only. Sets %CS_ERROR_PRACTICE_ONLY, or %CS_ERROR_INVALID for an address that is no https one.
 */
gboolean         cs_network_check_place        (CsNetworkKind  kind,
                                                const char    *address,
                                                gboolean       practice,
                                                GError       **error);

/**
 * cs_network_get:
 *
 * Returns: (transfer none) (nullable): the adapter, or %NULL where there is none yet. Practice is Mastodon's adapter with addresses confined to loopback.
 */
const CsNetwork *cs_network_get                (CsNetworkKind  kind);

/**
 * cs_network_target_from_limits:
 * @limits_json: accounts.limits; "{}" for never read
 *
 * What checks and counts need; missing members take the contract's defaults.
 */
CsTarget         cs_network_target_from_limits (CsNetworkKind  kind,
                                                gint64         account,
                                                const char    *limits_json);

/**
 * cs_network_target_set_access:
 * @access: accounts.access
 *
 * What the level that the account has agreed on with its network adds to @target, or takes from it (contract x.md, section 1: self-serve accounts quote nobody).
 */
void             cs_network_target_set_access  (CsTarget      *target,
                                                const char    *access);

/**
 * cs_network_check_picture:
 * @limits_json: (nullable): accounts.limits
 *
 * Whether the network takes @bytes as a picture: a refusal here costs nothing, one over there may come after half a thread is out. Sets
 * %CS_ERROR_TOO_LARGE, or %CS_ERROR_REFUSED for a kind that it does not take.
 */
gboolean         cs_network_check_picture      (CsNetworkKind      kind,
                                                const char        *limits_json,
                                                const CsMediaItem *item,
                                                GBytes            *bytes,
                                                GError           **error);

/* What @request sends: lent by its content */
CsSegment       *cs_send_request_get_segment   (const CsSendRequest *request);

/* Exactly the text that goes out: (transfer full) */
char            *cs_send_request_get_text      (const CsSendRequest *request) G_GNUC_WARN_UNUSED_RESULT;
const char      *cs_send_request_get_language  (const CsSendRequest *request);

/**
 * cs_network_picture_limits:
 *
 * The same for what is taken of a picture.
 */
CsPictureLimits  cs_network_picture_limits     (CsNetworkKind  kind,
                                                const char    *limits_json);

/**
 * cs_send_result_new:
 *
 * Returns: (transfer full): with empty strings where nothing is known yet
 */
CsSendResult    *cs_send_result_new            (CsSendOutcome  outcome,
                                                int            code,
                                                const char    *detail) G_GNUC_WARN_UNUSED_RESULT;

/* Not sent, because of @error: (transfer full) */
CsSendResult    *cs_send_result_from_error     (GError        *error) G_GNUC_WARN_UNUSED_RESULT;
CsUpload        *cs_upload_new                 (CsSendOutcome  outcome,
                                                int            code,
                                                const char    *detail) G_GNUC_WARN_UNUSED_RESULT;
CsUpload        *cs_upload_from_error          (GError        *error) G_GNUC_WARN_UNUSED_RESULT;
void             cs_send_result_free           (CsSendResult  *result);
void             cs_upload_free                (CsUpload      *upload);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSendResult, cs_send_result_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsUpload, cs_upload_free)

G_END_DECLS
