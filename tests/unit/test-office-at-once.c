/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-chain-rows.h"
#include "cs-decide-client.h"
#include "cs-route-client.h"
#include "office-fixture.h"

/* Two people at two programs act on the same post at the same instant. Each has an office of his own on the same folder: own connections, own writer. */

#define PASSED (-1)

/* Two threads go on together. */
typedef struct
{
  GMutex lock;
  GCond  both;
  guint  n_there;
  guint  turn;
} Gate;

static void
gate_pass (Gate *gate)
{
  guint turn;

  g_mutex_lock (&gate->lock);
  turn = gate->turn;
  if (++gate->n_there == 2)
    {
      gate->n_there = 0;
      gate->turn++;
      g_cond_broadcast (&gate->both);
    }
  while (gate->turn == turn)
    g_cond_wait (&gate->both, &gate->lock);
  g_mutex_unlock (&gate->lock);
}

typedef struct
{
  Gate          *gate;
  CsLocalOffice *office;    /* owned */
  const char    *operation;
  GPtrArray     *arguments; /* of JsonObject, for each round; owned */
  GArray        *codes;     /* of int: what came of each, PASSED or an error; owned */
} Actor;

static gpointer
act_in_thread (gpointer data)
{
  Actor *actor = data;

  for (guint i = 0; i < actor->arguments->len; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JsonObject) reply = NULL;
      int code;

      gate_pass (actor->gate);
      reply = cs_office_call (CS_OFFICE (actor->office), actor->operation,
                              json_object_ref (g_ptr_array_index (actor->arguments, i)), NULL, &error);
      g_assert_true (reply || error->domain == CS_ERROR);
      code = reply ? PASSED : error->code;
      g_array_append_val (actor->codes, code);
    }

  return NULL;
}

static gint64
read_fixture_clock (gpointer data)
{
  return ((OfficeFixture *) data)->now;
}

static void
actor_init (Actor         *actor,
            Gate          *gate,
            OfficeFixture *fixture,
            const char    *login,
            const char    *operation)
{
  g_autoptr(GError) error = NULL;

  actor->gate = gate;
  actor->operation = operation;
  actor->arguments = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  actor->codes = g_array_new (FALSE, FALSE, sizeof (int));
  actor->office = cs_local_office_open (fixture->folder, &error);
  g_assert_no_error (error);
  cs_local_office_set_clock (actor->office, read_fixture_clock, fixture);
  cs_local_office_act_as (actor->office, office_fixture_person (fixture, login), &error);
  g_assert_no_error (error);
}

static void
actor_clear (Actor *actor)
{
  g_clear_object (&actor->office);
  g_clear_pointer (&actor->arguments, g_ptr_array_unref);
  g_clear_pointer (&actor->codes, g_array_unref);
}

static int
actor_get_code (const Actor *actor,
                guint        round)
{
  return g_array_index (actor->codes, int, round);
}

/* Two people, and the posts that they meet at. */
typedef struct
{
  OfficeFixture *fixture;
  Gate           gate;
  Actor          one;
  Actor          other;
  GArray        *posts; /* of gint64 */
} Meeting;

static void
meeting_init (Meeting       *meeting,
              OfficeFixture *fixture,
              const char    *one,
              const char    *ones_operation,
              const char    *other,
              const char    *others_operation)
{
  g_mutex_init (&meeting->gate.lock);
  g_cond_init (&meeting->gate.both);
  meeting->gate.n_there = meeting->gate.turn = 0;
  meeting->fixture = fixture;
  meeting->posts = g_array_new (FALSE, FALSE, sizeof (gint64));
  actor_init (&meeting->one, &meeting->gate, fixture, one, ones_operation);
  actor_init (&meeting->other, &meeting->gate, fixture, other, others_operation);
}

static void
meeting_clear (Meeting *meeting)
{
  actor_clear (&meeting->one);
  actor_clear (&meeting->other);
  g_clear_pointer (&meeting->posts, g_array_unref);
  g_mutex_clear (&meeting->gate.lock);
  g_cond_clear (&meeting->gate.both);
}

static void
meeting_run (Meeting *meeting)
{
  GThread *one = g_thread_new ("one", act_in_thread, &meeting->one);
  GThread *other = g_thread_new ("other", act_in_thread, &meeting->other);

  g_thread_join (one);
  g_thread_join (other);
}

static void
collect_post_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Meeting *meeting = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  gint64 post = reply ? cs_reply_read_id (reply) : 0;

  g_assert_no_error (error);
  g_array_append_val (meeting->posts, post);
}

static void
count_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  guint *n_done = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);

  g_assert_no_error (error);
  (*n_done)++;
}

/* The same for every post, all at once: the writer shares its transactions. */
static void
do_for_all (Meeting     *meeting,
            const char  *login,
            const char  *operation,
            JsonObject *(*make)(Meeting *meeting, gint64 post))
{
  guint n_done = 0;

  office_fixture_sit (meeting->fixture, login);
  for (guint i = 0; i < meeting->posts->len; i++)
    cs_office_call_async (CS_OFFICE (meeting->fixture->office), operation,
                          make (meeting, g_array_index (meeting->posts, gint64, i)), NULL, count_cb, &n_done);
  while (n_done < meeting->posts->len)
    g_main_context_iteration (NULL, TRUE);
}

static JsonObject *
make_submit (Meeting *meeting,
             gint64   post)
{
  return cs_arguments_one ("post", post);
}

/* All posts say the same, so that they have one digest. */
static CsDigest
get_digest (Meeting *meeting)
{
  g_autoptr(CsContent) content = office_fixture_content (meeting->fixture, "The bridge is open again.");

  return cs_content_digest (content);
}

static JsonObject *
make_decision (Meeting    *meeting,
               gint64      post,
               guint       stage,
               CsVerdict   verdict,
               const char *reason)
{
  CsDigest digest = get_digest (meeting);

  return cs_arguments_post_decide (post, &digest, stage, verdict, reason);
}

static JsonObject *
make_first_approval (Meeting *meeting,
                     gint64   post)
{
  return make_decision (meeting, post, 0, CS_VERDICT_APPROVE, NULL);
}

static JsonObject *
make_last_approval (Meeting *meeting,
                    gint64   post)
{
  return make_decision (meeting, post, 1, CS_VERDICT_APPROVE, NULL);
}

static JsonObject *
make_first_return (Meeting *meeting,
                   gint64   post)
{
  return make_decision (meeting, post, 0, CS_VERDICT_RETURN, "The date is wrong.");
}

static JsonObject *
make_save (Meeting *meeting,
           gint64   post)
{
  g_autoptr(CsContent) content = office_fixture_content (meeting->fixture, "The bridge is open, again.");

  return cs_arguments_post_save (post, 1, content, CS_RELEASE_AT_ONCE, 0, "Asia/Shanghai");
}

/* Drafts by the drafter; @approved: also submitted, and approved by the reviewer. */
static void
make_posts (Meeting  *meeting,
            guint     n,
            gboolean  approved)
{
  g_autoptr(CsContent) content = office_fixture_content (meeting->fixture, "The bridge is open again.");

  office_fixture_sit (meeting->fixture, "drafter");
  for (guint i = 0; i < n; i++)
    cs_office_call_async (CS_OFFICE (meeting->fixture->office), "post.create", cs_arguments_post_create (content), NULL,
                          collect_post_cb, meeting);
  while (meeting->posts->len < n)
    g_main_context_iteration (NULL, TRUE);

  do_for_all (meeting, "drafter", "post.submit", make_submit);
  if (approved)
    do_for_all (meeting, "reviewer", "post.decide", make_first_approval);
}

static void
give (Meeting     *meeting,
      Actor       *actor,
      JsonObject *(*make)(Meeting *meeting, gint64 post))
{
  for (guint i = 0; i < meeting->posts->len; i++)
    g_ptr_array_add (actor->arguments, make (meeting, g_array_index (meeting->posts, gint64, i)));
}

static CsDb *
open_database (OfficeFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "office.db", NULL);
  g_autoptr(GError) error = NULL;
  CsDb *db = cs_db_open (path, CS_DB_READ, &error);

  g_assert_no_error (error);
  return db;
}

/* Where one post stands, and how many of its decisions count. */
typedef struct
{
  CsPostState state;
  guint       stage;
  guint       n_decisions;
  guint       n_counting;
  gboolean    complete;
} Standing;

static Standing
look (Meeting *meeting,
      CsDb    *db,
      guint    round)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsPostRow) post = cs_post_rows_get (db, g_array_index (meeting->posts, gint64, round), &error);
  g_autoptr(CsChainRows) rows = cs_chain_rows_load (db, post, meeting->fixture->now, &error);
  Standing standing = { 0 };

  g_assert_no_error (error);
  standing.state = post->state;
  standing.stage = post->stage;
  standing.n_decisions = rows->decisions->len;
  for (guint i = 0; i < rows->decisions->len; i++)
    standing.n_counting += cs_chain_decision_counts (&rows->chain, i);
  standing.complete = cs_chain_is_complete (&rows->chain);
  return standing;
}

/* The whole office is proved: every hash and signature, and every post stands where its journal, replayed, leads. */
static void
assert_proved (OfficeFixture *fixture)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, "auditor", "journal.verify", NULL);
  g_auto(GStrv) findings = cs_reply_read_findings (reply, NULL);
  g_autofree char *text = g_strjoinv ("\n", findings);

  g_assert_cmpstr (text, ==, "");
}

/* Exactly one of the two got through, and the other one heard @code. */
static gboolean
assert_one_won (Meeting *meeting,
                guint    round,
                CsError  code_of_one,
                CsError  code_of_other)
{
  int one = actor_get_code (&meeting->one, round);
  int other = actor_get_code (&meeting->other, round);

  g_assert_true ((one == PASSED) != (other == PASSED));
  if (one == PASSED)
    g_assert_cmpstr (cs_error_nick ((CsError) other), ==, cs_error_nick (code_of_other));
  else
    g_assert_cmpstr (cs_error_nick ((CsError) one), ==, cs_error_nick (code_of_one));
  return one == PASSED;
}

/* How even the race was is the machine's affair; whoever reads the log sees whether both ways happened. */
static void
tell_who_won (guint n_one,
              guint n_rounds)
{
  g_test_message ("the first of the two won %u times of %u", n_one, n_rounds);
}

static void
test_sign_twice (OfficeFixture *fixture,
                 gconstpointer  rounds)
{
  Meeting meeting;
  g_autoptr(CsDb) db = open_database (fixture);
  guint n = GPOINTER_TO_UINT (rounds);
  guint n_one = 0;

  g_test_summary ("Two leaders sign: one signature, and a plain conflict");
  meeting_init (&meeting, fixture, "leader", "post.decide", "leader2", "post.decide");
  make_posts (&meeting, n, TRUE);
  give (&meeting, &meeting.one, make_last_approval);
  give (&meeting, &meeting.other, make_last_approval);
  meeting_run (&meeting);
  for (guint i = 0; i < n; i++)
    {
      Standing standing = look (&meeting, db, i);

      n_one += assert_one_won (&meeting, i, CS_ERROR_CONFLICT, CS_ERROR_CONFLICT);
      g_assert_cmpint (standing.state, ==, CS_POST_QUEUED);
      g_assert_cmpuint (standing.n_decisions, ==, 2);
      g_assert_cmpuint (standing.n_counting, ==, 2);
      g_assert_true (standing.complete);
    }

  tell_who_won (n_one, n);
  assert_proved (fixture);
  meeting_clear (&meeting);
}

static void
test_approve_and_return (OfficeFixture *fixture,
                         gconstpointer  rounds)
{
  Meeting meeting;
  g_autoptr(CsDb) db = open_database (fixture);
  guint n = GPOINTER_TO_UINT (rounds);
  guint n_one = 0;

  g_test_summary ("One reviewer approves, another sends back: one of the two happens, and a plain conflict");
  meeting_init (&meeting, fixture, "reviewer", "post.decide", "reviewer2", "post.decide");
  make_posts (&meeting, n, FALSE);
  give (&meeting, &meeting.one, make_first_approval);
  give (&meeting, &meeting.other, make_first_return);
  meeting_run (&meeting);
  for (guint i = 0; i < n; i++)
    {
      Standing standing = look (&meeting, db, i);
      gboolean approved = assert_one_won (&meeting, i, CS_ERROR_CONFLICT, CS_ERROR_CONFLICT);

      n_one += approved;
      g_assert_cmpint (standing.state, ==, approved ? CS_POST_IN_REVIEW : CS_POST_RETURNED);
      g_assert_cmpuint (standing.stage, ==, approved ? 1 : 0);
      g_assert_cmpuint (standing.n_decisions, ==, 1);
      g_assert_cmpuint (standing.n_counting, ==, approved ? 1 : 0);
    }

  tell_who_won (n_one, n);
  assert_proved (fixture);
  meeting_clear (&meeting);
}

/* The leader's signature of @meeting against the other act: which came first is the same in every row. @stays: whether the decision that the other act is about stays on record */
static void
race_signature (Meeting       *meeting,
                OfficeFixture *fixture,
                guint          n,
                CsError        signer_late,
                CsError        other_late,
                gboolean       stays)
{
  g_autoptr(CsDb) db = open_database (fixture);
  guint n_one = 0;

  give (meeting, &meeting->one, make_last_approval);
  meeting_run (meeting);
  for (guint i = 0; i < n; i++)
    {
      Standing standing = look (meeting, db, i);
      gboolean signed_first = assert_one_won (meeting, i, signer_late, other_late);

      n_one += signed_first;
      g_assert_cmpint (standing.state, ==, signed_first ? CS_POST_QUEUED : CS_POST_IN_REVIEW);
      g_assert_cmpuint (standing.stage, ==, signed_first ? 1 : 0);
      g_assert_cmpuint (standing.n_counting, ==, signed_first ? 2 : 0);
      g_assert_cmpint (standing.complete, ==, signed_first);
      if (stays)
        g_assert_cmpuint (standing.n_decisions, ==, 2);
    }

  tell_who_won (n_one, n);
  assert_proved (fixture);
}

static void
test_sign_and_submit (OfficeFixture *fixture,
                      gconstpointer  rounds)
{
  guint n = GPOINTER_TO_UINT (rounds);
  Meeting meeting;

  g_test_summary ("A leader signs while the author submits other words: either the old ones are signed and stay, or nothing is");
  meeting_init (&meeting, fixture, "leader", "post.decide", "drafter", "post.submit");
  make_posts (&meeting, n, TRUE);
  do_for_all (&meeting, "drafter", "post.save", make_save);
  give (&meeting, &meeting.other, make_submit);
  race_signature (&meeting, fixture, n, CS_ERROR_STALE, CS_ERROR_WRONG_STATE, FALSE);
  meeting_clear (&meeting);
}

static void
test_sign_and_edit (OfficeFixture *fixture,
                    gconstpointer  rounds)
{
  guint n = GPOINTER_TO_UINT (rounds);
  Meeting meeting;

  g_test_summary ("A leader signs while the reviewer who approved begins to write: his approval counts or he wrote, never both");
  meeting_init (&meeting, fixture, "leader", "post.decide", "reviewer", "post.save");
  make_posts (&meeting, n, TRUE);
  give (&meeting, &meeting.other, make_save);
  race_signature (&meeting, fixture, n, CS_ERROR_CONFLICT, CS_ERROR_WRONG_STATE, FALSE);
  meeting_clear (&meeting);
}

static JsonObject *
make_take_back (Meeting *meeting,
                gint64   post)
{
  g_autoptr(CsSheetInfo) sheet = office_fixture_sheet (meeting->fixture, NULL, post);
  const CsDecisionInfo *decision = g_ptr_array_index (sheet->decisions, 0);

  return cs_arguments_take_back (post, decision->id, NULL);
}

static void
test_take_back_and_sign (OfficeFixture *fixture,
                         gconstpointer  rounds)
{
  guint n = GPOINTER_TO_UINT (rounds);
  Meeting meeting;

  g_test_summary ("A reviewer undoes his approval while the leader signs: undone, or too late for an undo without a reason");
  meeting_init (&meeting, fixture, "leader", "post.decide", "reviewer", "post.take-back");
  make_posts (&meeting, n, TRUE);
  give (&meeting, &meeting.other, make_take_back);
  race_signature (&meeting, fixture, n, CS_ERROR_CONFLICT, CS_ERROR_REASON_REQUIRED, TRUE);
  meeting_clear (&meeting);
}

/* Two of those who review anywhere, then a leader. */
static void
use_route_of_two (OfficeFixture *fixture)
{
  g_autoptr(CsRoute) route = cs_route_new ("Two of three");
  CsStage *stage = cs_route_append_stage (route, "Review", CS_STAGE_REVIEW);

  cs_stage_add_party (stage, CS_PARTY_ROLE_ANYWHERE, CS_ROLE_REVIEWER, 0);
  stage->quorum = CS_QUORUM_COUNT;
  stage->count = 2;
  stage = cs_route_append_stage (route, "Signature", CS_STAGE_SIGN_OFF);
  cs_stage_add_party (stage, CS_PARTY_ROLE_ANYWHERE, CS_ROLE_LEADER, 0);
  office_fixture_do (fixture, "admin", "route.set", cs_arguments_route_set (route));
  office_fixture_do (fixture, "admin", "route.choose", cs_arguments_route_choose ("Two of three", NULL, NULL));
}

static void
test_two_of_three (OfficeFixture *fixture,
                   gconstpointer  rounds)
{
  Meeting meeting;
  g_autoptr(CsDb) db = open_database (fixture);
  guint n = GPOINTER_TO_UINT (rounds);

  g_test_summary ("Where two of three are asked, both count, and the stage passes once");
  use_route_of_two (fixture);
  meeting_init (&meeting, fixture, "reviewer", "post.decide", "strange-reviewer", "post.decide");
  make_posts (&meeting, n, FALSE);
  give (&meeting, &meeting.one, make_first_approval);
  give (&meeting, &meeting.other, make_first_approval);
  meeting_run (&meeting);
  for (guint i = 0; i < n; i++)
    {
      Standing standing = look (&meeting, db, i);

      g_assert_cmpint (actor_get_code (&meeting.one, i), ==, PASSED);
      g_assert_cmpint (actor_get_code (&meeting.other, i), ==, PASSED);
      g_assert_cmpint (standing.state, ==, CS_POST_IN_REVIEW);
      g_assert_cmpuint (standing.stage, ==, 1);
      g_assert_cmpuint (standing.n_counting, ==, 2);
    }

  g_assert_cmpuint (office_fixture_count_entries (fixture, g_array_index (meeting.posts, gint64, 0), CS_JOURNAL_STATE_CHANGED),
                    ==, 2);
  assert_proved (fixture);
  meeting_clear (&meeting);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function, rounds) \
  g_test_add ("/office/at-once/" path, OfficeFixture, GUINT_TO_POINTER (rounds), office_fixture_set_up, function, \
              office_fixture_tear_down)
  ADD ("sign-twice", test_sign_twice, 1000);
  ADD ("approve-and-return", test_approve_and_return, 1000);
  ADD ("sign-and-submit", test_sign_and_submit, 1000);
  ADD ("sign-and-edit", test_sign_and_edit, 1000);
  ADD ("take-back-and-sign", test_take_back_and_sign, 1000);
  ADD ("two-of-three", test_two_of_three, 1000);
  return g_test_run ();
}
