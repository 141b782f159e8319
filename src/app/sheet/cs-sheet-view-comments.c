/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-sheet-view-private.h"

#include "cs-arguments.h"
#include "cs-sheet-facts.h"
#include "cs-sheet-post.h"

/* Between the post and what colleagues say about it: from words to comments, and back. */

void
cs_sheet_view_show_marks (CsSheetView *self)
{
  g_autoptr(GArray) marks = cs_comments_view_make_marks (cs_sheet_facts_get_comments (CS_SHEET_FACTS (self->right)));

  cs_sheet_post_set_marks (CS_SHEET_POST (self->left), marks);
}

/* From a comment to what it speaks of. */
static void
comment_jump_cb (CsSheetView         *self,
                 const CsCommentInfo *comment)
{
  double y;

  cs_sheet_view_show_marks (self);
  if (comment->place->kind == CS_ANCHOR_SOURCE)
    {
      cs_sheet_facts_focus_sources (CS_SHEET_FACTS (self->right));
      return;
    }
  y = cs_sheet_post_show_anchor (CS_SHEET_POST (self->left), comment->place);
  cs_sheet_view_scroll_to (self, self->left, y);
}

/* While a comment is pointed at or has the focus, what it speaks of stands out. */
static void
comment_look_cb (CsSheetView         *self,
                 const CsCommentInfo *comment)
{
  const CsCommentAnchor *place = comment ? comment->place : NULL;

  cs_sheet_view_show_marks (self);
  cs_sheet_post_set_spoken_of (CS_SHEET_POST (self->left), place);
  cs_sheet_facts_set_spoken_of (CS_SHEET_FACTS (self->right), place);
}

/* From marked words to what was said about them. */
static void
mark_pressed_cb (CsSheetView *self,
                 gint64       comment)
{
  cs_comments_view_show (cs_sheet_facts_get_comments (CS_SHEET_FACTS (self->right)), comment);
  cs_sheet_view_show_marks (self);
}

static void
comment_accept_cb (CsSheetView *self,
                   gint64       comment)
{
  cs_sheet_view_act (self, "comment.accept", cs_arguments_one ("comment", comment));
}

void
cs_sheet_view_connect_comments (CsSheetView *self)
{
  CsCommentsView *comments = cs_sheet_facts_get_comments (CS_SHEET_FACTS (self->right));

  g_signal_connect_object (comments, "jump", G_CALLBACK (comment_jump_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (comments, "look", G_CALLBACK (comment_look_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (comments, "accept", G_CALLBACK (comment_accept_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->left, "mark-pressed", G_CALLBACK (mark_pressed_cb), self, G_CONNECT_SWAPPED);
}

static void
comment_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  CsSheetView *self = CS_SHEET_VIEW (widget);
  g_autoptr(CsCommentAnchor) anchor = NULL;

  if (!self->sheet)
    return;
  if (g_str_equal (name, "sheet.comment"))
    anchor = cs_sheet_post_make_anchor (CS_SHEET_POST (self->left), self->sheet->content);
  else if (g_str_equal (name, "sheet.comment-source"))
    anchor = cs_comment_anchor_new_source (self->sheet->content, g_variant_get_uint32 (parameter), NULL);
  else
    anchor = cs_sheet_post_make_picture_anchor (self->sheet->content, g_variant_get_uint32 (parameter));
  cs_sheet_view_show_pictures (self, FALSE);
  cs_comments_view_start (cs_sheet_facts_get_comments (CS_SHEET_FACTS (self->right)), anchor);
}

void
cs_sheet_view_comments_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "sheet.comment", NULL, comment_cb);
  gtk_widget_class_install_action (widget_class, "sheet.comment-picture", "u", comment_cb);
  gtk_widget_class_install_action (widget_class, "sheet.comment-source", "u", comment_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, 0, "sheet.comment", NULL);
}
