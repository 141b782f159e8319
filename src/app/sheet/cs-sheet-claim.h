/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsSheetClaim:
 *
 * The line that says who is on a post and until when, with the button to be on it oneself or to leave it to others. It goes
 * by itself when its time is over. Who is on it is information, and stops nobody. Uses the actions of CsSheetView around it.
 */
#define CS_TYPE_SHEET_CLAIM (cs_sheet_claim_get_type ())
G_DECLARE_FINAL_TYPE (CsSheetClaim, cs_sheet_claim, CS, SHEET_CLAIM, GtkBox)

GtkWidget *cs_sheet_claim_new (CsSession         *session) G_GNUC_WARN_UNUSED_RESULT;
void       cs_sheet_claim_set (CsSheetClaim      *self,
                               const CsSheetInfo *sheet);

G_END_DECLS
