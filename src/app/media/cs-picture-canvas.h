/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-picture-job.h"

G_BEGIN_DECLS

typedef enum
{
  CS_CANVAS_CROP,
  CS_CANVAS_REDACT,
} CsCanvasMode;

/**
 * CsPictureCanvas:
 *
 * A picture on which boxes are drawn: what is cut out, and what is painted over. By mouse: draw, move, pull at a corner. By keyboard: arrows move the box, with Shift they size it, with Control by
 * single pixels; Delete removes a redaction; Page Up and Page Down choose among them.
 *
 * Signals: "before-change" (what follows is one step to undo), "changed".
 */
#define CS_TYPE_PICTURE_CANVAS (cs_picture_canvas_get_type ())
G_DECLARE_FINAL_TYPE (CsPictureCanvas, cs_picture_canvas, CS, PICTURE_CANVAS, GtkWidget)

/**
 * cs_picture_canvas_new:
 * @width: of the picture in pixels, before it is turned
 */
GtkWidget          *cs_picture_canvas_new (int                  width,
                                           int                  height);

/* What is drawn; it may be smaller than the picture itself */
void                cs_picture_canvas_set_texture  (CsPictureCanvas     *self,
                                                    GdkPaintable        *texture);

/* Returns: (transfer none) */
const CsPictureJob *cs_picture_canvas_get_job      (CsPictureCanvas     *self);

/* Emits "changed", but not "before-change": this is how a step is undone */
void                cs_picture_canvas_set_job      (CsPictureCanvas     *self,
                                                    const CsPictureJob  *job);
void                cs_picture_canvas_set_mode     (CsPictureCanvas     *self,
                                                    CsCanvasMode         mode);

/**
 * cs_picture_canvas_set_shape:
 * @ratio: width by height of what is cut out, 0 = any
 *
 * Fits the present box to it.
 */
void                cs_picture_canvas_set_shape    (CsPictureCanvas     *self,
                                                    double               ratio);

/**
 * cs_picture_canvas_get_box:
 *
 * Returns: whether there is a box to change in this mode
 */
gboolean            cs_picture_canvas_get_box      (CsPictureCanvas     *self,
                                                    CsBox               *box);
void                cs_picture_canvas_set_box      (CsPictureCanvas     *self,
                                                    const CsBox         *box);

/* A redaction in the middle, to be moved */
void                cs_picture_canvas_add_redaction    (CsPictureCanvas *self);
void                cs_picture_canvas_remove_redaction (CsPictureCanvas *self);

/* All of the picture again */
void                cs_picture_canvas_uncrop       (CsPictureCanvas     *self);
void                cs_picture_canvas_turn         (CsPictureCanvas     *self,
                                                    guint                quarters);

/* Left and right change places */
void                cs_picture_canvas_flip         (CsPictureCanvas     *self);

/* Of the picture as it is turned now */
void                cs_picture_canvas_get_size     (CsPictureCanvas     *self,
                                                    int                 *width,
                                                    int                 *height);

G_END_DECLS
