/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-picture-canvas.h"

G_BEGIN_DECLS

/* What a drag does. */
typedef enum
{
  GRAB_NEW,
  GRAB_MOVE,
  GRAB_CORNER,
} Grab;

struct _CsPictureCanvas
{
  GtkWidget      parent_instance;

  GdkPaintable  *texture;
  int            source_width;  /* before turning */
  int            source_height;
  CsPictureJob  *job;
  CsCanvasMode   mode;
  int            chosen;        /* redaction, or -1 */
  double         ratio;

  Grab           grab;          /* of the drag under way */
  CsBox          at_start;
  double         anchor_x;      /* the corner that stays, in pixels of the picture */
  double         anchor_y;
  gboolean       told;          /* "before-change" was emitted for this drag */
};

/* cs-picture-canvas.c */

/* Where the picture lies in the widget. Returns: how many points a pixel has */
double cs_picture_canvas_find_place (CsPictureCanvas *self,
                                     double          *left,
                                     double          *top);

/* The one that is changed in this mode, or NULL */
CsBox *cs_picture_canvas_find_box   (CsPictureCanvas *self);

/* Keeps a box inside without changing its size, if it can be. */
void   cs_picture_canvas_push_inside (CsPictureCanvas *self,
                                      CsBox           *box);
void   cs_picture_canvas_begin_step (CsPictureCanvas *self);
void   cs_picture_canvas_changed    (CsPictureCanvas *self);

/* cs-picture-canvas-input.c: mouse and keyboard */
void   cs_picture_canvas_add_input  (CsPictureCanvas *self);

/* cs-picture-canvas-draw.c */
void   cs_picture_canvas_snapshot   (GtkWidget       *widget,
                                     GtkSnapshot     *snapshot);

G_END_DECLS
