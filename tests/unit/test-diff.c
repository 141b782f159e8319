/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "cs-diff.h"

static char *
join_runs (const GPtrArray *runs)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      const CsDiffRun *run = g_ptr_array_index (runs, i);

      if (run->kind == CS_DIFF_SAME)
        g_string_append (text, run->text);
      else
        g_string_append_printf (text, run->kind == CS_DIFF_ADDED ? "{+%s+}" : "{-%s-}", run->text);
    }

  return g_string_free (text, FALSE);
}

/* Same and removed runs must give @before, same and added runs @after, and no two neighbours may be of a kind. */
static guint
check_runs (const GPtrArray *runs,
            const char      *before,
            const char      *after)
{
  g_autoptr(GString) one = g_string_new (NULL);
  g_autoptr(GString) other = g_string_new (NULL);
  guint n_changed = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      const CsDiffRun *run = g_ptr_array_index (runs, i);

      if (i > 0)
        g_assert_cmpint (run->kind, !=, ((CsDiffRun *) g_ptr_array_index (runs, i - 1))->kind);
      if (run->kind != CS_DIFF_ADDED)
        g_string_append (one, run->text);
      if (run->kind != CS_DIFF_REMOVED)
        g_string_append (other, run->text);
      if (run->kind != CS_DIFF_SAME)
        n_changed += (guint) strlen (run->text);
    }
  g_assert_cmpstr (one->str, ==, before);
  g_assert_cmpstr (other->str, ==, after);
  return n_changed;
}

static void
test_words (void)
{
  static const struct
  {
    const char *before;
    const char *after;
    const char *runs;
  } cases[] = {
    { "", "", "" },
    { "same", "same", "same" },
    { "", "new text", "{+new text+}" },
    { "old text", "", "{-old text-}" },
    { "The road is closed.", "The road is open.", "The road is {-closed-}{+open+}." },
    { "The road is closed.", "The main road is closed.", "The {+main +}road is closed." },
    { "one two three", "one three", "one {-two -}three" },
    { "one two", "three four", "{-one-}{+three+} {-two-}{+four+}" },
    { "防汛通知", "防汛紧急通知", "防汛{+紧急+}通知" },
    { "明天停水", "今天停水", "{-明-}{+今+}天停水" },
    { "a, b", "a; b", "a{-,-}{+;+} b" },
    { "don't", "do not", "{-don't-}{+do not+}" },
    { "👨‍👩‍👧 home", "👨‍👩‍👦 home", "{-👨‍👩‍👧-}{+👨‍👩‍👦+} home" },
  };

  g_test_summary ("Whole words change, Chinese characters one by one; what stays is found");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) runs = cs_diff_words (cases[i].before, cases[i].after);
      g_autofree char *joined = join_runs (runs);

      check_runs (runs, cases[i].before, cases[i].after);
      g_assert_cmpstr (joined, ==, cases[i].runs);
    }
}

static guint
longest_common (const char *one,
                const char *other)
{
  guint table[65][65] = { 0 };
  gsize n = strlen (one), m = strlen (other);

  for (gsize i = 1; i <= n; i++)
    {
      for (gsize j = 1; j <= m; j++)
        table[i][j] = one[i - 1] == other[j - 1] ? table[i - 1][j - 1] + 1 : MAX (table[i - 1][j], table[i][j - 1]);
    }

  return table[n][m];
}

/* Words of one byte: punctuation and spaces. */
static void
fill_random (char *text,
             guint n)
{
  static const char marks[] = ".,;!";

  for (guint i = 0; i < n; i++)
    text[i] = marks[g_test_rand_int_range (0, 4)];
  text[n] = '\0';
}

static void
test_shortest (void)
{
  g_test_summary ("The difference is the shortest there is");
  for (guint i = 0; i < 500; i++)
    {
      char one[65], other[65];
      g_autoptr(GPtrArray) runs = NULL;

      fill_random (one, (guint) g_test_rand_int_range (0, 64));
      fill_random (other, (guint) g_test_rand_int_range (0, 64));
      runs = cs_diff_words (one, other);
      g_assert_cmpuint (check_runs (runs, one, other), ==, strlen (one) + strlen (other) - 2 * longest_common (one, other));
    }
}

static void
test_bounded (void)
{
  g_autoptr(GString) one = g_string_new ("start ");
  g_autoptr(GString) other = g_string_new ("start ");
  g_autoptr(GPtrArray) runs = NULL;

  g_test_summary ("Two long texts without a common word are all removed, all added");
  for (guint i = 0; i < 5000; i++)
    {
      g_string_append_printf (one, "a%u ", i);
      g_string_append_printf (other, "b%u ", i);
    }
  runs = cs_diff_words (one->str, other->str);
  check_runs (runs, one->str, other->str);
  g_assert_cmpuint (runs->len, <=, 4);
}

static CsMediaItem *
add_picture (CsContent  *content,
             guint       segment,
             const char *name)
{
  CsMediaItem *item = cs_media_item_new ();

  item->digest = cs_digest_of_bytes (name, strlen (name));
  g_free (item->alt_text);
  item->alt_text = g_strdup (name);
  g_ptr_array_add (cs_content_get_segment (content, segment)->media, item);
  return item;
}

static void
set_text (CsContent  *content,
          const char *text)
{
  CsSegment *segment = cs_content_get_segment (content, 0);

  g_free (segment->text);
  segment->text = g_strdup (text);
}

static void
check_summary (const CsContent *before,
               const CsContent *after,
               const char      *summary)
{
  g_autoptr(CsContentDiff) diff = cs_content_diff (before, after);
  g_autofree char *text = cs_content_diff_summary (diff);

  g_assert_cmpstr (text, ==, summary);
  g_assert_cmpint (cs_content_diff_is_empty (diff), ==, g_str_equal (summary, "No change"));
}

static void
test_content (void)
{
  g_autoptr(CsContent) before = cs_content_new ();
  g_autoptr(CsContent) after = NULL;

  g_test_summary ("Everything that makes another digest is named in the summary");
  set_text (before, "The road is closed.");
  add_picture (before, 0, "map");
  add_picture (before, 0, "photo");
  after = cs_content_copy (before);
  check_summary (before, after, "No change");

  set_text (after, "The main road is now closed.");
  check_summary (before, after, "2 words added");
  check_summary (after, before, "2 words removed");
  set_text (after, "The road is closed!");
  check_summary (before, after, "punctuation or spacing changed");
  set_text (after, "道路 is closed.");
  check_summary (before, after, "2 words added, 2 words removed");
  set_text (after, "The road is closed.");

  add_picture (after, 0, "third");
  check_summary (before, after, "1 picture added");
  check_summary (after, before, "1 picture removed");
  g_ptr_array_remove_index (cs_content_get_segment (after, 0)->media, 2);
  g_ptr_array_insert (cs_content_get_segment (after, 0)->media, 0,
                      g_ptr_array_steal_index (cs_content_get_segment (after, 0)->media, 1));
  check_summary (before, after, "pictures reordered");
  g_free (cs_segment_get_media (cs_content_get_segment (after, 0), 0)->alt_text);
  cs_segment_get_media (cs_content_get_segment (after, 0), 0)->alt_text = g_strdup ("A photo");
  check_summary (before, after, "pictures reordered, 1 alt text changed");
}

static void
test_settings (void)
{
  g_autoptr(CsContent) before = cs_content_new ();
  g_autoptr(CsContent) after = cs_content_new ();

  g_test_summary ("Accounts, sources, settings and an empty part more are changes, too");
  cs_content_add_account (after, 7);
  check_summary (before, after, "accounts changed");
  cs_content_remove_account (after, 7);
  g_ptr_array_add (after->sources, cs_source_new ("City", "Road works", "2026-11-23", ""));
  check_summary (before, after, "sources changed");
  g_ptr_array_set_size (after->sources, 0);
  after->visibility = CS_VISIBILITY_UNLISTED;
  check_summary (before, after, "settings changed");
  after->visibility = CS_VISIBILITY_PUBLIC;
  g_ptr_array_add (after->segments, cs_segment_new ());
  check_summary (before, after, "settings changed");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/diff/words", test_words);
  g_test_add_func ("/core/diff/shortest", test_shortest);
  g_test_add_func ("/core/diff/bounded", test_bounded);
  g_test_add_func ("/core/diff/content", test_content);
  g_test_add_func ("/core/diff/settings", test_settings);
  return g_test_run ();
}
