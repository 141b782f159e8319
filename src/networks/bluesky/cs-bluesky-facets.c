/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-bluesky-facets.h"

#include <gio/gio.h>
#include <string.h>

#include "cs-bluesky-private.h"
#include "cs-text.h"

#define MAX_TAG 64
#define MAX_TAG_BYTES 640

static void
facet_free (gpointer data)
{
  CsBlueskyFacet *facet = data;

  g_free (facet->value);
  g_free (facet);
}

/* An address that every program takes: the host as DNS has it, other signs beyond ASCII as their bytes. */
static char *
make_address (const char *slice)
{
  const char *host = strstr (slice, "://");
  g_autofree char *scheme = NULL;
  g_autofree char *name = NULL;
  g_autofree char *ascii = NULL;
  g_autofree char *rest = NULL;
  const char *end;

  if (host == NULL || g_str_is_ascii (slice))
    return g_strdup (slice);

  host += strlen ("://");
  end = host + strcspn (host, ":/?#");
  scheme = g_strndup (slice, (gsize) (host - slice));
  name = g_strndup (host, (gsize) (end - host));
  ascii = g_hostname_to_ascii (name);
  rest = g_uri_escape_string (end, "!#$%&'()*+,/:;=?@[]", FALSE);

  return g_strconcat (scheme, ascii != NULL ? ascii : name, rest, NULL);
}

/* The tag without its sign, and without joiners and points at its end, which are outside. NULL if it is none. @size: (inout): bytes of @slice */
static char *
make_tag (const char *slice,
          gsize      *size)
{
  const CsTextLimits limits = { CS_NETWORK_BLUESKY, MAX_TAG, MAX_TAG_BYTES, 0 };
  const char *start = g_utf8_next_char (slice);
  const char *end = slice + *size;
  g_autofree char *tag = NULL;

  while (end > start)
    {
      const char *last = g_utf8_prev_char (end);
      gunichar c = g_utf8_get_char (last);

      if (c != 0xB7 && c != 0x200C && c != 0x200D)
        break;
      end = last;
    }

  *size = (gsize) (end - slice);
  tag = g_strndup (start, (gsize) (end - start));

  return *tag != '\0' && cs_text_count (tag, &limits).fits ? g_steal_pointer (&tag) : NULL;
}

static char *
make_value (const CsSpan *span,
            const char   *slice,
            gsize        *size)
{
  switch (span->kind)
    {
    case CS_SPAN_LINK:
      return make_address (slice);
    case CS_SPAN_MENTION:
      return cs_bluesky_dup_handle (slice);
    case CS_SPAN_HASHTAG:
      return make_tag (slice, size);
    }

  g_return_val_if_reached (NULL);
}

GPtrArray *
cs_bluesky_find_facets (const char *text)
{
  static const CsBlueskyFacetKind kinds[] = {
    [CS_SPAN_LINK] = CS_BLUESKY_FACET_LINK,
    [CS_SPAN_MENTION] = CS_BLUESKY_FACET_MENTION,
    [CS_SPAN_HASHTAG] = CS_BLUESKY_FACET_TAG,
  };
  GPtrArray *facets = g_ptr_array_new_with_free_func (facet_free);
  g_autoptr(GArray) spans = NULL;

  g_return_val_if_fail (text != NULL, facets);

  spans = cs_text_find_spans (text);
  for (guint i = 0; i < spans->len; i++)
    {
      const CsSpan *span = &g_array_index (spans, CsSpan, i);
      g_autofree char *slice = g_strndup (text + span->start, span->end - span->start);
      gsize size = span->end - span->start;
      char *value = make_value (span, slice, &size);
      CsBlueskyFacet *facet;

      if (value == NULL)
        continue;
      facet = g_new0 (CsBlueskyFacet, 1);
      facet->kind = kinds[span->kind];
      facet->start = span->start;
      facet->end = span->start + size;
      facet->value = value;
      g_ptr_array_add (facets, facet);
    }

  return facets;
}
