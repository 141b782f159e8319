/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-first-start-page.h"
#include "cs-password.h"
#include "cs-route-strip.h"
#include "cs-show-error.h"

/* One person to be made. The widgets belong to its row. */
typedef struct
{
  GtkWidget *row;
  GtkWidget *name;
  GtkWidget *login;
  GtkWidget *password;
  GtkWidget *role;
  GtkWidget *section;
} PersonRow;

struct _CsFirstStartPage
{
  AdwBin parent_instance;

  CsSession           *session;
  GCancellable        *cancellable;
  GPtrArray           *section_rows; /* of AdwEntryRow; the group has them */
  GPtrArray           *person_rows;  /* of PersonRow */

  GtkWidget           *form;
  GtkWidget           *name;
  GtkWidget           *language;
  GtkWidget           *zone;
  AdwPreferencesGroup *sections;
  AdwPreferencesGroup *people;
  GtkWidget           *admin_name;
  GtkWidget           *admin_login;
  GtkWidget           *admin_password;
  GtkWidget           *admin_again;
  GtkWidget           *route;
  GtkLabel            *trouble;
  GtkWidget           *button;
};

G_DEFINE_FINAL_TYPE (CsFirstStartPage, cs_first_start_page, ADW_TYPE_BIN)

static const CsRoles choices[] = {
  CS_ROLE_DRAFTER, CS_ROLE_REVIEWER, CS_ROLE_LEADER, CS_ROLE_DUTY, CS_ROLE_RESPONDER, CS_ROLE_AUDITOR
};

static const char *
text_of (GtkWidget *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static gboolean
password_will_do (const char *password)
{
  return g_utf8_strlen (password, -1) >= CS_PASSWORD_MIN_CHARACTERS;
}

static void
changed_cb (CsFirstStartPage *self)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier (text_of (self->zone));
  gboolean valid;

  valid = *text_of (self->name) != '\0' && zone != NULL && *text_of (self->admin_name) != '\0' &&
          *text_of (self->admin_login) != '\0' && password_will_do (text_of (self->admin_password)) &&
          g_str_equal (text_of (self->admin_password), text_of (self->admin_again));
  for (guint i = 0; i < self->person_rows->len; i++)
    {
      const PersonRow *person = g_ptr_array_index (self->person_rows, i);

      valid = valid && *text_of (person->name) != '\0' && *text_of (person->login) != '\0' &&
              password_will_do (text_of (person->password));
    }

  if (zone != NULL)
    gtk_widget_remove_css_class (self->zone, "error");
  else
    gtk_widget_add_css_class (self->zone, "error");
  gtk_widget_set_sensitive (self->button, valid);
}

static char **
list_sections (CsFirstStartPage *self)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < self->section_rows->len; i++)
    if (*text_of (g_ptr_array_index (self->section_rows, i)) != '\0')
      g_strv_builder_add (names, text_of (g_ptr_array_index (self->section_rows, i)));

  return g_strv_builder_end (names);
}

/* People choose among the sections as they are named now. */
static void
sections_changed_cb (CsFirstStartPage *self)
{
  g_auto(GStrv) names = list_sections (self);

  for (guint i = 0; i < self->person_rows->len; i++)
    {
      const PersonRow *person = g_ptr_array_index (self->person_rows, i);
      guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (person->section));
      g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);

      gtk_string_list_append (list, _("The whole office"));
      for (guint j = 0; names[j] != NULL; j++)
        gtk_string_list_append (list, names[j]);
      adw_combo_row_set_model (ADW_COMBO_ROW (person->section), G_LIST_MODEL (list));
      if (selected < g_list_model_get_n_items (G_LIST_MODEL (list)))
        adw_combo_row_set_selected (ADW_COMBO_ROW (person->section), selected);
      cs_name_fields (person->row);
    }
}

static void
add_section_row (CsFirstStartPage *self)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Name of the Section"));
  adw_preferences_group_add (self->sections, row);
  g_ptr_array_add (self->section_rows, row);
  g_signal_connect_object (row, "changed", G_CALLBACK (sections_changed_cb), self, G_CONNECT_SWAPPED);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (row);
}

static void
remove_person_cb (GtkButton        *button,
                  CsFirstStartPage *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), ADW_TYPE_EXPANDER_ROW);

  for (guint i = 0; i < self->person_rows->len; i++)
    if (((PersonRow *) g_ptr_array_index (self->person_rows, i))->row == row)
      {
        g_ptr_array_remove_index (self->person_rows, i);
        adw_preferences_group_remove (self->people, row);
        break;
      }
  changed_cb (self);
}

static GtkWidget *
add_person_entry (CsFirstStartPage *self,
                  GtkWidget        *row,
                  GtkWidget        *entry,
                  const char       *title)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return entry;
}

static void
person_named_cb (GtkEditable *name,
                 GtkWidget   *row)
{
  g_autofree char *title = g_markup_escape_text (gtk_editable_get_text (name), -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *title != '\0' ? title : _("New Person"));
}

static void
add_person_row (CsFirstStartPage *self)
{
  PersonRow *person = g_new0 (PersonRow, 1);
  GtkWidget *remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autoptr(GtkStringList) roles = gtk_string_list_new (NULL);

  person->row = adw_expander_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (person->row), _("New Person"));
  person->name = add_person_entry (self, person->row, adw_entry_row_new (), C_("of a person", "Name"));
  person->login = add_person_entry (self, person->row, adw_entry_row_new (), _("Login"));
  person->password = add_person_entry (self, person->row, adw_password_entry_row_new (),
                                       _("First Password, at Least 10 Characters"));
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    gtk_string_list_append (roles, cs_role_label (choices[i]));
  person->role = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (person->role), _("Role"));
  adw_combo_row_set_model (ADW_COMBO_ROW (person->role), G_LIST_MODEL (roles));
  person->section = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (person->section), _("Section"));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (person->row), person->role);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (person->row), person->section);

  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, _("Leave this person out"));
  cs_name_widget (remove, _("Leave this person out"));
  adw_expander_row_add_action (ADW_EXPANDER_ROW (person->row), remove);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_person_cb), self, 0);
  g_signal_connect_object (person->name, "changed", G_CALLBACK (person_named_cb), person->row, 0);

  g_ptr_array_add (self->person_rows, person);
  adw_preferences_group_add (self->people, person->row);
  sections_changed_cb (self);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (person->row), TRUE);
  gtk_widget_grab_focus (person->name);
  changed_cb (self);
}

static void
refuse (CsFirstStartPage *self,
        const GError     *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_info ("Making the office: %s", error->message);
  gtk_widget_set_sensitive (self->form, TRUE);
  gtk_label_set_label (self->trouble, cs_error_sentence (error));
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
}

static void
signed_in_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(CsFirstStartPage) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  /* The office is made in any case: if this does not sign in, the sign-in page comes. */
  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    g_info ("Signing in after making the office: %s", error->message);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.let-in", NULL);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(CsFirstStartPage) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    {
      refuse (self, error);
      return;
    }

  cs_office_call_async (CS_OFFICE (source), "session.open",
                        cs_arguments_session_open (text_of (self->admin_login), text_of (self->admin_password)),
                        self->cancellable, signed_in_cb, g_object_ref (self));
}

static void
make_office (CsFirstStartPage *self)
{
  g_auto(GStrv) sections = list_sections (self);
  gboolean chinese = adw_combo_row_get_selected (ADW_COMBO_ROW (self->language)) == 1;
  JsonObject *arguments;

  arguments = cs_arguments_office_create (text_of (self->name), chinese ? "zh" : "en", text_of (self->zone),
                                          FALSE, (const char * const *) sections,
                                          text_of (self->admin_login), text_of (self->admin_name),
                                          text_of (self->admin_password));
  for (guint i = 0; i < self->person_rows->len; i++)
    {
      const PersonRow *person = g_ptr_array_index (self->person_rows, i);
      guint section = adw_combo_row_get_selected (ADW_COMBO_ROW (person->section));
      guint role = adw_combo_row_get_selected (ADW_COMBO_ROW (person->role));

      cs_arguments_office_create_add_person (arguments, text_of (person->login), text_of (person->name),
                                             choices[MIN (role, G_N_ELEMENTS (choices) - 1)],
                                             section > 0 && section <= g_strv_length (sections)
                                             ? sections[section - 1] : NULL,
                                             text_of (person->password));
    }

  gtk_widget_set_visible (GTK_WIDGET (self->trouble), FALSE);
  gtk_widget_set_sensitive (self->form, FALSE);
  cs_office_call_async (cs_session_get_office (self->session), "office.create", arguments,
                        self->cancellable, made_cb, g_object_ref (self));
}

static void
cs_first_start_page_dispose (GObject *object)
{
  CsFirstStartPage *self = CS_FIRST_START_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cs_first_start_page_parent_class)->dispose (object);
}

static void
cs_first_start_page_finalize (GObject *object)
{
  CsFirstStartPage *self = CS_FIRST_START_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->section_rows, g_ptr_array_unref);
  g_clear_pointer (&self->person_rows, g_ptr_array_unref);
  G_OBJECT_CLASS (cs_first_start_page_parent_class)->finalize (object);
}

static void
cs_first_start_page_class_init (CsFirstStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_first_start_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_first_start_page_finalize;
  g_type_ensure (CS_TYPE_ROUTE_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/countersign/Countersign/cs-first-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CsFirstStartPage, form);
  gtk_widget_class_bind_template_child (widget_class, CsFirstStartPage, name);
  gtk_widget_class_bind_template_child (widget_class, CsFirstStartPage, language);
  gtk_widget_class_bind_template_child (widget_class, CsFirstStartPage, zone);
  gtk_widget_class_bind_template_child (widget_class, CsFirstStartPage, sections);
  gtk_widget_class_bind_template_child (widget_class, CsFirstStartPage, people);
  gtk_widget_class_bind_template_child (widget_class, CsFirstStartPage, admin_name);
  gtk_widget_class_bind_template_child (widget_class, CsFirstStartPage, admin_login);
  gtk_widget_class_bind_template_child (widget_class, CsFirstStartPage, admin_password);
  gtk_widget_class_bind_template_child (widget_class, CsFirstStartPage, admin_again);
  gtk_widget_class_bind_template_child (widget_class, CsFirstStartPage, route);
  gtk_widget_class_bind_template_child (widget_class, CsFirstStartPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, CsFirstStartPage, button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_section_row);
  gtk_widget_class_bind_template_callback (widget_class, add_person_row);
  gtk_widget_class_bind_template_callback (widget_class, make_office);
}

static void
cs_first_start_page_init (CsFirstStartPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->section_rows = g_ptr_array_new ();
  self->person_rows = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
cs_first_start_page_new (CsSession *session)
{
  CsFirstStartPage *self = g_object_new (CS_TYPE_FIRST_START_PAGE, NULL);
  g_autoptr(CsRoute) route = NULL;

  g_return_val_if_fail (CS_IS_SESSION (session), NULL);

  self->session = g_object_ref (session);
  gtk_editable_set_text (GTK_EDITABLE (self->zone), cs_local_zone ());
  /* Most offices write in the language that they work in. */
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->language),
                              g_str_has_prefix (g_get_language_names ()[0], "zh"));
  add_section_row (self);

  route = cs_route_new (_("Usual route"));
  cs_route_add_stage (route, _("Section review"), CS_STAGE_REVIEW, CS_ROLE_REVIEWER, CS_SCOPE_SECTION);
  cs_route_add_stage (route, _("Sign-off"), CS_STAGE_SIGN_OFF, CS_ROLE_LEADER, CS_SCOPE_OFFICE);
  cs_route_strip_set (CS_ROUTE_STRIP (self->route), route, NULL);
  cs_name_fields (self->form);

  return GTK_WIDGET (self);
}
