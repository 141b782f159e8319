/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bluesky-cases.h"

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

static const struct
{
  const char *name;
  void      (*test) (Fixture *f, gconstpointer data);
} cases[] = {
  { "login", bluesky_test_login }, { "renewal", bluesky_test_renewal }, { "expired", bluesky_test_expired }, { "post", test_post },
  { "thread", test_thread }, { "quote", bluesky_test_quote }, { "repost", bluesky_test_repost }, { "replies", bluesky_test_replies },
  { "quotes-forbidden", bluesky_test_quotes_forbidden }, { "replay", test_replay }, { "refused", test_refused }, { "browser", bluesky_test_browser },
  { "pictures", bluesky_test_pictures }, { "blob-missing", bluesky_test_blob_missing }, { "film", bluesky_test_film },
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
