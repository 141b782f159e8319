/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-chain-rows.h"

#include "cs-content.h"
#include "cs-delegation-rows.h"
#include "cs-office-rows.h"

static CsMember *
member_from_person (const CsPersonRow *person)
{
  CsMember *member = g_new0 (CsMember, 1);

  member->id = person->id;
  member->roles = person->roles;
  member->section = person->section;
  member->retired = person->retired_at != 0;

  return member;
}

static GPtrArray *
load_members (CsDb    *db,
              GError **error)
{
  g_autoptr(GPtrArray) people = NULL;
  g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func (g_free);

  if (!(people = cs_person_rows_list (db, error)))
    return NULL;

  for (guint i = 0; i < people->len; i++)
    g_ptr_array_add (members, member_from_person (g_ptr_array_index (people, i)));

  return g_steal_pointer (&members);
}

CsChainPeople *
cs_chain_people_load (CsDb    *db,
                      gint64   now,
                      GError **error)
{
  g_autoptr(CsChainPeople) people = g_new0 (CsChainPeople, 1);

  g_return_val_if_fail (db != NULL, NULL);

  if (!(people->members = load_members (db, error)) ||
      !(people->positions = cs_position_rows_list (db, error)) ||
      !(people->delegations = cs_delegation_rows_for_post (db, now, error)))
    {
      g_prefix_error (error, "Reading who decides in the office: ");
      return NULL;
    }

  return g_steal_pointer (&people);
}

void
cs_chain_people_free (CsChainPeople *people)
{
  if (people == NULL)
    return;

  g_clear_pointer (&people->members, g_ptr_array_unref);
  g_clear_pointer (&people->positions, g_ptr_array_unref);
  g_clear_pointer (&people->delegations, g_ptr_array_unref);
  g_free (people);
}

/* Decisions count from the first one behind the last recall. */
static guint
find_round_start (GPtrArray *decisions,
                  gint64     round)
{
  guint start = 0;

  while (start < decisions->len)
    {
      const CsDecision *decision = g_ptr_array_index (decisions, start);

      if (decision->id > round)
        break;
      start++;
    }

  return start;
}

static gboolean
asks_for_accounts (const CsChainPeople *people,
                   gint64               now)
{
  for (guint i = 0; i < people->delegations->len; i++)
    {
      const CsDelegation *delegation = g_ptr_array_index (people->delegations, i);

      if (delegation->accounts->len > 0 && cs_delegation_is_in_force (delegation, now))
        return TRUE;
    }

  return FALSE;
}

/* Of what is decided on, not of a working copy that has gone on. */
static gboolean
read_revision (CsDb                 *db,
               const CsPostRow      *post,
               const CsChainPeople  *people,
               CsChainRows          *rows,
               GError              **error)
{
  g_autoptr(CsRevisionRow) revision = NULL;
  g_autoptr(CsContent) content = NULL;

  if (post->revision == 0)
    return TRUE;
  if (!(revision = cs_revision_rows_get (db, post->revision, error)))
    return FALSE;

  rows->chain.digest = revision->digest;
  if (!asks_for_accounts (people, rows->chain.now))
    return TRUE;
  if (!(content = cs_content_parse (revision->content, error)))
    return FALSE;

  rows->accounts = g_array_ref (content->accounts);
  return TRUE;
}

CsChainRows *
cs_chain_rows_load_among (CsDb                 *db,
                          const CsPostRow      *post,
                          const CsChainPeople  *people,
                          gint64                now,
                          GError              **error)
{
  g_autoptr(CsChainRows) rows = g_new0 (CsChainRows, 1);

  g_return_val_if_fail (db != NULL && people != NULL, NULL);
  g_return_val_if_fail (post != NULL, NULL);

  rows->chain.now = now;
  if (!(rows->route = cs_route_rows_get (db, post->route, error)) ||
      !(rows->contributors = cs_contributor_rows_list (db, post->id, error)) ||
      !(rows->decisions = cs_decision_rows_list (db, post->id, error)) ||
      !read_revision (db, post, people, rows, error))
    {
      g_prefix_error (error, "Reading the chain of post %" G_GINT64_FORMAT ": ", post->id);
      return NULL;
    }

  rows->chain.route = rows->route;
  rows->chain.state = post->state;
  rows->chain.stage = post->stage;
  rows->chain.section = post->section;
  rows->chain.contributors = rows->contributors;
  rows->chain.decisions = rows->decisions;
  rows->chain.members = people->members;
  rows->chain.round_start = find_round_start (rows->decisions, post->round);
  rows->chain.positions = people->positions;
  rows->chain.delegations = people->delegations;
  rows->chain.labels = post->labels;
  rows->chain.accounts = rows->accounts;
  rows->chain.escalated = post->escalated;

  return g_steal_pointer (&rows);
}

CsChainRows *
cs_chain_rows_load (CsDb             *db,
                    const CsPostRow  *post,
                    gint64            now,
                    GError          **error)
{
  g_autoptr(CsChainPeople) people = cs_chain_people_load (db, now, error);
  CsChainRows *rows = NULL;

  if (people != NULL && (rows = cs_chain_rows_load_among (db, post, people, now, error)) != NULL)
    rows->people = g_steal_pointer (&people);

  return rows;
}

void
cs_chain_rows_free (CsChainRows *rows)
{
  if (rows == NULL)
    return;

  g_clear_pointer (&rows->route, cs_route_free);
  g_clear_pointer (&rows->contributors, g_array_unref);
  g_clear_pointer (&rows->decisions, g_ptr_array_unref);
  g_clear_pointer (&rows->accounts, g_array_unref);
  g_clear_pointer (&rows->people, cs_chain_people_free);
  g_free (rows);
}
