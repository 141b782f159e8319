/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "check-rules.h"

#define NOW G_GINT64_CONSTANT (1764000000000000)

typedef struct
{
  CsContent *content; /* one segment “Good morning.”, one account; nothing is missing */
  GArray    *targets;
  CsChecker *checker; /* with the rules that always hold */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  CsTarget mastodon = { 1, cs_text_limits_for (CS_NETWORK_MASTODON), 4, 1500, NULL };
  CsTarget x = { 2, cs_text_limits_for (CS_NETWORK_X), 4, 1000, NULL };
  CsTarget bluesky = { 3, cs_text_limits_for (CS_NETWORK_BLUESKY), 2, 2000, NULL };
  g_autoptr(GPtrArray) rules = check_rules_load ("basic");

  fixture->checker = cs_checker_new (rules);
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
  cs_checker_free (fixture->checker);
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

/* "name segment media account excess", one after the other, separated by "; " */
static void
assert_missing_at (Fixture    *fixture,
                   CsRelease   release,
                   gint64      release_at,
                   const char *wanted)
{
  CsCheckQuestion question = { fixture->content, fixture->targets, release, release_at, "UTC", NOW };
  g_autoptr(GPtrArray) findings = cs_checker_run (fixture->checker, &question);
  g_autoptr(GString) got = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const CsFinding *finding = g_ptr_array_index (findings, i);

      g_string_append_printf (got, "%s%s %u %u %" G_GINT64_FORMAT " %u", i > 0 ? "; " : "",
                              finding->rule + strlen ("basic/"), finding->place.segment, finding->place.media,
                              finding->place.account, finding->excess);
      g_assert_true (cs_finding_holds_back (finding));
      g_assert_cmpint (cs_finding_may_waive (finding, CS_ROLE_ANYONE, FALSE), ==, CS_MAY_WAIVE_NEVER);
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
  assert_missing (fixture, "no-alt-text 0 0 0 0; chart 0 0 0 0");
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

static void
assert_said (Fixture    *fixture,
             guint       i,
             const char *wanted)
{
  CsCheckQuestion question = { fixture->content, fixture->targets, CS_RELEASE_AT_ONCE, 0, "UTC", NOW };
  g_autoptr(GPtrArray) findings = cs_checker_run (fixture->checker, &question);

  g_assert_cmpuint (findings->len, >, i);
  g_assert_cmpstr (((CsFinding *) g_ptr_array_index (findings, i))->sentence, ==, wanted);
}

static void
test_sentences (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autofree char *too_long = g_strnfill (1502, 'x');

  g_test_summary ("What is missing is said with numbers, and with the account where one is known");
  set_text (fixture, 0, "x", 501);
  assert_said (fixture, 0, "1 character too long");
  g_array_index (fixture->targets, CsTarget, 0).name = "@a@b";
  assert_said (fixture, 0, "1 character too long for @a@b");
  set_text (fixture, 0, "x", 512);
  assert_said (fixture, 0, "12 characters too long for @a@b");
  set_text (fixture, 0, "", 1);
  assert_said (fixture, 0, "Text or a picture");
  g_ptr_array_add (fixture->content->segments, cs_segment_new ());
  assert_said (fixture, 1, "Text or a picture in part 2");
  add_media (fixture, too_long);
  add_media (fixture, "");
  assert_said (fixture, 0, "Alt text for picture 1: 2 characters too long for @a@b");
  assert_said (fixture, 1, "Alt text for picture 2");
}

static void
test_remembered (Fixture       *fixture,
                 gconstpointer  unused)
{
  CsCheckQuestion question = { fixture->content, fixture->targets, CS_RELEASE_AT_ONCE, 0, "UTC", NOW };
  guint before;

  g_test_summary ("One changed segment of a thread costs one look, an unchanged thread none");
  for (guint i = 0; i < 25; i++)
    {
      g_ptr_array_set_size (fixture->content->segments, (int) i + 1);
      if (!g_ptr_array_index (fixture->content->segments, i))
        g_ptr_array_index (fixture->content->segments, i) = cs_segment_new ();
      set_text (fixture, i, "Part of a thread. ", i + 1);
    }
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(GPtrArray) findings = NULL;

      before = cs_checker_get_n_read (fixture->checker);
      if (i == 2)
        set_text (fixture, 12, "Another part.", 1);
      findings = cs_checker_run (fixture->checker, &question);
      g_assert_cmpuint (cs_checker_get_n_read (fixture->checker) - before, ==, i == 0 ? 25 : i == 1 ? 0 : 1);
    }
}

static void
test_every_kind (Fixture       *fixture,
                 gconstpointer  unused)
{
  g_autoptr(GPtrArray) rules = check_rules_load ("basic");

  g_test_summary ("Each kind of check has its rule, with its reason in a file");
  for (guint kind = 0; kind <= CS_CHECK_FILM_ALONE; kind++)
    {
      g_autofree char *id = g_strconcat ("basic/", cs_check_kind_nick ((CsCheckKind) kind), NULL);
      gboolean found = FALSE;

      for (guint i = 0; i < rules->len; i++)
        found = found || g_str_equal (cs_check_rule_get_id (g_ptr_array_index (rules, i)), id);
      if (!found)
        g_error ("%s has no file", id);
    }
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
  ADD ("/core/checks/sentences", test_sentences);
  ADD ("/core/checks/remembered", test_remembered);
  ADD ("/core/checks/every-kind", test_every_kind);

  return g_test_run ();
}
