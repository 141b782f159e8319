/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-chart-problems.h"

GtkWidget *
cs_chart_problems_new_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "chart-problem");
  gtk_widget_set_visible (label, FALSE);
  return label;
}

void
cs_chart_problems_show (GtkLabel     *label,
                        GPtrArray    *problems,
                        CsChartField  field)
{
  g_autoptr(GString) lines = g_string_new (NULL);
  gboolean blocking = FALSE;

  for (guint i = 0; i < problems->len; i++)
    {
      const CsChartProblem *problem = g_ptr_array_index (problems, i);

      if (problem->field != field)
        continue;
      blocking |= problem->blocking;
      g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", problem->sentence);
    }

  gtk_label_set_label (label, lines->str);
  gtk_widget_set_visible (GTK_WIDGET (label), lines->len > 0);
  if (blocking)
    gtk_widget_add_css_class (GTK_WIDGET (label), "blocking");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), "blocking");
}

char *
cs_chart_problems_say (GPtrArray *problems)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const CsChartProblem *problem = g_ptr_array_index (problems, i);

      if (problem->blocking)
        g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", problem->sentence);
    }

  return g_string_free (lines, FALSE);
}

static gboolean
is_blank (const char *text)
{
  for (; *text; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
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
cs_chart_problems_trim (const CsTable *table)
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
