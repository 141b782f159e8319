/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-replies.h"

G_BEGIN_DECLS

/**
 * CsChainView:
 *
 * The stages of a post one under another: who decided what, when and why, and who is next. What no longer counts
 * stays readable, struck through, with the reason.
 */
#define CS_TYPE_CHAIN_VIEW (cs_chain_view_get_type ())
G_DECLARE_FINAL_TYPE (CsChainView, cs_chain_view, CS, CHAIN_VIEW, AdwBin)

GtkWidget *cs_chain_view_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_chain_view_set:
 * @sheet: whose stages and decisions are shown; not kept
 * @zone: IANA name of the zone in which times are given
 */
void       cs_chain_view_set (CsChainView       *self,
                              const CsSheetInfo *sheet,
                              const char        *zone);

G_END_DECLS
