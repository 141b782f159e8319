/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>

#include "cs-chart.h"

static void
test_copy (void)
{
  g_autoptr (CsChart) chart = cs_chart_new ();
  g_autoptr (CsChart) copy = NULL;

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
  for (guint i = CS_CHART_BAR; i <= CS_CHART_LINE; i++)
    {
      CsChartKind kind;

      g_assert_true (cs_chart_kind_from_nick (cs_chart_kind_nick ((CsChartKind) i), &kind));
      g_assert_cmpuint (kind, ==, i);
      g_assert_nonnull (cs_chart_kind_label (kind));
    }
  g_assert_false (cs_chart_kind_from_nick ("pie", &(CsChartKind) { CS_CHART_BAR }));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/chart/copy", test_copy);
  g_test_add_func ("/core/chart/nicks", test_nicks);
  return g_test_run ();
}
