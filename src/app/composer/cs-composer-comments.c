/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-comments-view.h"
#include "cs-composer-page-private.h"
#include "cs-toasts.h"

/* What colleagues said about the post, beside the text: who writes answers, resolves, and takes suggestions over. */

static CsCommentsView *
get_view (CsComposerPage *self)
{
  return CS_COMMENTS_VIEW (self->comments);
}

static void
show_title (CsComposerPage *self)
{
  guint n = cs_comments_view_get_n_open (get_view (self));
  /* Translators: a tab; %u is how many are open */
  g_autofree char *title = n ? g_strdup_printf (_("Comments (%u)"), n) : g_strdup (_("Comments"));

  if (g_strcmp0 (gtk_stack_page_get_title (self->comments_page), title) != 0)
    gtk_stack_page_set_title (self->comments_page, title);
}

/* The office says where each comment stands in what it has; here it stands in what is typed. */
static void
find_places (CsComposerPage *self)
{
  const CsContent *content = cs_draft_get_content (self->draft);

  for (guint i = 0; i < self->comment_list->len; i++)
    {
      CsCommentInfo *comment = g_ptr_array_index (self->comment_list, i);

      g_clear_pointer (&comment->place, cs_comment_anchor_free);
      comment->place = cs_comment_anchor_find (comment->anchor, content, NULL);
    }
}

void
cs_composer_comments_mark (CsComposerPage *self)
{
  g_autoptr(GArray) marks = NULL;

  if (!self->comment_list || self->comment_list->len == 0)
    return;
  find_places (self);
  marks = cs_comments_view_make_marks (get_view (self));
  cs_post_preview_set_marks (self->preview, marks);
}

void
cs_composer_comments_show (CsComposerPage *self)
{
  const CsSheetInfo *sheet = cs_draft_get_sheet (self->draft);

  gtk_stack_page_set_visible (self->comments_page, sheet != NULL);
  if (!sheet)
    return;
  g_ptr_array_ref (sheet->comments);
  g_clear_pointer (&self->comment_list, g_ptr_array_unref);
  self->comment_list = sheet->comments;
  find_places (self);
  cs_comments_view_set (get_view (self), sheet->post->id, cs_draft_get_content (self->draft), sheet->comments,
                        sheet->may_comment);
  cs_composer_comments_mark (self);
  show_title (self);
  /* Who gets a post back reads first what is to be changed. */
  if (!self->comments_offered && cs_comments_view_get_n_open (get_view (self)) > 0)
    gtk_stack_set_visible_child_name (self->side_stack, "comments");
  self->comments_offered = TRUE;
}

static void
select_words (CsSegmentCard         *card,
              const CsCommentAnchor *place)
{
  GtkTextView *view = cs_segment_card_get_text_view (card);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) place->start);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) place->end);
  cs_segment_card_focus_text (card);
  gtk_text_buffer_select_range (buffer, &start, &end);
  gtk_text_view_scroll_to_mark (view, gtk_text_buffer_get_insert (buffer), 0.1, FALSE, 0, 0);
}

static guint
find_picture (const CsSegment *segment,
              const CsDigest  *digest)
{
  guint i = 0;

  while (i < segment->media->len && !cs_digest_equal (&cs_segment_get_media (segment, i)->digest, digest))
    i++;
  return i;
}

static void
jump_cb (CsComposerPage      *self,
         const CsCommentInfo *comment)
{
  g_autoptr(CsCommentAnchor) place = cs_comment_anchor_copy (comment->place); /* found anew whenever something changes */
  CsSegmentCard *card;

  cs_composer_comments_mark (self);
  if (place->kind == CS_ANCHOR_SOURCE)
    {
      gtk_stack_set_visible_child_name (self->side_stack, "sources");
      return;
    }
  if (self->card_list->len == 0)
    return;
  if (cs_side_layout_get_narrow (self->layout))
    gtk_toggle_button_set_active (self->side_toggle, FALSE);
  card = g_ptr_array_index (self->card_list, MIN (place->segment, self->card_list->len - 1));
  if (place->kind == CS_ANCHOR_WORDS)
    select_words (card, place);
  else if (place->kind == CS_ANCHOR_PICTURE)
    cs_segment_card_focus_alt (card, find_picture (cs_content_get_segment (cs_draft_get_content (self->draft),
                                                                           place->segment), &place->picture));
  else
    cs_segment_card_focus_text (card);
}

/* An acceptance on its way. */
typedef struct
{
  CsComposerPage *page; /* a reference */
  gint64          comment;
} Accepting;

static void
accepting_free (Accepting *accepting)
{
  g_clear_object (&accepting->page);
  g_free (accepting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Accepting, accepting_free)

static void
finish_accepting (CsComposerPage *self,
                  const GError   *error)
{
  self->accepting = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->writing), cs_draft_may_edit (self->draft));
  if (error)
    cs_toast_error (GTK_WIDGET (self->stack), NULL, error);
  else
    cs_toast_say (GTK_WIDGET (self->stack), _("The suggestion stands in the text now."));
}

static void
accepted_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Accepting) accepting = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = cs_office_call_finish (CS_OFFICE (source), result, &error);

  /* The draft hears that the office changed, and shows what stands there now. */
  finish_accepting (accepting->page, reply ? NULL : error);
}

static void
flushed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Accepting) accepting = user_data;
  CsComposerPage *self = accepting->page;
  gint64 comment = accepting->comment;
  g_autoptr(GError) error = NULL;

  if (!cs_draft_flush_finish (CS_DRAFT (source), result, &error))
    {
      finish_accepting (self, error);
      return;
    }
  cs_office_call_async (cs_session_get_office (self->session), "comment.accept",
                        cs_arguments_one ("comment", comment), NULL, accepted_cb,
                        g_steal_pointer (&accepting));
}

/* First the office has to have what was typed last, so that nothing of it is lost; meanwhile nothing new is typed. */
static void
accept_cb (CsComposerPage *self,
           gint64          comment)
{
  Accepting *accepting;

  if (self->accepting || !cs_draft_may_edit (self->draft))
    return;
  self->accepting = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->writing), FALSE);
  accepting = g_new0 (Accepting, 1);
  accepting->page = g_object_ref (self);
  accepting->comment = comment;
  cs_draft_flush_async (self->draft, flushed_cb, accepting);
}

static void
mark_pressed_cb (CsComposerPage *self,
                 gint64          comment)
{
  gtk_stack_set_visible_child_name (self->side_stack, "comments");
  cs_comments_view_show (get_view (self), comment);
  cs_composer_comments_mark (self);
}

void
cs_composer_comments_init (CsComposerPage *self)
{
  self->comments = cs_comments_view_new (self->session);
  self->comments_page = gtk_stack_add_titled (self->side_stack, self->comments, "comments", _("Comments"));
  gtk_stack_page_set_visible (self->comments_page, FALSE);
  cs_post_preview_set_selectable (self->preview, TRUE);
  g_signal_connect_object (self->comments, "jump", G_CALLBACK (jump_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->comments, "look", G_CALLBACK (cs_composer_comments_mark), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->comments, "accept", G_CALLBACK (accept_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview, "mark-pressed", G_CALLBACK (mark_pressed_cb), self, G_CONNECT_SWAPPED);
}
