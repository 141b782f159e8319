/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-chain-private.h"

/* What counts. */

CsDecision *
cs_decision_new (void)
{
  CsDecision *decision = g_new0 (CsDecision, 1);

  decision->reason = g_strdup ("");
  decision->to_stage = -1;

  return decision;
}

void
cs_decision_free (CsDecision *decision)
{
  if (decision == NULL)
    return;

  g_free (decision->reason);
  g_free (decision);
}

void
cs_position_free (CsPosition *position)
{
  if (position == NULL)
    return;

  g_free (position->title);
  g_free (position);
}

void
cs_delegation_free (CsDelegation *delegation)
{
  if (delegation == NULL)
    return;

  g_clear_pointer (&delegation->accounts, g_array_unref);
  g_free (delegation->reference);
  g_free (delegation);
}

static const CsDecision *
get_decision (const CsChain *chain,
              guint          index)
{
  return g_ptr_array_index (chain->decisions, index);
}

gboolean
cs_chain_is_contributor (const CsChain *chain,
                         gint64         person)
{
  for (guint i = 0; i < chain->contributors->len; i++)
    if (g_array_index (chain->contributors, gint64, i) == person)
      return TRUE;

  return FALSE;
}

gboolean
cs_chain_is_taken_back (const CsChain *chain,
                        guint          index)
{
  const CsDecision *decision;

  g_return_val_if_fail (chain != NULL && index < chain->decisions->len, FALSE);

  decision = get_decision (chain, index);
  if (decision->verdict == CS_VERDICT_TAKE_BACK)
    return FALSE;

  for (guint i = index + 1; i < chain->decisions->len; i++)
    {
      const CsDecision *later = get_decision (chain, i);

      if (later->verdict == CS_VERDICT_TAKE_BACK && later->takes_back != 0 && later->takes_back == decision->id &&
          (later->person == decision->person || later->person == decision->acting_for))
        return TRUE;
    }

  return FALSE;
}

/* An approval of what the post says now, by and for somebody who had no part in it. */
static gboolean
is_valid_approval (const CsChain    *chain,
                   const CsDecision *decision)
{
  return decision->verdict == CS_VERDICT_APPROVE &&
         decision->parties != 0 &&
         decision->stage < chain->route->stages->len &&
         cs_digest_equal (&decision->digest, &chain->digest) &&
         !cs_chain_is_contributor (chain, decision->person) &&
         (decision->acting_for == 0 || !cs_chain_is_contributor (chain, decision->acting_for));
}

/* From the newest to the oldest: a return to the drafter, or a rejection, ends what came before it; a return to an
 * earlier stage undoes that stage and those behind it. */
static void
find_valid (CsTally *tally)
{
  const CsChain *chain = tally->chain;
  guint barrier = chain->route->stages->len;

  for (guint i = chain->decisions->len; i-- > chain->round_start;)
    {
      const CsDecision *decision = get_decision (chain, i);

      if (decision->verdict == CS_VERDICT_TAKE_BACK || cs_chain_is_taken_back (chain, i))
        continue;

      if (decision->verdict == CS_VERDICT_APPROVE)
        tally->counts[i] = decision->stage < barrier && is_valid_approval (chain, decision);
      else if (decision->verdict == CS_VERDICT_REJECT || decision->to_stage < 0)
        return;
      else
        barrier = MIN (barrier, (guint) decision->to_stage);
    }
}

/* Four eyes means two people, and two names: who approved, or was stood for, adds nothing a second time. */
static gboolean
is_second (const CsTally *tally,
           guint          index)
{
  const CsDecision *decision = get_decision (tally->chain, index);
  gint64 name = decision->acting_for != 0 ? decision->acting_for : decision->person;

  for (guint i = tally->chain->round_start; i < index; i++)
    {
      const CsDecision *other = get_decision (tally->chain, i);

      if (tally->counts[i] && (other->person == decision->person || other->acting_for == decision->person ||
                               other->person == name || other->acting_for == name))
        return TRUE;
    }

  return FALSE;
}

void
cs_tally_init (CsTally       *tally,
               const CsChain *chain)
{
  tally->chain = chain;
  tally->counts = g_new0 (guint8, chain->decisions->len + 1);
  if (cs_digest_is_none (&chain->digest))
    return;

  find_valid (tally);
  for (guint i = chain->round_start; i < chain->decisions->len; i++)
    if (tally->counts[i] && is_second (tally, i))
      tally->counts[i] = FALSE;
}

void
cs_tally_clear (CsTally *tally)
{
  g_clear_pointer (&tally->counts, g_free);
}

int
cs_tally_find_approved (const CsTally *tally,
                        gint64         person)
{
  for (guint i = tally->chain->round_start; i < tally->chain->decisions->len; i++)
    {
      const CsDecision *decision = get_decision (tally->chain, i);

      if (tally->counts[i] && (decision->person == person || decision->acting_for == person))
        return (int) decision->stage;
    }

  return -1;
}

/* Whether the state says that @stage was fulfilled when the post left it. Whom "all" meant was settled then: who joins the
 * section later does not take back what was signed. */
static gboolean
is_passed (const CsChain *chain,
           guint          stage)
{
  switch (chain->state)
    {
    case CS_POST_IN_REVIEW:
    case CS_POST_EXPIRED:
      return stage < chain->stage;

    case CS_POST_SIGNED:
    case CS_POST_QUEUED:
    case CS_POST_HELD:
    case CS_POST_SENDING:
    case CS_POST_PUBLISHED:
    case CS_POST_PARTLY_PUBLISHED:
    case CS_POST_UNKNOWN:
    case CS_POST_FAILED:
    case CS_POST_CORRECTED:
    case CS_POST_WITHDRAWN:
      return TRUE;

    case CS_POST_DRAFT:
    case CS_POST_RETURNED:
    case CS_POST_REJECTED:
    default:
      return FALSE;
    }
}

/* How many more could decide there for themselves. Not those to whom the stage escalated: nobody waits for them. */
static guint
count_left (const CsTally *tally,
            guint          stage)
{
  guint n_left = 0;

  for (guint i = 0; i < tally->chain->members->len; i++)
    {
      const CsMember *member = g_ptr_array_index (tally->chain->members, i);

      if ((cs_chain_find_parties (tally->chain, stage, member->id) & ~CS_PARTIES_ESCALATED) != 0 &&
          cs_tally_judge (tally, stage, member->id, 0) == CS_MAY_DECIDE)
        n_left++;
    }

  return n_left;
}

/* The approvals that count at a stage. For the quorum “each”, which needs one for each of at most CS_STAGE_MAX_PARTIES, the first of them also as the
 * parties that each can stand for: who brings it no further does not decide, so there are never more. */
typedef struct
{
  guint32 masks[64];
  guint   n;           /* of masks */
  guint   n_all;
  guint   n_escalated;
} Approvals;

static void
collect_approvals (const CsTally *tally,
                   guint          stage,
                   Approvals     *approvals)
{
  approvals->n = approvals->n_all = approvals->n_escalated = 0;
  for (guint i = tally->chain->round_start; i < tally->chain->decisions->len; i++)
    {
      const CsDecision *decision = get_decision (tally->chain, i);

      if (!tally->counts[i] || decision->stage != stage)
        continue;

      approvals->n_all++;
      approvals->n_escalated += (decision->parties & CS_PARTIES_ESCALATED) != 0;
      if (approvals->n < G_N_ELEMENTS (approvals->masks))
        approvals->masks[approvals->n++] = decision->parties;
    }
}

/* Finds an approval for @party, moving others to another party where that helps. */
static gboolean
fill_party (const Approvals *approvals,
            guint            party,
            int             *party_of,
            guint64         *tried)
{
  for (guint i = 0; i < approvals->n; i++)
    {
      if ((approvals->masks[i] & (CS_PARTIES_ESCALATED | (1u << party))) == 0 || (*tried & (G_GUINT64_CONSTANT (1) << i)))
        continue;

      *tried |= G_GUINT64_CONSTANT (1) << i;
      if (party_of[i] < 0 || fill_party (approvals, (guint) party_of[i], party_of, tried))
        {
          party_of[i] = (int) party;
          return TRUE;
        }
    }

  return FALSE;
}

/* For how many parties there is somebody, nobody counted for two: a person of two desks stands for the one that lacks somebody. */
static guint
count_filled (const Approvals *approvals,
              guint            n_parties)
{
  int party_of[G_N_ELEMENTS (approvals->masks)];
  guint n_filled = 0;

  for (guint i = 0; i < approvals->n; i++)
    party_of[i] = -1;
  for (guint party = 0; party < n_parties; party++)
    {
      guint64 tried = 0;

      n_filled += fill_party (approvals, party, party_of, &tried);
    }

  return n_filled;
}

gboolean
cs_tally_adds (const CsTally *tally,
               guint          stage,
               guint32        parties)
{
  const CsStage *rule = cs_route_get_stage (tally->chain->route, stage);
  Approvals approvals;
  guint n_filled;

  collect_approvals (tally, stage, &approvals);
  if (rule->quorum != CS_QUORUM_EACH || approvals.n == G_N_ELEMENTS (approvals.masks))
    return TRUE;

  n_filled = count_filled (&approvals, rule->parties->len);
  approvals.masks[approvals.n++] = parties;

  return count_filled (&approvals, rule->parties->len) > n_filled;
}

gboolean
cs_tally_is_fulfilled (const CsTally *tally,
                       guint          stage)
{
  const CsStage *rule = cs_route_get_stage (tally->chain->route, stage);
  Approvals approvals;

  if (rule->kind == CS_STAGE_COMMENT)
    return TRUE;

  collect_approvals (tally, stage, &approvals);
  switch (rule->quorum)
    {
    case CS_QUORUM_ANY:
      return approvals.n_all >= 1;

    case CS_QUORUM_ALL:
      return approvals.n_all >= 1 &&
             (is_passed (tally->chain, stage) || count_left (tally, stage) <= approvals.n_escalated);

    case CS_QUORUM_COUNT:
      return approvals.n_all >= MAX (rule->count, 1);

    case CS_QUORUM_EACH:
      return approvals.n >= 1 && count_filled (&approvals, rule->parties->len) == rule->parties->len;

    default:
      return FALSE;
    }
}

gboolean
cs_chain_decision_counts (const CsChain *chain,
                          guint          index)
{
  g_auto(CsTally) tally = { 0 };

  g_return_val_if_fail (chain != NULL && index < chain->decisions->len, FALSE);

  cs_tally_init (&tally, chain);

  return tally.counts[index];
}

gboolean
cs_chain_stage_is_fulfilled (const CsChain *chain,
                             guint          stage)
{
  g_auto(CsTally) tally = { 0 };

  g_return_val_if_fail (chain != NULL && stage < chain->route->stages->len, FALSE);

  cs_tally_init (&tally, chain);

  return cs_tally_is_fulfilled (&tally, stage);
}

guint
cs_chain_find_open_stage (const CsChain *chain)
{
  g_auto(CsTally) tally = { 0 };
  guint stage = 0;

  g_return_val_if_fail (chain != NULL && chain->route != NULL, 0);

  cs_tally_init (&tally, chain);
  while (stage < chain->route->stages->len && cs_tally_is_fulfilled (&tally, stage))
    stage++;

  return stage;
}

gboolean
cs_chain_is_complete (const CsChain *chain)
{
  g_return_val_if_fail (chain != NULL && chain->route != NULL, FALSE);

  return chain->route->stages->len > 0 && cs_chain_find_open_stage (chain) == chain->route->stages->len;
}
