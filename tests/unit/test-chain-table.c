/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "chain-oracle.h"
#include "cs-post.h"

/* The rules of sign-off as tables. First the faces that a person can read, spelled out; then every cell that lies between them: all states, kinds of people,
 * whether they wrote, whether the text changed, what was approved before, what was delegated, each quorum and each act. There the answer is that of
 * chain-oracle.c, which knows nothing of src/core. A cell that fails says which it is. */

/* The office. All of section 1 but where it says so. */
enum
{
  AUTHOR = 1, /* drafter, who wrote the post */
  ANNA,       /* reviewer, approved at stage 1 */
  BEN,        /* leader, approved at stage 1 */
  CARL,       /* reviewer */
  DORA,       /* leader, who is away in some cells */
  EMIL,       /* leader, for whom Dora signs in some */
  FRANK,      /* responder: decides on nothing */
  GINA,       /* duty editor: to her stage 2 escalates */
  HE,         /* the one whom the cell is about */
  N_PEOPLE = HE
};

typedef struct
{
  const char *name;
  CsRoles     roles;
  gint64      section; /* 0 = whole office */
  gboolean    retired;
  gboolean    unknown; /* in no list */
} Kind;

static const Kind kinds[] = {
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

/* In whose name he acts, and what that person gave him */
typedef enum
{
  FOR_HIMSELF,
  IN_SCOPE,     /* Dora, who gave him everything */
  OTHER_LABELS, /* Dora, for posts of policy, which this is not */
  OTHER_ACCOUNTS,
  ENDED,
  TO_COME,
  CHAINED,      /* Emil, who gave it to Dora, who gave hers to him */
  CONTRIBUTOR,  /* Dora, who wrote part of it */
  POWERLESS,    /* Frank, who could not decide himself */
  NOTHING,      /* Dora, who gave him nothing */
  N_DELEGATIONS
} Delegation;

static const char * const delegations[] = {
  "for himself", "in scope", "other labels", "other accounts", "ended", "to come", "chained", "from a contributor",
  "from a powerless", "nothing given",
};

/* What was approved before. Anna and Ben approved at stage 1 but where it says so. */
typedef enum
{
  NOBODY,
  CARL_ONLY,   /* and Carl at stage 2 */
  ALL_BUT_HIM, /* and Carl, Dora and Emil at stage 2 */
  HIMSELF,     /* and he at stage 2 */
  EARLIER,     /* he instead of Anna at stage 1 */
  IN_HIS_NAME, /* and Gina at stage 2, for him */
  TWICE,       /* and Gina at stage 2, for him, and he at stage 3, for Emil: his name twice, only the first counts */
  SIGNED,      /* and Carl and Dora at stage 2, Emil at stage 3 */
  N_RECORDS
} Record;

static const char * const records[] = {
  "nobody since", "Carl", "all but him", "himself", "he earlier", "Gina for him", "Gina for him and he for Emil", "signed",
};

static const char * const quorums[] = { "any", "all", "two", "each" };

typedef enum
{
  SUBMIT,           /* other words */
  SUBMIT_UNCHANGED,
  APPROVE,
  RETURN,
  RETURN_TO_STAGE,  /* to stage 1 */
  REJECT,
  TAKE_BACK,        /* the last decision that was his */
  EDIT,
  RECALL,
  RELEASE,
  ESCALATE,         /* and Gina approves */
  JUMP_IN,          /* Gina approves, and nothing escalated */
  N_ACTS
} Act;

static const char * const acts[] = {
  "submit", "submit unchanged", "approve", "return", "return to stage 1", "reject", "take back", "edit", "recall", "release",
  "escalate", "jump in",
};

typedef struct
{
  CsPostState state;
  guint       kind;
  gboolean    wrote;
  gboolean    changed; /* what was approved was another text */
  Record      record;
  CsQuorum    quorum;
  Delegation  delegation;
} Cell;

/* What a cell is played with. Twice: what the code does with one, the oracle does with the other. */
typedef struct
{
  CsChain      chain;
  CsMember     members[N_PEOPLE];
  CsDelegation given[3];
  CsDecision   room[16];
  guint        n_decisions;
} Game;

static CsRoute *routes[4]; /* one for each quorum */
static GArray *this_account;
static GArray *other_account;

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
    game->given[0].accounts = other_account;
  else if (delegation == ENDED)
    game->given[0].ended_at = 90;
  else if (delegation == TO_COME)
    game->given[0].from_at = 101;
  else if (delegation == CHAINED)
    give (game, 1, EMIL, DORA);
  else if (delegation == CONTRIBUTOR)
    g_array_append_val (game->chain.contributors, dora);
}

static gint64
get_principal (Delegation delegation)
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
static void
deal (Game       *game,
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
  chain->route = routes[cell->quorum];
  chain->section = 1;
  chain->now = 100;
  chain->labels = CS_LABEL_STATISTICS;
  chain->accounts = this_account;
  chain->escalated = FALSE;
  chain->round_start = 0;
  chain->digest = text ('a');

  add_people (game, &kinds[cell->kind]);
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
}

static Game *
game_new (void)
{
  Game *game = g_new0 (Game, 1);

  game->chain.contributors = g_array_new (FALSE, FALSE, sizeof (gint64));
  game->chain.decisions = g_ptr_array_new ();
  game->chain.members = g_ptr_array_new ();
  game->chain.delegations = g_ptr_array_new ();

  return game;
}

static void
game_free (Game *game)
{
  g_array_unref (game->chain.contributors);
  g_ptr_array_unref (game->chain.decisions);
  g_ptr_array_unref (game->chain.members);
  g_ptr_array_unref (game->chain.delegations);
  g_free (game);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Game, game_free)

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

/* What came of an act */
typedef struct
{
  gboolean    done;
  CsMayDecide refusal; /* of a decision */
  CsPostState state;
  guint       stage;
  guint32     counts;  /* bits: which decisions count then */
} Outcome;

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
      return decide (game, judge, act, HE, get_principal (cell->delegation), outcome);

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

static Outcome
find_outcome (Game        *game,
              const Judge *judge,
              const Cell  *cell,
              Act          act)
{
  Outcome outcome = { 0 };

  deal (game, cell);
  outcome.done = play (game, judge, cell, act, &outcome);
  outcome.state = game->chain.state;
  outcome.stage = game->chain.stage;
  for (guint i = 0; i < game->chain.decisions->len; i++)
    outcome.counts |= (guint32) judge->counts (&game->chain, i) << i;

  return outcome;
}

static char *
describe (const Outcome *outcome)
{
  return g_strdup_printf ("%s (%s), then %s at stage %u, counting %#x", outcome->done ? "done" : "refused",
                          cs_may_decide_nick (outcome->refusal), cs_post_state_nick (outcome->state), outcome->stage + 1,
                          outcome->counts);
}

static void
fail (const Cell    *cell,
      Act            act,
      const Outcome *said,
      const Outcome *wanted)
{
  g_autofree char *got = describe (said);
  g_autofree char *right = describe (wanted);

  g_error ("%s, %s, %s, %s, %s, quorum %s, approved: %s; %s: is %s; should be %s", cs_post_state_nick (cell->state),
           kinds[cell->kind].name, cell->wrote ? "contributor" : "did not write", cell->changed ? "text changed" : "same text",
           delegations[cell->delegation], quorums[cell->quorum], records[cell->record], acts[act], got, right);
}

static gboolean
outcome_equal (const Outcome *one,
               const Outcome *other)
{
  return one->done == other->done && one->refusal == other->refusal && one->state == other->state &&
         one->stage == other->stage && one->counts == other->counts;
}

static void
check_cell (Game       *game,
            const Cell *cell,
            guint      *n_done)
{
  for (Act act = 0; act < N_ACTS; act++)
    {
      Outcome wanted = find_outcome (game, &oracle, cell, act);
      Outcome said = find_outcome (game, &code, cell, act);

      if (!outcome_equal (&said, &wanted))
        fail (cell, act, &said, &wanted);
      n_done[act] += wanted.done;
    }
}

static void
test_every_cell (void)
{
  g_autoptr(Game) game = game_new ();
  guint n_done[N_ACTS] = { 0 };
  guint n_cells = 0;
  Cell cell = { 0 };

  g_test_summary ("Every cell of state, person, contributor, text changed, delegation, quorum, approved before and act");
  for (cell.state = 0; cell.state < CS_N_POST_STATES; cell.state++)
    for (cell.kind = 0; cell.kind < G_N_ELEMENTS (kinds); cell.kind++)
      for (cell.wrote = FALSE; cell.wrote <= TRUE; cell.wrote++)
        for (cell.changed = FALSE; cell.changed <= TRUE; cell.changed++)
          for (cell.record = 0; cell.record < N_RECORDS; cell.record++)
            for (cell.quorum = 0; cell.quorum < G_N_ELEMENTS (quorums); cell.quorum++)
              for (cell.delegation = 0; cell.delegation < N_DELEGATIONS; cell.delegation++)
                {
                  check_cell (game, &cell, n_done);
                  n_cells += N_ACTS;
                }

  g_test_message ("%u cells", n_cells);
  for (Act act = 0; act < N_ACTS; act++)
    {
      g_test_message ("%s: done in %u cells", acts[act], n_done[act]);
      g_assert_true ((n_done[act] > 0) == (act != JUMP_IN));
    }
}

/* What a person reads: the open stage, counted from 1, and what the one whom the cell is about is told there. */
static void
assert_answer (Game       *game,
               const Cell *cell,
               const char *wanted)
{
  static const char letters[] = "yscneaArupdoxwb"; /* in the order of CsMayDecide */
  gint64 principal = get_principal (cell->delegation);
  CsMayDecide by_code;
  CsMayDecide by_oracle;
  char said[3] = { 0 };

  deal (game, cell);
  by_code = cs_chain_may_decide_for (&game->chain, HE, principal);
  by_oracle = oracle_may (&game->chain, HE, principal);
  said[0] = (char) ('1' + MIN (cs_chain_find_open_stage (&game->chain), 2));
  said[1] = letters[by_code];
  if (strcmp (said, wanted) != 0 || by_oracle != by_code)
    g_error ("%s, %s, %s, %s, quorum %s, approved: %s: is %s, the oracle says %c, should be %s", kinds[cell->kind].name,
             cell->wrote ? "contributor" : "did not write", cell->changed ? "text changed" : "same text",
             delegations[cell->delegation], quorums[cell->quorum], records[cell->record], said, letters[by_oracle], wanted);
}

/* y may, n not in the stage, e approved earlier, a again, p his side has decided, c contributor, A administrator, u auditor, r retired;
 * for another: d nothing given, o over or to come, x out of scope, w the other wrote, b the other could not himself. */
static const char * const at_review[G_N_ELEMENTS (kinds)] = {
  /* himself  in scope  labels  accounts  ended  to come  chained  contributor  powerless  nothing */
  "2n         2y        2x      2x        2o     2o       2d       2w           2b         2d", /* drafter */
  "2y         2y        2x      2x        2o     2o       2d       2w           2b         2d", /* reviewer */
  "2n         2y        2x      2x        2o     2o       2d       2w           2b         2d", /* reviewer elsewhere */
  "2y         2y        2x      2x        2o     2o       2d       2w           2b         2d", /* reviewer of the office */
  "2y         2y        2x      2x        2o     2o       2d       2w           2b         2d", /* leader */
  "2y         2y        2x      2x        2o     2o       2d       2w           2b         2d", /* reviewer and leader */
  "2n         2y        2x      2x        2o     2o       2d       2w           2b         2d", /* duty editor */
  "2n         2n        2x      2x        2o     2o       2d       2w           2n         2d", /* responder */
  "2A         2A        2A      2A        2A     2A       2A       2A           2A         2A", /* administrator too */
  "2u         2u        2u      2u        2u     2u       2u       2u           2u         2u", /* auditor too */
  "2r         2r        2r      2r        2r     2r       2r       2r           2r         2r", /* retired */
  "2n         2n        2n      2n        2n     2n       2n       2n           2n         2n", /* stranger */
};

/* Carl approved, and one is enough: the sign-off is open. */
static const char * const at_sign_off[G_N_ELEMENTS (kinds)] = {
  /* himself  in scope  labels  accounts  ended  to come  chained  contributor  powerless  nothing */
  "3n         3n        3x      3x        3o     3o       3d       3w           3n         3d", /* drafter */
  "3n         3y        3x      3x        3o     3o       3d       3w           3b         3d", /* reviewer */
  "3n         3y        3x      3x        3o     3o       3d       3w           3b         3d", /* reviewer elsewhere */
  "3n         3y        3x      3x        3o     3o       3d       3w           3b         3d", /* reviewer of the office */
  "3y         3y        3x      3x        3o     3o       3d       3w           3b         3d", /* leader */
  "3y         3y        3x      3x        3o     3o       3d       3w           3b         3d", /* reviewer and leader */
  "3n         3y        3x      3x        3o     3o       3d       3w           3b         3d", /* duty editor */
  "3n         3n        3x      3x        3o     3o       3d       3w           3n         3d", /* responder */
  "3A         3A        3A      3A        3A     3A       3A       3A           3A         3A", /* administrator too */
  "3u         3u        3u      3u        3u     3u       3u       3u           3u         3u", /* auditor too */
  "3r         3r        3r      3r        3r     3r       3r       3r           3r         3r", /* retired */
  "3n         3n        3n      3n        3n     3n       3n       3n           3n         3n", /* stranger */
};

static void
check_delegations (const char * const *rows,
                   Record              record)
{
  g_autoptr(Game) game = game_new ();

  for (guint kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
    for (Delegation delegation = 0; delegation < N_DELEGATIONS; delegation++)
      {
        Cell cell = { CS_POST_IN_REVIEW, kind, FALSE, FALSE, record, CS_QUORUM_ANY, delegation };
        g_auto(GStrv) wanted = g_regex_split_simple (" +", rows[kind], 0, 0);

        g_assert_cmpuint (g_strv_length (wanted), ==, N_DELEGATIONS);
        assert_answer (game, &cell, wanted[delegation]);
      }
}

static void
test_people_by_delegation (void)
{
  g_test_summary ("Who may decide, for himself and for others, spelled out");
  check_delegations (at_review, NOBODY);
  check_delegations (at_sign_off, CARL_ONLY);
}

typedef struct
{
  const char *kind;
  gboolean    wrote;
  gboolean    changed;
  Record      record;
  const char *wanted; /* quorum any, all, two, each */
} QuorumRow;

static const QuorumRow by_quorum[] = {
  /*                       wrote  text changed         any all two each */
  { "reviewer", FALSE, FALSE, NOBODY, "2y 2y 2y 2y" },
  { "reviewer", FALSE, FALSE, CARL_ONLY, "3n 2y 2y 2p" },
  { "reviewer", FALSE, FALSE, ALL_BUT_HIM, "3n 2y 3n 3n" },
  { "reviewer", FALSE, FALSE, HIMSELF, "3n 2a 2a 2a" },
  { "reviewer", FALSE, FALSE, EARLIER, "2e 2e 2e 2e" },
  { "reviewer", FALSE, FALSE, IN_HIS_NAME, "3n 2a 2a 2a" },
  { "reviewer", FALSE, FALSE, TWICE, "3n 2a 2a 2a" },
  { "leader", FALSE, FALSE, NOBODY, "2y 2y 2y 2y" },
  { "leader", FALSE, FALSE, CARL_ONLY, "3y 2y 2y 2y" },
  { "leader", FALSE, FALSE, ALL_BUT_HIM, "3y 2y 3y 3y" },
  { "leader", FALSE, FALSE, HIMSELF, "3e 2a 2a 2a" },
  { "leader", FALSE, FALSE, EARLIER, "2e 2e 2e 2e" },
  { "leader", FALSE, FALSE, IN_HIS_NAME, "3e 2a 2a 2a" },
  { "drafter", FALSE, FALSE, ALL_BUT_HIM, "3n 3n 3n 3n" },             /* nobody waits for a drafter */
  { "reviewer and leader", FALSE, FALSE, CARL_ONLY, "3y 2y 2y 2y" },   /* he stands for the leaders */

  /* Who wrote decides on nothing, and what he approved before does not count: at two and each, stage 1 lacks one again. */
  { "reviewer", TRUE, FALSE, NOBODY, "2c 2c 2c 2c" },
  { "reviewer", TRUE, FALSE, CARL_ONLY, "3c 2c 2c 2c" },
  { "reviewer", TRUE, FALSE, ALL_BUT_HIM, "3c 3c 3c 3c" },
  { "reviewer", TRUE, FALSE, HIMSELF, "2c 2c 2c 2c" },
  { "reviewer", TRUE, FALSE, EARLIER, "2c 2c 1c 1c" },
  { "reviewer", TRUE, FALSE, IN_HIS_NAME, "2c 2c 2c 2c" },
  { "leader", TRUE, FALSE, EARLIER, "2c 2c 1c 1c" },

  /* Another text: it begins anew, and who approved the old one is asked again. */
  { "reviewer", FALSE, TRUE, NOBODY, "1y 1y 1y 1y" },
  { "reviewer", FALSE, TRUE, ALL_BUT_HIM, "1y 1y 1y 1y" },
  { "reviewer", FALSE, TRUE, HIMSELF, "1y 1y 1y 1y" },
  { "reviewer", FALSE, TRUE, EARLIER, "1y 1y 1y 1y" },
  { "reviewer", FALSE, TRUE, SIGNED, "1y 1y 1y 1y" },
  { "reviewer", TRUE, TRUE, SIGNED, "1c 1c 1c 1c" },
};

static void
test_record_by_quorum (void)
{
  g_autoptr(Game) game = game_new ();

  g_test_summary ("What was approved before, by quorum, spelled out");
  for (guint i = 0; i < G_N_ELEMENTS (by_quorum); i++)
    {
      const QuorumRow *row = &by_quorum[i];
      g_auto(GStrv) wanted = g_strsplit (row->wanted, " ", -1);
      Cell cell = { CS_POST_IN_REVIEW, 0, row->wrote, row->changed, row->record, CS_QUORUM_ANY, FOR_HIMSELF };

      while (!g_str_equal (kinds[cell.kind].name, row->kind))
        cell.kind++;
      for (cell.quorum = 0; cell.quorum < G_N_ELEMENTS (quorums); cell.quorum++)
        assert_answer (game, &cell, wanted[cell.quorum]);
    }
}

typedef struct
{
  const char *state;
  const char *kind;
  Record      record;
  Act         act;
  const char *wanted; /* quorum any, all, two, each: where the post is then, "-" where it is refused */
} ActRow;

static const ActRow by_act[] = {
  { "in-review", "reviewer", NOBODY, APPROVE, "in-review 3, in-review 2, in-review 2, in-review 2" },
  { "in-review", "reviewer", ALL_BUT_HIM, APPROVE, "-, in-review 3, -, -" },
  { "in-review", "leader", CARL_ONLY, APPROVE, "signed 3, in-review 2, in-review 3, in-review 3" },
  { "in-review", "reviewer", NOBODY, RETURN, "returned 1, returned 1, returned 1, returned 1" },
  { "in-review", "reviewer", NOBODY, RETURN_TO_STAGE, "in-review 1, in-review 1, in-review 1, in-review 1" },
  { "in-review", "reviewer", NOBODY, REJECT, "rejected 1, rejected 1, rejected 1, rejected 1" },
  { "in-review", "drafter", NOBODY, REJECT, "-, -, -, -" },
  { "in-review", "reviewer", HIMSELF, TAKE_BACK, "in-review 2, in-review 2, in-review 2, in-review 2" },
  { "in-review", "reviewer", EARLIER, TAKE_BACK, "in-review 2, in-review 1, in-review 1, in-review 1" },
  { "in-review", "reviewer", NOBODY, TAKE_BACK, "-, -, -, -" },
  { "in-review", "reviewer", HIMSELF, EDIT, "in-review 2, in-review 2, in-review 2, in-review 2" },
  { "in-review", "reviewer", EARLIER, EDIT, "in-review 2, in-review 2, in-review 1, in-review 1" },
  { "in-review", "drafter", CARL_ONLY, EDIT, "in-review 3, in-review 2, in-review 2, in-review 2" },
  { "in-review", "drafter", CARL_ONLY, SUBMIT, "in-review 1, in-review 1, in-review 1, in-review 1" },
  { "in-review", "drafter", CARL_ONLY, SUBMIT_UNCHANGED, "in-review 3, in-review 2, in-review 2, in-review 2" },
  { "in-review", "drafter", CARL_ONLY, RECALL, "draft 1, draft 1, draft 1, draft 1" },
  { "in-review", "drafter", NOBODY, ESCALATE, "in-review 3, in-review 2, in-review 2, in-review 2" },
  { "in-review", "drafter", CARL_ONLY, ESCALATE, "-, in-review 2, in-review 3, in-review 3" },            /* nobody escalates a sign-off here */
  { "in-review", "drafter", NOBODY, JUMP_IN, "-, -, -, -" },
  { "signed", "drafter", SIGNED, RELEASE, "queued 3, queued 3, queued 3, queued 3" },
  { "signed", "drafter", ALL_BUT_HIM, RELEASE, "-, -, -, -" },
  { "expired", "drafter", SIGNED, RELEASE, "queued 3, queued 3, queued 3, queued 3" },
  { "expired", "drafter", NOBODY, RELEASE, "-, -, -, -" },
  { "in-review", "drafter", SIGNED, RELEASE, "-, -, -, -" },
  { "queued", "leader", EARLIER, TAKE_BACK, "in-review 2, in-review 1, in-review 1, in-review 1" },
  { "sending", "leader", EARLIER, TAKE_BACK, "-, -, -, -" },
  { "published", "drafter", SIGNED, RECALL, "-, -, -, -" },
  { "published", "drafter", SIGNED, EDIT, "-, -, -, -" },
  { "published", "drafter", SIGNED, SUBMIT, "-, -, -, -" },
  { "queued", "drafter", SIGNED, EDIT, "-, -, -, -" },
  { "rejected", "drafter", NOBODY, SUBMIT, "-, -, -, -" },
  { "returned", "drafter", NOBODY, SUBMIT, "in-review 1, in-review 1, in-review 1, in-review 1" },
};

static void
test_acts_by_quorum (void)
{
  g_autoptr(Game) game = game_new ();

  g_test_summary ("What an act does, by quorum, spelled out");
  for (guint i = 0; i < G_N_ELEMENTS (by_act); i++)
    {
      const ActRow *row = &by_act[i];
      g_auto(GStrv) wanted = g_strsplit (row->wanted, ", ", -1);
      Cell cell = { CS_POST_DRAFT, 0, FALSE, FALSE, row->record, CS_QUORUM_ANY, FOR_HIMSELF };

      g_assert_true (cs_post_state_from_nick (row->state, &cell.state));
      while (!g_str_equal (kinds[cell.kind].name, row->kind))
        cell.kind++;
      for (cell.quorum = 0; cell.quorum < G_N_ELEMENTS (quorums); cell.quorum++)
        {
          Outcome outcome = find_outcome (game, &code, &cell, row->act);
          g_autofree char *said = g_strdup_printf ("%s %u", cs_post_state_nick (outcome.state), outcome.stage + 1);

          if (strcmp (outcome.done ? said : "-", wanted[cell.quorum]) != 0)
            g_error ("row %u: %s, %s, %s, approved: %s, quorum %s: is %s, should be %s", i + 1, acts[row->act], row->state,
                     row->kind, records[row->record], quorums[cell.quorum], outcome.done ? said : "-", wanted[cell.quorum]);
        }
    }
}

static void
test_every_step (void)
{
  g_test_summary ("Every act in every state leads where the oracle's rows say, or is refused");
  for (CsPostState state = 0; state < CS_N_POST_STATES; state++)
    for (CsPostAct act = 0; act < CS_N_POST_ACTS; act++)
      {
        const char *wanted = oracle_next (cs_post_state_nick (state), cs_post_act_nick (act));
        CsPostState next = state;
        gboolean done = cs_post_next_state (state, act, &next, NULL);

        if (strcmp (done ? cs_post_state_nick (next) : "", wanted) != 0)
          g_error ("%s, %s: leads to “%s”, should be “%s”", cs_post_state_nick (state), cs_post_act_nick (act),
                   done ? cs_post_state_nick (next) : "", wanted);
      }
}

int
main (int   argc,
      char *argv[])
{
  gint64 this_one = 7;
  gint64 other_one = 8;
  int result;

  g_test_init (&argc, &argv, NULL);
  for (CsQuorum quorum = 0; quorum < G_N_ELEMENTS (routes); quorum++)
    routes[quorum] = make_route (quorum);
  this_account = g_array_append_val (g_array_new (FALSE, FALSE, sizeof (gint64)), this_one);
  other_account = g_array_append_val (g_array_new (FALSE, FALSE, sizeof (gint64)), other_one);

  g_test_add_func ("/core/chain/table/steps", test_every_step);
  g_test_add_func ("/core/chain/table/people-by-delegation", test_people_by_delegation);
  g_test_add_func ("/core/chain/table/record-by-quorum", test_record_by_quorum);
  g_test_add_func ("/core/chain/table/acts-by-quorum", test_acts_by_quorum);
  g_test_add_func ("/core/chain/table/every-cell", test_every_cell);
  result = g_test_run ();

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    cs_route_free (routes[i]);
  g_array_unref (this_account);
  g_array_unref (other_account);

  return result;
}
