/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fake-server.h"
#include "x-fixture.h"

/* The adapter for X against a server that is as strict as X's documents, and against faulty ones. */

#define TEXT "Road A12 & <B7> closed until 18:00: https://gov.example/a12 and https://gov.example/b7 防汛"
#define ALT "Map of the diversion"

typedef struct
{
  XServer          server;
  CsNetworkAccount account;
  CsContent       *content;
} Fixture;

static void
set_up (Fixture       *f,
        gconstpointer  unused)
{
  x_server_start (&f->server);
  f->account = (CsNetworkAccount) { CS_NETWORK_X, 1, f->server.address, "good-token", "{\"user\":\"11\"}", TRUE };
  f->content = cs_content_new ();
  g_free (cs_content_get_segment (f->content, 0)->text);
  cs_content_get_segment (f->content, 0)->text = g_strdup (TEXT);
}

static void
tear_down (Fixture       *f,
           gconstpointer  unused)
{
  x_server_stop (&f->server);
  g_clear_pointer (&f->content, cs_content_free);
}

static CsMediaItem *
add_picture (Fixture    *f,
             const char *mime_type)
{
  CsMediaItem *item = cs_media_item_new ();

  g_free (item->mime_type);
  item->mime_type = g_strdup (mime_type);
  g_free (item->alt_text);
  item->alt_text = g_strdup (ALT);
  g_ptr_array_add (cs_content_get_segment (f->content, 0)->media, item);
  return item;
}

static CsSendRequest
make_request (Fixture *f)
{
  CsSendRequest request = { 0 };

  request.content = f->content;
  request.key = "unused";
  request.now = request.armed_at = request.first_armed_at = g_get_real_time ();
  return request;
}

static CsSendResult *
publish (Fixture *f)
{
  CsSendRequest request = make_request (f);

  return cs_x_network.publish (f->server.http, &f->account, &request, NULL);
}

static guint
count_posts (Fixture *f)
{
  g_autoptr(JsonObject) state = x_server_get_state (&f->server);

  return json_array_get_length (json_object_get_array_member (state, "posts"));
}

static void
test_login (Fixture       *f,
            gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *handle = NULL;
  g_autofree char *name = NULL;
  g_autofree char *limits = NULL;

  g_test_summary ("Who the token belongs to, and X's numbers; a token that X does not know is a rejected login");
  g_assert_true (cs_x_network.check_login (f->server.http, &f->account, &handle, &name, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (handle, ==, "@linden");
  g_assert_cmpstr (name, ==, "City of Linden");
  g_assert_true (cs_x_network.read_limits (f->server.http, &f->account, &limits, NULL, &error));
  g_assert_nonnull (strstr (limits, "\"user\":\"11\""));
  g_assert_nonnull (strstr (limits, "\"verified\":\"government\""));
  g_assert_cmpuint (cs_network_target_from_limits (CS_NETWORK_X, 1, limits).max_alt, ==, 1000);

  f->account.token = "another-token";
  g_assert_false (cs_x_network.read_limits (f->server.http, &f->account, &limits, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED);
}

static void
test_addresses (Fixture       *f,
                gconstpointer  unused)
{
  static const char * const bad[] = { "http://api.x.com", "https://api.x.com.example", "https://api.x.com/", "http://127.0.0.1:1" };

  g_test_summary ("A real account's token is shown to X's own address only, a practice account's to loopback only");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(CsSendResult) result = NULL;

      f->account.practice = FALSE;
      f->account.address = bad[i];
      result = publish (f);
      g_assert_cmpint (result->outcome, ==, CS_SEND_NOT_SENT);
      g_assert_cmpint (result->code, ==, CS_ERROR_PRACTICE_ONLY);
    }
  f->account.practice = TRUE;
  f->account.address = CS_X_ADDRESS;
  {
    g_autoptr(CsSendResult) result = publish (f);

    g_assert_cmpint (result->code, ==, CS_ERROR_PRACTICE_ONLY);
  }
}

static void
test_publish (Fixture       *f,
              gconstpointer  unused)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("not really a picture", 20);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsUpload) upload = NULL;
  g_autoptr(CsSendResult) first = NULL;
  g_autoptr(CsSendResult) second = NULL;
  g_autofree char *same = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *gone = NULL;
  g_autoptr(CsDrift) drift = cs_drift_new ();
  const char *ids[2] = { NULL };
  CsSendRequest request;
  CsSegment *segment;

  g_test_summary ("A picture with its alt text, a thread, read back as it was signed, removed");
  upload = cs_x_network.upload (f->server.http, &f->account, add_picture (f, "image/png"), bytes, NULL);
  g_assert_cmpint (upload->outcome, ==, CS_SEND_SENT);
  g_assert_true (upload->ready);
  ids[0] = upload->remote_id;
  request = make_request (f);
  request.media_ids = ids;
  first = cs_x_network.publish (f->server.http, &f->account, &request, NULL);
  g_assert_cmpstr (first->detail, ==, "");
  g_assert_cmpint (first->outcome, ==, CS_SEND_SENT);
  g_assert_nonnull (strstr (first->remote_url, first->remote_id));
  same = cs_x_network.read_back (f->server.http, &f->account, &request, first->remote_id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (same, ==, "same");

  segment = cs_segment_new ();
  g_free (segment->text);
  segment->text = g_strdup ("And the B7 too.");
  g_ptr_array_add (f->content->segments, segment);
  request.segment = 1;
  request.media_ids = NULL;
  request.in_reply_to = first->remote_id;
  second = cs_x_network.publish (f->server.http, &f->account, &request, NULL);
  g_assert_cmpint (second->outcome, ==, CS_SEND_SENT);

  g_free (segment->text);
  segment->text = g_strdup ("And the B8 too.");
  request.drift = drift;
  changed = cs_x_network.read_back (f->server.http, &f->account, &request, second->remote_id, NULL, &error);
  g_assert_cmpstr (changed, ==, "text");
  g_assert_cmpstr (drift->text, ==, "And the B7 too.");
  g_assert_true (cs_x_network.remove (f->server.http, &f->account, second->remote_id, NULL, &error));
  g_assert_true (cs_x_network.remove (f->server.http, &f->account, second->remote_id, NULL, &error));
  gone = cs_x_network.read_back (f->server.http, &f->account, &request, second->remote_id, NULL, &error);
  g_assert_cmpstr (gone, ==, "gone");
}

static void
test_moving (Fixture       *f,
             gconstpointer  unused)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("not really a picture", 20);
  g_autoptr(CsUpload) upload = cs_x_network.upload (f->server.http, &f->account, add_picture (f, "image/gif"), bytes, NULL);
  guint n_questions = 0;

  g_test_summary ("What X still works on is asked for until it is ready");
  g_assert_cmpint (upload->outcome, ==, CS_SEND_SENT);
  g_assert_false (upload->ready);
  g_assert_cmpint (upload->retry_after, ==, G_USEC_PER_SEC);
  while (!upload->ready && n_questions++ < 5)
    {
      g_autofree char *id = g_strdup (upload->remote_id);

      cs_upload_free (upload);
      upload = cs_x_network.check_media (f->server.http, &f->account, id, NULL);
      g_assert_cmpint (upload->outcome, ==, CS_SEND_SENT);
    }
  g_assert_true (upload->ready);
}

static void
test_alt_fails (Fixture       *f,
                gconstpointer  unused)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("not really a picture", 20);
  g_autoptr(CsUpload) upload = NULL;

  g_test_summary ("A picture whose alt text did not arrive is not uploaded");
  x_server_misbehave (&f->server, "500-before", "POST /2/media/metadata");
  upload = cs_x_network.upload (f->server.http, &f->account, add_picture (f, "image/png"), bytes, NULL);
  g_assert_cmpint (upload->outcome, !=, CS_SEND_SENT);
  g_assert_cmpint (upload->retry_after, >, 0);
}

/* What X says, what came of it, and how many posts are there afterwards. */
static const struct
{
  const char    *fault;
  CsSendOutcome  outcome;
  int            code;
  guint          n_posts;
} refusals[] = {
  { "lost-before", CS_SEND_UNKNOWN, CS_ERROR_UNKNOWN_OUTCOME, 0 },
  { "lost-after", CS_SEND_UNKNOWN, CS_ERROR_UNKNOWN_OUTCOME, 1 },
  { "500-before", CS_SEND_UNKNOWN, CS_ERROR_UNKNOWN_OUTCOME, 0 },
  { "500-after", CS_SEND_UNKNOWN, CS_ERROR_UNKNOWN_OUTCOME, 1 },
  { "no-id", CS_SEND_UNKNOWN, CS_ERROR_UNKNOWN_OUTCOME, 1 },
  { "cut", CS_SEND_UNKNOWN, CS_ERROR_UNKNOWN_OUTCOME, 1 },
  { "garbage", CS_SEND_UNKNOWN, CS_ERROR_UNKNOWN_OUTCOME, 0 },
  { "redirect", CS_SEND_UNKNOWN, CS_ERROR_UNKNOWN_OUTCOME, 0 },
  { "401", CS_SEND_NOT_SENT, CS_ERROR_LOGIN_REJECTED, 0 },
  { "402", CS_SEND_NOT_SENT, CS_ERROR_NO_CREDIT, 0 },
  { "429", CS_SEND_NOT_SENT, CS_ERROR_RATE_LIMITED, 0 },
};

static void
test_refusal (Fixture       *f,
              gconstpointer  data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr(CsSendResult) result = NULL;

  g_test_summary ("Each answer that is not a success means just what it means, and the post is offered once");
  x_server_misbehave (&f->server, refusals[i].fault, "POST /2/tweets");
  result = publish (f);
  g_assert_cmpint (result->outcome, ==, refusals[i].outcome);
  g_assert_cmpint (result->code, ==, refusals[i].code);
  g_assert_cmpuint (count_posts (f), ==, refusals[i].n_posts);
  g_assert_null (strstr (result->detail, "good-token"));
  if (refusals[i].code == CS_ERROR_RATE_LIMITED)
    {
      g_assert_cmpint (result->retry_after, >, 60 * (gint64) G_USEC_PER_SEC);
      g_assert_cmpint (result->retry_after, <=, 95 * (gint64) G_USEC_PER_SEC);
    }
}

static void
test_reconcile (Fixture       *f,
                gconstpointer  data)
{
  const char *fault = data;
  g_autoptr(CsSendResult) lost = NULL;
  g_autoptr(CsSendResult) found = NULL;
  CsSendRequest request = make_request (f);

  g_test_summary ("After an unknown outcome the account's own timeline tells; nothing is ever sent again by itself");
  x_server_misbehave (&f->server, fault, "POST /2/tweets");
  lost = cs_x_network.publish (f->server.http, &f->account, &request, NULL);
  g_assert_cmpint (lost->outcome, ==, CS_SEND_UNKNOWN);
  request.may_repeat = TRUE;
  found = cs_x_network.reconcile (f->server.http, &f->account, &request, NULL);
  if (g_str_equal (fault, "lost-after"))
    {
      g_assert_cmpint (found->outcome, ==, CS_SEND_SENT);
      g_assert_cmpstr (found->remote_id, !=, "");
      g_assert_cmpuint (count_posts (f), ==, 1);
      return;
    }

  g_assert_cmpint (found->outcome, ==, CS_SEND_UNKNOWN);
  g_assert_cmpint (found->retry_after, >, 0);
  g_assert_cmpuint (count_posts (f), ==, 0);
  /* Long after: only a person can tell. */
  g_clear_pointer (&found, cs_send_result_free);
  request.now += 200 * (gint64) G_USEC_PER_SEC;
  found = cs_x_network.reconcile (f->server.http, &f->account, &request, NULL);
  g_assert_cmpint (found->outcome, ==, CS_SEND_UNKNOWN);
  g_assert_cmpint (found->retry_after, ==, 0);
}

static void
test_reconcile_others (Fixture       *f,
                       gconstpointer  unused)
{
  g_autoptr(CsSendResult) sent = publish (f);
  g_autoptr(CsSendResult) found = NULL;
  const char *known[2] = { NULL };
  CsSendRequest request = make_request (f);

  g_test_summary ("A post that belongs to another publication, or is older, or another's answer, is not taken for this one");
  g_assert_cmpint (sent->outcome, ==, CS_SEND_SENT);
  known[0] = sent->remote_id;
  request.known_ids = known;
  found = cs_x_network.reconcile (f->server.http, &f->account, &request, NULL);
  g_assert_cmpint (found->outcome, ==, CS_SEND_UNKNOWN);

  g_clear_pointer (&found, cs_send_result_free);
  request.known_ids = NULL;
  request.first_armed_at += 3600 * (gint64) G_USEC_PER_SEC;
  found = cs_x_network.reconcile (f->server.http, &f->account, &request, NULL);
  g_assert_cmpint (found->outcome, ==, CS_SEND_UNKNOWN);

  g_clear_pointer (&found, cs_send_result_free);
  request = make_request (f);
  request.in_reply_to = sent->remote_id;
  found = cs_x_network.reconcile (f->server.http, &f->account, &request, NULL);
  g_assert_cmpint (found->outcome, ==, CS_SEND_UNKNOWN);
}

static void
test_duplicate (Fixture       *f,
                gconstpointer  unused)
{
  g_autoptr(CsSendResult) first = publish (f);
  g_autoptr(CsSendResult) second = publish (f);

  g_test_summary ("“Duplicate content” can mean that an earlier try got through: unknown, not refused");
  g_assert_cmpint (first->outcome, ==, CS_SEND_SENT);
  g_assert_cmpint (second->outcome, ==, CS_SEND_UNKNOWN);
  g_assert_cmpuint (count_posts (f), ==, 1);
}

static void
test_dialect (Fixture       *f,
              gconstpointer  unused)
{
  g_autoptr(JsonObject) set = x_server_control (&f->server, "dialect", "{\"dialect\":\"posts\"}");
  g_autoptr(CsSendResult) sent = publish (f);
  g_autoptr(CsSendResult) answer = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *same = NULL;
  CsSendRequest request = make_request (f);

  g_test_summary ("An account that gets the newer field names is read as well");
  g_assert_cmpint (sent->outcome, ==, CS_SEND_SENT);
  same = cs_x_network.read_back (f->server.http, &f->account, &request, sent->remote_id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (same, ==, "same");

  request.in_reply_to = sent->remote_id;
  x_server_misbehave (&f->server, "lost-after", "POST /2/tweets");
  g_free (cs_content_get_segment (f->content, 0)->text);
  cs_content_get_segment (f->content, 0)->text = g_strdup ("The answer");
  answer = cs_x_network.publish (f->server.http, &f->account, &request, NULL);
  g_assert_cmpint (answer->outcome, ==, CS_SEND_UNKNOWN);
  g_clear_pointer (&answer, cs_send_result_free);
  answer = cs_x_network.reconcile (f->server.http, &f->account, &request, NULL);
  g_assert_cmpint (answer->outcome, ==, CS_SEND_SENT);
}

static void
test_cannot (Fixture       *f,
             gconstpointer  unused)
{
  g_autoptr(CsSendResult) hidden = NULL;
  g_autoptr(CsSendResult) warned = NULL;

  g_test_summary ("What X cannot do is refused before anything is sent, never left out in silence");
  f->content->visibility = CS_VISIBILITY_FOLLOWERS;
  hidden = publish (f);
  g_assert_cmpint (hidden->code, ==, CS_ERROR_REFUSED);
  f->content->visibility = CS_VISIBILITY_PUBLIC;
  g_free (f->content->warning);
  f->content->warning = g_strdup ("Flood");
  warned = publish (f);
  g_assert_cmpint (warned->code, ==, CS_ERROR_REFUSED);
  g_assert_cmpuint (count_posts (f), ==, 0);
}

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
  g_autoptr(FakeServer) server = fake_server_new (fault, 201, NULL, "{\"data\":{\"id\":\"17\",\"text\":\"t\"}}");
  g_autoptr(CsSendResult) result = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  CsSendRequest request = make_request (f);
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

  g_test_summary ("Sent only with an id in a whole answer; a faulty answer is unknown; the post is offered once");
  f->account.address = fake_server_get_address (server);
  result = cs_x_network.publish (f->server.http, &f->account, &request, cancellable);
  g_thread_join (thread);
  g_assert_cmpint (result->outcome, ==, fault == FAKE_GOOD ? CS_SEND_SENT : CS_SEND_UNKNOWN);
  g_assert_cmpint (result->code, ==, fault == FAKE_GOOD ? 0 : CS_ERROR_UNKNOWN_OUTCOME);
  g_assert_cmpuint (fake_server_get_accepted (server), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, data, test) g_test_add (path, Fixture, data, set_up, test, tear_down)
  ADD ("/x/login", NULL, test_login);
  ADD ("/x/addresses", NULL, test_addresses);
  ADD ("/x/publish", NULL, test_publish);
  ADD ("/x/moving", NULL, test_moving);
  ADD ("/x/alt-fails", NULL, test_alt_fails);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/x/refusal/", refusals[i].fault, NULL);

      ADD (path, GUINT_TO_POINTER (i), test_refusal);
    }
  ADD ("/x/reconcile/lost-after", "lost-after", test_reconcile);
  ADD ("/x/reconcile/lost-before", "lost-before", test_reconcile);
  ADD ("/x/reconcile/others", NULL, test_reconcile_others);
  ADD ("/x/duplicate", NULL, test_duplicate);
  ADD ("/x/dialect", NULL, test_dialect);
  ADD ("/x/cannot", NULL, test_cannot);
  for (guint fault = 0; fault < N_FAKE_FAULTS; fault++)
    {
      g_autofree char *path = g_strdup_printf ("/x/fault/%u", fault);

      ADD (path, GUINT_TO_POINTER (fault), test_fault);
    }

  return g_test_run ();
}
