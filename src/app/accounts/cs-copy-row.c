/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-copy-row.h"
#include "cs-show-error.h"

/* For so long the button says that it was pressed. Seconds. */
#define SAID_FOR 2

struct _CsCopyRow
{
  AdwActionRow parent_instance;

  GtkButton *button;
  char      *text; /* owned */
  guint      timer;
};

G_DEFINE_FINAL_TYPE (CsCopyRow, cs_copy_row, ADW_TYPE_ACTION_ROW)

static void
cs_copy_row_finalize (GObject *object)
{
  CsCopyRow *self = CS_COPY_ROW (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_free (self->text);
  G_OBJECT_CLASS (cs_copy_row_parent_class)->finalize (object);
}

static void
cs_copy_row_class_init (CsCopyRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_copy_row_finalize;
}

static gboolean
said_cb (gpointer data)
{
  CsCopyRow *self = data;

  self->timer = 0;
  gtk_button_set_icon_name (self->button, "edit-copy-symbolic");

  return G_SOURCE_REMOVE;
}

static void
clicked_cb (CsCopyRow *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->text);
  gtk_button_set_icon_name (self->button, "object-select-symbolic");
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add_seconds (SAID_FOR, said_cb, self);
}

static void
cs_copy_row_init (CsCopyRow *self)
{
  self->button = GTK_BUTTON (gtk_button_new_from_icon_name ("edit-copy-symbolic"));
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _("Copy"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), FALSE);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->button));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->button));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
}

GtkWidget *
cs_copy_row_new (const char *title,
                 const char *subtitle)
{
  CsCopyRow *self = g_object_new (CS_TYPE_COPY_ROW, "title", title, "subtitle", subtitle, NULL);
  /* Translators: %s is what is copied, such as “Addresses of Return”. */
  g_autofree char *name = g_strdup_printf (_("Copy: %s"), title);

  cs_name_widget (GTK_WIDGET (self->button), name);

  return GTK_WIDGET (self);
}

void
cs_copy_row_set_text (CsCopyRow  *self,
                      const char *text)
{
  g_return_if_fail (CS_IS_COPY_ROW (self));

  g_free (self->text);
  self->text = g_strdup (text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), text != NULL);
}
