/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-replies.h"

G_BEGIN_DECLS

/**
 * CsSheetReschedule:
 *
 * A new release time for a post, chosen in place. Hidden where one may not; open from the start for a post whose time
 * has passed. Uses the action sheet.reschedule ((bxs): at a time or at once, when, zone) of the page around it.
 */
#define CS_TYPE_SHEET_RESCHEDULE (cs_sheet_reschedule_get_type ())
G_DECLARE_FINAL_TYPE (CsSheetReschedule, cs_sheet_reschedule, CS, SHEET_RESCHEDULE, AdwBin)

GtkWidget *cs_sheet_reschedule_new (void) G_GNUC_WARN_UNUSED_RESULT;
void       cs_sheet_reschedule_set (CsSheetReschedule *self,
                                    const CsSheetInfo *sheet);

G_END_DECLS
