/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-content.h"

#include <string.h>

#define EXCERPT_CHARACTERS 160

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
  content->variants = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_variant_free);

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
  for (guint i = 0; i < content->variants->len; i++)
    g_ptr_array_add (copy->variants, cs_variant_copy (cs_content_get_variant (content, i)));
  copy->numbered = content->numbered;
  copy->ai_made = content->ai_made;
  copy->replies_from = content->replies_from;
  copy->quotes_from = content->quotes_from;
  copy->amends = content->amends != NULL ? cs_amendment_copy (content->amends) : NULL;

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
  g_ptr_array_unref (content->variants);
  g_clear_pointer (&content->amends, cs_amendment_free);
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
find_account (const GArray *accounts,
              gint64        account)
{
  guint position = 0;

  while (position < accounts->len && g_array_index (accounts, gint64, position) < account)
    position++;

  return position;
}

static gboolean
has_account (const GArray *accounts,
             gint64        account)
{
  guint position = find_account (accounts, account);

  return position < accounts->len && g_array_index (accounts, gint64, position) == account;
}

gboolean
cs_content_has_account (const CsContent *content,
                        gint64           account)
{
  g_return_val_if_fail (content != NULL, FALSE);

  return has_account (content->accounts, account);
}

void
cs_content_add_account (CsContent *content,
                        gint64     account)
{
  g_return_if_fail (content != NULL);

  if (!cs_content_has_account (content, account))
    g_array_insert_val (content->accounts, find_account (content->accounts, account), account);
}

static int
compare_variants (gconstpointer one,
                  gconstpointer other)
{
  gint64 first = g_array_index ((*(CsVariant * const *) one)->accounts, gint64, 0);
  gint64 second = g_array_index ((*(CsVariant * const *) other)->accounts, gint64, 0);

  return first < second ? -1 : first > second;
}

/* Out of the variant that it is in: one that is left without accounts goes, the others keep the order of their first accounts. */
static void
leave_variant (CsContent *content,
               gint64     account)
{
  CsVariant *variant = cs_content_find_variant (content, account);

  if (variant == NULL)
    return;

  g_array_remove_index (variant->accounts, find_account (variant->accounts, account));
  if (variant->accounts->len == 0)
    g_ptr_array_remove (content->variants, variant);
  g_ptr_array_sort (content->variants, compare_variants);
}

void
cs_content_remove_account (CsContent *content,
                           gint64     account)
{
  g_return_if_fail (content != NULL);

  if (!cs_content_has_account (content, account))
    return;

  leave_variant (content, account);
  g_array_remove_index (content->accounts, find_account (content->accounts, account));
}

CsVariant *
cs_content_get_variant (const CsContent *content,
                        guint            position)
{
  g_return_val_if_fail (content != NULL && position < content->variants->len, NULL);

  return g_ptr_array_index (content->variants, position);
}

CsVariant *
cs_content_find_variant (const CsContent *content,
                         gint64           account)
{
  g_return_val_if_fail (content != NULL, NULL);

  for (guint i = 0; i < content->variants->len; i++)
    {
      CsVariant *variant = g_ptr_array_index (content->variants, i);

      if (has_account (variant->accounts, account))
        return variant;
    }

  return NULL;
}

CsVariant *
cs_content_set_variant (CsContent *content,
                        CsVariant *variant)
{
  g_autoptr(GArray) wanted = NULL;

  g_return_val_if_fail (content != NULL && variant != NULL, NULL);

  wanted = g_steal_pointer (&variant->accounts);
  variant->accounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < wanted->len; i++)
    {
      gint64 account = g_array_index (wanted, gint64, i);

      if (!cs_content_has_account (content, account) || has_account (variant->accounts, account))
        continue;
      leave_variant (content, account);
      g_array_insert_val (variant->accounts, find_account (variant->accounts, account), account);
    }
  if (variant->accounts->len == 0)
    {
      cs_variant_free (variant);
      return NULL;
    }
  g_ptr_array_add (content->variants, variant);
  g_ptr_array_sort (content->variants, compare_variants);

  return variant;
}

void
cs_content_remove_source (CsContent *content,
                          guint      position)
{
  g_autoptr(GPtrArray) parts = NULL;

  g_return_if_fail (content != NULL && position < content->sources->len);

  parts = cs_content_list_parts (content);
  g_ptr_array_remove_index (content->sources, position);
  for (guint i = 0; i < parts->len; i++)
    {
      CsSegment *segment = g_ptr_array_index (parts, i);

      for (guint j = segment->claims->len; j > 0; j--)
        {
          CsClaim *claim = g_ptr_array_index (segment->claims, j - 1);

          if (claim->source == position)
            g_ptr_array_remove_index (segment->claims, j - 1);
          else if (claim->source > position)
            claim->source--;
        }
    }
}

CsDigest
cs_content_digest (const CsContent *content)
{
  g_autofree char *canonical = cs_content_to_canonical (content);

  return cs_digest_of_bytes (canonical, strlen (canonical));
}

GPtrArray *
cs_content_get_segments_for (const CsContent *content,
                             gint64           account)
{
  const CsVariant *variant = cs_content_find_variant (content, account);

  return variant ? variant->segments : content->segments;
}

const char *
cs_content_get_language_for (const CsContent *content,
                             gint64           account)
{
  const CsVariant *variant = cs_content_find_variant (content, account);

  return variant && *variant->language ? variant->language : content->language;
}

char *
cs_content_get_outgoing_text (const CsContent *content,
                              gint64           account,
                              guint            segment)
{
  const GPtrArray *segments = cs_content_get_segments_for (content, account);
  const CsSegment *own;

  g_return_val_if_fail (segment < segments->len, NULL);

  own = g_ptr_array_index (segments, segment);
  if (!content->numbered || segments->len < 2)
    return g_strdup (own->text);

  return g_strdup_printf ("%s%s%u/%u", own->text, *own->text ? " " : "", segment + 1, segments->len);
}

GPtrArray *
cs_content_list_parts (const CsContent *content)
{
  GPtrArray *parts = g_ptr_array_new ();

  g_return_val_if_fail (content != NULL, parts);

  g_ptr_array_extend (parts, content->segments, NULL, NULL);
  for (guint i = 0; i < content->variants->len; i++)
    g_ptr_array_extend (parts, cs_content_get_variant (content, i)->segments, NULL, NULL);

  return parts;
}

guint
cs_content_count_parts (const CsContent *content)
{
  guint n;

  g_return_val_if_fail (content != NULL, 0);

  n = content->segments->len;
  for (guint i = 0; i < content->variants->len; i++)
    n += cs_content_get_variant (content, i)->segments->len;

  return n;
}

CsSegment *
cs_content_get_part (const CsContent *content,
                     guint            position)
{
  g_return_val_if_fail (content != NULL, NULL);

  if (position < content->segments->len)
    return g_ptr_array_index (content->segments, position);

  position -= content->segments->len;
  for (guint i = 0; i < content->variants->len; i++)
    {
      const GPtrArray *segments = cs_content_get_variant (content, i)->segments;

      if (position < segments->len)
        return g_ptr_array_index (segments, position);
      position -= segments->len;
    }

  g_return_val_if_reached (NULL);
}

static void
add_digest (GArray         *digests,
            const CsDigest *digest)
{
  if (cs_digest_is_none (digest))
    return;

  for (guint i = 0; i < digests->len; i++)
    if (cs_digest_equal (&g_array_index (digests, CsDigest, i), digest))
      return;
  g_array_append_val (digests, *digest);
}

static void
add_digests_of_item (GArray            *digests,
                     const CsMediaItem *item)
{
  add_digest (digests, &item->digest);
  add_digest (digests, &item->cover);
  for (guint i = 0; i < item->subtitles->len; i++)
    add_digest (digests, &((const CsSubtitles *) g_ptr_array_index (item->subtitles, i))->digest);
  for (guint i = 0; i < item->renditions->len; i++)
    add_digest (digests, &((const CsRendition *) g_ptr_array_index (item->renditions, i))->digest);
}

GArray *
cs_content_list_digests (const CsContent *content)
{
  GArray *digests = g_array_new (FALSE, FALSE, sizeof (CsDigest));
  g_autoptr(GPtrArray) parts = cs_content_list_parts (content);

  for (guint i = 0; i < parts->len; i++)
    {
      const CsSegment *segment = g_ptr_array_index (parts, i);

      for (guint j = 0; j < segment->media->len; j++)
        add_digests_of_item (digests, cs_segment_get_media (segment, j));
    }
  for (guint i = 0; i < content->sources->len; i++)
    add_digest (digests, &cs_content_get_source (content, i)->snapshot);

  return digests;
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

/* What a list shows of it: its words, or those by which a silent withdrawal is known. */
static const char *
get_first_words (const CsContent *content)
{
  const char *text = cs_content_get_segment (content, 0)->text;

  return *text == '\0' && content->amends != NULL ? content->amends->words : text;
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

  for (const char *at = get_first_words (content); *at; at = g_utf8_next_char (at))
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

gboolean
cs_content_is_silent (const CsContent *content)
{
  const CsSegment *segment;

  g_return_val_if_fail (content != NULL, FALSE);

  if (content->amends == NULL || content->amends->kind != CS_AMEND_WITHDRAWAL || content->segments->len != 1 || content->variants->len > 0)
    return FALSE;

  segment = cs_content_get_segment (content, 0);

  return *segment->text == '\0' && *segment->quote == '\0' && segment->media->len == 0 && segment->poll == NULL;
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

static void
append_segment_words (GString         *words,
                      const CsSegment *segment)
{
  append_words (words, segment->text);
  for (guint i = 0; segment->poll && i < segment->poll->options->len; i++)
    append_words (words, g_ptr_array_index (segment->poll->options, i));
  for (guint i = 0; i < segment->media->len; i++)
    {
      const CsMediaItem *item = cs_segment_get_media (segment, i);

      append_words (words, item->alt_text);
      if (item->chart != NULL)
        append_words (words, item->chart->title);
    }
}

char *
cs_content_search_text (const CsContent *content)
{
  GString *words = g_string_new (NULL);
  g_autoptr(GPtrArray) parts = NULL;

  g_return_val_if_fail (content != NULL, g_string_free (words, FALSE));

  parts = cs_content_list_parts (content);
  append_words (words, content->warning);
  for (guint i = 0; i < parts->len; i++)
    append_segment_words (words, g_ptr_array_index (parts, i));
  for (guint i = 0; i < content->sources->len; i++)
    {
      const CsSource *source = cs_content_get_source (content, i);

      append_words (words, source->publisher);
      append_words (words, source->title);
      append_words (words, source->number);
      append_words (words, source->date);
      append_words (words, source->address);
    }

  return g_string_free (words, FALSE);
}
