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

/**
 * cs_preview_text_find_shown:
 * @text: as written
 * @position: in @text, bytes
 *
 * Returns: where that stands in what cs_preview_text() shows, bytes; the beginning of a link or mention for a place within one
 */
gsize cs_preview_text_find_shown   (const char        *text,
                                    CsNetworkKind      network,
                                    gsize              position);

/**
 * cs_preview_text_find_written:
 * @position: in what cs_preview_text() shows, bytes
 * @end: whether it is the end of a selection: then the end of a link or mention that it falls into is meant
 *
 * Returns: where that stands in @text, bytes
 */
gsize cs_preview_text_find_written (const char        *text,
                                    CsNetworkKind      network,
                                    gsize              position,
                                    gboolean           end);

G_END_DECLS
