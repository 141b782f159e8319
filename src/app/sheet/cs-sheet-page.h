/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsSheetPage:
 *
 * One sheet for a person with three minutes: the post as it will look, what changed, its sources, the chain, and the
 * decision. After a decision the next waiting post slides in. Past review the same page shows how publishing goes.
 */
#define CS_TYPE_SHEET_PAGE (cs_sheet_page_get_type ())
G_DECLARE_FINAL_TYPE (CsSheetPage, cs_sheet_page, CS, SHEET_PAGE, AdwBin)

GtkWidget *cs_sheet_page_new (CsSession   *session,
                              gint64       post) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_sheet_page_get_post:
 *
 * Returns: id of the post that is shown; 0 where nothing is left to decide
 */
gint64     cs_sheet_page_get_post (CsSheetPage *self);

/**
 * cs_sheet_page_open:
 *
 * Shows another post in the same page.
 */
void       cs_sheet_page_open     (CsSheetPage *self,
                                   gint64       post);

G_END_DECLS
