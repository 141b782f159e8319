/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-decision-bar.h"

#include <glib/gi18n.h>

#include "cs-post.h"
#include "cs-sheet-words.h"
#include "cs-show-error.h"

/* In whose name one may decide, and what the button says then. */
typedef struct
{
  gint64  person; /* 0 = one's own */
  char   *name;   /* NULL = one's own */
  char   *decide;
} Name;

struct _CsDecisionBar
{
  GtkBox     parent_instance;
  gboolean   busy;
  gboolean   may_decide; /* in one's own name or in another's */
  gboolean   may_ask;
  gboolean   filling;
  GPtrArray *names;      /* of Name: in whose name one may decide, in the order of the drop-down */
  char      *standing; /* how the post stands, or why one may not decide */
  char      *blocker;  /* what has to be done before one may approve, or NULL */

  GtkWidget *notice_revealer;
  GtkWidget *notice;
  GtkWidget *panel;
  GtkWidget *name_line;
  GtkWidget *name_label;
  GtkWidget *name;
  GtkWidget *row;
  GtkWidget *why;
  GtkWidget *edit;
  GtkWidget *recall;
  GtkWidget *hold;
  GtkWidget *resume;
  GtkWidget *send;
  GtkWidget *reject;
  GtkWidget *ask;
  GtkWidget *decide;
  GtkWidget *decide_label;
};

G_DEFINE_FINAL_TYPE (CsDecisionBar, cs_decision_bar, GTK_TYPE_BOX)

static void
name_free (Name *name)
{
  g_free (name->name);
  g_free (name->decide);
  g_free (name);
}

static const Name *
get_name (CsDecisionBar *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->name));

  if (self->names->len == 0)
    return NULL;
  return g_ptr_array_index (self->names, selected < self->names->len ? selected : 0);
}

static CsBarPanel
get_panel (CsDecisionBar *self)
{
  return cs_decision_panel_get_panel (CS_DECISION_PANEL (self->panel));
}

static void
update_sensitivity (CsDecisionBar *self)
{
  gtk_widget_set_sensitive (self->row, !self->busy);
  cs_decision_panel_set_allowed (CS_DECISION_PANEL (self->panel), !self->busy);
  gtk_widget_set_sensitive (self->decide, !self->blocker);
  gtk_widget_set_tooltip_text (self->decide, self->blocker);
}

/* While a question is open its own buttons answer it: nobody signs who began to give a reason for returning. */
static void
show_decisions (CsDecisionBar *self)
{
  gboolean show = self->may_decide && get_panel (self) == CS_BAR_PANEL_NONE;

  gtk_widget_set_visible (self->decide, show);
  gtk_widget_set_visible (self->send, show);
  gtk_widget_set_visible (self->reject, show);
  gtk_widget_set_visible (self->ask, self->may_ask && get_panel (self) == CS_BAR_PANEL_NONE);
  gtk_widget_set_visible (self->row, get_panel (self) == CS_BAR_PANEL_NONE);
}

/* What stands left of the buttons: why one may not decide, or how the post stands. */
static char *
explain (const CsSheetInfo *sheet,
         const char        *zone)
{
  gint64 now = g_get_real_time ();

  if (sheet->post->state != CS_POST_IN_REVIEW)
    return cs_sheet_words_standing (sheet, now, zone);
  if (!cs_sheet_words_may_act (sheet))
    return cs_may_decide_sentence (sheet->may_decide, (const char * const *) sheet->who_may);
  return g_strdup ("");
}

/* What keeps one from approving is said beside the button too: a tooltip alone is for the mouse. */
static void
show_why (CsDecisionBar *self)
{
  gboolean blocked = self->may_decide && self->blocker && get_panel (self) == CS_BAR_PANEL_NONE;
  const char *why = blocked ? self->blocker : self->standing;

  gtk_label_set_label (GTK_LABEL (self->why), why ? why : "");
}

static gboolean
can_happen (const CsSheetInfo *sheet,
            CsPostAct          act)
{
  CsPostState next;

  return cs_post_next_state (sheet->post->state, act, &next, NULL);
}

/* Who signs for somebody else reads it in colour before he does, and on the button. */
static void
show_name (CsDecisionBar *self)
{
  const Name *name = get_name (self);
  g_autofree char *text = NULL;

  if (!name)
    {
      gtk_widget_set_visible (self->name_line, FALSE);
      return;
    }
  gtk_widget_set_visible (self->name_line, self->may_decide && (name->name || self->names->len > 1));
  gtk_widget_set_visible (self->name, self->names->len > 1);
  /* Translators: in whose name one decides; in Chinese 代…签. */
  text = name->name ? g_strdup_printf (_("You decide for %s"), name->name) : g_strdup (_("You decide in your own name"));
  gtk_label_set_label (GTK_LABEL (self->name_label), text);
  if (name->name)
    gtk_widget_add_css_class (self->name_label, "acting-for");
  else
    gtk_widget_remove_css_class (self->name_label, "acting-for");
  gtk_label_set_label (GTK_LABEL (self->decide_label), name->decide);
  cs_name_widget (self->decide, name->decide);
}

static void
name_selected_cb (CsDecisionBar *self)
{
  if (!self->filling)
    show_name (self);
}

static void
add_name (CsDecisionBar     *self,
          GtkStringList     *list,
          const CsSheetInfo *sheet,
          gint64             person,
          const char        *name)
{
  Name *item = g_new0 (Name, 1);
  g_autofree char *label = name ? g_strdup_printf (_("For %s"), name) : g_strdup (_("In my own name"));

  item->person = person;
  item->name = g_strdup (name);
  item->decide = cs_sheet_words_decide (sheet, name, g_get_real_time (), cs_local_zone ());
  g_ptr_array_add (self->names, item);
  gtk_string_list_append (list, label);
}

/* In one's own name first, where one may; what was chosen stays chosen. */
static void
fill_names (CsDecisionBar     *self,
            const CsSheetInfo *sheet)
{
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);
  const Name *before = get_name (self);
  gint64 chosen = before ? before->person : 0;

  self->filling = TRUE;
  g_ptr_array_set_size (self->names, 0);
  if (sheet->may_decide == CS_MAY_DECIDE || sheet->principals->len == 0)
    add_name (self, list, sheet, 0, NULL);
  for (guint i = 0; i < sheet->principals->len; i++)
    {
      const CsPrincipalInfo *principal = g_ptr_array_index (sheet->principals, i);

      add_name (self, list, sheet, principal->person, principal->name);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->name), G_LIST_MODEL (list));
  for (guint i = 0; i < self->names->len; i++)
    if (((Name *) g_ptr_array_index (self->names, i))->person == chosen)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->name), i);
  self->filling = FALSE;
}

void
cs_decision_bar_set (CsDecisionBar     *self,
                     CsSession         *session,
                     const CsSheetInfo *sheet)
{
  const CsPersonInfo *me = cs_session_get_me (session);
  gboolean may_hold = me && (me->roles & (CS_ROLE_DUTY | CS_ROLE_LEADER));

  g_return_if_fail (CS_IS_DECISION_BAR (self));

  self->may_decide = cs_sheet_words_may_act (sheet);
  self->may_ask = sheet->may_comment && sheet->post->state == CS_POST_IN_REVIEW;
  g_free (self->standing);
  self->standing = explain (sheet, cs_local_zone ());
  fill_names (self, sheet);
  show_name (self);
  show_decisions (self);
  gtk_widget_set_visible (self->edit, sheet->may_edit);
  gtk_widget_set_visible (self->recall, sheet->may_recall);
  gtk_widget_set_visible (self->hold, may_hold && can_happen (sheet, CS_ACT_HOLD));
  gtk_widget_set_visible (self->resume, may_hold && can_happen (sheet, CS_ACT_RESUME));
  cs_decision_panel_set (CS_DECISION_PANEL (self->panel), session, sheet);
  show_why (self);
  update_sensitivity (self);
}

gint64
cs_decision_bar_get_acting_for (CsDecisionBar *self)
{
  const Name *name;

  g_return_val_if_fail (CS_IS_DECISION_BAR (self), 0);

  name = get_name (self);
  return name ? name->person : 0;
}

const char *
cs_decision_bar_get_principal (CsDecisionBar *self)
{
  const Name *name;

  g_return_val_if_fail (CS_IS_DECISION_BAR (self), NULL);

  name = get_name (self);
  return name ? name->name : NULL;
}

void
cs_decision_bar_set_blocker (CsDecisionBar *self,
                             const char    *blocker)
{
  g_return_if_fail (CS_IS_DECISION_BAR (self));

  if (g_strcmp0 (self->blocker, blocker) == 0)
    return;
  g_free (self->blocker);
  self->blocker = g_strdup (blocker);
  show_why (self);
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
panel_changed_cb (CsDecisionBar *self)
{
  show_decisions (self); /* after the focus has left them for the panel */
  if (get_panel (self) != CS_BAR_PANEL_NONE)
    gtk_widget_activate_action (GTK_WIDGET (self), "sheets.quiet", NULL);
  show_why (self);
}

CsDecisionPanel *
cs_decision_bar_get_panel (CsDecisionBar *self)
{
  g_return_val_if_fail (CS_IS_DECISION_BAR (self), NULL);

  return CS_DECISION_PANEL (self->panel);
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

  return self->may_decide && !self->blocker && gtk_widget_grab_focus (self->decide);
}

static void
cs_decision_bar_finalize (GObject *object)
{
  CsDecisionBar *self = CS_DECISION_BAR (object);

  g_free (self->standing);
  g_free (self->blocker);
  g_ptr_array_unref (self->names);
  G_OBJECT_CLASS (cs_decision_bar_parent_class)->finalize (object);
}

static void
cs_decision_bar_class_init (CsDecisionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cs_decision_bar_finalize;
  g_type_ensure (CS_TYPE_DECISION_PANEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/countersign/Countersign/cs-decision-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, notice_revealer);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, notice);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, row);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, why);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, edit);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, recall);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, hold);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, resume);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, send);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, reject);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, ask);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, panel);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, name_line);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, name_label);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, name);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, decide);
  gtk_widget_class_bind_template_child (widget_class, CsDecisionBar, decide_label);
  gtk_widget_class_bind_template_callback (widget_class, panel_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_selected_cb);
}

static void
cs_decision_bar_init (CsDecisionBar *self)
{
  self->names = g_ptr_array_new_with_free_func ((GDestroyNotify) name_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  cs_name_drop_down (GTK_DROP_DOWN (self->name), _("In whose name you decide"));
}
