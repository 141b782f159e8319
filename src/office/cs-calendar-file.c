/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-calendar-file.h"

#include <gio/gio.h>
#include <libical/ical.h>
#include <string.h>

#include "cs-error.h"

/* The one file that knows libical. What it is given has been measured first: its parser takes any depth and any length. */

#define YEARS_AHEAD   10
#define MAX_LINE      (16 * 1024)
#define MAX_DURATION  370  /* days of one event */
#define MAX_STEPS     5000 /* of one repetition, wherever it began */
#define MAX_ALL_STEPS 50000 /* of all in a file */
#define NEVER_STEPS   2500  /* as many a rule counts for that fits no day at all: libical looks for one through centuries */
#define MAX_NAME      200

typedef struct
{
  GHashTable *days;      /* GINT_TO_POINTER (day) to CsSpecialDay; owned */
  guint       n_skipped;
  guint       n_steps;   /* of repetitions, so far */
  gint32      first;     /* repetitions from here … */
  gint32      last;      /* … to here */
} Reading;

void
cs_calendar_file_free (CsCalendarFile *file)
{
  if (file == NULL)
    return;

  g_array_unref (file->days);
  g_free (file);
}

static void
clear_day (gpointer day)
{
  g_free (((CsSpecialDay *) day)->name);
}

static void
free_day (gpointer day)
{
  clear_day (day);
  g_free (day);
}

static gboolean
refuse (CsError      code,
        const char  *what,
        GError     **error)
{
  g_set_error (error, CS_ERROR, (int) code, "%s", what);
  return FALSE;
}

/* A long line may go on behind a line break and a space. What is measured must be what is parsed. */
static char *
unfold (const char *data,
        gsize       size)
{
  g_autoptr(GString) text = g_string_sized_new (size);

  for (gsize i = 0; i < size; i++)
    {
      gsize next = data[i] == '\r' && i + 1 < size && data[i + 1] == '\n' ? i + 2 : i + 1;

      if ((data[i] == '\r' || data[i] == '\n') && next < size && (data[next] == ' ' || data[next] == '\t'))
        i = next;
      else
        g_string_append_c (text, data[i]);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Also without the mark that some programs put before UTF-8. */
static char *
dup_text (const char  *data,
          gsize        size,
          GError     **error)
{
  gsize mark = size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  if (size > CS_CALENDAR_FILE_MAX_BYTES)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "A calendar file has at most %d bytes", CS_CALENDAR_FILE_MAX_BYTES);
      return NULL;
    }
  if (!g_utf8_validate_len (data, size, NULL))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_ENCODING, "The calendar file is not UTF-8");
      return NULL;
    }

  return unfold (data + mark, size - mark);
}

/* Depth, number of components and length of lines, before the parser sees any of it. */
static gboolean
check_measure (const char  *text,
               GError     **error)
{
  guint depth = 0, n_components = 0;

  if (g_ascii_strncasecmp (text, "BEGIN:VCALENDAR", 15) != 0)
    return refuse (CS_ERROR_NOT_A_CALENDAR, "The file does not begin as a calendar", error);

  for (const char *line = text; *line != '\0';)
    {
      gsize n = strcspn (line, "\r\n");

      if (n > MAX_LINE)
        return refuse (CS_ERROR_TOO_LARGE, "A line of the calendar file is too long", error);
      if (g_ascii_strncasecmp (line, "BEGIN:", 6) == 0)
        {
          depth++;
          n_components++;
        }
      else if (g_ascii_strncasecmp (line, "END:", 4) == 0 && depth-- == 0)
        {
          return refuse (CS_ERROR_NOT_A_CALENDAR, "The calendar file ends what it did not begin", error);
        }
      if (depth > CS_CALENDAR_FILE_MAX_DEPTH || n_components > 2 * CS_CALENDAR_FILE_MAX_EVENTS)
        return refuse (CS_ERROR_TOO_LARGE, "The calendar file is too deep, or has too many parts", error);

      line += n;
      line += strspn (line, "\r\n");
    }

  return TRUE;
}

static gint32
find_day (struct icaltimetype time)
{
  g_autofree char *text = g_strdup_printf ("%04d-%02d-%02d", time.year, time.month, time.day);
  gint32 day;

  return cs_calendar_parse_day (text, &day, NULL) ? day : G_MININT32;
}

/* On one line, without anything that no name has. */
static char *
dup_name (icalcomponent *event)
{
  const char *summary = icalcomponent_get_summary (event);
  g_autofree char *normal = g_utf8_normalize (summary != NULL ? summary : "", -1, G_NORMALIZE_NFC);
  g_autoptr(GString) name = g_string_new (NULL);
  guint n = 0;

  for (const char *at = normal != NULL ? normal : ""; *at != '\0' && n < MAX_NAME; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      g_string_append_unichar (name, g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029 ? ' ' : c);
      n++;
    }

  return g_strstrip (g_string_free (g_steal_pointer (&name), FALSE));
}

/* A working day moved to a week-end, in the ways in which such calendars say it. */
static gboolean
is_working_day (icalcomponent *event,
                const char    *name)
{
  static const char * const endings[] = { "班", "班）", "班)", "班]", "班】" };

  for (icalproperty *property = icalcomponent_get_first_property (event, ICAL_X_PROPERTY); property != NULL;
       property = icalcomponent_get_next_property (event, ICAL_X_PROPERTY))
    if (g_strcmp0 (icalproperty_get_x_name (property), "X-APPLE-SPECIAL-DAY") == 0)
      return g_strcmp0 (icalproperty_get_x (property), "ALTERNATE-WORKDAY") == 0;

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (name, endings[i]))
      return TRUE;

  return strstr (name, "补班") != NULL;
}

static gboolean
is_cancelled (icalcomponent *event)
{
  return icalcomponent_get_status (event) == ICAL_STATUS_CANCELLED;
}

static gboolean
is_excepted (icalcomponent       *event,
             struct icaltimetype  time)
{
  for (icalproperty *property = icalcomponent_get_first_property (event, ICAL_EXDATE_PROPERTY); property != NULL;
       property = icalcomponent_get_next_property (event, ICAL_EXDATE_PROPERTY))
    {
      struct icaltimetype excepted = icalproperty_get_exdate (property);

      if (icaltime_compare_date_only (excepted, time) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
add_days (Reading     *reading,
          gint32       first,
          guint        n_days,
          const char  *name,
          gboolean     works,
          GError     **error)
{
  for (guint i = 0; i < n_days && first + (gint32) i <= CS_CALENDAR_LAST_DAY; i++)
    {
      CsSpecialDay *day = g_new0 (CsSpecialDay, 1);

      day->day = first + (gint32) i;
      day->name = g_strdup (name);
      day->works = works;
      g_hash_table_replace (reading->days, GINT_TO_POINTER (day->day), day);
    }

  return g_hash_table_size (reading->days) <= CS_CALENDAR_MAX_DAYS ||
         refuse (CS_ERROR_TOO_LARGE, "The calendar file has too many days", error);
}

static gboolean
count_steps (Reading  *reading,
             guint     n_steps,
             GError  **error)
{
  reading->n_steps += n_steps;
  return reading->n_steps <= MAX_ALL_STEPS ||
         refuse (CS_ERROR_TOO_LARGE, "The events of the calendar file repeat too often", error);
}

/* Every year's occurrence in the window. */
static gboolean
repeat (Reading              *reading,
        icalcomponent        *event,
        struct icaltimetype   start,
        guint                 n_days,
        const char           *name,
        gboolean              works,
        GError              **error)
{
  icalproperty *property = icalcomponent_get_first_property (event, ICAL_RRULE_PROPERTY);
  struct icalrecurrencetype rule = icalproperty_get_rrule (property);
  icalrecur_iterator *iterator;
  gboolean good = TRUE;

  if (rule.freq != ICAL_YEARLY_RECURRENCE || (iterator = icalrecur_iterator_new (rule, start)) == NULL)
    {
      reading->n_skipped++;
      return rule.freq != ICAL_YEARLY_RECURRENCE || count_steps (reading, NEVER_STEPS, error);
    }

  for (guint step = 0; good && step < MAX_STEPS && (good = count_steps (reading, 1, error)); step++)
    {
      struct icaltimetype next = icalrecur_iterator_next (iterator);
      gint32 day;

      if (icaltime_is_null_time (next) || (day = find_day (next)) > reading->last)
        break;
      if (day >= reading->first && !is_excepted (event, next))
        good = add_days (reading, day, n_days, name, works, error);
    }

  icalrecur_iterator_free (iterator);
  return good;
}

/* How many whole days; 0 = it is none. DTEND is the day after the last; without it, one day, or what DURATION says. */
static guint
count_days (icalcomponent       *event,
            struct icaltimetype  start)
{
  struct icaltimetype end = icalcomponent_get_dtend (event);
  gint32 first = find_day (start), after;

  if (icaltime_is_null_time (start) || !start.is_date || first == G_MININT32)
    return 0;
  if (icaltime_is_null_time (end) || (after = find_day (end)) <= first)
    return 1;

  return after - first <= MAX_DURATION ? (guint) (after - first) : 0;
}

static gboolean
read_event (Reading        *reading,
            icalcomponent  *event,
            GError        **error)
{
  struct icaltimetype start = icalcomponent_get_dtstart (event);
  guint n_days = count_days (event, start);
  g_autofree char *name = dup_name (event);
  gboolean works = is_working_day (event, name);

  if (n_days == 0 || is_cancelled (event))
    {
      reading->n_skipped++;
      return TRUE;
    }
  if (icalcomponent_get_first_property (event, ICAL_RRULE_PROPERTY) != NULL)
    return repeat (reading, event, start, n_days, name, works, error);

  return add_days (reading, find_day (start), n_days, name, works, error);
}

static gboolean
read_events (Reading        *reading,
             icalcomponent  *root,
             GError        **error)
{
  guint n_events = 0;

  /* A file may hold several calendars; then what holds them is the root. */
  for (icalcomponent *child = icalcomponent_get_first_component (root, ICAL_ANY_COMPONENT); child != NULL;
       child = icalcomponent_get_next_component (root, ICAL_ANY_COMPONENT))
    {
      if (icalcomponent_isa (child) == ICAL_VCALENDAR_COMPONENT && !read_events (reading, child, error))
        return FALSE;
      if (icalcomponent_isa (child) != ICAL_VEVENT_COMPONENT)
        continue;
      if (++n_events > CS_CALENDAR_FILE_MAX_EVENTS)
        return refuse (CS_ERROR_TOO_LARGE, "The calendar file has too many events", error);
      if (!read_event (reading, child, error))
        return FALSE;
    }

  return TRUE;
}

static int
compare_days (gconstpointer one,
              gconstpointer other)
{
  return ((const CsSpecialDay *) one)->day - ((const CsSpecialDay *) other)->day;
}

static CsCalendarFile *
make_file (Reading *reading)
{
  CsCalendarFile *file = g_new0 (CsCalendarFile, 1);
  GHashTableIter iter;
  gpointer day;

  file->n_skipped = reading->n_skipped;
  file->days = g_array_new (FALSE, TRUE, sizeof (CsSpecialDay));
  g_array_set_clear_func (file->days, clear_day);
  g_hash_table_iter_init (&iter, reading->days);
  while (g_hash_table_iter_next (&iter, NULL, &day))
    {
      CsSpecialDay copy = *(CsSpecialDay *) day;

      copy.name = g_strdup (copy.name);
      g_array_append_val (file->days, copy);
    }

  g_array_sort (file->days, compare_days);
  return file;
}

CsCalendarFile *
cs_calendar_file_parse (const char  *data,
                        gsize        size,
                        gint64       now,
                        GError     **error)
{
  static GMutex mutex; /* libical keeps its errors and its parser's state in globals of the process or thread */
  g_autofree char *text = NULL;
  g_autoptr(GHashTable) days = g_hash_table_new_full (NULL, NULL, NULL, free_day);
  gint32 today = (gint32) (now / (24 * 60 * 60 * (gint64) G_USEC_PER_SEC));
  Reading reading = { days, 0, 0, today - 366, today + YEARS_AHEAD * 366 };
  icalcomponent *root;
  gboolean good;

  g_return_val_if_fail (data != NULL || size == 0, NULL);

  if (!(text = dup_text (data, size, error)) || !check_measure (text, error))
    return NULL;

  g_mutex_lock (&mutex);
  icalerror_set_errors_are_fatal (FALSE);
  root = icalparser_parse_string (text);
  good = root != NULL ? read_events (&reading, root, error)
                      : refuse (CS_ERROR_NOT_A_CALENDAR, "The calendar file cannot be read", error);
  if (root != NULL)
    icalcomponent_free (root);
  g_mutex_unlock (&mutex);

  if (good && g_hash_table_size (days) == 0)
    good = refuse (CS_ERROR_NOT_A_CALENDAR, "The calendar file has no event of whole days", error);

  return good ? make_file (&reading) : NULL;
}

CsCalendarFile *
cs_calendar_file_read (const char  *path,
                       gint64       now,
                       GError     **error)
{
  g_autoptr(GFile) file = NULL;
  g_autoptr(GFileInputStream) stream = NULL;
  g_autofree char *data = NULL;
  gsize size = 0;

  g_return_val_if_fail (path != NULL, NULL);

  file = g_file_new_for_path (path);
  if (!(stream = g_file_read (file, NULL, error)))
    return NULL;

  /* One byte more than the limit is read at most, however large the file says (or does not say) it is. */
  data = g_malloc (CS_CALENDAR_FILE_MAX_BYTES + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), data, CS_CALENDAR_FILE_MAX_BYTES + 1, &size, NULL, error))
    return NULL;

  return cs_calendar_file_parse (data, size, now, error);
}
