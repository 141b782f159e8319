/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-content.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsDifferenceView:
 *
 * What changed between two versions: a line that sums it up, words added (underlined) and removed (struck through) in
 * their text, pictures before and after, accounts, sources and settings in words. Colour only repeats what
 * lines and words say.
 */
#define CS_TYPE_DIFFERENCE_VIEW (cs_difference_view_get_type ())
G_DECLARE_FINAL_TYPE (CsDifferenceView, cs_difference_view, CS, DIFFERENCE_VIEW, AdwBin)

GtkWidget  *cs_difference_view_new (CsSession        *session) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_difference_view_set:
 * @before: (nullable): the older version; %NULL empties the view
 * @after: (nullable): the newer one
 *
 * Compares on another thread and then shows; both are copied. #CsDifferenceView:summary is notified when it is done.
 */
void        cs_difference_view_set          (CsDifferenceView *self,
                                             const CsContent  *before,
                                             const CsContent  *after);

/**
 * cs_difference_view_get_summary:
 *
 * Returns: (transfer none): "3 words added, 1 picture removed"; "" until it is known
 */
const char *cs_difference_view_get_summary  (CsDifferenceView *self);

/**
 * cs_difference_view_set_show_summary:
 *
 * Whether the view itself shows the summary line on top, which it does unless told otherwise.
 */
void        cs_difference_view_set_show_summary (CsDifferenceView *self,
                                                 gboolean          show);

/**
 * cs_difference_view_set_approved:
 * @approved: whether the person approved the older one: then its side is called so
 */
void        cs_difference_view_set_approved (CsDifferenceView *self,
                                             gboolean          approved);

/**
 * cs_difference_view_set_side_by_side:
 * @side_by_side: whether the older words stand beside the newer ones, in place of one text with both
 */
void        cs_difference_view_set_side_by_side (CsDifferenceView *self,
                                                 gboolean          side_by_side);

G_END_DECLS
