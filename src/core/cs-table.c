/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

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
