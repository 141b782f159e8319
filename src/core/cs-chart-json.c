/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-content-private.h"
#include "cs-error.h"

static gboolean
read_row (CsTable     *table,
          JsonNode    *node,
          const char  *where,
          GError     **error)
{
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return cs_read_refuse (error, where, "", "is not an array");
  array = json_node_get_array (node);
  if (json_array_get_length (array) != table->n_columns)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_RAGGED_TABLE, "“%s” has not as many cells as the first row", where);
      return FALSE;
    }

  for (guint i = 0; i < table->n_columns; i++)
    {
      char *cell = NULL;

      if (!cs_read_take_text (json_array_get_element (array, i), where, "", &cell, error))
        return FALSE;
      g_ptr_array_add (cells, cell);
    }
  g_ptr_array_add (cells, NULL);
  cs_table_add_row (table, (const char * const *) cells->pdata);

  return TRUE;
}

static gboolean
read_table (JsonObject  *object,
            const char  *where,
            CsTable    **value,
            GError     **error)
{
  g_autoptr(CsTable) table = NULL;
  JsonArray *rows;
  guint n_columns = 0;

  if (!cs_read_array (object, where, "table", CS_TABLE_MAX_ROWS, &rows, error))
    return FALSE;
  if (rows == NULL || json_array_get_length (rows) == 0)
    return TRUE;

  if (JSON_NODE_HOLDS_ARRAY (json_array_get_element (rows, 0)))
    n_columns = json_array_get_length (json_array_get_array_element (rows, 0));
  if (n_columns < 1)
    return cs_read_refuse (error, where, "table", "has no columns");
  if (n_columns > CS_TABLE_MAX_COLUMNS)
    return cs_read_refuse_large (error, where, "table", "has too many columns");

  table = cs_table_new (n_columns);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_autofree char *here = g_strdup_printf ("%stable[%u]", where, i);

      if (!read_row (table, json_array_get_element (rows, i), here, error))
        return FALSE;
    }
  cs_table_free (*value);
  *value = g_steal_pointer (&table);

  return TRUE;
}

gboolean
cs_chart_read (JsonObject   *object,
               const char   *where,
               CsChart     **value,
               GError      **error)
{
  static const char * const known[] = { "as_of", "kind", "source", "table", "title", "unit", NULL };
  g_autoptr(CsChart) chart = NULL;
  g_autofree char *kind = NULL;
  g_autofree char *here = g_strconcat (where, "chart.", NULL);
  JsonNode *node = json_object_get_member (object, "chart");

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return cs_read_refuse (error, where, "chart", "is not an object");

  object = json_node_get_object (node);
  chart = cs_chart_new ();
  if (!cs_read_check_members (object, here, known, error) ||
      !cs_read_text (object, here, "as_of", &chart->as_of, error) ||
      !cs_read_text (object, here, "kind", &kind, error) ||
      !cs_read_text (object, here, "source", &chart->source, error) ||
      !cs_read_text (object, here, "title", &chart->title, error) ||
      !cs_read_text (object, here, "unit", &chart->unit, error) ||
      !read_table (object, here, &chart->table, error))
    return FALSE;
  if (kind != NULL && !cs_chart_kind_from_nick (kind, &chart->kind))
    return cs_read_refuse (error, here, "kind", "is not known");
  *value = g_steal_pointer (&chart);

  return TRUE;
}
