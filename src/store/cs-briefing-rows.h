/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db.h"

G_BEGIN_DECLS

/* What a leader is told of a post beside its content. */
typedef struct
{
  gint64  post;
  char   *why_now;   /* all strings owned */
  char   *risks;
  char   *questions; /* JSON array: [{"answer","question"}] */
  gint64  saved_by;
  gint64  saved_at;
} CsBriefingRow;

void           cs_briefing_row_free (CsBriefingRow        *row);

/* NOT_FOUND if there is none */
CsBriefingRow *cs_briefing_rows_get (CsDb                 *db,
                                     gint64                post,
                                     GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* Inserts or replaces. */
gboolean       cs_briefing_rows_set (CsDb                 *db,
                                     const CsBriefingRow  *row,
                                     GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsBriefingRow, cs_briefing_row_free)

G_END_DECLS
