/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-act-button.h"

#include <glib/gi18n.h>

#include "cs-compat.h"
#include "cs-show-error.h"

GtkWidget *
cs_act_button_append (GtkWidget  *box,
                      const char *label,
                      const char *spoken,
                      const char *action,
                      GVariant   *target)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  /* The target first: of an action with another type of target GTK warns. */
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  cs_name_widget (button, spoken);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

static void
show_clicked_cb (GtkWidget *button,
                 gpointer   user_data)
{
  cs_compat_open_address (button, g_object_get_data (G_OBJECT (button), "cs-address"));
}

GtkWidget *
cs_act_button_append_show (GtkWidget  *box,
                           const char *address,
                           const char *handle)
{
  GtkWidget *button = gtk_button_new_with_label (_("Show Published Post"));
  /* Translators: the account on which a post was published. */
  g_autofree char *spoken = g_strdup_printf (_("Show the post published on %s in the browser"), handle);

  g_object_set_data_full (G_OBJECT (button), "cs-address", g_strdup (address), g_free);
  gtk_widget_set_tooltip_text (button, address);
  cs_name_widget (button, spoken);
  g_signal_connect (button, "clicked", G_CALLBACK (show_clicked_cb), NULL);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}
