/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-person-avatar.h"
#include "cs-seat-page.h"
#include "cs-show-error.h"
#include "cs-sidebar.h"

struct _CsSeatPage
{
  AdwBin parent_instance;

  GCancellable        *cancellable;
  GPtrArray           *people;
  AdwPreferencesGroup *group;
};

G_DEFINE_FINAL_TYPE (CsSeatPage, cs_seat_page, ADW_TYPE_BIN)

/* What the seat is good for, so that a newcomer knows where to begin. */
static const char *
describe_seat (CsRoles roles)
{
  if (roles & CS_ROLE_LEADER)
    return _("Signs posts off, or returns them");
  if (roles & CS_ROLE_REVIEWER)
    return _("Checks what the section writes");
  if (roles & CS_ROLE_DUTY)
    return _("Watches release times and the queue");
  if (roles & CS_ROLE_DRAFTER)
    return _("Writes posts with pictures and charts");
  if (roles & CS_ROLE_RESPONDER)
    return _("Answers the public");
  if (roles & CS_ROLE_ADMINISTRATOR)
    return _("Looks after people, sections, accounts");
  if (roles & CS_ROLE_AUDITOR)
    return _("Reads everything, changes nothing");

  return "";
}

static void
row_activated_cb (AdwActionRow *row,
                  CsSeatPage   *self)
{
  gint64 *person = g_object_get_data (G_OBJECT (row), "cs-person");

  gtk_widget_activate_action (GTK_WIDGET (self), "win.sit", "x", *person);
}

static void
add_row (CsSeatPage         *self,
         const CsPersonInfo *person)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *avatar = cs_person_avatar_new (40);
  GtkWidget *roles = NULL;
  g_autofree char *role = cs_roles_describe (person->roles);
  g_autofree char *escaped = g_markup_escape_text (person->name, -1);
  g_autofree char *subtitle = NULL;
  gint64 *id = g_new (gint64, 1);

  *id = person->id;
  subtitle = *person->section_name != '\0'
             ? g_markup_printf_escaped (_("%s · %s"), describe_seat (person->roles), person->section_name)
             : g_markup_escape_text (describe_seat (person->roles), -1);
  g_object_set_data_full (G_OBJECT (row), "cs-person", id, g_free);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  cs_person_avatar_set (CS_PERSON_AVATAR (avatar), person->name);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), avatar);
  roles = gtk_label_new (role);
  gtk_label_set_ellipsize (GTK_LABEL (roles), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (roles, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), roles);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, 0);
  adw_preferences_group_add (self->group, row);
}

static void
people_listed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(CsSeatPage) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }

  self->people = cs_reply_read_people (reply);
  for (guint i = 0; i < self->people->len; i++)
    {
      const CsPersonInfo *person = g_ptr_array_index (self->people, i);

      if (!person->retired)
        add_row (self, person);
    }
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL) /* another office may have been chosen meanwhile */
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
cs_seat_page_dispose (GObject *object)
{
  CsSeatPage *self = CS_SEAT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  G_OBJECT_CLASS (cs_seat_page_parent_class)->dispose (object);
}

static void
cs_seat_page_class_init (CsSeatPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_seat_page_dispose;
}

static void
cs_seat_page_init (CsSeatPage *self)
{
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
cs_seat_page_new (CsSession *session)
{
  CsSeatPage *self = g_object_new (CS_TYPE_SEAT_PAGE, NULL);
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *title = gtk_label_new (cs_session_get_info (session)->name);
  GtkWidget *text = gtk_label_new (_("This is a practice office: nothing leaves this computer. "
                                     "Take a seat; you can change it at any time."));

  gtk_widget_add_css_class (title, "title-1");
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_justify (GTK_LABEL (text), GTK_JUSTIFY_CENTER);
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  gtk_widget_set_margin_top (GTK_WIDGET (self->group), 12);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->group));
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_bottom (box, 36);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), clamp);
  adw_bin_set_child (ADW_BIN (self), scroll);

  cs_office_call_async (cs_session_get_office (session), "person.list", NULL, self->cancellable,
                        people_listed_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}
