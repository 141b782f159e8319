/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-decision-panel.h"

#include <glib/gi18n.h>

#include "cs-show-error.h"
#include "cs-text-label.h"

#define RECENT_REASONS "cs-recent-reasons" /* on the session: a GPtrArray of text, newest first */
#define N_RECENT_REASONS 3
#define MAX_REASON 1000

/* How each question is put. */
typedef struct
{
  const char *question;
  const char *placeholder; /* NULL: nothing is typed */
  const char *text;        /* what it leads to, or NULL */
  const char *label;       /* of the button that does it */
  const char *action;
  const char *css_class;   /* of that button */
  gboolean    recent;      /* whether reasons given before are offered */
} Question;

static const Question questions[CS_N_BAR_PANELS] = {
  [CS_BAR_PANEL_RETURN] = {
    N_("Why is it returned?"), N_("What has to change"), NULL,
    N_("Return the Post"), "sheet.send-back", "suggested-action", TRUE
  },
  [CS_BAR_PANEL_REJECT] = {
    N_("Why is it rejected?"), N_("Why it must not go out at all"),
    N_("A rejected post is over: it does not go out and nobody can change or submit it again. To have it changed, return it instead."),
    N_("Reject for Good"), "sheet.reject-confirmed", "destructive-action", TRUE
  },
  [CS_BAR_PANEL_ASK] = {
    N_("What do you want to know?"), N_("Your question"),
    N_("The post stays where it is. Who wrote it sees your question and answers beside the post."),
    N_("Ask"), "sheet.ask-confirmed", "suggested-action", FALSE
  },
  [CS_BAR_PANEL_TAKE_BACK] = {
    N_("Why do you take your decision back?"), N_("What you know now"),
    N_("Your decision stays in the record and no longer counts. The post goes back to the stage at which you decided."),
    N_("Take Back"), "sheet.take-back-confirmed", "destructive-action", FALSE
  },
  [CS_BAR_PANEL_EDIT] = {
    NULL, NULL,
    N_("Who changes a post becomes one of its writers and can no longer decide on it. Somebody else will have to."),
    N_("Edit and Leave the Decision to Others"), "sheet.edit-anyway", NULL, FALSE
  },
  [CS_BAR_PANEL_RECALL] = {
    NULL, NULL,
    N_("The post becomes a draft again. Nothing of it goes out, and the decisions made so far no longer count."),
    N_("Recall the Post"), "sheet.recall-confirmed", "destructive-action", FALSE
  },
};

struct _CsDecisionPanel
{
  AdwBin     parent_instance;
  CsBarPanel panel;
  gboolean   allowed;
  char      *typed[CS_N_BAR_PANELS]; /* or NULL */
  GArray    *stages;                 /* of guint: those that the drop-down offers */

  GtkWidget *revealer;
  GtkWidget *question;
  GtkWidget *text;
  GtkWidget *reason;
  GtkWidget *where;      /* drop-down */
  GtkWidget *where_line; /* with its label */
  GtkWidget *recent;
  GtkWidget *confirm;
};

G_DEFINE_FINAL_TYPE (CsDecisionPanel, cs_decision_panel, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update_confirm (CsDecisionPanel *self)
{
  g_autofree char *reason = cs_decision_panel_dup_reason (self);
  gboolean needs_text = questions[self->panel].placeholder != NULL;

  gtk_widget_set_sensitive (self->confirm, self->allowed && (!needs_text || *reason));
}

static void
reason_changed_cb (CsDecisionPanel *self)
{
  g_free (self->typed[self->panel]);
  self->typed[self->panel] = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason)));
  update_confirm (self);
}

/* Enter in the entry does it: what a person typed there is the second step. What cannot be undone wants its button. */
static void
reason_activate_cb (CsDecisionPanel *self)
{
  if (!gtk_widget_get_sensitive (self->confirm))
    return;
  if (self->panel == CS_BAR_PANEL_REJECT)
    gtk_widget_grab_focus (self->confirm);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), questions[self->panel].action, NULL);
}

static void
focus_reason (CsDecisionPanel *self)
{
  gtk_widget_grab_focus (self->reason);
  gtk_editable_set_position (GTK_EDITABLE (self->reason), -1);
}

static void
recent_clicked_cb (GtkWidget       *button,
                   CsDecisionPanel *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->reason), g_object_get_data (G_OBJECT (button), "cs-reason"));
  focus_reason (self);
}

static void
append_recent (CsDecisionPanel *self,
               const char      *reason)
{
  GtkWidget *label = gtk_label_new (reason);
  GtkWidget *button = gtk_button_new ();
  /* Translators: a reason that was given before. */
  g_autofree char *spoken = g_strdup_printf (_("Give the reason “%s” again"), reason);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_tooltip_text (button, reason);
  cs_name_widget (button, spoken);
  g_object_set_data_full (G_OBJECT (button), "cs-reason", g_strdup (reason), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (recent_clicked_cb), self, 0);
  gtk_flow_box_insert (GTK_FLOW_BOX (self->recent), button, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

static void
offer_recent (CsDecisionPanel *self,
              CsSession       *session)
{
  GPtrArray *reasons = g_object_get_data (G_OBJECT (session), RECENT_REASONS);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->recent)))
    gtk_flow_box_remove (GTK_FLOW_BOX (self->recent), child);
  for (guint i = 0; reasons && i < reasons->len; i++)
    append_recent (self, g_ptr_array_index (reasons, i));
}

void
cs_decision_panel_remember_reason (CsSession  *session,
                                   const char *reason)
{
  GPtrArray *reasons = g_object_get_data (G_OBJECT (session), RECENT_REASONS);

  if (!reasons)
    {
      reasons = g_ptr_array_new_with_free_func (g_free);
      g_object_set_data_full (G_OBJECT (session), RECENT_REASONS, reasons, (GDestroyNotify) g_ptr_array_unref);
    }
  for (guint i = 0; i < reasons->len; i++)
    if (g_str_equal (g_ptr_array_index (reasons, i), reason))
      {
        g_ptr_array_remove_index (reasons, i);
        break;
      }
  g_ptr_array_insert (reasons, 0, g_strdup (reason));
  if (reasons->len > N_RECENT_REASONS)
    g_ptr_array_set_size (reasons, N_RECENT_REASONS);
}

static void
offer_stages (CsDecisionPanel   *self,
              const CsSheetInfo *sheet)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  /* Translators: the name of who wrote a post: it goes back to him. */
  g_autofree char *drafter = g_strdup_printf (_("To %s, to be changed"), sheet->post->author_name);
  int chosen = cs_decision_panel_get_to_stage (self);

  g_array_set_size (self->stages, 0);
  gtk_string_list_append (names, drafter);
  for (guint i = 0; i < sheet->stages->len; i++)
    {
      const CsStageInfo *stage = g_ptr_array_index (sheet->stages, i);
      g_autofree char *name = NULL;

      if (!stage->may_return_to)
        continue;
      /* Translators: the number and the title of a stage, such as “2” and “Fact check”. */
      name = g_strdup_printf (_("To stage %1$u, %2$s, to be looked at again"), i + 1, stage->title);
      gtk_string_list_append (names, name);
      g_array_append_val (self->stages, i);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->where), G_LIST_MODEL (names));
  for (guint i = 0; i < self->stages->len; i++)
    if ((int) g_array_index (self->stages, guint, i) == chosen)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->where), i + 1);
}

static void
show_where (CsDecisionPanel *self)
{
  gtk_widget_set_visible (self->where_line, self->panel == CS_BAR_PANEL_RETURN && self->stages->len > 0);
}

void
cs_decision_panel_set (CsDecisionPanel   *self,
                       CsSession         *session,
                       const CsSheetInfo *sheet)
{
  g_return_if_fail (CS_IS_DECISION_PANEL (self));

  offer_recent (self, session);
  offer_stages (self, sheet);
  show_where (self);
}

static void
put_question (CsDecisionPanel *self)
{
  const Question *question = &questions[self->panel];
  gboolean needs_text = question->placeholder != NULL;

  gtk_widget_set_visible (self->question, question->question != NULL);
  gtk_label_set_label (GTK_LABEL (self->question), question->question ? _(question->question) : "");
  gtk_widget_set_visible (self->text, question->text != NULL);
  gtk_label_set_label (GTK_LABEL (self->text), question->text ? _(question->text) : "");
  gtk_widget_set_visible (self->reason, needs_text);
  gtk_widget_set_visible (self->recent, question->recent && gtk_widget_get_first_child (self->recent));
  gtk_button_set_label (GTK_BUTTON (self->confirm), _(question->label));
  cs_name_widget (self->confirm, _(question->label));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->confirm), question->action);
  gtk_widget_remove_css_class (self->confirm, "suggested-action");
  gtk_widget_remove_css_class (self->confirm, "destructive-action");
  if (question->css_class)
    gtk_widget_add_css_class (self->confirm, question->css_class);
  if (!needs_text)
    return;
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->reason), _(question->placeholder));
  cs_name_widget (self->reason, _(question->question));
  gtk_editable_set_text (GTK_EDITABLE (self->reason), self->typed[self->panel] ? self->typed[self->panel] : "");
}

void
cs_decision_panel_open (CsDecisionPanel *self,
                        CsBarPanel       panel)
{
  gboolean open = panel != CS_BAR_PANEL_NONE;

  g_return_if_fail (CS_IS_DECISION_PANEL (self));

  self->panel = panel;
  if (open)
    put_question (self);
  show_where (self);
  update_confirm (self);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), open);
  gtk_widget_set_visible (GTK_WIDGET (self), open);
  if (open && questions[panel].placeholder)
    focus_reason (self);
  else if (open)
    gtk_widget_grab_focus (self->confirm);
  g_signal_emit (self, signals[CHANGED], 0);
}

CsBarPanel
cs_decision_panel_get_panel (CsDecisionPanel *self)
{
  g_return_val_if_fail (CS_IS_DECISION_PANEL (self), CS_BAR_PANEL_NONE);

  return self->panel;
}

void
cs_decision_panel_set_allowed (CsDecisionPanel *self,
                               gboolean         allowed)
{
  g_return_if_fail (CS_IS_DECISION_PANEL (self));

  self->allowed = allowed;
  update_confirm (self);
}

char *
cs_decision_panel_dup_reason (CsDecisionPanel *self)
{
  g_return_val_if_fail (CS_IS_DECISION_PANEL (self), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));
}

int
cs_decision_panel_get_to_stage (CsDecisionPanel *self)
{
  guint selected;

  g_return_val_if_fail (CS_IS_DECISION_PANEL (self), -1);

  selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->where));
  if (selected == 0 || selected > self->stages->len)
    return -1;
  return (int) g_array_index (self->stages, guint, selected - 1);
}

void
cs_decision_panel_forget (CsDecisionPanel *self)
{
  g_return_if_fail (CS_IS_DECISION_PANEL (self));

  gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->where), 0);
}

static void
cs_decision_panel_finalize (GObject *object)
{
  CsDecisionPanel *self = CS_DECISION_PANEL (object);

  for (guint i = 0; i < CS_N_BAR_PANELS; i++)
    g_free (self->typed[i]);
  g_array_unref (self->stages);
  G_OBJECT_CLASS (cs_decision_panel_parent_class)->finalize (object);
}

static void
cs_decision_panel_class_init (CsDecisionPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_decision_panel_finalize;
  signals[CHANGED] = g_signal_new ("changed", CS_TYPE_DECISION_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
build_where (CsDecisionPanel *self,
             GtkBox          *box)
{
  self->where_line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->where = gtk_drop_down_new (NULL, NULL);
  gtk_widget_set_hexpand (self->where, TRUE);
  cs_name_drop_down (GTK_DROP_DOWN (self->where), _("How far back"));
  gtk_box_append (GTK_BOX (self->where_line), cs_text_label_new (_("How far back"), NULL));
  gtk_box_append (GTK_BOX (self->where_line), self->where);
  gtk_box_append (box, self->where_line);
}

static void
build_buttons (CsDecisionPanel *self,
               GtkBox          *box)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel"));

  gtk_widget_set_halign (line, GTK_ALIGN_END);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "sheet.close-panel");
  self->confirm = gtk_button_new_with_label ("");
  gtk_box_append (GTK_BOX (line), cancel);
  gtk_box_append (GTK_BOX (line), self->confirm);
  gtk_box_append (box, line);
}

static void
build_recent (CsDecisionPanel *self,
              GtkBox          *box)
{
  self->recent = g_object_new (GTK_TYPE_FLOW_BOX, "selection-mode", GTK_SELECTION_NONE, "column-spacing", 6,
                               "row-spacing", 6, "max-children-per-line", 3, "homogeneous", FALSE,
                               "visible", FALSE, NULL);
  cs_name_widget (self->recent, _("Reasons given before"));
  gtk_box_append (box, self->recent);
}

static void
cs_decision_panel_init (CsDecisionPanel *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->stages = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_widget_add_css_class (box, "sheet-panel");
  self->question = cs_text_label_new (NULL, "heading");
  self->text = cs_text_label_new (NULL, NULL);
  self->reason = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (self->reason), MAX_REASON);
  gtk_box_append (GTK_BOX (box), self->question);
  gtk_box_append (GTK_BOX (box), self->reason);
  build_recent (self, GTK_BOX (box));
  build_where (self, GTK_BOX (box));
  gtk_box_append (GTK_BOX (box), self->text);
  build_buttons (self, GTK_BOX (box));

  self->revealer = gtk_revealer_new ();
  gtk_revealer_set_transition_type (GTK_REVEALER (self->revealer), GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  adw_bin_set_child (ADW_BIN (self), self->revealer);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_connect_object (self->reason, "changed", G_CALLBACK (reason_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reason, "activate", G_CALLBACK (reason_activate_cb), self, G_CONNECT_SWAPPED);
}
