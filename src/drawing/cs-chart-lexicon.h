/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-chart-date.h"

G_BEGIN_DECLS

/**
 * CsChartLexicon:
 *
 * Fixed words and signs in a picture, in the language of the content: the picture is published, so that the language of
 * the one who drew it has no say. The six official languages of the United Nations; English for all others.
 */
typedef struct
{
  const char *language;
  const char *source;    /* “Source: %s” */
  const char *as_of;
  const char *note;
  const char *axis;      /* the axis leaves out zero */
  const char *total;
  const char *decimal;   /* sign */
  const char *group;     /* between thousands */
  const char *percent;   /* behind a number, with its space */
  const char *comma;     /* between items of a list */
  struct
  {
    double      value;
    const char *name;
  } scales[3];           /* of large numbers, largest first; 0 = none */
  const char *months[12];
} CsChartLexicon;

/* Returns: (transfer none): the words of @language, which may have a region behind it */
const CsChartLexicon *cs_chart_lexicon_for   (const char         *language);

/**
 * cs_chart_lexicon_say_date:
 * @kind: how much of the date is said
 *
 * Returns: (transfer full): the date of @day as it stands at an axis
 */
char               *cs_chart_lexicon_say_date (const CsChartLexicon *words,
                                               CsChartDateKind     kind,
                                               double              day) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
