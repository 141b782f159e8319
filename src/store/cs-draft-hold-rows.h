/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db.h"

G_BEGIN_DECLS

/* Rows of draft_holds: who has a draft open. Any number of people for each post. See cs-office-rows.h for the manners. */

typedef struct
{
  gint64 post;
  gint64 person;
  gint64 since;    /* UTC, microseconds */
  gint64 until_at;
} CsDraftHoldRow;

/**
 * cs_draft_hold_rows_set:
 *
 * Begins a hold, or renews the one that is there and not over at @now: that one keeps its beginning.
 */
gboolean cs_draft_hold_rows_set  (CsDb                  *db,
                                  const CsDraftHoldRow  *row,
                                  gint64                 now,
                                  GError               **error);
gboolean cs_draft_hold_rows_end  (CsDb                  *db,
                                  gint64                 post,
                                  gint64                 person,
                                  GError               **error);

/**
 * cs_draft_hold_rows_list:
 *
 * Returns: (transfer full) (element-type CsDraftHoldRow): those that are not over at @now, the oldest first
 */
GArray  *cs_draft_hold_rows_list (CsDb                  *db,
                                  gint64                 post,
                                  gint64                 now,
                                  GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
