/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-route.h"

#include "cs-error.h"

#define MAX_STAGES 12

void
cs_stage_free (CsStage *stage)
{
  if (stage == NULL)
    return;

  g_free (stage->title);
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

void
cs_decision_free (CsDecision *decision)
{
  if (decision == NULL)
    return;

  g_free (decision->reason);
  g_free (decision);
}

CsStage *
cs_route_get_stage (const CsRoute *route,
                    guint          position)
{
  g_return_val_if_fail (route != NULL && position < route->stages->len, NULL);

  return g_ptr_array_index (route->stages, position);
}

CsStage *
cs_route_add_stage (CsRoute     *route,
                    const char  *title,
                    CsStageKind  kind,
                    CsRoles      role,
                    CsScope      scope)
{
  CsStage *stage;

  g_return_val_if_fail (route != NULL && title != NULL, NULL);

  stage = g_new0 (CsStage, 1);
  stage->title = g_strdup (title);
  stage->kind = kind;
  stage->role = role;
  stage->scope = scope;
  stage->quorum = CS_QUORUM_ANY;
  g_ptr_array_add (route->stages, stage);

  return stage;
}

static const char *
find_fault (const CsRoute *route,
            guint          position)
{
  const CsStage *stage = cs_route_get_stage (route, position);
  gboolean last = position + 1 == route->stages->len;

  if (stage->title == NULL || *stage->title == '\0')
    return "has no title";
  if (stage->role != CS_ROLE_REVIEWER && stage->role != CS_ROLE_LEADER)
    return "is not decided by exactly one of reviewer and leader";
  if (last && stage->kind != CS_STAGE_SIGN_OFF)
    return "is the last and has to be a sign-off";
  if (!last && stage->kind != CS_STAGE_REVIEW)
    return "is a sign-off, which only the last can be";
  if (stage->quorum == CS_QUORUM_COUNT && stage->count < 1)
    return "counts people and asks for none";
  if (stage->quorum != CS_QUORUM_COUNT && stage->count != 0)
    return "has a count and does not count people";

  return NULL;
}

gboolean
cs_route_check (const CsRoute  *route,
                GError        **error)
{
  g_return_val_if_fail (route != NULL, FALSE);

  if (*route->name == '\0')
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID, "A route needs a name");
      return FALSE;
    }
  if (route->stages->len < 1 || route->stages->len > MAX_STAGES)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID,
                   "A route has one to %d stages, not %u", MAX_STAGES, route->stages->len);
      return FALSE;
    }

  for (guint i = 0; i < route->stages->len; i++)
    {
      const char *fault = find_fault (route, i);

      if (fault != NULL)
        {
          g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "Stage %u %s", i + 1, fault);
          return FALSE;
        }
    }

  return TRUE;
}
