/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-composer-page-private.h"
#include "cs-composer-poster.h"
#include "cs-poster-editor.h"
#include "cs-toasts.h"

/* A poster whose editor was closed, or which is on its way into the post: it can be taken up again. */
typedef struct
{
  CsPoster *poster;   /* owned */
  char     *alt_text; /* owned */
  int       replace;  /* position of the picture it stands for, -1 = a new one */
} Unfinished;

#define KEY "unfinished-poster"

static void
unfinished_free (gpointer data)
{
  Unfinished *unfinished = data;

  cs_poster_free (unfinished->poster);
  g_free (unfinished->alt_text);
  g_free (unfinished);
}

static void open_editor (CsComposerPage *self,
                         const CsPoster *poster,
                         const char     *alt_text,
                         int             replace);

static Unfinished *
set_aside (CsComposerPage *self,
           CsPosterEditor *editor)
{
  Unfinished *unfinished = g_new0 (Unfinished, 1);

  unfinished->poster = cs_poster_editor_dup_poster (editor);
  unfinished->alt_text = cs_poster_editor_dup_alt (editor);
  unfinished->replace = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (editor), "replace"));
  g_object_set_data_full (G_OBJECT (self), KEY, unfinished, unfinished_free);
  return unfinished;
}

static void
take_up (CsComposerPage *self)
{
  Unfinished *unfinished = g_object_steal_data (G_OBJECT (self), KEY);

  open_editor (self, unfinished->poster, unfinished->alt_text, unfinished->replace);
  unfinished_free (unfinished);
}

static void
continue_clicked_cb (AdwToast *toast,
                     gpointer  user_data)
{
  CsComposerPage *self = user_data;

  if (g_object_get_data (G_OBJECT (self), KEY) && gtk_widget_get_root (GTK_WIDGET (self)))
    take_up (self);
}

static void
set_aside_cb (CsComposerPage *self,
              CsPosterEditor *editor)
{
  set_aside (self, editor);
  cs_toast_offer (GTK_WIDGET (self->stack), _("The poster was not inserted. It is kept while this page is open."),
                  _("Continue"), G_CALLBACK (continue_clicked_cb), g_object_ref (self),
                  (GClosureNotify) (void (*)(void))g_object_unref);
}

static void
added_cb (CsComposerPage *self)
{
  g_object_set_data (G_OBJECT (self), KEY, NULL);
}

static void
insert_cb (CsComposerPage *self,
           CsPosterEditor *editor)
{
  CsAttacher *attacher = cs_segment_card_get_attacher (cs_composer_thread_get_current (self));
  /* Kept until its picture stands in the post: drawing it may fail. */
  const Unfinished *unfinished = set_aside (self, editor);

  g_signal_handlers_disconnect_by_func (attacher, added_cb, self);
  g_signal_connect_object (attacher, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  cs_attacher_add_poster (attacher, unfinished->poster, unfinished->alt_text, unfinished->replace);
  gtk_window_destroy (GTK_WINDOW (editor));
}

static void
open_editor (CsComposerPage *self,
             const CsPoster *poster,
             const char     *alt_text,
             int             replace)
{
  CsOffice *office = cs_session_get_office (self->session);
  const char *language = cs_draft_get_content (self->draft)->language;
  CsPosterEditor *editor = cs_poster_editor_new (office, poster, alt_text, language, replace >= 0);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_object_set_data (G_OBJECT (editor), "replace", GINT_TO_POINTER (replace));
  g_signal_connect_object (editor, "insert", G_CALLBACK (insert_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "set-aside", G_CALLBACK (set_aside_cb), self, G_CONNECT_SWAPPED);
  if (GTK_IS_WINDOW (root))
    {
      gtk_window_set_transient_for (GTK_WINDOW (editor), GTK_WINDOW (root));
      gtk_window_set_destroy_with_parent (GTK_WINDOW (editor), TRUE);
    }
  gtk_window_present (GTK_WINDOW (editor));
}

static void
add_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  CsComposerPage *self = CS_COMPOSER_PAGE (widget);
  const Unfinished *unfinished = g_object_get_data (G_OBJECT (self), KEY);

  if (!cs_draft_may_edit (self->draft))
    return;
  if (unfinished && unfinished->replace < 0)
    take_up (self);
  else
    open_editor (self, NULL, NULL, -1);
}

void
cs_composer_poster_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "composer.add-poster", NULL, add_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "composer.add-poster", NULL);
}

void
cs_composer_poster_edit (CsComposerPage *self,
                         guint           media)
{
  guint part = cs_segment_card_get_part (cs_composer_thread_get_current (self));
  const CsSegment *segment = cs_draft_find_part (self->draft, part);
  const CsMediaItem *item = segment && media < segment->media->len ? cs_segment_get_media (segment, media) : NULL;

  if (item && item->poster)
    open_editor (self, item->poster, item->alt_text, (int) media);
}
