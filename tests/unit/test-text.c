/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "cs-text.h"

typedef struct
{
  const char *text;
  guint       x;
  guint       mastodon;
  guint       bluesky;
} CountCase;

#define FAMILY "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466"
#define WAVE "\U0001F44B"
#define LINK23 "https://example.org/abc"

static const CountCase count_cases[] = {
  { "", 0, 0, 0 },
  { "Hello", 5, 5, 5 },
  { "a\nb", 3, 3, 3 },
  { "a\r\nb", 4, 3, 3 },
  /* Scripts */
  { "发布会", 6, 3, 3 },
  { "全角！", 6, 3, 3 },
  { "ｶﾅ", 4, 2, 2 },
  { "かな", 4, 2, 2 },
  { "한국", 4, 2, 2 },
  { "\u1112\u1161\u11AB", 2, 1, 1 }, /* one syllable typed as three letters: NFC makes it one */
  { "مرحبا", 5, 5, 5 },
  { "שלום", 4, 4, 4 },
  { "Привет", 6, 6, 6 },
  { "“”…—", 5, 4, 4 }, /* typographic signs up to 8223 weigh 1; the ellipsis is 8230 */
  { "\u2013\u2014\u2018", 3, 3, 3 },
  { "€", 2, 1, 1 },
  { "\U00020000", 2, 1, 1 }, /* rare ideograph beyond the BMP */
  { "\u200B", 1, 1, 1 },
  /* The borders of X's ranges */
  { "\u10FF", 1, 1, 1 },
  { "\u1101", 2, 1, 1 },
  { "\u1FFE", 2, 1, 1 },
  { "\u2010\u201F", 2, 2, 2 },
  { "\u2020", 2, 1, 1 },
  { "\u2032\u2037", 2, 2, 2 },
  { "\u2038", 2, 1, 1 },
  /* Combining marks, NFC against NFD */
  { "é", 1, 1, 1 },
  { "e\u0301", 1, 1, 1 },
  { "q\u0301", 2, 1, 1 }, /* nothing to compose with */
  { "Z\u0351\u036B\u0343", 4, 1, 1 },
  { "\u212B", 1, 1, 1 }, /* the Ångström sign becomes Å in NFC */
  { "क्षि", 4, 1, 1 },
  /* Emoji */
  { "😀", 2, 1, 1 },
  { "☺", 2, 1, 1 },
  { "☺\uFE0F", 2, 1, 1 },
  { "❤\uFE0E", 4, 1, 1 }, /* text style: both weigh 2 */
  { WAVE "\U0001F3FD", 2, 1, 1 },
  { "\U0001F3FD", 2, 1, 1 },
  { "☝\uFE0F\U0001F3FD", 2, 1, 1 },
  { FAMILY, 2, 1, 1 },
  { FAMILY FAMILY, 4, 2, 2 },
  { "\U0001F469\U0001F3FB\u200D❤\uFE0F\u200D\U0001F48B\u200D\U0001F468\U0001F3FF", 2, 1, 1 },
  { "\U0001F3F3\uFE0F\u200D\U0001F308", 2, 1, 1 },
  { "\U0001F1E8\U0001F1F3", 2, 1, 1 },
  { "\U0001F1E8\U0001F1F3\U0001F1EB\U0001F1F7", 4, 2, 2 },
  { "\U0001F1E6", 2, 1, 1 },
  { "\U0001F1E6\U0001F1E6", 4, 1, 1 }, /* no country's flag */
  { "\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F", 2, 1, 1 },
  { "1\uFE0F\u20E3", 2, 1, 1 },
  { "1\u20E3", 2, 1, 1 },
  { "#\uFE0F\u20E3", 2, 1, 1 },
  { "1", 1, 1, 1 },
  { "©", 1, 1, 1 },
  { "©\uFE0F", 2, 1, 1 },
  { "™", 2, 1, 1 },
  { "\uFE0F", 2, 1, 1 },
  { "\U0001F600\u200D\U0001F600", 5, 1, 1 }, /* joined, but no sequence that anybody draws */
  /* Links with a scheme */
  { LINK23, 23, 23, 23 },
  { "http://a.co", 23, 23, 11 },
  { "HTTPS://EXAMPLE.ORG", 23, 23, 19 },
  { "https://example.org/a/very/long/path?with=a&query=1#and-more", 23, 23, 60 },
  { "See https://example.org.", 28, 28, 24 },
  { "(https://example.org)", 25, 25, 21 },
  { "https://example.org/a_(b)", 23, 23, 25 },
  { "https://example.org/a_(b))", 24, 24, 26 },
  { "https://example.org:8080/a", 23, 23, 26 },
  { "详见https://example.org/a。谢谢", 33, 25, 26 }, /* Mastodon takes what follows without a space into the path */
  { "详见https://example.org/a 谢谢", 32, 28, 26 },
  { "https://localhost/a", 19, 19, 19 },
  { "xhttps://example.org", 20, 20, 20 },
  { "https://example.org https://example.com", 47, 47, 39 },
  { "https://müller.de", 23, 23, 17 },
  { "https://例子.中国/a", 23, 23, 15 },
  { "https://t.co/abc123", 23, 23, 19 },
  { "https://t.co/abc-def", 27, 23, 20 },
  /* Links without a scheme: only X */
  { "example.org", 23, 11, 11 },
  { "www.example.org/a?b=c", 23, 21, 21 },
  { "的example.org的", 27, 13, 13 },
  { "name@example.org", 16, 16, 16 },
  { "-example.org", 12, 12, 12 },
  { "_example.org", 12, 12, 12 },
  { "/example.org", 12, 12, 12 },
  { "#example.org", 12, 12, 12 },
  { "example.notatld", 15, 15, 15 },
  { "End.Then", 8, 8, 8 },
  { "3.14", 4, 4, 4 },
  { "例子.中国", 9, 5, 5 }, /* a host in another script needs a scheme */
  /* Mentions */
  { "@office", 7, 7, 7 },
  { "@office@social.example", 22, 7, 22 },
  { "Hi @office@social.example!", 26, 11, 26 },
  { "@office@social.example@other", 28, 28, 28 },
  { "me@social.example", 17, 17, 17 },
  { "https://social.example/@office", 30, 23, 30 },
};

static void
test_count (void)
{
  CsTextLimits x = cs_text_limits_for (CS_NETWORK_X);
  CsTextLimits mastodon = cs_text_limits_for (CS_NETWORK_MASTODON);
  CsTextLimits bluesky = cs_text_limits_for (CS_NETWORK_BLUESKY);

  g_test_summary ("Every text counts on each network as the network counts it, and all of it fits");
  for (gsize i = 0; i < G_N_ELEMENTS (count_cases); i++)
    {
      const CountCase *c = &count_cases[i];
      CsTextCount on_x = cs_text_count (c->text, &x);
      CsTextCount on_mastodon = cs_text_count (c->text, &mastodon);
      CsTextCount on_bluesky = cs_text_count (c->text, &bluesky);

      if (on_x.length != c->x || on_mastodon.length != c->mastodon || on_bluesky.length != c->bluesky)
        {
          g_test_message ("“%s”: X %u (not %u), Mastodon %u (not %u), Bluesky %u (not %u)", c->text, on_x.length, c->x,
                          on_mastodon.length, c->mastodon, on_bluesky.length, c->bluesky);
          g_test_fail ();
        }
      g_assert_true (on_x.fits && on_mastodon.fits && on_bluesky.fits);
      g_assert_cmpuint (on_x.fits_bytes, ==, strlen (c->text));
      g_assert_cmpuint (on_mastodon.fits_bytes, ==, strlen (c->text));
      g_assert_cmpuint (on_bluesky.fits_bytes, ==, strlen (c->text));
      g_assert_cmpuint (on_bluesky.bytes, ==, strlen (c->text));
    }
}

static char *
repeat (const char *text,
        guint       n,
        const char *after)
{
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (string, text);
  g_string_append (string, after);
  return g_string_free (string, FALSE);
}

typedef struct
{
  CsNetworkKind network;
  const char   *unit; /* repeated n times, then @after */
  guint         n;
  const char   *after;
  guint         length;
  gboolean      fits;
  gsize         fits_bytes;
} LimitCase;

static const LimitCase limit_cases[] = {
  { CS_NETWORK_X, "a", 280, "", 280, TRUE, 280 },
  { CS_NETWORK_X, "a", 281, "", 281, FALSE, 280 },
  { CS_NETWORK_X, "字", 140, "", 280, TRUE, 420 },
  { CS_NETWORK_X, "字", 141, "", 282, FALSE, 420 },
  { CS_NETWORK_X, "a", 279, "字", 281, FALSE, 279 },
  { CS_NETWORK_X, "a", 279, "e\u0301", 280, TRUE, 282 },
  { CS_NETWORK_X, "a", 280, "e\u0301", 281, FALSE, 280 },
  { CS_NETWORK_X, "e\u0301", 281, "", 281, FALSE, 840 },
  { CS_NETWORK_X, "a", 279, "q\u0301", 281, FALSE, 279 }, /* never between a letter and its mark */
  { CS_NETWORK_X, "a", 279, FAMILY, 281, FALSE, 279 },
  { CS_NETWORK_X, "a", 256, " " LINK23, 280, TRUE, 280 },
  { CS_NETWORK_X, "a", 257, " " LINK23, 281, FALSE, 258 },
  { CS_NETWORK_X, "a", 10, "\uFEFF" "bc", 14, FALSE, 10 },
  { CS_NETWORK_X, "a", 10, "\uFFFF" "bc", 14, FALSE, 10 },
  { CS_NETWORK_MASTODON, "a", 500, "", 500, TRUE, 500 },
  { CS_NETWORK_MASTODON, "a", 501, "", 501, FALSE, 500 },
  { CS_NETWORK_MASTODON, FAMILY, 500, "", 500, TRUE, 12500 },
  { CS_NETWORK_MASTODON, FAMILY, 501, "", 501, FALSE, 12500 },
  { CS_NETWORK_PRACTICE, "字", 501, "", 501, FALSE, 1500 },
  { CS_NETWORK_MASTODON, "a", 477, " " LINK23, 501, FALSE, 478 },
  { CS_NETWORK_BLUESKY, "a", 300, "", 300, TRUE, 300 },
  { CS_NETWORK_BLUESKY, "a", 301, "", 301, FALSE, 300 },
  { CS_NETWORK_BLUESKY, FAMILY, 120, "", 120, TRUE, 3000 },
  { CS_NETWORK_BLUESKY, FAMILY, 121, "", 121, FALSE, 3000 },
  { CS_NETWORK_BLUESKY, FAMILY, 119, "字字字字字字字字9", 128, TRUE, 3000 },
  { CS_NETWORK_BLUESKY, FAMILY, 119, "字字字字字字字字字", 128, FALSE, 2999 },
};

static void
test_limits (void)
{
  g_test_summary ("What is over a limit begins at a character's border; nothing is cut inside a link or an emoji");
  for (gsize i = 0; i < G_N_ELEMENTS (limit_cases); i++)
    {
      const LimitCase *c = &limit_cases[i];
      CsTextLimits limits = cs_text_limits_for (c->network);
      g_autofree char *text = repeat (c->unit, c->n, c->after);
      CsTextCount count = cs_text_count (text, &limits);

      g_test_message ("%u × “%s” + “%s”", c->n, c->unit, c->after);
      g_assert_cmpuint (count.length, ==, c->length);
      g_assert_cmpint (count.fits, ==, c->fits);
      g_assert_cmpuint (count.fits_bytes, ==, c->fits_bytes);
    }
}

static void
test_server_limits (void)
{
  CsTextLimits limits = cs_text_limits_for (CS_NETWORK_MASTODON);
  CsTextCount count;

  g_test_summary ("A Mastodon server's own numbers replace the usual ones");
  limits.max_length = 30;
  limits.link_length = 30;
  count = cs_text_count ("https://example.org", &limits);
  g_assert_cmpuint (count.length, ==, 30);
  g_assert_true (count.fits);
  count = cs_text_count ("a https://example.org", &limits);
  g_assert_false (count.fits);
  g_assert_cmpuint (count.fits_bytes, ==, 2);
}

static void
test_long_links (void)
{
  CsTextLimits x = cs_text_limits_for (CS_NETWORK_X);
  g_autofree char *path = g_strnfill (4096 - 20, 'a');
  g_autofree char *fits = g_strconcat ("https://example.org/", path, NULL);
  g_autofree char *over = g_strconcat ("https://example.org/a", path, NULL);
  g_autofree char *label = g_strnfill (64, 'a');
  g_autofree char *long_label = g_strconcat ("https://", label, ".org", NULL);
  g_autofree char *slug = g_strnfill (41, 'a');
  g_autofree char *long_slug = g_strconcat ("https://t.co/", slug, NULL);

  g_test_summary ("X: a link over 4,096 characters, with a part of a host over 63 or a slug over 40, counts as letters");
  g_assert_cmpuint (cs_text_count (fits, &x).length, ==, 23);
  g_assert_cmpuint (cs_text_count (over, &x).length, ==, 4097);
  g_assert_cmpuint (cs_text_count (long_label, &x).length, ==, strlen (long_label));
  g_assert_cmpuint (cs_text_count (long_slug, &x).length, ==, strlen (long_slug));
}

static void
test_hostile (void)
{
  static const char *const units[] = { "a-", "字", "a.", "ab.", "((", "a(", "@a", "é.", "\u200D", "\U0001F1E6", "http://", "-字.com/" };

  g_test_summary ("100,000 bytes of anything are counted in bounded time");
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *text = repeat (units[i], (guint) (100000 / strlen (units[i])), "");

      for (guint n = CS_NETWORK_PRACTICE; n <= CS_NETWORK_X; n++)
        {
          CsTextLimits limits = cs_text_limits_for ((CsNetworkKind) n);

          g_assert_cmpuint (cs_text_count (text, &limits).length, >, 0);
        }
    }
  /* About 2 s; quadratic code takes minutes and runs into the time-out of the test. */
}

typedef struct
{
  const char *text;
  const char *spans; /* kind:text, separated by spaces */
} SpanCase;

static const SpanCase span_cases[] = {
  { "", "" },
  { "Nothing here.", "" },
  { "See https://example.org/a, please", "link:https://example.org/a" },
  { "详见https://gov.example/a。谢谢", "link:https://gov.example/a" },
  { "@office and @office@social.example", "mention:@office mention:@office@social.example" },
  { "@office.bsky.social!", "mention:@office.bsky.social" },
  { "me@example.org", "" },
  { "#防汛 #flood2026, #2026", "tag:#防汛 tag:#flood2026" },
  { "a#b &#39; https://example.org/#c", "link:https://example.org/#c" },
  { "https://social.example/@office#x", "link:https://social.example/@office#x" },
  { "example.org", "" },
};

static void
test_spans (void)
{
  static const char *const names[] = { "link", "mention", "tag" };

  g_test_summary ("Links, mentions and hashtags are found in order and at exact bytes");
  for (gsize i = 0; i < G_N_ELEMENTS (span_cases); i++)
    {
      const char *text = span_cases[i].text;
      g_autoptr(GArray) spans = cs_text_find_spans (text);
      g_autoptr(GString) found = g_string_new (NULL);

      for (guint j = 0; j < spans->len; j++)
        {
          const CsSpan *span = &g_array_index (spans, CsSpan, j);

          g_string_append_printf (found, "%s%s:%.*s", j > 0 ? " " : "", names[span->kind],
                                  (int) (span->end - span->start), text + span->start);
        }
      g_assert_cmpstr (found->str, ==, span_cases[i].spans);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/text/count", test_count);
  g_test_add_func ("/core/text/limits", test_limits);
  g_test_add_func ("/core/text/server-limits", test_server_limits);
  g_test_add_func ("/core/text/long-links", test_long_links);
  g_test_add_func ("/core/text/hostile", test_hostile);
  g_test_add_func ("/core/text/spans", test_spans);
  return g_test_run ();
}
