/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-chart.h"

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
    case CS_CHART_STACKED_BAR:
      return g_strdup_printf (_("Stacked bar chart “%s”, unit: %s."), title, unit);
    case CS_CHART_STACKED_SHARE:
      return g_strdup_printf (_("Bar chart of shares “%s”, each bar 100 %%, unit of the figures: %s."), title, unit);
    case CS_CHART_AREA:
      return g_strdup_printf (_("Area chart “%s”, unit: %s."), title, unit);
    case CS_CHART_SHARE:
      return g_strdup_printf (_("Chart of shares of a whole “%s”, unit: %s."), title, unit);
    case CS_CHART_DOT:
      return g_strdup_printf (_("Dot chart “%s”, unit: %s."), title, unit);
    case CS_CHART_MULTIPLES:
      return g_strdup_printf (_("Small charts side by side “%s”, unit: %s."), title, unit);
    case CS_CHART_DUMBBELL:
    case CS_CHART_SLOPE:
      return g_strdup_printf (_("Chart comparing two periods “%s”, unit: %s."), title, unit);
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

/* --- shares --- */

/* Digits as many as a reader needs: 34.6 %, 8 %. */
static char *
format_share (double part,
              double whole)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  /* Translators: a share, in percent */
  return g_strdup_printf (_("%s %%"), g_ascii_formatd (number, sizeof number, "%.3g", whole > 0 ? 100 * part / whole : 0));
}

static double
add_up (const CsTable *table,
        guint          row,
        guint          column)
{
  guint from_row = row > 0 ? row : 1, to_row = row > 0 ? row : cs_table_get_n_rows (table) - 1;
  guint from_column = column > 0 ? column : 1, to_column = column > 0 ? column : table->n_columns - 1;
  double sum = 0, value;

  for (guint i = from_row; i <= to_row; i++)
    {
      for (guint j = from_column; j <= to_column; j++)
        sum += cs_table_parse_number (cs_table_get_cell (table, i, j), &value) ? value : 0;
    }

  return sum;
}

static void
add_parts (GString       *text,
           const CsTable *table,
           glong          max)
{
  double whole = add_up (table, 0, 1);

  for (guint row = 1; row < cs_table_get_n_rows (table); row++)
    {
      double value;
      g_autofree char *name = shorten_cell (table, row, 0);
      g_autofree char *share = NULL;

      if (!cs_table_parse_number (cs_table_get_cell (table, row, 1), &value))
        continue;
      share = format_share (value, whole);
      /* Translators: alt text of a chart: a part, its figure and its share of the whole: “Rail: 240, which is 12 %.” */
      add_sentence (text, g_strdup_printf (_("%s: %s, which is %s."), name, cs_table_get_cell (table, row, 1), share), max);
    }
}

/* Of one series, where its share is largest and smallest. */
static char *
describe_shares (const CsTable *table,
                 guint          column)
{
  g_autofree char *name = shorten_cell (table, 0, column);
  g_autofree char *most = NULL, *least = NULL, *most_where = NULL, *least_where = NULL;
  guint high_row = 0, low_row = 0;
  double high = 0, low = 0;

  for (guint row = 1; row < cs_table_get_n_rows (table); row++)
    {
      double value, whole = add_up (table, row, 0);

      if (!cs_table_parse_number (cs_table_get_cell (table, row, column), &value) || whole <= 0)
        continue;
      if (high_row == 0 || value / whole > high)
        {
          high = value / whole;
          high_row = row;
        }
      if (low_row == 0 || value / whole < low)
        {
          low = value / whole;
          low_row = row;
        }
    }

  if (high_row == 0)
    return g_strdup_printf (_("%s has no values."), name);
  most = format_share (high, 1);
  least = format_share (low, 1);
  most_where = shorten_cell (table, high_row, 0);
  least_where = shorten_cell (table, low_row, 0);
  if (high_row == low_row)
    return g_strdup_printf (_("%s: the value is %s."), name, most);
  /* Translators: alt text of a chart of shares: a series, then twice a share and the category where it stands */
  return g_strdup_printf (_("%s: largest share %s (%s), smallest %s (%s)."), name, most, most_where, least, least_where);
}

/* --- two periods --- */

static void
add_changes (GString       *text,
             const CsTable *table,
             glong          max)
{
  guint n_up = 0, n_down = 0;
  g_autofree char *from = shorten_cell (table, 0, 1);
  g_autofree char *to = shorten_cell (table, 0, 2);

  for (guint row = 1; row < cs_table_get_n_rows (table); row++)
    {
      double before, after;

      if (!cs_table_parse_number (cs_table_get_cell (table, row, 1), &before) ||
          !cs_table_parse_number (cs_table_get_cell (table, row, 2), &after))
        continue;
      n_up += after > before;
      n_down += after < before;
    }

  /* Translators: alt text of a chart: two periods, as in “It compares 2019 with 2026.” */
  add_sentence (text, g_strdup_printf (_("It compares %s with %s."), from, to), max);
  if (n_up > 0)
    add_sentence (text, g_strdup_printf (ngettext ("%u category is higher.", "%u categories are higher.", n_up), n_up), max);
  if (n_down > 0)
    add_sentence (text, g_strdup_printf (ngettext ("%u category is lower.", "%u categories are lower.", n_down), n_down), max);

  for (guint row = 1; row < cs_table_get_n_rows (table); row++)
    {
      g_autofree char *name = shorten_cell (table, row, 0);
      const char *before = cs_table_get_cell (table, row, 1), *after = cs_table_get_cell (table, row, 2);

      if (!is_blank (before) && !is_blank (after))
        /* Translators: alt text of a chart: a category, then its figures in two periods */
        add_sentence (text, g_strdup_printf (_("%s: from %s to %s."), name, before, after), max);
    }
}

static void
add_data (GString       *text,
          const CsChart *chart,
          glong          max)
{
  guint n_series = cs_chart_n_series (chart);

  if (cs_chart_kind_is_pair (chart->kind) && n_series == 2)
    {
      add_changes (text, chart->table, max);
      return;
    }

  add_sentence (text, describe_range (chart->table, n_series), max);
  if (chart->kind == CS_CHART_SHARE)
    {
      add_parts (text, chart->table, max);
      return;
    }

  for (guint column = 1; column <= n_series; column++)
    add_sentence (text, chart->kind == CS_CHART_STACKED_SHARE ? describe_shares (chart->table, column)
                                                              : describe_series (chart->table, column, n_series > 1), max);
}

static void
add_notes (GString       *text,
           const CsChart *chart,
           glong          max)
{
  for (guint i = 0; i < chart->annotations->len; i++)
    {
      const CsChartAnnotation *annotation = g_ptr_array_index (chart->annotations, i);
      g_autofree char *category = shorten (annotation->category, MAX_NAME);

      /* Translators: alt text of a chart: a category, then words that stand beside its value */
      add_sentence (text, g_strdup_printf (_("A note at %s says: “%s”."), category, annotation->text), max);
    }
}

char *
cs_chart_describe (const CsChart *chart)
{
  g_autofree char *source = NULL;
  GString *text;
  glong max = MAX_DESCRIPTION;

  g_return_val_if_fail (chart != NULL, NULL);

  text = g_string_new (NULL);
  source = describe_source (chart);
  if (source != NULL)
    max -= g_utf8_strlen (source, -1) + 1;
  add_sentence (text, describe_kind (chart), max);

  if (cs_chart_n_categories (chart) > 0)
    add_data (text, chart, max);
  add_notes (text, chart, max);

  add_sentence (text, g_steal_pointer (&source), MAX_DESCRIPTION);
  return g_string_free (text, FALSE);
}
