/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-content-private.h"

static void
append_table (GString       *json,
              const CsTable *table)
{
  g_string_append_c (json, '[');
  for (guint row = 0; row < cs_table_get_n_rows (table); row++)
    {
      g_string_append (json, row > 0 ? ",[" : "[");
      for (guint column = 0; column < table->n_columns; column++)
        cs_write_text (json, column > 0 ? "," : "", cs_table_get_cell (table, row, column));
      g_string_append_c (json, ']');
    }
  g_string_append_c (json, ']');
}

static void
append_annotations (GString       *json,
                    const CsChart *chart)
{
  for (guint i = 0; i < chart->annotations->len; i++)
    {
      const CsChartAnnotation *annotation = g_ptr_array_index (chart->annotations, i);

      cs_write_text (json, i > 0 ? ",{\"category\":" : "\"annotations\":[{\"category\":", annotation->category);
      cs_write_text_if_set (json, ",\"series\":", annotation->series);
      cs_write_text (json, ",\"text\":", annotation->text);
      g_string_append_c (json, '}');
    }
  if (chart->annotations->len > 0)
    g_string_append (json, "],");
}

static void
append_highlights (GString       *json,
                   const CsChart *chart)
{
  for (guint i = 0; i < chart->highlights->len; i++)
    cs_write_text (json, i > 0 ? "," : ",\"highlights\":[", g_ptr_array_index (chart->highlights, i));
  if (chart->highlights->len > 0)
    g_string_append_c (json, ']');
}

/* Where an option stands at its default it is left out: charts signed before there were options keep their digest. */
void
cs_chart_write (GString       *json,
                const CsChart *chart)
{
  g_string_append_c (json, '{');
  append_annotations (json, chart);
  cs_write_text (json, "\"as_of\":", chart->as_of);
  if (chart->axis != CS_CHART_AXIS_AUTO)
    cs_write_text (json, ",\"axis\":", cs_chart_axis_nick (chart->axis));
  if (chart->decimals >= 0)
    g_string_append_printf (json, ",\"decimals\":%d", chart->decimals);
  if (chart->direction != CS_CHART_DIRECTION_AUTO)
    cs_write_text (json, ",\"direction\":", cs_chart_direction_nick (chart->direction));
  append_highlights (json, chart);
  cs_write_text (json, ",\"kind\":", cs_chart_kind_nick (chart->kind));
  cs_write_text_if_set (json, ",\"language\":", chart->language);
  cs_write_text_if_set (json, ",\"notes\":", chart->notes);
  if (chart->order != CS_CHART_ORDER_TABLE)
    cs_write_text (json, ",\"order\":", cs_chart_order_nick (chart->order));
  if (chart->size != CS_CHART_SIZE_WIDE)
    cs_write_text (json, ",\"size\":", cs_chart_size_nick (chart->size));
  cs_write_text (json, ",\"source\":", chart->source);
  cs_write_text_if_set (json, ",\"subtitle\":", chart->subtitle);
  g_string_append (json, ",\"table\":");
  append_table (json, chart->table);
  cs_write_text (json, ",\"title\":", chart->title);
  cs_write_text (json, ",\"unit\":", chart->unit);
  g_string_append_c (json, '}');
}
