/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cs-chart-drawing-private.h"

/* A round step: 1, 2, 2.5 or 5 times a power of ten. */
static double
round_step (double range,
            guint  n_steps)
{
  static const double steps[] = { 1, 2, 2.5, 5, 10 };
  double rough = range / n_steps;
  double power = pow (10, floor (log10 (rough)));

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (steps[i] * power >= rough * 0.999)
        return steps[i] * power;
    }

  return 10 * power;
}

CsScale
cs_scale_between (double   low,
                  double   high,
                  gboolean with_zero,
                  gboolean whole,
                  guint    n_steps)
{
  CsScale scale = { .low = low, .high = high };

  if (scale.low > scale.high)
    scale.low = scale.high = 0;
  if (with_zero || scale.low == scale.high)
    {
      scale.low = MIN (scale.low, 0);
      scale.high = MAX (scale.high, 0);
    }
  if (scale.high == scale.low)
    scale.high = scale.low + 1;

  /* Divided first, so that the largest numbers do not overflow. */
  scale.step = round_step (scale.high / 2 - scale.low / 2, n_steps) * 2;
  if (isfinite (scale.high - scale.low))
    scale.step = round_step (scale.high - scale.low, n_steps);
  if (whole)
    scale.step = MAX (scale.step, 1); /* there is no half a post */
  scale.low = floor (scale.low / scale.step + 1e-9) * scale.step;
  scale.high = ceil (scale.high / scale.step - 1e-9) * scale.step;
  return scale;
}

/* Bars lie if they do not start at zero. A line may leave it out where nothing would be seen otherwise. */
static gboolean
needs_zero (const CsSheet *sheet,
            double         low,
            double         high)
{
  if (cs_chart_kind_is_filled (sheet->chart->kind) || sheet->chart->axis == CS_CHART_AXIS_ZERO)
    return TRUE;
  if (sheet->chart->axis == CS_CHART_AXIS_DATA)
    return FALSE;

  return high - low > 0.35 * MAX (fabs (high), fabs (low)) || high == low;
}

CsScale
cs_scale_for (const CsSheet *sheet,
              guint          n_steps)
{
  double low = INFINITY, high = -INFINITY;
  gsize n = (gsize) sheet->n_categories * sheet->n_series;
  gboolean whole = TRUE;

  for (gsize i = 0; i < n; i++)
    {
      if (isfinite (sheet->values[i]))
        {
          whole &= sheet->values[i] == trunc (sheet->values[i]);
          low = MIN (low, sheet->values[i]);
          high = MAX (high, sheet->values[i]);
        }
    }

  return cs_scale_between (low, high, needs_zero (sheet, low, high), whole, n_steps);
}

CsScale
cs_scale_for_stack (const CsSheet *sheet,
                    guint          n_steps)
{
  double low = 0, high = 0;
  gboolean whole = TRUE;

  if (sheet->chart->kind == CS_CHART_STACKED_SHARE)
    return (CsScale) { 0, 100, n_steps >= 5 ? 20 : n_steps > 2 ? 25 : 50 }
  ;

  for (guint i = 0; i < sheet->n_categories; i++)
    {
      double up = 0, down = 0;

      for (guint j = 0; j < sheet->n_series; j++)
        {
          double value = cs_sheet_value (sheet, i, j);

          if (!isfinite (value))
            continue;
          whole &= value == trunc (value);
          /* Halved against overflow: what is as large as that is not read to its last digit. */
          up = value > 0 ? MIN (up / 2 + value / 2, G_MAXDOUBLE / 4) * 2 : up;
          down = value < 0 ? MAX (down / 2 + value / 2, -G_MAXDOUBLE / 4) * 2 : down;
        }
      high = MAX (high, up);
      low = MIN (low, down);
    }

  return cs_scale_between (low, high, TRUE, whole, n_steps);
}

double
cs_scale_part (const CsScale *scale,
               double         value)
{
  /* Halved, so that a range of the largest numbers does not overflow. */
  return (value / 2 - scale->low / 2) / (scale->high / 2 - scale->low / 2);
}

gboolean
cs_scale_has_zero (const CsScale *scale)
{
  return scale->low <= scale->step / 1000 && scale->high >= -scale->step / 1000;
}

guint
cs_sheet_steps (double length)
{
  return (guint) CLAMP (length / 85, 2, 6);
}
