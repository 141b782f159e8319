/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-chart.h"
#include "cs-error.h"

#define MAX_SERIES 12
#define MAX_CATEGORIES 500

/* Bounds of alt text, in characters: of all, and of each thing in it that a person typed. */
#define MAX_DESCRIPTION 1000
#define MAX_TITLE 250
#define MAX_NAME 60

static gboolean
is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      if (!g_unichar_isspace (g_utf8_get_char (text)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_texts (const CsChart *chart,
             GError       **error)
{
  const char *missing = is_blank (chart->title) ? "title" :
                        is_blank (chart->unit) ? "unit" :
                        is_blank (chart->source) ? "source" :
                        is_blank (chart->as_of) ? "as-of date" : NULL;

  if (missing == NULL)
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_INCOMPLETE, "The chart has no %s", missing);
  return FALSE;
}

static gboolean
check_size (const CsTable *table,
            GError       **error)
{
  guint n_rows = cs_table_get_n_rows (table);

  if (n_rows < 2 || table->n_columns < 2)
    g_set_error_literal (error, CS_ERROR, CS_ERROR_INCOMPLETE, "The chart needs at least one category and one series");
  else if (table->n_columns - 1 > MAX_SERIES)
    g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "The chart has %u series, more than %d", table->n_columns - 1, MAX_SERIES);
  else if (n_rows - 1 > MAX_CATEGORIES)
    g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "The chart has %u categories, more than %d", n_rows - 1, MAX_CATEGORIES);
  else
    return TRUE;

  return FALSE;
}

static gboolean
check_cells (const CsTable *table,
             GError       **error)
{
  guint n_numbers = 0;

  for (guint row = 1; row < cs_table_get_n_rows (table); row++)
    {
      for (guint column = 1; column < table->n_columns; column++)
        {
          const char *cell = cs_table_get_cell (table, row, column);
          double value;

          if (is_blank (cell))
            continue;
          n_numbers++;
          if (cs_table_parse_number (cell, &value))
            continue;
          g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” in row %u, column %u is not a number", cell, row + 1, column + 1);
          return FALSE;
        }
    }

  if (n_numbers == 0)
    g_set_error_literal (error, CS_ERROR, CS_ERROR_INCOMPLETE, "The chart has no numbers");
  return n_numbers > 0;
}

gboolean
cs_chart_check (const CsChart *chart,
                GError       **error)
{
  g_return_val_if_fail (chart != NULL, FALSE);

  return check_texts (chart, error) && check_size (chart->table, error) && check_cells (chart->table, error);
}

/* --- description --- */

/* What is said of one series: rows of the table, 0 if it has no number. */
typedef struct
{
  guint first;
  guint last;
  guint lowest;
  guint highest;
} Extremes;

static Extremes
find_extremes (const CsTable *table,
               guint          column)
{
  Extremes found = { 0 };
  double low = 0, high = 0;

  for (guint row = 1; row < cs_table_get_n_rows (table); row++)
    {
      double value;

      if (!cs_table_parse_number (cs_table_get_cell (table, row, column), &value))
        continue;
      if (found.first == 0 || value < low)
        {
          low = value;
          found.lowest = row;
        }
      if (found.first == 0 || value > high)
        {
          high = value;
          found.highest = row;
        }
      found.first = found.first == 0 ? row : found.first;
      found.last = row;
    }

  return found;
}

/* Returns @text, shortened at a character if it has more than @max of them. */
static char *
shorten (const char *text,
         glong       max)
{
  g_autofree char *head = NULL;

  if (g_utf8_strlen (text, -1) <= max)
    return g_strdup (text);

  head = g_utf8_substring (text, 0, max - 1);
  return g_strconcat (g_strchomp (head), "…", NULL);
}

static char *
shorten_cell (const CsTable *table,
              guint          row,
              guint          column)
{
  return shorten (cs_table_get_cell (table, row, column), MAX_NAME);
}

static char *
describe_kind (const CsChart *chart)
{
  g_autofree char *title = shorten (chart->title, MAX_TITLE);
  g_autofree char *unit = shorten (chart->unit, MAX_NAME);

  switch (chart->kind)
    {
    case CS_CHART_BAR:
      /* Translators: alt text of a chart: its title, then the unit of its numbers ("%", "million yuan") */
      return g_strdup_printf (_("Bar chart “%s”, unit: %s."), title, unit);
    case CS_CHART_GROUPED_BAR:
      return g_strdup_printf (_("Grouped bar chart “%s”, unit: %s."), title, unit);
    case CS_CHART_LINE:
      return g_strdup_printf (_("Line chart “%s”, unit: %s."), title, unit);
    }

  g_return_val_if_reached (NULL);
}

static char *
describe_range (const CsTable *table,
                guint          n_series)
{
  guint n = cs_table_get_n_rows (table) - 1;
  g_autofree char *first = shorten_cell (table, 1, 0);
  g_autofree char *last = shorten_cell (table, n, 0);

  if (n == 1)
    return g_strdup_printf (_("It shows one category: %s."), first);
  if (n_series == 1)
    /* Translators: alt text of a chart: number of categories, the first and the last of them ("12 categories, from January to December") */
    return g_strdup_printf (ngettext ("It shows %u category, from %s to %s.", "It shows %u categories, from %s to %s.", n),
                            n, first, last);
  /* Translators: alt text of a chart: number of categories, the first and the last of them, number of series */
  return g_strdup_printf (ngettext ("It shows %u category, from %s to %s, for %u series.",
                                    "It shows %u categories, from %s to %s, for %u series.", n),
                          n, first, last, n_series);
}

static char *
describe_series (const CsTable *table,
                 guint          column,
                 gboolean       named)
{
  Extremes found = find_extremes (table, column);
  g_autofree char *name = shorten_cell (table, 0, column);
  g_autofree char *highest = shorten_cell (table, found.highest, 0);
  g_autofree char *lowest = shorten_cell (table, found.lowest, 0);
  g_autofree char *first = shorten_cell (table, found.first, 0);
  g_autofree char *last = shorten_cell (table, found.last, 0);
  const char *high = cs_table_get_cell (table, found.highest, column);
  const char *low = cs_table_get_cell (table, found.lowest, column);
  const char *start = cs_table_get_cell (table, found.first, column);
  const char *end = cs_table_get_cell (table, found.last, column);

  if (found.first == 0)
    return named ? g_strdup_printf (_("%s has no values."), name) : NULL;
  if (found.first == found.last)
    /* Translators: alt text of a chart: name of a series or category, then a number */
    return g_strdup_printf (_("%s: the value is %s."), named ? name : first, start);
  if (named)
    /* Translators: alt text of a chart: a series, then four times a number and the category where it stands */
    return g_strdup_printf (_("%s: highest %s (%s), lowest %s (%s), first %s (%s), last %s (%s)."),
                            name, high, highest, low, lowest, start, first, end, last);
  /* Translators: alt text of a chart: four times a number and the category where it stands */
  return g_strdup_printf (_("The highest value is %s (%s), the lowest %s (%s); the first is %s (%s), the last %s (%s)."),
                          high, highest, low, lowest, start, first, end, last);
}

static char *
describe_source (const CsChart *chart)
{
  g_autofree char *source = shorten (chart->source, MAX_TITLE);
  g_autofree char *as_of = shorten (chart->as_of, MAX_NAME);

  if (is_blank (source))
    return NULL;
  /* Translators: alt text of a chart: where the numbers come from, and of which date they are */
  return is_blank (as_of) ? g_strdup_printf (_("Source: %s."), source) : g_strdup_printf (_("Source: %s, as of %s."), source, as_of);
}

/* Adds @sentence unless the text would become longer than @max characters. */
static void
add_sentence (GString *text,
              char    *sentence,
              glong    max)
{
  g_autofree char *owned = sentence;
  g_autofree char *joined = NULL;

  if (owned == NULL || g_utf8_strlen (text->str, -1) + 1 + g_utf8_strlen (owned, -1) > max)
    return;
  if (text->len > 0)
    /* Translators: two sentences, one after the other; without the space in Chinese or Japanese */
    joined = g_strdup_printf (C_("between sentences", "%1$s %2$s"), text->str, owned);
  g_string_assign (text, joined != NULL ? joined : owned);
}

char *
cs_chart_describe (const CsChart *chart)
{
  g_autofree char *source = NULL;
  GString *text;
  glong max = MAX_DESCRIPTION;
  guint n_series;

  g_return_val_if_fail (chart != NULL, NULL);

  text = g_string_new (NULL);
  source = describe_source (chart);
  if (source != NULL)
    max -= g_utf8_strlen (source, -1) + 1;
  add_sentence (text, describe_kind (chart), max);

  if (cs_table_get_n_rows (chart->table) > 1 && chart->table->n_columns > 1)
    {
      n_series = chart->kind == CS_CHART_BAR ? 1 : chart->table->n_columns - 1;
      add_sentence (text, describe_range (chart->table, n_series), max);
      for (guint column = 1; column <= n_series; column++)
        add_sentence (text, describe_series (chart->table, column, n_series > 1), max);
    }

  add_sentence (text, g_steal_pointer (&source), MAX_DESCRIPTION);
  return g_string_free (text, FALSE);
}
