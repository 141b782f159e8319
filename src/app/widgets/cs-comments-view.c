/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-comments-view.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-comment-form.h"
#include "cs-comment-thread.h"
#include "cs-show-error.h"
#include "cs-text-label.h"

struct _CsCommentsView
{
  AdwBin        parent_instance;
  CsSession    *session;
  gint64        post;
  GPtrArray    *comments;    /* of CsCommentInfo */
  GHashTable   *threads;     /* comment id as text -> CsCommentThread, lent by the boxes */
  GHashTable   *keys;        /* the same -> how it looked when it was made */
  gboolean      may_comment;
  gboolean      adding;      /* the form's comment is on its way */
  gint64        active;      /* the thread that is looked at; 0 = none */

  GtkWidget    *empty;
  GtkWidget    *form;
  GtkWidget    *start;       /* button */
  GtkWidget    *open;        /* box */
  GtkWidget    *resolved;    /* expander */
  GtkWidget    *resolved_box;
};

G_DEFINE_FINAL_TYPE (CsCommentsView, cs_comments_view, ADW_TYPE_BIN)

enum
{
  JUMP,
  LOOK,
  ACCEPT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
make_name (gint64 id)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

static const CsCommentInfo *
find_comment (CsCommentsView *self,
              gint64          id)
{
  for (guint i = 0; i < self->comments->len; i++)
    {
      const CsCommentInfo *comment = g_ptr_array_index (self->comments, i);

      if (comment->id == id)
        return comment;
    }
  return NULL;
}

static void
show_form (CsCommentsView *self,
           gboolean        show)
{
  gtk_widget_set_visible (self->form, show && self->may_comment);
  gtk_widget_set_visible (self->start, !show && self->may_comment);
}

/* The office tells everybody that it changed, and whoever shows this asks again. */
static void
acted_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsCommentsView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);

  if (!reply)
    cs_show_error (GTK_WIDGET (self), error);
}

static void
act (CsCommentsView *self,
     const char     *operation,
     JsonObject     *arguments)
{
  /* Not cancelled with the page: what was said is said. */
  cs_office_call_async (cs_session_get_office (self->session), operation, arguments, NULL, acted_cb,
                        g_object_ref (self));
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(CsCommentsView) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);

  self->adding = FALSE;
  cs_comment_form_set_busy (CS_COMMENT_FORM (self->form), FALSE);
  if (!reply)
    {
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }
  cs_comment_form_clear (CS_COMMENT_FORM (self->form));
  show_form (self, FALSE);
  gtk_widget_grab_focus (self->start);
}

static void
add_cb (CsCommentsView *self)
{
  CsCommentForm *form = CS_COMMENT_FORM (self->form);

  if (self->adding)
    return;
  self->adding = TRUE;
  cs_comment_form_set_busy (form, TRUE);
  cs_office_call_async (cs_session_get_office (self->session), "comment.add",
                        cs_arguments_comment_add (self->post, cs_comment_form_get_kind (form),
                                                  cs_comment_form_get_anchor (form), cs_comment_form_get_text (form),
                                                  cs_comment_form_get_replacement (form)),
                        NULL, added_cb, g_object_ref (self));
}

static void
closed_cb (CsCommentsView *self)
{
  show_form (self, FALSE);
  gtk_widget_grab_focus (self->start);
}

static void
start_clicked_cb (CsCommentsView *self)
{
  cs_comments_view_start (self, NULL);
}

static void
answer_cb (CsCommentsView  *self,
           const char      *text,
           CsCommentThread *thread)
{
  act (self, "comment.add", cs_arguments_comment_answer (self->post, cs_comment_thread_get_id (thread), text));
  cs_comment_thread_set_typed (thread, "");
}

static void
resolve_cb (CsCommentsView  *self,
            CsCommentThread *thread)
{
  act (self, "comment.resolve", cs_arguments_one ("comment", cs_comment_thread_get_id (thread)));
}

static void
accept_cb (CsCommentsView  *self,
           CsCommentThread *thread)
{
  g_signal_emit (self, signals[ACCEPT], 0, cs_comment_thread_get_id (thread));
}

static void
set_active (CsCommentsView *self,
            gint64          id)
{
  GHashTableIter iter;
  gpointer thread;

  self->active = id;
  g_hash_table_iter_init (&iter, self->threads);
  while (g_hash_table_iter_next (&iter, NULL, &thread))
    cs_comment_thread_set_active (thread, cs_comment_thread_get_id (thread) == id);
}

/* @id: 0 = nothing is looked at any more */
static void
look_at (CsCommentsView *self,
         gint64          id)
{
  if (self->active == id)
    return;
  set_active (self, id);
  g_signal_emit (self, signals[LOOK], 0, id ? find_comment (self, id) : NULL);
}

static CsCommentThread *
get_thread (GtkEventController *controller)
{
  return CS_COMMENT_THREAD (gtk_event_controller_get_widget (controller));
}

static void
entered_cb (CsCommentsView     *self,
            double              x,
            double              y,
            GtkEventController *motion)
{
  look_at (self, cs_comment_thread_get_id (get_thread (motion)));
}

static void
focused_cb (CsCommentsView     *self,
            GtkEventController *focus)
{
  look_at (self, cs_comment_thread_get_id (get_thread (focus)));
}

/* The pointer has gone on: what has the focus is looked at still. */
static void
left_cb (CsCommentsView     *self,
         GtkEventController *controller)
{
  CsCommentThread *thread = get_thread (controller);
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (thread));

  if (self->active == cs_comment_thread_get_id (thread) && (!focus || GTK_IS_EVENT_CONTROLLER_FOCUS (controller)))
    look_at (self, 0);
}

static void
watch_thread (CsCommentsView *self,
              GtkWidget      *thread)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (motion, "enter", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "enter", G_CALLBACK (focused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (thread, motion);
  gtk_widget_add_controller (thread, focus);
}

static void
jump_cb (CsCommentsView  *self,
         CsCommentThread *thread)
{
  const CsCommentInfo *comment = find_comment (self, cs_comment_thread_get_id (thread));

  if (!comment || !comment->place)
    return;
  set_active (self, comment->id);
  g_signal_emit (self, signals[JUMP], 0, comment);
}

static GtkWidget *
make_thread (CsCommentsView *self,
             gint64          id)
{
  GtkWidget *thread = cs_comment_thread_new (self->comments, id, self->may_comment, cs_local_zone ());

  g_signal_connect_object (thread, "jump", G_CALLBACK (jump_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (thread, "answer", G_CALLBACK (answer_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (thread, "resolve", G_CALLBACK (resolve_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (thread, "accept", G_CALLBACK (accept_cb), self, G_CONNECT_SWAPPED);
  cs_comment_thread_set_active (CS_COMMENT_THREAD (thread), id == self->active);
  watch_thread (self, thread);
  return thread;
}

/* A thread is made anew only where it would look different: what is being typed in the others is not touched. */
static void
place_thread (CsCommentsView      *self,
              const CsCommentInfo *comment,
              GtkWidget           *previous)
{
  GtkWidget *box = comment->resolved_at > 0 ? self->resolved_box : self->open;
  g_autofree char *name = make_name (comment->id);
  g_autofree char *key = cs_comment_thread_make_key (self->comments, comment->id, self->may_comment);
  GtkWidget *old = g_hash_table_lookup (self->threads, name);
  GtkWidget *thread;

  if (old && g_strcmp0 (g_hash_table_lookup (self->keys, name), key) == 0)
    return;
  thread = make_thread (self, comment->id);
  if (old)
    {
      cs_comment_thread_set_typed (CS_COMMENT_THREAD (thread), cs_comment_thread_get_typed (CS_COMMENT_THREAD (old)));
      gtk_box_remove (GTK_BOX (gtk_widget_get_parent (old)), old);
    }
  gtk_box_insert_child_after (GTK_BOX (box), thread,
                              previous && gtk_widget_get_parent (previous) == box ? previous : NULL);
  g_hash_table_replace (self->threads, g_strdup (name), thread);
  g_hash_table_replace (self->keys, g_strdup (name), g_steal_pointer (&key));
}

static void
show_threads (CsCommentsView *self)
{
  GtkWidget *last_open = NULL, *last_resolved = NULL;
  guint n_open = 0, n_resolved = 0;
  g_autofree char *title = NULL;

  for (guint i = 0; i < self->comments->len; i++)
    {
      const CsCommentInfo *comment = g_ptr_array_index (self->comments, i);
      gboolean resolved = comment->resolved_at > 0;
      g_autofree char *name = make_name (comment->id);

      if (comment->kind == CS_COMMENT_ANSWER)
        continue;
      place_thread (self, comment, resolved ? last_resolved : last_open);
      *(resolved ? &last_resolved : &last_open) = g_hash_table_lookup (self->threads, name);
      *(resolved ? &n_resolved : &n_open) += 1;
    }
  title = g_strdup_printf (ngettext ("%u resolved", "%u resolved", n_resolved), n_resolved);
  gtk_expander_set_label (GTK_EXPANDER (self->resolved), title);
  cs_name_widget (self->resolved, title);
  gtk_widget_set_visible (self->resolved, n_resolved > 0);
  gtk_widget_set_visible (self->empty, n_open + n_resolved == 0);
}

static void
forget_threads (CsCommentsView *self)
{
  GtkWidget *child;

  g_hash_table_remove_all (self->threads);
  g_hash_table_remove_all (self->keys);
  while ((child = gtk_widget_get_first_child (self->open)))
    gtk_box_remove (GTK_BOX (self->open), child);
  while ((child = gtk_widget_get_first_child (self->resolved_box)))
    gtk_box_remove (GTK_BOX (self->resolved_box), child);
}

void
cs_comments_view_set (CsCommentsView  *self,
                      gint64           post,
                      const CsContent *content,
                      GPtrArray       *comments,
                      gboolean         may_comment)
{
  g_return_if_fail (CS_IS_COMMENTS_VIEW (self));
  g_return_if_fail (content && comments);

  if (post != self->post)
    forget_threads (self);
  self->post = post;
  g_ptr_array_ref (comments);
  g_ptr_array_unref (self->comments);
  self->comments = comments;
  if (self->may_comment != may_comment)
    {
      self->may_comment = may_comment;
      show_form (self, FALSE);
    }
  cs_comment_form_set_content (CS_COMMENT_FORM (self->form), content);
  show_threads (self);
}

void
cs_comments_view_start (CsCommentsView        *self,
                        const CsCommentAnchor *anchor)
{
  g_return_if_fail (CS_IS_COMMENTS_VIEW (self));

  if (!self->may_comment)
    return;
  show_form (self, TRUE);
  cs_comment_form_start (CS_COMMENT_FORM (self->form), anchor);
}

void
cs_comments_view_show (CsCommentsView *self,
                       gint64          comment)
{
  g_autofree char *name = make_name (comment);
  CsCommentThread *thread;

  g_return_if_fail (CS_IS_COMMENTS_VIEW (self));

  thread = g_hash_table_lookup (self->threads, name);
  if (!thread)
    return;
  set_active (self, comment);
  cs_comment_thread_take_focus (thread);
}

guint
cs_comments_view_get_n_open (CsCommentsView *self)
{
  guint n = 0;

  g_return_val_if_fail (CS_IS_COMMENTS_VIEW (self), 0);

  for (guint i = 0; i < self->comments->len; i++)
    {
      const CsCommentInfo *comment = g_ptr_array_index (self->comments, i);

      n += comment->kind != CS_COMMENT_ANSWER && comment->resolved_at == 0;
    }
  return n;
}

GArray *
cs_comments_view_make_marks (CsCommentsView *self)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (CsPreviewMark));

  g_return_val_if_fail (CS_IS_COMMENTS_VIEW (self), marks);

  for (guint i = 0; i < self->comments->len; i++)
    {
      const CsCommentInfo *comment = g_ptr_array_index (self->comments, i);

      if (comment->kind != CS_COMMENT_ANSWER && comment->resolved_at == 0 && comment->place &&
          comment->place->kind == CS_ANCHOR_WORDS)
        {
          CsPreviewMark mark = { comment->id, comment->place->segment, comment->place->start, comment->place->end,
                                 comment->id == self->active };

          g_array_append_val (marks, mark);
        }
    }
  return marks;
}

static void
cs_comments_view_dispose (GObject *object)
{
  g_clear_object (&CS_COMMENTS_VIEW (object)->session);
  G_OBJECT_CLASS (cs_comments_view_parent_class)->dispose (object);
}

static void
cs_comments_view_finalize (GObject *object)
{
  CsCommentsView *self = CS_COMMENTS_VIEW (object);

  g_ptr_array_unref (self->comments);
  g_hash_table_unref (self->threads);
  g_hash_table_unref (self->keys);
  G_OBJECT_CLASS (cs_comments_view_parent_class)->finalize (object);
}

static void
cs_comments_view_class_init (CsCommentsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cs_comments_view_dispose;
  object_class->finalize = cs_comments_view_finalize;
  signals[JUMP] = g_signal_new ("jump", CS_TYPE_COMMENTS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[LOOK] = g_signal_new ("look", CS_TYPE_COMMENTS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[ACCEPT] = g_signal_new ("accept", CS_TYPE_COMMENTS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
cs_comments_view_init (CsCommentsView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->comments = g_ptr_array_new ();
  self->threads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->empty = cs_text_label_new (_("Nobody has said anything yet. Only colleagues see what stands here."), "dim-label");
  self->open = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->resolved_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->resolved = gtk_expander_new (NULL);
  gtk_expander_set_child (GTK_EXPANDER (self->resolved), self->resolved_box);
  self->form = cs_comment_form_new ();
  self->start = gtk_button_new_with_label (_("Comment…"));
  gtk_widget_set_halign (self->start, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), self->empty);
  gtk_box_append (GTK_BOX (box), self->open);
  gtk_box_append (GTK_BOX (box), self->resolved);
  gtk_box_append (GTK_BOX (box), self->start);
  gtk_box_append (GTK_BOX (box), self->form);
  adw_bin_set_child (ADW_BIN (self), box);
  show_form (self, FALSE);
  g_signal_connect_object (self->form, "add", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->start, "clicked", G_CALLBACK (start_clicked_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
cs_comments_view_new (CsSession *session)
{
  CsCommentsView *self = g_object_new (CS_TYPE_COMMENTS_VIEW, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}
