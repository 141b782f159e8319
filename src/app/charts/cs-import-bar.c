/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-error.h"
#include "cs-import-bar.h"

struct _CsImportBar
{
  AdwBin       parent_instance;

  GPtrArray   *sheets;   /* of CsTableSheet; owned */
  gboolean     loading;

  GtkRevealer *revealer;
  GtkDropDown *sheet;
  GtkEditable *range;
  GtkDropDown *decimal;
  GtkWidget   *dates;
  GtkLabel    *problem;
};

G_DEFINE_FINAL_TYPE (CsImportBar, cs_import_bar, ADW_TYPE_BIN)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const CsTable *
get_table (CsImportBar *self)
{
  guint at = gtk_drop_down_get_selected (self->sheet);

  if (self->sheets == NULL || at >= self->sheets->len)
    return NULL;
  return ((const CsTableSheet *) g_ptr_array_index (self->sheets, at))->table;
}

static void
changed_cb (CsImportBar *self)
{
  const CsTable *table = get_table (self);
  CsTableRange range;
  gboolean good;

  if (self->loading || table == NULL)
    return;
  good = cs_table_range_parse (gtk_editable_get_text (self->range), table, &range);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), !good);
  if (good)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* What lies on the sheet that is chosen. */
static void
propose (CsImportBar *self)
{
  const CsTable *table = get_table (self);
  g_autofree char *text = NULL;
  CsTableRange range;

  if (table == NULL)
    return;
  self->loading = TRUE;
  range = cs_table_find_range (table);
  text = cs_table_range_format (&range);
  gtk_editable_set_text (self->range, text);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->dates), cs_table_has_serials (table, &range));
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  self->loading = FALSE;
}

static void
sheet_changed_cb (CsImportBar *self)
{
  if (self->loading)
    return;
  propose (self);
  changed_cb (self);
}

static GtkWidget *
add_field (GtkWidget  *flow,
           const char *name,
           GtkWidget  *field)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (name);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), field);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), field);
  gtk_box_append (GTK_BOX (flow), box);
  return field;
}

static void
cs_import_bar_finalize (GObject *object)
{
  g_clear_pointer (&CS_IMPORT_BAR (object)->sheets, g_ptr_array_unref);
  G_OBJECT_CLASS (cs_import_bar_parent_class)->finalize (object);
}

static void
cs_import_bar_class_init (CsImportBarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_import_bar_finalize;
  signals[CHANGED] = g_signal_new ("changed", CS_TYPE_IMPORT_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
make_fields (CsImportBar *self,
             GtkWidget   *box)
{
  const char *decimals[] = { C_("decimal sign", "Automatic"), C_("decimal sign", "Point: 1.5"), C_("decimal sign", "Comma: 1,5"), NULL };
  const char *none[] = { NULL };

  self->sheet = GTK_DROP_DOWN (add_field (box, C_("of a spreadsheet", "Sheet"), gtk_drop_down_new_from_strings (none)));
  self->range = GTK_EDITABLE (add_field (box, C_("of a spreadsheet", "Cells"), gtk_entry_new ()));
  gtk_editable_set_width_chars (self->range, 10);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->range), "A1:C12");
  self->decimal = GTK_DROP_DOWN (add_field (box, _("Decimal sign"), gtk_drop_down_new_from_strings (decimals)));
  self->dates = gtk_check_button_new_with_label (_("The first column holds days"));
  gtk_box_append (GTK_BOX (box), self->dates);
  self->problem = GTK_LABEL (gtk_label_new (_("These cells are not on the sheet. Write them as in A1:C12.")));
  gtk_label_set_xalign (self->problem, 0);
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "chart-problem");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
}

static void
cs_import_bar_init (CsImportBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  make_fields (self, box);
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_child (self->revealer, box);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->revealer));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (self->sheet, "notify::selected", G_CALLBACK (sheet_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->range, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->decimal, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->dates, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

void
cs_import_bar_set_sheets (CsImportBar *self,
                          GPtrArray   *sheets)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  g_return_if_fail (CS_IS_IMPORT_BAR (self) && sheets != NULL && sheets->len > 0);

  self->loading = TRUE;
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  self->sheets = g_ptr_array_ref (sheets);
  for (guint i = 0; i < sheets->len; i++)
    gtk_string_list_append (names, ((const CsTableSheet *) g_ptr_array_index (sheets, i))->name);
  gtk_drop_down_set_model (self->sheet, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->sheet, 0);
  gtk_drop_down_set_selected (self->decimal, CS_TABLE_DECIMAL_AUTO);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->sheet)), sheets->len > 1);
  propose (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

CsTable *
cs_import_bar_dup_table (CsImportBar  *self,
                         GError      **error)
{
  const CsTable *table;
  CsTableRange range;

  g_return_val_if_fail (CS_IS_IMPORT_BAR (self), NULL);

  table = get_table (self);
  if (table == NULL || !cs_table_range_parse (gtk_editable_get_text (self->range), table, &range))
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID, "The cells are not on the sheet");
      return NULL;
    }

  return cs_table_cut (table, &range, (CsTableDecimal) gtk_drop_down_get_selected (self->decimal),
                       gtk_check_button_get_active (GTK_CHECK_BUTTON (self->dates)), error);
}
