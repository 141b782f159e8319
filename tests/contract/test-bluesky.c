/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bluesky-cases.h"
#include "cs-oauth.h"

/* The adapter for Bluesky against real account servers, an older one and the newest; the video service, which cannot be had, against a server of ours. */

static BlueskyServer servers[] = { { "older" }, { "newer" } };

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  f->server = (BlueskyServer *) data;
  bluesky_server_start (f->server);
  f->http = cs_http_new ();
  f->content = cs_content_new ();
  f->media_ids = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (f->media_ids, NULL);
  g_free (cs_content_get_segment (f->content, 0)->text);
  cs_content_get_segment (f->content, 0)->text = g_strdup (TEXT);
  if (f->server->skip != NULL)
    return;

  bluesky_server_sign_in (f->server, f->http, 0, &f->session);
  f->account = (CsNetworkAccount) {
    .kind = CS_NETWORK_BLUESKY, .id = 1, .address = f->session.address, .token = f->session.login->access, .practice = TRUE,
    .remote_id = f->session.did, .login = f->session.login
  };
}

static void
tear_down (Fixture       *f,
           gconstpointer  unused)
{
  cs_bluesky_session_clear (&f->session);
  g_clear_pointer (&f->http, cs_http_free);
  g_clear_pointer (&f->content, cs_content_free);
  g_clear_pointer (&f->media_ids, g_ptr_array_unref);
}

static void
test_login (Fixture       *f,
            gconstpointer  unused)
{
  CsBlueskySignIn wrong = { TRUE, f->server->address, "office.test", "aaaa-bbbb-cccc-dddd", NULL };
  g_auto(CsBlueskySession) none = { NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *handle = NULL;
  g_autofree char *name = NULL;
  g_autofree char *limits = NULL;

  g_test_summary ("A sign-in by app password, whose login it is, what the server takes; a wrong password, a wrong account");
  if (is_skipped (f))
    return;
  g_assert_cmpstr (f->session.did, ==, bluesky_server_get (f->server, 0, "did"));
  g_assert_cmpstr (f->session.handle, ==, "office.test");
  g_assert_cmpint (f->session.login->expires_at, >, g_get_real_time () + 3600 * (gint64) G_USEC_PER_SEC);
  g_assert_cmpint (f->session.login->ends_at, >, g_get_real_time () + 14 * 24 * 3600 * (gint64) G_USEC_PER_SEC);

  g_assert_true (cs_bluesky_network.check_login (f->http, &f->account, &handle, &name, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (handle, ==, "@office.test");
  g_assert_cmpstr (name, ==, "office.test");
  g_assert_true (cs_bluesky_network.read_limits (f->http, &f->account, &limits, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (cs_network_picture_limits (CS_NETWORK_BLUESKY, limits).max_bytes, ==,
                   g_str_equal (f->server->version, "newer") ? 2000000 : 1000000);
  g_assert_cmpuint (cs_network_target_from_limits (CS_NETWORK_BLUESKY, 1, limits).max_media, ==, 4);

  g_assert_false (cs_bluesky_sign_in (f->http, &wrong, g_get_real_time (), &none, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_WRONG_PASSWORD);
  g_clear_error (&error);
  wrong.place = "https://bsky.social";
  g_assert_false (cs_bluesky_sign_in (f->http, &wrong, g_get_real_time (), &none, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_PRACTICE_ONLY);
  g_clear_error (&error);

  f->account.remote_id = bluesky_server_get (f->server, 1, "did");
  g_assert_false (cs_bluesky_network.check_login (f->http, &f->account, &handle, &name, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED);
}

static void
test_renewal (Fixture       *f,
              gconstpointer  unused)
{
  g_autoptr(CsLogin) first = NULL;
  g_autoptr(CsLogin) again = NULL;
  g_autoptr(CsLogin) none = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *handle = NULL;
  g_autofree char *name = NULL;
  gboolean spent = TRUE;

  g_test_summary ("A login is renewed; the answer may be lost and the same token used again; after signing out it is over");
  if (is_skipped (f))
    return;
  first = cs_bluesky_network.renew (f->http, &f->account, f->session.login, g_get_real_time (), &spent, &error);
  g_assert_no_error (error);
  g_assert_false (spent);
  g_assert_cmpstr (first->refresh, !=, f->session.login->refresh);
  g_assert_cmpstr (first->subject, ==, f->session.did);
  again = cs_bluesky_network.renew (f->http, &f->account, f->session.login, g_get_real_time (), &spent, &error);
  g_assert_no_error (error);
  f->account.token = again->access;
  g_assert_true (cs_bluesky_network.check_login (f->http, &f->account, &handle, &name, NULL, &error));

  cs_bluesky_sign_out (f->http, &f->account, again, NULL, &error);
  g_assert_no_error (error);
  none = cs_bluesky_network.renew (f->http, &f->account, again, g_get_real_time (), &spent, &error);
  g_assert_null (none);
  g_assert_error (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED);
  g_assert_true (spent);
}

static void
test_expired (Fixture       *f,
              gconstpointer  unused)
{
  static const char * const bad[] = { "", "not-a-token", "a.b.c" };
  CsSendRequest request = make_request (f);
  g_autoptr(CsSendResult) result = NULL;
  g_autofree char *prepared = NULL;
  g_autoptr(GError) error = NULL;
  guint before;

  g_test_summary ("A token that has ended, or is none, is a rejected login; nothing was published");
  if (is_skipped (f))
    return;
  before = count_records (f->http, &f->account, CS_BLUESKY_POST);
  prepared = cs_bluesky_network.prepare (f->http, &f->account, &request, NULL, &error);
  g_assert_no_error (error);
  request.prepared = prepared;
  f->account.token = bluesky_server_get (f->server, 0, "expired");
  result = cs_bluesky_network.publish (f->http, &f->account, &request, NULL);
  g_assert_cmpint (result->outcome, ==, CS_SEND_NOT_SENT);
  g_assert_cmpint (result->code, ==, CS_ERROR_LOGIN_REJECTED);
  g_assert_nonnull (strstr (result->detail, "ExpiredToken"));

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(CsSendResult) other = NULL;

      f->account.token = bad[i];
      other = cs_bluesky_network.publish (f->http, &f->account, &request, NULL);
      g_assert_cmpint (other->outcome, ==, CS_SEND_NOT_SENT);
      g_assert_cmpint (other->code, ==, CS_ERROR_LOGIN_REJECTED);
    }
  f->account.token = f->session.login->access;
  g_assert_cmpuint (count_records (f->http, &f->account, CS_BLUESKY_POST), ==, before);
}

static void
test_post (Fixture       *f,
           gconstpointer  unused)
{
  static const char facets[] =
    "[{\"index\":{\"byteStart\":20,\"byteEnd\":33},\"features\":[{\"$type\":\"app.bsky.richtext.facet#mention\",\"did\":\"%s\"}]},"
    "{\"index\":{\"byteStart\":34,\"byteEnd\":38},\"features\":[{\"$type\":\"app.bsky.richtext.facet#tag\",\"tag\":\"A12\"}]},"
    "{\"index\":{\"byteStart\":39,\"byteEnd\":62},\"features\":[{\"$type\":\"app.bsky.richtext.facet#link\",\"uri\":\"https://gov.example/a12\"}]}]";
  CsSendRequest request;
  g_autoptr(CsSendResult) result = NULL;
  g_autofree char *prepared = NULL;
  g_autofree char *there = NULL;
  g_autoptr(GString) expected = NULL;
  g_autoptr(GArray) writes = NULL;
  g_autoptr(CsDrift) drift = cs_drift_new ();
  g_autoptr(JsonNode) node = NULL;
  g_auto(CsBlueskyFound) found = { NULL };
  g_autoptr(GError) error = NULL;

  g_test_summary ("A picture with its alt text, a mention, a tag and a link: kept as frozen, read back as signed, changed, removed");
  if (is_skipped (f))
    return;
  add_picture (f, 4000);
  request = make_request (f);
  result = send_well (f, &request, &prepared);
  g_assert_true (g_str_has_prefix (result->remote_url, f->server->address));
  read_record (f, result->remote_id, &found);
  g_assert_cmpstr (found.cid, ==, result->remote_ref);
  node = cs_bluesky_read_prepared (prepared, &writes);
  g_assert_true (cs_bluesky_is_same_record (found.value, g_array_index (writes, CsBlueskyWrite, 0).record));
  there = json_to_string (json_object_get_member (g_array_index (writes, CsBlueskyWrite, 0).record, "facets"), FALSE);
  expected = g_string_new (facets);
  g_string_replace (expected, "%s", bluesky_server_get (f->server, 1, "did"), 1);
  g_assert_cmpstr (there, ==, expected->str);

  assert_read_back (f, &request, result->remote_id, "same");
  g_free (cs_segment_get_media (get_segment (f), 0)->alt_text);
  cs_segment_get_media (get_segment (f), 0)->alt_text = g_strdup ("Another map");
  request.drift = drift;
  assert_read_back (f, &request, result->remote_id, "alt");
  g_assert_cmpstr (((CsDriftAlt *) g_ptr_array_index (drift->alts, 0))->text, ==, ALT);
  cs_segment_get_media (get_segment (f), 0)->digest.bytes[0] ^= 1;
  assert_read_back (f, &request, result->remote_id, "media");
  set_text (get_segment (f), "Other words");
  assert_read_back (f, &request, result->remote_id, "text");
  g_assert_nonnull (drift->text);

  g_assert_true (cs_bluesky_network.remove (f->http, &f->account, result->remote_id, NULL, &error));
  g_assert_true (cs_bluesky_network.remove (f->http, &f->account, result->remote_id, NULL, &error));
  g_assert_no_error (error);
  assert_read_back (f, &request, result->remote_id, "gone");
}

static void
test_thread (Fixture       *f,
             gconstpointer  unused)
{
  CsSendRequest request = make_request (f);
  g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_send_result_free);
  g_auto(CsBlueskyFound) last = { NULL };
  CsSendResult *first, *before = NULL;
  JsonObject *reply;

  g_test_summary ("Each part of a thread answers the one before and names the first");
  if (is_skipped (f))
    return;
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *prepared = NULL;

      if (i > 0)
        {
          CsSegment *segment = cs_segment_new ();

          first = g_ptr_array_index (results, 0);
          before = g_ptr_array_index (results, i - 1);
          set_text (segment, i == 1 ? "2/3" : "3/3");
          g_ptr_array_add (f->content->segments, segment);
          request.in_reply_to = before->remote_id;
          request.in_reply_to_ref = before->remote_ref;
          request.root = first->remote_id;
          request.root_ref = first->remote_ref;
        }
      request.segment = i;
      g_ptr_array_add (results, send_well (f, &request, &prepared));
      assert_read_back (f, &request, ((CsSendResult *) g_ptr_array_index (results, i))->remote_id, "same");
    }

  first = g_ptr_array_index (results, 0);
  read_record (f, ((CsSendResult *) g_ptr_array_index (results, 2))->remote_id, &last);
  reply = json_object_get_object_member (last.value, "reply");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (reply, "root"), "uri"), ==, first->remote_id);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (reply, "root"), "cid"), ==, first->remote_ref);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (reply, "parent"), "uri"), ==, before->remote_id);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (reply, "parent"), "cid"), ==, before->remote_ref);
}

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

static void
test_quote (Fixture       *f,
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

static void
test_repost (Fixture       *f,
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

static void
test_replies (Fixture       *f,
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

static void
test_quotes_forbidden (Fixture       *f,
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

static void
test_replay (Fixture       *f,
             gconstpointer  unused)
{
  CsSendRequest request = make_request (f);
  CsSendRequest other;
  g_autoptr(CsSendResult) lost = NULL;
  g_autoptr(CsSendResult) first = NULL;
  g_autoptr(CsSendResult) again = NULL;
  g_autoptr(CsSendResult) seen = NULL;
  g_autoptr(CsSendResult) swapped = NULL;
  g_autoptr(CsSendResult) changed = NULL;
  g_autofree char *prepared = NULL;
  g_autoptr(GString) otherwise = NULL;
  g_autoptr(GError) error = NULL;
  guint before;

  g_test_summary ("After an unknown outcome the same bytes settle it: one post, the same digest; nothing writes over what is there");
  if (is_skipped (f))
    return;
  before = count_records (f->http, &f->account, CS_BLUESKY_POST);
  f->content->replies_from = CS_REPLIES_FROM_NOBODY;
  prepared = cs_bluesky_network.prepare (f->http, &f->account, &request, NULL, &error);
  g_assert_no_error (error);
  request.prepared = prepared;

  /* It never arrived, and it is too late for it: looked for, at once and after a minute */
  other = request;
  other.may_repeat = FALSE;
  lost = cs_bluesky_network.reconcile (f->http, &f->account, &other, NULL);
  g_assert_cmpint (lost->outcome, ==, CS_SEND_UNKNOWN);
  g_assert_cmpint (lost->retry_after, >, 0);
  other.now += 61 * (gint64) G_USEC_PER_SEC;
  g_clear_pointer (&lost, cs_send_result_free);
  lost = cs_bluesky_network.reconcile (f->http, &f->account, &other, NULL);
  g_assert_cmpint (lost->outcome, ==, CS_SEND_NOT_SENT);

  first = cs_bluesky_network.reconcile (f->http, &f->account, &request, NULL);
  g_assert_cmpint (first->outcome, ==, CS_SEND_SENT);
  again = cs_bluesky_network.publish (f->http, &f->account, &request, NULL);
  g_assert_cmpint (again->outcome, ==, CS_SEND_SENT);
  g_assert_cmpstr (again->remote_ref, ==, first->remote_ref);
  seen = cs_bluesky_network.reconcile (f->http, &f->account, &other, NULL);
  g_assert_cmpint (seen->outcome, ==, CS_SEND_SENT);
  g_assert_cmpstr (seen->remote_id, ==, first->remote_id);
  g_assert_cmpstr (seen->deviation, ==, "");
  g_assert_cmpuint (count_records (f->http, &f->account, CS_BLUESKY_POST), ==, before + 1);
  g_assert_cmpuint (count_records (f->http, &f->account, CS_BLUESKY_THREADGATE), ==, 1);

  /* Other words at the same time under the same key: our post, changed by somebody */
  otherwise = g_string_new (prepared);
  g_string_replace (otherwise, "Road A12 closed", "Road A13 closed", 1);
  other = request;
  other.prepared = otherwise->str;
  changed = cs_bluesky_network.publish (f->http, &f->account, &other, NULL);
  g_assert_cmpint (changed->outcome, ==, CS_SEND_SENT);
  g_assert_cmpstr (changed->remote_ref, ==, first->remote_ref);
  g_assert_cmpstr (changed->deviation, !=, "");

  /* At another time: somebody else's */
  g_string_replace (otherwise, "\"createdAt\":\"20", "\"createdAt\":\"19", 0);
  other.prepared = otherwise->str;
  swapped = cs_bluesky_network.publish (f->http, &f->account, &other, NULL);
  g_assert_cmpint (swapped->outcome, ==, CS_SEND_NOT_SENT);
  g_assert_cmpint (swapped->code, ==, CS_ERROR_REFUSED);
  assert_read_back (f, &request, first->remote_id, "same");
  g_assert_true (cs_bluesky_network.remove (f->http, &f->account, first->remote_id, NULL, &error));
}

static void
test_refused (Fixture       *f,
              gconstpointer  unused)
{
  g_autofree char *long_text = g_strnfill (301, 'a');
  CsSendRequest request = make_request (f);
  g_autoptr(CsSendResult) too_long = NULL;
  g_autoptr(CsSendResult) unprepared = NULL;
  g_autofree char *prepared = NULL;
  g_autofree char *none = NULL;
  g_autoptr(GError) error = NULL;

  g_test_summary ("Too many words, followers only, polls, nothing frozen: each a clear refusal");
  if (is_skipped (f))
    return;
  unprepared = cs_bluesky_network.publish (f->http, &f->account, &request, NULL);
  g_assert_cmpint (unprepared->outcome, ==, CS_SEND_NOT_SENT);

  set_text (get_segment (f), long_text);
  too_long = send (f, &request, &prepared);
  g_assert_cmpint (too_long->outcome, ==, CS_SEND_NOT_SENT);
  g_assert_cmpint (too_long->code, ==, CS_ERROR_REFUSED);
  g_assert_nonnull (strstr (too_long->detail, "300"));

  set_text (get_segment (f), TEXT);
  f->content->visibility = CS_VISIBILITY_FOLLOWERS;
  none = cs_bluesky_network.prepare (f->http, &f->account, &request, NULL, &error);
  g_assert_error (error, CS_ERROR, CS_ERROR_REFUSED);
  g_clear_error (&error);
  f->content->visibility = CS_VISIBILITY_PUBLIC;
  get_segment (f)->poll = cs_poll_new ();
  none = cs_bluesky_network.prepare (f->http, &f->account, &request, NULL, &error);
  g_assert_error (error, CS_ERROR, CS_ERROR_REFUSED);
}

/* --- a login by the browser --- */

static CsLogin *
sign_in_by_browser (Fixture *f)
{
  const CsOauthRequest wanted = {
    .kind = CS_NETWORK_BLUESKY, .practice = TRUE, .address = f->server->address, .client = "", .client_secret = "", .handle = "office.test",
    .subject = f->session.did, .now = g_get_real_time ()
  };
  g_autoptr(GError) error = NULL;
  CsOauthFlow *flow = cs_oauth_begin (f->http, &wanted, NULL, &error);
  g_autofree char *order = NULL;
  CsLogin *login;

  g_assert_no_error (error);
  order = g_strdup_printf ("consent %s office.test %s\n", cs_oauth_flow_get_address (flow), bluesky_server_get (f->server, 0, "password"));
  g_assert_true (g_output_stream_write_all (g_subprocess_get_stdin_pipe (f->server->process), order, strlen (order), NULL, NULL, &error));
  login = cs_oauth_finish (f->http, flow, g_get_real_time (), NULL, &error);
  g_assert_no_error (error);
  cs_oauth_flow_free (flow);

  return login;
}

static void
test_browser (Fixture       *f,
              gconstpointer  unused)
{
  CsSendRequest request;
  g_autoptr(CsLogin) login = NULL;
  g_autoptr(CsLogin) renewed = NULL;
  g_autoptr(CsLogin) replayed = NULL;
  g_autoptr(CsSendResult) first = NULL;
  g_autoptr(CsSendResult) second = NULL;
  g_autoptr(CsSendResult) overheard = NULL;
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;
  g_autoptr(GError) error = NULL;
  gboolean spent = FALSE;

  g_test_summary ("A login by the browser: every request carries its proof, pictures too; its refresh token is good for one use");
  if (is_skipped (f))
    return;
  login = sign_in_by_browser (f);
  g_assert_cmpstr (login->subject, ==, f->session.did);
  g_assert_true (g_str_has_prefix (login->key, "-----BEGIN"));
  f->account.login = login;
  f->account.token = login->access;
  add_picture (f, 3000);
  request = make_request (f);
  first = send_well (f, &request, &one);
  assert_read_back (f, &request, first->remote_id, "same");

  renewed = cs_bluesky_network.renew (f->http, &f->account, login, g_get_real_time (), &spent, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (renewed->key, ==, login->key);
  f->account.login = renewed;
  f->account.token = renewed->access;
  second = send_well (f, &request, &other);
  g_assert_cmpstr (second->remote_id, !=, first->remote_id);

  /* Without the key the token opens nothing. */
  f->account.login = NULL;
  request.prepared = one;
  overheard = cs_bluesky_network.publish (f->http, &f->account, &request, NULL);
  g_assert_cmpint (overheard->code, ==, CS_ERROR_LOGIN_REJECTED);
  f->account.login = renewed;

  replayed = cs_bluesky_network.renew (f->http, &f->account, login, g_get_real_time (), &spent, &error);
  g_assert_null (replayed);
  g_assert_nonnull (error);
  g_assert_true (spent);
}

static const struct
{
  const char *name;
  void      (*test) (Fixture *f, gconstpointer data);
} cases[] = {
  { "login", test_login }, { "renewal", test_renewal }, { "expired", test_expired }, { "post", test_post }, { "thread", test_thread },
  { "quote", test_quote }, { "repost", test_repost }, { "replies", test_replies }, { "quotes-forbidden", test_quotes_forbidden },
  { "replay", test_replay }, { "refused", test_refused },
  { "browser", test_browser }, { "pictures", bluesky_test_pictures }, { "blob-missing", bluesky_test_blob_missing }, { "film", bluesky_test_film },
};

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bluesky/video-service", bluesky_test_video_service);
  for (guint v = 0; v < G_N_ELEMENTS (servers); v++)
    {
      g_autofree char *outbox = g_strdup_printf ("/bluesky/%s/outbox", servers[v].version);

      for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        {
          g_autofree char *path = g_strdup_printf ("/bluesky/%s/%s", servers[v].version, cases[i].name);

          g_test_add (path, Fixture, &servers[v], set_up, cases[i].test, tear_down);
        }
      g_test_add_data_func (outbox, &servers[v], bluesky_test_outbox);
    }

  result = g_test_run ();
  for (guint v = 0; v < G_N_ELEMENTS (servers); v++)
    bluesky_server_stop (&servers[v]);

  return result;
}
