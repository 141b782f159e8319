/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-error.h"
#include "cs-house-style.h"

static void
test_colours (void)
{
  CsColour colour = 7;
  g_autofree char *text = NULL;

  g_test_summary ("Contrast is that of WCAG: 21 for black on white, 4.54 for #767676, 1 for a colour on itself");

  g_assert_true (cs_colour_from_text ("#767676", &colour));
  g_assert_cmpuint (colour, ==, 0x767676);
  g_assert_cmpfloat_with_epsilon (cs_colour_contrast (colour, 0xffffff), 4.54, 0.01);
  g_assert_cmpfloat_with_epsilon (cs_colour_contrast (0, 0xffffff), 21, 0.001);
  g_assert_cmpfloat_with_epsilon (cs_colour_contrast (0xffffff, 0), 21, 0.001);
  g_assert_cmpfloat_with_epsilon (cs_colour_contrast (0xff0000, 0xff0000), 1, 0.001);
  g_assert_cmpfloat_with_epsilon (cs_colour_contrast (0xff0000, 0xffffff), 4.0, 0.01);
  text = cs_colour_to_text (0xA0b1C2);
  g_assert_cmpstr (text, ==, "#a0b1c2");
  g_assert_cmpuint (cs_colour_mix (0x000000, 0xffffff, 0.5), ==, 0x808080);

  for (const char * const *bad = (const char *[]) { "", "#12345", "#1234567", "123456", "#12345g", "#-12345", NULL }; *bad; bad++)
    g_assert_false (cs_colour_from_text (*bad, &colour));
  g_assert_cmpuint (colour, ==, 0x767676);
}

static void
test_derived (void)
{
  g_test_summary ("Colours that the drawing derives can be read on any ground on which the ink can be read");

  for (guint i = 0; i < 20000; i++)
    {
      CsColour ground = g_test_rand_int_range (0, 0x1000000);
      CsColour ink = g_test_rand_int_range (0, 0x1000000);

      g_assert_cmpfloat (cs_colour_contrast (cs_colour_choose_on (ground, ink, ink), ground), >=, CS_CONTRAST_TEXT);
      if (cs_colour_contrast (ink, ground) >= CS_CONTRAST_TEXT)
        g_assert_cmpfloat (cs_colour_contrast (cs_colour_quieter (ink, ground), ground), >=, CS_CONTRAST_TEXT);
    }
}

static void
test_canonical (void)
{
  const char *whole = "{\"accent\":\"#aa0000\",\"arabic\":\"Noto Kufi Arabic\",\"chinese\":\"Noto Serif CJK SC\",\"footer\":\"example.org\",\"ground\":\"#fff8e0\","
                      "\"ink\":\"#000000\",\"latin\":\"Cantarell\",\"logo\":\"0101010101010101010101010101010101010101010101010101010101010101\",\"name\":\"市政府\"}";
  g_autoptr(GError) error = NULL;
  g_autoptr(CsHouseStyle) style = NULL;
  g_autoptr(CsHouseStyle) usual = cs_house_style_new ();
  g_autoptr(CsHouseStyle) copy = NULL;
  g_autofree char *json = NULL;
  g_autofree char *none = NULL;

  g_test_summary ("A style reads back as it was written; what is as usual is left out");

  none = cs_house_style_to_json (usual);
  g_assert_cmpstr (none, ==, "{}");
  style = cs_house_style_parse (whole, &error);
  g_assert_no_error (error);
  json = cs_house_style_to_json (style);
  g_assert_cmpstr (json, ==, whole);
  copy = cs_house_style_copy (style);
  g_assert_true (cs_house_style_equal (copy, style));
  g_assert_false (cs_house_style_equal (copy, usual));
}

static void
test_refused (void)
{
  static const char * const bad[] = {
    "", "[]", "null", "{", "{\"paper\":\"#ffffff\"}", "{\"ground\":\"white\"}", "{\"ground\":1}", "{\"logo\":\"12\"}", "{\"name\":[]}",
  };

  g_test_summary ("What is no house style is refused");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (cs_house_style_parse (bad[i], &error));
      g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
    }
}

static void
test_check (void)
{
  static const struct
  {
    const char *json;
    int         code; /* -1 = good */
  } cases[] = {
    { "{}", -1 },
    { "{\"ink\":\"#767676\"}", -1 },
    { "{\"ink\":\"#777777\"}", CS_ERROR_LOW_CONTRAST },
    { "{\"accent\":\"#949494\"}", -1 },
    { "{\"accent\":\"#959595\"}", CS_ERROR_LOW_CONTRAST },
    { "{\"ground\":\"#101820\",\"ink\":\"#ffffff\",\"accent\":\"#f2a900\"}", -1 },
    { "{\"ground\":\"#101820\"}", CS_ERROR_LOW_CONTRAST },
    { "{\"latin\":\"\"}", CS_ERROR_INVALID },
    { "{\"latin\":\"Serif, Sans\"}", CS_ERROR_INVALID },
    { "{\"name\":\"two\\nlines\"}", CS_ERROR_INVALID },
    { "{\"name\":\"1234567890123456789012345678901234567890123456789012345678901\"}", CS_ERROR_TOO_LARGE },
  };

  g_test_summary ("Colours must be read on each other, and texts keep their bounds");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(CsHouseStyle) style = cs_house_style_parse (cases[i].json, &error);

      g_assert_no_error (error);
      g_test_message ("%s", cases[i].json);
      if (cs_house_style_check (style, &error))
        g_assert_cmpint (cases[i].code, ==, -1);
      else
        g_assert_error (error, CS_ERROR, cases[i].code);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/house-style/colours", test_colours);
  g_test_add_func ("/core/house-style/derived", test_derived);
  g_test_add_func ("/core/house-style/canonical", test_canonical);
  g_test_add_func ("/core/house-style/refused", test_refused);
  g_test_add_func ("/core/house-style/check", test_check);

  return g_test_run ();
}
