/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db.h"

G_BEGIN_DECLS

/* What networks last said is left. See cs-office-rows.h for the manners. */

typedef struct
{
  char   *bucket;    /* "publish", "read", …; owned */
  gint64  capacity;  /* 0 = not known */
  gint64  remaining;
  gint64  resets_at; /* UTC, microseconds */
  gint64  read_at;
} CsRateRow;

CsRateRow *cs_rate_row_new   (const char        *bucket,
                              gint64             capacity,
                              gint64             remaining,
                              gint64             resets_at,
                              gint64             read_at) G_GNUC_WARN_UNUSED_RESULT;
void       cs_rate_row_free  (CsRateRow         *row);
gboolean   cs_rate_rows_set  (CsDb              *db,
                              gint64             account,
                              const CsRateRow   *row,
                              GError           **error);

/* By bucket, (element-type CsRateRow) */
GPtrArray *cs_rate_rows_list (CsDb              *db,
                              gint64             account,
                              GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsRateRow, cs_rate_row_free)

G_END_DECLS
