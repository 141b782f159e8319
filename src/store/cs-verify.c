/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "cs-content.h"
#include "cs-db-private.h"
#include "cs-journal.h"
#include "cs-media-files.h"
#include "cs-signature.h"
#include "cs-statement.h"
#include "cs-verify-replay.h"
#include "cs-verify.h"

#define MAX_FINDINGS 1000

/* Rows between two looks at the cancellable */
#define STEP 1024

/* What a journal entry says of a row that lies elsewhere */
typedef struct
{
  gint64    sequence;
  gint64    at;
  gint64    actor;
  gint64    post;
  gint64    id;       /* of the revision or decision; person of a contributor */
  gint64    revision; /* of a decision */
  gint64    number;   /* of a revision; stage of a decision */
  CsDigest  digest;
  char     *verdict;  /* owned */
  char     *reason;   /* owned */
  char     *signature;/* hexadecimal, "" = none; owned */
  gboolean  met;      /* its row was found */
} Record;

typedef struct
{
  CsDb           *db;           /* borrowed */
  const char     *folder;
  CsVerifyReport *report;       /* owned until the end */
  GHashTable     *revisions;    /* id -> Record; owned */
  GHashTable     *decisions;    /* id -> Record; owned */
  GHashTable     *contributors; /* Record -> itself, by post and id; owned */
  GHashTable     *media;        /* hex digests seen; owned */
  GHashTable     *keys;         /* "id person public" of the entries that added keys; owned */
  gint64          first_key;    /* the first such entry; from then on everything is signed */
  CsProgress      progress;
  gpointer        user_data;
  GCancellable   *cancellable;
  gint64          n_rows;       /* of all tables together */
  gint64          n_done;
} Walk;

typedef gboolean (*RowCheck) (Walk *walk, CsStmt *stmt, GError **error);

static void
record_free (Record *record)
{
  g_free (record->verdict);
  g_free (record->reason);
  g_free (record->signature);
  g_free (record);
}

static guint
contributor_hash (gconstpointer key)
{
  const Record *record = key;

  return g_int64_hash (&record->post) * 31 + g_int64_hash (&record->id);
}

static gboolean
contributor_equal (gconstpointer one,
                   gconstpointer other)
{
  const Record *a = one;
  const Record *b = other;

  return a->post == b->post && a->id == b->id;
}

static void
G_GNUC_PRINTF (2, 3)
find (Walk       *walk,
      const char *format,
      ...)
{
  va_list arguments;

  if (walk->report->findings->len >= MAX_FINDINGS)
    return;

  va_start (arguments, format);
  g_ptr_array_add (walk->report->findings, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static gboolean
go_on (Walk    *walk,
       GError **error)
{
  if (walk->n_done++ % STEP != 0)
    return TRUE;

  if (walk->progress != NULL)
    walk->progress (MIN (1.0, (double) walk->n_done / (double) MAX (walk->n_rows, 1)), walk->user_data);

  return !g_cancellable_set_error_if_cancelled (walk->cancellable, error);
}

/* Text that goes on behind a NUL would be out of sight of everything that reads it. */
static gboolean
text_is_whole (CsStmt *stmt,
               int     column)
{
  const char *text = cs_stmt_get_text (stmt, column);

  return strlen (text) == cs_stmt_get_size (stmt, column);
}

/* Members of an entry's details; by SQL, which reads JSON without a parser of ours. */
static Record *
read_record (Walk                  *walk,
             const CsJournalEntry  *entry,
             GError               **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  g_autofree char *hex = NULL;
  gboolean row = FALSE;
  Record *record;

  if (!(stmt = cs_db_prepare (walk->db,
                              "SELECT json_extract (d, '$.revision'), json_extract (d, '$.digest'), "
                              "json_extract (d, '$.number'), json_extract (d, '$.decision'), "
                              "json_extract (d, '$.stage'), json_extract (d, '$.verdict'), json_extract (d, '$.reason'), "
                              "json_extract (d, '$.signature') "
                              "FROM (SELECT CASE WHEN json_valid ($1) THEN $1 ELSE '{}' END AS d)",
                              error)))
    return NULL;

  cs_stmt_bind_text (stmt, 1, entry->details);
  if (!cs_stmt_step (stmt, &row, error))
    return NULL;

  record = g_new0 (Record, 1);
  record->sequence = entry->sequence;
  record->at = entry->at;
  record->actor = entry->actor;
  record->post = entry->post;
  record->revision = cs_stmt_get_int64 (stmt, 0);
  cs_digest_from_hex (cs_stmt_get_text (stmt, 1), &record->digest, NULL);
  if (entry->kind == CS_JOURNAL_REVISED)
    {
      record->id = record->revision;
      record->number = cs_stmt_get_int64 (stmt, 2);
      return record;
    }

  record->id = cs_stmt_get_int64 (stmt, 3);
  record->number = cs_stmt_get_int64 (stmt, 4);
  record->verdict = cs_stmt_dup_text (stmt, 5);
  record->reason = cs_stmt_dup_text (stmt, 6);
  record->signature = cs_stmt_dup_text (stmt, 7);
  return record;
}

static void
keep_contributor (Walk                 *walk,
                  const CsJournalEntry *entry)
{
  Record *record = g_new0 (Record, 1);

  record->sequence = entry->sequence;
  record->at = entry->at;
  record->post = entry->post;
  record->id = entry->actor;
  if (g_hash_table_contains (walk->contributors, record))
    {
      find (walk, _("journal entry %" PRId64 ": person %" PRId64 " became a contributor of post %" PRId64 " before"), entry->sequence, entry->actor, entry->post);
      record_free (record);
    }
  else
    g_hash_table_add (walk->contributors, record);
}

static gboolean
keep_key (Walk                  *walk,
          const CsJournalEntry  *entry,
          GError               **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row = FALSE;

  if (walk->first_key == 0)
    walk->first_key = entry->sequence;
  if (!(stmt = cs_db_prepare (walk->db,
                              "SELECT json_extract (d, '$.key') || ' ' || json_extract (d, '$.person') || ' ' || "
                              "json_extract (d, '$.public') FROM (SELECT CASE WHEN json_valid ($1) THEN $1 ELSE '{}' END AS d)",
                              error)))
    return FALSE;

  cs_stmt_bind_text (stmt, 1, entry->details);
  if (!cs_stmt_step (stmt, &row, error))
    return FALSE;

  g_hash_table_add (walk->keys, cs_stmt_dup_text (stmt, 0));
  return TRUE;
}

static gboolean
keep_record (Walk                  *walk,
             const CsJournalEntry  *entry,
             GError               **error)
{
  GHashTable *table = NULL;
  Record *record;

  if (entry->kind == CS_JOURNAL_KEY_ADDED)
    return keep_key (walk, entry, error);

  if (entry->kind == CS_JOURNAL_CONTRIBUTED)
    keep_contributor (walk, entry);
  else if (entry->kind == CS_JOURNAL_REVISED)
    table = walk->revisions;
  else if (entry->kind == CS_JOURNAL_DECIDED)
    table = walk->decisions;

  if (table == NULL)
    return TRUE;

  if (!(record = read_record (walk, entry, error)))
    return FALSE;

  if (g_hash_table_contains (table, &record->id))
    {
      find (walk, _("journal entry %" PRId64 ": names again what an earlier entry made"), entry->sequence);
      record_free (record);
    }
  else
    g_hash_table_insert (table, &record->id, record);

  return TRUE;
}

/* Entry after entry; @head holds the hash of the one before. */
static void
check_entry (Walk                 *walk,
             CsStmt               *stmt,
             const CsJournalEntry *entry,
             gint64                expected)
{
  CsDigest hash = cs_journal_entry_compute_hash (entry);

  if (entry->sequence != expected)
    find (walk, _("journal entry %" PRId64 ": entries from %" PRId64 " are missing before it"),
          entry->sequence, expected);

  if (!cs_digest_equal (&entry->previous, &walk->report->head))
    find (walk, _("journal entry %" PRId64 ": does not follow from the entry before"), entry->sequence);

  if (!cs_digest_equal (&hash, &entry->hash) || !text_is_whole (stmt, 5) || !text_is_whole (stmt, 4))
    find (walk, _("journal entry %" PRId64 ": hash does not fit its content"), entry->sequence);
}

static gboolean
check_journal_row (Walk    *walk,
                   CsStmt  *stmt,
                   GError **error)
{
  const char *kind = cs_stmt_get_text (stmt, 4);
  gint64 expected = ++walk->report->n_entries;
  CsJournalEntry entry = { 0 };
  gboolean known = cs_journal_kind_from_nick (kind, &entry.kind);
  gboolean done = TRUE;

  entry.sequence = cs_stmt_get_int64 (stmt, 0);
  entry.at = cs_stmt_get_int64 (stmt, 1);
  entry.actor = cs_stmt_get_int64 (stmt, 2);
  entry.post = cs_stmt_get_int64 (stmt, 3);
  entry.details = (char *) cs_stmt_get_text (stmt, 5);
  entry.previous = cs_stmt_get_digest (stmt, 6);
  entry.hash = cs_stmt_get_digest (stmt, 7);

  if (!known)
    find (walk, _("journal entry %" PRId64 ": unknown kind “%s”"), entry.sequence, kind);
  else
    {
      check_entry (walk, stmt, &entry, expected);
      done = keep_record (walk, &entry, error);
    }

  walk->report->n_entries = entry.sequence; /* one gap is named once */
  walk->report->head = entry.hash;
  return done;
}

static void
check_medium (Walk           *walk,
              gint64          revision,
              const CsDigest *digest)
{
  g_autofree char *hex = cs_digest_to_hex (digest);
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  if (g_hash_table_contains (walk->media, hex))
    return;

  walk->report->n_media++;
  bytes = cs_media_files_get (walk->folder, digest, &error);
  if (g_error_matches (error, CS_ERROR, CS_ERROR_NOT_FOUND))
    find (walk, _("media file %s, used in revision %" PRId64 ": is missing"), hex, revision);
  else if (error != NULL)
    find (walk, _("media file %s, used in revision %" PRId64 ": does not hold what its name says"),
          hex, revision);

  g_hash_table_add (walk->media, g_steal_pointer (&hex));
}

static void
check_media_of (Walk       *walk,
                gint64      revision,
                const char *json)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsContent) content = cs_content_parse (json, &error);

  if (content == NULL)
    {
      find (walk, _("revision %" PRId64 ": content cannot be read: %s"), revision, error->message);
      return;
    }

  for (guint i = 0; i < content->segments->len; i++)
    {
      const CsSegment *segment = cs_content_get_segment (content, i);

      for (guint j = 0; j < segment->media->len; j++)
        check_medium (walk, revision, &cs_segment_get_media (segment, j)->digest);
    }
}

static gboolean
check_revision_row (Walk    *walk,
                    CsStmt  *stmt,
                    GError **error)
{
  gint64 id = cs_stmt_get_int64 (stmt, 0);
  const char *content = cs_stmt_get_text (stmt, 4);
  CsDigest stored = cs_stmt_get_digest (stmt, 3);
  CsDigest found = cs_digest_of_bytes (content, strlen (content));
  Record *record = g_hash_table_lookup (walk->revisions, &id);

  walk->report->n_revisions++;
  if (!cs_digest_equal (&stored, &found) || !text_is_whole (stmt, 4))
    find (walk, _("revision %" PRId64 ": content does not fit its digest"), id);
  else
    check_media_of (walk, id, content);

  if (record == NULL)
    {
      find (walk, _("revision %" PRId64 ": no journal entry made it"), id);
      return TRUE;
    }

  record->met = TRUE;
  if (!cs_digest_equal (&stored, &record->digest) ||
      record->post != cs_stmt_get_int64 (stmt, 1) ||
      record->number != cs_stmt_get_int64 (stmt, 2) ||
      record->actor != cs_stmt_get_int64 (stmt, 5) ||
      record->at != cs_stmt_get_int64 (stmt, 6))
    find (walk, _("revision %" PRId64 ": does not agree with journal entry %" PRId64),
          id, record->sequence);

  return TRUE;
}

static gboolean
check_decision_row (Walk    *walk,
                    CsStmt  *stmt,
                    GError **error)
{
  gint64 id = cs_stmt_get_int64 (stmt, 0);
  CsDigest digest = cs_stmt_get_digest (stmt, 3);
  Record *record = g_hash_table_lookup (walk->decisions, &id);

  walk->report->n_decisions++;
  if (record == NULL)
    {
      find (walk, _("decision %" PRId64 ": no journal entry made it"), id);
      return TRUE;
    }

  record->met = TRUE;
  if (!cs_digest_equal (&digest, &record->digest) ||
      record->post != cs_stmt_get_int64 (stmt, 1) ||
      record->revision != cs_stmt_get_int64 (stmt, 2) ||
      record->number != cs_stmt_get_int64 (stmt, 4) ||
      record->actor != cs_stmt_get_int64 (stmt, 5) ||
      strcmp (record->verdict, cs_stmt_get_text (stmt, 6)) != 0 ||
      strcmp (record->reason, cs_stmt_get_text (stmt, 7)) != 0 ||
      !text_is_whole (stmt, 6) || !text_is_whole (stmt, 7) ||
      record->at != cs_stmt_get_int64 (stmt, 8))
    find (walk, _("decision %" PRId64 ": does not agree with journal entry %" PRId64),
          id, record->sequence);

  return TRUE;
}

/* Which decision is signed how: columns of the walk over signatures. */
#define SIGNATURE_SQL "SELECT d.id, d.post, d.digest, d.stage, d.person, d.verdict, d.reason, d.made_at, d.acting_for, d.to_stage, " \
                      "d.takes_back, d.lines, d.parties, r.number, s.key, s.statement, s.signature, k.public, k.person, k.made_at, k.ended_at, " \
                      "CASE WHEN json_valid (s.statement) THEN json_extract (s.statement, '$.stage_title') END, CASE WHEN json_valid (s.statement) THEN json_extract (s.statement, '$.ticks') END, o.uid, o.unsigned_until " \
                      "FROM decisions d CROSS JOIN office o JOIN revisions r ON r.id = d.revision LEFT JOIN signatures s ON s.decision = d.id " \
                      "LEFT JOIN keys k ON k.id = s.key ORDER BY d.id"

/* The statement that the decision's row would have made. */
static char *
make_statement (CsStmt *stmt)
{
  CsStatement statement = { 0 };

  statement.decision = cs_stmt_get_int64 (stmt, 0);
  statement.post = cs_stmt_get_int64 (stmt, 1);
  statement.digest = cs_stmt_get_digest (stmt, 2);
  statement.stage = (guint) cs_stmt_get_int64 (stmt, 3);
  statement.person = cs_stmt_get_int64 (stmt, 4);
  statement.verdict = cs_stmt_get_text (stmt, 5);
  statement.reason = cs_stmt_get_text (stmt, 6);
  statement.at = cs_stmt_get_int64 (stmt, 7);
  statement.acting_for = cs_stmt_get_int64 (stmt, 8);
  statement.to_stage = (int) cs_stmt_get_int64 (stmt, 9);
  statement.takes_back = cs_stmt_get_int64 (stmt, 10);
  statement.lines = (guint) cs_stmt_get_int64 (stmt, 11);
  statement.parties = (guint32) cs_stmt_get_int64 (stmt, 12);
  statement.revision = (guint) cs_stmt_get_int64 (stmt, 13);
  statement.key = cs_stmt_get_int64 (stmt, 14);
  statement.stage_title = cs_stmt_get_text (stmt, 21);
  cs_digest_from_hex (cs_stmt_get_text (stmt, 22), &statement.ticks, NULL);
  statement.office = cs_stmt_get_text (stmt, 23);
  return cs_statement_write (&statement);
}

static void
check_key_of (Walk              *walk,
              CsStmt            *stmt,
              gint64             id,
              const CsPublicKey *key)
{
  g_autofree char *hex = cs_public_key_to_hex (key);
  g_autofree char *known = g_strdup_printf ("%" PRId64 " %" PRId64 " %s", cs_stmt_get_int64 (stmt, 14), cs_stmt_get_int64 (stmt, 18), hex);
  gint64 at = cs_stmt_get_int64 (stmt, 7);
  gint64 ended_at = cs_stmt_get_int64 (stmt, 20);

  if (!g_hash_table_contains (walk->keys, known))
    find (walk, _("decision %" PRId64 ": no journal entry made the key that signed it"), id);
  if (cs_stmt_get_int64 (stmt, 18) != cs_stmt_get_int64 (stmt, 4))
    find (walk, _("decision %" PRId64 ": is signed with the key of somebody else"), id);
  if (at < cs_stmt_get_int64 (stmt, 19) || (ended_at != 0 && at > ended_at))
    find (walk, _("decision %" PRId64 ": is signed with a key that was not good at that time"), id);
}

static gboolean
check_signature_row (Walk    *walk,
                     CsStmt  *stmt,
                     GError **error)
{
  gint64 id = cs_stmt_get_int64 (stmt, 0);
  Record *record = g_hash_table_lookup (walk->decisions, &id);
  gsize size = 0;
  gsize key_size = 0;
  gconstpointer bytes = cs_stmt_get_bytes (stmt, 16, &size);
  gconstpointer key_bytes = cs_stmt_get_bytes (stmt, 17, &key_size);
  const char *written = cs_stmt_get_text (stmt, 15);
  g_autofree char *statement = NULL;
  g_autofree char *hex = NULL;
  CsSignature signature;
  CsPublicKey key;

  if (size != CS_SIGNATURE_BYTES || key_size != CS_PUBLIC_KEY_BYTES)
    {
      gboolean early = id <= cs_stmt_get_int64 (stmt, 24) && record != NULL && *record->signature == '\0' &&
                       (walk->first_key == 0 || record->sequence < walk->first_key);

      if (!early)
        find (walk, _("decision %" PRId64 ": is not signed"), id);
      return TRUE;
    }

  memcpy (signature.bytes, bytes, size);
  memcpy (key.bytes, key_bytes, key_size);
  hex = cs_signature_to_hex (&signature);
  statement = make_statement (stmt);
  if (strcmp (statement, written) != 0 || !text_is_whole (stmt, 15))
    find (walk, _("decision %" PRId64 ": is not what was signed"), id);
  if (!cs_signature_verify (&signature, &key, written, strlen (written)))
    find (walk, _("decision %" PRId64 ": its signature does not hold"), id);
  if (record != NULL && strcmp (record->signature, hex) != 0)
    find (walk, _("decision %" PRId64 ": its signature is not the one in journal entry %" PRId64), id, record->sequence);
  check_key_of (walk, stmt, id, &key);
  return TRUE;
}

static gboolean
check_contributor_row (Walk    *walk,
                       CsStmt  *stmt,
                       GError **error)
{
  Record key = { 0 };
  Record *record;

  key.post = cs_stmt_get_int64 (stmt, 0);
  key.id = cs_stmt_get_int64 (stmt, 1);
  record = g_hash_table_lookup (walk->contributors, &key);
  if (record == NULL)
    {
      find (walk, _("contributor %" PRId64 " of post %" PRId64 ": no journal entry made it"),
            key.id, key.post);
      return TRUE;
    }

  record->met = TRUE;
  if (record->at != cs_stmt_get_int64 (stmt, 2))
    find (walk, _("contributor %" PRId64 " of post %" PRId64 ": does not agree with journal entry %" PRId64), key.id, key.post, record->sequence);

  return TRUE;
}

static void
find_missing (Walk       *walk,
              GHashTable *table,
              const char *what)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Record *record = value;

      if (!record->met)
        /* Translators: %s is “revision”, “decision” or “contributor”. */
        find (walk, _("%s %" PRId64 " of post %" PRId64 ": is missing, journal entry %" PRId64 " made it"), what, record->id, record->post, record->sequence);
    }
}

static gboolean
walk_rows (Walk        *walk,
           const char  *sql,
           RowCheck     check,
           GError     **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean row = FALSE;

  if (!(stmt = cs_db_prepare (walk->db, sql, error)))
    return FALSE;

  while (TRUE)
    {
      if (!cs_stmt_step (stmt, &row, error))
        return FALSE;

      if (!row)
        return TRUE;

      if (!go_on (walk, error) || !check (walk, stmt, error))
        return FALSE;
    }
}

static gboolean
step_replay (gpointer   data,
             GError   **error)
{
  return go_on (data, error);
}

static void
find_in_replay (gpointer    data,
                const char *finding)
{
  find (data, "%s", finding);
}

/* The journal first: it says what all others must be. */
static gboolean
walk_office (Walk    *walk,
             GError **error)
{
  if (!cs_db_query_int64 (walk->db,
                          "SELECT (SELECT count (*) FROM journal) + (SELECT count (*) FROM revisions) "
                          "+ 2 * (SELECT count (*) FROM decisions) + (SELECT count (*) FROM contributors) + (SELECT count (*) FROM posts)",
                          &walk->n_rows, error) ||
      !walk_rows (walk,
                  "SELECT sequence, at, actor, post, kind, details, previous, hash FROM journal ORDER BY sequence",
                  check_journal_row, error) ||
      !cs_db_query_int64 (walk->db, "SELECT count (*) FROM journal", &walk->report->n_entries, error) ||
      !walk_rows (walk,
                  "SELECT id, post, number, digest, content, author, made_at FROM revisions ORDER BY id",
                  check_revision_row, error) ||
      !walk_rows (walk,
                  "SELECT id, post, revision, digest, stage, person, verdict, reason, made_at FROM decisions "
                  "ORDER BY id",
                  check_decision_row, error) ||
      !walk_rows (walk, SIGNATURE_SQL, check_signature_row, error) ||
      !walk_rows (walk, "SELECT post, person, since FROM contributors ORDER BY post, person",
                  check_contributor_row, error) ||
      !cs_verify_replay (walk->db, step_replay, find_in_replay, walk, error))
    return FALSE;

  find_missing (walk, walk->revisions, C_("in the record", "revision"));
  find_missing (walk, walk->decisions, C_("in the record", "decision"));
  find_missing (walk, walk->contributors, C_("in the record", "contributor"));
  return TRUE;
}

CsVerifyReport *
cs_verify_office (CsDb          *db,
                  const char    *folder,
                  CsProgress     progress,
                  gpointer       user_data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr(CsTxn) txn = NULL;
  g_autoptr(CsVerifyReport) report = g_new0 (CsVerifyReport, 1);
  g_autoptr(GHashTable) revisions = NULL;
  g_autoptr(GHashTable) decisions = NULL;
  g_autoptr(GHashTable) contributors = NULL;
  g_autoptr(GHashTable) media = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Walk walk = { 0 };

  g_return_val_if_fail (db != NULL && folder != NULL, NULL);

  report->findings = g_ptr_array_new_with_free_func (g_free);
  revisions = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) record_free);
  decisions = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) record_free);
  contributors = g_hash_table_new_full (contributor_hash, contributor_equal, (GDestroyNotify) record_free, NULL);

  walk.db = db;
  walk.folder = folder;
  walk.report = report;
  walk.revisions = revisions;
  walk.decisions = decisions;
  walk.contributors = contributors;
  walk.media = media;
  walk.keys = keys;
  walk.progress = progress;
  walk.user_data = user_data;
  walk.cancellable = cancellable;

  if (!(txn = cs_txn_begin (db, error)) || !walk_office (&walk, error))
    {
      g_prefix_error (error, "Verifying the office: ");
      return NULL;
    }

  return g_steal_pointer (&report);
}

void
cs_verify_report_free (CsVerifyReport *report)
{
  if (report == NULL)
    return;

  g_clear_pointer (&report->findings, g_ptr_array_unref);
  g_free (report);
}
