/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-compat.h"

void
cs_compat_get_colour (GtkWidget *widget,
                      GdkRGBA   *colour)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  /* gtk_widget_get_color() is 4.10. */
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), colour);
}

void
cs_compat_add_styles (const char *resource)
{
  g_autoptr(GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, resource);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/* What the label that a person sees says, without the mark of its mnemonic. */
static void
name_menu_item (GtkWidget *item)
{
  for (GtkWidget *child = gtk_widget_get_first_child (item); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child))
      {
        gtk_accessible_reset_relation (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
        gtk_accessible_update_property (GTK_ACCESSIBLE (item),
                                        GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_label_get_text (GTK_LABEL (child)),
                                        -1);
        return;
      }
}

static void
name_menu_items (GtkWidget *widget)
{
  if (g_strcmp0 (G_OBJECT_TYPE_NAME (widget), "GtkModelButton") == 0)
    name_menu_item (widget);
  else
    for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      name_menu_items (child);
}

static gboolean
mapped_cb (GSignalInvocationHint *hint,
           guint                  n_values,
           const GValue          *values,
           gpointer               user_data)
{
  GtkWidget *widget = g_value_get_object (values);

  if (GTK_IS_POPOVER_MENU (widget))
    name_menu_items (widget);

  return G_SOURCE_CONTINUE;
}

void
cs_compat_name_menus (void)
{
  static gboolean done;
  GTypeClass *widget_class;

  if (done)
    return;

  /* The items of GTK's menus cannot be reached before they are shown, those of the menus in text fields not at all. */
  done = TRUE;
  widget_class = g_type_class_ref (GTK_TYPE_WIDGET); /* so that its signals are there */
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, mapped_cb, NULL, NULL);
  g_type_class_unref (widget_class);
}

void
cs_compat_show_about (GtkWindow *parent)
{
  /* AdwAboutDialog is 1.5. */
  adw_show_about_window (parent,
                         "application-name", _("Countersign"),
                         "application-icon", "org.countersign.Countersign",
                         "version", PACKAGE_VERSION,
                         "developer-name", _("The Countersign developers"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("Write, check, sign and publish what an office says in public. "
                                       "What is published is exactly what was signed."),
                         /* Translators: your names, one a line */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

static void
address_opened_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GtkWidget) widget = user_data;
  g_autoptr(GError) error = NULL;

  if (g_app_info_launch_default_for_uri_finish (result, &error))
    return;

  g_message ("Opening an address: %s", error->message);
  gtk_widget_activate_action (widget, "win.toast", "s",
                              _("The address could not be opened. Is a web browser installed?"));
}

void
cs_compat_open_address (GtkWidget  *widget,
                        const char *address)
{
  g_autoptr(GdkAppLaunchContext) context = NULL;
  g_autofree char *scheme = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (address != NULL);

  /* Addresses also come from networks: nothing but a web page is opened. */
  scheme = g_uri_parse_scheme (address);
  if (g_strcmp0 (scheme, "https") != 0 && g_strcmp0 (scheme, "http") != 0)
    {
      gtk_widget_activate_action (widget, "win.toast", "s", _("This is not the address of a web page."));
      return;
    }

  /* GtkUriLauncher is 4.10, and gtk_show_uri() is deprecated by it. */
  context = gdk_display_get_app_launch_context (gtk_widget_get_display (widget));
  g_app_info_launch_default_for_uri_async (address, G_APP_LAUNCH_CONTEXT (context), NULL,
                                           address_opened_cb, g_object_ref (widget));
}

/* There is no way to say it but in GTK's own label, which is the page "empty" of the button's stack. */
void
cs_compat_set_empty_words (GtkDropDown *drop_down,
                           const char  *words)
{
  GtkWidget *widget;

  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down));

  widget = gtk_widget_get_first_child (GTK_WIDGET (drop_down));
  while (widget != NULL && !GTK_IS_STACK (widget))
    widget = gtk_widget_get_first_child (widget);
  if (widget != NULL)
    widget = gtk_stack_get_child_by_name (GTK_STACK (widget), "empty");
  if (GTK_IS_LABEL (widget))
    gtk_label_set_label (GTK_LABEL (widget), words);
}

typedef struct
{
  GCallback callback;
  gpointer  user_data;
} Confirm;

static void
confirm_response_cb (GObject    *dialog,
                     const char *response,
                     gpointer    user_data)
{
  Confirm *confirm = user_data;
  GtkWidget *widget = g_object_get_data (dialog, "cs-widget");

  if (g_strcmp0 (response, "yes") == 0 && widget != NULL)
    ((void (*)(gpointer))confirm->callback)(confirm->user_data);
}

static void
widget_gone_cb (gpointer  dialog,
                GObject  *widget)
{
  g_object_set_data (dialog, "cs-widget", NULL);
}

static void
free_confirm (gpointer  data,
              GClosure *closure)
{
  g_free (data);
}

static void
dialog_destroyed_cb (GObject *dialog)
{
  GObject *widget = g_object_steal_data (dialog, "cs-widget");

  if (widget != NULL)
    g_object_weak_unref (widget, widget_gone_cb, dialog);
}

void
cs_compat_confirm (GtkWidget  *widget,
                   const char *heading,
                   const char *body,
                   const char *action,
                   gboolean    destructive,
                   GCallback   callback,
                   gpointer    user_data)
{
  Confirm *confirm = g_new0 (Confirm, 1);
  GtkWidget *dialog;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  /* AdwAlertDialog is 1.5. */
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), heading, body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "no", _("Cancel"), "yes", action, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "yes",
                                              destructive ? ADW_RESPONSE_DESTRUCTIVE
                                                          : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "no");
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "no");

  confirm->callback = callback;
  confirm->user_data = user_data;
  g_object_set_data (G_OBJECT (dialog), "cs-widget", widget);
  g_object_weak_ref (G_OBJECT (widget), widget_gone_cb, dialog);
  g_signal_connect_data (dialog, "response", G_CALLBACK (confirm_response_cb), confirm,
                         free_confirm, 0);
  g_signal_connect (dialog, "destroy", G_CALLBACK (dialog_destroyed_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
ask_save_response_cb (GObject    *dialog,
                      const char *response)
{
  g_autoptr(GTask) task = g_object_steal_data (dialog, "cs-task");
  CsCompatAnswer answer = CS_COMPAT_KEEP_EDITING;

  if (task == NULL)
    return;

  if (g_str_equal (response, "save"))
    answer = CS_COMPAT_SAVE;
  else if (g_str_equal (response, "discard"))
    answer = CS_COMPAT_DISCARD;
  g_task_return_int (task, answer);
}

/* It may go without an answer: with the window that it asks about. */
static void
ask_save_destroyed_cb (GObject *dialog)
{
  ask_save_response_cb (dialog, "");
}

void
cs_compat_ask_save_async (GtkWidget           *widget,
                          const char          *heading,
                          const char          *body,
                          gboolean             may_save,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  AdwMessageDialog *dialog;
  GTask *task;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  task = g_task_new (widget, NULL, callback, user_data);
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), heading, body));
  adw_message_dialog_add_responses (dialog, "stay", _("Keep Editing"), "discard", _("Discard"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  if (may_save)
    {
      adw_message_dialog_add_response (dialog, "save", _("Save"));
      adw_message_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
    }
  adw_message_dialog_set_close_response (dialog, "stay");
  adw_message_dialog_set_default_response (dialog, may_save ? "save" : "stay");
  g_object_set_data_full (G_OBJECT (dialog), "cs-task", task, g_object_unref);
  g_signal_connect (dialog, "destroy", G_CALLBACK (ask_save_destroyed_cb), NULL);
  g_signal_connect (dialog, "response", G_CALLBACK (ask_save_response_cb), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

CsCompatAnswer
cs_compat_ask_save_finish (GAsyncResult *result)
{
  gssize answer = g_task_propagate_int (G_TASK (result), NULL);

  return answer >= 0 ? (CsCompatAnswer) answer : CS_COMPAT_KEEP_EDITING;
}

static void
files_chosen_cb (GtkNativeDialog *dialog,
                 int              response,
                 gpointer         user_data)
{
  g_autoptr(GTask) task = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog)),
                           g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "No file was chosen");
  gtk_native_dialog_destroy (dialog);
}

/* GtkFileDialog is 4.10. */
static GtkFileChooserNative *
make_chooser (GtkWidget            *widget,
              const char           *title,
              GtkFileChooserAction  action)
{
  GtkFileChooserNative *dialog;

  dialog = gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (widget)), action, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);

  return dialog;
}

/* The task keeps the dialog, and the dialog's response ends the task. */
static void
run_chooser (GtkFileChooserNative *dialog,
             GTask                *task)
{
  g_task_set_task_data (task, dialog, g_object_unref);
  g_signal_connect (dialog, "response", G_CALLBACK (files_chosen_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
cs_compat_choose_files_async (GtkWidget           *widget,
                              const char          *title,
                              GtkFileFilter       *filter,
                              gboolean             several,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GtkFileChooserNative *dialog;
  GTask *task;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  dialog = make_chooser (widget, title, GTK_FILE_CHOOSER_ACTION_OPEN);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), several);
  if (filter != NULL)
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);

  task = g_task_new (widget, cancellable, callback, user_data);
  g_task_set_source_tag (task, cs_compat_choose_files_async);
  run_chooser (dialog, task);
}

void
cs_compat_choose_folder_async (GtkWidget           *widget,
                               const char          *title,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  task = g_task_new (widget, cancellable, callback, user_data);
  g_task_set_source_tag (task, cs_compat_choose_folder_async);
  run_chooser (make_chooser (widget, title, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER), task);
}

void
cs_compat_choose_new_file_async (GtkWidget           *widget,
                                 const char          *title,
                                 const char          *name,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GtkFileChooserNative *dialog;
  GTask *task;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (name != NULL);

  dialog = make_chooser (widget, title, GTK_FILE_CHOOSER_ACTION_SAVE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  task = g_task_new (widget, cancellable, callback, user_data);
  g_task_set_source_tag (task, cs_compat_choose_new_file_async);
  run_chooser (dialog, task);
}

GListModel *
cs_compat_choose_files_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
cs_compat_choose_path_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_autoptr(GListModel) files = cs_compat_choose_files_finish (result, error);
  g_autoptr(GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (files != NULL && path == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY, "What was chosen is not on this computer");

  return path;
}
