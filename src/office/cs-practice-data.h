/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-chart.h"
#include "cs-enums.h"
#include "cs-illustration.h"
#include "cs-poster.h"

G_BEGIN_DECLS

#define CS_PRACTICE_MAX_SEGMENTS 3

/* What the practice office consists of, as tables: one for each language. Private to src/office. */

typedef enum
{
  CS_PRACTICE_DRAFT,
  CS_PRACTICE_IN_REVIEW,
  CS_PRACTICE_SIGN_OFF, /* reviewed; waits for the leader */
  CS_PRACTICE_RETURNED,
  CS_PRACTICE_REJECTED,
  CS_PRACTICE_QUEUED,
  CS_PRACTICE_HELD,
  CS_PRACTICE_EXPIRED,
  CS_PRACTICE_PUBLISHED,
} CsPracticeGoal;

typedef struct
{
  const char *login;
  const char *name;
  const char *roles;
  const char *section; /* "" = the whole office */
} CsPracticePerson;

typedef struct
{
  CsChartKind  kind;
  const char  *title;
  const char  *unit;
  const char  *source;
  const char  *as_of;
  const char  *table;    /* cells separated by tabs */
  const char  *alt_text;
} CsPracticeChart;

typedef struct
{
  CsPosterLayout  layout;
  CsPosterFormat  format;
  struct
  {
    CsPosterField field;
    const char   *text;  /* NULL = the end */
  } texts[8];
} CsPracticePoster;

typedef struct
{
  const char            *author;       /* login */
  CsPracticeGoal         goal;
  guint                  hours_ago;    /* when it was begun */
  int                    release_in;   /* hours from now; 0 = at once */
  const char            *segments[CS_PRACTICE_MAX_SEGMENTS];
  CsIllustration         illustration; /* in the first segment */
  const char            *alt_text;     /* of the illustration; NULL = still missing */
  const CsPracticeChart *chart;        /* in the first segment, or NULL */
  const char            *sources[8];   /* publisher, title, date, address, … */
  const char            *reason;       /* for which it was returned or rejected */
  const char            *translated[CS_PRACTICE_MAX_SEGMENTS]; /* the same for the second account, in its language */
  const CsPracticePoster *poster;     /* in the first segment, or NULL */
  const char            *poll[4];      /* answers, at the last of the segments, which are numbered then */
  const char            *waived;       /* why the reviewer let what the checks held back pass; NULL = nothing was */
} CsPracticePost;

typedef struct
{
  const char             *language;
  const char             *name;
  const char             *sections[4];
  const CsPracticePerson *people;   /* ends with a NULL login; the first is the administrator */
  const char             *route;
  const char             *review;   /* title of the first stage */
  const char             *sign_off; /* title of the last */
  const CsPracticePost   *posts;    /* oldest first; ends with a NULL author */
  const char             *position;        /* who signs policy */
  const char             *policy_route;    /* what the label policy chooses: three reviews, each with its list */
  const char             *policy_stages[3];
  const char             *policy_ticks[3][4];
  const char             *emergency_route;
  const char             *second_handle;   /* of the account in another language */
  const char             *picture_author;  /* of all pictures */
  const char             *picture_licence;
  const char             *second_name;
  const char             *second_language;
  const char             *footer;          /* of the house style */
  CsColour                accent;
} CsPracticeContent;

extern const CsPracticeContent cs_practice_content_en;
extern const CsPracticeContent cs_practice_content_zh;

G_END_DECLS
