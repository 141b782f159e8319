/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-error.h"
#include "cs-operations-private.h"
#include "cs-people.h"

/* Sections. */

static JsonObject *
run_list (CsCall  *call,
          GError **error)
{
  g_autoptr(GPtrArray) sections = cs_section_rows_list (call->db, error);
  JsonObject *reply = NULL;
  JsonArray *array = NULL;

  if (!sections)
    return NULL;

  array = json_array_new ();
  for (guint i = 0; i < sections->len; i++)
    {
      const CsSectionRow *section = g_ptr_array_index (sections, i);
      JsonObject *one = json_object_new ();

      json_object_set_int_member (one, "id", section->id);
      json_object_set_string_member (one, "name", section->name);
      json_object_set_boolean_member (one, "retired", section->retired_at != 0);
      json_array_add_object_element (array, one);
    }

  reply = json_object_new ();
  json_object_set_array_member (reply, "sections", array);
  return reply;
}

static JsonObject *
run_add (CsCall  *call,
         GError **error)
{
  gint64 id = cs_sections_add (call, call->actor->id, cs_call_get_text (call, "name"), error);

  return id ? cs_call_reply_id (id) : NULL;
}

static const CsSectionRow *
find_active (CsCall   *call,
             CsNames  *names,
             GError  **error)
{
  gint64 id = cs_call_get_int64 (call, "section");
  const CsSectionRow *section = cs_names_find_section (names, id);

  if (!section || section->retired_at != 0)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "There is no section %" G_GINT64_FORMAT, id);
      return NULL;
    }

  return section;
}

static gboolean
update_section (CsCall              *call,
                const CsSectionRow  *row,
                CsJournalKind        kind,
                GError             **error)
{
  JsonObject *details = NULL;

  if (!cs_section_rows_update (call->db, row, error))
    return FALSE;

  details = json_object_new ();
  json_object_set_int_member (details, "section", row->id);
  json_object_set_string_member (details, "name", row->name);
  return cs_call_journal (call, 0, kind, details, error);
}

static JsonObject *
run_change (CsCall  *call,
            GError **error)
{
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_autofree char *name = NULL;
  const CsSectionRow *section = NULL;
  CsSectionRow row;

  if (!(section = find_active (call, names, error)) ||
      !(name = cs_call_dup_name (cs_call_get_text (call, "name"), "A section’s name", error)))
    return NULL;

  row = *section;
  row.name = name;
  if (!update_section (call, &row, CS_JOURNAL_SECTION_CHANGED, error))
    return NULL;
  return cs_call_reply_id (row.id);
}

static gboolean
check_nobody_inside (CsCall              *call,
                     const CsSectionRow  *section,
                     GError             **error)
{
  g_autoptr(GPtrArray) people = cs_person_rows_list (call->db, error);

  if (!people)
    return FALSE;

  for (guint i = 0; i < people->len; i++)
    {
      const CsPersonRow *person = g_ptr_array_index (people, i);

      if (person->section == section->id && person->retired_at == 0)
        {
          g_set_error (error, CS_ERROR, CS_ERROR_WRONG_STATE,
                       "%s still belongs to the section “%s”", person->login, section->name);
          return FALSE;
        }
    }

  return TRUE;
}

static JsonObject *
run_retire (CsCall  *call,
            GError **error)
{
  g_autoptr(CsNames) names = cs_names_new (call->db);
  const CsSectionRow *section = find_active (call, names, error);
  CsSectionRow row;

  if (!section || !check_nobody_inside (call, section, error))
    return NULL;

  row = *section;
  row.retired_at = call->now;
  if (!update_section (call, &row, CS_JOURNAL_SECTION_RETIRED, error))
    return NULL;
  return cs_call_reply_id (row.id);
}

static const CsArgument add_arguments[] = {
  { "name", CS_ARGUMENT_TEXT, TRUE, 0, N_("the section’s name") },
  { NULL },
};

static const CsArgument change_arguments[] = {
  { "section", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which") },
  { "name", CS_ARGUMENT_TEXT, TRUE, 0, N_("its new name") },
  { NULL },
};

static const CsArgument retire_arguments[] = {
  { "section", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which") },
  { NULL },
};

const CsOperation cs_section_operations[] = {
  { "section.list", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Lists all sections, also those retired."), NULL, NULL, NULL, run_list },
  { "section.add", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Adds a section."), add_arguments, NULL, NULL, run_add },
  { "section.change", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Renames a section."), change_arguments, NULL, NULL, run_change },
  { "section.retire", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Retires a section to which nobody belongs any more."), retire_arguments, NULL, NULL, run_retire },
  { NULL },
};
