/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-chart-drawing.h"
#include "cs-chart-editor.h"
#include "cs-chart-words.h"
#include "cs-compat.h"
#include "cs-error.h"
#include "cs-table-grid.h"
#include "cs-toasts.h"

/* A larger file than this holds no table that fits into a chart; bytes. */
#define MAX_FILE (16 * 1024 * 1024)

/* What an empty table begins with. */
#define EMPTY_ROWS 6
#define EMPTY_COLUMNS 2

struct _CsChartEditor
{
  AdwWindow      parent_instance;

  CsChart       *chart;        /* what is shown; owned */
  CsChart       *first;        /* what it began with; owned */
  gboolean       loading;
  gboolean       alt_proposed; /* the alt text is still ours: it follows the data */
  gboolean       inserted;
  GCancellable  *cancellable;

  GtkWidget     *insert;
  CsTableGrid   *grid;
  GtkDrawingArea *area;
  GtkLabel      *problems;
  AdwComboRow   *kind_row;
  GtkEditable   *title_row;
  GtkEditable   *unit_row;
  GtkEditable   *source_row;
  GtkEditable   *as_of_row;
  GtkWidget     *propose;
  GtkTextView   *alt_view;
  GtkTextBuffer *alt_buffer;
};

G_DEFINE_FINAL_TYPE (CsChartEditor, cs_chart_editor, ADW_TYPE_WINDOW)

enum { INSERT, SET_ASIDE, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
draw_cb (GtkDrawingArea *area,
         cairo_t        *cr,
         int             width,
         int             height,
         gpointer        user_data)
{
  CsChartEditor *self = user_data;
  /* Drawn in the size of the published picture and scaled: what is seen here is what goes out. */
  double scale = MIN ((double) width / CS_CHART_WIDTH, (double) height / CS_CHART_HEIGHT);

  cairo_scale (cr, scale, scale);
  cs_chart_draw (self->chart, cr, CS_CHART_WIDTH, CS_CHART_HEIGHT, cs_chart_is_right_to_left (self->chart));
}

static void
take_field (GtkEditable  *editable,
            char        **field)
{
  g_free (*field);
  *field = g_strdup (gtk_editable_get_text (editable));
}

static void
read_chart (CsChartEditor *self)
{
  g_autoptr(CsTable) table = cs_table_grid_dup (self->grid);

  cs_table_free (self->chart->table);
  self->chart->table = cs_chart_words_trim (table);
  self->chart->kind = (CsChartKind) adw_combo_row_get_selected (self->kind_row);
  take_field (self->title_row, &self->chart->title);
  take_field (self->unit_row, &self->chart->unit);
  take_field (self->source_row, &self->chart->source);
  take_field (self->as_of_row, &self->chart->as_of);
}

static void
propose_alt (CsChartEditor *self)
{
  g_autofree char *text = NULL;

  if (cs_chart_check (self->chart, NULL))
    text = cs_chart_describe (self->chart);
  self->loading = TRUE;
  gtk_text_buffer_set_text (self->alt_buffer, text ? text : "", -1);
  self->loading = FALSE;
}

static void
show_chart (CsChartEditor *self)
{
  g_autofree char *problems = cs_chart_words_problems (self->chart);

  gtk_label_set_label (self->problems, problems);
  gtk_widget_set_visible (GTK_WIDGET (self->problems), *problems != '\0');
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.insert", *problems == '\0');
  gtk_widget_set_tooltip_text (self->insert, *problems ? problems : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
  gtk_widget_set_visible (self->propose, !self->alt_proposed);
  if (self->alt_proposed)
    propose_alt (self);
}

static void
changed_cb (CsChartEditor *self)
{
  if (self->loading || self->chart == NULL)
    return;
  read_chart (self);
  show_chart (self);
}

static void
alt_changed_cb (CsChartEditor *self)
{
  if (self->loading)
    return;
  self->alt_proposed = FALSE;
  gtk_widget_set_visible (self->propose, TRUE);
}

static void
propose_clicked_cb (CsChartEditor *self)
{
  self->alt_proposed = TRUE;
  show_chart (self);
}

static void
undo_table_cb (AdwToast *toast,
               gpointer  user_data)
{
  CsChartEditor *self = CS_CHART_EDITOR (g_object_get_data (G_OBJECT (toast), "editor"));

  cs_table_grid_set (self->grid, user_data);
  changed_cb (self);
}

/* Undo data is the earlier table; the toast itself stands in this window, so that the window is found from it. */
static void
offer_earlier_table (CsChartEditor *self,
                     CsTable       *earlier)
{
  AdwToast *toast;
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self->grid), ADW_TYPE_TOAST_OVERLAY);

  toast = adw_toast_new (_("The table was replaced"));
  adw_toast_set_button_label (toast, _("Undo"));
  g_object_set_data (G_OBJECT (toast), "editor", self);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_table_cb), earlier,
                         (GClosureNotify) (void (*)(void))cs_table_free, 0);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

static void
show_table (CsChartEditor *self,
            const CsTable *table)
{
  CsTable *earlier = cs_table_grid_dup (self->grid);
  g_autoptr(CsTable) trimmed = cs_chart_words_trim (earlier);

  cs_table_grid_set (self->grid, table);
  if (table->n_columns > 2 && adw_combo_row_get_selected (self->kind_row) == CS_CHART_BAR)
    adw_combo_row_set_selected (self->kind_row, CS_CHART_GROUPED_BAR);
  changed_cb (self);
  if (cs_table_get_n_rows (trimmed) > 0)
    offer_earlier_table (self, earlier);
  else
    cs_table_free (earlier);
}

static void
parse_thread (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GError *error = NULL;
  gsize size;
  gconstpointer data = g_bytes_get_data (task_data, &size);
  CsTable *table = cs_table_parse (data, size, &error);

  if (table)
    g_task_return_pointer (task, table, (GDestroyNotify) cs_table_free);
  else
    g_task_return_error (task, error);
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr(GFileInputStream) stream = g_file_read (task_data, cancellable, &error);
  g_autoptr(GBytes) bytes = NULL;
  gsize size;
  gconstpointer data;
  CsTable *table;

  if (stream)
    bytes = g_input_stream_read_bytes (G_INPUT_STREAM (stream), MAX_FILE + 1, cancellable, &error);
  if (bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  data = g_bytes_get_data (bytes, &size);
  if (size > MAX_FILE)
    g_task_return_new_error (task, CS_ERROR, CS_ERROR_TOO_LARGE, "Over %d bytes", MAX_FILE);
  else if ((table = cs_table_parse (data, size, &error)))
    g_task_return_pointer (task, table, (GDestroyNotify) cs_table_free);
  else
    g_task_return_error (task, error);
}

static void
table_ready_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autofree char *name = user_data;
  CsChartEditor *self = CS_CHART_EDITOR (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(CsTable) table = g_task_propagate_pointer (G_TASK (result), &error);

  if (table)
    show_table (self, table);
  else
    cs_toast_error (GTK_WIDGET (self->grid), name, error);
}

void
cs_chart_editor_take_table (CsChartEditor *self,
                            const char    *data,
                            gsize          size)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (CS_IS_CHART_EDITOR (self));

  task = g_task_new (self, self->cancellable, table_ready_cb, g_strdup (_("Pasted table")));
  g_task_set_source_tag (task, cs_chart_editor_take_table);
  g_task_set_task_data (task, g_bytes_new (data, size), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, parse_thread);
}

static void
read_table_file (CsChartEditor *self,
                 GFile         *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, table_ready_cb,
                                      g_filename_display_name (name ? name : "?"));

  g_task_set_source_tag (task, read_table_file);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, read_thread);
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(CsChartEditor) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GListModel) files = cs_compat_choose_files_finish (result, &error);
  g_autoptr(GFile) file = files ? g_list_model_get_item (files, 0) : NULL;

  if (file)
    read_table_file (self, file);
  else if (error)
    cs_toast_error (GTK_WIDGET (self->grid), NULL, error);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  CsChartEditor *self = CS_CHART_EDITOR (widget);
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Tables (CSV, TSV)"));
  gtk_file_filter_add_pattern (filter, "*.csv");
  gtk_file_filter_add_pattern (filter, "*.tsv");
  gtk_file_filter_add_pattern (filter, "*.txt");
  cs_compat_choose_files_async (widget, _("Open a Table"), filter, FALSE, self->cancellable, file_chosen_cb,
                                g_object_ref (self));
}

static void
clipboard_read_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(CsChartEditor) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text && *text)
    cs_chart_editor_take_table (self, text, strlen (text));
  else
    cs_toast_say (GTK_WIDGET (self->grid), _("There is no table to paste. Copy one in a spreadsheet first."));
}

static void
paste_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  CsChartEditor *self = CS_CHART_EDITOR (widget);

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), self->cancellable, clipboard_read_cb,
                                 g_object_ref (self));
}

static void
grid_paste_cb (CsChartEditor *self,
               const char    *text)
{
  cs_chart_editor_take_table (self, text, strlen (text));
}

static void
table_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  CsChartEditor *self = CS_CHART_EDITOR (widget);

  if (g_str_equal (name, "chart.add-row"))
    cs_table_grid_add_row (self->grid);
  else if (g_str_equal (name, "chart.add-column"))
    cs_table_grid_add_column (self->grid);
  else if (g_str_equal (name, "chart.remove-row"))
    cs_table_grid_remove_row (self->grid);
  else
    cs_table_grid_remove_column (self->grid);
}

static void
insert_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  CsChartEditor *self = CS_CHART_EDITOR (widget);

  self->inserted = TRUE;
  g_signal_emit (self, signals[INSERT], 0);
}

static gboolean
cs_chart_editor_close_request (GtkWindow *window)
{
  CsChartEditor *self = CS_CHART_EDITOR (window);

  if (!self->inserted && !cs_chart_equal (self->chart, self->first))
    g_signal_emit (self, signals[SET_ASIDE], 0);
  return GTK_WINDOW_CLASS (cs_chart_editor_parent_class)->close_request (window);
}

static void
cs_chart_editor_dispose (GObject *object)
{
  CsChartEditor *self = CS_CHART_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (cs_chart_editor_parent_class)->dispose (object);
}

static void
cs_chart_editor_finalize (GObject *object)
{
  CsChartEditor *self = CS_CHART_EDITOR (object);

  g_clear_pointer (&self->chart, cs_chart_free);
  g_clear_pointer (&self->first, cs_chart_free);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (cs_chart_editor_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  const char * const table_actions[] = { "chart.add-row", "chart.add-column", "chart.remove-row", "chart.remove-column" };

  gtk_widget_class_install_action (widget_class, "chart.insert", NULL, insert_action);
  gtk_widget_class_install_action (widget_class, "chart.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "chart.open", NULL, open_action);
  for (guint i = 0; i < G_N_ELEMENTS (table_actions); i++)
    gtk_widget_class_install_action (widget_class, table_actions[i], NULL, table_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, CsChartEditor, name)

static void
cs_chart_editor_class_init (CsChartEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_chart_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_chart_editor_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = cs_chart_editor_close_request;
  signals[INSERT] = g_signal_new ("insert", CS_TYPE_CHART_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[SET_ASIDE] = g_signal_new ("set-aside", CS_TYPE_CHART_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
  install_actions (widget_class);
  g_type_ensure (CS_TYPE_TABLE_GRID);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/countersign/Countersign/composer/cs-chart-editor.ui");
  BIND (insert);
  BIND (grid);
  BIND (area);
  BIND (problems);
  BIND (kind_row);
  BIND (title_row);
  BIND (unit_row);
  BIND (source_row);
  BIND (as_of_row);
  BIND (propose);
  BIND (alt_view);
  BIND (alt_buffer);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, alt_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, grid_paste_cb);
  gtk_widget_class_bind_template_callback (widget_class, propose_clicked_cb);
}

static void
cs_chart_editor_init (CsChartEditor *self)
{
  g_autoptr(GtkStringList) kinds = gtk_string_list_new (NULL);

  self->loading = TRUE;
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (CsChartKind kind = CS_CHART_BAR; kind < CS_CHART_N_KINDS; kind++)
    gtk_string_list_append (kinds, cs_chart_kind_label (kind));
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (kinds));
  gtk_drawing_area_set_draw_func (self->area, draw_cb, self, NULL);
}

static CsTable *
make_empty_table (void)
{
  const char * const cells[EMPTY_COLUMNS + 1] = { "", "", NULL };
  CsTable *table = cs_table_new (EMPTY_COLUMNS);

  for (guint i = 0; i < EMPTY_ROWS; i++)
    cs_table_add_row (table, cells);
  return table;
}

static void
load (CsChartEditor *self,
      const CsChart *chart,
      const char    *alt_text)
{
  g_autoptr(CsTable) empty = make_empty_table ();
  gboolean has_table = chart && chart->table->n_columns > 0 && cs_table_get_n_rows (chart->table) > 0;

  cs_table_grid_set (self->grid, has_table ? chart->table : empty);
  if (chart)
    {
      adw_combo_row_set_selected (self->kind_row, chart->kind);
      gtk_editable_set_text (self->title_row, chart->title);
      gtk_editable_set_text (self->unit_row, chart->unit);
      gtk_editable_set_text (self->source_row, chart->source);
      gtk_editable_set_text (self->as_of_row, chart->as_of);
    }
  if (alt_text)
    gtk_text_buffer_set_text (self->alt_buffer, alt_text, -1);
  self->alt_proposed = alt_text == NULL || *alt_text == '\0';
  self->loading = FALSE;
  read_chart (self);
  self->first = cs_chart_copy (self->chart);
  show_chart (self);
}

CsChartEditor *
cs_chart_editor_new (const CsChart *chart,
                     const char    *alt_text,
                     gboolean       existing)
{
  CsChartEditor *self = g_object_new (CS_TYPE_CHART_EDITOR, NULL);

  self->chart = cs_chart_new ();
  if (existing)
    gtk_button_set_label (GTK_BUTTON (self->insert), C_("a chart", "Update"));
  load (self, chart, alt_text);
  return self;
}

CsChart *
cs_chart_editor_dup_chart (CsChartEditor *self)
{
  g_return_val_if_fail (CS_IS_CHART_EDITOR (self), NULL);

  return cs_chart_copy (self->chart);
}

char *
cs_chart_editor_dup_alt (CsChartEditor *self)
{
  GtkTextIter start, end;

  g_return_val_if_fail (CS_IS_CHART_EDITOR (self), NULL);

  gtk_text_buffer_get_bounds (self->alt_buffer, &start, &end);
  return gtk_text_buffer_get_text (self->alt_buffer, &start, &end, FALSE);
}
