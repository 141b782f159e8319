/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>

#include "cs-merge.h"

static CsContent *
make (const char *texts)
{
  g_auto(GStrv) parts = g_strsplit (texts, "|", -1);
  CsContent *content = cs_content_new ();

  cs_content_add_account (content, 1);
  cs_content_add_account (content, 2);
  g_ptr_array_set_size (content->segments, 0);
  for (guint i = 0; parts[i]; i++)
    {
      CsSegment *segment = cs_segment_new ();

      g_free (segment->text);
      segment->text = g_strdup (parts[i]);
      g_ptr_array_add (content->segments, segment);
    }
  return content;
}

static char *
join (const CsContent *content)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < content->segments->len; i++)
    g_string_append_printf (text, "%s%s", i ? "|" : "", cs_content_get_segment (content, i)->text);
  return g_string_free (text, FALSE);
}

static const struct { const char *base, *mine, *theirs; guint rows; const char *merged; } cases[] = {
  { "a|b|c", "a|b|c", "a|b|c", 0, "a|b|c" },
  { "a|b|c", "a|B|c", "a|b|C", 2, "a|B|C" },    /* each one part: both are kept without a question */
  { "a|b|c", "a|B|c", "a|b2|c", 1, "a|B|c" },   /* the same part: mine until somebody chooses */
  { "a", "a|mine", "a", 1, "a|mine" },
  { "a", "a", "a|theirs", 1, "a|theirs" },
  { "a|b", "a", "a|b", 1, "a" },
  { "a|b", "a|b", "a", 1, "a" },
};

static void
test_parts (void)
{
  g_test_summary ("What one of two changed is taken, what both changed waits for a choice, nothing is overwritten");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(CsContent) base = make (cases[i].base);
      g_autoptr(CsContent) mine = make (cases[i].mine);
      g_autoptr(CsContent) theirs = make (cases[i].theirs);
      g_autoptr(GPtrArray) rows = cs_merge_list (base, mine, theirs);
      g_autoptr(CsContent) merged = cs_merge_apply (base, mine, theirs, rows);
      g_autofree char *texts = join (merged);

      g_test_message ("Case %u", i);
      g_assert_cmpuint (rows->len, ==, cases[i].rows);
      g_assert_cmpstr (texts, ==, cases[i].merged);
    }
}

static void
test_choice (void)
{
  g_autoptr(CsContent) base = make ("a|b");
  g_autoptr(CsContent) mine = make ("A|B");
  g_autoptr(CsContent) theirs = make ("x|y");
  g_autoptr(GPtrArray) rows = cs_merge_list (base, mine, theirs);
  g_autoptr(CsContent) merged = NULL;
  g_autofree char *texts = NULL;

  g_test_summary ("Each part can be taken from either");
  g_assert_cmpuint (rows->len, ==, 2);
  ((CsMergeRow *) g_ptr_array_index (rows, 1))->side = CS_MERGE_THEIRS;
  merged = cs_merge_apply (base, mine, theirs, rows);
  texts = join (merged);
  g_assert_cmpstr (texts, ==, "A|y");
}

static void
test_rest (void)
{
  g_autoptr(CsContent) base = make ("a");
  g_autoptr(CsContent) mine = make ("A");
  g_autoptr(CsContent) theirs = make ("a");
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(CsContent) merged = NULL;
  CsVariant *variant = cs_variant_new ();

  g_test_summary ("Sources, settings and words for accounts that only they changed come along; claims never point at a source that is gone");
  g_ptr_array_add (theirs->sources, cs_source_new ("P", "T", "", ""));
  theirs->ai_made = TRUE;
  g_array_append_val (variant->accounts, ((gint64) { 2 }));
  cs_content_set_variant (theirs, variant);
  g_ptr_array_add (cs_content_get_segment (mine, 0)->claims, cs_claim_new ("A", 7));
  rows = cs_merge_list (base, mine, theirs);
  g_assert_cmpuint (rows->len, ==, 2);
  merged = cs_merge_apply (base, mine, theirs, rows);
  g_assert_cmpuint (merged->sources->len, ==, 1);
  g_assert_true (merged->ai_made);
  g_assert_cmpuint (merged->variants->len, ==, 1);
  g_assert_cmpuint (cs_content_get_segment (merged, 0)->claims->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/merge/parts", test_parts);
  g_test_add_func ("/core/merge/choice", test_choice);
  g_test_add_func ("/core/merge/rest", test_rest);
  return g_test_run ();
}
