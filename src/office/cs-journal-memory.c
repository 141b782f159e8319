/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "cs-checkpoint-rows.h"
#include "cs-error.h"
#include "cs-journal-memory.h"
#include "cs-journal-rows.h"

/* The uid comes from a database that is not trusted here: it may not name another file. */
static char *
find_path (const char *office)
{
  CsDigest digest = cs_digest_of_bytes (office, strlen (office));
  g_autofree char *hex = cs_digest_to_hex (&digest);
  gboolean plain = *office != '\0' && strlen (office) <= 64 &&
                   strspn (office, "0123456789abcdefghijklmnopqrstuvwxyz-") == strlen (office);

  return g_build_filename (g_get_user_data_dir (), "countersign", "checkpoints", plain ? office : hex, NULL);
}

CsCheckpoint *
cs_journal_memory_recall (const char *office)
{
  g_autofree char *path = find_path (office);
  g_autofree char *note = NULL;
  g_autoptr(CsCheckpoint) checkpoint = NULL;

  if (!g_file_get_contents (path, &note, NULL, NULL) || !(checkpoint = cs_checkpoint_read (note, NULL)) ||
      !g_str_equal (checkpoint->office, office))
    return NULL;

  return g_steal_pointer (&checkpoint);
}

void
cs_journal_memory_remember (const char *office,
                            const char *note)
{
  g_autofree char *path = find_path (office);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(CsCheckpoint) old = cs_journal_memory_recall (office);
  g_autoptr(CsCheckpoint) new = cs_checkpoint_read (note, NULL);
  g_autoptr(GError) error = NULL;

  if (!new || !g_str_equal (new->office, office) || (old && old->sequence >= new->sequence))
    return;

  g_mkdir_with_parents (folder, 0700);
  if (!g_file_set_contents_full (path, note, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &error))
    g_message ("Remembering a checkpoint: %s", error->message);
}

void
cs_journal_memory_forget (const char *office)
{
  g_autofree char *path = find_path (office);

  if (g_remove (path) != 0 && errno != ENOENT)
    g_message ("Forgetting a checkpoint: %s", g_strerror (errno));
}

/* Whether the journal has exactly this entry. */
static gboolean
contains (CsDb                *db,
          const CsCheckpoint  *checkpoint,
          gboolean            *found,
          GError             **error)
{
  GError *problem = NULL;
  g_autoptr(CsJournalEntry) entry = cs_journal_rows_get (db, checkpoint->sequence, &problem);

  *found = entry != NULL && cs_digest_equal (&entry->hash, &checkpoint->hash);
  if (!problem || g_error_matches (problem, CS_ERROR, CS_ERROR_NOT_FOUND))
    {
      g_clear_error (&problem);
      return TRUE;
    }

  g_propagate_error (error, problem);
  return FALSE;
}

gboolean
cs_journal_memory_check (CsDb        *db,
                         const char  *office,
                         GError     **error)
{
  g_autoptr(CsCheckpoint) remembered = cs_journal_memory_recall (office);
  g_autoptr(CsCheckpointRow) newest = NULL;
  g_autoptr(CsCheckpoint) checkpoint = NULL;
  gboolean found = FALSE;

  if (remembered && !contains (db, remembered, &found, error))
    return FALSE;
  if (remembered && !found)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_JOURNAL_CUT,
                   "The journal does not contain entry %" G_GINT64_FORMAT " as it was seen", remembered->sequence);
      return FALSE;
    }

  /* a note that does not fit its own journal is for the verification to name */
  if ((newest = cs_checkpoint_rows_newest (db, NULL)) && (checkpoint = cs_checkpoint_read (newest->note, NULL)) &&
      contains (db, checkpoint, &found, NULL) && found)
    cs_journal_memory_remember (office, newest->note);
  return TRUE;
}
