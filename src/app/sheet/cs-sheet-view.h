/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-replies.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsSheetView:
 *
 * One post on a sheet, with its bar: loads itself, stays fresh while the office changes, and has the actions sheet.*.
 *
 * CsSheetView::decided (CsVerdict verdict): the person decided, and it is stored. cs_sheet_view_get_decided() is the
 * sheet on which he did.
 */
#define CS_TYPE_SHEET_VIEW (cs_sheet_view_get_type ())
G_DECLARE_FINAL_TYPE (CsSheetView, cs_sheet_view, CS, SHEET_VIEW, AdwBin)

GtkWidget         *cs_sheet_view_new (CsSession   *session,
                                      gint64       post) G_GNUC_WARN_UNUSED_RESULT;
gint64             cs_sheet_view_get_post    (CsSheetView *self);

/**
 * cs_sheet_view_get_sheet:
 *
 * Returns: (transfer none) (nullable): what is shown; %NULL until it is loaded
 */
const CsSheetInfo *cs_sheet_view_get_sheet   (CsSheetView *self);

/**
 * cs_sheet_view_get_decided:
 *
 * Returns: (transfer none) (nullable): the sheet as it was when the person decided
 */
const CsSheetInfo *cs_sheet_view_get_decided (CsSheetView *self);

/**
 * cs_sheet_view_get_principal:
 *
 * Returns: (transfer none) (nullable): in whose name the person decided; %NULL = his own
 */
const char        *cs_sheet_view_get_principal (CsSheetView *self);

/**
 * cs_sheet_view_get_to_stage:
 *
 * Returns: (transfer none) (nullable): title of the stage to which he returned it; %NULL = to who wrote it
 */
const char        *cs_sheet_view_get_to_stage (CsSheetView *self);

/**
 * cs_sheet_view_take_focus:
 *
 * Puts the focus where the keys of the page work and the arrow keys scroll.
 */
void               cs_sheet_view_take_focus  (CsSheetView *self);

G_END_DECLS
