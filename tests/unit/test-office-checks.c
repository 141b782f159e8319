/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "cs-check-client.h"
#include "cs-error.h"
#include "office-fixture.h"

/* Packs, word lists, rules of the office's own, waivers. */

typedef OfficeFixture Fixture;

#define WRONG_DAY "Polling stations are open on Wednesday 1 October 2026." /* a Thursday */

static GPtrArray *
check (Fixture    *fixture,
       const char *login,
       gint64      post)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, login, "post.check", cs_arguments_one ("post", post));

  return cs_reply_read_post_check (reply);
}

static const CsFinding *
find (GPtrArray  *findings,
      const char *rule)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((CsFinding *) g_ptr_array_index (findings, i))->rule, rule))
      return g_ptr_array_index (findings, i);

  return NULL;
}

static JsonObject *
waive (const CsFinding *finding,
       gint64           post,
       const char      *reason)
{
  return cs_arguments_waive (post, finding, reason);
}

static void
test_submit (Fixture       *fixture,
             gconstpointer  unused)
{
  gint64 post = office_fixture_post (fixture, "drafter", WRONG_DAY);
  g_autoptr(GPtrArray) findings = check (fixture, "drafter", post);
  const CsFinding *finding = find (findings, "general/weekday");

  g_test_summary ("The office checks again at submission; a waiver by somebody who wrote nothing of it lets the post through");

  g_assert_nonnull (finding);
  g_assert_cmpint (finding->level, ==, CS_LEVEL_BLOCK);
  office_fixture_refuse (fixture, "drafter", "post.submit", cs_arguments_one ("post", post), CS_ERROR_INCOMPLETE);
  office_fixture_refuse (fixture, "drafter", "check.waive", waive (finding, post, "It is right."), CS_ERROR_FORBIDDEN);
  office_fixture_refuse (fixture, "reviewer", "check.waive", waive (finding, post, "  "), CS_ERROR_REASON_REQUIRED);
  office_fixture_do (fixture, "reviewer", "check.waive", waive (finding, post, "A quotation of an old poster."));
  g_assert_cmpuint (office_fixture_count_entries (fixture, post, CS_JOURNAL_CHECK_WAIVED), ==, 1);
  office_fixture_refuse (fixture, "reviewer", "check.waive", waive (finding, post, "Again."), CS_ERROR_NOT_FOUND);

  g_clear_pointer (&findings, g_ptr_array_unref);
  findings = check (fixture, "drafter", post);
  finding = find (findings, "general/weekday");
  g_assert_true (finding->waived);
  g_assert_cmpstr (finding->waived_why, ==, "A quotation of an old poster.");
  g_assert_cmpstr (finding->waived_by, !=, "");
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
}

static void
test_moot (Fixture       *fixture,
           gconstpointer  unused)
{
  gint64 post = office_fixture_post (fixture, "drafter", WRONG_DAY);
  g_autoptr(GPtrArray) findings = check (fixture, "drafter", post);

  g_test_summary ("A waiver stands for its words: other words ask for another");

  office_fixture_do (fixture, "reviewer", "check.waive", waive (find (findings, "general/weekday"), post, "Quotation."));
  office_fixture_save (fixture, "drafter", post, "Polling stations are open on Monday 1 October 2026.");
  g_clear_pointer (&findings, g_ptr_array_unref);
  findings = check (fixture, "drafter", post);
  g_assert_false (find (findings, "general/weekday")->waived);
  office_fixture_refuse (fixture, "drafter", "post.submit", cs_arguments_one ("post", post), CS_ERROR_INCOMPLETE);
}

static void
test_contributor (Fixture       *fixture,
                  gconstpointer  unused)
{
  gint64 post = office_fixture_post (fixture, "reviewer", WRONG_DAY);
  g_autoptr(GPtrArray) findings = check (fixture, "reviewer", post);

  g_test_summary ("Who wrote part of a post waives nothing that blocks it, and a waiver ends when its giver begins to write");

  office_fixture_refuse (fixture, "reviewer", "check.waive", waive (find (findings, "general/weekday"), post, "Mine."),
                         CS_ERROR_CONTRIBUTOR);
  office_fixture_do (fixture, "reviewer2", "check.waive", waive (find (findings, "general/weekday"), post, "Quotation."));
  office_fixture_save (fixture, "reviewer2", post, WRONG_DAY " Bring your card.");
  g_clear_pointer (&findings, g_ptr_array_unref);
  findings = check (fixture, "reviewer", post);
  g_assert_false (find (findings, "general/weekday")->waived);
}

static void
test_never (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr(JsonObject) created = office_fixture_call (fixture, "drafter", "post.create", NULL);
  gint64 post = cs_reply_read_id (created);
  g_autoptr(GPtrArray) findings = check (fixture, "drafter", post);

  g_test_summary ("What cannot go out as it is, nobody waives; what a leader waives, a reviewer does not");

  office_fixture_refuse (fixture, "leader", "check.waive", waive (find (findings, "basic/no-account"), post, "Why not."),
                         CS_ERROR_NOT_WAIVABLE);
  post = office_fixture_post (fixture, "drafter", "NATO RESTRICTED: exercise on Monday.");
  g_clear_pointer (&findings, g_ptr_array_unref);
  findings = check (fixture, "drafter", post);
  office_fixture_refuse (fixture, "reviewer", "check.waive", waive (find (findings, "general/secrecy-marking"), post, "Old."),
                         CS_ERROR_FORBIDDEN);
  office_fixture_do (fixture, "leader", "check.waive", waive (find (findings, "general/secrecy-marking"), post, "Released."));
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
}

static void
test_packs (Fixture       *fixture,
            gconstpointer  unused)
{
  gint64 post = office_fixture_post (fixture, "drafter", "身份证号11010519491231002X");
  g_autoptr(GPtrArray) findings = check (fixture, "drafter", post);

  g_test_summary ("A pack checks nothing until it is on; each switch is in the journal, and what always holds stays on");

  g_assert_null (find (findings, "cn/identity-number"));
  office_fixture_refuse (fixture, "leader", "check.set-pack", cs_arguments_check_pack ("cn", TRUE), CS_ERROR_FORBIDDEN);
  office_fixture_do (fixture, "admin", "check.set-pack", cs_arguments_check_pack ("cn", TRUE));
  office_fixture_do (fixture, "admin", "check.set-pack", cs_arguments_check_pack ("cn", TRUE));
  g_assert_cmpuint (office_fixture_count_entries (fixture, 0, CS_JOURNAL_CHECK_PACK_SET), ==, 1);
  g_clear_pointer (&findings, g_ptr_array_unref);
  findings = check (fixture, "drafter", post);
  g_assert_nonnull (find (findings, "cn/identity-number"));
  office_fixture_do (fixture, "admin", "check.set-pack", cs_arguments_check_pack ("cn", FALSE));
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
  office_fixture_refuse (fixture, "admin", "check.set-pack", cs_arguments_check_pack ("basic", FALSE), CS_ERROR_NOT_FOUND);
}

static void
test_lists (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autofree char *path = g_build_filename (fixture->folder, "words.txt", NULL);
  gint64 post = office_fixture_post (fixture, "drafter", "We declare war on litter. 李小红、王大明出席。");
  g_autoptr(GPtrArray) findings = NULL;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsCheckListInfo) info = NULL;

  g_test_summary ("An imported list blocks from now on; removed, it does not");

  g_assert_true (g_file_set_contents (path, "\xef\xbb\xbf# our house\nwar on\n\n", -1, NULL));
  reply = office_fixture_call (fixture, "admin", "check.set-list",
                               cs_arguments_word_list (0, "House words", "banned", CS_LEVEL_BLOCK, path));
  info = cs_reply_read_check_list (reply);
  g_assert_cmpuint (info->lists->len, ==, 1);
  g_assert_cmpuint (((CsWordListInfo *) g_ptr_array_index (info->lists, 0))->n_words, ==, 1);
  g_assert_true (g_file_set_contents (path, "王大明\n李小红\n", -1, NULL));
  office_fixture_do (fixture, "admin", "check.set-list",
                     cs_arguments_word_list (0, "Names", "titles", CS_LEVEL_WARN, path));
  findings = check (fixture, "drafter", post);
  g_assert_cmpstr (find (findings, "list/1")->subject, ==, "war on");
  g_assert_nonnull (find (findings, "list/2"));
  office_fixture_do (fixture, "admin", "check.remove-list", cs_arguments_one ("list", 1));
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
  g_assert_cmpuint (office_fixture_count_entries (fixture, 0, CS_JOURNAL_WORD_LIST_SET), ==, 2);
  g_assert_cmpuint (office_fixture_count_entries (fixture, 0, CS_JOURNAL_WORD_LIST_REMOVED), ==, 1);

  g_assert_true (g_file_set_contents (path, "\xff\xfe", -1, NULL));
  office_fixture_refuse (fixture, "admin", "check.set-list",
                         cs_arguments_word_list (0, "Bad", "banned", CS_LEVEL_BLOCK, path), CS_ERROR_ENCODING);
  g_assert_true (g_file_set_contents (path, "# nothing\n", -1, NULL));
  office_fixture_refuse (fixture, "admin", "check.set-list",
                         cs_arguments_word_list (0, "Empty", "banned", CS_LEVEL_BLOCK, path), CS_ERROR_BAD_RULE);
}

static void
test_own_rules (Fixture       *fixture,
                gconstpointer  unused)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "checks", NULL);
  g_autofree char *good = g_build_filename (folder, "kittens.rule", NULL);
  g_autofree char *bad = g_build_filename (folder, "bad.rule", NULL);
  g_autofree char *lying = g_build_filename (folder, "lying.rule", NULL);
  gint64 post = office_fixture_post (fixture, "drafter", "Ten kittens need a home.");
  g_autoptr(GPtrArray) findings = NULL;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsCheckListInfo) info = NULL;

  g_test_summary ("A file in the office’s folder is a rule; one with a mistake, or whose examples come out otherwise, is named and not used");

  g_mkdir (folder, 0700);
#define RULE(name, example) "[Rule]\nId=own/" name "\nLevel=block\nKind=words\nWords=kittens;\nSentence=No {words}\nReason=House rule\n" \
                                                   "[Examples]\nFires1=" example "\n"
  g_assert_true (g_file_set_contents (good, RULE ("kittens", "two kittens"), -1, NULL));
  g_assert_true (g_file_set_contents (bad, "[Rule]\nId=own/bad\nLevel=loud\n", -1, NULL));
  g_assert_true (g_file_set_contents (lying, RULE ("lying", "two puppies"), -1, NULL));
#undef RULE
  findings = check (fixture, "drafter", post);
  g_assert_cmpstr (find (findings, "own/kittens")->sentence, ==, "No kittens");
  g_assert_null (find (findings, "own/lying"));
  reply = office_fixture_call (fixture, "auditor", "check.list", NULL);
  info = cs_reply_read_check_list (reply);
  g_assert_cmpuint (g_strv_length (info->problems), ==, 2);
  g_assert_nonnull (strstr (info->problems[0], "bad.rule: Level"));
  g_assert_nonnull (strstr (info->problems[1], "own/lying: Fires1"));
}

static void
test_rules_travel (Fixture       *fixture,
                   gconstpointer  unused)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, "drafter", "check.rules", NULL);
  g_autoptr(CsChecker) checker = cs_reply_read_checker (reply);
  g_autoptr(CsContent) content = office_fixture_content (fixture, WRONG_DAY);
  g_autoptr(GArray) targets = g_array_new (FALSE, FALSE, sizeof (CsTarget));
  CsCheckQuestion question = { content, targets, CS_RELEASE_AT_ONCE, 0, "UTC", fixture->now };
  g_autoptr(GPtrArray) findings = cs_checker_run (checker, &question);

  g_test_summary ("A workstation checks with the rules that the office gives it, as the office does");
  g_assert_nonnull (find (findings, "general/weekday"));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, office_fixture_set_up, function, office_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/office/checks/submit", test_submit);
  ADD ("/office/checks/moot", test_moot);
  ADD ("/office/checks/contributor", test_contributor);
  ADD ("/office/checks/never", test_never);
  ADD ("/office/checks/packs", test_packs);
  ADD ("/office/checks/lists", test_lists);
  ADD ("/office/checks/own-rules", test_own_rules);
  ADD ("/office/checks/rules-travel", test_rules_travel);
  return g_test_run ();
}
