/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-drift.h"

static void
test_kept (void)
{
  g_autoptr(CsDrift) drift = cs_drift_new ();
  g_autoptr(CsDrift) read = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  const CsDriftAlt *alt;

  g_test_summary ("What was found comes back from its text");
  g_assert_true (cs_drift_is_empty (drift));
  cs_drift_set_text (drift, "“Noon” on\nSunday \\ 中午");
  cs_drift_set_warning (drift, "");
  cs_drift_set_audience (drift, "private");
  cs_drift_set_n_media (drift, 0);
  cs_drift_add_alt (drift, 1, "A ferry");
  cs_drift_add_alt (drift, 3, "");
  text = cs_drift_to_text (drift);

  read = cs_drift_parse (text);
  g_assert_false (cs_drift_is_empty (read));
  g_assert_cmpstr (read->text, ==, drift->text);
  g_assert_cmpstr (read->warning, ==, "");
  g_assert_cmpstr (read->audience, ==, "private");
  g_assert_cmpint (read->n_media, ==, 0);
  g_assert_cmpuint (read->alts->len, ==, 2);
  alt = g_ptr_array_index (read->alts, 0);
  g_assert_cmpuint (alt->picture, ==, 1);
  g_assert_cmpstr (alt->text, ==, "A ferry");
  again = cs_drift_to_text (read);
  g_assert_cmpstr (again, ==, text);
}

static void
test_nothing (void)
{
  g_autoptr(CsDrift) drift = cs_drift_new ();
  g_autofree char *text = cs_drift_to_text (drift);

  g_test_summary ("Nothing found is nothing kept; without a place to put it nothing happens");
  g_assert_cmpstr (text, ==, "");
  cs_drift_set_text (NULL, "words");
  cs_drift_set_warning (NULL, "words");
  cs_drift_set_audience (NULL, "words");
  cs_drift_set_n_media (NULL, 1);
  cs_drift_add_alt (NULL, 1, "words");
}

static void
test_bounded (void)
{
  g_autoptr(CsDrift) drift = cs_drift_new ();
  g_autoptr(CsDrift) read = NULL;
  g_autoptr(GString) flood = g_string_new ("x");
  g_autofree char *text = NULL;

  g_test_summary ("A server that answers with a flood fills no database, and no character is cut in two");
  for (guint i = 0; i < 400000; i++)
    g_string_append (flood, "渡");
  cs_drift_set_text (drift, flood->str);
  cs_drift_set_warning (drift, flood->str);
  cs_drift_set_audience (drift, flood->str);
  for (guint i = 0; i < 1000; i++)
    cs_drift_add_alt (drift, i, flood->str);
  text = cs_drift_to_text (drift);
  g_assert_cmpuint (strlen (text), <, 400 * 1024);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  read = cs_drift_parse (text);
  g_assert_true (g_str_has_suffix (read->text, "渡…"));
  g_assert_cmpuint (read->alts->len, ==, 20);
}

static void
test_strange (void)
{
  static const char * const strange[] = {
    "", "{", "[]", "{}", "null", "words", "\xff", "{\"text\":3,\"media\":\"x\",\"alts\":{}}", "{\"alts\":[3,null,{},{\"picture\":-1,\"text\":\"x\"}]}",
    "{\"media\":9999999999999}", "{\"alts\":[{\"picture\":4294967296,\"text\":\"x\"}]}",
  };

  g_test_summary ("What nobody wrote says nothing");
  for (guint i = 0; i < G_N_ELEMENTS (strange); i++)
    {
      g_autoptr(CsDrift) drift = cs_drift_parse (strange[i]);

      g_assert_true (cs_drift_is_empty (drift));
    }
}

static void
test_sentences (void)
{
  static const char * const known[] = {
    "text", "alt", "media", "visibility", "gone", "poll", "quote", "thread", "warning", "language", "replies", "quotes",
  };

  g_test_summary ("Each result has a sentence of its own; what is as signed has none");
  g_assert_null (cs_drift_sentence (""));
  g_assert_null (cs_drift_sentence ("same"));
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    for (guint j = 0; j < i; j++)
      g_assert_cmpstr (cs_drift_sentence (known[i]), !=, cs_drift_sentence (known[j]));
  g_assert_cmpstr (cs_drift_sentence ("something new"), !=, cs_drift_sentence ("text"));
  g_assert_nonnull (cs_drift_sentence ("something new"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drift/kept", test_kept);
  g_test_add_func ("/drift/nothing", test_nothing);
  g_test_add_func ("/drift/bounded", test_bounded);
  g_test_add_func ("/drift/strange", test_strange);
  g_test_add_func ("/drift/sentences", test_sentences);

  return g_test_run ();
}
