/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-canonical.h"
#include "cs-content-private.h"

void
cs_write_text (GString    *json,
               const char *name,
               const char *text)
{
  g_string_append (json, name);
  cs_canonical_append_text (json, text);
}

void
cs_write_text_if_set (GString    *json,
                      const char *name,
                      const char *text)
{
  if (*text != '\0')
    cs_write_text (json, name, text);
}

void
cs_write_digest_if_set (GString        *json,
                        const char     *name,
                        const CsDigest *digest)
{
  g_autofree char *hex = NULL;

  if (cs_digest_is_none (digest))
    return;

  hex = cs_digest_to_hex (digest);
  cs_write_text (json, name, hex);
}

static void
write_accounts (GString      *json,
                const GArray *accounts)
{
  g_string_append (json, "\"accounts\":[");
  for (guint i = 0; i < accounts->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", g_array_index (accounts, gint64, i));
  g_string_append_c (json, ']');
}

static void
write_poll (GString      *json,
            const CsPoll *poll)
{
  g_string_append_printf (json, ",\"poll\":{\"minutes\":%u%s,\"options\":[", poll->minutes,
                          poll->multiple ? ",\"multiple\":true" : "");
  for (guint i = 0; i < poll->options->len; i++)
    cs_write_text (json, i > 0 ? "," : "", g_ptr_array_index (poll->options, i));
  g_string_append (json, "]}");
}

void
cs_segment_write (GString         *json,
                  const CsSegment *segment)
{
  g_string_append_c (json, '{');
  for (guint i = 0; i < segment->claims->len; i++)
    {
      const CsClaim *claim = g_ptr_array_index (segment->claims, i);

      g_string_append_printf (json, "%s{\"source\":%u", i > 0 ? "," : "\"claims\":[", claim->source);
      cs_write_text (json, ",\"words\":", claim->words);
      g_string_append_c (json, '}');
    }
  g_string_append (json, segment->claims->len > 0 ? "],\"media\":[" : "\"media\":[");
  for (guint i = 0; i < segment->media->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      cs_media_item_write (json, cs_segment_get_media (segment, i));
    }
  g_string_append_c (json, ']');
  if (segment->poll != NULL)
    write_poll (json, segment->poll);
  cs_write_text_if_set (json, ",\"quote\":", segment->quote);
  cs_write_text_if_set (json, ",\"reply_to\":", segment->reply_to);
  cs_write_text (json, ",\"text\":", segment->text);
  g_string_append_c (json, '}');
}

static void
write_segments (GString         *json,
                const GPtrArray *segments)
{
  g_string_append (json, ",\"segments\":[");
  for (guint i = 0; i < segments->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      cs_segment_write (json, g_ptr_array_index (segments, i));
    }
  g_string_append_c (json, ']');
}

static void
write_source (GString        *json,
              const CsSource *source)
{
  cs_write_text (json, "{\"address\":", source->address);
  if (source->card != 0)
    g_string_append_printf (json, ",\"card\":%" G_GINT64_FORMAT, source->card);
  cs_write_text (json, ",\"date\":", source->date);
  cs_write_text_if_set (json, ",\"note\":", source->note);
  cs_write_text_if_set (json, ",\"number\":", source->number);
  cs_write_text_if_set (json, ",\"page\":", source->page);
  cs_write_text (json, ",\"publisher\":", source->publisher);
  cs_write_digest_if_set (json, ",\"snapshot\":", &source->snapshot);
  cs_write_text (json, ",\"title\":", source->title);
  cs_write_text_if_set (json, ",\"until\":", source->until);
  g_string_append_c (json, '}');
}

static void
write_variants (GString         *json,
                const GPtrArray *variants)
{
  g_string_append (json, ",\"variants\":[");
  for (guint i = 0; i < variants->len; i++)
    {
      const CsVariant *variant = g_ptr_array_index (variants, i);

      g_string_append (json, i > 0 ? ",{" : "{");
      write_accounts (json, variant->accounts);
      cs_write_digest_if_set (json, ",\"base\":", &variant->base);
      cs_write_text_if_set (json, ",\"language\":", variant->language);
      write_segments (json, variant->segments);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
}

char *
cs_content_to_canonical (const CsContent *content)
{
  GString *json = g_string_new ("{");

  g_return_val_if_fail (content != NULL, g_string_free (json, FALSE));

  write_accounts (json, content->accounts);
  if (content->ai_made)
    g_string_append (json, ",\"ai_made\":true");
  if (content->amends != NULL)
    cs_amendment_write (json, content->amends);
  cs_write_text (json, ",\"language\":", content->language);
  if (content->numbered)
    g_string_append (json, ",\"numbered\":true");
  if (content->quotes_from != CS_QUOTES_FROM_EVERYONE)
    cs_write_text (json, ",\"quotes_from\":", cs_quotes_from_nick (content->quotes_from));
  if (content->replies_from != CS_REPLIES_FROM_EVERYONE)
    cs_write_text (json, ",\"replies_from\":", cs_replies_from_nick (content->replies_from));
  write_segments (json, content->segments);
  g_string_append (json, ",\"sources\":[");
  for (guint i = 0; i < content->sources->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      write_source (json, cs_content_get_source (content, i));
    }
  g_string_append_c (json, ']');
  if (content->variants->len > 0)
    write_variants (json, content->variants);
  g_string_append_printf (json, ",\"version\":%d", CS_CONTENT_VERSION);
  cs_write_text (json, ",\"visibility\":", cs_visibility_nick (content->visibility));
  cs_write_text (json, ",\"warning\":", content->warning);
  g_string_append_c (json, '}');

  return g_string_free (json, FALSE);
}

/* What a translator has to follow: words, alt texts and answers; not how a picture was fitted nor on which source a figure stands. */
CsDigest
cs_content_main_digest (const CsContent *content)
{
  g_autoptr(GString) words = g_string_new ("[");

  g_return_val_if_fail (content != NULL, cs_digest_of_bytes ("", 0));

  for (guint i = 0; i < content->segments->len; i++)
    {
      const CsSegment *segment = cs_content_get_segment (content, i);

      cs_write_text (words, i > 0 ? "],[" : "[", segment->text);
      for (guint j = 0; j < segment->media->len; j++)
        cs_write_text (words, ",", cs_segment_get_media (segment, j)->alt_text);
      for (guint j = 0; segment->poll && j < segment->poll->options->len; j++)
        cs_write_text (words, j > 0 ? "," : ",[],", g_ptr_array_index (segment->poll->options, j));
    }
  g_string_append (words, "]]");

  return cs_digest_of_bytes (words->str, words->len);
}

gboolean
cs_content_variant_is_stale (const CsContent *content,
                             const CsVariant *variant)
{
  CsDigest now;

  g_return_val_if_fail (content != NULL && variant != NULL, FALSE);

  now = cs_content_main_digest (content);

  return !cs_digest_equal (&now, &variant->base);
}
