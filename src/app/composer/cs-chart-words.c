/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-chart-words.h"
#include "cs-error.h"

static gboolean
is_blank (const char *text)
{
  for (; *text; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

/* The first cell that should be a number and is none. */
static gboolean
find_bad_cell (const CsTable *table,
               guint         *row,
               guint         *column)
{
  for (guint r = 1; r < cs_table_get_n_rows (table); r++)
    for (guint c = 1; c < table->n_columns; c++)
      {
        const char *cell = cs_table_get_cell (table, r, c);
        double value;

        if (!is_blank (cell) && !cs_table_parse_number (cell, &value))
          {
            *row = r;
            *column = c;
            return TRUE;
          }
      }
  return FALSE;
}

static void
add_line (GString    *lines,
          const char *line)
{
  if (lines->len > 0)
    g_string_append_c (lines, '\n');
  g_string_append (lines, line);
}

/* What a table lacks that is too small to be drawn. */
static const char *
get_size_problem (const CsTable *table)
{
  if (cs_table_get_n_rows (table) == 0 || table->n_columns == 0)
    return _("Paste or type a table: names of the series in the first row, categories in the first column.");
  if (table->n_columns < 2)
    return _("The table has only one column: the figures beside the categories are missing.");
  return _("The table has only one row: the figures below the names of the series are missing.");
}

static void
add_table_problem (GString       *lines,
                   const CsTable *table,
                   CsChartKind    kind)
{
  guint row, column;
  g_autofree char *text = NULL;

  if (cs_table_get_n_rows (table) < 2 || table->n_columns < 2)
    add_line (lines, get_size_problem (table));
  else if (find_bad_cell (table, &row, &column))
    {
      /* Translators: a cell of a table: row number, letter of the column, what stands there */
      text = g_strdup_printf (_("Row %u, column %c: “%s” is not a number."), row + 1,
                              column < 26 ? 'A' + (int) column : '?', cs_table_get_cell (table, row, column));
      add_line (lines, text);
    }
  else if (kind == CS_CHART_BAR && table->n_columns > 2)
    /* Nothing of a table is left out without a word. */
    add_line (lines, _("Plain bars show one series: choose grouped bars for all of them, or remove the other columns."));
}

char *
cs_chart_words_problems (const CsChart *chart)
{
  GString *lines = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  add_table_problem (lines, chart->table, chart->kind);
  if (is_blank (chart->title))
    add_line (lines, _("Give the chart a title that says the finding."));
  if (is_blank (chart->unit))
    add_line (lines, _("Say the unit of the figures."));
  if (is_blank (chart->source))
    add_line (lines, _("Say where the figures come from."));
  if (is_blank (chart->as_of))
    add_line (lines, _("Say of which date the figures are."));
  /* The rule itself stands in core: what it refuses beyond these has at least its sentence. */
  if (lines->len == 0 && !cs_chart_check (chart, &error))
    add_line (lines, g_error_matches (error, CS_ERROR, CS_ERROR_TOO_LARGE) || g_error_matches (error, CS_ERROR, CS_ERROR_INVALID)
                     ? _("A chart takes at most 12 series and 500 categories, each with a name.")
                     : cs_error_sentence (error));
  return g_string_free (lines, FALSE);
}

static gboolean
is_blank_row (const CsTable *table,
              guint          row)
{
  for (guint column = 0; column < table->n_columns; column++)
    if (!is_blank (cs_table_get_cell (table, row, column)))
      return FALSE;
  return TRUE;
}

static gboolean
is_blank_column (const CsTable *table,
                 guint          column)
{
  for (guint row = 0; row < cs_table_get_n_rows (table); row++)
    if (!is_blank (cs_table_get_cell (table, row, column)))
      return FALSE;
  return TRUE;
}

CsTable *
cs_chart_words_trim (const CsTable *table)
{
  guint n_rows = cs_table_get_n_rows (table), n_columns = table->n_columns;
  CsTable *trimmed;

  while (n_rows > 0 && is_blank_row (table, n_rows - 1))
    n_rows--;
  while (n_columns > 0 && is_blank_column (table, n_columns - 1))
    n_columns--;
  trimmed = cs_table_new (n_columns);
  for (guint row = 0; n_columns > 0 && row < n_rows; row++)
    {
      g_autofree const char **cells = g_new0 (const char *, n_columns + 1);

      for (guint column = 0; column < n_columns; column++)
        cells[column] = cs_table_get_cell (table, row, column);
      cs_table_add_row (trimmed, cells);
    }
  return trimmed;
}
