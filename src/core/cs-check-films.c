/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-check-films.h"

gboolean
cs_media_item_is_film (const CsMediaItem *item)
{
  return g_str_has_prefix (item->mime_type, "video/");
}

const CsDigest *
cs_media_item_get_shown (const CsMediaItem *item)
{
  return cs_media_item_is_film (item) ? &item->cover : &item->digest;
}

char *
cs_media_item_describe_film (const CsMediaItem *item)
{
  g_autofree char *duration = cs_film_format_duration (item->duration_ms);
  g_autofree char *size = g_format_size (item->n_bytes);
  g_autoptr(GString) languages = g_string_new (NULL);

  for (guint i = 0; i < item->subtitles->len; i++)
    g_string_append_printf (languages, "%s%s", i > 0 ? ", " : "", ((CsSubtitles *) g_ptr_array_index (item->subtitles, i))->language);

  if (item->subtitles->len > 0)
    /* Translators: length, width, height, size of a film, then codes of languages */
    return g_strdup_printf (_("Film, %s, %d × %d, %s, subtitles: %s"), duration, item->width, item->height, size, languages->str);

  /* Translators: length, width, height, size of a film */
  return g_strdup_printf (_("Film, %s, %d × %d, %s"), duration, item->width, item->height, size);
}

CsFilmFacts
cs_media_item_get_film_facts (const CsMediaItem *item,
                              CsNetworkKind      network)
{
  const CsRendition *rendition = cs_media_item_find_rendition (item, network);
  CsFilmFacts facts = { .duration_ms = item->duration_ms, .bytes = item->n_bytes, .width = item->width, .height = item->height, .has_audio = TRUE };

  if (rendition == NULL)
    return facts;

  facts.bytes = rendition->n_bytes;
  facts.width = rendition->width;
  facts.height = rendition->height;
  return facts;
}

static void
add (GArray         *checks,
     CsCheckKind     kind,
     guint           segment,
     guint           media,
     const CsTarget *target)
{
  CsCheck check = { kind, segment, media, target->account, 0 };

  g_array_append_val (checks, check);
}

static void
check_film (GArray          *checks,
            const CsSegment *segment,
            guint            position,
            guint            media,
            const CsTarget  *target)
{
  CsFilmFacts facts = cs_media_item_get_film_facts (cs_segment_get_media (segment, media), target->limits.network);
  CsFilmExcess excess = cs_film_limits_check (&target->film, &facts);

  if (excess & (CS_FILM_TOO_LONG | CS_FILM_TOO_SHORT))
    add (checks, CS_CHECK_FILM_CUT, position, media, target);
  else if (excess != CS_FILM_FITS)
    add (checks, CS_CHECK_FILM_FIT, position, media, target);
  if (segment->media->len > 1)
    add (checks, CS_CHECK_FILM_ALONE, position, media, target);
}

void
cs_check_films (GArray          *checks,
                const CsContent *content,
                GArray          *targets)
{
  g_autoptr(GPtrArray) parts = cs_content_list_parts (content);

  for (guint i = 0; i < targets->len; i++)
    {
      const CsTarget *target = &g_array_index (targets, CsTarget, i);
      GPtrArray *segments;
      guint part;

      if (!cs_content_has_account (content, target->account))
        continue;
      segments = cs_content_get_segments_for (content, target->account);
      for (guint j = 0; j < segments->len; j++)
        {
          const CsSegment *segment = g_ptr_array_index (segments, j);

          if (!g_ptr_array_find (parts, segment, &part))
            continue;

          for (guint k = 0; k < segment->media->len; k++)
            if (cs_media_item_is_film (cs_segment_get_media (segment, k)))
              check_film (checks, segment, part, k, target);
        }
    }
}
