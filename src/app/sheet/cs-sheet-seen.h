/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CsSheetSeen:
 *
 * Whether a post has been on the screen whole: every text and every picture of it, from top to bottom, painted inside the
 * part that is scrolled into view. Nobody signs what he could not see: until then #CsSheetSeen:whole is %FALSE. Whether he
 * looked is his own affair; that it was there to look at is ours.
 */
#define CS_TYPE_SHEET_SEEN (cs_sheet_seen_get_type ())
G_DECLARE_FINAL_TYPE (CsSheetSeen, cs_sheet_seen, CS, SHEET_SEEN, GObject)

/**
 * cs_sheet_seen_new:
 * @scroller: that scrolls @content, and outlives this
 * @content: what has to be seen; what of it is not mapped need not be
 */
CsSheetSeen *cs_sheet_seen_new (GtkScrolledWindow *scroller,
                                GtkWidget         *content) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_sheet_seen_restart:
 *
 * Another content is shown: nothing of it has been seen.
 */
void         cs_sheet_seen_restart  (CsSheetSeen *self);

/**
 * cs_sheet_seen_look:
 *
 * Looks again once the next frames are painted: after something in the content was shown or hidden. Scrolling, resizing
 * and pictures that arrive are noticed without it.
 */
void         cs_sheet_seen_look     (CsSheetSeen *self);

/**
 * cs_sheet_seen_set_list:
 * @list: (nullable): below the same scroller: has to be seen too, also while it is not mapped
 *
 * Who unfolds @list calls cs_sheet_seen_look().
 */
void         cs_sheet_seen_set_list (CsSheetSeen *self,
                                     GtkWidget   *list);

/**
 * cs_sheet_seen_set_paused:
 * @paused: whether what is on the screen now does not count: it is not the whole of the post
 */
void         cs_sheet_seen_set_paused (CsSheetSeen *self,
                                       gboolean     paused);
gboolean     cs_sheet_seen_is_whole (CsSheetSeen *self);

/**
 * cs_sheet_seen_has_trouble:
 *
 * Whether a picture cannot be read, so that the whole can never be seen.
 */
gboolean     cs_sheet_seen_has_trouble (CsSheetSeen *self);

/**
 * cs_sheet_seen_go_on:
 *
 * Scrolls to the first piece that has not been on the screen.
 */
void         cs_sheet_seen_go_on    (CsSheetSeen *self);

G_END_DECLS
