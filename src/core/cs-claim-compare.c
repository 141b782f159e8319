/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cs-claims-private.h"

/* Sums and differences are looked for in tables of this many rows at most: a post that tells them shows few. */
#define MAX_DERIVED_ROWS 60

/* How near a number must be to a cell to be meant for it: where its sentence names the cell, and where not. */
#define NEAR_NAMED 0.5
#define NEAR 0.1

typedef struct
{
  const char    *text;
  const CsChart *chart;
  const CsTable *table;
  double         scale;   /* of the chart's unit: 1,000,000 of “million yuan” */
  gboolean       percent; /* the chart's unit */
} Comparison;

static gboolean
read_cell (const Comparison *comparison,
           guint             row,
           guint             column,
           double           *value)
{
  const char *cell = cs_table_get_cell (comparison->table, row, column);

  return *cell != '\0' && cs_table_parse_number (cell, value);
}

/* Half of the last digit that the text gives; zeros at the end of a large number are rounding too, but never more than a twentieth.
 * “About” allows one whole step. */
static double
tolerance_of (const CsClaimSpan *claim)
{
  double step = pow (10, -(double) claim->decimals);
  double size = fabs (claim->value);
  double tolerance;

  if (claim->decimals == 0 && size >= 100)
    {
      guint zeros = 0;

      for (double rest = size; rest >= 10 && fmod (rest, 10) == 0; rest /= 10)
        zeros++;
      if (zeros >= 2)
        step = pow (10, zeros);
    }
  tolerance = step / 2;
  if (claim->about)
    tolerance = MAX (step, size / 50);
  return MIN (tolerance, MAX (size / 20, 0.5 * pow (10, -(double) claim->decimals))) * (1 + 1e-9) + 1e-12;
}

static gboolean
agrees (const Comparison  *comparison,
        const CsClaimSpan *claim,
        double             value)
{
  double tolerance = tolerance_of (claim);
  double scaled = claim->scale / comparison->scale;

  value = fabs (value);
  return fabs (value - fabs (claim->value)) <= tolerance ||
         fabs (value - fabs (claim->value) * scaled) <= tolerance * scaled ||
         fabs (value - fabs (claim->value) * claim->scale) <= tolerance * claim->scale;
}

static gboolean
is_a_cell (const Comparison  *comparison,
           const CsClaimSpan *claim)
{
  for (guint row = 1; row < cs_table_get_n_rows (comparison->table); row++)
    for (guint column = 1; column < comparison->table->n_columns; column++)
      {
        double value;

        if (read_cell (comparison, row, column, &value) && agrees (comparison, claim, value))
          return TRUE;
      }

  return FALSE;
}

/* What two numbers give: their difference, the change in percent, their share. */
static gboolean
two_give (const Comparison  *comparison,
          const CsClaimSpan *claim,
          double             one,
          double             other)
{
  return agrees (comparison, claim, other - one) ||
         agrees (comparison, claim, one + other) ||
         (one != 0 && agrees (comparison, claim, (other - one) / one * 100)) ||
         (other != 0 && agrees (comparison, claim, (one - other) / other * 100)) ||
         (one != 0 && agrees (comparison, claim, other / one)) ||
         (other != 0 && agrees (comparison, claim, one / other));
}

static gboolean
column_gives (const Comparison  *comparison,
              const CsClaimSpan *claim,
              const double      *values,
              guint              n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    {
      sum += values[i];
      for (guint j = i + 1; j < n; j++)
        if (two_give (comparison, claim, values[i], values[j]))
          return TRUE;
    }
  if (n == 0 || agrees (comparison, claim, sum) || agrees (comparison, claim, sum / n))
    return n > 0;

  /* A part of the whole, in percent. */
  for (guint i = 0; i < n && sum != 0; i++)
    if (agrees (comparison, claim, values[i] / sum * 100))
      return TRUE;
  return FALSE;
}

static gboolean
is_derived (const Comparison  *comparison,
            const CsClaimSpan *claim)
{
  guint n_rows = cs_table_get_n_rows (comparison->table);
  guint n_columns = comparison->table->n_columns;
  double values[MAX (MAX_DERIVED_ROWS, CS_TABLE_MAX_COLUMNS)];

  if (n_rows > MAX_DERIVED_ROWS)
    return FALSE;
  if (n_rows > 1 && agrees (comparison, claim, n_rows - 1) && claim->decimals == 0 && claim->kind == CS_CLAIM_FIGURE)
    return TRUE; /* “the 12 districts” */

  for (guint column = 1; column < n_columns; column++)
    {
      guint n = 0;

      for (guint row = 1; row < n_rows; row++)
        if (read_cell (comparison, row, column, &values[n]))
          n++;
      if (column_gives (comparison, claim, values, n))
        return TRUE;
    }
  for (guint row = 1; row < n_rows; row++)
    {
      guint n = 0;

      for (guint column = 1; column < MIN (n_columns, CS_TABLE_MAX_COLUMNS); column++)
        if (read_cell (comparison, row, column, &values[n]))
          n++;
      if (n > 1 && column_gives (comparison, claim, values, n))
        return TRUE;
    }

  return FALSE;
}

/* Whether @name stands in the sentence as a word of its own. */
static gboolean
names (const char *start,
       const char *end,
       const char *name)
{
  g_autofree char *sentence = g_strndup (start, (gsize) (end - start));
  g_autofree char *folded = g_utf8_casefold (sentence, -1);
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  if (g_utf8_strlen (wanted, -1) < 2)
    return FALSE;
  for (const char *at = strstr (folded, wanted); at != NULL; at = strstr (at + 1, wanted))
    {
      const char *behind = at + strlen (wanted);

      if ((at == folded || !g_ascii_isalnum (at[-1]) || !g_ascii_isalnum (*at)) &&
          (!g_ascii_isalnum (*behind) || !g_ascii_isalnum (behind[-1])))
        return TRUE;
    }

  return FALSE;
}

static double
distance (const Comparison  *comparison,
          const CsClaimSpan *claim,
          double             value)
{
  double plain = fabs (fabs (value) - fabs (claim->value));
  double scaled = fabs (fabs (value) - fabs (claim->value) * claim->scale / comparison->scale);

  return value == 0 ? HUGE_VAL : MIN (plain, scaled) / fabs (value);
}

/* Whether another number of the sentence is what the cell says: then this one is about something else. */
static gboolean
is_told_already (const Comparison  *comparison,
                 GArray            *claims,
                 gsize              start,
                 gsize              end,
                 double             value)
{
  for (guint i = 0; i < claims->len; i++)
    {
      const CsClaimSpan *claim = &g_array_index (claims, CsClaimSpan, i);

      if (claim->has_value && claim->start >= start && claim->end <= end && agrees (comparison, claim, value))
        return TRUE;
    }

  return FALSE;
}

/* Finds the cell that @claim must have meant: the nearest of those that its sentence names, else the nearest at all. */
static gboolean
find_meant (const Comparison  *comparison,
            GArray            *claims,
            const CsClaimSpan *claim,
            gboolean           same_unit,
            CsClaimConflict   *conflict)
{
  CsClaimScan scan = { comparison->text, strlen (comparison->text), NULL, NULL };
  const char *start = cs_claim_sentence_start (&scan, comparison->text + claim->start);
  const char *end = cs_claim_sentence_end (&scan, comparison->text + claim->end);
  guint n_columns = comparison->chart->kind == CS_CHART_BAR ? MIN (comparison->table->n_columns, 2) : comparison->table->n_columns;
  double best = HUGE_VAL;

  for (guint row = 1; row < cs_table_get_n_rows (comparison->table); row++)
    {
      gboolean named = names (start, end, cs_table_get_cell (comparison->table, row, 0));

      for (guint column = 1; column < n_columns; column++)
        {
          gboolean here = named && (n_columns == 2 || names (start, end, cs_table_get_cell (comparison->table, 0, column)));
          double value, far;

          if ((!here && !same_unit) || !read_cell (comparison, row, column, &value))
            continue;
          far = distance (comparison, claim, value);
          if (far > (here ? NEAR_NAMED : NEAR) ||
              is_told_already (comparison, claims, (gsize) (start - scan.text), (gsize) (end - scan.text), value))
            continue;
          if (!here)
            far += 1; /* what is named goes first */
          if (far < best)
            {
              best = far;
              conflict->row = row;
              conflict->column = column;
              conflict->in_chart = value;
            }
        }
    }

  return best < HUGE_VAL;
}

static gboolean
has_unit (const Comparison  *comparison,
          const CsClaimSpan *claim)
{
  g_autofree char *words = g_strndup (comparison->text + claim->start, claim->end - claim->start);

  if (claim->kind == CS_CLAIM_PERCENTAGE)
    return comparison->percent;
  return claim->kind == CS_CLAIM_AMOUNT && *comparison->chart->unit != '\0' && strstr (words, comparison->chart->unit) != NULL;
}

static void
read_chart_unit (Comparison *comparison)
{
  const char *unit = comparison->chart->unit;
  CsClaimUnit read = cs_claim_read_unit (unit);

  comparison->scale = read.scale;
  comparison->percent = read.percent || strchr (unit, '%') != NULL || g_strrstr (unit, "per cent") != NULL;
}

GArray *
cs_claims_compare_chart (const char    *text,
                         GArray        *claims,
                         const CsChart *chart)
{
  GArray *conflicts = g_array_new (FALSE, FALSE, sizeof (CsClaimConflict));
  Comparison comparison = { text, chart, NULL, 1, FALSE };

  g_return_val_if_fail (text != NULL && claims != NULL && chart != NULL, conflicts);

  comparison.table = chart->table;
  read_chart_unit (&comparison);
  for (guint i = 0; i < claims->len; i++)
    {
      const CsClaimSpan *claim = &g_array_index (claims, CsClaimSpan, i);
      CsClaimConflict conflict = { .start = claim->start, .end = claim->end, .in_text = claim->value };

      if (!claim->has_value || (claim->kind == CS_CLAIM_PERCENTAGE) != comparison.percent ||
          is_a_cell (&comparison, claim) || is_derived (&comparison, claim))
        continue;
      if (find_meant (&comparison, claims, claim, has_unit (&comparison, claim), &conflict))
        g_array_append_val (conflicts, conflict);
    }

  return conflicts;
}
