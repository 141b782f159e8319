/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db.h"

G_BEGIN_DECLS

/* Each look at what was published. See cs-office-rows.h for the manners. */

typedef struct
{
  gint64  at;
  char   *result; /* "same", or what differs: cs_drift_sentence(); owned */
  char   *detail; /* what is there instead: cs_drift_parse(), or ""; owned */
} CsReadBackRow;

void       cs_read_back_row_free  (CsReadBackRow  *row);

/* A second look at the same moment is kept as one right after it. */
gboolean   cs_read_back_rows_add  (CsDb           *db,
                                   gint64          publication,
                                   gint64          at,
                                   const char     *result,
                                   const char     *detail,
                                   GError        **error);

/* The oldest first, (element-type CsReadBackRow) */
GPtrArray *cs_read_back_rows_list (CsDb           *db,
                                   gint64          publication,
                                   GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsReadBackRow, cs_read_back_row_free)

G_END_DECLS
