/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-check-rows.h"
#include "cs-clock.h"
#include "cs-error.h"
#include "cs-operations-private.h"
#include "cs-people.h"
#include "cs-practice-host.h"
#include "cs-sign-in.h"

/* The office itself: what it is called, and its first start. */

#define MAX_LIST_BYTES 200000

/* For how long an opened key stays open, in seconds; in a practice office nobody has a password to type again. */
#define SIGN_AGAIN_AFTER (15 * 60)
#define MIN_SIGN_AGAIN_AFTER 60
#define MAX_SIGN_AGAIN_AFTER (8 * 60 * 60)

static JsonObject *
run_info (CsCall  *call,
          GError **error)
{
  JsonObject *reply = json_object_new ();
  g_autofree char *address = NULL;

  json_object_set_boolean_member (reply, "empty", call->office == NULL);
  if (!call->office)
    return reply;

  if (call->office->practice)
    {
      g_autofree char *folder = g_build_filename (call->folder, "practice", NULL);

      address = cs_practice_host_find_address (folder);
    }

  json_object_set_string_member (reply, "name", call->office->name);
  json_object_set_string_member (reply, "language", call->office->language);
  json_object_set_string_member (reply, "zone", call->office->zone);
  json_object_set_boolean_member (reply, "practice", call->office->practice);
  json_object_set_string_member (reply, "practice_address", address ? address : "");
  json_object_set_int_member (reply, "sign_again_after", call->office->sign_again_after);
  return reply;
}

/* What office.create makes slowly. */
typedef struct
{
  GPtrArray *hashes; /* of all passwords: the administrator's, then the people's, in their order; owned */
  CsSecret  *secret; /* the administrator's key, who is signed in at once; owned */
  GBytes    *sealed; /* owned */
} FirstStart;

static void
first_start_free (gpointer data)
{
  FirstStart *start = data;

  g_clear_pointer (&start->hashes, g_ptr_array_unref);
  g_clear_pointer (&start->secret, cs_secret_unref);
  g_clear_pointer (&start->sealed, g_bytes_unref);
  g_free (start);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FirstStart, first_start_free)

static gpointer
prepare_create (CsCall  *call,
                GError **error)
{
  g_autoptr(FirstStart) start = g_new0 (FirstStart, 1);
  gboolean practice = cs_call_get_boolean (call, "practice");
  JsonArray *people = cs_json_get_array (call->arguments, "people");
  JsonObject *administrator = cs_json_get_object (call->arguments, "administrator");
  guint n = people ? json_array_get_length (people) : 0;

  start->hashes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i <= n; i++)
    {
      JsonObject *person = i == 0 ? administrator : cs_json_get_element (people, i - 1);
      char *hash = cs_people_hash (cs_json_get_text (person, "password"), practice, error);

      if (!hash)
        {
          g_prefix_error (error, "Password of “%s”: ", cs_json_get_text (person, "login"));
          return NULL;
        }
      g_ptr_array_add (start->hashes, hash);
    }

  start->secret = cs_secret_new_random (CS_SECRET_KEY);
  start->sealed = cs_secret_seal (start->secret, practice ? "" : cs_json_get_text (administrator, "password"), error);
  return start->sealed ? g_steal_pointer (&start) : NULL;
}

static gboolean
set_settings (CsCall       *call,
              CsOfficeRow  *row,
              GError      **error)
{
  g_autofree char *name = NULL;

  if (cs_call_has (call, "name"))
    {
      if (!(name = cs_call_dup_name (cs_call_get_text (call, "name"), "The office’s name", error)))
        return FALSE;
      g_free (row->name);
      row->name = g_steal_pointer (&name);
    }

  if (cs_call_has (call, "language"))
    {
      if (!cs_office_check_language (cs_call_get_text (call, "language"), error))
        return FALSE;
      g_free (row->language);
      row->language = g_strdup (cs_call_get_text (call, "language"));
    }

  if (cs_call_has (call, "zone"))
    {
      if (!cs_office_check_zone (cs_call_get_text (call, "zone"), error))
        return FALSE;
      g_free (row->zone);
      row->zone = g_strdup (cs_call_get_text (call, "zone"));
    }

  if (cs_call_has (call, "sign_again_after"))
    {
      row->sign_again_after = cs_call_get_int64 (call, "sign_again_after");
      if (row->sign_again_after < MIN_SIGN_AGAIN_AFTER || row->sign_again_after > MAX_SIGN_AGAIN_AFTER)
        {
          g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "A key stays open for %d to %d seconds",
                       MIN_SIGN_AGAIN_AFTER, MAX_SIGN_AGAIN_AFTER);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
journal_office (CsCall             *call,
                gint64              actor,
                CsJournalKind       kind,
                const CsOfficeRow  *row,
                GError            **error)
{
  JsonObject *details = json_object_new ();

  json_object_set_string_member (details, "name", row->name);
  json_object_set_int_member (details, "sign_again_after", row->sign_again_after);
  return cs_call_journal_by (call, actor, 0, kind, details, error);
}

static gboolean
make_sections (CsCall      *call,
               gint64       actor,
               GHashTable  *sections,
               GError     **error)
{
  g_auto(GStrv) names = cs_json_dup_strings (call->arguments, "sections");

  for (guint i = 0; names[i]; i++)
    {
      gint64 id = cs_sections_add (call, actor, names[i], error);

      if (!id)
        return FALSE;
      g_hash_table_insert (sections, g_strstrip (g_strdup (names[i])), GSIZE_TO_POINTER ((gsize) id));
    }

  return TRUE;
}

static gboolean
make_people (CsCall      *call,
             gint64       actor,
             GHashTable  *sections,
             GPtrArray   *hashes,
             GError     **error)
{
  JsonArray *people = cs_json_get_array (call->arguments, "people");
  guint n = people ? json_array_get_length (people) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = cs_json_get_element (people, i);
      const char *section = cs_json_get_text (object, "section");
      gint64 id = (gint64) GPOINTER_TO_SIZE (g_hash_table_lookup (sections, section));
      g_autoptr(CsPersonRow) person = NULL;

      if (*section && !id)
        {
          g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "There is no section “%s”", section);
          return FALSE;
        }

      person = cs_people_make (object, id, g_strdup (g_ptr_array_index (hashes, i + 1)), error);
      if (!person || !cs_people_add (call, actor, person, error))
        return FALSE;
    }

  return TRUE;
}

static CsRoute *
make_default_route (void)
{
  CsRoute *route = cs_route_new (_("Ordinary route"));

  cs_route_add_stage (route, _("Section review"), CS_STAGE_REVIEW, CS_ROLE_REVIEWER, CS_SCOPE_SECTION);
  cs_route_add_stage (route, _("Sign-off"), CS_STAGE_SIGN_OFF, CS_ROLE_LEADER, CS_SCOPE_OFFICE);
  return route;
}

static gboolean
make_route (CsCall       *call,
            gint64        actor,
            CsOfficeRow  *row,
            GError      **error)
{
  g_autoptr(CsRoute) route = NULL;
  JsonObject *given = cs_json_get_object (call->arguments, "route");

  route = given ? cs_json_to_route (given, error) : make_default_route ();
  if (!route || !cs_routes_add (call, actor, route, error))
    return FALSE;

  row->route = route->id;
  return TRUE;
}

static CsPersonRow *
make_administrator (CsCall     *call,
                    GPtrArray  *hashes,
                    GError    **error)
{
  JsonObject *given = cs_json_get_object (call->arguments, "administrator");
  g_autoptr(JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "login", cs_json_get_text (given, "login"));
  json_object_set_string_member (object, "name", cs_json_get_text (given, "name"));
  json_object_set_string_member (object, "roles", cs_role_nick (CS_ROLE_ADMINISTRATOR));
  return cs_people_make (object, 0, g_strdup (g_ptr_array_index (hashes, 0)), error);
}

static JsonObject *
run_create (CsCall  *call,
            GError **error)
{
  g_autoptr(GHashTable) sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(CsOfficeRow) row = g_new0 (CsOfficeRow, 1);
  g_autoptr(CsPersonRow) administrator = NULL;
  FirstStart *start = call->prepared;
  gint64 key = 0;

  if (call->office)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_CONFLICT, "This office has been made already");
      return NULL;
    }

  row->uid = g_uuid_string_random ();
  row->practice = cs_call_get_boolean (call, "practice");
  row->made_at = call->now;
  row->sign_again_after = row->practice ? MAX_SIGN_AGAIN_AFTER : SIGN_AGAIN_AFTER;
  if (!set_settings (call, row, error) ||
      !(administrator = make_administrator (call, start->hashes, error)) ||
      !cs_office_rows_set (call->db, row, error) ||
      !cs_people_add (call, 0, administrator, error) ||
      !journal_office (call, administrator->id, CS_JOURNAL_OFFICE_MADE, row, error) ||
      !make_sections (call, administrator->id, sections, error) ||
      !make_people (call, administrator->id, sections, start->hashes, error) ||
      !make_route (call, administrator->id, row, error) ||
      !cs_office_rows_set (call->db, row, error) || !cs_clocks_set_ordinary_week (call, error) ||
      (g_str_has_prefix (row->language, "zh") && !cs_check_rows_set_pack (call->db, "cn", TRUE, error)) ||
      !(key = cs_keys_add (call, administrator->id, start->secret, start->sealed, 0, error)))
    return NULL;

  cs_keys_open_after (call, administrator->id, key, start->secret);
  call->session_person = administrator->id;
  return cs_call_reply_id (administrator->id);
}

static JsonObject *
run_change (CsCall  *call,
            GError **error)
{
  g_autoptr(CsOfficeRow) row = cs_office_rows_get (call->db, error);

  if (!row || !set_settings (call, row, error) ||
      !cs_office_rows_set (call->db, row, error) ||
      !journal_office (call, call->actor->id, CS_JOURNAL_OFFICE_CHANGED, row, error) ||
      (cs_call_has (call, "zone") && !cs_clocks_reset_all (call, error)))
    return NULL;

  return run_info (call, error);
}

static const CsArgument create_arguments[] = {
  { "name", CS_ARGUMENT_TEXT, TRUE, 0, N_("what the office is called") },
  { "language", CS_ARGUMENT_TEXT, TRUE, 0, N_("default language of posts, two letters") },
  { "zone", CS_ARGUMENT_TEXT, TRUE, 0, N_("time zone, such as “Asia/Shanghai”") },
  { "practice", CS_ARGUMENT_BOOLEAN, FALSE, 0, N_("a practice office: no passwords, never a real network") },
  { "sections", CS_ARGUMENT_ARRAY, FALSE, MAX_LIST_BYTES, N_("names of its sections") },
  { "administrator", CS_ARGUMENT_OBJECT, TRUE, 0, N_("login, name, password") },
  { "people", CS_ARGUMENT_ARRAY, FALSE, MAX_LIST_BYTES,
    N_("objects with login, name, roles, section (its name) and password") },
  { "route", CS_ARGUMENT_OBJECT, FALSE, MAX_LIST_BYTES, N_("name and stages; two stages if absent") },
  { NULL },
};

static const CsArgument change_arguments[] = {
  { "name", CS_ARGUMENT_TEXT, FALSE, 0, N_("what the office is called") },
  { "language", CS_ARGUMENT_TEXT, FALSE, 0, N_("default language of posts, two letters") },
  { "zone", CS_ARGUMENT_TEXT, FALSE, 0, N_("time zone") },
  { "sign_again_after", CS_ARGUMENT_INTEGER, FALSE, 0, N_("seconds after which the password is asked for again at signing: 60 to 28800") },
  { NULL },
};

const CsOperation cs_office_operations[] = {
  { "office.info", CS_ROLE_NONE, CS_OPERATION_READ,
    N_("Says which office this is."), NULL, NULL, NULL, run_info, NULL, TRUE, TRUE },
  { "office.create", CS_ROLE_NONE, CS_OPERATION_WRITE,
    N_("Makes the office at its first start: sections, people, route. Only while it is empty."),
    create_arguments, prepare_create, first_start_free, run_create, NULL, TRUE },
  { "office.change", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Changes name, language, time zone or how long an opened key stays open."), change_arguments, NULL, NULL, run_change },
  { NULL },
};
