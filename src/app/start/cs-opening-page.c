/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-opening-page.h"
#include "cs-practice-office.h"
#include "cs-replies.h"
#include "cs-show-error.h"

/* A page that is gone after this has not been worth showing. Milliseconds. */
#define SHOW_AFTER 250

struct _CsOpeningPage
{
  AdwBin parent_instance;

  char          *folder;
  gboolean       practice;
  char          *language; /* of a practice office to be made; NULL = the interface's */
  GCancellable  *cancellable;
  CsLocalOffice *office;
  guint          show_id;

  GtkStack      *stack;
  GtkLabel      *text;
  AdwStatusPage *trouble;
};

G_DEFINE_FINAL_TYPE (CsOpeningPage, cs_opening_page, ADW_TYPE_BIN)

enum
{
  OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_trouble (CsOpeningPage *self,
              const GError  *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_info ("Opening the office in %s: %s", self->folder, error->message);
  g_clear_handle_id (&self->show_id, g_source_remove);
  adw_status_page_set_description (self->trouble, cs_error_sentence (error));
  gtk_stack_set_visible_child_name (self->stack, "trouble");
}

static void
publisher_started_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  CsOpeningPage *self = CS_OPENING_PAGE (source);
  g_autoptr(GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      /* One can still read, write and decide: another program may publish. */
      g_info ("Starting the publisher: %s", error->message);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", cs_error_sentence (error));
    }

  g_signal_emit (self, signals[OPENED], 0, self->office);
}

static void
start_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  GError *error = NULL;

  if (cs_local_office_start_publisher (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
start_publisher (CsOpeningPage *self)
{
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, publisher_started_cb, NULL);

  g_task_set_task_data (task, g_object_ref (self->office), g_object_unref);
  g_task_run_in_thread (task, start_in_thread);
}

static void
filled_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  CsOpeningPage *self = CS_OPENING_PAGE (source);
  g_autoptr(GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    start_publisher (self);
  else
    show_trouble (self, error);
}

static void
fill_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  CsOpeningPage *self = source;
  GError *error = NULL;

  /* The page does not change its language once it is made. */
  if (cs_practice_office_fill (task_data, self->language, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
fill (CsOpeningPage *self)
{
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, filled_cb, NULL);

  gtk_label_set_label (self->text, _("Making the practice office: people, sections, posts…"));
  g_task_set_task_data (task, g_object_ref (self->office), g_object_unref);
  g_task_run_in_thread (task, fill_in_thread);
}

static void
info_asked_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(CsOpeningPage) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(CsOfficeInfo) info = NULL;

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    {
      show_trouble (self, error);
      return;
    }

  info = cs_reply_read_office (reply);
  if (info->empty && self->practice)
    fill (self);
  else if (info->empty)
    g_signal_emit (self, signals[OPENED], 0, self->office);
  else
    start_publisher (self);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CsOpeningPage) self = user_data;
  g_autoptr(GError) error = NULL;

  g_clear_object (&self->office);
  if ((self->office = cs_local_office_open_finish (result, &error)) == NULL)
    {
      show_trouble (self, error);
      return;
    }

  cs_office_call_async (CS_OFFICE (self->office), "office.info", NULL, self->cancellable,
                        info_asked_cb, g_object_ref (self));
}

static gboolean
show_cb (gpointer user_data)
{
  CsOpeningPage *self = user_data;

  self->show_id = 0;
  gtk_stack_set_visible_child_name (self->stack, "working");

  return G_SOURCE_REMOVE;
}

static void
begin (CsOpeningPage *self)
{
  gtk_label_set_label (self->text, _("Opening the office…"));
  gtk_stack_set_visible_child_name (self->stack, "nothing");
  if (self->show_id == 0)
    self->show_id = g_timeout_add (SHOW_AFTER, show_cb, self);
  cs_local_office_open_async (self->folder, self->cancellable, opened_cb, g_object_ref (self));
}

static void
cs_opening_page_dispose (GObject *object)
{
  CsOpeningPage *self = CS_OPENING_PAGE (object);

  g_clear_handle_id (&self->show_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->office);
  G_OBJECT_CLASS (cs_opening_page_parent_class)->dispose (object);
}

static void
cs_opening_page_finalize (GObject *object)
{
  CsOpeningPage *self = CS_OPENING_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->language, g_free);
  G_OBJECT_CLASS (cs_opening_page_parent_class)->finalize (object);
}

static void
cs_opening_page_class_init (CsOpeningPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cs_opening_page_dispose;
  object_class->finalize = cs_opening_page_finalize;

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, CS_TYPE_LOCAL_OFFICE);
}

static GtkWidget *
make_working (CsOpeningPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_size_request (spinner, 32, 32);
  cs_name_widget (spinner, _("Working"));
  self->text = GTK_LABEL (gtk_label_new (NULL));
  gtk_box_append (GTK_BOX (box), spinner);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);

  return box;
}

static void
cs_opening_page_init (CsOpeningPage *self)
{
  GtkWidget *again = gtk_button_new_with_label (_("Try Again"));

  self->cancellable = g_cancellable_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  self->trouble = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (self->trouble, "dialog-error-symbolic");
  adw_status_page_set_title (self->trouble, _("The Office Cannot Be Opened"));
  gtk_widget_add_css_class (again, "pill");
  gtk_widget_set_halign (again, GTK_ALIGN_CENTER);
  g_signal_connect_object (again, "clicked", G_CALLBACK (begin), self, G_CONNECT_SWAPPED);
  adw_status_page_set_child (self->trouble, again);

  gtk_stack_add_named (self->stack, adw_bin_new (), "nothing");
  gtk_stack_add_named (self->stack, make_working (self), "working");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->trouble), "trouble");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

/* The interface's language, as far as there is a practice office in it. */
static const char *
interface_language (void)
{
  const char * const *names = g_get_language_names ();

  return g_str_has_prefix (names[0], "zh") ? "zh" : "en";
}

GtkWidget *
cs_opening_page_new (const char *folder,
                     gboolean    practice,
                     const char *language)
{
  CsOpeningPage *self = g_object_new (CS_TYPE_OPENING_PAGE, NULL);

  g_return_val_if_fail (folder != NULL, NULL);

  self->folder = g_strdup (folder);
  self->practice = practice;
  self->language = g_strdup (language != NULL ? language : interface_language ());
  begin (self);

  return GTK_WIDGET (self);
}
