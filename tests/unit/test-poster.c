/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-error.h"
#include "cs-poster.h"

#define DIGEST "0202020202020202020202020202020202020202020202020202020202020202"

static CsPoster *
read_poster (const char *json,
             GError    **error)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  CsPoster *poster = NULL;

  g_assert_true (json_parser_load_from_data (parser, json, -1, NULL));
  if (!cs_poster_read (json_node_get_object (json_parser_get_root (parser)), "media[0].", &poster, error))
    g_assert_null (poster);
  return poster;
}

static char *
write_poster (const CsPoster *poster)
{
  GString *json = g_string_new ("{\"poster\":");

  cs_poster_append (json, poster);
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

/* Every field filled to its bound with distinct words. */
static CsPoster *
make_full (CsPosterLayout layout)
{
  CsPoster *poster = cs_poster_new ();

  poster->layout = layout;
  for (guint i = 0; i < CS_N_POSTER_FIELDS; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);

      while ((glong) text->len < cs_poster_field_get_max (i))
        g_string_append_c (text, (char) ('a' + i));
      cs_poster_set_text (poster, i, text->str);
    }
  cs_digest_from_hex (DIGEST, &poster->first, NULL);
  cs_digest_from_hex (DIGEST, &poster->second, NULL);
  return poster;
}

static void
test_canonical (void)
{
  g_test_summary ("A poster reads back as it was written, in every layout and format; defaults are left out");

  for (guint layout = 0; layout < CS_N_POSTER_LAYOUTS; layout++)
    for (guint format = 0; format < CS_N_POSTER_FORMATS; format++)
      {
        g_autoptr(GError) error = NULL;
        g_autoptr(CsPoster) poster = make_full (layout);
        g_autoptr(CsPoster) reread = NULL;
        g_autofree char *json = NULL;
        g_autofree char *again = NULL;

        poster->format = format;
        poster->style->accent = 0x8b0000;
        json = write_poster (poster);
        reread = read_poster (json, &error);
        g_assert_no_error (error);
        g_assert_true (cs_poster_equal (reread, poster));
        again = write_poster (reread);
        g_assert_cmpstr (again, ==, json);
      }
}

static void
test_small (void)
{
  g_autoptr(CsPoster) poster = cs_poster_new ();
  g_autofree char *json = NULL;
  g_autofree char *none = write_poster (poster);

  g_test_summary ("The form of a small poster is known to the byte, since it is signed");

  g_assert_cmpstr (none, ==, "{\"poster\":{\"fields\":{},\"language\":\"en\"}}");
  cs_poster_set_text (poster, CS_POSTER_TITLE, "Re\xcc\x81sultat");
  cs_poster_set_text (poster, CS_POSTER_NUMBER, "3 %");
  poster->layout = CS_POSTER_FIGURE;
  poster->format = CS_POSTER_SQUARE;
  poster->style->ink = 0;
  json = write_poster (poster);
  g_assert_cmpstr (json, ==, "{\"poster\":{\"fields\":{\"number\":\"3 %\",\"title\":\"Résultat\"},\"format\":\"square\",\"language\":\"en\","
                             "\"layout\":\"figure\",\"style\":{\"ink\":\"#000000\"}}}");
}

static void
test_refused (void)
{
  static const char * const bad[] = {
    "{\"poster\":[]}",
    "{\"poster\":{\"fields\":[]}}",
    "{\"poster\":{\"fields\":{\"subtitle\":\"\"}}}",
    "{\"poster\":{\"fields\":{\"title\":3}}}",
    "{\"poster\":{\"format\":\"huge\"}}",
    "{\"poster\":{\"layout\":\"collage\"}}",
    "{\"poster\":{\"language\":\"\"}}",
    "{\"poster\":{\"language\":\"EN\"}}",
    "{\"poster\":{\"first\":\"02\"}}",
    "{\"poster\":{\"style\":{\"ink\":\"black\"}}}",
    "{\"poster\":{\"style\":\"\"}}",
    "{\"poster\":{\"colour\":\"\"}}",
  };

  g_test_summary ("What is no poster is refused, and the member is named");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_null (read_poster (bad[i], &error));
      g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "media[0].poster"));
    }
}

static void
test_absent (void)
{
  g_autoptr(GError) error = NULL;

  g_test_summary ("A media item without a poster has none");
  g_assert_null (read_poster ("{}", &error));
  g_assert_no_error (error);
}

static void
test_missing (void)
{
  g_test_summary ("Each required field is missed in its layout, and only those");

  for (guint layout = 0; layout < CS_N_POSTER_LAYOUTS; layout++)
    {
      guint n_slots;
      const CsPosterSlot *slots = cs_poster_layout_list_slots (layout, &n_slots);

      for (guint i = 0; i < n_slots; i++)
        {
          g_autoptr(GError) error = NULL;
          g_autoptr(CsPoster) poster = make_full (layout);

          g_assert_true (cs_poster_check (poster, &error));
          g_assert_no_error (error);
          cs_poster_set_text (poster, slots[i].field, " \n");
          g_assert_cmpint (cs_poster_check (poster, &error), ==, !slots[i].required);
          if (slots[i].required)
            g_assert_error (error, CS_ERROR, CS_ERROR_INCOMPLETE);
        }
    }
}

static void
test_bounds (void)
{
  g_autoptr(CsPoster) poster = make_full (CS_POSTER_BEFORE_AFTER);
  g_autoptr(GError) error = NULL;
  g_autofree char *longer = g_strconcat (poster->texts[CS_POSTER_TITLE], "é", NULL);

  g_test_summary ("One character too many is refused; two figures or two pictures are needed to compare; colours must be readable");

  cs_poster_set_text (poster, CS_POSTER_TITLE, longer);
  g_assert_false (cs_poster_check (poster, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_TOO_LARGE);
  g_clear_error (&error);

  cs_poster_set_text (poster, CS_POSTER_TITLE, "Title");
  cs_poster_set_text (poster, CS_POSTER_AFTER, "");
  g_assert_true (cs_poster_check (poster, NULL));
  memset (&poster->second, 0, sizeof poster->second);
  g_assert_false (cs_poster_check (poster, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INCOMPLETE);
  g_clear_error (&error);

  cs_poster_set_text (poster, CS_POSTER_AFTER, "11 mg");
  poster->style->ink = 0xeeeeee;
  g_assert_false (cs_poster_check (poster, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_LOW_CONTRAST);
}

static void
test_describe_all (void)
{
  g_test_summary ("Alt text has every word of the poster and never more than networks take");

  for (guint layout = 0; layout < CS_N_POSTER_LAYOUTS; layout++)
    {
      g_autoptr(CsPoster) poster = make_full (layout);
      g_autofree char *text = cs_poster_describe (poster);
      guint n_slots;
      const CsPosterSlot *slots = cs_poster_layout_list_slots (layout, &n_slots);

      g_test_message ("%s: %ld", cs_poster_layout_nick (layout), g_utf8_strlen (text, -1));
      g_assert_null (strstr (text, "…"));
      g_assert_cmpint (g_utf8_strlen (text, -1), <=, CS_POSTER_MAX_DESCRIPTION);
      for (guint i = 0; i < n_slots; i++)
        g_assert_nonnull (strstr (text, poster->texts[slots[i].field]));
    }
}

static void
test_describe (void)
{
  static const struct
  {
    const char     *language;
    CsPosterLayout  layout;
    CsPosterField   fields[5];
    const char     *texts[5];
    const char     *expected;
  } cases[] = {
    { "en", CS_POSTER_FIGURE, { CS_POSTER_NUMBER, CS_POSTER_TITLE, CS_POSTER_SOURCE, CS_POSTER_WHEN }, { "3.2 %", "more people in work", "Labour survey", "now" },
      "3.2 % more people in work. Labour survey." },
    { "en", CS_POSTER_QUOTATION, { CS_POSTER_WORDS, CS_POSTER_PERSON, CS_POSTER_ROLE }, { "We listened.", "Ann Lee", "Mayor" }, "“We listened.” Ann Lee, Mayor." },
    { "zh", CS_POSTER_QUOTATION, { CS_POSTER_WORDS, CS_POSTER_PERSON, CS_POSTER_ROLE }, { "民生无小事", "李娜", "市长" }, "“民生无小事”李娜，市长。" },
    { "ar", CS_POSTER_QUOTATION, { CS_POSTER_WORDS, CS_POSTER_PERSON, CS_POSTER_ROLE }, { "نعمل معا", "ليلى", "العمدة" }, "«نعمل معا» ليلى، العمدة." },
    { "en", CS_POSTER_POINTS, { CS_POSTER_TITLE, CS_POSTER_POINT_1, CS_POSTER_POINT_2, CS_POSTER_KICKER }, { "What changes?", "One", "Two!", "Taxes" }, "Taxes. What changes? One. Two!" },
    { "zh", CS_POSTER_BEFORE_AFTER, { CS_POSTER_TITLE, CS_POSTER_BEFORE_NAME, CS_POSTER_BEFORE, CS_POSTER_AFTER_NAME, CS_POSTER_AFTER }, { "河清了", "2020年", "48", "2026年", "11" },
      "河清了。2020年：48。2026年：11。" },
    { "en", CS_POSTER_NOTICE, { CS_POSTER_TITLE, CS_POSTER_WHEN }, { "Road\nclosed", " Monday " }, "Road closed. Monday." },
  };

  g_test_summary ("The words are read in their order, as sentences of their own language");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(CsPoster) poster = cs_poster_new ();
      g_autofree char *text = NULL;

      poster->layout = cases[i].layout;
      g_free (poster->language);
      poster->language = g_strdup (cases[i].language);
      for (guint j = 0; j < G_N_ELEMENTS (cases[i].texts) && cases[i].texts[j]; j++)
        cs_poster_set_text (poster, cases[i].fields[j], cases[i].texts[j]);
      text = cs_poster_describe (poster);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_names (void)
{
  g_test_summary ("Layouts, formats and fields are found by their names");

  for (guint i = 0; i < CS_N_POSTER_LAYOUTS; i++)
    {
      CsPosterLayout found;

      g_assert_true (cs_poster_layout_from_nick (cs_poster_layout_nick (i), &found));
      g_assert_cmpuint (found, ==, i);
      g_assert_cmpstr (cs_poster_layout_label (i), !=, "");
    }
  for (guint i = 0; i < CS_N_POSTER_FORMATS; i++)
    {
      CsPosterFormat found;
      CsPosterMargins margins = cs_poster_format_get_margins (i);
      int width, height;

      g_assert_true (cs_poster_format_from_nick (cs_poster_format_nick (i), &found));
      g_assert_cmpuint (found, ==, i);
      cs_poster_format_get_size (i, &width, &height);
      g_assert_cmpint (margins.top + margins.bottom, <, height / 2);
      g_assert_cmpint (margins.sides * 2, <, width / 2);
    }
  for (guint i = 0; i < CS_N_POSTER_FIELDS; i++)
    {
      CsPosterField found;

      g_assert_true (cs_poster_field_from_nick (cs_poster_field_nick (i), &found));
      g_assert_cmpuint (found, ==, i);
    }
  g_assert_true (cs_poster_language_is_rtl ("ar-EG"));
  g_assert_false (cs_poster_language_is_rtl ("arn"));
  g_assert_true (cs_poster_language_is_cjk ("zh-Hant"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/poster/canonical", test_canonical);
  g_test_add_func ("/core/poster/small", test_small);
  g_test_add_func ("/core/poster/refused", test_refused);
  g_test_add_func ("/core/poster/absent", test_absent);
  g_test_add_func ("/core/poster/missing", test_missing);
  g_test_add_func ("/core/poster/bounds", test_bounds);
  g_test_add_func ("/core/poster/describe-all", test_describe_all);
  g_test_add_func ("/core/poster/describe", test_describe);
  g_test_add_func ("/core/poster/names", test_names);

  return g_test_run ();
}
