/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cs-backup.h"
#include "cs-error.h"
#include "cs-journal-memory.h"
#include "cs-journal-rows.h"
#include "cs-operations-private.h"
#include "cs-post-rules.h"
#include "cs-verify.h"

/* The journal, its proof, and backups. */

#define MAX_PAGE 200

static JsonObject *
entry_to_json (const CsJournalEntry *entry,
               CsNames              *names)
{
  JsonObject *object = json_object_new ();
  JsonObject *details = cs_json_parse_object (entry->details, NULL);

  json_object_set_int_member (object, "sequence", entry->sequence);
  json_object_set_int_member (object, "at", entry->at);
  json_object_set_int_member (object, "actor", entry->actor);
  json_object_set_string_member (object, "actor_name", cs_names_get_person (names, entry->actor));
  json_object_set_int_member (object, "post", entry->post);
  json_object_set_string_member (object, "kind", cs_journal_kind_nick (entry->kind));
  json_object_set_object_member (object, "details", details ? details : json_object_new ());
  return object;
}

/* What the entry is about, for whoever reads the whole journal and may see every post. */
static gboolean
add_excerpt (CsCall                *call,
             const CsJournalEntry  *entry,
             GHashTable            *excerpts,
             JsonObject            *object,
             GError               **error)
{
  g_autoptr(CsPostRow) post = NULL;

  if (!entry->post)
    return TRUE;
  if (!g_hash_table_contains (excerpts, &entry->post))
    {
      if (!(post = cs_post_rows_get (call->db, entry->post, error)))
        return FALSE;
      g_hash_table_insert (excerpts, g_memdup2 (&entry->post, sizeof entry->post), g_strdup (post->excerpt));
    }

  json_object_set_string_member (object, "excerpt", g_hash_table_lookup (excerpts, &entry->post));
  return TRUE;
}

/* @group: "" = all */
static GPtrArray *
read_entries (CsCall      *call,
              gint64       post,
              gint64       actor,
              const char  *group,
              GError     **error)
{
  gint64 before = cs_call_get_int64 (call, "before");
  guint limit = cs_call_get_limit (call, MAX_PAGE);
  CsJournalGroup found;

  if (!*group)
    return cs_journal_rows_list (call->db, before, post, actor, limit, error);
  if (cs_journal_group_from_nick (group, &found))
    return cs_journal_rows_list_group (call->db, before, post, actor, found, limit, error);

  g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is no group of journal entries", group);
  return NULL;
}

static JsonObject *
list_entries (CsCall      *call,
              gint64       post,
              gint64       actor,
              const char  *group,
              gboolean     with_excerpts,
              GError     **error)
{
  g_autoptr(GHashTable) excerpts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr(JsonArray) array = json_array_new ();
  g_autoptr(CsNames) names = cs_names_new (call->db);
  g_autoptr(GPtrArray) entries = NULL;
  JsonObject *reply = NULL;

  if (!(entries = read_entries (call, post, actor, group, error)))
    return NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const CsJournalEntry *entry = g_ptr_array_index (entries, i);
      JsonObject *object = entry_to_json (entry, names);

      json_array_add_object_element (array, object);
      if (with_excerpts && !add_excerpt (call, entry, excerpts, object, error))
        return NULL;
    }

  reply = json_object_new ();
  json_object_set_array_member (reply, "entries", g_steal_pointer (&array));
  return reply;
}

static JsonObject *
run_list (CsCall  *call,
          GError **error)
{
  return list_entries (call, cs_call_get_int64 (call, "post"),
                       cs_call_has (call, "actor") ? cs_call_get_int64 (call, "actor") : -1,
                       cs_call_has (call, "group") ? cs_call_get_text (call, "group") : "", TRUE, error);
}

static JsonObject *
run_post_journal (CsCall  *call,
                  GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);

  return post ? list_entries (call, post->id, -1, "", FALSE, error) : NULL;
}

/* What the database alone cannot know: what this workstation saw of the journal before. */
static gboolean
add_memory (CsCall          *call,
            CsVerifyReport  *report,
            GError         **error)
{
  g_autoptr(CsCheckpoint) remembered = NULL;
  GError *problem = NULL;

  if (cs_journal_memory_check (call->db, call->office->uid, &problem))
    return TRUE;

  if (!g_error_matches (problem, CS_ERROR, CS_ERROR_JOURNAL_CUT))
    {
      g_propagate_error (error, problem);
      return FALSE;
    }

  g_error_free (problem);
  if ((remembered = cs_journal_memory_recall (call->office->uid)))
    g_ptr_array_add (report->findings,
                     g_strdup_printf (_("journal entry %" PRId64 ": is not there as this workstation saw it before"), remembered->sequence));
  return TRUE;
}

static JsonObject *
run_verify (CsCall  *call,
            GError **error)
{
  g_autoptr(CsVerifyReport) report = NULL;
  JsonObject *reply = NULL;
  JsonArray *findings = NULL;

  report = cs_verify_office (call->db, call->folder, call->progress, call->progress_data, call->cancellable, error);
  if (!report || !add_memory (call, report, error))
    return NULL;

  findings = json_array_new ();
  for (guint i = 0; i < report->findings->len; i++)
    json_array_add_string_element (findings, g_ptr_array_index (report->findings, i));

  reply = json_object_new ();
  json_object_set_int_member (reply, "n_entries", report->n_entries);
  json_object_set_int_member (reply, "n_revisions", report->n_revisions);
  json_object_set_int_member (reply, "n_decisions", report->n_decisions);
  json_object_set_int_member (reply, "n_media", report->n_media);
  json_object_set_int_member (reply, "n_signatures", report->n_signatures);
  json_object_set_int_member (reply, "n_checkpoints", report->n_checkpoints);
  cs_json_set_digest (reply, "head", &report->head);
  json_object_set_array_member (reply, "findings", findings);
  return reply;
}

static gpointer
prepare_backup (CsCall  *call,
                GError **error)
{
  const char *to = cs_call_get_text (call, "to");

  if (!g_path_is_absolute (to))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "The folder of a backup is an absolute path, not “%s”", to);
      return NULL;
    }

  if (!cs_backup_make (call->folder, to, NULL, NULL, call->cancellable, error))
    return NULL;
  return g_strdup (to);
}

static JsonObject *
run_backup (CsCall  *call,
            GError **error)
{
  JsonObject *reply = NULL;

  if (!cs_call_journal (call, 0, CS_JOURNAL_BACKED_UP, NULL, error))
    return NULL;

  reply = json_object_new ();
  json_object_set_string_member (reply, "path", call->prepared);
  return reply;
}

static const CsArgument list_arguments[] = {
  { "before", CS_ARGUMENT_INTEGER, FALSE, 0, N_("entries older than this one; 0 from the newest") },
  { "limit", CS_ARGUMENT_INTEGER, FALSE, 0, N_("at most 200") },
  { "post", CS_ARGUMENT_INTEGER, FALSE, 0, N_("of this post only") },
  { "actor", CS_ARGUMENT_INTEGER, FALSE, 0, N_("of this person only; 0 for the program, -1 for all") },
  { "group", CS_ARGUMENT_TEXT, FALSE, 0,
    N_("of these only: office, access, writing, decisions, publishing, emergency, absence or evidence") },
  { NULL },
};

static const CsArgument post_journal_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which post") },
  { "before", CS_ARGUMENT_INTEGER, FALSE, 0, N_("entries older than this one; 0 from the newest") },
  { "limit", CS_ARGUMENT_INTEGER, FALSE, 0, N_("at most 200") },
  { NULL },
};

static const CsArgument backup_arguments[] = {
  { "to", CS_ARGUMENT_TEXT, TRUE, 0, N_("absolute path of a folder that does not exist yet, or is empty") },
  { NULL },
};

const CsOperation cs_journal_operations[] = {
  { "journal.list", CS_ROLE_AUDITOR | CS_ROLE_ADMINISTRATOR | CS_ROLE_LEADER, CS_OPERATION_READ,
    N_("Lists the journal, newest first."), list_arguments, NULL, NULL, run_list },
  { "journal.verify", CS_ROLE_AUDITOR | CS_ROLE_ADMINISTRATOR | CS_ROLE_LEADER | CS_ROLE_DUTY, CS_OPERATION_READ,
    N_("Proves the whole office from the first entry."), NULL, NULL, NULL, run_verify, NULL, FALSE, TRUE },
  { "post.journal", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Lists a post’s journal, newest first."), post_journal_arguments, NULL, NULL, run_post_journal },
  { NULL },
};

const CsOperation cs_backup_operations[] = {
  { "backup.create", CS_ROLE_ADMINISTRATOR | CS_ROLE_DUTY, CS_OPERATION_WRITE,
    N_("Copies the whole office, in use or not, and checks the copy."),
    backup_arguments, prepare_backup, g_free, run_backup },
  { NULL },
};
