/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-post-item.h"
#include "cs-post-line-look.h"

G_BEGIN_DECLS

/**
 * CsPostLine:
 *
 * One post in a list of up to a million: what CsPostRow shows with one line of text, but drawn by one widget of a fixed height, and laid out only when in sight.
 */
#define CS_TYPE_POST_LINE (cs_post_line_get_type ())
G_DECLARE_FINAL_TYPE (CsPostLine, cs_post_line, CS, POST_LINE, GtkWidget)

GtkWidget *cs_post_line_new (CsPostLineLook *look);

/**
 * cs_post_line_set_item:
 * @item: (nullable): to be called again when it is loaded
 *
 * Names the row of the list too.
 */
void       cs_post_line_set_item        (CsPostLine     *self,
                                         CsPostItem     *item);

/**
 * cs_post_line_set_shown:
 * @shown: whether it is in sight; else it draws nothing
 *
 * Returns: whether that is new
 */
gboolean   cs_post_line_set_shown       (CsPostLine     *self,
                                         gboolean        shown);

/**
 * cs_post_line_show_thumbnails:
 *
 * Reads and shows them if the line is in sight.
 */
void       cs_post_line_show_thumbnails (CsPostLine     *self);

/**
 * cs_post_line_refresh:
 *
 * Lays out and draws anew: time has passed, or letters and colours have changed.
 */
void       cs_post_line_refresh         (CsPostLine     *self);

G_END_DECLS
