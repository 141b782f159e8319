/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CsFindBar:
 *
 * Finds and replaces words in all parts of a post. Replacing goes through the text views' buffers, so that each part's undo takes it back.
 */
#define CS_TYPE_FIND_BAR (cs_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (CsFindBar, cs_find_bar, CS, FIND_BAR, AdwBin)

GtkWidget *cs_find_bar_new (void);

/**
 * cs_find_bar_set_views:
 * @views: (element-type GtkTextView): in their order; the array is copied, the views are watched
 */
void       cs_find_bar_set_views (CsFindBar *self,
                                  GPtrArray *views);

/**
 * cs_find_bar_open:
 * @replace: whether there is a field for other words
 *
 * Takes up the selected words of the view that has the focus.
 */
void       cs_find_bar_open      (CsFindBar *self,
                                  gboolean   replace);

G_END_DECLS
