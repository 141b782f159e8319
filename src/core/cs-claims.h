/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-content.h"

G_BEGIN_DECLS

/* What a text says that somebody may ask the source of. */

typedef enum
{
  CS_CLAIM_PERCENTAGE, /* “3.2 %”, “three per cent”, “百分之三”, “三成” */
  CS_CLAIM_AMOUNT,     /* with a unit or a currency: “£1.2 million”, “45 km”, “3.5亿元”, “1.2万人” */
  CS_CLAIM_FIGURE,     /* a number of something: “12,400 homes”, “12家医院” */
  CS_CLAIM_DATE,       /* a year or a full date told as a fact: “since 2009”, “2024年” */
  CS_CLAIM_RANK,       /* “highest since 2009”, “for the first time”, “历史新高”, “位居全国第一” */
  CS_CLAIM_TITLE,      /* of a document: “《……规划》”, “the “Road Safety Plan”” */
} CsClaimKind;

/**
 * CsClaimSpan:
 *
 * One claim in a text: where it stands and, of a number, what it says.
 */
typedef struct
{
  CsClaimKind kind;
  gsize       start;     /* bytes */
  gsize       end;       /* bytes, behind the last */
  gboolean    has_value; /* one number stands there: the members below are set */
  gboolean    about;     /* “about”, “nearly”, “more than”, “约”, “超过” stands before it */
  double      value;     /* as written, without the scale: 1.2 of “1.2 million” */
  double      scale;     /* 1,000,000 of “1.2 million”; 1 if there is none */
  guint       decimals;  /* digits behind the decimal sign */
} CsClaimSpan;

/**
 * CsClaimConflict:
 *
 * A number of the text that is not the chart’s.
 */
typedef struct
{
  gsize  start;  /* of the number in the text, bytes */
  gsize  end;
  guint  row;    /* of the chart’s table, from 0 (which names the series) */
  guint  column; /* from 0 (which names the categories) */
  double in_text;
  double in_chart;
} CsClaimConflict;

/**
 * cs_claims_find:
 * @text: UTF-8
 *
 * Finds in @text, in English and in Chinese, what asks for a source. Not found are: links, mentions, hashtags, telephone
 * numbers, times of day, durations and ages, dates without a year and dates of what the text invites to, list numbers and the “1/5” of threads,
 * names that hold a number (“COVID-19”, “Room 12”, “第3条”). Linear in the length; runs at each key. Any thread; no I/O.
 *
 * Returns: (transfer full) (element-type CsClaimSpan): in order, not overlapping
 */
GArray     *cs_claims_find          (const char     *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_claims_compare_chart:
 * @text: the text beside the chart
 * @claims: (element-type CsClaimSpan): of @text, from cs_claims_find()
 *
 * Finds the numbers in @text that ought to be in @chart and are others there. A number agrees if it is a cell, rounded as the
 * text rounds, or the sum, the mean, a difference or a change in percent that the cells give. It disagrees if its sentence names the cell’s category
 * (and the series, where there are several) and no other number there is the cell’s; or if it has the chart’s unit and comes within a tenth of a cell.
 *
 * Returns: (transfer full) (element-type CsClaimConflict): in the order of the text
 */
GArray     *cs_claims_compare_chart (const char     *text,
                                     GArray         *claims,
                                     const CsChart  *chart) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_claims_is_tied:
 * @span: of @segment's text
 * @n_sources: how many sources the content has
 * @source: (out) (optional): the position of the one that it stands on
 *
 * Whether words of @segment that hold most of @span are tied to a source. Words that were tied and then changed do not stand in the text any more, so what
 * they held is untied again.
 */
gboolean    cs_claims_is_tied       (const CsSegment   *segment,
                                     const CsClaimSpan *span,
                                     guint              n_sources,
                                     guint             *source);

/**
 * cs_claims_count:
 * @n_tied: (out): how many of them stand on a source: “9 of 9 sourced”
 *
 * Returns: how many claims the texts of @content make, those of its variants too
 */
guint       cs_claims_count         (const CsContent   *content,
                                     guint             *n_tied);

/**
 * cs_claims_tie:
 * @start: bytes into the segment's text
 * @end: bytes, behind the last
 *
 * Ties the words to @source, instead of what they stood on before. Nothing happens where CS_CONTENT_MAX_CLAIMS are tied already.
 */
void        cs_claims_tie           (CsSegment         *segment,
                                     gsize              start,
                                     gsize              end,
                                     guint              source);

/**
 * cs_claims_untie:
 *
 * Lets go of all words that hold @span or stand in it.
 */
void        cs_claims_untie         (CsSegment         *segment,
                                     const CsClaimSpan *span);

/**
 * cs_claims_sources_text:
 * @room: how many characters there are, 0 = without end
 *
 * What is put behind a post so that readers see what it rests on: “Sources: Statistics Office, Labour Market Report 10/2026 (https://…); …”, those sources that words
 * are tied to, or all if none are. Where it does not fit, the addresses of what fits.
 *
 * Returns: (transfer full): "" without sources
 */
char       *cs_claims_sources_text  (const CsContent   *content,
                                     guint              room) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_claims_is_past:
 * @until: ISO date, or ""
 * @today: ISO date
 *
 * Whether something that holds until @until does not any more.
 */
gboolean    cs_claims_is_past       (const char        *until,
                                     const char        *today);

const char *cs_claim_kind_nick      (CsClaimKind     kind);

/**
 * cs_claim_kind_label:
 *
 * Returns: (transfer none): translated, for people: “Percentage”
 */
const char *cs_claim_kind_label     (CsClaimKind     kind);

G_END_DECLS
