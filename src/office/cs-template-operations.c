/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-call.h"
#include "cs-card-rows.h"
#include "cs-error.h"
#include "cs-operations-private.h"

/* Snippets of text and templates of posts. */

#define MAX_TEMPLATES 500

static JsonObject *
run_list (CsCall  *call,
          GError **error)
{
  g_autoptr(GPtrArray) rows = cs_template_rows_list (call->db, cs_call_get_text (call, "kind"), MAX_TEMPLATES, error);
  JsonArray *array = NULL;
  JsonObject *reply = NULL;

  if (!rows)
    return NULL;

  array = json_array_new ();
  for (guint i = 0; i < rows->len; i++)
    {
      const CsTemplateRow *row = g_ptr_array_index (rows, i);
      JsonObject *one = json_object_new ();

      json_object_set_int_member (one, "id", row->id);
      json_object_set_string_member (one, "kind", row->kind);
      json_object_set_string_member (one, "name", row->name);
      json_object_set_string_member (one, "language", row->language);
      json_object_set_string_member (one, "content", row->content);
      json_array_add_object_element (array, one);
    }

  reply = json_object_new ();
  json_object_set_array_member (reply, "templates", array);
  return reply;
}

static CsTemplateRow *
find_template (CsCall  *call,
               GError **error)
{
  g_autoptr(CsTemplateRow) row = cs_template_rows_get (call->db, cs_call_get_int64 (call, "template"), error);

  if (!row)
    return NULL;
  if (row->retired_at != 0)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "The template %" G_GINT64_FORMAT " was retired", row->id);
      return NULL;
    }

  return g_steal_pointer (&row);
}

static gboolean
journal_template (CsCall               *call,
                  CsJournalKind         kind,
                  const CsTemplateRow  *row,
                  GError              **error)
{
  JsonObject *details = json_object_new ();

  json_object_set_int_member (details, "template", row->id);
  json_object_set_string_member (details, "kind", row->kind);
  json_object_set_string_member (details, "name", row->name);
  json_object_set_string_member (details, "content", row->content);
  return cs_call_journal (call, 0, kind, details, error);
}

/* A post's content in its canonical form, without accounts: whoever begins from it chooses his own. */
static char *
read_content (const char  *kind,
              const char  *content,
              GError     **error)
{
  g_autoptr(CsContent) read = NULL;

  if (g_str_equal (kind, "snippet"))
    {
      if (*content != '\0')
        return g_strdup (content);
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "A snippet needs words");
      return NULL;
    }
  if (!g_str_equal (kind, "post"))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is no kind of template", kind);
      return NULL;
    }
  if (!(read = cs_content_parse (content, error)))
    return NULL;

  while (read->accounts->len > 0)
    cs_content_remove_account (read, g_array_index (read->accounts, gint64, 0));
  return cs_content_to_canonical (read);
}

static JsonObject *
run_save (CsCall  *call,
          GError **error)
{
  g_autoptr(CsTemplateRow) row = NULL;
  g_autofree char *content = read_content (cs_call_get_text (call, "kind"), cs_call_get_text (call, "content"), error);
  g_autofree char *name = NULL;
  gboolean is_new = cs_call_get_int64 (call, "template") == 0;

  if (!content || !(name = cs_call_dup_name (cs_call_get_text (call, "name"), "A template’s name", error)) ||
      !(row = is_new ? g_new0 (CsTemplateRow, 1) : find_template (call, error)))
    return NULL;

  g_free (row->kind);
  g_free (row->name);
  g_free (row->language);
  g_free (row->content);
  row->kind = g_strdup (cs_call_get_text (call, "kind"));
  row->name = g_steal_pointer (&name);
  row->language = g_strdup (cs_call_get_text (call, "language"));
  row->content = g_steal_pointer (&content);
  row->changed_by = call->actor->id;
  row->changed_at = call->now;
  if (is_new ? !(row->id = cs_template_rows_add (call->db, row, error)) : !cs_template_rows_update (call->db, row, error))
    return NULL;
  if (!journal_template (call, CS_JOURNAL_TEMPLATE_SAVED, row, error))
    return NULL;

  return cs_call_reply_id (row->id);
}

static JsonObject *
run_retire (CsCall  *call,
            GError **error)
{
  g_autoptr(CsTemplateRow) row = find_template (call, error);

  if (!row)
    return NULL;

  row->retired_at = call->now;
  if (!cs_template_rows_update (call->db, row, error) ||
      !journal_template (call, CS_JOURNAL_TEMPLATE_RETIRED, row, error))
    return NULL;

  return cs_call_reply_id (row->id);
}

static const CsArgument list_arguments[] = {
  { "kind", CS_ARGUMENT_TEXT, FALSE, 16, N_("“snippet” or “post”; both if absent") },
  { NULL },
};

static const CsArgument save_arguments[] = {
  { "template", CS_ARGUMENT_INTEGER, FALSE, 0, N_("which; a new one if absent") },
  { "kind", CS_ARGUMENT_TEXT, TRUE, 16, N_("“snippet” or “post”") },
  { "name", CS_ARGUMENT_TEXT, TRUE, 0, N_("by which people find it") },
  { "language", CS_ARGUMENT_TEXT, FALSE, 8, N_("of its text; any if absent") },
  { "content", CS_ARGUMENT_TEXT, TRUE, 1024 * 1024, N_("a snippet’s text, or a post’s content; {fields} in both") },
  { NULL },
};

static const CsArgument retire_arguments[] = {
  { "template", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which") },
  { NULL },
};

#define KEEPERS (CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_DUTY | CS_ROLE_ADMINISTRATOR)

const CsOperation cs_template_operations[] = {
  { "template.list", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Lists snippets and templates of posts, by name."), list_arguments, NULL, NULL, run_list },
  { "template.save", KEEPERS, CS_OPERATION_WRITE,
    N_("Saves a snippet or a template of posts."), save_arguments, NULL, NULL, run_save },
  { "template.retire", KEEPERS, CS_OPERATION_WRITE,
    N_("Takes a snippet or a template out of use."), retire_arguments, NULL, NULL, run_retire },
  { NULL },
};
