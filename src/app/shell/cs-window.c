/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-accounts-page.h"
#include "cs-desk-page.h"
#include "cs-journal-page.h"
#include "cs-library-page.h"
#include "cs-office-page.h"
#include "cs-posts-page.h"
#include "cs-queue-page.h"
#include "cs-reports-page.h"
#include "cs-show-error.h"
#include "cs-unsaved.h"
#include "cs-window-private.h"

/* Below this the sidebar shows icons only. Pixels. */
#define NARROW 900

G_DEFINE_FINAL_TYPE (CsWindow, cs_window, ADW_TYPE_APPLICATION_WINDOW)

static GtkWidget *
make_place (CsWindow   *self,
            const char *place)
{
  if (g_str_equal (place, "desk"))
    return cs_desk_page_new (self->watch);
  if (g_str_equal (place, "posts"))
    return cs_posts_page_new (self->session);
  if (g_str_equal (place, "queue"))
    return cs_queue_page_new (self->session);
  if (g_str_equal (place, "library"))
    return cs_library_page_new (self->session);
  if (g_str_equal (place, "journal"))
    return cs_journal_page_new (self->session);
  if (g_str_equal (place, "reports"))
    return cs_reports_page_new (self->session);
  if (g_str_equal (place, "accounts"))
    return cs_accounts_page_new (self->session);
  if (g_str_equal (place, "office"))
    return cs_office_page_new (self->session);

  return NULL;
}

void
cs_window_toast (CsWindow   *self,
                 const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
cs_window_drop_pages (CsWindow *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->pushed, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pages))) != NULL)
    gtk_stack_remove (self->pages, child);
  g_clear_pointer (&self->place, g_free);
}

static void
drop_pushed (CsWindow *self)
{
  for (guint i = self->pushed->len; i > 0; i--)
    gtk_stack_remove (self->pages, g_ptr_array_index (self->pushed, i - 1));
  g_ptr_array_set_size (self->pushed, 0);
}

/* A page knows best where its work begins; else its first control. One that was there before has the focus where it was left. */
static void
focus_page (CsWindow  *self,
            GtkWidget *page,
            gboolean   is_new)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean inside = page != NULL && focus != NULL && gtk_widget_is_ancestor (focus, page);

  if (page == NULL || (inside && !is_new))
    return;
  if (!gtk_widget_activate_action (page, "page.focus", NULL) && !inside &&
      !gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD))
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
}

void
cs_window_show_place (CsWindow   *self,
                      const char *place)
{
  GtkWidget *page;
  gboolean is_new;

  if (self->watch == NULL)
    return;

  page = gtk_stack_get_child_by_name (self->pages, place);
  is_new = page == NULL;
  if (is_new)
    {
      if ((page = make_place (self, place)) == NULL)
        return;
      gtk_stack_add_named (self->pages, page, place);
    }

  gtk_stack_set_visible_child (self->pages, page);
  drop_pushed (self);
  if (self->place != place)
    {
      g_free (self->place);
      self->place = g_strdup (place);
    }
  cs_sidebar_set_place (self->sidebar, place);
  focus_page (self, page, is_new);
}

void
cs_window_push (CsWindow  *self,
                GtkWidget *page)
{
  g_ptr_array_add (self->pushed, page);
  gtk_stack_add_child (self->pages, page);
  gtk_stack_set_visible_child (self->pages, page);
  focus_page (self, page, TRUE);
}

void
cs_window_pop (CsWindow *self)
{
  GtkWidget *page;

  if (self->pushed->len == 0)
    return;

  page = g_ptr_array_steal_index (self->pushed, self->pushed->len - 1);
  if (self->pushed->len > 0)
    gtk_stack_set_visible_child (self->pages,
                                 g_ptr_array_index (self->pushed, self->pushed->len - 1));
  else if (self->place != NULL)
    gtk_stack_set_visible_child_name (self->pages, self->place);
  gtk_stack_remove (self->pages, page);
  focus_page (self, gtk_stack_get_visible_child (self->pages), FALSE);
}

static gboolean
apply_width_cb (gpointer user_data)
{
  CsWindow *self = user_data;

  self->narrow_id = 0;
  cs_sidebar_set_narrow (self->sidebar, self->narrow);

  return G_SOURCE_REMOVE;
}

static void
cs_window_size_allocate (GtkWidget *widget,
                         int        width,
                         int        height,
                         int        baseline)
{
  CsWindow *self = CS_WINDOW (widget);
  gboolean narrow = width < NARROW;

  GTK_WIDGET_CLASS (cs_window_parent_class)->size_allocate (widget, width, height, baseline);
  if (narrow == self->narrow)
    return;

  /* What is visible must not change while places are being given out. */
  self->narrow = narrow;
  if (self->narrow_id == 0)
    self->narrow_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, apply_width_cb, self, NULL);
}

static void
remember_size (CsWindow *self)
{
  GSettings *settings;
  int width;
  int height;

  settings = cs_application_get_settings (CS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
  if (settings == NULL)
    return;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set (settings, "window-size", "(ii)", width, height);
  g_settings_set_boolean (settings, "maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
}

static void
restore_size (CsWindow *self)
{
  GSettings *settings;
  int width = 1280;
  int height = 800;

  settings = cs_application_get_settings (CS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
  if (settings != NULL)
    {
      g_settings_get (settings, "window-size", "(ii)", &width, &height);
      if (g_settings_get_boolean (settings, "maximized"))
        gtk_window_maximize (GTK_WINDOW (self));
    }
  gtk_window_set_default_size (GTK_WINDOW (self), MAX (width, 720), MAX (height, 560));
}

static void
publisher_stopped_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(GApplication) application = user_data;

  g_application_release (application);
}

static void
stop_publisher_in_thread (GTask        *task,
                          gpointer      source,
                          gpointer      task_data,
                          GCancellable *cancellable)
{
  cs_local_office_stop_publisher (source);
  g_task_return_boolean (task, TRUE);
}

static void
settled_to_close_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(CsWindow) self = user_data;
  g_autoptr(GtkWidget) left = cs_unsaved_settle_finish (GTK_WIDGET (source), result);

  self->asking = FALSE;
  if (left == NULL)
    gtk_window_close (GTK_WINDOW (self));
  else
    cs_window_show_unsaved (self, left);
}

static gboolean
cs_window_close_request (GtkWindow *window)
{
  CsWindow *self = CS_WINDOW (window);

  /* The question, or the way out that is being taken, comes first. */
  if (self->asking)
    return TRUE;
  if (!self->closing && cs_unsaved_find (GTK_WIDGET (self->pages)) != NULL)
    {
      self->asking = TRUE;
      cs_unsaved_settle_async (GTK_WIDGET (self->pages), settled_to_close_cb, g_object_ref (self));
      return TRUE;
    }
  if (!self->closing)
    {
      self->closing = TRUE;
      remember_size (self);
      /* Pages save what is unsaved when they go. */
      cs_window_drop_pages (self);
    }
  if (self->office != NULL)
    {
      GApplication *application = G_APPLICATION (gtk_window_get_application (window));
      g_autoptr(GTask) task = NULL;

      /* The program ends when the request under way has been answered, without a frozen window. */
      g_application_hold (application);
      task = g_task_new (self->office, NULL, publisher_stopped_cb, g_object_ref (application));
      g_task_run_in_thread (task, stop_publisher_in_thread);
      g_clear_object (&self->office);
    }

  return GTK_WINDOW_CLASS (cs_window_parent_class)->close_request (window);
}

static void
cs_window_dispose (GObject *object)
{
  CsWindow *self = CS_WINDOW (object);

  g_clear_handle_id (&self->narrow_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  if (self->sidebar != NULL)
    cs_sidebar_set_watch (self->sidebar, NULL);
  g_clear_object (&self->watch);
  g_clear_object (&self->session);
  g_clear_object (&self->office);
  G_OBJECT_CLASS (cs_window_parent_class)->dispose (object);
}

static void
cs_window_finalize (GObject *object)
{
  CsWindow *self = CS_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->next_folder, g_free);
  g_clear_pointer (&self->seat, g_free);
  g_clear_pointer (&self->place, g_free);
  g_clear_pointer (&self->pushed, g_ptr_array_unref);
  G_OBJECT_CLASS (cs_window_parent_class)->finalize (object);
}

static void
cs_window_class_init (CsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cs_window_dispose;
  object_class->finalize = cs_window_finalize;
  widget_class->size_allocate = cs_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = cs_window_close_request;

  g_type_ensure (CS_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/countersign/Countersign/cs-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CsWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, CsWindow, modes);
  gtk_widget_class_bind_template_child (widget_class, CsWindow, start);
  gtk_widget_class_bind_template_child (widget_class, CsWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, CsWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, CsWindow, practice_strip);
  gtk_widget_class_bind_template_child (widget_class, CsWindow, practice_button);
  gtk_widget_class_bind_template_child (widget_class, CsWindow, offline_strip);
  gtk_widget_class_bind_template_child (widget_class, CsWindow, offline_label);
  cs_window_install_actions (widget_class);
}

static void
cs_window_init (CsWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->pushed = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

CsWindow *
cs_window_new (CsApplication *application,
               const char    *folder,
               const char    *seat,
               gboolean       practice)
{
  CsWindow *self;

  g_return_val_if_fail (CS_IS_APPLICATION (application), NULL);

  self = g_object_new (CS_TYPE_WINDOW, "application", application, NULL);
  self->practice = practice;
  self->folder = g_strdup (folder);
  if (folder == NULL)
    cs_window_choose_first_office (self);
  self->seat = g_strdup (seat);
  restore_size (self);
  cs_window_begin (self);

  return self;
}

CsSession *
cs_window_get_session (CsWindow *self)
{
  g_return_val_if_fail (CS_IS_WINDOW (self), NULL);

  return self->session;
}

GtkWidget *
cs_window_get_page (CsWindow *self)
{
  g_return_val_if_fail (CS_IS_WINDOW (self), NULL);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->modes), "office") == 0)
    return gtk_stack_get_visible_child (self->pages);

  return adw_bin_get_child (self->start);
}
