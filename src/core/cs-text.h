/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cs-enums.h"

G_BEGIN_DECLS

/**
 * CsTextLimits:
 *
 * How a network counts and how much it takes. Defaults by cs_text_limits_for(); a Mastodon server's own numbers replace them.
 */
typedef struct
{
  CsNetworkKind network;
  guint         max_length;   /* in the network's own unit */
  guint         max_bytes;    /* Bluesky: 3,000; 0 = no such limit */
  guint         link_length;  /* what a link counts whatever its length; 0 = as it is */
} CsTextLimits;

typedef struct
{
  guint    length; /* in the network's own unit */
  guint    bytes;  /* UTF-8 */
  gboolean fits;   /* empty text fits: whether a post needs text is not told here */
  gsize    fits_bytes; /* how many bytes from the start still fit, at a grapheme border: what lies behind is shown as excess */
} CsTextCount;

/**
 * cs_text_limits_for:
 *
 * X: 280 weighted (docs of X, text-config v3); Mastodon and practice: 500 graphemes, links 23; Bluesky: 300 graphemes and 3,000 bytes.
 */
CsTextLimits cs_text_limits_for (CsNetworkKind       network);

/**
 * cs_text_count:
 * @text: UTF-8
 *
 * Counts @text as @limits->network does. X: NFC, weights of code point ranges, links 23, emoji sequences 2 (shared contracts, x.md).
 * Mastodon: grapheme clusters (UAX #29), links count link_length, @user@domain counts as @user.
 * Bluesky: grapheme clusters and UTF-8 bytes. Any thread; no I/O. ICU breaks the text.
 */
CsTextCount  cs_text_count      (const char         *text,
                                 const CsTextLimits *limits);

typedef enum
{
  CS_SPAN_LINK,    /* http:// or https:// */
  CS_SPAN_MENTION, /* @name or @name@host */
  CS_SPAN_HASHTAG,
} CsSpanKind;

typedef struct
{
  CsSpanKind kind;
  gsize      start; /* bytes */
  gsize      end;   /* bytes, behind the last */
} CsSpan;

/**
 * cs_text_find_spans:
 *
 * What a network will colour: links, mentions and hashtags, for previews and for Bluesky's facets.
 *
 * Returns: (transfer full) (element-type CsSpan): in order, not overlapping
 */
GArray      *cs_text_find_spans (const char         *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
