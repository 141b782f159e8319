/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-form-window.h"
#include "cs-password-window.h"
#include "cs-password.h"

typedef struct
{
  gint64     person;
  GtkWidget *old_password; /* NULL for somebody else's */
  GtkWidget *password;
  GtkWidget *again;
} PasswordForm;

static void
changed_cb (CsFormWindow *window)
{
  PasswordForm *form = g_object_get_data (G_OBJECT (window), "cs-form");
  const char *password = gtk_editable_get_text (GTK_EDITABLE (form->password));

  cs_form_window_set_valid (window,
                            g_utf8_strlen (password, -1) >= CS_PASSWORD_MIN_CHARACTERS &&
                            g_str_equal (password, gtk_editable_get_text (GTK_EDITABLE (form->again))));
}

static void
submit_cb (CsFormWindow *window)
{
  PasswordForm *form = g_object_get_data (G_OBJECT (window), "cs-form");
  const char *old_password = "";

  if (form->old_password != NULL)
    old_password = gtk_editable_get_text (GTK_EDITABLE (form->old_password));
  cs_form_window_call (window, "person.set-password",
                       cs_arguments_set_password (form->person, old_password,
                                                  gtk_editable_get_text (GTK_EDITABLE (form->password))),
                       _("The password is set."));
}

static GtkWidget *
add_row (CsFormWindow        *window,
         AdwPreferencesGroup *group,
         const char          *title)
{
  GtkWidget *row = adw_password_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (group, row);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), window, G_CONNECT_SWAPPED);

  return row;
}

GtkWindow *
cs_password_window_new (GtkWindow *parent,
                        CsSession *session,
                        gint64     person,
                        gboolean   own)
{
  GtkWidget *window = cs_form_window_new (parent, session, _("Password"), _("Set"));
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  PasswordForm *form = g_new0 (PasswordForm, 1);
  g_autofree char *hint = NULL;

  hint = g_strdup_printf (ngettext ("At least %d character.", "At least %d characters.",
                                    CS_PASSWORD_MIN_CHARACTERS),
                          CS_PASSWORD_MIN_CHARACTERS);
  form->person = person;
  if (own)
    form->old_password = add_row (CS_FORM_WINDOW (window), group, _("Password Until Now"));
  form->password = add_row (CS_FORM_WINDOW (window), group, _("New Password"));
  form->again = add_row (CS_FORM_WINDOW (window), group, _("New Password Again"));
  adw_preferences_group_set_description (group, hint);
  g_object_set_data_full (G_OBJECT (window), "cs-form", form, g_free);
  cs_form_window_add (CS_FORM_WINDOW (window), group);
  g_signal_connect_object (window, "submit", G_CALLBACK (submit_cb), window, 0);

  return GTK_WINDOW (window);
}
