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

/* --- options --- */

/* The nicks of the options' values. */
typedef struct
{
  char *kind;
  char *axis;
  char *direction;
  char *order;
  char *size;
} Nicks;

static void
nicks_clear (Nicks *nicks)
{
  g_free (nicks->kind);
  g_free (nicks->axis);
  g_free (nicks->direction);
  g_free (nicks->order);
  g_free (nicks->size);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Nicks, nicks_clear)

static gboolean
read_nicks (JsonObject  *object,
            const char  *where,
            CsChart     *chart,
            GError     **error)
{
  g_auto(Nicks) nicks = { 0 };

  if (!cs_read_text (object, where, "kind", &nicks.kind, error) ||
      !cs_read_text (object, where, "axis", &nicks.axis, error) ||
      !cs_read_text (object, where, "direction", &nicks.direction, error) ||
      !cs_read_text (object, where, "order", &nicks.order, error) ||
      !cs_read_text (object, where, "size", &nicks.size, error))
    return FALSE;

  if (nicks.kind != NULL && !cs_chart_kind_from_nick (nicks.kind, &chart->kind))
    return cs_read_refuse (error, where, "kind", "is not known");
  if (nicks.axis != NULL && !cs_chart_axis_from_nick (nicks.axis, &chart->axis))
    return cs_read_refuse (error, where, "axis", "is not known");
  if (nicks.direction != NULL && !cs_chart_direction_from_nick (nicks.direction, &chart->direction))
    return cs_read_refuse (error, where, "direction", "is not known");
  if (nicks.order != NULL && !cs_chart_order_from_nick (nicks.order, &chart->order))
    return cs_read_refuse (error, where, "order", "is not known");
  if (nicks.size != NULL && !cs_chart_size_from_nick (nicks.size, &chart->size))
    return cs_read_refuse (error, where, "size", "is not known");
  return TRUE;
}

static gboolean
read_annotation (JsonObject  *object,
                 const char  *where,
                 CsChart     *chart,
                 GError     **error)
{
  static const char * const known[] = { "category", "series", "text", NULL };
  CsChartAnnotation *annotation = cs_chart_annotation_new ("", "", "");

  g_ptr_array_add (chart->annotations, annotation);
  return cs_read_check_members (object, where, known, error) &&
         cs_read_text (object, where, "category", &annotation->category, error) &&
         cs_read_text (object, where, "series", &annotation->series, error) &&
         cs_read_text (object, where, "text", &annotation->text, error);
}

static gboolean
read_lists (JsonObject  *object,
            const char  *where,
            CsChart     *chart,
            GError     **error)
{
  JsonArray *annotations, *highlights;

  if (!cs_read_array (object, where, "annotations", CS_CHART_MAX_ANNOTATIONS, &annotations, error) ||
      !cs_read_array (object, where, "highlights", CS_CHART_MAX_HIGHLIGHTS, &highlights, error))
    return FALSE;

  for (guint i = 0; annotations != NULL && i < json_array_get_length (annotations); i++)
    {
      g_autofree char *here = g_strdup_printf ("%sannotations[%u].", where, i);
      JsonObject *annotation = cs_read_get_object (annotations, i, here, error);

      if (annotation == NULL || !read_annotation (annotation, here, chart, error))
        return FALSE;
    }
  for (guint i = 0; highlights != NULL && i < json_array_get_length (highlights); i++)
    {
      g_autofree char *here = g_strdup_printf ("%shighlights[%u]", where, i);
      char *name = NULL;

      if (!cs_read_take_text (json_array_get_element (highlights, i), here, "", &name, error))
        return FALSE;
      g_ptr_array_add (chart->highlights, name);
    }

  return TRUE;
}

static gboolean
read_texts (JsonObject  *object,
            const char  *where,
            CsChart     *chart,
            GError     **error)
{
  return cs_read_text (object, where, "as_of", &chart->as_of, error) &&
         cs_read_text (object, where, "notes", &chart->notes, error) &&
         cs_read_text (object, where, "source", &chart->source, error) &&
         cs_read_text (object, where, "subtitle", &chart->subtitle, error) &&
         cs_read_text (object, where, "title", &chart->title, error) &&
         cs_read_text (object, where, "unit", &chart->unit, error);
}

gboolean
cs_chart_read (JsonObject  *object,
               const char  *where,
               CsChart    **value,
               GError     **error)
{
  static const char * const known[] = {
    "annotations", "as_of", "axis", "decimals", "direction", "highlights", "kind", "language", "notes", "order", "size", "source",
    "subtitle", "table", "title", "unit", NULL
  };
  g_autoptr(CsChart) chart = NULL;
  g_autofree char *here = g_strconcat (where, "chart.", NULL);
  JsonNode *node = json_object_get_member (object, "chart");
  gint64 decimals = -1;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return cs_read_refuse (error, where, "chart", "is not an object");

  object = json_node_get_object (node);
  chart = cs_chart_new ();
  if (!cs_read_check_members (object, here, known, error) ||
      !read_texts (object, here, chart, error) ||
      !cs_read_integer (object, here, "decimals", -1, CS_CHART_MAX_DECIMALS, &decimals, error) ||
      (json_object_has_member (object, "language") && !cs_read_language (object, here, "language", &chart->language, error)) ||
      !read_nicks (object, here, chart, error) ||
      !read_lists (object, here, chart, error) ||
      !read_table (object, here, &chart->table, error))
    return FALSE;
  chart->decimals = (int) decimals;
  *value = g_steal_pointer (&chart);

  return TRUE;
}
