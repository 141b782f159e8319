/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-report-table.h"
#include "cs-show-error.h"

/* One row of the report, as an item of the list. */
#define CS_TYPE_REPORT_ROW (cs_report_row_get_type ())
G_DECLARE_FINAL_TYPE (CsReportRow, cs_report_row, CS, REPORT_ROW, GObject)

struct _CsReportRow
{
  GObject parent_instance;

  guint   row;
};

G_DEFINE_FINAL_TYPE (CsReportRow, cs_report_row, G_TYPE_OBJECT)

static void
cs_report_row_class_init (CsReportRowClass *klass)
{
}

static void
cs_report_row_init (CsReportRow *self)
{
}

struct _CsReportTable
{
  AdwBin parent_instance;

  CsReport      *report; /* NULL = none yet */
  GListStore    *rows;   /* of CsReportRow */
  GtkColumnView *view;
};

G_DEFINE_FINAL_TYPE (CsReportTable, cs_report_table, ADW_TYPE_BIN)

static guint
column_of (gpointer object)
{
  return GPOINTER_TO_UINT (g_object_get_data (object, "cs-column"));
}

static gboolean
is_number (CsReportType type)
{
  return type != CS_REPORT_TEXT && type != CS_REPORT_TIME;
}

static void
cell_setup_cb (CsReportTable            *self,
               GtkListItem              *list_item,
               GtkSignalListItemFactory *factory)
{
  GtkWidget *label = gtk_label_new (NULL);

  if (is_number (cs_report_get_column (self->report, column_of (factory))->type))
    {
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_widget_add_css_class (label, "numeric");
    }
  else
    {
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), 12);
    }
  gtk_list_item_set_child (list_item, label);
}

/* The whole row in one sentence, for screen readers. */
static char *
describe_row (CsReportTable *self,
              guint          row)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->report->columns->len; i++)
    {
      g_autofree char *text = cs_report_format_cell (self->report, row, i);

      if (*text != '\0')
        /* Translators: for screen readers: the title of a column and what stands there */
        g_ptr_array_add (parts, g_strdup_printf (_("%1$s: %2$s"), cs_report_get_column (self->report, i)->title, text));
    }
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (_(", "), (char **) parts->pdata);
}

static void
cell_bind_cb (CsReportTable            *self,
              GtkListItem              *list_item,
              GtkSignalListItemFactory *factory)
{
  CsReportRow *row = gtk_list_item_get_item (list_item);
  GtkWidget *label = gtk_list_item_get_child (list_item);
  g_autofree char *text = cs_report_format_cell (self->report, row->row, column_of (factory));

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, text);
  if (column_of (factory) == 0)
    {
      g_autofree char *name = describe_row (self, row->row);

      cs_name_row (label, name);
    }
}

static int
compare_rows (gconstpointer one,
              gconstpointer other,
              gpointer      user_data)
{
  GObject *sorter = user_data;
  CsReportTable *self = g_object_get_data (sorter, "cs-table");
  guint column = column_of (sorter);
  const CsReportCell *a = cs_report_get_cell (self->report, CS_REPORT_ROW ((gpointer) one)->row, column);
  const CsReportCell *b = cs_report_get_cell (self->report, CS_REPORT_ROW ((gpointer) other)->row, column);

  if (a->text != NULL && b->text != NULL)
    return g_utf8_collate (a->text, b->text);

  return (a->number > b->number) - (a->number < b->number);
}

static void
add_column (CsReportTable *self,
            guint          position)
{
  const CsReportColumn *column = cs_report_get_column (self->report, position);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkCustomSorter *sorter = gtk_custom_sorter_new (NULL, NULL, NULL);
  g_autoptr(GtkColumnViewColumn) shown = NULL;

  g_object_set_data (G_OBJECT (factory), "cs-column", GUINT_TO_POINTER (position));
  g_object_set_data (G_OBJECT (sorter), "cs-column", GUINT_TO_POINTER (position));
  g_object_set_data (G_OBJECT (sorter), "cs-table", self);
  gtk_custom_sorter_set_sort_func (sorter, compare_rows, sorter, NULL);
  g_signal_connect_object (factory, "setup", G_CALLBACK (cell_setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (cell_bind_cb), self, G_CONNECT_SWAPPED);
  shown = gtk_column_view_column_new (column->title, factory);
  gtk_column_view_column_set_sorter (shown, GTK_SORTER (sorter));
  g_object_unref (sorter);
  gtk_column_view_column_set_resizable (shown, TRUE);
  gtk_column_view_column_set_expand (shown, !is_number (column->type));
  gtk_column_view_append_column (self->view, shown);
}

static void
row_activated_cb (CsReportTable *self,
                  guint          position)
{
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (self->view));
  g_autoptr(CsReportRow) row = g_list_model_get_item (model, position);

  for (guint i = 0; row != NULL && i < self->report->columns->len; i++)
    if (cs_report_get_column (self->report, i)->type == CS_REPORT_POST)
      {
        gtk_widget_activate_action (GTK_WIDGET (self), "win.open-post", "x",
                                    cs_report_get_cell (self->report, row->row, i)->number);
        return;
      }
}

static void
clear (CsReportTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  g_list_store_remove_all (self->rows);
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr(GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
  g_clear_pointer (&self->report, cs_report_free);
}

static void
cs_report_table_dispose (GObject *object)
{
  CsReportTable *self = CS_REPORT_TABLE (object);

  if (self->view != NULL)
    clear (self);
  self->view = NULL;
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (cs_report_table_parent_class)->dispose (object);
}

static void
cs_report_table_class_init (CsReportTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_report_table_dispose;
}

static void
cs_report_table_init (CsReportTable *self)
{
  GtkSortListModel *sorted;
  GtkWidget *scroll = gtk_scrolled_window_new ();

  self->rows = g_list_store_new (CS_TYPE_REPORT_ROW);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->rows)),
                                    g_object_ref (gtk_column_view_get_sorter (self->view)));
  {
    g_autoptr(GtkSingleSelection) selection = gtk_single_selection_new (G_LIST_MODEL (sorted));

    gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  }
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  cs_name_widget (GTK_WIDGET (self->view), _("Report"));
  gtk_widget_add_css_class (scroll, "card");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_widget_set_overflow (scroll, GTK_OVERFLOW_HIDDEN);
  adw_bin_set_child (ADW_BIN (self), scroll);
}

GtkWidget *
cs_report_table_new (void)
{
  return g_object_new (CS_TYPE_REPORT_TABLE, NULL);
}

void
cs_report_table_set (CsReportTable *self,
                     CsReport      *report)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (CS_IS_REPORT_TABLE (self));
  g_return_if_fail (report != NULL);

  clear (self);
  self->report = report;
  for (guint i = 0; i < report->columns->len; i++)
    add_column (self, i);
  for (guint i = 0; i < cs_report_get_n_rows (report); i++)
    {
      CsReportRow *row = g_object_new (CS_TYPE_REPORT_ROW, NULL);

      row->row = i;
      g_ptr_array_add (rows, row);
    }
  g_list_store_splice (self->rows, 0, 0, rows->pdata, rows->len);
}
