/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-film-place.h"

void
cs_film_place_init (CsFilmPlace       *place,
                    const CsFilmPlace *from)
{
  *place = *from;
  g_object_ref (place->draft);
}

void
cs_film_place_clear (CsFilmPlace *place)
{
  g_clear_object (&place->draft);
}

CsMediaItem *
cs_film_place_find (const CsFilmPlace *place)
{
  CsSegment *segment = place->draft ? cs_draft_find_part (place->draft, place->part) : NULL;

  for (guint i = 0; segment && i < segment->media->len; i++)
    {
      CsMediaItem *item = cs_segment_get_media (segment, i);

      if (cs_digest_equal (&item->digest, &place->film))
        return item;
    }

  return NULL;
}
