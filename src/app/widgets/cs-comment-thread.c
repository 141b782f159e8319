/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-comment-thread.h"

#include <glib/gi18n.h>

#include "cs-diff.h"
#include "cs-difference-words.h"
#include "cs-show-error.h"
#include "cs-text-label.h"
#include "cs-time.h"

#define MAX_ANSWER 4000

struct _CsCommentThread
{
  GtkBox      parent_instance;
  gint64      id;
  const char *zone;   /* static */
  GtkWidget  *about;  /* button */
  GtkWidget  *answer; /* entry, or NULL */
  GtkWidget  *send;   /* button, or NULL */
};

G_DEFINE_FINAL_TYPE (CsCommentThread, cs_comment_thread, GTK_TYPE_BOX)

enum
{
  JUMP,
  ANSWER,
  RESOLVE,
  ACCEPT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const CsCommentInfo *
find_comment (GPtrArray *comments,
              gint64     id)
{
  for (guint i = 0; i < comments->len; i++)
    {
      const CsCommentInfo *comment = g_ptr_array_index (comments, i);

      if (comment->id == id)
        return comment;
    }
  return NULL;
}

/* What it speaks of, in a few words. */
static char *
describe_anchor (const CsCommentInfo *comment)
{
  const CsCommentAnchor *anchor = comment->anchor;

  if (!comment->place && anchor->kind == CS_ANCHOR_WORDS)
    return g_strdup_printf (_("“%s” (no longer in the text)"), anchor->quote);
  if (!comment->place && anchor->kind == CS_ANCHOR_PICTURE)
    return g_strdup (_("A picture that is no longer there"));
  if (!comment->place && anchor->kind == CS_ANCHOR_SOURCE)
    return g_strdup_printf (_("A source that is no longer there: %s"), anchor->quote);
  switch (anchor->kind)
    {
    case CS_ANCHOR_POST:
      return g_strdup (_("The whole post"));
    case CS_ANCHOR_WORDS:
      return g_strdup_printf (_("“%s”"), anchor->quote);
    case CS_ANCHOR_PICTURE:
      return g_strdup (_("A picture"));
    case CS_ANCHOR_SOURCE:
      return g_strdup_printf (_("Source: %s"), anchor->quote);
    }
  g_assert_not_reached ();
}

static void
jump_cb (CsCommentThread *self)
{
  g_signal_emit (self, signals[JUMP], 0);
}

static void
resolve_cb (CsCommentThread *self)
{
  g_signal_emit (self, signals[RESOLVE], 0);
}

static void
accept_cb (CsCommentThread *self)
{
  g_signal_emit (self, signals[ACCEPT], 0);
}

static void
answer_cb (CsCommentThread *self)
{
  g_autofree char *text = g_strstrip (g_strdup (cs_comment_thread_get_typed (self)));

  if (*text)
    g_signal_emit (self, signals[ANSWER], 0, text);
}

static void
typed_cb (CsCommentThread *self)
{
  g_autofree char *text = g_strstrip (g_strdup (cs_comment_thread_get_typed (self)));

  gtk_widget_set_sensitive (self->send, *text != '\0');
}

static void
append_head (GtkBox              *box,
             const CsCommentInfo *comment,
             const char          *zone)
{
  g_autofree char *when = cs_time_format_near (comment->made_at, g_get_real_time (), zone);
  g_autofree char *full = cs_time_format_full (comment->made_at, zone);
  g_autofree char *text = NULL;
  GtkWidget *label;

  if (comment->kind == CS_COMMENT_ANSWER || comment->kind == CS_COMMENT_REMARK)
    /* Translators: who wrote a comment, and when. */
    text = g_strdup_printf (_("%1$s · %2$s"), comment->author_name, when);
  else
    /* Translators: who wrote a comment, of what kind it is (“Question”), and when. */
    text = g_strdup_printf (_("%1$s · %2$s · %3$s"), comment->author_name, cs_comment_kind_label (comment->kind), when);
  label = cs_text_label_new (text, "caption-heading");
  gtk_widget_set_tooltip_text (label, full);
  gtk_box_append (box, label);
}

/* What accepting would do to the words, marked as changes are marked everywhere. */
static void
append_suggestion (GtkBox              *box,
                   const CsCommentInfo *comment)
{
  g_autoptr(GPtrArray) runs = cs_diff_words (comment->anchor->quote, comment->replacement);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  g_autofree char *text = NULL;
  g_autofree char *spoken = cs_difference_words_spoken (runs);
  PangoAttrList *attributes = cs_difference_words_mark (runs, dark, &text);
  GtkWidget *label = cs_text_label_new (text, "difference-text");

  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  pango_attr_list_unref (attributes);
  cs_name_widget (label, spoken);
  gtk_box_append (box, label);
}

static void
append_words (GtkBox              *box,
              const CsCommentInfo *comment,
              const char          *zone)
{
  append_head (box, comment, zone);
  if (comment->kind == CS_COMMENT_SUGGESTION)
    append_suggestion (box, comment);
  if (*comment->text)
    gtk_box_append (box, cs_text_label_new (comment->text, NULL));
}

static void
append_answers (CsCommentThread *self,
                GPtrArray       *comments)
{
  for (guint i = 0; i < comments->len; i++)
    {
      const CsCommentInfo *comment = g_ptr_array_index (comments, i);
      GtkWidget *box;

      if (comment->parent != self->id)
        continue;
      box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
      gtk_widget_add_css_class (box, "comment-answer");
      append_words (GTK_BOX (box), comment, self->zone);
      gtk_box_append (GTK_BOX (self), box);
    }
}

static GtkWidget *
make_button (CsCommentThread *self,
             const char      *label,
             const char      *spoken,
             GCallback        callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  cs_name_widget (button, spoken);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static void
append_answering (CsCommentThread     *self,
                  const CsCommentInfo *comment)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *name = g_strdup_printf (_("Answer to %s"), comment->author_name);

  self->answer = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (self->answer), MAX_ANSWER);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->answer), _("Answer"));
  gtk_widget_set_hexpand (self->answer, TRUE);
  cs_name_widget (self->answer, name);
  self->send = make_button (self, _("Send"), name, G_CALLBACK (answer_cb));
  gtk_widget_set_sensitive (self->send, FALSE);
  g_signal_connect_object (self->answer, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->answer, "activate", G_CALLBACK (answer_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), self->answer);
  gtk_box_append (GTK_BOX (line), self->send);
  gtk_box_append (GTK_BOX (self), line);
}

static void
append_acts (CsCommentThread     *self,
             const CsCommentInfo *comment)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_halign (line, GTK_ALIGN_END);
  if (comment->may_resolve)
    gtk_box_append (GTK_BOX (line), make_button (self, _("Resolve"), _("Resolve this comment"), G_CALLBACK (resolve_cb)));
  if (comment->may_accept)
    {
      GtkWidget *accept = make_button (self, _("Accept"), _("Accept this suggestion"), G_CALLBACK (accept_cb));

      gtk_widget_add_css_class (accept, "suggested-action");
      gtk_widget_set_tooltip_text (accept, _("Puts these words into the text. Who suggested them becomes one of its writers."));
      gtk_box_append (GTK_BOX (line), accept);
    }
  if (gtk_widget_get_first_child (line))
    gtk_box_append (GTK_BOX (self), line);
  else
    g_object_unref (g_object_ref_sink (line));
}

static void
append_resolved (CsCommentThread     *self,
                 const CsCommentInfo *comment)
{
  g_autofree char *when = cs_time_format_near (comment->resolved_at, g_get_real_time (), self->zone);
  g_autofree char *text = NULL;

  if (comment->resolved_at == 0)
    return;
  text = g_strdup_printf (comment->accepted ? _("Accepted by %1$s · %2$s") : _("Resolved by %1$s · %2$s"),
                          comment->resolved_by_name, when);
  gtk_box_append (GTK_BOX (self), cs_text_label_new (text, "dim-label"));
}

static void
cs_comment_thread_class_init (CsCommentThreadClass *klass)
{
  signals[JUMP] = g_signal_new ("jump", CS_TYPE_COMMENT_THREAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ANSWER] = g_signal_new ("answer", CS_TYPE_COMMENT_THREAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[RESOLVE] = g_signal_new ("resolve", CS_TYPE_COMMENT_THREAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[ACCEPT] = g_signal_new ("accept", CS_TYPE_COMMENT_THREAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
cs_comment_thread_init (CsCommentThread *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "comment-thread");
}

static void
append_about (CsCommentThread     *self,
              const CsCommentInfo *comment)
{
  g_autofree char *text = describe_anchor (comment);
  g_autofree char *spoken = g_strdup_printf (_("Show in the post: %s"), text);
  GtkWidget *label = cs_text_label_new (text, NULL);

  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  self->about = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->about), label);
  gtk_widget_add_css_class (self->about, "flat");
  gtk_widget_add_css_class (self->about, "comment-about");
  gtk_widget_set_tooltip_text (self->about, comment->place ? _("Show in the post") : NULL);
  cs_name_widget (self->about, spoken);
  g_signal_connect_object (self->about, "clicked", G_CALLBACK (jump_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), self->about);
}

GtkWidget *
cs_comment_thread_new (GPtrArray  *comments,
                       gint64      id,
                       gboolean    may_comment,
                       const char *zone)
{
  CsCommentThread *self = g_object_new (CS_TYPE_COMMENT_THREAD, NULL);
  const CsCommentInfo *comment = find_comment (comments, id);
  g_autofree char *name = NULL;

  g_return_val_if_fail (comment, NULL);

  self->id = id;
  self->zone = zone;
  /* Translators: the kind of a comment (“Question”), and who wrote it. */
  name = g_strdup_printf (_("%1$s by %2$s"), cs_comment_kind_label (comment->kind), comment->author_name);
  cs_name_widget (GTK_WIDGET (self), name);
  append_about (self, comment);
  append_words (GTK_BOX (self), comment, zone);
  append_answers (self, comments);
  append_resolved (self, comment);
  if (comment->resolved_at == 0 && may_comment)
    append_answering (self, comment);
  if (comment->resolved_at == 0)
    append_acts (self, comment);
  return GTK_WIDGET (self);
}

gint64
cs_comment_thread_get_id (CsCommentThread *self)
{
  g_return_val_if_fail (CS_IS_COMMENT_THREAD (self), 0);

  return self->id;
}

char *
cs_comment_thread_make_key (GPtrArray *comments,
                            gint64     id,
                            gboolean   may_comment)
{
  g_autoptr(GString) key = g_string_new (NULL);

  for (guint i = 0; i < comments->len; i++)
    {
      const CsCommentInfo *comment = g_ptr_array_index (comments, i);

      if (comment->id == id || comment->parent == id)
        g_string_append_printf (key, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d%d%d%d%d;", comment->id,
                                comment->resolved_at, comment->accepted, comment->may_resolve, comment->may_accept,
                                comment->place != NULL, may_comment);
    }
  return g_string_free (g_steal_pointer (&key), FALSE);
}

const char *
cs_comment_thread_get_typed (CsCommentThread *self)
{
  g_return_val_if_fail (CS_IS_COMMENT_THREAD (self), "");

  return self->answer ? gtk_editable_get_text (GTK_EDITABLE (self->answer)) : "";
}

void
cs_comment_thread_set_typed (CsCommentThread *self,
                             const char      *text)
{
  g_return_if_fail (CS_IS_COMMENT_THREAD (self));

  if (self->answer)
    gtk_editable_set_text (GTK_EDITABLE (self->answer), text);
}

void
cs_comment_thread_take_focus (CsCommentThread *self)
{
  g_return_if_fail (CS_IS_COMMENT_THREAD (self));

  gtk_widget_grab_focus (self->about);
}

void
cs_comment_thread_set_active (CsCommentThread *self,
                              gboolean         active)
{
  g_return_if_fail (CS_IS_COMMENT_THREAD (self));

  if (active)
    gtk_widget_add_css_class (GTK_WIDGET (self), "active");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "active");
}
