/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-compat.h"
#include "cs-evidence-client.h"
#include "cs-leader-window.h"
#include "cs-likely-questions.h"
#include "cs-page.h"
#include "cs-progress-window.h"
#include "cs-show-error.h"
#include "cs-time.h"

#define SAVE_DELAY 800 /* milliseconds after the last key */
#define SHARPNESS 2.0  /* pixels of the picture for each point of the page */

struct _CsLeaderWindow
{
  AdwWindow parent_instance;

  CsSession         *session;
  gint64             post;
  GCancellable      *cancellable;
  CsLeaderSheet     *sheet;    /* as last read; NULL before */
  guint              save_id;  /* timeout; 0 = nothing typed since the last save began */
  gboolean           filled;   /* the fields hold what was saved before */

  AdwToastOverlay   *toasts;
  GtkWidget         *fields;
  GtkTextBuffer     *why_now;
  GtkTextBuffer     *risks;
  GtkWidget         *questions;
  GtkLabel          *saved;
  GtkPicture        *page;
  GtkStack          *stack;
};

G_DEFINE_FINAL_TYPE (CsLeaderWindow, cs_leader_window, ADW_TYPE_WINDOW)

static const char *
office_language (CsLeaderWindow *self)
{
  return cs_session_get_info (self->session)->language;
}

/* --- the page --- */

typedef struct
{
  CsLeaderSheet *sheet;
  char          *language;
} Drawing;

static void
drawing_free (gpointer data)
{
  Drawing *drawing = data;

  g_clear_pointer (&drawing->sheet, cs_leader_sheet_free);
  g_clear_pointer (&drawing->language, g_free);
  g_free (drawing);
}

static GdkTexture *
take_texture (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr(GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), stride * height);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
draw_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Drawing *drawing = task_data;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) (SHARPNESS * CS_PAGE_WIDTH),
                                                         (int) (SHARPNESS * CS_PAGE_HEIGHT));
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, SHARPNESS, SHARPNESS);
  cs_leader_sheet_draw (drawing->sheet, drawing->language, cr);
  cairo_destroy (cr);
  g_task_return_pointer (task, take_texture (surface), g_object_unref);
  cairo_surface_destroy (surface);
}

static void
drawn_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  CsLeaderWindow *self = CS_LEADER_WINDOW (source);
  g_autoptr(GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), NULL);

  if (texture == NULL || self->session == NULL)
    return;

  gtk_picture_set_paintable (self->page, GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child_name (self->stack, "page");
}

/* @sheet: (transfer full): a second one, for the thread alone */
static void
draw (CsLeaderWindow *self,
      CsLeaderSheet  *sheet)
{
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, drawn_cb, NULL);
  Drawing *drawing = g_new0 (Drawing, 1);

  drawing->sheet = sheet;
  drawing->language = g_strdup (office_language (self));
  g_task_set_task_data (task, drawing, drawing_free);
  g_task_run_in_thread (task, draw_in_thread);
}

/* --- the fields --- */

static void
show_saved (CsLeaderWindow *self)
{
  const CsBriefing *briefing = self->sheet->briefing;
  g_autofree char *when = NULL;
  g_autofree char *text = NULL;

  if (briefing->saved_at != 0)
    {
      when = cs_time_format_near (briefing->saved_at, g_get_real_time (), cs_local_zone ());
      /* Translators: %1$s is a person, %2$s a time: “Saved by Anna Berg, 2 min ago” */
      text = g_strdup_printf (_("Saved by %1$s, %2$s"), briefing->saved_by_name, when);
    }
  gtk_label_set_label (self->saved, text != NULL ? text : "");
}

static void
fill (CsLeaderWindow *self)
{
  const CsBriefing *briefing = self->sheet->briefing;

  gtk_text_buffer_set_text (self->why_now, briefing->why_now, -1);
  gtk_text_buffer_set_text (self->risks, briefing->risks, -1);
  cs_likely_questions_set (CS_LIKELY_QUESTIONS (self->questions), briefing->questions);
  gtk_widget_set_visible (self->fields, briefing->may_save);
  self->filled = TRUE;
}

static void
sheet_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(CsLeaderWindow) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }
  if (self->session == NULL)
    return;

  g_clear_pointer (&self->sheet, cs_leader_sheet_free);
  self->sheet = cs_reply_read_leader_sheet (reply);
  if (!self->filled)
    fill (self);
  show_saved (self);
  draw (self, cs_reply_read_leader_sheet (reply));
}

static void
refresh (CsLeaderWindow *self)
{
  cs_office_call_async (cs_session_get_office (self->session), "leader-sheet.get",
                        cs_arguments_one ("post", self->post), self->cancellable, sheet_read_cb,
                        g_object_ref (self));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsLeaderWindow) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;

  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (self->session == NULL)
    return;

  if (reply != NULL)
    refresh (self);
  else
    {
      gtk_label_set_label (self->saved, _("Not saved"));
      cs_show_error (GTK_WIDGET (self), error);
    }
}

static char *
dup_text (GtkTextBuffer *buffer)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* Not cancelled with the window: what was typed last is kept too. */
static void
save (CsLeaderWindow *self)
{
  g_autofree char *why_now = dup_text (self->why_now);
  g_autofree char *risks = dup_text (self->risks);
  g_autoptr(GPtrArray) questions = cs_likely_questions_get (CS_LIKELY_QUESTIONS (self->questions));

  g_clear_handle_id (&self->save_id, g_source_remove);
  cs_office_call_async (cs_session_get_office (self->session), "briefing.save",
                        cs_arguments_briefing_save (self->post, why_now, risks, questions), NULL,
                        saved_cb, g_object_ref (self));
}

static gboolean
save_cb (gpointer user_data)
{
  CsLeaderWindow *self = user_data;

  self->save_id = 0;
  save (self);

  return G_SOURCE_REMOVE;
}

static void
typed_cb (CsLeaderWindow *self)
{
  if (!self->filled || !self->sheet->briefing->may_save)
    return;

  gtk_label_set_label (self->saved, _("Saving…"));
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add (SAVE_DELAY, save_cb, self);
}

/* --- printing --- */

static void
toast_action (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  adw_toast_overlay_add_toast (CS_LEADER_WINDOW (widget)->toasts,
                               adw_toast_new (g_variant_get_string (parameter, NULL)));
}

static void
draw_page_cb (CsLeaderWindow  *self,
              GtkPrintContext *context)
{
  if (self->sheet != NULL)
    cs_leader_sheet_draw (self->sheet, office_language (self), gtk_print_context_get_cairo_context (context));
}

static void
print_action (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  CsLeaderWindow *self = CS_LEADER_WINDOW (widget);
  g_autoptr(GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr(GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  g_autoptr(GError) error = NULL;

  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  gtk_paper_size_free (paper);
  gtk_print_operation_set_n_pages (operation, 1);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_job_name (operation, _("Leader’s sheet"));
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect_object (operation, "draw-page", G_CALLBACK (draw_page_cb), self, G_CONNECT_SWAPPED);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self),
                               &error) == GTK_PRINT_OPERATION_RESULT_ERROR)
    cs_show_error (widget, error);
}

static void
pdf_written_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if ((reply = cs_progress_call_finish (GTK_WIDGET (source), result, &error)) == NULL)
    {
      cs_show_error (GTK_WIDGET (source), error);
      return;
    }

  path = cs_reply_read_path (reply);
  name = g_path_get_basename (path);
  /* Translators: %s is the name of a file */
  text = g_strdup_printf (_("The leader’s sheet is in “%s”."), name);
  gtk_widget_activate_action (GTK_WIDGET (source), "win.toast", "s", text);
}

static void
place_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  CsLeaderWindow *self = CS_LEADER_WINDOW (source);
  g_autoptr(GError) error = NULL;
  g_autofree char *path = cs_compat_choose_path_finish (result, &error);

  if (path == NULL)
    cs_show_error (GTK_WIDGET (self), error);
  else if (self->session != NULL)
    cs_progress_call_async (GTK_WIDGET (self), self->session, _("Writing the leader’s sheet…"),
                            "leader-sheet.print", cs_arguments_leader_sheet_print (self->post, path),
                            pdf_written_cb, NULL);
}

static void
save_pdf_action (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  CsLeaderWindow *self = CS_LEADER_WINDOW (widget);
  /* Translators: name of a file; %d is the number of a post */
  g_autofree char *name = g_strdup_printf (_("Leader’s sheet, post %d.pdf"), (int) self->post);

  if (self->save_id != 0)
    save (self);
  cs_compat_choose_new_file_async (widget, _("Save the Leader’s Sheet"), name, self->cancellable,
                                   place_chosen_cb, NULL);
}

static gboolean
cs_leader_window_close_request (GtkWindow *window)
{
  CsLeaderWindow *self = CS_LEADER_WINDOW (window);

  if (self->save_id != 0)
    save (self);

  return GTK_WINDOW_CLASS (cs_leader_window_parent_class)->close_request (window);
}

static void
cs_leader_window_dispose (GObject *object)
{
  CsLeaderWindow *self = CS_LEADER_WINDOW (object);

  g_clear_handle_id (&self->save_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->why_now);
  g_clear_object (&self->risks);
  G_OBJECT_CLASS (cs_leader_window_parent_class)->dispose (object);
}

static void
cs_leader_window_finalize (GObject *object)
{
  CsLeaderWindow *self = CS_LEADER_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->sheet, cs_leader_sheet_free);
  G_OBJECT_CLASS (cs_leader_window_parent_class)->finalize (object);
}

static void
cs_leader_window_class_init (CsLeaderWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_leader_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_leader_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = cs_leader_window_close_request;
  gtk_widget_class_install_action (widget_class, "leader.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "leader.save-pdf", NULL, save_pdf_action);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "leader.print", NULL);
}

static GtkTextBuffer *
add_field (CsLeaderWindow *self,
           GtkWidget      *box,
           const char     *title)
{
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scroll = gtk_scrolled_window_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 10);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 10);
  cs_name_widget (view, title);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroll), 90);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_add_css_class (scroll, "card");
  gtk_widget_set_overflow (scroll, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), scroll);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed", G_CALLBACK (typed_cb),
                           self, G_CONNECT_SWAPPED);

  return g_object_ref (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)));
}

static GtkWidget *
make_fields (CsLeaderWindow *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *title = gtk_label_new (_("Likely Questions"));

  self->why_now = add_field (self, box, _("Why Now"));
  self->risks = add_field (self, box, _("Risks"));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_margin_top (title, 6);
  self->questions = cs_likely_questions_new ();
  g_signal_connect_object (self->questions, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), self->questions);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), box);
  gtk_widget_set_size_request (scroll, 280, -1);
  gtk_widget_set_visible (scroll, FALSE);
  self->fields = scroll;

  return scroll;
}

static GtkWidget *
make_page (CsLeaderWindow *self)
{
  GtkWidget *spinner = gtk_spinner_new ();

  self->page = GTK_PICTURE (gtk_picture_new ());
  gtk_picture_set_content_fit (self->page, GTK_CONTENT_FIT_CONTAIN);
  gtk_picture_set_alternative_text (self->page, _("The page as it is printed"));
  cs_name_widget (GTK_WIDGET (self->page), _("The page as it is printed"));
  gtk_widget_set_margin_top (GTK_WIDGET (self->page), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->page), 12);
  gtk_widget_set_margin_start (GTK_WIDGET (self->page), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->page), 12);
  gtk_spinner_set_spinning (GTK_SPINNER (spinner), TRUE);
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  cs_name_widget (spinner, _("Drawing the page"));
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, spinner, "waiting");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->page), "page");
  gtk_widget_set_hexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->stack), "cs-paper");

  return GTK_WIDGET (self->stack);
}

static GtkWidget *
make_header (CsLeaderWindow *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *print = gtk_button_new_with_label (_("Print…"));
  GtkWidget *pdf = gtk_button_new_with_label (_("Save as PDF…"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (print), "leader.print");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (pdf), "leader.save-pdf");
  gtk_widget_set_tooltip_text (print, _("Print the page (Ctrl+P)"));
  self->saved = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->saved, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->saved), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->saved), "caption");
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), GTK_WIDGET (self->saved));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), print);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), pdf);

  return header;
}

static void
cs_leader_window_init (CsLeaderWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *columns = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->cancellable = g_cancellable_new ();
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  gtk_box_append (GTK_BOX (columns), make_fields (self));
  gtk_box_append (GTK_BOX (columns), make_page (self));
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), columns);
  adw_toast_overlay_set_child (self->toasts, box);
  adw_window_set_content (ADW_WINDOW (self), GTK_WIDGET (self->toasts));
  gtk_window_set_default_size (GTK_WINDOW (self), 960, 760);
  gtk_window_set_title (GTK_WINDOW (self), _("Leader’s Sheet"));
}

GtkWindow *
cs_leader_window_new (GtkWindow *parent,
                      CsSession *session,
                      gint64     post)
{
  CsLeaderWindow *self;

  g_return_val_if_fail (CS_IS_SESSION (session), NULL);

  self = g_object_new (CS_TYPE_LEADER_WINDOW, "transient-for", parent, NULL);
  self->session = g_object_ref (session);
  self->post = post;
  refresh (self);

  return GTK_WINDOW (self);
}
