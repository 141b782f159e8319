/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-choice.h"
#include "cs-party-choice.h"
#include "cs-show-error.h"
#include "cs-stage-form.h"
#include "cs-stage-ticks.h"

struct _CsStageForm
{
  AdwBin parent_instance;

  CsOfficeData *data;
  CsStage      *stage;     /* lent; NULL while nothing is selected */
  gboolean      filling;

  GtkWidget    *about;     /* groups */
  GtkWidget    *deciders;
  GtkWidget    *clock;
  GtkWidget    *ticks;

  GtkWidget    *title;
  CsChoice     *kind;
  GtkListBox   *parties;
  GtkWidget    *add_party;
  GtkWidget    *quorum_row;
  CsChoice     *quorum;
  GtkWidget    *count_row;
  GtkSpinButton *count;
  GtkSpinButton *minutes;
  CsChoice     *escalates;
};

G_DEFINE_FINAL_TYPE (CsStageForm, cs_stage_form, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void show_parties (CsStageForm *self);

/* A stage for comments only holds nothing, so it has no time, no quorum and nothing to tick. */
static void
keep_to_kind (CsStage *stage)
{
  if (stage->kind != CS_STAGE_COMMENT)
    return;

  stage->quorum = CS_QUORUM_ANY;
  stage->count = 0;
  stage->minutes = 0;
  stage->escalates = (CsParty) { 0 };
  g_ptr_array_set_size (stage->ticks, 0);
}

static void
show_parts (CsStageForm *self)
{
  gboolean holds = self->stage != NULL && self->stage->kind != CS_STAGE_COMMENT;

  gtk_widget_set_visible (self->about, self->stage != NULL);
  gtk_widget_set_visible (self->deciders, self->stage != NULL);
  gtk_widget_set_visible (self->clock, holds);
  gtk_widget_set_visible (self->ticks, holds);
  gtk_widget_set_visible (self->quorum_row, holds);
  gtk_widget_set_visible (self->count_row, holds && self->stage->quorum == CS_QUORUM_COUNT);
}

static void
changed_cb (CsStageForm *self)
{
  CsStage *stage = self->stage;

  if (self->filling || stage == NULL)
    return;

  g_free (stage->title);
  stage->title = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->title)));
  stage->quorum = cs_choice_get (self->quorum);
  stage->count = stage->quorum == CS_QUORUM_COUNT ? (guint) gtk_spin_button_get_value_as_int (self->count) : 0;
  stage->minutes = gtk_spin_button_get_value_as_int (self->minutes);
  stage->escalates = cs_party_from_value (cs_choice_get (self->escalates));
  show_parts (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
kind_changed_cb (CsStageForm *self)
{
  if (self->filling || self->stage == NULL)
    return;

  self->stage->kind = cs_choice_get (self->kind);
  keep_to_kind (self->stage);
  show_parties (self);
  show_parts (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ticks_changed_cb (CsStageForm *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
party_changed_cb (CsStageForm   *self,
                  CsPartyChoice *row)
{
  guint i = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  if (self->stage == NULL || i >= self->stage->parties->len)
    return;

  g_array_index (self->stage->parties, CsParty, i) = cs_party_choice_get (row);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
party_removed_cb (CsStageForm   *self,
                  CsPartyChoice *row)
{
  guint i = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));

  if (self->stage == NULL || i >= self->stage->parties->len)
    return;

  g_array_remove_index (self->stage->parties, i);
  show_parties (self);
  gtk_widget_grab_focus (self->add_party);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
show_parties (CsStageForm *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->parties))) != NULL)
    gtk_list_box_remove (self->parties, child);
  gtk_widget_set_visible (GTK_WIDGET (self->parties), self->stage->parties->len > 0);
  gtk_widget_set_sensitive (self->add_party, self->stage->parties->len < CS_STAGE_MAX_PARTIES);

  for (guint i = 0; i < self->stage->parties->len; i++)
    {
      GtkWidget *row = cs_party_choice_new (self->data, cs_stage_get_party (self->stage, i), self->stage->kind, i + 1);

      g_signal_connect_object (row, "changed", G_CALLBACK (party_changed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "removed", G_CALLBACK (party_removed_cb), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->parties, row);
    }
}

/* The first of the usual ones that does not decide here yet. */
static void
add_usual_party (CsStage *stage)
{
  static const CsParty usual[] = {
    { CS_PARTY_ROLE_IN_OWN_SECTION, CS_ROLE_REVIEWER, 0 },
    { CS_PARTY_ROLE_ANYWHERE, CS_ROLE_LEADER, 0 },
    { CS_PARTY_ROLE_ANYWHERE, CS_ROLE_DUTY, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      gboolean there = FALSE;

      for (guint j = 0; j < stage->parties->len; j++)
        there = there || cs_party_equal (cs_stage_get_party (stage, j), &usual[i]);
      if (!there)
        {
          cs_stage_add_party (stage, usual[i].kind, usual[i].role, usual[i].target);
          return;
        }
    }
  cs_stage_add_party (stage, CS_PARTY_PERSON, CS_ROLE_NONE, 0);
}

static void
add_party_cb (CsStageForm *self)
{
  if (self->stage == NULL)
    return;

  add_usual_party (self->stage);
  show_parties (self);
  gtk_widget_child_focus (gtk_widget_get_last_child (GTK_WIDGET (self->parties)), GTK_DIR_TAB_FORWARD);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
cs_stage_form_dispose (GObject *object)
{
  g_clear_object (&CS_STAGE_FORM (object)->data);
  G_OBJECT_CLASS (cs_stage_form_parent_class)->dispose (object);
}

static void
cs_stage_form_class_init (CsStageFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_stage_form_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
cs_stage_form_init (CsStageForm *self)
{
}

/* A row whose end is @control. */
static GtkWidget *
add_row (GtkWidget  *group,
         const char *title,
         const char *subtitle,
         GtkWidget  *control)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  return row;
}

static GtkWidget *
make_button (const char *icon,
             const char *name,
             const char *action,
             const char *target)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  if (target != NULL)
    gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), g_variant_new_parsed (target));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, name);
  cs_name_widget (button, name);
  gtk_widget_add_css_class (button, "flat");

  return button;
}

static void
build_about (CsStageForm *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->about = adw_preferences_group_new ();
  gtk_box_append (GTK_BOX (buttons), make_button ("go-up-symbolic", _("Move This Stage Up"), "editor.move", "-1"));
  gtk_box_append (GTK_BOX (buttons), make_button ("go-down-symbolic", _("Move This Stage Down"), "editor.move", "1"));
  gtk_box_append (GTK_BOX (buttons), make_button ("user-trash-symbolic", _("Remove This Stage"), "editor.remove-stage",
                                                  NULL));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self->about), buttons);

  self->title = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->title), C_("of a stage", "Title"));
  g_signal_connect_object (self->title, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->about), self->title);

  self->kind = CS_CHOICE (cs_choice_new (_("Kind of stage")));
  for (guint i = 0; i < CS_N_STAGE_KINDS; i++)
    cs_choice_add (self->kind, i, cs_stage_kind_label (i));
  g_signal_connect_object (self->kind, "changed", G_CALLBACK (kind_changed_cb), self, G_CONNECT_SWAPPED);
  add_row (self->about, C_("of a stage", "Kind"), NULL, GTK_WIDGET (self->kind));
}

static void
build_deciders (CsStageForm *self)
{
  GtkWidget *below = adw_preferences_group_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *above = adw_preferences_group_new ();

  self->add_party = gtk_button_new_with_label (_("Add"));
  cs_name_widget (self->add_party, _("Add Who Decides"));
  gtk_widget_add_css_class (self->add_party, "flat");
  g_signal_connect_object (self->add_party, "clicked", G_CALLBACK (add_party_cb), self, G_CONNECT_SWAPPED);
  self->parties = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->parties, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->parties), "boxed-list");
  cs_name_widget (GTK_WIDGET (self->parties), _("Who Decides"));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (above), _("Who Decides"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (above), self->add_party);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (above), GTK_WIDGET (self->parties));

  self->quorum = CS_CHOICE (cs_choice_new (_("How many must approve")));
  cs_choice_add (self->quorum, CS_QUORUM_ANY, C_("quorum", "Any one of them"));
  cs_choice_add (self->quorum, CS_QUORUM_ALL, C_("quorum", "All of them"));
  cs_choice_add (self->quorum, CS_QUORUM_COUNT, C_("quorum", "A number of them"));
  cs_choice_add (self->quorum, CS_QUORUM_EACH, C_("quorum", "One from each"));
  g_signal_connect_object (self->quorum, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  self->quorum_row = add_row (below, _("How Many Approve"), NULL, GTK_WIDGET (self->quorum));

  self->count = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (1, 99, 1));
  cs_name_widget (GTK_WIDGET (self->count), _("Number of people who must approve"));
  g_signal_connect_object (self->count, "value-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  self->count_row = add_row (below, C_("of people", "Number"), NULL, GTK_WIDGET (self->count));

  gtk_box_append (GTK_BOX (box), above);
  gtk_box_append (GTK_BOX (box), below);
  self->deciders = box;
}

/* Minutes are shown and typed as hours and minutes: "4:30". A number alone is hours. */
static gboolean
show_minutes_cb (GtkSpinButton *spin)
{
  guint minutes = gtk_spin_button_get_value_as_int (spin);
  g_autofree char *text = g_strdup_printf ("%u:%02u", minutes / 60, minutes % 60);

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (spin)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (spin), text);

  return TRUE;
}

static int
read_minutes_cb (GtkSpinButton *spin,
                 double        *value)
{
  g_auto(GStrv) parts = g_strsplit_set (gtk_editable_get_text (GTK_EDITABLE (spin)), ":.", 2);
  guint64 hours = 0;
  guint64 minutes = 0;

  if ((*parts[0] != '\0' && !g_ascii_string_to_unsigned (g_strstrip (parts[0]), 10, 0, 999, &hours, NULL)) ||
      (parts[1] != NULL && *parts[1] != '\0' && !g_ascii_string_to_unsigned (g_strstrip (parts[1]), 10, 0, 59, &minutes, NULL)))
    return GTK_INPUT_ERROR;

  *value = (double) (hours * 60 + minutes);
  return TRUE;
}

static void
build_clock (CsStageForm *self)
{
  self->clock = adw_preferences_group_new ();
  self->minutes = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (0, CS_STAGE_MAX_MINUTES, 30));
  cs_name_widget (GTK_WIDGET (self->minutes), _("Time allowed, hours and minutes"));
  gtk_spin_button_set_numeric (self->minutes, FALSE);  /* the colon is no number */
  gtk_editable_set_width_chars (GTK_EDITABLE (self->minutes), 6);
  g_signal_connect_object (self->minutes, "output", G_CALLBACK (show_minutes_cb), self->minutes, G_CONNECT_SWAPPED);
  g_signal_connect (self->minutes, "input", G_CALLBACK (read_minutes_cb), NULL);
  g_signal_connect_object (self->minutes, "value-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  add_row (self->clock, _("Time Allowed"), _("Working hours. 0:00: no limit of its own."), GTK_WIDGET (self->minutes));
  show_minutes_cb (self->minutes);

  self->escalates = CS_CHOICE (cs_choice_new (_("Who may decide too when the time is over")));
  g_signal_connect_object (self->escalates, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  add_row (self->clock, _("Escalates to"), _("May decide too when the time is over."), GTK_WIDGET (self->escalates));
}

GtkWidget *
cs_stage_form_new (CsOfficeData *data)
{
  CsStageForm *self = g_object_new (CS_TYPE_STAGE_FORM, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->data = g_object_ref (data);
  build_about (self);
  build_deciders (self);
  build_clock (self);
  self->ticks = cs_stage_ticks_new ();
  g_signal_connect_object (self->ticks, "changed", G_CALLBACK (ticks_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->about);
  gtk_box_append (GTK_BOX (box), self->deciders);
  gtk_box_append (GTK_BOX (box), self->clock);
  gtk_box_append (GTK_BOX (box), self->ticks);
  adw_bin_set_child (ADW_BIN (self), box);
  show_parts (self);

  return GTK_WIDGET (self);
}

static void
fill_escalates (CsStageForm *self)
{
  cs_choice_clear (self->escalates);
  cs_choice_add (self->escalates, 0, C_("escalates to", "Nobody"));
  cs_office_data_offer_holders (self->data, self->escalates);
  cs_choice_select (self->escalates, cs_party_to_value (&self->stage->escalates));
}

void
cs_stage_form_set (CsStageForm *self,
                   CsStage     *stage,
                   guint        position,
                   guint        n_stages)
{
  g_autofree char *heading = NULL;

  g_return_if_fail (CS_IS_STAGE_FORM (self));

  self->stage = stage;
  show_parts (self);
  cs_stage_ticks_set (CS_STAGE_TICKS (self->ticks), stage);
  if (stage == NULL)
    return;

  self->filling = TRUE;
  heading = g_strdup_printf (_("Stage %u of %u"), position + 1, n_stages);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->about), heading);
  gtk_editable_set_text (GTK_EDITABLE (self->title), stage->title);
  cs_choice_select (self->kind, stage->kind);
  cs_choice_select (self->quorum, stage->quorum);
  gtk_spin_button_set_value (self->count, MAX (stage->count, 1));
  gtk_spin_button_set_value (self->minutes, stage->minutes);
  fill_escalates (self);
  show_parties (self);
  self->filling = FALSE;
}

void
cs_stage_form_focus_title (CsStageForm *self)
{
  g_return_if_fail (CS_IS_STAGE_FORM (self));

  gtk_widget_grab_focus (self->title);
  gtk_editable_select_region (GTK_EDITABLE (self->title), 0, -1);
}
