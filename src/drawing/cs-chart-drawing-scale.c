/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cs-chart-drawing-private.h"

#define WANTED_STEPS 5

/* Outside of these a number is written with an exponent. */
#define LARGEST_PLAIN 1e15
#define SMALLEST_PLAIN 1e-6

/* A round step: 1, 2, 2.5 or 5 times a power of ten. */
static double
round_step (double range)
{
  static const double steps[] = { 1, 2, 2.5, 5, 10 };
  double rough = range / WANTED_STEPS;
  double power = pow (10, floor (log10 (rough)));

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (steps[i] * power >= rough * 0.999)
        return steps[i] * power;
    }

  return 10 * power;
}

static gboolean
uses_decimal_comma (const CsSheet *sheet)
{
  for (guint i = 0; i < sheet->n_categories; i++)
    {
      for (guint j = 0; j < sheet->n_series; j++)
        {
          const char *cell = cs_sheet_cell (sheet, i, j);
          const char *comma = strrchr (cell, ',');
          double value = cs_sheet_value (sheet, i, j);

          if (comma != NULL && strchr (comma, '.') == NULL && isfinite (value) && value != floor (value))
            return TRUE;
        }
    }

  return FALSE;
}

/* Whether somebody typed "1,204". */
static gboolean
groups_thousands (const CsSheet *sheet)
{
  for (guint i = 0; i < sheet->n_categories; i++)
    {
      for (guint j = 0; j < sheet->n_series; j++)
        {
          const char *cell = cs_sheet_cell (sheet, i, j);

          if (fabs (cs_sheet_value (sheet, i, j)) >= 1000 && strpbrk (cell, ", '") != NULL)
            return TRUE;
        }
    }

  return FALSE;
}

CsScale
cs_scale_for (const CsSheet *sheet)
{
  CsScale scale = { .low = INFINITY, .high = -INFINITY, .decimal_comma = uses_decimal_comma (sheet) };
  gsize n = (gsize) sheet->n_categories * sheet->n_series;
  gboolean whole = TRUE;

  for (gsize i = 0; i < n; i++)
    {
      if (isfinite (sheet->values[i]))
        {
          whole &= sheet->values[i] == trunc (sheet->values[i]);
          scale.low = MIN (scale.low, sheet->values[i]);
          scale.high = MAX (scale.high, sheet->values[i]);
        }
    }
  if (scale.low > scale.high)
    scale.low = scale.high = 0;

  /* Bars lie if they do not start at zero. A line may leave it out where nothing would be seen otherwise. */
  if (sheet->chart->kind != CS_CHART_LINE || scale.high - scale.low > 0.35 * MAX (fabs (scale.high), fabs (scale.low)) ||
      scale.high == scale.low)
    {
      scale.low = MIN (scale.low, 0);
      scale.high = MAX (scale.high, 0);
    }
  if (scale.high == scale.low)
    scale.high = scale.low + 1;

  scale.group_four = MAX (fabs (scale.low), fabs (scale.high)) >= 10000 || groups_thousands (sheet);

  /* Divided first, so that the largest numbers do not overflow. */
  scale.step = round_step (scale.high / 2 - scale.low / 2) * 2;
  if (isfinite (scale.high - scale.low))
    scale.step = round_step (scale.high - scale.low);
  if (whole)
    scale.step = MAX (scale.step, 1); /* there is no half a post */
  scale.low = floor (scale.low / scale.step + 1e-9) * scale.step;
  scale.high = ceil (scale.high / scale.step - 1e-9) * scale.step;
  return scale;
}

/* Puts thousands marks into "1234.5". */
static char *
group_digits (const char    *plain,
              const CsScale *scale)
{
  GString *text = g_string_new (NULL);
  gsize n_whole = strcspn (plain, ".");
  gsize start = *plain == '-' ? 1 : 0;

  if (start > 0)
    g_string_append (text, "−");
  for (gsize i = start; i < n_whole; i++)
    {
      /* Four digits alone need no mark; else a comma, or a thin space beside a decimal comma. */
      if (i > start && (n_whole - i) % 3 == 0 && (scale->group_four || n_whole - start > 4))
        g_string_append (text, scale->decimal_comma ? "\u2009" : ",");
      g_string_append_c (text, plain[i]);
    }
  if (plain[n_whole] != '\0')
    g_string_append_printf (text, "%c%s", scale->decimal_comma ? ',' : '.', plain + n_whole + 1);

  return g_string_free (text, FALSE);
}

char *
cs_scale_format (const CsScale *scale,
                 double         value)
{
  char plain[64];
  double largest = MAX (fabs (scale->low), fabs (scale->high));
  int decimals = MAX (0, (int) ceil (-log10 (scale->step) - 1e-9));

  if (fabs (value) < scale->step / 1000)
    return g_strdup ("0");
  if (largest >= LARGEST_PLAIN || scale->step < SMALLEST_PLAIN)
    {
      g_ascii_formatd (plain, sizeof plain, "%.3g", value);
      return g_strdup (plain);
    }

  /* 2.5 and 0.25 have one digit more than their power of ten says. */
  if (fabs (scale->step * pow (10, decimals) - round (scale->step * pow (10, decimals))) > 1e-6)
    decimals++;
  switch (MIN (decimals, 8))
    {
    case 0:
      g_ascii_formatd (plain, sizeof plain, "%.0f", value);
      break;
    case 1:
      g_ascii_formatd (plain, sizeof plain, "%.1f", value);
      break;
    case 2:
      g_ascii_formatd (plain, sizeof plain, "%.2f", value);
      break;
    case 3:
      g_ascii_formatd (plain, sizeof plain, "%.3f", value);
      break;
    case 4:
      g_ascii_formatd (plain, sizeof plain, "%.4f", value);
      break;
    default:
      g_ascii_formatd (plain, sizeof plain, "%.8f", value);
      break;
    }

  return group_digits (plain, scale);
}

char *
cs_scale_format_cell (const CsScale *scale,
                      const char    *cell)
{
  gsize n_digits = strspn (cell, "-0123456789");

  if (n_digits > 0 && cell[n_digits + strspn (cell + n_digits, ".0123456789")] == '\0')
    return group_digits (cell, scale);

  return *cell == '-' ? g_strconcat ("−", cell + 1, NULL) : g_strdup (cell);
}

double
cs_scale_place (const CsScale *scale,
                const CsArea  *plot,
                double         value)
{
  /* Halved, so that a range of the largest numbers does not overflow. */
  double part = (value / 2 - scale->low / 2) / (scale->high / 2 - scale->low / 2);

  return plot->y + plot->height * (1 - part);
}
