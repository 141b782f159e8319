/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-http.h"
#include "fake-server.h"

/* What cs_http_send() makes of each fault of a server. */

typedef struct
{
  const char    *name;
  FakeFault      fault;
  CsHttpOutcome  outcome;
  guint          status;   /* if answered */
} Case;

static const Case cases[] = {
  { "good", FAKE_GOOD, CS_HTTP_ANSWERED, 200 },
  { "closed-before-reading", FAKE_CLOSE_BEFORE, CS_HTTP_UNKNOWN, 0 },
  { "closed-after-reading", FAKE_CLOSE_AFTER, CS_HTTP_UNKNOWN, 0 },
  { "silent", FAKE_SILENT, CS_HTTP_UNKNOWN, 0 },
  { "dripping-header", FAKE_DRIP_HEADER, CS_HTTP_UNKNOWN, 0 },
  { "dripping-body", FAKE_DRIP_BODY, CS_HTTP_UNKNOWN, 0 },
  { "short-body", FAKE_SHORT_BODY, CS_HTTP_UNKNOWN, 0 },
  { "cut-between-chunks", FAKE_CUT_CHUNKED, CS_HTTP_UNKNOWN, 0 },
  { "cut-in-chunk", FAKE_CUT_CHUNK, CS_HTTP_UNKNOWN, 0 },
  { "cut-without-length", FAKE_CUT_UNTIL_EOF, CS_HTTP_UNKNOWN, 0 },
  { "302", FAKE_302, CS_HTTP_ANSWERED, 302 },
  { "307", FAKE_307, CS_HTTP_ANSWERED, 307 },
  { "garbage-body", FAKE_GARBAGE_BODY, CS_HTTP_ANSWERED, 200 },
  { "garbage-status", FAKE_GARBAGE_STATUS, CS_HTTP_UNKNOWN, 0 },
  { "endless", FAKE_ENDLESS, CS_HTTP_UNKNOWN, 0 },
};

static CsHttpAnswer *
post (CsHttp       *http,
      const char   *address,
      GCancellable *cancellable)
{
  g_autoptr(GBytes) body = g_bytes_new_static ("{}", 2);
  g_autofree char *url = g_strconcat (address, "/api/v1/statuses", NULL);
  const char *headers[] = { "Idempotency-Key", "k-1", NULL };

  return cs_http_send (http, "POST", url, body, "application/json", headers, 1, 1000000, cancellable);
}

static void
test_fault (gconstpointer data)
{
  const Case *c = data;
  g_autoptr(FakeServer) server = fake_server_new (c->fault, 200, "X-Said: yes\r\n", "{\"id\":\"1\"}");
  g_autoptr(CsHttp) http = cs_http_new ();
  g_autoptr(CsHttpAnswer) answer = NULL;
  gint64 start = g_get_monotonic_time ();

  g_test_summary ("Each fault has its outcome, within the deadline, and the request is never made twice");
  answer = post (http, fake_server_get_address (server), NULL);

  g_assert_cmpint (answer->outcome, ==, c->outcome);
  if (c->outcome == CS_HTTP_ANSWERED)
    g_assert_cmpuint (answer->status, ==, c->status);
  else
    g_assert_cmpstr (answer->detail, !=, "");
  g_assert_cmpuint (fake_server_get_accepted (server), ==, 1);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 8 * G_USEC_PER_SEC);
}

static void
test_good (void)
{
  g_autoptr(FakeServer) server = fake_server_new (FAKE_GOOD, 200, "X-Said: yes\r\n", "{\"id\":\"1\"}");
  g_autoptr(CsHttp) http = cs_http_new ();
  g_autoptr(CsHttpAnswer) answer = post (http, fake_server_get_address (server), NULL);
  g_autofree char *request = fake_server_dup_request (server);

  g_test_summary ("Body, headers and status of a good answer arrive, and ours arrived there");
  g_assert_cmpstr (answer->body, ==, "{\"id\":\"1\"}");
  g_assert_cmpuint (answer->size, ==, 10);
  g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "X-Said"), ==, "yes");
  g_assert_nonnull (strstr (request, "Idempotency-Key: k-1\r\n"));
  g_assert_true (g_str_has_suffix (request, "{}"));
}

static void
test_refused (void)
{
  g_autoptr(FakeServer) server = fake_server_new (FAKE_GOOD, 200, NULL, "{}");
  g_autofree char *address = g_strdup (fake_server_get_address (server));
  g_autoptr(CsHttp) http = cs_http_new ();
  g_autoptr(CsHttpAnswer) answer = NULL;

  g_test_summary ("Where nobody listens, certainly nothing was sent");
  g_clear_pointer (&server, fake_server_free);
  answer = post (http, address, NULL);
  g_assert_cmpint (answer->outcome, ==, CS_HTTP_NOT_SENT);
}

static void
test_no_name (void)
{
  g_autoptr(CsHttp) http = cs_http_new ();
  g_autoptr(CsHttpAnswer) answer = post (http, "http://no-such-name.invalid", NULL);
  g_autoptr(CsHttpAnswer) nonsense = post (http, "no address", NULL);

  g_test_summary ("A name that does not exist, or no address at all: nothing was sent");
  g_assert_cmpint (answer->outcome, ==, CS_HTTP_NOT_SENT);
  g_assert_cmpint (nonsense->outcome, ==, CS_HTTP_NOT_SENT);
}

static void
test_tls_refused (void)
{
  g_autoptr(FakeServer) server = fake_server_new (FAKE_GARBAGE_STATUS, 200, NULL, "");
  g_autofree char *address = g_strconcat ("https", fake_server_get_address (server) + 4, NULL);
  g_autoptr(CsHttp) http = cs_http_new ();
  g_autoptr(CsHttpAnswer) answer = post (http, address, NULL);

  g_test_summary ("Where TLS does not come about, nothing was sent");
  g_assert_cmpint (answer->outcome, ==, CS_HTTP_NOT_SENT);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (100000);
  g_cancellable_cancel (data);

  return NULL;
}

static void
test_cancelled (void)
{
  g_autoptr(FakeServer) server = fake_server_new (FAKE_SILENT, 200, NULL, "");
  g_autoptr(CsHttp) http = cs_http_new ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(CsHttpAnswer) during = NULL;
  g_autoptr(CsHttpAnswer) before = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

  g_test_summary ("Cancelled while it waits: unknown. Cancelled before: not sent");
  during = post (http, fake_server_get_address (server), cancellable);
  g_thread_join (thread);
  g_assert_cmpint (during->outcome, ==, CS_HTTP_UNKNOWN);
  before = post (http, fake_server_get_address (server), cancellable);
  g_assert_cmpint (before->outcome, ==, CS_HTTP_NOT_SENT);
  g_assert_cmpuint (fake_server_get_accepted (server), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/networks/http/fault/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_fault);
    }
  g_test_add_func ("/networks/http/good", test_good);
  g_test_add_func ("/networks/http/refused", test_refused);
  g_test_add_func ("/networks/http/no-name", test_no_name);
  g_test_add_func ("/networks/http/tls-refused", test_tls_refused);
  g_test_add_func ("/networks/http/cancelled", test_cancelled);

  return g_test_run ();
}
