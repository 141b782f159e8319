/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-comment.h"
#include "cs-error.h"
#include "cs-lines.h"

static CsContent *
make_content (const char *first,
              const char *second)
{
  CsContent *content = cs_content_new ();
  CsSegment *segment = cs_segment_new ();

  g_free (cs_content_get_segment (content, 0)->text);
  cs_content_get_segment (content, 0)->text = g_strdup (first);
  g_free (segment->text);
  segment->text = g_strdup (second);
  g_ptr_array_add (content->segments, segment);
  return content;
}

static CsCommentAnchor *
anchor_at (const CsContent *content,
           guint            segment,
           const char      *words)
{
  g_autoptr(GError) error = NULL;
  const char *text = cs_content_get_segment (content, segment)->text;
  const char *found = strstr (text, words);
  guint start;
  CsCommentAnchor *anchor = NULL;

  g_assert_nonnull (found);
  start = (guint) g_utf8_pointer_to_offset (text, found);
  anchor = cs_comment_anchor_new_words (content, segment, start, start + (guint) g_utf8_strlen (words, -1), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (anchor->quote, ==, words);
  return anchor;
}

static void
test_find (void)
{
  static const struct
  {
    const char *before;  /* the first segment that was commented on */
    const char *words;
    const char *after;   /* the first segment now */
    const char *second;  /* the second one now */
    int         segment; /* where the words stand now; -1 = gone */
    guint       start;
    gboolean    certain;
  } cases[] = {
    { "The bridge is open.", "bridge", "The bridge is open.", "", 0, 4, TRUE },
    { "The bridge is open.", "bridge", "Dear all, the bridge is open.", "", 0, 14, TRUE },
    { "The bridge is open.", "bridge", "The road is open.", "", -1, 0, TRUE },
    { "The bridge is open.", "bridge", "Something.", "The bridge is open.", 1, 4, TRUE },
    { "The bridge is open.", "open", "The bridge is open. So is the bridge.", "", 0, 14, TRUE },
    { "An old bridge and a new bridge.", "new bridge", "A new bridge and an old bridge, a new bridge.", "", 0, 34, TRUE },
    /* short words elsewhere are other words */
    { "The bridge is open.", "is", "The road was closed; this bus.", "", -1, 0, TRUE },
    /* twice the same, with the same around them: nobody can tell which, unless one is at the old place */
    { "Call us today. Please.", "Call us", "Good. Call us today. Please. Good. Call us today. Please.", "", 0, 35, TRUE },
    { "xx. Call us", "Call us", "Call us and Call us", "", 0, 12, TRUE },
    { "四月一日起大桥通车。", "大桥", "自四月一日起大桥通车。", "", 0, 6, TRUE },
    { "四月一日起大桥通车。", "大桥", "四月一日起隧道通车。", "", -1, 0, TRUE },
    { "👍🏽 Thanks to all", "Thanks", "👍🏽 Many thanks. Thanks to all", "", 0, 16, TRUE },
  };

  g_test_summary ("Words are found again by what stands around them, and are gone where others only read the same");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(CsContent) before = make_content (cases[i].before, "");
      g_autoptr(CsContent) after = make_content (cases[i].after, cases[i].second);
      g_autoptr(CsCommentAnchor) anchor = anchor_at (before, 0, cases[i].words);
      gboolean certain = FALSE;
      g_autoptr(CsCommentAnchor) place = cs_comment_anchor_find (anchor, after, &certain);

      g_test_message ("%s → %s", cases[i].before, cases[i].after);
      if (cases[i].segment < 0)
        {
          g_assert_null (place);
          continue;
        }
      g_assert_nonnull (place);
      g_assert_cmpuint (place->segment, ==, cases[i].segment);
      g_assert_cmpuint (place->start, ==, cases[i].start);
      g_assert_cmpstr (place->quote, ==, cases[i].words);
      g_assert_true (certain == cases[i].certain);
    }
}

static void
test_twins (void)
{
  g_autoptr(CsContent) before = make_content ("Opening hours: 9 to 5.", "");
  g_autoptr(CsContent) after = make_content ("None.", "Opening hours: 9 to 5.\nOpening hours: 9 to 5.");
  g_autoptr(CsContent) untouched = cs_content_copy (after);
  g_autoptr(CsCommentAnchor) anchor = anchor_at (before, 0, "hours: 9");
  g_autoptr(CsCommentAnchor) place = NULL;
  g_autoptr(GError) error = NULL;
  gboolean certain = TRUE;

  g_test_summary ("Two places that cannot be told apart: one is shown, none is changed");
  place = cs_comment_anchor_find (anchor, after, &certain);
  g_assert_nonnull (place);
  g_assert_false (certain);
  g_assert_false (cs_comment_apply (anchor, "hours: 8", after, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_WORDS_GONE);
  g_assert_cmpstr (cs_content_get_segment (after, 1)->text, ==, cs_content_get_segment (untouched, 1)->text);
}

static void
test_apply (void)
{
  g_autoptr(CsContent) content = make_content ("The brigde is open.", "");
  g_autoptr(CsCommentAnchor) anchor = anchor_at (content, 0, "brigde");
  g_autoptr(CsCommentAnchor) all = cs_comment_anchor_new_post ();
  g_autoptr(CsCommentAnchor) picture = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *huge = g_strnfill (CS_CONTENT_MAX_TEXT_BYTES, 'x');
  CsMediaItem *item = cs_media_item_new ();

  g_test_summary ("A suggestion replaces the words, in normal form, once; or an alt text; anything else is refused");
  g_assert_true (cs_comment_apply (anchor, "bridge at Cafe\xcc\x81", content, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (cs_content_get_segment (content, 0)->text, ==, "The bridge at Café is open.");
  g_assert_false (cs_comment_apply (anchor, "bridge", content, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_WORDS_GONE);
  g_clear_error (&error);
  g_assert_false (cs_comment_apply (all, "bridge", content, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_clear_error (&error);

  item->digest.bytes[0] = 7;
  g_ptr_array_add (cs_content_get_segment (content, 1)->media, item);
  picture = cs_comment_anchor_new_picture (0, &item->digest);
  g_assert_true (cs_comment_apply (picture, "A bridge at night", content, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (item->alt_text, ==, "A bridge at night");
  g_assert_false (cs_comment_apply (picture, huge, content, &error) && cs_comment_apply (anchor, huge, content, &error));
  g_clear_error (&error);

  g_clear_pointer (&anchor, cs_comment_anchor_free);
  anchor = anchor_at (content, 0, "bridge");
  g_assert_false (cs_comment_apply (anchor, huge, content, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_TOO_LARGE);
}

static void
test_sources (void)
{
  g_autoptr(CsContent) before = cs_content_new ();
  g_autoptr(CsContent) after = cs_content_new ();
  g_autoptr(CsCommentAnchor) anchor = NULL;
  g_autoptr(CsCommentAnchor) place = NULL;
  g_autoptr(GError) error = NULL;

  g_test_summary ("A source is found where it moved to, and is gone when taken out");
  g_ptr_array_add (before->sources, cs_source_new ("Office", "Figures", "2026", "https://example.org/1"));
  g_ptr_array_add (before->sources, cs_source_new ("Office", "More figures", "2026", ""));
  g_ptr_array_add (after->sources, cs_source_new ("Office", "More figures", "2026", ""));
  anchor = cs_comment_anchor_new_source (before, 1, &error);
  g_assert_no_error (error);
  place = cs_comment_anchor_find (anchor, after, NULL);
  g_assert_nonnull (place);
  g_assert_cmpuint (place->source, ==, 0);

  g_clear_pointer (&anchor, cs_comment_anchor_free);
  anchor = cs_comment_anchor_new_source (before, 0, &error);
  g_assert_null (cs_comment_anchor_find (anchor, after, NULL));
  g_assert_null (cs_comment_anchor_new_source (before, 2, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
}

static void
test_json (void)
{
  static const char * const good[] = {
    "{\"kind\":\"post\"}",
    "{\"after\":\" is\",\"before\":\"The \\\"\",\"end\":10,\"kind\":\"words\",\"quote\":\"大桥\",\"segment\":2,\"start\":4}",
    "{\"kind\":\"picture\",\"picture\":\"0700000000000000000000000000000000000000000000000000000000000000\",\"segment\":1}",
    "{\"kind\":\"source\",\"quote\":\"https://example.org/\",\"source\":3}",
  };
  static const char * const bad[] = {
    "", "[]", "{}", "{\"kind\":\"star\"}", "{\"kind\":7}", "{\"kind\":\"post\",\"more\":1}", "{\"kind\":\"words\",\"start\":3,\"end\":3}",
    "{\"kind\":\"words\",\"start\":-1,\"end\":3}", "{\"kind\":\"words\",\"start\":0,\"end\":99999999999}", "{\"kind\":\"picture\",\"picture\":\"07\"}",
    "{\"kind\":\"picture\"}", "{\"kind\":\"source\",\"source\":\"one\"}", "{\"kind\":\"post\",\"quote\":{}}", "{\"kind\":\"post\"} x",
  };

  g_test_summary ("An anchor comes back from its canonical form byte by byte; anything else is refused");
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(CsCommentAnchor) anchor = cs_comment_anchor_parse (good[i], &error);
      g_autofree char *again = NULL;

      g_assert_no_error (error);
      again = cs_comment_anchor_to_canonical (anchor);
      g_assert_cmpstr (again, ==, good[i]);
    }

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_null (cs_comment_anchor_parse (bad[i], &error));
      g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
    }
}

static void
test_kinds (void)
{
  CsCommentKind kind = CS_COMMENT_REMARK;

  for (guint i = 0; i <= CS_COMMENT_SUGGESTION; i++)
    {
      g_assert_true (cs_comment_kind_from_nick (cs_comment_kind_nick ((CsCommentKind) i), &kind));
      g_assert_cmpuint (kind, ==, i);
      g_assert_cmpstr (cs_comment_kind_label ((CsCommentKind) i), !=, "");
    }
  g_assert_false (cs_comment_kind_from_nick ("praise", &kind));
}

static void
test_lines (void)
{
  g_autoptr(CsContent) content = make_content ("First line\n\n  \nSecond line\r\n", "Third");
  g_autoptr(GPtrArray) lines = NULL;
  static const char * const texts[] = {
    "Careful", "First line", "Second line", "A bridge", "Third", "Office · Figures · https://example.org/",
  };
  static const CsLineKind kinds[] = {
    CS_LINE_WARNING, CS_LINE_TEXT, CS_LINE_TEXT, CS_LINE_PICTURE, CS_LINE_TEXT, CS_LINE_SOURCE,
  };
  CsMediaItem *item = cs_media_item_new ();

  g_test_summary ("Everything that is read aloud is a line: warning, text, pictures, sources; nothing blank");
  g_free (item->alt_text);
  item->alt_text = g_strdup ("A bridge");
  g_ptr_array_add (cs_content_get_segment (content, 0)->media, item);
  g_ptr_array_add (content->sources, cs_source_new ("Office", "Figures", "", "https://example.org/"));
  g_free (content->warning);
  content->warning = g_strdup ("Careful");

  lines = cs_content_list_lines (content);
  g_assert_cmpuint (lines->len, ==, G_N_ELEMENTS (texts));
  g_assert_cmpuint (cs_content_count_lines (content), ==, lines->len);
  for (guint i = 0; i < lines->len; i++)
    {
      const CsLine *line = g_ptr_array_index (lines, i);

      g_assert_cmpint (line->kind, ==, kinds[i]);
      g_assert_cmpstr (line->text, ==, texts[i]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/comment/find", test_find);
  g_test_add_func ("/comment/twins", test_twins);
  g_test_add_func ("/comment/apply", test_apply);
  g_test_add_func ("/comment/sources", test_sources);
  g_test_add_func ("/comment/json", test_json);
  g_test_add_func ("/comment/kinds", test_kinds);
  g_test_add_func ("/comment/lines", test_lines);
  return g_test_run ();
}
