/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-route.h"

#include <json-glib/json-glib.h>

#include "cs-error.h"

void
cs_stage_free (CsStage *stage)
{
  if (stage == NULL)
    return;

  g_free (stage->title);
  g_array_unref (stage->parties);
  g_ptr_array_unref (stage->ticks);
  g_free (stage);
}

CsStage *
cs_stage_copy (const CsStage *stage)
{
  CsStage *copy;

  g_return_val_if_fail (stage != NULL, NULL);

  copy = g_new (CsStage, 1);
  *copy = *stage;
  copy->title = g_strdup (stage->title);
  copy->parties = g_array_copy (stage->parties);
  copy->ticks = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < stage->ticks->len; i++)
    cs_stage_add_tick (copy, cs_stage_get_tick (stage, i));

  return copy;
}

CsRoute *
cs_route_new (const char *name)
{
  CsRoute *route;

  g_return_val_if_fail (name != NULL, NULL);

  route = g_new0 (CsRoute, 1);
  route->name = g_strdup (name);
  route->version = 1;
  route->stages = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_stage_free);

  return route;
}

CsRoute *
cs_route_copy (const CsRoute *route)
{
  CsRoute *copy;

  g_return_val_if_fail (route != NULL, NULL);

  copy = cs_route_new (route->name);
  copy->id = route->id;
  copy->version = route->version;
  for (guint i = 0; i < route->stages->len; i++)
    g_ptr_array_add (copy->stages, cs_stage_copy (cs_route_get_stage (route, i)));

  return copy;
}

void
cs_route_free (CsRoute *route)
{
  if (route == NULL)
    return;

  g_free (route->name);
  g_ptr_array_unref (route->stages);
  g_free (route);
}

CsStage *
cs_route_get_stage (const CsRoute *route,
                    guint          position)
{
  g_return_val_if_fail (route != NULL && position < route->stages->len, NULL);

  return g_ptr_array_index (route->stages, position);
}

CsStage *
cs_route_append_stage (CsRoute     *route,
                       const char  *title,
                       CsStageKind  kind)
{
  CsStage *stage;

  g_return_val_if_fail (route != NULL && title != NULL, NULL);

  stage = g_new0 (CsStage, 1);
  stage->title = g_strdup (title);
  stage->kind = kind;
  stage->parties = g_array_new (FALSE, TRUE, sizeof (CsParty));
  stage->quorum = CS_QUORUM_ANY;
  stage->escalates.kind = CS_PARTY_PERSON;
  stage->ticks = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (route->stages, stage);

  return stage;
}

CsStage *
cs_route_add_stage (CsRoute     *route,
                    const char  *title,
                    CsStageKind  kind,
                    CsRoles      role,
                    CsScope      scope)
{
  CsStage *stage = cs_route_append_stage (route, title, kind);

  g_return_val_if_fail (stage != NULL, NULL);

  cs_stage_add_party (stage, scope == CS_SCOPE_SECTION ? CS_PARTY_ROLE_IN_OWN_SECTION : CS_PARTY_ROLE_ANYWHERE,
                      role, 0);

  return stage;
}

void
cs_stage_add_party (CsStage     *stage,
                    CsPartyKind  kind,
                    CsRoles      role,
                    gint64       target)
{
  CsParty party = { kind, role, target };

  g_return_if_fail (stage != NULL);

  g_array_append_val (stage->parties, party);
}

void
cs_stage_add_tick (CsStage    *stage,
                   const char *text)
{
  g_return_if_fail (stage != NULL && text != NULL);

  g_ptr_array_add (stage->ticks, g_strdup (text));
}

const CsParty *
cs_stage_get_party (const CsStage *stage,
                    guint          ordinal)
{
  g_return_val_if_fail (stage != NULL && ordinal < stage->parties->len, NULL);

  return &g_array_index (stage->parties, CsParty, ordinal);
}

const char *
cs_stage_get_tick (const CsStage *stage,
                   guint          ordinal)
{
  g_return_val_if_fail (stage != NULL && ordinal < stage->ticks->len, NULL);

  return g_ptr_array_index (stage->ticks, ordinal);
}

char *
cs_stage_ticks_to_json (const CsStage *stage)
{
  g_autoptr(JsonArray) array = json_array_new ();
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  g_return_val_if_fail (stage != NULL, NULL);

  for (guint i = 0; i < stage->ticks->len; i++)
    json_array_add_string_element (array, cs_stage_get_tick (stage, i));
  json_node_set_array (node, array);

  return json_to_string (node, FALSE);
}

gboolean
cs_stage_ticks_from_json (CsStage     *stage,
                          const char  *json,
                          GError     **error)
{
  g_autoptr(JsonNode) node = NULL;
  JsonArray *array = NULL;

  g_return_val_if_fail (stage != NULL && json != NULL, FALSE);

  if ((node = json_from_string (json, NULL)) != NULL && JSON_NODE_HOLDS_ARRAY (node))
    array = json_node_get_array (node);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *tick = json_array_get_element (array, i);

      if (json_node_get_value_type (tick) != G_TYPE_STRING)
        array = NULL;
      else
        cs_stage_add_tick (stage, json_node_get_string (tick));
    }

  if (array == NULL)
    g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID, "The ticks of a stage are no array of texts");

  return array != NULL;
}

guint32
cs_stage_all_ticks (const CsStage *stage)
{
  g_return_val_if_fail (stage != NULL && stage->ticks->len < 32, 0);

  return (1u << stage->ticks->len) - 1;
}

CsRoles
cs_stage_kind_roles (CsStageKind kind)
{
  switch (kind)
    {
    case CS_STAGE_SIGN_OFF:
      return CS_ROLE_REVIEWER | CS_ROLE_LEADER | CS_ROLE_DUTY;

    case CS_STAGE_COMMENT:
      return CS_ROLE_ANYONE;

    case CS_STAGE_REVIEW:
    case CS_STAGE_PROOF:
    case CS_STAGE_FACT_CHECK:
    case CS_STAGE_SECRECY:
    case CS_STAGE_EXPERT:
    default:
      return CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_LEADER | CS_ROLE_DUTY;
    }
}

gboolean
cs_party_equal (const CsParty *one,
                const CsParty *other)
{
  g_return_val_if_fail (one != NULL && other != NULL, FALSE);

  return one->kind == other->kind && one->role == other->role && one->target == other->target;
}

static CsRouteFault
find_party_fault (const CsStage *stage,
                  guint          ordinal)
{
  const CsParty *party = cs_stage_get_party (stage, ordinal);
  gboolean has_role = cs_party_kind_has_role (party->kind);
  guint role = party->role;

  if (has_role && (role == 0 || (role & (role - 1)) != 0 || !(role & cs_stage_kind_roles (stage->kind))))
    return CS_ROUTE_WRONG_ROLE;
  if ((!has_role || party->kind == CS_PARTY_ROLE_IN_SECTION) && party->target <= 0)
    return CS_ROUTE_NO_TARGET;

  for (guint i = 0; i < ordinal; i++)
    if (cs_party_equal (cs_stage_get_party (stage, i), party))
      return CS_ROUTE_TWICE;

  return CS_ROUTE_GOOD;
}

/* More people than could ever be asked: each party that is not a role is one. */
static gboolean
names_fewer_than (const CsStage *stage,
                  guint          count)
{
  for (guint i = 0; i < stage->parties->len; i++)
    if (cs_party_kind_has_role (cs_stage_get_party (stage, i)->kind))
      return FALSE;

  return stage->parties->len < count;
}

static CsRouteFault
find_quorum_fault (const CsStage *stage)
{
  if (stage->quorum == CS_QUORUM_COUNT && stage->count < 1)
    return CS_ROUTE_NO_COUNT;
  if (stage->quorum != CS_QUORUM_COUNT && stage->count != 0)
    return CS_ROUTE_NEEDLESS_COUNT;
  if (names_fewer_than (stage, stage->count))
    return CS_ROUTE_COUNT_TOO_HIGH;
  if (stage->quorum == CS_QUORUM_EACH && stage->parties->len < 2)
    return CS_ROUTE_ONE_SIDE;

  return CS_ROUTE_GOOD;
}

static CsRouteFault
find_escalation_fault (const CsStage *stage)
{
  if (stage->escalates.target == 0)
    return CS_ROUTE_GOOD;
  if (stage->escalates.target < 0 ||
      (stage->escalates.kind != CS_PARTY_PERSON && stage->escalates.kind != CS_PARTY_POSITION))
    return CS_ROUTE_WRONG_ESCALATION;

  for (guint i = 0; i < stage->parties->len; i++)
    {
      const CsParty *party = cs_stage_get_party (stage, i);

      if (party->kind == stage->escalates.kind && party->target == stage->escalates.target)
        return CS_ROUTE_CIRCULAR;
    }

  return CS_ROUTE_GOOD;
}

static CsRouteFault
find_tick_fault (const CsStage *stage)
{
  if (stage->ticks->len > CS_STAGE_MAX_TICKS)
    return CS_ROUTE_TOO_MANY_TICKS;

  for (guint i = 0; i < stage->ticks->len; i++)
    if (*cs_stage_get_tick (stage, i) == '\0')
      return CS_ROUTE_EMPTY_TICK;

  return CS_ROUTE_GOOD;
}

static gboolean
comment_holds (const CsStage *stage)
{
  return stage->kind == CS_STAGE_COMMENT &&
         (stage->quorum != CS_QUORUM_ANY || stage->minutes != 0 || stage->ticks->len > 0 ||
          stage->escalates.target != 0);
}

static CsRouteFault
find_stage_fault (const CsStage *stage,
                  gboolean       last)
{
  CsRouteFault fault;

  if (stage->title == NULL || *stage->title == '\0')
    return CS_ROUTE_NO_TITLE;
  if (last && stage->kind != CS_STAGE_SIGN_OFF)
    return CS_ROUTE_NO_SIGN_OFF;
  if (!last && stage->kind == CS_STAGE_SIGN_OFF)
    return CS_ROUTE_EARLY_SIGN_OFF;
  if (stage->parties->len == 0)
    return CS_ROUTE_NO_PARTY;
  if (stage->parties->len > CS_STAGE_MAX_PARTIES)
    return CS_ROUTE_TOO_MANY_PARTIES;
  for (guint i = 0; i < stage->parties->len; i++)
    if ((fault = find_party_fault (stage, i)) != CS_ROUTE_GOOD)
      return fault;
  if (comment_holds (stage))
    return CS_ROUTE_COMMENT_HOLDS;
  if ((fault = find_quorum_fault (stage)) != CS_ROUTE_GOOD)
    return fault;
  if (stage->minutes > CS_STAGE_MAX_MINUTES)
    return CS_ROUTE_TOO_MUCH_TIME;
  if ((fault = find_escalation_fault (stage)) != CS_ROUTE_GOOD)
    return fault;

  return find_tick_fault (stage);
}

CsRouteFault
cs_route_find_fault (const CsRoute *route,
                     guint         *stage)
{
  g_return_val_if_fail (route != NULL && stage != NULL, CS_ROUTE_EMPTY);

  *stage = route->stages->len;
  if (*route->name == '\0')
    return CS_ROUTE_NO_NAME;
  if (route->stages->len < 1)
    return CS_ROUTE_EMPTY;
  if (route->stages->len > CS_ROUTE_MAX_STAGES)
    return CS_ROUTE_TOO_LONG;

  for (guint i = 0; i < route->stages->len; i++)
    {
      CsRouteFault fault = find_stage_fault (cs_route_get_stage (route, i), i + 1 == route->stages->len);

      if (fault != CS_ROUTE_GOOD)
        {
          *stage = i;
          return fault;
        }
    }

  return CS_ROUTE_GOOD;
}

gboolean
cs_route_check (const CsRoute  *route,
                GError        **error)
{
  guint stage = 0;
  CsRouteFault fault;

  g_return_val_if_fail (route != NULL, FALSE);

  fault = cs_route_find_fault (route, &stage);
  if (fault == CS_ROUTE_GOOD)
    return TRUE;

  if (stage < route->stages->len)
    g_set_error (error, CS_ERROR, CS_ERROR_ROUTE, "Stage %u: %s: %s", stage + 1, cs_route_fault_nick (fault),
                 cs_route_fault_sentence (fault));
  else
    g_set_error (error, CS_ERROR, CS_ERROR_ROUTE, "The route: %s: %s", cs_route_fault_nick (fault),
                 cs_route_fault_sentence (fault));

  return FALSE;
}

void
cs_route_rule_free (CsRouteRule *rule)
{
  if (rule == NULL)
    return;

  g_free (rule->route);
  g_free (rule);
}

static gboolean
has_account (GArray *accounts,
             gint64  account)
{
  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    if (g_array_index (accounts, gint64, i) == account)
      return TRUE;

  return FALSE;
}

gboolean
cs_route_rule_fits (const CsRouteRule *rule,
                    gint64             section,
                    GArray            *accounts,
                    CsLabels           labels,
                    gboolean           has_media,
                    gboolean           has_figures)
{
  g_return_val_if_fail (rule != NULL, FALSE);

  if (rule->section != 0 && rule->section != section)
    return FALSE;
  if (rule->account != 0 && !has_account (accounts, rule->account))
    return FALSE;
  if (rule->label != CS_LABEL_NONE && !(labels & rule->label))
    return FALSE;
  if (rule->has == CS_RULE_MEDIA)
    return has_media;

  return rule->has == CS_RULE_ANYTHING || has_figures;
}
