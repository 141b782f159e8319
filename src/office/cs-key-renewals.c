/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-clock.h"
#include "cs-key-renewals.h"

gboolean
cs_key_renewals_may_confirm (CsCall                *call,
                             const CsKeyRenewalRow *renewal)
{
  return cs_call_actor_is (call, CS_ROLE_ADMINISTRATOR) && renewal->confirmed_by == 0 &&
         renewal->asked_by != call->actor->id && renewal->person != call->actor->id;
}

gboolean
cs_key_renewals_tell (CsCall                 *call,
                      const CsKeyRenewalRow  *renewal,
                      GError                **error)
{
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_autoptr(GPtrArray) people = cs_person_rows_list (call->db, error);

  for (guint i = 0; people && i < people->len; i++)
    {
      const CsPersonRow *person = g_ptr_array_index (people, i);
      JsonObject *details = NULL;

      if (person->retired_at != 0 || !(person->roles & CS_ROLE_ADMINISTRATOR) ||
          person->id == renewal->asked_by || person->id == renewal->person)
        continue;

      details = json_object_new ();
      json_object_set_string_member (details, "name", cs_names_get_person (names, renewal->person));
      json_object_set_string_member (details, "asked_by_name", cs_names_get_person (names, renewal->asked_by));
      if (!cs_notices_send (call, person->id, 0, CS_NOTICE_KEY_RENEWAL, details, error))
        return FALSE;
    }

  return people != NULL;
}

JsonObject *
cs_key_renewals_write (const CsKeyRenewalRow *renewal,
                       CsNames               *names)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "person", renewal->person);
  json_object_set_string_member (object, "person_name", cs_names_get_person (names, renewal->person));
  json_object_set_int_member (object, "asked_by", renewal->asked_by);
  json_object_set_string_member (object, "asked_by_name", cs_names_get_person (names, renewal->asked_by));
  json_object_set_int_member (object, "asked_at", renewal->asked_at);
  json_object_set_int_member (object, "confirmed_by", renewal->confirmed_by);
  json_object_set_string_member (object, "confirmed_by_name", cs_names_get_person (names, renewal->confirmed_by));
  json_object_set_int_member (object, "confirmed_at", renewal->confirmed_at);
  return object;
}

gboolean
cs_key_renewals_to_json (CsCall      *call,
                         CsNames     *names,
                         JsonObject  *reply,
                         GError     **error)
{
  g_autoptr(GPtrArray) renewals = NULL;
  g_autoptr(JsonArray) array = json_array_new ();

  if (cs_call_actor_is (call, CS_ROLE_ADMINISTRATOR) &&
      !(renewals = cs_key_renewal_rows_list_open (call->db, error)))
    return FALSE;

  for (guint i = 0; renewals && i < renewals->len; i++)
    if (cs_key_renewals_may_confirm (call, g_ptr_array_index (renewals, i)))
      json_array_add_object_element (array, cs_key_renewals_write (g_ptr_array_index (renewals, i), names));

  json_object_set_array_member (reply, "renewals", g_steal_pointer (&array));
  return TRUE;
}
