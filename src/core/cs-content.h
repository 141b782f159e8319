/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cs-amendment.h"
#include "cs-chart.h"
#include "cs-digest.h"
#include "cs-enums.h"
#include "cs-poster.h"

G_BEGIN_DECLS

/* Of the canonical form; written into it as "version". */
#define CS_CONTENT_VERSION 1

/* Bounds that every content must keep, whatever the network: they stop hostile input, not writers. */
#define CS_CONTENT_MAX_SEGMENTS 100
#define CS_CONTENT_MAX_TEXT_BYTES 100000 /* of each string */
#define CS_CONTENT_MAX_MEDIA 20 /* in each segment */
#define CS_CONTENT_MAX_SOURCES 200
#define CS_CONTENT_MAX_ACCOUNTS 50
#define CS_CONTENT_MAX_VARIANTS 20
#define CS_CONTENT_MAX_PARTS 400 /* segments of the main text and of all variants */
#define CS_CONTENT_MAX_CLAIMS 200 /* in each segment */
#define CS_CONTENT_MAX_RENDITIONS 8 /* of each media item */
#define CS_CONTENT_MAX_SUBTITLES 20 /* of each film */
#define CS_CONTENT_MAX_POLL_OPTIONS 10
#define CS_CONTENT_MAX_POLL_MINUTES (31 * 24 * 60)
#define CS_CONTENT_MAX_JSON_BYTES (4 * 1024 * 1024) /* of the whole, as JSON */

/**
 * CsRendition:
 *
 * What one network gets instead of the picture or film itself, because its limits are tighter. Signed with the rest: what goes out is in the content.
 */
typedef struct
{
  CsNetworkKind  network;
  CsDigest       digest;
  char          *mime_type; /* owned, never NULL */
  int            width;     /* pixels */
  int            height;    /* pixels */
  gint64         n_bytes;
} CsRendition;

/**
 * CsSubtitles:
 *
 * Subtitles of a film: a WebVTT file among the media.
 */
typedef struct
{
  char     *language; /* as CsContent's; owned, never NULL */
  CsDigest  digest;
} CsSubtitles;

/**
 * CsMediaItem:
 *
 * A picture or film as it is used in a segment. The bytes are the media file named by @digest.
 */
typedef struct
{
  CsDigest   digest;
  char      *mime_type;   /* "image/png", "image/jpeg" or "video/mp4"; owned */
  int        width;       /* pixels */
  int        height;      /* pixels */
  char      *alt_text;    /* owned, never NULL, "" if not written yet */
  gboolean   decorative;  /* says nothing, so that no alt text is needed */
  CsChart   *chart;       /* what the picture was drawn from, or NULL; owned */
  CsPoster  *poster;      /* the same of a poster, or NULL; owned */
  guint      duration_ms; /* of a film, else 0 */
  gint64     n_bytes;     /* of a film, else 0 */
  CsDigest   cover;       /* of a film: the picture shown before it plays; or none */
  GPtrArray *subtitles;   /* of CsSubtitles; owned */
  GPtrArray *renditions;  /* of CsRendition, each network once, in the order of CsNetworkKind; owned */

  char      *author;        /* all owned, never NULL, "" for not known */
  char      *licence;
  char      *licence_until; /* ISO date; "" = without end */
  char      *consent;       /* of the people shown: where it is filed */
  char      *map_number;    /* of the map review */
  gboolean   ai_made;
} CsMediaItem;

/**
 * CsPoll:
 */
typedef struct
{
  GPtrArray *options;  /* of char *, at least two once it is finished; owned */
  guint      minutes;  /* for which it is open */
  gboolean   multiple; /* more than one answer may be given */
} CsPoll;

/**
 * CsClaim:
 *
 * Words of a segment that stand on a source. If the words change they are no longer tied: whoever changes a figure has to name its source again.
 */
typedef struct
{
  char  *words;  /* as they stand in the text; owned, never NULL */
  guint  source; /* position in the content's sources */
} CsClaim;

typedef struct
{
  char      *text;     /* UTF-8, NFC; owned, never NULL */
  GPtrArray *media;    /* of CsMediaItem, in their order; owned */
  CsPoll    *poll;     /* or NULL; owned */
  GPtrArray *claims;   /* of CsClaim; owned */
  char      *quote;    /* address of the post that is quoted, "" for none; without words and media of its own it is a plain repost; owned */
  char      *reply_to; /* address of the post that the first segment answers, "" for none; owned */
} CsSegment;

typedef struct
{
  char     *publisher; /* all owned, never NULL */
  char     *title;
  char     *date;
  char     *address;
  char     *number;   /* of the document */
  char     *page;
  char     *note;
  char     *until;    /* ISO date until which it holds; "" = without end */
  CsDigest  snapshot; /* stored copy among the media; or none */
  gint64    card;     /* of the library from which it was taken, 0 = none */
} CsSource;

/**
 * CsVariant:
 *
 * What some accounts get instead of the main segments: other words, other pictures, another language. A post and its translation are one content, so that they are approved
 * as a pair.
 */
typedef struct
{
  GArray    *accounts; /* of gint64, rising, each in one variant only; owned */
  char      *language; /* "" = the post's; owned, never NULL */
  CsDigest   base;     /* cs_content_main_digest() when somebody last saw that it fits the main text */
  GPtrArray *segments; /* of CsSegment, at least one; owned */
} CsVariant;

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
  GPtrArray    *variants; /* of CsVariant, by their first account; owned */
  gboolean      numbered; /* "1/5" behind the text of each segment of a thread */
  gboolean      ai_made;  /* the text */
  CsRepliesFrom replies_from;
  CsQuotesFrom  quotes_from;
  CsAmendment  *amends;   /* the earlier post that this one corrects or withdraws, or NULL; owned */
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
CsRendition *cs_rendition_copy       (const CsRendition *rendition) G_GNUC_WARN_UNUSED_RESULT;
void         cs_rendition_free       (CsRendition       *rendition);
CsSubtitles *cs_subtitles_new        (const char        *language,
                                      const CsDigest    *digest) G_GNUC_WARN_UNUSED_RESULT;
void         cs_subtitles_free       (CsSubtitles       *subtitles);

/* Nothing to choose yet, open for a day */
CsPoll      *cs_poll_new             (void) G_GNUC_WARN_UNUSED_RESULT;
CsPoll      *cs_poll_copy            (const CsPoll      *poll) G_GNUC_WARN_UNUSED_RESULT;
void         cs_poll_free            (CsPoll            *poll);
CsClaim     *cs_claim_new            (const char        *words,
                                      guint              source) G_GNUC_WARN_UNUSED_RESULT;
void         cs_claim_free           (CsClaim           *claim);

/* For no account yet, one empty segment */
CsVariant   *cs_variant_new          (void) G_GNUC_WARN_UNUSED_RESULT;
CsVariant   *cs_variant_copy         (const CsVariant   *variant) G_GNUC_WARN_UNUSED_RESULT;
void         cs_variant_free         (CsVariant         *variant);

/* What @network gets instead of the item itself; %NULL = the item itself */
const CsRendition *cs_media_item_find_rendition (const CsMediaItem *item,
                                                 CsNetworkKind      network);

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

/**
 * cs_content_remove_account:
 *
 * Also from its variant; a variant that is left without accounts goes.
 */
void         cs_content_remove_account (CsContent       *content,
                                        gint64           account);

/**
 * cs_content_remove_source:
 *
 * With the claims that stand on it; those that stand on later ones follow them.
 */
void         cs_content_remove_source  (CsContent       *content,
                                        guint            position);

/**
 * cs_content_set_variant:
 * @variant: (transfer full): its accounts leave the variants that they were in; accounts that the post does not go to are left out
 *
 * Nothing is added if no account is left.
 *
 * Returns: (transfer none) (nullable): where it stands now
 */
CsVariant   *cs_content_set_variant    (CsContent       *content,
                                        CsVariant       *variant);
CsVariant   *cs_content_get_variant    (const CsContent *content,
                                        guint            position);
CsVariant   *cs_content_find_variant   (const CsContent *content,
                                        gint64           account);

/**
 * cs_content_main_digest:
 *
 * Returns: SHA-256 over the main segments in canonical form: what a translation is held against
 */
CsDigest     cs_content_main_digest    (const CsContent *content);
gboolean     cs_content_variant_is_stale (const CsContent *content,
                                          const CsVariant *variant);

/**
 * cs_content_get_segments_for:
 *
 * Returns: (transfer none) (element-type CsSegment): what goes to @account: of its variant, or the main ones
 */
GPtrArray   *cs_content_get_segments_for (const CsContent *content,
                                          gint64           account);

/* ISO 639-1, of what goes to @account */
const char  *cs_content_get_language_for (const CsContent *content,
                                          gint64           account);

/**
 * cs_content_get_outgoing_text:
 * @segment: position among cs_content_get_segments_for()
 *
 * Returns: (transfer full): the text exactly as it is sent to @account, with its number where the thread is numbered
 */
char        *cs_content_get_outgoing_text (const CsContent *content,
                                           gint64           account,
                                           guint            segment) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_content_is_silent:
 *
 * Whether nothing is published: a withdrawal that says nothing in public. Its accounts are those on which the other post is taken down.
 */
gboolean     cs_content_is_silent        (const CsContent *content);

/**
 * cs_content_list_parts:
 *
 * Everything that is signed, for whoever must see all of it: a part's position is the same wherever parts are counted (comments, differences, lines).
 *
 * Returns: (transfer container) (element-type CsSegment): the main segments, then those of each variant
 */
GPtrArray   *cs_content_list_parts     (const CsContent *content) G_GNUC_WARN_UNUSED_RESULT;

/* How many, and which: the same in the same order, without a list. A part's position is the position in its whole. */
guint        cs_content_count_parts    (const CsContent *content);
CsSegment   *cs_content_get_part       (const CsContent *content,
                                        guint            position);

/**
 * cs_content_list_digests:
 *
 * Returns: (transfer full) (element-type CsDigest): of every media file that the content names: pictures, films, covers, subtitles, renditions, snapshots; each once
 */
GArray      *cs_content_list_digests   (const CsContent *content) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_content_to_canonical:
 *
 * The one form in which content is stored, sent, digested and signed: JSON with members in alphabetical order, no white
 * space, no escapes but those JSON demands (\" \\ and \u00XX lower case for control characters), UTF-8 in NFC, only strings, integers,
 * booleans, arrays and objects; "version" is CS_CONTENT_VERSION. A member that came into being after the first release is left out where it has its default (no chart, no poll, no variants …), so that the digest of what
 * was signed before holds. Python's
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
 * Checks every bound above, UTF-8 and types; unknown members are refused, and claims on sources and variants for accounts that are not there. Text comes out in NFC.
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
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsRendition, cs_rendition_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSubtitles, cs_subtitles_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsPoll, cs_poll_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsClaim, cs_claim_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsVariant, cs_variant_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsContent, cs_content_free)

G_END_DECLS
