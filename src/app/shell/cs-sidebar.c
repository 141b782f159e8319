/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-person-avatar.h"
#include "cs-show-error.h"
#include "cs-sidebar-private.h"
#include "cs-time.h"

G_DEFINE_FINAL_TYPE (CsSidebar, cs_sidebar, ADW_TYPE_BIN)

/* Every place, for whom it is. */
static const struct
{
  const char *name;
  const char *title;
  const char *icon;
  CsRoles     roles;
} all_places[] = {
  { "desk", N_("Desk"), "cs-desk-symbolic", CS_ROLE_ANYONE },
  { "posts", N_("Posts"), "cs-posts-symbolic", CS_ROLE_ANYONE },
  { "queue", N_("Queue"), "alarm-symbolic",
    CS_ROLE_DUTY | CS_ROLE_LEADER | CS_ROLE_REVIEWER | CS_ROLE_DRAFTER | CS_ROLE_ADMINISTRATOR },
  { "library", N_("Library"), "folder-pictures-symbolic",
    CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_DUTY },
  { "journal", N_("Journal"), "document-open-recent-symbolic",
    CS_ROLE_AUDITOR | CS_ROLE_ADMINISTRATOR | CS_ROLE_LEADER },
  { "reports", N_("Reports"), "cs-reports-symbolic",
    CS_ROLE_AUDITOR | CS_ROLE_ADMINISTRATOR | CS_ROLE_LEADER },
  { "accounts", N_("Accounts"), "network-workgroup-symbolic",
    CS_ROLE_ADMINISTRATOR | CS_ROLE_DUTY | CS_ROLE_LEADER | CS_ROLE_AUDITOR },
  { "office", N_("Office"), "system-users-symbolic",
    CS_ROLE_ADMINISTRATOR | CS_ROLE_LEADER | CS_ROLE_AUDITOR },
};

char *
cs_roles_describe (CsRoles roles)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new ();

  for (guint bit = CS_ROLE_DRAFTER; bit < CS_ROLE_ANYONE; bit <<= 1)
    if (roles & bit)
      g_ptr_array_add (words, (gpointer) cs_role_label (bit));
  g_ptr_array_add (words, NULL);

  /* Translators: between the words of a list: “Drafter, Duty editor” */
  return g_strjoinv (_(", "), (char **) words->pdata);
}

static const char *
place_of_row (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "cs-place");
}

static void
place_activated_cb (GtkListBox    *list,
                    GtkListBoxRow *row,
                    CsSidebar     *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-place", "s", place_of_row (row));
}

static void
set_counter (GtkListBoxRow *row,
             guint          count)
{
  GtkLabel *counter = g_object_get_data (G_OBJECT (row), "cs-counter");
  g_autofree char *text = g_strdup_printf ("%u", count);
  g_autofree char *name = NULL;
  const char *title = g_object_get_data (G_OBJECT (row), "cs-title");

  gtk_label_set_label (counter, text);
  gtk_widget_set_visible (GTK_WIDGET (counter), count > 0);
  /* Translators: a place and how many things wait there, for screen readers: “Desk, 3 waiting” */
  name = count > 0 ? g_strdup_printf (ngettext ("%s, %u waiting", "%s, %u waiting", count), title, count)
                   : g_strdup (title);
  cs_name_widget (GTK_WIDGET (row), name);
}

static GtkWidget *
make_place_row (CsSidebar *self,
                guint      place)
{
  const char *title = _(all_places[place].title);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (all_places[place].icon);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *counter = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (counter, "cs-counter");
  gtk_widget_set_halign (counter, GTK_ALIGN_END);
  gtk_widget_set_valign (counter, GTK_ALIGN_CENTER);
  gtk_widget_set_can_target (counter, FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), box);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), counter);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), overlay);
  gtk_widget_set_tooltip_text (row, title);

  g_object_set_data (G_OBJECT (row), "cs-place", (gpointer) all_places[place].name);
  g_object_set_data (G_OBJECT (row), "cs-title", (gpointer) title);
  g_object_set_data (G_OBJECT (row), "cs-counter", counter);
  g_object_set_data (G_OBJECT (row), "cs-icon", icon);
  g_object_set_data (G_OBJECT (row), "cs-label", label);
  set_counter (GTK_LIST_BOX_ROW (row), 0);

  return row;
}

static void
apply_narrow (CsSidebar *self)
{
  GtkListBoxRow *row;

  gtk_widget_set_size_request (GTK_WIDGET (self), self->narrow ? 64 : 220, -1);
  gtk_widget_set_visible (self->person_text, !self->narrow);
  gtk_widget_set_visible (self->person_arrow, !self->narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->queue_label), !self->narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->office_name), !self->narrow);
  gtk_widget_set_halign (self->avatar, self->narrow ? GTK_ALIGN_CENTER : GTK_ALIGN_FILL);
  gtk_widget_set_hexpand (self->avatar, self->narrow);
  gtk_widget_set_halign (self->menu_button, self->narrow ? GTK_ALIGN_CENTER : GTK_ALIGN_END);
  gtk_widget_set_hexpand (self->menu_button, self->narrow);
  gtk_widget_set_halign (self->queue_icon, self->narrow ? GTK_ALIGN_CENTER : GTK_ALIGN_FILL);
  gtk_widget_set_hexpand (self->queue_icon, self->narrow);
  if (self->narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->places), i)) != NULL; i++)
    {
      GtkWidget *icon = g_object_get_data (G_OBJECT (row), "cs-icon");

      gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), "cs-label"), !self->narrow);
      gtk_widget_set_valign (g_object_get_data (G_OBJECT (row), "cs-counter"),
                             self->narrow ? GTK_ALIGN_START : GTK_ALIGN_CENTER);
      gtk_widget_set_hexpand (icon, self->narrow);
    }
}

static void
rebuild_places (CsSidebar *self,
                CsRoles    roles)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->places), 0)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->places), GTK_WIDGET (row));

  for (guint i = 0; i < G_N_ELEMENTS (all_places); i++)
    if (all_places[i].roles & roles)
      gtk_list_box_append (GTK_LIST_BOX (self->places), make_place_row (self, i));
  apply_narrow (self);
}

static gboolean
is_stuck (const CsPostInfo *post)
{
  return post->state == CS_POST_UNKNOWN || post->state == CS_POST_FAILED ||
         post->state == CS_POST_EXPIRED || post->state == CS_POST_PARTLY_PUBLISHED;
}

static void
show_queue_health (CsSidebar        *self,
                   const CsDeskInfo *desk)
{
  g_autofree char *text = NULL;
  guint n_stuck = desk->n_kept;

  for (guint i = 0; i < desk->late->len; i++)
    n_stuck += is_stuck (g_ptr_array_index (desk->late, i));

  if (cs_desk_watch_get_freeze (self->watch) != NULL)
    text = g_strdup_printf (ngettext ("Queue held · %u waiting", "Queue held · %u waiting", desk->n_queued), desk->n_queued);
  else if (n_stuck > 0)
    text = g_strdup_printf (ngettext ("%u needs a person", "%u need a person", n_stuck), n_stuck);
  else if (desk->next->len > 0)
    {
      const CsPostInfo *next = g_ptr_array_index (desk->next, 0);
      g_autofree char *when = NULL;

      when = cs_time_format_near (next->release_at != 0 ? next->release_at : g_get_real_time (),
                                  g_get_real_time (), cs_local_zone ());
      /* Translators: the queue in one line: when the next post goes out, and how many wait in all: “Next 16:00 · 3 waiting” */
      text = g_strdup_printf (ngettext ("Next %s · %u waiting", "Next %s · %u waiting", desk->n_queued),
                              when, desk->n_queued);
    }
  else
    text = g_strdup (_("Nothing in the queue"));

  gtk_label_set_label (self->queue_label, text);
  gtk_widget_set_tooltip_text (self->queue_button, text);
  cs_name_widget (self->queue_button, text);
  if (n_stuck > 0 || cs_desk_watch_get_freeze (self->watch) != NULL)
    gtk_widget_add_css_class (self->queue_button, "cs-red");
  else
    gtk_widget_remove_css_class (self->queue_button, "cs-red");
}

/* In whose name one signs now is never out of sight. */
static void
show_acting_for (CsSidebar *self)
{
  g_autofree char *names = cs_desk_watch_dup_acting_for (self->watch);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->acting_for), names != NULL);
  if (names == NULL)
    return;

  /* Translators: %s is in whose name one signs while that person is away */
  text = g_strdup_printf (_("acting for %s"), names);
  gtk_label_set_label (self->acting_for, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->acting_for), text);
}

static void
desk_updated_cb (CsSidebar *self)
{
  const CsDeskInfo *desk = self->watch != NULL ? cs_desk_watch_get_desk (self->watch) : NULL;
  GtkListBoxRow *row;

  if (desk == NULL)
    return;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->places), i)) != NULL; i++)
    {
      if (g_str_equal (place_of_row (row), "desk"))
        set_counter (row, desk->n_waiting);
      else if (g_str_equal (place_of_row (row), "queue"))
        set_counter (row, desk->n_queued);
    }
  show_queue_health (self, desk);
  show_acting_for (self);
}

static void
show_person (CsSidebar *self)
{
  CsSession *session = cs_desk_watch_get_session (self->watch);
  const CsPersonInfo *me = cs_session_get_me (session);
  const CsOfficeInfo *info = cs_session_get_info (session);
  g_autofree char *roles = NULL;
  g_autofree char *role = NULL;
  g_autofree char *name = NULL;

  if (me == NULL || info == NULL)
    return;

  roles = cs_roles_describe (me->roles);
  role = *me->section_name != '\0' ? g_strdup_printf (_("%s · %s"), roles, me->section_name)
                                   : g_strdup (roles);
  gtk_label_set_label (self->office_name, info->name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->office_name), info->name);
  gtk_label_set_label (self->person_name, me->name);
  gtk_label_set_label (self->person_role, role);
  cs_person_avatar_set (CS_PERSON_AVATAR (self->avatar), me->name);
  /* Translators: the button with the person signed in and the roles */
  name = g_strdup_printf (_("%s, %s"), me->name, role);
  gtk_widget_set_tooltip_text (self->person_button, name);
  cs_name_widget (self->person_button, name);

  cs_sidebar_mark_own_seat (self);
  gtk_widget_set_visible (self->seats_title, info->practice);
  gtk_widget_set_visible (self->seats_scroll, info->practice);
  gtk_widget_set_visible (self->sign_out_button, !info->practice);
}

static void
cs_sidebar_dispose (GObject *object)
{
  CsSidebar *self = CS_SIDEBAR (object);

  g_cancellable_cancel (self->cancellable);
  cs_sidebar_set_watch (self, NULL);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  G_OBJECT_CLASS (cs_sidebar_parent_class)->dispose (object);
}

static void
cs_sidebar_finalize (GObject *object)
{
  CsSidebar *self = CS_SIDEBAR (object);

  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (cs_sidebar_parent_class)->finalize (object);
}

static void
cs_sidebar_class_init (CsSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cs_sidebar_dispose;
  object_class->finalize = cs_sidebar_finalize;

  g_type_ensure (CS_TYPE_PERSON_AVATAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/countersign/Countersign/cs-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, CsSidebar, office_name);
  gtk_widget_class_bind_template_child (widget_class, CsSidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, CsSidebar, person_button);
  gtk_widget_class_bind_template_child (widget_class, CsSidebar, account_button);
  gtk_widget_class_bind_template_child (widget_class, CsSidebar, sign_out_button);
  gtk_widget_class_bind_template_child (widget_class, CsSidebar, avatar);
  gtk_widget_class_bind_template_child (widget_class, CsSidebar, person_text);
  gtk_widget_class_bind_template_child (widget_class, CsSidebar, person_arrow);
  gtk_widget_class_bind_template_child (widget_class, CsSidebar, person_name);
  gtk_widget_class_bind_template_child (widget_class, CsSidebar, person_role);
  gtk_widget_class_bind_template_child (widget_class, CsSidebar, acting_for);
  gtk_widget_class_bind_template_child (widget_class, CsSidebar, places);
  gtk_widget_class_bind_template_child (widget_class, CsSidebar, queue_button);
  gtk_widget_class_bind_template_child (widget_class, CsSidebar, queue_icon);
  gtk_widget_class_bind_template_child (widget_class, CsSidebar, queue_label);
  gtk_widget_class_bind_template_callback (widget_class, gtk_popover_popdown);
  gtk_widget_class_bind_template_callback (widget_class, place_activated_cb);
  cs_sidebar_bind_seats (widget_class);
}

static void
cs_sidebar_init (CsSidebar *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  rebuild_places (self, CS_ROLE_NONE);

  /* GtkMenuButton puts what it holds into its middle; a seat begins where the places begin. */
  for (GtkWidget *widget = gtk_widget_get_parent (self->avatar); widget != self->person_button;
       widget = gtk_widget_get_parent (widget))
    gtk_widget_set_halign (widget, GTK_ALIGN_FILL);
}

void
cs_sidebar_set_watch (CsSidebar   *self,
                      CsDeskWatch *watch)
{
  g_return_if_fail (CS_IS_SIDEBAR (self));

  if (self->watch != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->watch, self);
      g_signal_handlers_disconnect_by_data (cs_desk_watch_get_session (self->watch), self);
      g_clear_object (&self->watch);
    }
  if (watch == NULL)
    return;

  self->watch = g_object_ref (watch);
  g_signal_connect_object (watch, "updated", G_CALLBACK (desk_updated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cs_desk_watch_get_session (watch), "changed", G_CALLBACK (show_person),
                           self, G_CONNECT_SWAPPED);
  if (cs_session_get_me (cs_desk_watch_get_session (watch)) != NULL)
    rebuild_places (self, cs_session_get_me (cs_desk_watch_get_session (watch))->roles);
  show_person (self);
  desk_updated_cb (self);
  cs_sidebar_ask_seats (self);
}

void
cs_sidebar_set_narrow (CsSidebar *self,
                       gboolean   narrow)
{
  g_return_if_fail (CS_IS_SIDEBAR (self));

  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  apply_narrow (self);
}

gboolean
cs_sidebar_has_place (CsSidebar  *self,
                      const char *place)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (CS_IS_SIDEBAR (self), FALSE);

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->places), i)) != NULL; i++)
    if (g_strcmp0 (place_of_row (row), place) == 0)
      return TRUE;

  return FALSE;
}

void
cs_sidebar_set_place (CsSidebar  *self,
                      const char *place)
{
  GtkListBoxRow *row;

  g_return_if_fail (CS_IS_SIDEBAR (self));

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->places), i)) != NULL; i++)
    if (g_strcmp0 (place_of_row (row), place) == 0)
      gtk_list_box_select_row (GTK_LIST_BOX (self->places), row);
}
