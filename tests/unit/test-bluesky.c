/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-bluesky-facets.h"
#include "cs-bluesky-private.h"

/* Facets by bytes of UTF-8, keys, digests and addresses of Bluesky. */

#define FAMILY "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466"
#define FLAG "\U0001F1E8\U0001F1F3"
#define WALES "\U0001F3F4\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F"
#define LETTERS_64 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

/* The facets of @text as "kind start-end value", one after the other with a space; the slices follow from start and end. */
typedef struct
{
  const char *text;
  const char *facets;
} FacetCase;

static const FacetCase facet_cases[] = {
  { "", "" },
  { "No link here.", "" },
  /* The contract's example: the dash has three bytes. */
  { "Road A12 closed – see https://gov.example", "link 24-43 https://gov.example" },
  /* Links in odd places */
  { "https://gov.example", "link 0-19 https://gov.example" },
  { "https://gov.example.", "link 0-19 https://gov.example" },
  { "(https://gov.example/a)", "link 1-22 https://gov.example/a" },
  { "https://gov.example/a_(b)", "link 0-25 https://gov.example/a_(b)" },
  { "See https://gov.example/a?b=c&d=e#f!", "link 4-35 https://gov.example/a?b=c&d=e#f" },
  { "http://gov.example and https://b.example", "link 0-18 http://gov.example link 23-40 https://b.example" },
  { "https://a.example\nhttps://b.example", "link 0-17 https://a.example link 18-35 https://b.example" },
  { "“https://gov.example”", "link 3-22 https://gov.example" },
  { "https://gov.example, then", "link 0-19 https://gov.example" },
  { "ftp://gov.example", "" },
  { "gov.example", "" }, /* as the preview shows it: without a scheme it is no link */
  { "https://", "" },
  /* Behind emoji: one character for people, many bytes */
  { FAMILY " https://gov.example", "link 26-45 https://gov.example" },
  { FLAG "https://gov.example", "link 8-27 https://gov.example" },
  { FLAG FLAG " #急", "tag 17-21 急" },
  { WALES " #Cymru", "tag 29-35 Cymru" },
  { "👋🏽 @press.gov.example", "mention 9-27 press.gov.example" },
  { "❤️ #Herz", "tag 7-12 Herz" },
  { "#" FAMILY, "" },
  /* Combining marks */
  { "e\u0301 https://gov.example", "link 4-23 https://gov.example" },
  { "Cafe\u0301 #cafe\u0301", "tag 7-14 cafe\u0301" },
  { "Z\u0351\u036B\u0343 #a", "tag 8-10 a" },
  { "#क्षि है", "tag 0-13 क्षि" },
  /* Chinese, Japanese, Korean */
  { "防汛通告：https://gov.example/a12。", "link 15-38 https://gov.example/a12" },
  { "防汛 #防汛 请注意", "tag 7-14 防汛" },
  { "＃防汛", "tag 0-9 防汛" },
  { "#防汛，注意", "tag 0-7 防汛" },
  { "#2026年", "tag 0-8 2026年" },
  { "#東京 です", "tag 0-7 東京" },
  { "#서울 https://gov.example", "tag 0-7 서울 link 8-27 https://gov.example" },
  /* Right to left */
  { "مرحبا https://gov.example", "link 11-30 https://gov.example" },
  { "#خبر عاجل", "tag 0-7 خبر" },
  { "שלום @press.gov.example", "mention 9-27 press.gov.example" },
  { "\u202B#خبر\u202C", "tag 3-10 خبر" },
  /* Addresses beyond ASCII: the bytes of the text, the address that every program takes */
  { "https://münchen.example/straße", "link 0-32 https://xn--mnchen-3ya.example/stra%C3%9Fe" },
  { "https://gov.example/%E4%B8%AD", "link 0-29 https://gov.example/%E4%B8%AD" },
  /* Mentions: whole domain names only */
  { "@press.gov.example", "mention 0-18 press.gov.example" },
  { "@Press.Gov.Example!", "mention 0-18 press.gov.example" },
  { "(@press.gov.example)", "mention 1-19 press.gov.example" },
  { "@press.gov.example.", "mention 0-18 press.gov.example" },
  { "@press.gov.example's", "mention 0-18 press.gov.example" },
  { "@press", "" },
  { "@press@gov.example", "" }, /* that is Mastodon's way */
  { "post@gov.example", "" },
  { "@press.gov.example的公告", "mention 0-18 press.gov.example" },
  { "@gov.local", "" },
  { "@1.2.3.4", "" },
  { "@a..b", "" },
  { "https://gov.example/@press.gov.example", "link 0-38 https://gov.example/@press.gov.example" },
  /* Tags */
  { "#A12", "tag 0-4 A12" },
  { "#2026", "" },
  { "#", "" },
  { "# A12", "" },
  { "##A12", "tag 1-5 A12" },
  { "#A12!", "tag 0-4 A12" },
  { "#road_works", "tag 0-11 road_works" },
  { "a#b", "" },
  { "#l·", "tag 0-2 l" },
  { "#a\u200D", "tag 0-2 a" },
  { "#" LETTERS_64, "tag 0-65 " LETTERS_64 },
  { "#" LETTERS_64 "a", "" },
  { "#one #two", "tag 0-4 one tag 5-9 two" },
  { "#one#two", "tag 0-4 one" },
  /* All of them */
  { "① @press.gov.example: #A12 → https://gov.example/ü",
    "mention 4-22 press.gov.example tag 24-28 A12 link 33-55 https://gov.example/%C3%BC" },
};

static char *
print_facets (const char *text)
{
  static const char * const kinds[] = { "link", "mention", "tag" };
  g_autoptr(GPtrArray) facets = cs_bluesky_find_facets (text);
  GString *out = g_string_new (NULL);
  gsize done = 0;

  for (guint i = 0; i < facets->len; i++)
    {
      const CsBlueskyFacet *facet = g_ptr_array_index (facets, i);
      g_autofree char *slice = g_strndup (text + facet->start, facet->end - facet->start);

      /* What no server checks */
      g_assert_cmpuint (facet->start, >=, done);
      g_assert_cmpuint (facet->end, >, facet->start);
      g_assert_cmpuint (facet->end, <=, strlen (text));
      g_assert_true (g_utf8_validate (slice, -1, NULL));
      done = facet->end;
      g_string_append_printf (out, "%s%s %" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT " %s", i > 0 ? " " : "", kinds[facet->kind], facet->start,
                              facet->end, facet->value);
    }

  return g_string_free (out, FALSE);
}

static void
test_facets (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (facet_cases); i++)
    {
      g_autofree char *facets = print_facets (facet_cases[i].text);

      g_test_message ("%s", facet_cases[i].text);
      g_assert_cmpstr (facets, ==, facet_cases[i].facets);
    }
}

static void
test_facets_whatever (void)
{
  static const char * const pieces[] = {
    "#", "@", "https://", "gov.example", "/", "防", "e\u0301", FAMILY, FLAG, " ", ".", "a", "·", "\u200D", "(", ")", "ß", "خ", "\n", "1", "＃",
  };
  g_autoptr(GRand) random = g_rand_new_with_seed (20261123);

  g_test_summary ("Whatever stands beside whatever: inside the text, rising, at borders of characters");
  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autofree char *facets = NULL;

      for (guint n = (guint) g_rand_int_range (random, 1, 12); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      facets = print_facets (text->str);
    }
}

static void
test_keys (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *last = g_strdup ("");

  g_test_summary ("Keys of records are what the network takes, rise with time, and are never the same");
  for (guint i = 0; i < 1000; i++)
    {
      char *tid = cs_bluesky_make_tid (G_GINT64_CONSTANT (1795459450000000));

      g_assert_cmpuint (strlen (tid), ==, 13);
      g_assert_cmpuint (strspn (tid, "234567abcdefghijklmnopqrstuvwxyz"), ==, 13);
      g_assert_nonnull (strchr ("234567abcdefghij", tid[0]));
      g_assert_cmpstr (tid, >, last);
      g_free (last);
      last = g_strdup (tid);
      g_assert_true (g_hash_table_add (seen, tid));
    }
  /* Of the contract's samples: one of that November */
  g_assert_cmpint (strncmp (last, "3n", 2), ==, 0);
}

static void
test_cids (void)
{
  CsDigest digest = cs_digest_of_bytes ("hello world", 11);
  CsDigest none = cs_digest_of_bytes ("", 0);
  g_autofree char *cid = cs_bluesky_make_cid (&digest);
  g_autofree char *empty = cs_bluesky_make_cid (&none);

  g_test_summary ("Bytes are called what the rest of that world calls them");
  g_assert_cmpstr (cid, ==, "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e");
  g_assert_cmpstr (empty, ==, "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku");
}

static void
test_names (void)
{
  static const char * const dids[] = { "did:plc:t7wmlm5xku7j2kanlgxisxua", "did:web:gov.example", "did:web:gov.example%3A8443" };
  static const char * const no_dids[] = { "", "did:", "did:plc", "did:plc:", "did:PLC:a", "did:plc:a b", "did:plc:a/b", "did:plc:é", "gov.example" };
  static const char * const handles[] = { "press.gov.example", "a.b", "xn--mnchen-3ya.example", "1.gov.example" };
  static const char * const no_handles[] = {
    "", "@", "gov", "gov.", ".gov", "a..b", "-a.b", "a-.b", "a_b.c", "gov.local", "gov.localhost", "1.2.3.4", "a b.c", "münchen.example", "a.b/c", "a@b.c",
  };

  for (guint i = 0; i < G_N_ELEMENTS (dids); i++)
    g_assert_true (cs_bluesky_is_did (dids[i]));
  for (guint i = 0; i < G_N_ELEMENTS (no_dids); i++)
    g_assert_false (cs_bluesky_is_did (no_dids[i]));
  for (guint i = 0; i < G_N_ELEMENTS (handles); i++)
    {
      g_autofree char *handle = cs_bluesky_dup_handle (handles[i]);

      g_assert_cmpstr (handle, ==, handles[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (no_handles); i++)
    {
      g_autofree char *handle = cs_bluesky_dup_handle (no_handles[i]);

      g_assert_null (handle);
    }
}

static void
test_addresses (void)
{
  static const char * const bad[] = {
    "", "at://", "at://did:plc:a", "at://did:plc:a/b", "at://did:plc:a/b/", "at://did:plc:a/b/c/d", "at://gov.example/b/c", "at://did:plc:a/b/..",
    "at://did:plc:a/b/c d", "https://did:plc:a/b/c",
  };
  static const char * const bad_pages[] = {
    "https://bsky.app/profile/gov.example", "https://bsky.app/profile/gov/post/3n", "https://gov.example/profile/gov.example/post/3n",
    "https://bsky.app/profile/gov.example/post/", "https://bsky.app/profile/gov.example/post/a%2Fb",
  };
  g_auto(CsBlueskyUri) uri = { NULL };
  g_autofree char *who = NULL;
  g_autofree char *rkey = NULL;

  g_assert_true (cs_bluesky_uri_parse ("at://did:plc:a/app.bsky.feed.post/3m6sampleaa2a", &uri));
  g_assert_cmpstr (uri.did, ==, "did:plc:a");
  g_assert_cmpstr (uri.collection, ==, "app.bsky.feed.post");
  g_assert_cmpstr (uri.rkey, ==, "3m6sampleaa2a");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_auto(CsBlueskyUri) none = { NULL };

      g_assert_false (cs_bluesky_uri_parse (bad[i], &none));
    }

  g_assert_true (cs_bluesky_read_address ("https://bsky.app/profile/Press.gov.example/post/3m6sampleaa2a", &who, &rkey));
  g_assert_cmpstr (who, ==, "press.gov.example");
  g_assert_cmpstr (rkey, ==, "3m6sampleaa2a");
  for (guint i = 0; i < G_N_ELEMENTS (bad_pages); i++)
    {
      g_autofree char *nobody = NULL;
      g_autofree char *nothing = NULL;

      g_assert_false (cs_bluesky_read_address (bad_pages[i], &nobody, &nothing));
    }
}

static void
test_tokens (void)
{
  /* {"alg":"HS256"} . {"sub":"did:plc:a","iat":100,"exp":7300} */
  g_autoptr(JsonNode) node = cs_bluesky_read_token ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJkaWQ6cGxjOmEiLCJpYXQiOjEwMCwiZXhwIjo3MzAwfQ.c2ln");
  static const char * const bad[] = { "", ".", "..", "a.b.c", "a.e30.c.d", "a.W10.c", "a..c" };

  g_assert_nonnull (node);
  g_assert_cmpint (cs_network_json_int (json_node_get_object (node), "exp", 0), ==, 7300);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(JsonNode) none = cs_bluesky_read_token (bad[i]);

      g_assert_null (none);
    }
}

static void
test_documents (void)
{
  static const struct
  {
    const char *json;
    const char *handle;  /* NULL: no document at all */
    const char *address;
  } cases[] = {
    { "{\"id\":\"did:plc:a\",\"alsoKnownAs\":[\"at://Press.gov.example\"],\"service\":[{\"id\":\"#atproto_pds\",\"serviceEndpoint\":\"https://pds.example/\"}]}",
      "press.gov.example", "https://pds.example" },
    { "{\"id\":\"did:plc:a\",\"alsoKnownAs\":[\"https://gov.example\",3,\"at://a.b\",\"at://c.d\"],\"service\":[{\"id\":\"#other\",\"serviceEndpoint\":\"x\"},"
      "{\"id\":\"did:plc:a#atproto_pds\",\"serviceEndpoint\":\"https://pds.example\"}]}", "a.b", "https://pds.example" },
    { "{\"id\":\"did:plc:a\"}", "", "" },
    { "{\"id\":\"did:plc:a\",\"alsoKnownAs\":\"at://a.b\",\"service\":{\"id\":\"#atproto_pds\"}}", "", "" },
    { "{\"id\":\"did:plc:a\",\"alsoKnownAs\":[\"at://no handle\"],\"service\":[[],null,{\"id\":\"#atproto_pds\",\"serviceEndpoint\":{}}]}", "", "" },
    { "{\"id\":\"gov.example\"}", NULL, NULL },
    { "{}", NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JsonNode) node = json_from_string (cases[i].json, NULL);
      g_auto(CsBlueskyDocument) document = { NULL };
      gboolean good = cs_bluesky_read_document (json_node_get_object (node), &document);

      g_test_message ("%s", cases[i].json);
      g_assert_cmpint (good, ==, cases[i].handle != NULL);
      g_assert_cmpstr (document.handle, ==, cases[i].handle);
      g_assert_cmpstr (document.address, ==, cases[i].address);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bluesky/facets", test_facets);
  g_test_add_func ("/bluesky/facets-whatever", test_facets_whatever);
  g_test_add_func ("/bluesky/keys", test_keys);
  g_test_add_func ("/bluesky/cids", test_cids);
  g_test_add_func ("/bluesky/names", test_names);
  g_test_add_func ("/bluesky/addresses", test_addresses);
  g_test_add_func ("/bluesky/tokens", test_tokens);
  g_test_add_func ("/bluesky/documents", test_documents);
  return g_test_run ();
}
