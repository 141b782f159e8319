/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "cs-diff.h"
#include "cs-lines.h"

/* Whatever is signed is said: each new member, alone and beside a change of words. */

static CsContent *
make (void)
{
  CsContent *content = cs_content_new ();
  CsVariant *variant = cs_variant_new ();
  CsSegment *segment = cs_content_get_segment (content, 0);
  CsMediaItem *item = cs_media_item_new ();

  cs_content_add_account (content, 1);
  cs_content_add_account (content, 2);
  g_free (segment->text);
  segment->text = g_strdup ("Up 3 %.");
  item->digest = cs_digest_of_bytes ("p", 1);
  g_ptr_array_add (segment->media, item);
  g_ptr_array_add (content->sources, cs_source_new ("Office", "Title", "2026", "https://example.org"));
  g_array_append_val (variant->accounts, ((gint64) { 2 }));
  cs_content_set_variant (content, variant);
  variant->base = cs_content_main_digest (content);
  return content;
}

static CsSegment *
get (CsContent *content)
{
  return cs_content_get_segment (content, 0);
}

static void
set (char       **member,
     const char  *value)
{
  g_free (*member);
  *member = g_strdup (value);
}

static void
change (CsContent *content,
        guint      which)
{
  CsMediaItem *item = cs_segment_get_media (get (content), 0);
  CsSource *source = cs_content_get_source (content, 0);
  CsVariant *variant = cs_content_get_variant (content, 0);

  switch (which)
    {
    case 0:
      get (content)->poll = cs_poll_new ();
      break;
    case 1:
      set (&get (content)->quote, "https://example.org/@a/1");
      break;
    case 2:
      set (&get (content)->reply_to, "https://example.org/@a/1");
      break;
    case 3:
      g_ptr_array_add (get (content)->claims, cs_claim_new ("3 %", 0));
      break;
    case 4:
      content->numbered = TRUE;
      break;
    case 5:
      content->ai_made = TRUE;
      break;
    case 6:
      content->replies_from = CS_REPLIES_FROM_NOBODY;
      break;
    case 7:
      set (&item->licence, "CC BY 4.0");
      break;
    case 8:
      item->ai_made = TRUE;
      break;
    case 9:
      set (&variant->language, "zh");
      break;
    case 10:
      set (&((CsSegment *) g_ptr_array_index (variant->segments, 0))->text, "涨了3%。");
      break;
    case 11:
      set (&source->page, "17");
      break;
    case 12:
      source->snapshot = cs_digest_of_bytes ("s", 1);
      break;
    case 13:
      g_ptr_array_add (item->subtitles, cs_subtitles_new ("en", &item->digest));
      break;
    case 14:
      item->cover = cs_digest_of_bytes ("c", 1);
      break;
    case 15:
      set (&item->consent, "folder 7");
      break;
    case 17:
      content->amends = cs_amendment_new (7, CS_AMEND_WITHDRAWAL, CS_AMEND_PRIVACY, "A name is shown");
      break;
    case 18:
      content->quotes_from = CS_QUOTES_FROM_NOBODY;
      break;
    case 16:
      set (&item->map_number, "GS(2026)1");
      break;
    default:
      g_assert_not_reached ();
    }
}

#define N_CHANGES 19

static void
test_alone (void)
{
  g_test_summary ("Each member that can change is a difference with a word of its own, not only a setting");
  for (guint i = 0; i < N_CHANGES; i++)
    {
      g_autoptr(CsContent) before = make ();
      g_autoptr(CsContent) after = make ();
      g_autoptr(CsContentDiff) diff = NULL;
      g_autofree char *summary = NULL;

      change (after, i);
      diff = cs_content_diff (before, after);
      summary = cs_content_diff_summary (diff);
      g_test_message ("%u: %s", i, summary);
      g_assert_false (cs_content_diff_is_empty (diff));
      if (i != 4 && i != 5 && i != 6 && i != 18)
        g_assert_cmpstr (summary, !=, "settings changed");
    }
}

static void
test_beside (void)
{
  g_test_summary ("Beside a change of the words it is said all the same, and the lines that are read aloud have it");
  for (guint i = 0; i < N_CHANGES; i++)
    {
      g_autoptr(CsContent) before = make ();
      g_autoptr(CsContent) after = make ();
      g_autoptr(CsContentDiff) words = NULL;
      g_autoptr(CsContentDiff) both = NULL;
      g_autofree char *less = NULL;
      g_autofree char *more = NULL;

      set (&get (after)->text, "Up 3 %. Down again");
      cs_content_get_variant (after, 0)->base = cs_content_main_digest (after);
      words = cs_content_diff (before, after);
      less = cs_content_diff_summary (words);
      change (after, i);
      both = cs_content_diff (before, after);
      more = cs_content_diff_summary (both);
      g_test_message ("%u: %s", i, more);
      g_assert_cmpstr (less, !=, more);
      if (i < 9 || i > 11)
        g_assert_cmpuint (cs_content_count_lines (after), >, cs_content_count_lines (before));
    }
}

static void
test_sentences (void)
{
  g_autoptr(CsContent) before = make ();
  g_autoptr(CsContent) after = make ();
  g_autoptr(GPtrArray) lines = NULL;
  g_autofree char *place = cs_content_name_part (after, 1);

  g_test_summary ("What is new and what holds no longer is said in sentences");
  change (before, 1);
  change (after, 0);
  g_ptr_array_add (get (after)->poll->options, g_strdup ("Yes"));
  g_ptr_array_add (get (after)->poll->options, g_strdup ("No"));
  cs_content_get_variant (after, 0)->base = cs_content_main_digest (after);
  cs_content_get_variant (before, 0)->base = cs_content_main_digest (before);
  lines = cs_content_compare_facts (before, after, NULL, NULL);
  g_assert_cmpuint (lines->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (lines, 0), ==, "New: Poll: Yes / No. Open for 1 day");
  g_assert_cmpstr (g_ptr_array_index (lines, 1), ==, "No longer: Quotes https://example.org/@a/1");
  g_assert_cmpstr (place, ==, "Other words 1");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/facts/alone", test_alone);
  g_test_add_func ("/core/facts/beside", test_beside);
  g_test_add_func ("/core/facts/sentences", test_sentences);
  return g_test_run ();
}
