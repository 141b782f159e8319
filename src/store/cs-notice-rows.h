/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db.h"
#include "cs-notice-kind.h"

G_BEGIN_DECLS

/* Rows of notices. See cs-office-rows.h for the manners. */

typedef struct
{
  gint64        id;
  gint64        person;
  gint64        post;    /* 0 = none */
  CsNoticeKind  kind;
  char         *details; /* canonical JSON; owned */
  gint64        at;
  gint64        seen_at; /* 0 = not yet */
} CsNoticeRow;

void       cs_notice_row_free         (CsNoticeRow    *row);

/* Returns: the new id, or 0 with @error */
gint64     cs_notice_rows_add         (CsDb           *db,
                                       gint64          person,
                                       gint64          post,
                                       CsNoticeKind    kind,
                                       const char     *details,
                                       gint64          now,
                                       GError        **error);

/* One person's, newest first, ids below @before (0 = from the newest), (element-type CsNoticeRow) */
GPtrArray *cs_notice_rows_list        (CsDb           *db,
                                       gint64          person,
                                       gboolean        only_unseen,
                                       gint64          before,
                                       guint           limit,
                                       GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean   cs_notice_rows_count_unseen (CsDb          *db,
                                        gint64         person,
                                        gint64        *count,
                                        GError       **error);

/* All of @person up to and with @id are seen. */
gboolean   cs_notice_rows_set_seen    (CsDb           *db,
                                       gint64          person,
                                       gint64          id,
                                       gint64          now,
                                       GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsNoticeRow, cs_notice_row_free)

G_END_DECLS
