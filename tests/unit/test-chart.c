/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "cs-chart.h"
#include "cs-error.h"

static void
test_copy (void)
{
  g_autoptr(CsChart) chart = cs_chart_new ();
  g_autoptr(CsChart) copy = NULL;

  g_test_summary ("A copy is equal until one of its texts changes");
  g_free (chart->title);
  chart->title = g_strdup ("Visits doubled");
  copy = cs_chart_copy (chart);
  g_assert_true (cs_chart_equal (chart, copy));
  g_free (copy->unit);
  copy->unit = g_strdup ("%");
  g_assert_false (cs_chart_equal (chart, copy));
}

static void
test_nicks (void)
{
  g_test_summary ("Every kind comes back from its nick; a strange nick is refused");
  for (guint i = 0; i < CS_CHART_N_KINDS; i++)
    {
      CsChartKind kind;

      g_assert_true (cs_chart_kind_from_nick (cs_chart_kind_nick ((CsChartKind) i), &kind));
      g_assert_cmpuint (kind, ==, i);
      g_assert_nonnull (cs_chart_kind_label (kind));
    }
  g_assert_false (cs_chart_kind_from_nick ("pie", &(CsChartKind) { CS_CHART_BAR }));
}

static CsChart *
make_chart (CsChartKind kind,
            const char *table)
{
  CsChart *chart = cs_chart_new ();

  chart->kind = kind;
  g_free (chart->title);
  chart->title = g_strdup ("Visits doubled within a year");
  g_free (chart->unit);
  chart->unit = g_strdup ("thousand visits");
  g_free (chart->source);
  chart->source = g_strdup ("City Library");
  g_free (chart->as_of);
  chart->as_of = g_strdup ("October 2026");
  cs_table_free (chart->table);
  chart->table = cs_table_parse (table, strlen (table), NULL);
  return chart;
}

static void
clear_text (char **text)
{
  g_free (*text);
  *text = g_strdup (" ");
}

static void
check_error (const CsChart *chart,
             CsError        code,
             const char    *part)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (cs_chart_check (chart, &error));
  g_assert_error (error, CS_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, part));
}

static void
test_check (void)
{
  static const struct
  {
    const char *table;
    CsError     code;
    const char *part;
  } cases[] = {
    { "Month,Visits\n", CS_ERROR_INCOMPLETE, "category" },
    { "Month\nMay\n", CS_ERROR_INCOMPLETE, "series" },
    { "Month,Visits\nMay,many\n", CS_ERROR_INVALID, "“many” in row 2, column 2" },
    { "Month,Visits\nMay,1\nJune,2026-06-01\n", CS_ERROR_INVALID, "row 3, column 2" },
    { "Month,Visits\nMay,\n", CS_ERROR_INCOMPLETE, "numbers" },
    { "a,1,2,3,4,5,6,7,8,9,10,11,12,13\nb,1,2,3,4,5,6,7,8,9,10,11,12,13\n", CS_ERROR_INVALID, "13 series" },
  };
  g_autoptr(CsChart) good = make_chart (CS_CHART_LINE, "Month,Visits\nMay,12\nJune,\nJuly,\u22123.5\n");
  g_autoptr(GString) long_table = g_string_new ("Day,Visits\n");
  g_autoptr(CsChart) long_chart = NULL;
  g_autoptr(GError) error = NULL;

  g_test_summary ("A chart without title, unit, source, date or numbers, or with something else in a cell, is not drawn");
  g_assert_true (cs_chart_check (good, &error));
  g_assert_no_error (error);

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr(CsChart) chart = cs_chart_copy (good);
      char **texts[] = { &chart->title, &chart->unit, &chart->source, &chart->as_of };
      static const char *const parts[] = { "title", "unit", "source", "as-of" };

      clear_text (texts[i]);
      check_error (chart, CS_ERROR_INCOMPLETE, parts[i]);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(CsChart) chart = make_chart (CS_CHART_BAR, cases[i].table);

      check_error (chart, cases[i].code, cases[i].part);
    }

  for (guint i = 0; i < 501; i++)
    g_string_append_printf (long_table, "%u,1\n", i);
  long_chart = make_chart (CS_CHART_BAR, long_table->str);
  check_error (long_chart, CS_ERROR_INVALID, "501 categories");
  long_chart->kind = CS_CHART_LINE;
  g_assert_true (cs_chart_check (long_chart, &error));
  g_assert_no_error (error);
}

static void
test_describe (void)
{
  static const struct
  {
    CsChartKind kind;
    const char *table;
    const char *text;
  } cases[] = {
    { CS_CHART_BAR, "Month,Visits\nMay,12\nJune,9.5\nJuly,24\n",
      "Bar chart “Visits doubled within a year”, unit: thousand visits. It shows 3 categories, from May to July. The highest value is 24 (July), "
      "the lowest 9.5 (June); the first is 12 (May), the last 24 (July). Source: City Library, as of October 2026." },
    { CS_CHART_BAR, "Month,Visits,Loans\nMay,12,3\n",
      "Bar chart “Visits doubled within a year”, unit: thousand visits. It shows one category: May. May: the value is 12. "
      "Source: City Library, as of October 2026." },
    { CS_CHART_LINE, "Month,North,South\nMay,1,\nJune,2,\n",
      "Line chart “Visits doubled within a year”, unit: thousand visits. It shows 2 categories, from May to June, for 2 series. "
      "North: highest 2 (June), lowest 1 (May), first 1 (May), last 2 (June). South has no values. "
      "Source: City Library, as of October 2026." },
    { CS_CHART_GROUPED_BAR, "Month\n",
      "Grouped bar chart “Visits doubled within a year”, unit: thousand visits. Source: City Library, as of October 2026." },
  };

  g_test_summary ("The proposed alt text says kind, title, range, extremes, first, last and source");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(CsChart) chart = make_chart (cases[i].kind, cases[i].table);
      g_autofree char *text = cs_chart_describe (chart);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_describe_long (void)
{
  g_autoptr(GString) table = g_string_new ("Month");
  g_autoptr(CsChart) chart = NULL;
  g_autofree char *text = NULL;

  g_test_summary ("Alt text stays within 1,000 characters and always ends with the source");
  for (guint i = 0; i < 12; i++)
    g_string_append_printf (table, ",A district with quite a long name, number %u", i);
  for (char *p = table->str; (p = strstr (p, ", number")) != NULL;)
    *p = ' ';
  g_string_append (table, "\nMay,1,2,3,4,5,6,7,8,9,10,11,12\nJune,1,2,3,4,5,6,7,8,9,10,11,12\n");
  chart = make_chart (CS_CHART_GROUPED_BAR, table->str);
  g_free (chart->title);
  chart->title = g_strnfill (5000, 'x');
  text = cs_chart_describe (chart);
  g_assert_cmpint (g_utf8_strlen (text, -1), <=, 1000);
  g_assert_cmpint (g_utf8_strlen (text, -1), >, 800);
  g_assert_true (g_str_has_suffix (text, "Source: City Library, as of October 2026."));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/chart/copy", test_copy);
  g_test_add_func ("/core/chart/nicks", test_nicks);
  g_test_add_func ("/core/chart/check", test_check);
  g_test_add_func ("/core/chart/describe", test_describe);
  g_test_add_func ("/core/chart/describe-long", test_describe_long);
  return g_test_run ();
}
