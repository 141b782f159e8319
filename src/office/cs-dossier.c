/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-checkpoint-rows.h"
#include "cs-comment-rows.h"
#include "cs-dossier-rows.h"
#include "cs-dossier.h"
#include "cs-error.h"
#include "cs-read-back-rows.h"
#include "cs-journal-rows.h"
#include "cs-key-rows.h"
#include "cs-media-rows.h"
#include "cs-office-rows.h"
#include "cs-publication-rows.h"
#include "cs-signature-rows.h"
#include "cs-signed-note.h"
#include "cs-statement.h"

/* Gathering. */

/* Between a post's first and last entry there may lie years: enough are shown to prove the way. */
#define MAX_CHECKPOINTS 40
#define CHECKPOINTS_A_PAGE 100

void
cs_dossier_free (CsDossier *dossier)
{
  if (!dossier)
    return;

  g_clear_pointer (&dossier->names, cs_names_free);
  g_clear_pointer (&dossier->rows, cs_chain_rows_free);
  g_clear_pointer (&dossier->revisions, g_ptr_array_unref);
  g_clear_pointer (&dossier->contributors, g_array_unref);
  g_clear_pointer (&dossier->publications, g_ptr_array_unref);
  g_clear_pointer (&dossier->looks, g_ptr_array_unref);
  g_clear_pointer (&dossier->signatures, g_ptr_array_unref);
  g_clear_pointer (&dossier->keys, g_ptr_array_unref);
  g_clear_pointer (&dossier->checkpoints, g_ptr_array_unref);
  g_clear_pointer (&dossier->entries, g_ptr_array_unref);
  g_clear_pointer (&dossier->comments, g_ptr_array_unref);
  g_clear_pointer (&dossier->media, g_hash_table_unref);
  g_clear_pointer (&dossier->contents, g_ptr_array_unref);
  g_clear_pointer (&dossier->head, cs_journal_entry_free);
  g_free (dossier);
}

gconstpointer
cs_dossier_find_signature (const CsDossier *dossier,
                           gint64           decision)
{
  for (guint i = 0; i < dossier->signatures->len; i++)
    {
      const CsSignatureRow *row = g_ptr_array_index (dossier->signatures, i);

      if (row->decision == decision)
        return row;
    }

  return NULL;
}

JsonObject *
cs_dossier_find_details (const CsDossier *dossier,
                         gint64           decision)
{
  for (guint i = 0; i < dossier->entries->len; i++)
    {
      const CsJournalEntry *entry = g_ptr_array_index (dossier->entries, i);
      g_autoptr(JsonObject) details = NULL;

      if (entry->kind == CS_JOURNAL_DECIDED && (details = cs_json_parse_object (entry->details, NULL)) &&
          cs_json_get_int64 (details, "decision") == decision)
        return g_steal_pointer (&details);
    }

  return json_object_new ();
}

/* Those of @route, if they are what was signed. */
static char **
match_ticks (const CsRoute    *route,
             const CsDecision *decision,
             const CsDigest   *wanted)
{
  const CsStage *stage = decision->stage < route->stages->len ? cs_route_get_stage (route, decision->stage) : NULL;
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  CsDigest ticks = { 0 };

  if (stage)
    ticks = cs_statement_digest_ticks ((const char * const *) stage->ticks->pdata, stage->ticks->len, decision->ticks);
  for (guint i = 0; stage && i < stage->ticks->len && cs_digest_equal (&ticks, wanted); i++)
    if (decision->ticks & 1u << i)
      g_strv_builder_add (builder, g_ptr_array_index (stage->ticks, i));
  return g_strv_builder_end (builder);
}

/* A post may have gone by another route before: the journal says by which. */
char **
cs_dossier_list_ticks (const CsDossier  *dossier,
                       const CsDecision *decision)
{
  g_autoptr(JsonObject) details = cs_dossier_find_details (dossier, decision->id);
  CsDigest wanted = cs_json_get_digest (details, "ticks_digest");
  char **ticks = match_ticks (dossier->rows->route, decision, &wanted);

  for (guint i = 0; !*ticks && decision->ticks && i < dossier->entries->len; i++)
    {
      const CsJournalEntry *entry = g_ptr_array_index (dossier->entries, i);
      g_autoptr(JsonObject) submitted = entry->kind == CS_JOURNAL_SUBMITTED ? cs_json_parse_object (entry->details, NULL) : NULL;
      const CsRoute *route = submitted ? cs_names_get_route (dossier->names, cs_json_get_int64 (submitted, "route"), NULL) : NULL;

      if (!route)
        continue;
      g_strfreev (ticks);
      ticks = match_ticks (route, decision, &wanted);
    }

  return ticks;
}

/* --- the proof --- */

static gint64
get_sequence (GPtrArray *entries,
              gboolean   last)
{
  const CsJournalEntry *entry = NULL;

  if (entries->len == 0)
    return 0;
  entry = g_ptr_array_index (entries, last ? entries->len - 1 : 0);
  return entry->sequence;
}

/* One page, newest first. Of the checkpoints behind the post's last entry only the nearest is kept: the last that comes. FALSE: no more are wanted. */
static gboolean
keep_checkpoints (CsDossier *dossier,
                  GPtrArray *page,
                  gint64     first,
                  gint64     last)
{
  while (page->len > 0)
    {
      CsCheckpointRow *row = g_ptr_array_steal_index (page, 0);

      if (row->sequence < first || dossier->checkpoints->len == MAX_CHECKPOINTS)
        {
          cs_checkpoint_row_free (row);
          return FALSE;
        }
      if (row->sequence >= last)
        g_ptr_array_set_size (dossier->checkpoints, 0);
      g_ptr_array_insert (dossier->checkpoints, 0, row);
    }

  return TRUE;
}

static gboolean
gather_checkpoints (CsDossier  *dossier,
                    GError    **error)
{
  gint64 first = get_sequence (dossier->entries, FALSE);
  gint64 last = get_sequence (dossier->entries, TRUE);
  gint64 before = 0;

  dossier->checkpoints = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_checkpoint_row_free);
  while (TRUE)
    {
      g_autoptr(GPtrArray) page = cs_checkpoint_rows_list (dossier->call->db, before, CHECKPOINTS_A_PAGE, error);

      if (!page || g_cancellable_set_error_if_cancelled (dossier->call->cancellable, error))
        return FALSE;
      if (page->len == 0)
        return TRUE;

      before = ((const CsCheckpointRow *) g_ptr_array_index (page, page->len - 1))->sequence;
      if (!keep_checkpoints (dossier, page, first, last))
        return TRUE;
    }
}

static gboolean
has_key (const CsDossier *dossier,
         gint64           id)
{
  for (guint i = 0; i < dossier->keys->len; i++)
    if (((const CsKeyRow *) g_ptr_array_index (dossier->keys, i))->id == id)
      return TRUE;

  return FALSE;
}

static gboolean
add_key (CsDossier  *dossier,
         gint64      id,
         GError    **error)
{
  g_autoptr(GPtrArray) entries = NULL;
  CsKeyRow *key = NULL;

  if (has_key (dossier, id))
    return TRUE;
  if (!(key = cs_key_rows_get (dossier->call->db, id, error)))
    return FALSE;

  g_ptr_array_add (dossier->keys, key);
  entries = cs_dossier_rows_key_journal (dossier->call->db, key->person, key->id, key->ended_at != 0, error);
  if (!entries)
    return FALSE;

  while (entries->len > 0)
    g_ptr_array_add (dossier->entries, g_ptr_array_steal_index (entries, 0));
  return TRUE;
}

static int
compare_entries (gconstpointer one,
                 gconstpointer other)
{
  const CsJournalEntry *a = *(const CsJournalEntry * const *) one;
  const CsJournalEntry *b = *(const CsJournalEntry * const *) other;

  return (a->sequence > b->sequence) - (a->sequence < b->sequence);
}

static gboolean
gather_keys (CsDossier  *dossier,
             GError    **error)
{
  dossier->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_key_row_free);
  if (!add_key (dossier, dossier->key, error))
    return FALSE;
  for (guint i = 0; i < dossier->signatures->len; i++)
    if (!add_key (dossier, ((const CsSignatureRow *) g_ptr_array_index (dossier->signatures, i))->key, error))
      return FALSE;

  for (guint i = 0; i < dossier->checkpoints->len; i++)
    {
      const CsCheckpointRow *row = g_ptr_array_index (dossier->checkpoints, i);
      g_autoptr(CsCheckpoint) checkpoint = cs_checkpoint_read (row->note, error);

      if (!checkpoint || !add_key (dossier, checkpoint->key, error))
        return FALSE;
    }

  g_ptr_array_sort (dossier->entries, compare_entries);
  return TRUE;
}

/* --- the post --- */

static gboolean
gather_contents (CsDossier  *dossier,
                 GError    **error)
{
  dossier->contents = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_content_free);
  for (guint i = 0; i < dossier->revisions->len; i++)
    {
      const CsRevisionRow *revision = g_ptr_array_index (dossier->revisions, i);
      CsContent *content = cs_content_parse (revision->content, error);

      if (!content)
        return FALSE;
      g_ptr_array_add (dossier->contents, content);
    }

  return TRUE;
}

/* Every file that any version names, with its type as the office keeps it. */
static gboolean
gather_media (CsDossier  *dossier,
              GError    **error)
{
  dossier->media = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < dossier->contents->len; i++)
    {
      g_autoptr(GArray) digests = cs_content_list_digests (g_ptr_array_index (dossier->contents, i));

      for (guint j = 0; j < digests->len; j++)
        {
          const CsDigest *digest = &g_array_index (digests, CsDigest, j);
          g_autoptr(CsMediaRow) row = cs_media_rows_get (dossier->call->db, digest, error);

          if (!row)
            return FALSE;
          g_hash_table_insert (dossier->media, cs_digest_to_hex (digest), g_strdup (row->mime_type));
        }
    }
  return TRUE;
}

static gboolean
gather_comments (CsDossier  *dossier,
                 GError    **error)
{
  if (!dossier->with_internal)
    dossier->comments = g_ptr_array_new ();
  else
    dossier->comments = cs_comment_rows_list (dossier->call->db, dossier->post->id, error);
  return dossier->comments != NULL;
}

static gboolean
is_internal (CsJournalKind kind)
{
  return kind == CS_JOURNAL_COMMENTED || kind == CS_JOURNAL_COMMENT_RESOLVED || kind == CS_JOURNAL_SUGGESTION_ACCEPTED ||
         kind == CS_JOURNAL_BRIEFING_SAVED;
}

/* The journal says what was commented: that stays inside with the comments. */
static gboolean
gather_journal (CsDossier  *dossier,
                GError    **error)
{
  if (!(dossier->entries = cs_dossier_rows_journal (dossier->call->db, dossier->post->id, error)))
    return FALSE;

  for (guint i = dossier->entries->len; !dossier->with_internal && i > 0; i--)
    if (is_internal (((const CsJournalEntry *) g_ptr_array_index (dossier->entries, i - 1))->kind))
      g_ptr_array_remove_index (dossier->entries, i - 1);
  return TRUE;
}

/* What reading back each publication found */
static gboolean
gather_looks (CsDossier *dossier,
              GError   **error)
{
  dossier->looks = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < dossier->publications->len; i++)
    {
      const CsPublicationRow *row = g_ptr_array_index (dossier->publications, i);
      GPtrArray *looks = cs_read_back_rows_list (dossier->call->db, row->id, error);

      if (!looks)
        return FALSE;
      g_ptr_array_add (dossier->looks, looks);
    }

  return TRUE;
}

CsDossier *
cs_dossier_gather (CsCall           *call,
                   const CsPostRow  *post,
                   gint64            key,
                   gboolean          with_internal,
                   GError          **error)
{
  g_autoptr(CsDossier) dossier = g_new0 (CsDossier, 1);

  dossier->call = call;
  dossier->post = post;
  dossier->key = key;
  dossier->with_internal = with_internal;
  dossier->names = cs_names_new (call->db);
  if (!(dossier->rows = cs_chain_rows_load (call->db, post, call->now, error)) ||
      !(dossier->revisions = cs_revision_rows_list (call->db, post->id, error)) ||
      !(dossier->contributors = cs_dossier_rows_contributors (call->db, post->id, error)) ||
      !(dossier->publications = cs_publication_rows_list (call->db, post->id, 0, error)) ||
      !gather_looks (dossier, error) ||
      !(dossier->signatures = cs_signature_rows_list (call->db, post->id, error)) ||
      !(dossier->head = cs_journal_rows_head (call->db, error)) ||
      !gather_journal (dossier, error) ||
      !gather_checkpoints (dossier, error) || !gather_keys (dossier, error) ||
      !gather_contents (dossier, error) || !gather_media (dossier, error) ||
      !gather_comments (dossier, error))
    {
      g_prefix_error (error, "Gathering the dossier of post %" G_GINT64_FORMAT ": ", post->id);
      return NULL;
    }

  return g_steal_pointer (&dossier);
}
