/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "cs-chart-drawing-private.h"

double
cs_sheet_value (const CsSheet *sheet,
                guint          category,
                guint          series)
{
  return sheet->values[(gsize) category * sheet->n_series + series];
}

const char *
cs_sheet_category (const CsSheet *sheet,
                   guint          category)
{
  return cs_table_get_cell (sheet->chart->table, sheet->rows[category], 0);
}

const char *
cs_sheet_series (const CsSheet *sheet,
                 guint          series)
{
  return cs_table_get_cell (sheet->chart->table, 0, series + 1);
}

/* --- order --- */

typedef struct
{
  guint  row;
  double value;
} Ranked;

static int
compare_ranked (gconstpointer one,
                gconstpointer other,
                gpointer      descending)
{
  const Ranked *first = one, *second = other;

  /* What has no value stands at the end either way. */
  if (isnan (first->value) || isnan (second->value))
    return (int) isnan (first->value) - (int) isnan (second->value);
  if (first->value == second->value)
    return first->row < second->row ? -1 : first->row > second->row;
  return (first->value < second->value) == (descending == NULL) ? -1 : 1;
}

static void
order_rows (CsSheet *sheet)
{
  g_autofree Ranked *ranked = g_new (Ranked, sheet->n_categories + 1);
  CsChartOrder order = sheet->chart->order;

  for (guint i = 0; i < sheet->n_categories; i++)
    {
      ranked[i] = (Ranked) { i + 1, NAN };
      cs_table_parse_number (cs_table_get_cell (sheet->chart->table, i + 1, 1), &ranked[i].value);
    }
  if (order != CS_CHART_ORDER_TABLE && sheet->n_series > 0)
    g_qsort_with_data (ranked, (int) sheet->n_categories, sizeof (Ranked), compare_ranked,
                       order == CS_CHART_ORDER_DESCENDING ? sheet : NULL);
  for (guint i = 0; i < sheet->n_categories; i++)
    sheet->rows[i] = ranked[i].row;
}

/* Dates that ascend are placed by time. */
static void
read_days (CsSheet *sheet)
{
  CsChartKind kind = sheet->chart->kind;
  gboolean ordered;

  if (kind != CS_CHART_LINE && kind != CS_CHART_AREA && kind != CS_CHART_MULTIPLES)
    return;
  if (sheet->chart->order != CS_CHART_ORDER_TABLE || !cs_chart_has_dates (sheet->chart, &ordered) || !ordered)
    return;

  sheet->days = g_new (double, sheet->n_categories);
  for (guint i = 0; i < sheet->n_categories; i++)
    sheet->day_kind = cs_chart_parse_date (cs_sheet_category (sheet, i), &sheet->days[i]);
}

void
cs_sheet_read (CsSheet *sheet)
{
  sheet->n_categories = cs_chart_n_categories (sheet->chart);
  sheet->n_series = cs_chart_n_series (sheet->chart);
  sheet->rows = g_new (guint, sheet->n_categories + 1);
  sheet->values = g_new (double, (gsize) sheet->n_categories * sheet->n_series + 1);
  order_rows (sheet);
  for (guint i = 0; i < sheet->n_categories; i++)
    {
      for (guint j = 0; j < sheet->n_series; j++)
        {
          double value = NAN;

          cs_table_parse_number (cs_table_get_cell (sheet->chart->table, sheet->rows[i], j + 1), &value);
          sheet->values[(gsize) i * sheet->n_series + j] = value;
        }
    }

  read_days (sheet);
  sheet->words = cs_chart_lexicon_for (cs_chart_get_language (sheet->chart));
  cs_sheet_read_numbers (sheet);
}

/* --- colours --- */

/* Whether each category has its own line or dots, so that highlights are names of categories. */
static gboolean
colours_categories (const CsSheet *sheet)
{
  CsChartKind kind = sheet->chart->kind;

  return kind == CS_CHART_SHARE || cs_chart_kind_is_pair (kind) ||
         (sheet->n_series == 1 && (kind == CS_CHART_BAR || kind == CS_CHART_GROUPED_BAR || kind == CS_CHART_STACKED_BAR || kind == CS_CHART_DOT));
}

/* Place of @name among what is highlighted, -1 if it is not. */
static int
find_highlight (const CsSheet *sheet,
                const char    *name)
{
  guint at;

  return g_ptr_array_find_with_equal_func (sheet->chart->highlights, name, g_str_equal, &at) ? (int) at : -1;
}

gboolean
cs_sheet_is_lit (const CsSheet *sheet,
                 guint          series)
{
  return colours_categories (sheet) || cs_chart_is_highlighted (sheet->chart, cs_sheet_series (sheet, series));
}

/* Context has one grey; where parts lie side by side, as many as there are parts. */
static CsInk
shade_of (const CsSheet *sheet,
          guint          at,
          gboolean       by_category)
{
  guint n = by_category ? sheet->n_categories : sheet->n_series;
  double part = n > 1 ? (double) at / (n - 1) : 1;

  if (sheet->chart->kind == CS_CHART_LINE || sheet->chart->kind == CS_CHART_MULTIPLES)
    return cs_ink_context;
  return (CsInk) { 0.33 + 0.22 * part, 0.35 + 0.22 * part, 0.38 + 0.22 * part };
}

CsInk
cs_sheet_ink (const CsSheet *sheet,
              guint          category,
              guint          series)
{
  gboolean by_category = colours_categories (sheet);
  int at;

  if (sheet->chart->highlights->len == 0)
    return cs_chart_ink (sheet->chart->kind == CS_CHART_SHARE ? category : by_category ? 0 : series);

  at = find_highlight (sheet, by_category ? cs_sheet_category (sheet, category) : cs_sheet_series (sheet, series));
  if (at >= 0)
    return cs_chart_ink ((guint) at);
  return by_category && sheet->chart->kind != CS_CHART_SHARE ? cs_ink_context : shade_of (sheet, by_category ? category : series, by_category);
}

void
cs_sheet_add_point (CsSheet *sheet,
                    guint    category,
                    guint    series,
                    double   x,
                    double   y)
{
  CsChartPoint point = { sheet->rows[category], series + 1, cs_sheet_x (sheet, x, 0), y };

  g_array_append_val (sheet->points, point);
}

double
cs_sheet_add_up (const CsSheet *sheet,
                 guint          category)
{
  double sum = 0;

  for (guint j = 0; j < sheet->n_series; j++)
    sum += isfinite (cs_sheet_value (sheet, category, j)) ? cs_sheet_value (sheet, category, j) : 0;
  return sum;
}
