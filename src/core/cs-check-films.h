/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-checks.h"

G_BEGIN_DECLS

/**
 * cs_check_films:
 * @checks: (element-type CsCheck): what is missing is added here
 * @targets: (element-type CsTarget)
 *
 * Whether each film can go to each account as it is, or as what was made of it for that network.
 */
void         cs_check_films       (GArray             *checks,
                                   const CsContent    *content,
                                   GArray             *targets);

/**
 * cs_media_item_is_film:
 */
gboolean     cs_media_item_is_film (const CsMediaItem *item);

/**
 * cs_media_item_get_shown:
 *
 * Returns: (transfer none): digest of what is shown of it where nothing plays: the picture, or a film's cover (which may be none)
 */
const CsDigest *cs_media_item_get_shown (const CsMediaItem *item);

/**
 * cs_media_item_describe_film:
 *
 * Returns: (transfer full): “Film, 0:12, 640 × 360, 3.4 MB, subtitles: en, zh”
 */
char        *cs_media_item_describe_film (const CsMediaItem *item) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_media_item_get_film_facts:
 * @network: what goes there: a rendition where there is one
 *
 * Returns: as far as the content tells them
 */
CsFilmFacts  cs_media_item_get_film_facts (const CsMediaItem *item,
                                           CsNetworkKind      network);

G_END_DECLS
