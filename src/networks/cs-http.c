/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-http.h"

#include <string.h>

#include "cs-http-cork.h"
#include "cs-network-json.h"

/* Of a line on which a film still arrives, bytes a second */
#define SLOWEST (100 * 1024)

/* What libsoup's client does of itself, measured against a faulty server, and what closes each trap here:
 *
 * - It follows 302 on a POST as a GET and calls the result a success: SOUP_MESSAGE_NO_REDIRECT.
 * - Its time-out is per read, so that one byte a second succeeds after minutes: a cancellable that a thread of ours cancels when the
 *   deadline passes.
 * - It repeats a GET, and may fail a POST, on a kept connection that the server closed: each request has a connection of its own, but for pieces of an
 *   upload, which may arrive twice.
 * - It takes a chunked answer that ends between two chunks for complete: such an answer counts only if it is whole JSON.
 * - It reads a body of any size into memory: read piece by piece, up to the caller's bound.
 *
 * Whether a request may have arrived: libsoup emits “starting” when the connection stands (with TLS) and right before the first byte
 * is written. Without that signal nothing was sent. */

struct _CsHttp
{
  SoupSession  *session;
  SoupSession  *direct;  /* for loopback: never through a proxy */
  GMainContext *context; /* of the thread that watches deadlines */
  GMainLoop    *loop;
  GThread      *thread;
  guint         longest; /* that any deadline may be, milliseconds */
  CsHttpCork    cork;    /* of large bodies */
};

static gpointer
watch_deadlines (gpointer data)
{
  CsHttp *http = data;

  g_main_context_push_thread_default (http->context);
  g_main_loop_run (http->loop);
  g_main_context_pop_thread_default (http->context);

  return NULL;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);

  return G_SOURCE_REMOVE;
}

static gboolean
deadline_passed_cb (gpointer data)
{
  g_cancellable_cancel (data);

  return G_SOURCE_REMOVE;
}

static void
caller_cancelled_cb (GCancellable *cancellable,
                     gpointer      data)
{
  g_cancellable_cancel (data);
}

static void
starting_cb (SoupMessage *message,
             gpointer     data)
{
  *(gboolean *) data = TRUE;
}

/* English, for the log: all that is wrong with a certificate */
static char *
describe_distrust (GTlsCertificateFlags flags)
{
  static const struct { GTlsCertificateFlags flag; const char *words; } faults[] = {
    { G_TLS_CERTIFICATE_UNKNOWN_CA, "nobody known vouches for it" },
    { G_TLS_CERTIFICATE_BAD_IDENTITY, "it is another host's" },
    { G_TLS_CERTIFICATE_NOT_ACTIVATED, "it does not hold yet" },
    { G_TLS_CERTIFICATE_EXPIRED, "it has run out" },
    { G_TLS_CERTIFICATE_REVOKED, "it was revoked" },
    { G_TLS_CERTIFICATE_INSECURE, "it can be forged" },
  };
  GString *text = g_string_new ("the server's certificate is not accepted");

  for (guint i = 0, n = 0; i < G_N_ELEMENTS (faults); i++)
    if (flags & faults[i].flag)
      g_string_append_printf (text, "%s%s", n++ == 0 ? ": " : ", ", faults[i].words);

  return g_string_free (text, FALSE);
}

/* Only looks: nobody is ever accepted here. */
static gboolean
refuse_certificate_cb (SoupMessage          *message,
                       GTlsCertificate      *certificate,
                       GTlsCertificateFlags  flags,
                       gpointer              data)
{
  *(GTlsCertificateFlags *) data = flags;

  return FALSE;
}

typedef enum
{
  CONNECTION_OWN,
  CONNECTION_KEPT,
} Connection;

static void
strip_session (SoupSession *session)
{
  /* No compressed bodies, no second try with other credentials, no cookies. */
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  soup_session_set_user_agent (session, "Countersign/" PACKAGE_VERSION);
}

static SoupMessage *
make_message (const char         *method,
              const char         *url,
              GBytes             *body,
              const char         *content_type,
              const char * const *headers,
              Connection          connection)
{
  SoupMessage *message;
  SoupMessageHeaders *request;

  if (!(message = soup_message_new (method, url)))
    return NULL;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_DO_NOT_USE_AUTH_CACHE);
  request = soup_message_get_request_headers (message);
  if (connection == CONNECTION_OWN)
    {
      soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
      soup_message_headers_replace (request, "Connection", "close");
    }
  else
    {
      /* Else a POST gets a connection of its own all the same. */
      soup_message_add_flags (message, SOUP_MESSAGE_IDEMPOTENT);
    }
  soup_message_headers_replace (request, "Accept", "application/json");
  for (gsize i = 0; headers != NULL && headers[i] != NULL; i += 2)
    soup_message_headers_replace (request, headers[i], headers[i + 1]);
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, content_type, body);

  return message;
}

static gboolean
read_body (GInputStream  *stream,
           GByteArray    *into,
           gsize          max_body,
           GCancellable  *cancellable,
           GError       **error)
{
  guint8 piece[16384];
  gssize n;

  while ((n = g_input_stream_read (stream, piece, sizeof piece, cancellable, error)) > 0)
    {
      if (into->len + (gsize) n > max_body)
        {
          g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "the answer is longer than %" G_GSIZE_FORMAT " bytes", max_body);
          return FALSE;
        }
      g_byte_array_append (into, piece, n);
    }

  return n == 0;
}

static void
copy_header_cb (const char *name,
                const char *value,
                gpointer    data)
{
  soup_message_headers_append (data, name, value);
}

/* A cut-off answer looks complete. Where it told its length, that says so; of a chunked one only the content can tell, which matters for
 * success alone: a refusal is in the status. */
static gboolean
may_be_cut_off (SoupMessage *message,
                GByteArray  *body)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  guint status = soup_message_get_status (message);
  SoupEncoding encoding = soup_message_headers_get_encoding (headers);

  /* A new connection that ends early is an end like any other to libsoup. */
  if (encoding == SOUP_ENCODING_CONTENT_LENGTH && status != 204 && status != 304)
    return body->len != (gsize) soup_message_headers_get_content_length (headers);

  return status >= 200 && status < 300 && status != 204 &&
         (encoding == SOUP_ENCODING_CHUNKED || encoding == SOUP_ENCODING_EOF) &&
         !cs_network_json_is_whole ((const char *) body->data, body->len);
}

static CsHttpAnswer *
make_answer (CsHttpOutcome  outcome,
             SoupMessage   *message,
             GByteArray    *body,
             const char    *detail)
{
  CsHttpAnswer *answer = g_new0 (CsHttpAnswer, 1);

  answer->outcome = outcome;
  answer->detail = g_strdup (detail);
  answer->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  if (message != NULL)
    {
      answer->status = soup_message_get_status (message);
      soup_message_headers_foreach (soup_message_get_response_headers (message), copy_header_cb, answer->headers);
    }
  answer->size = body != NULL ? body->len : 0;
  answer->body = answer->size > 0 ? g_strndup ((const char *) body->data, answer->size) : g_strdup ("");
  /* g_strndup() ends at the first NUL; an answer with one is no JSON anyway, and its size must agree with what is there. */
  answer->size = strlen (answer->body);
  if (body != NULL && body->len != answer->size)
    answer->bytes = g_bytes_new (body->data, body->len);

  return answer;
}

static CsHttpAnswer *
exchange (CsHttp       *http,
          SoupSession  *session,
          SoupMessage  *message,
          gsize         max_body,
          Connection    connection,
          GCancellable *own)
{
  g_autoptr(GInputStream) stream = NULL;
  g_autoptr(GByteArray) body = g_byte_array_new ();
  g_autoptr(GError) error = NULL;
  gboolean started = FALSE;
  GTlsCertificateFlags distrust = 0;
  gulong handler, looker;
  CsHttpAnswer *answer;

  handler = g_signal_connect (message, "starting", G_CALLBACK (starting_cb), &started);
  looker = g_signal_connect (message, "accept-certificate", G_CALLBACK (refuse_certificate_cb), &distrust);
  stream = soup_session_send (session, message, own, &error);
  if (stream != NULL && read_body (stream, body, max_body, own, &error))
    {
      if (may_be_cut_off (message, body))
        answer = make_answer (CS_HTTP_UNKNOWN, message, body, "the answer has no end");
      else
        answer = make_answer (CS_HTTP_ANSWERED, message, body, "");
    }
  else
    {
      answer = make_answer (started ? CS_HTTP_UNKNOWN : CS_HTTP_NOT_SENT, message, body,
                            g_cancellable_is_cancelled (own) ? "no complete answer in time" : error->message);
    }

  g_signal_handler_disconnect (message, handler);
  g_signal_handler_disconnect (message, looker);
  if (distrust != 0 && answer->outcome == CS_HTTP_NOT_SENT)
    {
      answer->untrusted = TRUE;
      g_free (answer->detail);
      answer->detail = describe_distrust (distrust);
    }
  if (connection == CONNECTION_KEPT && answer->outcome == CS_HTTP_ANSWERED && g_input_stream_close (stream, own, NULL))
    return answer;

  /* Whatever is left unread is not waited for. */
  g_cancellable_cancel (own);
  if (stream != NULL)
    g_input_stream_close (stream, own, NULL);
  soup_session_abort (session);

  return answer;
}

/* 0 where nothing is told */
static guint
get_told_longest (void)
{
  const char *told = g_getenv (CS_HTTP_LONGEST);
  guint64 value = 0;

  return told != NULL && g_ascii_string_to_unsigned (told, 10, 1, G_MAXINT, &value, NULL) ? (guint) value : 0;
}

CsHttp *
cs_http_new (void)
{
  CsHttp *http = g_new0 (CsHttp, 1);
  guint told = get_told_longest ();

  http->longest = told > 0 ? told : G_MAXINT;
  http->session = soup_session_new ();
  http->direct = soup_session_new_with_options ("proxy-resolver", NULL, NULL);
  strip_session (http->session);
  strip_session (http->direct);
  http->context = g_main_context_new ();
  http->loop = g_main_loop_new (http->context, FALSE);
  http->thread = g_thread_new ("deadlines", watch_deadlines, http);

  return http;
}

void
cs_http_free (CsHttp *http)
{
  g_autoptr(GSource) quit = NULL;

  if (http == NULL)
    return;

  /* By a source, so that it is heard even if the loop has not begun to run yet. */
  quit = g_idle_source_new ();
  g_source_set_priority (quit, G_PRIORITY_HIGH);
  g_source_set_callback (quit, quit_cb, http->loop, NULL);
  g_source_attach (quit, http->context);
  g_thread_join (http->thread);

  g_main_loop_unref (http->loop);
  g_main_context_unref (http->context);
  g_object_unref (http->session);
  g_object_unref (http->direct);
  cs_http_cork_clear (&http->cork);
  g_free (http);
}

static CsHttpAnswer *
send (CsHttp       *http,
      SoupMessage  *message,
      const char   *url,
      guint         deadline,
      gsize         max_body,
      Connection    connection,
      GCancellable *cancellable)
{
  g_autoptr(GCancellable) own = g_cancellable_new ();
  g_autoptr(GSource) timer = NULL;
  CsHttpAnswer *answer;
  gulong handler = 0;

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (caller_cancelled_cb), g_object_ref (own), g_object_unref);
  timer = g_timeout_source_new ((guint) MIN (deadline * (guint64) 1000, http->longest));
  g_source_set_callback (timer, deadline_passed_cb, g_object_ref (own), g_object_unref);
  g_source_attach (timer, http->context);

  answer = exchange (http, g_str_has_prefix (url, "http://127.0.0.1:") ? http->direct : http->session, message, max_body,
                     connection, own);

  g_source_destroy (timer);
  if (cancellable != NULL)
    g_cancellable_disconnect (cancellable, handler);

  return answer;
}

/* The same with a body of many packets */
static CsHttpAnswer *
send_large (CsHttp       *http,
            SoupMessage  *message,
            const char   *url,
            guint         deadline,
            gsize         max_body,
            Connection    connection,
            GCancellable *cancellable)
{
  CsHttpAnswer *answer;

  cs_http_cork_watch (&http->cork, message);
  answer = send (http, message, url, deadline, max_body, connection, cancellable);
  cs_http_cork_unwatch (&http->cork, message);

  return answer;
}

CsHttpAnswer *
cs_http_send (CsHttp             *http,
              const char         *method,
              const char         *url,
              GBytes             *body,
              const char         *content_type,
              const char * const *headers,
              guint               deadline,
              gsize               max_body,
              GCancellable       *cancellable)
{
  g_autoptr(SoupMessage) message = NULL;

  g_return_val_if_fail (http != NULL, NULL);
  g_return_val_if_fail (method != NULL && url != NULL, NULL);

  if (g_cancellable_is_cancelled (cancellable))
    return make_answer (CS_HTTP_NOT_SENT, NULL, NULL, "cancelled before it began");
  if (!(message = make_message (method, url, body, content_type, headers, CONNECTION_OWN)))
    return make_answer (CS_HTTP_NOT_SENT, NULL, NULL, "not an address");

  return send (http, message, url, deadline, max_body, CONNECTION_OWN, cancellable);
}

CsHttpAnswer *
cs_http_send_piece (CsHttp             *http,
                    const char         *url,
                    GBytes             *body,
                    const char         *content_type,
                    const char * const *headers,
                    guint               deadline,
                    gsize               max_body,
                    GCancellable       *cancellable)
{
  g_autoptr(SoupMessage) message = NULL;

  g_return_val_if_fail (http != NULL && url != NULL && body != NULL, NULL);

  if (g_cancellable_is_cancelled (cancellable))
    return make_answer (CS_HTTP_NOT_SENT, NULL, NULL, "cancelled before it began");
  if (!(message = make_message ("POST", url, body, content_type, headers, CONNECTION_KEPT)))
    return make_answer (CS_HTTP_NOT_SENT, NULL, NULL, "not an address");

  return send_large (http, message, url, deadline, max_body, CONNECTION_KEPT, cancellable);
}

CsHttpAnswer *
cs_http_send_stream (CsHttp             *http,
                     const char         *url,
                     GInputStream       *body,
                     gint64              size,
                     const char         *content_type,
                     const char * const *headers,
                     guint               deadline,
                     gsize               max_body,
                     GCancellable       *cancellable)
{
  g_autoptr(SoupMessage) message = NULL;

  g_return_val_if_fail (http != NULL && url != NULL && body != NULL, NULL);

  if (g_cancellable_is_cancelled (cancellable))
    return make_answer (CS_HTTP_NOT_SENT, NULL, NULL, "cancelled before it began");
  if (!(message = make_message ("POST", url, NULL, NULL, headers, CONNECTION_OWN)))
    return make_answer (CS_HTTP_NOT_SENT, NULL, NULL, "not an address");

  soup_message_set_request_body (message, content_type, body, size);
  return send_large (http, message, url, deadline, max_body, CONNECTION_OWN, cancellable);
}

GBytes *
cs_http_fetch (CsHttp             *http,
               const char         *url,
               const char * const *headers,
               guint               deadline,
               gsize               max_body,
               GCancellable       *cancellable)
{
  g_autoptr(CsHttpAnswer) answer = cs_http_send (http, "GET", url, NULL, NULL, headers, deadline, max_body, cancellable);

  if (answer->outcome != CS_HTTP_ANSWERED || answer->status != 200)
    return NULL;

  return answer->bytes != NULL ? g_bytes_ref (answer->bytes) : g_bytes_new (answer->body, answer->size);
}

guint
cs_http_film_deadline (gint64 size)
{
  return 60 + (guint) (size / SLOWEST);
}

CsError
cs_http_answer_get_unsent_code (const CsHttpAnswer *answer)
{
  return answer->untrusted ? CS_ERROR_CERTIFICATE : CS_ERROR_OFFLINE;
}

void
cs_http_answer_free (CsHttpAnswer *answer)
{
  if (answer == NULL)
    return;

  g_free (answer->body);
  g_free (answer->detail);
  g_clear_pointer (&answer->headers, soup_message_headers_unref);
  g_clear_pointer (&answer->bytes, g_bytes_unref);
  g_free (answer);
}
