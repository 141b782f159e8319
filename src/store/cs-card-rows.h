/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-content.h"
#include "cs-db.h"

G_BEGIN_DECLS

/* The office's libraries of words: source cards, snippets and templates of posts. */

typedef struct
{
  gint64    id;
  CsSource *source;     /* owned; its card is @id */
  gint64    added_by;   /* who wrote it last */
  gint64    changed_at; /* UTC, microseconds */
  gint64    retired_at; /* 0 = in use */
} CsCardRow;

typedef struct
{
  gint64  id;
  char   *kind;       /* "snippet" or "post"; all owned */
  char   *name;
  char   *language;   /* "" = any */
  char   *content;    /* a snippet's text, or a post's canonical content */
  gint64  changed_by;
  gint64  changed_at; /* UTC, microseconds */
  gint64  retired_at; /* 0 = in use */
} CsTemplateRow;

void           cs_card_row_free         (CsCardRow           *row);
void           cs_template_row_free     (CsTemplateRow       *row);

/* Returns: the new id, 0 with @error */
gint64         cs_card_rows_add         (CsDb                *db,
                                         const CsCardRow     *row,
                                         GError             **error);
gboolean       cs_card_rows_update      (CsDb                *db,
                                         const CsCardRow     *row,
                                         GError             **error);
CsCardRow     *cs_card_rows_get         (CsDb                *db,
                                         gint64               id,
                                         GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_card_rows_list:
 * @search: words that stand in publisher, title, number, note or address; "" = all
 * @before: ids below this one, 0 = from the newest
 *
 * Returns: (transfer full) (element-type CsCardRow): those in use, newest first
 */
GPtrArray     *cs_card_rows_list        (CsDb                *db,
                                         const char          *search,
                                         gint64               before,
                                         guint                limit,
                                         GError             **error) G_GNUC_WARN_UNUSED_RESULT;

gint64         cs_template_rows_add     (CsDb                *db,
                                         const CsTemplateRow *row,
                                         GError             **error);
gboolean       cs_template_rows_update  (CsDb                *db,
                                         const CsTemplateRow *row,
                                         GError             **error);
CsTemplateRow *cs_template_rows_get     (CsDb                *db,
                                         gint64               id,
                                         GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* Those in use, by name; @kind "" = both. */
GPtrArray     *cs_template_rows_list    (CsDb                *db,
                                         const char          *kind,
                                         guint                limit,
                                         GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* The office's own words of @language, (element-type utf8). Adding one that is there does nothing. */
GPtrArray     *cs_spelling_rows_list    (CsDb                *db,
                                         const char          *language,
                                         GError             **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       cs_spelling_rows_add     (CsDb                *db,
                                         const char          *language,
                                         const char          *word,
                                         gint64               person,
                                         gint64               now,
                                         GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCardRow, cs_card_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsTemplateRow, cs_template_row_free)

G_END_DECLS
