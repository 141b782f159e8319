/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-composer-page-private.h"
#include "cs-library-window.h"
#include "cs-template-window.h"
#include "cs-toasts.h"

/* What is taken into a post from the office’s libraries: snippets, templates, pictures. */

static void
snippet_cb (CsComposerPage *self,
            const char     *text)
{
  GtkTextView *view = cs_segment_card_get_text_view (cs_composer_thread_get_current (self));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (buffer, text, -1);
  gtk_text_buffer_end_user_action (buffer);
  gtk_widget_grab_focus (GTK_WIDGET (view));
}

typedef struct
{
  CsComposerPage *page;
  CsContent      *before;
} Replaced;

static void
replaced_free (gpointer  data,
               GClosure *closure)
{
  Replaced *replaced = data;

  g_object_unref (replaced->page);
  cs_content_free (replaced->before);
  g_free (replaced);
}

static void
undo_replaced_cb (AdwToast *toast,
                  gpointer  user_data)
{
  Replaced *replaced = user_data;

  cs_draft_replace (replaced->page->draft, replaced->before);
}

void
cs_composer_templates_replace (CsComposerPage  *self,
                               const CsContent *content,
                               const char      *said)
{
  Replaced *replaced = g_new0 (Replaced, 1);
  g_autoptr(CsContent) next = cs_content_copy (content);
  const CsContent *now = cs_draft_get_content (self->draft);

  replaced->page = g_object_ref (self);
  replaced->before = cs_content_copy (now);
  if (next->accounts->len == 0)
    for (guint i = 0; i < now->accounts->len; i++)
      cs_content_add_account (next, g_array_index (now->accounts, gint64, i));
  cs_draft_replace (self->draft, next);
  cs_toast_offer (GTK_WIDGET (self->stack), said, _("Undo"), G_CALLBACK (undo_replaced_cb), replaced, replaced_free);
}

static void
content_cb (CsComposerPage  *self,
            const CsContent *content)
{
  cs_composer_templates_replace (self, content, _("The template stands in the post"));
}

static void
templates_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);
  GtkWidget *window;

  if (!cs_draft_may_edit (self->draft))
    return;
  window = cs_template_window_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->session);
  g_signal_connect_object (window, "snippet", G_CALLBACK (snippet_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "content", G_CALLBACK (content_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
save_template_action (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);
  const CsContent *content = cs_draft_get_content (self->draft);
  g_autofree char *canonical = cs_content_to_canonical (content);

  cs_template_window_save (GTK_WINDOW (gtk_widget_get_root (widget)), self->session, TRUE, content->language, canonical);
}

static void
save_snippet_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);
  GtkTextBuffer *buffer =
    gtk_text_view_get_buffer (cs_segment_card_get_text_view (cs_composer_thread_get_current (self)));
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    {
      cs_toast_say (GTK_WIDGET (self->stack), _("First select the words that are to be the snippet."));
      return;
    }
  text = gtk_text_iter_get_text (&start, &end);
  cs_template_window_save (GTK_WINDOW (gtk_widget_get_root (widget)), self->session, FALSE,
                           cs_draft_get_content (self->draft)->language, text);
}

static void
picture_picked_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(CsComposerPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(CsMediaItem) item = cs_library_pick_finish (result, &error);
  CsSegmentCard *card;
  CsSegment *segment;

  if (item == NULL)
    {
      cs_toast_error (GTK_WIDGET (self->stack), NULL, error);
      return;
    }
  if (self->draft == NULL || self->card_list->len == 0 || !cs_draft_may_edit (self->draft))
    return;
  card = cs_composer_thread_get_current (self);
  segment = cs_draft_find_part (self->draft, cs_segment_card_get_part (card));
  if (segment == NULL || segment->media->len >= CS_CONTENT_MAX_MEDIA)
    {
      cs_toast_say (GTK_WIDGET (self->stack), _("This part can have no more pictures."));
      return;
    }
  g_ptr_array_add (segment->media, g_steal_pointer (&item));
  g_signal_emit_by_name (cs_segment_card_get_attacher (card), "added", segment->media->len - 1);
  cs_draft_touch (self->draft);
}

static void
from_library_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);

  if (cs_draft_may_edit (self->draft))
    cs_library_pick_async (GTK_WINDOW (gtk_widget_get_root (widget)), self->session, picture_picked_cb, g_object_ref (self));
}

/* A version of this post, as the window of versions gives it: accounts and all. */
static void
take_content_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);
  g_autoptr(CsContent) content = cs_content_parse (g_variant_get_string (parameter, NULL), NULL);

  if (content != NULL && cs_draft_may_edit (self->draft))
    cs_composer_templates_replace (self, content, _("The earlier version stands in the draft"));
}

void
cs_composer_templates_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "composer.templates", NULL, templates_action);
  gtk_widget_class_install_action (widget_class, "composer.save-template", NULL, save_template_action);
  gtk_widget_class_install_action (widget_class, "composer.save-snippet", NULL, save_snippet_action);
  gtk_widget_class_install_action (widget_class, "composer.add-from-library", NULL, from_library_action);
  gtk_widget_class_install_action (widget_class, "composer.take-content", "s", take_content_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "composer.templates", NULL);
}
