/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-clock.h"
#include "cs-emergency-rows.h"
#include "cs-emergency-rules.h"
#include "cs-error.h"

#define MAX_SHOWN 200

gboolean
cs_emergencies_find_part (CsCall    *call,
                          gint64     post,
                          gint64     person,
                          gboolean  *took_part,
                          GError   **error)
{
  g_autoptr(CsEmergencyRow) emergency = cs_emergency_rows_get (call->db, post, error);
  g_autoptr(GArray) contributors = NULL;
  g_autoptr(GPtrArray) decisions = NULL;

  if (!emergency || !(contributors = cs_contributor_rows_list (call->db, post, error)) ||
      !(decisions = cs_decision_rows_list (call->db, post, error)))
    return FALSE;

  *took_part = emergency->started_by == person;
  for (guint i = 0; i < contributors->len; i++)
    *took_part |= g_array_index (contributors, gint64, i) == person;
  for (guint i = 0; i < decisions->len; i++)
    {
      const CsDecision *decision = g_ptr_array_index (decisions, i);

      *took_part |= decision->person == person || decision->acting_for == person;
    }

  return TRUE;
}

static JsonObject *
describe_owed (CsCall                *call,
               const CsEmergencyRow  *emergency)
{
  JsonObject *details = json_object_new ();

  json_object_set_int_member (details, "due_at", emergency->due_at);
  json_object_set_string_member (details, "zone", call->office->zone);
  return details;
}

/* Those who may make it: who decides on posts and took no part in this one. @n: (out): how many they are */
static gboolean
tell_those_who_may (CsCall                *call,
                    const CsEmergencyRow  *emergency,
                    CsNoticeKind           kind,
                    guint                 *n,
                    GError               **error)
{
  g_autoptr(GPtrArray) people = cs_person_rows_list (call->db, error);

  *n = 0;
  for (guint i = 0; people && i < people->len; i++)
    {
      const CsPersonRow *person = g_ptr_array_index (people, i);
      gboolean took_part = FALSE;

      if (person->retired_at != 0 || !(person->roles & CS_EMERGENCY_REVIEWERS))
        continue;
      if (!cs_emergencies_find_part (call, emergency->post, person->id, &took_part, error))
        return FALSE;
      if (took_part)
        continue;
      if (!cs_notices_send (call, person->id, emergency->post, kind, describe_owed (call, emergency), error))
        return FALSE;
      (*n)++;
    }

  return people != NULL;
}

gboolean
cs_emergencies_tell_overdue (CsCall                *call,
                             const CsEmergencyRow  *emergency,
                             GError               **error)
{
  JsonObject *details = NULL;
  guint n = 0;

  if (!tell_those_who_may (call, emergency, CS_NOTICE_REVIEW_OVERDUE, &n, error))
    return FALSE;
  if (n > 0)
    return TRUE;

  /* In a small office all may have taken part. Somebody has to enter a person who did not. */
  details = describe_owed (call, emergency);
  json_object_set_boolean_member (details, "nobody", TRUE);
  return cs_notices_send_roles (call, CS_ROLE_ADMINISTRATOR | CS_ROLE_LEADER | CS_ROLE_DUTY, emergency->post,
                                CS_NOTICE_REVIEW_OVERDUE, details, error);
}

gboolean
cs_emergencies_follow (CsCall           *call,
                       const CsPostRow  *post,
                       CsPostAct         act,
                       GError          **error)
{
  g_autoptr(CsEmergencyRow) emergency = NULL;
  guint n = 0;

  if (!post->emergency || (act != CS_ACT_SIGN && act != CS_ACT_REOPEN && act != CS_ACT_RECALL))
    return TRUE;
  if (!(emergency = cs_emergency_rows_get (call->db, post->id, error)))
    return FALSE;
  if (emergency->cleared_at != 0)
    return TRUE;

  emergency->due_at = act == CS_ACT_SIGN ? call->now + CS_EMERGENCY_REVIEW_WITHIN : 0;
  return cs_emergency_rows_update (call->db, emergency, error) &&
         (act != CS_ACT_SIGN || tell_those_who_may (call, emergency, CS_NOTICE_REVIEW_OWED, &n, error));
}

static JsonObject *
write_emergency (CsCall                *call,
                 CsNames               *names,
                 const CsEmergencyRow  *row,
                 GError               **error)
{
  g_autoptr(CsPostRow) post = cs_post_rows_get (call->db, row->post, error);
  gboolean took_part = FALSE;
  JsonObject *object = NULL;

  if (!post ||
      (call->actor && !cs_emergencies_find_part (call, row->post, call->actor->id, &took_part, error)))
    return NULL;

  object = json_object_new ();
  json_object_set_int_member (object, "post", row->post);
  json_object_set_string_member (object, "excerpt", post->excerpt);
  json_object_set_string_member (object, "state", cs_post_state_nick (post->state));
  json_object_set_string_member (object, "reason", row->reason);
  json_object_set_string_member (object, "started_by_name", cs_names_get_person (names, row->started_by));
  json_object_set_int_member (object, "started_at", row->started_at);
  json_object_set_int_member (object, "due_at", row->due_at);
  json_object_set_string_member (object, "cleared_by_name", cs_names_get_person (names, row->cleared_by));
  json_object_set_int_member (object, "cleared_at", row->cleared_at);
  json_object_set_string_member (object, "finding", row->finding);
  json_object_set_boolean_member (object, "may_clear",
                                  row->due_at != 0 && row->cleared_at == 0 && !took_part &&
                                  cs_call_actor_is (call, CS_EMERGENCY_REVIEWERS));
  return object;
}

static JsonObject *
write_freeze (CsCall             *call,
              CsNames            *names,
              const CsFreezeRow  *row)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", row->id);
  json_object_set_string_member (object, "reason", row->reason);
  json_object_set_int_member (object, "post", row->post);
  json_object_set_string_member (object, "made_by_name", cs_names_get_person (names, row->made_by));
  json_object_set_int_member (object, "made_at", row->made_at);
  json_object_set_boolean_member (object, "may_thaw", cs_call_actor_is (call, CS_ROLE_LEADER | CS_ROLE_DUTY));
  return object;
}

gboolean
cs_emergencies_to_json (CsCall      *call,
                        CsNames     *names,
                        gboolean     only_open,
                        JsonObject  *reply,
                        GError     **error)
{
  g_autoptr(GPtrArray) rows = cs_emergency_rows_list (call->db, only_open, MAX_SHOWN, error);
  g_autoptr(JsonArray) array = json_array_new ();
  g_autoptr(CsFreezeRow) freeze = NULL;

  if (!rows || !cs_freeze_rows_get_open (call->db, &freeze, error))
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      JsonObject *object = write_emergency (call, names, g_ptr_array_index (rows, i), error);

      if (!object)
        return FALSE;
      json_array_add_object_element (array, object);
    }

  json_object_set_array_member (reply, "emergencies", g_steal_pointer (&array));
  if (freeze)
    json_object_set_object_member (reply, "freeze", write_freeze (call, names, freeze));
  return TRUE;
}
