/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-chain-rows.h"
#include "cs-error.h"
#include "cs-operations-private.h"
#include "cs-people.h"
#include "cs-route-try.h"

/* Routes, the rules that choose them, and trying one out. */

#define MAX_ROUTE_BYTES 60000
#define MAX_RULES 100

static JsonObject *
run_get (CsCall  *call,
         GError **error)
{
  gint64 id = cs_call_has (call, "route") ? cs_call_get_int64 (call, "route") : call->office->route;
  g_autoptr(CsRoute) route = cs_route_rows_get (call->db, id, error);
  g_autoptr(GArray) versions = NULL;
  JsonArray *under_way = NULL;
  JsonObject *reply = NULL;

  if (!route || !(versions = cs_route_rows_count_posts (call->db, route->name, error)))
    return NULL;

  under_way = json_array_new ();
  for (guint i = 0; i < versions->len; i++)
    {
      const CsRouteVersion *version = &g_array_index (versions, CsRouteVersion, i);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "version", version->version);
      json_object_set_int_member (object, "posts", version->n_posts);
      json_array_add_object_element (under_way, object);
    }
  reply = json_object_new ();
  json_object_set_object_member (reply, "route", cs_json_from_route (route));
  json_object_set_array_member (reply, "under_way", under_way);
  return reply;
}

/* The name of the route of which @id is a version, "" for none */
static char *
dup_route_name (CsCall  *call,
                gint64   id,
                GError **error)
{
  g_autoptr(CsRoute) route = NULL;

  if (id == 0)
    return g_strdup ("");
  if (!(route = cs_route_rows_get (call->db, id, error)))
    return NULL;
  return g_strdup (route->name);
}

static JsonObject *
run_list (CsCall  *call,
          GError **error)
{
  g_autoptr(GPtrArray) routes = NULL;
  g_autoptr(GPtrArray) rules = NULL;
  g_autofree char *usual = NULL;
  g_autofree char *emergency = NULL;
  JsonArray *array = NULL;
  JsonObject *reply = NULL;

  if (!(routes = cs_route_rows_list (call->db, error)) ||
      !(rules = cs_route_rule_rows_list (call->db, error)) ||
      !(usual = dup_route_name (call, call->office->route, error)) ||
      !(emergency = dup_route_name (call, call->office->emergency_route, error)))
    return NULL;

  array = json_array_new ();
  for (guint i = 0; i < routes->len; i++)
    json_array_add_object_element (array, cs_json_from_route (g_ptr_array_index (routes, i)));

  reply = json_object_new ();
  json_object_set_array_member (reply, "routes", array);
  json_object_set_string_member (reply, "default", usual);
  json_object_set_string_member (reply, "emergency", emergency);
  json_object_set_array_member (reply, "rules", cs_json_from_rules (rules));
  return reply;
}

/* What a route can be tried against. */
typedef struct
{
  CsChainPeople *people;
  CsOfficeShape  shape;
} Office;

static void
office_clear (Office *office)
{
  g_clear_pointer (&office->people, cs_chain_people_free);
  g_clear_pointer (&office->shape.sections, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Office, office_clear)

static gboolean
office_load (CsCall  *call,
             Office  *office,
             GError **error)
{
  g_autoptr(GPtrArray) sections = cs_section_rows_list (call->db, error);

  if (!sections || !(office->people = cs_chain_people_load (call->db, call->now, error)))
    return FALSE;

  office->shape.members = office->people->members;
  office->shape.positions = office->people->positions;
  office->shape.sections = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < sections->len; i++)
    {
      const CsSectionRow *section = g_ptr_array_index (sections, i);

      if (section->retired_at == 0)
        g_array_append_val (office->shape.sections, section->id);
    }

  return TRUE;
}

static char *
describe_gap (CsNames          *names,
              const CsRoute    *route,
              const CsRouteGap *gap)
{
  return cs_route_gap_sentence (gap->fault, cs_names_get_section (names, gap->section), gap->stage,
                                cs_route_get_stage (route, gap->stage)->title);
}

/* A route that no people of the office could ever fulfil would hold every post that takes it. */
static gboolean
check_filled (CsCall         *call,
              const CsRoute  *route,
              GError        **error)
{
  g_auto(Office) office = { 0 };
  g_autoptr(GArray) gaps = NULL;
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_autofree char *sentence = NULL;
  guint n_sections = 0;

  if (!cs_route_check (route, error) || !office_load (call, &office, error))
    return FALSE;

  gaps = cs_route_find_gaps (route, &office.shape, &n_sections);
  if (gaps->len < n_sections)
    return TRUE;

  sentence = describe_gap (names, route, &g_array_index (gaps, CsRouteGap, 0));
  g_set_error_literal (error, CS_ERROR, CS_ERROR_ROUTE, sentence);
  return FALSE;
}

/* The office's choices follow a route to its newest version. */
static gboolean
follow_version (CsCall         *call,
                const CsRoute  *route,
                GError        **error)
{
  g_autoptr(CsOfficeRow) row = cs_office_rows_get (call->db, error);
  g_autofree char *usual = NULL;
  g_autofree char *emergency = NULL;

  if (!row ||
      !(usual = dup_route_name (call, row->route, error)) ||
      !(emergency = dup_route_name (call, row->emergency_route, error)))
    return FALSE;

  if (g_str_equal (usual, route->name))
    row->route = route->id;
  if (g_str_equal (emergency, route->name))
    row->emergency_route = route->id;
  return cs_office_rows_set (call->db, row, error);
}

static JsonObject *
run_set (CsCall  *call,
         GError **error)
{
  g_autoptr(CsRoute) route = cs_json_to_route (cs_json_get_object (call->arguments, "route"), error);

  if (!route || !check_filled (call, route, error) ||
      !cs_routes_add (call, call->actor->id, route, error) ||
      !follow_version (call, route, error))
    return NULL;

  return cs_call_reply_id (route->id);
}

/* @name as an argument; @id stays as it is where the argument is absent */
static gboolean
choose_route (CsCall      *call,
              const char  *name,
              gint64      *id,
              GError     **error)
{
  g_autoptr(CsRoute) route = NULL;

  if (!cs_call_has (call, name))
    return TRUE;
  if (!(route = cs_route_rows_find (call->db, cs_call_get_text (call, name), error)))
    return FALSE;

  *id = route->id;
  return TRUE;
}

static gboolean
check_rule (CsCall             *call,
            CsNames            *names,
            const CsRouteRule  *rule,
            GError            **error)
{
  g_autoptr(CsRoute) route = cs_route_rows_find (call->db, rule->route, error);
  const CsSectionRow *section = rule->section != 0 ? cs_names_find_section (names, rule->section) : NULL;
  g_autoptr(CsAccountRow) account = NULL;

  if (!route)
    return FALSE;
  if (rule->section != 0 && (!section || section->retired_at != 0))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_RULE, "The section %" G_GINT64_FORMAT " is not in use", rule->section);
      return FALSE;
    }
  if (rule->account == 0)
    return TRUE;
  if (!(account = cs_account_rows_get (call->db, rule->account, error)))
    return FALSE;
  if (account->retired_at != 0)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_RULE, "The account %s is retired", account->handle);
      return FALSE;
    }

  return TRUE;
}

static GPtrArray *
read_rules (CsCall  *call,
            GError **error)
{
  g_autoptr(CsNames) names = cs_names_new (call->db);
  guint wrong = 0;
  g_autoptr(GPtrArray) rules = cs_json_to_rules (cs_json_get_array (call->arguments, "rules"), &wrong);

  if (wrong < rules->len || rules->len > MAX_RULES)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "Rule %u of %u: label or condition is not known, or too many",
                   wrong + 1, rules->len);
      return NULL;
    }

  for (guint i = 0; i < rules->len; i++)
    if (!check_rule (call, names, g_ptr_array_index (rules, i), error))
      {
        g_prefix_error (error, "Rule %u: ", i + 1);
        return NULL;
      }

  return g_steal_pointer (&rules);
}

static gboolean
journal_choice (CsCall             *call,
                const CsOfficeRow  *row,
                GError            **error)
{
  g_autoptr(GPtrArray) rules = cs_route_rule_rows_list (call->db, error);
  JsonObject *details = NULL;

  if (!rules)
    return FALSE;

  details = json_object_new ();
  json_object_set_int_member (details, "emergency", row->emergency_route);
  json_object_set_int_member (details, "route", row->route);
  json_object_set_array_member (details, "rules", cs_json_from_rules (rules));
  return cs_call_journal (call, 0, CS_JOURNAL_ROUTES_CHOSEN, details, error);
}

static JsonObject *
run_choose (CsCall  *call,
            GError **error)
{
  g_autoptr(CsOfficeRow) row = cs_office_rows_get (call->db, error);
  g_autoptr(GPtrArray) rules = NULL;

  if (!row ||
      !choose_route (call, "default", &row->route, error) ||
      !choose_route (call, "emergency", &row->emergency_route, error) ||
      (cs_call_has (call, "rules") && (!(rules = read_rules (call, error)) ||
                                       !cs_route_rule_rows_set (call->db, rules, error))) ||
      !cs_office_rows_set (call->db, row, error) ||
      !journal_choice (call, row, error))
    return NULL;

  return cs_call_reply_id (row->route);
}

static JsonObject *
trial_to_json (const CsStageTrial *trial,
               CsNames            *names)
{
  JsonObject *object = json_object_new ();
  JsonArray *who = json_array_new ();

  for (guint i = 0; i < trial->who->len; i++)
    json_array_add_string_element (who, cs_names_get_person (names, g_array_index (trial->who, gint64, i)));

  json_object_set_string_member (object, "fault", cs_route_fault_nick (trial->fault));
  json_object_set_string_member (object, "problem", cs_route_fault_sentence (trial->fault));
  json_object_set_array_member (object, "who", who);
  return object;
}

static JsonObject *
fault_to_json (CsRouteFault fault)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "fault", cs_route_fault_nick (fault));
  json_object_set_string_member (object, "problem", cs_route_fault_sentence (fault));
  json_object_set_array_member (object, "who", json_array_new ());
  return object;
}

static JsonObject *
make_try_reply (CsRouteFault  fault,
                JsonArray    *stages,
                gboolean      good)
{
  JsonObject *reply = json_object_new ();

  json_object_set_string_member (reply, "fault", cs_route_fault_nick (fault));
  json_object_set_string_member (reply, "problem", cs_route_fault_sentence (fault));
  json_object_set_array_member (reply, "stages", stages);
  json_object_set_boolean_member (reply, "good", good);
  return reply;
}

/* What is wrong in itself: no people need be asked. */
static JsonObject *
reply_fault (const CsRoute *route,
             CsRouteFault   fault,
             guint          position)
{
  JsonArray *stages = json_array_new ();

  for (guint i = 0; i < route->stages->len; i++)
    json_array_add_object_element (stages, fault_to_json (i == position ? fault : CS_ROUTE_GOOD));
  return make_try_reply (position < route->stages->len ? CS_ROUTE_GOOD : fault, stages, FALSE);
}

/* Sentences: the sections whose posts could not pass, whatever the sample. */
static JsonArray *
list_gaps (CsNames             *names,
           const CsRoute       *route,
           const CsOfficeShape *shape)
{
  guint n_sections = 0;
  g_autoptr(GArray) gaps = cs_route_find_gaps (route, shape, &n_sections);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < gaps->len; i++)
    {
      g_autofree char *sentence = describe_gap (names, route, &g_array_index (gaps, CsRouteGap, i));

      json_array_add_string_element (array, sentence);
    }

  return array;
}

static JsonObject *
run_try (CsCall  *call,
         GError **error)
{
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_autoptr(CsRoute) route = cs_json_to_route (cs_json_get_object (call->arguments, "route"), error);
  g_autoptr(GPtrArray) trials = NULL;
  g_auto(Office) office = { 0 };
  JsonArray *stages = NULL;
  JsonObject *reply = NULL;
  gboolean good = TRUE;
  guint position = 0;
  CsRouteFault fault;

  if (!route)
    return NULL;
  if ((fault = cs_route_find_fault (route, &position)) != CS_ROUTE_GOOD)
    return reply_fault (route, fault, position);
  if (!office_load (call, &office, error))
    return NULL;

  trials = cs_route_try (route, &office.shape, cs_call_get_int64 (call, "section"),
                         cs_call_get_int64 (call, "author"));
  stages = json_array_new ();
  for (guint i = 0; i < trials->len; i++)
    {
      const CsStageTrial *trial = g_ptr_array_index (trials, i);

      good = good && trial->fault == CS_ROUTE_GOOD;
      json_array_add_object_element (stages, trial_to_json (trial, names));
    }

  reply = make_try_reply (CS_ROUTE_GOOD, stages, good);
  json_object_set_array_member (reply, "gaps", list_gaps (names, route, &office.shape));
  return reply;
}

static const CsArgument get_arguments[] = {
  { "route", CS_ARGUMENT_INTEGER, FALSE, 0, N_("a version; the route that posts usually take if absent") },
  { NULL },
};

static const CsArgument set_arguments[] = {
  { "route", CS_ARGUMENT_OBJECT, TRUE, MAX_ROUTE_BYTES,
    N_("name and stages, each with title, kind, parties, quorum, count, minutes, escalates and ticks") },
  { NULL },
};

static const CsArgument choose_arguments[] = {
  { "default", CS_ARGUMENT_TEXT, FALSE, 0, N_("name of the route that posts take if no rule fits") },
  { "emergency", CS_ARGUMENT_TEXT, FALSE, 0, N_("name of the route of the emergency lane") },
  { "rules", CS_ARGUMENT_ARRAY, FALSE, MAX_ROUTE_BYTES,
    N_("all rules, in order: route (its name) and, each if wanted, section, account, label, has (“media” or “figures”)") },
  { NULL },
};

static const CsArgument try_arguments[] = {
  { "route", CS_ARGUMENT_OBJECT, TRUE, MAX_ROUTE_BYTES, N_("the route, as for route.set") },
  { "section", CS_ARGUMENT_INTEGER, FALSE, 0, N_("of the sample post; the whole office if absent") },
  { "author", CS_ARGUMENT_INTEGER, FALSE, 0, N_("who wrote the sample post") },
  { NULL },
};

const CsOperation cs_route_operations[] = {
  { "route.choose", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Chooses which posts take which route when they are first submitted."),
    choose_arguments, NULL, NULL, run_choose },
  { "route.get", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Shows a route, and how many posts are on their way by each of its versions."), get_arguments, NULL, NULL, run_get },
  { "route.list", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Lists the newest version of every route, and the rules that choose between them."),
    NULL, NULL, NULL, run_list },
  { "route.set", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Makes a route, or a new version of one. Posts under way keep theirs."),
    set_arguments, NULL, NULL, run_set },
  { "route.try", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Says who could decide at each stage of a route, and what is wrong with it. Saves nothing."),
    try_arguments, NULL, NULL, run_try },
  { NULL },
};
