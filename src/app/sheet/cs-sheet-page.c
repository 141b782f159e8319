/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-sheet-page.h"

#include <glib/gi18n.h>

#include "cs-keys-window.h"
#include "cs-page-layout.h"
#include "cs-post-menu.h"
#include "cs-sheet-undo.h"
#include "cs-sheet-view.h"
#include "cs-sheet-words.h"
#include "cs-show-error.h"

/* How long a toast stays; the button in the header bar stays as long as there is something to undo. */
#define UNDO_SECONDS 20
#define PLAIN_SECONDS 5

struct _CsSheetPage
{
  AdwBin        parent_instance;
  CsSession    *session;
  GCancellable *cancellable;
  CsSheetView  *view;      /* the post that is shown; NULL when nothing is left */
  GArray       *waiting;   /* of gint64 post ids, in their order on the desk */
  guint         place;     /* where the shown post stood in it, for after it has left */
  gboolean      advance;   /* after a decision: go on as soon as the waiting ones are known */
  CsVerdict     verdict;   /* of that decision */
  gboolean      asking;
  gboolean      again;
  CsSheetUndo  *undo;
  char         *words;     /* what was decided, until the toast says so */
  AdwToast     *toast;     /* the one that is shown; NULL = none */

  GtkWidget    *title;
  GtkWidget    *menu;
  GtkWidget    *steps;
  GtkWidget    *undo_button;
  GtkWidget    *toasts;
  GtkWidget    *stack;
  GtkWidget    *to_desk;
};

/* In the order in which one needs them. */
static const CsKey keys[] = {
  { "j", N_("Next post that waits") },
  { "k", N_("Previous post that waits") },
  { "a", N_("On to what is left: unseen, to confirm, to tick; then to the button that decides") },
  { "Return", N_("On that button: approve or sign") },
  { "r", N_("Return, with a reason") },
  { "q", N_("Ask who wrote it") },
  { "c", N_("Comment, also on words that are selected") },
  { "t", N_("To the next point to tick") },
  { "1", N_("Tick the point with that number") },
  { "l", N_("Line by line, of an important post") },
  { "space", N_("Line by line: this line is right") },
  { "BackSpace", N_("Line by line: the line before") },
  { "d", N_("Changes since an earlier version") },
  { "s", N_("The changes side by side") },
  { "p", N_("Pictures large") },
  { "<Control>z", N_("Take the last decision back") },
  { "Escape", N_("Close what is open") },
  { NULL, NULL }
};

G_DEFINE_FINAL_TYPE (CsSheetPage, cs_sheet_page, ADW_TYPE_BIN)

static void ask_waiting (CsSheetPage *self);

static gboolean
find_waiting (CsSheetPage *self,
              gint64       post,
              guint       *position)
{
  for (guint i = 0; i < self->waiting->len; i++)
    if (g_array_index (self->waiting, gint64, i) == post)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

static void
update_title (CsSheetPage *self)
{
  guint n = self->waiting->len;
  guint position = 0;
  gint64 post = cs_sheet_page_get_post (self);
  gboolean listed = find_waiting (self, post, &position);
  g_autofree char *subtitle = NULL;

  if (listed)
    {
      self->place = position;
      /* Translators: which of the posts that wait for a decision is shown. */
      subtitle = g_strdup_printf (ngettext ("%1$u of %2$u that waits for you", "%1$u of %2$u that wait for you", n),
                                  position + 1, n);
    }
  cs_post_menu_set_post (CS_POST_MENU (self->menu), self->session, post);
  gtk_widget_set_visible (self->menu, post != 0);
  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), listed ? _("Decide") : _("Post"));
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), subtitle ? subtitle : "");
  gtk_widget_set_visible (self->steps, n > 1 || (n == 1 && !listed));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheets.next", !listed ? n > 0 : position + 1 < n);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheets.previous", listed && position > 0);
}

/* The page that slid away is dropped once it is out of sight. */
static void
transition_cb (CsSheetPage *self)
{
  GtkWidget *child, *next;

  if (gtk_stack_get_transition_running (GTK_STACK (self->stack)))
    return;
  for (child = gtk_widget_get_first_child (self->stack); child; child = next)
    {
      next = gtk_widget_get_next_sibling (child);
      if (CS_IS_SHEET_VIEW (child) && child != GTK_WIDGET (self->view))
        gtk_stack_remove (GTK_STACK (self->stack), child);
    }
}

static void
toast_dismissed_cb (CsSheetPage *self,
                    AdwToast    *toast)
{
  if (self->toast == toast)
    g_clear_object (&self->toast);
}

/* The newest at once: in a quick row of decisions the older toasts would keep it waiting. */
static void
show_toast (CsSheetPage *self,
            const char  *text,
            gboolean     may_undo)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  if (self->toast)
    adw_toast_dismiss (self->toast);
  g_clear_object (&self->toast);
  if (may_undo)
    {
      adw_toast_set_button_label (toast, _("Undo"));
      adw_toast_set_action_name (toast, "sheets.undo");
    }
  adw_toast_set_timeout (toast, may_undo ? UNDO_SECONDS : PLAIN_SECONDS);
  self->toast = g_object_ref (toast);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (toast_dismissed_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts), toast);
}

static void
update_undo (CsSheetPage *self)
{
  gboolean possible = cs_sheet_undo_is_possible (self->undo);

  gtk_widget_set_visible (self->undo_button, possible);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheets.undo", possible);
}

/* It is known now whether what was decided can be undone. */
static void
undo_known_cb (CsSheetPage *self)
{
  update_undo (self);
  if (self->words)
    show_toast (self, self->words, cs_sheet_undo_is_possible (self->undo));
  g_clear_pointer (&self->words, g_free);
}

/* The next stage acted: nothing is offered that would be refused. */
static void
undo_over_cb (CsSheetPage *self)
{
  update_undo (self);
  if (self->toast && adw_toast_get_button_label (self->toast))
    adw_toast_dismiss (self->toast);
}

static void
undone_cb (CsSheetPage *self,
           gint64       post)
{
  update_undo (self);
  show_toast (self, _("Taken back. The post waits for a decision again."), FALSE);
  cs_sheet_page_open (self, post);
}

static void
undo_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  CsSheetPage *self = CS_SHEET_PAGE (widget);

  cs_sheet_undo_run (self->undo, widget);
  update_undo (self);
}

/* Somebody answers a question at the bottom: nothing lies over it. What can be undone stays in the header bar. */
static void
quiet_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  CsSheetPage *self = CS_SHEET_PAGE (widget);

  if (self->toast)
    adw_toast_dismiss (self->toast);
}

static void
toast_decided (CsSheetPage *self,
               CsSheetView *view,
               int          verdict,
               gboolean     next)
{
  g_free (self->words);
  self->words = cs_sheet_words_decided (cs_sheet_view_get_decided (view), verdict, cs_sheet_view_get_principal (view),
                                        cs_sheet_view_get_to_stage (view), next, g_get_real_time (), cs_local_zone ());
  cs_sheet_undo_watch (self->undo, cs_sheet_view_get_post (view));
}

static void
decided_cb (CsSheetPage *self,
            int          verdict,
            CsSheetView *view)
{
  if (view != self->view)
    {
      toast_decided (self, view, verdict, FALSE); /* he went on by himself before it was stored */
      return;
    }
  self->advance = TRUE;
  self->verdict = verdict;
  ask_waiting (self);
}

static void
show_post (CsSheetPage            *self,
           gint64                  post,
           GtkStackTransitionType  transition)
{
  GtkWidget *view = cs_sheet_view_new (self->session, post);

  g_signal_connect_object (view, "decided", G_CALLBACK (decided_cb), self, G_CONNECT_SWAPPED);
  self->view = CS_SHEET_VIEW (view);
  gtk_stack_add_child (GTK_STACK (self->stack), view);
  gtk_stack_set_transition_type (GTK_STACK (self->stack), transition);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), view);
  cs_sheet_view_take_focus (self->view);
  transition_cb (self);
  update_title (self);
}

static void
show_done (CsSheetPage *self)
{
  self->view = NULL;
  gtk_stack_set_transition_type (GTK_STACK (self->stack), GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "done");
  gtk_widget_grab_focus (self->to_desk);
  transition_cb (self);
  update_title (self);
}

static void
go_on (CsSheetPage *self)
{
  gint64 current = cs_sheet_page_get_post (self);
  guint position;

  self->advance = FALSE;
  /* Where several must decide, one's own decision may leave the post open, but it no longer waits for oneself. */
  if (find_waiting (self, current, &position))
    g_array_remove_index (self->waiting, position);
  if (self->view && cs_sheet_view_get_decided (self->view))
    toast_decided (self, self->view, self->verdict, self->waiting->len > 0);

  if (self->waiting->len == 0)
    show_done (self);
  else
    show_post (self, g_array_index (self->waiting, gint64, MIN (self->place, self->waiting->len - 1)),
               GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT);
}

static void
take_waiting (CsSheetPage *self,
              GPtrArray   *posts)
{
  g_array_set_size (self->waiting, 0);
  for (guint i = 0; i < posts->len; i++)
    {
      const CsPostInfo *post = g_ptr_array_index (posts, i);

      g_array_append_val (self->waiting, post->id);
    }
  if (self->advance)
    go_on (self);
  else
    update_title (self);
}

static void
desk_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(CsSheetPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  g_autoptr(CsDeskInfo) desk = NULL;

  self->asking = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (self->again)
    {
      ask_waiting (self);
      return; /* something happened since: only the newer answer counts */
    }
  if (!reply)
    {
      self->advance = FALSE;
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }
  desk = cs_reply_read_desk (reply);
  take_waiting (self, desk->waiting);
}

static void
ask_waiting (CsSheetPage *self)
{
  self->again = self->asking;
  if (self->asking)
    return;
  self->asking = TRUE;
  cs_office_call_async (cs_session_get_office (self->session), "desk.get", NULL, self->cancellable,
                        desk_read_cb, g_object_ref (self));
}

static void
step_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  CsSheetPage *self = CS_SHEET_PAGE (widget);
  gboolean forward = g_str_equal (name, "sheets.next");
  guint position = 0;

  if (self->waiting->len == 0)
    return;
  if (find_waiting (self, cs_sheet_page_get_post (self), &position))
    {
      if (forward ? position + 1 >= self->waiting->len : position == 0)
        return;
      position += forward ? 1 : -1;
    }
  show_post (self, g_array_index (self->waiting, gint64, position),
             forward ? GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT : GTK_STACK_TRANSITION_TYPE_SLIDE_RIGHT);
}

static void
cs_sheet_page_map (GtkWidget *widget)
{
  CsSheetPage *self = CS_SHEET_PAGE (widget);

  GTK_WIDGET_CLASS (cs_sheet_page_parent_class)->map (widget);
  if (self->view)
    cs_sheet_view_take_focus (self->view);
}

static void
cs_sheet_page_dispose (GObject *object)
{
  CsSheetPage *self = CS_SHEET_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->undo);
  g_clear_object (&self->toast);
  self->view = NULL;
  G_OBJECT_CLASS (cs_sheet_page_parent_class)->dispose (object);
}

static void
cs_sheet_page_finalize (GObject *object)
{
  CsSheetPage *self = CS_SHEET_PAGE (object);

  g_clear_object (&self->cancellable);
  g_array_unref (self->waiting);
  g_free (self->words);
  G_OBJECT_CLASS (cs_sheet_page_parent_class)->finalize (object);
}

static void
cs_sheet_page_class_init (CsSheetPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = cs_sheet_page_dispose;
  object_class->finalize = cs_sheet_page_finalize;
  widget_class->map = cs_sheet_page_map;
  g_type_ensure (CS_TYPE_POST_MENU);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/countersign/Countersign/cs-sheet-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CsSheetPage, title);
  gtk_widget_class_bind_template_child (widget_class, CsSheetPage, menu);
  gtk_widget_class_bind_template_child (widget_class, CsSheetPage, steps);
  gtk_widget_class_bind_template_child (widget_class, CsSheetPage, undo_button);
  gtk_widget_class_bind_template_child (widget_class, CsSheetPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, CsSheetPage, stack);
  gtk_widget_class_bind_template_child (widget_class, CsSheetPage, to_desk);
  gtk_widget_class_install_action (widget_class, "sheets.next", NULL, step_cb);
  gtk_widget_class_install_action (widget_class, "sheets.previous", NULL, step_cb);
  gtk_widget_class_install_action (widget_class, "sheets.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "sheets.quiet", NULL, quiet_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_j, 0, "sheets.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, 0, "sheets.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "sheets.undo", NULL);
}

static void
cs_sheet_page_init (CsSheetPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->waiting = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), cs_page_layout_new ());
  cs_keys_declare (GTK_WIDGET (self), keys);
  g_signal_connect_object (self->stack, "notify::transition-running",
                           G_CALLBACK (transition_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
cs_sheet_page_new (CsSession *session,
                   gint64     post)
{
  CsSheetPage *self = g_object_new (CS_TYPE_SHEET_PAGE, NULL);

  self->session = g_object_ref (session);
  self->undo = cs_sheet_undo_new (session);
  g_signal_connect_object (self->undo, "known", G_CALLBACK (undo_known_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->undo, "over", G_CALLBACK (undo_over_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->undo, "undone", G_CALLBACK (undone_cb), self, G_CONNECT_SWAPPED);
  update_undo (self);
  g_signal_connect_object (session, "changed", G_CALLBACK (ask_waiting), self, G_CONNECT_SWAPPED);
  show_post (self, post, GTK_STACK_TRANSITION_TYPE_NONE);
  ask_waiting (self);
  return GTK_WIDGET (self);
}

gint64
cs_sheet_page_get_post (CsSheetPage *self)
{
  g_return_val_if_fail (CS_IS_SHEET_PAGE (self), 0);

  return self->view ? cs_sheet_view_get_post (self->view) : 0;
}

void
cs_sheet_page_open (CsSheetPage *self,
                    gint64       post)
{
  g_return_if_fail (CS_IS_SHEET_PAGE (self));

  if (post != cs_sheet_page_get_post (self))
    show_post (self, post, GTK_STACK_TRANSITION_TYPE_NONE);
}
