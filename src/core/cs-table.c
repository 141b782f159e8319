/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-error.h"
#include "cs-table.h"

CsTable *
cs_table_new (guint n_columns)
{
  CsTable *table = g_new0 (CsTable, 1);

  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  table->n_columns = n_columns;
  return table;
}

CsTable *
cs_table_copy (const CsTable *table)
{
  CsTable *copy;

  g_return_val_if_fail (table != NULL, NULL);

  copy = cs_table_new (table->n_columns);
  for (guint i = 0; i < table->rows->len; i++)
    g_ptr_array_add (copy->rows, g_strdupv (g_ptr_array_index (table->rows, i)));

  return copy;
}

void
cs_table_free (CsTable *table)
{
  if (table == NULL)
    return;

  g_ptr_array_unref (table->rows);
  g_free (table);
}

gboolean
cs_table_equal (const CsTable *one,
                const CsTable *other)
{
  g_return_val_if_fail (one != NULL && other != NULL, FALSE);

  if (one->n_columns != other->n_columns || one->rows->len != other->rows->len)
    return FALSE;

  for (guint i = 0; i < one->rows->len; i++)
    {
      if (!g_strv_equal (g_ptr_array_index (one->rows, i), g_ptr_array_index (other->rows, i)))
        return FALSE;
    }

  return TRUE;
}

guint
cs_table_get_n_rows (const CsTable *table)
{
  g_return_val_if_fail (table != NULL, 0);

  return table->rows->len;
}

const char *
cs_table_get_cell (const CsTable *table,
                   guint          row,
                   guint          column)
{
  GStrv cells;

  g_return_val_if_fail (table != NULL, "");
  g_return_val_if_fail (row < table->rows->len && column < table->n_columns, "");

  cells = g_ptr_array_index (table->rows, row);
  return cells[column];
}

void
cs_table_add_row (CsTable            *table,
                  const char * const *cells)
{
  GStrv row;

  g_return_if_fail (table != NULL && (cells != NULL || table->n_columns == 0));

  row = g_new0 (char *, table->n_columns + 1);
  for (guint i = 0; i < table->n_columns; i++)
    row[i] = g_strdup (cells[i]);

  g_ptr_array_add (table->rows, row);
}

/* --- reading --- */

/* What is longer cannot be within the bounds of rows and columns either, unless its cells are essays. */
#define MAX_BYTES (4 * 1024 * 1024)

/* One way to read the text. */
typedef struct
{
  GPtrArray *rows;   /* of GStrv, not yet of equal length; owned */
  guint      n_first; /* cells of the first row; G_MAXUINT if it cannot even be split */
  GError    *error;  /* why it cannot be read this way, or NULL; owned */
} Reading;

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->rows, g_ptr_array_unref);
  g_clear_error (&reading->error);
}

/* Returns UTF-8 in NFC without a mark, or NULL. */
static char *
decode (const char *data,
        gsize       size,
        GError    **error)
{
  g_autofree char *text = NULL;
  char *normalized;

  if (size >= 2 && (memcmp (data, "\xFF\xFE", 2) == 0 || memcmp (data, "\xFE\xFF", 2) == 0))
    {
      const char *from = (guchar) data[0] == 0xFF ? "UTF-16LE" : "UTF-16BE";
      gsize read = 0, written = 0;

      text = g_convert (data + 2, (gssize) size - 2, "UTF-8", from, &read, &written, NULL);
      if (text != NULL && (read != size - 2 || strlen (text) != written))
        g_clear_pointer (&text, g_free);
    }
  else
    {
      gsize mark = size >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

      if (g_utf8_validate_len (data + mark, size - mark, NULL))
        text = g_strndup (data + mark, size - mark);
    }

  if (text == NULL || (normalized = g_utf8_normalize (text, -1, G_NORMALIZE_NFC)) == NULL)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_ENCODING, "The table is neither UTF-8 nor UTF-16 with a mark");
      return NULL;
    }

  return normalized;
}

static gboolean
is_blank_row (char **cells)
{
  for (; *cells != NULL; cells++)
    {
      if (**cells != '\0')
        return FALSE;
    }

  return TRUE;
}

/* Reads one cell and moves @at behind it, to its separator, its line end or the end. Returns FALSE if a quote is not closed. */
static gboolean
read_cell (const char **at,
           char         separator,
           GString     *cell)
{
  const char *p = *at;

  g_string_truncate (cell, 0);
  while (*p == ' ')
    p++;

  if (*p == '"')
    {
      for (p++; *p != '\0' && !(p[0] == '"' && p[1] != '"'); p++)
        {
          p += *p == '"';
          g_string_append_c (cell, *p);
        }
      if (*p == '\0')
        return FALSE;
      p++;
    }

  /* Unquoted, or what a careless program wrote behind the closing quote. */
  while (*p != '\0' && *p != separator && *p != '\n' && *p != '\r')
    g_string_append_c (cell, *p++);

  *at = p;
  return TRUE;
}

/* Reads one line. Returns its cells, or NULL with @error set. */
static GStrv
read_row (const char **at,
          char         separator,
          guint        number,
          GError     **error)
{
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GString) cell = g_string_new (NULL);

  for (;; (*at)++)
    {
      if (!read_cell (at, separator, cell))
        {
          g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "A quote that begins in row %u is not closed", number);
          return NULL;
        }
      /* Some programs end each line with a few empty cells too many; these are dropped later. */
      if (cells->len > 4 * CS_TABLE_MAX_COLUMNS)
        {
          g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "Row %u has more than %d columns", number, CS_TABLE_MAX_COLUMNS);
          return NULL;
        }
      g_ptr_array_add (cells, g_strstrip (g_strdup (cell->str)));
      if (**at != separator)
        break;
    }

  if (**at == '\r')
    (*at)++;
  if (**at == '\n')
    (*at)++;
  g_ptr_array_add (cells, NULL);
  return (GStrv) g_ptr_array_steal (cells, NULL);
}

static void
read_rows (Reading    *reading,
           const char *text,
           char        separator)
{
  const char *at = text;
  guint n_blank = 0;

  reading->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  while (*at != '\0')
    {
      GStrv cells = read_row (&at, separator, reading->rows->len + 1, &reading->error);

      if (cells == NULL)
        {
          reading->n_first = reading->rows->len == 0 ? G_MAXUINT : reading->n_first;
          return;
        }

      n_blank = is_blank_row (cells) ? n_blank + 1 : 0;
      g_ptr_array_add (reading->rows, cells);
      if (reading->rows->len == 1)
        reading->n_first = g_strv_length (cells);
      if (n_blank == 0 && reading->rows->len > CS_TABLE_MAX_ROWS)
        {
          g_set_error (&reading->error, CS_ERROR, CS_ERROR_TOO_LARGE, "The table has more than %d rows", CS_TABLE_MAX_ROWS);
          return;
        }
    }

  g_ptr_array_set_size (reading->rows, (int) (reading->rows->len - n_blank));
}

/* Every row as long as the first; empty cells behind do not matter. */
static void
check_rows (Reading *reading)
{
  for (guint i = 0; i < reading->rows->len && reading->error == NULL; i++)
    {
      GStrv cells = g_ptr_array_index (reading->rows, i);
      guint n = g_strv_length (cells);

      if (n < reading->n_first || !is_blank_row (cells + reading->n_first))
        g_set_error (&reading->error, CS_ERROR, CS_ERROR_RAGGED_TABLE,
                     "Row %u has %u cells, the first row has %u", i + 1, n, reading->n_first);
    }
}

static CsTable *
make_table (const Reading *reading,
            GError       **error)
{
  g_autoptr(CsTable) table = NULL;
  guint n_columns = 0;

  for (guint i = 0; i < reading->rows->len; i++)
    {
      GStrv cells = g_ptr_array_index (reading->rows, i);

      for (guint j = n_columns; j < reading->n_first; j++)
        n_columns = *cells[j] != '\0' ? j + 1 : n_columns;
    }

  if (n_columns > CS_TABLE_MAX_COLUMNS)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "The table has %u columns, more than %d", n_columns, CS_TABLE_MAX_COLUMNS);
      return NULL;
    }

  table = cs_table_new (n_columns);
  for (guint i = 0; i < reading->rows->len; i++)
    cs_table_add_row (table, g_ptr_array_index (reading->rows, i));
  return g_steal_pointer (&table);
}

/* The reading that gives most columns of those that hold together; else the one that splits the first row most, whose
 * error says what is wrong. One single column is only meant where no separator stands in any row. */
static guint
choose_reading (const Reading *readings,
                guint          n_readings)
{
  guint best = 0;

  for (guint i = 1; i < n_readings; i++)
    {
      gboolean good = readings[i].error == NULL && readings[i].n_first > 1;
      gboolean best_good = readings[best].error == NULL && readings[best].n_first > 1;

      if (good != best_good ? good : readings[i].n_first > readings[best].n_first ||
          (readings[i].n_first == readings[best].n_first && readings[best].error == NULL &&
           readings[i].error != NULL))
        best = i;
    }

  return best;
}

CsTable *
cs_table_parse (const char *data,
                gsize       size,
                GError    **error)
{
  static const char separators[] = { '\t', ';', ',' };
  g_autofree char *text = NULL;
  g_autoptr(CsTable) table = NULL;
  Reading readings[G_N_ELEMENTS (separators)] = { 0 };
  gboolean empty = FALSE;
  guint best;

  g_return_val_if_fail (data != NULL || size == 0, NULL);

  if (size > MAX_BYTES)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "The table has %" G_GSIZE_FORMAT " bytes", size);
      return NULL;
    }
  if ((text = decode (data, size, error)) == NULL)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      read_rows (&readings[i], text, separators[i]);
      check_rows (&readings[i]);
      empty |= readings[i].error == NULL && readings[i].rows->len == 0;
    }

  best = choose_reading (readings, G_N_ELEMENTS (readings));
  if (empty)
    g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID, "The table is empty");
  else if (readings[best].error != NULL)
    g_propagate_error (error, g_steal_pointer (&readings[best].error));
  else
    table = make_table (&readings[best], error);

  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    reading_clear (&readings[i]);
  return g_steal_pointer (&table);
}
