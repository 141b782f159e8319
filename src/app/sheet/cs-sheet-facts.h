/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-comments-view.h"
#include "cs-replies.h"
#include "cs-session.h"
#include "cs-tick-list.h"

G_BEGIN_DECLS

/**
 * CsSheetFacts:
 *
 * The right of the sheet, in the order in which one needs it: when it goes out, what changed, checks and sources, the
 * chain, comments, the journal of the post; past review how publishing stands. Uses the actions of CsSheetView around it.
 */
#define CS_TYPE_SHEET_FACTS (cs_sheet_facts_get_type ())
G_DECLARE_FINAL_TYPE (CsSheetFacts, cs_sheet_facts, CS, SHEET_FACTS, AdwBin)

GtkWidget *cs_sheet_facts_new (CsSession         *session) G_GNUC_WARN_UNUSED_RESULT;
void       cs_sheet_facts_set                 (CsSheetFacts      *self,
                                               const CsSheetInfo *sheet);

/**
 * cs_sheet_facts_get_ticks:
 *
 * Returns: (transfer none): the points of the open stage
 */
CsTickList     *cs_sheet_facts_get_ticks    (CsSheetFacts     *self);

/**
 * cs_sheet_facts_get_comments:
 *
 * Returns: (transfer none): what colleagues say to each other
 */
CsCommentsView *cs_sheet_facts_get_comments (CsSheetFacts     *self);

/**
 * cs_sheet_facts_show_sources:
 *
 * Opens the list of sources; cs_sheet_facts_focus_sources() also brings it into view.
 */
void       cs_sheet_facts_show_sources        (CsSheetFacts      *self);
void       cs_sheet_facts_focus_sources       (CsSheetFacts      *self);

/**
 * cs_sheet_facts_set_spoken_of:
 * @anchor: (nullable): what the comment in hand speaks of: its source stands out
 */
void       cs_sheet_facts_set_spoken_of       (CsSheetFacts          *self,
                                               const CsCommentAnchor *anchor);

/**
 * cs_sheet_facts_get_source_list:
 *
 * Returns: (transfer none): as cs_sheet_sources_get_list()
 */
GtkWidget *cs_sheet_facts_get_source_list     (CsSheetFacts      *self);

/**
 * cs_sheet_facts_set_show_difference:
 *
 * Whether the changed words are shown below the line that sums them up: not while they are shown large.
 */
void       cs_sheet_facts_set_show_difference (CsSheetFacts      *self,
                                               gboolean           show);

G_END_DECLS
