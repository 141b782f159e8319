/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-chart.h"

static const char *const kind_nicks[] = {
  [CS_CHART_BAR] = "bar",
  [CS_CHART_GROUPED_BAR] = "grouped-bar",
  [CS_CHART_LINE] = "line",
};

CsChart *
cs_chart_new (void)
{
  CsChart *chart = g_new0 (CsChart, 1);

  chart->kind = CS_CHART_BAR;
  chart->title = g_strdup ("");
  chart->unit = g_strdup ("");
  chart->source = g_strdup ("");
  chart->as_of = g_strdup ("");
  chart->table = cs_table_new (0);
  return chart;
}

CsChart *
cs_chart_copy (const CsChart *chart)
{
  CsChart *copy;

  g_return_val_if_fail (chart != NULL, NULL);

  copy = g_new0 (CsChart, 1);
  copy->kind = chart->kind;
  copy->title = g_strdup (chart->title);
  copy->unit = g_strdup (chart->unit);
  copy->source = g_strdup (chart->source);
  copy->as_of = g_strdup (chart->as_of);
  copy->table = cs_table_copy (chart->table);
  return copy;
}

void
cs_chart_free (CsChart *chart)
{
  if (chart == NULL)
    return;

  g_free (chart->title);
  g_free (chart->unit);
  g_free (chart->source);
  g_free (chart->as_of);
  cs_table_free (chart->table);
  g_free (chart);
}

gboolean
cs_chart_equal (const CsChart *one,
                const CsChart *other)
{
  g_return_val_if_fail (one != NULL && other != NULL, FALSE);

  return one->kind == other->kind &&
         g_str_equal (one->title, other->title) &&
         g_str_equal (one->unit, other->unit) &&
         g_str_equal (one->source, other->source) &&
         g_str_equal (one->as_of, other->as_of) &&
         cs_table_equal (one->table, other->table);
}

const char *
cs_chart_kind_nick (CsChartKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kind_nicks), NULL);

  return kind_nicks[kind];
}

gboolean
cs_chart_kind_from_nick (const char  *nick,
                         CsChartKind *kind)
{
  g_return_val_if_fail (nick != NULL && kind != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (kind_nicks); i++)
    {
      if (g_str_equal (nick, kind_nicks[i]))
        {
          *kind = (CsChartKind) i;
          return TRUE;
        }
    }

  return FALSE;
}

const char *
cs_chart_kind_label (CsChartKind kind)
{
  switch (kind)
    {
    case CS_CHART_BAR:
      return C_("chart kind", "Bars");
    case CS_CHART_GROUPED_BAR:
      return C_("chart kind", "Grouped bars");
    case CS_CHART_LINE:
      return C_("chart kind", "Lines");
    }

  g_return_val_if_reached (NULL);
}
