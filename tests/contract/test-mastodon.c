/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-error.h"
#include "fake-server.h"
#include "outbox-fixture.h"

/* The adapter against answers that were measured on other servers, against faulty ones, and against the practice network. */

#define TEXT "Road A12 is closed until 18:00. https://gov.example/a12"

typedef struct
{
  CsPracticeHost   *host;
  char             *folder;
  char             *token;
  CsHttp           *http;
  CsNetworkAccount  account;
  CsContent        *content;
} Fixture;

static const CsNetwork *
network (void)
{
  return cs_network_get (CS_NETWORK_PRACTICE);
}

static void
set_up (Fixture       *f,
        gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;

  f->folder = g_dir_make_tmp ("cs-practice-XXXXXX", &error);
  f->host = cs_practice_host_start (f->folder, 0, &error);
  g_assert_no_error (error);
  f->token = cs_practice_host_add_account (f->host, "office", "City of Linden", &error);
  g_assert_no_error (error);
  f->http = cs_http_new ();
  f->account = (CsNetworkAccount) { CS_NETWORK_PRACTICE, 1, cs_practice_host_get_address (f->host), f->token, "{\"keys\":true}" };
  f->content = cs_content_new ();
  g_free (cs_content_get_segment (f->content, 0)->text);
  cs_content_get_segment (f->content, 0)->text = g_strdup (TEXT);
}

static void
tear_down (Fixture       *f,
           gconstpointer  unused)
{
  g_clear_pointer (&f->content, cs_content_free);
  g_clear_pointer (&f->http, cs_http_free);
  g_clear_pointer (&f->host, cs_practice_host_stop);
  fixture_remove_folder (f->folder);
  g_free (f->folder);
  g_free (f->token);
}

static CsMediaItem *
add_picture (Fixture    *f,
             const char *alt_text)
{
  CsMediaItem *item = cs_media_item_new ();

  g_free (item->mime_type);
  item->mime_type = g_strdup ("image/png");
  item->width = item->height = 1;
  g_free (item->alt_text);
  item->alt_text = g_strdup (alt_text);
  g_ptr_array_add (cs_content_get_segment (f->content, 0)->media, item);

  return item;
}

static CsSendRequest
make_request (Fixture            *f,
              const char         *key,
              const char * const *media_ids)
{
  CsSendRequest request = { 0 };

  request.content = f->content;
  request.key = key;
  request.media_ids = media_ids;
  request.now = request.armed_at = request.first_armed_at = g_get_real_time ();
  request.may_repeat = TRUE;

  return request;
}

static CsSendResult *
publish (Fixture    *f,
         const char *key)
{
  CsSendRequest request = make_request (f, key, NULL);

  return network ()->publish (f->http, &f->account, &request, NULL);
}

static void
misbehave (Fixture    *f,
           const char *what)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (cs_practice_host_misbehave (f->host, what, &error));
  g_assert_no_error (error);
}

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

static char *
upload (Fixture           *f,
        const CsMediaItem *item)
{
  g_autoptr(GBytes) bytes = outbox_make_picture ();
  g_autoptr(CsUpload) result = network ()->upload (f->http, &f->account, item, bytes, NULL);

  g_assert_cmpstr (result->detail, ==, "");
  g_assert_cmpint (result->outcome, ==, CS_SEND_SENT);
  g_assert_true (result->ready);

  return g_strdup (result->remote_id);
}

static CsSegment *
get_segment (Fixture *f)
{
  return cs_content_get_segment (f->content, 0);
}

static void
set_poll (Fixture    *f,
          const char *one,
          const char *other)
{
  CsPoll *poll = cs_poll_new ();

  g_ptr_array_add (poll->options, g_strdup (one));
  g_ptr_array_add (poll->options, g_strdup (other));
  poll->multiple = TRUE;
  g_clear_pointer (&get_segment (f)->poll, cs_poll_free);
  get_segment (f)->poll = poll;
}

static char *
read_back (Fixture             *f,
           const CsSendRequest *request,
           const char          *id)
{
  g_autoptr(GError) error = NULL;
  char *result = network ()->read_back (f->http, &f->account, request, id, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static void
test_poll (Fixture       *f,
           gconstpointer  unused)
{
  CsSendRequest request = make_request (f, "k", NULL);
  g_autoptr(CsSendResult) sent = NULL;
  g_autoptr(CsSendResult) refused = NULL;
  g_autofree char *same = NULL;
  g_autofree char *other = NULL;

  g_test_summary ("A poll goes out, is read back, and another one is noticed; one that the server refuses was not sent");
  set_poll (f, "Monday", "周二");
  sent = network ()->publish (f->http, &f->account, &request, NULL);
  g_assert_cmpint (sent->outcome, ==, CS_SEND_SENT);
  g_assert_cmpstr (sent->deviation, ==, "");
  same = read_back (f, &request, sent->remote_id);
  g_assert_cmpstr (same, ==, "same");
  set_poll (f, "Monday", "Wednesday");
  other = read_back (f, &request, sent->remote_id);
  g_assert_cmpstr (other, ==, "poll");
  set_poll (f, "Monday", "Monday");
  request.key = "k2";
  refused = network ()->publish (f->http, &f->account, &request, NULL);
  g_assert_cmpint (refused->outcome, ==, CS_SEND_NOT_SENT);
}

/* Publishes a post of its own and says where it is. */
static char *
publish_first (Fixture *f)
{
  g_autoptr(CsSendResult) first = publish (f, "first");

  g_assert_cmpint (first->outcome, ==, CS_SEND_SENT);
  return g_strdup (first->remote_url);
}

static void
test_quote (Fixture       *f,
            gconstpointer  unused)
{
  CsSendRequest request = make_request (f, "k", NULL);
  g_autofree char *address = publish_first (f);
  g_autoptr(CsSendResult) sent = NULL;
  g_autoptr(CsSendResult) nowhere = NULL;
  g_autofree char *same = NULL;

  g_test_summary ("A quote and an answer find their post by its address; an address that leads to none sends nothing");
  g_free (get_segment (f)->quote);
  get_segment (f)->quote = g_strdup (address);
  g_free (get_segment (f)->reply_to);
  get_segment (f)->reply_to = g_strdup (address);
  sent = network ()->publish (f->http, &f->account, &request, NULL);
  g_assert_cmpint (sent->outcome, ==, CS_SEND_SENT);
  g_assert_cmpstr (sent->deviation, ==, "");
  same = read_back (f, &request, sent->remote_id);
  g_assert_cmpstr (same, ==, "same");
  g_free (get_segment (f)->quote);
  get_segment (f)->quote = g_strconcat (f->account.address, "/@office/999999", NULL);
  request.key = "k2";
  nowhere = network ()->publish (f->http, &f->account, &request, NULL);
  g_assert_cmpint (nowhere->outcome, ==, CS_SEND_NOT_SENT);
}

static void
test_quote_dropped (Fixture       *f,
                    gconstpointer  unused)
{
  g_autoptr(FakeServer) server = fake_server_new (FAKE_GOOD, 200, NULL, "{\"id\":\"17\",\"visibility\":\"public\",\"url\":\"u\"}");
  CsSendRequest request = make_request (f, "k", NULL);
  g_autoptr(CsSendResult) sent = NULL;
  g_autoptr(CsSendResult) poll = NULL;

  g_test_summary ("A server that leaves a quote or a poll out without a word is found out");
  f->account.address = fake_server_get_address (server);
  g_free (get_segment (f)->quote);
  get_segment (f)->quote = g_strconcat (f->account.address, "/@office/1", NULL);
  sent = network ()->publish (f->http, &f->account, &request, NULL);
  g_assert_cmpint (sent->outcome, ==, CS_SEND_SENT);
  g_assert_cmpstr (sent->deviation, ==, "quote");
  g_free (get_segment (f)->quote);
  get_segment (f)->quote = g_strdup ("");
  set_poll (f, "a", "b");
  poll = network ()->publish (f->http, &f->account, &request, NULL);
  g_assert_cmpstr (poll->deviation, ==, "poll");
}

static void
test_repost (Fixture       *f,
             gconstpointer  unused)
{
  CsSendRequest request = make_request (f, "k", NULL);
  g_autofree char *address = publish_first (f);
  g_autoptr(CsSendResult) sent = NULL;
  g_autoptr(CsSendResult) again = NULL;
  g_autofree char *same = NULL;

  g_test_summary ("A quote without words is a repost, once however often it is sent");
  g_free (get_segment (f)->quote);
  get_segment (f)->quote = g_steal_pointer (&address);
  g_free (get_segment (f)->text);
  get_segment (f)->text = g_strdup ("");
  sent = network ()->publish (f->http, &f->account, &request, NULL);
  g_assert_cmpint (sent->outcome, ==, CS_SEND_SENT);
  again = network ()->reconcile (f->http, &f->account, &request, NULL);
  g_assert_cmpint (again->outcome, ==, CS_SEND_SENT);
  g_assert_cmpstr (again->remote_id, ==, sent->remote_id);
  same = read_back (f, &request, sent->remote_id);
  g_assert_cmpstr (same, ==, "same");
}

static void
test_whole_way (Fixture       *f,
                gconstpointer  unused)
{
  CsMediaItem *item = add_picture (f, "A barrier “on” the road & <more>");
  g_autofree char *id = upload (f, item);
  const char *media[] = { id, NULL };
  CsSendRequest request = make_request (f, "k1", media);
  g_autoptr(CsSendResult) sent = NULL;
  g_autoptr(CsSendResult) again = NULL;
  g_autofree char *read_back = NULL;
  g_autofree char *gone = NULL;
  g_autofree char *alt = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  g_test_summary ("Upload, publish, the same again by its key, read back, remove");
  sent = network ()->publish (f->http, &f->account, &request, NULL);
  g_assert_cmpint (sent->outcome, ==, CS_SEND_SENT);
  g_assert_cmpstr (sent->deviation, ==, "");
  again = network ()->publish (f->http, &f->account, &request, NULL);
  g_assert_cmpstr (again->remote_id, ==, sent->remote_id);

  read_back = network ()->read_back (f->http, &f->account, &request, sent->remote_id, NULL, &error);
  g_assert_cmpstr (read_back, ==, "same");
  g_free (item->alt_text);
  item->alt_text = g_strdup ("Something else");
  alt = network ()->read_back (f->http, &f->account, &request, sent->remote_id, NULL, &error);
  g_assert_cmpstr (alt, ==, "alt");
  g_free (cs_content_get_segment (f->content, 0)->text);
  cs_content_get_segment (f->content, 0)->text = g_strdup ("Other words");
  text = network ()->read_back (f->http, &f->account, &request, sent->remote_id, NULL, &error);
  g_assert_cmpstr (text, ==, "text");

  g_assert_true (network ()->remove (f->http, &f->account, sent->remote_id, NULL, &error));
  g_assert_true (network ()->remove (f->http, &f->account, sent->remote_id, NULL, &error));
  gone = network ()->read_back (f->http, &f->account, &request, sent->remote_id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (gone, ==, "gone");
}

static void
test_media (Fixture       *f,
            gconstpointer  unused)
{
  CsMediaItem *item = add_picture (f, "A barrier");
  g_autoptr(GBytes) bytes = outbox_make_picture ();
  g_autoptr(GBytes) text = g_bytes_new_static ("just text", 9);
  g_autoptr(CsUpload) slow = NULL;
  g_autoptr(CsUpload) wrong = NULL;
  g_autoptr(CsUpload) ready = NULL;
  g_autoptr(CsSendResult) early = NULL;
  const char *media[2] = { NULL };
  CsSendRequest request;

  g_test_summary ("202 until it is ready, 422 for a post that names it before, 422 for what is no picture");
  misbehave (f, "media-delay:400");
  slow = network ()->upload (f->http, &f->account, item, bytes, NULL);
  g_assert_cmpint (slow->outcome, ==, CS_SEND_SENT);
  g_assert_false (slow->ready);
  media[0] = slow->remote_id;
  request = make_request (f, "k", media);
  early = network ()->publish (f->http, &f->account, &request, NULL);
  g_assert_cmpint (early->code, ==, CS_ERROR_REFUSED);
  g_assert_nonnull (strstr (early->detail, "have not finished processing"));
  for (guint i = 0; i < 200 && (ready == NULL || !ready->ready); i++)
    {
      g_clear_pointer (&ready, cs_upload_free);
      ready = network ()->check_media (f->http, &f->account, slow->remote_id, NULL);
      g_assert_cmpint (ready->outcome, ==, CS_SEND_SENT);
      g_usleep (10000);
    }
  g_assert_true (ready->ready);

  wrong = network ()->upload (f->http, &f->account, item, text, NULL);
  g_assert_cmpint (wrong->outcome, ==, CS_SEND_NOT_SENT);
  g_assert_cmpint (wrong->code, ==, CS_ERROR_REFUSED);
  g_assert_cmpint (wrong->retry_after, ==, 0);
}

static void
test_deviation (Fixture       *f,
                gconstpointer  unused)
{
  g_autoptr(FakeServer) server = fake_server_new (FAKE_GOOD, 200, NULL, "{\"id\":\"17\",\"visibility\":\"unlisted\",\"url\":\"u\"}");
  g_autoptr(FakeServer) other = fake_server_new (FAKE_GOOD, 200, NULL, "{\"id\":\"17\",\"visibility\":\"public\",\"url\":\"u\"}");
  g_autoptr(CsSendResult) visibility = NULL;
  g_autoptr(CsSendResult) media = NULL;

  g_test_summary ("What the network made otherwise than signed is told");
  f->account.address = fake_server_get_address (server);
  visibility = publish (f, "k");
  g_assert_cmpint (visibility->outcome, ==, CS_SEND_SENT);
  g_assert_cmpstr (visibility->deviation, ==, "visibility");
  add_picture (f, "A barrier");
  f->account.address = fake_server_get_address (other);
  media = publish (f, "k");
  g_assert_cmpstr (media->deviation, ==, "media");
}

static void
test_reconcile (Fixture       *f,
                gconstpointer  unused)
{
  CsSendRequest request = make_request (f, "k9", NULL);
  g_autoptr(CsSendResult) lost = NULL;
  g_autoptr(CsSendResult) found = NULL;
  g_autoptr(CsSendResult) unknown = NULL;
  g_autoptr(CsSendResult) made = NULL;
  const char *known[2] = { NULL };

  g_test_summary ("Found by its words; not found and no repeat allowed: unknown; repeat allowed and key honoured: made once");
  misbehave (f, "drop-after:100x1");
  lost = network ()->publish (f->http, &f->account, &request, NULL);
  g_assert_cmpint (lost->outcome, ==, CS_SEND_UNKNOWN);
  request.may_repeat = FALSE;
  found = network ()->reconcile (f->http, &f->account, &request, NULL);
  g_assert_cmpint (found->outcome, ==, CS_SEND_SENT);

  known[0] = found->remote_id;
  request.known_ids = known;
  unknown = network ()->reconcile (f->http, &f->account, &request, NULL);
  g_assert_cmpint (unknown->outcome, ==, CS_SEND_UNKNOWN);

  request.may_repeat = TRUE;
  request.key = "k10";
  made = network ()->reconcile (f->http, &f->account, &request, NULL);
  g_assert_cmpint (made->outcome, ==, CS_SEND_SENT);
  g_assert_cmpstr (made->remote_id, !=, found->remote_id);
}

static void
test_reconcile_late (Fixture       *f,
                     gconstpointer  unused)
{
  CsSendRequest request = make_request (f, "k", NULL);
  g_autoptr(CsSendResult) late = NULL;
  g_autoptr(CsSendResult) no_keys = NULL;

  g_test_summary ("After 50 minutes, or where no key is honoured, nothing is repeated");
  request.first_armed_at -= 51 * 60 * (gint64) G_USEC_PER_SEC;
  late = network ()->reconcile (f->http, &f->account, &request, NULL);
  g_assert_cmpint (late->outcome, ==, CS_SEND_UNKNOWN);
  request.first_armed_at = request.now;
  f->account.limits = "{\"keys\":false}";
  no_keys = network ()->reconcile (f->http, &f->account, &request, NULL);
  g_assert_cmpint (no_keys->outcome, ==, CS_SEND_UNKNOWN);
}

static void
test_thread (Fixture       *f,
             gconstpointer  unused)
{
  g_autoptr(CsSendResult) first = publish (f, "t1");
  CsSendRequest request = make_request (f, "t2", NULL);
  g_autoptr(CsSendResult) second = NULL;
  g_autoptr(CsSendResult) orphan = NULL;

  g_test_summary ("A reply names its parent; an unknown parent is refused");
  request.in_reply_to = first->remote_id;
  second = network ()->publish (f->http, &f->account, &request, NULL);
  g_assert_cmpint (second->outcome, ==, CS_SEND_SENT);
  g_assert_cmpstr (second->deviation, ==, "");
  request.in_reply_to = "12345";
  request.key = "t3";
  orphan = network ()->publish (f->http, &f->account, &request, NULL);
  g_assert_cmpint (orphan->outcome, ==, CS_SEND_NOT_SENT);
  g_assert_cmpint (orphan->code, ==, CS_ERROR_REFUSED);
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
  add ("whole-way", test_whole_way);
  add ("poll", test_poll);
  add ("quote", test_quote);
  add ("quote-dropped", test_quote_dropped);
  add ("repost", test_repost);
  add ("media", test_media);
  add ("deviation", test_deviation);
  add ("reconcile", test_reconcile);
  add ("reconcile-late", test_reconcile_late);
  add ("thread", test_thread);

  return g_test_run ();
}
