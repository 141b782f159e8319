/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-form-window.h"
#include "cs-office-subpage.h"
#include "cs-positions-page.h"
#include "cs-route-client.h"
#include "cs-row-group.h"

struct _CsPositionsPage
{
  AdwBin parent_instance;

  CsOfficeData *data;
  CsRowGroup   *group;
  GtkWidget    *add;
};

G_DEFINE_FINAL_TYPE (CsPositionsPage, cs_positions_page, ADW_TYPE_BIN)

static const char *
describe_holder (const CsPositionInfo *info)
{
  return *info->holder_name != '\0' ? info->holder_name : _("Vacant");
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  CsPositionsPage *self = user_data;
  const CsPositionInfo *info = item;
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), info->position.title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), describe_holder (info));
  if (cs_office_data_may_change (self->data))
    {
      g_autofree char *change = g_strdup_printf (_("Change %s"), info->position.title);
      g_autofree char *retire = g_strdup_printf (_("Retire %s"), info->position.title);

      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 cs_office_make_icon_button ("document-edit-symbolic", "page.change-position",
                                                             info->position.id, change));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 cs_office_make_icon_button ("user-trash-symbolic", "page.retire-position",
                                                             info->position.id, retire));
    }

  return row;
}

static void
show_positions (CsPositionsPage *self)
{
  GPtrArray *positions = cs_office_data_get_positions (self->data);
  gboolean may_change = cs_office_data_may_change (self->data);

  gtk_widget_set_visible (self->add, may_change);
  if (positions == NULL)
    return;

  cs_row_group_begin (self->group);
  for (guint i = 0; i < positions->len; i++)
    {
      CsPositionInfo *info = g_ptr_array_index (positions, i);
      g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, info->position.id);
      g_autofree char *stamp = g_strdup_printf ("%s\n%s\n%d", info->position.title, info->holder_name, may_change);

      cs_row_group_put (self->group, key, stamp, make_row, info, self);
    }
  cs_row_group_end (self->group);
}

static void
loaded_cb (CsPositionsPage *self,
           guint            subject)
{
  if (subject == CS_OFFICE_POSITIONS)
    show_positions (self);
}

/* The window for one position. */
typedef struct
{
  gint64     id;      /* 0 = a new one */
  GtkWidget *title;
  CsChoice  *holder;
} Form;

static void
form_changed_cb (CsFormWindow *window)
{
  Form *form = g_object_get_data (G_OBJECT (window), "cs-form");

  cs_form_window_set_valid (window, *gtk_editable_get_text (GTK_EDITABLE (form->title)) != '\0');
}

static void
form_submit_cb (CsFormWindow *window)
{
  Form *form = g_object_get_data (G_OBJECT (window), "cs-form");
  const char *title = gtk_editable_get_text (GTK_EDITABLE (form->title));
  gint64 holder = cs_choice_get (form->holder);

  if (form->id != 0)
    cs_form_window_call (window, "position.change", cs_arguments_position_change (form->id, title, holder),
                         _("The change is made. Posts on their way follow it."));
  else
    cs_form_window_call (window, "position.add", cs_arguments_position_add (title, holder), _("The position is added."));
}

static void
open_position (CsPositionsPage      *self,
               const CsPositionInfo *info)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *window = cs_form_window_new (parent, cs_office_data_get_session (self->data),
                                          info != NULL ? _("Change Position") : _("Add Position"),
                                          info != NULL ? _("Change") : _("Add"));
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_action_row_new ();
  Form *form = g_new0 (Form, 1);

  form->id = info != NULL ? info->position.id : 0;
  form->title = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (form->title), _("Title, such as “Director on Duty”"));
  gtk_editable_set_text (GTK_EDITABLE (form->title), info != NULL ? info->position.title : "");
  form->holder = CS_CHOICE (cs_choice_new (_("Holder")));
  cs_choice_add (form->holder, 0, _("Vacant"));
  cs_office_data_offer_people (self->data, form->holder, info != NULL ? info->position.holder : 0);
  cs_choice_select (form->holder, info != NULL ? info->position.holder : 0);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_set_valign (GTK_WIDGET (form->holder), GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Holder"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (form->holder));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), form->title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  g_object_set_data_full (G_OBJECT (window), "cs-form", form, g_free);
  g_signal_connect_object (form->title, "changed", G_CALLBACK (form_changed_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (form->holder, "changed", G_CALLBACK (form_changed_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect (window, "submit", G_CALLBACK (form_submit_cb), NULL);
  cs_form_window_add (CS_FORM_WINDOW (window), ADW_PREFERENCES_GROUP (group));
  gtk_window_present (GTK_WINDOW (window));
}

static void
add_position_action (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  open_position (CS_POSITIONS_PAGE (widget), NULL);
}

static void
change_position_action (GtkWidget  *widget,
                        const char *action,
                        GVariant   *parameter)
{
  CsPositionsPage *self = CS_POSITIONS_PAGE (widget);
  GPtrArray *positions = cs_office_data_get_positions (self->data);

  for (guint i = 0; positions != NULL && i < positions->len; i++)
    {
      const CsPositionInfo *info = g_ptr_array_index (positions, i);

      if (info->position.id == g_variant_get_int64 (parameter))
        {
          open_position (self, info);
          return;
        }
    }
}

static void
retire_position_action (GtkWidget  *widget,
                        const char *action,
                        GVariant   *parameter)
{
  CsPositionsPage *self = CS_POSITIONS_PAGE (widget);

  cs_office_ask_and_act (widget, self->data, _("Retire This Position?"),
                         _("No route can name it any more. What its holders decided stays in the records."),
                         _("Retire"), "position.retire",
                         cs_arguments_one ("position", g_variant_get_int64 (parameter)),
                         _("Retired. The records stay."));
}

static void
cs_positions_page_dispose (GObject *object)
{
  g_clear_object (&CS_POSITIONS_PAGE (object)->data);
  G_OBJECT_CLASS (cs_positions_page_parent_class)->dispose (object);
}

static void
cs_positions_page_class_init (CsPositionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_positions_page_dispose;
  gtk_widget_class_install_action (widget_class, "page.add-position", NULL, add_position_action);
  gtk_widget_class_install_action (widget_class, "page.change-position", "x", change_position_action);
  gtk_widget_class_install_action (widget_class, "page.retire-position", "x", retire_position_action);
}

static void
cs_positions_page_init (CsPositionsPage *self)
{
}

GtkWidget *
cs_positions_page_new (CsOfficeData *data)
{
  CsPositionsPage *self = g_object_new (CS_TYPE_POSITIONS_PAGE, NULL);
  GtkWidget *subpage = cs_office_subpage_new (data, _("Positions"), TRUE);

  self->data = g_object_ref (data);
  self->group = CS_ROW_GROUP (cs_row_group_new (_("Positions"), _("There are no positions yet.")));
  cs_row_group_set_description (self->group,
                                _("A route can name a position instead of a person: whoever holds it decides, and a change of the holder needs no new route."));
  self->add = gtk_button_new_with_label (_("Add Position…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add), "page.add-position");
  gtk_widget_add_css_class (self->add, "flat");
  gtk_widget_set_valign (self->add, GTK_ALIGN_CENTER);
  cs_row_group_set_suffix (self->group, self->add);
  cs_office_subpage_add (CS_OFFICE_SUBPAGE (subpage), GTK_WIDGET (self->group));
  adw_bin_set_child (ADW_BIN (self), subpage);
  g_signal_connect_object (data, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  show_positions (self);

  return GTK_WIDGET (self);
}
