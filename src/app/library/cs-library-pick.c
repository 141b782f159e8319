/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-library-grid.h"
#include "cs-library-window.h"

/* The library as a window in which a picture is chosen for a post. */

static void
got_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);

  if (reply)
    g_task_return_pointer (task, cs_reply_read_library_media (reply), (GDestroyNotify) cs_media_item_free);
  else
    g_task_return_error (task, error);
}

static void
chosen_cb (GtkWindow           *window,
           const CsLibraryItem *item)
{
  GTask *task = g_object_steal_data (G_OBJECT (window), "cs-task");
  CsSession *session = g_object_get_data (G_OBJECT (window), "cs-session");

  if (task != NULL)
    cs_office_call_async (cs_session_get_office (session), "media.get", cs_arguments_media_get (&item->digest), NULL, got_cb, task);
  gtk_window_close (window);
}

/* Closed with nothing chosen. */
static gboolean
close_cb (GtkWindow *window)
{
  g_autoptr(GTask) task = g_object_steal_data (G_OBJECT (window), "cs-task");

  if (task != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nothing was chosen");
  return FALSE;
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   unused)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

void
cs_library_pick_async (GtkWindow           *parent,
                       CsSession           *session,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *grid = cs_library_grid_new (session);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_object_set_data (G_OBJECT (window), "cs-task", g_task_new (parent, NULL, callback, user_data));
  g_object_set_data_full (G_OBJECT (window), "cs-session", g_object_ref (session), g_object_unref);
  gtk_widget_set_vexpand (grid, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), grid);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Escape"),
                                                          gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
  g_signal_connect_object (grid, "chosen", G_CALLBACK (chosen_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "close-request", G_CALLBACK (close_cb), window, 0);
  gtk_window_set_title (GTK_WINDOW (window), _("Choose from the Library"));
  gtk_window_set_default_size (GTK_WINDOW (window), 720, 560);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_window_present (GTK_WINDOW (window));
}

CsMediaItem *
cs_library_pick_finish (GAsyncResult  *result,
                        GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
