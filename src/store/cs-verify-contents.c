/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "cs-content.h"
#include "cs-media-files.h"
#include "cs-verify-private.h"

/* Revisions with their media, and contributors. */

/* What begins wherever a file is named, in the canonical form that the digest just proved. */
#define MEDIA "\"media\":[{"
#define SNAPSHOT "\"snapshot\":\""

static gboolean
check_medium (CsVerifyWalk    *walk,
              gint64           revision,
              const CsDigest  *digest,
              GError         **error)
{
  g_autoptr(GError) problem = NULL;
  g_autofree char *hex = NULL;

  if (!g_hash_table_add (walk->media, g_memdup2 (digest, sizeof *digest)))
    return TRUE;

  walk->report->n_media++;
  if (cs_media_files_check (walk->folder, digest, walk->cancellable, &problem))
    return TRUE;

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  hex = cs_digest_to_hex (digest);
  if (g_error_matches (problem, CS_ERROR, CS_ERROR_NOT_FOUND))
    cs_verify_find (walk, _("media file %s, used in revision %" PRId64 ": is missing"), hex, revision);
  else if (g_error_matches (problem, CS_ERROR, CS_ERROR_CORRUPT))
    cs_verify_find (walk, _("media file %s, used in revision %" PRId64 ": does not hold what its name says"), hex, revision);
  else
    cs_verify_find (walk, _("media file %s, used in revision %" PRId64 ": cannot be read"), hex, revision);
  return TRUE;
}

static gboolean
check_media_of (CsVerifyWalk  *walk,
                gint64         revision,
                const char    *json,
                GError       **error)
{
  g_autoptr(GError) problem = NULL;
  g_autoptr(CsContent) content = NULL;
  g_autoptr(GArray) digests = NULL;

  /* inside of a text these quotation marks would have backslashes before them: most revisions need no parser */
  if (strstr (json, MEDIA) == NULL && strstr (json, SNAPSHOT) == NULL)
    return TRUE;

  if (!(content = cs_content_parse (json, &problem)))
    {
      cs_verify_find (walk, _("revision %" PRId64 ": content cannot be read: %s"), revision, problem->message);
      return TRUE;
    }

  digests = cs_content_list_digests (content);
  for (guint i = 0; i < digests->len; i++)
    if (!check_medium (walk, revision, &g_array_index (digests, CsDigest, i), error))
      return FALSE;

  return TRUE;
}

static void
check_revision_record (CsVerifyWalk   *walk,
                       CsStmt         *stmt,
                       const CsDigest *stored)
{
  gint64 id = cs_stmt_get_int64 (stmt, 0);
  CsVerifyRecord *record = g_hash_table_lookup (walk->revisions, &id);

  if (record == NULL)
    {
      cs_verify_find (walk, _("revision %" PRId64 ": no journal entry made it"), id);
      return;
    }

  record->met = TRUE;
  if (!cs_digest_equal (stored, &record->digest) ||
      record->post != cs_stmt_get_int64 (stmt, 1) ||
      record->number != cs_stmt_get_int64 (stmt, 2) ||
      record->actor != cs_stmt_get_int64 (stmt, 5) ||
      record->at != cs_stmt_get_int64 (stmt, 6))
    cs_verify_find (walk, _("revision %" PRId64 ": does not agree with journal entry %" PRId64), id, record->sequence);
}

static gboolean
check_revision (CsVerifyWalk *walk,
                CsStmt       *stmt,
                GError      **error)
{
  gint64 id = cs_stmt_get_int64 (stmt, 0);
  const char *content = cs_stmt_get_text (stmt, 4);
  CsDigest stored = cs_stmt_get_digest (stmt, 3);
  CsDigest found = cs_digest_of_bytes (content, strlen (content));

  walk->report->n_revisions++;
  check_revision_record (walk, stmt, &stored);
  if (cs_digest_equal (&stored, &found) && cs_verify_text_is_whole (stmt, 4))
    return check_media_of (walk, id, content, error);

  cs_verify_find (walk, _("revision %" PRId64 ": content does not fit its digest"), id);
  return TRUE;
}

static gboolean
check_contributor (CsVerifyWalk *walk,
                   CsStmt       *stmt,
                   GError      **error)
{
  CsVerifyRecord key = { .post = cs_stmt_get_int64 (stmt, 0), .id = cs_stmt_get_int64 (stmt, 1) };
  CsVerifyRecord *record = g_hash_table_lookup (walk->contributors, &key);

  if (record == NULL)
    {
      cs_verify_find (walk, _("contributor %" PRId64 " of post %" PRId64 ": no journal entry made it"), key.id, key.post);
      return TRUE;
    }

  record->met = TRUE;
  if (record->at != cs_stmt_get_int64 (stmt, 2))
    cs_verify_find (walk, _("contributor %" PRId64 " of post %" PRId64 ": does not agree with journal entry %" PRId64),
                    key.id, key.post, record->sequence);

  return TRUE;
}

static int
compare_sequences (gconstpointer one,
                   gconstpointer other)
{
  const CsVerifyRecord *a = *(CsVerifyRecord * const *) one;
  const CsVerifyRecord *b = *(CsVerifyRecord * const *) other;

  return a->sequence < b->sequence ? -1 : a->sequence > b->sequence;
}

static GPtrArray *
list_missing (GHashTable *table)
{
  GPtrArray *missing = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (!((const CsVerifyRecord *) value)->met)
      g_ptr_array_add (missing, value);

  g_ptr_array_sort (missing, compare_sequences);
  return missing;
}

void
cs_verify_find_missing (CsVerifyWalk *walk,
                        GHashTable   *table,
                        const char   *what)
{
  g_autoptr(GPtrArray) missing = list_missing (table);

  for (guint i = 0; i < missing->len; i++)
    {
      const CsVerifyRecord *record = g_ptr_array_index (missing, i);

      /* Translators: %s is “revision”, “decision” or “contributor”. */
      cs_verify_find (walk, _("%s %" PRId64 " of post %" PRId64 ": is missing, journal entry %" PRId64 " made it"),
                      what, record->id, record->post, record->sequence);
    }
}

gboolean
cs_verify_contents (CsVerifyWalk *walk,
                    GError      **error)
{
  if (!cs_verify_rows (walk, "SELECT id, post, number, digest, content, author, made_at FROM revisions ORDER BY id",
                       check_revision, error) ||
      !cs_verify_rows (walk, "SELECT post, person, since FROM contributors ORDER BY post, person", check_contributor, error))
    return FALSE;

  cs_verify_find_missing (walk, walk->revisions, C_("in the record", "revision"));
  cs_verify_find_missing (walk, walk->contributors, C_("in the record", "contributor"));
  return TRUE;
}
