/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-error.h"
#include "mastodon-fixture.h"

/* The Mastodon adapter against answers that were measured on other servers, and against faulty ones. */

/* Every fault: what publishing makes of it. */
static gpointer
cancel_soon (gpointer data)
{
  g_usleep (300000);
  g_cancellable_cancel (data);

  return NULL;
}

static void
test_fault (Fixture       *f,
            gconstpointer  data)
{
  FakeFault fault = GPOINTER_TO_UINT (data);
  g_autoptr(FakeServer) server = fake_server_new (fault, 200, NULL, "{\"id\":\"17\",\"visibility\":\"public\",\"url\":\"u\"}");
  g_autoptr(CsSendResult) result = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  CsSendRequest request = make_request (f, "k", NULL);
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

  g_test_summary ("Sent only with an id in a whole answer; a faulty answer is unknown; the post is offered once");
  f->account.address = fake_server_get_address (server);
  result = network ()->publish (f->http, &f->account, &request, cancellable);
  g_thread_join (thread);
  g_assert_cmpint (result->outcome, ==, fault == FAKE_GOOD ? CS_SEND_SENT : CS_SEND_UNKNOWN);
  g_assert_cmpint (result->code, ==, fault == FAKE_GOOD ? 0 : CS_ERROR_UNKNOWN_OUTCOME);
  g_assert_cmpuint (fake_server_get_accepted (server), ==, 1);
}

/* Answers as they were measured or documented. */
typedef struct
{
  const char    *name;
  guint          status;
  const char    *headers;
  const char    *body;
  CsSendOutcome  outcome;
  int            code;
  gint64         wait;    /* seconds; 0 = no other try by itself */
} Said;

static const Said said[] = {
  { "400", 400, "", "{\"error\":\"Bad Request: status contains no text, media or poll\"}", CS_SEND_NOT_SENT, CS_ERROR_REFUSED, 0 },
  { "400-attached", 400, "", "{\"error\":\"Bad Request: media already attached to status: 01M8\"}", CS_SEND_UNKNOWN, CS_ERROR_UNKNOWN_OUTCOME, 0 },
  { "401", 401, "", "{\"error\":\"Unauthorized: token not supplied\"}", CS_SEND_NOT_SENT, CS_ERROR_LOGIN_REJECTED, 0 },
  { "403", 403, "", "{\"error\":\"This action is outside the authorized scopes\"}", CS_SEND_NOT_SENT, CS_ERROR_REFUSED, 0 },
  { "404", 404, "", "{\"error\":\"Not Found: target status not found\"}", CS_SEND_NOT_SENT, CS_ERROR_REFUSED, 0 },
  { "408", 408, "", "", CS_SEND_UNKNOWN, CS_ERROR_UNKNOWN_OUTCOME, 0 },
  { "422", 422, "", "{\"error\":\"Validation failed: Text can't be blank\"}", CS_SEND_NOT_SENT, CS_ERROR_REFUSED, 0 },
  { "422-empty", 422, "", "", CS_SEND_NOT_SENT, CS_ERROR_LOGIN_REJECTED, 0 },
  { "429-reset", 429, "Date: Mon, 23 Nov 2026 04:00:00 GMT\r\nX-RateLimit-Reset: 2026-11-23T04:01:30.000Z\r\n", "{}",
    CS_SEND_NOT_SENT, CS_ERROR_RATE_LIMITED, 90 },
  { "429-after", 429, "Retry-After: 7\r\n", "", CS_SEND_NOT_SENT, CS_ERROR_RATE_LIMITED, 7 },
  { "429-bare", 429, "", "<html>", CS_SEND_NOT_SENT, CS_ERROR_RATE_LIMITED, 1 },
  { "500", 500, "", "", CS_SEND_UNKNOWN, CS_ERROR_UNKNOWN_OUTCOME, 0 },
  { "501", 501, "", "{\"error\":\"Not Implemented\"}", CS_SEND_NOT_SENT, CS_ERROR_REFUSED, 0 },
  { "502", 502, "", "<html>", CS_SEND_UNKNOWN, CS_ERROR_UNKNOWN_OUTCOME, 0 },
  { "503", 503, "", "", CS_SEND_UNKNOWN, CS_ERROR_UNKNOWN_OUTCOME, 0 },
  { "504", 504, "", "", CS_SEND_UNKNOWN, CS_ERROR_UNKNOWN_OUTCOME, 0 },
  { "200-array", 200, "", "[]", CS_SEND_UNKNOWN, CS_ERROR_UNKNOWN_OUTCOME, 0 },
};

static void
test_said (Fixture       *f,
           gconstpointer  data)
{
  const Said *c = data;
  g_autoptr(FakeServer) server = fake_server_new (FAKE_GOOD, c->status, c->headers, c->body);
  g_autoptr(CsSendResult) result = NULL;

  g_test_summary ("Each answer means what the contract says");
  f->account.address = fake_server_get_address (server);
  result = publish (f, "k");
  g_assert_cmpint (result->outcome, ==, c->outcome);
  g_assert_cmpint (result->code, ==, c->code);
  g_assert_cmpint (result->retry_after, ==, c->wait * G_USEC_PER_SEC);
  g_assert_cmpuint (g_utf8_strlen (result->detail, -1), <=, 300);
}

static void
test_token_not_told (Fixture       *f,
                     gconstpointer  unused)
{
  g_autofree char *body = g_strdup_printf ("{\"error\":\"no such token: %s\"}", f->token);
  g_autoptr(FakeServer) server = fake_server_new (FAKE_GOOD, 403, NULL, body);
  g_autoptr(CsSendResult) result = NULL;

  g_test_summary ("A token that a server says back is in no record");
  f->account.address = fake_server_get_address (server);
  result = publish (f, "k");
  g_assert_null (strstr (result->detail, f->token));
  g_assert_nonnull (strstr (result->detail, "no such token"));
}

static void
test_addresses (Fixture       *f,
                gconstpointer  unused)
{
  static const char *const bad[] = { "https://social.example", "http://localhost:80", "http://127.0.0.1", "http://127.0.0.1:80@evil.example",
                                     "http://127.0.0.1:80/x", "http://127.0.0.2:80", "" };

  g_test_summary ("Practice talks to 127.0.0.1 alone, a real account never without HTTPS");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(CsSendResult) result = NULL;

      f->account.address = bad[i];
      result = publish (f, "k");
      g_assert_cmpint (result->outcome, ==, CS_SEND_NOT_SENT);
      g_assert_cmpint (result->code, ==, CS_ERROR_PRACTICE_ONLY);
    }

  f->account.kind = CS_NETWORK_MASTODON;
  for (gsize i = 1; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(CsSendResult) result = NULL;

      f->account.address = bad[i];
      result = publish (f, "k");
      g_assert_cmpint (result->code, ==, CS_ERROR_PRACTICE_ONLY);
    }
}

static void
test_limits (Fixture       *f,
             gconstpointer  unused)
{
  static const char other[] = "{\"version\":\"3.5.3+0.19.2\",\"source_url\":\"https://codeberg.example/other\",\"configuration\":{\"statuses\":"
                              "{\"max_characters\":5000,\"max_media_attachments\":6,\"characters_reserved_per_url\":25},"
                              "\"media_attachments\":{\"description_limit\":900}}}";
  g_autoptr(FakeServer) server = fake_server_new (FAKE_GOOD, 200, NULL, other);
  g_autoptr(FakeServer) bare = fake_server_new (FAKE_GOOD, 200, NULL, "{\"domain\":\"x\"}");
  g_autofree char *practice = NULL;
  g_autofree char *theirs = NULL;
  g_autofree char *none = NULL;
  g_autoptr(GError) error = NULL;
  CsTarget target;

  g_test_summary ("A server's own numbers count; what it leaves out takes the contract's defaults; keys only where they are known");
  g_assert_true (network ()->read_limits (f->http, &f->account, &practice, NULL, &error));
  g_assert_nonnull (strstr (practice, "\"keys\":true"));
  f->account.address = fake_server_get_address (server);
  g_assert_true (network ()->read_limits (f->http, &f->account, &theirs, NULL, &error));
  g_assert_nonnull (strstr (theirs, "\"keys\":false"));
  target = cs_network_target_from_limits (CS_NETWORK_MASTODON, 4, theirs);
  g_assert_cmpint (target.account, ==, 4);
  g_assert_cmpuint (target.limits.max_length, ==, 5000);
  g_assert_cmpuint (target.limits.link_length, ==, 25);
  g_assert_cmpuint (target.max_media, ==, 6);
  g_assert_cmpuint (target.max_alt, ==, 900);

  f->account.address = fake_server_get_address (bare);
  g_assert_true (network ()->read_limits (f->http, &f->account, &none, NULL, &error));
  g_assert_no_error (error);
  target = cs_network_target_from_limits (CS_NETWORK_MASTODON, 4, none);
  g_assert_cmpuint (target.limits.max_length, ==, 500);
  g_assert_cmpuint (target.limits.link_length, ==, 23);
  g_assert_cmpuint (target.max_media, ==, 4);
  g_assert_cmpuint (target.max_alt, ==, 1500);
  target = cs_network_target_from_limits (CS_NETWORK_MASTODON, 4, "no json");
  g_assert_cmpuint (target.limits.max_length, ==, 500);
}

static void
test_limits_failures (Fixture       *f,
                      gconstpointer  unused)
{
  g_autoptr(FakeServer) garbage = fake_server_new (FAKE_GARBAGE_BODY, 200, NULL, NULL);
  g_autoptr(FakeServer) deep = fake_server_new (FAKE_DEEP, 200, NULL, NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *limits = NULL;

  g_test_summary ("What answers is no server of this network: said so, and nothing crashes on a million brackets");
  f->account.address = fake_server_get_address (garbage);
  g_assert_false (network ()->read_limits (f->http, &f->account, &limits, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_OFFLINE);
  g_clear_error (&error);
  f->account.address = fake_server_get_address (deep);
  g_assert_false (network ()->read_limits (f->http, &f->account, &limits, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_OFFLINE);
}

static void
test_login (Fixture       *f,
            gconstpointer  unused)
{
  g_autofree char *handle = NULL;
  g_autofree char *name = NULL;
  g_autoptr(GError) error = NULL;

  g_test_summary ("Whose token it is; a wrong one is refused as such");
  g_assert_true (network ()->check_login (f->http, &f->account, &handle, &name, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (handle, "@office@127.0.0.1:"));
  g_assert_cmpstr (name, ==, "City of Linden");

  f->account.token = "wrong";
  g_assert_false (network ()->check_login (f->http, &f->account, &handle, &name, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED);
}

static void
add (const char  *name,
     void       (*test)(Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/networks/mastodon/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < N_FAKE_FAULTS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/networks/mastodon/fault/%u", i);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_fault, tear_down);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_autofree char *path = g_strconcat ("/networks/mastodon/said/", said[i].name, NULL);

      g_test_add (path, Fixture, &said[i], set_up, test_said, tear_down);
    }
  add ("token-not-told", test_token_not_told);
  add ("addresses", test_addresses);
  add ("limits", test_limits);
  add ("limits-failures", test_limits_failures);
  add ("login", test_login);

  return g_test_run ();
}
