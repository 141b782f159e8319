/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-clock.h"
#include "cs-notice-rows.h"

JsonObject *
cs_notices_describe (CsCall     *call,
                     const char *reason)
{
  JsonObject *details = json_object_new ();

  json_object_set_string_member (details, "name", call->actor ? call->actor->name : "");
  json_object_set_string_member (details, "reason", reason);
  return details;
}

static gboolean
add (CsCall        *call,
     gint64         person,
     gint64         post,
     CsNoticeKind   kind,
     const char    *details,
     GError       **error)
{
  if (person == 0 || (call->actor && call->actor->id == person))
    return TRUE;

  return cs_notice_rows_add (call->db, person, post, kind, details, call->now, error) != 0;
}

gboolean
cs_notices_send (CsCall        *call,
                 gint64         person,
                 gint64         post,
                 CsNoticeKind   kind,
                 JsonObject    *details,
                 GError       **error)
{
  g_autoptr(JsonObject) object = details ? details : json_object_new ();
  g_autofree char *text = cs_json_write_canonical (object);

  return add (call, person, post, kind, text, error);
}

gboolean
cs_notices_send_roles (CsCall        *call,
                       CsRoles        roles,
                       gint64         post,
                       CsNoticeKind   kind,
                       JsonObject    *details,
                       GError       **error)
{
  g_autoptr(JsonObject) object = details ? details : json_object_new ();
  g_autofree char *text = cs_json_write_canonical (object);
  g_autoptr(GPtrArray) people = cs_person_rows_list (call->db, error);

  if (!people)
    return FALSE;

  for (guint i = 0; i < people->len; i++)
    {
      const CsPersonRow *person = g_ptr_array_index (people, i);

      if (person->retired_at == 0 && (person->roles & roles) != 0 &&
          !add (call, person->id, post, kind, text, error))
        return FALSE;
    }

  return TRUE;
}
