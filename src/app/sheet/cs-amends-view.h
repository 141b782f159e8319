/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-replies.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsAmendsView:
 *
 * What a post corrects or withdraws and what corrects or withdraws it, each a click away; what was taken down and what was not; and the buttons that begin
 * either. Its buttons use the actions sheet.amend (s: nick of the kind), sheet.remove-again (x) and sheet.removed (x) of the page around it.
 */
#define CS_TYPE_AMENDS_VIEW (cs_amends_view_get_type ())
G_DECLARE_FINAL_TYPE (CsAmendsView, cs_amends_view, CS, AMENDS_VIEW, AdwBin)

GtkWidget *cs_amends_view_new (CsSession         *session) G_GNUC_WARN_UNUSED_RESULT;

/* Returns: whether there is anything to show */
gboolean   cs_amends_view_set (CsAmendsView      *self,
                               const CsSheetInfo *sheet);

G_END_DECLS
