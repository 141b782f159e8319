/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-checker.h"
#include "cs-error.h"
#include "cs-word-set.h"

/* The files of rules: how they are read, what is refused, and each one’s own examples. */

#define HEAD "[Rule]\nId=own/one\nLevel=warn\nSentence=Found {words}\nReason=Because\n"

static CsCheckRule *
parse (const char  *text,
       GError     **error)
{
  return cs_check_rule_parse ("one.rule", text, strlen (text), error);
}

static GArray *
match (const CsCheckRule *rule,
       const char        *text)
{
  CsCheckText piece = { text, strlen (text), "en", 20000 };
  GArray *matches = cs_check_matches_new ();

  g_assert_true (cs_check_rule_match (rule, &piece, matches));
  return matches;
}

static void
test_parse (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsCheckRule) rule = parse (HEAD "Scope=text;alt;\nLanguages=en;\nLabels=statistics\nWaive=leader\n"
                                            "Kind=pattern\nPattern=\\bsecret\\b\nNot=no secret\n"
                                            "[Examples]\nFires1=a secret\nQuiet1=no secret\nQuiet2=no\\nsecret\n", &error);
  g_autoptr(GArray) matches = NULL;
  g_autofree char *said = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (cs_check_rule_get_id (rule), ==, "own/one");
  g_assert_cmpstr (cs_check_rule_get_pack (rule), ==, "own");
  g_assert_cmpint (cs_check_rule_get_level (rule), ==, CS_LEVEL_WARN);
  g_assert_cmpint (cs_check_rule_get_waiver (rule), ==, CS_WAIVER_LEADER);
  g_assert_cmpint (cs_check_rule_get_checked (rule), ==, CS_CHECKED_TEXT | CS_CHECKED_ALT);
  g_assert_cmpint (cs_check_rule_get_labels (rule), ==, CS_LABEL_STATISTICS);
  g_assert_true (cs_check_rule_has_language (rule, "en-GB"));
  g_assert_false (cs_check_rule_has_language (rule, "eno"));
  g_assert_cmpuint (g_strv_length ((char **) cs_check_rule_get_quiet (rule)), ==, 2);
  matches = match (rule, "no secret, but a secret");
  g_assert_cmpuint (matches->len, ==, 1);
  g_assert_cmpuint (g_array_index (matches, CsCheckMatch, 0).start, ==, 17);
  said = cs_check_rule_say (rule, "x");
  g_assert_cmpstr (said, ==, "Found x");
}

static const struct { const char *text; const char *wanted; } bad[] = {
  { "", "one.rule: Rule: " },
  { "no key file", "one.rule: Rule: " },
  { "[Rule]\nId=own\n", "one.rule: Id: " },
  { "[Rule]\nId=own/a/b\n", "one.rule: Id: " },
  { "[Rule]\nId=../b\n", "one.rule: Id: " },
  { "[Rule]\nId=Own/a\n", "one.rule: Id: " },
  { "[Rule]\nId=own/a\nLevel=fatal\n", "one.rule: Level: " },
  { "[Rule]\nId=own/a\nLevel=warn\n", "one.rule: Sentence: " },
  { "[Rule]\nId=own/a\nLevel=warn\nSentence=a\n", "one.rule: Reason: " },
  { HEAD "Waive=me\n", "one.rule: Waive: " },
  { HEAD "Labels=nice\n", "one.rule: Labels: " },
  { HEAD "Scope=air;\n", "one.rule: Scope: " },
  { HEAD "Kind=magic\n", "one.rule: Kind: " },
  { HEAD, "one.rule: Kind: " },
  { HEAD "Kind=pattern\n", "one.rule: Pattern: " },
  { HEAD "Kind=pattern\nPattern=(\n", "one.rule: Pattern: " },
  { HEAD "Kind=pattern\nPattern=a\nNot=(\n", "one.rule: Not: " },
  { HEAD "Kind=pattern\nPattern=a\nScope=media;\n", "one.rule: Scope: " },
  { HEAD "Kind=words\nWords=; ;\n", "one.rule: Words: " },
  { HEAD "Kind=builtin\nBuiltin=none\n", "one.rule: Builtin: " },
  { HEAD "Kind=builtin\nBuiltin=iban\nScope=post;\n", "one.rule: Scope: " },
  { HEAD "Kind=pattern\nPatern=a\n", "one.rule: Patern: " },
  { HEAD "Kind=pattern\nPattern=a\n[Rules]\na=b\n", "one.rule: Rules: " },
  { "[Rule]\nId=\xff\n", "one.rule: Rule: " },
};

static void
test_refused (void)
{
  g_test_summary ("A file with a mistake is refused with its name, the key and what is wrong");

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(CsCheckRule) rule = parse (bad[i].text, &error);

      g_assert_null (rule);
      g_assert_error (error, CS_ERROR, CS_ERROR_BAD_RULE);
      if (!g_str_has_prefix (error->message, bad[i].wanted))
        g_error ("%u: %s", i, error->message);
    }
}

static void
test_hanging_pattern (void)
{
  g_autoptr(CsCheckRule) rule = parse (HEAD "Kind=pattern\nPattern=(a+)+$\n", NULL);
  g_autoptr(GPtrArray) rules = g_ptr_array_new ();
  g_autoptr(CsChecker) checker = NULL;
  g_autoptr(CsContent) content = cs_content_new ();
  g_autoptr(GArray) targets = g_array_new (FALSE, FALSE, sizeof (CsTarget));
  g_autoptr(GPtrArray) findings = NULL;
  g_autofree char *text = g_strnfill (5000, 'a');
  CsCheckQuestion question = { content, targets };
  GArray *matches = cs_check_matches_new ();
  CsCheckText piece;

  g_test_summary ("A pattern that would never end is stopped, and the post says so");

  text[4999] = '!';
  piece = (CsCheckText) { text, 5000, "en", 20000 };
  g_assert_false (cs_check_rule_match (rule, &piece, matches));
  g_array_unref (matches);

  g_ptr_array_add (rules, rule);
  checker = cs_checker_new (rules);
  g_free (cs_content_get_segment (content, 0)->text);
  cs_content_get_segment (content, 0)->text = g_steal_pointer (&text);
  findings = cs_checker_run (checker, &question);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_nonnull (strstr (((CsFinding *) g_ptr_array_index (findings, 0))->sentence, "own/one"));
  g_assert_cmpint (((CsFinding *) g_ptr_array_index (findings, 0))->level, ==, CS_LEVEL_WARN);
}

static void
test_words (void)
{
  static const char * const words[] = { "ban", "bank holiday", " 台风 ", "台风眼", "", NULL };
  g_autoptr(CsWordSet) set = cs_word_set_new (words);
  const char *text = "A Bank Holiday, a ban; banned, urban. 台风眼在台风中";
  g_autoptr(GArray) hits = cs_word_set_find (set, text, strlen (text));
  g_autoptr(GString) got = g_string_new (NULL);

  g_test_summary ("Whole words in an alphabet, anywhere in Chinese, the longest first");

  for (guint i = 0; i < hits->len; i++)
    g_string_append_printf (got, "%u ", g_array_index (hits, CsWordHit, i).word);
  g_assert_cmpstr (got->str, ==, "1 0 3 2 ");
  g_assert_cmpuint (cs_word_set_size (set), ==, 4);
}

static void
test_list (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsCheckRule) banned = cs_check_rule_new_list ("list/1", "Wording", "banned", CS_LEVEL_BLOCK,
                                                          "# remark\r\nwar on\n\n 人吃人 \n", &error);
  g_autoptr(CsCheckRule) titles = cs_check_rule_new_list ("list/2", "Names", "titles", CS_LEVEL_WARN, "王大明\n李小红\n陈安\n", NULL);
  g_autoptr(GArray) one = match (banned, "The war on waste; 人吃人");
  g_autoptr(GArray) wrong = match (titles, "李小红、王大明出席会议");
  g_autoptr(GArray) right = match (titles, "王大明、李小红、陈安出席会议。李小红讲话。王大明主持。");

  g_assert_no_error (error);
  g_assert_cmpuint (one->len, ==, 2);
  g_assert_cmpuint (wrong->len, ==, 1);
  g_assert_nonnull (strstr (g_array_index (wrong, CsCheckMatch, 0).sentence, "王大明"));
  g_assert_cmpuint (right->len, ==, 0);
  g_assert_null (cs_check_rule_new_list ("list/3", "Empty", "banned", CS_LEVEL_WARN, "# nothing\n", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_BAD_RULE);
}

static void
test_own_examples (gconstpointer data)
{
  const char *path = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(CsCheckRule) rule = NULL;
  g_autofree char *text = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  rule = cs_check_rule_parse (path, text, size, &error);
  g_assert_no_error (error);
  if (!cs_check_rule_test (rule, &error))
    {
      g_test_message ("%s", error->message);
      g_test_fail ();
    }

  /* every rule says where it is right and where it would be wrong; what needs the network is tried elsewhere */
  if (!g_str_has_suffix (path, "dead-link.rule"))
    g_assert_true (cs_check_rule_get_fires (rule)[0] && cs_check_rule_get_quiet (rule)[0]);
  g_assert_nonnull (strstr (text, "\nSentence[zh_CN]="));
  g_assert_nonnull (strstr (text, "\nReason[zh_CN]="));
}

static void
add_examples (GPtrArray *paths)
{
  g_autoptr(GDir) packs = g_dir_open (SOURCE_CHECKS_DIR, 0, NULL);
  const char *pack;

  while ((pack = g_dir_read_name (packs)))
    {
      g_autofree char *folder = g_build_filename (SOURCE_CHECKS_DIR, pack, NULL);
      g_autoptr(GDir) files = g_dir_open (folder, 0, NULL);
      const char *file;

      while (files && (file = g_dir_read_name (files)))
        {
          char *path = g_build_filename (folder, file, NULL);
          g_autofree char *name = g_strdup_printf ("/checks/rules/file/%s/%s", pack, file);

          g_ptr_array_add (paths, path);
          g_test_add_data_func (name, path, test_own_examples);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/checks/rules/parse", test_parse);
  g_test_add_func ("/checks/rules/refused", test_refused);
  g_test_add_func ("/checks/rules/hanging-pattern", test_hanging_pattern);
  g_test_add_func ("/checks/rules/words", test_words);
  g_test_add_func ("/checks/rules/list", test_list);
  add_examples (paths);
  return g_test_run ();
}
