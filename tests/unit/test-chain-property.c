/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-post.h"
#include "cs-chain.h"

#define N_SEQUENCES 100000
#define N_ACTS 24
#define N_PEOPLE 8
#define N_TEXTS 4

/* One office with one post, in which random people do random things. Only the rules of core decide what happens. */
typedef struct
{
  CsRoute  *route;
  CsMember  people[N_PEOPLE];
  CsChain   chain;
  guint     text;    /* of the working copy, an index of digests */
} Office;

/* What happened in all sequences together, so that the test cannot pass by doing nothing. */
typedef struct
{
  guint n_signed;
  guint n_returned;
  guint n_edited_in_review;
  guint n_forged;
  guint n_reopened; /* an approver of an earlier stage had begun to edit */
  guint n_refused[CS_MAY_NOT_RETIRED + 1];
} Tally;

static CsDigest digests[N_TEXTS];

static guint
pick (guint n)
{
  return (guint) g_test_rand_int_range (0, (gint32) n);
}

static gboolean
wrote (const CsChain *chain,
       gint64         person)
{
  for (guint i = 0; i < chain->contributors->len; i++)
    if (g_array_index (chain->contributors, gint64, i) == person)
      return TRUE;

  return FALSE;
}

static CsRoute *
make_route (void)
{
  CsRoute *route = cs_route_new ("Random");
  guint n_stages = 1 + pick (4);

  for (guint i = 0; i < n_stages; i++)
    {
      gboolean last = i + 1 == n_stages;
      CsStage *stage = cs_route_add_stage (route, "Stage", last ? CS_STAGE_SIGN_OFF : CS_STAGE_REVIEW,
                                           pick (3) ? CS_ROLE_REVIEWER : CS_ROLE_LEADER,
                                           pick (2) ? CS_SCOPE_OFFICE : CS_SCOPE_SECTION);

      stage->quorum = (CsQuorum) pick (3);
      stage->count = stage->quorum == CS_QUORUM_COUNT ? 1 + pick (3) : 0;
    }
  g_assert_true (cs_route_check (route, NULL));

  return route;
}

static void
office_set_up (Office *office)
{
  memset (office, 0, sizeof *office);
  office->route = make_route ();
  office->chain.route = office->route;
  office->chain.state = CS_POST_DRAFT;
  office->chain.section = pick (3);
  office->chain.contributors = g_array_new (FALSE, FALSE, sizeof (gint64));
  office->chain.decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_decision_free);
  office->chain.members = g_ptr_array_new ();
  for (guint i = 0; i < N_PEOPLE; i++)
    {
      static const CsRoles roles[] = {
        CS_ROLE_DRAFTER, CS_ROLE_REVIEWER, CS_ROLE_LEADER, CS_ROLE_REVIEWER | CS_ROLE_LEADER,
        CS_ROLE_REVIEWER | CS_ROLE_DRAFTER, CS_ROLE_ADMINISTRATOR | CS_ROLE_LEADER,
      };

      office->people[i].id = i + 1;
      office->people[i].roles = roles[pick (G_N_ELEMENTS (roles))];
      office->people[i].section = pick (3);
      office->people[i].retired = pick (12) == 0;
      g_ptr_array_add (office->chain.members, &office->people[i]);
    }
}

static void
office_clear (Office *office)
{
  cs_route_free (office->route);
  g_array_unref (office->chain.contributors);
  g_ptr_array_unref (office->chain.decisions);
  g_ptr_array_unref (office->chain.members);
}

static gboolean
move (Office    *office,
      CsPostAct  act)
{
  return cs_post_next_state (office->chain.state, act, &office->chain.state, NULL);
}

static void
record (Office         *office,
        gint64          person,
        guint           stage,
        const CsDigest *digest,
        CsVerdict       verdict)
{
  CsDecision *decision = cs_decision_new ();

  decision->person = person;
  decision->stage = stage;
  decision->digest = *digest;
  decision->verdict = verdict;
  decision->parties = 1;
  g_ptr_array_add (office->chain.decisions, decision);
}

static void
edit (Office *office,
      gint64  person,
      Tally  *tally)
{
  guint text = pick (N_TEXTS);

  if (text == office->text || !move (office, CS_ACT_EDIT))
    return;
  office->text = text;
  if (!wrote (&office->chain, person))
    g_array_append_val (office->chain.contributors, person);
  tally->n_edited_in_review += office->chain.state == CS_POST_IN_REVIEW;
}

static void
submit (Office *office)
{
  gboolean in_review = office->chain.state == CS_POST_IN_REVIEW;

  if (in_review && cs_digest_equal (&office->chain.digest, &digests[office->text]))
    return;
  if (!move (office, CS_ACT_SUBMIT))
    return;
  office->chain.digest = digests[office->text];
  office->chain.stage = 0;
}

static void
approve (Office *office,
         gint64  person,
         Tally  *tally)
{
  CsMayDecide may = cs_chain_may_decide (&office->chain, person);

  tally->n_refused[may]++;
  if (may != CS_MAY_DECIDE)
    return;

  g_assert_false (wrote (&office->chain, person));
  g_assert_false (office->people[person - 1].retired);
  g_assert_false (office->people[person - 1].roles & CS_ROLE_ADMINISTRATOR);
  g_assert_true (office->people[person - 1].roles & cs_stage_get_party (cs_route_get_stage (office->route, office->chain.stage), 0)->role);

  record (office, person, office->chain.stage, &office->chain.digest, CS_VERDICT_APPROVE);
  g_assert_true (cs_chain_decision_counts (&office->chain, office->chain.decisions->len - 1));
  if (!cs_chain_stage_is_fulfilled (&office->chain, office->chain.stage))
    return;
  if (!cs_chain_is_complete (&office->chain))
    {
      guint open = cs_chain_find_open_stage (&office->chain);

      tally->n_reopened += open < office->chain.stage;
      g_assert_true (move (office, CS_ACT_PASS_STAGE));
      office->chain.stage = open;
      return;
    }
  g_assert_true (move (office, CS_ACT_SIGN));
  g_assert_true (cs_chain_is_complete (&office->chain));
  tally->n_signed++;
}

static void
give_back (Office *office,
           gint64  person,
           Tally  *tally)
{
  if (cs_chain_may_decide (&office->chain, person) != CS_MAY_DECIDE)
    return;

  record (office, person, office->chain.stage, &office->chain.digest, CS_VERDICT_RETURN);
  g_assert_true (move (office, CS_ACT_RETURN));
  office->chain.round_start = office->chain.decisions->len;
  tally->n_returned++;
}

/* A row that no operation would have written. */
static void
forge (Office *office,
       gint64  person,
       Tally  *tally)
{
  CsVerdict verdict = office->chain.state == CS_POST_SIGNED ? CS_VERDICT_APPROVE : (CsVerdict) pick (3);

  record (office, person, pick (6), &digests[pick (N_TEXTS)], verdict);
  tally->n_forged++;
}

static void
act (Office *office,
     Tally  *tally)
{
  gint64 person = 1 + pick (N_PEOPLE);

  switch (pick (16))
    {
    case 0:
    case 1:
      edit (office, person, tally);
      break;

    case 2:
    case 3:
    case 4:
      submit (office);
      break;

    case 5:
      give_back (office, person, tally);
      break;

    case 6:
      if (pick (4) == 0)
        forge (office, person, tally);
      break;

    default:
      approve (office, person, tally);
      break;
    }
}

/* The promises, checked without the functions that keep them but for asking which decisions count. */
static void
check (const CsChain *chain)
{
  guint n_of_stage[12] = { 0 };
  guint n_of_person[N_PEOPLE + 1] = { 0 };

  for (guint i = 0; i < chain->decisions->len; i++)
    {
      const CsDecision *decision = g_ptr_array_index (chain->decisions, i);

      if (!cs_chain_decision_counts (chain, i))
        continue;
      g_assert_cmpuint (i, >=, chain->round_start);
      g_assert_cmpint (decision->verdict, ==, CS_VERDICT_APPROVE);
      g_assert_cmpmem (decision->digest.bytes, CS_DIGEST_BYTES, chain->digest.bytes, CS_DIGEST_BYTES);
      g_assert_false (wrote (chain, decision->person));
      g_assert_cmpuint (++n_of_person[decision->person], ==, 1);
      n_of_stage[decision->stage]++;
    }

  if (!cs_chain_is_complete (chain))
    {
      g_assert_cmpint (chain->state, !=, CS_POST_SIGNED);
      return;
    }
  for (guint i = 0; i < chain->route->stages->len; i++)
    g_assert_cmpuint (n_of_stage[i], >=, MAX (cs_route_get_stage (chain->route, i)->count, 1));
}

static void
test_sequences (void)
{
  Tally tally = { 0 };

  g_test_summary ("Whatever people do in whatever order: a complete chain holds no contributor, nobody fills two places "
                  "in it, and no decision on other content or of an earlier round counts");
  for (guint i = 0; i < N_TEXTS; i++)
    digests[i] = cs_digest_of_bytes (&i, sizeof i);

  for (guint i = 0; i < N_SEQUENCES; i++)
    {
      Office office;

      office_set_up (&office);
      for (guint j = 0; j < N_ACTS; j++)
        {
          act (&office, &tally);
          check (&office.chain);
        }
      office_clear (&office);
    }

  g_test_message ("%u signed, %u returned, %u edited in review, %u forged, %u reopened", tally.n_signed,
                  tally.n_returned, tally.n_edited_in_review, tally.n_forged, tally.n_reopened);
  g_assert_cmpuint (tally.n_signed, >, N_SEQUENCES / 100);
  g_assert_cmpuint (tally.n_returned, >, N_SEQUENCES / 100);
  g_assert_cmpuint (tally.n_edited_in_review, >, N_SEQUENCES / 100);
  g_assert_cmpuint (tally.n_forged, >, N_SEQUENCES / 100);
  g_assert_cmpuint (tally.n_reopened, >, 50);
  for (CsMayDecide may = CS_MAY_DECIDE; may <= CS_MAY_NOT_RETIRED; may++)
    g_assert_cmpuint (tally.n_refused[may], >, 50);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/chain/property/sequences", test_sequences);

  return g_test_run ();
}
