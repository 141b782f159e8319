/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-draft.h"

G_BEGIN_DECLS

/**
 * CsFilmPlace:
 *
 * Where a film stands in a draft. Nothing of the content is kept: it may have been replaced since.
 */
typedef struct
{
  CsDraft  *draft; /* owned */
  guint     part;
  CsDigest  film;
} CsFilmPlace;

void         cs_film_place_init  (CsFilmPlace       *place,
                                  const CsFilmPlace *from);
void         cs_film_place_clear (CsFilmPlace       *place);

/**
 * cs_film_place_find:
 *
 * Returns: (transfer none) (nullable): the film, or %NULL if it is gone from there
 */
CsMediaItem *cs_film_place_find  (const CsFilmPlace *place);

G_END_DECLS
