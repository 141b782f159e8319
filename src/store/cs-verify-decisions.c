/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "cs-statement.h"
#include "cs-verify-private.h"

/* Keys, decisions, and that each decision was signed by whom it names, with a key that was good at that time. What time is, the order of
 * the journal says: clocks can be wrong. Whether a signature holds is found out elsewhere, on other threads. */

static void
check_key_ends (CsVerifyWalk      *walk,
                const CsVerifyKey *key,
                gint64             ended_at,
                gboolean           lost)
{
  if (key->ended == 0 && (ended_at != 0 || lost))
    cs_verify_find (walk, _("key %" PRId64 ": has ended, but no journal entry ended it"), key->id);
  else if (key->ended != 0 && ended_at == 0)
    cs_verify_find (walk, _("key %" PRId64 ": is still good, but journal entry %" PRId64 " ended it"), key->id, key->ended);
  else if (key->ended_at != ended_at || key->lost != lost)
    cs_verify_find (walk, _("key %" PRId64 ": does not agree with journal entry %" PRId64), key->id, key->ended);
}

static gboolean
check_key (CsVerifyWalk *walk,
           CsStmt       *stmt,
           GError      **error)
{
  gint64 id = cs_stmt_get_int64 (stmt, 0);
  CsVerifyKey *key = g_hash_table_lookup (walk->keys, &id);

  if (key == NULL)
    {
      cs_verify_find (walk, _("key %" PRId64 ": no journal entry made it"), id);
      return TRUE;
    }

  key->met = TRUE;
  if (key->person != cs_stmt_get_int64 (stmt, 1) || strcmp (key->public_key, cs_stmt_get_text (stmt, 2)) != 0 ||
      key->made_at != cs_stmt_get_int64 (stmt, 3))
    cs_verify_find (walk, _("key %" PRId64 ": does not agree with journal entry %" PRId64), id, key->added);

  check_key_ends (walk, key, cs_stmt_get_int64 (stmt, 4), cs_stmt_get_int64 (stmt, 5) != 0);
  return TRUE;
}

gboolean
cs_verify_keys (CsVerifyWalk *walk,
                GError      **error)
{
  GHashTableIter iter;
  gpointer value;

  if (!cs_verify_rows (walk, "SELECT id, person, lower (hex (public)), made_at, ended_at, lost FROM keys ORDER BY id", check_key, error))
    return FALSE;

  g_hash_table_iter_init (&iter, walk->keys);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const CsVerifyKey *key = value;

      if (!key->met)
        cs_verify_find (walk, _("key %" PRId64 " of person %" PRId64 ": is missing, journal entry %" PRId64 " made it"),
                        key->id, key->person, key->added);
    }

  return TRUE;
}

/* Columns of the walk over decisions. */
#define DECISION_SQL "SELECT d.id, d.post, d.revision, d.digest, d.stage, d.person, d.verdict, d.reason, d.made_at, d.acting_for, d.to_stage, " \
                     "d.takes_back, d.ticks, d.lines, d.parties, r.number, s.key, s.statement, s.signature " \
                     "FROM decisions d LEFT JOIN revisions r ON r.id = d.revision LEFT JOIN signatures s ON s.decision = d.id ORDER BY d.id"

static gboolean
agrees (CsStmt               *stmt,
        const CsVerifyRecord *record)
{
  CsDigest digest = cs_stmt_get_digest (stmt, 3);

  return record->post == cs_stmt_get_int64 (stmt, 1) &&
         record->revision == cs_stmt_get_int64 (stmt, 2) &&
         cs_digest_equal (&digest, &record->digest) &&
         record->stage == cs_stmt_get_int64 (stmt, 4) &&
         record->actor == cs_stmt_get_int64 (stmt, 5) &&
         strcmp (record->verdict, cs_stmt_get_text (stmt, 6)) == 0 &&
         strcmp (record->reason, cs_stmt_get_text (stmt, 7)) == 0 &&
         cs_verify_text_is_whole (stmt, 6) && cs_verify_text_is_whole (stmt, 7) &&
         record->at == cs_stmt_get_int64 (stmt, 8) &&
         record->acting_for == cs_stmt_get_int64 (stmt, 9) &&
         record->to_stage == cs_stmt_get_int64 (stmt, 10) &&
         record->takes_back == cs_stmt_get_int64 (stmt, 11) &&
         record->ticks == cs_stmt_get_int64 (stmt, 12) &&
         record->lines == cs_stmt_get_int64 (stmt, 13) &&
         record->parties == cs_stmt_get_int64 (stmt, 14);
}

/* The statement that the decision's row would have made; what the row does not have is in the journal. */
static char *
make_statement (CsVerifyWalk         *walk,
                CsStmt               *stmt,
                const CsVerifyRecord *record)
{
  CsStatement statement = { 0 };

  statement.office = walk->office;
  statement.decision = cs_stmt_get_int64 (stmt, 0);
  statement.post = cs_stmt_get_int64 (stmt, 1);
  statement.digest = cs_stmt_get_digest (stmt, 3);
  statement.stage = (guint) cs_stmt_get_int64 (stmt, 4);
  statement.person = cs_stmt_get_int64 (stmt, 5);
  statement.verdict = cs_stmt_get_text (stmt, 6);
  statement.reason = cs_stmt_get_text (stmt, 7);
  statement.at = cs_stmt_get_int64 (stmt, 8);
  statement.acting_for = cs_stmt_get_int64 (stmt, 9);
  statement.to_stage = (int) cs_stmt_get_int64 (stmt, 10);
  statement.takes_back = cs_stmt_get_int64 (stmt, 11);
  statement.lines = (guint) cs_stmt_get_int64 (stmt, 13);
  statement.parties = (guint32) cs_stmt_get_int64 (stmt, 14);
  statement.revision = (guint) cs_stmt_get_int64 (stmt, 15);
  statement.key = cs_stmt_get_int64 (stmt, 16);
  statement.stage_title = record->stage_title;
  statement.ticks = record->ticks_digest;
  return cs_statement_write (&statement);
}

static void
check_key_of (CsVerifyWalk         *walk,
              CsStmt               *stmt,
              const CsVerifyRecord *record)
{
  gint64 id = cs_stmt_get_int64 (stmt, 16);
  const CsVerifyKey *key = g_hash_table_lookup (walk->keys, &id);

  if (key == NULL)
    {
      cs_verify_find (walk, _("decision %" PRId64 ": no journal entry made the key that signed it"), record->id);
      return;
    }

  if (key->person != cs_stmt_get_int64 (stmt, 5))
    cs_verify_find (walk, _("decision %" PRId64 ": is signed with the key of somebody else"), record->id);
  if (record->sequence < key->added || (key->ended != 0 && record->sequence > key->ended))
    cs_verify_find (walk, _("decision %" PRId64 ": is signed with a key that was not good at that time"), record->id);
}

static void
check_signature (CsVerifyWalk         *walk,
                 CsStmt               *stmt,
                 const CsVerifyRecord *record)
{
  g_autofree char *statement = NULL;
  g_autofree char *hex = NULL;
  CsSignature signature;
  gsize size = 0;
  gconstpointer bytes = cs_stmt_get_bytes (stmt, 18, &size);

  if (size != CS_SIGNATURE_BYTES)
    {
      if (record->id > walk->unsigned_until || *record->signature != '\0' ||
          (walk->first_key != 0 && record->sequence > walk->first_key))
        cs_verify_find (walk, _("decision %" PRId64 ": is not signed"), record->id);
      return;
    }

  memcpy (signature.bytes, bytes, size);
  hex = cs_signature_to_hex (&signature);
  statement = make_statement (walk, stmt, record);
  if (strcmp (statement, cs_stmt_get_text (stmt, 17)) != 0 || !cs_verify_text_is_whole (stmt, 17))
    cs_verify_find (walk, _("decision %" PRId64 ": is not what was signed"), record->id);
  if (strcmp (record->signature, hex) != 0)
    cs_verify_find (walk, _("decision %" PRId64 ": its signature is not the one in journal entry %" PRId64), record->id, record->sequence);
  check_key_of (walk, stmt, record);
}

static gboolean
check_decision (CsVerifyWalk *walk,
                CsStmt       *stmt,
                GError      **error)
{
  gint64 id = cs_stmt_get_int64 (stmt, 0);
  CsVerifyRecord *record = g_hash_table_lookup (walk->decisions, &id);

  walk->report->n_decisions++;
  if (record == NULL)
    {
      cs_verify_find (walk, _("decision %" PRId64 ": no journal entry made it"), id);
      return TRUE;
    }

  record->met = TRUE;
  if (!agrees (stmt, record))
    cs_verify_find (walk, _("decision %" PRId64 ": does not agree with journal entry %" PRId64), id, record->sequence);
  check_signature (walk, stmt, record);
  return TRUE;
}

static gboolean
find_orphan (CsVerifyWalk *walk,
             CsStmt       *stmt,
             GError      **error)
{
  cs_verify_find (walk, _("signature of decision %" PRId64 ": there is no such decision"), cs_stmt_get_int64 (stmt, 0));
  return TRUE;
}

gboolean
cs_verify_decisions (CsVerifyWalk *walk,
                     GError      **error)
{
  if (!cs_verify_rows (walk, DECISION_SQL, check_decision, error) ||
      !cs_verify_rows (walk, "SELECT decision FROM signatures WHERE decision NOT IN (SELECT id FROM decisions)", find_orphan, error))
    return FALSE;

  cs_verify_find_missing (walk, walk->decisions, C_("in the record", "decision"));
  return TRUE;
}
