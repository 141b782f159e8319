/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A colour, each part from 0 to 1. */
typedef struct
{
  double red;
  double green;
  double blue;
} CsInk;

#define CS_CHART_N_INKS 7

extern const CsInk cs_ink_text;
extern const CsInk cs_ink_quiet;
extern const CsInk cs_ink_grid;
extern const CsInk cs_ink_context; /* what is there for comparison only */
extern const CsInk cs_ink_ground;

/**
 * cs_chart_ink:
 *
 * The colour of a series: Okabe and Ito's blue, vermilion and bluish green, then four that stay apart from these and from each other for
 * people who see fewer colours. Each has a contrast of 3:1 to the ground at least. From the eighth on they return, darker.
 */
CsInk  cs_chart_ink          (guint series);

/* Dark enough to be read as text on the ground: 4.5:1. */
CsInk  cs_chart_ink_for_text (CsInk ink);

/* Text upon @ink: white or nearly black, whichever stands out more. */
CsInk  cs_chart_ink_upon     (CsInk ink);

/**
 * cs_chart_contrast:
 *
 * Returns: the contrast of two colours as WCAG 2 counts it, from 1 to 21
 */
double cs_chart_contrast     (CsInk one,
                              CsInk other);

G_END_DECLS
