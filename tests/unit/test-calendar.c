/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-calendar.h"
#include "cs-deadline.h"
#include "cs-error.h"
#include "cs-time.h"

#define MINUTE (60 * (gint64) G_USEC_PER_SEC)
#define HOUR (60 * MINUTE)

/* The offices of the cases below. */
typedef enum { BERLIN, SHANGHAI, NIGHT, ROUND_THE_CLOCK, NEW_YORK, N_OFFICES } Office;

static void
set_day (CsCalendar *calendar,
         const char *text,
         const char *name,
         gboolean    works)
{
  g_autoptr(GError) error = NULL;
  gint32 day;

  g_assert_true (cs_calendar_parse_day (text, &day, &error));
  g_assert_no_error (error);
  g_assert_true (cs_calendar_set_day (calendar, day, name, works, &error));
}

static CsCalendar *
make_office (Office office)
{
  static const char * const zones[] = { "Europe/Berlin", "Asia/Shanghai", "Europe/Berlin", "Europe/Berlin", "America/New_York" };
  g_autoptr(GError) error = NULL;
  CsCalendar *calendar = cs_calendar_new (zones[office], &error);

  g_assert_no_error (error);
  if (office == BERLIN || office == NEW_YORK)
    cs_calendar_add_ordinary_week (calendar, "en");
  if (office == SHANGHAI)
    {
      cs_calendar_add_ordinary_week (calendar, "zh");
      /* the National Day holidays of 2026, with the working week-end that pays for them */
      for (guint day = 1; day <= 7; day++)
        {
          g_autofree char *text = g_strdup_printf ("2026-10-%02u", day);

          set_day (calendar, text, "国庆节", FALSE);
        }
      set_day (calendar, "2026-09-20", "国庆节调休", TRUE);
      set_day (calendar, "2026-10-10", "国庆节调休", TRUE);
    }
  for (guint weekday = 1; weekday <= 7 && office == NIGHT; weekday++)
    cs_calendar_add_hours (calendar, weekday, 60, 4 * 60, NULL);
  for (guint weekday = 1; weekday <= 7 && office == ROUND_THE_CLOCK; weekday++)
    cs_calendar_add_hours (calendar, weekday, 0, 1440, NULL);
  if (office == BERLIN)
    set_day (calendar, "2026-12-25", "Christmas", FALSE);

  return calendar;
}

static gint64
at (const CsCalendar *calendar,
    const char       *text)
{
  g_autoptr(GError) error = NULL;
  gint64 moment = 0;

  g_assert_true (cs_time_parse (text, cs_calendar_get_zone (calendar), &moment, &error));
  g_assert_no_error (error);
  return moment;
}

static const struct
{
  Office      office;
  const char *from;    /* on the office's clock, or with an offset */
  int         minutes; /* of working time; negative: back */
  const char *to;
} sums[] = {
  /* within a day, over night, over a week-end, over a holiday */
  { BERLIN, "2026-11-23T10:00", 60, "2026-11-23T11:00" },
  { BERLIN, "2026-11-23T16:30", 60, "2026-11-24T09:30" },
  { BERLIN, "2026-11-20T16:30", 60, "2026-11-23T09:30" },
  { BERLIN, "2026-12-24T16:30", 60, "2026-12-28T09:30" },
  { BERLIN, "2026-12-31T16:30", 60, "2027-01-01T09:30" },
  { BERLIN, "2026-11-21T12:00", 60, "2026-11-23T10:00" },
  { BERLIN, "2026-11-23T03:00", 480, "2026-11-23T17:00" },
  { BERLIN, "2026-11-23T03:00", 481, "2026-11-24T09:01" },
  { BERLIN, "2026-11-23T10:00", -60, "2026-11-23T09:00" },
  { BERLIN, "2026-11-23T10:00", -61, "2026-11-20T16:59" },
  { BERLIN, "2026-12-28T09:30", -60, "2026-12-24T16:30" },
  { BERLIN, "2026-11-22T12:00", -30, "2026-11-20T16:30" },
  { BERLIN, "2026-11-23T20:00", -30, "2026-11-23T16:30" },
  { BERLIN, "2026-11-22T12:00", 0, "2026-11-22T12:00" },
  /* a year of 261 working days, less Christmas */
  { BERLIN, "2026-01-01T09:00", 260 * 480, "2026-12-31T17:00" },
  /* split shifts: 9 to 12 and 14 to 18 */
  { SHANGHAI, "2026-11-23T11:30", 60, "2026-11-23T14:30" },
  { SHANGHAI, "2026-11-23T11:30", 30, "2026-11-23T12:00" },
  { SHANGHAI, "2026-11-23T11:30", 31, "2026-11-23T14:01" },
  { SHANGHAI, "2026-11-23T12:30", 60, "2026-11-23T15:00" },
  { SHANGHAI, "2026-11-23T14:30", -60, "2026-11-23T11:30" },
  { SHANGHAI, "2026-11-23T13:00", -60, "2026-11-23T11:00" },
  { SHANGHAI, "2026-11-23T14:00", -60, "2026-11-23T11:00" },
  /* seven days off, then a Thursday; the Saturday after is worked as a Friday, the Sunday before as a Monday */
  { SHANGHAI, "2026-09-30T17:00", 120, "2026-10-08T10:00" },
  { SHANGHAI, "2026-10-09T17:00", 120, "2026-10-10T10:00" },
  { SHANGHAI, "2026-10-10T17:00", 120, "2026-10-12T10:00" },
  { SHANGHAI, "2026-10-08T10:00", -120, "2026-09-30T17:00" },
  { SHANGHAI, "2026-09-18T17:00", 120, "2026-09-20T10:00" },
  /* 29 March 2026 in Berlin has no hour from 2 to 3: the night shift from 1 to 4 lasts two hours */
  { NIGHT, "2026-03-28T00:00", 180, "2026-03-28T04:00" },
  { NIGHT, "2026-03-29T00:00", 120, "2026-03-29T04:00" },
  { NIGHT, "2026-03-29T00:00", 61, "2026-03-29T03:01" },
  { NIGHT, "2026-03-29T04:00", -120, "2026-03-29T01:00" },
  { NIGHT, "2026-03-29T04:00", -61, "2026-03-29T01:59" },
  /* 25 October 2026 has it twice: four hours */
  { NIGHT, "2026-10-25T00:00", 240, "2026-10-25T04:00" },
  { NIGHT, "2026-10-25T00:00", 90, "2026-10-25T02:30+02:00" },
  { NIGHT, "2026-10-25T00:00", 150, "2026-10-25T02:30+01:00" },
  { NIGHT, "2026-10-25T04:00", -90, "2026-10-25T02:30+01:00" },
  /* ordinary days around a change of the clock keep their hours on the wall */
  { BERLIN, "2026-03-27T16:00", 120, "2026-03-30T10:00" },
  { BERLIN, "2026-10-23T16:00", 120, "2026-10-26T10:00" },
  { NEW_YORK, "2026-03-06T16:00", 120, "2026-03-09T10:00" },
  { ROUND_THE_CLOCK, "2026-03-29T00:00", 23 * 60, "2026-03-30T00:00" },
  { ROUND_THE_CLOCK, "2026-10-25T00:00", 25 * 60, "2026-10-26T00:00" },
  { ROUND_THE_CLOCK, "2026-12-31T23:30", 60, "2027-01-01T00:30" },
  { ROUND_THE_CLOCK, "2027-01-01T00:30", -60, "2026-12-31T23:30" },
};

static void
test_sums (void)
{
  g_test_summary ("Working time is counted across nights, week-ends, holidays, moved days, split shifts, years and changes of the clock");
  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      g_autoptr(CsCalendar) calendar = make_office (sums[i].office);
      g_autoptr(GError) error = NULL;
      gint64 from = at (calendar, sums[i].from);
      gint64 to = 0;
      g_autofree char *iso = NULL;
      g_autofree char *wanted = cs_time_format_iso (at (calendar, sums[i].to));

      g_test_message ("%s %+d", sums[i].from, sums[i].minutes);
      g_assert_true (cs_calendar_add_work (calendar, from, sums[i].minutes * MINUTE, &to, &error));
      g_assert_no_error (error);
      iso = cs_time_format_iso (to);
      g_assert_cmpstr (iso, ==, wanted);

      /* and what was added lies between */
      g_assert_cmpint (cs_calendar_get_work_between (calendar, MIN (from, to), MAX (from, to)), ==, ABS (sums[i].minutes) * MINUTE);
      g_assert_cmpint (cs_calendar_get_work_between (calendar, MAX (from, to), MIN (from, to)), ==, 0);
    }
}

static void
test_back_and_forth (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (20261123);

  g_test_summary ("What is counted ahead from a working moment is counted back to it, wherever it lies");
  for (guint i = 0; i < 4000; i++)
    {
      g_autoptr(CsCalendar) calendar = make_office ((Office) (i % N_OFFICES));
      gint64 from = at (calendar, "2026-01-01T00:00") + g_rand_int_range (random, 0, 3 * 365 * 24 * 60) * MINUTE;
      gint64 work = g_rand_int_range (random, 1, 20000) * MINUTE;
      gint64 to = 0, again = 0;

      if (!cs_calendar_is_working (calendar, from))
        continue;
      g_assert_true (cs_calendar_add_work (calendar, from, work, &to, NULL));
      g_assert_true (cs_calendar_add_work (calendar, to, -work, &again, NULL));
      g_assert_cmpint (again, ==, from);
      g_assert_cmpint (cs_calendar_get_work_between (calendar, from, to), ==, work);
    }
}

static void
test_is_working (void)
{
  static const struct { Office office; const char *at; gboolean works; } cases[] = {
    { BERLIN, "2026-11-23T08:59", FALSE }, { BERLIN, "2026-11-23T09:00", TRUE }, { BERLIN, "2026-11-23T16:59", TRUE },
    { BERLIN, "2026-11-23T17:00", FALSE }, { BERLIN, "2026-11-22T12:00", FALSE }, { BERLIN, "2026-12-25T12:00", FALSE },
    { SHANGHAI, "2026-11-23T12:00", FALSE }, { SHANGHAI, "2026-11-23T13:59", FALSE }, { SHANGHAI, "2026-11-23T14:00", TRUE },
    { SHANGHAI, "2026-10-01T10:00", FALSE }, { SHANGHAI, "2026-10-10T10:00", TRUE }, { SHANGHAI, "2026-10-11T10:00", FALSE },
    { NIGHT, "2026-10-25T02:30+02:00", TRUE }, { NIGHT, "2026-10-25T02:30+01:00", TRUE }, { NIGHT, "2026-10-25T03:59", TRUE },
    { NIGHT, "2026-10-25T04:00", FALSE }, { NIGHT, "2026-03-29T03:00", TRUE }, { NIGHT, "2026-03-29T00:59", FALSE },
  };

  g_test_summary ("The office works from the opening until the moment before the close");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(CsCalendar) calendar = make_office (cases[i].office);

      g_test_message ("%s", cases[i].at);
      g_assert_cmpint (cs_calendar_is_working (calendar, at (calendar, cases[i].at)), ==, cases[i].works);
    }
}

static void
test_never_open (void)
{
  g_autoptr(CsCalendar) calendar = cs_calendar_new ("Asia/Shanghai", NULL);
  g_autoptr(GError) error = NULL;
  gint64 result = 0;

  g_test_summary ("An office that never works, a length beyond ten years and a moment beyond all years are told, not walked for ever");
  g_assert_false (cs_calendar_add_work (calendar, 0, MINUTE, &result, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NEVER_OPEN);
  g_clear_error (&error);
  g_assert_false (cs_calendar_add_work (calendar, 0, -MINUTE, &result, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NEVER_OPEN);
  g_clear_error (&error);
  g_assert_false (cs_calendar_find_opening (calendar, 0, &result, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NEVER_OPEN);
  g_clear_error (&error);
  g_assert_false (cs_calendar_is_working (calendar, 0));
  g_assert_cmpint (cs_calendar_get_work_between (calendar, 0, G_MAXINT64), ==, 0);
  set_day (calendar, "2026-10-10", "worked without hours", TRUE);
  g_assert_false (cs_calendar_is_working (calendar, at (calendar, "2026-10-10T10:00")));

  cs_calendar_add_ordinary_week (calendar, "zh");
  g_assert_false (cs_calendar_add_work (calendar, 0, G_MAXINT64, &result, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NEVER_OPEN);
  g_clear_error (&error);
  g_assert_false (cs_calendar_add_work (calendar, 0, G_MININT64, &result, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NEVER_OPEN);
  g_clear_error (&error);
  g_assert_false (cs_calendar_add_work (calendar, G_MAXINT64, MINUTE, &result, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NEVER_OPEN);
  g_clear_error (&error);
  g_assert_false (cs_calendar_is_working (calendar, G_MAXINT64));
  g_assert_false (cs_calendar_is_working (calendar, G_MININT64));
}

static void
test_bad_calendar (void)
{
  static const char * const days[] = { "", "2026", "2026-13-01", "2026-02-29", "2026-10-1", "2026/10/01", " 2026-10-01", "2026-10-01x", "1969-12-31", "3000-01-01" };
  static const CsHours bad[] = { { 0, 0, 60 }, { 8, 0, 60 }, { 1, 60, 60 }, { 1, 120, 60 }, { 1, 0, 1441 }, { 1, 8 * 60, 10 * 60 }, { 1, 16 * 60, 18 * 60 } };
  g_autoptr(CsCalendar) calendar = make_office (BERLIN);
  g_autoptr(GError) error = NULL;
  gint32 day;

  g_test_summary ("Zones, days and shifts that are none are refused");
  g_assert_null (cs_calendar_new ("Mars/Olympus", &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
  g_clear_error (&error);
  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_test_message ("%s", days[i]);
      g_assert_false (cs_calendar_parse_day (days[i], &day, &error));
      g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
      g_clear_error (&error);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (cs_calendar_add_hours (calendar, bad[i].weekday, bad[i].opens, bad[i].closes, &error));
      g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
      g_clear_error (&error);
    }
  for (gint32 i = 0; i < CS_CALENDAR_MAX_DAYS - 1; i++)
    g_assert_true (cs_calendar_set_day (calendar, i, "", FALSE, NULL));
  g_assert_false (cs_calendar_set_day (calendar, -1, "", FALSE, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_TOO_LARGE);
}

static void
test_days (void)
{
  g_autoptr(CsCalendar) calendar = make_office (SHANGHAI);
  guint n = 0;
  gint32 day = 0;

  g_test_summary ("Days are written, read back, kept in order and replaced");
  for (gint32 i = 0; i < 376000; i += 377)
    {
      g_autofree char *text = cs_calendar_format_day (i);

      g_assert_true (cs_calendar_parse_day (text, &day, NULL));
      g_assert_cmpint (day, ==, i);
    }
  g_assert_true (cs_calendar_parse_day ("2999-12-31", &day, NULL));
  g_assert_cmpint (day, ==, CS_CALENDAR_LAST_DAY);
  g_assert_true (cs_calendar_parse_day ("2026-11-23", &day, NULL));
  g_assert_cmpuint (cs_calendar_get_weekday (day), ==, 1);
  g_assert_cmpuint (cs_calendar_get_weekday (day - 1), ==, 7);
  g_assert_cmpuint (cs_calendar_get_weekday (-1), ==, 3);
  g_assert_cmpint (cs_calendar_get_day (calendar, at (calendar, "2026-11-23T00:00")), ==, day);
  g_assert_cmpint (cs_calendar_get_day (calendar, at (calendar, "2026-11-23T00:00") - 1), ==, day - 1);

  cs_calendar_get_days (calendar, &n);
  g_assert_cmpuint (n, ==, 9);
  set_day (calendar, "2026-10-10", "free after all", FALSE);
  for (guint i = 1; i < n; i++)
    g_assert_cmpint (cs_calendar_get_days (calendar, &n)[i - 1].day, <, cs_calendar_get_days (calendar, &n)[i].day);
  g_assert_cmpuint (n, ==, 9);
  g_assert_false (cs_calendar_is_working (calendar, at (calendar, "2026-10-10T10:00")));
}

static const struct
{
  Office      office;
  const char *opened;
  guint       minutes, later;
  const char *release; /* NULL: once signed */
  const char *due;     /* NULL: no clock */
  gboolean    by_release;
} deadlines[] = {
  { BERLIN, "2026-11-23T10:00", 0, 0, NULL, NULL, FALSE },
  { BERLIN, "2026-11-23T10:00", 120, 60, NULL, "2026-11-23T12:00", FALSE },
  { BERLIN, "2026-11-23T10:00", 0, 0, "2026-11-23T16:00", "2026-11-23T15:55", TRUE },
  { BERLIN, "2026-11-23T10:00", 0, 120, "2026-11-23T16:00", "2026-11-23T13:55", TRUE },
  { BERLIN, "2026-11-23T10:00", 120, 120, "2026-11-23T16:00", "2026-11-23T12:00", FALSE },
  { BERLIN, "2026-11-23T13:00", 120, 120, "2026-11-23T16:00", "2026-11-23T13:55", TRUE },
  { BERLIN, "2026-11-20T10:00", 4800, 120, "2026-11-23T10:05", "2026-11-20T16:00", TRUE },
  { BERLIN, "2026-11-20T10:00", 0, 0, "2026-11-22T20:00", "2026-11-22T19:55", TRUE },
  { BERLIN, "2026-11-20T10:00", 0, 60, "2026-11-22T20:00", "2026-11-20T16:00", TRUE },
  /* too late already: before it opened */
  { BERLIN, "2026-11-23T15:58", 60, 60, "2026-11-23T16:00", "2026-11-23T14:55", TRUE },
  { SHANGHAI, "2026-10-08T10:00", 2000, 420, "2026-10-10T14:35", "2026-10-09T14:30", TRUE },
};

static void
test_deadlines (void)
{
  g_test_summary ("A stage is due by its own minutes or by what the release time leaves, whichever is earlier");
  for (guint i = 0; i < G_N_ELEMENTS (deadlines); i++)
    {
      g_autoptr(CsCalendar) calendar = make_office (deadlines[i].office);
      g_autoptr(GError) error = NULL;
      g_autofree char *due = NULL;
      g_autofree char *wanted = NULL;
      g_autofree char *why = NULL;
      CsDeadline deadline;

      g_test_message ("%u", i);
      g_assert_true (cs_deadline_compute (calendar, at (calendar, deadlines[i].opened), deadlines[i].minutes, deadlines[i].later,
                                          deadlines[i].release ? at (calendar, deadlines[i].release) : 0, &deadline, &error));
      g_assert_no_error (error);
      due = cs_time_format_iso (deadline.due_at);
      wanted = cs_time_format_iso (deadlines[i].due ? at (calendar, deadlines[i].due) : 0);
      g_assert_cmpstr (due, ==, wanted);
      g_assert_cmpint (deadline.by_release, ==, deadlines[i].by_release);
      why = cs_deadline_explain (&deadline, cs_calendar_get_zone (calendar));
      g_assert_cmpint (*why != '\0', ==, deadlines[i].due != NULL);
      if (i == 3)
        g_assert_cmpstr (why, ==, "Release at 16:00, less 5 min to send, less 2 h of working time for the later stages.");
    }
}

static void
test_zone_of_office (void)
{
  g_autoptr(CsCalendar) before = make_office (BERLIN);
  g_autoptr(CsCalendar) after = make_office (NEW_YORK);
  gint64 opened = at (before, "2026-11-23T15:00");
  CsDeadline here, there;

  g_test_summary ("Where the office moves to another zone, the same stage is due by the new clock");
  g_assert_true (cs_deadline_compute (before, opened, 180, 0, 0, &here, NULL));
  g_assert_true (cs_deadline_compute (after, opened, 180, 0, 0, &there, NULL));
  g_assert_cmpint (here.due_at, ==, at (before, "2026-11-24T10:00"));
  g_assert_cmpint (there.due_at, ==, at (after, "2026-11-23T12:00"));
}

static void
test_marks (void)
{
  g_autoptr(CsCalendar) calendar = make_office (SHANGHAI);
  gint64 opened = at (calendar, "2026-11-23T10:00"), due = at (calendar, "2026-11-23T17:00"); /* five hours of work */
  static const struct { const char *at; guint mark; const char *next; } cases[] = {
    { "2026-11-22T10:00", 0, "2026-11-23T14:30" }, /* a clock that was set back */
    { "2026-11-23T10:00", 0, "2026-11-23T14:30" },
    { "2026-11-23T14:29", 0, "2026-11-23T14:30" },
    { "2026-11-23T14:30", 50, "2026-11-23T16:00" },
    { "2026-11-23T16:00", 80, "2026-11-23T17:00" },
    { "2026-11-23T16:59", 80, "2026-11-23T17:00" },
    { "2026-11-23T17:00", 100, NULL },
    { "2027-11-23T17:00", 100, NULL },
  };
  gint64 next;

  g_test_summary ("Half, four fifths and all of the working time; by the clock where nobody works in between");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].at);
      g_assert_cmpuint (cs_deadline_find_mark (calendar, opened, due, at (calendar, cases[i].at), &next), ==, cases[i].mark);
      g_assert_cmpint (next, ==, cases[i].next ? at (calendar, cases[i].next) : 0);
    }
  g_assert_cmpuint (cs_deadline_find_mark (calendar, opened, 0, G_MAXINT64, &next), ==, 0);
  g_assert_cmpuint (cs_deadline_find_mark (calendar, due, opened, opened, &next), ==, 100);
  g_assert_cmpuint (cs_deadline_find_mark (calendar, opened + 9 * HOUR, opened + 11 * HOUR, opened + 10 * HOUR, &next), ==, 50);
}

static void
test_propose (void)
{
  static const struct { Office office; const char *now; guint minutes; const char *release; } cases[] = {
    { BERLIN, "2026-11-23T10:02", 60, "2026-11-23T11:10" },
    { BERLIN, "2026-11-23T10:00", 0, "2026-11-23T10:05" },
    { BERLIN, "2026-11-23T16:30", 60, "2026-11-24T09:35" },
    { BERLIN, "2026-11-23T16:00", 60, "2026-11-24T09:00" },
    { BERLIN, "2026-11-20T18:00", 0, "2026-11-23T09:00" },
    { SHANGHAI, "2026-09-30T17:00", 120, "2026-10-08T10:05" },
  };

  g_test_summary ("The next safe time leaves every stage its minutes and lies in working hours");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(CsCalendar) calendar = make_office (cases[i].office);
      g_autofree char *iso = NULL;
      g_autofree char *wanted = cs_time_format_iso (at (calendar, cases[i].release));
      gint64 release = 0;

      g_assert_true (cs_deadline_propose (calendar, at (calendar, cases[i].now), cases[i].minutes, &release, NULL));
      iso = cs_time_format_iso (release);
      g_assert_cmpstr (iso, ==, wanted);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calendar/sums", test_sums);
  g_test_add_func ("/calendar/back-and-forth", test_back_and_forth);
  g_test_add_func ("/calendar/is-working", test_is_working);
  g_test_add_func ("/calendar/never-open", test_never_open);
  g_test_add_func ("/calendar/bad", test_bad_calendar);
  g_test_add_func ("/calendar/days", test_days);
  g_test_add_func ("/deadline/due", test_deadlines);
  g_test_add_func ("/deadline/zone", test_zone_of_office);
  g_test_add_func ("/deadline/marks", test_marks);
  g_test_add_func ("/deadline/propose", test_propose);

  return g_test_run ();
}
