/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-picture-canvas-private.h"

static void
draw_picture (CsPictureCanvas *self,
              GtkSnapshot     *snapshot,
              double           scale)
{
  int width, height;

  cs_picture_canvas_get_size (self, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (width * scale / 2), (float) (height * scale / 2)));
  gtk_snapshot_rotate (snapshot, 90.0f * (float) self->job->turns);
  if (self->job->mirrored)
    gtk_snapshot_scale (snapshot, -1, 1);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (-self->source_width * scale / 2),
                                                          (float) (-self->source_height * scale / 2)));
  gdk_paintable_snapshot (self->texture, GDK_SNAPSHOT (snapshot), self->source_width * scale, self->source_height * scale);
  gtk_snapshot_restore (snapshot);
}

static graphene_rect_t
place_box (const CsBox *box,
           double       scale)
{
  return GRAPHENE_RECT_INIT ((float) (box->x * scale), (float) (box->y * scale),
                             (float) (box->width * scale), (float) (box->height * scale));
}

static void
draw_frame (GtkSnapshot           *snapshot,
            const graphene_rect_t *rect)
{
  static const GdkRGBA white = { 1, 1, 1, 1 }, black = { 0, 0, 0, 1 };
  const graphene_size_t corner = { 9, 9 };
  GskRoundedRect outline;

  /* White in black: to be seen on any picture. */
  for (guint i = 0; i < 2; i++)
    {
      float width = i == 0 ? 3 : 1;
      const GdkRGBA colours[4] = { i == 0 ? black : white, i == 0 ? black : white, i == 0 ? black : white, i == 0 ? black : white };

      gsk_rounded_rect_init_from_rect (&outline, rect, 0);
      if (i == 1)
        gsk_rounded_rect_shrink (&outline, 1, 1, 1, 1);
      gtk_snapshot_append_border (snapshot, &outline, (float[4]) { width, width, width, width }, colours);
    }
  for (guint i = 0; i < 4; i++)
    {
      graphene_rect_t handle = GRAPHENE_RECT_INIT (rect->origin.x + ((i & 1) != 0 ? rect->size.width : 0) - corner.width / 2,
                                                   rect->origin.y + ((i & 2) != 0 ? rect->size.height : 0) - corner.height / 2,
                                                   corner.width, corner.height);

      gtk_snapshot_append_color (snapshot, &black, &handle);
      graphene_rect_inset (&handle, 1.5f, 1.5f);
      gtk_snapshot_append_color (snapshot, &white, &handle);
    }
}

/* What is cut away is darkened. */
static void
draw_crop (CsPictureCanvas *self,
           GtkSnapshot     *snapshot,
           double           scale)
{
  static const GdkRGBA shade = { 0, 0, 0, 0.6f };
  graphene_rect_t in = place_box (&self->job->crop, scale);
  int width, height;
  float right, bottom, w, h;

  cs_picture_canvas_get_size (self, &width, &height);
  w = (float) (width * scale);
  h = (float) (height * scale);
  right = in.origin.x + in.size.width;
  bottom = in.origin.y + in.size.height;
  gtk_snapshot_append_color (snapshot, &shade, &GRAPHENE_RECT_INIT (0, 0, w, in.origin.y));
  gtk_snapshot_append_color (snapshot, &shade, &GRAPHENE_RECT_INIT (0, bottom, w, h - bottom));
  gtk_snapshot_append_color (snapshot, &shade, &GRAPHENE_RECT_INIT (0, in.origin.y, in.origin.x, in.size.height));
  gtk_snapshot_append_color (snapshot, &shade, &GRAPHENE_RECT_INIT (right, in.origin.y, w - right, in.size.height));
}

void
cs_picture_canvas_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  static const GdkRGBA black = { 0, 0, 0, 1 };
  CsPictureCanvas *self = CS_PICTURE_CANVAS (widget);
  double left, top, scale = cs_picture_canvas_find_place (self, &left, &top);
  const CsBox *box = cs_picture_canvas_find_box (self);

  if (self->texture == NULL)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) left, (float) top));
  draw_picture (self, snapshot, scale);
  for (guint i = 0; i < self->job->redactions->len; i++)
    {
      graphene_rect_t rect = place_box (&g_array_index (self->job->redactions, CsBox, i), scale);

      gtk_snapshot_append_color (snapshot, &black, &rect);
    }
  if (self->job->crop.width > 0)
    draw_crop (self, snapshot, scale);
  if (box != NULL)
    {
      graphene_rect_t rect = place_box (box, scale);

      draw_frame (snapshot, &rect);
    }
  gtk_snapshot_restore (snapshot);
}
