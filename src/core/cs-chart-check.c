/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "cs-chart-date.h"
#include "cs-chart.h"
#include "cs-error.h"

#define MAX_SERIES 12
#define MAX_CATEGORIES 500
#define MAX_POINTS_OF_LINE 5000

/* More than these can be drawn, but hardly read. */
#define MAX_PARTS 6
#define MAX_PARTS_DRAWN 10
#define MAX_LINES 6
#define MAX_BARS 40
#define MAX_SLOPES 12
#define LONG_TITLE 140

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

void
cs_chart_problem_free (CsChartProblem *problem)
{
  if (problem == NULL)
    return;

  g_free (problem->sentence);
  g_free (problem->detail);
  g_free (problem);
}

/* Takes both texts. */
static CsChartProblem *
add_problem (GPtrArray   *problems,
             CsChartField field,
             gboolean     blocking,
             char        *sentence,
             char        *detail)
{
  CsChartProblem *problem = g_new0 (CsChartProblem, 1);

  problem->field = field;
  problem->blocking = blocking;
  problem->sentence = sentence;
  problem->detail = detail;
  g_ptr_array_add (problems, problem);
  return problem;
}

static void
add_missing (GPtrArray   *problems,
             CsChartField field,
             const char  *sentence,
             const char  *detail)
{
  add_problem (problems, field, TRUE, g_strdup (sentence), g_strdup (detail))->missing = TRUE;
}

static void
add_wrong (GPtrArray   *problems,
           CsChartField field,
           const char  *sentence,
           const char  *detail)
{
  add_problem (problems, field, TRUE, g_strdup (sentence), g_strdup (detail));
}

static void
add_advice (GPtrArray   *problems,
            CsChartField field,
            const char  *sentence)
{
  add_problem (problems, field, FALSE, g_strdup (sentence), g_strdup (""));
}

static void
find_in_texts (const CsChart *chart,
               GPtrArray     *problems)
{
  if (is_blank (chart->title))
    add_missing (problems, CS_CHART_FIELD_TITLE, _("Give the chart a title that says the finding."), "The chart has no title");
  else if (g_utf8_strlen (chart->title, -1) > LONG_TITLE)
    add_advice (problems, CS_CHART_FIELD_TITLE, _("The title is long: one sentence says the finding, the subtitle takes the rest."));
  if (is_blank (chart->unit))
    add_missing (problems, CS_CHART_FIELD_UNIT, _("Say the unit of the figures."), "The chart has no unit");
  if (is_blank (chart->source))
    add_missing (problems, CS_CHART_FIELD_SOURCE, _("Say where the figures come from."), "The chart has no source");
  if (is_blank (chart->as_of))
    add_missing (problems, CS_CHART_FIELD_AS_OF, _("Say of which date the figures are."), "The chart has no as-of date");
}

static gboolean
is_long_kind (CsChartKind kind)
{
  return kind == CS_CHART_LINE || kind == CS_CHART_AREA || kind == CS_CHART_MULTIPLES;
}

/* Whether there is a table of a size that can be drawn at all. */
static gboolean
find_in_size (const CsChart *chart,
              GPtrArray     *problems)
{
  guint n_rows = cs_table_get_n_rows (chart->table), n_columns = chart->table->n_columns;
  guint most = is_long_kind (chart->kind) ? MAX_POINTS_OF_LINE : MAX_CATEGORIES;

  if (n_rows == 0 || n_columns == 0)
    add_missing (problems, CS_CHART_FIELD_TABLE,
                 _("Paste or type a table: names of the series in the first row, categories in the first column."),
                 "The chart needs at least one category and one series");
  else if (n_columns < 2)
    add_missing (problems, CS_CHART_FIELD_TABLE,
                 _("The table has only one column: the figures beside the categories are missing."),
                 "The chart needs at least one category and one series");
  else if (n_rows < 2)
    add_missing (problems, CS_CHART_FIELD_TABLE,
                 _("The table has only one row: the figures below the names of the series are missing."),
                 "The chart needs at least one category and one series");
  else if (n_columns - 1 > MAX_SERIES)
    add_problem (problems, CS_CHART_FIELD_TABLE, TRUE,
                 g_strdup_printf (_("The table has %u series; a chart takes at most %d."), n_columns - 1, MAX_SERIES),
                 g_strdup_printf ("The chart has %u series, more than %d", n_columns - 1, MAX_SERIES));
  else if (n_rows - 1 > most)
    add_problem (problems, CS_CHART_FIELD_TABLE, TRUE,
                 g_strdup_printf (_("The table has %u categories; a chart of this kind takes at most %u."), n_rows - 1, most),
                 g_strdup_printf ("The chart has %u categories, more than %u", n_rows - 1, most));
  else
    return TRUE;

  return FALSE;
}

static char *
name_column (guint column)
{
  return column < 26 ? g_strdup_printf ("%c", 'A' + (char) column)
                     : g_strdup_printf ("A%c", 'A' + (char) ((column - 26) % 26));
}

/* Whether every cell is a number or empty, and one at least is a number. */
static gboolean
find_in_cells (const CsChart *chart,
               GPtrArray     *problems)
{
  const CsTable *table = chart->table;
  guint n_numbers = 0;

  for (guint row = 1; row < cs_table_get_n_rows (table); row++)
    {
      for (guint column = 1; column < table->n_columns; column++)
        {
          const char *cell = cs_table_get_cell (table, row, column);
          g_autofree char *letter = NULL;
          double value;

          if (is_blank (cell))
            continue;
          n_numbers += column <= cs_chart_n_series (chart);
          if (cs_table_parse_number (cell, &value))
            continue;
          letter = name_column (column);
          add_problem (problems, CS_CHART_FIELD_TABLE, TRUE,
                       /* Translators: a cell of a table: row number, letter of the column, what stands there */
                       g_strdup_printf (_("Row %u, column %s: “%s” is not a number."), row + 1, letter, cell),
                       g_strdup_printf ("“%s” in row %u, column %u is not a number", cell, row + 1, column + 1));
          return FALSE;
        }
    }

  if (n_numbers == 0)
    add_missing (problems, CS_CHART_FIELD_TABLE, _("The table has no figures yet."), "The chart has no numbers");
  return n_numbers > 0;
}

/* --- honesty --- */

/* What the numbers that are shown have in common. */
typedef struct
{
  gboolean negative;
  gboolean percent;      /* some are typed with a percent sign … */
  gboolean plain;        /* … and some without */
  guint    incomplete;   /* rows in which a number is missing */
  double   sum_of_first; /* of the first column */
} Numbers;

static Numbers
read_numbers (const CsChart *chart)
{
  Numbers numbers = { 0 };
  guint n_series = cs_chart_n_series (chart);

  for (guint row = 1; row <= cs_chart_n_categories (chart); row++)
    {
      gboolean whole = TRUE;

      for (guint column = 1; column <= n_series; column++)
        {
          const char *cell = cs_table_get_cell (chart->table, row, column);
          double value;

          if (!cs_table_parse_number (cell, &value))
            {
              whole = FALSE;
              continue;
            }
          numbers.negative |= value < 0;
          if (strchr (cell, '%') != NULL || strstr (cell, "％") != NULL)
            numbers.percent = TRUE;
          else
            numbers.plain |= value != 0;
          numbers.sum_of_first += column == 1 ? value : 0;
        }
      numbers.incomplete += !whole;
    }

  return numbers;
}

static gboolean
says_percent (const char *text)
{
  return strchr (text, '%') != NULL || strstr (text, "％") != NULL || strstr (text, "٪") != NULL;
}

/* Heads such as “Income (yuan)” beside “Growth (%)”. */
static gboolean
heads_mix_units (const CsChart *chart)
{
  guint n_percent = 0, n_other = 0;

  for (guint column = 1; column <= cs_chart_n_series (chart); column++)
    {
      const char *head = cs_table_get_cell (chart->table, 0, column);

      if (says_percent (head))
        n_percent++;
      else if (g_str_has_suffix (head, ")") || g_str_has_suffix (head, "）"))
        n_other++;
    }

  return n_percent > 0 && n_other > 0;
}

static void
find_in_share (const CsChart *chart,
               const Numbers *numbers,
               GPtrArray     *problems)
{
  guint n = cs_chart_n_categories (chart);

  if (numbers->negative)
    add_wrong (problems, CS_CHART_FIELD_TABLE, _("A share cannot be negative: show these figures as bars."), "A share is negative");
  else if (chart->kind == CS_CHART_SHARE && numbers->sum_of_first <= 0)
    add_wrong (problems, CS_CHART_FIELD_TABLE, _("The parts add up to nothing, so that no part has a share."), "The parts add up to zero");

  if (chart->kind == CS_CHART_STACKED_SHARE)
    {
      if (numbers->incomplete > 0)
        add_advice (problems, CS_CHART_FIELD_TABLE,
                    _("Where a figure is missing, the rest is drawn as if it were the whole: add it, or say so in the notes."));
      return;
    }

  if (n > MAX_PARTS_DRAWN)
    add_problem (problems, CS_CHART_FIELD_KIND, TRUE,
                 g_strdup_printf (_("%u parts of one whole cannot be told apart: join the small ones, or show bars."), n),
                 g_strdup_printf ("%u parts, more than %d", n, MAX_PARTS_DRAWN));
  else if (n > MAX_PARTS)
    add_advice (problems, CS_CHART_FIELD_KIND, _("More than six parts are hard to compare: join the small ones, or show bars."));
  if (says_percent (chart->unit) && fabs (numbers->sum_of_first - 100) > 1 && numbers->sum_of_first > 0)
    add_problem (problems, CS_CHART_FIELD_TABLE, FALSE,
                 /* Translators: %.4g is a number such as 97.5 */
                 g_strdup_printf (_("The parts add up to %.4g %%, not to 100 %%."), numbers->sum_of_first), g_strdup (""));
}

static void
find_in_kind (const CsChart *chart,
              const Numbers *numbers,
              GPtrArray     *problems)
{
  guint n_categories = cs_chart_n_categories (chart), n_series = cs_chart_n_series (chart);
  guint n_columns = chart->table->n_columns - 1;

  if (chart->kind == CS_CHART_SHARE || chart->kind == CS_CHART_STACKED_SHARE)
    find_in_share (chart, numbers, problems);
  if (chart->kind == CS_CHART_AREA && numbers->negative && n_series > 1)
    add_wrong (problems, CS_CHART_FIELD_KIND, _("Areas upon each other cannot show negative figures: choose lines or stacked bars."),
               "A stacked area has negative values");
  if (cs_chart_kind_is_pair (chart->kind) && n_columns != 2)
    add_wrong (problems, CS_CHART_FIELD_KIND, _("A comparison of two periods needs exactly two columns of figures."),
               "A comparison needs two series");
  else if (cs_chart_kind_is_single (chart->kind) && n_columns > 1)
    /* Nothing of a table is left out without a word. */
    add_advice (problems, CS_CHART_FIELD_KIND, chart->kind == CS_CHART_BAR ?
                _("Plain bars show one series: choose grouped bars for all of them, or remove the other columns.") :
                /* xgettext:no-c-format */
                _("Shares of a whole show one series: choose bars to 100 % for all of them, or remove the other columns."));
  if (chart->kind == CS_CHART_SLOPE && n_categories > MAX_SLOPES && chart->highlights->len == 0)
    add_advice (problems, CS_CHART_FIELD_HIGHLIGHTS, _("So many slopes are hard to follow: highlight those that matter, or choose rows."));
  if (chart->kind == CS_CHART_LINE && n_series > MAX_LINES && chart->highlights->len == 0)
    add_advice (problems, CS_CHART_FIELD_HIGHLIGHTS, _("So many lines are hard to tell apart: highlight those that matter, or choose small multiples."));
  if (!is_long_kind (chart->kind) && chart->kind != CS_CHART_SHARE && n_categories > MAX_BARS)
    add_advice (problems, CS_CHART_FIELD_KIND, _("So many categories are hard to read: show fewer, or choose lines if they are points in time."));
}

static void
find_in_axis (const CsChart *chart,
              GPtrArray     *problems)
{
  if (chart->axis == CS_CHART_AXIS_DATA && cs_chart_kind_is_filled (chart->kind))
    add_wrong (problems, CS_CHART_FIELD_AXIS, _("Bars and areas show their figure by their length, so that their axis begins at zero."),
               "The axis of bars or areas does not begin at zero");
}

static void
find_in_units (const CsChart *chart,
               const Numbers *numbers,
               GPtrArray     *problems)
{
  if ((numbers->percent && numbers->plain) || heads_mix_units (chart))
    add_advice (problems, CS_CHART_FIELD_UNIT,
                _("Some figures are percentages and some are not: one axis cannot show both. Make two charts."));
}

static void
find_in_categories (const CsChart *chart,
                    GPtrArray     *problems)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean ordered;

  for (guint row = 1; row <= cs_chart_n_categories (chart); row++)
    {
      const char *name = cs_table_get_cell (chart->table, row, 0);

      if (is_blank (name) || g_hash_table_add (seen, (gpointer) name))
        continue;
      add_problem (problems, CS_CHART_FIELD_TABLE, FALSE,
                   /* Translators: %s is the name of a category */
                   g_strdup_printf (_("“%s” stands in the table more than once."), name), g_strdup (""));
      return;
    }

  if (is_long_kind (chart->kind) && cs_chart_has_dates (chart, &ordered) && !ordered)
    add_advice (problems, CS_CHART_FIELD_TABLE, _("The dates are not in order: the line would run back and forth. Sort the table by date."));
}

/* --- what refers to the table --- */

static void
find_in_annotations (const CsChart *chart,
                     GPtrArray     *problems)
{
  if (chart->annotations->len > CS_CHART_MAX_ANNOTATIONS)
    add_wrong (problems, CS_CHART_FIELD_ANNOTATIONS, _("There are more notes at values than a chart can show."), "Too many annotations");

  for (guint i = 0; i < chart->annotations->len; i++)
    {
      const CsChartAnnotation *annotation = g_ptr_array_index (chart->annotations, i);

      if (is_blank (annotation->text))
        add_wrong (problems, CS_CHART_FIELD_ANNOTATIONS, _("A note at a value has no words: write them, or remove it."), "An annotation has no text");
      else if (cs_chart_find_category (chart, annotation->category) < 0 || cs_chart_find_series (chart, annotation->series) < 0)
        add_problem (problems, CS_CHART_FIELD_ANNOTATIONS, TRUE,
                     /* Translators: %s are the words of a note in a chart */
                     g_strdup_printf (_("The value to which the note “%s” belongs is no longer in the table."), annotation->text),
                     g_strdup ("An annotation belongs to no value"));
    }

  for (guint i = 0; i < chart->highlights->len; i++)
    {
      const char *name = g_ptr_array_index (chart->highlights, i);

      if (cs_chart_find_series (chart, name) < 0 && cs_chart_find_category (chart, name) < 0)
        add_problem (problems, CS_CHART_FIELD_HIGHLIGHTS, TRUE,
                     g_strdup_printf (_("“%s” is highlighted but no longer in the table."), name),
                     g_strdup ("A highlight is not in the table"));
    }
}

static int
compare_problems (gconstpointer one,
                  gconstpointer other)
{
  const CsChartProblem *first = *(const CsChartProblem * const *) one;
  const CsChartProblem *second = *(const CsChartProblem * const *) other;

  return first->blocking != second->blocking ? second->blocking - first->blocking : 0;
}

GPtrArray *
cs_chart_list_problems (const CsChart *chart)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_chart_problem_free);

  g_return_val_if_fail (chart != NULL, problems);

  find_in_texts (chart, problems);
  if (find_in_size (chart, problems) && find_in_cells (chart, problems))
    {
      Numbers numbers = read_numbers (chart);

      find_in_kind (chart, &numbers, problems);
      find_in_axis (chart, problems);
      find_in_units (chart, &numbers, problems);
      find_in_categories (chart, problems);
      find_in_annotations (chart, problems);
    }

  /* Stable: within what blocks and what does not, the order of the fields stays. */
  g_ptr_array_sort (problems, compare_problems);
  return problems;
}

gboolean
cs_chart_check (const CsChart *chart,
                GError       **error)
{
  g_autoptr(GPtrArray) problems = NULL;
  const CsChartProblem *first;

  g_return_val_if_fail (chart != NULL, FALSE);

  problems = cs_chart_list_problems (chart);
  first = problems->len > 0 ? g_ptr_array_index (problems, 0) : NULL;
  if (first == NULL || !first->blocking)
    return TRUE;

  g_set_error_literal (error, CS_ERROR, first->missing ? CS_ERROR_INCOMPLETE : CS_ERROR_INVALID, first->detail);
  return FALSE;
}
