/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "adapter-fixture.h"
#include "cs-error.h"

/* The Mastodon adapter against four kinds of servers, each as strict and as odd as it was measured to be. */

static const char * const faces[] = { "mastodon", "gotosocial", "snac", "pleroma" };

static const char *face_of_test;

static void
set_up (AdapterFixture *f,
        gconstpointer   face)
{
  face_of_test = face;
  adapter_start (f, CS_NETWORK_MASTODON, "mastodon-server.py", face);
}

static void
tear_down (AdapterFixture *f,
           gconstpointer   unused)
{
  adapter_stop (f);
}

static gboolean
is_face (const char *face)
{
  return g_str_equal (face_of_test, face);
}

static void
test_limits (AdapterFixture *f,
             gconstpointer   unused)
{
  CsTarget target = cs_network_target_from_limits (CS_NETWORK_MASTODON, 1, f->limits);
  CsPictureLimits picture = cs_network_picture_limits (CS_NETWORK_MASTODON, f->limits);

  g_test_summary ("Each server's own numbers, wherever it tells them; quotes and keys only where they are known");
  g_assert_cmpuint (target.limits.max_length, ==, is_face ("mastodon") ? 500 : is_face ("snac") ? 100000 : 5000);
  g_assert_cmpuint (target.limits.link_length, ==, is_face ("gotosocial") ? 25 : is_face ("snac") ? 32 : 23);
  g_assert_cmpuint (target.max_media, ==, is_face ("gotosocial") ? 6 : is_face ("snac") ? 8 : 4);
  g_assert_cmpuint (target.max_alt, ==, is_face ("pleroma") ? 5000 : 1500);
  g_assert_cmpuint (target.max_poll_option, ==, is_face ("pleroma") ? 200 : 50);
  g_assert_cmpint (picture.max_bytes, ==, is_face ("gotosocial") ? 41943040 : is_face ("pleroma") ? 16000000 : 16777216);
  g_assert_cmpint (target.quotes, ==, is_face ("mastodon"));
  g_assert_cmpint (strstr (f->limits, "\"keys\":true") != NULL, ==, is_face ("mastodon"));
}

static void
test_login (AdapterFixture *f,
            gconstpointer   unused)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *handle = NULL;
  g_autofree char *name = NULL;
  g_autoptr(CsSendResult) result = NULL;
  g_autoptr(CsUpload) upload = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static ("picture", 7);

  g_test_summary ("Who the token belongs to; another token is a rejected login, however the server says so");
  g_assert_true (f->network->check_login (f->server.http, &f->account, &handle, &name, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "City of Linden");
  g_assert_true (g_str_has_prefix (handle, "@linden@"));

  f->account.token = "another-token";
  g_assert_false (f->network->check_login (f->server.http, &f->account, &handle, &name, NULL, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_LOGIN_REJECTED);
  result = adapter_publish (f);
  g_assert_cmpint (result->outcome, ==, CS_SEND_NOT_SENT);
  g_assert_cmpint (result->code, ==, CS_ERROR_LOGIN_REJECTED);
  upload = f->network->upload (f->server.http, &f->account, adapter_add_picture (f, "image/png", ""), bytes, NULL);
  g_assert_cmpint (upload->code, ==, CS_ERROR_LOGIN_REJECTED);
  g_assert_cmpuint (adapter_count (f, "posts"), ==, 0);
}

static void
test_post (AdapterFixture *f,
           gconstpointer   unused)
{
  g_autofree char *first = NULL;
  g_autofree char *warning = NULL;
  g_autofree char *visibility = NULL;
  g_autoptr(CsDrift) drift = NULL;

  g_test_summary ("Text, warning, visibility and language; read back as signed; another text is noticed; removed with its media, twice");
  adapter_set_text (f, "Road <A12> & “B7” — https://gov.example/a/long/address/of/more/than/thirty?x=1&y=2\n\n防汛 🚒\nend");
  g_free (f->content->warning);
  f->content->warning = g_strdup ("Flood");
  f->content->visibility = CS_VISIBILITY_FOLLOWERS;
  first = adapter_publish_well (f);
  warning = adapter_dup_last (f, "posts", "spoiler_text");
  visibility = adapter_dup_last (f, "posts", "visibility");
  g_assert_cmpstr (warning, ==, "\"Flood\"");
  g_assert_cmpstr (visibility, ==, "\"private\"");
  adapter_assert_read_back (f, first, "same");
  adapter_set_text (f, "Road <A13>");
  g_free (f->content->warning);
  f->content->warning = g_strdup ("Fire");
  f->content->visibility = CS_VISIBILITY_PUBLIC;
  drift = adapter_find_drift (f, first);
  g_assert_true (g_str_has_prefix (drift->text, "Road <A12> & “B7”"));
  g_assert_cmpstr (drift->warning, ==, "Flood");
  g_assert_cmpstr (drift->audience, ==, "private");
  f->content->visibility = CS_VISIBILITY_FOLLOWERS;
  adapter_assert_read_back (f, first, "text");

  adapter_remove (f, first);
  adapter_remove (f, first);
  adapter_assert_read_back (f, first, "gone");
  g_assert_cmpuint (adapter_count (f, "posts"), ==, 0);
  g_clear_pointer (&warning, g_free);
  warning = adapter_dup_last (f, "removed", "deleted_media");
  g_assert_cmpstr (warning, ==, "true");
}

static void
test_poll (AdapterFixture *f,
           gconstpointer   unused)
{
  g_autofree char *id = NULL;
  g_autofree char *poll = NULL;
  CsPoll *signed_poll = adapter_add_poll (f);

  g_test_summary ("A poll arrives on every server, also on one that reads it in forms only; another poll is noticed");
  signed_poll->multiple = TRUE;
  adapter_set_text (f, "When? & why = 100% + more");
  id = adapter_publish_well (f);
  poll = adapter_dup_last (f, "posts", "poll");
  g_assert_nonnull (strstr (poll, "\"Monday & <7>\",\"周二\""));
  g_assert_nonnull (strstr (poll, "\"multiple\":true"));
  g_assert_nonnull (strstr (poll, "\"expires_in\":86400"));
  adapter_assert_read_back (f, id, "same");
  g_free (g_ptr_array_index (signed_poll->options, 1));
  g_ptr_array_index (signed_poll->options, 1) = g_strdup ("Sunday");
  adapter_assert_read_back (f, id, "poll");
}

static void
test_media (AdapterFixture *f,
            gconstpointer   unused)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("picture", 7);
  CsMediaItem *item = adapter_add_picture (f, "image/png", "Map & <plan> “A12”");
  g_autoptr(JsonObject) slow = test_server_control (&f->server, "slow-media", is_face ("snac") ? "{\"times\":0}" : "{\"times\":2}");
  g_autoptr(CsUpload) upload = f->network->upload (f->server.http, &f->account, item, bytes, NULL);
  g_autoptr(CsSendResult) sent = NULL;
  g_autoptr(CsSendResult) again = NULL;
  g_autoptr(CsDrift) drift = NULL;
  CsSendRequest request = adapter_make_request (f);
  const char *ids[2] = { NULL };
  guint n = 0;

  g_test_summary ("A picture that is worked on is asked for until it is ready; its alt text is there; it hangs on one post only");
  g_assert_cmpint (upload->outcome, ==, CS_SEND_SENT);
  g_assert_cmpint (upload->ready, ==, is_face ("snac"));
  while (!upload->ready && n++ < 5)
    {
      g_autofree char *id = g_strdup (upload->remote_id);

      cs_upload_free (upload);
      upload = f->network->check_media (f->server.http, &f->account, id, NULL);
      g_assert_cmpint (upload->outcome, ==, CS_SEND_SENT);
    }
  g_assert_true (upload->ready);

  ids[0] = upload->remote_id;
  request.media_ids = ids;
  sent = f->network->publish (f->server.http, &f->account, &request, NULL);
  g_assert_cmpstr (sent->detail, ==, "");
  g_assert_cmpstr (sent->deviation, ==, "");
  adapter_assert_read_back (f, sent->remote_id, "same");
  g_free (item->alt_text);
  item->alt_text = g_strdup ("Another");
  adapter_assert_read_back (f, sent->remote_id, "alt");
  drift = adapter_find_drift (f, sent->remote_id);
  g_assert_cmpuint (drift->alts->len, ==, 1);
  g_assert_cmpstr (((CsDriftAlt *) g_ptr_array_index (drift->alts, 0))->text, ==, "Map & <plan> “A12”");

  /* Once attached, it is a sign that the first try got through, where the server says so. */
  request.key = "key-2";
  again = f->network->publish (f->server.http, &f->account, &request, NULL);
  g_assert_cmpint (again->outcome, ==, is_face ("snac") ? CS_SEND_NOT_SENT : CS_SEND_UNKNOWN);
  g_assert_cmpuint (adapter_count (f, "posts"), ==, 1);
}

static void
test_media_refused (AdapterFixture *f,
                    gconstpointer   unused)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("picture", 7);
  g_autofree guint8 *space = g_malloc0 (42 * 1024 * 1024);
  g_autoptr(GBytes) large = g_bytes_new_static (space, 42 * 1024 * 1024);
  CsMediaItem *item = adapter_add_picture (f, "image/png", "");
  g_autoptr(CsUpload) broken = NULL;
  g_autoptr(CsUpload) heavy = NULL;
  g_autoptr(CsUpload) wide = NULL;
  g_autoptr(CsUpload) odd = NULL;

  g_test_summary ("What is too large, or of another kind, is refused before it is sent; what the server cannot make sense of is refused for good");
  test_server_misbehave (&f->server, "thumbnail", "POST /api/v2/media");
  broken = f->network->upload (f->server.http, &f->account, item, bytes, NULL);
  g_assert_cmpint (broken->outcome, ==, CS_SEND_NOT_SENT);
  g_assert_cmpint (broken->code, ==, CS_ERROR_REFUSED);
  g_assert_cmpint (broken->retry_after, ==, 0);

  heavy = f->network->upload (f->server.http, &f->account, item, large, NULL);
  g_assert_cmpint (heavy->code, ==, CS_ERROR_TOO_LARGE);
  item->width = item->height = 60000;
  wide = f->network->upload (f->server.http, &f->account, item, bytes, NULL);
  g_assert_cmpint (wide->code, ==, CS_ERROR_TOO_LARGE);
  item->width = item->height = 1;
  g_free (item->mime_type);
  item->mime_type = g_strdup ("image/avif");
  odd = f->network->upload (f->server.http, &f->account, item, bytes, NULL);
  g_assert_cmpint (odd->outcome, ==, CS_SEND_NOT_SENT);
  g_assert_cmpint (odd->code, ==, CS_ERROR_REFUSED);
  g_assert_cmpuint (test_server_count_requests (&f->server, "POST", "/api/v2/media"), ==, is_face ("snac") || is_face ("pleroma") ? 2 : 1);
}

static void
test_quote (AdapterFixture *f,
            gconstpointer   unused)
{
  static const struct
  {
    const char    *policy;
    const char    *deviation; /* where there are quotes */
    CsSendOutcome  outcome;
  } policies[] = {
    { "automatic", "", CS_SEND_SENT },
    { "manual", "", CS_SEND_SENT },
    { "denied", "", CS_SEND_NOT_SENT },
  };

  g_test_summary ("Quotes go out, await permission, are refused; a server without them drops one in silence, which is noticed");
  for (guint i = 0; i < G_N_ELEMENTS (policies); i++)
    {
      g_autofree char *order = g_strdup_printf ("{\"text\":\"Citizen %u\",\"policy\":\"%s\"}", i, policies[i].policy);
      g_autoptr(JsonObject) other = adapter_post_as_other (f, order);
      g_autofree char *text = g_strdup_printf ("Look at this %u", i);
      g_autoptr(CsSendResult) result = NULL;

      adapter_set_text (f, text);
      adapter_set_quote (f, json_object_get_string_member (other, "url"));
      result = adapter_publish (f);
      g_assert_cmpint (result->outcome, ==, is_face ("mastodon") ? policies[i].outcome : CS_SEND_SENT);
      if (result->outcome == CS_SEND_SENT)
        g_assert_cmpstr (result->deviation, ==, is_face ("mastodon") ? policies[i].deviation : "quote");
      else
        g_assert_cmpint (result->code, ==, CS_ERROR_REFUSED);
      if (i == 1 && is_face ("mastodon"))
        {
          g_autofree char *revoke = g_strdup_printf ("{\"id\":\"%s\",\"state\":\"revoked\"}", result->remote_id);

          json_object_unref (test_server_control (&f->server, "quote", revoke));
          adapter_assert_read_back (f, result->remote_id, "quote");
        }
    }
}

static void
test_quotes_forbidden (AdapterFixture *f,
                       gconstpointer   unused)
{
  g_autoptr(CsSendResult) forbidden = NULL;
  g_autoptr(CsSendResult) allowed = NULL;
  g_autofree char *quotable = NULL;

  g_test_summary ("Nobody may quote, where the server knows it; one that allows it all the same, or has no quotes, is found out");
  quotable = adapter_publish_well (f);
  adapter_assert_read_back (f, quotable, "same");

  f->content->quotes_from = CS_QUOTES_FROM_NOBODY;
  adapter_set_text (f, "Not to be quoted");
  forbidden = adapter_publish (f);
  g_assert_cmpint (forbidden->outcome, ==, CS_SEND_SENT);
  g_assert_cmpstr (forbidden->deviation, ==, is_face ("mastodon") ? "" : "quotes");
  adapter_assert_read_back (f, forbidden->remote_id, is_face ("mastodon") ? "same" : "quotes");
  if (!is_face ("mastodon"))
    return;

  test_server_misbehave (&f->server, "quotable", "POST /api/v1/statuses");
  adapter_set_text (f, "Not to be quoted either");
  allowed = adapter_publish (f);
  g_assert_cmpstr (allowed->deviation, ==, "quotes");
}

static void
test_repost (AdapterFixture *f,
             gconstpointer   unused)
{
  g_autoptr(JsonObject) other = adapter_post_as_other (f, "{\"text\":\"Citizen\"}");
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;

  g_test_summary ("A post is passed on once, however often it is asked for; it is undone, and the post itself stays");
  adapter_set_text (f, "");
  adapter_set_quote (f, json_object_get_string_member (other, "url"));
  first = adapter_publish_well (f);
  again = adapter_publish_well (f);
  g_assert_cmpstr (first, ==, again);
  g_assert_cmpuint (adapter_count (f, "reposts"), ==, 1);
  adapter_assert_read_back (f, first, "same");
  adapter_remove (f, first);
  g_assert_cmpuint (adapter_count (f, "reposts"), ==, 0);
}

static void
test_deviations (AdapterFixture *f,
                 gconstpointer   unused)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static ("picture", 7);
  g_autoptr(CsSendResult) hidden = NULL;
  g_autoptr(CsSendResult) bare = NULL;
  g_autoptr(CsUpload) upload = NULL;
  CsSendRequest request = adapter_make_request (f);
  const char *ids[2] = { NULL };

  g_test_summary ("Published, but not as signed: said at once");
  test_server_misbehave (&f->server, "hidden", "POST /api/v1/statuses");
  hidden = adapter_publish (f);
  g_assert_cmpstr (hidden->deviation, ==, "visibility");
  upload = f->network->upload (f->server.http, &f->account, adapter_add_picture (f, "image/png", "Map"), bytes, NULL);
  ids[0] = upload->remote_id;
  request.media_ids = ids;
  test_server_misbehave (&f->server, "no-picture", "POST /api/v1/statuses");
  bare = f->network->publish (f->server.http, &f->account, &request, NULL);
  g_assert_cmpint (bare->outcome, ==, CS_SEND_SENT);
  g_assert_cmpstr (bare->deviation, ==, "media");
}

static void
test_reconcile (AdapterFixture *f,
                gconstpointer   unused)
{
  CsSendRequest request = adapter_make_request (f);
  g_autoptr(CsSendResult) lost = NULL;
  g_autoptr(CsSendResult) found = NULL;
  g_autoptr(CsSendResult) never = NULL;

  g_test_summary ("What was accepted is found by its text, also where the source is not told; what was not is sent again only by a key that is kept");
  adapter_set_text (f, "Road <A12> & “B7”\n\nhttps://gov.example/a/long/address/of/more/than/thirty/characters");
  request.may_repeat = TRUE;
  test_server_misbehave (&f->server, "lost-after", "POST /api/v1/statuses");
  lost = f->network->publish (f->server.http, &f->account, &request, NULL);
  g_assert_cmpint (lost->outcome, ==, CS_SEND_UNKNOWN);
  found = f->network->reconcile (f->server.http, &f->account, &request, NULL);
  g_assert_cmpint (found->outcome, ==, CS_SEND_SENT);

  adapter_set_text (f, "Never arrived");
  request.key = "key-2";
  test_server_misbehave (&f->server, "lost-before", "POST /api/v1/statuses");
  g_clear_pointer (&lost, cs_send_result_free);
  lost = f->network->publish (f->server.http, &f->account, &request, NULL);
  g_assert_cmpint (lost->outcome, ==, CS_SEND_UNKNOWN);
  never = f->network->reconcile (f->server.http, &f->account, &request, NULL);
  g_assert_cmpint (never->outcome, ==, is_face ("mastodon") ? CS_SEND_SENT : CS_SEND_UNKNOWN);
  g_assert_cmpuint (adapter_count (f, "posts"), ==, is_face ("mastodon") ? 2 : 1);
}

static void
test_refusals (AdapterFixture *f,
               gconstpointer   unused)
{
  CsSendRequest request = adapter_make_request (f);
  g_autoptr(CsSendResult) orphan = NULL;
  g_autoptr(CsSendResult) empty = NULL;
  g_autoptr(CsSendResult) limited = NULL;

  g_test_summary ("An answer to what is not there, nothing at all, too often: not sent, and the reason is one of ours");
  request.in_reply_to = "17";
  orphan = f->network->publish (f->server.http, &f->account, &request, NULL);
  g_assert_cmpint (orphan->outcome, ==, CS_SEND_NOT_SENT);
  g_assert_cmpint (orphan->code, ==, CS_ERROR_REFUSED);
  adapter_set_text (f, "");
  empty = adapter_publish (f);
  g_assert_cmpint (empty->outcome, ==, CS_SEND_NOT_SENT);
  g_assert_cmpint (empty->code, ==, CS_ERROR_REFUSED);
  adapter_set_text (f, "Too often");
  test_server_misbehave (&f->server, "429", "POST /api/v1/statuses");
  limited = adapter_publish (f);
  g_assert_cmpint (limited->code, ==, CS_ERROR_RATE_LIMITED);
  g_assert_cmpint (limited->retry_after, >=, G_USEC_PER_SEC);
  g_assert_cmpuint (adapter_count (f, "posts"), ==, 0);
}

static const struct
{
  const char *name;
  void      (*test) (AdapterFixture *f, gconstpointer face);
} tests[] = {
  { "limits", test_limits }, { "login", test_login }, { "post", test_post }, { "poll", test_poll }, { "media", test_media },
  { "media-refused", test_media_refused }, { "quote", test_quote }, { "quotes-forbidden", test_quotes_forbidden }, { "repost", test_repost }, { "deviations", test_deviations },
  { "reconcile", test_reconcile }, { "refusals", test_refusals },
};

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (faces); i++)
    for (guint j = 0; j < G_N_ELEMENTS (tests); j++)
      {
        g_autofree char *path = g_strdup_printf ("/mastodon-servers/%s/%s", faces[i], tests[j].name);

        g_test_add (path, AdapterFixture, faces[i], set_up, tests[j].test, tear_down);
      }

  return g_test_run ();
}
