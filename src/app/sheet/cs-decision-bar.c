/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-decision-bar.h"

#include <glib/gi18n.h>

#include "cs-post.h"
#include "cs-sheet-words.h"
#include "cs-show-error.h"

#define RECENT_REASONS "cs-recent-reasons" /* on the session: a GPtrArray of text, newest first */
#define N_RECENT_REASONS 3

struct _CsDecisionBar
{
  GtkBox     parent_instance;
  CsBarPanel panel;
  gboolean   busy;
  gboolean   may_decide;

  GtkWidget *notice_revealer;
  GtkWidget *notice;
  GtkWidget *panel_revealer;
  GtkWidget *panels;
  GtkWidget *reason;
  GtkWidget *recent;
  GtkWidget *send_back;
  GtkWidget *confirm_text;
  GtkWidget *confirm;
  GtkWidget *row;
  GtkWidget *why;
  GtkWidget *edit;
  GtkWidget *recall;
  GtkWidget *hold;
  GtkWidget *resume;
  GtkWidget *send;
  GtkWidget *decide;
  GtkWidget *decide_label;
};

G_DEFINE_FINAL_TYPE (CsDecisionBar, cs_decision_bar, GTK_TYPE_BOX)

static void
update_sensitivity (CsDecisionBar *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));

  gtk_widget_set_sensitive (self->row, !self->busy);
  gtk_widget_set_sensitive (self->send_back, !self->busy && self->may_decide && *reason);
}

static void
reason_changed_cb (CsDecisionBar *self)
{
  update_sensitivity (self);
}

/* Enter in the entry returns the post: what a person typed there is the second step. */
static void
reason_activate_cb (CsDecisionBar *self)
{
  if (gtk_widget_get_sensitive (self->send_back))
    gtk_widget_activate_action (GTK_WIDGET (self), "sheet.send-back", NULL);
}

static void
recent_clicked_cb (GtkWidget     *button,
                   CsDecisionBar *self)
{
  const char *reason = g_object_get_data (G_OBJECT (button), "cs-reason");

  gtk_editable_set_text (GTK_EDITABLE (self->reason), reason);
  cs_decision_bar_focus_reason (self);
}

static void
offer_recent (CsDecisionBar *self,
              CsSession     *session)
{
  GPtrArray *reasons = g_object_get_data (G_OBJECT (session), RECENT_REASONS);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->recent)))
    gtk_flow_box_remove (GTK_FLOW_BOX (self->recent), child);
  for (guint i = 0; reasons && i < reasons->len; i++)
    {
      const char *reason = g_ptr_array_index (reasons, i);
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
  gtk_widget_set_visible (self->recent, reasons && reasons->len > 0);
}

void
cs_decision_bar_remember_reason (CsDecisionBar *self,
                                 CsSession     *session,
                                 const char    *reason)
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
  offer_recent (self, session);
}

/* While a question is open its own buttons answer it: nobody signs who began to give a reason for returning. */
static void
show_decisions (CsDecisionBar *self)
{
  gboolean show = self->may_decide && self->panel == CS_BAR_PANEL_NONE;

  gtk_widget_set_visible (self->decide, show);
  gtk_widget_set_visible (self->send, show);
}

/* What stands left of the buttons: why one may not decide, or how the post stands. */
static char *
explain (const CsSheetInfo *sheet,
         const char        *zone)
{
  gint64 now = g_get_real_time ();

  if (sheet->post->state != CS_POST_IN_REVIEW)
    return cs_sheet_words_standing (sheet, now, zone);
  if (sheet->may_decide != CS_MAY_DECIDE)
    return cs_may_decide_sentence (sheet->may_decide, (const char * const *) sheet->who_may);
  if (sheet->last_stage && cs_sheet_words_is_late (sheet->post, now))
    return g_strdup (_("Its release time has passed: it needs a new one before it can be signed."));
  return g_strdup ("");
}

static gboolean
can_happen (const CsSheetInfo *sheet,
            CsPostAct          act)
{
  CsPostState next;

  return cs_post_next_state (sheet->post->state, act, &next, NULL);
}

void
cs_decision_bar_set (CsDecisionBar     *self,
                     CsSession         *session,
                     const CsSheetInfo *sheet)
{
  const CsPersonInfo *me = cs_session_get_me (session);
  gint64 now = g_get_real_time ();
  g_autofree char *why = explain (sheet, cs_local_zone ());
  g_autofree char *decide = cs_sheet_words_decide (sheet, now, cs_local_zone ());
  gboolean may_hold = me && (me->roles & (CS_ROLE_DUTY | CS_ROLE_LEADER));

  g_return_if_fail (CS_IS_DECISION_BAR (self));

  self->may_decide = sheet->post->state == CS_POST_IN_REVIEW && sheet->may_decide == CS_MAY_DECIDE;
  gtk_label_set_label (GTK_LABEL (self->why), why);
  gtk_label_set_label (GTK_LABEL (self->decide_label), decide);
  cs_name_widget (self->decide, decide);
  show_decisions (self);
  gtk_widget_set_sensitive (self->decide, !(sheet->last_stage && cs_sheet_words_is_late (sheet->post, now)));
  gtk_widget_set_visible (self->edit, sheet->may_edit);
  gtk_widget_set_visible (self->recall, sheet->may_recall);
  gtk_widget_set_visible (self->hold, may_hold && can_happen (sheet, CS_ACT_HOLD));
  gtk_widget_set_visible (self->resume, may_hold && can_happen (sheet, CS_ACT_RESUME));
  offer_recent (self, session);
  update_sensitivity (self);
}

void
cs_decision_bar_set_busy (CsDecisionBar *self,
                          gboolean       busy)
{
  g_return_if_fail (CS_IS_DECISION_BAR (self));

  self->busy = busy;
  update_sensitivity (self);
}

static void
fill_confirm (CsDecisionBar *self,
              const char    *text,
              const char    *label,
              const char    *action)
{
  gtk_label_set_label (GTK_LABEL (self->confirm_text), text);
  gtk_button_set_label (GTK_BUTTON (self->confirm), label);
  cs_name_widget (self->confirm, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->confirm), action);
}

void
cs_decision_bar_open_panel (CsDecisionBar *self,
                            CsBarPanel     panel)
{
  g_return_if_fail (CS_IS_DECISION_BAR (self));

  self->panel = panel;
  switch (panel)
    {
    case CS_BAR_PANEL_NONE:
      break;
    case CS_BAR_PANEL_RETURN:
      gtk_stack_set_visible_child_name (GTK_STACK (self->panels), "return");
      break;
    case CS_BAR_PANEL_EDIT:
      fill_confirm (self,
                    _("Who changes a post becomes one of its writers and can no longer decide on it. "
                      "Somebody else will have to."),
                    _("Edit and Leave the Decision to Others"), "sheet.edit-anyway");
      gtk_stack_set_visible_child_name (GTK_STACK (self->panels), "confirm");
      break;
    case CS_BAR_PANEL_RECALL:
      fill_confirm (self,
                    _("The post becomes a draft again. Nothing of it goes out, and the decisions made so far "
                      "no longer count."),
                    _("Recall the Post"), "sheet.recall-confirmed");
      gtk_stack_set_visible_child_name (GTK_STACK (self->panels), "confirm");
      break;
    }
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->panel_revealer), panel != CS_BAR_PANEL_NONE);
  gtk_widget_set_visible (self->panel_revealer, panel != CS_BAR_PANEL_NONE);
  if (panel == CS_BAR_PANEL_RETURN)
    cs_decision_bar_focus_reason (self);
  else if (panel != CS_BAR_PANEL_NONE)
    gtk_widget_grab_focus (self->confirm);
  show_decisions (self); /* last: the focus may have been on one of them */
}

CsBarPanel
cs_decision_bar_get_panel (CsDecisionBar *self)
{
  g_return_val_if_fail (CS_IS_DECISION_BAR (self), CS_BAR_PANEL_NONE);

  return self->panel;
}

const char *
cs_decision_bar_get_reason (CsDecisionBar *self)
{
  g_return_val_if_fail (CS_IS_DECISION_BAR (self), "");

  return gtk_editable_get_text (GTK_EDITABLE (self->reason));
}

void
cs_decision_bar_focus_reason (CsDecisionBar *self)
{
  g_return_if_fail (CS_IS_DECISION_BAR (self));

  gtk_widget_grab_focus (self->reason);
  gtk_editable_set_position (GTK_EDITABLE (self->reason), -1);
}

void
cs_decision_bar_show_notice (CsDecisionBar *self,
                             const char    *text)
{
  g_return_if_fail (CS_IS_DECISION_BAR (self));

  if (text)
    gtk_label_set_label (GTK_LABEL (self->notice), text);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->notice_revealer), text != NULL);
}

gboolean
cs_decision_bar_focus_decide (CsDecisionBar *self)
{
  g_return_val_if_fail (CS_IS_DECISION_BAR (self), FALSE);

  return self->may_decide && gtk_widget_grab_focus (self->decide);
}

static void
cs_decision_bar_class_init (CsDecisionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/countersign/Countersign/cs-decision-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, notice_revealer);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, notice);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, panel_revealer);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, panels);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, reason);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, recent);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, send_back);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, confirm_text);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, confirm);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, row);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, why);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, edit);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, recall);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, hold);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, resume);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, send);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, decide);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, decide_label);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_activate_cb);
}

static void
cs_decision_bar_init (CsDecisionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_decision_bar_open_panel (self, CS_BAR_PANEL_NONE);
}
