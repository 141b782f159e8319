/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-show-error.h"
#include "cs-stage-ticks.h"
#include "cs-wrap-box.h"

struct _CsStageTicks
{
  AdwBin parent_instance;

  CsStage    *stage;   /* lent */
  GtkListBox *list;
  GtkWidget  *add;
  GtkWidget  *ready;
};

G_DEFINE_FINAL_TYPE (CsStageTicks, cs_stage_ticks, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The duties of the three reviews (三审三校), as offices know them. */
static const struct
{
  const char *name;
  const char *lines[5];
} ready_made[] = {
  { N_("First Review: Language and Wording"),
    { N_("Spelling, grammar and punctuation are right."),
      N_("Names, titles, places and numbers are written as they should be."),
      N_("The wording is plain and fits the people it is for."),
      NULL } },
  { N_("Second Review: Facts, Sources, Personal Data, Secrecy"),
    { N_("Every fact and every figure has a source, and the source says so."),
      N_("No personal data that need not be public."),
      N_("Nothing secret, and nothing that is for internal use."),
      N_("The pictures may be used, and their descriptions are right."),
      NULL } },
  { N_("Last Review: Policy Line and Timing"),
    { N_("It agrees with the policy in force and with what the office said before."),
      N_("The time is right: nothing that happens today speaks against it."),
      N_("Likely questions and risks are thought of."),
      NULL } },
};

static void show_lines (CsStageTicks *self);

static void
line_changed_cb (CsStageTicks *self,
                 GtkWidget    *row)
{
  guint i = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  if (self->stage == NULL || i >= self->stage->ticks->len)
    return;

  g_free (g_ptr_array_index (self->stage->ticks, i));
  g_ptr_array_index (self->stage->ticks, i) = g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
line_removed_cb (CsStageTicks *self,
                 GtkWidget    *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  guint i = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  if (self->stage == NULL || i >= self->stage->ticks->len)
    return;

  g_ptr_array_remove_index (self->stage->ticks, i);
  show_lines (self);
  gtk_widget_grab_focus (self->add);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
make_line (CsStageTicks *self,
           guint         i)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *title = g_strdup_printf (_("Line %u"), i + 1);
  g_autofree char *name = g_strdup_printf (_("Remove line %u"), i + 1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), cs_stage_get_tick (self->stage, i));
  gtk_widget_set_tooltip_text (remove, name);
  cs_name_widget (remove, name);
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), remove);
  g_signal_connect_object (row, "changed", G_CALLBACK (line_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (line_removed_cb), self, G_CONNECT_SWAPPED);

  return row;
}

static void
show_lines (CsStageTicks *self)
{
  guint n = self->stage != NULL ? self->stage->ticks->len : 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->list, make_line (self, i));
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  gtk_widget_set_sensitive (self->add, n < CS_STAGE_MAX_TICKS);
  gtk_widget_set_sensitive (self->ready, n < CS_STAGE_MAX_TICKS);
}

static void
add_cb (CsStageTicks *self)
{
  if (self->stage == NULL)
    return;

  cs_stage_add_tick (self->stage, "");
  show_lines (self);
  gtk_widget_grab_focus (gtk_widget_get_last_child (GTK_WIDGET (self->list)));
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
has_line (const CsStage *stage,
          const char    *text)
{
  for (guint i = 0; i < stage->ticks->len; i++)
    if (g_str_equal (cs_stage_get_tick (stage, i), text))
      return TRUE;

  return FALSE;
}

static void
add_ready_made_action (GtkWidget  *widget,
                       const char *action,
                       GVariant   *parameter)
{
  CsStageTicks *self = CS_STAGE_TICKS (widget);
  guint which = g_variant_get_uint32 (parameter);

  if (self->stage == NULL || which >= G_N_ELEMENTS (ready_made))
    return;

  for (const char * const *line = ready_made[which].lines; *line != NULL; line++)
    if (!has_line (self->stage, _(*line)) && self->stage->ticks->len < CS_STAGE_MAX_TICKS)
      cs_stage_add_tick (self->stage, _(*line));
  show_lines (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
cs_stage_ticks_class_init (CsStageTicksClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "ticks.add-ready-made", "u", add_ready_made_action);
}

static GtkWidget *
make_buttons (CsStageTicks *self)
{
  GtkWidget *box = g_object_new (CS_TYPE_WRAP_BOX, "margin-top", 6, NULL);
  g_autoptr(GMenu) menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (ready_made); i++)
    {
      g_autoptr(GMenuItem) item = g_menu_item_new (_(ready_made[i].name), NULL);

      g_menu_item_set_action_and_target (item, "ticks.add-ready-made", "u", i);
      g_menu_append_item (menu, item);
    }
  self->ready = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->ready), _("Ready-Made Lists"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->ready), G_MENU_MODEL (menu));
  cs_name_widget (self->ready, _("Ready-Made Lists"));
  gtk_widget_add_css_class (self->ready, "flat");

  self->add = gtk_button_new_with_label (_("Add Line"));
  gtk_widget_add_css_class (self->add, "flat");
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  cs_wrap_box_append (CS_WRAP_BOX (box), self->add);
  cs_wrap_box_append (CS_WRAP_BOX (box), self->ready);

  return box;
}

static void
cs_stage_ticks_init (CsStageTicks *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  cs_name_widget (GTK_WIDGET (self->list), _("Tick List"));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Tick List"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), _("Every line is ticked before approving."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->list));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_buttons (self));
  adw_bin_set_child (ADW_BIN (self), group);
  show_lines (self);
}

GtkWidget *
cs_stage_ticks_new (void)
{
  return g_object_new (CS_TYPE_STAGE_TICKS, NULL);
}

void
cs_stage_ticks_set (CsStageTicks *self,
                    CsStage      *stage)
{
  g_return_if_fail (CS_IS_STAGE_TICKS (self));

  self->stage = stage;
  show_lines (self);
}
