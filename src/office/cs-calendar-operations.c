/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-calendar-file.h"
#include "cs-calendar-rows.h"
#include "cs-clock.h"
#include "cs-error.h"
#include "cs-operations-private.h"
#include "cs-post-rules.h"

/* The office's working calendar. Every change works out anew until when the open stages must be decided. */

static JsonArray *
write_hours (const CsCalendar *calendar)
{
  JsonArray *array = json_array_new ();
  guint n = 0;
  const CsHours *hours = cs_calendar_get_hours (calendar, &n);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "weekday", hours[i].weekday);
      json_object_set_int_member (object, "opens", hours[i].opens);
      json_object_set_int_member (object, "closes", hours[i].closes);
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonObject *
write_day (const CsSpecialDay *day)
{
  g_autofree char *text = cs_calendar_format_day (day->day);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "day", text);
  json_object_set_string_member (object, "name", day->name);
  json_object_set_boolean_member (object, "works", day->works);
  return object;
}

static JsonObject *
run_get (CsCall  *call,
         GError **error)
{
  g_autoptr(CsCalendar) calendar = cs_clocks_load_calendar (call, 0, error);
  const CsSpecialDay *days;
  JsonArray *array = NULL;
  JsonObject *reply = NULL;
  guint n = 0;

  if (!calendar)
    return NULL;

  array = json_array_new ();
  days = cs_calendar_get_days (calendar, &n);
  for (guint i = 0; i < n; i++)
    json_array_add_object_element (array, write_day (&days[i]));

  reply = json_object_new ();
  json_object_set_string_member (reply, "zone", cs_calendar_get_zone (calendar));
  json_object_set_array_member (reply, "hours", write_hours (calendar));
  json_object_set_array_member (reply, "days", array);
  return reply;
}

static CsCalendar *
read_hours (CsCall  *call,
            GError **error)
{
  g_autoptr(CsCalendar) calendar = cs_calendar_new (call->office->zone, error);
  JsonArray *array = cs_json_get_array (call->arguments, "hours");
  guint n = json_array_get_length (array);

  for (guint i = 0; calendar && i < n; i++)
    {
      JsonObject *object = cs_json_get_element (array, i);
      gint64 weekday = cs_json_get_int64 (object, "weekday");
      gint64 opens = cs_json_get_int64 (object, "opens");
      gint64 closes = cs_json_get_int64 (object, "closes");

      if (!object || !cs_calendar_add_hours (calendar, (guint) CLAMP (weekday, 0, 8), (guint) CLAMP (opens, 0, 9999),
                                             (guint) CLAMP (closes, 0, 9999), error))
        {
          if (!object)
            g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "Something among the hours is no shift");
          return NULL;
        }
    }

  if (calendar && n == 0)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NEVER_OPEN, "An office works some time");
      return NULL;
    }

  return g_steal_pointer (&calendar);
}

static JsonObject *
run_set (CsCall  *call,
         GError **error)
{
  g_autoptr(CsCalendar) calendar = read_hours (call, error);
  JsonObject *details = NULL;

  if (!calendar || !cs_calendar_rows_set_hours (call->db, calendar, error))
    return NULL;

  details = json_object_new ();
  json_object_set_array_member (details, "hours", write_hours (calendar));
  if (!cs_call_journal (call, 0, CS_JOURNAL_CALENDAR_HOURS_SET, details, error) || !cs_clocks_reset_all (call, error))
    return NULL;

  return run_get (call, error);
}

static gboolean
check_room (CsCall        *call,
            const GArray  *days,
            GError       **error)
{
  g_autoptr(CsCalendar) calendar = cs_clocks_load_calendar (call, 0, error);

  for (guint i = 0; calendar && i < days->len; i++)
    {
      const CsSpecialDay *day = &g_array_index (days, CsSpecialDay, i);

      if (!cs_calendar_set_day (calendar, day->day, day->name, day->works, error))
        return FALSE;
    }

  return calendar != NULL;
}

static JsonObject *
run_set_day (CsCall  *call,
             GError **error)
{
  g_autofree char *name = cs_call_dup_name (cs_call_get_text (call, "name"), "The day’s name", error);
  g_autoptr(GArray) days = g_array_new (FALSE, TRUE, sizeof (CsSpecialDay));
  CsSpecialDay day = { 0, name, cs_call_get_boolean (call, "works") };

  if (!name || !cs_calendar_parse_day (cs_call_get_text (call, "day"), &day.day, error))
    return NULL;

  g_array_append_val (days, day);
  if (!check_room (call, days, error) || !cs_calendar_rows_set_day (call->db, &day, error) ||
      !cs_call_journal (call, 0, CS_JOURNAL_CALENDAR_DAY_SET, write_day (&day), error) || !cs_clocks_reset_all (call, error))
    return NULL;

  return run_get (call, error);
}

static JsonObject *
run_remove_day (CsCall  *call,
                GError **error)
{
  JsonObject *details = NULL;
  gint32 day;

  if (!cs_calendar_parse_day (cs_call_get_text (call, "day"), &day, error) ||
      !cs_calendar_rows_remove_day (call->db, day, error))
    return NULL;

  details = json_object_new ();
  json_object_set_string_member (details, "day", cs_call_get_text (call, "day"));
  if (!cs_call_journal (call, 0, CS_JOURNAL_CALENDAR_DAY_REMOVED, details, error) || !cs_clocks_reset_all (call, error))
    return NULL;

  return run_get (call, error);
}

static gpointer
prepare_import (CsCall  *call,
                GError **error)
{
  return cs_calendar_file_read (cs_call_get_text (call, "path"), call->now, error);
}

static JsonObject *
run_import (CsCall  *call,
            GError **error)
{
  const CsCalendarFile *file = call->prepared;
  g_autofree char *name = g_path_get_basename (cs_call_get_text (call, "path"));
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autoptr(JsonArray) array = json_array_new ();
  JsonObject *details = NULL;
  JsonObject *reply = NULL;
  gint32 first = G_MAXINT32;

  if (!check_room (call, file->days, error))
    return NULL;

  for (guint i = 0; i < file->days->len; i++)
    {
      const CsSpecialDay *day = &g_array_index (file->days, CsSpecialDay, i);

      first = MIN (first, day->day);
      if (!cs_calendar_rows_set_day (call->db, day, error))
        return NULL;
      json_array_add_object_element (array, write_day (day));
    }

  details = json_object_new ();
  json_object_set_int_member (details, "days", file->days->len);
  json_object_set_string_member (details, "file", valid);
  json_object_set_array_member (details, "list", g_steal_pointer (&array));
  if (!cs_call_journal (call, 0, CS_JOURNAL_CALENDAR_IMPORTED, details, error) || !cs_clocks_reset_all (call, error) ||
      !(reply = run_get (call, error)))
    return NULL;

  json_object_set_int_member (reply, "n_imported", file->days->len);
  json_object_set_int_member (reply, "first_day", first);
  json_object_set_int_member (reply, "n_skipped", file->n_skipped);
  return reply;
}

static JsonObject *
run_propose (CsCall  *call,
             GError **error)
{
  g_autoptr(CsPostRow) post = cs_post_rules_get (call, error);
  gint64 release_at = 0;
  guint minutes = 0;
  JsonObject *reply = NULL;

  if (!post || !cs_clocks_propose (call, post, &release_at, &minutes, error))
    return NULL;

  reply = json_object_new ();
  json_object_set_int_member (reply, "release_at", release_at);
  json_object_set_int_member (reply, "minutes", minutes);
  json_object_set_string_member (reply, "zone", call->office->zone);
  return reply;
}

static const CsArgument set_arguments[] = {
  { "hours", CS_ARGUMENT_ARRAY, TRUE, 16384,
    N_("objects with weekday (1 = Monday), opens and closes (minutes since midnight); several for split shifts") },
  { NULL },
};

static const CsArgument set_day_arguments[] = {
  { "day", CS_ARGUMENT_TEXT, TRUE, 10, N_("such as 2026-10-01") },
  { "name", CS_ARGUMENT_TEXT, TRUE, 800, N_("what it is called") },
  { "works", CS_ARGUMENT_BOOLEAN, TRUE, 0, N_("a working day moved here; else a day off") },
  { NULL },
};

static const CsArgument remove_day_arguments[] = {
  { "day", CS_ARGUMENT_TEXT, TRUE, 10, N_("such as 2026-10-01") },
  { NULL },
};

static const CsArgument import_arguments[] = {
  { "path", CS_ARGUMENT_TEXT, TRUE, 0, N_("of an .ics file") },
  { NULL },
};

static const CsArgument propose_arguments[] = {
  { "post", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which post") },
  { NULL },
};

const CsOperation cs_calendar_operations[] = {
  { "calendar.get", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Shows the office’s working hours, holidays and moved working days."), NULL, NULL, NULL, run_get },
  { "calendar.set", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Sets the working hours of the ordinary week."), set_arguments, NULL, NULL, run_set },
  { "calendar.set-day", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Makes a day a holiday or a working day."), set_day_arguments, NULL, NULL, run_set_day },
  { "calendar.remove-day", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Makes a day an ordinary one again."), remove_day_arguments, NULL, NULL, run_remove_day },
  { "calendar.import", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Takes holidays and moved working days from an .ics file."),
    import_arguments, prepare_import, (GDestroyNotify) cs_calendar_file_free, run_import },
  { "release.propose", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Finds the next release time that leaves every remaining stage its time and lies in working hours."),
    propose_arguments, NULL, NULL, run_propose },
  { NULL },
};
