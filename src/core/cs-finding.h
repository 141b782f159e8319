/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-enums.h"

G_BEGIN_DECLS

typedef enum
{
  CS_LEVEL_BLOCK, /* a post is not submitted with it, unless it was waived */
  CS_LEVEL_WARN,
} CsLevel;

/**
 * CsWaiver:
 *
 * Who may say that a finding does not count here. A blocking one is never waived by a contributor of the post (DESIGN.md §3, rule 2).
 */
typedef enum
{
  CS_WAIVER_APPROVER, /* a reviewer, duty editor or leader */
  CS_WAIVER_LEADER,   /* a leader */
  CS_WAIVER_NOBODY,   /* it cannot go out like this: no words, too long, no account */
} CsWaiver;

typedef enum
{
  CS_PLACE_POST,
  CS_PLACE_ACCOUNTS,
  CS_PLACE_RELEASE,
  CS_PLACE_WARNING, /* the content warning */
  CS_PLACE_TEXT,
  CS_PLACE_POLL,    /* media is the option */
  CS_PLACE_MEDIA,
  CS_PLACE_ALT,
  CS_PLACE_CHART,
  CS_PLACE_SOURCES,
} CsPlaceKind;

/**
 * CsPlace:
 *
 * Where in a post something was found.
 */
typedef struct
{
  CsPlaceKind kind;
  guint       variant; /* 0 = the main text, n = the variant n − 1 */
  guint       segment; /* from 0 */
  guint       media;   /* from 0 */
  gint64      account; /* 0 = none */
  gsize       start;   /* bytes, in the text (alt text, option, warning) that it is about */
  gsize       end;     /* bytes, behind the last; start where the whole is meant */
} CsPlace;

/**
 * CsFinding:
 *
 * What one rule found at one place.
 */
typedef struct
{
  char     *rule;      /* id: "general/no-alt-text"; all strings owned, never NULL */
  CsLevel   level;
  CsWaiver  waiver;
  char     *sentence;  /* what to mend, short enough for a link; in the interface language */
  char     *reason;    /* why it matters; in the interface language */
  char     *subject;   /* the words or the picture's digest that a waiver stands for; "" = the post as a whole */
  guint     excess;    /* how many too many; 0 = does not apply */
  CsPlace   place;
  gboolean  waived;
  char     *waived_by;  /* name */
  char     *waived_why;
  gint64    waived_at;  /* UTC microseconds */
} CsFinding;

CsFinding  *cs_finding_new            (void) G_GNUC_WARN_UNUSED_RESULT;
CsFinding  *cs_finding_copy           (const CsFinding *finding) G_GNUC_WARN_UNUSED_RESULT;
void        cs_finding_free           (CsFinding       *finding);

/**
 * cs_finding_holds_back:
 *
 * Whether the post cannot be submitted because of it.
 */
gboolean    cs_finding_holds_back     (const CsFinding *finding);

typedef enum
{
  CS_MAY_WAIVE_YES,
  CS_MAY_WAIVE_NEVER,       /* nobody can */
  CS_MAY_WAIVE_ROLE,        /* another role is needed */
  CS_MAY_WAIVE_CONTRIBUTOR, /* who wrote part of the post waives nothing that blocks it */
} CsMayWaive;

/**
 * cs_finding_may_waive:
 * @roles: of the person
 * @contributor: whether he wrote part of the post
 *
 * A warning may also be waived by a contributor with the role: it holds nobody back, and every signer sees by whom.
 */
CsMayWaive  cs_finding_may_waive      (const CsFinding *finding,
                                       CsRoles          roles,
                                       gboolean         contributor);

/**
 * cs_findings_count:
 * @findings: (element-type CsFinding)
 *
 * Counts what is not waived at each level, and what is.
 */
void        cs_findings_count         (GPtrArray       *findings,
                                       guint           *n_blocking,
                                       guint           *n_warnings,
                                       guint           *n_waived);

const char *cs_level_nick             (CsLevel          level);
gboolean    cs_level_from_nick        (const char      *nick,
                                       CsLevel         *level);
const char *cs_waiver_nick            (CsWaiver         waiver);
gboolean    cs_waiver_from_nick       (const char      *nick,
                                       CsWaiver        *waiver);
const char *cs_place_kind_nick        (CsPlaceKind      kind);
gboolean    cs_place_kind_from_nick   (const char      *nick,
                                       CsPlaceKind     *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsFinding, cs_finding_free)

G_END_DECLS
