/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-office-subpage.h"
#include "cs-person-window.h"
#include "cs-row-group.h"
#include "cs-sections-page.h"

struct _CsSectionsPage
{
  AdwBin parent_instance;

  CsOfficeData *data;
  CsRowGroup   *group;
  GtkWidget    *add;
};

G_DEFINE_FINAL_TYPE (CsSectionsPage, cs_sections_page, ADW_TYPE_BIN)

/* Whose names stand under the section's. */
static char *
describe_members (CsSectionsPage *self,
                  gint64          section)
{
  GPtrArray *people = cs_office_data_get_people (self->data);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const CsPersonInfo *person = g_ptr_array_index (people, i);

      if (person->section != section || person->retired)
        continue;
      if (text->len > 0)
        /* Translators: between the names of a list of people. */
        g_string_append (text, C_("list of people", ", "));
      g_string_append (text, person->name);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  CsSectionsPage *self = user_data;
  const CsSectionInfo *section = item;
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *members = describe_members (self, section->id);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), section->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), members);
  if (section->retired)
    {
      GtkWidget *label = gtk_label_new (_("Retired"));

      gtk_widget_add_css_class (label, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  else if (cs_office_data_may_change (self->data))
    {
      g_autofree char *change = g_strdup_printf (_("Rename %s"), section->name);
      g_autofree char *retire = g_strdup_printf (_("Retire %s"), section->name);

      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 cs_office_make_icon_button ("document-edit-symbolic", "page.change-section",
                                                             section->id, change));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 cs_office_make_icon_button ("system-log-out-symbolic", "page.retire-section",
                                                             section->id, retire));
    }

  return row;
}

static void
show_sections (CsSectionsPage *self)
{
  GPtrArray *sections = cs_office_data_get_sections (self->data);
  gboolean may_change = cs_office_data_may_change (self->data);

  gtk_widget_set_visible (self->add, may_change);
  if (sections == NULL)
    return;

  cs_row_group_begin (self->group);
  for (guint i = 0; i < sections->len; i++)
    {
      CsSectionInfo *section = g_ptr_array_index (sections, i);
      g_autofree char *members = describe_members (self, section->id);
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, section->id);
      g_autofree char *stamp = g_strdup_printf ("%s\n%s\n%d%d", section->name, members, section->retired, may_change);

      cs_row_group_put (self->group, key, stamp, make_row, section, self);
    }
  cs_row_group_end (self->group);
}

static void
loaded_cb (CsSectionsPage *self,
           guint           subject)
{
  if (subject == CS_OFFICE_SECTIONS || subject == CS_OFFICE_PEOPLE)
    show_sections (self);
}

static void
open_section (CsSectionsPage      *self,
              const CsSectionInfo *section)
{
  gtk_window_present (cs_section_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                             cs_office_data_get_session (self->data), section));
}

static void
add_section_action (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  open_section (CS_SECTIONS_PAGE (widget), NULL);
}

static void
change_section_action (GtkWidget  *widget,
                       const char *action,
                       GVariant   *parameter)
{
  CsSectionsPage *self = CS_SECTIONS_PAGE (widget);
  GPtrArray *sections = cs_office_data_get_sections (self->data);

  for (guint i = 0; sections != NULL && i < sections->len; i++)
    {
      const CsSectionInfo *section = g_ptr_array_index (sections, i);

      if (section->id == g_variant_get_int64 (parameter))
        {
          open_section (self, section);
          return;
        }
    }
}

static void
retire_section_action (GtkWidget  *widget,
                       const char *action,
                       GVariant   *parameter)
{
  CsSectionsPage *self = CS_SECTIONS_PAGE (widget);

  cs_office_ask_and_act (widget, self->data, _("Retire This Section?"),
                         _("Nobody can be put into it any more. Its posts stay in the records."),
                         _("Retire"), "section.retire",
                         cs_arguments_one ("section", g_variant_get_int64 (parameter)),
                         _("Retired. The records stay."));
}

static void
cs_sections_page_dispose (GObject *object)
{
  g_clear_object (&CS_SECTIONS_PAGE (object)->data);
  G_OBJECT_CLASS (cs_sections_page_parent_class)->dispose (object);
}

static void
cs_sections_page_class_init (CsSectionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_sections_page_dispose;
  gtk_widget_class_install_action (widget_class, "page.add-section", NULL, add_section_action);
  gtk_widget_class_install_action (widget_class, "page.change-section", "x", change_section_action);
  gtk_widget_class_install_action (widget_class, "page.retire-section", "x", retire_section_action);
}

static void
cs_sections_page_init (CsSectionsPage *self)
{
}

GtkWidget *
cs_sections_page_new (CsOfficeData *data)
{
  CsSectionsPage *self = g_object_new (CS_TYPE_SECTIONS_PAGE, NULL);
  GtkWidget *subpage = cs_office_subpage_new (data, _("Sections"), TRUE);

  self->data = g_object_ref (data);
  self->group = CS_ROW_GROUP (cs_row_group_new (_("Sections"), _("There are no sections: everybody belongs to the whole office.")));
  self->add = gtk_button_new_with_label (_("Add Section…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add), "page.add-section");
  gtk_widget_add_css_class (self->add, "flat");
  cs_row_group_set_suffix (self->group, self->add);
  cs_office_subpage_add (CS_OFFICE_SUBPAGE (subpage), GTK_WIDGET (self->group));
  adw_bin_set_child (ADW_BIN (self), subpage);
  g_signal_connect_object (data, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  show_sections (self);

  return GTK_WIDGET (self);
}
