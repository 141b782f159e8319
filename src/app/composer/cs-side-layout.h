/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CsSideLayout:
 *
 * A main child and one at its side. Where there is no room for both (property "narrow"), the side takes the place of the main one while it is
 * shown. Never asks for more width than the wider of the two.
 *
 * Properties: "main", "side" (widgets), "show-side" (what the person wants), "narrow" (read only).
 */
#define CS_TYPE_SIDE_LAYOUT (cs_side_layout_get_type ())
G_DECLARE_FINAL_TYPE (CsSideLayout, cs_side_layout, CS, SIDE_LAYOUT, GtkWidget)

gboolean cs_side_layout_get_narrow (CsSideLayout *self);

G_END_DECLS
