/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db.h"
#include "cs-enums.h"

G_BEGIN_DECLS

/* What reports are counted from. Times: UTC, microseconds; @from is the first moment that counts, @until the first that does not. On the
 * thread of @db; all arrays (transfer full). */

/* How long a decision took. */
typedef struct
{
  gint64 post;
  gint64 route;
  guint  stage;
  gint64 person;
  gint64 opened_at; /* when the stage opened for it */
  gint64 at;
} CsStageTimeRow;

typedef struct
{
  char   *reason;     /* owned */
  gint64  n_returned;
  gint64  n_rejected;
  gint64  last_at;
} CsReasonRow;

typedef struct
{
  gint64       post;
  char        *excerpt;    /* owned */
  gint64       author;
  CsPostState  state;      /* now */
  gint64       release_at; /* now */
  gint64       at;         /* when it last expired */
} CsExpiredRow;

typedef struct
{
  gint64  post;
  char   *excerpt;    /* both owned */
  char   *reason;
  gint64  started_by;
  gint64  started_at;
  gint64  due_at;     /* 0 = not signed yet */
} CsOwedReviewRow;

/* @other signed @n of the @total that @one had. */
typedef struct
{
  gint64 one;
  gint64 other;
  gint64 n;
  gint64 total;
} CsPairRow;

void    cs_reason_row_free       (CsReasonRow      *row);
void    cs_expired_row_free      (CsExpiredRow     *row);
void    cs_owed_review_row_free  (CsOwedReviewRow  *row);

/* (element-type CsStageTimeRow), every decision but take-backs */
GArray *cs_report_rows_stage_times (CsDb    *db,
                                    gint64   from,
                                    gint64   until,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (element-type CsReasonRow), the most frequent first */
GPtrArray *cs_report_rows_reasons (CsDb    *db,
                                   gint64   from,
                                   gint64   until,
                                   guint    limit,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (element-type CsExpiredRow), the latest first */
GPtrArray *cs_report_rows_expired (CsDb    *db,
                                   gint64   from,
                                   gint64   until,
                                   guint    limit,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (element-type CsOwedReviewRow): emergency posts whose full review is still to come, the oldest first */
GPtrArray *cs_report_rows_owed_reviews (CsDb    *db,
                                        guint    limit,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (element-type CsPairRow): author of a post, and who signed it off; decisions that were taken back do not count */
GArray *cs_report_rows_signers   (CsDb    *db,
                                  gint64   from,
                                  gint64   until,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (element-type CsPairRow): in whose name, and who signed for him */
GArray *cs_report_rows_delegates (CsDb    *db,
                                  gint64   from,
                                  gint64   until,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsReasonRow, cs_reason_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsExpiredRow, cs_expired_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsOwedReviewRow, cs_owed_review_row_free)

G_END_DECLS
