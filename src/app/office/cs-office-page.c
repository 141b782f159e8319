/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-compat.h"
#include "cs-office-page.h"
#include "cs-password-window.h"
#include "cs-person-avatar.h"
#include "cs-person-window.h"
#include "cs-route-view.h"
#include "cs-show-error.h"
#include "cs-sidebar.h"

struct _CsOfficePage
{
  AdwBin parent_instance;

  CsSession           *session;
  GCancellable        *cancellable;
  GPtrArray           *people;
  GPtrArray           *sections;
  const char          *retiring_what; /* "person" or "section": what the person is being asked about */
  gint64               retiring;

  GtkWidget           *office_row;
  GtkWidget           *route;
  GtkBox              *people_box;
  GtkBox              *sections_box;
};

G_DEFINE_FINAL_TYPE (CsOfficePage, cs_office_page, ADW_TYPE_BIN)

static gboolean
may_change (CsOfficePage *self)
{
  const CsPersonInfo *me = cs_session_get_me (self->session);

  return me != NULL && (me->roles & CS_ROLE_ADMINISTRATOR) != 0;
}

static GtkWidget *
make_icon_button (const char *icon,
                  const char *action,
                  gint64      id,
                  const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", id);
  gtk_widget_set_tooltip_text (button, name);
  cs_name_widget (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");

  return button;
}

static GtkWidget *
make_person_row (CsOfficePage       *self,
                 const CsPersonInfo *person)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *avatar = cs_person_avatar_new (36);
  g_autofree char *roles = cs_roles_describe (person->roles);
  g_autofree char *subtitle = NULL;

  subtitle = *person->section_name != '\0' ? g_strdup_printf (_("%s · %s"), roles, person->section_name)
                                           : g_strdup (roles);
  cs_person_avatar_set (CS_PERSON_AVATAR (avatar), person->name);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), person->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);

  if (person->retired)
    {
      GtkWidget *label = gtk_label_new (_("Retired"));

      gtk_widget_add_css_class (label, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  else if (may_change (self))
    {
      g_autofree char *change = g_strdup_printf (_("Change %s"), person->name);
      g_autofree char *password = g_strdup_printf (_("Set the password of %s"), person->name);
      g_autofree char *retire = g_strdup_printf (_("Retire %s"), person->name);

      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 make_icon_button ("document-edit-symbolic", "page.change-person", person->id, change));
      if (!cs_session_get_info (self->session)->practice)
        adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                   make_icon_button ("dialog-password-symbolic", "page.set-password", person->id, password));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 make_icon_button ("system-log-out-symbolic", "page.retire-person", person->id, retire));
    }

  return row;
}

static GtkWidget *
make_section_row (CsOfficePage        *self,
                  const CsSectionInfo *section)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), section->name);
  if (section->retired)
    {
      GtkWidget *label = gtk_label_new (_("Retired"));

      gtk_widget_add_css_class (label, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  else if (may_change (self))
    {
      g_autofree char *change = g_strdup_printf (_("Rename %s"), section->name);
      g_autofree char *retire = g_strdup_printf (_("Retire %s"), section->name);

      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 make_icon_button ("document-edit-symbolic", "page.change-section", section->id, change));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 make_icon_button ("system-log-out-symbolic", "page.retire-section", section->id, retire));
    }

  return row;
}

static AdwPreferencesGroup *
begin_group (CsOfficePage *self,
             GtkBox       *box,
             const char   *title,
             const char   *add,
             const char   *action)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);

  adw_preferences_group_set_title (group, title);
  if (may_change (self))
    {
      GtkWidget *button = gtk_button_new_with_label (add);

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
      gtk_widget_add_css_class (button, "flat");
      adw_preferences_group_set_header_suffix (group, button);
    }
  gtk_box_append (box, GTK_WIDGET (group));

  return group;
}

static void
people_listed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(CsOfficePage) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  AdwPreferencesGroup *group;

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }

  g_clear_pointer (&self->people, g_ptr_array_unref);
  self->people = cs_reply_read_people (reply);
  group = begin_group (self, self->people_box, _("People"), _("Add Person…"), "page.add-person");
  for (guint i = 0; i < self->people->len; i++)
    adw_preferences_group_add (group, make_person_row (self, g_ptr_array_index (self->people, i)));
}

static void
sections_listed_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(CsOfficePage) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  AdwPreferencesGroup *group;

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }

  g_clear_pointer (&self->sections, g_ptr_array_unref);
  self->sections = cs_reply_read_sections (reply);
  group = begin_group (self, self->sections_box, _("Sections"), _("Add Section…"), "page.add-section");
  for (guint i = 0; i < self->sections->len; i++)
    adw_preferences_group_add (group, make_section_row (self, g_ptr_array_index (self->sections, i)));
}

static void
route_asked_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(CsOfficePage) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(CsRoute) route = NULL;

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }

  if ((route = cs_reply_read_route (reply)) != NULL)
    cs_route_view_set (CS_ROUTE_VIEW (self->route), route);
}

static void
refresh (CsOfficePage *self)
{
  CsOffice *office = cs_session_get_office (self->session);
  const CsOfficeInfo *info = cs_session_get_info (self->session);
  g_autofree char *subtitle = g_strdup_printf (_("%s · %s"), info->zone,
                                               g_str_has_prefix (info->language, "zh") ? "中文" : "English");

  if (cs_session_get_me (self->session) == NULL)
    return;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->office_row), info->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->office_row), subtitle);
  cs_office_call_async (office, "person.list", NULL, self->cancellable, people_listed_cb,
                        g_object_ref (self));
  cs_office_call_async (office, "section.list", NULL, self->cancellable, sections_listed_cb,
                        g_object_ref (self));
  cs_office_call_async (office, "route.get", NULL, self->cancellable, route_asked_cb,
                        g_object_ref (self));
}

static GtkWindow *
window_of (CsOfficePage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
add_person_action (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  CsOfficePage *self = CS_OFFICE_PAGE (widget);

  if (self->sections != NULL)
    gtk_window_present (cs_person_window_new (window_of (self), self->session, NULL, self->sections));
}

static void
change_person_action (GtkWidget  *widget,
                      const char *action,
                      GVariant   *parameter)
{
  CsOfficePage *self = CS_OFFICE_PAGE (widget);

  for (guint i = 0; self->sections != NULL && i < self->people->len; i++)
    {
      const CsPersonInfo *person = g_ptr_array_index (self->people, i);

      if (person->id == g_variant_get_int64 (parameter))
        gtk_window_present (cs_person_window_new (window_of (self), self->session, person, self->sections));
    }
}

static void
set_password_action (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  CsOfficePage *self = CS_OFFICE_PAGE (widget);

  gtk_window_present (cs_password_window_new (window_of (self), self->session,
                                              g_variant_get_int64 (parameter), FALSE));
}

static void
add_section_action (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  CsOfficePage *self = CS_OFFICE_PAGE (widget);

  gtk_window_present (cs_section_window_new (window_of (self), self->session, NULL));
}

static void
change_section_action (GtkWidget  *widget,
                       const char *action,
                       GVariant   *parameter)
{
  CsOfficePage *self = CS_OFFICE_PAGE (widget);

  for (guint i = 0; i < self->sections->len; i++)
    {
      const CsSectionInfo *section = g_ptr_array_index (self->sections, i);

      if (section->id == g_variant_get_int64 (parameter))
        gtk_window_present (cs_section_window_new (window_of (self), self->session, section));
    }
}

static void
retired_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(CsOfficePage) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("Retired. The records stay."));
  else
    cs_show_error (GTK_WIDGET (self), error);
}

static void
retire_confirmed_cb (CsOfficePage *self)
{
  g_autofree char *operation = g_strconcat (self->retiring_what, ".retire", NULL);

  cs_office_call_async (cs_session_get_office (self->session), operation,
                        cs_arguments_one (self->retiring_what, self->retiring), self->cancellable,
                        retired_cb, g_object_ref (self));
}

static void
retire_person_action (GtkWidget  *widget,
                      const char *action,
                      GVariant   *parameter)
{
  CsOfficePage *self = CS_OFFICE_PAGE (widget);

  self->retiring_what = "person";
  self->retiring = g_variant_get_int64 (parameter);
  cs_compat_confirm (widget, _("Retire This Person?"),
                     _("The person can no longer sign in. What the person wrote and decided stays in the records."),
                     _("Retire"), TRUE, G_CALLBACK (retire_confirmed_cb), self);
}

static void
retire_section_action (GtkWidget  *widget,
                       const char *action,
                       GVariant   *parameter)
{
  CsOfficePage *self = CS_OFFICE_PAGE (widget);

  self->retiring_what = "section";
  self->retiring = g_variant_get_int64 (parameter);
  cs_compat_confirm (widget, _("Retire This Section?"),
                     _("Nobody can be put into it any more. Its posts stay in the records."),
                     _("Retire"), TRUE, G_CALLBACK (retire_confirmed_cb), self);
}

static void
change_office_action (GtkWidget  *widget,
                      const char *action,
                      GVariant   *parameter)
{
  CsOfficePage *self = CS_OFFICE_PAGE (widget);

  gtk_window_present (cs_office_window_new (window_of (self), self->session));
}

static void
cs_office_page_dispose (GObject *object)
{
  CsOfficePage *self = CS_OFFICE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->sections, g_ptr_array_unref);
  G_OBJECT_CLASS (cs_office_page_parent_class)->dispose (object);
}

static void
cs_office_page_finalize (GObject *object)
{
  g_clear_object (&CS_OFFICE_PAGE (object)->cancellable);
  G_OBJECT_CLASS (cs_office_page_parent_class)->finalize (object);
}

static void
cs_office_page_class_init (CsOfficePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cs_office_page_dispose;
  object_class->finalize = cs_office_page_finalize;
  gtk_widget_class_install_action (widget_class, "page.add-person", NULL, add_person_action);
  gtk_widget_class_install_action (widget_class, "page.change-person", "x", change_person_action);
  gtk_widget_class_install_action (widget_class, "page.set-password", "x", set_password_action);
  gtk_widget_class_install_action (widget_class, "page.retire-person", "x", retire_person_action);
  gtk_widget_class_install_action (widget_class, "page.add-section", NULL, add_section_action);
  gtk_widget_class_install_action (widget_class, "page.change-section", "x", change_section_action);
  gtk_widget_class_install_action (widget_class, "page.retire-section", "x", retire_section_action);
  gtk_widget_class_install_action (widget_class, "page.change-office", NULL, change_office_action);
}

static void
cs_office_page_init (CsOfficePage *self)
{
  self->cancellable = g_cancellable_new ();
}

static GtkWidget *
make_about (CsOfficePage *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  self->office_row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->office_row), FALSE);
  if (may_change (self))
    {
      GtkWidget *button = gtk_button_new_with_label (_("Change…"));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.change-office");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      adw_action_row_add_suffix (ADW_ACTION_ROW (self->office_row), button);
    }
  adw_preferences_group_add (group, self->office_row);

  return GTK_WIDGET (group);
}

static GtkWidget *
make_content (CsOfficePage *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *route = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *heading = gtk_label_new (_("How a Post Goes Out"));

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  self->route = cs_route_view_new ();
  gtk_box_append (GTK_BOX (route), heading);
  gtk_box_append (GTK_BOX (route), self->route);
  self->people_box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->sections_box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_box_append (GTK_BOX (column), make_about (self));
  gtk_box_append (GTK_BOX (column), route);
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->people_box));
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (self->sections_box));
  gtk_widget_set_margin_top (column, 24);
  gtk_widget_set_margin_bottom (column, 36);
  gtk_widget_set_margin_start (column, 18);
  gtk_widget_set_margin_end (column, 18);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 760);
  adw_clamp_set_child (ADW_CLAMP (clamp), column);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), clamp);
  gtk_widget_set_vexpand (scroll, TRUE);

  return scroll;
}

GtkWidget *
cs_office_page_new (CsSession *session)
{
  CsOfficePage *self = g_object_new (CS_TYPE_OFFICE_PAGE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  g_return_val_if_fail (CS_IS_SESSION (session), NULL);

  self->session = g_object_ref (session);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new (_("Office"), ""));
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), make_content (self));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (session, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);

  return GTK_WIDGET (self);
}
