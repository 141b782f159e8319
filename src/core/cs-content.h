/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cs-chart.h"
#include "cs-digest.h"
#include "cs-enums.h"

G_BEGIN_DECLS

/* Of the canonical form; written into it as "version". */
#define CS_CONTENT_VERSION 1

/* Bounds that every content must keep, whatever the network: they stop hostile input, not writers. */
#define CS_CONTENT_MAX_SEGMENTS 100
#define CS_CONTENT_MAX_TEXT_BYTES 100000 /* of each string */
#define CS_CONTENT_MAX_MEDIA 20 /* in each segment */
#define CS_CONTENT_MAX_SOURCES 200
#define CS_CONTENT_MAX_ACCOUNTS 50
#define CS_CONTENT_MAX_JSON_BYTES (4 * 1024 * 1024) /* of the whole, as JSON */

/**
 * CsMediaItem:
 *
 * A picture as it is used in a segment. The bytes are the media file named by @digest.
 */
typedef struct
{
  CsDigest  digest;
  char     *mime_type;  /* "image/png" or "image/jpeg"; owned */
  int       width;      /* pixels */
  int       height;     /* pixels */
  char     *alt_text;   /* owned, never NULL, "" if not written yet */
  gboolean  decorative; /* says nothing, so that no alt text is needed */
  CsChart  *chart;      /* what the picture was drawn from, or NULL; owned */
} CsMediaItem;

typedef struct
{
  char      *text;  /* UTF-8, NFC; owned, never NULL */
  GPtrArray *media; /* of CsMediaItem, in their order; owned */
} CsSegment;

typedef struct
{
  char *publisher; /* all owned, never NULL */
  char *title;
  char *date;
  char *address;
} CsSource;

/**
 * CsContent:
 *
 * Everything that is signed: what goes out, where, and what stands behind it (DESIGN.md §2 "content digest").
 */
typedef struct
{
  GPtrArray    *segments; /* of CsSegment, at least one; owned */
  GPtrArray    *sources;  /* of CsSource; owned */
  GArray       *accounts; /* of gint64 account ids, rising, each once; owned */
  char         *language; /* of the text, ISO 639-1; owned, never NULL */
  char         *warning;  /* content warning, "" for none; owned, never NULL */
  CsVisibility  visibility;
} CsContent;

CsMediaItem *cs_media_item_new       (void) G_GNUC_WARN_UNUSED_RESULT;
CsMediaItem *cs_media_item_copy      (const CsMediaItem *item) G_GNUC_WARN_UNUSED_RESULT;
void         cs_media_item_free      (CsMediaItem       *item);
CsSegment   *cs_segment_new          (void) G_GNUC_WARN_UNUSED_RESULT;
CsSegment   *cs_segment_copy         (const CsSegment   *segment) G_GNUC_WARN_UNUSED_RESULT;
void         cs_segment_free         (CsSegment         *segment);
CsSource    *cs_source_new           (const char        *publisher,
                                      const char        *title,
                                      const char        *date,
                                      const char        *address) G_GNUC_WARN_UNUSED_RESULT;
CsSource    *cs_source_copy          (const CsSource    *source) G_GNUC_WARN_UNUSED_RESULT;
void         cs_source_free          (CsSource          *source);

/**
 * cs_content_new:
 *
 * Returns: (transfer full): one empty segment, no accounts, public, language "en"
 */
CsContent   *cs_content_new          (void) G_GNUC_WARN_UNUSED_RESULT;
CsContent   *cs_content_copy         (const CsContent   *content) G_GNUC_WARN_UNUSED_RESULT;
void         cs_content_free         (CsContent         *content);
CsSegment   *cs_content_get_segment  (const CsContent   *content,
                                      guint              position);
CsMediaItem *cs_segment_get_media    (const CsSegment   *segment,
                                      guint              position);
CsSource    *cs_content_get_source   (const CsContent   *content,
                                      guint              position);
gboolean     cs_content_has_account  (const CsContent   *content,
                                      gint64             account);

/**
 * cs_content_add_account:
 *
 * Adds @account, keeping the order; nothing happens if it is there.
 */
void         cs_content_add_account  (CsContent         *content,
                                      gint64             account);
void         cs_content_remove_account (CsContent       *content,
                                        gint64           account);

/**
 * cs_content_to_canonical:
 *
 * The one form in which content is stored, sent, digested and signed: JSON with members in alphabetical order, no white
 * space, no escapes but those JSON demands (\" \\ and \u00XX lower case for control characters), UTF-8 in NFC, only strings, integers,
 * booleans, arrays and objects; a media item without a chart has no member "chart". "version" is CS_CONTENT_VERSION. Python's
 * json.dumps(x, sort_keys=True, separators=(',', ':'), ensure_ascii=False) gives the same bytes but for control characters.
 *
 * Returns: (transfer full): UTF-8 text
 */
char        *cs_content_to_canonical (const CsContent   *content) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_content_digest:
 *
 * Returns: SHA-256 of cs_content_to_canonical()
 */
CsDigest     cs_content_digest       (const CsContent   *content);

/**
 * cs_content_parse:
 * @json: content as JSON, canonical or not (members in any order, absent ones take their defaults)
 *
 * Checks every bound above, UTF-8 and types; unknown members are refused. Text comes out in NFC.
 * Sets %CS_ERROR_INVALID, %CS_ERROR_TOO_LARGE (a bound) or %CS_ERROR_RAGGED_TABLE with a message that names the member.
 */
CsContent   *cs_content_parse        (const char        *json,
                                      GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_content_excerpt:
 *
 * Returns: (transfer full): the first 160 characters of the first segment, white space folded, with … where it goes on; "" for an empty post
 */
char        *cs_content_excerpt      (const CsContent   *content) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_content_search_text:
 *
 * Returns: (transfer full): all words by which a post is found: texts, alt texts, chart titles, sources
 */
char        *cs_content_search_text  (const CsContent   *content) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsMediaItem, cs_media_item_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSegment, cs_segment_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSource, cs_source_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsContent, cs_content_free)

G_END_DECLS
