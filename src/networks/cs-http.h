/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "cs-error.h"

G_BEGIN_DECLS

/**
 * CsHttp:
 *
 * The one wrapper around libsoup's client: no redirects, a total deadline, bounded bodies, the status and whether the request may have arrived. Blocking; one thread only
 * (the publisher's). Traps it closes: MEASURED "libsoup client against a faulty server", told in cs-http.c.
 */
typedef struct _CsHttp CsHttp;

/* Environment: no deadline is longer than so many milliseconds, so that tests of servers that never answer end soon. It can shorten only. */
#define CS_HTTP_LONGEST "COUNTERSIGN_HTTP_LONGEST"

/**
 * CsHttpOutcome:
 *
 * What is known of a request that gave no complete answer.
 */
typedef enum
{
  CS_HTTP_ANSWERED,   /* a complete answer with a status */
  CS_HTTP_NOT_SENT,   /* certainly not received: name not found, connection refused, TLS refused, cancelled before */
  CS_HTTP_UNKNOWN,    /* bytes went out, no complete answer came */
} CsHttpOutcome;

typedef struct
{
  CsHttpOutcome       outcome;
  guint               status;
  char               *body;         /* NUL-terminated; owned, never NULL */
  gsize               size;
  SoupMessageHeaders *headers;      /* owned, never NULL */
  char               *detail;       /* English, for the log, without secrets; owned, never NULL */
  GBytes             *bytes;        /* all of a body with NULs in it, else NULL; owned */
  gboolean            untrusted;    /* CS_HTTP_NOT_SENT, since the server's certificate does not prove that it is the right one */
} CsHttpAnswer;

CsHttp       *cs_http_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void          cs_http_free         (CsHttp         *http);

/**
 * cs_http_send:
 * @body: (nullable): with @content_type
 * @headers: (nullable): name, value, name, value, …, %NULL
 * @deadline: seconds for everything
 * @max_body: bytes of answer; a longer one is an unknown outcome
 *
 * Returns: (transfer full): never %NULL; errors are outcomes
 */
CsHttpAnswer *cs_http_send         (CsHttp         *http,
                                    const char     *method,
                                    const char     *url,
                                    GBytes         *body,
                                    const char     *content_type,
                                    const char * const *headers,
                                    guint           deadline,
                                    gsize           max_body,
                                    GCancellable   *cancellable) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_http_send_piece:
 *
 * Posts what may arrive twice without harm, such as a piece of an upload under its number: on a connection that is kept for the next piece. The rest is as for
 * cs_http_send().
 */
CsHttpAnswer *cs_http_send_piece   (CsHttp         *http,
                                    const char     *url,
                                    GBytes         *body,
                                    const char     *content_type,
                                    const char * const *headers,
                                    guint           deadline,
                                    gsize           max_body,
                                    GCancellable   *cancellable) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_http_send_stream:
 * @body: read once, while it is sent
 * @size: bytes that @body gives
 *
 * Posts what is too large for memory. The rest is as for cs_http_send().
 */
CsHttpAnswer *cs_http_send_stream  (CsHttp         *http,
                                    const char     *url,
                                    GInputStream   *body,
                                    gint64          size,
                                    const char     *content_type,
                                    const char * const *headers,
                                    guint           deadline,
                                    gsize           max_body,
                                    GCancellable   *cancellable) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_http_fetch:
 *
 * GETs a file that is no text.
 *
 * Returns: (transfer full) (nullable): all of it, or %NULL for whatever is no complete answer of success
 */
GBytes       *cs_http_fetch        (CsHttp         *http,
                                    const char     *url,
                                    const char * const *headers,
                                    guint           deadline,
                                    gsize           max_body,
                                    GCancellable   *cancellable) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_http_film_deadline:
 *
 * Returns: seconds that sending @size bytes may take, also on a slow line
 */
guint         cs_http_film_deadline (gint64         size);
void          cs_http_answer_free  (CsHttpAnswer   *answer);

/**
 * cs_http_answer_get_unsent_code:
 *
 * Returns: why there is no answer: %CS_ERROR_CERTIFICATE or %CS_ERROR_OFFLINE
 */
CsError       cs_http_answer_get_unsent_code (const CsHttpAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsHttp, cs_http_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsHttpAnswer, cs_http_answer_free)

G_END_DECLS
