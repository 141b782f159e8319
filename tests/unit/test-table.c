/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>

#include "cs-table.h"

static void
test_copy (void)
{
  g_autoptr (CsTable) table = cs_table_new (2);
  g_autoptr (CsTable) copy = NULL;
  g_autoptr (CsTable) other = cs_table_new (2);

  g_test_summary ("A copy is equal and shares nothing; another cell or another size is another table");
  cs_table_add_row (table, (const char *[]) { "Month", "Visits" });
  cs_table_add_row (table, (const char *[]) { "May", "12" });
  copy = cs_table_copy (table);
  g_assert_true (cs_table_equal (table, copy));
  g_assert_cmpuint (cs_table_get_n_rows (copy), ==, 2);
  g_assert_cmpstr (cs_table_get_cell (copy, 1, 1), ==, "12");
  g_assert_true (cs_table_get_cell (copy, 1, 1) != cs_table_get_cell (table, 1, 1));

  cs_table_add_row (other, (const char *[]) { "Month", "Visits" });
  g_assert_false (cs_table_equal (table, other));
  cs_table_add_row (other, (const char *[]) { "May", "13" });
  g_assert_false (cs_table_equal (table, other));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/table/copy", test_copy);
  return g_test_run ();
}
