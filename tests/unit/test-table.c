/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib.h>
#include <string.h>

#include "cs-error.h"
#include "cs-table.h"

static void
test_copy (void)
{
  g_autoptr(CsTable) table = cs_table_new (2);
  g_autoptr(CsTable) copy = NULL;
  g_autoptr(CsTable) other = cs_table_new (2);

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

typedef struct
{
  const char *data;
  gssize      size; /* -1: up to the end of the string */
  int         code; /* -1: it is a table */
  const char *cells; /* rows divided by /, cells by |; or what the message says */
} ParseCase;

static const ParseCase parse_cases[] = {
  { "a,b\n1,2\n", -1, -1, "a|b/1|2" },
  { "a\tb\r\n1\t2", -1, -1, "a|b/1|2" },
  { "a;b\n1,5;2,5\n3,5;4,5\n", -1, -1, "a|b/1,5|2,5/3,5|4,5" },
  { "a;1,5\nb;2,5\n", -1, -1, "a|1,5/b|2,5" },
  { "a\t1,204\nb\t2,000\n", -1, -1, "a|1,204/b|2,000" },
  { "a,\"b, \"\"c\"\"\"\n\"1\n2\",3", -1, -1, "a|b, \"c\"/1\n2|3" },
  { " a , b \n 1 ,\"2\" \n", -1, -1, "a|b/1|2" },
  { "a,b\r1,2\r", -1, -1, "a|b/1|2" },
  { "a,b,,\n1,2,,\n,,,\n\n\n", -1, -1, "a|b/1|2" },
  { "a,b\n1,2,,\n", -1, -1, "a|b/1|2" },
  { "a,b\n1,\n", -1, -1, "a|b/1|" },
  { "月份,人次\n五月,12\n", -1, -1, "月份|人次/五月|12" },
  { "e\xCC\x81,b\n1,2", -1, -1, "é|b/1|2" },
  { "one\ntwo\n", -1, -1, "one/two" },
  { "\xEF\xBB\xBF" "a,b\n1,2", -1, -1, "a|b/1|2" },
  { "\xFF\xFE" "a\0,\0\x08\x67\n\0" "1\0,\0" "2\0", 16, -1, "a|月/1|2" },
  { "\xFE\xFF" "\0a\0,\x67\x08\0\n\0" "1\0,\0" "2", 16, -1, "a|月/1|2" },
  /* Errors */
  { "", -1, CS_ERROR_INVALID, "empty" },
  { " \n\r\n ,, \n", -1, CS_ERROR_INVALID, "empty" },
  { "a,b\n1,\"2\n3,4\n", -1, CS_ERROR_INVALID, "row 2" },
  { "a,b\n1,2\n3\n4,5\n", -1, CS_ERROR_RAGGED_TABLE, "Row 3" },
  { "a,b\n1,2,3\n", -1, CS_ERROR_RAGGED_TABLE, "Row 2" },
  { "Visits in 2026\nMonth,Visits\nMay,2\n", -1, CS_ERROR_RAGGED_TABLE, "Row 2" },
  { "a,b\n\n1,2\n", -1, CS_ERROR_RAGGED_TABLE, "Row 2" },
  { "caf\xE9,b\n1,2\n", -1, CS_ERROR_ENCODING, "UTF-8" },
  { "a,b\0,\n1,2", 10, CS_ERROR_ENCODING, "UTF-8" },
  { "\xFF\xFE" "a", 3, CS_ERROR_ENCODING, "UTF-16" },
  { "\xFF\xFE\0\xD8", 4, CS_ERROR_ENCODING, "UTF-16" },
};

static char *
join_cells (const CsTable *table)
{
  GString *text = g_string_new (NULL);

  for (guint row = 0; row < cs_table_get_n_rows (table); row++)
    {
      for (guint column = 0; column < table->n_columns; column++)
        g_string_append_printf (text, "%s%s", column > 0 ? "|" : row > 0 ? "/" : "", cs_table_get_cell (table, row, column));
    }

  return g_string_free (text, FALSE);
}

static void
test_parse (void)
{
  g_test_summary ("A table is read as spreadsheets copy and save it; each fault has its code and names its row");
  for (gsize i = 0; i < G_N_ELEMENTS (parse_cases); i++)
    {
      const ParseCase *c = &parse_cases[i];
      g_autoptr(GError) error = NULL;
      g_autoptr(CsTable) table = cs_table_parse (c->data, c->size < 0 ? strlen (c->data) : (gsize) c->size, &error);

      g_test_message ("Case %" G_GSIZE_FORMAT, i);
      if (c->code < 0)
        {
          g_autofree char *cells = NULL;

          g_assert_no_error (error);
          cells = join_cells (table);
          g_assert_cmpstr (cells, ==, c->cells);
        }
      else
        {
          g_assert_null (table);
          g_assert_error (error, CS_ERROR, c->code);
          g_assert_nonnull (strstr (error->message, c->cells));
        }
    }
}

static void
check_too_large (const char *line,
                 guint       n_lines)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(CsTable) table = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < n_lines; i++)
    g_string_append (text, line);
  table = cs_table_parse (text->str, text->len, &error);
  g_assert_null (table);
  g_assert_error (error, CS_ERROR, CS_ERROR_TOO_LARGE);
}

static void
test_too_large (void)
{
  g_autoptr(GString) wide = g_string_new ("a");

  g_test_summary ("More rows, columns or bytes than a chart can have are refused at once");
  check_too_large ("a,1\n", 200000);
  check_too_large ("Some category,1234567,1234567,1234567\n", 200000);
  check_too_large ("one\n", CS_TABLE_MAX_ROWS + 1);
  for (guint i = 0; i < CS_TABLE_MAX_COLUMNS; i++)
    g_string_append (wide, ",a");
  g_string_append_c (wide, '\n');
  check_too_large (wide->str, 2);
  check_too_large (",,,,,,,,", 100000);
}

static void
test_largest (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(CsTable) table = NULL;
  g_autoptr(GError) error = NULL;

  g_test_summary ("The largest table allowed is read, blank lines behind it do not count");
  for (guint i = 0; i < CS_TABLE_MAX_ROWS; i++)
    g_string_append (text, "a,1\n");
  g_string_append (text, "\n\n\n");
  table = cs_table_parse (text->str, text->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cs_table_get_n_rows (table), ==, CS_TABLE_MAX_ROWS);
}

static const struct
{
  const char *cell;
  double      value;
} numbers[] = {
  { "0", 0 }, { "3.2", 3.2 }, { "3,2", 3.2 }, { "1,204", 1204 }, { "1.204", 1.204 }, { "0,204", 0.204 }, { ".5", 0.5 }, { "5.", 5 },
  { "1,204.5", 1204.5 }, { "1.204,5", 1204.5 }, { "1,204,300", 1204300 }, { "1.204.300", 1204300 }, { "12,34,567", 1234567 },
  { "1 204", 1204 }, { "1\u00A0204,75", 1204.75 }, { "1\u202F204", 1204 }, { "1’204", 1204 }, { "1,2045", 1.2045 },
  { "-5", -5 }, { "\u22125", -5 }, { "\u2013" "5", -5 }, { "－5", -5 }, { "+5", 5 }, { "− 5", -5 }, { "-0", 0 },
  { "12 %", 12 }, { "12%", 12 }, { "12％", 12 }, { "１２．５", 12.5 }, { "٣٫٥", 3.5 }, { "१२", 12 },
  { "1e6", 1e6 }, { "1.5E-3", 1.5e-3 }, { "  7  ", 7 }, { "1234567.891", 1234567.891 },
};

static const char *const no_numbers[] = {
  "", " ", "-", "+", ".", ",", "%", "e", "a", "12a", "a12", "1-2", "--5", "1,2,3", "1.2.3", "1,20,4", "1,204,3", "12345,678,9", "1.5.2,3",
  "5 %%", "%5", "1e", "1e+", "1e5.5", "1e999", "NaN", "inf", "0x10", "1  204", "2026-11-23", "12:30", "1/2", "五", "0,204,300",
  "1111111111111111111111111111111111111111111111111111111111111111111",
};

static void
test_numbers (void)
{
  double value = 0;

  g_test_summary ("Numbers as people type them, in any script; anything else is none");
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_test_message ("%s", numbers[i].cell);
      g_assert_true (cs_table_parse_number (numbers[i].cell, &value));
      g_assert_cmpfloat_with_epsilon (value, numbers[i].value, 1e-9);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (no_numbers); i++)
    {
      g_test_message ("%s", no_numbers[i]);
      g_assert_false (cs_table_parse_number (no_numbers[i], &value));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/table/copy", test_copy);
  g_test_add_func ("/core/table/parse", test_parse);
  g_test_add_func ("/core/table/too-large", test_too_large);
  g_test_add_func ("/core/table/largest", test_largest);
  g_test_add_func ("/core/table/numbers", test_numbers);
  return g_test_run ();
}
