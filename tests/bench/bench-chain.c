/* SPDX-License-Identifier: GPL-3.0-or-later */

/* bench-chain: evaluating the chain of a post with 20 revisions and 60 decisions, against one bare pass that compares each decision's digest. */

#include "config.h"

#include <locale.h>

#include "bench-utils.h"
#include "cs-chain.h"

#define N_REVISIONS 20
#define N_DECISIONS 60
#define N_PEOPLE 40
#define EVALUATIONS 20000 /* in one round */

static CsDigest
digest_of (guint revision)
{
  return cs_digest_of_bytes (&revision, sizeof revision);
}

static CsRoute *
make_route (void)
{
  CsRoute *route = cs_route_new ("Three reviews");

  cs_route_add_stage (route, "First", CS_STAGE_REVIEW, CS_ROLE_REVIEWER, CS_SCOPE_SECTION);
  cs_route_add_stage (route, "Second", CS_STAGE_FACT_CHECK, CS_ROLE_DUTY, CS_SCOPE_OFFICE);
  cs_route_add_stage (route, "Third", CS_STAGE_SIGN_OFF, CS_ROLE_LEADER, CS_SCOPE_OFFICE);

  return route;
}

/* Three decisions for each revision: two approvals and a return, but for the last, which is approved throughout. */
static GPtrArray *
make_decisions (void)
{
  GPtrArray *decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_decision_free);

  for (guint i = 0; i < N_DECISIONS; i++)
    {
      CsDecision *decision = cs_decision_new ();

      decision->id = i + 1;
      decision->digest = digest_of (i / 3);
      decision->stage = i % 3;
      decision->person = 2 + i % 3;
      decision->parties = 1;
      decision->verdict = i % 3 == 2 && i + 1 < N_DECISIONS ? CS_VERDICT_RETURN : CS_VERDICT_APPROVE;
      g_ptr_array_add (decisions, decision);
    }

  return decisions;
}

static GPtrArray *
make_members (void)
{
  static const CsRoles roles[] = { CS_ROLE_DRAFTER, CS_ROLE_REVIEWER, CS_ROLE_DUTY, CS_ROLE_LEADER };
  GPtrArray *members = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_PEOPLE; i++)
    {
      CsMember *member = g_new0 (CsMember, 1);

      member->id = i + 1;
      member->roles = roles[i % G_N_ELEMENTS (roles)];
      member->section = 1;
      g_ptr_array_add (members, member);
    }

  return members;
}

/* The floor: nobody can say what counts without looking at each decision once. */
static double
time_bare (const CsChain *chain)
{
  volatile guint n = 0;
  gint64 start = g_get_monotonic_time ();

  for (int i = 0; i < EVALUATIONS; i++)
    for (guint j = 0; j < chain->decisions->len; j++)
      n += cs_digest_equal (&((const CsDecision *) g_ptr_array_index (chain->decisions, j))->digest, &chain->digest);

  return (double) (g_get_monotonic_time () - start) / EVALUATIONS;
}

static double
time_ours (const CsChain *chain)
{
  gint64 start = g_get_monotonic_time ();

  for (int i = 0; i < EVALUATIONS; i++)
    g_assert_true (cs_chain_is_complete (chain));

  return (double) (g_get_monotonic_time () - start) / EVALUATIONS;
}

int
main (void)
{
  g_autoptr(CsRoute) route = make_route ();
  g_autoptr(GPtrArray) decisions = make_decisions ();
  g_autoptr(GPtrArray) members = make_members ();
  g_autoptr(GArray) contributors = g_array_new (FALSE, FALSE, sizeof (gint64));
  CsChain chain = {
    .route = route, .state = CS_POST_IN_REVIEW, .stage = 2, .section = 1, .digest = digest_of (N_REVISIONS - 1),
    .contributors = contributors, .decisions = decisions, .members = members,
  };
  double bare[BENCH_ROUNDS];
  double ours[BENCH_ROUNDS];
  gint64 author = 1;

  setlocale (LC_ALL, "");
  g_array_append_val (contributors, author);
  for (guint i = 0; i < BENCH_ROUNDS; i++)
    {
      bare[i] = time_bare (&chain);
      ours[i] = time_ours (&chain);
    }

  g_print ("chain of %d revisions and %d decisions: %.2f µs, %.0f a second; one bare pass over the decisions: %.2f µs; ratio %.1f\n",
           N_REVISIONS, N_DECISIONS, bench_median (ours, BENCH_ROUNDS), 1e6 / bench_median (ours, BENCH_ROUNDS),
           bench_median (bare, BENCH_ROUNDS), bench_median (ours, BENCH_ROUNDS) / bench_median (bare, BENCH_ROUNDS));

  return 0;
}
