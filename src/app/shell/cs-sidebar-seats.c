/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-person-avatar.h"
#include "cs-show-error.h"
#include "cs-sidebar-private.h"

/* The seats of a practice office: one click sits down as somebody else. */

/* The check mark moves; the rows stay, and with them the focus of whoever is choosing. */
void
cs_sidebar_mark_own_seat (CsSidebar *self)
{
  const CsPersonInfo *me = cs_session_get_me (cs_desk_watch_get_session (self->watch));
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->seats), i)) != NULL; i++)
    {
      const CsPersonInfo *person = g_ptr_array_index (self->people, i);

      gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), "cs-check"),
                              me != NULL && me->id == person->id);
    }
}

static GtkWidget *
make_seat_row (const CsPersonInfo *person)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *avatar = cs_person_avatar_new (32);
  GtkWidget *name = gtk_label_new (person->name);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");
  g_autofree char *roles = cs_roles_describe (person->roles);
  g_autofree char *role = *person->section_name != '\0'
                          ? g_strdup_printf (_("%s · %s"), roles, person->section_name)
                          : g_strdup (roles);
  g_autofree char *label = g_strdup_printf (_("%s, %s"), person->name, role);
  GtkWidget *role_label = gtk_label_new (role);

  cs_person_avatar_set (CS_PERSON_AVATAR (avatar), person->name);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (role_label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (role_label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (role_label, "dim-label");
  gtk_widget_add_css_class (role_label, "caption");
  gtk_box_append (GTK_BOX (text), name);
  gtk_box_append (GTK_BOX (text), role_label);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_visible (check, FALSE);
  gtk_widget_set_visible (row, !person->retired);
  g_object_set_data (G_OBJECT (row), "cs-check", check);
  gtk_box_append (GTK_BOX (box), avatar);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  cs_name_widget (row, label);

  return row;
}

static gboolean
is_same_person (const CsPersonInfo *one,
                const CsPersonInfo *other)
{
  return one->id == other->id && one->roles == other->roles && one->retired == other->retired &&
         g_str_equal (one->name, other->name) && g_str_equal (one->section_name, other->section_name);
}

static gboolean
are_same_people (GPtrArray *some,
                 GPtrArray *others)
{
  if (some == NULL || some->len != others->len)
    return FALSE;

  for (guint i = 0; i < some->len; i++)
    if (!is_same_person (g_ptr_array_index (some, i), g_ptr_array_index (others, i)))
      return FALSE;

  return TRUE;
}

static void
show_seats (CsSidebar *self,
            GPtrArray *people)
{
  GtkListBoxRow *row;

  /* Rows made anew would take the focus from somebody who is choosing while the answer comes. */
  if (are_same_people (self->people, people))
    return;

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->seats), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->seats), GTK_WIDGET (row));

  g_clear_pointer (&self->people, g_ptr_array_unref);
  self->people = g_ptr_array_ref (people);
  for (guint i = 0; i < people->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->seats), make_seat_row (g_ptr_array_index (people, i)));
}

static void
people_listed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(CsSidebar) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GPtrArray) people = NULL;
  g_autoptr(GError) error = NULL;

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }
  if (self->watch == NULL)
    return;

  people = cs_reply_read_people (reply);
  show_seats (self, people);
  cs_sidebar_mark_own_seat (self);
}

void
cs_sidebar_ask_seats (CsSidebar *self)
{
  CsSession *session = cs_desk_watch_get_session (self->watch);
  const CsOfficeInfo *info = cs_session_get_info (session);

  if (info != NULL && info->practice)
    cs_office_call_async (cs_session_get_office (session), "person.list", NULL, self->cancellable,
                          people_listed_cb, g_object_ref (self));
}

static void
person_popover_shown_cb (CsSidebar *self)
{
  if (self->watch != NULL)
    cs_sidebar_ask_seats (self);
}

static void
seat_activated_cb (GtkListBox    *list,
                   GtkListBoxRow *row,
                   CsSidebar     *self)
{
  guint index = gtk_list_box_row_get_index (row);
  const CsPersonInfo *person;

  if (self->people == NULL || index >= self->people->len)
    return;

  person = g_ptr_array_index (self->people, index);
  gtk_popover_popdown (GTK_POPOVER (self->person_popover));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.sit", "x", person->id);
}

void
cs_sidebar_bind_seats (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, CsSidebar, person_popover);
  gtk_widget_class_bind_template_child (widget_class, CsSidebar, seats_title);
  gtk_widget_class_bind_template_child (widget_class, CsSidebar, seats_scroll);
  gtk_widget_class_bind_template_child (widget_class, CsSidebar, seats);
  gtk_widget_class_bind_template_callback (widget_class, person_popover_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, seat_activated_cb);
}
