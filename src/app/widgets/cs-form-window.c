/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "cs-form-window.h"
#include "cs-show-error.h"

/* Beyond this the form scrolls. */
#define MAX_HEIGHT 640

struct _CsFormWindow
{
  AdwWindow parent_instance;

  CsSession          *session;
  GCancellable       *cancellable;
  char               *success;
  gboolean            valid;
  gboolean            busy;
  guint               grow_id;
  int                 asked_height;

  AdwWindowTitle     *title;
  GtkButton          *cancel;
  GtkButton          *action;
  GtkSpinner         *spinner;
  GtkLabel           *trouble;
  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (CsFormWindow, cs_form_window, ADW_TYPE_WINDOW)

enum
{
  SUBMIT,
  DONE,
  REFUSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
update (CsFormWindow *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->action), self->valid && !self->busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->page), !self->busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->busy);
  gtk_spinner_set_spinning (self->spinner, self->busy);
}

static void
submit (CsFormWindow *self)
{
  if (!self->valid || self->busy)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->trouble), FALSE);
  g_signal_emit (self, signals[SUBMIT], 0);
}

static void
called_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(CsFormWindow) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  GtkWindow *parent;

  self->busy = FALSE;
  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  update (self);
  if (reply == NULL)
    {
      g_info ("%s", error->message);
      cs_form_window_refuse (self, cs_error_sentence (error));
      g_signal_emit (self, signals[REFUSED], 0, error);
      return;
    }

  g_signal_emit (self, signals[DONE], 0, reply);
  parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  if (parent != NULL && self->success != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.toast", "s", self->success);
  gtk_window_close (GTK_WINDOW (self));
}

static GtkScrolledWindow *
find_scrolled (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkScrolledWindow *found = GTK_IS_SCROLLED_WINDOW (child) ? GTK_SCROLLED_WINDOW (child) : find_scrolled (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
grow_cb (gpointer user_data)
{
  CsFormWindow *self = user_data;
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (find_scrolled (GTK_WIDGET (self->page)));
  int missing = (int) ceil (gtk_adjustment_get_upper (place) - gtk_adjustment_get_page_size (place));
  int width;
  int height;

  self->grow_id = 0;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (height <= 0)
    height = gtk_widget_get_height (GTK_WIDGET (self));
  height = MIN (height + missing, MAX_HEIGHT);
  if (missing > 0 && height > self->asked_height)
    {
      self->asked_height = height;
      gtk_window_set_default_size (GTK_WINDOW (self), width, height);
    }

  return G_SOURCE_REMOVE;
}

/* A scrolled page does not know how high its wrapped lines become, and a sentence about what went wrong comes later: the window
 * grows to what is in it. Not at once, since it is being laid out. */
static void
fit_cb (CsFormWindow *self)
{
  if (self->grow_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->grow_id = g_idle_add (grow_cb, self);
}

static void
cs_form_window_dispose (GObject *object)
{
  CsFormWindow *self = CS_FORM_WINDOW (object);

  g_clear_handle_id (&self->grow_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cs_form_window_parent_class)->dispose (object);
}

static void
cs_form_window_finalize (GObject *object)
{
  CsFormWindow *self = CS_FORM_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->success, g_free);
  G_OBJECT_CLASS (cs_form_window_parent_class)->finalize (object);
}

static void
cs_form_window_class_init (CsFormWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = cs_form_window_dispose;
  object_class->finalize = cs_form_window_finalize;

  signals[SUBMIT] = g_signal_new ("submit", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/countersign/Countersign/cs-form-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CsFormWindow, title);
  gtk_widget_class_bind_template_child (widget_class, CsFormWindow, cancel);
  gtk_widget_class_bind_template_child (widget_class, CsFormWindow, action);
  gtk_widget_class_bind_template_child (widget_class, CsFormWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, CsFormWindow, trouble);
  gtk_widget_class_bind_template_child (widget_class, CsFormWindow, page);
  gtk_widget_class_bind_template_callback (widget_class, submit);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cs_form_window_init (CsFormWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (find_scrolled (GTK_WIDGET (self->page))), "changed",
                           G_CALLBACK (fit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "map", G_CALLBACK (fit_cb), self, G_CONNECT_AFTER);
  update (self);
}

GtkWidget *
cs_form_window_new (GtkWindow  *parent,
                    CsSession  *session,
                    const char *title,
                    const char *action)
{
  CsFormWindow *self;

  g_return_val_if_fail (CS_IS_SESSION (session), NULL);

  self = g_object_new (CS_TYPE_FORM_WINDOW, "transient-for", parent, "title", title, NULL);
  self->session = g_object_ref (session);
  adw_window_title_set_title (self->title, title);
  gtk_button_set_label (self->action, action);

  return GTK_WIDGET (self);
}

void
cs_form_window_add (CsFormWindow        *self,
                    AdwPreferencesGroup *group)
{
  g_return_if_fail (CS_IS_FORM_WINDOW (self));

  adw_preferences_page_add (self->page, group);
}

void
cs_form_window_set_valid (CsFormWindow *self,
                          gboolean      valid)
{
  g_return_if_fail (CS_IS_FORM_WINDOW (self));

  self->valid = valid;
  update (self);
}

void
cs_form_window_call (CsFormWindow *self,
                     const char   *operation,
                     JsonObject   *arguments,
                     const char   *success)
{
  g_return_if_fail (CS_IS_FORM_WINDOW (self));

  self->busy = TRUE;
  g_free (self->success);
  self->success = g_strdup (success);
  update (self);
  cs_office_call_async (cs_session_get_office (self->session), operation, arguments,
                        self->cancellable, called_cb, g_object_ref (self));
}

void
cs_form_window_refuse (CsFormWindow *self,
                       const char   *sentence)
{
  g_return_if_fail (CS_IS_FORM_WINDOW (self));

  gtk_label_set_label (self->trouble, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
}

void
cs_form_window_set_destructive (CsFormWindow *self)
{
  g_return_if_fail (CS_IS_FORM_WINDOW (self));

  gtk_widget_remove_css_class (GTK_WIDGET (self->action), "suggested-action");
  gtk_widget_add_css_class (GTK_WIDGET (self->action), "destructive-action");
  gtk_window_set_default_widget (GTK_WINDOW (self), NULL);
}

void
cs_form_window_focus_cancel (CsFormWindow *self)
{
  g_return_if_fail (CS_IS_FORM_WINDOW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->cancel));
}
