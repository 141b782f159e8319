/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-amend-client.h"
#include "office-fixture.h"

/* Corrections and withdrawals as the office knows them: the outbox's part is in tests/contract/test-amend.c. */

#define TEXT "The bridge opens on Monday."

static gint64
publish (OfficeFixture *fixture,
         const char    *text)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", text);

  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_approve (fixture, "leader", post);
  office_fixture_publish (fixture, post);
  return post;
}

static gint64
begin (OfficeFixture *fixture,
       const char    *operation,
       JsonObject    *arguments)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, "drafter", operation, arguments);

  return cs_reply_read_id (reply);
}

static void
test_correct (OfficeFixture *fixture,
              gconstpointer  unused)
{
  gint64 post = publish (fixture, TEXT);
  gint64 correction = begin (fixture, "post.correct", cs_arguments_post_correct (post, CS_AMEND_FACT, "It is Tuesday"));
  g_autoptr(CsSheetInfo) sheet = office_fixture_sheet (fixture, "drafter", correction);
  g_autoptr(CsSheetInfo) amended = office_fixture_sheet (fixture, "drafter", post);
  const CsAmendLink *link = NULL;

  g_test_summary ("A correction begins with the text that is out, says what it corrects, and both posts know of each other");
  g_assert_cmpint (sheet->post->state, ==, CS_POST_DRAFT);
  g_assert_cmpstr (cs_content_get_segment (sheet->content, 0)->text, ==, TEXT);
  g_assert_nonnull (sheet->content->amends);
  g_assert_cmpint (sheet->content->amends->post, ==, post);
  g_assert_cmpint (sheet->content->amends->kind, ==, CS_AMEND_CORRECTION);
  g_assert_cmpstr (sheet->content->amends->words, ==, "It is Tuesday");
  g_assert_cmpint (sheet->post->amends, ==, post);
  g_assert_cmpint (sheet->amends->amended->post, ==, post);
  g_assert_true (amended->amends->may_correct);
  g_assert_cmpuint (amended->amends->amended_by->len, ==, 1);
  link = g_ptr_array_index (amended->amends->amended_by, 0);
  g_assert_cmpint (link->post, ==, correction);
  g_assert_cmpint (link->reason, ==, CS_AMEND_FACT);
  g_assert_cmpuint (office_fixture_count_entries (fixture, correction, CS_JOURNAL_AMENDMENT_BEGUN), ==, 1);
}

static void
test_own_chain (OfficeFixture *fixture,
                gconstpointer  unused)
{
  gint64 post = publish (fixture, TEXT);
  gint64 correction = begin (fixture, "post.correct", cs_arguments_post_correct (post, CS_AMEND_FACT, ""));

  g_test_summary ("It goes its own whole way; once it is out, the other one is corrected, and may be corrected again");
  office_fixture_save (fixture, "drafter", correction, "The bridge opens on Tuesday.");
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", correction));
  office_fixture_approve (fixture, "reviewer", correction);
  office_fixture_assert_state (fixture, post, CS_POST_PUBLISHED);
  office_fixture_approve (fixture, "leader", correction);
  office_fixture_assert_state (fixture, correction, CS_POST_QUEUED);
}

static void
test_withdraw (OfficeFixture *fixture,
               gconstpointer  unused)
{
  gint64 post = publish (fixture, TEXT);
  gint64 withdrawal = begin (fixture, "post.withdraw", cs_arguments_post_withdraw (post, CS_AMEND_PRIVACY, "A name is shown", ""));
  g_autoptr(CsSheetInfo) sheet = NULL;

  g_test_summary ("A silent withdrawal may be submitted without a word, is signed, and has nothing to publish, only to take down");
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", withdrawal));
  office_fixture_approve (fixture, "reviewer", withdrawal);
  office_fixture_approve (fixture, "leader", withdrawal);
  office_fixture_assert_state (fixture, withdrawal, CS_POST_QUEUED);
  sheet = office_fixture_sheet (fixture, "leader", withdrawal);
  g_assert_cmpuint (sheet->publications->len, ==, 0);
  g_assert_cmpuint (sheet->amends->removals->len, ==, 1);
  g_assert_cmpint (((const CsTakeDownInfo *) g_ptr_array_index (sheet->amends->removals, 0))->state, ==, CS_TAKE_DOWN_WAITING);
  g_assert_cmpstr (sheet->post->excerpt, ==, "A name is shown");
}

static void
test_refused (OfficeFixture *fixture,
              gconstpointer  unused)
{
  gint64 draft = office_fixture_post (fixture, "drafter", "Only a draft");
  gint64 post = publish (fixture, TEXT);
  gint64 other = publish (fixture, "The bridge is closed.");
  gint64 correction = begin (fixture, "post.correct", cs_arguments_post_correct (post, CS_AMEND_FACT, ""));
  g_autoptr(CsContent) content = office_fixture_content (fixture, "Something");
  g_autoptr(CsSheetInfo) before = NULL;
  g_autoptr(CsSheetInfo) after = NULL;
  JsonObject *bad = cs_arguments_post_correct (post, CS_AMEND_FACT, "");

  g_test_summary ("What is not out is not amended; a reason has to be one of the list; nobody amends himself; nothing is withdrawn twice");
  office_fixture_refuse (fixture, "drafter", "post.correct", cs_arguments_post_correct (draft, CS_AMEND_FACT, ""), CS_ERROR_WRONG_STATE);
  json_object_set_string_member (bad, "reason", "mood");
  office_fixture_refuse (fixture, "drafter", "post.correct", bad, CS_ERROR_INVALID);
  office_fixture_refuse (fixture, "auditor", "post.correct", cs_arguments_post_correct (post, CS_AMEND_FACT, ""), CS_ERROR_FORBIDDEN);

  content->amends = cs_amendment_new (999, CS_AMEND_CORRECTION, CS_AMEND_FACT, "");
  office_fixture_refuse (fixture, "drafter", "post.create", cs_arguments_post_create (content), CS_ERROR_INVALID);
  content->amends->post = correction;
  office_fixture_do (fixture, "drafter", "post.save", cs_arguments_post_save (correction, 1, content, CS_RELEASE_AT_ONCE, 0, "UTC"));
  office_fixture_refuse (fixture, "drafter", "post.submit", cs_arguments_one ("post", correction), CS_ERROR_INVALID);

  before = office_fixture_sheet (fixture, "drafter", other);
  g_assert_true (before->amends->may_withdraw);
  begin (fixture, "post.withdraw", cs_arguments_post_withdraw (other, CS_AMEND_LEGAL, "", ""));
  after = office_fixture_sheet (fixture, "drafter", other);
  g_assert_false (after->amends->may_withdraw);
  office_fixture_refuse (fixture, "drafter", "post.withdraw", cs_arguments_post_withdraw (other, CS_AMEND_LEGAL, "", ""), CS_ERROR_CONFLICT);
  office_fixture_refuse (fixture, "leader", "removal.resolve", cs_arguments_one ("publication", 1), CS_ERROR_WRONG_STATE);
}

#define ADD(path, function) \
  g_test_add ("/office/amend/" path, OfficeFixture, NULL, office_fixture_set_up, function, office_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("correct", test_correct);
  ADD ("own-chain", test_own_chain);
  ADD ("withdraw", test_withdraw);
  ADD ("refused", test_refused);

  return g_test_run ();
}
