/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "office-fixture.h"

typedef OfficeFixture Fixture;

static void
test_whole_way (Fixture       *fixture,
                gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "The bridge is open again.");
  g_autoptr(CsSheetInfo) sheet = NULL;
  const CsPublicationInfo *publication = NULL;

  g_test_summary ("Submitted, approved by the section, signed by the leader: queued, with one publication");
  office_fixture_assert_state (fixture, post, CS_POST_IN_REVIEW);
  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_assert_state (fixture, post, CS_POST_IN_REVIEW);
  office_fixture_approve (fixture, "leader", post);

  sheet = office_fixture_sheet (fixture, "drafter", post);
  g_assert_cmpint (sheet->post->state, ==, CS_POST_QUEUED);
  g_assert_cmpuint (sheet->publications->len, ==, 1);
  publication = g_ptr_array_index (sheet->publications, 0);
  g_assert_cmpint (publication->state, ==, CS_PUBLICATION_QUEUED);
  g_assert_cmpint (publication->due_at, ==, fixture->now);
  g_assert_cmpuint (sheet->decisions->len, ==, 2);
  g_assert_true (((const CsDecisionInfo *) g_ptr_array_index (sheet->decisions, 1))->counts);
  g_assert_cmpuint (office_fixture_count_entries (fixture, post, CS_JOURNAL_DECIDED), ==, 2);
}

static void
test_contributors (Fixture       *fixture,
                   gconstpointer  unused)
{
  gint64 post = office_fixture_post (fixture, "reviewer2", "Written by a reviewer.");
  JsonObject *decision = NULL;

  g_test_summary ("An author, a co-editor and an administrator who edited may not decide, and hear that as the reason");
  office_fixture_save (fixture, "reviewer", post, "Written by two reviewers.");
  office_fixture_save (fixture, "admin", post, "Written by two reviewers and an administrator.");
  office_fixture_do (fixture, "reviewer2", "post.submit", cs_arguments_one ("post", post));


  decision = office_fixture_decision (fixture, post, CS_VERDICT_APPROVE, NULL);
  office_fixture_refuse (fixture, "reviewer2", "post.decide", decision, CS_ERROR_CONTRIBUTOR);
  decision = office_fixture_decision (fixture, post, CS_VERDICT_RETURN, "no");
  office_fixture_refuse (fixture, "reviewer", "post.decide", decision, CS_ERROR_CONTRIBUTOR);
  decision = office_fixture_decision (fixture, post, CS_VERDICT_APPROVE, NULL);
  office_fixture_refuse (fixture, "admin", "post.decide", decision, CS_ERROR_CONTRIBUTOR);
  office_fixture_assert_state (fixture, post, CS_POST_IN_REVIEW);
}

static void
test_reasons (Fixture       *fixture,
              gconstpointer  unused)
{
  static const struct
  {
    const char *login;
    CsError     code;
  } cases[] = {
    { "drafter", CS_ERROR_CONTRIBUTOR },
    { "drafter2", CS_ERROR_NOT_IN_STAGE },
    { "strange-reviewer", CS_ERROR_NOT_IN_STAGE },
    { "leader", CS_ERROR_NOT_IN_STAGE },
    { "auditor", CS_ERROR_FORBIDDEN },
    { "admin", CS_ERROR_FORBIDDEN },
  };
  gint64 post = office_fixture_submitted (fixture, "drafter", "Text");

  g_test_summary ("Whoever may not decide hears the true reason, and post.get says the same beforehand");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      JsonObject *decision = office_fixture_decision (fixture, post, CS_VERDICT_APPROVE, NULL);
      g_autoptr(CsSheetInfo) sheet = NULL;

      office_fixture_refuse (fixture, cases[i].login, "post.decide", decision, cases[i].code);
      sheet = office_fixture_sheet (fixture, cases[i].login, post);
      g_assert_cmpint (cs_may_decide_to_error (sheet->may_decide), ==, (int) cases[i].code);
      g_assert_cmpuint (g_strv_length (sheet->who_may), ==, 2);
    }
}

static void
test_twice (Fixture       *fixture,
            gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Text");
  JsonObject *again = NULL;

  g_test_summary ("Nobody decides twice on the same content; two windows: the second is told");
  again = office_fixture_decision (fixture, post, CS_VERDICT_APPROVE, NULL);
  json_object_set_int_member (again, "stage", 0);
  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_refuse (fixture, "reviewer2", "post.decide", again, CS_ERROR_CONFLICT);
  again = office_fixture_decision (fixture, post, CS_VERDICT_APPROVE, NULL);
  office_fixture_refuse (fixture, "reviewer", "post.decide", again, CS_ERROR_NOT_IN_STAGE);
  again = office_fixture_decision (fixture, post, CS_VERDICT_APPROVE, NULL);
  json_object_set_int_member (again, "stage", 0);
  office_fixture_refuse (fixture, "leader", "post.decide", again, CS_ERROR_CONFLICT);
}

static void
test_return (Fixture       *fixture,
             gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Text");
  g_autoptr(CsSheetInfo) sheet = NULL;
  JsonObject *decision = office_fixture_decision (fixture, post, CS_VERDICT_RETURN, "  \n ");

  g_test_summary ("Returning needs a reason; afterwards the earlier approvals do not count, even for the same text");
  office_fixture_refuse (fixture, "reviewer", "post.decide", decision, CS_ERROR_REASON_REQUIRED);
  office_fixture_approve (fixture, "reviewer", post);
  decision = office_fixture_decision (fixture, post, CS_VERDICT_RETURN, "The date is wrong.");
  office_fixture_do (fixture, "leader", "post.decide", decision);

  sheet = office_fixture_sheet (fixture, "drafter", post);
  g_assert_cmpint (sheet->post->state, ==, CS_POST_RETURNED);
  g_assert_cmpstr (sheet->return_reason, ==, "The date is wrong.");
  g_assert_true (sheet->may_edit);

  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
  g_clear_pointer (&sheet, cs_sheet_info_free);
  sheet = office_fixture_sheet (fixture, "drafter", post);
  g_assert_cmpuint (sheet->post->stage, ==, 0);
  g_assert_cmpuint (sheet->revision_number, ==, 1);
  g_assert_false (((const CsDecisionInfo *) g_ptr_array_index (sheet->decisions, 0))->counts);
  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_approve (fixture, "leader", post);
  office_fixture_assert_state (fixture, post, CS_POST_QUEUED);
}

static void
test_edit_resets (Fixture       *fixture,
                  gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "First text");
  g_autoptr(CsSheetInfo) sheet = NULL;
  g_autoptr(CsSheetInfo) base = NULL;
  JsonObject *stale = NULL;

  g_test_summary ("A changed text needs every approval anew; the old digest is stale; no change resets nothing");
  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
  sheet = office_fixture_sheet (fixture, "leader", post);
  g_assert_cmpuint (sheet->post->stage, ==, 1);
  g_assert_cmpuint (sheet->revision_number, ==, 1);

  stale = office_fixture_decision (fixture, post, CS_VERDICT_APPROVE, NULL);
  office_fixture_save (fixture, "drafter2", post, "Second text");
  g_clear_pointer (&sheet, cs_sheet_info_free);
  sheet = office_fixture_sheet (fixture, "leader", post);
  g_assert_true (sheet->unsent_changes);
  g_assert_nonnull (sheet->working);
  g_assert_cmpuint (sheet->post->stage, ==, 1);

  office_fixture_do (fixture, "drafter2", "post.submit", cs_arguments_one ("post", post));
  base = office_fixture_sheet (fixture, "reviewer", post);
  g_assert_cmpuint (base->post->stage, ==, 0);
  g_assert_cmpuint (base->revision_number, ==, 2);
  g_assert_cmpuint (base->base_number, ==, 1);
  g_assert_cmpstr (cs_content_get_segment (base->base, 0)->text, ==, "First text");
  g_assert_cmpint (base->may_decide, ==, CS_MAY_DECIDE);
  office_fixture_refuse (fixture, "reviewer", "post.decide", stale, CS_ERROR_STALE);
  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_approve (fixture, "leader", post);
  office_fixture_assert_state (fixture, post, CS_POST_QUEUED);
}

static void
test_approver_edits (Fixture       *fixture,
                     gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Text");
  g_autoptr(CsSheetInfo) sheet = NULL;
  JsonObject *decision = NULL;

  g_test_summary ("An approver who edits loses his approval at once, and the right to decide");
  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_save (fixture, "reviewer", post, "Text, bettered");
  sheet = office_fixture_sheet (fixture, "leader", post);
  g_assert_cmpuint (sheet->post->stage, ==, 0);
  decision = office_fixture_decision (fixture, post, CS_VERDICT_APPROVE, NULL);
  office_fixture_refuse (fixture, "reviewer", "post.decide", decision, CS_ERROR_CONTRIBUTOR);
  office_fixture_approve (fixture, "reviewer2", post);
  office_fixture_approve (fixture, "leader", post);
  office_fixture_assert_state (fixture, post, CS_POST_QUEUED);
  g_assert_cmpuint (office_fixture_count_entries (fixture, post, CS_JOURNAL_CONTRIBUTED), ==, 2);
}

static void
test_back_to_earlier (Fixture       *fixture,
                      gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Text");

  g_test_summary ("A text that went back to what was approved finds its approvals again");
  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_save (fixture, "drafter", post, "Other text");
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
  office_fixture_save (fixture, "drafter", post, "Text");
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
  office_fixture_approve (fixture, "leader", post);
  office_fixture_assert_state (fixture, post, CS_POST_QUEUED);
}

static void
test_release_past_at_signing (Fixture       *fixture,
                              gconstpointer  unused)
{
  gint64 post = office_fixture_post (fixture, "drafter", "Text");
  JsonObject *decision = NULL;

  g_test_summary ("What was to go out earlier is not signed: nothing of the attempt stays");
  office_fixture_do (fixture, "drafter", "post.reschedule",
                     cs_arguments_post_reschedule (post, CS_RELEASE_AT_TIME, fixture->now + G_TIME_SPAN_HOUR,
                                                   "Asia/Shanghai"));
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
  office_fixture_approve (fixture, "reviewer", post);
  fixture->now += 2 * G_TIME_SPAN_HOUR;
  decision = office_fixture_decision (fixture, post, CS_VERDICT_APPROVE, NULL);
  office_fixture_refuse (fixture, "leader", "post.decide", decision, CS_ERROR_RELEASE_PAST);
  g_assert_cmpuint (office_fixture_count_entries (fixture, post, CS_JOURNAL_DECIDED), ==, 1);

  office_fixture_do (fixture, "leader", "post.reschedule",
                     cs_arguments_post_reschedule (post, CS_RELEASE_AT_TIME, fixture->now + G_TIME_SPAN_HOUR,
                                                   "Asia/Shanghai"));
  office_fixture_approve (fixture, "leader", post);
  office_fixture_assert_state (fixture, post, CS_POST_QUEUED);
}

typedef struct
{
  CsLocalOffice *office;
  JsonObject    *arguments;
  gboolean       accepted;
  int            code;
} Signer;

static gpointer
sign_in_thread (gpointer data)
{
  Signer *signer = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = NULL;

  reply = cs_office_call (CS_OFFICE (signer->office), "post.decide", signer->arguments, NULL, &error);
  signer->accepted = reply != NULL;
  signer->code = error ? error->code : -1;
  return NULL;
}

static void
test_two_at_once (Fixture       *fixture,
                  gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Text");
  const char *logins[] = { "leader", "leader2" };
  Signer signers[2] = { { 0 } };
  GThread *threads[2];

  g_test_summary ("Two leaders sign at the same moment, each with his own program: one signature, one clear refusal");
  office_fixture_approve (fixture, "reviewer", post);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GError) error = NULL;

      signers[i].arguments = office_fixture_decision (fixture, post, CS_VERDICT_APPROVE, NULL);
      signers[i].office = cs_local_office_open (fixture->folder, &error);
      g_assert_no_error (error);
      cs_local_office_act_as (signers[i].office, office_fixture_person (fixture, logins[i]), &error);
      g_assert_no_error (error);
    }

  for (guint i = 0; i < 2; i++)
    threads[i] = g_thread_new ("signer", sign_in_thread, &signers[i]);
  for (guint i = 0; i < 2; i++)
    g_thread_join (threads[i]);

  g_assert_true (signers[0].accepted != signers[1].accepted);
  g_assert_cmpint (signers[0].accepted ? signers[1].code : signers[0].code, ==, CS_ERROR_CONFLICT);
  office_fixture_assert_state (fixture, post, CS_POST_QUEUED);
  g_assert_cmpuint (office_fixture_count_entries (fixture, post, CS_JOURNAL_DECIDED), ==, 2);
  for (guint i = 0; i < 2; i++)
    g_object_unref (signers[i].office);
}

static void
test_recall (Fixture       *fixture,
             gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Text");
  g_autoptr(CsSheetInfo) sheet = NULL;

  g_test_summary ("Only the author takes a queued post back; signed again, its publications are used again");
  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_approve (fixture, "leader", post);
  office_fixture_refuse (fixture, "drafter2", "post.recall", cs_arguments_one ("post", post), CS_ERROR_FORBIDDEN);
  office_fixture_do (fixture, "drafter", "post.recall", cs_arguments_one ("post", post));
  sheet = office_fixture_sheet (fixture, "drafter", post);
  g_assert_cmpint (sheet->post->state, ==, CS_POST_DRAFT);
  g_assert_cmpint (((const CsPublicationInfo *) g_ptr_array_index (sheet->publications, 0))->state, ==,
                   CS_PUBLICATION_CANCELLED);

  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_approve (fixture, "leader", post);
  g_clear_pointer (&sheet, cs_sheet_info_free);
  sheet = office_fixture_sheet (fixture, "drafter", post);
  g_assert_cmpint (sheet->post->state, ==, CS_POST_QUEUED);
  g_assert_cmpuint (sheet->publications->len, ==, 1);
  g_assert_cmpint (((const CsPublicationInfo *) g_ptr_array_index (sheet->publications, 0))->state, ==,
                   CS_PUBLICATION_QUEUED);
}

static void
test_hold (Fixture       *fixture,
           gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Text");
  gint64 later = fixture->now + G_TIME_SPAN_DAY;
  g_autoptr(CsSheetInfo) sheet = NULL;

  g_test_summary ("A queued post is held, moved to another time and resumed");
  office_fixture_refuse (fixture, "duty", "post.hold", cs_arguments_one ("post", post), CS_ERROR_WRONG_STATE);
  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_approve (fixture, "leader", post);
  office_fixture_refuse (fixture, "drafter", "post.hold", cs_arguments_one ("post", post), CS_ERROR_FORBIDDEN);
  office_fixture_do (fixture, "duty", "post.hold", cs_arguments_one ("post", post));
  office_fixture_assert_state (fixture, post, CS_POST_HELD);
  office_fixture_do (fixture, "duty", "post.reschedule",
                     cs_arguments_post_reschedule (post, CS_RELEASE_AT_TIME, later, "Europe/Berlin"));
  office_fixture_refuse (fixture, "duty", "post.reschedule",
                         cs_arguments_post_reschedule (post, CS_RELEASE_AT_TIME, fixture->now - 1, "Europe/Berlin"),
                         CS_ERROR_RELEASE_PAST);
  office_fixture_refuse (fixture, "drafter2", "post.reschedule",
                         cs_arguments_post_reschedule (post, CS_RELEASE_AT_ONCE, 0, "Europe/Berlin"),
                         CS_ERROR_FORBIDDEN);
  office_fixture_do (fixture, "duty", "post.resume", cs_arguments_one ("post", post));
  sheet = office_fixture_sheet (fixture, "drafter", post);
  g_assert_cmpint (sheet->post->state, ==, CS_POST_QUEUED);
  g_assert_cmpint (((const CsPublicationInfo *) g_ptr_array_index (sheet->publications, 0))->due_at, ==, later);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/office/decide/" path, Fixture, NULL, office_fixture_set_up, function, office_fixture_tear_down)
  ADD ("whole-way", test_whole_way);
  ADD ("contributors", test_contributors);
  ADD ("reasons", test_reasons);
  ADD ("twice", test_twice);
  ADD ("return", test_return);
  ADD ("edit-resets", test_edit_resets);
  ADD ("approver-edits", test_approver_edits);
  ADD ("back-to-earlier", test_back_to_earlier);
  ADD ("release-past-at-signing", test_release_past_at_signing);
  ADD ("two-at-once", test_two_at_once);
  ADD ("recall", test_recall);
  ADD ("hold", test_hold);
  return g_test_run ();
}
