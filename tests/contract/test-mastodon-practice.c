/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-error.h"
#include "mastodon-fixture.h"

/* The Mastodon adapter against the practice network, the whole way. */

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
test_quotes_forbidden (Fixture       *f,
                       gconstpointer  unused)
{
  g_autofree char *token = NULL;
  g_autofree char *address = NULL;
  g_autofree char *same = NULL;
  g_autoptr(CsSendResult) first = NULL;
  g_autoptr(CsSendResult) own = NULL;
  g_autoptr(CsSendResult) other = NULL;
  CsSendRequest request = make_request (f, "k", NULL);
  g_autoptr(GError) error = NULL;

  g_test_summary ("Nobody may quote: read back as signed, kept from others, not from the author");
  token = cs_practice_host_add_account (f->host, "citizen", "A Citizen", &error);
  g_assert_no_error (error);
  f->content->quotes_from = CS_QUOTES_FROM_NOBODY;
  first = publish (f, "first");
  g_assert_cmpstr (first->deviation, ==, "");
  same = read_back (f, &request, first->remote_id);
  g_assert_cmpstr (same, ==, "same");

  f->content->quotes_from = CS_QUOTES_FROM_EVERYONE;
  g_free (get_segment (f)->quote);
  get_segment (f)->quote = g_strdup (first->remote_url);
  own = publish (f, "own");
  g_assert_cmpint (own->outcome, ==, CS_SEND_SENT);
  f->account.token = token;
  other = publish (f, "other");
  g_assert_cmpint (other->outcome, ==, CS_SEND_NOT_SENT);
  g_assert_cmpint (other->code, ==, CS_ERROR_REFUSED);
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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/mastodon-practice/whole-way", Fixture, NULL, set_up, test_whole_way, tear_down);
  g_test_add ("/mastodon-practice/poll", Fixture, NULL, set_up, test_poll, tear_down);
  g_test_add ("/mastodon-practice/quote", Fixture, NULL, set_up, test_quote, tear_down);
  g_test_add ("/mastodon-practice/quotes-forbidden", Fixture, NULL, set_up, test_quotes_forbidden, tear_down);
  g_test_add ("/mastodon-practice/quote-dropped", Fixture, NULL, set_up, test_quote_dropped, tear_down);
  g_test_add ("/mastodon-practice/repost", Fixture, NULL, set_up, test_repost, tear_down);
  g_test_add ("/mastodon-practice/media", Fixture, NULL, set_up, test_media, tear_down);
  g_test_add ("/mastodon-practice/deviation", Fixture, NULL, set_up, test_deviation, tear_down);
  g_test_add ("/mastodon-practice/reconcile", Fixture, NULL, set_up, test_reconcile, tear_down);
  g_test_add ("/mastodon-practice/reconcile-late", Fixture, NULL, set_up, test_reconcile_late, tear_down);
  g_test_add ("/mastodon-practice/thread", Fixture, NULL, set_up, test_thread, tear_down);

  return g_test_run ();
}
