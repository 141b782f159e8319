/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-compat.h"
#include "cs-composer-page.h"
#include "cs-show-error.h"
#include "cs-unsaved.h"
#include "cs-window-private.h"

/* Leaving: what is typed is saved before the person or the office changes. And the way to another office. */

/* The task's data is how many pages still save. */
static void
page_left (GTask *task)
{
  guint n_open = GPOINTER_TO_UINT (g_task_get_task_data (task)) - 1;

  g_task_set_task_data (task, GUINT_TO_POINTER (n_open), NULL);
  if (n_open == 0 && !g_task_had_error (task))
    g_task_return_boolean (task, TRUE);
}

static void
page_flushed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (!cs_composer_page_flush_finish (CS_COMPOSER_PAGE (source), result, &error))
    {
      if (g_task_had_error (task))
        g_error_free (error);
      else
        g_task_return_error (task, error);
    }
  page_left (task);
}

/* Whoever goes on editing is to see what. */
void
cs_window_show_unsaved (CsWindow  *self,
                        GtkWidget *unsaved)
{
  GtkWidget *page = unsaved;

  while (page != NULL && gtk_widget_get_parent (page) != GTK_WIDGET (self->pages))
    page = gtk_widget_get_parent (page);
  if (page != NULL && page != gtk_stack_get_visible_child (self->pages))
    {
      g_autofree char *place = g_strdup (gtk_stack_page_get_name (gtk_stack_get_page (self->pages, page)));

      if (place != NULL)
        cs_window_show_place (self, place);
    }
}

static void
flush_pages (CsWindow *self,
             GTask    *task)
{
  g_task_set_task_data (task, GUINT_TO_POINTER (self->pushed->len + 1), NULL);
  for (guint i = 0; i < self->pushed->len; i++)
    if (CS_IS_COMPOSER_PAGE (g_ptr_array_index (self->pushed, i)))
      cs_composer_page_flush_async (g_ptr_array_index (self->pushed, i), page_flushed_cb, g_object_ref (task));
    else
      page_left (task);
  page_left (task);
}

static void
settled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GtkWidget) left = cs_unsaved_settle_finish (GTK_WIDGET (source), result);
  CsWindow *self = g_task_get_source_object (task);

  if (left == NULL)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->pages), FALSE);
      flush_pages (self, task);
      return;
    }

  cs_window_show_unsaved (self, left);
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED_HANDLED, "Something is still being edited");
}

void
cs_window_leave_async (CsWindow            *self,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);

  if (self->leaving)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The window is being left already");
      return;
    }

  self->leaving = TRUE;
  if (cs_unsaved_find (GTK_WIDGET (self->pages)) != NULL)
    {
      cs_unsaved_settle_async (GTK_WIDGET (self->pages), settled_cb, g_steal_pointer (&task));
      return;
    }

  /* Nothing can be typed that would be saved as somebody else. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->pages), FALSE);
  flush_pages (self, task);
}

gboolean
cs_window_leave_finish (CsWindow      *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_autoptr(GError) trouble = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (g_task_propagate_boolean (G_TASK (result), &trouble))
    cs_window_drop_pages (self);
  if (!g_error_matches (trouble, G_IO_ERROR, G_IO_ERROR_CANCELLED)) /* another way out is being taken already */
    {
      self->leaving = FALSE;
      gtk_widget_set_sensitive (GTK_WIDGET (self->pages), TRUE);
    }
  if (trouble != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return FALSE;
    }

  return TRUE;
}

static void
remember (CsWindow   *self,
          const char *folder)
{
  GSettings *settings = cs_application_get_settings (CS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));

  if (settings != NULL)
    g_settings_set_string (settings, "last-office", folder);
}

static char *
dup_practice_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "countersign", "practice", NULL);
}

void
cs_window_remember_office (CsWindow *self)
{
  g_autofree char *practice = dup_practice_folder ();

  if (self->remember)
    remember (self, g_str_equal (self->folder, practice) ? "" : self->folder);
}

void
cs_window_choose_first_office (CsWindow *self)
{
  GSettings *settings = cs_application_get_settings (CS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
  g_autofree char *last = settings != NULL ? g_settings_get_string (settings, "last-office") : g_strdup ("");

  /* Somebody who asks for the practice office gets it. */
  if (self->practice || *last == '\0')
    self->remember = !self->practice;
  else if (g_file_test (last, G_FILE_TEST_IS_DIR))
    {
      self->remember = TRUE;
      self->folder = g_steal_pointer (&last);
      return;
    }
  else
    {
      g_autofree char *text = g_strdup_printf (_("The office in %s is not there now. This is the practice office."), last);

      cs_window_toast (self, text);
    }

  self->practice = TRUE;
  self->folder = dup_practice_folder ();
}

void
cs_window_update_office_actions (CsWindow *self)
{
  g_autofree char *practice = dup_practice_folder ();

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.open-practice", !g_str_equal (self->folder, practice));
}

static void
move_to (CsWindow *self,
         char     *folder,
         gboolean  practice)
{
  g_free (self->next_folder);
  self->next_folder = folder;
  self->next_practice = practice;
  cs_window_restart (self);
}

static void
folder_looked_at_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  CsWindow *self = CS_WINDOW (source);
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_task_propagate_pointer (G_TASK (result), &error);

  if (folder != NULL)
    move_to (self, g_steal_pointer (&folder), FALSE);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_EMPTY))
    cs_window_toast (self, _("There are other things in this folder and no office. Choose an empty folder, or the folder of an office."));
  else
    cs_show_error (GTK_WIDGET (self), error);
}

/* An office is not made among somebody's holiday pictures. */
static void
look_at_folder_in_thread (GTask        *task,
                          gpointer      source,
                          gpointer      task_data,
                          GCancellable *cancellable)
{
  const char *folder = task_data;
  g_autofree char *database = g_build_filename (folder, "office.db", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) entries = g_dir_open (folder, 0, &error);

  if (entries == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (g_file_test (database, G_FILE_TEST_IS_REGULAR) || g_dir_read_name (entries) == NULL)
    g_task_return_pointer (task, g_strdup (folder), g_free);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_EMPTY, "%s holds no office and is not empty", folder);
}

void
cs_window_open_folder (CsWindow   *self,
                       const char *folder)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (CS_IS_WINDOW (self));
  g_return_if_fail (folder != NULL);

  task = g_task_new (self, self->cancellable, folder_looked_at_cb, NULL);
  g_task_set_task_data (task, g_strdup (folder), g_free);
  g_task_run_in_thread (task, look_at_folder_in_thread);
}

void
cs_window_open_practice (CsWindow *self)
{
  move_to (self, dup_practice_folder (), TRUE);
}

static void
folder_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  CsWindow *self = CS_WINDOW (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(GListModel) files = cs_compat_choose_files_finish (result, &error);
  g_autoptr(GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  g_autofree char *folder = file != NULL ? g_file_get_path (file) : NULL;

  if (files == NULL)
    cs_show_error (GTK_WIDGET (self), error);
  else if (folder == NULL)
    cs_window_toast (self, _("This folder is not on this computer."));
  else
    cs_window_open_folder (self, folder);
}

void
cs_window_choose_office (CsWindow *self)
{
  cs_compat_choose_folder_async (GTK_WIDGET (self), _("Open an Office, or an Empty Folder for a New One"),
                                 self->cancellable, folder_chosen_cb, NULL);
}
