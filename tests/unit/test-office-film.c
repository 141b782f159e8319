/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "cs-cues.h"
#include "cs-film-client.h"
#include "cs-film.h"
#include "cs-media-files.h"
#include "office-fixture.h"

typedef struct
{
  OfficeFixture  office;
  char          *film; /* path; NULL where none can be made */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  static const CsFilmPattern pattern = { "ball", 3, 640, 360, 25, 20, TRUE };
  g_autoptr(GError) error = NULL;
  int fd;

  office_fixture_set_up (&fixture->office, NULL);
  fixture->film = g_build_filename (fixture->office.folder, "film.mp4", NULL);
  fd = g_open (fixture->film, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (!cs_film_make_pattern (&pattern, fd, NULL, &error))
    {
      g_assert_error (error, CS_ERROR, CS_ERROR_CODEC_MISSING);
      g_test_skip (error->message);
      g_clear_pointer (&fixture->film, g_free);
    }
  close (fd);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  g_free (fixture->film);
  office_fixture_tear_down (&fixture->office, NULL);
}

static CsMediaItem *
add_film (Fixture *fixture)
{
  g_autoptr(JsonObject) reply = office_fixture_call (&fixture->office, "drafter", "film.add", cs_arguments_film_add (fixture->film));
  CsMediaItem *item = cs_reply_read_media (reply);

  g_assert_nonnull (item);
  return item;
}

static void
test_add (Fixture       *fixture,
          gconstpointer  unused)
{
  g_autoptr(CsMediaItem) item = NULL;
  g_autoptr(GError) error = NULL;

  g_test_summary ("A film that is taken in is among the media, with its facts and a cover");
  if (!fixture->film)
    return;
  item = add_film (fixture);
  g_assert_cmpstr (item->mime_type, ==, "video/mp4");
  g_assert_cmpint (item->width, ==, 640);
  g_assert_cmpint (item->height, ==, 360);
  g_assert_cmpint (ABS ((int) item->duration_ms - 3000), <, 200);
  g_assert_cmpint (item->n_bytes, >, 1000);
  g_assert_true (cs_media_files_check (fixture->office.folder, &item->digest, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (cs_media_files_check (fixture->office.folder, &item->cover, NULL, &error));
  g_assert_no_error (error);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autofree char *text = g_build_filename (fixture->office.folder, "text.mp4", NULL);

  g_test_summary ("What is no film is refused with its own sentence, and one that an auditor hands in is too");
  if (!fixture->film)
    return;
  g_assert_true (g_file_set_contents (text, "no film", -1, NULL));
  office_fixture_refuse (&fixture->office, "drafter", "film.add", cs_arguments_film_add (text), CS_ERROR_NOT_A_FILM);
  office_fixture_refuse (&fixture->office, "drafter", "film.add", cs_arguments_film_add ("/nowhere.mp4"), CS_ERROR_NOT_FOUND);
  office_fixture_refuse (&fixture->office, "auditor", "film.add", cs_arguments_film_add (fixture->film), CS_ERROR_FORBIDDEN);
}

static void
test_pictures (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autoptr(CsMediaItem) item = NULL;
  g_autoptr(JsonObject) drawn = NULL;
  g_autoptr(JsonObject) kept = NULL;
  g_autoptr(GBytes) frame = NULL;
  CsDigest cover;

  g_test_summary ("A picture of the film is shown, and made its cover");
  if (!fixture->film)
    return;
  item = add_film (fixture);
  drawn = office_fixture_call (&fixture->office, "drafter", "film.frame", cs_arguments_film_at (&item->digest, 2000));
  frame = cs_reply_read_frame (drawn);
  g_assert_nonnull (frame);
  kept = office_fixture_call (&fixture->office, "drafter", "film.cover", cs_arguments_film_at (&item->digest, 2500));
  cover = cs_reply_read_film_digest (kept);
  g_assert_false (cs_digest_is_none (&cover));
  g_assert_false (cs_digest_equal (&cover, &item->cover));
  office_fixture_refuse (&fixture->office, "drafter", "film.frame", cs_arguments_film_at (&item->cover, 0), CS_ERROR_INVALID);
}

static void
test_fit (Fixture       *fixture,
          gconstpointer  unused)
{
  g_autoptr(CsMediaItem) item = NULL;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  CsRendition *rendition;

  g_test_summary ("A film is made anew for an account’s network, and what came out is among the media");
  if (!fixture->film)
    return;
  item = add_film (fixture);
  reply = office_fixture_call (&fixture->office, "drafter", "film.fit", cs_arguments_film_fit (&item->digest, fixture->office.account));
  rendition = cs_reply_read_rendition (reply);
  g_assert_nonnull (rendition);
  g_assert_cmpint (rendition->network, ==, CS_NETWORK_PRACTICE);
  g_assert_cmpint (rendition->n_bytes, >, 1000);
  g_assert_true (cs_media_files_check (fixture->office.folder, &rendition->digest, NULL, &error));
  g_assert_no_error (error);
  cs_rendition_free (rendition);
}

static void
test_subtitles (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autoptr(JsonObject) kept = NULL;
  g_autoptr(JsonObject) shown = NULL;
  g_autofree char *vtt = NULL;
  CsDigest digest;

  g_test_summary ("Subtitles that cannot be used are refused; good ones are kept as WebVTT");
  office_fixture_refuse (&fixture->office, "drafter", "film.keep-subtitles", cs_arguments_film_subtitles ("no times", 0), CS_ERROR_NOT_SUBTITLES);
  office_fixture_refuse (&fixture->office, "drafter", "film.keep-subtitles",
                         cs_arguments_film_subtitles ("1\n00:00:02,000 --> 00:00:01,000\nx\n", 0), CS_ERROR_SUBTITLES_FAULTY);
  office_fixture_refuse (&fixture->office, "drafter", "film.keep-subtitles",
                         cs_arguments_film_subtitles ("1\n00:00:02,000 --> 00:00:04,000\nx\n", 3000), CS_ERROR_SUBTITLES_FAULTY);
  kept = office_fixture_call (&fixture->office, "drafter", "film.keep-subtitles",
                              cs_arguments_film_subtitles ("1\n00:00:01,000 --> 00:00:02,000\nHello\n", 3000));
  digest = cs_reply_read_film_digest (kept);
  shown = office_fixture_call (&fixture->office, "drafter", "film.read-subtitles", cs_arguments_media_path (&digest));
  vtt = cs_reply_read_subtitles (shown);
  g_assert_cmpstr (vtt, ==, "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nHello\n");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/office/film/add", test_add);
  ADD ("/office/film/refused", test_refused);
  ADD ("/office/film/pictures", test_pictures);
  ADD ("/office/film/fit", test_fit);
  ADD ("/office/film/subtitles", test_subtitles);
#undef ADD

  return g_test_run ();
}
