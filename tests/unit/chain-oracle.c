/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chain-oracle.h"

#include <string.h>

#define DECISION(chain, index) ((const CsDecision *) (chain)->decisions->pdata[index])
#define STAGE(chain, index) ((const CsStage *) (chain)->route->stages->pdata[index])
#define MEMBER(chain, index) ((const CsMember *) (chain)->members->pdata[index])

/* Rows: what may happen to a post in each state, and where it is then. */
static const char * const steps[][3] = {
  { "draft", "edit", "draft" },
  { "draft", "submit", "in-review" },
  { "draft", "reschedule", "draft" },
  { "in-review", "edit", "in-review" },
  { "in-review", "submit", "in-review" },
  { "in-review", "pass-stage", "in-review" },
  { "in-review", "step-back", "in-review" },
  { "in-review", "reopen", "in-review" },
  { "in-review", "reschedule", "in-review" },
  { "in-review", "sign", "signed" },
  { "in-review", "return", "returned" },
  { "in-review", "reject", "rejected" },
  { "in-review", "recall", "draft" },
  { "in-review", "expire", "expired" },
  { "returned", "edit", "returned" },
  { "returned", "submit", "in-review" },
  { "returned", "reopen", "in-review" },
  { "returned", "recall", "draft" },
  { "returned", "reschedule", "returned" },
  { "rejected", "reopen", "in-review" },
  { "signed", "queue", "queued" },
  { "signed", "hold", "held" },
  { "signed", "reopen", "in-review" },
  { "signed", "recall", "draft" },
  { "signed", "expire", "expired" },
  { "queued", "arm", "sending" },
  { "queued", "hold", "held" },
  { "queued", "reopen", "in-review" },
  { "queued", "recall", "draft" },
  { "queued", "failed", "failed" },
  { "queued", "expire", "expired" },
  { "queued", "retry", "queued" },
  { "queued", "reschedule", "queued" },
  { "held", "resume", "queued" },
  { "held", "reopen", "in-review" },
  { "held", "recall", "draft" },
  { "held", "expire", "expired" },
  { "held", "reschedule", "held" },
  { "sending", "arm", "sending" },
  { "sending", "queue", "queued" },
  { "sending", "published", "published" },
  { "sending", "partly", "partly-published" },
  { "sending", "unknown", "unknown" },
  { "sending", "failed", "failed" },
  { "sending", "expire", "expired" },
  { "sending", "retry", "sending" },
  { "unknown", "arm", "sending" },
  { "unknown", "queue", "queued" },
  { "unknown", "published", "published" },
  { "unknown", "partly", "partly-published" },
  { "unknown", "unknown", "unknown" },
  { "unknown", "failed", "failed" },
  { "unknown", "expire", "expired" },
  { "unknown", "retry", "unknown" },
  { "partly-published", "retry", "sending" },
  { "partly-published", "correct", "corrected" },
  { "partly-published", "withdraw", "withdrawn" },
  { "failed", "retry", "queued" },
  { "failed", "recall", "draft" },
  { "expired", "edit", "expired" },
  { "expired", "submit", "in-review" },
  { "expired", "recall", "draft" },
  { "expired", "reschedule", "in-review" },
  { "expired", "queue", "queued" },
  { "expired", "retry", "queued" },
  { "published", "correct", "corrected" },
  { "published", "withdraw", "withdrawn" },
  { "corrected", "correct", "corrected" },
  { "corrected", "withdraw", "withdrawn" },
};

const char *
oracle_next (const char *state,
             const char *act)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (steps[i][0], state) && g_str_equal (steps[i][1], act))
      return steps[i][2];

  return "";
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

/* “I take that back”, said later by the one who decided or by the one in whose name it was. */
static gboolean
was_taken_back (const CsChain *chain,
                guint          index)
{
  const CsDecision *it = DECISION (chain, index);

  for (guint i = index + 1; i < chain->decisions->len; i++)
    if (DECISION (chain, i)->verdict == CS_VERDICT_TAKE_BACK && it->id != 0 && DECISION (chain, i)->takes_back == it->id &&
        (DECISION (chain, i)->person == it->person || DECISION (chain, i)->person == it->acting_for))
      return it->verdict != CS_VERDICT_TAKE_BACK;

  return FALSE;
}

/* A later return or rejection, itself not taken back, sweeps it away: everything, or its stage and those behind. */
static gboolean
was_swept (const CsChain *chain,
           guint          index)
{
  for (guint i = index + 1; i < chain->decisions->len; i++)
    {
      const CsDecision *later = DECISION (chain, i);

      if (was_taken_back (chain, i))
        continue;
      if (later->verdict == CS_VERDICT_REJECT)
        return TRUE;
      if (later->verdict == CS_VERDICT_RETURN && (later->to_stage < 0 || later->to_stage <= (int) DECISION (chain, index)->stage))
        return TRUE;
    }

  return FALSE;
}

/* Taken by itself, before anybody asks who else approved. */
static gboolean
is_good (const CsChain *chain,
         guint          index)
{
  const CsDecision *it = DECISION (chain, index);
  static const CsDigest nothing;

  return index >= chain->round_start &&
         it->verdict == CS_VERDICT_APPROVE &&
         memcmp (&it->digest, &chain->digest, sizeof nothing) == 0 &&
         memcmp (&it->digest, &nothing, sizeof nothing) != 0 &&
         it->stage < chain->route->stages->len &&
         it->parties != 0 &&
         !wrote (chain, it->person) &&
         !(it->acting_for != 0 && wrote (chain, it->acting_for)) &&
         !was_taken_back (chain, index) &&
         !was_swept (chain, index);
}

static gboolean
shares_a_name (const CsDecision *one,
               const CsDecision *other)
{
  return one->person == other->person ||
         (one->acting_for != 0 && (one->acting_for == other->person || one->acting_for == other->acting_for)) ||
         (other->acting_for != 0 && other->acting_for == one->person);
}

/* Good, and no earlier one that counts bears one of its names. */
gboolean
oracle_counts (const CsChain *chain,
               guint          index)
{
  if (!is_good (chain, index))
    return FALSE;

  for (guint i = 0; i < index; i++)
    if (shares_a_name (DECISION (chain, i), DECISION (chain, index)) && oracle_counts (chain, i))
      return FALSE;

  return TRUE;
}

static const CsMember *
look_up (const CsChain *chain,
         gint64         person)
{
  for (guint i = 0; i < chain->members->len; i++)
    if (MEMBER (chain, i)->id == person)
      return MEMBER (chain, i);

  return NULL;
}

static gboolean
belongs (const CsChain  *chain,
         const CsMember *member,
         const CsParty  *party)
{
  gboolean holds_role = (member->roles & party->role) != 0;
  gboolean everywhere = member->section == 0;

  if (party->kind == CS_PARTY_PERSON)
    return party->target == member->id;
  if (party->kind == CS_PARTY_ROLE_ANYWHERE)
    return holds_role;
  if (party->kind == CS_PARTY_ROLE_IN_SECTION)
    return holds_role && (everywhere || member->section == party->target);
  if (party->kind == CS_PARTY_ROLE_IN_OWN_SECTION)
    return holds_role && (everywhere || chain->section == 0 || member->section == chain->section);

  for (guint i = 0; chain->positions != NULL && i < chain->positions->len; i++)
    {
      const CsPosition *position = chain->positions->pdata[i];

      if (position->id == party->target && position->retired_at == 0 && position->holder == member->id)
        return TRUE;
    }

  return FALSE;
}

static CsRoles
roles_that_decide (const CsStage *stage)
{
  return stage->kind == CS_STAGE_SIGN_OFF ? CS_ROLE_REVIEWER | CS_ROLE_LEADER | CS_ROLE_DUTY
                                          : CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_LEADER | CS_ROLE_DUTY;
}

guint32
oracle_parties (const CsChain *chain,
                guint          stage,
                gint64         person)
{
  const CsMember *member = look_up (chain, person);
  const CsStage *rule = STAGE (chain, stage);
  guint32 bits = 0;

  if (member == NULL || !(member->roles & roles_that_decide (rule)))
    return 0;

  for (guint i = 0; i < rule->parties->len; i++)
    if (belongs (chain, member, &g_array_index (rule->parties, CsParty, i)))
      bits |= 1u << i;
  if (chain->escalated && chain->stage == stage && rule->escalates.target != 0 && belongs (chain, member, &rule->escalates))
    bits |= 1u << 31;

  return bits;
}

/* The approvals that count at @stage, as the parties for which each can stand. */
static guint
gather (const CsChain *chain,
        guint          stage,
        guint32       *stands_for,
        guint          most)
{
  guint n = 0;

  for (guint i = 0; i < chain->decisions->len && n < most; i++)
    if (DECISION (chain, i)->stage == stage && oracle_counts (chain, i))
      stands_for[n++] = DECISION (chain, i)->parties;

  return n;
}

/* How many parties can be served at once, nobody standing for two: every way is tried. */
static guint
serve (const guint32 *stands_for,
       guint          n,
       guint          party,
       guint          n_parties,
       guint32        spent)
{
  guint best = 0;

  if (party == n_parties)
    return 0;

  best = serve (stands_for, n, party + 1, n_parties, spent);
  for (guint i = 0; i < n; i++)
    if (!(spent & (1u << i)) && (stands_for[i] & (1u << party | 1u << 31)))
      best = MAX (best, 1 + serve (stands_for, n, party + 1, n_parties, spent | 1u << i));

  return best;
}

static CsMayDecide
what_he_is (const CsChain  *chain,
            const CsMember *member)
{
  if (member == NULL)
    return CS_MAY_NOT_STAGE;
  if (member->retired)
    return CS_MAY_NOT_RETIRED;
  if (wrote (chain, member->id))
    return CS_MAY_NOT_CONTRIBUTOR;
  if (member->roles & CS_ROLE_ADMINISTRATOR)
    return CS_MAY_NOT_ADMINISTRATOR;
  if (member->roles & CS_ROLE_AUDITOR)
    return CS_MAY_NOT_AUDITOR;

  return CS_MAY_DECIDE;
}

/* He, or somebody in his name, approved the same words already. */
static CsMayDecide
what_he_did (const CsChain *chain,
             guint          stage,
             gint64         person)
{
  for (guint i = 0; i < chain->decisions->len; i++)
    if ((DECISION (chain, i)->person == person || DECISION (chain, i)->acting_for == person) && oracle_counts (chain, i))
      return DECISION (chain, i)->stage == stage ? CS_MAY_NOT_AGAIN : CS_MAY_NOT_EARLIER;

  return CS_MAY_DECIDE;
}

static CsMayDecide
may_himself (const CsChain *chain,
             guint          stage,
             gint64         person)
{
  const CsStage *rule = STAGE (chain, stage);
  const CsMember *member = look_up (chain, person);
  CsMayDecide answer = what_he_is (chain, member);
  guint32 stands_for[32];
  guint n;

  if (answer != CS_MAY_DECIDE)
    return answer;
  if (oracle_parties (chain, stage, person) == 0)
    return CS_MAY_NOT_STAGE;
  if ((answer = what_he_did (chain, stage, person)) != CS_MAY_DECIDE)
    return answer;
  if (rule->quorum != CS_QUORUM_EACH)
    return CS_MAY_DECIDE;

  n = gather (chain, stage, stands_for, 31);
  stands_for[n] = oracle_parties (chain, stage, person);

  return serve (stands_for, n + 1, 0, rule->parties->len, 0) > serve (stands_for, n, 0, rule->parties->len, 0)
         ? CS_MAY_DECIDE : CS_MAY_NOT_PARTY;
}

static gboolean
in_scope (const CsChain      *chain,
          const CsDelegation *delegation)
{
  if (delegation->labels != CS_LABEL_NONE && (delegation->labels & chain->labels) == 0)
    return FALSE;
  if (delegation->accounts == NULL || delegation->accounts->len == 0)
    return TRUE;
  if (chain->accounts == NULL || chain->accounts->len == 0)
    return FALSE;

  for (guint i = 0; i < chain->accounts->len; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < delegation->accounts->len; j++)
        found |= g_array_index (chain->accounts, gint64, i) == g_array_index (delegation->accounts, gint64, j);
      if (!found)
        return FALSE;
    }

  return TRUE;
}

/* What was given directly: nothing passes through a third person. */
static CsMayDecide
what_was_given (const CsChain *chain,
                gint64         principal,
                gint64         delegate)
{
  gboolean any = FALSE;
  gboolean in_time = FALSE;

  for (guint i = 0; chain->delegations != NULL && i < chain->delegations->len; i++)
    {
      const CsDelegation *delegation = chain->delegations->pdata[i];
      gint64 end = delegation->ended_at != 0 ? MIN (delegation->ended_at, delegation->until_at) : delegation->until_at;

      if (delegation->principal != principal || delegation->delegate != delegate)
        continue;

      any = TRUE;
      if (chain->now < delegation->from_at || chain->now >= end)
        continue;

      in_time = TRUE;
      if (in_scope (chain, delegation))
        return CS_MAY_DECIDE;
    }

  if (in_time)
    return CS_MAY_NOT_DELEGATION_SCOPE;

  return any ? CS_MAY_NOT_DELEGATION_OVER : CS_MAY_NOT_DELEGATION;
}

static CsMayDecide
may_for (const CsChain *chain,
         guint          stage,
         gint64         person,
         gint64         principal)
{
  const CsMember *member = look_up (chain, person);
  CsMayDecide answer = what_he_is (chain, member);

  if (answer != CS_MAY_DECIDE)
    return answer;
  if ((answer = what_was_given (chain, principal, person)) != CS_MAY_DECIDE)
    return answer;
  if (wrote (chain, principal))
    return CS_MAY_NOT_PRINCIPAL_CONTRIBUTOR;
  if (!(member->roles & roles_that_decide (STAGE (chain, stage))))
    return CS_MAY_NOT_STAGE;
  if ((answer = what_he_did (chain, stage, person)) != CS_MAY_DECIDE)
    return answer;

  answer = may_himself (chain, stage, principal);
  if (answer == CS_MAY_NOT_PARTY)
    return CS_MAY_NOT_PARTY;

  return answer == CS_MAY_DECIDE ? CS_MAY_DECIDE : CS_MAY_NOT_PRINCIPAL;
}

CsMayDecide
oracle_may (const CsChain *chain,
            gint64         person,
            gint64         acting_for)
{
  static const CsDigest nothing;

  if (chain->state != CS_POST_IN_REVIEW || chain->stage >= chain->route->stages->len ||
      STAGE (chain, chain->stage)->kind == CS_STAGE_COMMENT ||
      memcmp (&chain->digest, &nothing, sizeof nothing) == 0)
    return CS_MAY_NOT_STATE;

  return acting_for == 0 || acting_for == person ? may_himself (chain, chain->stage, person)
                                                 : may_for (chain, chain->stage, person, acting_for);
}

/* “All” was settled when the post went on from there. */
static gboolean
went_on_from (const CsChain *chain,
              guint          stage)
{
  static const CsPostState asking[] = { CS_POST_IN_REVIEW, CS_POST_EXPIRED };
  static const CsPostState writing[] = { CS_POST_DRAFT, CS_POST_RETURNED, CS_POST_REJECTED };

  for (guint i = 0; i < G_N_ELEMENTS (asking); i++)
    if (chain->state == asking[i])
      return chain->stage > stage;
  for (guint i = 0; i < G_N_ELEMENTS (writing); i++)
    if (chain->state == writing[i])
      return FALSE;

  return TRUE;
}

static guint
count_awaited (const CsChain *chain,
               guint          stage)
{
  guint n = 0;

  for (guint i = 0; i < chain->members->len; i++)
    {
      gint64 person = MEMBER (chain, i)->id;

      n += (oracle_parties (chain, stage, person) & G_MAXINT32) != 0 && may_himself (chain, stage, person) == CS_MAY_DECIDE;
    }

  return n;
}

gboolean
oracle_fulfilled (const CsChain *chain,
                  guint          stage)
{
  const CsStage *rule = STAGE (chain, stage);
  guint32 stands_for[32];
  guint n = gather (chain, stage, stands_for, 32);
  guint n_escalated = 0;

  if (rule->kind == CS_STAGE_COMMENT)
    return TRUE;
  if (n == 0)
    return FALSE;
  if (rule->quorum == CS_QUORUM_ANY)
    return TRUE;
  if (rule->quorum == CS_QUORUM_COUNT)
    return n >= rule->count;
  if (rule->quorum == CS_QUORUM_EACH)
    return serve (stands_for, n, 0, rule->parties->len, 0) == rule->parties->len;
  if (went_on_from (chain, stage))
    return TRUE;

  for (guint i = 0; i < n; i++)
    n_escalated += stands_for[i] >> 31;

  return count_awaited (chain, stage) <= n_escalated;
}

guint
oracle_open (const CsChain *chain)
{
  for (guint i = 0; i < chain->route->stages->len; i++)
    if (!oracle_fulfilled (chain, i))
      return i;

  return chain->route->stages->len;
}

static void
compare_people (const CsChain *chain,
                const char    *where)
{
  for (guint i = 0; i < chain->members->len; i++)
    for (guint j = 0; j <= chain->members->len; j++)
      {
        gint64 person = MEMBER (chain, i)->id;
        gint64 acting_for = j < chain->members->len ? MEMBER (chain, j)->id : 0;
        CsMayDecide said = cs_chain_may_decide_for (chain, person, acting_for);
        CsMayDecide wanted = oracle_may (chain, person, acting_for);

        if (said != wanted)
          g_error ("%s: person %d for %d: “%s” instead of “%s”", where, (int) person, (int) acting_for,
                   cs_may_decide_nick (said), cs_may_decide_nick (wanted));
      }
}

void
oracle_compare (const CsChain *chain,
                const char    *where)
{
  for (guint i = 0; i < chain->decisions->len; i++)
    if (cs_chain_decision_counts (chain, i) != oracle_counts (chain, i))
      g_error ("%s: decision %d %s", where, (int) DECISION (chain, i)->id,
               oracle_counts (chain, i) ? "does not count" : "counts");

  for (guint i = 0; i < chain->route->stages->len; i++)
    if (cs_chain_stage_is_fulfilled (chain, i) != oracle_fulfilled (chain, i))
      g_error ("%s: stage %u %s", where, i + 1, oracle_fulfilled (chain, i) ? "is not fulfilled" : "is fulfilled");

  if (cs_chain_find_open_stage (chain) != oracle_open (chain))
    g_error ("%s: stage %u is open instead of %u", where, cs_chain_find_open_stage (chain) + 1, oracle_open (chain) + 1);
  if (cs_chain_is_complete (chain) != (oracle_open (chain) == chain->route->stages->len))
    g_error ("%s: the chain %s complete", where, cs_chain_is_complete (chain) ? "is" : "is not");

  compare_people (chain, where);
}
