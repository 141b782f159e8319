/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-chart.h"

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

const char *cs_claim_kind_nick      (CsClaimKind     kind);

/**
 * cs_claim_kind_label:
 *
 * Returns: (transfer none): translated, for people: “Percentage”
 */
const char *cs_claim_kind_label     (CsClaimKind     kind);

G_END_DECLS
