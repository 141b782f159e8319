/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-replies.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsPublicationsView:
 *
 * How publishing stands, piece by piece: account, state, link, what went wrong and what one can do. Its buttons use the
 * actions sheet.retry (x), sheet.finish (x), sheet.look (x), sheet.amend (s) and sheet.resolve ((xb)) of the page around it.
 */
#define CS_TYPE_PUBLICATIONS_VIEW (cs_publications_view_get_type ())
G_DECLARE_FINAL_TYPE (CsPublicationsView, cs_publications_view, CS, PUBLICATIONS_VIEW, AdwBin)

GtkWidget *cs_publications_view_new (CsSession          *session) G_GNUC_WARN_UNUSED_RESULT;
void       cs_publications_view_set (CsPublicationsView *self,
                                     const CsSheetInfo  *sheet);

G_END_DECLS
