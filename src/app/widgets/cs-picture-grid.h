/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CsPictureGrid:
 *
 * Lays out one to four children as networks do with pictures: one alone in its own shape (within bounds), two side by side, three with the
 * first over the full height, four in a square. Further children are not shown.
 */
#define CS_TYPE_PICTURE_GRID (cs_picture_grid_get_type ())
G_DECLARE_FINAL_TYPE (CsPictureGrid, cs_picture_grid, CS, PICTURE_GRID, GtkWidget)

GtkWidget *cs_picture_grid_new (void);

/**
 * cs_picture_grid_add:
 * @child: (transfer floating):
 */
void       cs_picture_grid_add       (CsPictureGrid *self,
                                      GtkWidget     *child);
void       cs_picture_grid_clear     (CsPictureGrid *self);

/**
 * cs_picture_grid_set_ratio:
 * @ratio: width by height of the single picture; kept between 4:5 and 16:9
 */
void       cs_picture_grid_set_ratio (CsPictureGrid *self,
                                      double         ratio);

G_END_DECLS
