/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-form-window.h"
#include "cs-password.h"
#include "cs-person-window.h"
#include "cs-show-error.h"

#define N_ROLES 7

typedef struct
{
  gint64     id;       /* 0 = somebody new */
  gboolean   practice; /* no password needed */
  GtkWidget *name;
  GtkWidget *login;    /* NULL when changing: a login stays */
  GtkWidget *password; /* NULL when changing, and in a practice office */
  GtkWidget *section;
  GtkWidget *roles[N_ROLES];
  GArray    *sections; /* of gint64: ids in the order of the choice, 0 first */
} Form;

static void
free_form (Form *form)
{
  g_array_unref (form->sections);
  g_free (form);
}

static const char *
text_of (GtkWidget *row)
{
  return row != NULL ? gtk_editable_get_text (GTK_EDITABLE (row)) : "";
}

static CsRoles
chosen_roles (Form *form)
{
  CsRoles roles = CS_ROLE_NONE;

  for (guint i = 0; i < N_ROLES; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (form->roles[i])))
      roles |= 1 << i;

  return roles;
}

static void
changed_cb (CsFormWindow *window)
{
  Form *form = g_object_get_data (G_OBJECT (window), "cs-form");
  gboolean valid;

  if (form == NULL)
    return;

  valid = *text_of (form->name) != '\0' && chosen_roles (form) != CS_ROLE_NONE;
  if (form->login != NULL)
    valid = valid && *text_of (form->login) != '\0';
  if (form->password != NULL)
    valid = valid && g_utf8_strlen (text_of (form->password), -1) >= CS_PASSWORD_MIN_CHARACTERS;
  cs_form_window_set_valid (window, valid);
}

static void
submit_cb (CsFormWindow *window)
{
  Form *form = g_object_get_data (G_OBJECT (window), "cs-form");
  guint chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (form->section));
  gint64 section = chosen < form->sections->len ? g_array_index (form->sections, gint64, chosen) : 0;

  if (form->id != 0)
    cs_form_window_call (window, "person.change",
                         cs_arguments_person_change (form->id, text_of (form->name),
                                                     chosen_roles (form), section),
                         _("The change is made."));
  else
    cs_form_window_call (window, "person.add",
                         cs_arguments_person_add (text_of (form->login), text_of (form->name),
                                                  chosen_roles (form), section, text_of (form->password)),
                         _("The person is added."));
}

static GtkWidget *
add_entry (CsFormWindow        *window,
           AdwPreferencesGroup *group,
           GtkWidget           *row,
           const char          *title,
           const char          *text)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_preferences_group_add (group, row);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), window, G_CONNECT_SWAPPED);

  return row;
}

static GtkWidget *
add_role (CsFormWindow        *window,
          AdwPreferencesGroup *group,
          CsRoles              role,
          gboolean             held)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), held);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), cs_role_label (role));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  /* The row is its label too, and would be read a second time. */
  cs_name_widget (check, cs_role_label (role));
  adw_preferences_group_add (group, row);
  g_signal_connect_object (check, "toggled", G_CALLBACK (changed_cb), window, G_CONNECT_SWAPPED);

  return check;
}

static GtkWidget *
add_section (AdwPreferencesGroup *group,
             GPtrArray           *sections,
             GArray              *ids,
             gint64               chosen)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();
  guint selected = 0;
  gint64 whole = 0;

  gtk_string_list_append (names, _("The whole office"));
  g_array_append_val (ids, whole);
  for (guint i = 0; i < sections->len; i++)
    {
      const CsSectionInfo *section = g_ptr_array_index (sections, i);

      if (section->retired)
        continue;
      if (section->id == chosen)
        selected = ids->len;
      gtk_string_list_append (names, section->name);
      g_array_append_val (ids, section->id);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Section"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  adw_preferences_group_add (group, row);

  return row;
}

GtkWindow *
cs_person_window_new (GtkWindow          *parent,
                      CsSession          *session,
                      const CsPersonInfo *person,
                      GPtrArray          *sections)
{
  GtkWidget *window;
  AdwPreferencesGroup *who = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  AdwPreferencesGroup *roles = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  Form *form = g_new0 (Form, 1);

  window = cs_form_window_new (parent, session, person != NULL ? _("Change Person") : _("Add Person"),
                               person != NULL ? _("Change") : _("Add"));
  form->id = person != NULL ? person->id : 0;
  form->practice = cs_session_get_info (session)->practice;
  form->sections = g_array_new (FALSE, FALSE, sizeof (gint64));

  form->name = add_entry (CS_FORM_WINDOW (window), who, adw_entry_row_new (), C_("of a person", "Name"),
                          person != NULL ? person->name : "");
  if (person == NULL)
    form->login = add_entry (CS_FORM_WINDOW (window), who, adw_entry_row_new (), _("Login"), "");
  if (person == NULL && !form->practice)
    form->password = add_entry (CS_FORM_WINDOW (window), who, adw_password_entry_row_new (),
                                _("First Password, at Least 10 Characters"), "");
  form->section = add_section (who, sections, form->sections, person != NULL ? person->section : 0);
  adw_preferences_group_set_title (roles, _("Roles"));
  adw_preferences_group_set_description (roles, _("One at least. Administrators and auditors never decide on posts."));
  for (guint i = 0; i < N_ROLES; i++)
    form->roles[i] = add_role (CS_FORM_WINDOW (window), roles, 1 << i,
                               person != NULL && (person->roles & (1 << i)) != 0);

  g_object_set_data_full (G_OBJECT (window), "cs-form", form, (GDestroyNotify) free_form);
  g_signal_connect_object (form->section, "notify::selected", G_CALLBACK (changed_cb), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect (window, "submit", G_CALLBACK (submit_cb), NULL);
  cs_form_window_add (CS_FORM_WINDOW (window), who);
  cs_form_window_add (CS_FORM_WINDOW (window), roles);
  gtk_window_set_default_size (GTK_WINDOW (window), 460, 680);

  return GTK_WINDOW (window);
}

typedef struct
{
  gint64     id;
  GtkWidget *name;
} SectionForm;

static void
section_changed_cb (CsFormWindow *window)
{
  SectionForm *form = g_object_get_data (G_OBJECT (window), "cs-form");

  cs_form_window_set_valid (window, *text_of (form->name) != '\0');
}

static void
section_submit_cb (CsFormWindow *window)
{
  SectionForm *form = g_object_get_data (G_OBJECT (window), "cs-form");

  if (form->id != 0)
    cs_form_window_call (window, "section.change",
                         cs_arguments_section_change (form->id, text_of (form->name)),
                         _("The change is made."));
  else
    cs_form_window_call (window, "section.add", cs_arguments_section_add (text_of (form->name)),
                         _("The section is added."));
}

GtkWindow *
cs_section_window_new (GtkWindow           *parent,
                       CsSession           *session,
                       const CsSectionInfo *section)
{
  GtkWidget *window;
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  SectionForm *form = g_new0 (SectionForm, 1);

  window = cs_form_window_new (parent, session, section != NULL ? _("Rename Section") : _("Add Section"),
                               section != NULL ? _("Rename") : _("Add"));
  form->id = section != NULL ? section->id : 0;
  form->name = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->name), _("Name"));
  gtk_editable_set_text (GTK_EDITABLE (form->name), section != NULL ? section->name : "");
  adw_preferences_group_add (group, form->name);
  g_object_set_data_full (G_OBJECT (window), "cs-form", form, g_free);
  g_signal_connect_object (form->name, "changed", G_CALLBACK (section_changed_cb), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect (window, "submit", G_CALLBACK (section_submit_cb), NULL);
  cs_form_window_add (CS_FORM_WINDOW (window), group);

  return GTK_WINDOW (window);
}

typedef struct
{
  GtkWidget *name;
  GtkWidget *language;
  GtkWidget *zone;
} OfficeForm;

static void
office_changed_cb (CsFormWindow *window)
{
  OfficeForm *form = g_object_get_data (G_OBJECT (window), "cs-form");
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier (text_of (form->zone));

  if (zone != NULL)
    gtk_widget_remove_css_class (form->zone, "error");
  else
    gtk_widget_add_css_class (form->zone, "error");
  cs_form_window_set_valid (window, *text_of (form->name) != '\0' && zone != NULL);
}

static void
office_submit_cb (CsFormWindow *window)
{
  OfficeForm *form = g_object_get_data (G_OBJECT (window), "cs-form");
  guint language = adw_combo_row_get_selected (ADW_COMBO_ROW (form->language));

  cs_form_window_call (window, "office.change",
                       cs_arguments_office_change (text_of (form->name), language == 1 ? "zh" : "en",
                                                   text_of (form->zone)),
                       _("The change is made."));
}

GtkWindow *
cs_office_window_new (GtkWindow *parent,
                      CsSession *session)
{
  GtkWidget *window = cs_form_window_new (parent, session, _("Office"), _("Change"));
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  const CsOfficeInfo *info = cs_session_get_info (session);
  const char *names[] = { "English", "中文", NULL };
  g_autoptr(GtkStringList) languages = gtk_string_list_new (names);
  OfficeForm *form = g_new0 (OfficeForm, 1);

  form->name = adw_entry_row_new ();
  form->language = adw_combo_row_new ();
  form->zone = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->name), _("Name"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->language), _("Language"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->zone), _("Time Zone"));
  gtk_editable_set_text (GTK_EDITABLE (form->name), info->name);
  adw_combo_row_set_model (ADW_COMBO_ROW (form->language), G_LIST_MODEL (languages));
  adw_combo_row_set_selected (ADW_COMBO_ROW (form->language), g_str_has_prefix (info->language, "zh"));
  gtk_editable_set_text (GTK_EDITABLE (form->zone), info->zone);
  adw_preferences_group_add (group, form->name);
  adw_preferences_group_add (group, form->language);
  adw_preferences_group_add (group, form->zone);
  g_object_set_data_full (G_OBJECT (window), "cs-form", form, g_free);
  g_signal_connect_object (form->name, "changed", G_CALLBACK (office_changed_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (form->zone, "changed", G_CALLBACK (office_changed_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (form->language, "notify::selected", G_CALLBACK (office_changed_cb), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect (window, "submit", G_CALLBACK (office_submit_cb), NULL);
  cs_form_window_add (CS_FORM_WINDOW (window), group);

  return GTK_WINDOW (window);
}
