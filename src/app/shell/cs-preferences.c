/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-compat.h"
#include "cs-preferences.h"
#include "cs-show-error.h"

static GSettings *
settings_of (CsWindow *window)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));

  return application != NULL ? cs_application_get_settings (CS_APPLICATION (application)) : NULL;
}

static void
colours_chosen_cb (AdwComboRow *row,
                   GParamSpec  *pspec,
                   GSettings   *settings)
{
  g_settings_set_enum (settings, "colour-scheme", adw_combo_row_get_selected (row));
}

static void
language_chosen_cb (AdwComboRow *row,
                    GParamSpec  *pspec,
                    GSettings   *settings)
{
  g_settings_set_enum (settings, "practice-language", adw_combo_row_get_selected (row));
}

static AdwComboRow *
make_combo (const char         *title,
            const char         *subtitle,
            const char * const *choices,
            guint               chosen)
{
  AdwComboRow *row = ADW_COMBO_ROW (adw_combo_row_new ());
  g_autoptr(GtkStringList) list = gtk_string_list_new (choices);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (row, chosen);

  return row;
}

static void
begin_anew (CsWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.begin-anew", NULL);
}

static void
anew_clicked_cb (GtkButton *button,
                 CsWindow  *window)
{
  gtk_window_close (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (button))));
  cs_compat_confirm (GTK_WIDGET (window), _("Begin the Practice Office Anew?"),
                     _("A fresh practice office is made in the language chosen. The one you have is set aside in a folder beside it, not deleted."),
                     _("Begin Anew"), TRUE, G_CALLBACK (begin_anew), window);
}

static void
add_practice (AdwPreferencesPage *page,
              CsWindow           *window,
              GSettings          *settings)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  const char *languages[] = { _("As the interface"), "English", "简体中文", NULL };
  AdwComboRow *language;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_("Begin Anew…"));

  adw_preferences_group_set_title (group, _("Practice Office"));
  language = make_combo (_("Language"), _("Of its people, sections and posts, when it is made"), languages,
                         g_settings_get_enum (settings, "practice-language"));
  g_signal_connect_object (language, "notify::selected", G_CALLBACK (language_chosen_cb), settings, 0);
  adw_preferences_group_add (group, GTK_WIDGET (language));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("A fresh practice office"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (anew_clicked_cb), window, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (group, row);
  adw_preferences_page_add (page, group);
}

static void
password_clicked_cb (GtkButton *button,
                     CsWindow  *window)
{
  gtk_window_close (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (button))));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.change-password", NULL);
}

static void
add_account (AdwPreferencesPage *page,
             CsWindow           *window,
             const CsPersonInfo *me)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_("Change Password…"));
  g_autofree char *name = g_markup_escape_text (me->name, -1);
  g_autofree char *login = g_markup_escape_text (me->login, -1);

  adw_preferences_group_set_title (group, _("Your Login"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), login);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (password_clicked_cb), window, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (group, row);
  adw_preferences_page_add (page, group);
}

static void
add_appearance (AdwPreferencesPage *page,
                GSettings          *settings)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  const char *colours[] = { _("As the system"), _("Light"), _("Dark"), NULL };
  AdwComboRow *row;

  adw_preferences_group_set_title (group, _("Appearance"));
  row = make_combo (_("Colours"), NULL, colours, g_settings_get_enum (settings, "colour-scheme"));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (colours_chosen_cb), settings, 0);
  adw_preferences_group_add (group, GTK_WIDGET (row));
  adw_preferences_page_add (page, group);
}

GtkWindow *
cs_preferences_new (CsWindow *window)
{
  GtkWidget *preferences = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_preferences_page_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();
  CsSession *session = cs_window_get_session (window);
  const CsPersonInfo *me = session != NULL ? cs_session_get_me (session) : NULL;
  GSettings *settings = settings_of (window);

  gtk_window_set_title (GTK_WINDOW (preferences), _("Preferences"));
  gtk_window_set_transient_for (GTK_WINDOW (preferences), GTK_WINDOW (window));
  gtk_window_set_modal (GTK_WINDOW (preferences), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (preferences), 560, 480);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (preferences, keys);

  if (settings != NULL)
    add_appearance (ADW_PREFERENCES_PAGE (page), settings);
  if (me != NULL && cs_session_get_info (session)->practice && settings != NULL)
    add_practice (ADW_PREFERENCES_PAGE (page), window, settings);
  if (me != NULL && !cs_session_get_info (session)->practice)
    add_account (ADW_PREFERENCES_PAGE (page), window, me);

  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (preferences), box);

  return GTK_WINDOW (preferences);
}
