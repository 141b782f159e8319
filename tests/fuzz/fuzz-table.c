/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-chart.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsTable) table = cs_table_parse ((const char *) data, size, &error);
  g_autoptr(CsChart) chart = NULL;
  g_autofree char *text = NULL;

  g_assert_true ((table == NULL) == (error != NULL));
  if (table == NULL)
    return 0;

  g_assert_cmpuint (cs_table_get_n_rows (table), <=, CS_TABLE_MAX_ROWS);
  g_assert_cmpuint (table->n_columns, <=, CS_TABLE_MAX_COLUMNS);
  for (guint row = 0; row < cs_table_get_n_rows (table); row++)
    {
      g_assert_cmpuint (g_strv_length (g_ptr_array_index (table->rows, row)), ==, table->n_columns);
      for (guint column = 0; column < table->n_columns; column++)
        {
          const char *cell = cs_table_get_cell (table, row, column);
          double value;

          g_assert_true (g_utf8_validate (cell, -1, NULL));
          cs_table_parse_number (cell, &value);
        }
    }

  chart = cs_chart_new ();
  cs_table_free (chart->table);
  chart->table = g_steal_pointer (&table);
  chart->kind = (CsChartKind) (size % 3);
  text = cs_chart_describe (chart);
  g_assert_cmpint (g_utf8_strlen (text, -1), <=, 1000);
  g_assert_false (cs_chart_check (chart, NULL));
  return 0;
}
