/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-check-films.h"
#include "cs-film-window.h"
#include "cs-fit-line.h"
#include "cs-media-picture.h"
#include "cs-media-tile.h"
#include "cs-picture-editor.h"
#include "cs-rights-window.h"
#include "cs-show-error.h"

/* Longest side of a thumbnail, pixels: twice what is shown. */
#define THUMBNAIL 400

struct _CsMediaTile
{
  AdwBin          parent_instance;

  CsDraft        *draft;
  guint           segment;
  guint           position;
  gboolean        loading;

  GtkOverlay     *frame;
  GtkLabel       *number;
  GtkTextView    *alt_view;
  GtkTextBuffer  *alt_buffer;
  GtkLabel       *alt_hint;
  GtkCheckButton *decorative;
  GtkWidget      *left;
  GtkWidget      *right;
  GtkWidget      *edit;
  GtkWidget      *rights;
  GtkWidget      *remove;
  AdwBin         *fit_bin;
};

G_DEFINE_FINAL_TYPE (CsMediaTile, cs_media_tile, ADW_TYPE_BIN)

enum { MOVE, DROP, REMOVE, EDIT_CHART, CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Nothing is kept of the content itself: it may have been replaced since. */
static CsMediaItem *
find_item (CsMediaTile *self)
{
  CsSegment *segment = cs_draft_find_part (self->draft, self->segment);

  return segment && self->position < segment->media->len ? cs_segment_get_media (segment, self->position) : NULL;
}

static char *
get_buffer_text (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
show_hint (CsMediaTile *self)
{
  gboolean decorative = gtk_check_button_get_active (self->decorative);

  gtk_widget_set_visible (GTK_WIDGET (self->alt_hint),
                          gtk_text_buffer_get_char_count (self->alt_buffer) == 0 && !decorative);
  gtk_widget_set_sensitive (GTK_WIDGET (self->alt_view), !decorative);
}

static void
alt_changed_cb (CsMediaTile *self)
{
  CsMediaItem *item = self->loading ? NULL : find_item (self);

  show_hint (self);
  if (item == NULL)
    return;
  g_free (item->alt_text);
  item->alt_text = get_buffer_text (self->alt_buffer);
  cs_draft_touch (self->draft);
}

static void
decorative_toggled_cb (CsMediaTile *self)
{
  CsMediaItem *item = self->loading ? NULL : find_item (self);

  show_hint (self);
  if (item == NULL)
    return;
  item->decorative = gtk_check_button_get_active (self->decorative);
  cs_draft_touch (self->draft);
}

static void
left_clicked_cb (CsMediaTile *self)
{
  g_signal_emit (self, signals[MOVE], 0, -1);
}

static void
right_clicked_cb (CsMediaTile *self)
{
  g_signal_emit (self, signals[MOVE], 0, 1);
}

static void
applied_cb (CsMediaTile       *self,
            const CsMediaItem *before)
{
  g_signal_emit (self, signals[CHANGED], 0, before);
}

static GtkWindow *
get_window (CsMediaTile *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* A chart is edited as a chart, a picture as a picture. */
static void
edit_clicked_cb (CsMediaTile *self)
{
  CsMediaItem *item = find_item (self);
  CsFilmPlace place = { self->draft, self->segment };
  GtkWidget *editor;

  if (item == NULL)
    return;
  if (cs_media_item_is_film (item))
    {
      place.film = item->digest;
      gtk_window_present (GTK_WINDOW (cs_film_window_new (get_window (self), &place)));
      return;
    }
  if (item->chart != NULL || item->poster != NULL)
    {
      g_signal_emit (self, signals[EDIT_CHART], 0);
      return;
    }
  editor = cs_picture_editor_new (get_window (self), self->draft, self->segment, self->position);
  g_signal_connect_object (editor, "applied", G_CALLBACK (applied_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (editor));
}

static void
rights_clicked_cb (CsMediaTile *self)
{
  if (find_item (self) != NULL)
    gtk_window_present (GTK_WINDOW (cs_rights_window_new (get_window (self), self->draft, self->segment, self->position)));
}

static void
remove_clicked_cb (CsMediaTile *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source,
                 double         x,
                 double         y,
                 CsMediaTile   *self)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (self->frame));

  gtk_drag_source_set_icon (source, paintable, (int) x, (int) y);
  return gdk_content_provider_new_typed (CS_TYPE_MEDIA_TILE, self);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         CsMediaTile   *self)
{
  CsMediaTile *dropped = g_value_get_object (value);

  if (dropped == NULL || dropped == self || dropped->draft != self->draft || dropped->segment != self->segment)
    return FALSE;
  g_signal_emit (self, signals[DROP], 0, dropped->position);
  return TRUE;
}

static void
add_dragging (CsMediaTile *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (CS_TYPE_MEDIA_TILE, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (drag_prepare_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->frame), GTK_EVENT_CONTROLLER (source));
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
cs_media_tile_dispose (GObject *object)
{
  CsMediaTile *self = CS_MEDIA_TILE (object);

  g_clear_object (&self->draft);
  G_OBJECT_CLASS (cs_media_tile_parent_class)->dispose (object);
}

static void
cs_media_tile_class_init (CsMediaTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cs_media_tile_dispose;
  signals[MOVE] = g_signal_new ("move", CS_TYPE_MEDIA_TILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
  signals[DROP] = g_signal_new ("drop", CS_TYPE_MEDIA_TILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[REMOVE] = g_signal_new ("remove", CS_TYPE_MEDIA_TILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[EDIT_CHART] = g_signal_new ("edit-chart", CS_TYPE_MEDIA_TILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", CS_TYPE_MEDIA_TILE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/countersign/Countersign/composer/cs-media-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, CsMediaTile, frame);
  gtk_widget_class_bind_template_child (widget_class, CsMediaTile, number);
  gtk_widget_class_bind_template_child (widget_class, CsMediaTile, alt_view);
  gtk_widget_class_bind_template_child (widget_class, CsMediaTile, alt_buffer);
  gtk_widget_class_bind_template_child (widget_class, CsMediaTile, alt_hint);
  gtk_widget_class_bind_template_child (widget_class, CsMediaTile, decorative);
  gtk_widget_class_bind_template_child (widget_class, CsMediaTile, left);
  gtk_widget_class_bind_template_child (widget_class, CsMediaTile, right);
  gtk_widget_class_bind_template_child (widget_class, CsMediaTile, edit);
  gtk_widget_class_bind_template_child (widget_class, CsMediaTile, rights);
  gtk_widget_class_bind_template_child (widget_class, CsMediaTile, remove);
  gtk_widget_class_bind_template_child (widget_class, CsMediaTile, fit_bin);
  gtk_widget_class_bind_template_callback (widget_class, alt_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, decorative_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, right_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, rights_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
}

static void
cs_media_tile_init (CsMediaTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_dragging (self);
}

/* Takes @name: both what the pointer and what a screen reader is told. */
static void
name_widget (GtkWidget *widget,
             gboolean   tooltip,
             char      *name)
{
  g_autofree char *owned = name;

  cs_name_widget (widget, owned);
  if (tooltip)
    gtk_widget_set_tooltip_text (widget, owned);
}

static void
name_all (CsMediaTile *self,
          guint        n,
          gboolean     is_chart)
{
  name_widget (GTK_WIDGET (self->alt_view), FALSE, g_strdup_printf (_("Alt text for picture %u"), n));
  name_widget (GTK_WIDGET (self->decorative), FALSE, g_strdup_printf (_("Picture %u is decorative"), n));
  name_widget (self->left, TRUE, g_strdup_printf (_("Move picture %u forward"), n));
  name_widget (self->right, TRUE, g_strdup_printf (_("Move picture %u back"), n));
  name_widget (self->edit, TRUE, is_chart ? g_strdup_printf (_("Edit the chart of picture %u"), n)
                                          : g_strdup_printf (_("Crop, turn or redact picture %u"), n));
  name_widget (self->rights, TRUE, g_strdup_printf (_("Rights in picture %u"), n));
  name_widget (self->remove, TRUE, g_strdup_printf (_("Remove picture %u"), n));
}

static void
name_film (CsMediaTile *self,
           guint        n)
{
  name_widget (self->edit, TRUE, g_strdup_printf (_("Film %u: play it, choose its cover, add subtitles"), n));
  name_widget (GTK_WIDGET (self->alt_view), FALSE, g_strdup_printf (_("Alt text for film %u"), n));
  gtk_label_set_label (self->alt_hint, _("Alt text: what does the film show?"));
  gtk_widget_set_visible (GTK_WIDGET (self->decorative), FALSE);
}

static void
load (CsMediaTile *self,
      guint        n_tiles)
{
  CsMediaItem *item = find_item (self);
  GtkWidget *picture = cs_media_picture_new (cs_draft_get_session (self->draft));
  g_autofree char *number = g_strdup_printf ("%u", self->position + 1);

  g_return_if_fail (item != NULL);
  self->loading = TRUE;
  gtk_picture_set_content_fit (cs_media_picture_get_picture (CS_MEDIA_PICTURE (picture)), GTK_CONTENT_FIT_COVER);
  cs_media_picture_set_item (CS_MEDIA_PICTURE (picture), item, THUMBNAIL);
  /* Laid over, so that its own shape does not decide on the height; the number stays on top. */
  g_object_ref (self->number);
  gtk_overlay_remove_overlay (self->frame, GTK_WIDGET (self->number));
  gtk_overlay_add_overlay (self->frame, picture);
  gtk_overlay_add_overlay (self->frame, GTK_WIDGET (self->number));
  g_object_unref (self->number);
  gtk_label_set_label (self->number, number);
  gtk_text_buffer_set_text (self->alt_buffer, item->alt_text, -1);
  gtk_check_button_set_active (self->decorative, item->decorative);
  gtk_widget_set_visible (self->edit, TRUE);
  if (!cs_media_item_is_film (item))
    adw_bin_set_child (self->fit_bin, cs_fit_line_new (self->draft, self->segment, self->position));
  gtk_widget_set_sensitive (self->left, self->position > 0);
  gtk_widget_set_sensitive (self->right, self->position + 1 < n_tiles);
  name_all (self, self->position + 1, item->chart != NULL);
  if (item->poster != NULL)
    name_widget (self->edit, TRUE, g_strdup_printf (_("Edit the poster of picture %u"), self->position + 1));
  if (cs_media_item_is_film (item))
    name_film (self, self->position + 1);
  show_hint (self);
  self->loading = FALSE;
}

GtkWidget *
cs_media_tile_new (CsDraft *draft,
                   guint    segment,
                   guint    position,
                   guint    n_tiles)
{
  CsMediaTile *self = g_object_new (CS_TYPE_MEDIA_TILE, NULL);

  self->draft = g_object_ref (draft);
  self->segment = segment;
  self->position = position;
  load (self, n_tiles);
  return GTK_WIDGET (self);
}

guint
cs_media_tile_get_position (CsMediaTile *self)
{
  g_return_val_if_fail (CS_IS_MEDIA_TILE (self), 0);

  return self->position;
}

void
cs_media_tile_focus_alt (CsMediaTile *self)
{
  g_return_if_fail (CS_IS_MEDIA_TILE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->alt_view));
}
