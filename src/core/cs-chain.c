/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-error.h"
#include "cs-route.h"

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

static gboolean
is_contributor (const CsChain *chain,
                gint64         person)
{
  for (guint i = 0; i < chain->contributors->len; i++)
    if (g_array_index (chain->contributors, gint64, i) == person)
      return TRUE;

  return FALSE;
}

/* A person of the whole office belongs to every section, and everybody's section answers for a post of the whole
 * office; else such posts would find nobody. */
static gboolean
is_in_stage (const CsChain  *chain,
             const CsStage  *stage,
             const CsMember *member)
{
  if (!(member->roles & stage->role))
    return FALSE;

  return stage->scope == CS_SCOPE_OFFICE || member->section == chain->section ||
         member->section == 0 || chain->section == 0;
}

/* Where @person's approval counts: a stage, or -1. */
static int
find_approved_stage (const CsChain *chain,
                     gint64         person)
{
  for (guint i = chain->round_start; i < chain->decisions->len; i++)
    {
      const CsDecision *decision = g_ptr_array_index (chain->decisions, i);

      if (decision->person == person && cs_chain_decision_counts (chain, i))
        return (int) decision->stage;
    }

  return -1;
}

/* The rules but for the post's state, for any stage. The first that forbids is the one told: what the person is comes before
 * what he has done. */
static CsMayDecide
judge (const CsChain *chain,
       guint          stage,
       gint64         person)
{
  const CsMember *member = find_member (chain, person);
  int approved;

  if (member == NULL)
    return CS_MAY_NOT_STAGE;
  if (member->retired)
    return CS_MAY_NOT_RETIRED;
  if (is_contributor (chain, person))
    return CS_MAY_NOT_CONTRIBUTOR;
  if (member->roles & CS_ROLE_ADMINISTRATOR)
    return CS_MAY_NOT_ADMINISTRATOR;
  if (!is_in_stage (chain, cs_route_get_stage (chain->route, stage), member))
    return CS_MAY_NOT_STAGE;

  approved = find_approved_stage (chain, person);
  if (approved == (int) stage)
    return CS_MAY_NOT_AGAIN;
  if (approved >= 0)
    return CS_MAY_NOT_EARLIER;

  return CS_MAY_DECIDE;
}

CsMayDecide
cs_chain_may_decide (const CsChain *chain,
                     gint64         person)
{
  g_return_val_if_fail (chain != NULL && chain->route != NULL, CS_MAY_NOT_STATE);

  if (chain->state != CS_POST_IN_REVIEW || chain->stage >= chain->route->stages->len ||
      cs_digest_is_none (&chain->digest))
    return CS_MAY_NOT_STATE;

  return judge (chain, chain->stage, person);
}

GArray *
cs_chain_who_may (const CsChain *chain)
{
  GArray *who = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (chain != NULL, who);

  for (guint i = 0; i < chain->members->len; i++)
    {
      const CsMember *member = g_ptr_array_index (chain->members, i);

      if (cs_chain_may_decide (chain, member->id) == CS_MAY_DECIDE)
        g_array_append_val (who, member->id);
    }

  return who;
}

/* Whether a decision is an approval of what the post says now, in this round, by somebody who had no part in it. */
static gboolean
is_valid_approval (const CsChain *chain,
                   guint          index)
{
  const CsDecision *decision = g_ptr_array_index (chain->decisions, index);

  return index >= chain->round_start &&
         decision->verdict == CS_VERDICT_APPROVE &&
         decision->stage < chain->route->stages->len &&
         !cs_digest_is_none (&decision->digest) &&
         cs_digest_equal (&decision->digest, &chain->digest) &&
         !is_contributor (chain, decision->person);
}

gboolean
cs_chain_decision_counts (const CsChain *chain,
                          guint          index)
{
  const CsDecision *decision;

  g_return_val_if_fail (chain != NULL && index < chain->decisions->len, FALSE);

  if (!is_valid_approval (chain, index))
    return FALSE;

  /* Four eyes means two people: a second approval by the same person adds nothing, at whatever stage. */
  decision = g_ptr_array_index (chain->decisions, index);
  for (guint i = chain->round_start; i < index; i++)
    {
      const CsDecision *other = g_ptr_array_index (chain->decisions, i);

      if (other->person == decision->person && is_valid_approval (chain, i))
        return FALSE;
    }

  return TRUE;
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

static gboolean
is_anybody_left (const CsChain *chain,
                 guint          stage)
{
  for (guint i = 0; i < chain->members->len; i++)
    {
      const CsMember *member = g_ptr_array_index (chain->members, i);

      if (judge (chain, stage, member->id) == CS_MAY_DECIDE)
        return TRUE;
    }

  return FALSE;
}

gboolean
cs_chain_stage_is_fulfilled (const CsChain *chain,
                             guint          stage)
{
  const CsStage *rule;
  guint approvals = 0;

  g_return_val_if_fail (chain != NULL && stage < chain->route->stages->len, FALSE);

  for (guint i = chain->round_start; i < chain->decisions->len; i++)
    {
      const CsDecision *decision = g_ptr_array_index (chain->decisions, i);

      if (decision->stage == stage && cs_chain_decision_counts (chain, i))
        approvals++;
    }

  rule = cs_route_get_stage (chain->route, stage);
  switch (rule->quorum)
    {
    case CS_QUORUM_ANY:
      return approvals >= 1;

    case CS_QUORUM_ALL:
      return approvals >= 1 && (is_passed (chain, stage) || !is_anybody_left (chain, stage));

    case CS_QUORUM_COUNT:
      return approvals >= MAX (rule->count, 1);

    default:
      return FALSE;
    }
}

guint
cs_chain_find_open_stage (const CsChain *chain)
{
  guint stage = 0;

  g_return_val_if_fail (chain != NULL && chain->route != NULL, 0);

  while (stage < chain->route->stages->len && cs_chain_stage_is_fulfilled (chain, stage))
    stage++;

  return stage;
}

gboolean
cs_chain_is_complete (const CsChain *chain)
{
  g_return_val_if_fail (chain != NULL && chain->route != NULL, FALSE);

  return chain->route->stages->len > 0 && cs_chain_find_open_stage (chain) == chain->route->stages->len;
}

static const char * const may_nicks[] = {
  [CS_MAY_DECIDE] = "may-decide",
  [CS_MAY_NOT_STATE] = "state",
  [CS_MAY_NOT_CONTRIBUTOR] = "contributor",
  [CS_MAY_NOT_STAGE] = "stage",
  [CS_MAY_NOT_EARLIER] = "earlier",
  [CS_MAY_NOT_AGAIN] = "again",
  [CS_MAY_NOT_ADMINISTRATOR] = "administrator",
  [CS_MAY_NOT_RETIRED] = "retired",
};

const char *
cs_may_decide_nick (CsMayDecide may)
{
  g_return_val_if_fail ((guint) may < G_N_ELEMENTS (may_nicks), may_nicks[CS_MAY_NOT_STATE]);

  return may_nicks[may];
}

gboolean
cs_may_decide_from_nick (const char  *nick,
                         CsMayDecide *may)
{
  g_return_val_if_fail (may != NULL, FALSE);

  for (guint i = 0; nick != NULL && i < G_N_ELEMENTS (may_nicks); i++)
    if (strcmp (may_nicks[i], nick) == 0)
      {
        *may = (CsMayDecide) i;
        return TRUE;
      }

  return FALSE;
}

int
cs_may_decide_to_error (CsMayDecide may)
{
  switch (may)
    {
    case CS_MAY_NOT_STATE:
      return CS_ERROR_WRONG_STATE;

    case CS_MAY_NOT_CONTRIBUTOR:
      return CS_ERROR_CONTRIBUTOR;

    case CS_MAY_NOT_STAGE:
      return CS_ERROR_NOT_IN_STAGE;

    case CS_MAY_NOT_EARLIER:
    case CS_MAY_NOT_AGAIN:
      return CS_ERROR_ALREADY_DECIDED;

    case CS_MAY_NOT_ADMINISTRATOR:
    case CS_MAY_NOT_RETIRED:
      return CS_ERROR_FORBIDDEN;

    case CS_MAY_DECIDE:
    default:
      return CS_ERROR_FAILED;
    }
}

/* Whole sentences for each case, since languages put the names in different places. */
static char *
say_with_names (CsMayDecide  may,
                const char  *names)
{
  switch (may)
    {
    case CS_MAY_NOT_CONTRIBUTOR:
      /* Translators: %s is a list of names. */
      return g_strdup_printf (_("You wrote part of this post, so somebody else decides: %s."), names);

    case CS_MAY_NOT_STAGE:
      /* Translators: %s is a list of names. */
      return g_strdup_printf (_("At this stage others decide: %s."), names);

    case CS_MAY_NOT_EARLIER:
      /* Translators: %s is a list of names. */
      return g_strdup_printf (_("You approved this version at another stage, so somebody else decides now: %s."),
                              names);

    case CS_MAY_NOT_AGAIN:
      /* Translators: %s is a list of names. */
      return g_strdup_printf (_("You have decided on this version; it still waits for: %s."), names);

    case CS_MAY_NOT_ADMINISTRATOR:
      /* Translators: %s is a list of names. */
      return g_strdup_printf (_("Administrators do not decide on posts. Those who may: %s."), names);

    case CS_MAY_NOT_RETIRED:
      /* Translators: %s is a list of names. */
      return g_strdup_printf (_("You no longer work in this office. Those who may decide: %s."), names);

    case CS_MAY_DECIDE:
    case CS_MAY_NOT_STATE:
    default:
      return g_strdup ("");
    }
}

static const char *
say_without_names (CsMayDecide may)
{
  switch (may)
    {
    case CS_MAY_NOT_STATE:
      return _("This post is not waiting for a decision.");

    case CS_MAY_NOT_CONTRIBUTOR:
      return _("You wrote part of this post, and nobody else may decide at this stage. "
               "Ask the administrator to add somebody.");

    case CS_MAY_NOT_STAGE:
      return _("You are not among those who decide at this stage, and nobody who is can decide. "
               "Ask the administrator to add somebody.");

    case CS_MAY_NOT_EARLIER:
      return _("You approved this version at another stage, and nobody else may decide at this one. "
               "Ask the administrator to add somebody.");

    case CS_MAY_NOT_AGAIN:
      return _("You have decided on this version, and nobody else may decide at this stage. "
               "Ask the administrator to add somebody.");

    case CS_MAY_NOT_ADMINISTRATOR:
      return _("Administrators do not decide on posts, and nobody else may decide at this stage.");

    case CS_MAY_NOT_RETIRED:
      return _("You no longer work in this office, so you decide on nothing.");

    case CS_MAY_DECIDE:
    default:
      return "";
    }
}

char *
cs_may_decide_sentence (CsMayDecide         may,
                        const char * const *who)
{
  g_autofree char *names = NULL;

  if (may == CS_MAY_DECIDE || may == CS_MAY_NOT_STATE || who == NULL || *who == NULL)
    return g_strdup (say_without_names (may));

  /* Translators: stands between two names in a list. */
  names = g_strjoinv (C_("list of names", ", "), (char **) who);

  return say_with_names (may, names);
}
