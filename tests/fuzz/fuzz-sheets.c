/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-table-sheet.h"
#include "fuzz.h"

/* What the reader of spreadsheets prints, then every way to take a table from it. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) sheets = cs_table_sheets_parse ((const char *) data, size, &error);

  g_assert_true ((sheets == NULL) == (error != NULL));
  for (guint i = 0; sheets != NULL && i < sheets->len; i++)
    {
      const CsTableSheet *sheet = g_ptr_array_index (sheets, i);
      CsTableRange range = cs_table_find_range (sheet->table), again;
      g_autofree char *text = cs_table_range_format (&range);

      g_assert_true (cs_table_range_parse (text, sheet->table, &again));
      g_assert_cmpmem (&range, sizeof range, &again, sizeof again);
      for (int decimal = 0; decimal < 3; decimal++)
        {
          g_autoptr(CsTable) cut = cs_table_cut (sheet->table, &range, (CsTableDecimal) decimal,
                                                 cs_table_has_serials (sheet->table, &range), NULL);

          g_assert_true (cut == NULL || cs_table_get_n_rows (cut) >= 2 || range.first_row == range.last_row);
        }
    }

  return 0;
}
