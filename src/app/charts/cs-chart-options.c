/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-chart-options.h"
#include "cs-chart-problems.h"
#include "cs-compat.h"

/* More names than this are found in the table, not among buttons. */
#define MAX_NAMES 40

struct _CsChartOptions
{
  AdwBin        parent_instance;

  gboolean      loading;
  char         *names;       /* of series and categories that are offered; owned */
  gboolean      by_category; /* highlights are names of categories */

  GtkFlowBox   *highlights;
  GtkWidget    *highlights_title;
  GtkLabel     *highlights_problem;
  GtkListBox   *notes;
  GtkLabel     *notes_problem;
  AdwComboRow  *category;
  AdwComboRow  *series;
  AdwComboRow  *size;
  AdwComboRow  *order;
  AdwComboRow  *axis;
  GtkLabel     *axis_problem;
  AdwComboRow  *direction;
  AdwComboRow  *decimals;
  GtkEditable  *subtitle;
  GtkEditable  *below;
};

G_DEFINE_FINAL_TYPE (CsChartOptions, cs_chart_options, ADW_TYPE_BIN)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
changed_cb (CsChartOptions *self)
{
  if (!self->loading)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* --- notes at values --- */

static void
remove_note_cb (CsChartOptions *self,
                GtkWidget      *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ENTRY_ROW);

  gtk_widget_child_focus (GTK_WIDGET (self->notes), GTK_DIR_TAB_BACKWARD);
  gtk_list_box_remove (self->notes, row);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), gtk_list_box_get_row_at_index (self->notes, 0) != NULL);
  changed_cb (self);
}

static GtkWidget *
append_note (CsChartOptions *self,
             const char     *category,
             const char     *series,
             const char     *text)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *title = NULL;

  if (*series != '\0')
    /* Translators: words in a chart beside a value; %s are the category and the series of the value */
    title = g_strdup_printf (_("Note at %s, %s"), category, series);
  else
    /* Translators: words in a chart beside a value; %s is the category of the value */
    title = g_strdup_printf (_("Note at %s"), category);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_object_set_data_full (G_OBJECT (row), "category", g_strdup (category), g_free);
  g_object_set_data_full (G_OBJECT (row), "series", g_strdup (series), g_free);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Remove this note"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Remove this note"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_note_cb), self, G_CONNECT_SWAPPED);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  gtk_list_box_append (self->notes, row);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), TRUE);
  return row;
}

void
cs_chart_options_add_note (CsChartOptions *self,
                           const char     *category,
                           const char     *series)
{
  GtkWidget *row;

  g_return_if_fail (CS_IS_CHART_OPTIONS (self));

  if (gtk_list_box_get_row_at_index (self->notes, CS_CHART_MAX_ANNOTATIONS - 1) != NULL)
    return;
  row = append_note (self, category, series, "");
  changed_cb (self);
  gtk_widget_grab_focus (row);
}

static char *
dup_selected (AdwComboRow *row)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (row);

  return g_strdup (item ? gtk_string_object_get_string (item) : "");
}

static void
add_note_cb (CsChartOptions *self)
{
  g_autofree char *category = dup_selected (self->category);
  g_autofree char *series = dup_selected (self->series);

  if (*category)
    cs_chart_options_add_note (self, category, gtk_widget_get_visible (GTK_WIDGET (self->series)) ? series : "");
}

/* --- what is highlighted --- */

static void
append_highlight (CsChartOptions *self,
                  const char     *name,
                  gboolean        active)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (name);

  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 24);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), active);
  g_object_set_data_full (G_OBJECT (button), "name", g_strdup (name), g_free);
  g_signal_connect_object (button, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_flow_box_insert (self->highlights, button, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

/* Whether the kind gives each category, not each series, a colour of its own. */
static gboolean
lights_categories (const CsChart *chart)
{
  return cs_chart_kind_is_pair (chart->kind) || chart->kind == CS_CHART_SHARE ||
         (cs_chart_n_series (chart) == 1 && !(chart->kind == CS_CHART_LINE || chart->kind == CS_CHART_AREA || chart->kind == CS_CHART_MULTIPLES));
}

static GtkStringList *
list_names (const CsChart *chart,
            gboolean       categories)
{
  GtkStringList *names = gtk_string_list_new (NULL);

  for (guint i = 0; categories && i < cs_chart_n_categories (chart); i++)
    gtk_string_list_append (names, cs_table_get_cell (chart->table, i + 1, 0));
  for (guint i = 0; !categories && i < cs_chart_n_series (chart); i++)
    gtk_string_list_append (names, cs_table_get_cell (chart->table, 0, i + 1));
  return names;
}

static char *
join_names (const CsChart *chart)
{
  GString *joined = g_string_new (lights_categories (chart) ? "c" : "s");

  for (guint i = 0; i < cs_chart_n_series (chart); i++)
    g_string_append_printf (joined, "\n%s", cs_table_get_cell (chart->table, 0, i + 1));
  for (guint i = 0; i < cs_chart_n_categories (chart); i++)
    g_string_append_printf (joined, "\n%s", cs_table_get_cell (chart->table, i + 1, 0));
  return g_string_free (joined, FALSE);
}

static void
offer_names (CsChartOptions *self,
             const CsChart  *chart)
{
  g_autofree char *names = join_names (chart);
  g_autoptr(GtkStringList) categories = NULL, series = NULL;
  GListModel *lit;
  GtkWidget *child;

  if (g_strcmp0 (names, self->names) == 0)
    return;
  g_free (self->names);
  self->names = g_steal_pointer (&names);
  categories = list_names (chart, TRUE);
  series = list_names (chart, FALSE);
  adw_combo_row_set_model (self->category, G_LIST_MODEL (categories));
  adw_combo_row_set_model (self->series, G_LIST_MODEL (series));
  gtk_widget_set_visible (GTK_WIDGET (self->series), cs_chart_n_series (chart) > 1);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->highlights))))
    gtk_flow_box_remove (self->highlights, child);
  self->by_category = lights_categories (chart);
  lit = G_LIST_MODEL (self->by_category ? categories : series);
  for (guint i = 0; i < MIN (g_list_model_get_n_items (lit), MAX_NAMES); i++)
    {
      g_autoptr(GtkStringObject) item = g_list_model_get_item (lit, i);
      const char *name = gtk_string_object_get_string (item);

      if (*name)
        append_highlight (self, name, g_ptr_array_find_with_equal_func (chart->highlights, name, g_str_equal, NULL));
    }
  gtk_widget_set_visible (self->highlights_title, gtk_widget_get_first_child (GTK_WIDGET (self->highlights)) != NULL);
}

/* --- rows --- */

static AdwComboRow *
add_combo (CsChartOptions *self,
           GtkListBox     *list,
           const char     *title,
           const char    **values)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (values)
    {
      g_autoptr(GtkStringList) model = gtk_string_list_new (values);

      adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
      g_signal_connect_object (row, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_list_box_append (list, row);
  return ADW_COMBO_ROW (row);
}

static GtkEditable *
add_entry (CsChartOptions *self,
           GtkListBox     *list,
           const char     *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (list, row);
  return GTK_EDITABLE (row);
}

static GtkListBox *
add_list (GtkWidget  *box,
          const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (box), list);
  return GTK_LIST_BOX (list);
}

static GtkWidget *
add_heading (GtkWidget  *box,
             const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkLabel *
add_problem (GtkWidget *box)
{
  GtkWidget *label = cs_chart_problems_new_label ();

  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
make_notes (CsChartOptions *self,
            GtkWidget      *box)
{
  GtkListBox *adder;
  GtkWidget *button = gtk_button_new_with_label (_("Add Note"));

  add_heading (box, _("Notes at Values"));
  self->notes = add_list (box, _("Notes at Values"));
  gtk_widget_set_visible (GTK_WIDGET (self->notes), FALSE);
  self->notes_problem = add_problem (box);
  adder = add_list (box, _("Where a new note goes"));
  self->category = add_combo (self, adder, _("At the category"), NULL);
  self->series = add_combo (self, adder, _("Of the series"), NULL);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Or choose a value in the chart"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_note_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->category), button);
}

static void
make_form (CsChartOptions *self,
           GtkWidget      *box)
{
  const char *sizes[] = { _("Wide, 1600 × 900"), _("Card, 1200 × 675"), _("Square, 1080 × 1080"), _("Portrait, 1080 × 1350"), NULL };
  const char *orders[] = { C_("order of categories", "As in the table"), C_("order of categories", "Largest first"),
                           C_("order of categories", "Smallest first"), NULL };
  const char *axes[] = { C_("axis of values", "Automatic"), C_("axis of values", "From zero"), C_("axis of values", "Close to the data"), NULL };
  const char *directions[] = { C_("direction of bars", "Automatic"), C_("direction of bars", "Upright"), C_("direction of bars", "Flat"), NULL };
  const char *places[] = { C_("decimal places", "As typed"), "0", "1", "2", "3", "4", "5", "6", NULL };
  GtkListBox *list;

  add_heading (box, C_("of a chart", "Form"));
  list = add_list (box, C_("of a chart", "Form"));
  self->size = add_combo (self, list, _("Size of the picture"), sizes);
  self->order = add_combo (self, list, _("Order"), orders);
  self->axis = add_combo (self, list, _("Axis"), axes);
  self->direction = add_combo (self, list, _("Bars"), directions);
  self->decimals = add_combo (self, list, _("Decimal places"), places);
  self->axis_problem = add_problem (box);
  add_heading (box, _("More Words"));
  list = add_list (box, _("More Words"));
  self->subtitle = add_entry (self, list, _("Subtitle: what is measured"));
  self->below = add_entry (self, list, _("Notes below the chart"));
}

static void
cs_chart_options_finalize (GObject *object)
{
  g_free (CS_CHART_OPTIONS (object)->names);
  G_OBJECT_CLASS (cs_chart_options_parent_class)->finalize (object);
}

static void
cs_chart_options_class_init (CsChartOptionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_chart_options_finalize;
  signals[CHANGED] = g_signal_new ("changed", CS_TYPE_CHART_OPTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cs_chart_options_init (CsChartOptions *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->loading = TRUE;
  self->highlights_title = add_heading (box, _("Highlighted: keeps its colour, the rest turns grey"));
  gtk_label_set_wrap (GTK_LABEL (self->highlights_title), TRUE);
  self->highlights = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_flow_box_set_selection_mode (self->highlights, GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (self->highlights, 8);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->highlights), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Highlighted"), -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->highlights));
  self->highlights_problem = add_problem (box);
  make_notes (self, box);
  make_form (self, box);
  adw_bin_set_child (ADW_BIN (self), box);
  self->loading = FALSE;
}

/* --- public --- */

void
cs_chart_options_load (CsChartOptions *self,
                       const CsChart  *chart)
{
  GtkListBoxRow *row;

  g_return_if_fail (CS_IS_CHART_OPTIONS (self));

  self->loading = TRUE;
  adw_combo_row_set_selected (self->size, chart->size);
  adw_combo_row_set_selected (self->order, chart->order);
  adw_combo_row_set_selected (self->axis, chart->axis);
  adw_combo_row_set_selected (self->direction, chart->direction);
  adw_combo_row_set_selected (self->decimals, (guint) (chart->decimals + 1));
  gtk_editable_set_text (self->subtitle, chart->subtitle);
  gtk_editable_set_text (self->below, chart->notes);
  while ((row = gtk_list_box_get_row_at_index (self->notes, 0)))
    gtk_list_box_remove (self->notes, GTK_WIDGET (row));
  for (guint i = 0; i < chart->annotations->len; i++)
    {
      const CsChartAnnotation *annotation = g_ptr_array_index (chart->annotations, i);

      append_note (self, annotation->category, annotation->series, annotation->text);
    }
  g_clear_pointer (&self->names, g_free);
  offer_names (self, chart);
  self->loading = FALSE;
}

static void
take_text (GtkEditable  *editable,
           char        **field)
{
  g_free (*field);
  *field = g_strdup (gtk_editable_get_text (editable));
}

void
cs_chart_options_apply (CsChartOptions *self,
                        CsChart        *chart)
{
  GtkListBoxRow *row;

  g_return_if_fail (CS_IS_CHART_OPTIONS (self));

  chart->size = (CsChartSize) adw_combo_row_get_selected (self->size);
  chart->order = (CsChartOrder) adw_combo_row_get_selected (self->order);
  chart->axis = (CsChartAxis) adw_combo_row_get_selected (self->axis);
  chart->direction = (CsChartDirection) adw_combo_row_get_selected (self->direction);
  chart->decimals = (int) adw_combo_row_get_selected (self->decimals) - 1;
  take_text (self->subtitle, &chart->subtitle);
  take_text (self->below, &chart->notes);

  g_ptr_array_set_size (chart->annotations, 0);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->notes, i)); i++)
    g_ptr_array_add (chart->annotations,
                     cs_chart_annotation_new (g_object_get_data (G_OBJECT (row), "category"), g_object_get_data (G_OBJECT (row), "series"),
                                              gtk_editable_get_text (GTK_EDITABLE (row))));
  g_ptr_array_set_size (chart->highlights, 0);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->highlights)); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *button = gtk_flow_box_child_get_child (GTK_FLOW_BOX_CHILD (child));

      if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)) && chart->highlights->len < CS_CHART_MAX_HIGHLIGHTS)
        g_ptr_array_add (chart->highlights, g_strdup (g_object_get_data (G_OBJECT (button), "name")));
    }
}

void
cs_chart_options_follow (CsChartOptions *self,
                         const CsChart  *chart)
{
  gboolean bars;

  g_return_if_fail (CS_IS_CHART_OPTIONS (self));

  bars = chart->kind == CS_CHART_BAR || chart->kind == CS_CHART_GROUPED_BAR || chart->kind == CS_CHART_STACKED_BAR ||
         chart->kind == CS_CHART_STACKED_SHARE;
  self->loading = TRUE;
  offer_names (self, chart);
  self->loading = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->direction), bars);
  /* What is filled begins at zero: there is nothing to choose, unless a chart says otherwise already. */
  gtk_widget_set_visible (GTK_WIDGET (self->axis), !cs_chart_kind_is_filled (chart->kind) || chart->axis == CS_CHART_AXIS_DATA);
}

void
cs_chart_options_show_problems (CsChartOptions *self,
                                GPtrArray      *problems)
{
  g_return_if_fail (CS_IS_CHART_OPTIONS (self));

  cs_chart_problems_show (self->highlights_problem, problems, CS_CHART_FIELD_HIGHLIGHTS);
  cs_chart_problems_show (self->notes_problem, problems, CS_CHART_FIELD_ANNOTATIONS);
  cs_chart_problems_show (self->axis_problem, problems, CS_CHART_FIELD_AXIS);
}
