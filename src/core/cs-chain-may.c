/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-chain-private.h"

/* Who may decide. */

static const CsMember *
find_member (const CsChain *chain,
             gint64         person)
{
  for (guint i = 0; i < chain->members->len; i++)
    {
      const CsMember *member = g_ptr_array_index (chain->members, i);

      if (member->id == person)
        return member;
    }

  return NULL;
}

static gint64
find_holder (const CsChain *chain,
             gint64         position)
{
  for (guint i = 0; chain->positions != NULL && i < chain->positions->len; i++)
    {
      const CsPosition *candidate = g_ptr_array_index (chain->positions, i);

      if (candidate->id == position)
        return candidate->retired_at == 0 ? candidate->holder : 0;
    }

  return 0;
}

/* A person of the whole office belongs to every section, and everybody's section answers for a post of the whole
 * office; else such posts would find nobody. */
static gboolean
is_in_party (const CsChain  *chain,
             const CsParty  *party,
             const CsMember *member)
{
  switch (party->kind)
    {
    case CS_PARTY_ROLE_IN_OWN_SECTION:
      return (member->roles & party->role) != 0 &&
             (member->section == chain->section || member->section == 0 || chain->section == 0);

    case CS_PARTY_ROLE_IN_SECTION:
      return (member->roles & party->role) != 0 && (member->section == party->target || member->section == 0);

    case CS_PARTY_ROLE_ANYWHERE:
      return (member->roles & party->role) != 0;

    case CS_PARTY_PERSON:
      return member->id == party->target;

    case CS_PARTY_POSITION:
      return member->id == find_holder (chain, party->target);

    default:
      return FALSE;
    }
}

static guint32
find_parties (const CsChain  *chain,
              guint           position,
              const CsMember *member)
{
  const CsStage *stage = cs_route_get_stage (chain->route, position);
  guint32 parties = 0;

  if (!(member->roles & cs_stage_kind_roles (stage->kind)))
    return 0;

  for (guint i = 0; i < MIN (stage->parties->len, CS_STAGE_MAX_PARTIES); i++)
    if (is_in_party (chain, cs_stage_get_party (stage, i), member))
      parties |= 1u << i;

  if (chain->escalated && position == chain->stage && stage->escalates.target != 0 &&
      is_in_party (chain, &stage->escalates, member))
    parties |= CS_PARTIES_ESCALATED;

  return parties;
}

guint32
cs_chain_find_parties (const CsChain *chain,
                       guint          stage,
                       gint64         person)
{
  const CsMember *member;

  g_return_val_if_fail (chain != NULL && stage < chain->route->stages->len, 0);

  member = find_member (chain, person);

  return member != NULL ? find_parties (chain, stage, member) : 0;
}

gboolean
cs_delegation_is_in_force (const CsDelegation *delegation,
                           gint64              now)
{
  g_return_val_if_fail (delegation != NULL, FALSE);

  return delegation->from_at <= now && now < delegation->until_at &&
         (delegation->ended_at == 0 || now < delegation->ended_at);
}

static gboolean
contains (GArray *ids,
          gint64  id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;

  return FALSE;
}

gboolean
cs_delegation_covers (const CsDelegation *delegation,
                      CsLabels            labels,
                      GArray             *accounts)
{
  g_return_val_if_fail (delegation != NULL, FALSE);

  if (delegation->labels != CS_LABEL_NONE && !(delegation->labels & labels))
    return FALSE;
  if (delegation->accounts == NULL || delegation->accounts->len == 0)
    return TRUE;
  if (accounts == NULL || accounts->len == 0)
    return FALSE;

  for (guint i = 0; i < accounts->len; i++)
    if (!contains (delegation->accounts, g_array_index (accounts, gint64, i)))
      return FALSE;

  return TRUE;
}

/* What the person is, whatever the stage. */
static CsMayDecide
judge_person (const CsChain  *chain,
              const CsMember *member)
{
  if (member == NULL)
    return CS_MAY_NOT_STAGE;
  if (member->retired)
    return CS_MAY_NOT_RETIRED;
  if (cs_chain_is_contributor (chain, member->id))
    return CS_MAY_NOT_CONTRIBUTOR;
  if (member->roles & CS_ROLE_ADMINISTRATOR)
    return CS_MAY_NOT_ADMINISTRATOR;
  if (member->roles & CS_ROLE_AUDITOR)
    return CS_MAY_NOT_AUDITOR;

  return CS_MAY_DECIDE;
}

/* The best of what the principal gave to the delegate: in force and in scope before in force before over. */
static CsMayDecide
judge_delegation (const CsChain *chain,
                  gint64         principal,
                  gint64         delegate)
{
  CsMayDecide best = CS_MAY_NOT_DELEGATION;

  for (guint i = 0; chain->delegations != NULL && i < chain->delegations->len; i++)
    {
      const CsDelegation *delegation = g_ptr_array_index (chain->delegations, i);

      if (delegation->principal != principal || delegation->delegate != delegate)
        continue;

      if (cs_delegation_is_in_force (delegation, chain->now))
        {
          if (cs_delegation_covers (delegation, chain->labels, chain->accounts))
            return CS_MAY_DECIDE;
          best = CS_MAY_NOT_DELEGATION_SCOPE;
        }
      else if (best == CS_MAY_NOT_DELEGATION)
        best = CS_MAY_NOT_DELEGATION_OVER;
    }

  return best;
}

static CsMayDecide
judge_record (const CsTally *tally,
              guint          stage,
              gint64         person)
{
  int approved = cs_tally_find_approved (tally, person);

  if (approved < 0)
    return CS_MAY_DECIDE;

  return approved == (int) stage ? CS_MAY_NOT_AGAIN : CS_MAY_NOT_EARLIER;
}

static CsMayDecide
judge_self (const CsTally  *tally,
            guint           stage,
            const CsMember *member)
{
  CsMayDecide may = judge_person (tally->chain, member);
  guint32 parties;

  if (may != CS_MAY_DECIDE)
    return may;
  if ((parties = find_parties (tally->chain, stage, member)) == 0)
    return CS_MAY_NOT_STAGE;
  if ((may = judge_record (tally, stage, member->id)) != CS_MAY_DECIDE)
    return may;

  return cs_tally_adds (tally, stage, parties) ? CS_MAY_DECIDE : CS_MAY_NOT_PARTY;
}

/* The delegate himself must be one of those who decide at such stages: a signature is no errand. */
static CsMayDecide
judge_delegate (const CsTally  *tally,
                guint           stage,
                const CsMember *member,
                gint64          principal)
{
  const CsChain *chain = tally->chain;
  CsMayDecide may = judge_person (chain, member);

  if (may != CS_MAY_DECIDE)
    return may;
  if ((may = judge_delegation (chain, principal, member->id)) != CS_MAY_DECIDE)
    return may;
  if (cs_chain_is_contributor (chain, principal))
    return CS_MAY_NOT_PRINCIPAL_CONTRIBUTOR;
  if (!(member->roles & cs_stage_kind_roles (cs_route_get_stage (chain->route, stage)->kind)))
    return CS_MAY_NOT_STAGE;
  if ((may = judge_record (tally, stage, member->id)) != CS_MAY_DECIDE)
    return may;

  /* Not “a or b ? may : …”: gcc 14.2 of Debian 13 takes that wrong at -O2. */
  may = judge_self (tally, stage, find_member (chain, principal));
  if (may == CS_MAY_NOT_PARTY)
    return CS_MAY_NOT_PARTY;

  return may == CS_MAY_DECIDE ? CS_MAY_DECIDE : CS_MAY_NOT_PRINCIPAL;
}

CsMayDecide
cs_tally_judge (const CsTally *tally,
                guint          stage,
                gint64         person,
                gint64         acting_for)
{
  const CsMember *member = find_member (tally->chain, person);

  return acting_for == 0 ? judge_self (tally, stage, member) : judge_delegate (tally, stage, member, acting_for);
}

static gboolean
is_open (const CsChain *chain)
{
  return chain->state == CS_POST_IN_REVIEW && chain->stage < chain->route->stages->len &&
         cs_route_get_stage (chain->route, chain->stage)->kind != CS_STAGE_COMMENT &&
         !cs_digest_is_none (&chain->digest);
}

CsMayDecide
cs_chain_may_decide_for (const CsChain *chain,
                         gint64         person,
                         gint64         acting_for)
{
  g_auto(CsTally) tally = { 0 };

  g_return_val_if_fail (chain != NULL && chain->route != NULL, CS_MAY_NOT_STATE);

  if (!is_open (chain))
    return CS_MAY_NOT_STATE;

  cs_tally_init (&tally, chain);

  return cs_tally_judge (&tally, chain->stage, person, acting_for == person ? 0 : acting_for);
}

CsMayDecide
cs_chain_may_decide (const CsChain *chain,
                     gint64         person)
{
  return cs_chain_may_decide_for (chain, person, 0);
}

/* Each delegation once, even where two of them say the same. */
static void
add_principals (const CsTally *tally,
                gint64         person,
                GArray        *principals)
{
  const CsChain *chain = tally->chain;

  for (guint i = 0; chain->delegations != NULL && i < chain->delegations->len; i++)
    {
      const CsDelegation *delegation = g_ptr_array_index (chain->delegations, i);

      if (delegation->delegate == person && !contains (principals, delegation->principal) &&
          cs_tally_judge (tally, chain->stage, person, delegation->principal) == CS_MAY_DECIDE)
        g_array_append_val (principals, delegation->principal);
    }
}

GArray *
cs_chain_find_principals (const CsChain *chain,
                          gint64         person)
{
  g_auto(CsTally) tally = { 0 };
  GArray *principals = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (chain != NULL && chain->route != NULL, principals);

  if (!is_open (chain))
    return principals;

  cs_tally_init (&tally, chain);
  add_principals (&tally, person, principals);

  return principals;
}

static void
add_delegates (const CsTally *tally,
               GArray        *deciders)
{
  for (guint i = 0; i < tally->chain->members->len; i++)
    {
      const CsMember *member = g_ptr_array_index (tally->chain->members, i);
      g_autoptr(GArray) principals = g_array_new (FALSE, FALSE, sizeof (gint64));

      add_principals (tally, member->id, principals);
      for (guint j = 0; j < principals->len; j++)
        {
          CsDecider decider = { member->id, g_array_index (principals, gint64, j) };

          g_array_append_val (deciders, decider);
        }
    }
}

GArray *
cs_chain_find_deciders (const CsChain *chain)
{
  g_auto(CsTally) tally = { 0 };
  GArray *deciders = g_array_new (FALSE, FALSE, sizeof (CsDecider));

  g_return_val_if_fail (chain != NULL && chain->route != NULL, deciders);

  if (!is_open (chain))
    return deciders;

  cs_tally_init (&tally, chain);
  for (guint i = 0; i < chain->members->len; i++)
    {
      const CsMember *member = g_ptr_array_index (chain->members, i);
      CsDecider decider = { member->id, 0 };

      if (cs_tally_judge (&tally, chain->stage, member->id, 0) == CS_MAY_DECIDE)
        g_array_append_val (deciders, decider);
    }
  if (chain->delegations != NULL && chain->delegations->len > 0)
    add_delegates (&tally, deciders);

  return deciders;
}

GArray *
cs_chain_who_may (const CsChain *chain)
{
  g_autoptr(GArray) deciders = cs_chain_find_deciders (chain);
  GArray *who = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < deciders->len; i++)
    {
      const CsDecider *decider = &g_array_index (deciders, CsDecider, i);

      if (decider->acting_for == 0)
        g_array_append_val (who, decider->person);
    }

  return who;
}
