/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-media-strip.h"
#include "cs-media-tile.h"
#include "cs-toasts.h"
#include "cs-wrap-box.h"

/* Least width of a tile, pixels: what its row of buttons needs. */
#define TILE_WIDTH 190

struct _CsMediaStrip
{
  AdwBin      parent_instance;

  CsDraft    *draft;
  guint       segment;
  CsWrapBox  *box;
};

G_DEFINE_FINAL_TYPE (CsMediaStrip, cs_media_strip, ADW_TYPE_BIN)

static guint edit_chart_signal;

/* A picture that was removed, while it can be brought back. */
typedef struct
{
  CsMediaStrip *strip;
  CsMediaItem  *item;
  guint         position;
} Removed;

static GPtrArray *
get_media (CsMediaStrip *self)
{
  CsSegment *segment = cs_draft_find_part (self->draft, self->segment);

  return segment ? segment->media : NULL;
}

static void
removed_free (gpointer  data,
              GClosure *closure)
{
  Removed *removed = data;

  g_object_unref (removed->strip);
  g_clear_pointer (&removed->item, cs_media_item_free);
  g_free (removed);
}

static void
undo_cb (AdwToast *toast,
         gpointer  user_data)
{
  Removed *removed = user_data;
  GPtrArray *media = removed->strip->draft ? get_media (removed->strip) : NULL;

  if (media == NULL || removed->item == NULL)
    return;
  g_ptr_array_insert (media, MIN (removed->position, media->len), g_steal_pointer (&removed->item));
  cs_media_strip_refresh (removed->strip);
  cs_draft_touch (removed->strip->draft);
}

static void
remove_cb (CsMediaStrip *self,
           CsMediaTile  *tile)
{
  GPtrArray *media = get_media (self);
  Removed *removed = g_new0 (Removed, 1);

  removed->strip = g_object_ref (self);
  removed->position = cs_media_tile_get_position (tile);
  removed->item = g_ptr_array_steal_index (media, removed->position);
  cs_media_strip_refresh (self);
  cs_draft_touch (self->draft);
  cs_toast_offer (GTK_WIDGET (self), _("Picture removed"), _("Undo"), G_CALLBACK (undo_cb), removed, removed_free);
}

/* A picture that was edited, as it was before. */
static void
unedit_cb (AdwToast *toast,
           gpointer  user_data)
{
  Removed *before = user_data;
  GPtrArray *media = before->strip->draft ? get_media (before->strip) : NULL;

  if (media == NULL || before->item == NULL || before->position >= media->len)
    return;
  cs_media_item_free (g_ptr_array_index (media, before->position));
  g_ptr_array_index (media, before->position) = g_steal_pointer (&before->item);
  cs_media_strip_refresh (before->strip);
  cs_draft_touch (before->strip->draft);
}

static void
changed_cb (CsMediaStrip      *self,
            const CsMediaItem *item,
            CsMediaTile       *tile)
{
  Removed *before = g_new0 (Removed, 1);

  before->strip = g_object_ref (self);
  before->position = cs_media_tile_get_position (tile);
  before->item = cs_media_item_copy (item);
  cs_media_strip_refresh (self);
  cs_toast_offer (GTK_WIDGET (self), _("Picture changed"), _("Undo"), G_CALLBACK (unedit_cb), before, removed_free);
}

static void
move_item (CsMediaStrip *self,
           guint         from,
           guint         to)
{
  GPtrArray *media = get_media (self);

  if (media == NULL || from >= media->len || to >= media->len || from == to)
    return;
  g_ptr_array_insert (media, to, g_ptr_array_steal_index (media, from));
  cs_media_strip_refresh (self);
  cs_draft_touch (self->draft);
}

static void
move_cb (CsMediaStrip *self,
         int           places,
         CsMediaTile  *tile)
{
  int to = (int) cs_media_tile_get_position (tile) + places;

  if (to < 0)
    return;
  move_item (self, cs_media_tile_get_position (tile), to);
  cs_media_strip_focus_alt (self, to);
}

static void
drop_cb (CsMediaStrip *self,
         guint         from,
         CsMediaTile  *tile)
{
  move_item (self, from, cs_media_tile_get_position (tile));
}

static void
edit_chart_cb (CsMediaStrip *self,
               CsMediaTile  *tile)
{
  g_signal_emit (self, edit_chart_signal, 0, cs_media_tile_get_position (tile));
}

static void
cs_media_strip_dispose (GObject *object)
{
  CsMediaStrip *self = CS_MEDIA_STRIP (object);

  g_clear_object (&self->draft);
  G_OBJECT_CLASS (cs_media_strip_parent_class)->dispose (object);
}

static void
cs_media_strip_class_init (CsMediaStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_media_strip_dispose;
  edit_chart_signal = g_signal_new ("edit-chart", CS_TYPE_MEDIA_STRIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
cs_media_strip_init (CsMediaStrip *self)
{
  self->box = g_object_new (CS_TYPE_WRAP_BOX, "child-width", TILE_WIDTH, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pictures"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

GtkWidget *
cs_media_strip_new (CsDraft *draft,
                    guint    segment)
{
  CsMediaStrip *self = g_object_new (CS_TYPE_MEDIA_STRIP, NULL);

  self->draft = g_object_ref (draft);
  self->segment = segment;
  cs_media_strip_refresh (self);
  return GTK_WIDGET (self);
}

static void
add_tile (CsMediaStrip *self,
          guint         position,
          guint         n_tiles)
{
  GtkWidget *tile = cs_media_tile_new (self->draft, self->segment, position, n_tiles);

  g_signal_connect_object (tile, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tile, "move", G_CALLBACK (move_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tile, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tile, "edit-chart", G_CALLBACK (edit_chart_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tile, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  cs_wrap_box_append (self->box, tile);
}

void
cs_media_strip_set_part (CsMediaStrip *self,
                         guint         part)
{
  g_return_if_fail (CS_IS_MEDIA_STRIP (self));

  if (self->segment == part)
    return;
  self->segment = part;
  cs_media_strip_refresh (self);
}

void
cs_media_strip_refresh (CsMediaStrip *self)
{
  GPtrArray *media;

  g_return_if_fail (CS_IS_MEDIA_STRIP (self));

  cs_wrap_box_truncate (self->box, 0);
  media = get_media (self);
  for (guint i = 0; media && i < media->len; i++)
    add_tile (self, i, media->len);
  gtk_widget_set_visible (GTK_WIDGET (self), media && media->len > 0);
}

void
cs_media_strip_focus_alt (CsMediaStrip *self,
                          guint         position)
{
  GtkWidget *tile;

  g_return_if_fail (CS_IS_MEDIA_STRIP (self));

  if ((tile = cs_wrap_box_get_child (self->box, position)))
    cs_media_tile_focus_alt (CS_MEDIA_TILE (tile));
}
