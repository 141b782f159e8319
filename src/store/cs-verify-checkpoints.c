/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "cs-checkpoint-rows.h"
#include "cs-signed-note.h"
#include "cs-verify-private.h"

/* Checkpoints: what people signed of the journal's head. They show where a journal was written anew, or its end was cut off. */

gboolean
cs_verify_checkpoints_start (CsVerifyWalk *walk,
                             GError      **error)
{
  walk->checkpoints = cs_checkpoint_rows_list (walk->db, 0, G_MAXINT32, error);
  return walk->checkpoints != NULL;
}

static const CsCheckpointRow *
get_next (CsVerifyWalk *walk)
{
  guint left = walk->checkpoints->len - walk->n_checkpoints_met;

  return left > 0 ? g_ptr_array_index (walk->checkpoints, left - 1) : NULL;
}

static void
find_no_entry (CsVerifyWalk          *walk,
               const CsCheckpointRow *row)
{
  cs_verify_find (walk, _("checkpoint at journal entry %" PRId64 ": the journal has no such entry any more"), row->sequence);
}

void
cs_verify_checkpoints_meet (CsVerifyWalk         *walk,
                            const CsJournalEntry *entry)
{
  const CsCheckpointRow *row;

  while ((row = get_next (walk)) != NULL && row->sequence <= entry->sequence)
    {
      g_autoptr(CsCheckpoint) checkpoint = cs_checkpoint_read (row->note, NULL);

      walk->n_checkpoints_met++;
      if (row->sequence < entry->sequence)
        find_no_entry (walk, row);
      else if (checkpoint != NULL && !cs_digest_equal (&checkpoint->hash, &entry->hash))
        cs_verify_find (walk, _("checkpoint at journal entry %" PRId64 ": the entry is not the one that was signed"), row->sequence);
    }
}

/* Whether whoever made it held this key then, by the journal. */
static void
check_signature (CsVerifyWalk          *walk,
                 const CsCheckpointRow *row,
                 const CsCheckpoint    *checkpoint)
{
  const CsVerifyKey *key = g_hash_table_lookup (walk->keys, &checkpoint->key);
  CsPublicKey public_key;

  if (key == NULL || !cs_public_key_from_hex (key->public_key, &public_key, NULL))
    {
      cs_verify_find (walk, _("checkpoint at journal entry %" PRId64 ": no journal entry made the key that signed it"), row->sequence);
      return;
    }

  if (key->person != checkpoint->person)
    cs_verify_find (walk, _("checkpoint at journal entry %" PRId64 ": is signed with the key of somebody else"), row->sequence);
  if (row->sequence < key->added || (key->ended != 0 && row->sequence >= key->ended))
    cs_verify_find (walk, _("checkpoint at journal entry %" PRId64 ": is signed with a key that was not good at that time"), row->sequence);
  if (!cs_checkpoint_check (row->note, &public_key, NULL))
    cs_verify_find (walk, _("checkpoint at journal entry %" PRId64 ": its signature does not hold"), row->sequence);
}

static void
check_note (CsVerifyWalk          *walk,
            const CsCheckpointRow *row)
{
  g_autoptr(CsCheckpoint) checkpoint = cs_checkpoint_read (row->note, NULL);

  if (checkpoint == NULL)
    {
      cs_verify_find (walk, _("checkpoint at journal entry %" PRId64 ": cannot be read"), row->sequence);
      return;
    }

  /* a note tells whole seconds */
  if (checkpoint->sequence != row->sequence || checkpoint->person != row->made_by ||
      checkpoint->at / G_USEC_PER_SEC != row->made_at / G_USEC_PER_SEC || g_strcmp0 (checkpoint->office, walk->office) != 0)
    cs_verify_find (walk, _("checkpoint at journal entry %" PRId64 ": its note speaks of something else"), row->sequence);

  check_signature (walk, row, checkpoint);
}

void
cs_verify_checkpoints (CsVerifyWalk *walk)
{
  const CsCheckpointRow *row;

  for (; (row = get_next (walk)) != NULL; walk->n_checkpoints_met++)
    find_no_entry (walk, row);

  for (guint i = walk->checkpoints->len; i > 0; i--)
    check_note (walk, g_ptr_array_index (walk->checkpoints, i - 1));

  walk->report->n_checkpoints = walk->checkpoints->len;
}
