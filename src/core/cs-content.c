/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-content.h"

#include <string.h>

#define EXCERPT_CHARACTERS 160

CsMediaItem *
cs_media_item_new (void)
{
  CsMediaItem *item = g_new0 (CsMediaItem, 1);

  item->mime_type = g_strdup ("image/png");
  item->alt_text = g_strdup ("");

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
  g_free (item);
}

CsSegment *
cs_segment_new (void)
{
  CsSegment *segment = g_new0 (CsSegment, 1);

  segment->text = g_strdup ("");
  segment->media = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_media_item_free);

  return segment;
}

CsSegment *
cs_segment_copy (const CsSegment *segment)
{
  CsSegment *copy;

  g_return_val_if_fail (segment != NULL, NULL);

  copy = cs_segment_new ();
  g_free (copy->text);
  copy->text = g_strdup (segment->text);
  for (guint i = 0; i < segment->media->len; i++)
    g_ptr_array_add (copy->media, cs_media_item_copy (cs_segment_get_media (segment, i)));

  return copy;
}

void
cs_segment_free (CsSegment *segment)
{
  if (segment == NULL)
    return;

  g_free (segment->text);
  g_ptr_array_unref (segment->media);
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

  return source;
}

CsSource *
cs_source_copy (const CsSource *source)
{
  g_return_val_if_fail (source != NULL, NULL);

  return cs_source_new (source->publisher, source->title, source->date, source->address);
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
  g_free (source);
}

CsContent *
cs_content_new (void)
{
  CsContent *content = g_new0 (CsContent, 1);

  content->segments = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_segment_free);
  g_ptr_array_add (content->segments, cs_segment_new ());
  content->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_source_free);
  content->accounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  content->language = g_strdup ("en");
  content->warning = g_strdup ("");
  content->visibility = CS_VISIBILITY_PUBLIC;

  return content;
}

CsContent *
cs_content_copy (const CsContent *content)
{
  CsContent *copy;

  g_return_val_if_fail (content != NULL, NULL);

  copy = cs_content_new ();
  g_ptr_array_set_size (copy->segments, 0);
  for (guint i = 0; i < content->segments->len; i++)
    g_ptr_array_add (copy->segments, cs_segment_copy (cs_content_get_segment (content, i)));
  for (guint i = 0; i < content->sources->len; i++)
    g_ptr_array_add (copy->sources, cs_source_copy (cs_content_get_source (content, i)));
  if (content->accounts->len > 0)
    g_array_append_vals (copy->accounts, content->accounts->data, content->accounts->len);
  g_free (copy->language);
  copy->language = g_strdup (content->language);
  g_free (copy->warning);
  copy->warning = g_strdup (content->warning);
  copy->visibility = content->visibility;

  return copy;
}

void
cs_content_free (CsContent *content)
{
  if (content == NULL)
    return;

  g_ptr_array_unref (content->segments);
  g_ptr_array_unref (content->sources);
  g_array_unref (content->accounts);
  g_free (content->language);
  g_free (content->warning);
  g_free (content);
}

CsSegment *
cs_content_get_segment (const CsContent *content,
                        guint            position)
{
  g_return_val_if_fail (content != NULL && position < content->segments->len, NULL);

  return g_ptr_array_index (content->segments, position);
}

CsMediaItem *
cs_segment_get_media (const CsSegment *segment,
                      guint            position)
{
  g_return_val_if_fail (segment != NULL && position < segment->media->len, NULL);

  return g_ptr_array_index (segment->media, position);
}

CsSource *
cs_content_get_source (const CsContent *content,
                       guint            position)
{
  g_return_val_if_fail (content != NULL && position < content->sources->len, NULL);

  return g_ptr_array_index (content->sources, position);
}

/* The place of the first account that is not below @account. */
static guint
find_account (const CsContent *content,
              gint64           account)
{
  guint position = 0;

  while (position < content->accounts->len &&
         g_array_index (content->accounts, gint64, position) < account)
    position++;

  return position;
}

gboolean
cs_content_has_account (const CsContent *content,
                        gint64           account)
{
  guint position;

  g_return_val_if_fail (content != NULL, FALSE);

  position = find_account (content, account);

  return position < content->accounts->len &&
         g_array_index (content->accounts, gint64, position) == account;
}

void
cs_content_add_account (CsContent *content,
                        gint64     account)
{
  g_return_if_fail (content != NULL);

  if (!cs_content_has_account (content, account))
    g_array_insert_val (content->accounts, find_account (content, account), account);
}

void
cs_content_remove_account (CsContent *content,
                           gint64     account)
{
  g_return_if_fail (content != NULL);

  if (cs_content_has_account (content, account))
    g_array_remove_index (content->accounts, find_account (content, account));
}

CsDigest
cs_content_digest (const CsContent *content)
{
  g_autofree char *canonical = cs_content_to_canonical (content);

  return cs_digest_of_bytes (canonical, strlen (canonical));
}

/* Ends a text that goes on: behind its last whole word, where one is near. */
static void
cut_excerpt (GString *excerpt)
{
  const char *gap = strrchr (excerpt->str, ' ');

  if (gap && excerpt->str + excerpt->len - gap < 30)
    g_string_truncate (excerpt, (gsize) (gap - excerpt->str));
  g_string_append (excerpt, "…");
}

char *
cs_content_excerpt (const CsContent *content)
{
  GString *excerpt = g_string_new (NULL);
  gboolean gap = FALSE;
  guint n_characters = 0;

  g_return_val_if_fail (content != NULL, g_string_free (excerpt, FALSE));

  if (content->segments->len == 0)
    return g_string_free (excerpt, FALSE);

  for (const char *at = cs_content_get_segment (content, 0)->text; *at; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (g_unichar_isspace (character))
        {
          gap = excerpt->len > 0;
          continue;
        }
      if (n_characters + gap >= EXCERPT_CHARACTERS)
        {
          cut_excerpt (excerpt);
          break;
        }
      if (gap)
        g_string_append_c (excerpt, ' ');
      g_string_append_unichar (excerpt, character);
      n_characters += 1 + gap;
      gap = FALSE;
    }

  return g_string_free (excerpt, FALSE);
}

static void
append_words (GString    *words,
              const char *text)
{
  if (*text == '\0')
    return;

  if (words->len > 0)
    g_string_append_c (words, '\n');
  g_string_append (words, text);
}

char *
cs_content_search_text (const CsContent *content)
{
  GString *words = g_string_new (NULL);

  g_return_val_if_fail (content != NULL, g_string_free (words, FALSE));

  append_words (words, content->warning);
  for (guint i = 0; i < content->segments->len; i++)
    {
      const CsSegment *segment = cs_content_get_segment (content, i);

      append_words (words, segment->text);
      for (guint j = 0; j < segment->media->len; j++)
        {
          const CsMediaItem *item = cs_segment_get_media (segment, j);

          append_words (words, item->alt_text);
          if (item->chart != NULL)
            append_words (words, item->chart->title);
        }
    }
  for (guint i = 0; i < content->sources->len; i++)
    {
      const CsSource *source = cs_content_get_source (content, i);

      append_words (words, source->publisher);
      append_words (words, source->title);
      append_words (words, source->date);
      append_words (words, source->address);
    }

  return g_string_free (words, FALSE);
}
