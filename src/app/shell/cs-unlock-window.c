/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-form-window.h"
#include "cs-key-client.h"
#include "cs-show-error.h"
#include "cs-unlock-window.h"

#define CODE_DIGITS 6

typedef struct
{
  GtkEditable *password;
  GtkEditable *code;
} UnlockForm;

static void
changed_cb (CsFormWindow *window)
{
  UnlockForm *form = g_object_get_data (G_OBJECT (window), "cs-form");
  gboolean code_wanted = gtk_widget_get_visible (GTK_WIDGET (form->code));

  cs_form_window_set_valid (window,
                            *gtk_editable_get_text (form->password) != '\0' &&
                            (!code_wanted || strlen (gtk_editable_get_text (form->code)) == CODE_DIGITS));
}

static void
submit_cb (CsFormWindow *window)
{
  UnlockForm *form = g_object_get_data (G_OBJECT (window), "cs-form");

  cs_form_window_call (window, "session.unlock",
                       cs_arguments_session_unlock (gtk_editable_get_text (form->password),
                                                    gtk_editable_get_text (form->code)),
                       NULL);
}

static void
refused_cb (CsFormWindow *window,
            GError       *error)
{
  UnlockForm *form = g_object_get_data (G_OBJECT (window), "cs-form");

  gtk_editable_set_text (form->code, "");
  if (g_error_matches (error, CS_ERROR, CS_ERROR_CODE_REQUIRED) ||
      g_error_matches (error, CS_ERROR, CS_ERROR_WRONG_CODE))
    {
      gtk_widget_set_visible (GTK_WIDGET (form->code), TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (form->code));
    }
  else
    {
      gtk_editable_set_text (form->password, "");
      gtk_widget_grab_focus (GTK_WIDGET (form->password));
    }
  changed_cb (window);
}

static void
done_cb (CsFormWindow *window)
{
  g_autoptr(GTask) task = g_object_steal_data (G_OBJECT (window), "cs-task");

  g_task_return_boolean (task, TRUE);
}

/* The window went and the key is not open. */
static void
abandon (gpointer data)
{
  g_autoptr(GTask) task = data;

  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The password was not given");
}

static GtkEditable *
add_row (CsFormWindow        *window,
         AdwPreferencesGroup *group,
         GtkWidget           *row,
         const char          *title)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (group, row);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), window, G_CONNECT_SWAPPED);

  return GTK_EDITABLE (row);
}

/* @task: (transfer full) */
static void
show_window (GTask *task)
{
  GtkWidget *widget = g_task_get_source_object (task);
  GtkRoot *root = gtk_widget_get_root (widget);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GtkWidget *window = cs_form_window_new (root != NULL ? GTK_WINDOW (root) : NULL,
                                          g_task_get_task_data (task), _("Your Signing Key"), _("Open"));
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  UnlockForm *form = g_new0 (UnlockForm, 1);

  g_object_set_data_full (G_OBJECT (window), "cs-form", form, g_free);
  g_object_set_data_full (G_OBJECT (window), "cs-task", task, abandon);
  adw_preferences_group_set_description (group, _("Your key signs what you decide. Give your password to open it for a while."));
  form->password = add_row (CS_FORM_WINDOW (window), group, adw_password_entry_row_new (), _("Password"));
  form->code = add_row (CS_FORM_WINDOW (window), group, adw_entry_row_new (), _("Code with Six Digits"));
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (form->code), GTK_INPUT_PURPOSE_DIGITS);
  gtk_widget_set_visible (GTK_WIDGET (form->code),
                          cs_session_get_key_state (g_task_get_task_data (task))->second_factor);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (form->password), TRUE);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (form->code), TRUE);
  cs_form_window_add (CS_FORM_WINDOW (window), group);
  cs_name_fields (GTK_WIDGET (group));
  g_signal_connect_object (window, "submit", G_CALLBACK (submit_cb), window, 0);
  g_signal_connect_object (window, "refused", G_CALLBACK (refused_cb), window, 0);
  g_signal_connect_object (window, "done", G_CALLBACK (done_cb), window, 0);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (gtk_window_close), window, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (GTK_WIDGET (form->password));
}

static void
practice_unlocked_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (reply != NULL)
    g_task_return_boolean (task, TRUE);
  else if (error->domain == CS_ERROR && gtk_widget_get_root (g_task_get_source_object (task)) != NULL)
    show_window (g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
cs_unlock_async (GtkWidget           *widget,
                 CsSession           *session,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  const CsOfficeInfo *info;
  GTask *task;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (CS_IS_SESSION (session));

  task = g_task_new (widget, cancellable, callback, user_data);
  g_task_set_source_tag (task, cs_unlock_async);
  g_task_set_task_data (task, g_object_ref (session), g_object_unref);
  info = cs_session_get_info (session);
  if (info != NULL && info->practice)
    cs_office_call_async (cs_session_get_office (session), "session.unlock", cs_arguments_session_unlock ("", ""),
                          cancellable, practice_unlocked_cb, task);
  else
    show_window (task);
}

gboolean
cs_unlock_finish (GtkWidget     *widget,
                  GAsyncResult  *result,
                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, widget), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

typedef struct
{
  CsSession  *session;
  char       *operation;
  JsonObject *arguments; /* NULL if there are none */
  gboolean    asked;     /* for the password: a second refusal is the answer */
} SigningCall;

static void
signing_call_free (gpointer data)
{
  SigningCall *call = data;

  g_clear_object (&call->session);
  g_clear_pointer (&call->operation, g_free);
  g_clear_pointer (&call->arguments, json_object_unref);
  g_free (call);
}

static void make_call (GTask *task);

static void
unlocked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (cs_unlock_finish (GTK_WIDGET (source), result, &error))
    make_call (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
called_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  SigningCall *call = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  JsonObject *reply = cs_office_call_finish (CS_OFFICE (source), result, &error);

  if (reply != NULL)
    {
      g_task_return_pointer (task, reply, (GDestroyNotify) json_object_unref);
      return;
    }
  if (call->asked || !g_error_matches (error, CS_ERROR, CS_ERROR_KEY_CLOSED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  call->asked = TRUE;
  cs_unlock_async (g_task_get_source_object (task), call->session, g_task_get_cancellable (task),
                   unlocked_cb, g_object_ref (task));
}

/* @task: (transfer full) */
static void
make_call (GTask *task)
{
  SigningCall *call = g_task_get_task_data (task);

  cs_office_call_async (cs_session_get_office (call->session), call->operation,
                        call->arguments != NULL ? json_object_ref (call->arguments) : NULL,
                        g_task_get_cancellable (task), called_cb, task);
}

void
cs_unlock_call_async (GtkWidget           *widget,
                      CsSession           *session,
                      const char          *operation,
                      JsonObject          *arguments,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  SigningCall *call;
  GTask *task;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (CS_IS_SESSION (session));
  g_return_if_fail (operation != NULL);

  call = g_new0 (SigningCall, 1);
  call->session = g_object_ref (session);
  call->operation = g_strdup (operation);
  call->arguments = arguments;
  task = g_task_new (widget, cancellable, callback, user_data);
  g_task_set_source_tag (task, cs_unlock_call_async);
  g_task_set_task_data (task, call, signing_call_free);
  /* What was committed is told, even if the page went just then. */
  g_task_set_check_cancellable (task, FALSE);
  make_call (task);
}

JsonObject *
cs_unlock_call_finish (GtkWidget     *widget,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, widget), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
