/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cs-json-members.h"
#include "cs-verify-private.h"

/* The journal: entry after entry, and what it says of rows elsewhere. */

typedef enum
{
  FIELD_NUMBER,
  FIELD_TEXT,   /* often the same one again */
  FIELD_DIGEST,
  FIELD_BITS,
} FieldType;

/* Members of the details of those entries that made a row. */
static const struct
{
  const char *name;
  FieldType   type;
  gsize       offset;
} fields[] = {
  { "acting_for", FIELD_NUMBER, offsetof (CsVerifyRecord, acting_for) },
  { "decision", FIELD_NUMBER, offsetof (CsVerifyRecord, id) },
  { "digest", FIELD_DIGEST, offsetof (CsVerifyRecord, digest) },
  { "lines", FIELD_NUMBER, offsetof (CsVerifyRecord, lines) },
  { "number", FIELD_NUMBER, offsetof (CsVerifyRecord, number) },
  { "parties", FIELD_NUMBER, offsetof (CsVerifyRecord, parties) },
  { "reason", FIELD_TEXT, offsetof (CsVerifyRecord, reason) },
  { "revision", FIELD_NUMBER, offsetof (CsVerifyRecord, revision) },
  { "signature", FIELD_TEXT, offsetof (CsVerifyRecord, signature) },
  { "stage", FIELD_NUMBER, offsetof (CsVerifyRecord, stage) },
  { "stage_title", FIELD_TEXT, offsetof (CsVerifyRecord, stage_title) },
  { "takes_back", FIELD_NUMBER, offsetof (CsVerifyRecord, takes_back) },
  { "ticks", FIELD_BITS, offsetof (CsVerifyRecord, ticks) },
  { "ticks_digest", FIELD_DIGEST, offsetof (CsVerifyRecord, ticks_digest) },
  { "to_stage", FIELD_NUMBER, offsetof (CsVerifyRecord, to_stage) },
  { "verdict", FIELD_TEXT, offsetof (CsVerifyRecord, verdict) },
};

static const char *
keep_text (CsVerifyWalk       *walk,
           const CsJsonMember *member)
{
  cs_json_member_read_text (member, walk->text);
  return walk->text->len > 0 ? g_string_chunk_insert_const (walk->texts, walk->text->str) : "";
}

static void
read_field (CsVerifyWalk       *walk,
            CsVerifyRecord     *record,
            guint               i,
            const CsJsonMember *member)
{
  gpointer at = (guint8 *) record + fields[i].offset;

  switch (fields[i].type)
    {
    case FIELD_NUMBER:
      *(gint64 *) at = cs_json_member_get_number (member);
      break;

    case FIELD_TEXT:
      *(const char **) at = keep_text (walk, member);
      break;

    case FIELD_DIGEST:
      cs_json_member_read_text (member, walk->text);
      cs_digest_from_hex (walk->text->str, at, NULL);
      break;

    case FIELD_BITS:
      *(guint32 *) at = cs_json_member_get_bits (member);
      break;

    default:
      g_assert_not_reached ();
    }
}

/* What entries of earlier versions do not say has the value that their rows were given since. */
static CsVerifyRecord *
read_record (CsVerifyWalk         *walk,
             const CsJournalEntry *entry)
{
  CsVerifyRecord *record = g_new0 (CsVerifyRecord, 1);
  const char *at = entry->details;
  CsJsonMember member;

  record->sequence = entry->sequence;
  record->at = entry->at;
  record->actor = entry->actor;
  record->post = entry->post;
  record->to_stage = -1;
  record->parties = 1;
  record->verdict = record->reason = record->stage_title = record->signature = "";
  while (cs_json_members_next (&at, &member))
    for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
      if (cs_json_member_is (&member, fields[i].name))
        {
          read_field (walk, record, i, &member);
          break;
        }

  if (entry->kind == CS_JOURNAL_REVISED)
    record->id = record->revision;
  else if (entry->kind == CS_JOURNAL_CONTRIBUTED)
    record->id = entry->actor;
  return record;
}

static void
keep_record (CsVerifyWalk         *walk,
             const CsJournalEntry *entry,
             GHashTable           *table)
{
  CsVerifyRecord *record = read_record (walk, entry);

  if (!g_hash_table_contains (table, &record->id))
    {
      g_hash_table_insert (table, &record->id, record);
      return;
    }

  cs_verify_find (walk, _("journal entry %" PRId64 ": names again what an earlier entry made"), entry->sequence);
  g_free (record);
}

static void
keep_contributor (CsVerifyWalk         *walk,
                  const CsJournalEntry *entry)
{
  CsVerifyRecord *record = read_record (walk, entry);

  if (!g_hash_table_contains (walk->contributors, record))
    {
      g_hash_table_add (walk->contributors, record);
      return;
    }

  cs_verify_find (walk, _("journal entry %" PRId64 ": person %" PRId64 " became a contributor of post %" PRId64 " before"),
                  entry->sequence, entry->actor, entry->post);
  g_free (record);
}

static CsVerifyKey
read_key (CsVerifyWalk         *walk,
          const CsJournalEntry *entry)
{
  CsVerifyKey key = { .public_key = "" };
  const char *at = entry->details;
  CsJsonMember member;

  while (cs_json_members_next (&at, &member))
    if (cs_json_member_is (&member, "key"))
      key.id = cs_json_member_get_number (&member);
    else if (cs_json_member_is (&member, "lost"))
      key.lost = *member.value == 't';
    else if (cs_json_member_is (&member, "person"))
      key.person = cs_json_member_get_number (&member);
    else if (cs_json_member_is (&member, "public"))
      key.public_key = keep_text (walk, &member);

  return key;
}

static void
keep_key (CsVerifyWalk         *walk,
          const CsJournalEntry *entry)
{
  CsVerifyKey said = read_key (walk, entry);
  CsVerifyKey *key = NULL;

  if (walk->first_key == 0)
    walk->first_key = entry->sequence;
  if (g_hash_table_contains (walk->keys, &said.id))
    {
      cs_verify_find (walk, _("journal entry %" PRId64 ": names again what an earlier entry made"), entry->sequence);
      return;
    }

  said.added = entry->sequence;
  said.made_at = entry->at;
  key = g_memdup2 (&said, sizeof said);
  g_hash_table_insert (walk->keys, &key->id, key);
}

static void
end_key (CsVerifyWalk         *walk,
         const CsJournalEntry *entry)
{
  CsVerifyKey said = read_key (walk, entry);
  CsVerifyKey *key = g_hash_table_lookup (walk->keys, &said.id);

  if (key == NULL || key->person != said.person || key->ended != 0)
    {
      cs_verify_find (walk, _("journal entry %" PRId64 ": ends key %" PRId64 ", which was not good"), entry->sequence, said.id);
      return;
    }

  key->ended = entry->sequence;
  key->ended_at = entry->at;
  key->lost = said.lost;
}

static void
keep (CsVerifyWalk         *walk,
      const CsJournalEntry *entry)
{
  if (entry->kind == CS_JOURNAL_CONTRIBUTED)
    keep_contributor (walk, entry);
  else if (entry->kind == CS_JOURNAL_REVISED)
    keep_record (walk, entry, walk->revisions);
  else if (entry->kind == CS_JOURNAL_DECIDED)
    keep_record (walk, entry, walk->decisions);
  else if (entry->kind == CS_JOURNAL_KEY_ADDED)
    keep_key (walk, entry);
  else if (entry->kind == CS_JOURNAL_KEY_ENDED)
    end_key (walk, entry);
}

/* The report's head is the entry before. */
static void
check_entry (CsVerifyWalk         *walk,
             CsStmt               *stmt,
             const CsJournalEntry *entry,
             gint64                expected)
{
  CsDigest hash = cs_journal_entry_compute_hash (entry);

  if (entry->sequence < expected)
    cs_verify_find (walk, _("journal entry %" PRId64 ": there is another one of this number"), entry->sequence);
  else if (entry->sequence > expected)
    cs_verify_find (walk, _("journal entry %" PRId64 ": entries from %" PRId64 " are missing before it"),
                    entry->sequence, expected);

  if (!cs_digest_equal (&entry->previous, &walk->report->head))
    cs_verify_find (walk, _("journal entry %" PRId64 ": does not follow from the entry before"), entry->sequence);

  if (!cs_digest_equal (&hash, &entry->hash) || !cs_verify_text_is_whole (stmt, 5) || !cs_verify_text_is_whole (stmt, 4))
    cs_verify_find (walk, _("journal entry %" PRId64 ": hash does not fit its content"), entry->sequence);
}

static gboolean
check_row (CsVerifyWalk *walk,
           CsStmt       *stmt,
           GError      **error)
{
  const char *kind = cs_stmt_get_text (stmt, 4);
  CsJournalEntry entry = { 0 };

  entry.sequence = cs_stmt_get_int64 (stmt, 0);
  entry.at = cs_stmt_get_int64 (stmt, 1);
  entry.actor = cs_stmt_get_int64 (stmt, 2);
  entry.post = cs_stmt_get_int64 (stmt, 3);
  entry.details = (char *) cs_stmt_get_text (stmt, 5);
  entry.previous = cs_stmt_get_digest (stmt, 6);
  entry.hash = cs_stmt_get_digest (stmt, 7);
  if (!cs_journal_kind_from_nick (kind, &entry.kind))
    cs_verify_find (walk, _("journal entry %" PRId64 ": unknown kind “%s”"), entry.sequence, kind);
  else
    {
      check_entry (walk, stmt, &entry, walk->report->last + 1);
      keep (walk, &entry);
    }

  cs_verify_checkpoints_meet (walk, &entry);
  walk->report->n_entries++;
  walk->report->last = MAX (walk->report->last, entry.sequence); /* one gap is named once */
  walk->report->head = entry.hash;
  return TRUE;
}

gboolean
cs_verify_journal (CsVerifyWalk *walk,
                   GError      **error)
{
  return cs_verify_rows (walk, "SELECT sequence, at, actor, post, kind, details, previous, hash FROM journal ORDER BY sequence",
                         check_row, error);
}
