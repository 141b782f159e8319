/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "cs-arguments.h"
#include "cs-first-start-page.h"
#include "cs-opening-page.h"
#include "cs-seat-page.h"
#include "cs-show-error.h"
#include "cs-sign-in-page.h"
#include "cs-window-private.h"

/* The way from a folder to the person's Desk: open, make the office if it is empty, sign in, show. */

static void
show_start (CsWindow  *self,
            GtkWidget *page)
{
  GtkWidget *last = adw_bin_get_child (self->start);

  /* An office that was still being opened is not wanted any more. */
  if (last != NULL)
    g_signal_handlers_disconnect_by_data (last, self);
  adw_bin_set_child (self->start, page);
  gtk_stack_set_visible_child_name (self->modes, "start");
  gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static void
post_arrived_cb (CsWindow         *self,
                 const CsPostInfo *post)
{
  g_autoptr(GNotification) notification = NULL;
  g_autofree char *id = g_strdup_printf ("post-%" G_GINT64_FORMAT, post->id);
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));

  if (application == NULL || gtk_window_is_active (GTK_WINDOW (self)))
    return;

  notification = g_notification_new (_("A post waits for you"));
  g_notification_set_body (notification, post->excerpt);
  g_notification_set_default_action_and_target (notification, "app.open-post", "x", post->id);
  g_application_send_notification (application, id, notification);
}

static void
noticed_cb (CsWindow           *self,
            const CsNoticeInfo *notice)
{
  g_autoptr(GNotification) notification = NULL;
  g_autofree char *id = g_strdup_printf ("notice-%" G_GINT64_FORMAT, notice->id);
  GApplication *application = G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));

  if (application == NULL || gtk_window_is_active (GTK_WINDOW (self)))
    return;

  notification = g_notification_new (notice->sentence);
  g_notification_set_body (notification, notice->excerpt);
  if (notice->post != 0)
    g_notification_set_default_action_and_target (notification, "app.open-post", "x", notice->post);
  g_application_send_notification (application, id, notification);
}

static void
desk_failed_cb (CsWindow     *self,
                const GError *error)
{
  gtk_label_set_label (self->offline_label, cs_error_sentence (error));
  gtk_widget_set_visible (self->offline_strip, TRUE);
}

static void
desk_updated_cb (CsWindow *self)
{
  gtk_widget_set_visible (self->offline_strip, FALSE);
}

static void
show_office (CsWindow *self)
{
  const CsOfficeInfo *info = cs_session_get_info (self->session);

  cs_window_drop_pages (self);
  cs_sidebar_set_watch (self->sidebar, NULL);
  g_clear_object (&self->watch);

  self->watch = cs_desk_watch_new (self->session);
  g_signal_connect_object (self->watch, "arrived", G_CALLBACK (post_arrived_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "noticed", G_CALLBACK (noticed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "failed", G_CALLBACK (desk_failed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "updated", G_CALLBACK (desk_updated_cb), self,
                           G_CONNECT_SWAPPED);
  cs_sidebar_set_watch (self->sidebar, self->watch);
  gtk_widget_set_visible (self->practice_strip, info->practice);
  gtk_widget_set_visible (self->practice_button, *info->practice_address != '\0');
  gtk_window_set_title (GTK_WINDOW (self), info->name);
  gtk_stack_set_visible_child_name (self->modes, "office");
  adw_bin_set_child (self->start, NULL);
  /* Whoever has just made an office goes on where people and accounts are added. */
  cs_window_show_place (self, self->made && !info->practice ? "office" : "desk");
  self->made = FALSE;
}

static void
publisher_started_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(CsWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    cs_show_error (GTK_WIDGET (self), error);
}

static void
start_publisher_in_thread (GTask        *task,
                           gpointer      source,
                           gpointer      task_data,
                           GCancellable *cancellable)
{
  GError *error = NULL;

  if (cs_local_office_start_publisher (source, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* An office that was empty when it was opened has no publisher until it is made. */
static void
start_publisher (CsWindow *self)
{
  g_autoptr(GTask) task = NULL;

  self->first_start = FALSE;
  task = g_task_new (self->office, self->cancellable, publisher_started_cb, g_object_ref (self));
  g_task_run_in_thread (task, start_publisher_in_thread);
}

static void
seat_found_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(CsWindow) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) people = NULL;
  g_autofree char *login = g_steal_pointer (&self->seat);

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }

  people = cs_reply_read_people (reply);
  for (guint i = 0; i < people->len; i++)
    {
      const CsPersonInfo *person = g_ptr_array_index (people, i);

      if (g_strcmp0 (person->login, login) == 0)
        {
          cs_window_sit (self, person->id);
          return;
        }
    }

  show_start (self, cs_seat_page_new (self->session));
}

static void
session_refreshed_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(CsWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  const CsOfficeInfo *info;

  if (!cs_session_refresh_finish (CS_SESSION (source), result, &error))
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }
  if (self->session != CS_SESSION (source))
    return;

  info = cs_session_get_info (self->session);
  if (self->first_start && !info->empty)
    {
      self->made = TRUE;
      start_publisher (self);
    }
  self->first_start = info->empty;
  if (!info->empty)
    cs_window_remember_office (self);

  if (info->empty)
    show_start (self, cs_first_start_page_new (self->session));
  else if (cs_session_get_me (self->session) != NULL)
    show_office (self);
  else if (!info->practice)
    show_start (self, cs_sign_in_page_new (self->session));
  else if (self->seat != NULL)
    cs_office_call_async (CS_OFFICE (self->office), "person.list", NULL, self->cancellable,
                          seat_found_cb, g_object_ref (self));
  else
    show_start (self, cs_seat_page_new (self->session));
}

void
cs_window_let_in (CsWindow *self)
{
  if (self->session != NULL)
    cs_session_refresh_async (self->session, self->cancellable, session_refreshed_cb,
                              g_object_ref (self));
}

static void
sat_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(CsWindow) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) != NULL)
    cs_window_let_in (self);
  else
    cs_show_error (GTK_WIDGET (self), error);
}

static void
left_to_sit_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  CsWindow *self = CS_WINDOW (source);
  g_autofree gint64 *person = user_data;
  g_autoptr(GError) error = NULL;

  if (!cs_window_leave_finish (self, result, &error))
    cs_show_error (GTK_WIDGET (self), error);
  else if (self->office != NULL)
    cs_office_call_async (CS_OFFICE (self->office), "session.sit", cs_arguments_session_sit (*person),
                          self->cancellable, sat_cb, g_object_ref (self));
}

/* Typing is saved as the person who typed, so the seat changes only after that. */
void
cs_window_sit (CsWindow *self,
               gint64    person)
{
  if (self->office != NULL)
    cs_window_leave_async (self, left_to_sit_cb, g_memdup2 (&person, sizeof person));
}

static void
left_to_sign_out_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  CsWindow *self = CS_WINDOW (source);
  g_autoptr(GError) error = NULL;

  if (!cs_window_leave_finish (self, result, &error))
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }
  if (self->office == NULL)
    return;

  cs_sidebar_set_watch (self->sidebar, NULL);
  g_clear_object (&self->watch);
  cs_office_call_async (CS_OFFICE (self->office), "session.close", NULL, self->cancellable,
                        sat_cb, g_object_ref (self));
}

void
cs_window_sign_out (CsWindow *self)
{
  if (self->office != NULL && self->watch != NULL)
    cs_window_leave_async (self, left_to_sign_out_cb, NULL);
}

static void
office_opened_cb (CsWindow      *self,
                  CsLocalOffice *office)
{
  self->first_start = FALSE;
  g_set_object (&self->office, office);
  g_clear_object (&self->session);
  self->session = cs_session_new (CS_OFFICE (office), self->folder);
  cs_window_let_in (self);
}

void
cs_window_begin (CsWindow *self)
{
  GSettings *settings;
  GtkWidget *page;
  int chosen = 0;

  settings = cs_application_get_settings (CS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
  if (settings != NULL)
    chosen = g_settings_get_enum (settings, "practice-language");
  cs_window_update_office_actions (self);
  page = cs_opening_page_new (self->folder, self->practice, chosen == 1 ? "en" : chosen == 2 ? "zh" : NULL);

  g_signal_connect_object (page, "opened", G_CALLBACK (office_opened_cb), self, G_CONNECT_SWAPPED);
  show_start (self, page);
}

static void
set_aside_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(CsWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    cs_show_error (GTK_WIDGET (self), error);
  cs_window_begin (self);
}

/* The folder gets a name with the time; nothing is deleted. */
static void
set_aside_in_thread (GTask        *task,
                     gpointer      source,
                     gpointer      task_data,
                     GCancellable *cancellable)
{
  const char *folder = task_data;
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *when = g_date_time_format (now, "%Y%m%d-%H%M%S");
  g_autofree char *aside = g_strconcat (folder, "-", when, NULL);

  if (g_rename (folder, aside) == 0)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, g_io_error_from_errno (errno),
                             "Setting %s aside: %s", folder, g_strerror (errno));
}

static void
stopped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(CsWindow) self = user_data;
  g_autoptr(GTask) task = NULL;

  self->stopping = FALSE;
  if (!self->anew)
    {
      cs_window_begin (self);
      return;
    }

  self->anew = FALSE;
  task = g_task_new (self, self->cancellable, set_aside_cb, g_object_ref (self));
  g_task_set_task_data (task, g_strdup (self->folder), g_free);
  g_task_run_in_thread (task, set_aside_in_thread);
}

static void
stop_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  cs_local_office_stop_publisher (source);
  g_task_return_boolean (task, TRUE);
}

void
cs_window_begin_anew (CsWindow *self)
{
  const CsOfficeInfo *info = self->session != NULL ? cs_session_get_info (self->session) : NULL;

  if (info == NULL || !info->practice)
    return;

  self->anew = TRUE;
  self->practice = TRUE;
  cs_window_restart (self);
}

/* Where to go, if it is not the same office again. */
static void
take_next_folder (CsWindow *self)
{
  if (self->next_folder == NULL)
    return;

  g_free (self->folder);
  self->folder = g_steal_pointer (&self->next_folder);
  self->practice = self->next_practice;
  self->remember = TRUE;
}

static void
left_to_restart_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  CsWindow *self = CS_WINDOW (source);
  g_autoptr(CsLocalOffice) office = NULL;
  g_autoptr(GTask) task = NULL;
  g_autoptr(GError) error = NULL;

  if (!cs_window_leave_finish (self, result, &error))
    {
      self->anew = FALSE;
      g_clear_pointer (&self->next_folder, g_free);
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }

  take_next_folder (self);
  office = g_steal_pointer (&self->office);
  cs_sidebar_set_watch (self->sidebar, NULL);
  g_clear_object (&self->watch);
  g_clear_object (&self->session);
  if (adw_bin_get_child (self->start) != NULL)
    g_signal_handlers_disconnect_by_data (adw_bin_get_child (self->start), self);
  adw_bin_set_child (self->start, NULL);
  gtk_stack_set_visible_child_name (self->modes, "start");
  if (office == NULL)
    {
      if (!self->stopping)
        cs_window_begin (self);
      return;
    }

  self->stopping = TRUE;
  task = g_task_new (office, NULL, stopped_cb, g_object_ref (self));
  g_task_run_in_thread (task, stop_in_thread);
}

void
cs_window_restart (CsWindow *self)
{
  cs_window_leave_async (self, left_to_restart_cb, NULL);
}
