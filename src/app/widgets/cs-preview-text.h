/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

#include "cs-enums.h"

G_BEGIN_DECLS

/**
 * cs_preview_text:
 * @text: as written
 * @accent: of links, mentions and hashtags
 * @attributes: (out) (transfer full): colours for the returned text
 *
 * The text as @network shows it: links without their scheme and shortened, mentions without the server where the network does so.
 *
 * Returns: (transfer full): what to show
 */
char *cs_preview_text (const char        *text,
                       CsNetworkKind      network,
                       const PangoColor  *accent,
                       PangoAttrList    **attributes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
