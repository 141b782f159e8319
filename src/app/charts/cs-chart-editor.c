/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-chart-canvas.h"
#include "cs-chart-editor.h"
#include "cs-chart-files.h"
#include "cs-chart-kinds.h"
#include "cs-chart-options.h"
#include "cs-chart-problems.h"
#include "cs-compat.h"
#include "cs-import-bar.h"
#include "cs-table-grid.h"
#include "cs-toasts.h"

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
  GtkBox        *grid_box;
  CsImportBar   *import_bar;
  GtkAspectFrame *frame;
  CsChartCanvas *canvas;
  CsChartKinds  *kinds;
  GtkBox        *kinds_box;
  CsChartOptions *options;
  GtkListBox    *fields;
  GtkEditable   *title_row;
  GtkEditable   *unit_row;
  GtkEditable   *source_row;
  GtkEditable   *as_of_row;
  GtkWidget     *propose;
  GtkTextView   *alt_view;
  GtkTextBuffer *alt_buffer;
  GtkLabel      *field_problems[CS_CHART_FIELD_KIND + 1]; /* beside what they are about */
};

G_DEFINE_FINAL_TYPE (CsChartEditor, cs_chart_editor, ADW_TYPE_WINDOW)

enum { INSERT, SET_ASIDE, N_SIGNALS };
static guint signals[N_SIGNALS];

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
  self->chart->table = cs_chart_problems_trim (table);
  self->chart->kind = cs_chart_kinds_get (self->kinds);
  cs_chart_options_apply (self->options, self->chart);
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
  g_autoptr(GPtrArray) problems = NULL;
  g_autofree char *blocking = NULL;
  int width, height;

  /* Names that went from the table are no longer highlighted. */
  cs_chart_options_follow (self->options, self->chart);
  cs_chart_options_apply (self->options, self->chart);
  problems = cs_chart_list_problems (self->chart);
  blocking = cs_chart_problems_say (problems);
  for (guint i = 0; i < G_N_ELEMENTS (self->field_problems); i++)
    cs_chart_problems_show (self->field_problems[i], problems, (CsChartField) i);
  cs_chart_options_show_problems (self->options, problems);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.insert", *blocking == '\0');
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.save-png", *blocking == '\0');
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.save-svg", *blocking == '\0');
  gtk_widget_set_tooltip_text (self->insert, *blocking ? blocking : NULL);
  cs_chart_size_pixels (self->chart->size, &width, &height);
  gtk_aspect_frame_set_ratio (self->frame, (float) width / (float) height);
  cs_chart_canvas_set_chart (self->canvas, self->chart);
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
  g_autoptr(CsTable) trimmed = cs_chart_problems_trim (earlier);

  cs_table_grid_set (self->grid, table);
  if (table->n_columns > 2 && cs_chart_kinds_get (self->kinds) == CS_CHART_BAR)
    cs_chart_kinds_set (self->kinds, CS_CHART_GROUPED_BAR);
  changed_cb (self);
  if (cs_table_get_n_rows (trimmed) > 0)
    offer_earlier_table (self, earlier);
  else
    cs_table_free (earlier);
}

/* What is chosen in the bar becomes the table. */
static void
import_changed_cb (CsChartEditor *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsTable) table = cs_import_bar_dup_table (self->import_bar, &error);

  if (table)
    show_table (self, table);
  else
    cs_toast_error (GTK_WIDGET (self->grid), NULL, error);
}

static void
sheets_ready_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autofree char *name = user_data;
  CsChartEditor *self = CS_CHART_EDITOR (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) sheets = cs_chart_files_finish (result, &error);

  if (sheets == NULL)
    {
      cs_toast_error (GTK_WIDGET (self->grid), name, error);
      return;
    }
  cs_import_bar_set_sheets (self->import_bar, sheets);
  import_changed_cb (self);
}

void
cs_chart_editor_take_table (CsChartEditor *self,
                            const char    *data,
                            gsize          size)
{
  g_autoptr(GBytes) bytes = NULL;

  g_return_if_fail (CS_IS_CHART_EDITOR (self));

  bytes = g_bytes_new (data, size);
  cs_chart_files_parse_async (self, bytes, self->cancellable, sheets_ready_cb, g_strdup (_("Pasted table")));
}

static void
file_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(CsChartEditor) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = cs_compat_choose_path_finish (result, &error);

  if (path)
    {
      g_autofree char *name = g_path_get_basename (path);

      cs_chart_files_read_async (self, path, self->cancellable, sheets_ready_cb, g_filename_display_name (name));
    }
  else
    cs_toast_error (GTK_WIDGET (self->grid), NULL, error);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  CsChartEditor *self = CS_CHART_EDITOR (widget);
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Tables (CSV, TSV, ODS, XLSX)"));
  gtk_file_filter_add_pattern (filter, "*.ods");
  gtk_file_filter_add_pattern (filter, "*.xlsx");
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

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  CsChartEditor *self = CS_CHART_EDITOR (widget);

  cs_chart_files_save (GTK_WIDGET (self->grid), self->chart, g_str_equal (name, "chart.save-svg"));
}

/* A value of the chart was chosen: a note goes there. */
static void
value_chosen_cb (CsChartEditor *self,
                 guint          row,
                 guint          column)
{
  const CsTable *table = self->chart->table;

  if (row < cs_table_get_n_rows (table) && column < table->n_columns)
    cs_chart_options_add_note (self->options, cs_table_get_cell (table, row, 0),
                               cs_chart_n_series (self->chart) > 1 ? cs_table_get_cell (table, 0, column) : "");
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
  gtk_widget_class_install_action (widget_class, "chart.save-png", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "chart.save-svg", NULL, save_action);
  for (guint i = 0; i < G_N_ELEMENTS (table_actions); i++)
    gtk_widget_class_install_action (widget_class, table_actions[i], NULL, table_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "chart.open", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "chart.paste", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "chart.insert", NULL);
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
  g_type_ensure (CS_TYPE_IMPORT_BAR);
  g_type_ensure (CS_TYPE_CHART_CANVAS);
  g_type_ensure (CS_TYPE_CHART_KINDS);
  g_type_ensure (CS_TYPE_CHART_OPTIONS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/countersign/Countersign/charts/cs-chart-editor.ui");
  BIND (insert);
  BIND (grid);
  BIND (grid_box);
  BIND (import_bar);
  BIND (frame);
  BIND (canvas);
  BIND (kinds);
  BIND (kinds_box);
  BIND (options);
  BIND (fields);
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
  gtk_widget_class_bind_template_callback (widget_class, import_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, value_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, propose_clicked_cb);
}

/* What is wrong with a field stands below it. */
static void
add_field_problem (CsChartEditor *self,
                   CsChartField   field,
                   GtkEditable   *below)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = cs_chart_problems_new_label ();

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_widget_add_css_class (row, "chart-problem-row");
  gtk_list_box_insert (self->fields, row, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (below)) + 1);
  g_object_bind_property (label, "visible", row, "visible", G_BINDING_SYNC_CREATE);
  self->field_problems[field] = GTK_LABEL (label);
}

static void
cs_chart_editor_init (CsChartEditor *self)
{
  self->loading = TRUE;
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_field_problem (self, CS_CHART_FIELD_TITLE, self->title_row);
  add_field_problem (self, CS_CHART_FIELD_UNIT, self->unit_row);
  add_field_problem (self, CS_CHART_FIELD_SOURCE, self->source_row);
  add_field_problem (self, CS_CHART_FIELD_AS_OF, self->as_of_row);
  self->field_problems[CS_CHART_FIELD_TABLE] = GTK_LABEL (cs_chart_problems_new_label ());
  gtk_box_append (self->grid_box, GTK_WIDGET (self->field_problems[CS_CHART_FIELD_TABLE]));
  self->field_problems[CS_CHART_FIELD_KIND] = GTK_LABEL (cs_chart_problems_new_label ());
  gtk_box_append (self->kinds_box, GTK_WIDGET (self->field_problems[CS_CHART_FIELD_KIND]));
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
      cs_chart_kinds_set (self->kinds, chart->kind);
      cs_chart_options_load (self->options, chart);
      g_free (self->chart->language);
      self->chart->language = g_strdup (chart->language);
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
