/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bluesky-cases.h"

/* Quotes and reposts at a real account server, and who may reply and quote. */

/* A citizen's post: its address as a browser shows it */
static char *
add_post_of_citizen (Fixture *f)
{
  g_auto(CsBlueskySession) session = { NULL };
  g_autoptr(CsContent) content = cs_content_new ();
  g_autoptr(CsSendResult) result = NULL;
  g_autofree char *prepared = NULL;
  g_autoptr(GError) error = NULL;
  CsSendRequest request = { .content = content, .now = g_get_real_time () };
  CsNetworkAccount account = f->account;
  g_auto(CsBlueskyUri) uri = { NULL };

  bluesky_server_sign_in (f->server, f->http, 1, &session);
  account.token = session.login->access;
  account.login = session.login;
  account.remote_id = session.did;
  set_text (cs_content_get_segment (content, 0), "Is the A12 open?");
  request.prepared = prepared = cs_bluesky_network.prepare (f->http, &account, &request, NULL, &error);
  g_assert_no_error (error);
  result = cs_bluesky_network.publish (f->http, &account, &request, NULL);
  g_assert_cmpint (result->outcome, ==, CS_SEND_SENT);
  g_assert_true (cs_bluesky_uri_parse (result->remote_id, &uri));

  return g_strdup_printf ("https://bsky.app/profile/citizen.test/post/%s", uri.rkey);
}

void
bluesky_test_quote (Fixture       *f,
                    gconstpointer  unused)
{
  g_autofree char *address = NULL;
  g_autoptr(CsSendResult) quote = NULL;
  g_autoptr(CsSendResult) with_picture = NULL;
  g_autoptr(CsSendResult) answer = NULL;
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;
  g_autofree char *third = NULL;
  g_autofree char *none = NULL;
  g_autoptr(GError) error = NULL;
  CsSendRequest request;

  g_test_summary ("A quote, also with a picture, an answer to a citizen, and a post that is not there");
  if (is_skipped (f))
    return;
  address = add_post_of_citizen (f);
  g_free (get_segment (f)->quote);
  get_segment (f)->quote = g_strdup (address);
  request = make_request (f);
  quote = send_well (f, &request, &one);
  g_assert_nonnull (strstr (one, "\"app.bsky.embed.record\""));
  assert_read_back (f, &request, quote->remote_id, "same");

  add_picture (f, 3000);
  request = make_request (f);
  with_picture = send_well (f, &request, &other);
  g_assert_nonnull (strstr (other, "\"app.bsky.embed.recordWithMedia\""));
  assert_read_back (f, &request, with_picture->remote_id, "same");
  assert_read_back (f, &request, quote->remote_id, "media");

  g_free (get_segment (f)->quote);
  get_segment (f)->quote = g_strdup ("");
  g_free (get_segment (f)->reply_to);
  get_segment (f)->reply_to = g_strdup (address);
  request = make_request (f);
  answer = send_well (f, &request, &third);
  assert_read_back (f, &request, answer->remote_id, "same");
  assert_read_back (f, &request, with_picture->remote_id, "thread");

  get_segment (f)->reply_to[strlen (address) - 1] = get_segment (f)->reply_to[strlen (address) - 1] == '2' ? '3' : '2';
  none = cs_bluesky_network.prepare (f->http, &f->account, &request, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, CS_ERROR, CS_ERROR_REFUSED);
}

void
bluesky_test_repost (Fixture       *f,
                     gconstpointer  unused)
{
  CsSendRequest request = make_request (f);
  g_autoptr(CsSendResult) result = NULL;
  g_autoptr(CsSendResult) again = NULL;
  g_autofree char *prepared = NULL;
  g_autoptr(GError) error = NULL;
  guint before;

  g_test_summary ("A repost, once however often it is sent, and undone");
  if (is_skipped (f))
    return;
  before = count_records (f->http, &f->account, CS_BLUESKY_REPOST);
  set_text (get_segment (f), "");
  g_free (get_segment (f)->quote);
  get_segment (f)->quote = add_post_of_citizen (f);
  result = send_well (f, &request, &prepared);
  again = cs_bluesky_network.reconcile (f->http, &f->account, &request, NULL);
  g_assert_cmpint (again->outcome, ==, CS_SEND_SENT);
  g_assert_cmpstr (again->remote_ref, ==, result->remote_ref);
  g_assert_cmpuint (count_records (f->http, &f->account, CS_BLUESKY_REPOST), ==, before + 1);
  assert_read_back (f, &request, result->remote_id, "same");
  g_assert_true (cs_bluesky_network.remove (f->http, &f->account, result->remote_id, NULL, &error));
  assert_read_back (f, &request, result->remote_id, "gone");
}

void
bluesky_test_replies (Fixture       *f,
                      gconstpointer  unused)
{
  static const struct
  {
    CsRepliesFrom from;
    const char   *allow;
  } cases[] = {
    { CS_REPLIES_FROM_FOLLOWERS, "[{\"$type\":\"app.bsky.feed.threadgate#followerRule\"}]" },
    { CS_REPLIES_FROM_FOLLOWED, "[{\"$type\":\"app.bsky.feed.threadgate#followingRule\"}]" },
    { CS_REPLIES_FROM_MENTIONED, "[{\"$type\":\"app.bsky.feed.threadgate#mentionRule\"}]" },
    { CS_REPLIES_FROM_NOBODY, "[]" },
  };
  g_autoptr(GError) error = NULL;

  g_test_summary ("Who may reply stands beside the post, is read back with it, and goes with it");
  if (is_skipped (f))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CsSendRequest request = make_request (f);
      g_autofree char *prepared = NULL;
      g_autoptr(CsSendResult) result = NULL;
      g_auto(CsBlueskyUri) uri = { NULL };
      g_auto(CsBlueskyFound) gate = { NULL };
      g_autofree char *allow = NULL;

      f->content->replies_from = cases[i].from;
      result = send_well (f, &request, &prepared);
      assert_read_back (f, &request, result->remote_id, "same");
      g_assert_true (cs_bluesky_uri_parse (result->remote_id, &uri));
      g_free (uri.collection);
      uri.collection = g_strdup (CS_BLUESKY_THREADGATE);
      g_assert_true (cs_bluesky_get_record (f->http, &f->account, &uri, &gate, NULL, &error));
      allow = json_to_string (json_object_get_member (gate.value, "allow"), FALSE);
      g_assert_cmpstr (allow, ==, cases[i].allow);
      g_assert_cmpstr (json_object_get_string_member (gate.value, "post"), ==, result->remote_id);

      if (i % 2 == 0)
        {
          g_assert_true (cs_bluesky_network.remove (f->http, &f->account, gate.uri, NULL, &error));
          assert_read_back (f, &request, result->remote_id, "replies");
        }
      g_assert_true (cs_bluesky_network.remove (f->http, &f->account, result->remote_id, NULL, &error));
    }
  g_assert_cmpuint (count_records (f->http, &f->account, CS_BLUESKY_THREADGATE), ==, 0);
}

void
bluesky_test_quotes_forbidden (Fixture       *f,
                               gconstpointer  unused)
{
  CsSendRequest request = make_request (f);
  g_autofree char *prepared = NULL;
  g_autoptr(CsSendResult) result = NULL;
  g_auto(CsBlueskyUri) uri = { NULL };
  g_auto(CsBlueskyFound) gate = { NULL };
  g_autofree char *rules = NULL;
  g_autoptr(GError) error = NULL;

  g_test_summary ("That nobody may quote stands beside the post, next to who may reply, is read back with it, and goes with it");
  if (is_skipped (f))
    return;
  f->content->replies_from = CS_REPLIES_FROM_FOLLOWED;
  f->content->quotes_from = CS_QUOTES_FROM_NOBODY;
  result = send_well (f, &request, &prepared);
  assert_read_back (f, &request, result->remote_id, "same");
  g_assert_cmpuint (count_records (f->http, &f->account, CS_BLUESKY_THREADGATE), ==, 1);
  g_assert_true (cs_bluesky_uri_parse (result->remote_id, &uri));
  g_free (uri.collection);
  uri.collection = g_strdup (CS_BLUESKY_POSTGATE);
  g_assert_true (cs_bluesky_get_record (f->http, &f->account, &uri, &gate, NULL, &error));
  rules = json_to_string (json_object_get_member (gate.value, "embeddingRules"), FALSE);
  g_assert_cmpstr (rules, ==, "[{\"$type\":\"app.bsky.feed.postgate#disableRule\"}]");
  g_assert_cmpstr (json_object_get_string_member (gate.value, "post"), ==, result->remote_id);

  g_assert_true (cs_bluesky_network.remove (f->http, &f->account, gate.uri, NULL, &error));
  assert_read_back (f, &request, result->remote_id, "quotes");
  g_assert_true (cs_bluesky_network.remove (f->http, &f->account, result->remote_id, NULL, &error));
  g_assert_cmpuint (count_records (f->http, &f->account, CS_BLUESKY_THREADGATE), ==, 0);
  g_assert_cmpuint (count_records (f->http, &f->account, CS_BLUESKY_POSTGATE), ==, 0);
}
