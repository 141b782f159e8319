/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-chain-rows.h"
#include "cs-comment-client.h"
#include "cs-decide-client.h"
#include "cs-delegation-client.h"
#include "cs-emergency-client.h"
#include "cs-publication-rows.h"
#include "office-fixture.h"

/* Claims, and decisions that their own people take back. */

static gint64
find_decision (OfficeFixture *fixture,
               gint64         post,
               guint          index)
{
  g_autoptr(CsSheetInfo) sheet = office_fixture_sheet (fixture, "auditor", post);

  g_assert_cmpuint (index, <, sheet->decisions->len);
  return ((const CsDecisionInfo *) g_ptr_array_index (sheet->decisions, index))->id;
}

static JsonObject *
take_back (OfficeFixture *fixture,
           gint64         post,
           guint          index,
           const char    *reason)
{
  return cs_arguments_take_back (post, find_decision (fixture, post, index), reason);
}

static void
assert_offer (OfficeFixture *fixture,
              const char    *login,
              gint64         post,
              guint          index,
              gboolean       may,
              gboolean       needs_reason)
{
  g_autoptr(CsSheetInfo) sheet = office_fixture_sheet (fixture, login, post);
  const CsDecisionInfo *decision = g_ptr_array_index (sheet->decisions, index);

  g_assert_cmpint (decision->may_take_back, ==, may);
  if (may)
    g_assert_cmpint (decision->take_back_needs_reason, ==, needs_reason);
}

static void
assert_at (OfficeFixture *fixture,
           gint64         post,
           CsPostState    state,
           guint          stage)
{
  g_autoptr(CsSheetInfo) sheet = office_fixture_sheet (fixture, "auditor", post);

  g_assert_cmpstr (cs_post_state_nick (sheet->post->state), ==, cs_post_state_nick (state));
  g_assert_cmpuint (sheet->post->stage, ==, stage);
}

static gint64
get_claimer (OfficeFixture *fixture,
             gint64         post)
{
  g_autoptr(CsSheetInfo) sheet = office_fixture_sheet (fixture, "auditor", post);

  return sheet->post->claimed_by;
}

static void
test_claim (OfficeFixture *fixture,
            gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Text");
  gint64 reviewer = office_fixture_person (fixture, "reviewer");
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsDeskInfo) desk = NULL;

  g_test_summary ("A claim is seen by the others and keeps nobody from deciding; it is one's own to end; a decision ends it");
  office_fixture_refuse (fixture, "drafter", "post.claim", cs_arguments_one ("post", post), CS_ERROR_CONTRIBUTOR);
  office_fixture_refuse (fixture, "leader", "post.claim", cs_arguments_one ("post", post), CS_ERROR_NOT_IN_STAGE);
  office_fixture_do (fixture, "reviewer", "post.claim", cs_arguments_one ("post", post));
  office_fixture_do (fixture, "reviewer", "post.claim", cs_arguments_one ("post", post));
  office_fixture_refuse (fixture, "reviewer2", "post.claim", cs_arguments_one ("post", post), CS_ERROR_CLAIMED);
  office_fixture_do (fixture, "reviewer2", "post.unclaim", cs_arguments_one ("post", post));
  g_assert_cmpint (get_claimer (fixture, post), ==, reviewer);
  reply = office_fixture_call (fixture, "reviewer2", "desk.get", NULL);
  desk = cs_reply_read_desk (reply);
  g_assert_cmpuint (desk->n_waiting, ==, 1);
  g_assert_cmpint (((const CsPostInfo *) g_ptr_array_index (desk->waiting, 0))->claimed_by, ==, reviewer);

  office_fixture_approve (fixture, "reviewer2", post);
  g_assert_cmpint (get_claimer (fixture, post), ==, 0);
  office_fixture_do (fixture, "leader", "post.claim", cs_arguments_one ("post", post));
  office_fixture_do (fixture, "leader", "post.unclaim", cs_arguments_one ("post", post));
  g_assert_cmpint (get_claimer (fixture, post), ==, 0);
}

static JsonObject *
make_remark (gint64 post)
{
  g_autoptr(CsCommentAnchor) anchor = cs_comment_anchor_new_post ();

  return cs_arguments_comment_add (post, CS_COMMENT_REMARK, anchor, "I am still reading.", NULL);
}

static void
test_claim_expires (OfficeFixture *fixture,
                    gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Text");

  g_test_summary ("A claim lasts half an hour from the last act, and is then anybody's");
  office_fixture_do (fixture, "reviewer", "post.claim", cs_arguments_one ("post", post));
  fixture->now += 20 * G_TIME_SPAN_MINUTE;
  office_fixture_do (fixture, "reviewer", "comment.add", make_remark (post));
  fixture->now += 20 * G_TIME_SPAN_MINUTE;
  g_assert_cmpint (get_claimer (fixture, post), ==, office_fixture_person (fixture, "reviewer"));
  fixture->now += 10 * G_TIME_SPAN_MINUTE;
  g_assert_cmpint (get_claimer (fixture, post), ==, 0);
  office_fixture_do (fixture, "reviewer2", "post.claim", cs_arguments_one ("post", post));
  office_fixture_refuse (fixture, "reviewer", "post.claim", cs_arguments_one ("post", post), CS_ERROR_CLAIMED);
}

static void
test_undo (OfficeFixture *fixture,
           gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Text");
  g_autoptr(CsSheetInfo) sheet = NULL;
  const CsDecisionInfo *decision = NULL;

  g_test_summary ("While nobody acted since, one's own approval is undone without a reason; both stay on record; it can be given anew");
  office_fixture_approve (fixture, "reviewer", post);
  assert_offer (fixture, "reviewer", post, 0, TRUE, FALSE);
  assert_offer (fixture, "reviewer2", post, 0, FALSE, FALSE);
  office_fixture_refuse (fixture, "reviewer2", "post.take-back", take_back (fixture, post, 0, "No."), CS_ERROR_NOT_OWN_DECISION);
  office_fixture_refuse (fixture, "leader", "post.take-back", take_back (fixture, post, 0, "No."), CS_ERROR_NOT_OWN_DECISION);
  office_fixture_refuse (fixture, "reviewer", "post.take-back", cs_arguments_take_back (post, 77, NULL), CS_ERROR_NOT_FOUND);
  office_fixture_do (fixture, "reviewer", "post.take-back", take_back (fixture, post, 0, NULL));

  assert_at (fixture, post, CS_POST_IN_REVIEW, 0);
  sheet = office_fixture_sheet (fixture, "reviewer", post);
  g_assert_cmpuint (sheet->decisions->len, ==, 2);
  decision = g_ptr_array_index (sheet->decisions, 0);
  g_assert_false (decision->counts);
  g_assert_true (decision->taken_back);
  g_assert_cmpstr (decision->taken_back_by_name, ==, "reviewer");
  decision = g_ptr_array_index (sheet->decisions, 1);
  g_assert_cmpstr (cs_verdict_nick (decision->verdict), ==, "take-back");
  g_assert_cmpint (sheet->may_decide, ==, CS_MAY_DECIDE);
  office_fixture_refuse (fixture, "reviewer", "post.take-back", take_back (fixture, post, 0, NULL), CS_ERROR_OVERTAKEN);
  office_fixture_refuse (fixture, "reviewer", "post.take-back", take_back (fixture, post, 1, NULL), CS_ERROR_OVERTAKEN);
  office_fixture_approve (fixture, "reviewer", post);
  assert_at (fixture, post, CS_POST_IN_REVIEW, 1);
}

static void
test_dismiss (OfficeFixture *fixture,
              gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Text");
  g_autoptr(CsSheetInfo) sheet = NULL;

  g_test_summary ("Once others acted it needs a reason; what was queued is cancelled, and the signature behind it is found again");
  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_approve (fixture, "leader", post);
  assert_offer (fixture, "reviewer", post, 0, TRUE, TRUE);
  assert_offer (fixture, "leader", post, 1, TRUE, FALSE);
  office_fixture_refuse (fixture, "reviewer", "post.take-back", take_back (fixture, post, 0, NULL), CS_ERROR_REASON_REQUIRED);
  office_fixture_refuse (fixture, "reviewer", "post.take-back", take_back (fixture, post, 0, " \n"), CS_ERROR_REASON_REQUIRED);
  assert_at (fixture, post, CS_POST_QUEUED, 1);
  office_fixture_do (fixture, "reviewer", "post.take-back", take_back (fixture, post, 0, "The date is wrong."));
  assert_at (fixture, post, CS_POST_IN_REVIEW, 0);
  sheet = office_fixture_sheet (fixture, "leader", post);
  g_assert_cmpint (((const CsPublicationInfo *) g_ptr_array_index (sheet->publications, 0))->state, ==, CS_PUBLICATION_CANCELLED);
  g_assert_cmpstr (((const CsDecisionInfo *) g_ptr_array_index (sheet->decisions, 0))->taken_back_reason, ==, "The date is wrong.");
  g_assert_true (((const CsDecisionInfo *) g_ptr_array_index (sheet->decisions, 1))->counts);
  office_fixture_approve (fixture, "reviewer2", post);
  assert_at (fixture, post, CS_POST_QUEUED, 1);
}

static void
set_publication (OfficeFixture      *fixture,
                 gint64              post,
                 CsPublicationState  state)
{
  g_autofree char *path = g_build_filename (fixture->folder, "office.db", NULL);
  g_autoptr(CsSheetInfo) sheet = office_fixture_sheet (fixture, "auditor", post);
  gint64 id = ((const CsPublicationInfo *) g_ptr_array_index (sheet->publications, 0))->id;
  g_autoptr(GError) error = NULL;
  g_autoptr(CsDb) db = cs_db_open (path, CS_DB_WRITE, &error);
  g_autoptr(CsTxn) txn = cs_txn_begin (db, &error);
  g_autoptr(CsPublicationRow) row = cs_publication_rows_get (db, id, &error);
  CsPublicationState was = row->state;

  row->state = state;
  g_assert_true (cs_publication_rows_update (db, row, was, &error));
  g_assert_true (cs_txn_commit (g_steal_pointer (&txn), &error));
}

static void
test_released (OfficeFixture *fixture,
               gconstpointer  unused)
{
  static const CsPublicationState away[] = { CS_PUBLICATION_SENDING, CS_PUBLICATION_UNKNOWN, CS_PUBLICATION_SENT };
  gint64 post = office_fixture_submitted (fixture, "drafter", "Text");

  g_test_summary ("Never once a part of it is armed, out or perhaps out; a post that is held back can be taken back");
  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_approve (fixture, "leader", post);
  for (guint i = 0; i < G_N_ELEMENTS (away); i++)
    {
      set_publication (fixture, post, away[i]);
      assert_offer (fixture, "leader", post, 1, FALSE, FALSE);
      office_fixture_refuse (fixture, "leader", "post.take-back", take_back (fixture, post, 1, "Stop!"), CS_ERROR_ON_ITS_WAY);
    }

  set_publication (fixture, post, CS_PUBLICATION_QUEUED);
  office_fixture_do (fixture, "duty", "post.hold", cs_arguments_one ("post", post));
  office_fixture_do (fixture, "leader", "post.take-back", take_back (fixture, post, 1, NULL));
  assert_at (fixture, post, CS_POST_IN_REVIEW, 1);
}

static void
test_undo_return (OfficeFixture *fixture,
                  gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Text");
  gint64 edited = office_fixture_submitted (fixture, "drafter", "Text");
  g_autoptr(CsSheetInfo) sheet = NULL;
  JsonObject *decision = NULL;

  g_test_summary ("A return is undone while the author changed nothing: the approvals before it count again; a rejection the same way");
  office_fixture_approve (fixture, "reviewer", post);
  decision = office_fixture_decision (fixture, post, CS_VERDICT_RETURN, "The date is wrong.");
  office_fixture_do (fixture, "leader", "post.decide", decision);
  assert_at (fixture, post, CS_POST_RETURNED, 0);
  office_fixture_refuse (fixture, "reviewer", "post.take-back", take_back (fixture, post, 0, "No."), CS_ERROR_OVERTAKEN);
  office_fixture_do (fixture, "leader", "post.take-back", take_back (fixture, post, 1, NULL));
  assert_at (fixture, post, CS_POST_IN_REVIEW, 1);
  sheet = office_fixture_sheet (fixture, "leader", post);
  g_assert_true (((const CsDecisionInfo *) g_ptr_array_index (sheet->decisions, 0))->counts);
  g_assert_cmpstr (sheet->return_reason, ==, "");

  decision = office_fixture_decision (fixture, post, CS_VERDICT_REJECT, "Never.");
  office_fixture_do (fixture, "leader2", "post.decide", decision);
  assert_at (fixture, post, CS_POST_REJECTED, 0);
  office_fixture_do (fixture, "leader2", "post.take-back", take_back (fixture, post, 3, NULL));
  assert_at (fixture, post, CS_POST_IN_REVIEW, 1);
  office_fixture_approve (fixture, "leader", post);
  assert_at (fixture, post, CS_POST_QUEUED, 1);

  decision = office_fixture_decision (fixture, edited, CS_VERDICT_RETURN, "The date is wrong.");
  office_fixture_do (fixture, "reviewer", "post.decide", decision);
  office_fixture_save (fixture, "drafter", edited, "Text of Tuesday");
  office_fixture_refuse (fixture, "reviewer", "post.take-back", take_back (fixture, edited, 0, "Oh."), CS_ERROR_OVERTAKEN);
  assert_at (fixture, edited, CS_POST_RETURNED, 0);
}

static void
test_overtaken (OfficeFixture *fixture,
                gconstpointer  unused)
{
  gint64 post = office_fixture_submitted (fixture, "drafter", "Text");

  g_test_summary ("An approval of other words counts no more, so nothing is taken back");
  office_fixture_approve (fixture, "reviewer", post);
  office_fixture_save (fixture, "drafter", post, "Other text");
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
  assert_offer (fixture, "reviewer", post, 0, FALSE, FALSE);
  office_fixture_refuse (fixture, "reviewer", "post.take-back", take_back (fixture, post, 0, NULL), CS_ERROR_OVERTAKEN);
  assert_at (fixture, post, CS_POST_IN_REVIEW, 0);
}

static JsonObject *
make_absence (OfficeFixture *fixture,
              const char    *delegate)
{
  CsAbsence absence = {
    .delegate = office_fixture_person (fixture, delegate),
    .from_at = fixture->now,
    .until_at = fixture->now + G_TIME_SPAN_DAY,
  };

  return cs_arguments_delegation_add (&absence);
}

static void
test_in_ones_name (OfficeFixture *fixture,
                   gconstpointer  unused)
{
  gint64 reviewer = office_fixture_person (fixture, "reviewer");
  gint64 post = 0;
  g_autoptr(CsSheetInfo) sheet = NULL;
  const CsDecisionInfo *decision = NULL;
  CsDecideRequest request = { .to_stage = -1, .acting_for = reviewer };

  g_test_summary ("What somebody signed in one's name is one's own to take back, or his; nobody else's");
  office_fixture_do (fixture, "reviewer", "delegation.add", make_absence (fixture, "reviewer2"));
  post = office_fixture_submitted (fixture, "drafter", "Text");
  sheet = office_fixture_sheet (fixture, "reviewer2", post);
  request.post = post;
  request.digest = sheet->digest;
  office_fixture_do (fixture, "reviewer2", "post.decide", cs_arguments_decide (&request));
  assert_offer (fixture, "reviewer", post, 0, TRUE, FALSE);
  assert_offer (fixture, "reviewer2", post, 0, TRUE, FALSE);
  office_fixture_refuse (fixture, "leader", "post.take-back", take_back (fixture, post, 0, "No."), CS_ERROR_NOT_OWN_DECISION);
  office_fixture_do (fixture, "reviewer", "post.take-back", take_back (fixture, post, 0, NULL));

  assert_at (fixture, post, CS_POST_IN_REVIEW, 0);
  g_clear_pointer (&sheet, cs_sheet_info_free);
  sheet = office_fixture_sheet (fixture, "reviewer", post);
  decision = g_ptr_array_index (sheet->decisions, 0);
  g_assert_false (decision->counts);
  g_assert_cmpstr (decision->taken_back_by_name, ==, "reviewer");
  g_assert_cmpint (((const CsDecisionInfo *) g_ptr_array_index (sheet->decisions, 1))->acting_for, ==, 0);
  office_fixture_do (fixture, "reviewer2", "post.decide", cs_arguments_decide (&request));
  office_fixture_do (fixture, "reviewer2", "post.take-back", take_back (fixture, post, 2, NULL));
  assert_at (fixture, post, CS_POST_IN_REVIEW, 0);
}

static gint64
get_review_due (OfficeFixture *fixture)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, "duty", "emergency.list", cs_arguments_emergency_list (TRUE));
  g_autoptr(GPtrArray) emergencies = cs_reply_read_emergencies (reply);

  g_assert_cmpuint (emergencies->len, ==, 1);
  return ((const CsEmergencyInfo *) g_ptr_array_index (emergencies, 0))->due_at;
}

static void
test_emergency (OfficeFixture *fixture,
                gconstpointer  unused)
{
  gint64 post = office_fixture_post (fixture, "drafter", "Boil the water before you drink it.");

  g_test_summary ("An emergency post owes its review from the signature on, and owes none while that is taken back, by whomever");
  office_fixture_do (fixture, "drafter", "emergency.start", cs_arguments_emergency_start (post, "Germs in the water"));
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", post));
  g_assert_cmpint (get_review_due (fixture), ==, 0);
  office_fixture_approve (fixture, "leader", post);
  g_assert_cmpint (get_review_due (fixture), ==, fixture->now + G_TIME_SPAN_DAY);
  office_fixture_do (fixture, "leader", "post.take-back", take_back (fixture, post, 0, NULL));
  g_assert_cmpint (get_review_due (fixture), ==, 0);
  office_fixture_refuse (fixture, "reviewer", "emergency.clear", cs_arguments_emergency_clear (post, "All well"),
                         CS_ERROR_WRONG_STATE);
  office_fixture_approve (fixture, "leader", post);
  g_assert_cmpint (get_review_due (fixture), !=, 0);
  office_fixture_do (fixture, "drafter", "post.recall", cs_arguments_one ("post", post));
  g_assert_cmpint (get_review_due (fixture), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/office/take-back/" path, OfficeFixture, NULL, office_fixture_set_up, function, office_fixture_tear_down)
  ADD ("claim", test_claim);
  ADD ("claim-expires", test_claim_expires);
  ADD ("undo", test_undo);
  ADD ("dismiss", test_dismiss);
  ADD ("released", test_released);
  ADD ("undo-return", test_undo_return);
  ADD ("overtaken", test_overtaken);
  ADD ("in-ones-name", test_in_ones_name);
  ADD ("emergency", test_emergency);
  return g_test_run ();
}
