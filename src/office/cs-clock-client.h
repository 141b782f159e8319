/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-calendar.h"
#include "cs-notice-kind.h"

G_BEGIN_DECLS

/* Arguments and answers of calendar.*, release.propose and notice.*. See cs-arguments.h and cs-replies.h for the manners. */

/* calendar.set: the hours of @calendar; its days do not matter */
JsonObject *cs_arguments_calendar_set        (const CsCalendar *calendar);

/* @day: as cs_calendar_parse_day() gives it */
JsonObject *cs_arguments_calendar_set_day    (gint32            day,
                                              const char       *name,
                                              gboolean          works);
JsonObject *cs_arguments_calendar_remove_day (gint32            day);
JsonObject *cs_arguments_calendar_import     (const char       *path);
JsonObject *cs_arguments_notice_list         (gboolean          only_unseen,
                                              gint64            before,
                                              guint             limit);

/* @notice: this one and all before it */
JsonObject *cs_arguments_notice_seen         (gint64            notice);

/**
 * cs_reply_read_calendar:
 *
 * Of calendar.get, and of all that change it: hours and days; zone by cs_calendar_get_zone().
 *
 * Returns: (transfer full)
 */
CsCalendar *cs_reply_read_calendar           (JsonObject       *reply);

/**
 * cs_reply_read_import:
 * @n_skipped: (out) (optional): events that are no whole days or repeat otherwise than yearly
 * @first_day: (out) (optional): the earliest of those taken, as in #CsSpecialDay
 *
 * Returns: how many days calendar.import took
 */
guint       cs_reply_read_import             (JsonObject       *reply,
                                              guint            *n_skipped,
                                              gint32           *first_day);

/* release.propose: the next safe release time */
typedef struct
{
  gint64   release_at;
  guint    minutes;  /* of working time that the stages still to be passed need */
  char    *zone;     /* of the office; owned */
} CsProposalInfo;

CsProposalInfo *cs_reply_read_proposal       (JsonObject       *reply);
void            cs_proposal_info_free        (CsProposalInfo   *info);

typedef struct
{
  gint64        id;
  gint64        post;      /* 0 = none */
  char         *excerpt;   /* of the post; "" if none; owned */
  CsNoticeKind  kind;
  char         *sentence;  /* in the interface language; owned */
  gint64        at;
  gint64        seen_at;   /* 0 = not yet */
} CsNoticeInfo;

void        cs_notice_info_free              (CsNoticeInfo     *info);

/**
 * cs_reply_read_notices:
 * @n_unseen: (out) (optional): how many of all are not seen yet
 *
 * Of notice.list, and the newest unseen ones of desk.get.
 *
 * Returns: (transfer full) (element-type CsNoticeInfo): newest first
 */
GPtrArray  *cs_reply_read_notices            (JsonObject       *reply,
                                              guint            *n_unseen);

/**
 * cs_reply_dup_due_reason:
 * @line: one post of an answer, as desk.get and post.get write it
 * @zone: of the office
 *
 * Returns: (transfer full): how the "sign by" came about, for the tooltip; "" where the answer does not say
 */
char       *cs_reply_dup_due_reason          (JsonObject       *line,
                                              const char       *zone);

/* A question about one's own post that waits for an answer */
typedef struct
{
  gint64  comment;
  gint64  post;
  char   *excerpt; /* all strings owned */
  char   *name;    /* who asks */
  char   *text;
  gint64  at;
} CsQuestionInfo;

void        cs_question_info_free            (CsQuestionInfo   *info);

/* Of desk.get, oldest first, (element-type CsQuestionInfo) */
GPtrArray  *cs_reply_read_questions          (JsonObject       *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsProposalInfo, cs_proposal_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsNoticeInfo, cs_notice_info_free)

G_END_DECLS
