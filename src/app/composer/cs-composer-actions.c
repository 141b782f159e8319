/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-chart-editor.h"
#include "cs-compat.h"
#include "cs-composer-page-private.h"
#include "cs-composer-poster.h"
#include "cs-toasts.h"

/* Why the post cannot be submitted now, or NULL if it can. */
static char *
find_obstacle (CsComposerPage *self)
{
  if (!cs_draft_may_edit (self->draft))
    return g_strdup (_("This post cannot be changed any more, or not by you."));
  if (cs_draft_get_choice (self->draft, NULL, NULL) == CS_DRAFT_CONFLICT)
    return g_strdup (_("First choose which text stands here."));
  if (self->submitting)
    return g_strdup (_("The post is being submitted…"));
  if (!self->missing)
    return g_strdup (_("The checks are being fetched…"));
  if (*cs_check_bar_get_summary (self->checks) != '\0')
    /* Translators: %s is a list, one a line, of what must be done before the post can be submitted */
    return g_strdup_printf (_("Not ready yet:\n%s"), cs_check_bar_get_summary (self->checks));
  return NULL;
}

void
cs_composer_actions_enable (CsComposerPage *self)
{
  g_autofree char *obstacle = find_obstacle (self);
  const char *tooltip = obstacle ? obstacle : _("The reviewers see it next (Ctrl+Enter, then Enter)");

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "composer.submit", obstacle == NULL);
  if (g_strcmp0 (gtk_widget_get_tooltip_text (self->submit), tooltip) == 0)
    return;
  gtk_widget_set_tooltip_text (self->submit, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->submit), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, tooltip, -1);
}

static void
submit_failed (CsComposerPage *self,
               const GError   *error)
{
  self->submitting = FALSE;
  cs_toast_error (GTK_WIDGET (self->stack), NULL, error);
  cs_composer_page_refresh_checks (self);
}

static void
submitted_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(CsComposerPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);

  if (reply == NULL)
    {
      submit_failed (self, error);
      return;
    }
  self->submitting = FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("Submitted for review"));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static void
flushed_for_submit_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(CsComposerPage) self = user_data;
  g_autoptr(GError) error = NULL;
  gint64 post;

  if (!cs_draft_flush_finish (CS_DRAFT (source), result, &error))
    {
      submit_failed (self, error);
      return;
    }
  post = cs_draft_get_post (CS_DRAFT (source));
  cs_office_call_async (cs_session_get_office (self->session), "post.submit", cs_arguments_one ("post", post), NULL,
                        submitted_cb, g_object_ref (self));
}

static void
submit_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);

  self->submitting = TRUE;
  cs_composer_actions_enable (self);
  cs_draft_flush_async (self->draft, flushed_for_submit_cb, g_object_ref (self));
}

/* Ctrl+Enter goes to the button and no further: a second key, with the eyes on it, submits. */
static void
go_to_submit_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);

  if (gtk_widget_is_sensitive (self->submit))
    gtk_widget_grab_focus (self->submit);
  else
    cs_check_bar_focus (self->checks);
}

static void
toggle_side_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);

  gtk_toggle_button_set_active (self->side_toggle, !gtk_toggle_button_get_active (self->side_toggle));
}

static void
pictures_chosen_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(CsComposerPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GListModel) files = cs_compat_choose_files_finish (result, &error);

  if (files == NULL)
    cs_toast_error (GTK_WIDGET (self->stack), NULL, error);
  else if (self->card_list->len > 0)
    cs_attacher_add_files (cs_segment_card_get_attacher (cs_composer_thread_get_current (self)), files);
}

static void
add_picture_action (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  if (!cs_draft_may_edit (self->draft))
    return;
  gtk_file_filter_set_name (filter, _("Pictures and films"));
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  gtk_file_filter_add_mime_type (filter, "image/webp");
  gtk_file_filter_add_mime_type (filter, "image/gif");
  gtk_file_filter_add_mime_type (filter, "image/heif");
  gtk_file_filter_add_mime_type (filter, "image/heic");
  gtk_file_filter_add_mime_type (filter, "image/avif");
  gtk_file_filter_add_mime_type (filter, "video/mp4");
  gtk_file_filter_add_mime_type (filter, "video/webm");
  gtk_file_filter_add_mime_type (filter, "video/quicktime");
  cs_compat_choose_files_async (widget, _("Add Pictures or a Film"), filter, TRUE, NULL, pictures_chosen_cb,
                                g_object_ref (self));
}

static void open_chart_editor (CsComposerPage *self,
                               const CsChart  *chart,
                               const char     *alt_text,
                               int             replace);

static void
set_aside (CsComposerPage *self,
           CsChartEditor  *editor)
{
  g_clear_pointer (&self->unfinished, cs_chart_free);
  g_free (self->unfinished_alt);
  self->unfinished = cs_chart_editor_dup_chart (editor);
  self->unfinished_alt = cs_chart_editor_dup_alt (editor);
  self->unfinished_replace = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (editor), "replace"));
}

static void
continue_chart (CsComposerPage *self)
{
  g_autoptr(CsChart) chart = g_steal_pointer (&self->unfinished);
  g_autofree char *alt_text = g_steal_pointer (&self->unfinished_alt);

  open_chart_editor (self, chart, alt_text, self->unfinished_replace);
}

static void
continue_clicked_cb (AdwToast *toast,
                     gpointer  user_data)
{
  CsComposerPage *self = user_data;

  if (self->unfinished && gtk_widget_get_root (GTK_WIDGET (self)))
    continue_chart (self);
}

static void
chart_set_aside_cb (CsComposerPage *self,
                    CsChartEditor  *editor)
{
  set_aside (self, editor);
  cs_toast_offer (GTK_WIDGET (self->stack), _("The chart was not inserted. It is kept while this page is open."),
                  _("Continue"), G_CALLBACK (continue_clicked_cb), g_object_ref (self),
                  (GClosureNotify) (void (*)(void))g_object_unref);
}

static void
chart_added_cb (CsComposerPage *self)
{
  g_clear_pointer (&self->unfinished, cs_chart_free);
  g_clear_pointer (&self->unfinished_alt, g_free);
}

static void
chart_insert_cb (CsComposerPage *self,
                 CsChartEditor  *editor)
{
  CsSegmentCard *card = cs_composer_thread_get_current (self);
  CsAttacher *attacher = cs_segment_card_get_attacher (card);

  /* Kept until its picture stands in the post: drawing it may fail. */
  set_aside (self, editor);
  g_signal_handlers_disconnect_by_func (attacher, chart_added_cb, self);
  g_signal_connect_object (attacher, "added", G_CALLBACK (chart_added_cb), self, G_CONNECT_SWAPPED);
  cs_attacher_add_chart (attacher, self->unfinished, self->unfinished_alt, self->unfinished_replace,
                         cs_chart_is_right_to_left (self->unfinished));
  gtk_window_destroy (GTK_WINDOW (editor));
}

/* @replace: position of the picture to stand for, or -1. */
static void
open_chart_editor (CsComposerPage *self,
                   const CsChart  *chart,
                   const char     *alt_text,
                   int             replace)
{
  CsChartEditor *editor = cs_chart_editor_new (chart, alt_text, replace >= 0);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_object_set_data (G_OBJECT (editor), "replace", GINT_TO_POINTER (replace));
  g_signal_connect_object (editor, "insert", G_CALLBACK (chart_insert_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "set-aside", G_CALLBACK (chart_set_aside_cb), self, G_CONNECT_SWAPPED);
  if (GTK_IS_WINDOW (root))
    {
      gtk_window_set_transient_for (GTK_WINDOW (editor), GTK_WINDOW (root));
      gtk_window_set_destroy_with_parent (GTK_WINDOW (editor), TRUE);
    }
  gtk_window_present (GTK_WINDOW (editor));
}

static void
add_chart_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);

  if (!cs_draft_may_edit (self->draft))
    return;
  if (self->unfinished && self->unfinished_replace < 0)
    continue_chart (self);
  else
    open_chart_editor (self, NULL, NULL, -1);
}

void
cs_composer_actions_edit_chart (CsComposerPage *self,
                                guint           media)
{
  guint part = cs_segment_card_get_part (cs_composer_thread_get_current (self));
  const CsSegment *segment = cs_draft_find_part (self->draft, part);
  const CsMediaItem *item = segment && media < segment->media->len ? cs_segment_get_media (segment, media) : NULL;

  if (item && item->chart)
    open_chart_editor (self, item->chart, item->alt_text, (int) media);
  else
    cs_composer_poster_edit (self, media);
}

static void
flushed_for_close_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(CsComposerPage) self = user_data;
  g_autoptr(GError) error = NULL;

  if (cs_draft_flush_finish (CS_DRAFT (source), result, &error))
    {
      if (self->window)
        gtk_window_close (self->window);
      return;
    }
  self->close_warned = TRUE;
  cs_toast_error (GTK_WIDGET (self->stack), NULL, error);
  cs_toast_say (GTK_WIDGET (self->stack),
                _("Your newest typing is kept on this computer and offered next time. Close again to leave."));
}

/* A window is closed only when what was typed is in the office, or after it was said that it is not. */
static gboolean
close_request_cb (CsComposerPage *self)
{
  CsDraftState state = cs_draft_get_state (self->draft);

  if (self->close_warned || state == CS_DRAFT_LOADING || state == CS_DRAFT_LOAD_FAILED ||
      state == CS_DRAFT_UNTOUCHED || state == CS_DRAFT_SAVED)
    return FALSE;
  cs_draft_flush_async (self->draft, flushed_for_close_cb, g_object_ref (self));
  return TRUE;
}

void
cs_composer_actions_watch_window (CsComposerPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!GTK_IS_WINDOW (root))
    return;
  self->window = GTK_WINDOW (root);
  self->close_handler = g_signal_connect_object (root, "close-request", G_CALLBACK (close_request_cb), self,
                                                 G_CONNECT_SWAPPED);
}

void
cs_composer_actions_leave_window (CsComposerPage *self)
{
  if (self->window)
    g_clear_signal_handler (&self->close_handler, self->window);
  self->window = NULL;
}

/* The window asks for it when it shows the page: writing begins in the text. */
static void
focus_action (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);

  if (self->card_list->len > 0)
    cs_segment_card_focus_text (g_ptr_array_index (self->card_list, 0));
}

void
cs_composer_actions_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.focus", NULL, focus_action);
  gtk_widget_class_install_action (widget_class, "composer.submit", NULL, submit_action);
  gtk_widget_class_install_action (widget_class, "composer.go-to-submit", NULL, go_to_submit_action);
  gtk_widget_class_install_action (widget_class, "composer.toggle-side", NULL, toggle_side_action);
  gtk_widget_class_install_action (widget_class, "composer.add-picture", NULL, add_picture_action);
  gtk_widget_class_install_action (widget_class, "composer.add-chart", NULL, add_chart_action);
  cs_composer_poster_install (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "composer.go-to-submit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "composer.go-to-submit",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "composer.toggle-side", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "composer.add-picture", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "composer.add-chart", NULL);
}

static void
flushed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (cs_draft_flush_finish (CS_DRAFT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
cs_composer_page_flush_async (CsComposerPage      *self,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (CS_IS_COMPOSER_PAGE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, cs_composer_page_flush_async);
  cs_draft_flush_async (self->draft, flushed_cb, task);
}

gboolean
cs_composer_page_flush_finish (CsComposerPage  *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
