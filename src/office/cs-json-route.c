/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-json.h"

#include "cs-error.h"

/* Routes as the operations' arguments and answers have them. */

static JsonObject *
party_to_json (const CsParty *party)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", cs_party_kind_nick (party->kind));
  if (cs_party_kind_has_role (party->kind))
    json_object_set_string_member (object, "role", cs_role_nick (party->role));
  if (party->target != 0)
    json_object_set_int_member (object, "target", party->target);
  return object;
}

static JsonObject *
stage_to_json (const CsStage *stage)
{
  JsonObject *object = json_object_new ();
  JsonArray *parties = json_array_new ();
  JsonArray *ticks = json_array_new ();

  for (guint i = 0; i < stage->parties->len; i++)
    json_array_add_object_element (parties, party_to_json (cs_stage_get_party (stage, i)));
  for (guint i = 0; i < stage->ticks->len; i++)
    json_array_add_string_element (ticks, cs_stage_get_tick (stage, i));

  json_object_set_string_member (object, "title", stage->title);
  json_object_set_string_member (object, "kind", cs_stage_kind_nick (stage->kind));
  json_object_set_array_member (object, "parties", parties);
  json_object_set_string_member (object, "quorum", cs_quorum_nick (stage->quorum));
  json_object_set_int_member (object, "count", stage->count);
  json_object_set_int_member (object, "minutes", stage->minutes);
  if (stage->escalates.target != 0)
    json_object_set_object_member (object, "escalates", party_to_json (&stage->escalates));
  json_object_set_array_member (object, "ticks", ticks);
  return object;
}

JsonObject *
cs_json_from_route (const CsRoute *route)
{
  JsonObject *object = json_object_new ();
  JsonArray *stages = json_array_new ();

  for (guint i = 0; i < route->stages->len; i++)
    json_array_add_object_element (stages, stage_to_json (cs_route_get_stage (route, i)));

  json_object_set_int_member (object, "id", route->id);
  json_object_set_string_member (object, "name", route->name);
  json_object_set_int_member (object, "version", route->version);
  json_object_set_array_member (object, "stages", stages);
  return object;
}

static gboolean
read_party (JsonObject  *object,
            guint        position,
            CsParty     *party,
            GError     **error)
{
  const char *role = cs_json_get_text (object, "role");

  party->role = CS_ROLE_NONE;
  party->target = cs_json_get_int64 (object, "target");
  if (object != NULL && cs_party_kind_from_nick (cs_json_get_text (object, "kind"), &party->kind) &&
      (*role == '\0' || cs_role_from_nick (role, &party->role)))
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "Stage %u of the route: a party’s kind or role is not known",
               position + 1);
  return FALSE;
}

static gboolean
read_parties (CsStage     *stage,
              JsonObject  *object,
              guint        position,
              GError     **error)
{
  JsonArray *parties = cs_json_get_array (object, "parties");
  guint n = parties ? json_array_get_length (parties) : 0;

  for (guint i = 0; i < n; i++)
    {
      CsParty party;

      if (!read_party (cs_json_get_element (parties, i), position, &party, error))
        return FALSE;
      cs_stage_add_party (stage, party.kind, party.role, party.target);
    }

  return TRUE;
}

static void
read_ticks (CsStage    *stage,
            JsonObject *object)
{
  g_auto(GStrv) ticks = cs_json_dup_strings (object, "ticks");

  for (guint i = 0; ticks[i]; i++)
    cs_stage_add_tick (stage, g_strstrip (ticks[i]));
}

static gboolean
read_stage (CsRoute     *route,
            JsonObject  *object,
            GError     **error)
{
  guint position = route->stages->len;
  const char *quorum = cs_json_get_text (object, "quorum");
  JsonObject *escalates = cs_json_get_object (object, "escalates");
  CsStage *stage = NULL;
  CsStageKind kind;

  if (!object || !cs_stage_kind_from_nick (cs_json_get_text (object, "kind"), &kind))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "Stage %u of the route: kind is not known", position + 1);
      return FALSE;
    }

  stage = cs_route_append_stage (route, cs_json_get_text (object, "title"), kind);
  if (*quorum && !cs_quorum_from_nick (quorum, &stage->quorum))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID,
                   "Stage %u of the route: quorum “%s” is not known", position + 1, quorum);
      return FALSE;
    }

  stage->count = (guint) CLAMP (cs_json_get_int64 (object, "count"), 0, 1000);
  stage->minutes = (guint) CLAMP (cs_json_get_int64 (object, "minutes"), 0, G_MAXINT);
  read_ticks (stage, object);
  return read_parties (stage, object, position, error) &&
         (!escalates || read_party (escalates, position, &stage->escalates, error));
}

CsRoute *
cs_json_to_route (JsonObject  *object,
                  GError     **error)
{
  g_autoptr(CsRoute) route = cs_route_new (cs_json_get_text (object, "name"));
  JsonArray *stages = cs_json_get_array (object, "stages");
  guint n = stages ? json_array_get_length (stages) : 0;

  route->id = cs_json_get_int64 (object, "id");
  route->version = (guint) CLAMP (cs_json_get_int64 (object, "version"), 0, G_MAXINT);
  for (guint i = 0; i < n; i++)
    if (!read_stage (route, cs_json_get_element (stages, i), error))
      return NULL;

  return g_steal_pointer (&route);
}

static JsonObject *
rule_to_json (const CsRouteRule *rule)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "route", rule->route);
  json_object_set_int_member (object, "section", rule->section);
  json_object_set_int_member (object, "account", rule->account);
  json_object_set_string_member (object, "label", rule->label != CS_LABEL_NONE ? cs_label_nick (rule->label) : "");
  json_object_set_string_member (object, "has", cs_rule_has_nick (rule->has));
  return object;
}

JsonArray *
cs_json_from_ticks (guint32 ticks)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < 32; i++)
    if (ticks & (1u << i))
      json_array_add_int_element (array, i);

  return array;
}

JsonArray *
cs_json_from_rules (GPtrArray *rules)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < rules->len; i++)
    json_array_add_object_element (array, rule_to_json (g_ptr_array_index (rules, i)));
  return array;
}

GPtrArray *
cs_json_to_rules (JsonArray *array,
                  guint     *wrong)
{
  GPtrArray *rules = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_route_rule_free);
  guint n = array ? json_array_get_length (array) : 0;

  *wrong = n;
  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = cs_json_get_element (array, i);
      CsRouteRule *rule = g_new0 (CsRouteRule, 1);
      const char *label = cs_json_get_text (object, "label");

      rule->route = g_strdup (cs_json_get_text (object, "route"));
      rule->section = cs_json_get_int64 (object, "section");
      rule->account = cs_json_get_int64 (object, "account");
      g_ptr_array_add (rules, rule);
      if (*wrong == n && ((*label && !cs_label_from_nick (label, &rule->label)) ||
                          !cs_rule_has_from_nick (cs_json_get_text (object, "has"), &rule->has)))
        *wrong = i;
    }

  return rules;
}
