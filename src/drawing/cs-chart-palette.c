/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-chart-palette.h"

#include <math.h>

const CsInk cs_ink_text = { 0.13, 0.14, 0.16 };
const CsInk cs_ink_quiet = { 0.36, 0.38, 0.41 };
const CsInk cs_ink_grid = { 0.87, 0.88, 0.89 };
const CsInk cs_ink_context = { 0.55, 0.57, 0.60 };
const CsInk cs_ink_ground = { 1, 1, 1 };

static const CsInk inks[CS_CHART_N_INKS] = {
  { 0.000, 0.447, 0.698 }, /* blue */
  { 0.835, 0.369, 0.000 }, /* vermilion */
  { 0.000, 0.620, 0.451 }, /* bluish green */
  { 0.667, 0.200, 0.467 }, /* plum */
  { 0.420, 0.165, 0.043 }, /* brown */
  { 0.149, 0.141, 0.169 }, /* charcoal */
  { 0.478, 0.361, 1.000 }, /* violet */
};

static CsInk
darken (CsInk  ink,
        double part)
{
  return (CsInk) { ink.red * part, ink.green * part, ink.blue * part };
}

CsInk
cs_chart_ink (guint series)
{
  CsInk ink = inks[series % CS_CHART_N_INKS];

  return series < CS_CHART_N_INKS ? ink : darken (ink, 0.6);
}

static double
luminance (CsInk ink)
{
  const double parts[] = { ink.red, ink.green, ink.blue };
  const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    sum += weights[i] * (parts[i] <= 0.04045 ? parts[i] / 12.92 : pow ((parts[i] + 0.055) / 1.055, 2.4));
  return sum;
}

double
cs_chart_contrast (CsInk one,
                   CsInk other)
{
  double first = luminance (one), second = luminance (other);

  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}

CsInk
cs_chart_ink_for_text (CsInk ink)
{
  while (cs_chart_contrast (ink, cs_ink_ground) < 4.5)
    ink = darken (ink, 0.95);
  return ink;
}

CsInk
cs_chart_ink_upon (CsInk ink)
{
  return cs_chart_contrast (ink, cs_ink_ground) >= cs_chart_contrast (ink, cs_ink_text) ? cs_ink_ground : cs_ink_text;
}
