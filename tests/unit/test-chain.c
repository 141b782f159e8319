/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-error.h"
#include "cs-chain.h"

/* People of the office; sections 1 and 2, 0 is the whole office. */
enum
{
  DRAFTER = 1,
  REVIEWER,       /* section 1 */
  REVIEWER_TOO,   /* section 1 */
  REVIEWER_ELSE,  /* section 2 */
  REVIEWER_WHOLE, /* whole office */
  LEADER,
  LEADER_TOO,     /* leader and reviewer, section 1 */
  ADMINISTRATOR,
  ADMINISTRATOR_TOO, /* administrator, reviewer and leader */
  RETIRED,        /* reviewer, section 1 */
  AUDITOR,
  NOBODY,         /* in no list */
};

static const CsMember people[] = {
  { DRAFTER, CS_ROLE_DRAFTER, 1, FALSE },
  { REVIEWER, CS_ROLE_REVIEWER, 1, FALSE },
  { REVIEWER_TOO, CS_ROLE_REVIEWER | CS_ROLE_DRAFTER, 1, FALSE },
  { REVIEWER_ELSE, CS_ROLE_REVIEWER, 2, FALSE },
  { REVIEWER_WHOLE, CS_ROLE_REVIEWER, 0, FALSE },
  { LEADER, CS_ROLE_LEADER, 0, FALSE },
  { LEADER_TOO, CS_ROLE_LEADER | CS_ROLE_REVIEWER, 1, FALSE },
  { ADMINISTRATOR, CS_ROLE_ADMINISTRATOR, 0, FALSE },
  { ADMINISTRATOR_TOO, CS_ROLE_ADMINISTRATOR | CS_ROLE_REVIEWER | CS_ROLE_LEADER, 0, FALSE },
  { RETIRED, CS_ROLE_REVIEWER, 1, TRUE },
  { AUDITOR, CS_ROLE_AUDITOR | CS_ROLE_DUTY | CS_ROLE_RESPONDER, 0, FALSE },
};

typedef struct
{
  CsRoute *route;
  CsChain  chain;
} Fixture;

static CsDigest
digest_of (char letter)
{
  return cs_digest_of_bytes (&letter, 1);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  gint64 author = DRAFTER;

  fixture->route = cs_route_new ("Normal");
  cs_route_add_stage (fixture->route, "Review", CS_STAGE_REVIEW, CS_ROLE_REVIEWER, CS_SCOPE_SECTION);
  cs_route_add_stage (fixture->route, "Sign-off", CS_STAGE_SIGN_OFF, CS_ROLE_LEADER, CS_SCOPE_OFFICE);
  fixture->chain.route = fixture->route;
  fixture->chain.state = CS_POST_IN_REVIEW;
  fixture->chain.digest = digest_of ('a');
  fixture->chain.section = 1;
  fixture->chain.contributors = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (fixture->chain.contributors, author);
  fixture->chain.decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_decision_free);
  fixture->chain.members = g_ptr_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    g_ptr_array_add (fixture->chain.members, (gpointer) &people[i]);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  cs_route_free (fixture->route);
  g_array_unref (fixture->chain.contributors);
  g_ptr_array_unref (fixture->chain.decisions);
  g_ptr_array_unref (fixture->chain.members);
}

static void
decide (Fixture   *fixture,
        gint64     person,
        guint      stage,
        char       letter,
        CsVerdict  verdict)
{
  CsDecision *decision = cs_decision_new ();

  decision->id = fixture->chain.decisions->len + 1;
  decision->person = person;
  decision->stage = stage;
  decision->digest = digest_of (letter);
  decision->verdict = verdict;
  decision->parties = 1;
  g_ptr_array_add (fixture->chain.decisions, decision);
}

static void
contribute (Fixture *fixture,
            gint64   person)
{
  g_array_append_val (fixture->chain.contributors, person);
}

/* One letter a person, in the order of the enum: y may, s state, c contributor, n not in the stage, e earlier, a again,
 * A administrator, r retired, u auditor, p party. */
static void
assert_may (Fixture    *fixture,
            const char *wanted)
{
  static const char letters[] = "yscneaArup"; /* in the order of CsMayDecide */
  g_autoptr(GString) got = g_string_new (NULL);

  for (gint64 person = DRAFTER; person <= NOBODY; person++)
    g_string_append_c (got, letters[cs_chain_may_decide (&fixture->chain, person)]);
  g_assert_cmpstr (got->str, ==, wanted);
}

static void
test_roles (Fixture       *fixture,
            gconstpointer  unused)
{
  g_test_summary ("At each stage, everybody gets the true answer");
  assert_may (fixture, "cyynynyAArun");
  fixture->chain.stage = 1;
  assert_may (fixture, "cnnnnyyAArun");
}

static void
test_scope (Fixture       *fixture,
            gconstpointer  unused)
{
  g_test_summary ("Section scope follows the post's section, office scope does not");
  fixture->chain.section = 2;
  assert_may (fixture, "cnnyynnAArun");
  fixture->chain.section = 0;
  assert_may (fixture, "cyyyynyAArun");
  fixture->chain.section = 2;
  g_array_index (cs_route_get_stage (fixture->route, 0)->parties, CsParty, 0).kind = CS_PARTY_ROLE_ANYWHERE;
  assert_may (fixture, "cyyyynyAArun");
}

static void
test_state (Fixture       *fixture,
            gconstpointer  unused)
{
  g_test_summary ("Nobody decides unless the post is in review, at a stage, with a revision");
  for (CsPostState state = 0; state < CS_N_POST_STATES; state++)
    {
      fixture->chain.state = state;
      assert_may (fixture, state == CS_POST_IN_REVIEW ? "cyynynyAArun" : "ssssssssssss");
    }
  fixture->chain.state = CS_POST_IN_REVIEW;
  fixture->chain.stage = 2;
  assert_may (fixture, "ssssssssssss");
  fixture->chain.stage = 0;
  memset (&fixture->chain.digest, 0, sizeof fixture->chain.digest);
  assert_may (fixture, "ssssssssssss");
}

static void
test_contributor (Fixture       *fixture,
                  gconstpointer  unused)
{
  g_test_summary ("No contributor decides, whatever his roles, the administrator too");
  contribute (fixture, REVIEWER);
  contribute (fixture, LEADER_TOO);
  contribute (fixture, ADMINISTRATOR);
  contribute (fixture, ADMINISTRATOR_TOO);
  assert_may (fixture, "ccynynccc" "run");
  fixture->chain.stage = 1;
  assert_may (fixture, "ccnnnyccc" "run");
}

static void
test_two_people (Fixture       *fixture,
                 gconstpointer  unused)
{
  g_test_summary ("Who approved at one stage does not sign at the next");
  decide (fixture, LEADER_TOO, 0, 'a', CS_VERDICT_APPROVE);
  assert_may (fixture, "cyynynaAArun");
  fixture->chain.stage = 1;
  assert_may (fixture, "cnnnnyeAArun");

  /* Even if such a decision were in the record, it would not complete the chain. */
  decide (fixture, LEADER_TOO, 1, 'a', CS_VERDICT_APPROVE);
  g_assert_true (cs_chain_decision_counts (&fixture->chain, 0));
  g_assert_false (cs_chain_decision_counts (&fixture->chain, 1));
  g_assert_false (cs_chain_is_complete (&fixture->chain));
  decide (fixture, LEADER, 1, 'a', CS_VERDICT_APPROVE);
  g_assert_true (cs_chain_is_complete (&fixture->chain));
}

static void
test_digest_changed (Fixture       *fixture,
                     gconstpointer  unused)
{
  g_test_summary ("Decisions on other content stay in the record and do not count");
  decide (fixture, REVIEWER, 0, 'a', CS_VERDICT_APPROVE);
  decide (fixture, LEADER, 1, 'a', CS_VERDICT_APPROVE);
  fixture->chain.stage = 1;
  g_assert_true (cs_chain_is_complete (&fixture->chain));

  fixture->chain.digest = digest_of ('b');
  fixture->chain.stage = 0;
  g_assert_false (cs_chain_decision_counts (&fixture->chain, 0));
  g_assert_false (cs_chain_stage_is_fulfilled (&fixture->chain, 0));
  g_assert_false (cs_chain_stage_is_fulfilled (&fixture->chain, 1));
  g_assert_false (cs_chain_is_complete (&fixture->chain));
  assert_may (fixture, "cyynynyAArun"); /* they decide anew */

  fixture->chain.digest = digest_of ('a');
  g_assert_true (cs_chain_is_complete (&fixture->chain));
}

static void
test_round (Fixture       *fixture,
            gconstpointer  unused)
{
  g_test_summary ("After a return, earlier approvals of the same content no longer count");
  decide (fixture, REVIEWER, 0, 'a', CS_VERDICT_APPROVE);
  decide (fixture, LEADER, 1, 'a', CS_VERDICT_RETURN);
  fixture->chain.round_start = 2;
  g_assert_false (cs_chain_decision_counts (&fixture->chain, 0));
  g_assert_false (cs_chain_stage_is_fulfilled (&fixture->chain, 0));
  assert_may (fixture, "cyynynyAArun");

  decide (fixture, REVIEWER, 0, 'a', CS_VERDICT_APPROVE);
  g_assert_true (cs_chain_stage_is_fulfilled (&fixture->chain, 0));
}

static void
test_verdicts (Fixture       *fixture,
               gconstpointer  unused)
{
  g_test_summary ("Only approvals count");
  decide (fixture, REVIEWER, 0, 'a', CS_VERDICT_RETURN);
  decide (fixture, REVIEWER_TOO, 0, 'a', CS_VERDICT_REJECT);
  g_assert_false (cs_chain_decision_counts (&fixture->chain, 0));
  g_assert_false (cs_chain_decision_counts (&fixture->chain, 1));
  g_assert_false (cs_chain_stage_is_fulfilled (&fixture->chain, 0));
}

static void
test_later_contributor (Fixture       *fixture,
                        gconstpointer  unused)
{
  g_test_summary ("Who approves and then edits loses his approval, even if the text comes back to what he approved");
  decide (fixture, REVIEWER, 0, 'a', CS_VERDICT_APPROVE);
  g_assert_true (cs_chain_stage_is_fulfilled (&fixture->chain, 0));
  contribute (fixture, REVIEWER);
  g_assert_false (cs_chain_decision_counts (&fixture->chain, 0));
  g_assert_false (cs_chain_stage_is_fulfilled (&fixture->chain, 0));
}

static void
test_reopened (Fixture       *fixture,
               gconstpointer  unused)
{
  g_test_summary ("A stage whose approver begins to edit is open again; the later approval waits and then completes");
  g_assert_cmpuint (cs_chain_find_open_stage (&fixture->chain), ==, 0);
  decide (fixture, REVIEWER, 0, 'a', CS_VERDICT_APPROVE);
  fixture->chain.stage = 1;
  g_assert_cmpuint (cs_chain_find_open_stage (&fixture->chain), ==, 1);
  contribute (fixture, REVIEWER);
  decide (fixture, LEADER, 1, 'a', CS_VERDICT_APPROVE);
  g_assert_false (cs_chain_is_complete (&fixture->chain));
  g_assert_cmpuint (cs_chain_find_open_stage (&fixture->chain), ==, 0);
  fixture->chain.stage = 0;
  assert_may (fixture, "ccynynyAArun");
  decide (fixture, REVIEWER_TOO, 0, 'a', CS_VERDICT_APPROVE);
  g_assert_true (cs_chain_is_complete (&fixture->chain));
  g_assert_cmpuint (cs_chain_find_open_stage (&fixture->chain), ==, 2);
}

static void
test_bad_stage (Fixture       *fixture,
                gconstpointer  unused)
{
  g_test_summary ("A decision at a stage that the route does not have counts for nothing");
  decide (fixture, REVIEWER, 7, 'a', CS_VERDICT_APPROVE);
  g_assert_false (cs_chain_decision_counts (&fixture->chain, 0));
  assert_may (fixture, "cyynynyAArun");
}

static void
test_any (Fixture       *fixture,
          gconstpointer  unused)
{
  g_assert_false (cs_chain_stage_is_fulfilled (&fixture->chain, 0));
  decide (fixture, REVIEWER, 0, 'a', CS_VERDICT_APPROVE);
  g_assert_true (cs_chain_stage_is_fulfilled (&fixture->chain, 0));
  g_assert_false (cs_chain_is_complete (&fixture->chain));
}

static void
test_count (Fixture       *fixture,
            gconstpointer  unused)
{
  CsStage *stage = cs_route_get_stage (fixture->route, 0);

  stage->quorum = CS_QUORUM_COUNT;
  stage->count = 2;
  decide (fixture, REVIEWER, 0, 'a', CS_VERDICT_APPROVE);
  decide (fixture, REVIEWER, 0, 'a', CS_VERDICT_APPROVE); /* the same person twice is one */
  g_assert_false (cs_chain_stage_is_fulfilled (&fixture->chain, 0));
  decide (fixture, REVIEWER_TOO, 0, 'b', CS_VERDICT_APPROVE); /* other content */
  g_assert_false (cs_chain_stage_is_fulfilled (&fixture->chain, 0));
  decide (fixture, REVIEWER_WHOLE, 0, 'a', CS_VERDICT_APPROVE);
  g_assert_true (cs_chain_stage_is_fulfilled (&fixture->chain, 0));
}

static void
test_count_many (Fixture       *fixture,
                 gconstpointer  unused)
{
  CsStage *stage = cs_route_get_stage (fixture->route, 0);

  g_test_summary ("A hundred people may be asked for, and a hundred it takes");
  stage->quorum = CS_QUORUM_COUNT;
  stage->count = 100;
  for (gint64 person = 1000; person < 1099; person++)
    decide (fixture, person, 0, 'a', CS_VERDICT_APPROVE);
  g_assert_false (cs_chain_stage_is_fulfilled (&fixture->chain, 0));
  decide (fixture, 1099, 0, 'a', CS_VERDICT_APPROVE);
  g_assert_true (cs_chain_stage_is_fulfilled (&fixture->chain, 0));
}

static void
test_all (Fixture       *fixture,
          gconstpointer  unused)
{
  static const gint64 everybody[] = { REVIEWER, REVIEWER_TOO, REVIEWER_WHOLE, LEADER_TOO };

  g_test_summary ("All means all who may, and not those who wrote it, left or administrate");
  cs_route_get_stage (fixture->route, 0)->quorum = CS_QUORUM_ALL;
  for (guint i = 0; i < G_N_ELEMENTS (everybody); i++)
    {
      g_assert_false (cs_chain_stage_is_fulfilled (&fixture->chain, 0));
      decide (fixture, everybody[i], 0, 'a', CS_VERDICT_APPROVE);
    }
  g_assert_true (cs_chain_stage_is_fulfilled (&fixture->chain, 0));
}

static void
test_all_needs_one (Fixture       *fixture,
                    gconstpointer  unused)
{
  g_test_summary ("All of nobody is not fulfilled");
  cs_route_get_stage (fixture->route, 0)->quorum = CS_QUORUM_ALL;
  contribute (fixture, REVIEWER);
  contribute (fixture, REVIEWER_TOO);
  contribute (fixture, REVIEWER_WHOLE);
  contribute (fixture, LEADER_TOO);
  g_assert_false (cs_chain_stage_is_fulfilled (&fixture->chain, 0));
}

static void
test_all_with_newcomer (Fixture       *fixture,
                        gconstpointer  unused)
{
  static const CsMember newcomer = { 99, CS_ROLE_REVIEWER | CS_ROLE_LEADER, 1, FALSE };

  g_test_summary ("Who joins after a stage was passed does not take back what was signed; an open stage waits for him");
  cs_route_get_stage (fixture->route, 0)->quorum = CS_QUORUM_ALL;
  decide (fixture, REVIEWER, 0, 'a', CS_VERDICT_APPROVE);
  decide (fixture, REVIEWER_TOO, 0, 'a', CS_VERDICT_APPROVE);
  decide (fixture, REVIEWER_WHOLE, 0, 'a', CS_VERDICT_APPROVE);
  decide (fixture, LEADER_TOO, 0, 'a', CS_VERDICT_APPROVE);
  decide (fixture, LEADER, 1, 'a', CS_VERDICT_APPROVE);
  g_ptr_array_add (fixture->chain.members, (gpointer) &newcomer);

  g_assert_false (cs_chain_stage_is_fulfilled (&fixture->chain, 0));
  fixture->chain.stage = 1;
  g_assert_true (cs_chain_is_complete (&fixture->chain));
  fixture->chain.state = CS_POST_QUEUED;
  g_assert_true (cs_chain_is_complete (&fixture->chain));
  fixture->chain.state = CS_POST_DRAFT;
  g_assert_false (cs_chain_is_complete (&fixture->chain));
}

static void
test_who_may (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr(GArray) who = cs_chain_who_may (&fixture->chain);

  g_assert_cmpuint (who->len, ==, 4);
  g_assert_cmpint (g_array_index (who, gint64, 0), ==, REVIEWER);
  g_assert_cmpint (g_array_index (who, gint64, 1), ==, REVIEWER_TOO);
  g_assert_cmpint (g_array_index (who, gint64, 2), ==, REVIEWER_WHOLE);
  g_assert_cmpint (g_array_index (who, gint64, 3), ==, LEADER_TOO);
}

static const struct { CsMayDecide may; const char *nick; int code; } answers[] = {
  { CS_MAY_DECIDE, "may-decide", CS_ERROR_FAILED },
  { CS_MAY_NOT_STATE, "state", CS_ERROR_WRONG_STATE },
  { CS_MAY_NOT_CONTRIBUTOR, "contributor", CS_ERROR_CONTRIBUTOR },
  { CS_MAY_NOT_STAGE, "stage", CS_ERROR_NOT_IN_STAGE },
  { CS_MAY_NOT_EARLIER, "earlier", CS_ERROR_ALREADY_DECIDED },
  { CS_MAY_NOT_AGAIN, "again", CS_ERROR_ALREADY_DECIDED },
  { CS_MAY_NOT_ADMINISTRATOR, "administrator", CS_ERROR_FORBIDDEN },
  { CS_MAY_NOT_RETIRED, "retired", CS_ERROR_FORBIDDEN },
  { CS_MAY_NOT_AUDITOR, "auditor", CS_ERROR_FORBIDDEN },
  { CS_MAY_NOT_PARTY, "party", CS_ERROR_PARTY_DECIDED },
  { CS_MAY_NOT_DELEGATION, "delegation", CS_ERROR_DELEGATION },
  { CS_MAY_NOT_DELEGATION_OVER, "delegation-over", CS_ERROR_DELEGATION_OVER },
  { CS_MAY_NOT_DELEGATION_SCOPE, "delegation-scope", CS_ERROR_DELEGATION_SCOPE },
  { CS_MAY_NOT_PRINCIPAL_CONTRIBUTOR, "principal-contributor", CS_ERROR_PRINCIPAL_CONTRIBUTOR },
  { CS_MAY_NOT_PRINCIPAL, "principal", CS_ERROR_PRINCIPAL },
};

G_STATIC_ASSERT (G_N_ELEMENTS (answers) == CS_N_MAY_DECIDE);

static void
test_answers (void)
{
  static const char * const names[] = { "Li Na", "Wang Wei", NULL };
  static const char * const nobody[] = { NULL };
  g_autofree char *said = cs_may_decide_sentence (CS_MAY_NOT_CONTRIBUTOR, names);
  CsMayDecide kept = CS_MAY_NOT_AGAIN;

  g_assert_cmpstr (said, ==, "You wrote part of this post, so somebody else decides: Li Na, Wang Wei.");
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *with = cs_may_decide_sentence (answers[i].may, names);
      g_autofree char *without = cs_may_decide_sentence (answers[i].may, nobody);
      g_autofree char *unknown = cs_may_decide_sentence (answers[i].may, NULL);
      CsMayDecide read = CS_MAY_DECIDE;

      g_assert_cmpint (cs_may_decide_to_error (answers[i].may), ==, answers[i].code);
      g_assert_cmpstr (cs_may_decide_nick (answers[i].may), ==, answers[i].nick);
      g_assert_true (cs_may_decide_from_nick (answers[i].nick, &read));
      g_assert_cmpint (read, ==, answers[i].may);
      g_assert_cmpstr (without, ==, unknown);
      if (answers[i].may == CS_MAY_DECIDE)
        {
          g_assert_cmpstr (with, ==, "");
          g_assert_cmpstr (without, ==, "");
          continue;
        }
      g_assert_true (g_str_has_suffix (without, "."));
      if (answers[i].may != CS_MAY_NOT_STATE)
        g_assert_nonnull (strstr (with, "Li Na, Wang Wei"));
    }
  g_assert_false (cs_may_decide_from_nick ("perhaps", &kept));
  g_assert_false (cs_may_decide_from_nick (NULL, &kept));
  g_assert_cmpint (kept, ==, CS_MAY_NOT_AGAIN);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/core/chain/roles", test_roles);
  ADD ("/core/chain/scope", test_scope);
  ADD ("/core/chain/state", test_state);
  ADD ("/core/chain/contributor", test_contributor);
  ADD ("/core/chain/two-people", test_two_people);
  ADD ("/core/chain/digest-changed", test_digest_changed);
  ADD ("/core/chain/round", test_round);
  ADD ("/core/chain/verdicts", test_verdicts);
  ADD ("/core/chain/later-contributor", test_later_contributor);
  ADD ("/core/chain/reopened", test_reopened);
  ADD ("/core/chain/bad-stage", test_bad_stage);
  ADD ("/core/chain/quorum/any", test_any);
  ADD ("/core/chain/quorum/count", test_count);
  ADD ("/core/chain/quorum/count-many", test_count_many);
  ADD ("/core/chain/quorum/all", test_all);
  ADD ("/core/chain/quorum/all-needs-one", test_all_needs_one);
  ADD ("/core/chain/quorum/all-with-newcomer", test_all_with_newcomer);
  ADD ("/core/chain/who-may", test_who_may);
  g_test_add_func ("/core/chain/answers", test_answers);

  return g_test_run ();
}
