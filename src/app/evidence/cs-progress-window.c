/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-progress-window.h"
#include "cs-show-error.h"

#define PATIENCE 500 /* milliseconds before the window comes */
#define PULSE 100    /* milliseconds */

/* One call under way; the data of its task. */
typedef struct
{
  GCancellable   *cancellable;
  char           *text;
  GtkWindow      *window;   /* NULL = not shown; not owned: it owns itself */
  GtkProgressBar *bar;
  guint           timeout;  /* until it is shown, then of its pulse */
} Progress;

static void
progress_free (gpointer data)
{
  Progress *progress = data;

  g_clear_handle_id (&progress->timeout, g_source_remove);
  g_clear_object (&progress->cancellable);
  g_clear_pointer (&progress->text, g_free);
  g_free (progress);
}

static gboolean
pulse_cb (gpointer user_data)
{
  Progress *progress = user_data;

  gtk_progress_bar_pulse (progress->bar);

  return G_SOURCE_CONTINUE;
}

/* However it is closed, the call is not wanted any more; the window goes when the call has ended. */
static gboolean
close_request_cb (GtkWindow *window,
                  gpointer   user_data)
{
  g_cancellable_cancel (G_CANCELLABLE (user_data));

  return GDK_EVENT_STOP;
}

static GtkWidget *
make_content (Progress  *progress,
              GtkWindow *window)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *label = gtk_label_new (progress->text);
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel"));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "title-4");
  progress->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  cs_name_widget (GTK_WIDGET (progress->bar), progress->text);
  gtk_widget_set_halign (cancel, GTK_ALIGN_CENTER);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (gtk_window_close), window, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (progress->bar));
  gtk_box_append (GTK_BOX (box), cancel);
  gtk_widget_set_margin_top (box, 24);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);

  return box;
}

static gboolean
show_cb (gpointer user_data)
{
  GTask *task = user_data;
  Progress *progress = g_task_get_task_data (task);
  GtkRoot *root = gtk_widget_get_root (g_task_get_source_object (task));

  progress->timeout = 0;
  if (root == NULL)
    return G_SOURCE_REMOVE;

  progress->window = g_object_new (ADW_TYPE_WINDOW, "transient-for", root, "modal", TRUE, "resizable", FALSE,
                                   "default-width", 380, "title", progress->text, NULL);
  adw_window_set_content (ADW_WINDOW (progress->window), make_content (progress, progress->window));
  g_object_add_weak_pointer (G_OBJECT (progress->window), (gpointer *) &progress->window);
  g_signal_connect_object (progress->window, "close-request", G_CALLBACK (close_request_cb),
                           progress->cancellable, 0);
  gtk_window_present (progress->window);
  progress->timeout = g_timeout_add (PULSE, pulse_cb, progress);

  return G_SOURCE_REMOVE;
}

static void
called_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Progress *progress = g_task_get_task_data (task);
  GError *error = NULL;
  JsonObject *reply = cs_office_call_finish (CS_OFFICE (source), result, &error);

  g_clear_handle_id (&progress->timeout, g_source_remove);
  if (progress->window != NULL)
    {
      GtkWindow *window = progress->window;

      g_clear_weak_pointer (&progress->window);
      gtk_window_destroy (window);
    }
  if (reply != NULL)
    g_task_return_pointer (task, reply, (GDestroyNotify) json_object_unref);
  else
    g_task_return_error (task, error);
}

void
cs_progress_call_async (GtkWidget           *widget,
                        CsSession           *session,
                        const char          *text,
                        const char          *operation,
                        JsonObject          *arguments,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  Progress *progress;
  GTask *task;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (CS_IS_SESSION (session));

  progress = g_new0 (Progress, 1);
  progress->cancellable = g_cancellable_new ();
  progress->text = g_strdup (text);
  task = g_task_new (widget, NULL, callback, user_data);
  g_task_set_source_tag (task, cs_progress_call_async);
  g_task_set_task_data (task, progress, progress_free);
  progress->timeout = g_timeout_add (PATIENCE, show_cb, task);
  cs_office_call_async (cs_session_get_office (session), operation, arguments, progress->cancellable,
                        called_cb, task);
}

JsonObject *
cs_progress_call_finish (GtkWidget     *widget,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, widget), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
