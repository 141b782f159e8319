/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-sheet-reschedule.h"

#include <glib/gi18n.h>

#include "cs-show-error.h"
#include "cs-sheet-words.h"
#include "cs-time-field.h"

struct _CsSheetReschedule
{
  AdwBin     parent_instance;
  gint64     post;       /* whose time the field holds; 0 = none yet */
  gint64     release_at;
  GtkWidget *expander;
  GtkWidget *field;
  GtkWidget *apply;
  GtkWidget *at_once;
};

G_DEFINE_FINAL_TYPE (CsSheetReschedule, cs_sheet_reschedule, ADW_TYPE_BIN)

static void
update_apply (CsSheetReschedule *self)
{
  gtk_widget_set_sensitive (self->apply, cs_time_field_is_valid (CS_TIME_FIELD (self->field)));
}

static void
apply_clicked_cb (CsSheetReschedule *self)
{
  CsTimeField *field = CS_TIME_FIELD (self->field);

  gtk_widget_activate_action (GTK_WIDGET (self), "sheet.reschedule", "(bxs)", TRUE,
                              cs_time_field_get_at (field), cs_time_field_get_zone (field));
}

static void
at_once_clicked_cb (CsSheetReschedule *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "sheet.reschedule", "(bxs)", FALSE,
                              (gint64) 0, cs_time_field_get_zone (CS_TIME_FIELD (self->field)));
}

static void
cs_sheet_reschedule_class_init (CsSheetRescheduleClass *klass)
{
}

static GtkWidget *
make_button (const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  cs_name_widget (button, label);
  return button;
}

static void
cs_sheet_reschedule_init (CsSheetReschedule *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->at_once = make_button (_("At Once"));
  self->field = cs_time_field_new ();
  self->apply = make_button (_("Set Release Time"));
  gtk_widget_add_css_class (self->apply, "suggested-action");
  gtk_box_append (GTK_BOX (buttons), self->apply);
  gtk_box_append (GTK_BOX (buttons), self->at_once);
  gtk_box_append (GTK_BOX (box), self->field);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_widget_set_margin_top (box, 6);

  self->expander = gtk_expander_new (_("Change release time"));
  cs_name_widget (self->expander, _("Change release time"));
  gtk_expander_set_child (GTK_EXPANDER (self->expander), box);
  adw_bin_set_child (ADW_BIN (self), self->expander);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  g_signal_connect_object (self->field, "changed", G_CALLBACK (update_apply), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->apply, "clicked", G_CALLBACK (apply_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->at_once, "clicked", G_CALLBACK (at_once_clicked_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
cs_sheet_reschedule_new (void)
{
  return g_object_new (CS_TYPE_SHEET_RESCHEDULE, NULL);
}

static void
label_at_once (CsSheetReschedule *self,
               const char        *label)
{
  gtk_button_set_label (GTK_BUTTON (self->at_once), label);
  cs_name_widget (self->at_once, label);
}

void
cs_sheet_reschedule_set (CsSheetReschedule *self,
                         const CsSheetInfo *sheet)
{
  const CsPostInfo *post = sheet->post;
  gint64 now = g_get_real_time ();

  g_return_if_fail (CS_IS_SHEET_RESCHEDULE (self));

  gtk_widget_set_visible (GTK_WIDGET (self), sheet->may_reschedule);
  /* Signed already, it would leave with this press: the button must not say less. */
  label_at_once (self, post->state == CS_POST_EXPIRED || post->state == CS_POST_QUEUED ? _("Publish at Once")
                                                                                      : _("As Soon as It Is Signed"));
  if (self->post == post->id && self->release_at == post->release_at)
    return; /* keeps what somebody is choosing just now */

  self->post = post->id;
  self->release_at = post->release_at;
  cs_time_field_set (CS_TIME_FIELD (self->field), post->release_at > now ? post->release_at : 0, post->zone);
  gtk_expander_set_expanded (GTK_EXPANDER (self->expander),
                             post->state == CS_POST_EXPIRED || cs_sheet_words_is_late (post, now));
  update_apply (self);
}
