/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define _GNU_SOURCE /* memmem () */

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "cs-film.h"
#include "cs-mastodon.h"
#include "outbox-fixture.h"
#include "x-fixture.h"

/* Films on their way to networks that are as strict as their documents: read from the disk, complete, with cover and subtitles; and what a network has of them. */

typedef struct
{
  char            *folder;
  char            *path;   /* of the film; NULL where none can be made */
  CsMediaItem     *item;
  CsPracticeHost  *host;
  char            *token;
  CsNetworkAccount account;
  CsHttp          *http;
} Fixture;

static void
make_film (Fixture *f)
{
  static const CsFilmPattern pattern = { "snow", 2, 640, 360, 25, 20, TRUE };
  g_autoptr(GError) error = NULL;
  int fd;

  f->path = g_build_filename (f->folder, "film.mp4", NULL);
  fd = g_open (f->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (!cs_film_make_pattern (&pattern, fd, NULL, &error))
    {
      g_assert_error (error, CS_ERROR, CS_ERROR_CODEC_MISSING);
      g_test_skip (error->message);
      g_clear_pointer (&f->path, g_free);
    }
  close (fd);
}

static void
set_up (Fixture       *f,
        gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;

  f->folder = g_dir_make_tmp ("cs-film-XXXXXX", &error);
  f->http = cs_http_new ();
  f->item = cs_media_item_new ();
  g_free (f->item->mime_type);
  f->item->mime_type = g_strdup ("video/mp4");
  g_free (f->item->alt_text);
  f->item->alt_text = g_strdup ("Noise");
  f->host = cs_practice_host_start (f->folder, 0, &error);
  g_assert_no_error (error);
  f->token = cs_practice_host_add_account (f->host, "office", "City of Linden", &error);
  g_assert_no_error (error);
  f->account = (CsNetworkAccount) { CS_NETWORK_PRACTICE, 1, cs_practice_host_get_address (f->host), f->token, NULL, TRUE };
  make_film (f);
}

static void
tear_down (Fixture       *f,
           gconstpointer  unused)
{
  g_clear_pointer (&f->http, cs_http_free);
  g_clear_pointer (&f->host, cs_practice_host_stop);
  g_clear_pointer (&f->item, cs_media_item_free);
  fixture_remove_folder (f->folder);
  g_free (f->folder);
  g_free (f->path);
  g_free (f->token);
}

static CsHttpAnswer *
get (Fixture    *f,
     const char *path)
{
  g_autofree char *url = g_strconcat (f->account.address, path, NULL);

  return cs_http_send (f->http, "GET", url, NULL, NULL, NULL, 10, 50 << 20, NULL);
}

/* What the network wrote to its disk */
static void
expect_kept (Fixture       *f,
             const char    *id,
             const char    *end,
             gconstpointer  bytes,
             gsize          size)
{
  g_autofree char *name = g_strconcat (id, end, NULL);
  g_autofree char *path = g_build_filename (f->folder, "media", name, NULL);
  g_autofree char *contents = NULL;
  gsize kept = 0;

  g_assert_true (g_file_get_contents (path, &contents, &kept, NULL));
  g_assert_cmpmem (contents, kept, bytes, size);
}

static void
test_practice (Fixture       *f,
               gconstpointer  unused)
{
  g_autoptr(GPtrArray) subtitles = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(CsUpload) upload = NULL;
  g_autoptr(CsHttpAnswer) answer = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *address = NULL;
  CsFilmUpload film = { f->item, f->path, NULL, subtitles };
  gsize size = 0;

  g_test_summary ("The practice network has the film as it was sent, byte for byte, and its cover");
  if (!f->path)
    return;
  film.cover = cs_film_draw_frame (f->path, 500, 640, NULL, &error);
  g_assert_no_error (error);
  upload = cs_mastodon_practice_network.upload_film (f->http, &f->account, &film, NULL);
  g_assert_cmpstr (upload->detail, ==, "");
  g_assert_cmpint (upload->outcome, ==, CS_SEND_SENT);

  g_assert_true (g_file_get_contents (f->path, &contents, &size, NULL));
  address = g_strdup_printf ("/media/%s.mp4", upload->remote_id);
  answer = get (f, address);
  g_assert_cmpstr (answer->detail, ==, "");
  g_assert_cmpuint (answer->status, ==, 200);
  expect_kept (f, upload->remote_id, ".mp4", contents, size);
  g_assert_cmpint (soup_message_headers_get_content_length (answer->headers), ==, size);
  g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "Content-Type"), ==, "video/mp4");

  g_clear_pointer (&answer, cs_http_answer_free);
  g_free (address);
  address = g_strdup_printf ("/media/%s.cover.jpg", upload->remote_id);
  answer = get (f, address);
  g_assert_cmpuint (answer->status, ==, 200);
  expect_kept (f, upload->remote_id, "-cover.jpg", g_bytes_get_data (film.cover, NULL), g_bytes_get_size (film.cover));
  g_bytes_unref (film.cover);
}

static void
expect_refused (Fixture      *f,
                CsFilmUpload *film,
                const char   *data,
                gsize         size,
                const char   *why)
{
  g_autofree char *path = g_build_filename (f->folder, "other.mp4", NULL);
  g_autoptr(CsUpload) upload = NULL;

  g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));
  film->path = path;
  upload = cs_mastodon_practice_network.upload_film (f->http, &f->account, film, NULL);
  g_assert_cmpint (upload->outcome, ==, CS_SEND_NOT_SENT);
  g_assert_cmpint (upload->code, ==, CS_ERROR_REFUSED);
  g_assert_nonnull (strstr (upload->detail, why));
}

static void
test_refused (Fixture       *f,
              gconstpointer  unused)
{
  g_autoptr(GPtrArray) subtitles = g_ptr_array_new ();
  g_autofree char *contents = NULL;
  CsFilmUpload film = { f->item, NULL, NULL, subtitles };
  gsize size = 0;
  char *at;

  g_test_summary ("The practice network refuses what is no film, half a film, one of a codec that it does not take, and one that is too wide");
  if (!f->path)
    return;
  g_assert_true (g_file_get_contents (f->path, &contents, &size, NULL));
  expect_refused (f, &film, "no film", 7, "content type");
  expect_refused (f, &film, contents, size / 2, "content type");
  at = memmem (contents, size, "avc1", 4);
  at[28] = 0x40;
  expect_refused (f, &film, contents, size, "dimensions");
  memcpy (at, "hvc1", 4);
  expect_refused (f, &film, contents, size, "content type");
}

static CsFilmText *
make_text (const char *language,
           const char *vtt)
{
  CsFilmText *text = g_new0 (CsFilmText, 1);

  text->language = language;
  text->bytes = g_bytes_new_static (vtt, strlen (vtt));
  return text;
}

static void
free_text (gpointer data)
{
  CsFilmText *text = data;

  g_bytes_unref (text->bytes);
  g_free (text);
}

static char *
digest_file (const char *path)
{
  g_autofree char *contents = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) contents, size);
}

static void
test_x (Fixture       *f,
        gconstpointer  unused)
{
  static const char vtt[] = "WEBVTT\n\n00:00.000 --> 00:01.000\nNoise\n";
  g_autoptr(GPtrArray) subtitles = g_ptr_array_new_with_free_func (free_text);
  g_autoptr(CsUpload) upload = NULL;
  g_autoptr(JsonObject) state = NULL;
  g_autofree char *digest = NULL;
  CsFilmUpload film = { f->item, f->path, NULL, subtitles };
  CsNetworkAccount account;
  JsonObject *media;
  XServer server = { NULL };
  guint n = 0;

  g_test_summary ("X gets a film in pieces, one of which is lost and sent again, its subtitles in each language, and is waited for");
  if (!f->path)
    return;
  x_server_start (&server);
  account = (CsNetworkAccount) { CS_NETWORK_X, 1, server.address, "good-token", "{\"user\":\"11\"}", TRUE };
  g_ptr_array_add (subtitles, make_text ("en", vtt));
  g_ptr_array_add (subtitles, make_text ("zh", vtt));
  x_server_misbehave (&server, "500-before", "POST /2/media/upload/1990000000000000001/append");

  upload = cs_x_network.upload_film (server.http, &account, &film, NULL);
  g_assert_cmpstr (upload->detail, ==, "");
  g_assert_cmpint (upload->outcome, ==, CS_SEND_SENT);
  g_assert_false (upload->ready);
  while (!upload->ready && n++ < 5)
    {
      g_autofree char *id = g_strdup (upload->remote_id);

      cs_upload_free (upload);
      upload = cs_x_network.check_media (server.http, &account, id, NULL);
    }
  g_assert_true (upload->ready);

  state = x_server_get_state (&server);
  media = json_object_get_object_member (json_object_get_object_member (state, "media"), upload->remote_id);
  digest = digest_file (f->path);
  g_assert_cmpstr (json_object_get_string_member (media, "sha256"), ==, digest);
  g_assert_cmpint (json_object_get_int_member (media, "n_pieces"), >, 1);
  g_assert_cmpuint (json_object_get_size (json_object_get_object_member (media, "subtitles")), ==, 2);
  x_server_stop (&server);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/film-upload/practice", Fixture, NULL, set_up, test_practice, tear_down);
  g_test_add ("/film-upload/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/film-upload/x", Fixture, NULL, set_up, test_x, tear_down);
  return g_test_run ();
}
