/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cs-style-client.h"
#include "office-fixture.h"

typedef OfficeFixture Fixture;

static CsPoster *
make_poster (void)
{
  CsPoster *poster = cs_poster_new ();

  poster->layout = CS_POSTER_FIGURE;
  poster->format = CS_POSTER_SQUARE;
  cs_poster_set_text (poster, CS_POSTER_NUMBER, "3.2 %");
  cs_poster_set_text (poster, CS_POSTER_TITLE, "more people in work");
  cs_poster_set_text (poster, CS_POSTER_SOURCE, "Labour survey");
  return poster;
}

static CsHouseStyle *
get_style (Fixture    *fixture,
           const char *login)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, login, "style.get", NULL);
  CsHouseStyle *style = cs_reply_read_style (reply, &error);

  g_assert_no_error (error);
  return style;
}

static void
test_style (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr(CsHouseStyle) usual = cs_house_style_new ();
  g_autoptr(CsHouseStyle) before = get_style (fixture, "drafter");
  g_autoptr(CsHouseStyle) changed = cs_house_style_new ();
  g_autoptr(CsHouseStyle) after = NULL;

  g_test_summary ("The administrator sets the style, it is journalled, and everybody has it; others may not");

  g_assert_true (cs_house_style_equal (before, usual));
  changed->accent = 0x8b0000;
  g_free (changed->name);
  changed->name = g_strdup ("City of Harwick");
  office_fixture_refuse (fixture, "drafter", "style.set", cs_arguments_style_set (changed), CS_ERROR_FORBIDDEN);
  office_fixture_refuse (fixture, "leader", "style.set", cs_arguments_style_set (changed), CS_ERROR_FORBIDDEN);
  office_fixture_do (fixture, "admin", "style.set", cs_arguments_style_set (changed));
  after = get_style (fixture, "drafter");
  g_assert_true (cs_house_style_equal (after, changed));
  g_assert_cmpuint (office_fixture_count_entries (fixture, 0, CS_JOURNAL_HOUSE_STYLE_SET), ==, 1);
}

static void
test_style_refused (Fixture       *fixture,
                    gconstpointer  unused)
{
  g_autoptr(CsHouseStyle) style = cs_house_style_new ();
  g_autoptr(CsHouseStyle) after = NULL;

  g_test_summary ("A style that cannot be read, or whose logo is not there, is refused and changes nothing");

  style->ink = 0xdddddd;
  office_fixture_refuse (fixture, "admin", "style.set", cs_arguments_style_set (style), CS_ERROR_LOW_CONTRAST);
  style->ink = 0;
  style->logo = cs_digest_of_bytes ("none", 4);
  office_fixture_refuse (fixture, "admin", "style.set", cs_arguments_style_set (style), CS_ERROR_NOT_FOUND);
  after = get_style (fixture, "admin");
  g_assert_cmpuint (after->ink, !=, 0xdddddd);
  g_assert_true (cs_digest_is_none (&after->logo));
  g_assert_cmpuint (office_fixture_count_entries (fixture, 0, CS_JOURNAL_HOUSE_STYLE_SET), ==, 0);
}

static void
test_render (Fixture       *fixture,
             gconstpointer  unused)
{
  g_autoptr(CsPoster) poster = make_poster ();
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, "drafter", "poster.render", cs_arguments_poster_render (poster));
  g_autoptr(CsMediaItem) item = cs_reply_read_media (reply);
  g_autoptr(JsonObject) again = office_fixture_call (fixture, "drafter", "poster.render", cs_arguments_poster_render (poster));
  g_autoptr(CsMediaItem) same = cs_reply_read_media (again);

  g_test_summary ("A poster becomes a picture of exactly its size, with its own words as alt text, and keeps what it was drawn from");

  g_assert_cmpint (item->width, ==, 1080);
  g_assert_cmpint (item->height, ==, 1080);
  g_assert_cmpstr (item->mime_type, ==, "image/png");
  g_assert_cmpstr (item->alt_text, ==, "3.2 % more people in work. Labour survey.");
  g_assert_nonnull (item->poster);
  g_assert_true (cs_poster_equal (item->poster, poster));
  g_assert_true (cs_digest_equal (&item->digest, &same->digest));
}

static void
test_render_refused (Fixture       *fixture,
                     gconstpointer  unused)
{
  g_autoptr(CsPoster) poster = make_poster ();

  g_test_summary ("What is incomplete, too long, or names a picture that is not there is refused");

  cs_poster_set_text (poster, CS_POSTER_SOURCE, "");
  office_fixture_refuse (fixture, "drafter", "poster.render", cs_arguments_poster_render (poster), CS_ERROR_INCOMPLETE);
  cs_poster_set_text (poster, CS_POSTER_SOURCE, "Survey");
  cs_poster_set_text (poster, CS_POSTER_TITLE,
                      "Donaudampfschifffahrtsgesellschaftskapitaenskajuetentuerschluesselanhaengerfabrikdirektorinnenversammlungssaal");
  office_fixture_refuse (fixture, "drafter", "poster.render", cs_arguments_poster_render (poster), CS_ERROR_DOES_NOT_FIT);
  cs_poster_set_text (poster, CS_POSTER_TITLE, "more");
  poster->first = cs_digest_of_bytes ("none", 4);
  office_fixture_refuse (fixture, "drafter", "poster.render", cs_arguments_poster_render (poster), CS_ERROR_NOT_FOUND);
  office_fixture_refuse (fixture, "auditor", "poster.render", cs_arguments_poster_render (poster), CS_ERROR_FORBIDDEN);
}

static void
test_print (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr(CsPoster) poster = make_poster ();
  g_autofree char *path = g_build_filename (fixture->folder, "poster.pdf", NULL);
  g_autofree char *content = NULL;
  gsize size;

  g_test_summary ("A poster is printed into a new file, never over an old one");

  office_fixture_do (fixture, "drafter", "poster.print", cs_arguments_poster_print (poster, CS_POSTER_A3, path));
  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  g_assert_true (g_str_has_prefix (content, "%PDF-"));
  office_fixture_refuse (fixture, "drafter", "poster.print", cs_arguments_poster_print (poster, CS_POSTER_A4, path), CS_ERROR_INVALID);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

#define ADD(path, test) \
  g_test_add (path, Fixture, NULL, office_fixture_set_up, test, office_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/office/posters/style", test_style);
  ADD ("/office/posters/style-refused", test_style_refused);
  ADD ("/office/posters/render", test_render);
  ADD ("/office/posters/render-refused", test_render_refused);
  ADD ("/office/posters/print", test_print);

  return g_test_run ();
}
