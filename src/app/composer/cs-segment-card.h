/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-attacher.h"
#include "cs-draft.h"
#include "cs-segment-extras.h"

G_BEGIN_DECLS

/**
 * CsSegmentCard:
 *
 * Where one segment is written: text, what is left of each account's length, pictures. In a thread a line above says which part it is.
 *
 * Signals: "edit-chart" (guint: position of the picture), "focused" (somebody works in it).
 */
#define CS_TYPE_SEGMENT_CARD (cs_segment_card_get_type ())
G_DECLARE_FINAL_TYPE (CsSegmentCard, cs_segment_card, CS, SEGMENT_CARD, AdwBin)

GtkWidget  *cs_segment_card_new (CsDraft       *draft,
                                 guint          segment);

/**
 * cs_segment_card_set_place:
 * @part: where its segment stands, as cs_draft_find_part() counts
 * @number: of the part in its thread, from 1
 * @total: how many parts its thread has
 * @variant: (nullable): the CsVariant that it belongs to, only to compare
 */
void        cs_segment_card_set_place     (CsSegmentCard *self,
                                           guint          part,
                                           guint          number,
                                           guint          total,
                                           gconstpointer  variant);
guint       cs_segment_card_get_part      (CsSegmentCard *self);

/**
 * cs_segment_card_get_shown:
 *
 * Returns: (transfer none): the segment it was filled from: only to compare, it may be gone
 */
gconstpointer cs_segment_card_get_shown   (CsSegmentCard *self);

/**
 * cs_segment_card_reload:
 *
 * Shows the segment's text and pictures anew, where they differ.
 */
void        cs_segment_card_reload        (CsSegmentCard *self);

/**
 * cs_segment_card_get_cursor:
 *
 * Returns: where the cursor stands, bytes of the text
 */
gsize       cs_segment_card_get_cursor    (CsSegmentCard *self);

/**
 * cs_segment_card_place_cursor:
 * @at: bytes of the text
 *
 * Puts cursor and focus there.
 */
void        cs_segment_card_place_cursor  (CsSegmentCard *self,
                                           gsize          at);

/**
 * cs_segment_card_add_extra:
 *
 * Begins a poll, a quote or an answer, and goes there.
 */
void        cs_segment_card_add_extra     (CsSegmentCard *self,
                                           CsExtra        extra);

/**
 * cs_segment_card_focus_extra:
 * @option: of a poll, from 0
 */
void        cs_segment_card_focus_extra   (CsSegmentCard *self,
                                           CsExtra        extra,
                                           guint          option);

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
