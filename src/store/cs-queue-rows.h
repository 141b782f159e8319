/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db.h"
#include "cs-enums.h"

G_BEGIN_DECLS

/* What the page of the queue asks. See cs-office-rows.h for the manners. */

typedef struct
{
  gint64 post;
  gint64 at;   /* its release time, 0 = at once; or when its pieces were due */
} CsQueuePlace;

/* Posts in @state by release time, behind @after (post 0 = from the first), (element-type CsQueuePlace). @latest_first: the other way round */
GArray *cs_queue_rows_list      (CsDb                *db,
                                 CsPostState          state,
                                 gboolean             latest_first,
                                 const CsQueuePlace  *after,
                                 guint                limit,
                                 GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* Withdrawals whose own words are out, if they have some, while something that they take down stays there: the latest first, behind @after, (element-type CsQueuePlace) */
GArray *cs_queue_rows_list_kept (CsDb                *db,
                                 const CsQueuePlace  *after,
                                 guint                limit,
                                 GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* Posts of which something was due in [@from, @to) and is out, by that time, behind @after, (element-type CsQueuePlace) */
GArray *cs_queue_rows_list_sent (CsDb                *db,
                                 gint64               from,
                                 gint64               to,
                                 const CsQueuePlace  *after,
                                 guint                limit,
                                 GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
