/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#include "cs-illustration.h"
#include "cs-library-client.h"
#include "cs-source-client.h"
#include "office-fixture.h"

static CsSource *
make_card (const char *publisher,
           const char *title,
           const char *until)
{
  CsSource *source = cs_source_new (publisher, title, "2026-10-15", "https://stats.example/10");

  g_free (source->number);
  source->number = g_strdup ("No. 10/2026");
  g_free (source->until);
  source->until = g_strdup (until);
  return source;
}

static gint64
add_card (OfficeFixture *fixture,
          const char    *title)
{
  g_autoptr(CsSource) source = make_card ("Statistics Office", title, "2027-01-31");
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, "drafter", "source.add", cs_arguments_source_add (source));

  return cs_reply_read_id (reply);
}

static GPtrArray *
list_cards (OfficeFixture *fixture,
            const char    *search,
            gint64         before,
            guint          limit)
{
  g_autoptr(JsonObject) reply =
    office_fixture_call (fixture, "reviewer", "source.list", cs_arguments_source_list (search, before, limit));

  return cs_reply_read_source_cards (reply);
}

static void
test_cards (OfficeFixture *fixture,
            gconstpointer  unused)
{
  gint64 first = add_card (fixture, "Labour Market");
  gint64 second = add_card (fixture, "Prices 100%");
  g_autoptr(GPtrArray) cards = list_cards (fixture, "", 0, 1);
  g_autoptr(GPtrArray) older = list_cards (fixture, "", second, 5);
  g_autoptr(GPtrArray) found = list_cards (fixture, "100%", 0, 5);
  g_autoptr(GPtrArray) none = list_cards (fixture, "100_", 0, 5);
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsSource) card = NULL;

  g_assert_cmpuint (cards->len, ==, 1);
  g_assert_cmpint (((CsSource *) g_ptr_array_index (cards, 0))->card, ==, second);
  g_assert_cmpuint (older->len, ==, 1);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);

  reply = office_fixture_call (fixture, "drafter", "source.use", cs_arguments_one ("card", first));
  card = cs_reply_read_source_card (reply);
  g_assert_cmpstr (card->title, ==, "Labour Market");
  g_assert_cmpstr (card->number, ==, "No. 10/2026");
  g_assert_cmpstr (card->until, ==, "2027-01-31");
  g_assert_cmpint (card->card, ==, first);
  g_assert_cmpuint (office_fixture_count_entries (fixture, 0, CS_JOURNAL_SOURCE_ADDED), ==, 2);
}

static void
test_cards_change (OfficeFixture *fixture,
                   gconstpointer  unused)
{
  gint64 id = add_card (fixture, "Labour Market");
  g_autoptr(CsSource) source = make_card ("", "Labour Market, revised", "");
  g_autoptr(CsSource) empty = make_card (" ", "", "");
  g_autoptr(CsSource) wrong = make_card ("A", "B", "31 May");
  g_autoptr(GPtrArray) cards = NULL;

  source->card = id;
  office_fixture_do (fixture, "reviewer", "source.change", cs_arguments_source_change (source));
  cards = list_cards (fixture, "revised", 0, 5);
  g_assert_cmpuint (cards->len, ==, 1);
  office_fixture_refuse (fixture, "drafter", "source.add", cs_arguments_source_add (empty), CS_ERROR_INVALID);
  office_fixture_refuse (fixture, "drafter", "source.add", cs_arguments_source_add (wrong), CS_ERROR_INVALID);
  office_fixture_refuse (fixture, "leader", "source.add", cs_arguments_source_add (source), CS_ERROR_FORBIDDEN);

  office_fixture_do (fixture, "drafter", "source.retire", cs_arguments_one ("card", id));
  office_fixture_refuse (fixture, "drafter", "source.use", cs_arguments_one ("card", id), CS_ERROR_NOT_FOUND);
  office_fixture_refuse (fixture, "drafter", "source.change", cs_arguments_source_change (source), CS_ERROR_NOT_FOUND);
  office_fixture_refuse (fixture, "drafter", "source.retire", cs_arguments_one ("card", id), CS_ERROR_NOT_FOUND);
  g_assert_cmpuint (office_fixture_count_entries (fixture, 0, CS_JOURNAL_SOURCE_CHANGED), ==, 1);
  g_assert_cmpuint (office_fixture_count_entries (fixture, 0, CS_JOURNAL_SOURCE_RETIRED), ==, 1);
}

static char *
write_file (OfficeFixture *fixture,
            const char    *name,
            const void    *data,
            gssize         size)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, data, size, &error);
  g_assert_no_error (error);
  return path;
}

static void
test_snapshot (OfficeFixture *fixture,
               gconstpointer  unused)
{
  g_autofree char *pdf = write_file (fixture, "report.pdf", "%PDF-1.4 small", -1);
  g_autofree char *text = write_file (fixture, "page.txt", "The rate is 3.4 %.", -1);
  g_autofree char *binary = write_file (fixture, "rubbish.bin", "\xff\xfe\x00\x01", 4);
  const char *paths[] = { pdf, text };
  const char *types[] = { "application/pdf", "text/plain" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(CsSource) source = make_card ("Statistics Office", "With a copy", "");
      g_autoptr(JsonObject) reply =
        office_fixture_call (fixture, "drafter", "source.snapshot", cs_arguments_source_snapshot (paths[i]));
      g_autoptr(JsonObject) where = NULL;
      g_autoptr(GPtrArray) cards = NULL;

      source->snapshot = cs_reply_read_snapshot (reply);
      g_assert_false (cs_digest_is_none (&source->snapshot));
      office_fixture_do (fixture, "drafter", "source.add", cs_arguments_source_add (source));
      cards = list_cards (fixture, "", 0, 1);
      g_assert_true (cs_digest_equal (&((CsSource *) g_ptr_array_index (cards, 0))->snapshot, &source->snapshot));
      where = office_fixture_call (fixture, "drafter", "media.path", cs_arguments_media_path (&source->snapshot));
      g_assert_cmpstr (cs_json_get_text (where, "mime_type"), ==, types[i]);
    }
  office_fixture_refuse (fixture, "drafter", "source.snapshot", cs_arguments_source_snapshot (binary),
                         CS_ERROR_NOT_A_PICTURE);
}

static void
test_templates (OfficeFixture *fixture,
                gconstpointer  unused)
{
  g_autoptr(CsContent) content = office_fixture_content (fixture, "Earthquake of {magnitude} at {epicentre}");
  g_autofree char *canonical = cs_content_to_canonical (content);
  g_autoptr(JsonObject) saved = NULL;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GPtrArray) templates = NULL;
  g_autoptr(CsContent) read = NULL;
  const CsTemplateInfo *info;

  saved = office_fixture_call (fixture, "drafter", "template.save",
                               cs_arguments_template_save (0, TRUE, "Earthquake", "en", canonical));
  office_fixture_do (fixture, "drafter", "template.save",
                     cs_arguments_template_save (0, FALSE, "Hotline", "", "Call {number}."));
  reply = office_fixture_call (fixture, "leader", "template.list", cs_arguments_template_list ("post"));
  templates = cs_reply_read_templates (reply);
  g_assert_cmpuint (templates->len, ==, 1);
  info = g_ptr_array_index (templates, 0);
  g_assert_cmpstr (info->name, ==, "Earthquake");
  g_assert_true (info->is_post);
  read = cs_content_parse (info->content, NULL);
  g_assert_nonnull (read);
  g_assert_cmpuint (read->accounts->len, ==, 0);

  office_fixture_refuse (fixture, "drafter", "template.save",
                         cs_arguments_template_save (0, TRUE, "Broken", "en", "{"), CS_ERROR_INVALID);
  office_fixture_refuse (fixture, "drafter", "template.save",
                         cs_arguments_template_save (0, FALSE, " ", "", "words"), CS_ERROR_INVALID);
  office_fixture_refuse (fixture, "leader", "template.save",
                         cs_arguments_template_save (0, FALSE, "X", "", "words"), CS_ERROR_FORBIDDEN);
  office_fixture_do (fixture, "drafter", "template.retire", cs_arguments_one ("template", cs_reply_read_id (saved)));
  g_assert_cmpuint (office_fixture_count_entries (fixture, 0, CS_JOURNAL_TEMPLATE_SAVED), ==, 2);
}

static char *
write_scene (OfficeFixture  *fixture,
             const char     *name,
             CsIllustration  scene,
             int             width)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = cs_illustration_render (scene, &error);
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new_from_stream_at_scale (stream, width, -1, TRUE, NULL, &error);
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_no_error (error);
  gdk_pixbuf_save (pixbuf, path, "jpeg", &error, NULL);
  g_assert_no_error (error);
  return path;
}

static CsMediaItem *
add_scene (OfficeFixture  *fixture,
           const char     *name,
           CsIllustration  scene,
           int             width)
{
  g_autofree char *path = write_scene (fixture, name, scene, width);
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, "drafter", "media.add", cs_arguments_media_add (path));

  return cs_reply_read_media (reply);
}

static GPtrArray *
list_media (OfficeFixture       *fixture,
            const char          *kind,
            const char          *search,
            const char          *ending,
            const CsLibraryItem *last,
            guint                limit)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, "drafter", "media.list",
                                                     cs_arguments_media_list (kind, search, ending, last, limit));

  return cs_reply_read_library (reply);
}

static void
test_media (OfficeFixture *fixture,
            gconstpointer  unused)
{
  g_autoptr(CsMediaItem) river = add_scene (fixture, "river.jpg", CS_ILLUSTRATION_RIVER, 800);
  g_autoptr(CsMediaItem) again = NULL;
  g_autoptr(CsMediaItem) small = NULL;
  g_autoptr(CsMediaItem) park = NULL;
  g_autoptr(GPtrArray) all = NULL;
  g_autoptr(GPtrArray) rest = NULL;
  g_autoptr(GPtrArray) alike = NULL;
  g_autoptr(JsonObject) reply = NULL;

  g_test_summary ("The same bytes are one picture; the same picture in another size looks alike; another one does not");
  again = add_scene (fixture, "river again.jpg", CS_ILLUSTRATION_RIVER, 800);
  g_assert_true (cs_digest_equal (&river->digest, &again->digest));
  fixture->now++;
  small = add_scene (fixture, "small.jpg", CS_ILLUSTRATION_RIVER, 300);
  park = add_scene (fixture, "park.jpg", CS_ILLUSTRATION_PARK, 800);

  all = list_media (fixture, "", "", "", NULL, 2);
  g_assert_cmpuint (all->len, ==, 2);
  rest = list_media (fixture, "", "", "", g_ptr_array_index (all, 1), 2);
  g_assert_cmpuint (rest->len, ==, 1);
  g_assert_cmpstr (((CsLibraryItem *) g_ptr_array_index (rest, 0))->title, ==, "river");

  reply = office_fixture_call (fixture, "drafter", "media.get", cs_arguments_media_get (&river->digest));
  alike = cs_reply_read_library_alike (reply);
  g_assert_cmpuint (alike->len, ==, 1);
  g_assert_cmpstr (((CsLibraryItem *) g_ptr_array_index (alike, 0))->title, ==, "small");
}

static void
test_media_notes (OfficeFixture *fixture,
                  gconstpointer  unused)
{
  g_autoptr(CsMediaItem) river = add_scene (fixture, "river.jpg", CS_ILLUSTRATION_RIVER, 800);
  g_autoptr(GPtrArray) all = list_media (fixture, "", "", "", NULL, 5);
  CsLibraryItem *item = g_ptr_array_index (all, 0);
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GPtrArray) ending = NULL;
  g_autoptr(GPtrArray) later = NULL;

  g_free (item->author);
  item->author = g_strdup ("Li Na");
  g_free (item->licence_until);
  item->licence_until = g_strdup ("2026-12-31");
  item->ai_made = TRUE;
  office_fixture_do (fixture, "drafter", "media.note", cs_arguments_media_note (item));
  found = list_media (fixture, "picture", "li na", "", NULL, 5);
  ending = list_media (fixture, "", "", "2026-12-31", NULL, 5);
  later = list_media (fixture, "", "", "2026-12-30", NULL, 5);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_true (((CsLibraryItem *) g_ptr_array_index (found, 0))->ai_made);
  g_assert_cmpuint (ending->len, ==, 1);
  g_assert_cmpuint (later->len, ==, 0);
  g_assert_cmpuint (office_fixture_count_entries (fixture, 0, CS_JOURNAL_MEDIA_NOTED), ==, 1);

  g_free (item->licence_until);
  item->licence_until = g_strdup ("soon");
  office_fixture_refuse (fixture, "drafter", "media.note", cs_arguments_media_note (item), CS_ERROR_INVALID);
  office_fixture_refuse (fixture, "leader", "media.note", cs_arguments_media_note (item), CS_ERROR_FORBIDDEN);
}

static void
save_with (OfficeFixture     *fixture,
           gint64             post,
           const CsMediaItem *item)
{
  g_autoptr(CsSheetInfo) sheet = office_fixture_sheet (fixture, "drafter", post);
  g_autoptr(CsContent) content = cs_content_copy (sheet->content);

  g_ptr_array_set_size (cs_content_get_segment (content, 0)->media, 0);
  if (item)
    {
      CsMediaItem *copy = cs_media_item_copy (item);

      g_free (copy->alt_text);
      copy->alt_text = g_strdup ("A river over its banks");
      g_ptr_array_add (cs_content_get_segment (content, 0)->media, copy);
    }
  office_fixture_do (fixture, "drafter", "post.save",
                     cs_arguments_post_save (post, sheet->version, content, CS_RELEASE_AT_ONCE, 0, "UTC"));
}

static void
assert_uses (OfficeFixture     *fixture,
             const CsMediaItem *item,
             guint              n_posts)
{
  g_autoptr(JsonObject) reply =
    office_fixture_call (fixture, "drafter", "media.get", cs_arguments_media_get (&item->digest));
  g_autoptr(CsLibraryItem) read = cs_reply_read_library_item (reply);
  g_autoptr(GPtrArray) posts = cs_reply_read_library_posts (reply);
  g_autoptr(CsMediaItem) media = cs_reply_read_library_media (reply);

  g_assert_cmpuint (read->n_posts, ==, n_posts);
  g_assert_cmpuint (posts->len, ==, n_posts);
  g_assert_cmpstr (media->alt_text, ==, n_posts > 0 ? "A river over its banks" : "");
  g_assert_cmpint (media->width, ==, item->width);
}

static void
test_media_uses (OfficeFixture *fixture,
                 gconstpointer  unused)
{
  g_autoptr(CsMediaItem) river = add_scene (fixture, "river.jpg", CS_ILLUSTRATION_RIVER, 400);
  gint64 one = office_fixture_post (fixture, "drafter", "High water.");
  gint64 two = office_fixture_post (fixture, "drafter", "Still high.");
  g_autoptr(GPtrArray) found = NULL;

  g_test_summary ("A draft lets go of a picture that was taken out; what was submitted is remembered");
  assert_uses (fixture, river, 0);
  save_with (fixture, one, river);
  save_with (fixture, two, river);
  assert_uses (fixture, river, 2);
  found = list_media (fixture, "", "its banks", "", NULL, 5);
  g_assert_cmpuint (found->len, ==, 1);
  save_with (fixture, two, NULL);
  assert_uses (fixture, river, 1);
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", one));
  office_fixture_do (fixture, "drafter", "post.recall", cs_arguments_one ("post", one));
  save_with (fixture, one, NULL);
  {
    g_autoptr(JsonObject) reply =
      office_fixture_call (fixture, "drafter", "media.get", cs_arguments_media_get (&river->digest));
    g_autoptr(CsLibraryItem) read = cs_reply_read_library_item (reply);

    g_assert_cmpuint (read->n_posts, ==, 1);
  }
}

static void
add (const char *path,
     void (*test)(OfficeFixture *, gconstpointer))
{
  g_test_add (path, OfficeFixture, NULL, office_fixture_set_up, test, office_fixture_tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/office/library/cards", test_cards);
  add ("/office/library/cards-change", test_cards_change);
  add ("/office/library/snapshot", test_snapshot);
  add ("/office/library/templates", test_templates);
  add ("/office/library/media", test_media);
  add ("/office/library/media-notes", test_media_notes);
  add ("/office/library/media-uses", test_media_uses);

  return g_test_run ();
}
