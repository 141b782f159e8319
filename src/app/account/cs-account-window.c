/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-account-window.h"
#include "cs-key-client.h"
#include "cs-key-group.h"
#include "cs-key-renewals.h"
#include "cs-password-window.h"
#include "cs-person-avatar.h"
#include "cs-second-factor-window.h"
#include "cs-show-error.h"
#include "cs-sidebar.h"

struct _CsAccountWindow
{
  AdwWindow parent_instance;

  CsSession       *session;

  AdwToastOverlay *toasts;
  GtkWidget       *key_group;
  GtkWidget       *factor_row;
  GtkWidget       *factor_button;
};

G_DEFINE_FINAL_TYPE (CsAccountWindow, cs_account_window, ADW_TYPE_WINDOW)

static void
session_changed_cb (CsAccountWindow *self)
{
  const CsKeyState *state = cs_session_get_key_state (self->session);

  if (cs_session_get_me (self->session) == NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->factor_row),
                               state->second_factor
                               ? _("Set. A code from your telephone is asked for when you sign in and when you open your key.")
                               : _("Not set. With it, a stolen password alone is worth nothing."));
  gtk_button_set_label (GTK_BUTTON (self->factor_button), state->second_factor ? _("Remove…") : _("Set Up…"));
}

static void
factor_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  CsAccountWindow *self = CS_ACCOUNT_WINDOW (widget);

  if (cs_session_get_key_state (self->session)->second_factor)
    gtk_window_present (cs_second_factor_window_new_remove (GTK_WINDOW (self), self->session));
  else
    gtk_window_present (cs_second_factor_window_new (GTK_WINDOW (self), self->session));
}

static void
password_action (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  CsAccountWindow *self = CS_ACCOUNT_WINDOW (widget);
  const CsPersonInfo *me = cs_session_get_me (self->session);

  if (me != NULL)
    gtk_window_present (cs_password_window_new (GTK_WINDOW (self), self->session, me->id, TRUE));
}

/* The main window has the window in which an absence is entered. */
static void
absence_action (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  if (parent != NULL && gtk_widget_activate_action (GTK_WIDGET (parent), "win.absence", NULL))
    gtk_window_close (GTK_WINDOW (widget));
}

static void
toast_action (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  adw_toast_overlay_add_toast (CS_ACCOUNT_WINDOW (widget)->toasts,
                               adw_toast_new (g_variant_get_string (parameter, NULL)));
}

static void
cs_account_window_dispose (GObject *object)
{
  CsAccountWindow *self = CS_ACCOUNT_WINDOW (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (cs_account_window_parent_class)->dispose (object);
}

static void
cs_account_window_class_init (CsAccountWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_account_window_dispose;
  gtk_widget_class_install_action (widget_class, "account.second-factor", NULL, factor_action);
  gtk_widget_class_install_action (widget_class, "account.password", NULL, password_action);
  gtk_widget_class_install_action (widget_class, "account.absence", NULL, absence_action);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cs_account_window_init (CsAccountWindow *self)
{
}

static GtkWidget *
make_row (const char  *title,
          const char  *subtitle,
          const char  *label,
          const char  *action,
          GtkWidget  **button)
{
  GtkWidget *row = adw_action_row_new ();

  *button = gtk_button_new_with_label (label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (*button), action);
  gtk_widget_set_valign (*button, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), *button);

  return row;
}

static GtkWidget *
make_person (const CsPersonInfo *me)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *avatar = cs_person_avatar_new (64);
  GtkWidget *name = gtk_label_new (me->name);
  g_autofree char *roles = cs_roles_describe (me->roles);
  g_autofree char *text = *me->section_name != '\0' ? g_strdup_printf (_("%s · %s"), roles, me->section_name)
                                                    : g_strdup (roles);
  GtkWidget *role = gtk_label_new (text);

  cs_person_avatar_set (CS_PERSON_AVATAR (avatar), me->name);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_wrap (GTK_LABEL (role), TRUE);
  gtk_label_set_justify (GTK_LABEL (role), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (name, "title-2");
  gtk_widget_add_css_class (role, "dim-label");
  gtk_box_append (GTK_BOX (box), avatar);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), role);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), box);

  return group;
}

static GtkWidget *
make_access (CsAccountWindow *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *button;
  const CsOfficeInfo *info = cs_session_get_info (self->session);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Signing In"));
  self->factor_row = make_row (_("Second Factor"), "", _("Set Up…"), "account.second-factor", &self->factor_button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->factor_row);
  if (!info->practice)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                               make_row (_("Password"), _("A new password seals your key anew."), _("Change…"),
                                         "account.password", &button));

  return group;
}

static GtkWidget *
make_absence (void)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *button;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Absence"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             make_row (_("Away for a While?"), _("Somebody signs for you, from a day to a day; afterwards you see what was signed."),
                                       _("I Am Away…"), "account.absence", &button));

  return group;
}

static void
add_groups (CsAccountWindow    *self,
            AdwPreferencesPage *page,
            const CsPersonInfo *me)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (make_person (me)));
  self->key_group = cs_key_group_new (self->session);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->key_group);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (make_access (self)));
  if (me->roles & (CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_LEADER | CS_ROLE_DUTY))
    adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (make_absence ()));
  if (me->roles & CS_ROLE_ADMINISTRATOR)
    {
      group = adw_preferences_group_new ();
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), cs_key_renewals_new (self->session));
      adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
    }
}

GtkWindow *
cs_account_window_new (GtkWindow *parent,
                       CsSession *session)
{
  CsAccountWindow *self;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_preferences_page_new ();

  g_return_val_if_fail (CS_IS_SESSION (session), NULL);
  g_return_val_if_fail (cs_session_get_me (session) != NULL, NULL);

  self = g_object_new (CS_TYPE_ACCOUNT_WINDOW, "transient-for", parent, "modal", TRUE,
                       "title", _("My Account"), "default-width", 560, "default-height", 680, NULL);
  self->session = g_object_ref (session);
  add_groups (self, ADW_PREFERENCES_PAGE (page), cs_session_get_me (session));
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, box);
  adw_window_set_content (ADW_WINDOW (self), GTK_WIDGET (self->toasts));
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  session_changed_cb (self);

  return GTK_WINDOW (self);
}
