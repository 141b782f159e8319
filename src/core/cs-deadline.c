/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-deadline.h"

#include <glib/gi18n.h>

#include "cs-time.h"

#define MINUTE (60 * (gint64) G_USEC_PER_SEC)
#define ROUNDING (5 * MINUTE)

static const guint marks[] = { 50, 80, 100 };

gboolean
cs_deadline_compute (const CsCalendar  *calendar,
                     gint64             opened_at,
                     guint              minutes,
                     guint              later_minutes,
                     gint64             release_at,
                     CsDeadline        *deadline,
                     GError           **error)
{
  CsDeadline result = { 0, opened_at, minutes, release_at, later_minutes, FALSE };
  gint64 latest = 0;

  g_return_val_if_fail (calendar != NULL && deadline != NULL, FALSE);

  if (minutes > 0 && !cs_calendar_add_work (calendar, opened_at, minutes * MINUTE, &result.due_at, error))
    return FALSE;
  if (release_at > 0 &&
      !cs_calendar_add_work (calendar, release_at - CS_DEADLINE_MARGIN * MINUTE, -(gint64) later_minutes * MINUTE,
                             &latest, error))
    return FALSE;

  if (release_at > 0 && (result.due_at == 0 || latest < result.due_at))
    {
      result.due_at = MAX (latest, 1); /* 0 would mean that there is none */
      result.by_release = TRUE;
    }

  *deadline = result;
  return TRUE;
}

char *
cs_minutes_words (guint minutes)
{
  guint hours = minutes / 60;

  if (hours == 0)
    /* Translators: a length of time; “min” are minutes. */
    return g_strdup_printf (ngettext ("%u min", "%u min", minutes), minutes);
  if (minutes % 60 == 0)
    /* Translators: a length of time; “h” are hours. */
    return g_strdup_printf (ngettext ("%u h", "%u h", hours), hours);

  /* Translators: a length of time; “h” are hours, “min” are minutes. */
  return g_strdup_printf (_("%1$u h %2$u min"), hours, minutes % 60);
}

static char *
format_clock (gint64      at,
              const char *zone)
{
  g_autoptr(GTimeZone) time_zone = g_time_zone_new_identifier (zone);
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr(GDateTime) local = NULL;

  if (utc == NULL)
    return g_strdup ("");

  local = time_zone != NULL ? g_date_time_to_timezone (utc, time_zone) : g_date_time_ref (utc);
  return g_date_time_format (local, "%H:%M");
}

char *
cs_deadline_explain (const CsDeadline *deadline,
                     const char       *zone)
{
  g_autofree char *margin = cs_minutes_words (CS_DEADLINE_MARGIN);
  g_autofree char *own = NULL;
  g_autofree char *later = NULL;
  g_autofree char *clock = NULL;

  g_return_val_if_fail (deadline != NULL && zone != NULL, NULL);

  if (deadline->due_at == 0)
    return g_strdup ("");

  clock = format_clock (deadline->by_release ? deadline->release_at : deadline->opened_at, zone);
  if (!deadline->by_release)
    {
      own = cs_minutes_words (deadline->minutes);
      /* Translators: how a deadline came about: %1$s is the time of day at which the stage of review opened, %2$s a length of time such as “2 h”. */
      return g_strdup_printf (_("Open since %1$s, and %2$s of working time for this stage."), clock, own);
    }

  if (deadline->later_minutes == 0)
    /* Translators: how a deadline came about: %1$s is a time of day, %2$s a length of time such as “5 min”. */
    return g_strdup_printf (_("Release at %1$s, less %2$s to send."), clock, margin);

  later = cs_minutes_words (deadline->later_minutes);
  /* Translators: how a deadline came about: %1$s is a time of day, %2$s and %3$s are lengths of time such as “5 min” and “2 h”. */
  return g_strdup_printf (_("Release at %1$s, less %2$s to send, less %3$s of working time for the later stages."), clock,
                          margin, later);
}

/* When @mark per cent of the time are gone. */
static gint64
find_mark_time (const CsCalendar *calendar,
                gint64            opened_at,
                gint64            due_at,
                guint             mark)
{
  gint64 work = cs_calendar_get_work_between (calendar, opened_at, due_at);
  gint64 at = due_at;

  if (mark == 100 || due_at <= opened_at)
    return due_at;
  if (work > 0 && cs_calendar_add_work (calendar, opened_at, work / 100 * mark, &at, NULL))
    return MIN (at, due_at);

  return opened_at + (due_at - opened_at) / 100 * mark;
}

guint
cs_deadline_find_mark (const CsCalendar *calendar,
                       gint64            opened_at,
                       gint64            due_at,
                       gint64            now,
                       gint64           *next_at)
{
  guint reached = 0;

  g_return_val_if_fail (calendar != NULL && next_at != NULL, 0);

  *next_at = 0;
  if (due_at == 0)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      gint64 at = find_mark_time (calendar, opened_at, due_at, marks[i]);

      if (at > now)
        {
          *next_at = at;
          return reached;
        }
      reached = marks[i];
    }

  return reached;
}

gboolean
cs_deadline_propose (const CsCalendar  *calendar,
                     gint64             now,
                     guint              minutes,
                     gint64            *release_at,
                     GError           **error)
{
  gint64 ready;

  g_return_val_if_fail (calendar != NULL && release_at != NULL, FALSE);

  if (!cs_calendar_add_work (calendar, now, minutes * MINUTE, &ready, error))
    return FALSE;
  ready += CS_DEADLINE_MARGIN * MINUTE;
  ready += (ROUNDING - ready % ROUNDING) % ROUNDING;
  return cs_calendar_find_opening (calendar, ready, release_at, error);
}
