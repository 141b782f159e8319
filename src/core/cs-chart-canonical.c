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

void
cs_chart_write (GString       *json,
                const CsChart *chart)
{
  cs_write_text (json, "{\"as_of\":", chart->as_of);
  cs_write_text (json, ",\"kind\":", cs_chart_kind_nick (chart->kind));
  cs_write_text (json, ",\"source\":", chart->source);
  g_string_append (json, ",\"table\":");
  append_table (json, chart->table);
  cs_write_text (json, ",\"title\":", chart->title);
  cs_write_text (json, ",\"unit\":", chart->unit);
  g_string_append_c (json, '}');
}
