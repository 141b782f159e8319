/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-content.h"

#define POLL_MINUTES (24 * 60)

static gpointer
copy_rendition (gconstpointer rendition,
                gpointer      unused G_GNUC_UNUSED)
{
  return cs_rendition_copy (rendition);
}

CsRendition *
cs_rendition_copy (const CsRendition *rendition)
{
  CsRendition *copy;

  g_return_val_if_fail (rendition != NULL, NULL);

  copy = g_new (CsRendition, 1);
  *copy = *rendition;
  copy->mime_type = g_strdup (rendition->mime_type);

  return copy;
}

void
cs_rendition_free (CsRendition *rendition)
{
  if (rendition == NULL)
    return;

  g_free (rendition->mime_type);
  g_free (rendition);
}

static gpointer
copy_subtitles (gconstpointer subtitles,
                gpointer      unused G_GNUC_UNUSED)
{
  const CsSubtitles *from = subtitles;

  return cs_subtitles_new (from->language, &from->digest);
}

CsSubtitles *
cs_subtitles_new (const char     *language,
                  const CsDigest *digest)
{
  CsSubtitles *subtitles = g_new0 (CsSubtitles, 1);

  g_return_val_if_fail (language != NULL && digest != NULL, subtitles);

  subtitles->language = g_strdup (language);
  subtitles->digest = *digest;

  return subtitles;
}

void
cs_subtitles_free (CsSubtitles *subtitles)
{
  if (subtitles == NULL)
    return;

  g_free (subtitles->language);
  g_free (subtitles);
}

CsMediaItem *
cs_media_item_new (void)
{
  CsMediaItem *item = g_new0 (CsMediaItem, 1);

  item->mime_type = g_strdup ("image/png");
  item->alt_text = g_strdup ("");
  item->subtitles = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_subtitles_free);
  item->renditions = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_rendition_free);
  item->author = g_strdup ("");
  item->licence = g_strdup ("");
  item->licence_until = g_strdup ("");
  item->consent = g_strdup ("");
  item->map_number = g_strdup ("");

  return item;
}

CsMediaItem *
cs_media_item_copy (const CsMediaItem *item)
{
  CsMediaItem *copy;

  g_return_val_if_fail (item != NULL, NULL);

  copy = g_new (CsMediaItem, 1);
  *copy = *item;
  copy->mime_type = g_strdup (item->mime_type);
  copy->alt_text = g_strdup (item->alt_text);
  copy->chart = item->chart ? cs_chart_copy (item->chart) : NULL;
  copy->poster = item->poster ? cs_poster_copy (item->poster) : NULL;
  copy->subtitles = g_ptr_array_copy (item->subtitles, copy_subtitles, NULL);
  g_ptr_array_set_free_func (copy->subtitles, (GDestroyNotify) cs_subtitles_free);
  copy->renditions = g_ptr_array_copy (item->renditions, copy_rendition, NULL);
  g_ptr_array_set_free_func (copy->renditions, (GDestroyNotify) cs_rendition_free);
  copy->author = g_strdup (item->author);
  copy->licence = g_strdup (item->licence);
  copy->licence_until = g_strdup (item->licence_until);
  copy->consent = g_strdup (item->consent);
  copy->map_number = g_strdup (item->map_number);

  return copy;
}

void
cs_media_item_free (CsMediaItem *item)
{
  if (item == NULL)
    return;

  g_free (item->mime_type);
  g_free (item->alt_text);
  g_clear_pointer (&item->chart, cs_chart_free);
  g_clear_pointer (&item->poster, cs_poster_free);
  g_ptr_array_unref (item->subtitles);
  g_ptr_array_unref (item->renditions);
  g_free (item->author);
  g_free (item->licence);
  g_free (item->licence_until);
  g_free (item->consent);
  g_free (item->map_number);
  g_free (item);
}

const CsRendition *
cs_media_item_find_rendition (const CsMediaItem *item,
                              CsNetworkKind      network)
{
  g_return_val_if_fail (item != NULL, NULL);

  for (guint i = 0; i < item->renditions->len; i++)
    {
      const CsRendition *rendition = g_ptr_array_index (item->renditions, i);

      if (rendition->network == network)
        return rendition;
    }

  return NULL;
}

CsPoll *
cs_poll_new (void)
{
  CsPoll *poll = g_new0 (CsPoll, 1);

  poll->options = g_ptr_array_new_with_free_func (g_free);
  poll->minutes = POLL_MINUTES;

  return poll;
}

CsPoll *
cs_poll_copy (const CsPoll *poll)
{
  CsPoll *copy;

  g_return_val_if_fail (poll != NULL, NULL);

  copy = cs_poll_new ();
  copy->minutes = poll->minutes;
  copy->multiple = poll->multiple;
  for (guint i = 0; i < poll->options->len; i++)
    g_ptr_array_add (copy->options, g_strdup (g_ptr_array_index (poll->options, i)));

  return copy;
}

void
cs_poll_free (CsPoll *poll)
{
  if (poll == NULL)
    return;

  g_ptr_array_unref (poll->options);
  g_free (poll);
}

CsClaim *
cs_claim_new (const char *words,
              guint       source)
{
  CsClaim *claim = g_new0 (CsClaim, 1);

  claim->words = g_strdup (words ? words : "");
  claim->source = source;

  return claim;
}

void
cs_claim_free (CsClaim *claim)
{
  if (claim == NULL)
    return;

  g_free (claim->words);
  g_free (claim);
}

CsSegment *
cs_segment_new (void)
{
  CsSegment *segment = g_new0 (CsSegment, 1);

  segment->text = g_strdup ("");
  segment->media = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_media_item_free);
  segment->claims = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_claim_free);
  segment->quote = g_strdup ("");
  segment->reply_to = g_strdup ("");

  return segment;
}

CsSegment *
cs_segment_copy (const CsSegment *segment)
{
  CsSegment *copy;

  g_return_val_if_fail (segment != NULL, NULL);

  copy = g_new0 (CsSegment, 1);
  copy->text = g_strdup (segment->text);
  copy->media = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_media_item_free);
  for (guint i = 0; i < segment->media->len; i++)
    g_ptr_array_add (copy->media, cs_media_item_copy (cs_segment_get_media (segment, i)));
  copy->poll = segment->poll ? cs_poll_copy (segment->poll) : NULL;
  copy->claims = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_claim_free);
  for (guint i = 0; i < segment->claims->len; i++)
    {
      const CsClaim *claim = g_ptr_array_index (segment->claims, i);

      g_ptr_array_add (copy->claims, cs_claim_new (claim->words, claim->source));
    }
  copy->quote = g_strdup (segment->quote);
  copy->reply_to = g_strdup (segment->reply_to);

  return copy;
}

void
cs_segment_free (CsSegment *segment)
{
  if (segment == NULL)
    return;

  g_free (segment->text);
  g_ptr_array_unref (segment->media);
  g_clear_pointer (&segment->poll, cs_poll_free);
  g_ptr_array_unref (segment->claims);
  g_free (segment->quote);
  g_free (segment->reply_to);
  g_free (segment);
}

CsSource *
cs_source_new (const char *publisher,
               const char *title,
               const char *date,
               const char *address)
{
  CsSource *source = g_new0 (CsSource, 1);

  source->publisher = g_strdup (publisher ? publisher : "");
  source->title = g_strdup (title ? title : "");
  source->date = g_strdup (date ? date : "");
  source->address = g_strdup (address ? address : "");
  source->number = g_strdup ("");
  source->page = g_strdup ("");
  source->note = g_strdup ("");
  source->until = g_strdup ("");

  return source;
}

CsSource *
cs_source_copy (const CsSource *source)
{
  CsSource *copy;

  g_return_val_if_fail (source != NULL, NULL);

  copy = g_new (CsSource, 1);
  *copy = *source;
  copy->publisher = g_strdup (source->publisher);
  copy->title = g_strdup (source->title);
  copy->date = g_strdup (source->date);
  copy->address = g_strdup (source->address);
  copy->number = g_strdup (source->number);
  copy->page = g_strdup (source->page);
  copy->note = g_strdup (source->note);
  copy->until = g_strdup (source->until);

  return copy;
}

void
cs_source_free (CsSource *source)
{
  if (source == NULL)
    return;

  g_free (source->publisher);
  g_free (source->title);
  g_free (source->date);
  g_free (source->address);
  g_free (source->number);
  g_free (source->page);
  g_free (source->note);
  g_free (source->until);
  g_free (source);
}

CsVariant *
cs_variant_new (void)
{
  CsVariant *variant = g_new0 (CsVariant, 1);

  variant->accounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  variant->language = g_strdup ("");
  variant->segments = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_segment_free);
  g_ptr_array_add (variant->segments, cs_segment_new ());

  return variant;
}

CsVariant *
cs_variant_copy (const CsVariant *variant)
{
  CsVariant *copy;

  g_return_val_if_fail (variant != NULL, NULL);

  copy = g_new0 (CsVariant, 1);
  copy->accounts = g_array_copy (variant->accounts);
  copy->language = g_strdup (variant->language);
  copy->base = variant->base;
  copy->segments = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_segment_free);
  for (guint i = 0; i < variant->segments->len; i++)
    g_ptr_array_add (copy->segments, cs_segment_copy (g_ptr_array_index (variant->segments, i)));

  return copy;
}

void
cs_variant_free (CsVariant *variant)
{
  if (variant == NULL)
    return;

  g_array_unref (variant->accounts);
  g_free (variant->language);
  g_ptr_array_unref (variant->segments);
  g_free (variant);
}
