/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-checkpoint-rows.h"
#include "cs-error.h"
#include "cs-journal-rows.h"
#include "cs-sign-in.h"
#include "cs-signature-rows.h"
#include "cs-signing.h"
#include "cs-statement.h"

/* A checkpoint is due after so many entries, or so much time. */
#define CHECKPOINT_ENTRIES 1000
#define CHECKPOINT_TIME (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

static gboolean
check_good (const CsKeyRow  *key,
            GError         **error)
{
  if (key->ended_at == 0)
    return TRUE;

  g_set_error (error, CS_ERROR, key->lost ? CS_ERROR_KEY_LOST : CS_ERROR_KEY_ENDED,
               "Key %" G_GINT64_FORMAT " signs no more", key->id);
  return FALSE;
}

/* Why there is no open key: it only has to be opened, unless nobody can open it. */
static void
explain_closed (CsCall  *call,
                GError **error)
{
  g_autoptr(CsKeyRow) latest = NULL;

  if (!cs_keys_find_latest (call->db, call->actor->id, &latest, error))
    return;

  if (latest && latest->ended_at != 0)
    check_good (latest, error);
  else
    g_set_error (error, CS_ERROR, CS_ERROR_KEY_CLOSED, "The key of %s is closed", call->actor->login);
}

/* The actor's opened key, and that it was not ended elsewhere in the meantime. */
CsSecret *
cs_signing_get_key (CsCall  *call,
                    gint64  *id,
                    GError **error)
{
  g_autoptr(CsSecret) secret = NULL;
  g_autoptr(CsKeyRow) key = NULL;

  secret = cs_keyring_get (call->keyring, call->actor->id, call->now, call->office->sign_again_after, id);
  if (!secret)
    {
      explain_closed (call, error);
      return NULL;
    }

  if (!(key = cs_key_rows_get (call->db, *id, error)) || !check_good (key, error))
    return NULL;

  return g_steal_pointer (&secret);
}

/* Clocks of workstations differ by so much. */
#define CLOCK_SLACK (5 * 60 * (gint64) G_USEC_PER_SEC)

/* Nobody signs at a time before the journal's last entry, nor before the last one of the post: a clock that was set back, or one that was ahead
 * until now. The next sign-in makes an entry of today, and so says that today is today; what was done to a post stays before what follows. */
static gboolean
check_clock (CsCall  *call,
             gint64   post,
             GError **error)
{
  g_autoptr(GPtrArray) last = cs_journal_rows_list (call->db, 0, post, -1, 1, error);
  const CsJournalEntry *entry = NULL;

  if (!last)
    return FALSE;

  entry = last->len > 0 ? g_ptr_array_index (last, 0) : NULL;
  if (!entry || call->now >= entry->at - CLOCK_SLACK)
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_CLOCK_BACK, "Entry %" G_GINT64_FORMAT " of the journal is later than now by %" G_GINT64_FORMAT " s",
               entry->sequence, (entry->at - call->now) / G_USEC_PER_SEC);
  return FALSE;
}

static char *
add_checkpoint (CsCall                *call,
                const CsJournalEntry  *head,
                CsSecret              *secret,
                gint64                 key,
                CsCheckpoint         **made,
                GError               **error)
{
  g_autoptr(CsCheckpoint) checkpoint = g_new0 (CsCheckpoint, 1);
  g_autofree char *note = NULL;
  CsCheckpointRow row = { 0 };

  checkpoint->office = g_strdup (call->office->uid);
  checkpoint->sequence = head->sequence;
  checkpoint->hash = head->hash;
  checkpoint->at = call->now;
  checkpoint->person = call->actor->id;
  checkpoint->key = key;
  note = cs_checkpoint_sign (checkpoint, secret);
  row.sequence = head->sequence;
  row.note = note;
  row.made_by = call->actor->id;
  row.made_at = call->now;
  if (!cs_checkpoint_rows_add (call->db, &row, error))
    return NULL;

  g_free (call->checkpoint);
  call->checkpoint = g_strdup (note);
  if (made)
    *made = g_steal_pointer (&checkpoint);
  return g_steal_pointer (&note);
}

/* The newest one, NULL in @row where there is none yet. */
static gboolean
find_newest (CsDb             *db,
             CsCheckpointRow **row,
             GError          **error)
{
  GError *problem = NULL;

  *row = cs_checkpoint_rows_newest (db, &problem);
  if (!problem)
    return TRUE;

  if (g_error_matches (problem, CS_ERROR, CS_ERROR_NOT_FOUND))
    {
      g_error_free (problem);
      return TRUE;
    }

  g_propagate_error (error, problem);
  return FALSE;
}

static gboolean
make_due_checkpoint (CsCall    *call,
                     CsSecret  *secret,
                     gint64     key,
                     GError   **error)
{
  g_autoptr(CsCheckpointRow) newest = NULL;
  g_autoptr(CsJournalEntry) head = NULL;
  g_autofree char *note = NULL;

  if (!find_newest (call->db, &newest, error) || !(head = cs_journal_rows_head (call->db, error)))
    return FALSE;

  if (newest && (head->sequence <= newest->sequence ||
                 (head->sequence - newest->sequence < CHECKPOINT_ENTRIES &&
                  call->now - newest->made_at < CHECKPOINT_TIME)))
    return TRUE;

  note = add_checkpoint (call, head, secret, key, NULL, error);
  return note != NULL;
}

char *
cs_signing_make_checkpoint (CsCall        *call,
                            CsCheckpoint **checkpoint,
                            GError       **error)
{
  g_autoptr(CsSecret) secret = NULL;
  g_autoptr(CsCheckpointRow) newest = NULL;
  g_autoptr(CsJournalEntry) head = NULL;
  gint64 key = 0;

  if (!(secret = cs_signing_get_key (call, &key, error)) || !check_clock (call, 0, error) || !find_newest (call->db, &newest, error) ||
      !(head = cs_journal_rows_head (call->db, error)))
    return NULL;

  if (!newest || newest->sequence < head->sequence)
    return add_checkpoint (call, head, secret, key, checkpoint, error);

  if (checkpoint && !(*checkpoint = cs_checkpoint_read (newest->note, error)))
    return NULL;
  return g_strdup (newest->note);
}

static char *
write_statement (CsCall               *call,
                 const CsDecision     *decision,
                 const CsRevisionRow  *revision,
                 const CsStage        *stage,
                 gint64                key,
                 const CsDigest       *ticks)
{
  CsStatement statement = { 0 };

  statement.office = call->office->uid;
  statement.decision = decision->id;
  statement.post = decision->post;
  statement.revision = revision->number;
  statement.digest = decision->digest;
  statement.stage = decision->stage;
  statement.stage_title = stage->title;
  statement.verdict = cs_verdict_nick (decision->verdict);
  statement.reason = decision->reason;
  statement.person = decision->person;
  statement.acting_for = decision->acting_for;
  statement.to_stage = decision->to_stage;
  statement.takes_back = decision->takes_back;
  statement.ticks = *ticks;
  statement.lines = decision->lines;
  statement.parties = decision->parties;
  statement.at = decision->at;
  statement.key = key;
  return cs_statement_write (&statement);
}

gboolean
cs_signing_sign_decision (CsCall               *call,
                          const CsDecision     *decision,
                          const CsRevisionRow  *revision,
                          const CsStage        *stage,
                          JsonObject           *details,
                          GError              **error)
{
  g_autoptr(CsSecret) secret = NULL;
  g_autofree char *statement = NULL;
  g_autofree char *hex = NULL;
  CsSignatureRow row = { 0 };
  CsDigest ticks;

  g_return_val_if_fail (decision->id != 0 && decision->person == call->actor->id, FALSE);

  if (!(secret = cs_signing_get_key (call, &row.key, error)) || !check_clock (call, 0, error) ||
      !check_clock (call, decision->post, error) || !make_due_checkpoint (call, secret, row.key, error))
    return FALSE;

  ticks = cs_statement_digest_ticks ((const char * const *) stage->ticks->pdata, stage->ticks->len, decision->ticks);
  statement = write_statement (call, decision, revision, stage, row.key, &ticks);
  row.decision = decision->id;
  row.statement = statement;
  row.signature = cs_secret_sign (secret, statement, strlen (statement));
  if (!cs_signature_rows_add (call->db, &row, error))
    return FALSE;

  hex = cs_signature_to_hex (&row.signature);
  json_object_set_int_member (details, "key", row.key);
  json_object_set_string_member (details, "signature", hex);
  if (!cs_digest_is_none (&ticks))
    cs_json_set_digest (details, "ticks_digest", &ticks);
  return TRUE;
}
