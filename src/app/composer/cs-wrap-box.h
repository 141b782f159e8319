/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CsWrapBox:
 *
 * Children side by side, as many in a line as there is room for.
 *
 * Properties: "child-width" (int: least width of equally wide children; 0 = each has its own), "max-in-line" (for equally wide ones),
 * "at-end" (lines end at the end).
 */
#define CS_TYPE_WRAP_BOX (cs_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (CsWrapBox, cs_wrap_box, CS, WRAP_BOX, GtkWidget)

/**
 * cs_wrap_box_append:
 * @child: (transfer floating):
 */
void       cs_wrap_box_append    (CsWrapBox *self,
                                  GtkWidget *child);

/**
 * cs_wrap_box_get_child:
 *
 * Returns: (transfer none) (nullable): the child at @position
 */
GtkWidget *cs_wrap_box_get_child (CsWrapBox *self,
                                  guint      position);

/**
 * cs_wrap_box_truncate:
 *
 * Takes out all children from @n on.
 */
void       cs_wrap_box_truncate  (CsWrapBox *self,
                                  guint      n);

G_END_DECLS
