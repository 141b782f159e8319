/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-time.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-error.h"

#define MINUTE (60 * (gint64) G_USEC_PER_SEC)
#define DAY_SECONDS (24 * 60 * 60)

/* GLib also takes offsets, POSIX rules and paths for a zone; only the names of the IANA database are zones here. */
static GTimeZone *
find_zone (const char *name)
{
  if (name == NULL || !g_ascii_isalpha (*name) || strstr (name, "..") != NULL)
    return NULL;
  for (const char *at = name; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && strchr ("_+-/", *at) == NULL)
      return NULL;
  if (strcmp (name, "UTC") == 0)
    return g_time_zone_new_utc ();

  return g_time_zone_new_identifier (name);
}

/* Seconds to add to UTC at the moment @utc, seconds since 1970. */
static gint64
get_offset (GTimeZone *zone,
            gint64     utc)
{
  gint interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, utc);

  return g_time_zone_get_offset (zone, interval);
}

/* The clock's reading @local (as if it were UTC) can mean two moments or none where the offset changes. */
static gint64
resolve_local (GTimeZone *zone,
               gint64     local)
{
  gint64 offset_before = get_offset (zone, local - DAY_SECONDS);
  gint64 offset_after = get_offset (zone, local + DAY_SECONDS);
  gint64 first = local - MAX (offset_before, offset_after);
  gint64 second = local - MIN (offset_before, offset_after);

  if (get_offset (zone, first) == local - first)
    return first;
  if (get_offset (zone, second) == local - second)
    return second;

  /* Skipped: as if the clock had not yet been put forward. */
  return local - offset_before;
}

gboolean
cs_time_from_local (int          year,
                    int          month,
                    int          day,
                    int          hour,
                    int          minute,
                    const char  *zone,
                    gint64      *at,
                    GError     **error)
{
  g_autoptr(GTimeZone) time_zone = find_zone (zone);
  g_autoptr(GDateTime) local = NULL;

  g_return_val_if_fail (at != NULL, FALSE);

  if (time_zone == NULL)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is not a time zone", zone ? zone : "");
      return FALSE;
    }
  if ((local = g_date_time_new_utc (year, month, day, hour, minute, 0)) == NULL)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "%04d-%02d-%02d %02d:%02d is not a date and time",
                   year, month, day, hour, minute);
      return FALSE;
    }
  *at = resolve_local (time_zone, g_date_time_to_unix (local)) * G_USEC_PER_SEC;

  return TRUE;
}

/* ISO 8601 lets seconds be left out, GLib does not. */
static char *
add_seconds (const char *text)
{
  static const char shape[] = "0000-00-00T00:00";

  for (guint i = 0; shape[i] != '\0'; i++)
    if (shape[i] == '0' ? !g_ascii_isdigit (text[i])
                        : text[i] != shape[i] && !(shape[i] == 'T' && text[i] == ' '))
      return g_strdup (text);
  if (text[sizeof shape - 1] == ':')
    return g_strdup (text);

  return g_strdup_printf ("%.*s:00%s", (int) sizeof shape - 1, text, text + sizeof shape - 1);
}

gboolean
cs_time_parse (const char  *text,
               const char  *zone,
               gint64      *at,
               GError     **error)
{
  g_autofree char *full = NULL;
  g_autoptr(GDateTime) time = NULL;
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();

  g_return_val_if_fail (text != NULL && at != NULL, FALSE);

  full = add_seconds (text);
  if ((time = g_date_time_new_from_iso8601 (full, NULL)) != NULL)
    {
      *at = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
      return TRUE;
    }
  if ((time = g_date_time_new_from_iso8601 (full, utc)) == NULL)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is not a date and time of ISO 8601", text);
      return FALSE;
    }
  if (!cs_time_from_local (g_date_time_get_year (time), g_date_time_get_month (time),
                           g_date_time_get_day_of_month (time), g_date_time_get_hour (time),
                           g_date_time_get_minute (time), zone, at, error))
    return FALSE;
  *at += g_date_time_get_second (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);

  return TRUE;
}

static GDateTime *
to_zone (gint64      at,
         const char *zone)
{
  g_autoptr(GTimeZone) time_zone = find_zone (zone);
  g_autoptr(GDateTime) utc = NULL;
  gint64 seconds = at / G_USEC_PER_SEC - (at % G_USEC_PER_SEC < 0);

  if ((utc = g_date_time_new_from_unix_utc (seconds)) == NULL)
    return NULL;
  if (time_zone == NULL)
    return g_steal_pointer (&utc);

  return g_date_time_to_timezone (utc, time_zone);
}

static char *
format_date_time (GDateTime  *time,
                  const char *format)
{
  char *text = time ? g_date_time_format (time, format) : NULL;

  return text ? text : g_strdup ("");
}

char *
cs_time_format_iso (gint64 at)
{
  g_autoptr(GDateTime) time = to_zone (at, "UTC");

  return format_date_time (time, "%Y-%m-%dT%H:%M:%SZ");
}

static char *
format_minutes (gint64 distance)
{
  guint minutes = (guint) (ABS (distance) / MINUTE);

  if (minutes == 0)
    return distance > 0 ? g_strdup (_("in less than a minute")) : g_strdup (_("just now"));
  if (distance > 0)
    /* Translators: a time in the near future; “min” are minutes. */
    return g_strdup_printf (ngettext ("in %u min", "in %u min", minutes), minutes);

  /* Translators: a time in the near past; “min” are minutes. */
  return g_strdup_printf (ngettext ("%u min ago", "%u min ago", minutes), minutes);
}

/* Days from 1 January of year 1. */
static int
get_day (GDateTime *time)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (time),
                  (GDateMonth) g_date_time_get_month (time), (GDateYear) g_date_time_get_year (time));

  return (int) g_date_get_julian (&date);
}

static const char *
choose_format (GDateTime *time,
               GDateTime *today)
{
  int days = get_day (time) - get_day (today);

  if (days == 0)
    /* Translators: a time of today, in the format of g_date_time_format(). */
    return C_("time format", "today %H:%M");
  if (days == 1)
    /* Translators: a time of tomorrow, in the format of g_date_time_format(). */
    return C_("time format", "tomorrow %H:%M");
  if (days == -1)
    /* Translators: a time of yesterday, in the format of g_date_time_format(). */
    return C_("time format", "yesterday %H:%M");
  if (days > 1 && days < 7)
    /* Translators: a time within the next week (weekday, hour, minute), in the format of g_date_time_format(). */
    return C_("time format", "%a %H:%M");
  if (g_date_time_get_year (time) == g_date_time_get_year (today))
    /* Translators: a time of this year (day, month, hour, minute), in the format of g_date_time_format(). */
    return C_("time format", "%-e %B %H:%M");

  /* Translators: a date of another year, in the format of g_date_time_format(). */
  return C_("time format", "%-e %B %Y");
}

char *
cs_time_format_near (gint64      at,
                     gint64      now,
                     const char *zone)
{
  g_autoptr(GDateTime) time = NULL;
  g_autoptr(GDateTime) today = NULL;
  gint64 minutes = at / MINUTE - now / MINUTE; /* of any two numbers; their difference might overflow */

  if (at == 0)
    return g_strdup ("");
  if (ABS (minutes) <= 60 && ABS (at - now) < 60 * MINUTE)
    return format_minutes (at - now);

  time = to_zone (at, zone);
  today = to_zone (now, zone);
  if (time == NULL || today == NULL)
    return g_strdup ("");

  return format_date_time (time, choose_format (time, today));
}

char *
cs_time_format_full (gint64      at,
                     const char *zone)
{
  g_autoptr(GTimeZone) known = find_zone (zone);
  g_autoptr(GDateTime) time = NULL;
  g_autofree char *text = NULL;

  if (at == 0)
    return g_strdup ("");

  time = to_zone (at, zone);
  /* Translators: date and time with weekday, in the format of g_date_time_format(). */
  text = format_date_time (time, C_("time format", "%A, %-e %B %Y, %H:%M"));

  /* Translators: %1$s is a date and time, %2$s the name of a time zone such as “Asia/Shanghai”. */
  return g_strdup_printf (_("%1$s (%2$s)"), text, known ? zone : "UTC");
}

const char *
cs_time_local_zone (void)
{
  static char *zone = NULL;

  if (g_once_init_enter (&zone))
    {
      g_autoptr(GTimeZone) local = g_time_zone_new_local ();
      const char *name = g_time_zone_get_identifier (local);
      g_autoptr(GTimeZone) known = NULL;

      /* A zone set in another way than by its name ("/etc/localtime", ":UTC") is of no use to others. */
      if (name != NULL && g_ascii_isalpha (name[0]))
        known = g_time_zone_new_identifier (name);
      g_once_init_leave (&zone, g_strdup (known != NULL ? name : "UTC"));
    }

  return zone;
}
