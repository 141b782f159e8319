/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-checks.h"

#define NOW G_GINT64_CONSTANT (1764000000000000)

typedef struct
{
  CsContent *content; /* one segment “Good morning.”, one account; nothing is missing */
  GArray    *targets;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  CsTarget mastodon = { 1, cs_text_limits_for (CS_NETWORK_MASTODON), 4, 1500 };
  CsTarget x = { 2, cs_text_limits_for (CS_NETWORK_X), 4, 1000 };
  CsTarget bluesky = { 3, cs_text_limits_for (CS_NETWORK_BLUESKY), 2, 2000 };

  fixture->targets = g_array_new (FALSE, FALSE, sizeof (CsTarget));
  g_array_append_val (fixture->targets, mastodon);
  g_array_append_val (fixture->targets, x);
  g_array_append_val (fixture->targets, bluesky);
  fixture->content = cs_content_new ();
  cs_content_add_account (fixture->content, 1);
  g_free (cs_content_get_segment (fixture->content, 0)->text);
  cs_content_get_segment (fixture->content, 0)->text = g_strdup ("Good morning.");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  cs_content_free (fixture->content);
  g_array_unref (fixture->targets);
}

static void
set_text (Fixture    *fixture,
          guint       segment,
          const char *piece,
          guint       times)
{
  GString *text = g_string_new (NULL);
  CsSegment *to = cs_content_get_segment (fixture->content, segment);

  for (guint i = 0; i < times; i++)
    g_string_append (text, piece);
  g_free (to->text);
  to->text = g_string_free (text, FALSE);
}

static CsMediaItem *
add_media (Fixture    *fixture,
           const char *alt_text)
{
  CsMediaItem *item = cs_media_item_new ();

  g_free (item->alt_text);
  item->alt_text = g_strdup (alt_text);
  g_ptr_array_add (cs_content_get_segment (fixture->content, 0)->media, item);

  return item;
}

/* "nick segment media account excess", one after the other, separated by "; " */
static void
assert_missing_at (Fixture    *fixture,
                   CsRelease   release,
                   gint64      release_at,
                   const char *wanted)
{
  g_autoptr(GArray) checks = cs_check_content (fixture->content, fixture->targets, release, release_at, NOW);
  g_autoptr(GString) got = g_string_new (NULL);

  for (guint i = 0; i < checks->len; i++)
    {
      const CsCheck *check = &g_array_index (checks, CsCheck, i);

      g_string_append_printf (got, "%s%s %u %u %" G_GINT64_FORMAT " %u", i > 0 ? "; " : "",
                              cs_check_kind_nick (check->kind), check->segment, check->media, check->account,
                              check->excess);
    }
  g_assert_cmpstr (got->str, ==, wanted);
}

static void
assert_missing (Fixture    *fixture,
                const char *wanted)
{
  assert_missing_at (fixture, CS_RELEASE_AT_ONCE, 0, wanted);
}

static void
test_text (Fixture       *fixture,
           gconstpointer  unused)
{
  assert_missing (fixture, "");
  set_text (fixture, 0, "", 1);
  assert_missing (fixture, "no-text 0 0 0 0");
  set_text (fixture, 0, " \n\t　", 3);
  assert_missing (fixture, "no-text 0 0 0 0");
  add_media (fixture, "A bridge");
  assert_missing (fixture, "");
  g_ptr_array_add (fixture->content->segments, cs_segment_new ());
  assert_missing (fixture, "no-text 1 0 0 0");
}

static void
test_account (Fixture       *fixture,
              gconstpointer  unused)
{
  cs_content_remove_account (fixture->content, 1);
  assert_missing (fixture, "no-account 0 0 0 0");
  set_text (fixture, 0, "x", 9999); /* no account, no limit */
  assert_missing (fixture, "no-account 0 0 0 0");
}

static void
test_length (Fixture       *fixture,
             gconstpointer  unused)
{
  g_test_summary ("Each account counts in its own way, and only the accounts of the post do");
  set_text (fixture, 0, "水", 500);
  assert_missing (fixture, "");
  set_text (fixture, 0, "水", 501);
  assert_missing (fixture, "too-long 0 0 1 1");
  cs_content_add_account (fixture->content, 2);
  set_text (fixture, 0, "水", 150);
  assert_missing (fixture, "too-long 0 0 2 20"); /* 150 × 2 over 280 */
  cs_content_add_account (fixture->content, 3);
  set_text (fixture, 0, "水", 501);
  assert_missing (fixture, "too-long 0 0 1 1; too-long 0 0 2 722; too-long 0 0 3 201");

  g_ptr_array_add (fixture->content->segments, cs_segment_new ());
  set_text (fixture, 0, "a", 10);
  set_text (fixture, 1, "a", 301);
  assert_missing (fixture, "too-long 1 0 2 21; too-long 1 0 3 1");
}

static void
test_bytes (Fixture       *fixture,
            gconstpointer  unused)
{
  cs_content_remove_account (fixture->content, 1);
  cs_content_add_account (fixture->content, 3);
  /* 121 families of 25 bytes: few characters, too many bytes */
  set_text (fixture, 0, "👨‍👩‍👧‍👦", 121);
  assert_missing (fixture, "too-long 0 0 3 25");
}

static void
test_media (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autofree char *longest = g_strnfill (1500, 'x');
  g_autofree char *too_long = g_strnfill (1503, 'x');

  add_media (fixture, "");
  add_media (fixture, "  ");
  assert_missing (fixture, "no-alt-text 0 0 0 0; no-alt-text 0 1 0 0");
  cs_segment_get_media (cs_content_get_segment (fixture->content, 0), 0)->decorative = TRUE;
  assert_missing (fixture, "no-alt-text 0 1 0 0");
  g_ptr_array_set_size (cs_content_get_segment (fixture->content, 0)->media, 1);
  add_media (fixture, longest);
  assert_missing (fixture, "");
  add_media (fixture, too_long);
  assert_missing (fixture, "alt-too-long 0 2 1 3");
  add_media (fixture, "four");
  assert_missing (fixture, "alt-too-long 0 2 1 3");
  add_media (fixture, "five");
  assert_missing (fixture, "too-many-media 0 0 1 1; alt-too-long 0 2 1 3");
  cs_content_remove_account (fixture->content, 1);
  cs_content_add_account (fixture->content, 3);
  assert_missing (fixture, "too-many-media 0 0 3 3");
}

static void
test_chart (Fixture       *fixture,
            gconstpointer  unused)
{
  CsMediaItem *item = add_media (fixture, "");

  g_test_summary ("A chart that lacks its source is missing something, and so is its picture without alt text");
  item->chart = cs_chart_new ();
  assert_missing (fixture, "chart 0 0 0 0; no-alt-text 0 0 0 0");
}

static void
test_release (Fixture       *fixture,
              gconstpointer  unused)
{
  assert_missing_at (fixture, CS_RELEASE_AT_TIME, 0, "no-release-time 0 0 0 0");
  assert_missing_at (fixture, CS_RELEASE_AT_TIME, NOW, "release-past 0 0 0 0");
  assert_missing_at (fixture, CS_RELEASE_AT_TIME, NOW - 1, "release-past 0 0 0 0");
  assert_missing_at (fixture, CS_RELEASE_AT_TIME, NOW + 1, "");
  assert_missing_at (fixture, CS_RELEASE_AT_ONCE, NOW - 1, "");
}

static const struct { CsCheck check; const char *account; const char *sentence; } said[] = {
  { { CS_CHECK_NO_TEXT, 0, 0, 0, 0 }, NULL, "Text or a picture" },
  { { CS_CHECK_NO_TEXT, 1, 0, 0, 0 }, NULL, "Text or a picture in part 2" },
  { { CS_CHECK_NO_ACCOUNT, 0, 0, 0, 0 }, NULL, "An account to publish on" },
  { { CS_CHECK_NO_ALT_TEXT, 0, 1, 0, 0 }, NULL, "Alt text for picture 2" },
  { { CS_CHECK_TOO_LONG, 0, 0, 1, 1 }, "@a@b", "1 character too long for @a@b" },
  { { CS_CHECK_TOO_LONG, 0, 0, 1, 12 }, "@a@b", "12 characters too long for @a@b" },
  { { CS_CHECK_TOO_LONG, 0, 0, 1, 12 }, NULL, "12 characters too long" },
  { { CS_CHECK_TOO_MANY_MEDIA, 0, 0, 1, 1 }, "@a@b", "1 picture too many for @a@b" },
  { { CS_CHECK_TOO_MANY_MEDIA, 0, 0, 1, 2 }, NULL, "2 pictures too many" },
  { { CS_CHECK_ALT_TOO_LONG, 0, 0, 1, 2 }, "@a@b", "Alt text for picture 1: 2 characters too long for @a@b" },
  { { CS_CHECK_ALT_TOO_LONG, 0, 0, 1, 1 }, NULL, "Alt text for picture 1: 1 character too long" },
  { { CS_CHECK_CHART, 0, 0, 0, 0 }, NULL, "Title, unit, source, date or numbers of the chart in picture 1" },
  { { CS_CHECK_RELEASE_PAST, 0, 0, 0, 0 }, NULL, "A release time that has not passed" },
  { { CS_CHECK_NO_RELEASE_TIME, 0, 0, 0, 0 }, NULL, "A release time" },
};

static void
test_sentences (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_autofree char *sentence = cs_check_sentence (&said[i].check, said[i].account);

      g_assert_cmpstr (sentence, ==, said[i].sentence);
    }
}

static void
test_nicks (void)
{
  CsCheckKind kept = CS_CHECK_CHART;

  for (CsCheckKind kind = 0; kind <= CS_CHECK_STALE; kind++)
    {
      CsCheckKind read = CS_CHECK_CHART;

      g_assert_true (cs_check_kind_from_nick (cs_check_kind_nick (kind), &read));
      g_assert_cmpint (read, ==, kind);
    }
  g_assert_false (cs_check_kind_from_nick ("no-such-check", &kept));
  g_assert_false (cs_check_kind_from_nick (NULL, &kept));
  g_assert_cmpint (kept, ==, CS_CHECK_CHART);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/core/checks/text", test_text);
  ADD ("/core/checks/account", test_account);
  ADD ("/core/checks/length", test_length);
  ADD ("/core/checks/bytes", test_bytes);
  ADD ("/core/checks/media", test_media);
  ADD ("/core/checks/chart", test_chart);
  ADD ("/core/checks/release", test_release);
  g_test_add_func ("/core/checks/sentences", test_sentences);
  g_test_add_func ("/core/checks/nicks", test_nicks);

  return g_test_run ();
}
