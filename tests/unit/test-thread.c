/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "cs-thread.h"

static GPtrArray *
make (const char *texts)
{
  g_auto(GStrv) parts = g_strsplit (texts, "|", -1);
  GPtrArray *segments = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_segment_free);

  for (guint i = 0; parts[i]; i++)
    {
      CsSegment *segment = cs_segment_new ();

      g_free (segment->text);
      segment->text = g_strdup (parts[i]);
      g_ptr_array_add (segments, segment);
    }
  return segments;
}

static void
assert_texts (GPtrArray  *segments,
              const char *texts)
{
  g_autoptr(GString) joined = g_string_new (NULL);

  for (guint i = 0; i < segments->len; i++)
    g_string_append_printf (joined, "%s%s", i ? "|" : "", ((CsSegment *) g_ptr_array_index (segments, i))->text);
  g_assert_cmpstr (joined->str, ==, texts);
}

static void
test_split (void)
{
  g_autoptr(GPtrArray) segments = make ("One two. Three|Four");
  gpointer first = g_ptr_array_index (segments, 0);
  gpointer last = g_ptr_array_index (segments, 1);

  g_test_summary ("Splitting takes the white space away, keeps what stays, and pictures stay with the first half");
  g_ptr_array_add (((CsSegment *) first)->media, cs_media_item_new ());
  g_assert_true (cs_thread_split (segments, 0, strlen ("One two. ")));
  assert_texts (segments, "One two.|Three|Four");
  g_assert_true (g_ptr_array_index (segments, 0) == first);
  g_assert_true (g_ptr_array_index (segments, 2) == last);
  g_assert_cmpuint (((CsSegment *) first)->media->len, ==, 1);
  g_assert_true (cs_thread_split (segments, 2, 4));
  assert_texts (segments, "One two.|Three|Four|");
}

static void
test_merge (void)
{
  g_autoptr(GPtrArray) segments = make ("One.|Two.|\nThree|今天。|明天。|");

  g_test_summary ("Merging puts one space between, none in Chinese, and says where the second text begins");
  g_assert_false (cs_thread_may_merge (segments, 0));
  g_ptr_array_add (((CsSegment *) g_ptr_array_index (segments, 1))->media, cs_media_item_new ());
  g_assert_cmpuint (cs_thread_merge (segments, 1), ==, 5);
  assert_texts (segments, "One. Two.|\nThree|今天。|明天。|");
  g_assert_cmpuint (((CsSegment *) g_ptr_array_index (segments, 0))->media->len, ==, 1);
  g_assert_cmpuint (cs_thread_merge (segments, 1), ==, 9);
  g_assert_cmpuint (cs_thread_merge (segments, 2), ==, strlen ("今天。"));
  assert_texts (segments, "One. Two.\nThree|今天。明天。|");
}

static void
test_move (void)
{
  g_autoptr(GPtrArray) segments = make ("a|b|c");
  CsSegment *removed;

  g_test_summary ("Parts are moved, taken out and put back; the last one stays");
  cs_thread_move (segments, 0, 2);
  assert_texts (segments, "b|c|a");
  cs_thread_move (segments, 2, 1);
  assert_texts (segments, "b|a|c");
  removed = cs_thread_remove (segments, 1);
  assert_texts (segments, "b|c");
  cs_thread_insert (segments, 9, removed);
  assert_texts (segments, "b|c|a");
  g_assert_true (cs_thread_add (segments, 0));
  assert_texts (segments, "b||c|a");
  g_ptr_array_set_size (segments, 1);
  g_assert_null (cs_thread_remove (segments, 0));
}

static void
add_claim (GPtrArray  *segments,
           guint       position,
           const char *words)
{
  g_ptr_array_add (((CsSegment *) g_ptr_array_index (segments, position))->claims, cs_claim_new (words, 0));
}

static void
test_claims (void)
{
  g_autoptr(GPtrArray) segments = make ("Up 3 %. Down 4 %. Then.");
  CsSegment *first = g_ptr_array_index (segments, 0);
  CsSegment *second;

  g_test_summary ("What stands on a source goes with its words; poll, quote and answer stay with the first part; two polls do not merge");
  add_claim (segments, 0, "4 %");
  add_claim (segments, 0, "3 %");
  add_claim (segments, 0, "5 %");
  first->poll = cs_poll_new ();
  g_free (first->reply_to);
  first->reply_to = g_strdup ("https://example.org/@a/1");
  g_assert_true (cs_thread_split (segments, 0, 8));
  second = g_ptr_array_index (segments, 1);
  g_assert_cmpuint (first->claims->len, ==, 2);
  g_assert_cmpuint (second->claims->len, ==, 1);
  g_assert_cmpstr (((CsClaim *) g_ptr_array_index (second->claims, 0))->words, ==, "4 %");
  g_assert_null (second->poll);
  cs_thread_move (segments, 0, 1);
  g_assert_cmpstr (second->reply_to, ==, "https://example.org/@a/1");
  g_assert_cmpstr (first->reply_to, ==, "");
  second->poll = cs_poll_new ();
  g_assert_false (cs_thread_may_merge (segments, 1));
  g_clear_pointer (&second->poll, cs_poll_free);
  cs_thread_merge (segments, 1);
  g_assert_cmpuint (second->claims->len, ==, 3);
  g_assert_nonnull (second->poll);
}

static void
test_bounds (void)
{
  g_autoptr(GPtrArray) segments = make ("a b");

  g_test_summary ("A thread never has more parts than a post may have");
  while (segments->len < CS_CONTENT_MAX_SEGMENTS)
    g_assert_true (cs_thread_add (segments, 0));
  g_assert_false (cs_thread_add (segments, 0));
  g_assert_false (cs_thread_split (segments, 0, 1));
  assert_texts (segments, "a b|||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||||");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/thread/split", test_split);
  g_test_add_func ("/core/thread/merge", test_merge);
  g_test_add_func ("/core/thread/move", test_move);
  g_test_add_func ("/core/thread/claims", test_claims);
  g_test_add_func ("/core/thread/bounds", test_bounds);
  return g_test_run ();
}
