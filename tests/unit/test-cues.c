/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-cues.h"

typedef struct
{
  const char *data;
  gssize      size;       /* -1: up to the end of the string */
  const char *cues;       /* "start-end text", divided by "; ", line ends as / */
  const char *unreadable; /* lines, divided by blanks */
} ParseCase;

static const ParseCase parse_cases[] = {
  /* SubRip */
  { "1\n00:00:01,000 --> 00:00:02,500\nHello\n\n2\n00:00:03,000 --> 00:00:04,000\nTwo\nlines\n", -1,
    "1000-2500 Hello; 3000-4000 Two/lines", "" },
  { "1\r\n00:00:01,000 --> 00:00:02,500\r\nHello\r\n\r\n\r\n2\r\n0:0:3,5 --> 0:0:4,25\r\nTwo", -1, "1000-2500 Hello; 3500-4250 Two", "" },
  { "1\r00:00:01,000 --> 00:00:02,000\rMac\r", -1, "1000-2000 Mac", "" },
  { "00:00:01,000 --> 00:00:02,000\nNo number\n", -1, "1000-2000 No number", "" },
  { "\n\n1\n00:00:01,000 --> 00:00:02,000 X1:10 X2:20\n<i>It</i> {\\an8}is <font color=\"red\">red</font>\n", -1, "1000-2000 It is red", "" },
  { "1\n00:00:01,000 --> 00:00:02,000\na < b & c > d, 3<4\n", -1, "1000-2000 a < b & c > d, 3<4", "" },
  { "1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:03,000 --> 00:00:04,000\nb\n", -1, "1000-2000 ; 3000-4000 b", "" },
  { "\xEF\xBB\xBF" "1\n00:00:01,000 --> 00:00:02,000\n汛期\n", -1, "1000-2000 汛期", "" },
  { "1\n00:00:01,000 --> 00:00:02,000\ne\xCC\x81\n", -1, "1000-2000 é", "" },
  { "1\n00:00:05,000 --> 00:00:02,000\nReversed\n", -1, "5000-2000 Reversed", "" },
  { "1\n99:59:59,999 --> 99:59:59,999\nLate\n", -1, "359999999-359999999 Late", "" },
  /* WebVTT */
  { "WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n", -1, "1000-2000 Hello", "" },
  { "WEBVTT - Title\nKind: captions\n\nNOTE\nA remark\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:x\n\nintro\n00:01.000 --> 00:02.000 align:start line:0\n<v Ana>Hi <c.loud>all</c>\n",
    -1, "1000-2000 Ana: Hi all", "" },
  { "WEBVTT\n\n00:01.000 --> 00:02.000\nA &amp; B &lt;i&gt; &copy;\n", -1, "1000-2000 A & B <i> &copy;", "" },
  { "WEBVTT\n\n00:01.000 --> 00:02.000\n<00:01.500>now<v >x<v.big Bo>y\n", -1, "1000-2000 nowxBo: y", "" },
  /* Some of it cannot be read: the rest can */
  { "1\n00:00:01,000 --> 00:00:02,000\na\n\nrubbish\nmore\n\n3\n00:00:03 -> 00:00:04\nb\n", -1, "1000-2000 a", "5 8" },
  { "1\n00:61:01,000 --> 00:00:02,000\na\n\n00:00:01,000 --> 00:00:02,000\nb", -1, "1000-2000 b", "1" },
  { "1\n100:00:00,000 --> 100:00:01,000\na\n\n00:00:01,000 --> 00:00:02,000\nb", -1, "1000-2000 b", "1" },
  { "NOTE is no word of SubRip\n\n00:00:01,000 --> 00:00:02,0000\nb\n\n00:00:01,000 --> 00:00:02,000\nc", -1, "1000-2000 c", "1 3" },
  { "00:00:01,000 --> 00:00:02,000x\nb\n\n00:00:01,000 --> 00:00:02,000\nc", -1, "1000-2000 c", "1" },
};

static char *
join_cues (GPtrArray *cues)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < cues->len; i++)
    {
      const CsCue *cue = g_ptr_array_index (cues, i);
      g_autofree char *text = g_strdelimit (g_strdup (cue->text), "\n", '/');

      g_string_append_printf (joined, "%s%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT " %s", i > 0 ? "; " : "",
                              cue->start, cue->end, text);
    }

  return g_string_free (joined, FALSE);
}

static char *
join_lines (GArray *problems)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    g_string_append_printf (joined, "%s%u", i > 0 ? " " : "", g_array_index (problems, CsCueProblem, i).line);

  return g_string_free (joined, FALSE);
}

static void
test_parse (void)
{
  g_test_summary ("SubRip and WebVTT in all their habits; what cannot be read is told with its line, and the rest is kept");
  for (guint i = 0; i < G_N_ELEMENTS (parse_cases); i++)
    {
      const ParseCase *one = &parse_cases[i];
      g_autoptr(GArray) unreadable = NULL;
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) cues = cs_cues_parse (one->data, one->size < 0 ? strlen (one->data) : (gsize) one->size, &unreadable, &error);
      g_autofree char *joined = NULL;
      g_autofree char *lines = NULL;

      g_test_message ("case %u", i);
      g_assert_no_error (error);
      joined = join_cues (cues);
      lines = join_lines (unreadable);
      g_assert_cmpstr (joined, ==, one->cues);
      g_assert_cmpstr (lines, ==, one->unreadable);
    }
}

static void
test_utf16 (void)
{
  static const char utf8[] = "1\n00:00:01,000 --> 00:00:02,000\n月\n";
  g_autoptr(GPtrArray) cues = NULL;
  g_autofree char *wide = NULL;
  g_autofree char *marked = NULL;
  gsize size = 0;

  g_test_summary ("A file that Windows saved as “Unicode” is read too");
  wide = g_convert (utf8, -1, "UTF-16LE", "UTF-8", NULL, &size, NULL);
  marked = g_malloc (size + 2);
  memcpy (marked, "\xFF\xFE", 2);
  memcpy (marked + 2, wide, size);
  cues = cs_cues_parse (marked, size + 2, NULL, NULL);
  g_assert_nonnull (cues);
  g_assert_cmpstr (((CsCue *) g_ptr_array_index (cues, 0))->text, ==, "月");
}

static void
expect_refused (const char *data,
                gsize       size,
                int         code)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (cs_cues_parse (data, size, NULL, &error));
  g_assert_error (error, CS_ERROR, code);
}

static void
test_refused (void)
{
  g_autofree char *large = g_malloc0 (CS_CUES_MAX_BYTES + 1);
  g_autoptr(GString) many = g_string_new (NULL);
  g_autoptr(GString) wordy = g_string_new ("00:01.000 --> 00:02.000\n");

  g_test_summary ("Nothing in it, not text, too large, too many, too wordy: each is refused, with its code");
  expect_refused ("", 0, CS_ERROR_NOT_SUBTITLES);
  expect_refused ("WEBVTT\n", 7, CS_ERROR_NOT_SUBTITLES);
  expect_refused ("name,visits\nMay,12\n", 19, CS_ERROR_NOT_SUBTITLES);
  expect_refused ("a\0b", 3, CS_ERROR_ENCODING);
  expect_refused ("\xE9t\xE9", 3, CS_ERROR_ENCODING);
  expect_refused ("\xFF\xFE\x00", 3, CS_ERROR_ENCODING);
  expect_refused (large, CS_CUES_MAX_BYTES + 1, CS_ERROR_TOO_LARGE);

  for (guint i = 0; i <= CS_CUES_MAX; i++)
    g_string_append (many, "00:01.000 --> 00:02.000\na\n\n");
  expect_refused (many->str, many->len, CS_ERROR_TOO_LARGE);

  for (guint i = 0; i <= CS_CUES_MAX_TEXT_BYTES; i++)
    g_string_append_c (wordy, 'a');
  expect_refused (wordy->str, wordy->len, CS_ERROR_TOO_LARGE);
}

static void
test_round (void)
{
  g_autoptr(GPtrArray) cues = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_cue_free);
  g_autoptr(GPtrArray) again = NULL;
  g_autofree char *vtt = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_test_summary ("What is written as WebVTT is read back as it was, also text that looks like marks or times");
  g_ptr_array_add (cues, cs_cue_new (0, 1500, "A & B <i>\n\n  00:01.000 --> 00:02.000 "));
  g_ptr_array_add (cues, cs_cue_new (3600000, 3601001, "NOTE"));
  g_ptr_array_add (cues, cs_cue_new (3602000, 3603000, ""));
  g_ptr_array_add (cues, cs_cue_new (3604000, 3605000, "مرحبا\n汛期 &amp;"));
  vtt = cs_cues_to_vtt (cues);
  g_assert_true (g_str_has_prefix (vtt, "WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nA &amp; B &lt;i&gt;\n00:01.000 --&gt; 00:02.000\n\n01:00:00.000"));
  again = cs_cues_parse (vtt, strlen (vtt), NULL, NULL);
  g_assert_nonnull (again);
  first = join_cues (cues);
  second = join_cues (again);
  g_assert_cmpstr (first, ==, second);
}

typedef struct
{
  gint64           start;
  gint64           end;
  const char      *text;
  int              kind; /* CsCueProblemKind that it must give alone, or -1 */
  gint64           value;
} CheckCase;

/* each stands alone on a film of one minute */
static const CheckCase check_cases[] = {
  { 1000, 3000, "Roads are open again.", -1, 0 },
  { 58000, 60000, "The end", -1, 0 },
  { 58000, 60001, "The end", CS_CUE_BEYOND_END, 1 },
  { 3000, 3000, "a", CS_CUE_REVERSED, 0 },
  { 3000, 2000, "a", CS_CUE_REVERSED, 0 },
  { 3000, 4000, "", CS_CUE_EMPTY, 0 },
  { 3000, 4000, " \n ", CS_CUE_EMPTY, 0 },
  { 0, 10000, "123456789012345678901234567890123456789012", -1, 0 },
  { 0, 10000, "1234567890123456789012345678901234567890123", CS_CUE_LINE_TOO_LONG, 43 },
  { 0, 10000, "12345678901234567890123456789012345678901e\xCC\x81", -1, 0 },
  { 0, 10000, "一二三四五六七八九十一二三四五六七八九十一", -1, 0 },
  { 0, 10000, "一二三四五六七八九十一二三四五六七八九十一二", CS_CUE_LINE_TOO_LONG, 44 },
  { 0, 10000, "a\nb", -1, 0 },
  { 0, 10000, "a\nb\nc", CS_CUE_TOO_MANY_LINES, 3 },
  { 0, 1000, "12345678901234567", -1, 0 },
  { 0, 1000, "123456789012345678", CS_CUE_TOO_FAST, 1058 },
  { 0, 1000, "一二三四五六七八九", -1, 0 },
  { 0, 1000, "一二三四五六七八九十", CS_CUE_TOO_FAST, 1111 },
};

static void
test_check (void)
{
  g_test_summary ("Each rule of legible subtitles holds on one side of its bound and not on the other");
  for (guint i = 0; i < G_N_ELEMENTS (check_cases); i++)
    {
      const CheckCase *one = &check_cases[i];
      g_autoptr(GPtrArray) cues = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_cue_free);
      g_autoptr(GArray) problems = NULL;
      g_autofree char *sentence = NULL;

      g_test_message ("case %u", i);
      g_ptr_array_add (cues, cs_cue_new (one->start, one->end, one->text));
      problems = cs_cues_check (cues, 60000);
      g_assert_cmpuint (problems->len, ==, one->kind < 0 ? 0 : 1);
      if (one->kind < 0)
        continue;
      g_assert_cmpint (g_array_index (problems, CsCueProblem, 0).kind, ==, one->kind);
      g_assert_cmpint (g_array_index (problems, CsCueProblem, 0).value, ==, one->value);
      sentence = cs_cue_problem_sentence (&g_array_index (problems, CsCueProblem, 0));
      g_assert_true (g_str_has_prefix (sentence, "Subtitle 1: ") && g_str_has_suffix (sentence, "."));
    }
}

static void
test_overlaps (void)
{
  static const char srt[] = "1\n00:00:01,000 --> 00:00:05,000\na\n\n2\n00:00:02,000 --> 00:00:03,000\nb\n\n"
                            "3\n00:00:04,000 --> 00:00:06,000\nc\n\n4\n00:00:06,000 --> 00:00:07,000\nd\n";
  g_autoptr(GPtrArray) cues = cs_cues_parse (srt, strlen (srt), NULL, NULL);
  g_autoptr(GArray) problems = cs_cues_check (cues, 0);
  g_autofree char *lines = join_lines (problems);
  g_autofree char *sentence = cs_cue_problem_sentence (&g_array_index (problems, CsCueProblem, 0));

  g_test_summary ("Two at once are told with the line of the later one, also where the longer one lies further above");
  g_assert_cmpstr (lines, ==, "6 10");
  g_assert_cmpstr (sentence, ==, "Line 6: It begins before the one above has ended.");
}

static void
test_times (void)
{
  static const struct { const char *text; gint64 time; } cases[] = {
    { "0:12.5", 12500 }, { " 00:00:12,500 ", 12500 }, { "1:02:03", 3723000 }, { "00:12.05", 12050 }, { "59:59.999", 3599999 },
    { "", -1 }, { "12", -1 }, { "0:60", -1 }, { "0:1:60", -1 }, { "60:00:00.", -1 }, { "0:12.5000", -1 }, { "a", -1 },
    { "-0:01", -1 }, { "0:01 x", -1 }, { "999:00:00", -1 }, { "99999999999999999999:00:00", -1 },
  };

  g_test_summary ("Times as people and files write them");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (cs_cue_parse_time (cases[i].text), ==, cases[i].time);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/cues/parse", test_parse);
  g_test_add_func ("/core/cues/utf16", test_utf16);
  g_test_add_func ("/core/cues/refused", test_refused);
  g_test_add_func ("/core/cues/round", test_round);
  g_test_add_func ("/core/cues/check", test_check);
  g_test_add_func ("/core/cues/overlaps", test_overlaps);
  g_test_add_func ("/core/cues/times", test_times);
  return g_test_run ();
}
