/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-call.h"
#include "cs-error.h"
#include "cs-journal-rows.h"

#define MAX_NAME_CHARACTERS 200

gint64
cs_call_get_int64 (CsCall     *call,
                   const char *name)
{
  return cs_json_get_int64 (call->arguments, name);
}

const char *
cs_call_get_text (CsCall     *call,
                  const char *name)
{
  return cs_json_get_text (call->arguments, name);
}

gboolean
cs_call_get_boolean (CsCall     *call,
                     const char *name)
{
  return cs_json_get_boolean (call->arguments, name);
}

gboolean
cs_call_has (CsCall     *call,
             const char *name)
{
  return json_object_has_member (call->arguments, name);
}

guint
cs_call_get_limit (CsCall *call,
                   guint   most)
{
  gint64 limit = cs_call_get_int64 (call, "limit");

  return limit <= 0 ? most / 4 : (guint) MIN (limit, (gint64) most);
}

gboolean
cs_call_actor_is (CsCall  *call,
                  CsRoles  roles)
{
  return call->actor && (call->actor->roles & roles) != 0;
}

char *
cs_call_dup_name (const char  *text,
                  const char  *what,
                  GError     **error)
{
  g_autofree char *name = g_strstrip (g_strdup (text));

  if (!*name || g_utf8_strlen (name, -1) > MAX_NAME_CHARACTERS || strpbrk (name, "\r\n\t"))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID,
                   "%s must have 1 to %d characters on one line", what, MAX_NAME_CHARACTERS);
      return NULL;
    }

  return g_steal_pointer (&name);
}

gboolean
cs_call_journal_by (CsCall         *call,
                    gint64          actor,
                    gint64          post,
                    CsJournalKind   kind,
                    JsonObject     *details,
                    GError        **error)
{
  g_autoptr(JsonObject) object = details ? details : json_object_new ();
  g_autofree char *text = cs_json_write_canonical (object);

  return cs_journal_rows_append (call->db, call->now, actor, post, kind, text, error) != 0;
}

gboolean
cs_call_journal (CsCall         *call,
                 gint64          post,
                 CsJournalKind   kind,
                 JsonObject     *details,
                 GError        **error)
{
  return cs_call_journal_by (call, call->actor ? call->actor->id : 0, post, kind, details, error);
}

JsonObject *
cs_call_reply_id (gint64 id)
{
  JsonObject *reply = json_object_new ();

  json_object_set_int_member (reply, "id", id);
  return reply;
}

CsNames *
cs_names_new (CsDb *db)
{
  CsNames *names = g_new0 (CsNames, 1);

  names->db = db;
  names->routes = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                         (GDestroyNotify) cs_route_free);
  return names;
}

void
cs_names_free (CsNames *names)
{
  if (!names)
    return;

  g_clear_pointer (&names->people, g_hash_table_unref);
  g_clear_pointer (&names->sections, g_hash_table_unref);
  g_clear_pointer (&names->routes, g_hash_table_unref);
  g_free (names);
}

static const CsPersonRow *
find_person (CsNames *names,
             gint64   id)
{
  if (!names->people)
    {
      g_autoptr(GPtrArray) rows = cs_person_rows_list (names->db, NULL);

      names->people = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                             (GDestroyNotify) cs_person_row_free);
      while (rows && rows->len > 0)
        {
          CsPersonRow *row = g_ptr_array_steal_index_fast (rows, rows->len - 1);

          g_hash_table_insert (names->people, &row->id, row);
        }
    }

  return g_hash_table_lookup (names->people, &id);
}

const char *
cs_names_get_person (CsNames *names,
                     gint64   id)
{
  const CsPersonRow *row = id ? find_person (names, id) : NULL;

  return row ? row->name : "";
}

const CsSectionRow *
cs_names_find_section (CsNames *names,
                       gint64   id)
{
  if (!names->sections)
    {
      g_autoptr(GPtrArray) rows = cs_section_rows_list (names->db, NULL);

      names->sections = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                               (GDestroyNotify) cs_section_row_free);
      while (rows && rows->len > 0)
        {
          CsSectionRow *row = g_ptr_array_steal_index_fast (rows, rows->len - 1);

          g_hash_table_insert (names->sections, &row->id, row);
        }
    }

  return g_hash_table_lookup (names->sections, &id);
}

const char *
cs_names_get_section (CsNames *names,
                      gint64   id)
{
  const CsSectionRow *row = id ? cs_names_find_section (names, id) : NULL;

  return row ? row->name : "";
}

const CsRoute *
cs_names_get_route (CsNames  *names,
                    gint64    id,
                    GError  **error)
{
  CsRoute *route = g_hash_table_lookup (names->routes, &id);

  if (!route && (route = cs_route_rows_get (names->db, id, error)))
    g_hash_table_insert (names->routes, &route->id, route);
  return route;
}
