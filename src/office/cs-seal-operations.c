/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-checkpoint-rows.h"
#include "cs-error.h"
#include "cs-journal-memory.h"
#include "cs-journal-rows.h"
#include "cs-operations-private.h"
#include "cs-seal-private.h"
#include "cs-seal.h"
#include "cs-signing.h"

/* Seals: the journal's head on paper, so that an old print proves the journal later. And what to do with a journal that is older than what was seen of it. */

JsonObject *
cs_seal_make (CsCall  *call,
              GError **error)
{
  g_autoptr(CsCheckpoint) checkpoint = NULL;
  g_autofree char *note = cs_signing_make_checkpoint (call, &checkpoint, error);
  g_autofree char *code = NULL;
  JsonObject *details = NULL;
  JsonObject *reply = NULL;

  if (!note)
    return NULL;

  details = json_object_new ();
  cs_json_set_digest (details, "hash", &checkpoint->hash);
  json_object_set_int_member (details, "sequence", checkpoint->sequence);
  if (!cs_call_journal (call, 0, CS_JOURNAL_SEAL_MADE, details, error))
    return NULL;

  code = cs_seal_to_code (checkpoint->sequence, &checkpoint->hash);
  reply = json_object_new ();
  json_object_set_int_member (reply, "sequence", checkpoint->sequence);
  cs_json_set_digest (reply, "hash", &checkpoint->hash);
  json_object_set_int_member (reply, "at", call->now);
  json_object_set_string_member (reply, "office", call->office->name);
  json_object_set_string_member (reply, "uid", call->office->uid);
  json_object_set_string_member (reply, "made_by_name", call->actor->name);
  json_object_set_string_member (reply, "code", code);
  json_object_set_string_member (reply, "note", note);
  return reply;
}

/* What was typed: the whole hash, or the short form. */
static gboolean
read_sequence (CsCall  *call,
               gint64  *sequence,
               GError **error)
{
  if (cs_call_has (call, "code"))
    return cs_seal_read_code (cs_call_get_text (call, "code"), sequence, error);

  *sequence = cs_call_get_int64 (call, "sequence");
  if (*sequence > 0 && cs_call_has (call, "hash"))
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "A seal is its code, or a sequence and a hash");
  return FALSE;
}

static gboolean
fits (CsCall                *call,
      const CsJournalEntry  *entry,
      gboolean              *same,
      GError               **error)
{
  CsDigest hash;

  if (cs_call_has (call, "code"))
    {
      *same = cs_seal_code_fits (cs_call_get_text (call, "code"), entry->sequence, &entry->hash);
      return TRUE;
    }

  if (!cs_digest_from_hex (cs_call_get_text (call, "hash"), &hash, error))
    return FALSE;
  *same = cs_digest_equal (&hash, &entry->hash);
  return TRUE;
}

static JsonObject *
run_check (CsCall  *call,
           GError **error)
{
  g_autoptr(CsJournalEntry) entry = NULL;
  GError *problem = NULL;
  gboolean same = FALSE;
  gint64 sequence = 0;
  JsonObject *reply = NULL;

  if (!read_sequence (call, &sequence, error))
    return NULL;

  entry = cs_journal_rows_get (call->db, sequence, &problem);
  if (problem && !g_error_matches (problem, CS_ERROR, CS_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, problem);
      return NULL;
    }
  g_clear_error (&problem);
  if (entry && !fits (call, entry, &same, error))
    return NULL;

  reply = json_object_new ();
  json_object_set_boolean_member (reply, "contained", same);
  json_object_set_string_member (reply, "result", same ? "contained" : entry ? "changed" : "missing");
  json_object_set_int_member (reply, "sequence", sequence);
  json_object_set_int_member (reply, "at", entry ? entry->at : 0);
  return reply;
}

static JsonObject *
run_list (CsCall  *call,
          GError **error)
{
  g_autoptr(GPtrArray) rows = cs_checkpoint_rows_list (call->db, cs_call_get_int64 (call, "before"),
                                                       cs_call_get_limit (call, 200), error);
  g_autoptr(CsNames) names = cs_names_new (call->db);
  JsonArray *array = NULL;
  JsonObject *reply = NULL;

  if (!rows)
    return NULL;

  array = json_array_new ();
  for (guint i = 0; i < rows->len; i++)
    {
      const CsCheckpointRow *row = g_ptr_array_index (rows, i);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "sequence", row->sequence);
      json_object_set_int_member (object, "at", row->made_at);
      json_object_set_string_member (object, "made_by_name", cs_names_get_person (names, row->made_by));
      json_object_set_string_member (object, "note", row->note);
      json_array_add_object_element (array, object);
    }

  reply = json_object_new ();
  json_object_set_array_member (reply, "checkpoints", array);
  return reply;
}

/* What the workstation remembers and the journal lacks. */
static gpointer
prepare_accept (CsCall  *call,
                GError **error)
{
  GError *problem = NULL;

  if (cs_journal_memory_check (call->db, call->office->uid, &problem))
    g_set_error (error, CS_ERROR, CS_ERROR_WRONG_STATE, "This workstation has not seen more of the journal than there is");
  else if (!g_error_matches (problem, CS_ERROR, CS_ERROR_JOURNAL_CUT))
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    {
      g_clear_error (&problem);
      return cs_journal_memory_recall (call->office->uid);
    }

  g_clear_error (&problem);
  return NULL;
}

static JsonObject *
run_accept (CsCall  *call,
            GError **error)
{
  const CsCheckpoint *remembered = call->prepared;
  g_autofree char *reason = g_strstrip (g_strdup (cs_call_get_text (call, "reason")));
  g_autofree char *note = NULL;
  JsonObject *details = NULL;

  if (!*reason)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_REASON_REQUIRED, "Accepting a journal needs a reason");
      return NULL;
    }

  details = json_object_new ();
  cs_json_set_digest (details, "hash", &remembered->hash);
  json_object_set_string_member (details, "reason", reason);
  json_object_set_int_member (details, "sequence", remembered->sequence);
  if (!cs_call_journal (call, 0, CS_JOURNAL_ACCEPTED, details, error) ||
      !(note = cs_signing_make_checkpoint (call, NULL, error)))
    return NULL;

  call->accepted = TRUE;
  return json_object_new ();
}

static const CsArgument check_arguments[] = {
  { "code", CS_ARGUMENT_TEXT, FALSE, 200, N_("the short form, as it stands on the print") },
  { "sequence", CS_ARGUMENT_INTEGER, FALSE, 0, N_("or the entry") },
  { "hash", CS_ARGUMENT_TEXT, FALSE, 64, N_("and its hash") },
  { NULL },
};

static const CsArgument list_arguments[] = {
  { "before", CS_ARGUMENT_INTEGER, FALSE, 0, N_("checkpoints at entries before this one; 0 from the newest") },
  { "limit", CS_ARGUMENT_INTEGER, FALSE, 0, N_("at most 200") },
  { NULL },
};

static const CsArgument accept_arguments[] = {
  { "reason", CS_ARGUMENT_TEXT, TRUE, 2000, N_("why the journal may be older: which backup was restored") },
  { NULL },
};

const CsOperation cs_seal_operations[] = {
  { "seal.make", CS_ROLE_DUTY | CS_ROLE_LEADER | CS_ROLE_ADMINISTRATOR | CS_ROLE_AUDITOR, CS_OPERATION_WRITE,
    N_("Seals the journal as it stands: its head, signed, with a short form to print."), NULL, NULL, NULL, cs_seal_make },
  { "seal.check", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Says whether the journal still contains what a seal names."), check_arguments, NULL, NULL, run_check, NULL, FALSE, TRUE },
  { "seal.list", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Lists the signed checkpoints of the journal, newest first."), list_arguments, NULL, NULL, run_list },
  { "journal.accept", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Accepts a journal that lacks what this workstation has seen, after a backup was restored."),
    accept_arguments, prepare_accept, (GDestroyNotify) cs_checkpoint_free, run_accept, NULL, FALSE, TRUE },
  { NULL },
};
