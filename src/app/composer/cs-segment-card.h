/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-attacher.h"
#include "cs-draft.h"

G_BEGIN_DECLS

/**
 * CsSegmentCard:
 *
 * Where one segment is written: text, what is left of each account's length, pictures. Signal "edit-chart" (guint: position of the picture).
 */
#define CS_TYPE_SEGMENT_CARD (cs_segment_card_get_type ())
G_DECLARE_FINAL_TYPE (CsSegmentCard, cs_segment_card, CS, SEGMENT_CARD, AdwBin)

GtkWidget  *cs_segment_card_new (CsDraft       *draft,
                                 guint          segment);

/**
 * cs_segment_card_count:
 *
 * Shows anew how much each account has left and what is too much; called at each change of text or accounts.
 */
void        cs_segment_card_count         (CsSegmentCard *self);
void        cs_segment_card_focus_text    (CsSegmentCard *self);

/**
 * cs_segment_card_focus_excess:
 *
 * Puts the cursor where the text begins to be too long.
 */
void        cs_segment_card_focus_excess  (CsSegmentCard *self);
void        cs_segment_card_focus_alt     (CsSegmentCard *self,
                                           guint          media);
CsAttacher *cs_segment_card_get_attacher  (CsSegmentCard *self);
GtkTextView *cs_segment_card_get_text_view (CsSegmentCard *self);

G_END_DECLS
