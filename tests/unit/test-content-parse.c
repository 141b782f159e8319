/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-content.h"
#include "cs-error.h"

#define HEX "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define MEDIA(members) "{\"segments\":[{\"media\":[{" members "}]}]}"
#define GOOD "\"digest\":\"" HEX "\",\"height\":1,\"width\":1"

/* What is refused, and what the message must name. */
static const struct { const char *json; const char *names; } refused[] = {
  /* not JSON, or not what we call JSON */
  { "", "" },
  { "   ", "" },
  { "x", "" },
  { "[]", "object" },
  { "\"text\"", "object" },
  { "1", "object" },
  { "true", "object" },
  { "null", "" },
  { "{", "" },
  { "}", "" },
  { "{\"warning\":\"a}", "" },
  { "{\"warning\":\"a\"", "" },
  { "{\"warning\"}", "" },
  { "{\"warning\":}", "" },
  { "{\"warning\" \"a\"}", "" },
  { "{\"warning\":\"a\"} {\"warning\":\"b\"}", "" },
  { "{\"warning\":\"a\"}}", "" },
  { "{\"warning\":\"a\",}", "" },
  { "{,\"warning\":\"a\"}", "" },
  { "{\"accounts\":[1,]}", "" },
  { "{\"accounts\":[1 2]}", "" },
  { "{\"accounts\":[,]}", "" },
  { "{\"accounts\":[1}", "" },
  { "{\"accounts\":{1]}", "" },
  { "{]", "" },
  { "{'warning':'a'}", "" },
  { "{warning:\"a\"}", "" },
  { "{\"warning\":null}", "" },
  { "{/* comment */}", "" },
  { "{} // comment", "" },
  { "var x = {};", "" },
  { "{\"accounts\":[NaN]}", "" },
  /* strings */
  { "{\"warning\":\"a\nb\"}", "" },
  { "{\"warning\":\"a\tb\"}", "" },
  { "{\"warning\":\"\\u0000\"}", "" },
  { "{\"warning\":\"\\ud800\"}", "" },
  { "{\"warning\":\"\\udc00\"}", "" },
  { "{\"warning\":\"\\ud800x\"}", "" },
  { "{\"warning\":\"\\ud800\\u0041\"}", "" },
  { "{\"warning\":\"\\u12\"}", "" },
  { "{\"warning\":\"\\u12g4\"}", "" },
  { "{\"warning\":\"\\x41\"}", "" },
  { "{\"warning\":\"\\", "" },
  { "{\"warning\":\"\\u", "" },
  { "{\"warning\":\"\\ud800\\", "" },
  { "{\"warning\":\"\xff\"}", "UTF-8" },
  { "{\"warning\":\"\xed\xa0\x80\"}", "UTF-8" },
  { "{\"warning\":\"\xc0\x80\"}", "UTF-8" },
  { "\xff\xfe{}", "UTF-8" },
  /* numbers */
  { "{\"accounts\":[1.0]}", "" },
  { "{\"accounts\":[1e3]}", "" },
  { "{\"accounts\":[01]}", "" },
  { "{\"accounts\":[0x10]}", "" },
  { "{\"accounts\":[+1]}", "" },
  { "{\"accounts\":[-]}", "" },
  { "{\"accounts\":[9999999999999999999999]}", "" },
  { "{\"accounts\":[0]}", "accounts[0]" },
  { "{\"accounts\":[1,-5]}", "accounts[1]" },
  /* types */
  { "{\"accounts\":1}", "accounts" },
  { "{\"accounts\":[\"1\"]}", "accounts[0]" },
  { "{\"accounts\":[true]}", "accounts[0]" },
  { "{\"accounts\":[[1]]}", "accounts[0]" },
  { "{\"language\":1}", "language" },
  { "{\"language\":\"\"}", "language" },
  { "{\"language\":\"e\"}", "language" },
  { "{\"language\":\"EN\"}", "language" },
  { "{\"language\":\"english\"}", "language" },
  { "{\"language\":\"en-\"}", "language" },
  { "{\"language\":\"en_GB\"}", "language" },
  { "{\"segments\":{}}", "segments" },
  { "{\"segments\":[]}", "segments" },
  { "{\"segments\":[1]}", "segments[0]" },
  { "{\"segments\":[{},[]]}", "segments[1]" },
  { "{\"segments\":[{\"text\":[]}]}", "segments[0].text" },
  { "{\"segments\":[{\"media\":{}}]}", "segments[0].media" },
  { "{\"segments\":[{\"media\":[1]}]}", "segments[0].media[0]" },
  { "{\"sources\":\"x\"}", "sources" },
  { "{\"sources\":[\"x\"]}", "sources[0]" },
  { "{\"sources\":[{\"title\":1}]}", "sources[0].title" },
  { "{\"version\":2}", "version" },
  { "{\"version\":\"1\"}", "version" },
  { "{\"visibility\":\"secret\"}", "visibility" },
  { "{\"visibility\":1}", "visibility" },
  { "{\"warning\":true}", "warning" },
  /* members that we do not know */
  { "{\"colour\":\"red\"}", "colour" },
  { "{\"segments\":[{\"title\":\"x\"}]}", "segments[0].title" },
  { "{\"sources\":[{\"url\":\"x\"}]}", "sources[0].url" },
  { MEDIA (GOOD ",\"focus\":1"), "segments[0].media[0].focus" },
  /* media */
  { MEDIA (""), "segments[0].media[0]" },
  { MEDIA ("\"height\":1,\"width\":1"), "digest" },
  { MEDIA ("\"digest\":\"abc\",\"height\":1,\"width\":1"), "digest" },
  { MEDIA ("\"digest\":\"" HEX "\",\"height\":0,\"width\":1"), "height" },
  { MEDIA ("\"digest\":\"" HEX "\",\"height\":1,\"width\":-1"), "width" },
  { MEDIA ("\"digest\":\"" HEX "\",\"height\":1,\"width\":100001"), "width" },
  { MEDIA ("\"digest\":\"" HEX "\",\"width\":1"), "height" },
  { MEDIA (GOOD ",\"mime_type\":\"text/html\""), "mime_type" },
  { MEDIA (GOOD ",\"decorative\":1"), "decorative" },
  { MEDIA (GOOD ",\"decorative\":\"true\""), "decorative" },
  { MEDIA (GOOD ",\"alt_text\":false"), "alt_text" },
  /* charts */
  { MEDIA (GOOD ",\"chart\":[]"), "segments[0].media[0].chart" },
  { MEDIA (GOOD ",\"chart\":{\"kind\":\"pie\"}"), "chart.kind" },
  { MEDIA (GOOD ",\"chart\":{\"depth\":3}"), "chart.depth" },
  { MEDIA (GOOD ",\"chart\":{\"table\":{}}"), "chart.table" },
  { MEDIA (GOOD ",\"chart\":{\"table\":[1]}"), "chart.table" },
  { MEDIA (GOOD ",\"chart\":{\"table\":[[]]}"), "chart.table" },
  { MEDIA (GOOD ",\"chart\":{\"table\":[[\"a\"],1]}"), "chart.table[1]" },
  { MEDIA (GOOD ",\"chart\":{\"table\":[[\"a\"],[1]]}"), "chart.table[1]" },
};

static void
assert_refused (const char *json,
                const char *names,
                CsError     code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsContent) content = cs_content_parse (json, &error);

  g_test_message ("%.60s → %s", json, error ? error->message : "taken");
  g_assert_null (content);
  g_assert_error (error, CS_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, names));
}

static void
test_refused (void)
{
  g_test_summary ("What is not content is refused, with a message that names the member");
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    if (g_utf8_validate (refused[i].json, -1, NULL))
      assert_refused (refused[i].json, refused[i].names, CS_ERROR_INVALID);
    else
      {
        g_autoptr(GError) error = NULL;

        g_assert_null (cs_content_parse (refused[i].json, &error));
        g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
        g_assert_nonnull (strstr (error->message, refused[i].names));
      }
}

static char *
repeat (const char *before,
        const char *piece,
        guint       times,
        const char *after)
{
  GString *text = g_string_new (before);

  for (guint i = 0; i < times; i++)
    g_string_append (text, piece);
  g_string_append (text, after);

  return g_string_free (text, FALSE);
}

static void
test_deep (void)
{
  g_autofree char *arrays = repeat ("{\"segments\":", "[", 1000000, "");
  g_autofree char *objects = repeat ("", "{\"segments\":", 300000, "");
  g_autofree char *closed = repeat ("", "[", 17, "]]]]]]]]]]]]]]]]]");

  g_test_summary ("Nesting is bounded before a parser that recurses sees the text");
  assert_refused (arrays, "in one another", CS_ERROR_INVALID);
  assert_refused (objects, "in one another", CS_ERROR_INVALID);
  assert_refused (closed, "in one another", CS_ERROR_INVALID);
}

static void
test_huge (void)
{
  g_autofree char *text = repeat ("{\"warning\":\"", "0123456789", CS_CONTENT_MAX_JSON_BYTES / 10, "\"}");
  g_autofree char *string = repeat ("{\"warning\":\"", "x", CS_CONTENT_MAX_TEXT_BYTES + 1, "\"}");
  g_autofree char *fits = repeat ("{\"warning\":\"", "x", CS_CONTENT_MAX_TEXT_BYTES, "\"}");
  g_autofree char *segments = repeat ("{\"segments\":[{}", ",{}", CS_CONTENT_MAX_SEGMENTS, "]}");
  g_autofree char *sources = repeat ("{\"sources\":[{}", ",{}", CS_CONTENT_MAX_SOURCES, "]}");
  g_autofree char *media = repeat ("{\"segments\":[{\"media\":[{}", ",{}", CS_CONTENT_MAX_MEDIA, "]}]}");
  g_autofree char *accounts = repeat ("{\"accounts\":[1", ",1", CS_CONTENT_MAX_ACCOUNTS, "]}");
  g_autofree char *rows = repeat ("{\"segments\":[{\"media\":[{" GOOD ",\"chart\":{\"table\":[[\"\"]", ",[\"\"]",
                                  CS_TABLE_MAX_ROWS, "]}}]}]}");
  g_autofree char *columns = repeat ("{\"segments\":[{\"media\":[{" GOOD ",\"chart\":{\"table\":[[\"\"", ",\"\"",
                                     CS_TABLE_MAX_COLUMNS, "]]}}]}]}");
  g_autoptr(CsContent) content = cs_content_parse (fits, NULL);

  g_test_summary ("Every bound is held: the whole, each string, each array");
  assert_refused (text, "too long", CS_ERROR_TOO_LARGE);
  assert_refused (string, "warning", CS_ERROR_TOO_LARGE);
  assert_refused (segments, "segments", CS_ERROR_TOO_LARGE);
  assert_refused (sources, "sources", CS_ERROR_TOO_LARGE);
  assert_refused (media, "segments[0].media", CS_ERROR_TOO_LARGE);
  assert_refused (accounts, "accounts", CS_ERROR_TOO_LARGE);
  assert_refused (rows, "chart.table", CS_ERROR_TOO_LARGE);
  assert_refused (MEDIA (GOOD ",\"chart\":{\"table\":[[\"a\",\"b\"],[\"c\"]]}"), "chart.table[1]", CS_ERROR_RAGGED_TABLE);
  assert_refused (columns, "chart.table", CS_ERROR_TOO_LARGE);
  g_assert_nonnull (content);
}

static void
test_grows (void)
{
  /* Each line end takes two bytes here and six in the canonical form. */
  g_autofree char *text = repeat ("", "\\n", 30000, "");
  g_autofree char *segment = g_strdup_printf (",{\"text\":\"%s\"}", text);
  g_autofree char *fits = repeat ("{\"segments\":[{}", segment, 20, "]}");
  g_autofree char *grows = repeat ("{\"segments\":[{}", segment, 40, "]}");
  g_autoptr(GError) error = NULL;
  g_autoptr(CsContent) content = cs_content_parse (fits, &error);
  g_autoptr(CsContent) again = NULL;
  g_autofree char *canonical = NULL;

  g_test_summary ("What is taken can be read again in its longer canonical form");
  g_assert_no_error (error);
  canonical = cs_content_to_canonical (content);
  again = cs_content_parse (canonical, &error);
  g_assert_no_error (error);
  g_assert_nonnull (again);
  assert_refused (grows, "as a whole", CS_ERROR_TOO_LARGE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/content/parse/refused", test_refused);
  g_test_add_func ("/core/content/parse/deep", test_deep);
  g_test_add_func ("/core/content/parse/huge", test_huge);
  g_test_add_func ("/core/content/parse/grows", test_grows);

  return g_test_run ();
}
