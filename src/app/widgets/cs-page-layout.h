/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * cs_page_layout_new:
 *
 * For a widget with one child that stands in a GtkStack: the child gets all the room, and says how wide it must be
 * without regard to a height. A stack asks its page for the width that goes with its height, and a box answers that by
 * trying ever larger widths; pictures, whose height grows with the width, and lines that mix scripts, whose heights are
 * rounded differently, never fit then, and GTK warns.
 *
 * Returns: (transfer full): for gtk_widget_set_layout_manager ()
 */
GtkLayoutManager *cs_page_layout_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
