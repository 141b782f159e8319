/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-checkpoint-rows.h"
#include "cs-verify-private.h"
#include "cs-verify-replay.h"

#define MAX_FINDINGS 1000

/* Rows between two looks at the cancellable: well under a millisecond. */
#define STEP 128

/* The least that is worth telling. */
#define PROGRESS_STEP 0.001

void
cs_verify_find (CsVerifyWalk *walk,
                const char   *format,
                ...)
{
  va_list arguments;

  if (walk->report->findings->len >= MAX_FINDINGS)
    return;

  va_start (arguments, format);
  g_ptr_array_add (walk->report->findings, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static void
tell (CsVerifyWalk *walk)
{
  gint64 n_done = walk->n_rows + CS_VERIFY_SIGNATURE_UNITS * cs_verify_signatures_n_done (walk->signatures);
  double done = MIN (1.0, (double) n_done / (double) MAX (walk->n_units, 1));

  if (walk->progress == NULL || done < walk->told + PROGRESS_STEP)
    return;

  walk->told = done;
  walk->progress (done, walk->user_data);
}

gboolean
cs_verify_go_on (CsVerifyWalk *walk,
                 GError      **error)
{
  return walk->n_rows++ % STEP != 0 || cs_verify_pause (walk, error);
}

gboolean
cs_verify_pause (CsVerifyWalk *walk,
                 GError      **error)
{
  tell (walk);
  return !g_cancellable_set_error_if_cancelled (walk->cancellable, error) &&
         cs_verify_signatures_feed (walk->signatures, error);
}

gboolean
cs_verify_text_is_whole (CsStmt *stmt,
                         int     column)
{
  const char *text = cs_stmt_get_text (stmt, column);

  return strlen (text) == cs_stmt_get_size (stmt, column);
}

gboolean
cs_verify_rows (CsVerifyWalk      *walk,
                const char        *sql,
                CsVerifyRowCheck   check,
                GError           **error)
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

      if (!cs_verify_go_on (walk, error) || !check (walk, stmt, error))
        return FALSE;
    }
}

static gboolean
read_office (CsVerifyWalk *walk,
             CsStmt       *stmt,
             GError      **error)
{
  g_free (walk->office);
  walk->office = cs_stmt_dup_text (stmt, 0);
  walk->unsigned_until = cs_stmt_get_int64 (stmt, 1);
  return TRUE;
}

/* How much there is to do, without reading it: rows are numbered, and few numbers are not in use. */
static gboolean
measure (CsVerifyWalk *walk,
         GError      **error)
{
  gint64 n_rows = 0;
  gint64 n_signatures = 0;

  if (!cs_db_query_int64 (walk->db,
                          "SELECT coalesce ((SELECT max (sequence) FROM journal), 0) + coalesce ((SELECT max (id) FROM revisions), 0) "
                          "+ coalesce ((SELECT max (id) FROM decisions), 0) + (SELECT count (*) FROM contributors) "
                          "+ coalesce ((SELECT max (id) FROM posts), 0)",
                          &n_rows, error) ||
      !cs_db_query_int64 (walk->db, "SELECT count (*) FROM signatures", &n_signatures, error))
    return FALSE;

  walk->n_units = n_rows + CS_VERIFY_SIGNATURE_UNITS * n_signatures;
  return TRUE;
}

static guint
contributor_hash (gconstpointer key)
{
  const CsVerifyRecord *record = key;

  return g_int64_hash (&record->post) * 31 + g_int64_hash (&record->id);
}

static gboolean
contributor_equal (gconstpointer one,
                   gconstpointer other)
{
  const CsVerifyRecord *a = one;
  const CsVerifyRecord *b = other;

  return a->post == b->post && a->id == b->id;
}

static guint
digest_hash (gconstpointer key)
{
  guint hash;

  memcpy (&hash, key, sizeof hash);
  return hash;
}

static gboolean
digest_equal (gconstpointer one,
              gconstpointer other)
{
  return cs_digest_equal (one, other);
}

static void
walk_init (CsVerifyWalk *walk)
{
  walk->report = g_new0 (CsVerifyReport, 1);
  walk->report->findings = g_ptr_array_new_with_free_func (g_free);
  walk->revisions = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  walk->decisions = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  walk->contributors = g_hash_table_new_full (contributor_hash, contributor_equal, g_free, NULL);
  walk->keys = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  walk->media = g_hash_table_new_full (digest_hash, digest_equal, g_free, NULL);
  walk->texts = g_string_chunk_new (64 * 1024);
  walk->text = g_string_new (NULL);
}

static void
walk_clear (CsVerifyWalk *walk)
{
  g_clear_pointer (&walk->signatures, cs_verify_signatures_free);
  g_clear_pointer (&walk->report, cs_verify_report_free);
  g_clear_pointer (&walk->office, g_free);
  g_clear_pointer (&walk->revisions, g_hash_table_unref);
  g_clear_pointer (&walk->decisions, g_hash_table_unref);
  g_clear_pointer (&walk->contributors, g_hash_table_unref);
  g_clear_pointer (&walk->keys, g_hash_table_unref);
  g_clear_pointer (&walk->media, g_hash_table_unref);
  g_clear_pointer (&walk->checkpoints, g_ptr_array_unref);
  g_clear_pointer (&walk->texts, g_string_chunk_free);
  g_string_free (walk->text, TRUE);
}

static gboolean
step_replay (gpointer   data,
             GError   **error)
{
  return cs_verify_go_on (data, error);
}

static void
find_in_replay (gpointer    data,
                const char *finding)
{
  cs_verify_find (data, "%s", finding);
}

/* The journal first: it says what all others must be. */
static gboolean
walk_office (CsVerifyWalk *walk,
             GError      **error)
{
  if (!measure (walk, error) || !(walk->signatures = cs_verify_signatures_new (walk->db, walk->cancellable, error)) ||
      !cs_verify_rows (walk, "SELECT uid, unsigned_until FROM office", read_office, error) ||
      !cs_verify_checkpoints_start (walk, error) ||
      !cs_verify_journal (walk, error) ||
      !cs_verify_contents (walk, error) ||
      !cs_verify_keys (walk, error) ||
      !cs_verify_decisions (walk, error) ||
      !cs_verify_replay (walk->db, step_replay, find_in_replay, walk, error) ||
      !cs_verify_signatures_finish (walk, error))
    return FALSE;

  cs_verify_checkpoints (walk);
  if (walk->progress != NULL)
    walk->progress (1, walk->user_data);
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
  CsVerifyReport *report = NULL;
  CsVerifyWalk walk = { .db = db, .folder = folder, .progress = progress, .user_data = user_data, .cancellable = cancellable };

  g_return_val_if_fail (db != NULL && folder != NULL, NULL);

  walk_init (&walk);
  if ((txn = cs_txn_begin (db, error)) && walk_office (&walk, error))
    report = g_steal_pointer (&walk.report);
  else
    g_prefix_error (error, "Verifying the office: ");

  walk_clear (&walk);
  return report;
}

void
cs_verify_report_free (CsVerifyReport *report)
{
  if (report == NULL)
    return;

  g_clear_pointer (&report->findings, g_ptr_array_unref);
  g_free (report);
}
