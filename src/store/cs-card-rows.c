/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-card-rows.h"
#include "cs-rows.h"

#define CARD_COLUMNS \
  "id, publisher, title, date, address, number, page, note, holds_until, snapshot, added_by, changed_at, retired_at"

#define TEMPLATE_COLUMNS "id, kind, name, language, content, changed_by, changed_at, retired_at"

void
cs_card_row_free (CsCardRow *row)
{
  if (row == NULL)
    return;

  cs_source_free (row->source);
  g_free (row);
}

void
cs_template_row_free (CsTemplateRow *row)
{
  if (row == NULL)
    return;

  g_free (row->kind);
  g_free (row->name);
  g_free (row->language);
  g_free (row->content);
  g_free (row);
}

static void
take_text (CsStmt  *stmt,
           int      column,
           char   **to)
{
  g_free (*to);
  *to = cs_stmt_dup_text (stmt, column);
}

static gpointer
read_card (CsStmt  *stmt,
           GError **error)
{
  CsCardRow *row = g_new0 (CsCardRow, 1);

  row->id = cs_stmt_get_int64 (stmt, 0);
  row->source = cs_source_new (cs_stmt_get_text (stmt, 1), cs_stmt_get_text (stmt, 2), cs_stmt_get_text (stmt, 3),
                               cs_stmt_get_text (stmt, 4));
  take_text (stmt, 5, &row->source->number);
  take_text (stmt, 6, &row->source->page);
  take_text (stmt, 7, &row->source->note);
  take_text (stmt, 8, &row->source->until);
  if (!cs_stmt_is_null (stmt, 9))
    row->source->snapshot = cs_stmt_get_digest (stmt, 9);
  row->source->card = row->id;
  row->added_by = cs_stmt_get_int64 (stmt, 10);
  row->changed_at = cs_stmt_get_int64 (stmt, 11);
  row->retired_at = cs_stmt_get_int64 (stmt, 12);
  return row;
}

static void
bind_card (CsStmt          *stmt,
           const CsCardRow *row)
{
  const CsSource *source = row->source;

  cs_stmt_bind_text (stmt, 1, source->publisher);
  cs_stmt_bind_text (stmt, 2, source->title);
  cs_stmt_bind_text (stmt, 3, source->date);
  cs_stmt_bind_text (stmt, 4, source->address);
  cs_stmt_bind_text (stmt, 5, source->number);
  cs_stmt_bind_text (stmt, 6, source->page);
  cs_stmt_bind_text (stmt, 7, source->note);
  cs_stmt_bind_text (stmt, 8, source->until);
  if (cs_digest_is_none (&source->snapshot))
    cs_stmt_bind_null (stmt, 9);
  else
    cs_stmt_bind_digest (stmt, 9, &source->snapshot);
  cs_stmt_bind_int64 (stmt, 10, row->added_by);
  cs_stmt_bind_int64 (stmt, 11, row->changed_at);
  cs_stmt_bind_int64 (stmt, 12, row->retired_at);
}

gint64
cs_card_rows_add (CsDb             *db,
                  const CsCardRow  *row,
                  GError          **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO source_cards (publisher, title, date, address, number, page, note, holds_until, snapshot, "
                              "added_by, changed_at, retired_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                              error)))
    return 0;

  bind_card (stmt, row);
  return cs_rows_insert (db, stmt, "source card", error);
}

gboolean
cs_card_rows_update (CsDb             *db,
                     const CsCardRow  *row,
                     GError          **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "UPDATE source_cards SET publisher = $1, title = $2, date = $3, address = $4, number = $5, page = $6, "
                              "note = $7, holds_until = $8, snapshot = $9, added_by = $10, changed_at = $11, retired_at = $12 WHERE id = $13",
                              error)))
    return FALSE;

  bind_card (stmt, row);
  cs_stmt_bind_int64 (stmt, 13, row->id);
  return cs_rows_change_one (db, stmt, "source card", row->id, CS_ERROR_NOT_FOUND, error);
}

CsCardRow *
cs_card_rows_get (CsDb    *db,
                  gint64   id,
                  GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT " CARD_COLUMNS " FROM source_cards WHERE id = $1", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, id);
  return cs_rows_one (stmt, read_card, "source card", id, error);
}

GPtrArray *
cs_card_rows_list (CsDb        *db,
                   const char  *search,
                   gint64       before,
                   guint        limit,
                   GError     **error)
{
  g_autofree char *pattern = cs_rows_make_pattern (search);
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT " CARD_COLUMNS " FROM source_cards WHERE retired_at = 0 AND ($1 = 0 OR id < $1) "
                                                     "AND ($2 = '' OR lower (publisher || ' ' || title || ' ' || number || ' ' || note || ' ' || address) "
                                                     "LIKE $2 ESCAPE '\\') ORDER BY id DESC LIMIT $3",
                              error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, before);
  cs_stmt_bind_text (stmt, 2, pattern);
  cs_stmt_bind_int64 (stmt, 3, limit);
  return cs_rows_collect (stmt, read_card, (GDestroyNotify) cs_card_row_free, error);
}

static gpointer
read_template (CsStmt  *stmt,
               GError **error)
{
  CsTemplateRow *row = g_new0 (CsTemplateRow, 1);

  row->id = cs_stmt_get_int64 (stmt, 0);
  row->kind = cs_stmt_dup_text (stmt, 1);
  row->name = cs_stmt_dup_text (stmt, 2);
  row->language = cs_stmt_dup_text (stmt, 3);
  row->content = cs_stmt_dup_text (stmt, 4);
  row->changed_by = cs_stmt_get_int64 (stmt, 5);
  row->changed_at = cs_stmt_get_int64 (stmt, 6);
  row->retired_at = cs_stmt_get_int64 (stmt, 7);
  return row;
}

static void
bind_template (CsStmt              *stmt,
               const CsTemplateRow *row)
{
  cs_stmt_bind_text (stmt, 1, row->kind);
  cs_stmt_bind_text (stmt, 2, row->name);
  cs_stmt_bind_text (stmt, 3, row->language);
  cs_stmt_bind_text (stmt, 4, row->content);
  cs_stmt_bind_int64 (stmt, 5, row->changed_by);
  cs_stmt_bind_int64 (stmt, 6, row->changed_at);
  cs_stmt_bind_int64 (stmt, 7, row->retired_at);
}

gint64
cs_template_rows_add (CsDb                 *db,
                      const CsTemplateRow  *row,
                      GError              **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO templates (kind, name, language, content, changed_by, changed_at, retired_at) "
                              "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                              error)))
    return 0;

  bind_template (stmt, row);
  return cs_rows_insert (db, stmt, "template", error);
}

gboolean
cs_template_rows_update (CsDb                 *db,
                         const CsTemplateRow  *row,
                         GError              **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "UPDATE templates SET kind = $1, name = $2, language = $3, content = $4, changed_by = $5, "
                              "changed_at = $6, retired_at = $7 WHERE id = $8",
                              error)))
    return FALSE;

  bind_template (stmt, row);
  cs_stmt_bind_int64 (stmt, 8, row->id);
  return cs_rows_change_one (db, stmt, "template", row->id, CS_ERROR_NOT_FOUND, error);
}

CsTemplateRow *
cs_template_rows_get (CsDb    *db,
                      gint64   id,
                      GError **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT " TEMPLATE_COLUMNS " FROM templates WHERE id = $1", error)))
    return NULL;

  cs_stmt_bind_int64 (stmt, 1, id);
  return cs_rows_one (stmt, read_template, "template", id, error);
}

GPtrArray *
cs_template_rows_list (CsDb        *db,
                       const char  *kind,
                       guint        limit,
                       GError     **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "SELECT " TEMPLATE_COLUMNS " FROM templates WHERE retired_at = 0 AND ($1 = '' OR kind = $1) "
                                                         "ORDER BY name, id LIMIT $2",
                              error)))
    return NULL;

  cs_stmt_bind_text (stmt, 1, kind);
  cs_stmt_bind_int64 (stmt, 2, limit);
  return cs_rows_collect (stmt, read_template, (GDestroyNotify) cs_template_row_free, error);
}

static gpointer
read_word (CsStmt  *stmt,
           GError **error)
{
  return cs_stmt_dup_text (stmt, 0);
}

GPtrArray *
cs_spelling_rows_list (CsDb        *db,
                       const char  *language,
                       GError     **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db, "SELECT word FROM spelling_words WHERE language = $1 ORDER BY word LIMIT 10000", error)))
    return NULL;

  cs_stmt_bind_text (stmt, 1, language);
  return cs_rows_collect (stmt, read_word, g_free, error);
}

gboolean
cs_spelling_rows_add (CsDb        *db,
                      const char  *language,
                      const char  *word,
                      gint64       person,
                      gint64       now,
                      GError     **error)
{
  g_autoptr(CsStmt) stmt = NULL;

  if (!(stmt = cs_db_prepare (db,
                              "INSERT INTO spelling_words (language, word, added_by, added_at) VALUES ($1, $2, $3, $4) "
                              "ON CONFLICT (language, word) DO NOTHING",
                              error)))
    return FALSE;

  cs_stmt_bind_text (stmt, 1, language);
  cs_stmt_bind_text (stmt, 2, word);
  cs_stmt_bind_int64 (stmt, 3, person);
  cs_stmt_bind_int64 (stmt, 4, now);
  return cs_stmt_run (stmt, error);
}
