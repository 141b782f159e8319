/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Working time: when the office works, how much of it lies between two moments, and where one arrives after so much of it. Pure; the
 * zone's rules come from the system's zone database. Moments are UTC microseconds since 1970; days are numbered from 1 January 1970. */

/* No week has more shifts than this in a day, and no calendar more special days. */
#define CS_CALENDAR_MAX_SHIFTS 8
#define CS_CALENDAR_MAX_DAYS   5000

/* 31 December 2999: no calendar says anything about later days. */
#define CS_CALENDAR_LAST_DAY 376199

/**
 * CsHours:
 *
 * One shift of the ordinary week. Several on a day are a split shift.
 */
typedef struct
{
  guint weekday; /* 1 = Monday … 7 = Sunday */
  guint opens;   /* minutes since midnight, on the office's clock */
  guint closes;  /* up to 1,440 */
} CsHours;

/**
 * CsSpecialDay:
 *
 * A day that is not as its weekday says: a public holiday, or a working day moved to a week-end (调休).
 */
typedef struct
{
  gint32    day;   /* since 1 January 1970 */
  char     *name;  /* owned */
  gboolean  works;
} CsSpecialDay;

/**
 * CsCalendar:
 *
 * An office's working calendar. Changed only while it is being built; then any thread may ask.
 */
typedef struct _CsCalendar CsCalendar;

/**
 * cs_calendar_new:
 * @zone: IANA name
 *
 * Returns: (transfer full) (nullable): a calendar without working time; %NULL with %CS_ERROR_INVALID for an unknown zone
 */
CsCalendar         *cs_calendar_new            (const char        *zone,
                                                GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void                cs_calendar_free           (CsCalendar        *calendar);

/**
 * cs_calendar_add_hours:
 *
 * Adds one shift. Sets %CS_ERROR_INVALID where it ends before it begins, overlaps another of the day, or is one too many.
 */
gboolean            cs_calendar_add_hours      (CsCalendar        *calendar,
                                                guint              weekday,
                                                guint              opens,
                                                guint              closes,
                                                GError           **error);

/**
 * cs_calendar_set_day:
 * @works: %FALSE: nobody works. %TRUE: the weekday's own hours, or, where it has none, those of the nearest weekday that has (a moved Saturday is
 * worked as a Friday, a Sunday as a Monday)
 *
 * Sets or replaces a special day. Sets %CS_ERROR_TOO_LARGE beyond %CS_CALENDAR_MAX_DAYS.
 */
gboolean            cs_calendar_set_day        (CsCalendar        *calendar,
                                                gint32             day,
                                                const char        *name,
                                                gboolean           works,
                                                GError           **error);

/**
 * cs_calendar_add_ordinary_week:
 * @language: of the office, ISO 639-1
 *
 * Monday to Friday, as offices usually work where that language is spoken: 9:00 to 17:00; with a break at noon in Chinese offices, 9:00 to 12:00 and
 * 14:00 to 18:00. For a calendar that has no hours yet.
 */
void                cs_calendar_add_ordinary_week (CsCalendar     *calendar,
                                                   const char     *language);

/* All shifts, by weekday and hour; all special days, by date. Lent. */
const CsHours      *cs_calendar_get_hours      (const CsCalendar  *calendar,
                                                guint             *n_hours);
const CsSpecialDay *cs_calendar_get_days       (const CsCalendar  *calendar,
                                                guint             *n_days);

/* Returns: (transfer none) (nullable): what stands in the calendar for @day */
const CsSpecialDay *cs_calendar_find_day       (const CsCalendar  *calendar,
                                                gint32             day);
const char         *cs_calendar_get_zone       (const CsCalendar  *calendar);

/**
 * cs_calendar_is_working:
 *
 * Whether the office works at @at. The moment at which a shift closes is no longer one of it.
 */
gboolean            cs_calendar_is_working     (const CsCalendar  *calendar,
                                                gint64             at);

/**
 * cs_calendar_get_work_between:
 *
 * How much working time lies from @from until @until: real time, so that a shift in which the clock is put forward is an hour shorter. At most ten
 * years are looked at.
 *
 * Returns: microseconds; 0 where @until is not after @from
 */
gint64              cs_calendar_get_work_between (const CsCalendar *calendar,
                                                  gint64            from,
                                                  gint64            until);

/**
 * cs_calendar_add_work:
 * @work: microseconds of working time; negative: back
 * @result: (out): the first moment by which that much of it lies behind @at (going back: the last moment from which that much lies before @at);
 * @at itself for none
 *
 * Sets %CS_ERROR_NEVER_OPEN where ten years do not hold that much.
 */
gboolean            cs_calendar_add_work       (const CsCalendar  *calendar,
                                                gint64             at,
                                                gint64             work,
                                                gint64            *result,
                                                GError           **error);

/**
 * cs_calendar_find_opening:
 * @result: (out): @at, if the office works then, or else the moment at which it next opens
 *
 * Sets %CS_ERROR_NEVER_OPEN where it does not within ten years.
 */
gboolean            cs_calendar_find_opening   (const CsCalendar  *calendar,
                                                gint64             at,
                                                gint64            *result,
                                                GError           **error);

/**
 * cs_calendar_parse_day:
 * @text: "2026-10-01"
 *
 * Sets %CS_ERROR_INVALID for any other shape, a day that does not exist, or one outside the years 1970 to 2999.
 */
gboolean            cs_calendar_parse_day      (const char        *text,
                                                gint32            *day,
                                                GError           **error);
char               *cs_calendar_format_day     (gint32             day) G_GNUC_WARN_UNUSED_RESULT;

/* 1 = Monday … 7 = Sunday */
guint               cs_calendar_get_weekday    (gint32             day);

/* The day that @at is on in the calendar's zone. */
gint32              cs_calendar_get_day        (const CsCalendar  *calendar,
                                                gint64             at);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCalendar, cs_calendar_free)

G_END_DECLS
