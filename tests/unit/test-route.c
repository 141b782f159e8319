/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-error.h"
#include "cs-route-try.h"

static CsRoute *
make_route (void)
{
  CsRoute *route = cs_route_new ("Normal");

  cs_route_add_stage (route, "Review", CS_STAGE_REVIEW, CS_ROLE_REVIEWER, CS_SCOPE_SECTION);
  cs_route_add_stage (route, "Sign-off", CS_STAGE_SIGN_OFF, CS_ROLE_LEADER, CS_SCOPE_OFFICE);

  return route;
}

static void
test_good (void)
{
  g_autoptr(CsRoute) route = make_route ();
  g_autoptr(GError) error = NULL;
  CsStage *stage;

  g_assert_true (cs_route_check (route, &error));
  g_assert_no_error (error);

  stage = cs_route_get_stage (route, 0);
  stage->quorum = CS_QUORUM_COUNT;
  stage->count = 3;
  g_assert_true (cs_route_check (route, NULL));
  stage->quorum = CS_QUORUM_ALL;
  stage->count = 0;
  g_assert_true (cs_route_check (route, NULL));
  for (guint i = 0; i < 10; i++)
    g_ptr_array_insert (route->stages, 0, cs_stage_copy (stage));
  g_assert_true (cs_route_check (route, NULL));
}

typedef void (*Spoil) (CsRoute *route);

static CsParty *
first_party (CsRoute *route,
             guint    stage)
{
  return &g_array_index (cs_route_get_stage (route, stage)->parties, CsParty, 0);
}

static void
name_person (CsRoute *route,
             gint64   person)
{
  CsParty party = { CS_PARTY_PERSON, CS_ROLE_NONE, person };

  *first_party (route, 0) = party;
}

static void
no_name (CsRoute *route)
{
  *route->name = '\0';
}

static void
no_stages (CsRoute *route)
{
  g_ptr_array_set_size (route->stages, 0);
}

static void
too_many (CsRoute *route)
{
  for (guint i = 0; i < 11; i++)
    g_ptr_array_insert (route->stages, 0, cs_stage_copy (cs_route_get_stage (route, 0)));
}

static void
no_title (CsRoute *route)
{
  *cs_route_get_stage (route, 0)->title = '\0';
}

static void
no_sign_off (CsRoute *route)
{
  cs_route_get_stage (route, 1)->kind = CS_STAGE_REVIEW;
}

static void
two_sign_offs (CsRoute *route)
{
  cs_route_get_stage (route, 0)->kind = CS_STAGE_SIGN_OFF;
}

static void
no_party (CsRoute *route)
{
  g_array_set_size (cs_route_get_stage (route, 0)->parties, 0);
}

static void
too_many_parties (CsRoute *route)
{
  for (gint64 i = 1; i < 13; i++)
    cs_stage_add_party (cs_route_get_stage (route, 0), CS_PARTY_PERSON, CS_ROLE_NONE, i);
}

static void
no_role (CsRoute *route)
{
  first_party (route, 0)->role = CS_ROLE_NONE;
}

static void
two_roles (CsRoute *route)
{
  first_party (route, 0)->role = CS_ROLE_REVIEWER | CS_ROLE_LEADER;
}

static void
administrator (CsRoute *route)
{
  first_party (route, 0)->role = CS_ROLE_ADMINISTRATOR;
}

static void
auditor (CsRoute *route)
{
  first_party (route, 0)->role = CS_ROLE_AUDITOR;
}

static void
drafter_signs (CsRoute *route)
{
  first_party (route, 1)->role = CS_ROLE_DRAFTER;
}

static void
no_person (CsRoute *route)
{
  first_party (route, 0)->kind = CS_PARTY_PERSON;
}

static void
no_section (CsRoute *route)
{
  first_party (route, 0)->kind = CS_PARTY_ROLE_IN_SECTION;
}

static void
twice (CsRoute *route)
{
  cs_stage_add_party (cs_route_get_stage (route, 0), CS_PARTY_ROLE_IN_OWN_SECTION, CS_ROLE_REVIEWER, 0);
}

static void
count_of_none (CsRoute *route)
{
  cs_route_get_stage (route, 0)->quorum = CS_QUORUM_COUNT;
}

static void
count_of_any (CsRoute *route)
{
  cs_route_get_stage (route, 0)->count = 2;
}

static void
count_of_one_person (CsRoute *route)
{
  name_person (route, 7);
  cs_route_get_stage (route, 0)->quorum = CS_QUORUM_COUNT;
  cs_route_get_stage (route, 0)->count = 2;
}

static void
one_side (CsRoute *route)
{
  cs_route_get_stage (route, 0)->quorum = CS_QUORUM_EACH;
}

static void
for_ever (CsRoute *route)
{
  cs_route_get_stage (route, 0)->minutes = CS_STAGE_MAX_MINUTES + 1;
}

static void
to_a_role (CsRoute *route)
{
  cs_route_get_stage (route, 0)->escalates.kind = CS_PARTY_ROLE_ANYWHERE;
  cs_route_get_stage (route, 0)->escalates.target = 7;
}

static void
circular (CsRoute *route)
{
  name_person (route, 7);
  cs_route_get_stage (route, 0)->escalates.target = 7;
}

static void
many_ticks (CsRoute *route)
{
  for (guint i = 0; i < 21; i++)
    cs_stage_add_tick (cs_route_get_stage (route, 0), "Names");
}

static void
empty_tick (CsRoute *route)
{
  cs_stage_add_tick (cs_route_get_stage (route, 0), "");
}

static void
holding_comment (CsRoute *route)
{
  cs_route_get_stage (route, 0)->kind = CS_STAGE_COMMENT;
  cs_route_get_stage (route, 0)->minutes = 60;
}

static const struct { Spoil spoil; CsRouteFault fault; guint stage; } spoilers[] = {
  { no_name, CS_ROUTE_NO_NAME, 2 },
  { no_stages, CS_ROUTE_EMPTY, 0 },
  { too_many, CS_ROUTE_TOO_LONG, 13 },
  { no_title, CS_ROUTE_NO_TITLE, 0 },
  { no_sign_off, CS_ROUTE_NO_SIGN_OFF, 1 },
  { two_sign_offs, CS_ROUTE_EARLY_SIGN_OFF, 0 },
  { no_party, CS_ROUTE_NO_PARTY, 0 },
  { too_many_parties, CS_ROUTE_TOO_MANY_PARTIES, 0 },
  { no_role, CS_ROUTE_WRONG_ROLE, 0 },
  { two_roles, CS_ROUTE_WRONG_ROLE, 0 },
  { administrator, CS_ROUTE_WRONG_ROLE, 0 },
  { auditor, CS_ROUTE_WRONG_ROLE, 0 },
  { drafter_signs, CS_ROUTE_WRONG_ROLE, 1 },
  { no_person, CS_ROUTE_NO_TARGET, 0 },
  { no_section, CS_ROUTE_NO_TARGET, 0 },
  { twice, CS_ROUTE_TWICE, 0 },
  { count_of_none, CS_ROUTE_NO_COUNT, 0 },
  { count_of_any, CS_ROUTE_NEEDLESS_COUNT, 0 },
  { count_of_one_person, CS_ROUTE_COUNT_TOO_HIGH, 0 },
  { one_side, CS_ROUTE_ONE_SIDE, 0 },
  { for_ever, CS_ROUTE_TOO_MUCH_TIME, 0 },
  { to_a_role, CS_ROUTE_WRONG_ESCALATION, 0 },
  { circular, CS_ROUTE_CIRCULAR, 0 },
  { many_ticks, CS_ROUTE_TOO_MANY_TICKS, 0 },
  { empty_tick, CS_ROUTE_EMPTY_TICK, 0 },
  { holding_comment, CS_ROUTE_COMMENT_HOLDS, 0 },
};

static void
test_bad (void)
{
  g_test_summary ("A route that cannot be used is refused, with the reason and the stage");
  for (guint i = 0; i < G_N_ELEMENTS (spoilers); i++)
    {
      g_autoptr(CsRoute) route = make_route ();
      g_autoptr(GError) error = NULL;
      guint stage = 99;

      spoilers[i].spoil (route);
      g_assert_cmpstr (cs_route_fault_nick (cs_route_find_fault (route, &stage)), ==,
                       cs_route_fault_nick (spoilers[i].fault));
      g_assert_cmpuint (stage, ==, spoilers[i].stage);
      g_assert_false (cs_route_check (route, &error));
      g_assert_error (error, CS_ERROR, CS_ERROR_ROUTE);
      g_assert_nonnull (strstr (error->message, cs_route_fault_nick (spoilers[i].fault)));
    }
}

static void
test_faults (void)
{
  g_test_summary ("Every fault has a nick of its own and a sentence");
  for (CsRouteFault fault = CS_ROUTE_GOOD; fault < CS_N_ROUTE_FAULTS; fault++)
    {
      CsRouteFault again = CS_ROUTE_GOOD;

      g_assert_true (cs_route_fault_from_nick (cs_route_fault_nick (fault), &again));
      g_assert_cmpint (again, ==, fault);
      g_assert_true ((*cs_route_fault_sentence (fault) == '\0') == (fault == CS_ROUTE_GOOD));
    }
}

/* Sections: 1 Economy, 2 Health, 3 has no drafters. The person's id is his place in the list, from 1. */
typedef struct
{
  const char *name;
  void      (*spoil)(CsRoute *route);
  CsMember    people[8];
  const char *gaps; /* "section stage fault" of each; of the whole office the section is 0 */
  guint       n_sections;
} GapRow;

static void
as_it_is (CsRoute *route)
{
}

static void
in_health (CsRoute *route)
{
  first_party (route, 0)->kind = CS_PARTY_ROLE_IN_SECTION;
  first_party (route, 0)->target = 2;
}

static void
two_reviewers (CsRoute *route)
{
  cs_route_get_stage (route, 0)->quorum = CS_QUORUM_COUNT;
  cs_route_get_stage (route, 0)->count = 2;
}

static void
beside_leaders (CsRoute *route)
{
  cs_stage_add_party (cs_route_get_stage (route, 0), CS_PARTY_ROLE_IN_OWN_SECTION, CS_ROLE_LEADER, 0);
  cs_route_get_stage (route, 0)->quorum = CS_QUORUM_EACH;
}

static void
to_the_third (CsRoute *route)
{
  cs_route_get_stage (route, 0)->escalates.target = 3;
}

static void
to_the_third_by_position (CsRoute *route)
{
  cs_route_get_stage (route, 0)->escalates = (CsParty) { CS_PARTY_POSITION, CS_ROLE_NONE, 1 };
}

#define DRAFTER(section) { 0, CS_ROLE_DRAFTER, section, FALSE }
#define REVIEWER(section) { 0, CS_ROLE_REVIEWER, section, FALSE }
#define BOTH(section) { 0, CS_ROLE_DRAFTER | CS_ROLE_REVIEWER, section, FALSE }
#define LEADER(section) { 0, CS_ROLE_LEADER, section, FALSE }

static const GapRow gap_rows[] = {
  { "good", as_it_is, { DRAFTER (1), REVIEWER (1), DRAFTER (2), REVIEWER (2), LEADER (0) }, "", 2 },
  { "no-reviewer-in-health", as_it_is, { DRAFTER (1), REVIEWER (1), DRAFTER (2), LEADER (0) }, "2 0 nobody ", 2 },
  { "no-reviewer", as_it_is, { DRAFTER (1), DRAFTER (2), LEADER (1) }, "1 0 nobody 2 0 nobody ", 2 },
  { "drafter-of-the-office", as_it_is, { DRAFTER (0), REVIEWER (1), LEADER (1) }, "", 1 },
  { "retired", as_it_is, { DRAFTER (1), { 0, CS_ROLE_REVIEWER, 1, TRUE }, LEADER (1) }, "1 0 nobody ", 1 },
  { "one-of-two", two_reviewers, { DRAFTER (1), REVIEWER (1), REVIEWER (1), DRAFTER (2), REVIEWER (2), LEADER (1) }, "2 0 too-few ", 2 },
  { "one-from-each", beside_leaders, { DRAFTER (1), REVIEWER (1), LEADER (1), LEADER (1) }, "", 1 },
  { "one-side-empty", beside_leaders, { DRAFTER (1), LEADER (1), LEADER (1), LEADER (2) }, "1 0 empty-side ", 1 },
  { "both-sides-empty", beside_leaders, { DRAFTER (1), DRAFTER (1) }, "1 0 nobody ", 1 },
  { "named-section", in_health, { DRAFTER (1), DRAFTER (2), LEADER (1) }, "1 0 nobody 2 0 nobody ", 2 },
  { "he-alone-writes", as_it_is, { BOTH (1), DRAFTER (2), REVIEWER (2), LEADER (2) }, "1 0 only-writers ", 2 },
  { "they-write-for-each-other", as_it_is, { BOTH (1), BOTH (1), LEADER (1) }, "", 1 },
  { "no-drafters-yet", as_it_is, { { 0, CS_ROLE_ADMINISTRATOR, 0, FALSE } }, "1 0 nobody 2 0 nobody 3 0 nobody 0 0 nobody ", 4 },
  { "needed-twice", as_it_is, { DRAFTER (1), { 0, CS_ROLE_REVIEWER | CS_ROLE_LEADER, 1, FALSE } }, "1 1 needed-twice ", 1 },
  { "escalates-to-leader", to_the_third, { DRAFTER (1), REVIEWER (1), LEADER (1), REVIEWER (1) }, "", 1 },
  { "escalates-to-auditor", to_the_third, { DRAFTER (1), REVIEWER (1), { 0, CS_ROLE_AUDITOR, 1, FALSE }, LEADER (1) }, "1 0 powerless ", 1 },
  { "escalates-to-administrator", to_the_third,
    { DRAFTER (1), REVIEWER (1), { 0, CS_ROLE_ADMINISTRATOR | CS_ROLE_LEADER, 1, FALSE }, LEADER (1) }, "1 0 powerless ", 1 },
  { "escalates-to-the-only-one", to_the_third, { DRAFTER (1), LEADER (1), REVIEWER (1) }, "1 0 circular ", 1 },
  { "escalates-to-the-only-one-by-position", to_the_third_by_position, { DRAFTER (1), LEADER (1), REVIEWER (1) }, "1 0 circular ", 1 },
};

static void
test_gaps (gconstpointer data)
{
  static const gint64 sections[] = { 1, 2, 3 };
  const GapRow *row = data;
  g_autoptr(CsRoute) route = make_route ();
  g_autoptr(GPtrArray) members = g_ptr_array_new ();
  g_autoptr(GPtrArray) positions = g_ptr_array_new ();
  g_autoptr(GArray) used = g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (gint64)), sections, G_N_ELEMENTS (sections));
  g_autoptr(GArray) gaps = NULL;
  g_autoptr(GString) found = g_string_new (NULL);
  CsPosition position = { 1, (char *) "Director", 3, 0 };
  CsMember people[8];
  CsOfficeShape shape = { members, positions, used };
  guint n_sections = 0;

  g_ptr_array_add (positions, &position);
  memcpy (people, row->people, sizeof people);
  for (guint i = 0; i < G_N_ELEMENTS (people) && people[i].roles != CS_ROLE_NONE; i++)
    {
      people[i].id = i + 1;
      g_ptr_array_add (members, &people[i]);
    }

  row->spoil (route);
  g_assert_true (cs_route_check (route, NULL));
  gaps = cs_route_find_gaps (route, &shape, &n_sections);
  for (guint i = 0; i < gaps->len; i++)
    {
      const CsRouteGap *gap = &g_array_index (gaps, CsRouteGap, i);

      g_string_append_printf (found, "%d %u %s ", (int) gap->section, gap->stage, cs_route_fault_nick (gap->fault));
    }
  g_assert_cmpstr (found->str, ==, row->gaps);
  g_assert_cmpuint (n_sections, ==, row->n_sections);
}

static void
test_gap_sentences (void)
{
  g_autofree char *named = cs_route_gap_sentence (CS_ROUTE_NOBODY, "Health", 1, "Check");
  g_autofree char *whole = cs_route_gap_sentence (CS_ROUTE_TOO_FEW, "", 0, "Check");

  g_test_summary ("Whom a fault concerns is said by name");
  g_assert_cmpstr (named, ==, "Posts of the section “Health” find nobody who decides at stage 2, “Check”.");
  g_assert_nonnull (strstr (whole, "“The whole office”"));
  for (CsRouteFault fault = CS_ROUTE_NO_NAME; fault < CS_N_ROUTE_FAULTS; fault++)
    {
      g_autofree char *sentence = cs_route_gap_sentence (fault, "Health", 1, "Check");

      g_assert_true (g_str_has_suffix (sentence, "."));
    }
}

static void
test_copy (void)
{
  g_autoptr(CsRoute) route = make_route ();
  g_autoptr(CsRoute) copy = NULL;

  route->id = 9;
  route->version = 4;
  copy = cs_route_copy (route);
  *cs_route_get_stage (route, 0)->title = 'X';
  g_assert_cmpint (copy->id, ==, 9);
  g_assert_cmpuint (copy->version, ==, 4);
  g_assert_cmpstr (copy->name, ==, "Normal");
  g_assert_cmpuint (copy->stages->len, ==, 2);
  g_assert_cmpstr (cs_route_get_stage (copy, 0)->title, ==, "Review");
  g_assert_cmpint (cs_stage_get_party (cs_route_get_stage (copy, 1), 0)->role, ==, CS_ROLE_LEADER);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/route/good", test_good);
  g_test_add_func ("/core/route/bad", test_bad);
  g_test_add_func ("/core/route/faults", test_faults);
  g_test_add_func ("/core/route/copy", test_copy);
  g_test_add_func ("/core/route/gap-sentences", test_gap_sentences);
  for (guint i = 0; i < G_N_ELEMENTS (gap_rows); i++)
    {
      g_autofree char *path = g_strconcat ("/core/route/gaps/", gap_rows[i].name, NULL);

      g_test_add_data_func (path, &gap_rows[i], test_gaps);
    }

  return g_test_run ();
}
