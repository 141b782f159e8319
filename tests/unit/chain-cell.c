/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chain-cell.h"

#include <string.h>

#include "cs-post.h"

const Kind cell_kinds[CELL_KINDS] = {
  { "drafter", CS_ROLE_DRAFTER, 1, FALSE, FALSE },
  { "reviewer", CS_ROLE_REVIEWER, 1, FALSE, FALSE },
  { "reviewer elsewhere", CS_ROLE_REVIEWER, 2, FALSE, FALSE },
  { "reviewer of the office", CS_ROLE_REVIEWER, 0, FALSE, FALSE },
  { "leader", CS_ROLE_LEADER, 0, FALSE, FALSE },
  { "reviewer and leader", CS_ROLE_REVIEWER | CS_ROLE_LEADER, 1, FALSE, FALSE },
  { "duty editor", CS_ROLE_DUTY, 0, FALSE, FALSE },
  { "responder", CS_ROLE_RESPONDER, 1, FALSE, FALSE },
  { "administrator too", CS_ROLE_ADMINISTRATOR | CS_ROLE_REVIEWER | CS_ROLE_LEADER, 0, FALSE, FALSE },
  { "auditor too", CS_ROLE_AUDITOR | CS_ROLE_REVIEWER | CS_ROLE_LEADER, 0, FALSE, FALSE },
  { "retired", CS_ROLE_REVIEWER | CS_ROLE_LEADER, 1, TRUE, FALSE },
  { "stranger", CS_ROLE_NONE, 0, FALSE, TRUE },
};

const char * const cell_delegations[N_DELEGATIONS] = {
  "for himself", "in scope", "other labels", "other accounts", "ended", "to come", "chained", "from a contributor",
  "from a powerless", "nothing given",
};

const char * const cell_records[N_RECORDS] = {
  "nobody since", "Carl", "all but him", "himself", "he earlier", "Gina for him", "Gina for him and he for Emil", "signed",
};

const char * const cell_quorums[CELL_QUORUMS] = { "any", "all", "two", "each" };

const char * const cell_acts[N_ACTS] = {
  "submit", "submit unchanged", "approve", "return", "return to stage 1", "reject", "take back", "edit", "recall", "release",
  "escalate", "jump in",
};

/* What a cell is played with. Twice: what the code does with one, the oracle does with the other. */
struct _Game
{
  CsRoute     *routes[CELL_QUORUMS]; /* one for each quorum; owned */
  GArray      *this_account;         /* owned */
  GArray      *other_account;        /* owned */
  CsChain      chain;
  CsMember     members[N_PEOPLE];
  CsDelegation given[3];
  CsDecision   room[16];
  guint        n_decisions;
};

static CsDigest
text (char letter)
{
  CsDigest digest = { { 0 } };

  digest.bytes[0] = (guint8) letter;

  return digest;
}

static CsRoute *
make_route (CsQuorum quorum)
{
  CsRoute *route = cs_route_new ("Table");

  for (guint i = 0; i < 2; i++)
    {
      CsStage *stage = cs_route_append_stage (route, "Stage", CS_STAGE_REVIEW);

      cs_stage_add_party (stage, CS_PARTY_ROLE_IN_OWN_SECTION, CS_ROLE_REVIEWER, 0);
      cs_stage_add_party (stage, CS_PARTY_ROLE_ANYWHERE, CS_ROLE_LEADER, 0);
      stage->quorum = quorum;
      stage->count = quorum == CS_QUORUM_COUNT ? 2 : 0;
      stage->escalates.target = GINA;
    }
  cs_route_add_stage (route, "Sign-off", CS_STAGE_SIGN_OFF, CS_ROLE_LEADER, CS_SCOPE_OFFICE);

  return route;
}

static void
add_decision (Game      *game,
              gint64     person,
              guint      stage,
              CsVerdict  verdict)
{
  CsDecision *decision = &game->room[game->n_decisions++];

  *decision = (CsDecision) {
    .id = game->n_decisions, .person = person, .stage = stage, .verdict = verdict, .digest = game->chain.digest,
    .to_stage = -1, .parties = 1,
  };
  g_ptr_array_add (game->chain.decisions, decision);
}

static void
approve_before (Game     *game,
                gint64    person,
                guint     stage,
                guint32   parties)
{
  add_decision (game, person, stage, CS_VERDICT_APPROVE);
  game->room[game->n_decisions - 1].parties = parties;
}

static void
add_people (Game       *game,
            const Kind *kind)
{
  static const CsMember office[] = {
    { AUTHOR, CS_ROLE_DRAFTER, 1, FALSE },
    { ANNA, CS_ROLE_REVIEWER, 1, FALSE },
    { BEN, CS_ROLE_LEADER, 0, FALSE },
    { CARL, CS_ROLE_REVIEWER, 1, FALSE },
    { DORA, CS_ROLE_LEADER, 0, FALSE },
    { EMIL, CS_ROLE_LEADER, 0, FALSE },
    { FRANK, CS_ROLE_RESPONDER, 1, FALSE },
    { GINA, CS_ROLE_DUTY, 0, FALSE },
  };

  memcpy (game->members, office, sizeof office);
  game->members[HE - 1] = (CsMember) { HE, kind->roles, kind->section, kind->retired };
  for (guint i = 0; i < (kind->unknown ? HE - 1 : HE); i++)
    g_ptr_array_add (game->chain.members, &game->members[i]);
}

static void
give (Game   *game,
      guint   index,
      gint64  principal,
      gint64  delegate)
{
  game->given[index] = (CsDelegation) { .principal = principal, .delegate = delegate, .from_at = 50, .until_at = 150 };
  g_ptr_array_add (game->chain.delegations, &game->given[index]);
}

static void
add_delegation (Game       *game,
                Delegation  delegation)
{
  gint64 dora = DORA;

  if (delegation == FOR_HIMSELF || delegation == NOTHING)
    return;

  give (game, 0, delegation == POWERLESS ? FRANK : DORA, HE);
  if (delegation == OTHER_LABELS)
    game->given[0].labels = CS_LABEL_POLICY;
  else if (delegation == OTHER_ACCOUNTS)
    game->given[0].accounts = game->other_account;
  else if (delegation == ENDED)
    game->given[0].ended_at = 90;
  else if (delegation == TO_COME)
    game->given[0].from_at = 101;
  else if (delegation == CHAINED)
    give (game, 1, EMIL, DORA);
  else if (delegation == CONTRIBUTOR)
    g_array_append_val (game->chain.contributors, dora);
}

gint64
cell_get_principal (Delegation delegation)
{
  if (delegation == FOR_HIMSELF)
    return 0;
  if (delegation == CHAINED)
    return EMIL;

  return delegation == POWERLESS ? FRANK : DORA;
}

static void
add_record (Game   *game,
            Record  record)
{
  approve_before (game, record == EARLIER ? HE : ANNA, 0, 1);
  approve_before (game, BEN, 0, 2);
  if (record == CARL_ONLY || record == ALL_BUT_HIM || record == SIGNED)
    approve_before (game, CARL, 1, 1);
  if (record == ALL_BUT_HIM || record == SIGNED)
    approve_before (game, DORA, 1, 2);
  if (record == ALL_BUT_HIM)
    approve_before (game, EMIL, 1, 2);
  if (record == SIGNED)
    approve_before (game, EMIL, 2, 1);
  if (record == HIMSELF)
    approve_before (game, HE, 1, 1);
  if (record == IN_HIS_NAME || record == TWICE)
    {
      approve_before (game, GINA, 1, 1);
      game->room[game->n_decisions - 1].acting_for = HE;
    }
  if (record == TWICE)
    {
      approve_before (game, HE, 2, 1);
      game->room[game->n_decisions - 1].acting_for = EMIL;
    }
}

/* The post is where it would be after all that: at the first stage that is not fulfilled. */
const CsChain *
game_deal (Game       *game,
           const Cell *cell)
{
  CsChain *chain = &game->chain;
  gint64 author = AUTHOR;
  gint64 he = HE;

  g_ptr_array_set_size (chain->decisions, 0);
  g_ptr_array_set_size (chain->members, 0);
  g_ptr_array_set_size (chain->delegations, 0);
  g_array_set_size (chain->contributors, 0);
  game->n_decisions = 0;
  chain->route = game->routes[cell->quorum];
  chain->section = 1;
  chain->now = 100;
  chain->labels = CS_LABEL_STATISTICS;
  chain->accounts = game->this_account;
  chain->escalated = FALSE;
  chain->round_start = 0;
  chain->digest = text ('a');

  add_people (game, &cell_kinds[cell->kind]);
  g_array_append_val (chain->contributors, author);
  if (cell->wrote)
    g_array_append_val (chain->contributors, he);
  add_delegation (game, cell->delegation);
  add_record (game, cell->record);
  if (cell->changed)
    chain->digest = text ('b');

  chain->state = CS_POST_IN_REVIEW;
  chain->stage = cell->changed ? 0 : cell->record == SIGNED ? 2 : 1;
  chain->stage = MIN (oracle_open (chain), 2);
  chain->state = cell->state;

  return chain;
}

static GArray *
make_accounts (gint64 account)
{
  return g_array_append_val (g_array_new (FALSE, FALSE, sizeof (gint64)), account);
}

Game *
game_new (void)
{
  Game *game = g_new0 (Game, 1);

  for (CsQuorum quorum = 0; quorum < CELL_QUORUMS; quorum++)
    game->routes[quorum] = make_route (quorum);
  game->this_account = make_accounts (7);
  game->other_account = make_accounts (8);

  game->chain.contributors = g_array_new (FALSE, FALSE, sizeof (gint64));
  game->chain.decisions = g_ptr_array_new ();
  game->chain.members = g_ptr_array_new ();
  game->chain.delegations = g_ptr_array_new ();

  return game;
}

void
game_free (Game *game)
{
  for (guint i = 0; i < CELL_QUORUMS; i++)
    cs_route_free (game->routes[i]);
  g_array_unref (game->this_account);
  g_array_unref (game->other_account);
  g_array_unref (game->chain.contributors);
  g_ptr_array_unref (game->chain.decisions);
  g_ptr_array_unref (game->chain.members);
  g_ptr_array_unref (game->chain.delegations);
  g_free (game);
}

/* The questions that acts ask; once answered by the code, once by the oracle. */
typedef struct
{
  CsMayDecide (*may)(const CsChain *chain, gint64 person, gint64 acting_for);
  gboolean    (*counts)(const CsChain *chain, guint index);
  guint       (*open)(const CsChain *chain);
  guint32     (*parties)(const CsChain *chain, guint stage, gint64 person);
  gboolean    (*step)(CsChain *chain, CsPostAct act);
} Judge;

static gboolean
step_by_code (CsChain   *chain,
              CsPostAct  act)
{
  return cs_post_next_state (chain->state, act, &chain->state, NULL);
}

static gboolean
step_by_oracle (CsChain   *chain,
                CsPostAct  act)
{
  const char *next = oracle_next (cs_post_state_nick (chain->state), cs_post_act_nick (act));

  return *next != '\0' && cs_post_state_from_nick (next, &chain->state);
}

static const Judge code = {
  cs_chain_may_decide_for, cs_chain_decision_counts, cs_chain_find_open_stage, cs_chain_find_parties, step_by_code
};
static const Judge oracle = { oracle_may, oracle_counts, oracle_open, oracle_parties, step_by_oracle };

/* An approval goes on to the next stage that lacks somebody, or signs. */
static gboolean
decide (Game        *game,
        const Judge *judge,
        Act          act,
        gint64       person,
        gint64       acting_for,
        Outcome     *outcome)
{
  CsChain *chain = &game->chain;
  CsDecision *decision;
  guint open;

  if ((outcome->refusal = judge->may (chain, person, acting_for)) != CS_MAY_DECIDE ||
      (act == RETURN_TO_STAGE && chain->stage == 0))
    return FALSE;

  add_decision (game, person, chain->stage, act == APPROVE ? CS_VERDICT_APPROVE : act == REJECT ? CS_VERDICT_REJECT : CS_VERDICT_RETURN);
  decision = &game->room[game->n_decisions - 1];
  decision->acting_for = acting_for;
  decision->parties = judge->parties (chain, chain->stage, acting_for != 0 ? acting_for : person);
  if (act == RETURN_TO_STAGE)
    decision->to_stage = 0;

  open = judge->open (chain);
  if (act == APPROVE && open == 3)
    return judge->step (chain, CS_ACT_SIGN);
  if (act == APPROVE && open <= chain->stage)
    return TRUE;

  chain->stage = act == APPROVE ? open : 0;
  return judge->step (chain, act == APPROVE ? CS_ACT_PASS_STAGE : act == REJECT ? CS_ACT_REJECT :
                      act == RETURN ? CS_ACT_RETURN : CS_ACT_STEP_BACK);
}

static gboolean
submit (Game        *game,
        const Judge *judge,
        gboolean     changed)
{
  CsChain *chain = &game->chain;
  CsPostState was = chain->state;

  if (!judge->step (chain, CS_ACT_SUBMIT))
    return FALSE;
  if (!changed && was == CS_POST_IN_REVIEW)
    return TRUE;

  if (changed)
    chain->digest = text ('c');
  chain->stage = 0;
  chain->stage = MIN (judge->open (chain), 2);

  return TRUE;
}

static gboolean
take_back (Game        *game,
           const Judge *judge)
{
  CsChain *chain = &game->chain;
  guint index = chain->decisions->len;

  while (index > 0 && game->room[index - 1].person != HE)
    index--;
  if (index == 0 || !judge->counts (chain, index - 1) || !judge->step (chain, CS_ACT_REOPEN))
    return FALSE;

  add_decision (game, HE, game->room[index - 1].stage, CS_VERDICT_TAKE_BACK);
  game->room[game->n_decisions - 1].takes_back = game->room[index - 1].id;
  chain->stage = MIN (chain->stage, game->room[index - 1].stage);
  chain->stage = MIN (judge->open (chain), 2);

  return TRUE;
}

static gboolean
edit (Game        *game,
      const Judge *judge)
{
  CsChain *chain = &game->chain;
  gint64 he = HE;

  if (!judge->step (chain, CS_ACT_EDIT))
    return FALSE;

  g_array_append_val (chain->contributors, he);
  if (chain->state == CS_POST_IN_REVIEW)
    chain->stage = MIN (chain->stage, judge->open (chain));

  return TRUE;
}

static gboolean
recall (Game        *game,
        const Judge *judge)
{
  if (!judge->step (&game->chain, CS_ACT_RECALL))
    return FALSE;

  game->chain.round_start = game->chain.decisions->len;
  game->chain.stage = 0;

  return TRUE;
}

static gboolean
play (Game        *game,
      const Judge *judge,
      const Cell  *cell,
      Act          act,
      Outcome     *outcome)
{
  switch (act)
    {
    case SUBMIT:
    case SUBMIT_UNCHANGED:
      return submit (game, judge, act == SUBMIT);

    case APPROVE:
    case RETURN:
    case RETURN_TO_STAGE:
    case REJECT:
      return decide (game, judge, act, HE, cell_get_principal (cell->delegation), outcome);

    case TAKE_BACK:
      return take_back (game, judge);

    case EDIT:
      return edit (game, judge);

    case RECALL:
      return recall (game, judge);

    case RELEASE:
      return judge->open (&game->chain) == 3 && judge->step (&game->chain, CS_ACT_QUEUE);

    case ESCALATE:
    case JUMP_IN:
      game->chain.escalated = act == ESCALATE;
      return decide (game, judge, APPROVE, GINA, 0, outcome);

    case N_ACTS:
    default:
      g_assert_not_reached ();
    }
}

Outcome
game_play (Game       *game,
           gboolean    by_oracle,
           const Cell *cell,
           Act         act)
{
  const Judge *judge = by_oracle ? &oracle : &code;
  Outcome outcome = { 0 };

  game_deal (game, cell);
  outcome.done = play (game, judge, cell, act, &outcome);
  outcome.state = game->chain.state;
  outcome.stage = game->chain.stage;
  for (guint i = 0; i < game->chain.decisions->len; i++)
    outcome.counts |= (guint32) judge->counts (&game->chain, i) << i;

  return outcome;
}
