/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-content.h"
#include "cs-film-limits.h"
#include "cs-text.h"

G_BEGIN_DECLS

typedef enum
{
  CS_CHECK_NO_TEXT,        /* a segment without text and without media */
  CS_CHECK_NO_ACCOUNT,
  CS_CHECK_NO_ALT_TEXT,    /* media is set */
  CS_CHECK_TOO_LONG,       /* segment, account and excess are set */
  CS_CHECK_TOO_MANY_MEDIA, /* segment, account and excess are set */
  CS_CHECK_ALT_TOO_LONG,   /* segment, media, account and excess are set */
  CS_CHECK_CHART,          /* media: its chart lacks something */
  CS_CHECK_RELEASE_PAST,
  CS_CHECK_NO_RELEASE_TIME,
  CS_CHECK_POLL,             /* segment: fewer than two options, an empty one, or the same twice */
  CS_CHECK_NO_POLLS,         /* segment and account, as all that follow but the last: the network has none */
  CS_CHECK_POLL_OPTIONS,     /* excess too many */
  CS_CHECK_POLL_OPTION_LONG, /* media is the option */
  CS_CHECK_POLL_TIME,        /* open too long or too shortly */
  CS_CHECK_EXCLUDES,         /* of pictures, poll and quote the network takes one */
  CS_CHECK_NO_QUOTES,
  CS_CHECK_QUOTE_ADDRESS,    /* no address of a post there */
  CS_CHECK_REPLY_ADDRESS,
  CS_CHECK_REPOST_IN_THREAD,
  CS_CHECK_REPLY_SETTINGS,
  CS_CHECK_QUOTE_SETTINGS,
  CS_CHECK_AI_MARK,          /* the network has no mark and the text does not say it either */
  CS_CHECK_NO_WARNINGS,
  CS_CHECK_VISIBILITY,
  CS_CHECK_STALE,            /* segment: the first of a variant whose main text was changed since */
  CS_CHECK_FILM_CUT,       /* media, account: too long or too short; only another film helps */
  CS_CHECK_FILM_FIT,       /* media, account: a smaller one has to be made for it */
  CS_CHECK_FILM_ALONE,     /* a film goes out alone: segment, account */
} CsCheckKind;

/**
 * CsCheck:
 *
 * One thing that is still missing before a post can be submitted, and the place to jump to.
 */
typedef struct
{
  CsCheckKind kind;
  guint       segment; /* from 0, over the whole content: main text, then each variant */
  guint       media;   /* from 0 */
  gint64      account; /* 0 = none */
  guint       excess;  /* characters or pieces over the limit */
} CsCheck;

/**
 * CsTarget:
 *
 * What the checks need to know of an account: its network's limits.
 */
typedef struct
{
  gint64       account;
  CsTextLimits limits;
  guint        max_media; /* pictures in one segment */
  guint        max_alt;   /* characters of alt text */
  const char  *name;      /* of the account, for people; lent, NULL where nobody reads it */
  guint        max_poll_options; /* 0 = the network has no polls */
  guint        max_poll_option;  /* characters of each */
  guint        min_poll_minutes;
  guint        max_poll_minutes;
  gboolean     quotes;           /* it has them, and lets this account make them */
  CsFilmLimits film;      /* what it takes of films */
} CsTarget;

/**
 * cs_check_content:
 * @targets: (element-type CsTarget): of the accounts in @content; others are ignored
 * @release: when it is to go out
 * @release_at: UTC microseconds, 0 = not set
 * @now: UTC microseconds
 *
 * Returns: (transfer full) (element-type CsCheck): everything that is missing, in reading order; empty if the post can be submitted
 */
GArray     *cs_check_content        (const CsContent *content,
                                     GArray          *targets,
                                     CsRelease        release,
                                     gint64           release_at,
                                     gint64           now) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_check_network:
 * @part: counted over the whole content
 * @position: in its thread
 *
 * Adds to @checks what the network of @target cannot do of that part.
 */
void        cs_check_network        (GArray          *checks,
                                     const CsContent *content,
                                     guint            part,
                                     guint            position,
                                     const CsTarget  *target);

/**
 * cs_segment_is_repost:
 *
 * Whether it passes another post on without a word of its own.
 */
gboolean    cs_segment_is_repost    (const CsSegment *segment);
const char *cs_check_kind_nick      (CsCheckKind      kind);
gboolean    cs_check_kind_from_nick (const char      *nick,
                                     CsCheckKind     *kind);

/**
 * cs_check_sentence:
 * @account_name: handle of check->account, or %NULL
 *
 * Returns: (transfer full): what is missing, short enough for a link: "Alt text for picture 2"
 */
char       *cs_check_sentence       (const CsCheck   *check,
                                     const char      *account_name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
