/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-template.h"

static void
test_find (void)
{
  static const struct
  {
    const char *text;
    const char *wanted; /* names, separated by "|" */
  } cases[] = {
    { "An earthquake of {magnitude} at { epicentre }.", "magnitude|epicentre" },
    { "{震级}级地震，震中{震中 位置}", "震级|震中 位置" },
    { "{a}{b}", "a|b" },
    { "{{a}}", "a" },
    { "No fields", "" },
    { "{} { } {1} {a\nb} {a.b} {a", "" },
    { "a} {b-c_d 2}", "b-c_d 2" },
    { "{0123456789}", "" },
    { "{an extremely long name of a field that nobody would ever write}", "" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GArray) fields = cs_template_find_fields (cases[i].text);
      g_autoptr(GString) got = g_string_new (NULL);

      for (guint j = 0; j < fields->len; j++)
        {
          g_autofree char *name = cs_template_dup_name (cases[i].text, &g_array_index (fields, CsTemplateField, j));

          g_string_append_printf (got, "%s%s", j > 0 ? "|" : "", name);
        }
      g_assert_cmpstr (got->str, ==, cases[i].wanted);
    }
}

static void
test_names_once (void)
{
  g_autoptr(GPtrArray) names = cs_template_list_names ("{place}: {what} in {place}");

  g_assert_cmpuint (names->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (names, 0), ==, "place");
  g_assert_cmpstr (g_ptr_array_index (names, 1), ==, "what");
}

static void
test_fill (void)
{
  g_autoptr(GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *filled = NULL;

  g_test_summary ("What has no value stays in its braces, and a value is never filled again");
  g_hash_table_insert (values, (gpointer) "magnitude", (gpointer) "6.2 {depth}");
  g_hash_table_insert (values, (gpointer) "place", (gpointer) "");
  filled = cs_template_fill ("{magnitude} at {place}, {depth}. {magnitude}", values);
  g_assert_cmpstr (filled, ==, "6.2 {depth} at {place}, {depth}. 6.2 {depth}");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/template/find", test_find);
  g_test_add_func ("/core/template/names-once", test_names_once);
  g_test_add_func ("/core/template/fill", test_fill);

  return g_test_run ();
}
