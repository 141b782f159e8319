/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-json.h"
#include "cs-replies-private.h"

/* Answers about the record: journal, checks, verification. */

void
cs_journal_info_free (CsJournalInfo *info)
{
  if (!info)
    return;

  g_free (info->actor_name);
  g_free (info->sentence);
  g_free (info->excerpt);
  g_free (info);
}

/* The sentence is made here, not where the entry is kept: it is in the reader's language. */
static gpointer
read_entry (JsonObject *object)
{
  CsJournalInfo *info = g_new0 (CsJournalInfo, 1);
  JsonObject *details = cs_json_get_object (object, "details");
  g_autofree char *text = details ? cs_json_write_canonical (details) : g_strdup ("{}");

  info->sequence = cs_json_get_int64 (object, "sequence");
  info->at = cs_json_get_int64 (object, "at");
  info->actor_name = cs_reply_dup_text (object, "actor_name");
  info->post = cs_json_get_int64 (object, "post");
  info->excerpt = cs_reply_dup_text (object, "excerpt");
  if (!cs_journal_kind_from_nick (cs_json_get_text (object, "kind"), &info->kind))
    info->kind = CS_JOURNAL_OFFICE_CHANGED;
  info->sentence = cs_journal_sentence (info->kind,
                                        *info->actor_name ? info->actor_name : NULL,
                                        text);
  return info;
}

GPtrArray *
cs_reply_read_journal (JsonObject *reply)
{
  return cs_reply_read_list (reply, "entries", read_entry, (GDestroyNotify) cs_journal_info_free);
}

CsProofInfo
cs_reply_read_proof (JsonObject *reply)
{
  CsProofInfo proof = {
    .n_entries = cs_json_get_int64 (reply, "n_entries"),
    .n_revisions = cs_json_get_int64 (reply, "n_revisions"),
    .n_decisions = cs_json_get_int64 (reply, "n_decisions"),
    .n_media = cs_json_get_int64 (reply, "n_media"),
    .n_signatures = cs_json_get_int64 (reply, "n_signatures"),
    .n_checkpoints = cs_json_get_int64 (reply, "n_checkpoints"),
  };

  return proof;
}

char **
cs_reply_read_findings (JsonObject *reply,
                        gint64     *n_entries)
{
  if (n_entries)
    *n_entries = cs_json_get_int64 (reply, "n_entries");
  return cs_json_dup_strings (reply, "findings");
}
