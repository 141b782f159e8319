/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-library-rows.h"
#include "cs-rows.h"

#define LIBRARY_COLUMNS \
  "m.digest, m.mime, m.bytes, m.width, m.height, m.duration_ms, m.look, m.added_by, m.added_at, " \
  "coalesce (n.title, ''), coalesce (n.author, ''), coalesce (n.licence, ''), coalesce (n.licence_until, ''), " \
  "coalesce (n.consent, ''), coalesce (n.map_number, ''), coalesce (n.ai_made, 0), " \
  "coalesce ((SELECT u.alt_text FROM media_uses u WHERE u.digest = m.digest AND u.alt_text <> '' ORDER BY u.post DESC LIMIT 1), ''), " \
  "EXISTS (SELECT 1 FROM media_uses u WHERE u.digest = m.digest AND u.chart = 1), " \
  "(SELECT count(*) FROM media_uses u WHERE u.digest = m.digest), " \
  "(SELECT count(*) FROM media_uses u JOIN posts p ON p.id = u.post WHERE u.digest = m.digest " \
  "AND p.state IN ('published', 'partly-published', 'corrected', 'withdrawn'))"

CsMediaNotes *
cs_media_notes_new (void)
{
  CsMediaNotes *notes = g_new0 (CsMediaNotes, 1);

  notes->title = g_strdup ("");
  notes->author = g_strdup ("");
  notes->licence = g_strdup ("");
  notes->licence_until = g_strdup ("");
  notes->consent = g_strdup ("");
  notes->map_number = g_strdup ("");
  return notes;
}

void
cs_media_notes_free (CsMediaNotes *notes)
{
  if (notes == NULL)
    return;

  g_free (notes->title);
  g_free (notes->author);
  g_free (notes->licence);
  g_free (notes->licence_until);
  g_free (notes->consent);
  g_free (notes->map_number);
  g_free (notes);
}

void
cs_library_row_free (CsLibraryRow *row)
{
  if (row == NULL)
    return;

  cs_media_notes_free (row->notes);
  g_free (row->mime_type);
  g_free (row->alt_text);
  g_free (row);
}

/* From @first on: title, author, licence, licence_until, consent, map_number, ai_made. */
static CsMediaNotes *
read_notes (CsStmt *stmt,
            int     first)
{
  CsMediaNotes *notes = g_new0 (CsMediaNotes, 1);

  notes->title = cs_stmt_dup_text (stmt, first);
  notes->author = cs_stmt_dup_text (stmt, first + 1);
  notes->licence = cs_stmt_dup_text (stmt, first + 2);
  notes->licence_until = cs_stmt_dup_text (stmt, first + 3);
  notes->consent = cs_stmt_dup_text (stmt, first + 4);
  notes->map_number = cs_stmt_dup_text (stmt, first + 5);
  notes->ai_made = cs_stmt_get_int64 (stmt, first + 6) != 0;
  return notes;
}

CsMediaNotes *
cs_library_rows_get_notes (CsDb            *db,
                           const CsDigest  *digest,
                           GError         **error)
{
  g_autoptr(CsStmt) stmt = NULL;
  gboolean found = FALSE;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT title, author, licence, licence_until, consent, map_number, ai_made FROM media_notes "
                              "WHERE digest = $1",
                              error)))
    return NULL;

  cs_stmt_bind_digest (stmt, 1, digest);
  if (!cs_stmt_step (stmt, &found, error))
    return NULL;

  return found ? read_notes (stmt, 0) : cs_media_notes_new ();
}

gboolean
cs_library_rows_set_notes (CsDb                *db,
                           const CsDigest      *digest,
                           const CsMediaNotes  *notes,
                           gint64               person,
                           gint64               now,
                           GError             **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO media_notes (digest, title, author, licence, licence_until, consent, map_number, ai_made, "
                              "changed_by, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
                              "ON CONFLICT (digest) DO UPDATE SET title = excluded.title, author = excluded.author, "
                              "licence = excluded.licence, licence_until = excluded.licence_until, consent = excluded.consent, "
                              "map_number = excluded.map_number, ai_made = excluded.ai_made, changed_by = excluded.changed_by, "
                              "changed_at = excluded.changed_at",
                              error)))
    return FALSE;

  cs_stmt_bind_digest (stmt, 1, digest);
  cs_stmt_bind_text (stmt, 2, notes->title);
  cs_stmt_bind_text (stmt, 3, notes->author);
  cs_stmt_bind_text (stmt, 4, notes->licence);
  cs_stmt_bind_text (stmt, 5, notes->licence_until);
  cs_stmt_bind_text (stmt, 6, notes->consent);
  cs_stmt_bind_text (stmt, 7, notes->map_number);
  cs_stmt_bind_int64 (stmt, 8, notes->ai_made ? 1 : 0);
  cs_stmt_bind_int64 (stmt, 9, person);
  cs_stmt_bind_int64 (stmt, 10, now);
  return cs_stmt_run (stmt, error);
}

static gpointer
read_row (CsStmt  *stmt,
          GError **error)
{
  CsLibraryRow *row = g_new0 (CsLibraryRow, 1);

  row->digest = cs_stmt_get_digest (stmt, 0);
  row->mime_type = cs_stmt_dup_text (stmt, 1);
  row->bytes = cs_stmt_get_int64 (stmt, 2);
  row->width = (int) cs_stmt_get_int64 (stmt, 3);
  row->height = (int) cs_stmt_get_int64 (stmt, 4);
  row->duration_ms = cs_stmt_get_int64 (stmt, 5);
  row->look = (guint64) cs_stmt_get_int64 (stmt, 6);
  row->added_by = cs_stmt_get_int64 (stmt, 7);
  row->added_at = cs_stmt_get_int64 (stmt, 8);
  row->notes = read_notes (stmt, 9);
  row->alt_text = cs_stmt_dup_text (stmt, 16);
  row->chart = cs_stmt_get_int64 (stmt, 17) != 0;
  row->n_posts = (guint) cs_stmt_get_int64 (stmt, 18);
  row->n_published = (guint) cs_stmt_get_int64 (stmt, 19);
  return row;
}

GPtrArray *
cs_library_rows_list (CsDb                   *db,
                      const CsLibraryFilter  *filter,
                      GError                **error)
{
  g_autofree char *pattern = cs_rows_make_pattern (filter->search);
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT " LIBRARY_COLUMNS " FROM media m LEFT JOIN media_notes n ON n.digest = m.digest "
                                                        "WHERE (m.mime LIKE 'image/%' OR m.mime LIKE 'video/%') "
                                                        "AND (n.digest IS NOT NULL OR EXISTS (SELECT 1 FROM media_uses u WHERE u.digest = m.digest)) "
                                                        "AND ($1 = 0 OR m.added_at < $1 OR (m.added_at = $1 AND m.digest < $2)) "
                                                        "AND ($3 = 0 OR ($3 = 3 AND m.mime LIKE 'video/%') OR ($3 = 2 AND EXISTS "
                                                        "(SELECT 1 FROM media_uses u WHERE u.digest = m.digest AND u.chart = 1)) OR "
                                                        "($3 = 1 AND m.mime LIKE 'image/%' AND NOT EXISTS "
                                                        "(SELECT 1 FROM media_uses u WHERE u.digest = m.digest AND u.chart = 1))) "
                                                        "AND ($4 = '' OR lower (coalesce (n.title || ' ' || n.author || ' ' || n.licence, '')) LIKE $4 ESCAPE '\\' "
                                                        "OR EXISTS (SELECT 1 FROM media_uses u WHERE u.digest = m.digest AND lower (u.alt_text) LIKE $4 ESCAPE '\\')) "
                                                        "AND ($5 = '' OR (n.licence_until <> '' AND n.licence_until <= $5)) "
                                                        "ORDER BY m.added_at DESC, m.digest DESC LIMIT $6",
                              error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, filter->before_at);
  cs_stmt_bind_digest (stmt, 2, &filter->before);
  cs_stmt_bind_int64 (stmt, 3, filter->kind);
  cs_stmt_bind_text (stmt, 4, pattern);
  cs_stmt_bind_text (stmt, 5, filter->ending);
  cs_stmt_bind_int64 (stmt, 6, filter->limit);
  return cs_rows_collect (stmt, read_row, (GDestroyNotify) cs_library_row_free, error);
}

CsLibraryRow *
cs_library_rows_get (CsDb            *db,
                     const CsDigest  *digest,
                     GError         **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT " LIBRARY_COLUMNS " FROM media m LEFT JOIN media_notes n ON n.digest = m.digest "
                                                        "WHERE m.digest = $1",
                              error)))
    return NULL;

  cs_stmt_bind_digest (stmt, 1, digest);
  return cs_rows_one (stmt, read_row, "medium with that digest", 0, error);
}

static gpointer
read_look (CsStmt  *stmt,
           GError **error)
{
  CsLibraryRow *row = g_new0 (CsLibraryRow, 1);

  row->digest = cs_stmt_get_digest (stmt, 0);
  row->look = (guint64) cs_stmt_get_int64 (stmt, 1);
  row->added_at = cs_stmt_get_int64 (stmt, 2);
  return row;
}

GPtrArray *
cs_library_rows_looks (CsDb    *db,
                       GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT m.digest, m.look, m.added_at FROM media m WHERE m.look <> 0 AND "
                              "(EXISTS (SELECT 1 FROM media_notes n WHERE n.digest = m.digest) OR "
                              "EXISTS (SELECT 1 FROM media_uses u WHERE u.digest = m.digest)) "
                              "ORDER BY m.added_at DESC, m.digest DESC",
                              error)))
    return NULL;

  return cs_rows_collect (stmt, read_look, (GDestroyNotify) cs_library_row_free, error);
}

GArray *
cs_library_rows_posts (CsDb            *db,
                       const CsDigest  *digest,
                       guint            limit,
                       GError         **error)
{
  g_autoptr(GArray) posts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(CsStmt) stmt = NULL;
  gboolean more = FALSE;

  if (!(stmt = cs_db_prepare (db, "SELECT post FROM media_uses WHERE digest = $1 ORDER BY post DESC LIMIT $2", error)))
    return NULL;

  cs_stmt_bind_digest (stmt, 1, digest);
  cs_stmt_bind_int64 (stmt, 2, limit);
  while (TRUE)
    {
      gint64 post;

      if (!cs_stmt_step (stmt, &more, error))
        return NULL;
      if (!more)
        return g_steal_pointer (&posts);
      post = cs_stmt_get_int64 (stmt, 0);
      g_array_append_val (posts, post);
    }
}

static gboolean
forget_uses (CsDb    *db,
             gint64   post,
             GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "DELETE FROM media_uses WHERE post = $1 AND NOT EXISTS (SELECT 1 FROM revisions WHERE post = $1)",
                              error)))
    return FALSE;

  cs_stmt_bind_int64 (stmt, 1, post);
  return cs_stmt_run (stmt, error);
}

static gboolean
add_use (CsDb               *db,
         gint64              post,
         const CsMediaItem  *item,
         GError            **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO media_uses (digest, post, alt_text, chart) VALUES ($1, $2, $3, $4) "
                              "ON CONFLICT (digest, post) DO UPDATE SET alt_text = excluded.alt_text, chart = excluded.chart",
                              error)))
    return FALSE;

  cs_stmt_bind_digest (stmt, 1, &item->digest);
  cs_stmt_bind_int64 (stmt, 2, post);
  cs_stmt_bind_text (stmt, 3, item->alt_text);
  cs_stmt_bind_int64 (stmt, 4, item->chart != NULL ? 1 : 0);
  return cs_stmt_run (stmt, error);
}

gboolean
cs_library_rows_set_uses (CsDb             *db,
                          gint64            post,
                          const CsContent  *content,
                          GError          **error)
{
  if (!forget_uses (db, post, error))
    return FALSE;

  for (guint i = 0; i < cs_content_count_parts (content); i++)
    {
      const CsSegment *segment = cs_content_get_part (content, i);

      for (guint j = 0; j < segment->media->len; j++)
        if (!add_use (db, post, cs_segment_get_media (segment, j), error))
          return FALSE;
    }

  return TRUE;
}
