/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-notice.h"

struct _CsNotice
{
  AdwBin     parent_instance;

  GtkImage  *icon;
  GtkLabel  *label;
  GtkButton *first;
  GtkButton *second;
  GtkButton *extra;
};

G_DEFINE_FINAL_TYPE (CsNotice, cs_notice, ADW_TYPE_BIN)

static guint answered_signal;
static guint extra_signal;

static void
first_clicked_cb (CsNotice *self)
{
  g_signal_emit (self, answered_signal, 0, TRUE);
}

static void
second_clicked_cb (CsNotice *self)
{
  g_signal_emit (self, answered_signal, 0, FALSE);
}

static void
extra_clicked_cb (CsNotice *self)
{
  g_signal_emit (self, extra_signal, 0);
}

static void
cs_notice_class_init (CsNoticeClass *klass)
{
  answered_signal = g_signal_new ("answered", CS_TYPE_NOTICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  extra_signal = g_signal_new ("extra", CS_TYPE_NOTICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
cs_notice_init (CsNotice *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  self->icon = GTK_IMAGE (gtk_image_new ());
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  self->first = GTK_BUTTON (gtk_button_new ());
  self->second = GTK_BUTTON (gtk_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->first), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->second), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  self->extra = GTK_BUTTON (gtk_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->extra), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self->extra), FALSE);
  g_signal_connect_object (self->extra, "clicked", G_CALLBACK (extra_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->extra));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->second));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->first));
  g_signal_connect_object (self->first, "clicked", G_CALLBACK (first_clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->second, "clicked", G_CALLBACK (second_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (box, "composer-notice");
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
cs_notice_new (void)
{
  return g_object_new (CS_TYPE_NOTICE, NULL);
}

static void
set_button (GtkButton  *button,
            const char *label)
{
  gtk_widget_set_visible (GTK_WIDGET (button), label != NULL);
  if (label)
    gtk_button_set_label (button, label);
}

void
cs_notice_set (CsNotice   *self,
               const char *icon,
               const char *text,
               const char *first,
               const char *second)
{
  g_return_if_fail (CS_IS_NOTICE (self));

  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  if (text == NULL)
    return;
  gtk_image_set_from_icon_name (self->icon, icon);
  gtk_label_set_label (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  set_button (self->first, first);
  set_button (self->second, second);
  set_button (self->extra, NULL);
}

void
cs_notice_set_extra (CsNotice   *self,
                     const char *label)
{
  g_return_if_fail (CS_IS_NOTICE (self));

  set_button (self->extra, label);
}
