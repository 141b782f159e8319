/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-route-client.h"
#include "office-fixture.h"

typedef OfficeFixture Fixture;

static CsRoute *
make_route (const char *name)
{
  CsRoute *route = cs_route_new (name);

  cs_route_add_stage (route, "Review", CS_STAGE_REVIEW, CS_ROLE_REVIEWER, CS_SCOPE_SECTION);
  cs_route_add_stage (route, "Sign-off", CS_STAGE_SIGN_OFF, CS_ROLE_LEADER, CS_SCOPE_OFFICE);
  return route;
}

static CsTriedRoute *
try_route (Fixture       *fixture,
           const CsRoute *route,
           gint64         author)
{
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, "admin", "route.try",
                                                     cs_arguments_route_try (route, 1, author));

  return cs_reply_read_tried_route (reply);
}

/* Refused when saved, with the reason told before. */
static void
assert_unusable (Fixture       *fixture,
                 const CsRoute *route,
                 guint          stage,
                 CsRouteFault   fault)
{
  g_autoptr(CsTriedRoute) tried = try_route (fixture, route, 0);
  CsRouteFault found = tried->fault;

  if (stage < tried->stages->len)
    found = ((const CsTriedStage *) g_ptr_array_index (tried->stages, stage))->fault;
  g_assert_false (tried->good);
  g_assert_cmpstr (cs_route_fault_nick (found), ==, cs_route_fault_nick (fault));
  g_assert_cmpstr (cs_route_fault_sentence (found), !=, "");
  office_fixture_refuse (fixture, "admin", "route.set", cs_arguments_route_set (route), CS_ERROR_ROUTE);
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr(CsRoute) route = cs_route_new ("Empty");

  g_test_summary ("An empty route is refused, with the reason");
  assert_unusable (fixture, route, 0, CS_ROUTE_EMPTY);
}

static void
test_circular (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autoptr(CsRoute) route = make_route ("Circle");
  CsStage *stage = cs_route_get_stage (route, 1);
  gint64 leader = office_fixture_person (fixture, "leader");

  g_test_summary ("A stage that escalates to the one who decides there anyway is refused");
  g_array_set_size (stage->parties, 0);
  cs_stage_add_party (stage, CS_PARTY_PERSON, CS_ROLE_NONE, leader);
  stage->escalates.target = leader;
  assert_unusable (fixture, route, 1, CS_ROUTE_CIRCULAR);
}

static void
test_unfilled (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autoptr(CsRoute) route = make_route ("Unfilled");
  CsStage *stage = cs_route_get_stage (route, 1);
  gint64 leader = office_fixture_person (fixture, "leader");
  g_autoptr(JsonObject) reply = NULL;
  gint64 position = 0;

  g_test_summary ("A stage that nobody can fill is refused: nobody there, too few, a vacant position, or needed twice");
  stage->quorum = CS_QUORUM_COUNT;
  stage->count = 20;
  assert_unusable (fixture, route, 1, CS_ROUTE_TOO_FEW);

  stage->quorum = CS_QUORUM_ANY;
  stage->count = 0;
  g_array_set_size (stage->parties, 0);
  cs_stage_add_party (stage, CS_PARTY_PERSON, CS_ROLE_NONE, office_fixture_person (fixture, "auditor"));
  assert_unusable (fixture, route, 1, CS_ROUTE_NOBODY);

  g_array_set_size (stage->parties, 0);
  cs_stage_add_party (stage, CS_PARTY_PERSON, CS_ROLE_NONE, 99);
  assert_unusable (fixture, route, 1, CS_ROUTE_UNKNOWN);

  reply = office_fixture_call (fixture, "admin", "position.add", cs_arguments_position_add ("Director on duty", 0));
  position = cs_reply_read_id (reply);
  g_array_set_size (stage->parties, 0);
  cs_stage_add_party (stage, CS_PARTY_POSITION, CS_ROLE_NONE, position);
  assert_unusable (fixture, route, 1, CS_ROUTE_VACANT);

  office_fixture_do (fixture, "admin", "position.change",
                     cs_arguments_position_change (position, "Director on duty", leader));
  g_array_set_size (cs_route_get_stage (route, 0)->parties, 0);
  cs_stage_add_party (cs_route_get_stage (route, 0), CS_PARTY_PERSON, CS_ROLE_NONE, leader);
  assert_unusable (fixture, route, 1, CS_ROUTE_NEEDED_TWICE);
}

static CsRouteRule *
make_rule (const char *route)
{
  CsRouteRule *rule = g_new0 (CsRouteRule, 1);

  rule->route = g_strdup (route);
  return rule;
}

static void
refuse_rule (Fixture     *fixture,
             CsRouteRule *rule,
             CsError      code)
{
  g_autoptr(GPtrArray) rules = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_route_rule_free);
  g_autoptr(JsonObject) reply = office_fixture_call (fixture, "admin", "route.list", NULL);
  g_autoptr(CsRouteSet) set = cs_reply_read_route_set (reply);
  guint n_rules = set->rules->len;
  g_autoptr(JsonObject) again = NULL;

  g_ptr_array_add (rules, make_rule (set->usual));
  g_ptr_array_add (rules, rule);
  office_fixture_refuse (fixture, "admin", "route.choose", cs_arguments_route_choose (NULL, NULL, rules), code);

  again = office_fixture_call (fixture, "admin", "route.list", NULL);
  g_clear_pointer (&set, cs_route_set_free);
  set = cs_reply_read_route_set (again);
  g_assert_cmpuint (set->rules->len, ==, n_rules); /* all or nothing */
}

static void
test_rules_of_the_past (Fixture       *fixture,
                        gconstpointer  unused)
{
  g_autoptr(JsonObject) added = office_fixture_call (fixture, "admin", "section.add", cs_arguments_section_add ("Archive"));
  gint64 section = cs_reply_read_id (added);
  g_autoptr(JsonObject) listed = office_fixture_call (fixture, "admin", "route.list", NULL);
  g_autoptr(CsRouteSet) set = cs_reply_read_route_set (listed);
  CsRouteRule *rule = NULL;
  JsonObject *arguments = json_object_new ();
  JsonArray *array = json_array_new ();
  JsonObject *object = json_object_new ();

  g_test_summary ("A rule that names a section, an account, a label or a route that is not there is refused, and nothing is changed");
  office_fixture_do (fixture, "admin", "section.retire", cs_arguments_one ("section", section));
  rule = make_rule (set->usual);
  rule->section = section;
  refuse_rule (fixture, rule, CS_ERROR_RULE);

  rule = make_rule ("No such route");
  refuse_rule (fixture, rule, CS_ERROR_NOT_FOUND);

  office_fixture_do (fixture, "admin", "account.retire", cs_arguments_one ("account", fixture->account));
  rule = make_rule (set->usual);
  rule->account = fixture->account;
  refuse_rule (fixture, rule, CS_ERROR_RULE);

  json_object_set_string_member (object, "label", "gossip");
  json_array_add_object_element (array, object);
  json_object_set_array_member (arguments, "rules", array);
  office_fixture_refuse (fixture, "admin", "route.choose", arguments, CS_ERROR_INVALID);
}

static void
test_sections (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autoptr(CsRoute) route = make_route ("Two reviewers");
  CsStage *stage = cs_route_get_stage (route, 0);
  g_autoptr(CsTriedRoute) tried = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = NULL;

  g_test_summary ("Sections whose posts a route could never let pass are named before it is saved; it is refused where there is no other");
  stage->quorum = CS_QUORUM_COUNT;
  stage->count = 2;
  tried = try_route (fixture, route, 0);
  g_assert_true (tried->good);
  g_assert_cmpuint (g_strv_length (tried->gaps), ==, 1);
  g_assert_cmpstr (tried->gaps[0], ==, "Posts of the section “Health” find fewer people than it takes at stage 1, “Review”.");
  office_fixture_do (fixture, "admin", "route.set", cs_arguments_route_set (route));

  stage->count = 9;
  reply = office_fixture_try (fixture, "admin", "route.set", cs_arguments_route_set (route), &error);
  g_assert_error (error, CS_ERROR, CS_ERROR_ROUTE);
  g_assert_nonnull (strstr (error->message, "Posts of the section “Economy” find fewer people than it takes at stage 1, “Review”."));
}

static void
test_rules (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr(CsRoute) route = cs_route_new ("Policy route");
  g_autoptr(GPtrArray) rules = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_route_rule_free);
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsRouteSet) set = NULL;
  CsRouteRule *rule = g_new0 (CsRouteRule, 1);
  gint64 plain = 0;
  gint64 labelled = 0;

  g_test_summary ("A rule chooses the route at submission; a post keeps it; labels stand still while it is under way");
  cs_route_add_stage (route, "Signature", CS_STAGE_SIGN_OFF, CS_ROLE_LEADER, CS_SCOPE_OFFICE);
  office_fixture_do (fixture, "admin", "route.set", cs_arguments_route_set (route));
  rule->route = g_strdup ("Policy route");
  rule->label = CS_LABEL_POLICY;
  g_ptr_array_add (rules, rule);
  office_fixture_do (fixture, "admin", "route.choose", cs_arguments_route_choose (NULL, "Policy route", rules));
  reply = office_fixture_call (fixture, "drafter", "route.list", NULL);
  set = cs_reply_read_route_set (reply);
  g_assert_cmpuint (set->rules->len, ==, 1);
  g_assert_cmpstr (set->emergency, ==, "Policy route");
  g_assert_nonnull (cs_route_set_find (set, set->usual));

  plain = office_fixture_submitted (fixture, "drafter", "Plain");
  labelled = office_fixture_post (fixture, "drafter", "A policy");
  office_fixture_do (fixture, "drafter", "post.set-labels", cs_arguments_post_set_labels (labelled, CS_LABEL_POLICY));
  office_fixture_refuse (fixture, "drafter", "post.set-labels",
                         cs_arguments_post_set_labels (labelled, CS_LABEL_EMERGENCY), CS_ERROR_INVALID);
  office_fixture_do (fixture, "drafter", "post.submit", cs_arguments_one ("post", labelled));
  office_fixture_refuse (fixture, "drafter", "post.set-labels",
                         cs_arguments_post_set_labels (labelled, CS_LABEL_NONE), CS_ERROR_WRONG_STATE);

  office_fixture_approve (fixture, "leader", labelled);
  office_fixture_assert_state (fixture, labelled, CS_POST_QUEUED);
  office_fixture_refuse (fixture, "leader", "post.decide",
                         office_fixture_decision (fixture, plain, CS_VERDICT_APPROVE, NULL), CS_ERROR_NOT_IN_STAGE);
}

static void
test_position (Fixture       *fixture,
               gconstpointer  unused)
{
  g_autoptr(CsRoute) route = make_route ("By position");
  g_autoptr(JsonObject) added = NULL;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GPtrArray) positions = NULL;
  gint64 position = 0;

  g_test_summary ("A position that a route names stays; its holder is shown");
  added = office_fixture_call (fixture, "admin", "position.add",
                               cs_arguments_position_add ("Director", office_fixture_person (fixture, "leader")));
  position = cs_reply_read_id (added);
  g_array_set_size (cs_route_get_stage (route, 1)->parties, 0);
  cs_stage_add_party (cs_route_get_stage (route, 1), CS_PARTY_POSITION, CS_ROLE_NONE, position);
  office_fixture_do (fixture, "admin", "route.set", cs_arguments_route_set (route));
  office_fixture_refuse (fixture, "admin", "position.retire", cs_arguments_one ("position", position),
                         CS_ERROR_POSITION_NEEDED);
  reply = office_fixture_call (fixture, "drafter", "position.list", NULL);
  positions = cs_reply_read_positions (reply);
  g_assert_cmpuint (positions->len, ==, 1);
  g_assert_cmpstr (((const CsPositionInfo *) g_ptr_array_index (positions, 0))->holder_name, ==, "leader");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) \
  g_test_add ("/office/routes/" path, Fixture, NULL, office_fixture_set_up, test, office_fixture_tear_down)

  ADD ("empty", test_empty);
  ADD ("circular", test_circular);
  ADD ("unfilled", test_unfilled);
  ADD ("rules", test_rules);
  ADD ("rules-of-the-past", test_rules_of_the_past);
  ADD ("sections", test_sections);
  ADD ("position", test_position);

  return g_test_run ();
}
