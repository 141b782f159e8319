/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bluesky-cases.h"
#include "cs-secrets.h"
#include "server-fixture.h"

/* Pictures and films on Bluesky, and the outbox that brings them. */

void
bluesky_test_pictures (Fixture       *f,
                       gconstpointer  unused)
{
  g_autoptr(GBytes) large = make_bytes (1500000);
  CsMediaItem *item = add_item (f, large, "image/png");
  CsSendRequest request;
  g_autoptr(CsUpload) refused = NULL;
  g_autoptr(CsUpload) forced = NULL;
  g_autoptr(CsSendResult) result = NULL;
  g_autofree char *prepared = NULL;
  g_autofree char *mixed = NULL;
  g_autoptr(GError) error = NULL;

  g_test_summary ("A picture over the limit is not sent; an older server would refuse its post; another picture is not taken for it");
  if (is_skipped (f))
    return;
  refused = cs_bluesky_network.upload (f->http, &f->account, item, large, NULL);
  g_assert_cmpint (refused->outcome, ==, CS_SEND_NOT_SENT);
  g_assert_cmpint (refused->code, ==, CS_ERROR_NOT_FITTED);

  f->account.limits = "{\"max_picture_bytes\":2000000}";
  forced = cs_bluesky_network.upload (f->http, &f->account, item, large, NULL);
  keep_id (f, forced);
  request = make_request (f);
  result = send (f, &request, &prepared);
  if (g_str_equal (f->server->version, "newer"))
    {
      g_assert_cmpint (result->outcome, ==, CS_SEND_SENT);
    }
  else
    {
      g_assert_cmpint (result->outcome, ==, CS_SEND_NOT_SENT);
      g_assert_cmpint (result->code, ==, CS_ERROR_REFUSED);
      g_assert_nonnull (strstr (result->detail, "1000000"));
    }

  item->digest.bytes[0] ^= 1;
  mixed = cs_bluesky_network.prepare (f->http, &f->account, &request, NULL, &error);
  g_assert_null (mixed);
  g_assert_error (error, CS_ERROR, CS_ERROR_DIGEST_MISMATCH);
}

/* Bytes that were never there, or are gone */
void
bluesky_test_blob_missing (Fixture       *f,
                           gconstpointer  unused)
{
  g_autoptr(GBytes) bytes = make_bytes (2000);
  CsMediaItem *item = add_item (f, bytes, "image/png");
  g_autofree char *cid = cs_bluesky_make_cid (&item->digest);
  CsSendRequest request;
  g_autoptr(CsSendResult) result = NULL;
  g_autofree char *prepared = NULL;

  g_test_summary ("A post whose picture the server has thrown away is refused, not published without it");
  if (is_skipped (f))
    return;
  g_ptr_array_insert (f->media_ids, 0, g_strdup_printf ("{\"blob\":{\"$type\":\"blob\",\"ref\":{\"$link\":\"%s\"},\"mimeType\":\"image/png\",\"size\":2000}}",
                                                        cid));
  request = make_request (f);
  result = send (f, &request, &prepared);
  g_assert_cmpint (result->outcome, ==, CS_SEND_NOT_SENT);
  g_assert_cmpint (result->code, ==, CS_ERROR_REFUSED);
  g_assert_cmpint (result->retry_after, >, 0);
}

void
bluesky_test_film (Fixture       *f,
                   gconstpointer  unused)
{
  static const char vtt[] = "WEBVTT\n\n00:00.000 --> 00:01.000\nNoise\n";
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "countersign-film-XXXXXX", NULL);
  g_autofree guint8 *film = g_malloc0 (300000);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GBytes) words = g_bytes_new_static (vtt, strlen (vtt));
  g_autoptr(GPtrArray) subtitles = g_ptr_array_new ();
  g_autoptr(CsUpload) upload = NULL;
  g_autoptr(CsSendResult) result = NULL;
  g_autofree char *prepared = NULL;
  CsFilmText text = { "en", words };
  CsFilmUpload request = { .path = path, .subtitles = subtitles };
  CsSendRequest post;
  int fd;

  g_test_summary ("Without a video service a film goes the plain way, with subtitles and alt text");
  if (is_skipped (f))
    return;
  memcpy (film, "\0\0\0\x18" "ftypisom\0\0\2\0isomiso2", 24);
  bytes = g_bytes_new (film, 300000);
  fd = g_mkstemp (path);
  g_assert_cmpint (fd, >=, 0);
  close (fd);
  g_assert_true (g_file_set_contents (path, (const char *) film, 300000, NULL));
  g_ptr_array_add (subtitles, &text);
  request.item = add_item (f, bytes, "video/mp4");

  upload = cs_bluesky_network.upload_film (f->http, &f->account, &request, NULL);
  keep_id (f, upload);
  post = make_request (f);
  result = send_well (f, &post, &prepared);
  g_assert_nonnull (strstr (prepared, "\"captions\":[{\"lang\":\"en\""));
  assert_read_back (f, &post, result->remote_id, "same");
  g_unlink (path);
}

/* --- the video service, by a server of ours --- */

static CsUpload *
wait_until_ready (Fixture  *f,
                  CsUpload *upload)
{
  for (guint i = 0; i < 10 && upload->outcome == CS_SEND_SENT && !upload->ready; i++)
    {
      CsUpload *next = cs_bluesky_network.check_media (f->http, &f->account, upload->remote_id, NULL);

      cs_upload_free (upload);
      upload = next;
    }

  return upload;
}

void
bluesky_test_video_service (void)
{
  g_autoptr(JsonObject) pair = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static ("a film", 6);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "countersign-film-XXXXXX", NULL);
  g_autoptr(CsUpload) unable = NULL;
  g_autoptr(CsUpload) good = NULL;
  g_autoptr(CsUpload) again = NULL;
  g_autoptr(CsUpload) failed = NULL;
  g_autoptr(CsSendResult) result = NULL;
  g_autofree char *prepared = NULL;
  CsFilmUpload film = { .path = path };
  CsSendRequest request;
  TestServer server = { NULL };
  Fixture f = { .content = cs_content_new (), .media_ids = g_ptr_array_new_with_free_func (g_free) };
  int fd = g_mkstemp (path);

  g_test_summary ("A film by the video service: whether the account may is asked first, its work is waited for, the same film is taken once");
  close (fd);
  g_assert_true (g_file_set_contents (path, "a film", 6, NULL));
  g_ptr_array_add (f.media_ids, NULL);
  test_server_start (&server, "bluesky-server.py", NULL);
  f.http = server.http;
  pair = test_server_control (&server, "pair", "{\"user\":\"linden.test\"}");
  f.account = (CsNetworkAccount) {
    .kind = CS_NETWORK_BLUESKY, .address = server.address, .token = json_object_get_string_member (pair, "access"), .practice = TRUE,
    .remote_id = json_object_get_string_member (pair, "did")
  };
  film.item = add_item (&f, bytes, "video/mp4");

  json_object_unref (test_server_control (&server, "video", "{\"can\":false}"));
  unable = cs_bluesky_network.upload_film (f.http, &f.account, &film, NULL);
  g_assert_cmpint (unable->outcome, ==, CS_SEND_NOT_SENT);
  g_assert_cmpint (unable->code, ==, CS_ERROR_REFUSED);
  g_assert_cmpstr (unable->detail, ==, "Verify your email first");

  json_object_unref (test_server_control (&server, "video", "{\"can\":true}"));
  good = cs_bluesky_network.upload_film (f.http, &f.account, &film, NULL);
  g_assert_cmpstr (good->detail, ==, "");
  g_assert_false (good->ready);
  g_assert_cmpint (good->retry_after, >, 0);
  good = wait_until_ready (&f, g_steal_pointer (&good));
  keep_id (&f, good);
  request = make_request (&f);
  result = send_well (&f, &request, &prepared);
  assert_read_back (&f, &request, result->remote_id, "same");

  again = wait_until_ready (&f, cs_bluesky_network.upload_film (f.http, &f.account, &film, NULL));
  g_assert_cmpstr (again->remote_id, ==, good->remote_id);

  json_object_unref (test_server_control (&server, "video", "{\"fails\":true}"));
  g_assert_true (g_file_set_contents (path, "no film", 7, NULL));
  failed = wait_until_ready (&f, cs_bluesky_network.upload_film (f.http, &f.account, &film, NULL));
  g_assert_cmpint (failed->outcome, ==, CS_SEND_NOT_SENT);
  g_assert_cmpint (failed->code, ==, CS_ERROR_REFUSED);
  g_assert_nonnull (strstr (failed->detail, "No video stream"));

  g_unlink (path);
  test_server_stop (&server);
  cs_content_free (f.content);
  g_ptr_array_unref (f.media_ids);
}

/* --- the outbox, end to end --- */

/* As if the picture had been uploaded and thrown away since */
static void
remember_lost_picture (OutboxFixture *f,
                       gint64         post)
{
  g_autoptr(CsPublicationRow) publication = outbox_get_publication (f, post, 0);
  g_autofree char *cid = cs_bluesky_make_cid (&f->picture);
  g_autofree char *id = g_strdup_printf ("{\"blob\":{\"$type\":\"blob\",\"ref\":{\"$link\":\"%s\"},\"mimeType\":\"image/png\",\"size\":70}}", cid);
  CsPublicationMediaRow row = { 0, id, outbox_clock (f), TRUE };
  g_autoptr(GError) error = NULL;

  g_assert_true (cs_publication_media_rows_set (f->base.db, publication->id, &row, &error));
  g_assert_no_error (error);
}

void
bluesky_test_outbox (gconstpointer data)
{
  BlueskyServer *server = (BlueskyServer *) data;
  OutboxFixture f = { 0 };
  g_auto(CsBlueskySession) session = { NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *secret = NULL;
  g_autoptr(CsPublicationRow) first = NULL;
  g_autoptr(CsPublicationRow) second = NULL;
  CsAccountRow row = { 0 };
  CsNetworkAccount account = { .kind = CS_NETWORK_BLUESKY, .practice = TRUE };
  guint before;
  gint64 post;

  g_test_summary ("A signed thread with a picture goes out once, in order, although the first token has ended and the picture is lost, and is read back");
  bluesky_server_start (server);
  if (server->skip != NULL)
    {
      g_test_skip (server->skip);
      return;
    }

  outbox_set_up (&f, NULL);
  bluesky_server_sign_in (server, f.http, 0, &session);
  account.address = session.address;
  account.token = session.login->access;
  account.remote_id = session.did;
  before = count_records (f.http, &account, CS_BLUESKY_POST);
  row.network = CS_NETWORK_BLUESKY;
  row.address = session.address;
  row.handle = (char *) "@office.test";
  row.name = (char *) "City of Linden";
  row.colour = (char *) "#1d4fb8";
  row.limits = (char *) "{}";
  row.health = (char *) "";
  row.remote_id = session.did;
  f.account = cs_account_rows_add (f.base.db, &row, &error);
  g_assert_no_error (error);
  /* It says that it lasts for long, and does not. */
  cs_secrets_wipe (session.login->access);
  session.login->access = g_strdup (bluesky_server_get (server, 0, "expired"));
  session.login->renewed_at = 0;
  secret = cs_login_to_secret (session.login);
  g_assert_true (cs_secrets_store (f.base.folder, TRUE, "uid", f.account, secret, NULL, &error));

  post = outbox_add_post (&f, TEXT, "Please use the B7.", ALT, g_get_real_time (), 2);
  remember_lost_picture (&f, post);
  outbox_run_until (&f, post, CS_POST_PUBLISHED);
  outbox_pass (&f);
  first = outbox_get_publication (&f, post, 0);
  second = outbox_get_publication (&f, post, 1);
  g_assert_cmpint (first->attempts, ==, 3);
  g_assert_cmpstr (first->read_back, ==, "same");
  g_assert_cmpstr (second->read_back, ==, "same");
  g_assert_true (g_str_has_prefix (first->remote_ref, "bafyrei"));
  account.token = "";
  g_assert_cmpuint (count_records (f.http, &account, CS_BLUESKY_POST), ==, before + 2);
  outbox_tear_down (&f, NULL);
}
