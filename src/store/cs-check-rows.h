/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db.h"
#include "cs-finding.h"

G_BEGIN_DECLS

/* Rows of the checks: packs that are on, word lists, waivers. See cs-office-rows.h for the manners. */

/* Returns: (transfer full) (element-type utf8): the packs that are on, by name */
GPtrArray *cs_check_rows_list_packs  (CsDb          *db,
                                      GError       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   cs_check_rows_set_pack    (CsDb          *db,
                                      const char    *pack,
                                      gboolean       on,
                                      GError       **error);

typedef struct
{
  gint64   id;
  char    *name;
  char    *kind;    /* "banned", "sensitive" or "titles" */
  CsLevel  level;
  char    *content; /* one entry a line */
  gint64   changed_by;
  gint64   changed_at;
} CsWordListRow;

void           cs_word_list_row_free    (CsWordListRow       *row);

/* Returns: (transfer full) (element-type CsWordListRow): by name */
GPtrArray     *cs_word_list_rows_list   (CsDb                *db,
                                         GError             **error) G_GNUC_WARN_UNUSED_RESULT;
CsWordListRow *cs_word_list_rows_get    (CsDb                *db,
                                         gint64               id,
                                         GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* Adds where the id is 0, then sets it; else replaces. */
gboolean       cs_word_list_rows_set    (CsDb                *db,
                                         CsWordListRow       *row,
                                         GError             **error);
gboolean       cs_word_list_rows_remove (CsDb                *db,
                                         gint64               id,
                                         GError             **error);

typedef struct
{
  gint64  id;
  gint64  post;
  char   *rule;
  char   *subject;
  char   *reason;
  gint64  person;
  gint64  at;
} CsWaiverRow;

void       cs_waiver_row_free        (CsWaiverRow   *row);
gboolean   cs_waiver_rows_add        (CsDb          *db,
                                      CsWaiverRow   *row,
                                      GError       **error);

/* Returns: (transfer full) (element-type CsWaiverRow): oldest first */
GPtrArray *cs_waiver_rows_list       (CsDb          *db,
                                      gint64         post,
                                      GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsWordListRow, cs_word_list_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsWaiverRow, cs_waiver_row_free)

G_END_DECLS
