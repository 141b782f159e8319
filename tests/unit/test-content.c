/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-content.h"
#include "cs-error.h"

#define HEX "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static const char empty[] =
  "{\"accounts\":[],\"language\":\"en\",\"segments\":[{\"media\":[],\"text\":\"\"}],\"sources\":[],"
  "\"version\":1,\"visibility\":\"public\",\"warning\":\"\"}";

/* Everything that content can hold; the bytes were written by hand from the description in cs-content.h. */
static const char full[] =
  "{\"accounts\":[3,12],\"language\":\"zh\",\"segments\":["
  "{\"media\":["
  "{\"alt_text\":\"Pegel \\\"hoch\\\"\",\"chart\":{\"as_of\":\"2026-10\",\"kind\":\"line\",\"source\":\"Wasseramt\","
  "\"table\":[[\"Tag\",\"m\"],[\"1.\",\"3,2\"],[\"2.\",\"\"]],\"title\":\"Pegel\",\"unit\":\"m\"},"
  "\"decorative\":false,\"digest\":\"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\",\"height\":600,\"mime_type\":\"image/png\",\"width\":800},"
  "{\"alt_text\":\"\",\"decorative\":true,\"digest\":\"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\",\"height\":2,\"mime_type\":\"image/jpeg\",\"width\":1}"
  "],\"text\":\"洪水\\u000a\\u0009a\\\\b/\xc3\xa9\x7f\"},"
  "{\"media\":[],\"text\":\"2\"}],"
  "\"sources\":[{\"address\":\"https://example.org/\",\"date\":\"2026-11-01\",\"publisher\":\"Amt\",\"title\":\"Bericht\"}],"
  "\"version\":1,\"visibility\":\"unlisted\",\"warning\":\"Flut\"}";

static void
replace (char       **text,
         const char  *with)
{
  g_free (*text);
  *text = g_strdup (with);
}

static CsMediaItem *
add_media (CsSegment  *segment,
           const char *mime_type,
           int         width,
           int         height)
{
  CsMediaItem *item = cs_media_item_new ();

  g_assert_true (cs_digest_from_hex (HEX, &item->digest, NULL));
  replace (&item->mime_type, mime_type);
  item->width = width;
  item->height = height;
  g_ptr_array_add (segment->media, item);

  return item;
}

static CsChart *
make_chart (void)
{
  static const char * const rows[][3] = { { "Tag", "m", NULL }, { "1.", "3,2", NULL }, { "2.", "", NULL } };
  CsChart *chart = cs_chart_new ();

  chart->kind = CS_CHART_LINE;
  replace (&chart->title, "Pegel");
  replace (&chart->unit, "m");
  replace (&chart->source, "Wasseramt");
  replace (&chart->as_of, "2026-10");
  cs_table_free (chart->table);
  chart->table = cs_table_new (2);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    cs_table_add_row (chart->table, rows[i]);

  return chart;
}

/* The content whose canonical form is @full, but with its accents as base letter and mark. */
static CsContent *
make_full (void)
{
  CsContent *content = cs_content_new ();
  CsSegment *segment = cs_content_get_segment (content, 0);
  CsMediaItem *item;

  cs_content_add_account (content, 12);
  cs_content_add_account (content, 3);
  cs_content_add_account (content, 12);
  replace (&content->language, "zh");
  replace (&content->warning, "Flut");
  content->visibility = CS_VISIBILITY_UNLISTED;
  replace (&segment->text, "洪水\n\ta\\b/e\xcc\x81\x7f");
  item = add_media (segment, "image/png", 800, 600);
  replace (&item->alt_text, "Pegel \"hoch\"");
  item->chart = make_chart ();
  add_media (segment, "image/jpeg", 1, 2)->decorative = TRUE;
  segment = cs_segment_new ();
  replace (&segment->text, "2");
  g_ptr_array_add (content->segments, segment);
  g_ptr_array_add (content->sources, cs_source_new ("Amt", "Bericht", "2026-11-01", "https://example.org/"));

  return content;
}

static void
assert_canonical (const CsContent *content,
                  const char      *wanted)
{
  g_autofree char *canonical = cs_content_to_canonical (content);

  g_assert_cmpstr (canonical, ==, wanted);
}

static void
test_canonical (void)
{
  g_autoptr(CsContent) nothing = cs_content_new ();
  g_autoptr(CsContent) content = make_full ();
  g_autoptr(CsContent) copy = cs_content_copy (content);

  g_test_summary ("The canonical form is these bytes, and no others");
  assert_canonical (nothing, empty);
  assert_canonical (content, full);
  assert_canonical (copy, full);
}

static void
test_digest (void)
{
  g_autoptr(CsContent) content = make_full ();
  g_autoptr(CsContent) nothing = cs_content_new ();
  CsDigest digest = cs_content_digest (content);
  CsDigest wanted = cs_digest_of_bytes (full, strlen (full));
  CsDigest of_nothing = cs_content_digest (nothing);
  g_autofree char *hex = cs_digest_to_hex (&of_nothing);

  g_test_summary ("The digest is the SHA-256 of the canonical bytes");
  g_assert_true (cs_digest_equal (&digest, &wanted));
  /* printf '%s' '{"accounts":[],"language":"en",…}' | sha256sum */
  g_assert_cmpstr (hex, ==, "bed91e08777df5fa532f97bead21036d6c6d3a498ad8b60ccfb8f2fb116d77fa");
}

static void
test_chart_options (void)
{
  static const char options[] =
    "\"chart\":{\"annotations\":[{\"category\":\"1.\",\"text\":\"Flut\"},{\"category\":\"2.\",\"series\":\"m\",\"text\":\"Ebbe\"}],"
    "\"as_of\":\"2026-10\",\"axis\":\"zero\",\"decimals\":2,\"direction\":\"flat\",\"highlights\":[\"m\"],\"kind\":\"area\","
    "\"language\":\"de\",\"notes\":\"vorl\xc3\xa4ufig\",\"order\":\"descending\",\"size\":\"portrait\",\"source\":\"Wasseramt\","
    "\"subtitle\":\"am Pegel\",\"table\":[[\"Tag\",\"m\"],[\"1.\",\"3,2\"],[\"2.\",\"\"]],\"title\":\"Pegel\",\"unit\":\"m\"}";
  g_autoptr(CsContent) content = cs_content_new (), again = NULL;
  CsMediaItem *item = add_media (cs_content_get_segment (content, 0), "image/png", 1080, 1350);
  g_autofree char *canonical = NULL, *second = NULL;
  g_autoptr(GError) error = NULL;

  g_test_summary ("Every option of a chart is part of the canonical form, and comes back from it");
  item->chart = make_chart ();
  item->chart->kind = CS_CHART_AREA;
  item->chart->axis = CS_CHART_AXIS_ZERO;
  item->chart->direction = CS_CHART_DIRECTION_FLAT;
  item->chart->order = CS_CHART_ORDER_DESCENDING;
  item->chart->size = CS_CHART_SIZE_PORTRAIT;
  item->chart->decimals = 2;
  replace (&item->chart->language, "de");
  replace (&item->chart->subtitle, "am Pegel");
  replace (&item->chart->notes, "vorl\xc3\xa4ufig");
  g_ptr_array_add (item->chart->highlights, g_strdup ("m"));
  g_ptr_array_add (item->chart->annotations, cs_chart_annotation_new ("1.", "", "Flut"));
  g_ptr_array_add (item->chart->annotations, cs_chart_annotation_new ("2.", "m", "Ebbe"));

  canonical = cs_content_to_canonical (content);
  g_assert_nonnull (strstr (canonical, options));
  again = cs_content_parse (canonical, &error);
  g_assert_no_error (error);
  second = cs_content_to_canonical (again);
  g_assert_cmpstr (second, ==, canonical);
  g_assert_true (cs_chart_equal (cs_segment_get_media (cs_content_get_segment (again, 0), 0)->chart, item->chart));
}

static void
test_fixed_point (void)
{
  static const char * const forms[] = { empty, full };

  g_test_summary ("Canonical bytes read and written again are the same bytes");
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(CsContent) content = cs_content_parse (forms[i], &error);

      g_assert_no_error (error);
      assert_canonical (content, forms[i]);
    }
}

static void
test_lenient (void)
{
  static const struct { const char *json; const char *canonical; } cases[] = {
    { "{}", empty },
    { " {\r\n\t\"warning\" : \"\" ,\"accounts\" : [ ] }\n", empty },
    { "{\"version\":1,\"language\":\"en\",\"visibility\":\"public\"}", empty },
    { "{\"segments\":[{}]}", empty },
  };

  g_test_summary ("Members may come in any order or not at all");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(CsContent) content = cs_content_parse (cases[i].json, &error);

      g_assert_no_error (error);
      assert_canonical (content, cases[i].canonical);
    }
}

static void
test_escapes (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsContent) content =
    cs_content_parse ("{\"accounts\":[7,3,7],\"warning\":\"\\u6d2a\\ud83d\\ude00\\/\\b\\f\\n\\r\\te\\u0301\"}", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (content->warning, ==, "洪😀/\b\f\n\r\t\xc3\xa9");
  g_assert_cmpuint (content->accounts->len, ==, 2);
  g_assert_cmpint (g_array_index (content->accounts, gint64, 0), ==, 3);
  g_assert_cmpint (g_array_index (content->accounts, gint64, 1), ==, 7);
}

typedef void (*Change) (CsContent *content);

static CsMediaItem *
first_media (CsContent *content)
{
  return cs_segment_get_media (cs_content_get_segment (content, 0), 0);
}

static void
change_text (CsContent *content)
{
  replace (&cs_content_get_segment (content, 0)->text, "x");
}

static void
change_second_text (CsContent *content)
{
  replace (&cs_content_get_segment (content, 1)->text, "2 ");
}

static void
change_alt (CsContent *content)
{
  replace (&first_media (content)->alt_text, "pegel \"hoch\"");
}

static void
change_bytes (CsContent *content)
{
  first_media (content)->digest.bytes[31] ^= 1;
}

static void
change_mime (CsContent *content)
{
  replace (&first_media (content)->mime_type, "image/jpeg");
}

static void
change_width (CsContent *content)
{
  first_media (content)->width++;
}

static void
change_height (CsContent *content)
{
  first_media (content)->height++;
}

static void
change_decorative (CsContent *content)
{
  first_media (content)->decorative = TRUE;
}

static void
change_chart_kind (CsContent *content)
{
  first_media (content)->chart->kind = CS_CHART_BAR;
}

static void
change_chart_title (CsContent *content)
{
  replace (&first_media (content)->chart->title, "");
}

static void
change_chart_unit (CsContent *content)
{
  replace (&first_media (content)->chart->unit, "cm");
}

static void
change_chart_source (CsContent *content)
{
  replace (&first_media (content)->chart->source, "");
}

static void
change_chart_date (CsContent *content)
{
  replace (&first_media (content)->chart->as_of, "2026-11");
}

static void
drop_chart (CsContent *content)
{
  g_clear_pointer (&first_media (content)->chart, cs_chart_free);
}

static void
drop_media (CsContent *content)
{
  g_ptr_array_remove_index (cs_content_get_segment (content, 0)->media, 1);
}

static void
drop_segment (CsContent *content)
{
  g_ptr_array_remove_index (content->segments, 1);
}

static void
drop_source (CsContent *content)
{
  g_ptr_array_remove_index (content->sources, 0);
}

static void
change_publisher (CsContent *content)
{
  replace (&cs_content_get_source (content, 0)->publisher, "amt");
}

static void
change_title (CsContent *content)
{
  replace (&cs_content_get_source (content, 0)->title, "bericht");
}

static void
change_date (CsContent *content)
{
  replace (&cs_content_get_source (content, 0)->date, "2026-11-02");
}

static void
change_address (CsContent *content)
{
  replace (&cs_content_get_source (content, 0)->address, "https://example.org");
}

static void
add_account (CsContent *content)
{
  cs_content_add_account (content, 4);
}

static void
drop_account (CsContent *content)
{
  cs_content_remove_account (content, 3);
}

static void
change_language (CsContent *content)
{
  replace (&content->language, "en");
}

static void
change_warning (CsContent *content)
{
  replace (&content->warning, "");
}

static void
change_visibility (CsContent *content)
{
  content->visibility = CS_VISIBILITY_FOLLOWERS;
}

static void
change_cell (CsContent *content)
{
  static const char * const row[] = { "3.", "4", NULL };

  cs_table_add_row (first_media (content)->chart->table, row);
}

static void
swap_media (CsContent *content)
{
  GPtrArray *media = cs_content_get_segment (content, 0)->media;
  gpointer first = media->pdata[0];

  media->pdata[0] = media->pdata[1];
  media->pdata[1] = first;
}

static const Change changes[] = {
  change_text, change_second_text, change_alt, change_bytes, change_mime, change_width, change_height,
  change_decorative, change_chart_kind, change_chart_title, change_chart_unit, change_chart_source,
  change_chart_date, drop_chart, drop_media, drop_segment, drop_source, change_publisher, change_title,
  change_date, change_address, add_account, drop_account, change_language, change_warning,
  change_visibility, change_cell, swap_media,
};

static void
test_every_field (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(CsContent) original = make_full ();
  CsDigest before = cs_content_digest (original);
  CsDigest after;

  g_test_summary ("Whatever changes in content changes its digest; a copy has the same and is a thing of its own");
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr(CsContent) copy = cs_content_copy (original);
      CsDigest digest = cs_content_digest (copy);

      g_assert_true (cs_digest_equal (&digest, &before));
      changes[i] (copy);
      digest = cs_content_digest (copy);
      g_assert_true (g_hash_table_add (seen, cs_digest_to_hex (&digest)));
      g_assert_false (cs_digest_equal (&digest, &before));
    }
  after = cs_content_digest (original);
  g_assert_true (cs_digest_equal (&after, &before));
}

static void
test_excerpt (void)
{
  static const struct { const char *text; const char *excerpt; } cases[] = {
    { "", "" },
    { " \n\t ", "" },
    { "  one \n\n two　three ", "one two three" },
    { "洪水", "洪水" },
  };
  g_autoptr(CsContent) content = cs_content_new ();
  CsSegment *segment = cs_content_get_segment (content, 0);
  g_autoptr(GString) longer = g_string_new (NULL);
  g_autofree char *cut = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *excerpt = NULL;

      replace (&segment->text, cases[i].text);
      excerpt = cs_content_excerpt (content);
      g_assert_cmpstr (excerpt, ==, cases[i].excerpt);
    }

  for (guint i = 0; i < 500; i++)
    g_string_append (longer, "水");
  replace (&segment->text, longer->str);
  cut = cs_content_excerpt (content);
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, 161);
  g_assert_true (g_str_has_suffix (cut, "水…"));

  /* A word is not cut in two. */
  g_string_truncate (longer, 0);
  for (guint i = 0; i < 100; i++)
    g_string_append (longer, "flood water ");
  replace (&segment->text, longer->str);
  g_free (cut);
  cut = cs_content_excerpt (content);
  g_assert_true (g_str_has_suffix (cut, "flood water…"));
}

static void
test_search_text (void)
{
  static const char * const words[] = {
    "Flut", "洪水", "hoch", "Pegel", "Amt", "Bericht", "2026-11-01", "https://example.org/", "\n2",
  };
  g_autoptr(CsContent) content = make_full ();
  g_autofree char *text = cs_content_search_text (content);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_nonnull (strstr (text, words[i]));
}

static void
test_accounts (void)
{
  g_autoptr(CsContent) content = cs_content_new ();

  g_assert_false (cs_content_has_account (content, 5));
  cs_content_remove_account (content, 5);
  cs_content_add_account (content, 5);
  cs_content_add_account (content, 1);
  g_assert_true (cs_content_has_account (content, 5));
  g_assert_true (cs_content_has_account (content, 1));
  g_assert_false (cs_content_has_account (content, 4));
  cs_content_remove_account (content, 5);
  g_assert_false (cs_content_has_account (content, 5));
  g_assert_cmpuint (content->accounts->len, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/content/canonical", test_canonical);
  g_test_add_func ("/core/content/digest", test_digest);
  g_test_add_func ("/core/content/chart-options", test_chart_options);
  g_test_add_func ("/core/content/fixed-point", test_fixed_point);
  g_test_add_func ("/core/content/lenient", test_lenient);
  g_test_add_func ("/core/content/escapes", test_escapes);
  g_test_add_func ("/core/content/every-field", test_every_field);
  g_test_add_func ("/core/content/excerpt", test_excerpt);
  g_test_add_func ("/core/content/search-text", test_search_text);
  g_test_add_func ("/core/content/accounts", test_accounts);

  return g_test_run ();
}
