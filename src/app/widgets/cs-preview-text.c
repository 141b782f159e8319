/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-preview-text.h"
#include "cs-text.h"

/* Characters of a link that Mastodon's and X's web pages show before they cut it. */
#define LINK_SHOWN 30

static void
append_link (GString       *out,
             const char    *link,
             gsize          size,
             CsNetworkKind  network)
{
  g_autofree char *copy = g_strndup (link, size);
  const char *shown = strstr (copy, "://");

  if (network == CS_NETWORK_BLUESKY)
    {
      g_string_append (out, copy);
      return;
    }
  shown = shown ? shown + 3 : copy;
  if (g_str_has_prefix (shown, "www."))
    shown += 4;
  if (g_utf8_strlen (shown, -1) <= LINK_SHOWN)
    g_string_append (out, shown);
  else
    {
      g_string_append_len (out, shown, g_utf8_offset_to_pointer (shown, LINK_SHOWN) - shown);
      g_string_append (out, "…");
    }
}

static void
append_mention (GString       *out,
                const char    *mention,
                gsize          size,
                CsNetworkKind  network)
{
  const char *at = size > 1 ? memchr (mention + 1, '@', size - 1) : NULL;

  if (at && (network == CS_NETWORK_MASTODON || network == CS_NETWORK_PRACTICE))
    size = at - mention;
  g_string_append_len (out, mention, size);
}

static void
append_span (GString       *out,
             const char    *text,
             const CsSpan  *span,
             CsNetworkKind  network)
{
  switch (span->kind)
    {
    case CS_SPAN_LINK:
      append_link (out, text + span->start, span->end - span->start, network);
      break;
    case CS_SPAN_MENTION:
      append_mention (out, text + span->start, span->end - span->start, network);
      break;
    case CS_SPAN_HASHTAG:
      g_string_append_len (out, text + span->start, span->end - span->start);
      break;
    }
}

char *
cs_preview_text (const char        *text,
                 CsNetworkKind      network,
                 const PangoColor  *accent,
                 PangoAttrList    **attributes)
{
  g_autoptr(GArray) spans = cs_text_find_spans (text);
  GString *out = g_string_new (NULL);
  PangoAttrList *list = pango_attr_list_new ();
  gsize done = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const CsSpan *span = &g_array_index (spans, CsSpan, i);
      PangoAttribute *colour = pango_attr_foreground_new (accent->red, accent->green, accent->blue);

      g_string_append_len (out, text + done, span->start - done);
      colour->start_index = out->len;
      append_span (out, text, span, network);
      colour->end_index = out->len;
      pango_attr_list_insert (list, colour);
      done = span->end;
    }
  g_string_append (out, text + done);
  *attributes = list;
  return g_string_free (out, FALSE);
}

/* Walks both texts side by side. A span of the shown one that is not the written one is taken as a whole. */
gsize
cs_preview_text_find_shown (const char    *text,
                            CsNetworkKind  network,
                            gsize          position)
{
  g_autoptr(GArray) spans = cs_text_find_spans (text);
  g_autoptr(GString) out = g_string_new (NULL);
  gsize done = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const CsSpan *span = &g_array_index (spans, CsSpan, i);

      if (position < span->start)
        break;
      g_string_append_len (out, text + done, span->start - done);
      if (position < span->end)
        return out->len;
      append_span (out, text, span, network);
      done = span->end;
    }
  return out->len + position - done;
}

gsize
cs_preview_text_find_written (const char    *text,
                              CsNetworkKind  network,
                              gsize          position,
                              gboolean       end)
{
  g_autoptr(GArray) spans = cs_text_find_spans (text);
  g_autoptr(GString) out = g_string_new (NULL);
  gsize done = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      const CsSpan *span = &g_array_index (spans, CsSpan, i);
      gsize start = out->len + span->start - done;

      if (position <= start)
        break;
      g_string_append_len (out, text + done, span->start - done);
      append_span (out, text, span, network);
      if (position < out->len)
        return end ? span->end : span->start;
      done = span->end;
    }
  return MIN (done + position - out->len, strlen (text));
}
