/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-error.h"
#include "cs-time.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* What the clock on the wall showed, and the moment that is (computed with another program's zone data). */
static const struct { int year, month, day, hour, minute; const char *zone; const char *iso; } walls[] = {
  { 2026, 11, 23, 16, 0, "UTC", "2026-11-23T16:00:00Z" },
  { 2026, 11, 23, 16, 0, "Asia/Shanghai", "2026-11-23T08:00:00Z" },
  { 2026, 7, 1, 12, 0, "Europe/Berlin", "2026-07-01T10:00:00Z" },
  { 2026, 1, 1, 12, 0, "Europe/Berlin", "2026-01-01T11:00:00Z" },
  { 2026, 1, 1, 0, 0, "Pacific/Kiritimati", "2025-12-31T10:00:00Z" },
  { 2026, 1, 1, 0, 0, "America/Argentina/Buenos_Aires", "2026-01-01T03:00:00Z" },
  { 2026, 1, 1, 0, 0, "Asia/Kathmandu", "2025-12-31T18:15:00Z" },
  /* 29 March 2026, 02:00 to 03:00, is skipped in Berlin: such times move forward by the hour. */
  { 2026, 3, 29, 1, 59, "Europe/Berlin", "2026-03-29T00:59:00Z" },
  { 2026, 3, 29, 2, 0, "Europe/Berlin", "2026-03-29T01:00:00Z" },
  { 2026, 3, 29, 2, 30, "Europe/Berlin", "2026-03-29T01:30:00Z" },
  { 2026, 3, 29, 3, 0, "Europe/Berlin", "2026-03-29T01:00:00Z" },
  { 2026, 3, 8, 2, 30, "America/New_York", "2026-03-08T07:30:00Z" },
  /* 25 October 2026, 02:00 to 03:00, comes twice in Berlin: the first is meant. */
  { 2026, 10, 25, 1, 59, "Europe/Berlin", "2026-10-24T23:59:00Z" },
  { 2026, 10, 25, 2, 0, "Europe/Berlin", "2026-10-25T00:00:00Z" },
  { 2026, 10, 25, 2, 30, "Europe/Berlin", "2026-10-25T00:30:00Z" },
  { 2026, 10, 25, 3, 0, "Europe/Berlin", "2026-10-25T02:00:00Z" },
  { 2026, 11, 1, 1, 30, "America/New_York", "2026-11-01T05:30:00Z" },
  /* Half an hour only, south of the equator. */
  { 2026, 4, 5, 1, 45, "Australia/Lord_Howe", "2026-04-04T14:45:00Z" },
  { 2026, 10, 4, 2, 15, "Australia/Lord_Howe", "2026-10-03T15:45:00Z" },
};

static void
test_from_local (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (walls); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *iso = NULL;
      gint64 at = 0;

      g_assert_true (cs_time_from_local (walls[i].year, walls[i].month, walls[i].day, walls[i].hour,
                                         walls[i].minute, walls[i].zone, &at, &error));
      g_assert_no_error (error);
      iso = cs_time_format_iso (at);
      g_test_message ("%d-%d-%d %d:%d %s", walls[i].year, walls[i].month, walls[i].day, walls[i].hour,
                      walls[i].minute, walls[i].zone);
      g_assert_cmpstr (iso, ==, walls[i].iso);
    }
}

static void
test_bad_local (void)
{
  static const struct { int year, month, day, hour, minute; const char *zone; } bad[] = {
    { 2026, 2, 29, 0, 0, "UTC" }, { 2026, 13, 1, 0, 0, "UTC" }, { 2026, 0, 1, 0, 0, "UTC" },
    { 2026, 1, 32, 0, 0, "UTC" }, { 2026, 1, 1, 24, 0, "UTC" }, { 2026, 1, 1, 0, 60, "UTC" },
    { 0, 1, 1, 0, 0, "UTC" }, { -5, 1, 1, 0, 0, "UTC" }, { 10000, 1, 1, 0, 0, "UTC" },
    { 2026, 1, 1, 0, -1, "UTC" },
    { 2026, 1, 1, 0, 0, "Moon/Base" }, { 2026, 1, 1, 0, 0, "" }, { 2026, 1, 1, 0, 0, NULL },
    { 2026, 1, 1, 0, 0, "+08:00" }, { 2026, 1, 1, 0, 0, "../../etc/passwd" },
    { 2026, 1, 1, 0, 0, "/etc/localtime" }, { 2026, 1, 1, 0, 0, "Europe/../UTC" },
    { 2026, 1, 1, 0, 0, "EST5EDT,M3.2.0,M11.1.0" },
  };

  g_test_summary ("Impossible dates and what is no zone's name are refused");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 at = 42;

      g_test_message ("%u", i);
      g_assert_false (cs_time_from_local (bad[i].year, bad[i].month, bad[i].day, bad[i].hour, bad[i].minute,
                                          bad[i].zone, &at, &error));
      g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
      g_assert_cmpint (at, ==, 42);
    }
}

static const struct { const char *text; const char *zone; const char *iso; } texts[] = {
  { "2026-11-23T16:00", "Asia/Shanghai", "2026-11-23T08:00:00Z" },
  { "2026-11-23 16:00", "Asia/Shanghai", "2026-11-23T08:00:00Z" },
  { "2026-11-23T16:00:30", "Asia/Shanghai", "2026-11-23T08:00:30Z" },
  { "2026-11-23T16:00Z", "Asia/Shanghai", "2026-11-23T16:00:00Z" },
  { "2026-11-23T16:00:00Z", NULL, "2026-11-23T16:00:00Z" },
  { "2026-11-23T16:00+08:00", "Europe/Berlin", "2026-11-23T08:00:00Z" },
  { "2026-11-23T16:00:00.5-03:30", "Europe/Berlin", "2026-11-23T19:30:00Z" },
  { "2026-10-25T02:30", "Europe/Berlin", "2026-10-25T00:30:00Z" },
  { "2026-10-25T02:30+01:00", "Europe/Berlin", "2026-10-25T01:30:00Z" },
  { "2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30:00Z" },
  { "1969-12-31T23:59:59Z", "UTC", "1969-12-31T23:59:59Z" },
};

static void
test_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *iso = NULL;
      gint64 at = 0;

      g_test_message ("%s", texts[i].text);
      g_assert_true (cs_time_parse (texts[i].text, texts[i].zone, &at, &error));
      g_assert_no_error (error);
      iso = cs_time_format_iso (at);
      g_assert_cmpstr (iso, ==, texts[i].iso);
    }
}

static void
test_bad_parse (void)
{
  static const char * const bad[] = {
    "", "now", "16:00", "2026-11-23", "2026-11-23T", "2026-11-23T16", "2026-11-23T25:00", "2026-02-30T10:00",
    "23.11.2026 16:00", "2026-11-23T16:00 tomorrow", "2026-11-23T16:00:00+99:99", "\xff\xff",
  };
  gint64 at = 42;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr(GError) error = NULL;

      g_test_message ("%u", i);
      g_assert_false (cs_time_parse (bad[i], "UTC", &at, &error));
      g_assert_error (error, CS_ERROR, CS_ERROR_INVALID);
    }
  g_assert_false (cs_time_parse ("2026-11-23T16:00", "Moon/Base", &at, NULL));
  g_assert_cmpint (at, ==, 42);
}

/* Now is Monday, 23 November 2026, 10:00 in UTC. */
static const struct { gint64 distance; const char *zone; const char *text; } near[] = {
  { 30 * SECOND, "UTC", "in less than a minute" },
  { 0, "UTC", "just now" },
  { -30 * SECOND, "UTC", "just now" },
  { MINUTE, "UTC", "in 1 min" },
  { 12 * MINUTE + 59 * SECOND, "UTC", "in 12 min" },
  { -12 * MINUTE, "UTC", "12 min ago" },
  { 60 * MINUTE - 1, "UTC", "in 59 min" },
  { 60 * MINUTE, "UTC", "today 11:00" },
  { -60 * MINUTE, "UTC", "today 09:00" },
  { 6 * HOUR, "UTC", "today 16:00" },
  { 6 * HOUR, "Asia/Shanghai", "tomorrow 00:00" },
  { 23 * HOUR, "UTC", "tomorrow 09:00" },
  { -11 * HOUR, "UTC", "yesterday 23:00" },
  { 2 * DAY, "UTC", "Wed 10:00" },
  { 6 * DAY, "UTC", "Sun 10:00" },
  { 7 * DAY, "UTC", "30 November 10:00" },
  { -2 * DAY, "UTC", "21 November 10:00" },
  { 38 * DAY, "UTC", "31 December 10:00" },
  { 39 * DAY, "UTC", "1 January 2027" },
  { 100 * DAY, "UTC", "3 March 2027" },
  { -365 * DAY, "UTC", "23 November 2025" },
  { 6 * HOUR, "Moon/Base", "today 16:00" }, /* an unknown zone shows UTC rather than nothing */
};

static void
test_near (void)
{
  gint64 now = 0;
  g_autofree char *none = cs_time_format_near (0, 5 * DAY, "UTC");

  g_assert_cmpstr (none, ==, "");
  g_assert_true (cs_time_from_local (2026, 11, 23, 10, 0, "UTC", &now, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (near); i++)
    {
      g_autofree char *text = cs_time_format_near (now + near[i].distance, now, near[i].zone);

      g_assert_cmpstr (text, ==, near[i].text);
    }
}

static void
test_full (void)
{
  gint64 at = 0;
  g_autofree char *none = cs_time_format_full (0, "UTC");
  g_autofree char *text = NULL;
  g_autofree char *unknown = NULL;

  g_assert_true (cs_time_from_local (2026, 11, 23, 16, 5, "Asia/Shanghai", &at, NULL));
  text = cs_time_format_full (at, "Asia/Shanghai");
  unknown = cs_time_format_full (at, "Moon/Base");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (text, ==, "Monday, 23 November 2026, 16:05 (Asia/Shanghai)");
  g_assert_cmpstr (unknown, ==, "Monday, 23 November 2026, 08:05 (UTC)");
}

static void
test_extremes (void)
{
  static const gint64 times[] = { G_MAXINT64, G_MININT64, G_MININT64 + 1, -1, 1 };

  g_test_summary ("No number is so odd that formatting it crashes");
  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    for (guint j = 0; j < G_N_ELEMENTS (times); j++)
      {
        g_autofree char *iso = cs_time_format_iso (times[i]);
        g_autofree char *full = cs_time_format_full (times[i], "Asia/Shanghai");
        g_autofree char *beside = cs_time_format_near (times[i], times[j], "Asia/Shanghai");

        g_assert_nonnull (iso);
        g_assert_nonnull (full);
        g_assert_nonnull (beside);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/time/from-local", test_from_local);
  g_test_add_func ("/core/time/bad-local", test_bad_local);
  g_test_add_func ("/core/time/parse", test_parse);
  g_test_add_func ("/core/time/bad-parse", test_bad_parse);
  g_test_add_func ("/core/time/near", test_near);
  g_test_add_func ("/core/time/full", test_full);
  g_test_add_func ("/core/time/extremes", test_extremes);

  return g_test_run ();
}
