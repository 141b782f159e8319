/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "chain-cell.h"
#include "cs-post.h"

/* The rules of sign-off as tables. First the faces that a person can read, spelled out; then every cell that lies between them: all states, kinds of people,
 * whether they wrote, whether the text changed, what was approved before, what was delegated, each quorum and each act. There the answer is that of
 * chain-oracle.c, which knows nothing of src/core. A cell that fails says which it is. */

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
           cell_kinds[cell->kind].name, cell->wrote ? "contributor" : "did not write", cell->changed ? "text changed" : "same text",
           cell_delegations[cell->delegation], cell_quorums[cell->quorum], cell_records[cell->record], cell_acts[act], got, right);
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
      Outcome wanted = game_play (game, TRUE, cell, act);
      Outcome said = game_play (game, FALSE, cell, act);

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
    for (cell.kind = 0; cell.kind < G_N_ELEMENTS (cell_kinds); cell.kind++)
      for (cell.wrote = FALSE; cell.wrote <= TRUE; cell.wrote++)
        for (cell.changed = FALSE; cell.changed <= TRUE; cell.changed++)
          for (cell.record = 0; cell.record < N_RECORDS; cell.record++)
            for (cell.quorum = 0; cell.quorum < G_N_ELEMENTS (cell_quorums); cell.quorum++)
              for (cell.delegation = 0; cell.delegation < N_DELEGATIONS; cell.delegation++)
                {
                  check_cell (game, &cell, n_done);
                  n_cells += N_ACTS;
                }

  g_test_message ("%u cells", n_cells);
  for (Act act = 0; act < N_ACTS; act++)
    {
      g_test_message ("%s: done in %u cells", cell_acts[act], n_done[act]);
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
  const CsChain *chain = game_deal (game, cell);
  gint64 principal = cell_get_principal (cell->delegation);
  CsMayDecide by_code;
  CsMayDecide by_oracle;
  char said[3] = { 0 };

  by_code = cs_chain_may_decide_for (chain, HE, principal);
  by_oracle = oracle_may (chain, HE, principal);
  said[0] = (char) ('1' + MIN (cs_chain_find_open_stage (chain), 2));
  said[1] = letters[by_code];
  if (strcmp (said, wanted) != 0 || by_oracle != by_code)
    g_error ("%s, %s, %s, %s, quorum %s, approved: %s: is %s, the oracle says %c, should be %s", cell_kinds[cell->kind].name,
             cell->wrote ? "contributor" : "did not write", cell->changed ? "text changed" : "same text",
             cell_delegations[cell->delegation], cell_quorums[cell->quorum], cell_records[cell->record], said, letters[by_oracle], wanted);
}

/* y may, n not in the stage, e approved earlier, a again, p his side has decided, c contributor, A administrator, u auditor, r retired;
 * for another: d nothing given, o over or to come, x out of scope, w the other wrote, b the other could not himself. */
static const char * const at_review[G_N_ELEMENTS (cell_kinds)] = {
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
static const char * const at_sign_off[G_N_ELEMENTS (cell_kinds)] = {
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

  for (guint kind = 0; kind < G_N_ELEMENTS (cell_kinds); kind++)
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

      while (!g_str_equal (cell_kinds[cell.kind].name, row->kind))
        cell.kind++;
      for (cell.quorum = 0; cell.quorum < G_N_ELEMENTS (cell_quorums); cell.quorum++)
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
      while (!g_str_equal (cell_kinds[cell.kind].name, row->kind))
        cell.kind++;
      for (cell.quorum = 0; cell.quorum < G_N_ELEMENTS (cell_quorums); cell.quorum++)
        {
          Outcome outcome = game_play (game, FALSE, &cell, row->act);
          g_autofree char *said = g_strdup_printf ("%s %u", cs_post_state_nick (outcome.state), outcome.stage + 1);

          if (strcmp (outcome.done ? said : "-", wanted[cell.quorum]) != 0)
            g_error ("row %u: %s, %s, %s, approved: %s, quorum %s: is %s, should be %s", i + 1, cell_acts[row->act], row->state,
                     row->kind, cell_records[row->record], cell_quorums[cell.quorum], outcome.done ? said : "-", wanted[cell.quorum]);
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
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/chain/table/steps", test_every_step);
  g_test_add_func ("/core/chain/table/people-by-delegation", test_people_by_delegation);
  g_test_add_func ("/core/chain/table/record-by-quorum", test_record_by_quorum);
  g_test_add_func ("/core/chain/table/acts-by-quorum", test_acts_by_quorum);
  g_test_add_func ("/core/chain/table/every-cell", test_every_cell);

  return g_test_run ();
}
