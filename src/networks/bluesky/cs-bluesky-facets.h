/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What makes links, mentions and hashtags of a text work on Bluesky. No server checks where they lie, so that a wrong one shows nonsense. Pure; any thread. */

typedef enum
{
  CS_BLUESKY_FACET_LINK,
  CS_BLUESKY_FACET_MENTION,
  CS_BLUESKY_FACET_TAG,
} CsBlueskyFacetKind;

/**
 * CsBlueskyFacet:
 *
 * A stretch of a text, in bytes of UTF-8, that means something.
 */
typedef struct
{
  CsBlueskyFacetKind kind;
  gsize              start;
  gsize              end;   /* behind the last */
  char              *value; /* address in ASCII, handle in small letters without @, or tag without #; owned */
} CsBlueskyFacet;

/**
 * cs_bluesky_find_facets:
 * @text: UTF-8, exactly as it goes out
 *
 * The same stretches as cs_text_find_spans(), which the preview shows, less those that Bluesky does not know: mentions that are no handles, tags over 64
 * characters or 640 bytes.
 *
 * Returns: (transfer full) (element-type CsBlueskyFacet): rising, not overlapping, at borders of characters
 */
GPtrArray *cs_bluesky_find_facets (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
