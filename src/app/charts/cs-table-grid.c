/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-show-error.h"
#include "cs-table-grid.h"

/* A row in the list model. */
#define CS_TYPE_TABLE_ROW (cs_table_row_get_type ())
G_DECLARE_FINAL_TYPE (CsTableRow, cs_table_row, CS, TABLE_ROW, GObject)

struct _CsTableRow
{
  GObject    parent_instance;
  GPtrArray *cells; /* of char * */
};

G_DEFINE_FINAL_TYPE (CsTableRow, cs_table_row, G_TYPE_OBJECT)

struct _CsTableGrid
{
  AdwBin         parent_instance;

  GListStore    *rows; /* of CsTableRow */
  guint          n_columns;
  GtkColumnView *view;
  guint          at_row;    /* of the cell edited last; G_MAXUINT = none */
  guint          at_column;
  gboolean       loading;
};

G_DEFINE_FINAL_TYPE (CsTableGrid, cs_table_grid, ADW_TYPE_BIN)

enum { CHANGED, PASTE, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
cs_table_row_finalize (GObject *object)
{
  g_ptr_array_unref (CS_TABLE_ROW (object)->cells);
  G_OBJECT_CLASS (cs_table_row_parent_class)->finalize (object);
}

static void
cs_table_row_class_init (CsTableRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_table_row_finalize;
}

static void
cs_table_row_init (CsTableRow *self)
{
  self->cells = g_ptr_array_new_with_free_func (g_free);
}

static char *
name_column (guint column)
{
  /* CS_TABLE_MAX_COLUMNS is 32: two letters at most */
  return column < 26 ? g_strdup_printf ("%c", 'A' + (char) column)
                     : g_strdup_printf ("A%c", 'A' + (char) (column - 26));
}

static guint
get_column (GtkEditable *cell)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (cell), "column"));
}

static GtkListItem *
get_list_item (GtkEditable *cell)
{
  return g_object_get_data (G_OBJECT (cell), "list-item");
}

static void
name_cell (GtkEditable *cell)
{
  g_autofree char *column = name_column (get_column (cell));
  /* Translators: a cell of a table; %s is the letter of its column */
  g_autofree char *name = g_strdup_printf (_("Row %u, column %s"), gtk_list_item_get_position (get_list_item (cell)) + 1,
                                           column);

  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
cell_changed_cb (CsTableGrid *self,
                 GtkEditable *cell)
{
  CsTableRow *row = gtk_list_item_get_item (get_list_item (cell));
  guint column = get_column (cell);

  if (self->loading || row == NULL || column >= row->cells->len)
    return;
  g_free (g_ptr_array_index (row->cells, column));
  g_ptr_array_index (row->cells, column) = g_strdup (gtk_editable_get_text (cell));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
cell_entered_cb (GtkEventControllerFocus *controller,
                 CsTableGrid             *self)
{
  GtkEditable *cell = GTK_EDITABLE (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));

  self->at_row = gtk_list_item_get_position (get_list_item (cell));
  self->at_column = get_column (cell);
  name_cell (cell);
}

/* Text that is being pasted into a cell. */
typedef struct
{
  CsTableGrid *grid;
  GtkEditable *cell;
} Paste;

static void
paste_free (Paste *paste)
{
  g_object_unref (paste->grid);
  g_object_unref (paste->cell);
  g_free (paste);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paste, paste_free)

static void
pasted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Paste) paste = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  int position;

  if (text == NULL || gtk_widget_get_root (GTK_WIDGET (paste->grid)) == NULL)
    return;
  /* A spreadsheet ends a single cell with a line end, too. */
  if (strchr (g_strchomp (text), '\t') || strchr (text, '\n'))
    {
      g_signal_emit (paste->grid, signals[PASTE], 0, text);
      return;
    }
  gtk_editable_delete_selection (paste->cell);
  position = gtk_editable_get_position (paste->cell);
  gtk_editable_insert_text (paste->cell, text, -1, &position);
  gtk_editable_set_position (paste->cell, position);
}

static void
cell_paste_cb (GtkText     *text,
               GtkEditable *cell)
{
  CsTableGrid *self = CS_TABLE_GRID (gtk_widget_get_ancestor (GTK_WIDGET (cell), CS_TYPE_TABLE_GRID));
  Paste *paste;

  g_signal_stop_emission_by_name (text, "paste-clipboard");
  paste = g_new0 (Paste, 1);
  paste->grid = g_object_ref (self);
  paste->cell = g_object_ref (cell);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (cell)), NULL, pasted_cb, paste);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          CsTableGrid              *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));
  GtkWidget *cell = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_entry_set_has_frame (GTK_ENTRY (cell), FALSE);
  gtk_editable_set_width_chars (GTK_EDITABLE (cell), 6);
  gtk_editable_set_alignment (GTK_EDITABLE (cell), column > 0 ? 1 : 0);
  gtk_widget_add_css_class (cell, "table-cell");
  gtk_widget_add_css_class (cell, "numeric");
  g_object_set_data (G_OBJECT (cell), "column", GUINT_TO_POINTER (column));
  g_object_set_data (G_OBJECT (cell), "list-item", item);
  g_signal_connect_object (cell, "changed", G_CALLBACK (cell_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (cell)), "paste-clipboard",
                           G_CALLBACK (cell_paste_cb), cell, 0);
  g_signal_connect_object (focus, "enter", G_CALLBACK (cell_entered_cb), self, 0);
  gtk_widget_add_controller (cell, focus);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_selectable (item, FALSE);
  gtk_list_item_set_child (item, cell);
}

/* What belongs into a cell of a table that is still empty. */
static const char *
get_placeholder (guint row,
                 guint column)
{
  if (row == 0)
    /* Translators: in the first row of an empty table behind a chart */
    return column == 0 ? C_("table of a chart", "Category") : C_("table of a chart", "Series");
  return NULL;
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         CsTableGrid              *self)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  CsTableRow *row = gtk_list_item_get_item (item);
  guint column = get_column (GTK_EDITABLE (cell));
  gboolean loading = self->loading;
  g_autofree char *name = NULL;

  self->loading = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (cell), column < row->cells->len ? g_ptr_array_index (row->cells, column) : "");
  self->loading = loading;
  /* Translators: a row of a table, for screen readers */
  name = g_strdup_printf (_("Row %u"), gtk_list_item_get_position (item) + 1);
  cs_name_row (cell, name);
  if (gtk_list_item_get_position (item) == 0)
    gtk_widget_add_css_class (cell, "heading");
  else
    gtk_widget_remove_css_class (cell, "heading");
  gtk_entry_set_placeholder_text (GTK_ENTRY (cell), get_placeholder (gtk_list_item_get_position (item), column));
  name_cell (GTK_EDITABLE (cell));
}

static void
add_view_column (CsTableGrid *self,
                 guint        column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autofree char *name = name_column (column);
  g_autoptr(GtkColumnViewColumn) view_column = NULL;

  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (column));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  view_column = gtk_column_view_column_new (name, factory);
  gtk_column_view_column_set_expand (view_column, TRUE);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_append_column (self->view, view_column);
}

static void
resize_view (CsTableGrid *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  while (g_list_model_get_n_items (columns) > self->n_columns)
    {
      g_autoptr(GtkColumnViewColumn) last = g_list_model_get_item (columns, g_list_model_get_n_items (columns) - 1);

      gtk_column_view_remove_column (self->view, last);
    }
  while (g_list_model_get_n_items (columns) < self->n_columns)
    add_view_column (self, g_list_model_get_n_items (columns));
}

/* Shows all cells anew: the rows themselves stay. */
static void
rebind (CsTableGrid *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  g_list_model_items_changed (G_LIST_MODEL (self->rows), 0, n, n);
}

static void
cs_table_grid_dispose (GObject *object)
{
  CsTableGrid *self = CS_TABLE_GRID (object);

  g_clear_object (&self->rows);
  G_OBJECT_CLASS (cs_table_grid_parent_class)->dispose (object);
}

static void
cs_table_grid_class_init (CsTableGridClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_table_grid_dispose;
  signals[CHANGED] = g_signal_new ("changed", CS_TYPE_TABLE_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[PASTE] = g_signal_new ("paste", CS_TYPE_TABLE_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
cs_table_grid_init (CsTableGrid *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->at_row = self->at_column = G_MAXUINT;
  self->rows = g_list_store_new (CS_TYPE_TABLE_ROW);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->rows))))));
  gtk_column_view_set_show_row_separators (self->view, TRUE);
  gtk_column_view_set_show_column_separators (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "table-grid");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Table of the chart"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

GtkWidget *
cs_table_grid_new (void)
{
  return g_object_new (CS_TYPE_TABLE_GRID, NULL);
}

void
cs_table_grid_set (CsTableGrid   *self,
                   const CsTable *table)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (CS_IS_TABLE_GRID (self));

  self->loading = TRUE;
  for (guint i = 0; i < cs_table_get_n_rows (table); i++)
    {
      CsTableRow *row = g_object_new (CS_TYPE_TABLE_ROW, NULL);

      for (guint column = 0; column < table->n_columns; column++)
        g_ptr_array_add (row->cells, g_strdup (cs_table_get_cell (table, i, column)));
      g_ptr_array_add (rows, row);
    }
  self->n_columns = table->n_columns;
  self->at_row = self->at_column = G_MAXUINT;
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), rows->pdata, rows->len);
  resize_view (self);
  self->loading = FALSE;
}

CsTable *
cs_table_grid_dup (CsTableGrid *self)
{
  CsTable *table;
  guint n;

  g_return_val_if_fail (CS_IS_TABLE_GRID (self), NULL);

  table = cs_table_new (self->n_columns);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CsTableRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      cs_table_add_row (table, (const char * const *) row->cells->pdata);
    }
  return table;
}

void
cs_table_grid_add_row (CsTableGrid *self)
{
  g_autoptr(CsTableRow) row = NULL;
  guint n;

  g_return_if_fail (CS_IS_TABLE_GRID (self));

  n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  if (n >= CS_TABLE_MAX_ROWS)
    return;
  row = g_object_new (CS_TYPE_TABLE_ROW, NULL);
  for (guint column = 0; column < self->n_columns; column++)
    g_ptr_array_add (row->cells, g_strdup (""));
  g_list_store_insert (self->rows, self->at_row < n ? self->at_row + 1 : n, row);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
cs_table_grid_add_column (CsTableGrid *self)
{
  guint n, at;

  g_return_if_fail (CS_IS_TABLE_GRID (self));

  if (self->n_columns >= CS_TABLE_MAX_COLUMNS)
    return;
  n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  at = self->at_column < self->n_columns ? self->at_column + 1 : self->n_columns;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CsTableRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      g_ptr_array_insert (row->cells, (int) at, g_strdup (""));
    }
  self->n_columns++;
  resize_view (self);
  rebind (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
cs_table_grid_remove_row (CsTableGrid *self)
{
  guint n;

  g_return_if_fail (CS_IS_TABLE_GRID (self));

  n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  if (n <= 1)
    return;
  g_list_store_remove (self->rows, self->at_row < n ? self->at_row : n - 1);
  self->at_row = G_MAXUINT;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
cs_table_grid_remove_column (CsTableGrid *self)
{
  guint n, at;

  g_return_if_fail (CS_IS_TABLE_GRID (self));

  if (self->n_columns <= 1)
    return;
  n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  at = self->at_column < self->n_columns ? self->at_column : self->n_columns - 1;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(CsTableRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      g_ptr_array_remove_index (row->cells, at);
    }
  self->n_columns--;
  self->at_column = G_MAXUINT;
  resize_view (self);
  rebind (self);
  g_signal_emit (self, signals[CHANGED], 0);
}
