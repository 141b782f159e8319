/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-calendar.h"

G_BEGIN_DECLS

/* Until when a stage must be decided, and what of that time is gone. Pure; moments are UTC microseconds since 1970, 0 = none. */

/* What is kept free before the release time for the sending itself, minutes of the clock. */
#define CS_DEADLINE_MARGIN 5

/* Reminders are given when 50, 80 and 100 per cent of the time are gone; with the last of them the stage is escalated, which is kept as one more mark. */
#define CS_MARK_LAST      100
#define CS_MARK_ESCALATED 101

/**
 * CsDeadline:
 *
 * A "sign by", and how it came about.
 */
typedef struct
{
  gint64   due_at;        /* 0 = this stage has no clock */
  gint64   opened_at;
  guint    minutes;       /* of working time the stage has of its own, 0 = none */
  gint64   release_at;    /* 0 = goes out as soon as it is signed */
  guint    later_minutes; /* of working time the stages behind it need */
  gboolean by_release;    /* the release time says it, not the stage's own minutes */
} CsDeadline;

/**
 * cs_deadline_compute:
 * @opened_at: when the stage opened
 * @minutes: working time the stage has
 * @later_minutes: working time all stages behind it have together
 * @release_at: when the post is to go out, 0 = once signed
 *
 * The earlier of: @minutes of working time after @opened_at; and the release time, less the margin, less @later_minutes of working time, counted
 * back. It may lie before @opened_at: then it is too late already. Sets %CS_ERROR_NEVER_OPEN where the calendar has too little working time.
 */
gboolean cs_deadline_compute   (const CsCalendar  *calendar,
                                gint64             opened_at,
                                guint              minutes,
                                guint              later_minutes,
                                gint64             release_at,
                                CsDeadline        *deadline,
                                GError           **error);

/**
 * cs_minutes_words:
 *
 * Returns: (transfer full): a length of time, translated: “5 min”, “2 h”, “1 h 30 min”
 */
char    *cs_minutes_words      (guint              minutes) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_deadline_explain:
 *
 * How it came about, for the tooltip: “16:00 release, less 5 min to send, less 2 h for the later stages.”
 *
 * Returns: (transfer full): a translated sentence; "" where there is no clock
 */
char    *cs_deadline_explain   (const CsDeadline  *deadline,
                                const char        *zone) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_deadline_find_mark:
 * @now: any moment
 * @next_at: (out): when the next mark is reached, 0 after the last
 *
 * How far the time between @opened_at and @due_at is used up, in working time (or by the clock, where no working time lies between them).
 *
 * Returns: the last mark reached: 0, 50, 80 or 100
 */
guint    cs_deadline_find_mark (const CsCalendar  *calendar,
                                gint64             opened_at,
                                gint64             due_at,
                                gint64             now,
                                gint64            *next_at);

/**
 * cs_deadline_propose:
 * @now: any moment
 * @minutes: working time that all stages still to be passed have together
 *
 * The next release time that leaves every remaining stage its time and lies within working hours, on a full five minutes.
 * Sets %CS_ERROR_NEVER_OPEN.
 */
gboolean cs_deadline_propose   (const CsCalendar  *calendar,
                                gint64             now,
                                guint              minutes,
                                gint64            *release_at,
                                GError           **error);

G_END_DECLS
