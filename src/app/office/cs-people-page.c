/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-office-subpage.h"
#include "cs-password-window.h"
#include "cs-people-page.h"
#include "cs-person-avatar.h"
#include "cs-person-window.h"
#include "cs-row-group.h"
#include "cs-sidebar.h"

struct _CsPeoplePage
{
  AdwBin parent_instance;

  CsOfficeData *data;
  CsRowGroup   *group;
  GtkWidget    *add;
};

G_DEFINE_FINAL_TYPE (CsPeoplePage, cs_people_page, ADW_TYPE_BIN)

static void
add_buttons (CsPeoplePage       *self,
             AdwActionRow       *row,
             const CsPersonInfo *person)
{
  g_autofree char *change = g_strdup_printf (_("Change %s"), person->name);
  g_autofree char *password = g_strdup_printf (_("Set the password of %s"), person->name);
  g_autofree char *retire = g_strdup_printf (_("Retire %s"), person->name);

  adw_action_row_add_suffix (row, cs_office_make_icon_button ("document-edit-symbolic", "page.change-person",
                                                              person->id, change));
  if (!cs_session_get_info (cs_office_data_get_session (self->data))->practice)
    adw_action_row_add_suffix (row, cs_office_make_icon_button ("dialog-password-symbolic", "page.set-password",
                                                                person->id, password));
  adw_action_row_add_suffix (row, cs_office_make_icon_button ("system-log-out-symbolic", "page.retire-person",
                                                              person->id, retire));
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  CsPeoplePage *self = user_data;
  const CsPersonInfo *person = item;
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
  else if (cs_office_data_may_change (self->data))
    {
      add_buttons (self, ADW_ACTION_ROW (row), person);
    }

  return row;
}

static void
show_people (CsPeoplePage *self)
{
  GPtrArray *people = cs_office_data_get_people (self->data);
  gboolean may_change = cs_office_data_may_change (self->data);

  gtk_widget_set_visible (self->add, may_change);
  if (people == NULL)
    return;

  cs_row_group_begin (self->group);
  for (guint i = 0; i < people->len; i++)
    {
      CsPersonInfo *person = g_ptr_array_index (people, i);
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, person->id);
      g_autofree char *stamp = g_strdup_printf ("%s\n%u\n%s\n%d%d", person->name, person->roles,
                                                person->section_name, person->retired, may_change);

      cs_row_group_put (self->group, key, stamp, make_row, person, self);
    }
  cs_row_group_end (self->group);
}

static void
loaded_cb (CsPeoplePage *self,
           guint         subject)
{
  if (subject == CS_OFFICE_PEOPLE)
    show_people (self);
}

static GtkWindow *
window_of (CsPeoplePage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
open_person (CsPeoplePage       *self,
             const CsPersonInfo *person)
{
  GPtrArray *sections = cs_office_data_get_sections (self->data);

  if (sections != NULL)
    gtk_window_present (cs_person_window_new (window_of (self), cs_office_data_get_session (self->data), person,
                                              sections));
}

static void
add_person_action (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  open_person (CS_PEOPLE_PAGE (widget), NULL);
}

static void
change_person_action (GtkWidget  *widget,
                      const char *action,
                      GVariant   *parameter)
{
  CsPeoplePage *self = CS_PEOPLE_PAGE (widget);
  GPtrArray *people = cs_office_data_get_people (self->data);

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const CsPersonInfo *person = g_ptr_array_index (people, i);

      if (person->id == g_variant_get_int64 (parameter))
        {
          open_person (self, person);
          return;
        }
    }
}

static void
set_password_action (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  CsPeoplePage *self = CS_PEOPLE_PAGE (widget);

  gtk_window_present (cs_password_window_new (window_of (self), cs_office_data_get_session (self->data),
                                              g_variant_get_int64 (parameter), FALSE));
}

static void
retire_person_action (GtkWidget  *widget,
                      const char *action,
                      GVariant   *parameter)
{
  CsPeoplePage *self = CS_PEOPLE_PAGE (widget);

  cs_office_ask_and_act (widget, self->data, _("Retire This Person?"),
                         _("The person can no longer sign in. What the person wrote and decided stays in the records."),
                         _("Retire"), "person.retire",
                         cs_arguments_one ("person", g_variant_get_int64 (parameter)),
                         _("Retired. The records stay."));
}

static void
cs_people_page_dispose (GObject *object)
{
  g_clear_object (&CS_PEOPLE_PAGE (object)->data);
  G_OBJECT_CLASS (cs_people_page_parent_class)->dispose (object);
}

static void
cs_people_page_class_init (CsPeoplePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_people_page_dispose;
  gtk_widget_class_install_action (widget_class, "page.add-person", NULL, add_person_action);
  gtk_widget_class_install_action (widget_class, "page.change-person", "x", change_person_action);
  gtk_widget_class_install_action (widget_class, "page.set-password", "x", set_password_action);
  gtk_widget_class_install_action (widget_class, "page.retire-person", "x", retire_person_action);
}

static void
cs_people_page_init (CsPeoplePage *self)
{
}

GtkWidget *
cs_people_page_new (CsOfficeData *data)
{
  CsPeoplePage *self = g_object_new (CS_TYPE_PEOPLE_PAGE, NULL);
  GtkWidget *subpage = cs_office_subpage_new (data, _("People"), TRUE);

  self->data = g_object_ref (data);
  self->group = CS_ROW_GROUP (cs_row_group_new (_("People"), NULL));
  self->add = gtk_button_new_with_label (_("Add Person…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add), "page.add-person");
  gtk_widget_add_css_class (self->add, "flat");
  cs_row_group_set_suffix (self->group, self->add);
  cs_office_subpage_add (CS_OFFICE_SUBPAGE (subpage), GTK_WIDGET (self->group));
  adw_bin_set_child (ADW_BIN (self), subpage);
  g_signal_connect_object (data, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  show_people (self);

  return GTK_WIDGET (self);
}
