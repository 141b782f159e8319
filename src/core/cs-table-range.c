/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cs-error.h"
#include "cs-table-sheet.h"

/* Days as spreadsheets count them: 1950 and 2100, and what lies between them and the first day of the year 1. */
#define FIRST_SERIAL 18264
#define LAST_SERIAL 73050
#define SERIAL_TO_JULIAN 693594

static gboolean
is_empty (const CsTable *table,
          guint          row,
          guint          column)
{
  return *cs_table_get_cell (table, row, column) == '\0';
}

static guint
count_cells (const CsTable *table,
             guint          row)
{
  guint n = 0;

  for (guint column = 0; column < table->n_columns; column++)
    n += !is_empty (table, row, column);
  return n;
}

CsTableRange
cs_table_find_range (const CsTable *table)
{
  CsTableRange range = { 0, 0, MAX (1, cs_table_get_n_rows (table)) - 1, MAX (1, table->n_columns) - 1 };
  guint n_rows = cs_table_get_n_rows (table), first = G_MAXUINT, last = 0;

  /* Headings above a table have one cell; so has a table of one column, which no chart is made of. */
  while (range.first_row + 1 < n_rows && count_cells (table, range.first_row) < 2)
    range.first_row++;
  for (guint row = range.first_row; row < n_rows; row++)
    {
      if (count_cells (table, row) == 0)
        break;
      range.last_row = row;
      for (guint column = 0; column < table->n_columns; column++)
        {
          if (is_empty (table, row, column))
            continue;
          first = MIN (first, column);
          last = MAX (last, column);
        }
    }

  if (first != G_MAXUINT)
    {
      range.first_column = first;
      range.last_column = last;
    }
  return range;
}

/* --- names of cells --- */

static void
append_cell (GString *text,
             guint    row,
             guint    column)
{
  if (column >= 26)
    g_string_append_c (text, (char) ('A' + column / 26 - 1));
  g_string_append_printf (text, "%c%u", (char) ('A' + column % 26), row + 1);
}

char *
cs_table_range_format (const CsTableRange *range)
{
  GString *text = g_string_new (NULL);

  append_cell (text, range->first_row, range->first_column);
  g_string_append_c (text, ':');
  append_cell (text, range->last_row, range->last_column);
  return g_string_free (text, FALSE);
}

static gboolean
read_cell (const char **at,
           guint       *row,
           guint       *column)
{
  guint n_letters = 0;
  guint64 number;
  char *end;

  *column = 0;
  for (; g_ascii_isalpha (**at) && n_letters < 3; (*at)++, n_letters++)
    *column = *column * 26 + (guint) (g_ascii_toupper (**at) - 'A') + 1;
  if (n_letters == 0 || n_letters == 3 || !g_ascii_isdigit (**at))
    return FALSE;
  number = g_ascii_strtoull (*at, &end, 10);
  if (number == 0 || number > G_MAXINT)
    return FALSE;
  *row = (guint) number - 1;
  *column -= 1;
  *at = end;
  return TRUE;
}

gboolean
cs_table_range_parse (const char    *text,
                      const CsTable *table,
                      CsTableRange  *range)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  const char *at = stripped;
  CsTableRange read;

  if (!read_cell (&at, &read.first_row, &read.first_column) || *at++ != ':' ||
      !read_cell (&at, &read.last_row, &read.last_column) || *at != '\0')
    return FALSE;
  if (read.first_row > read.last_row || read.first_column > read.last_column ||
      read.last_row >= cs_table_get_n_rows (table) || read.last_column >= table->n_columns)
    return FALSE;

  *range = read;
  return TRUE;
}

/* --- taking a part --- */

/* Signs of a number in a cell, without its white space. */
static gboolean
has_comma_decimal (const char *cell)
{
  const char *comma = strrchr (cell, ',');
  double value;

  /* Three digits behind a comma may be thousands: that tells nothing. */
  return comma != NULL && cs_table_parse_number (cell, &value) && strchr (comma, '.') == NULL &&
         strspn (comma + 1, "0123456789") != 3 && g_ascii_isdigit (comma[1]);
}

static gboolean
has_point_decimal (const char *cell)
{
  const char *point = strrchr (cell, '.');
  double value;

  return point != NULL && cs_table_parse_number (cell, &value) && strchr (point, ',') == NULL && g_ascii_isdigit (point[1]);
}

/* One cell that can only be read with a comma decides for all, unless another can only be read with a point. */
static gboolean
finds_comma (const CsTable      *table,
             const CsTableRange *range)
{
  guint n_commas = 0, n_points = 0;

  for (guint row = range->first_row; row <= range->last_row; row++)
    {
      for (guint column = range->first_column + 1; column <= range->last_column; column++)
        {
          n_commas += has_comma_decimal (cs_table_get_cell (table, row, column));
          n_points += has_point_decimal (cs_table_get_cell (table, row, column));
        }
    }

  return n_commas > 0 && n_points == 0;
}

/* “1.204,5” as “1204.5”. What is no number then stays as it is. */
static char *
replace_comma (const char *cell)
{
  g_autoptr(GString) text = g_string_new (NULL);
  double value;

  for (const char *at = cell; *at != '\0'; at++)
    {
      if (*at != '.')
        g_string_append_c (text, *at == ',' ? '.' : *at);
    }

  return cs_table_parse_number (text->str, &value) ? g_strdup (text->str) : g_strdup (cell);
}

static gboolean
read_serial (const char *cell,
             guint      *day)
{
  double value;

  if (!cs_table_parse_number (cell, &value) || value != floor (value) || value < FIRST_SERIAL || value > LAST_SERIAL)
    return FALSE;
  *day = (guint) value;
  return TRUE;
}

static char *
say_serial (const char *cell)
{
  GDate date;
  guint day;

  if (!read_serial (cell, &day))
    return g_strdup (cell);
  g_date_clear (&date, 1);
  g_date_set_julian (&date, day + SERIAL_TO_JULIAN);
  return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
}

/* A first row that has a word beside its first cell names the columns. */
static gboolean
has_names (const CsTable      *table,
           const CsTableRange *range)
{
  for (guint column = range->first_column + 1; column <= range->last_column; column++)
    {
      const char *cell = cs_table_get_cell (table, range->first_row, column);
      guint from_year;
      double value;

      if (*cell == '\0')
        continue;
      if (!cs_table_parse_number (cell, &value))
        return TRUE;
      /* Years name columns, too. */
      from_year = value == floor (value) && value >= 1800 && value <= 2200;
      if (!from_year)
        return FALSE;
    }

  return TRUE;
}

gboolean
cs_table_has_serials (const CsTable      *table,
                      const CsTableRange *range)
{
  guint before = 0, n = 0;

  for (guint row = range->first_row + has_names (table, range); row <= range->last_row; row++)
    {
      guint day;

      if (!read_serial (cs_table_get_cell (table, row, range->first_column), &day) || day <= before)
        return FALSE;
      before = day;
      n++;
    }

  return n > 1;
}

CsTable *
cs_table_cut (const CsTable      *table,
              const CsTableRange *range,
              CsTableDecimal      decimal,
              gboolean            dates,
              GError            **error)
{
  guint n_columns, n_rows;
  gboolean comma, named;
  CsTable *cut;

  g_return_val_if_fail (table != NULL && range != NULL, NULL);
  g_return_val_if_fail (range->last_row < cs_table_get_n_rows (table) && range->last_column < table->n_columns, NULL);

  n_columns = range->last_column - range->first_column + 1;
  n_rows = range->last_row - range->first_row + 1;
  named = has_names (table, range);
  if (n_columns > CS_TABLE_MAX_COLUMNS || n_rows + !named > CS_TABLE_MAX_ROWS)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "%u × %u cells", n_rows, n_columns);
      return NULL;
    }

  comma = decimal == CS_TABLE_DECIMAL_COMMA || (decimal == CS_TABLE_DECIMAL_AUTO && finds_comma (table, range));
  cut = cs_table_new (n_columns);
  for (guint row = named ? 0 : G_MAXUINT; row + 1 <= n_rows; row++)
    {
      g_auto(GStrv) cells = g_new0 (char *, n_columns + 1);

      for (guint column = 0; column < n_columns; column++)
        {
          const char *cell = row == G_MAXUINT ? "" : cs_table_get_cell (table, range->first_row + row, range->first_column + column);
          gboolean number = column > 0 && (row > 0 || !named);

          cells[column] = number && comma && row != G_MAXUINT ? replace_comma (cell) :
                          dates && column == 0 ? say_serial (cell) : g_strdup (cell);
        }
      cs_table_add_row (cut, (const char * const *) cells);
    }

  return cut;
}
