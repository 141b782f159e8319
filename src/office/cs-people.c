/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-error.h"
#include "cs-password.h"
#include "cs-people.h"

#define MAX_LOGIN 64

JsonObject *
cs_people_to_json (CsDb              *db,
                   const CsPersonRow *person)
{
  g_autoptr(CsNames) names = cs_names_new (db);
  g_autofree char *roles = cs_roles_to_string (person->roles);
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", person->id);
  json_object_set_string_member (object, "login", person->login);
  json_object_set_string_member (object, "name", person->name);
  json_object_set_string_member (object, "roles", roles);
  json_object_set_int_member (object, "section", person->section);
  json_object_set_string_member (object, "section_name", cs_names_get_section (names, person->section));
  json_object_set_boolean_member (object, "retired", person->retired_at != 0);
  return object;
}

gboolean
cs_people_count_failure (CsCall       *call,
                         CsPersonRow  *person,
                         GError      **error)
{
  JsonObject *details = NULL;

  person->failures++;
  if (person->failures < CS_PASSWORD_MAX_FAILURES)
    return cs_person_rows_update (call->db, person, error);

  person->failures = 0;
  person->locked_until = call->now + CS_PASSWORD_LOCK;
  details = json_object_new ();
  json_object_set_string_member (details, "login", person->login);
  return cs_person_rows_update (call->db, person, error) &&
         cs_call_journal_by (call, 0, 0, CS_JOURNAL_SIGN_IN_LOCKED, details, error);
}

char *
cs_people_hash (const char  *password,
                gboolean     practice,
                GError     **error)
{
  if (practice && !*password)
    return g_strdup ("");

  return cs_password_hash (password, error);
}

gboolean
cs_people_read_roles (const char  *text,
                      CsRoles     *roles,
                      GError     **error)
{
  if (!cs_roles_from_string (text, roles, error))
    return FALSE;

  if (*roles == CS_ROLE_NONE)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "A person needs at least one role");
      return FALSE;
    }

  return TRUE;
}

static gboolean
login_is_good (const char *login)
{
  if (!*login || strlen (login) > MAX_LOGIN)
    return FALSE;

  for (const char *at = login; *at; at++)
    if (!g_ascii_islower (*at) && !g_ascii_isdigit (*at) && !strchr ("._-", *at))
      return FALSE;

  return TRUE;
}

CsPersonRow *
cs_people_make (JsonObject  *object,
                gint64       section,
                char        *password,
                GError     **error)
{
  g_autoptr(CsPersonRow) person = g_new0 (CsPersonRow, 1);

  person->password = password;
  person->section = section;
  person->login = g_utf8_strdown (cs_json_get_text (object, "login"), -1);
  if (!login_is_good (person->login))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID,
                   "A login has 1 to %d of a–z, 0–9, “.”, “_” and “-”", MAX_LOGIN);
      return NULL;
    }

  if (!(person->name = cs_call_dup_name (cs_json_get_text (object, "name"), "A person’s name", error)) ||
      !cs_people_read_roles (cs_json_get_text (object, "roles"), &person->roles, error))
    return NULL;

  return g_steal_pointer (&person);
}

gboolean
cs_people_add (CsCall       *call,
               gint64        actor,
               CsPersonRow  *person,
               GError      **error)
{
  g_autoptr(CsPersonRow) taken = cs_person_rows_find_login (call->db, person->login, NULL);
  g_autofree char *roles = cs_roles_to_string (person->roles);
  JsonObject *details = NULL;

  if (taken)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_CONFLICT, "The login “%s” is taken", person->login);
      return FALSE;
    }

  if (!(person->id = cs_person_rows_add (call->db, person, error)))
    return FALSE;

  details = json_object_new ();
  json_object_set_int_member (details, "person", person->id);
  json_object_set_string_member (details, "name", person->name);
  json_object_set_string_member (details, "login", person->login);
  json_object_set_string_member (details, "roles", roles);
  return cs_call_journal_by (call, actor ? actor : person->id, 0, CS_JOURNAL_PERSON_ADDED, details, error);
}

gint64
cs_sections_add (CsCall      *call,
                 gint64       actor,
                 const char  *name,
                 GError     **error)
{
  g_autoptr(GPtrArray) sections = cs_section_rows_list (call->db, error);
  g_autofree char *good = cs_call_dup_name (name, "A section’s name", sections ? error : NULL);
  JsonObject *details = NULL;
  gint64 id = 0;

  if (!sections || !good)
    return 0;

  for (guint i = 0; i < sections->len; i++)
    {
      const CsSectionRow *other = g_ptr_array_index (sections, i);

      if (other->retired_at == 0 && g_str_equal (other->name, good))
        {
          g_set_error (error, CS_ERROR, CS_ERROR_CONFLICT, "There is a section “%s” already", good);
          return 0;
        }
    }

  if (!(id = cs_section_rows_add (call->db, good, error)))
    return 0;

  details = json_object_new ();
  json_object_set_int_member (details, "section", id);
  json_object_set_string_member (details, "name", good);
  return cs_call_journal_by (call, actor, 0, CS_JOURNAL_SECTION_ADDED, details, error) ? id : 0;
}

gboolean
cs_routes_add (CsCall   *call,
               gint64    actor,
               CsRoute  *route,
               GError  **error)
{
  g_autofree char *name = cs_call_dup_name (route->name, "A route’s name", error);
  g_autoptr(JsonObject) shape = NULL;
  JsonObject *details = NULL;

  if (!name)
    return FALSE;

  g_free (route->name);
  route->name = g_steal_pointer (&name);
  if (!cs_route_check (route, error) || !cs_route_rows_add (call->db, route, call->now, error))
    return FALSE;

  details = json_object_new ();
  json_object_set_int_member (details, "route", route->id);
  json_object_set_string_member (details, "name", route->name);
  shape = cs_json_from_route (route);
  json_object_set_array_member (details, "stages", json_array_ref (cs_json_get_array (shape, "stages")));
  json_object_set_int_member (details, "version", route->version);
  return cs_call_journal_by (call, actor, 0, CS_JOURNAL_ROUTE_ADDED, details, error);
}

gboolean
cs_office_check_language (const char  *language,
                          GError     **error)
{
  if (strlen (language) == 2 && g_ascii_islower (language[0]) && g_ascii_islower (language[1]))
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is not a language such as “en”", language);
  return FALSE;
}

gboolean
cs_office_check_zone (const char  *zone,
                      GError     **error)
{
  g_autoptr(GTimeZone) known = g_time_zone_new_identifier (zone);

  if (*zone && known)
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is not a time zone such as “Asia/Shanghai”", zone);
  return FALSE;
}
