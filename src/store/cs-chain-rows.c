/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-chain-rows.h"

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

/* Decisions count from the first one behind the last return, rejection or recall. */
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

CsChainRows *
cs_chain_rows_load (CsDb             *db,
                    const CsPostRow  *post,
                    GError          **error)
{
  g_autoptr(CsChainRows) rows = g_new0 (CsChainRows, 1);
  g_autoptr(CsRevisionRow) revision = NULL;

  g_return_val_if_fail (db != NULL, NULL);
  g_return_val_if_fail (post != NULL, NULL);

  if (!(rows->route = cs_route_rows_get (db, post->route, error)) ||
      !(rows->contributors = cs_contributor_rows_list (db, post->id, error)) ||
      !(rows->decisions = cs_decision_rows_list (db, post->id, error)) ||
      !(rows->members = load_members (db, error)) ||
      (post->revision != 0 && !(revision = cs_revision_rows_get (db, post->revision, error))))
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
  rows->chain.members = rows->members;
  rows->chain.round_start = find_round_start (rows->decisions, post->round);
  if (revision != NULL)
    rows->chain.digest = revision->digest;

  return g_steal_pointer (&rows);
}

void
cs_chain_rows_free (CsChainRows *rows)
{
  if (rows == NULL)
    return;

  g_clear_pointer (&rows->route, cs_route_free);
  g_clear_pointer (&rows->contributors, g_array_unref);
  g_clear_pointer (&rows->decisions, g_ptr_array_unref);
  g_clear_pointer (&rows->members, g_ptr_array_unref);
  g_free (rows);
}
