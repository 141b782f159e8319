/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-calendar.h"

#include <stdio.h>
#include <string.h>

#include "cs-error.h"
#include "cs-time.h"

#define DAY_SECONDS (24 * 60 * 60)
#define DAY_MINUTES (24 * 60)

/* An office that does not open within this is taken never to open. */
#define MAX_DAYS_WALKED 3660

/* Moments beyond the year 2999 (or before 1900) are no times of any office; within, nothing here can overflow. */
#define LATEST   (G_GINT64_CONSTANT (32503680000) * G_USEC_PER_SEC)
#define EARLIEST (G_GINT64_CONSTANT (-2208988800) * G_USEC_PER_SEC)

struct _CsCalendar
{
  char      *zone;      /* owned */
  GTimeZone *time_zone; /* owned */
  GArray    *hours;     /* of CsHours, by weekday and hour */
  GArray    *days;      /* of CsSpecialDay, by date */
};

/* A stretch of working time, UTC microseconds; @until does not belong to it. */
typedef struct
{
  gint64 from;
  gint64 until;
} Stretch;

static void
clear_day (gpointer day)
{
  g_free (((CsSpecialDay *) day)->name);
}

CsCalendar *
cs_calendar_new (const char  *zone,
                 GError     **error)
{
  CsCalendar *calendar;
  gint64 unused;

  g_return_val_if_fail (zone != NULL, NULL);

  /* What is a zone and what not is said in one place. */
  if (!cs_time_from_local (2000, 1, 1, 0, 0, zone, &unused, error))
    return NULL;

  calendar = g_new0 (CsCalendar, 1);
  calendar->zone = g_strdup (zone);
  calendar->time_zone = g_str_equal (zone, "UTC") ? g_time_zone_new_utc () : g_time_zone_new_identifier (zone);
  calendar->hours = g_array_new (FALSE, TRUE, sizeof (CsHours));
  calendar->days = g_array_new (FALSE, TRUE, sizeof (CsSpecialDay));
  g_array_set_clear_func (calendar->days, clear_day);

  return calendar;
}

void
cs_calendar_free (CsCalendar *calendar)
{
  if (calendar == NULL)
    return;

  g_free (calendar->zone);
  g_time_zone_unref (calendar->time_zone);
  g_array_unref (calendar->hours);
  g_array_unref (calendar->days);
  g_free (calendar);
}

const char *
cs_calendar_get_zone (const CsCalendar *calendar)
{
  return calendar->zone;
}

gboolean
cs_calendar_add_hours (CsCalendar  *calendar,
                       guint        weekday,
                       guint        opens,
                       guint        closes,
                       GError     **error)
{
  CsHours added = { weekday, opens, closes };
  guint at = 0, n = 0;

  g_return_val_if_fail (calendar != NULL, FALSE);

  if (weekday < 1 || weekday > 7 || opens >= closes || closes > DAY_MINUTES)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "A shift from minute %u to minute %u of weekday %u is none",
                   opens, closes, weekday);
      return FALSE;
    }

  for (guint i = 0; i < calendar->hours->len; i++)
    {
      const CsHours *other = &g_array_index (calendar->hours, CsHours, i);

      if (other->weekday == weekday)
        n++;
      if (other->weekday == weekday && other->opens < closes && opens < other->closes)
        {
          g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "Two shifts of weekday %u overlap", weekday);
          return FALSE;
        }
      if (other->weekday < weekday || (other->weekday == weekday && other->opens < opens))
        at = i + 1;
    }

  if (n >= CS_CALENDAR_MAX_SHIFTS)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "A day has at most %d shifts", CS_CALENDAR_MAX_SHIFTS);
      return FALSE;
    }

  g_array_insert_val (calendar->hours, at, added);
  return TRUE;
}

void
cs_calendar_add_ordinary_week (CsCalendar *calendar,
                               const char *language)
{
  gboolean split = g_str_has_prefix (language, "zh");

  g_return_if_fail (calendar != NULL && calendar->hours->len == 0);

  for (guint weekday = 1; weekday <= 5; weekday++)
    {
      cs_calendar_add_hours (calendar, weekday, 9 * 60, split ? 12 * 60 : 17 * 60, NULL);
      if (split)
        cs_calendar_add_hours (calendar, weekday, 14 * 60, 18 * 60, NULL);
    }
}

/* The place of @day among the special days, or where it would stand. */
static guint
find_place (const CsCalendar *calendar,
            gint32            day,
            gboolean         *found)
{
  guint low = 0, high = calendar->days->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (calendar->days, CsSpecialDay, middle).day < day)
        low = middle + 1;
      else
        high = middle;
    }

  *found = low < calendar->days->len && g_array_index (calendar->days, CsSpecialDay, low).day == day;
  return low;
}

gboolean
cs_calendar_set_day (CsCalendar  *calendar,
                     gint32       day,
                     const char  *name,
                     gboolean     works,
                     GError     **error)
{
  CsSpecialDay added = { day, NULL, works };
  gboolean found;
  guint place;

  g_return_val_if_fail (calendar != NULL && name != NULL, FALSE);

  place = find_place (calendar, day, &found);
  if (!found && calendar->days->len >= CS_CALENDAR_MAX_DAYS)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "A calendar has at most %d special days", CS_CALENDAR_MAX_DAYS);
      return FALSE;
    }

  added.name = g_strdup (name);
  if (found)
    g_array_remove_index (calendar->days, place);
  g_array_insert_val (calendar->days, place, added);
  return TRUE;
}

const CsHours *
cs_calendar_get_hours (const CsCalendar *calendar,
                       guint            *n_hours)
{
  *n_hours = calendar->hours->len;
  return (const CsHours *) (gpointer) calendar->hours->data;
}

const CsSpecialDay *
cs_calendar_get_days (const CsCalendar *calendar,
                      guint            *n_days)
{
  *n_days = calendar->days->len;
  return (const CsSpecialDay *) (gpointer) calendar->days->data;
}

const CsSpecialDay *
cs_calendar_find_day (const CsCalendar *calendar,
                      gint32            day)
{
  gboolean found;
  guint place = find_place (calendar, day, &found);

  return found ? &g_array_index (calendar->days, CsSpecialDay, place) : NULL;
}

guint
cs_calendar_get_weekday (gint32 day)
{
  /* 1 January 1970 was a Thursday. */
  return (guint) (((day + 3) % 7 + 7) % 7) + 1;
}

/* Seconds to add to UTC at @utc, seconds since 1970. */
static gint64
get_offset (const CsCalendar *calendar,
            gint64            utc)
{
  return g_time_zone_get_offset (calendar->time_zone,
                                 g_time_zone_find_interval (calendar->time_zone, G_TIME_TYPE_UNIVERSAL, utc));
}

/* The first moment, in seconds, at which the office's clock shows @local (as if it were UTC) or more. So a time that the clock skips is the moment
 * of the skip, and one that it shows twice is the first: opening and closing alike, whence no two shifts ever overlap. */
static gint64
find_moment (const CsCalendar *calendar,
             gint64            local)
{
  gint64 before = get_offset (calendar, local - DAY_SECONDS);
  gint64 after = get_offset (calendar, local + DAY_SECONDS);
  gint64 first = local - MAX (before, after);
  gint64 last = local - MIN (before, after);

  if (get_offset (calendar, first) == local - first)
    return first;
  if (get_offset (calendar, last) == local - last)
    return last;

  /* Skipped, in between: at @first the old offset still holds, at @last the new one. */
  while (last - first > 1)
    {
      gint64 middle = first + (last - first) / 2;

      if (middle + get_offset (calendar, middle) < local)
        first = middle;
      else
        last = middle;
    }

  return last;
}

static gint32
find_day (const CsCalendar *calendar,
          gint64            at)
{
  gint64 utc = at >= 0 ? at / G_USEC_PER_SEC : -((-at + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  gint64 local = utc + get_offset (calendar, utc);

  return (gint32) (local >= 0 ? local / DAY_SECONDS : -((-local + DAY_SECONDS - 1) / DAY_SECONDS));
}

gint32
cs_calendar_get_day (const CsCalendar *calendar,
                     gint64            at)
{
  return find_day (calendar, CLAMP (at, EARLIEST, LATEST));
}

static gboolean
weekday_works (const CsCalendar *calendar,
               guint             weekday)
{
  for (guint i = 0; i < calendar->hours->len; i++)
    if (g_array_index (calendar->hours, CsHours, i).weekday == weekday)
      return TRUE;

  return FALSE;
}

/* The weekday whose hours hold on @day, 0 for a day off. */
static guint
choose_weekday (const CsCalendar *calendar,
                gint32            day)
{
  const CsSpecialDay *special = cs_calendar_find_day (calendar, day);
  guint own = cs_calendar_get_weekday (day);

  if (special == NULL)
    return own;
  if (!special->works)
    return 0;

  for (guint distance = 0; distance <= 3; distance++)
    {
      guint back = (own - 1 + 7 - distance) % 7 + 1;
      guint ahead = (own - 1 + distance) % 7 + 1;

      if (weekday_works (calendar, back))
        return back;
      if (weekday_works (calendar, ahead))
        return ahead;
    }

  return 0;
}

/* What is worked on @day, in order. */
static guint
list_stretches (const CsCalendar *calendar,
                gint32            day,
                Stretch           stretches[CS_CALENDAR_MAX_SHIFTS])
{
  guint weekday = choose_weekday (calendar, day);
  guint n = 0;

  for (guint i = 0; i < calendar->hours->len && n < CS_CALENDAR_MAX_SHIFTS; i++)
    {
      const CsHours *hours = &g_array_index (calendar->hours, CsHours, i);
      gint64 midnight = (gint64) day * DAY_SECONDS;

      if (hours->weekday != weekday)
        continue;

      stretches[n].from = find_moment (calendar, midnight + hours->opens * 60) * G_USEC_PER_SEC;
      stretches[n].until = find_moment (calendar, midnight + hours->closes * 60) * G_USEC_PER_SEC;
      if (stretches[n].from < stretches[n].until)
        n++;
    }

  return n;
}

gboolean
cs_calendar_is_working (const CsCalendar *calendar,
                        gint64            at)
{
  Stretch stretches[CS_CALENDAR_MAX_SHIFTS];
  gint32 today;

  g_return_val_if_fail (calendar != NULL, FALSE);

  today = cs_calendar_get_day (calendar, at);
  /* Where the clock is put back over midnight, yesterday's last shift may reach into what it shows as today, and the reverse. */
  for (gint32 day = today - 1; day <= today + 1; day++)
    {
      guint n = list_stretches (calendar, day, stretches);

      for (guint i = 0; i < n; i++)
        if (stretches[i].from <= at && at < stretches[i].until)
          return TRUE;
    }

  return FALSE;
}

gint64
cs_calendar_get_work_between (const CsCalendar *calendar,
                              gint64            from,
                              gint64            until)
{
  Stretch stretches[CS_CALENDAR_MAX_SHIFTS];
  gint64 work = 0;
  gint32 first, last;

  g_return_val_if_fail (calendar != NULL, 0);

  from = CLAMP (from, EARLIEST, LATEST);
  until = CLAMP (until, EARLIEST, LATEST);
  if (from >= until)
    return 0;

  first = find_day (calendar, from) - 1;
  last = MIN (find_day (calendar, until) + 1, first + MAX_DAYS_WALKED);
  for (gint32 day = first; day <= last; day++)
    {
      guint n = list_stretches (calendar, day, stretches);

      for (guint i = 0; i < n; i++)
        work += MAX (MIN (stretches[i].until, until) - MAX (stretches[i].from, from), 0);
    }

  return work;
}

static gboolean
refuse_never (const CsCalendar  *calendar,
              GError           **error)
{
  g_set_error (error, CS_ERROR, CS_ERROR_NEVER_OPEN, "The working calendar has not that much working time within ten years");
  return FALSE;
}

static gboolean
go_ahead (const CsCalendar  *calendar,
          gint64             at,
          gint64             work,
          gint64            *result,
          GError           **error)
{
  Stretch stretches[CS_CALENDAR_MAX_SHIFTS];
  gint32 first = find_day (calendar, at) - 1;

  for (gint32 day = first; day < first + MAX_DAYS_WALKED; day++)
    {
      guint n = list_stretches (calendar, day, stretches);

      for (guint i = 0; i < n; i++)
        {
          gint64 from = MAX (stretches[i].from, at);
          gint64 length = stretches[i].until - from;

          if (length > 0 && length >= work)
            {
              *result = from + work;
              return TRUE;
            }
          work -= MAX (length, 0);
        }
    }

  return refuse_never (calendar, error);
}

static gboolean
go_back (const CsCalendar  *calendar,
         gint64             at,
         gint64             work,
         gint64            *result,
         GError           **error)
{
  Stretch stretches[CS_CALENDAR_MAX_SHIFTS];
  gint32 last = find_day (calendar, at) + 1;

  for (gint32 day = last; day > last - MAX_DAYS_WALKED; day--)
    for (guint i = list_stretches (calendar, day, stretches); i > 0; i--)
      {
        gint64 until = MIN (stretches[i - 1].until, at);
        gint64 length = until - stretches[i - 1].from;

        if (length > 0 && length >= work)
          {
            *result = until - work;
            return TRUE;
          }
        work -= MAX (length, 0);
      }

  return refuse_never (calendar, error);
}

gboolean
cs_calendar_add_work (const CsCalendar  *calendar,
                      gint64             at,
                      gint64             work,
                      gint64            *result,
                      GError           **error)
{
  g_return_val_if_fail (calendar != NULL && result != NULL, FALSE);

  *result = at;
  if (work == 0)
    return TRUE;
  if (at < EARLIEST || at > LATEST || work == G_MININT64)
    return refuse_never (calendar, error);

  return work > 0 ? go_ahead (calendar, at, work, result, error)
                  : go_back (calendar, at, -work, result, error);
}

gboolean
cs_calendar_find_opening (const CsCalendar  *calendar,
                          gint64             at,
                          gint64            *result,
                          GError           **error)
{
  g_return_val_if_fail (calendar != NULL && result != NULL, FALSE);

  *result = at;
  if (at < EARLIEST || at > LATEST)
    return refuse_never (calendar, error);

  return go_ahead (calendar, at, 0, result, error);
}

gboolean
cs_calendar_parse_day (const char  *text,
                       gint32      *day,
                       GError     **error)
{
  static const char shape[] = "0000-00-00";
  int year = 0, month = 0, of_month = 0;
  gboolean good;
  GDate date;

  g_return_val_if_fail (text != NULL && day != NULL, FALSE);

  good = strlen (text) == sizeof shape - 1;
  for (guint i = 0; good && shape[i] != '\0'; i++)
    good = shape[i] == '0' ? g_ascii_isdigit (text[i]) : text[i] == shape[i];
  good = good && sscanf (text, "%4d-%2d-%2d", &year, &month, &of_month) == 3 &&
         year >= 1970 && year <= 2999 && month >= 1 && month <= 12 && of_month >= 1 &&
         g_date_valid_dmy ((GDateDay) of_month, (GDateMonth) month, (GDateYear) year);
  if (!good)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%.40s” is not a day such as 2026-10-01", text);
      return FALSE;
    }

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) of_month, (GDateMonth) month, (GDateYear) year);
  *day = (gint32) g_date_get_julian (&date) - 719163; /* GDate counts from 1 January of year 1 */
  return TRUE;
}

char *
cs_calendar_format_day (gint32 day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (day + 719163));
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), (int) g_date_get_month (&date), g_date_get_day (&date));
}
