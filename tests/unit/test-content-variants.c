/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-content.h"
#include "cs-error.h"

/* Threads, other words for an account, translations, and what goes out of all that. */

static void
set (char       **text,
     const char  *value)
{
  g_free (*text);
  *text = g_strdup (value);
}

static void
add_text (GPtrArray  *segments,
          const char *text)
{
  CsSegment *segment = cs_segment_new ();

  set (&segment->text, text);
  g_ptr_array_add (segments, segment);
}

/* Accounts 1 to 4, two segments "one" and "two". */
static CsContent *
make_content (void)
{
  CsContent *content = cs_content_new ();

  for (gint64 account = 1; account <= 4; account++)
    cs_content_add_account (content, account);
  set (&cs_content_get_segment (content, 0)->text, "one");
  add_text (content->segments, "two");
  return content;
}

static CsVariant *
make_variant (const char *text,
              gint64      first,
              gint64      second)
{
  CsVariant *variant = cs_variant_new ();

  if (first != 0)
    g_array_append_val (variant->accounts, first);
  if (second != 0)
    g_array_append_val (variant->accounts, second);
  set (&((CsSegment *) g_ptr_array_index (variant->segments, 0))->text, text);
  return variant;
}

static void
assert_goes_out (const CsContent *content,
                 gint64           account,
                 const char      *expected)
{
  g_autoptr(GString) all = g_string_new (NULL);

  for (guint i = 0; i < cs_content_get_segments_for (content, account)->len; i++)
    {
      g_autofree char *text = cs_content_get_outgoing_text (content, account, i);

      g_string_append_printf (all, "%s%s", i > 0 ? "|" : "", text);
    }
  g_assert_cmpstr (all->str, ==, expected);
}

static void
assert_round_trip (const CsContent *content)
{
  g_autofree char *json = cs_content_to_canonical (content);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsContent) parsed = cs_content_parse (json, &error);
  g_autoptr(CsContent) copy = cs_content_copy (content);
  g_autofree char *copied = cs_content_to_canonical (copy);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  again = cs_content_to_canonical (parsed);
  g_assert_cmpstr (again, ==, json);
  g_assert_cmpstr (copied, ==, json);
}

static void
test_old_form (void)
{
  g_autoptr(CsContent) content = cs_content_new ();
  g_autofree char *json = cs_content_to_canonical (content);

  g_test_summary ("What has nothing of the newer members is written as it was before there were any: old digests hold");
  g_assert_cmpstr (json, ==, "{\"accounts\":[],\"language\":\"en\",\"segments\":[{\"media\":[],\"text\":\"\"}],\"sources\":[],"
                             "\"version\":1,\"visibility\":\"public\",\"warning\":\"\"}");
}

static void
test_goes_out (void)
{
  g_autoptr(CsContent) content = make_content ();
  CsVariant *variant;

  g_test_summary ("Each account gets its own words, and numbers where the thread is numbered");
  assert_goes_out (content, 1, "one|two");
  variant = cs_content_set_variant (content, make_variant ("alone", 2, 3));
  g_assert_nonnull (variant);
  set (&variant->language, "zh");
  content->numbered = TRUE;
  assert_goes_out (content, 1, "one 1/2|two 2/2");
  assert_goes_out (content, 2, "alone");
  assert_goes_out (content, 4, "one 1/2|two 2/2");
  g_assert_cmpstr (cs_content_get_language_for (content, 3), ==, "zh");
  g_assert_cmpstr (cs_content_get_language_for (content, 1), ==, "en");
  set (&cs_content_get_segment (content, 1)->text, "");
  assert_goes_out (content, 1, "one 1/2|2/2");
  g_assert_cmpuint (cs_content_count_parts (content), ==, 3);
  g_assert_cmpstr (cs_content_get_part (content, 2)->text, ==, "alone");
  assert_round_trip (content);
}

static void
test_accounts_move (void)
{
  g_autoptr(CsContent) content = make_content ();

  g_test_summary ("An account is in one variant; those that are left without accounts go");
  g_assert_nonnull (cs_content_set_variant (content, make_variant ("a", 3, 4)));
  g_assert_nonnull (cs_content_set_variant (content, make_variant ("b", 4, 2)));
  assert_goes_out (content, 3, "a");
  assert_goes_out (content, 4, "b");
  g_assert_true (cs_content_get_variant (content, 0) == cs_content_find_variant (content, 2));
  assert_round_trip (content);

  g_assert_nonnull (cs_content_set_variant (content, make_variant ("c", 3, 3)));
  g_assert_cmpuint (content->variants->len, ==, 2);
  g_assert_null (cs_content_set_variant (content, make_variant ("nowhere", 9, 0)));
  cs_content_remove_account (content, 2);
  g_assert_true (cs_content_get_variant (content, 0) == cs_content_find_variant (content, 3));
  cs_content_remove_account (content, 3);
  cs_content_remove_account (content, 4);
  g_assert_cmpuint (content->variants->len, ==, 0);
  assert_goes_out (content, 1, "one|two");
  assert_round_trip (content);
}

static void
test_stale (void)
{
  g_autoptr(CsContent) content = make_content ();
  CsVariant *variant = cs_content_set_variant (content, make_variant ("eins", 2, 0));
  CsMediaItem *item = cs_media_item_new ();

  g_test_summary ("A change of words, alt text or answers in the main text makes a translation stale, and nothing else does");
  g_assert_true (cs_content_variant_is_stale (content, variant));
  variant->base = cs_content_main_digest (content);
  g_assert_false (cs_content_variant_is_stale (content, variant));

  set (&((CsSegment *) g_ptr_array_index (variant->segments, 0))->text, "zwei");
  content->numbered = TRUE;
  g_ptr_array_add (cs_content_get_segment (content, 0)->claims, cs_claim_new ("one", 0));
  g_assert_false (cs_content_variant_is_stale (content, variant));

  g_ptr_array_add (cs_content_get_segment (content, 1)->media, item);
  g_assert_true (cs_content_variant_is_stale (content, variant));
  variant->base = cs_content_main_digest (content);
  set (&item->alt_text, "a bridge");
  g_assert_true (cs_content_variant_is_stale (content, variant));
  variant->base = cs_content_main_digest (content);
  cs_content_get_segment (content, 1)->poll = cs_poll_new ();
  g_ptr_array_add (cs_content_get_segment (content, 1)->poll->options, g_strdup ("yes"));
  g_assert_true (cs_content_variant_is_stale (content, variant));
}

static void
test_remove_source (void)
{
  g_autoptr(CsContent) content = make_content ();
  GPtrArray *claims = cs_content_get_segment (content, 0)->claims;
  CsVariant *variant = cs_content_set_variant (content, make_variant ("three", 2, 0));
  GPtrArray *others = ((CsSegment *) g_ptr_array_index (variant->segments, 0))->claims;

  g_test_summary ("With a source go the claims that stand on it; those on later sources follow them, in variants too");
  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (content->sources, cs_source_new ("Office", NULL, NULL, NULL));
  g_ptr_array_add (claims, cs_claim_new ("one", 1));
  g_ptr_array_add (claims, cs_claim_new ("on", 0));
  g_ptr_array_add (others, cs_claim_new ("three", 2));
  cs_content_remove_source (content, 1);
  g_assert_cmpuint (claims->len, ==, 1);
  g_assert_cmpuint (((CsClaim *) g_ptr_array_index (claims, 0))->source, ==, 0);
  g_assert_cmpuint (((CsClaim *) g_ptr_array_index (others, 0))->source, ==, 1);
  assert_round_trip (content);
}

static CsDigest
digest_of (char letter)
{
  return cs_digest_of_bytes (&letter, 1);
}

static void
test_digests (void)
{
  g_autoptr(CsContent) content = make_content ();
  CsMediaItem *item = cs_media_item_new ();
  CsRendition rendition = { CS_NETWORK_X, digest_of ('c'), (char *) "image/jpeg", 10, 10, 99 };
  CsDigest subtitles = digest_of ('d');
  g_autoptr(GArray) digests = NULL;
  CsVariant *variant = cs_content_set_variant (content, make_variant ("x", 2, 0));

  g_test_summary ("Every file that is named anywhere is listed, each once");
  item->digest = digest_of ('a');
  item->width = item->height = 20;
  item->cover = digest_of ('b');
  g_ptr_array_add (item->renditions, cs_rendition_copy (&rendition));
  g_ptr_array_add (item->subtitles, cs_subtitles_new ("en", &subtitles));
  g_ptr_array_add (cs_content_get_segment (content, 0)->media, item);
  g_ptr_array_add (((CsSegment *) g_ptr_array_index (variant->segments, 0))->media, cs_media_item_copy (item));
  g_ptr_array_add (content->sources, cs_source_new ("Office", NULL, NULL, NULL));
  cs_content_get_source (content, 0)->snapshot = digest_of ('e');
  digests = cs_content_list_digests (content);
  g_assert_cmpuint (digests->len, ==, 5);
  for (guint i = 0; i < digests->len; i++)
    {
      CsDigest expected = digest_of ("abdce"[i]);

      g_assert_true (cs_digest_equal (&g_array_index (digests, CsDigest, i), &expected));
    }
  g_assert_nonnull (cs_media_item_find_rendition (item, CS_NETWORK_X));
  g_assert_null (cs_media_item_find_rendition (item, CS_NETWORK_BLUESKY));
  assert_round_trip (content);
}

static void
test_refused (void)
{
  static const struct { const char *json; const char *names; } cases[] = {
    { "{\"accounts\":[1],\"variants\":[{\"accounts\":[2],\"segments\":[{}]}]}", "accounts" },
    { "{\"accounts\":[1],\"variants\":[{\"accounts\":[],\"segments\":[{}]}]}", "accounts" },
    { "{\"accounts\":[1],\"variants\":[{\"accounts\":[1]},{\"accounts\":[1]}]}", "accounts" },
    { "{\"accounts\":[1],\"variants\":[{\"accounts\":[1],\"segments\":[]}]}", "segments" },
    { "{\"accounts\":[1],\"variants\":[{\"accounts\":[1],\"language\":\"\"}]}", "language" },
    { "{\"accounts\":[1],\"variants\":[{\"accounts\":[1],\"base\":\"12\"}]}", "base" },
    { "{\"segments\":[{\"claims\":[{\"source\":0,\"words\":\"a\"}]}]}", "claims" },
    { "{\"sources\":[{}],\"segments\":[{\"claims\":[{\"source\":0,\"words\":\"\"}]}]}", "words" },
    { "{\"sources\":[{}],\"segments\":[{\"claims\":[{\"words\":\"a\"}]}]}", "source" },
    { "{\"segments\":[{\"poll\":{\"minutes\":0}}]}", "minutes" },
    { "{\"segments\":[{\"poll\":{\"options\":[1]}}]}", "options" },
    { "{\"segments\":[{\"poll\":[]}]}", "poll" },
    { "{\"numbered\":1}", "numbered" },
    { "{\"quotes_from\":\"all\"}", "quotes_from" },
    { "{\"replies_from\":\"all\"}", "replies_from" },
    { "{\"sources\":[{\"snapshot\":\"x\"}]}", "snapshot" },
  };

  g_test_summary ("What does not fit together is refused, and named");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(CsContent) content = cs_content_parse (cases[i].json, &error);

      g_assert_null (content);
      g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
      if (strstr (error->message, cases[i].names) == NULL)
        g_error ("%s: %s", cases[i].json, error->message);
    }
}

static void
test_refused_media (void)
{
#define ITEM "{\"segments\":[{\"media\":[{\"digest\":\"" \
             "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\",\"mime_type\":\"image/png\",\"width\":1,\"height\":1"
#define FILE "\"digest\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\",\"mime_type\":\"image/png\",\"width\":1,\"height\":1"
  static const struct { const char *json; gboolean good; } cases[] = {
    { ITEM "}]}]}", TRUE },
    { ITEM ",\"duration_ms\":-1}]}]}", FALSE },
    { ITEM ",\"cover\":\"0\"}]}]}", FALSE },
    { ITEM ",\"subtitles\":[{\"language\":\"en\"}]}]}]}", FALSE },
    { ITEM ",\"renditions\":[{" FILE ",\"bytes\":5,\"network\":\"x\"}]}]}]}", TRUE },
    { ITEM ",\"renditions\":[{" FILE ",\"bytes\":5,\"network\":\"x\"},{" FILE ",\"network\":\"x\"}]}]}]}", FALSE },
    { ITEM ",\"renditions\":[{" FILE ",\"bytes\":-5,\"network\":\"x\"}]}]}]}", FALSE },
    { ITEM ",\"renditions\":[{" FILE "}]}]}]}", FALSE },
    { ITEM ",\"ai_made\":\"yes\"}]}]}", FALSE },
    { ITEM ",\"mime_type\":\"text/html\"}]}]}", FALSE },
  };

  g_test_summary ("Of a picture, what a network gets and what goes with a film is checked like the picture itself");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(CsContent) content = cs_content_parse (cases[i].json, &error);

      g_test_message ("%u: %s", i, error ? error->message : "taken");
      g_assert_cmpint (content != NULL, ==, cases[i].good);
      if (!cases[i].good)
        g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/content/variants/old-form", test_old_form);
  g_test_add_func ("/content/variants/goes-out", test_goes_out);
  g_test_add_func ("/content/variants/accounts-move", test_accounts_move);
  g_test_add_func ("/content/variants/stale", test_stale);
  g_test_add_func ("/content/variants/remove-source", test_remove_source);
  g_test_add_func ("/content/variants/digests", test_digests);
  g_test_add_func ("/content/variants/refused", test_refused);
  g_test_add_func ("/content/variants/refused-media", test_refused_media);
  return g_test_run ();
}
