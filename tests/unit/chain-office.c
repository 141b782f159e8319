/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "chain-office.h"

#include <string.h>

#include "cs-journal.h"

guint
pick (guint n)
{
  return (guint) g_test_rand_int_range (0, (gint32) n);
}

static CsParty
make_party (void)
{
  static const CsRoles roles[] = { CS_ROLE_REVIEWER, CS_ROLE_LEADER, CS_ROLE_REVIEWER };
  CsParty party = { (CsPartyKind) pick (CS_N_PARTY_KINDS), CS_ROLE_NONE, 0 };

  if (cs_party_kind_has_role (party.kind))
    party.role = roles[pick (G_N_ELEMENTS (roles))];
  if (party.kind == CS_PARTY_PERSON)
    party.target = 1 + pick (N_PEOPLE);
  else if (party.kind == CS_PARTY_POSITION || party.kind == CS_PARTY_ROLE_IN_SECTION)
    party.target = 1 + pick (2);

  return party;
}

static gboolean
names_already (const CsStage *stage,
               const CsParty *party)
{
  for (guint i = 0; i < stage->parties->len; i++)
    if (cs_party_equal (cs_stage_get_party (stage, i), party))
      return TRUE;

  return FALSE;
}

static void
fill_stage (CsStage *stage)
{
  guint n_parties = 1 + pick (3);

  while (stage->parties->len < n_parties)
    {
      CsParty party = make_party ();

      if (!names_already (stage, &party))
        g_array_append_val (stage->parties, party);
    }

  stage->quorum = (CsQuorum) pick (n_parties > 1 ? 4 : 3);
  stage->count = stage->quorum == CS_QUORUM_COUNT ? 1 + pick (n_parties > 1 ? 2 : 1) : 0;
  stage->escalates.target = pick (2) ? 1 + pick (N_PEOPLE) : 0;
}

static CsRoute *
make_route (void)
{
  CsRoute *route = cs_route_new ("Random");
  guint n_stages = 1 + pick (3);

  for (guint i = 0; i < n_stages; i++)
    {
      gboolean last = i + 1 == n_stages;
      gboolean comment = !last && pick (6) == 0;
      CsStage *stage = cs_route_append_stage (route, "Stage", last ? CS_STAGE_SIGN_OFF :
                                              comment ? CS_STAGE_COMMENT : CS_STAGE_REVIEW);

      if (comment)
        cs_stage_add_party (stage, CS_PARTY_ROLE_ANYWHERE, CS_ROLE_REVIEWER, 0);
      else
        fill_stage (stage);
    }

  return route;
}

static void
add_people (Office *office)
{
  static const CsRoles roles[] = {
    CS_ROLE_DRAFTER, CS_ROLE_REVIEWER, CS_ROLE_LEADER, CS_ROLE_REVIEWER | CS_ROLE_LEADER, CS_ROLE_REVIEWER | CS_ROLE_LEADER,
    CS_ROLE_REVIEWER | CS_ROLE_DRAFTER, CS_ROLE_ADMINISTRATOR | CS_ROLE_LEADER, CS_ROLE_AUDITOR | CS_ROLE_REVIEWER,
  };

  for (guint i = 0; i < N_PEOPLE; i++)
    {
      office->people[i].id = i + 1;
      office->people[i].roles = roles[pick (G_N_ELEMENTS (roles))];
      office->people[i].section = pick (3);
      office->people[i].retired = pick (12) == 0;
      g_ptr_array_add (office->chain.members, &office->people[i]);
    }
  for (guint i = 0; i < N_POSITIONS; i++)
    {
      office->positions[i].id = i + 1;
      office->positions[i].holder = pick (N_PEOPLE + 1);
      g_ptr_array_add (office->chain.positions, &office->positions[i]);
    }
  for (guint i = 0; i < N_DELEGATIONS; i++)
    {
      office->delegations[i].principal = 1 + pick (N_PEOPLE);
      office->delegations[i].delegate = 1 + pick (N_PEOPLE);
      office->delegations[i].until_at = pick (4) ? 200 : 50; /* it is 100 */
      office->delegations[i].labels = pick (4) ? CS_LABEL_NONE : CS_LABEL_POLICY;
      g_ptr_array_add (office->chain.delegations, &office->delegations[i]);
    }
}

void
office_set_up (Office   *office,
               gboolean  journalled)
{
  memset (office, 0, sizeof *office);
  office->route = make_route ();
  office->chain.route = office->route;
  office->chain.state = CS_POST_DRAFT;
  office->chain.section = pick (3);
  office->chain.now = 100;
  office->chain.contributors = g_array_new (FALSE, FALSE, sizeof (gint64));
  office->chain.decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_decision_free);
  office->chain.members = g_ptr_array_new ();
  office->chain.positions = g_ptr_array_new ();
  office->chain.delegations = g_ptr_array_new ();
  if (journalled)
    office->journal = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_journal_entry_free);
  add_people (office);
}

void
office_clear (Office *office)
{
  cs_route_free (office->route);
  g_array_unref (office->chain.contributors);
  g_ptr_array_unref (office->chain.decisions);
  g_ptr_array_unref (office->chain.members);
  g_ptr_array_unref (office->chain.positions);
  g_ptr_array_unref (office->chain.delegations);
  g_clear_pointer (&office->journal, g_ptr_array_unref);
}
