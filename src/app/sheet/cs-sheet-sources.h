/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-content.h"

G_BEGIN_DECLS

/**
 * CsSheetSources:
 *
 * The sources of a post behind an expander, each with its address and a button to comment on it. Uses the actions of
 * CsSheetView around it.
 */
#define CS_TYPE_SHEET_SOURCES (cs_sheet_sources_get_type ())
G_DECLARE_FINAL_TYPE (CsSheetSources, cs_sheet_sources, CS, SHEET_SOURCES, AdwBin)

GtkWidget *cs_sheet_sources_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_sheet_sources_set:
 * @open: whether they are shown at once where they are new: who decides has to see them
 *
 * Nothing is built anew where the sources are those that are shown already.
 */
void       cs_sheet_sources_set         (CsSheetSources  *self,
                                         const CsContent *content,
                                         gboolean         may_comment,
                                         gboolean         open);
void       cs_sheet_sources_open        (CsSheetSources  *self);

/**
 * cs_sheet_sources_get_list:
 *
 * Returns: (transfer none): what has to be seen; mapped while it is open, with a child for each source
 */
GtkWidget *cs_sheet_sources_get_list    (CsSheetSources  *self);

/**
 * cs_sheet_sources_set_spoken_of:
 * @position: the source that the comment in hand speaks of; -1 = none
 */
void       cs_sheet_sources_set_spoken_of (CsSheetSources *self,
                                           int             position);

G_END_DECLS
