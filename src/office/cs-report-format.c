/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-deadline.h"
#include "cs-report-client.h"
#include "cs-time.h"

/* A report as words on screen, as a chart, and as CSV. */

#define MAX_BARS 12
#define MINUTE G_TIME_SPAN_MINUTE

/* In the two largest units, so that a column can be read at a glance. */
static char *
format_duration (gint64 duration)
{
  gint64 minutes = (duration + MINUTE / 2) / MINUTE;

  if (minutes < 60 * 48)
    return cs_minutes_words ((guint) MAX (minutes, 0));
  /* Translators: a time span in days and hours. */
  return g_strdup_printf (_("%d d %d h"), (int) (minutes / (60 * 24)), (int) (minutes / 60 % 24));
}

char *
cs_report_format_cell (const CsReport *report,
                       guint           row,
                       guint           column)
{
  const CsReportCell *cell = cs_report_get_cell (report, row, column);

  switch (cs_report_get_column (report, column)->type)
    {
    case CS_REPORT_NUMBER:
    case CS_REPORT_POST:
      return g_strdup_printf ("%" G_GINT64_FORMAT, cell->number);

    case CS_REPORT_PERCENT:
      /* Translators: a share of a hundred. */
      return g_strdup_printf (_("%d %%"), (int) cell->number);

    case CS_REPORT_DURATION:
      return format_duration (cell->number);

    case CS_REPORT_TIME:
      return cell->number ? cs_time_format_full (cell->number, report->zone) : g_strdup ("");

    case CS_REPORT_TEXT:
    default:
      return g_strdup (cell->text);
    }
}

/* --- chart --- */

/* What each report is mainly about, and by what its bars are named. */
static gboolean
find_main_columns (const CsReport *report,
                   int            *name,
                   int            *other_name,
                   int            *value)
{
  static const struct
  {
    const char *name;
    const char *other_name;
    const char *value;
  } mains[CS_N_REPORT_KINDS] = {
    [CS_REPORT_WAITING] = { "person", NULL, "waiting" },
    [CS_REPORT_TIMES] = { "stage", "person", "median" },
    [CS_REPORT_RETURNS] = { "reason", NULL, "returned" },
    [CS_REPORT_PAIRS] = { "one", "other", "count" },
  };

  *name = *other_name = *value = -1;
  for (guint i = 0; i < report->columns->len; i++)
    {
      const char *is = cs_report_get_column (report, i)->name;

      if (g_strcmp0 (is, mains[report->kind].name) == 0)
        *name = (int) i;
      if (g_strcmp0 (is, mains[report->kind].other_name) == 0)
        *other_name = (int) i;
      if (g_strcmp0 (is, mains[report->kind].value) == 0)
        *value = (int) i;
    }

  return *name >= 0 && *value >= 0;
}

static char *
shorten (const char *text,
         glong       most)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= most)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, most - 1);
  return g_strconcat (start, "…", NULL);
}

typedef struct
{
  char   *label; /* owned */
  gint64  value;
} Bar;

static void
bar_free (gpointer data)
{
  Bar *bar = data;

  g_free (bar->label);
  g_free (bar);
}

static int
compare_bars (gconstpointer one,
              gconstpointer other)
{
  const Bar *a = *(const Bar * const *) one;
  const Bar *b = *(const Bar * const *) other;

  return (a->value < b->value) - (a->value > b->value);
}

static GPtrArray *
list_bars (const CsReport *report)
{
  GPtrArray *bars = g_ptr_array_new_with_free_func (bar_free);
  int name;
  int other_name;
  int value;

  if (!find_main_columns (report, &name, &other_name, &value))
    return bars;

  for (guint row = 0; row < cs_report_get_n_rows (report); row++)
    {
      g_autofree char *one = cs_report_format_cell (report, row, (guint) name);
      g_autofree char *other = other_name >= 0 ? cs_report_format_cell (report, row, (guint) other_name) : NULL;
      g_autofree char *both = other ? g_strdup_printf ("%s – %s", one, other) : g_strdup (one);
      Bar *bar = g_new0 (Bar, 1);

      bar->label = shorten (both, 32);
      bar->value = cs_report_get_cell (report, row, (guint) value)->number;
      if (report->kind == CS_REPORT_TIMES)
        bar->value = (bar->value + MINUTE / 2) / MINUTE;
      g_ptr_array_add (bars, bar);
    }

  g_ptr_array_sort (bars, compare_bars);
  return bars;
}

CsChart *
cs_report_make_chart (const CsReport *report)
{
  g_autoptr(GPtrArray) bars = list_bars (report);
  g_autoptr(CsChart) chart = cs_chart_new ();
  const char *unit = report->kind == CS_REPORT_TIMES ? _("minutes") : _("posts");
  const char *heads[] = { "", unit, NULL };

  if (bars->len < 2 || ((const Bar *) g_ptr_array_index (bars, 0))->value <= 0)
    return NULL;

  g_free (chart->title);
  chart->title = g_strdup (cs_report_kind_label (report->kind));
  g_free (chart->unit);
  chart->unit = g_strdup (unit);
  cs_table_free (chart->table);
  chart->table = cs_table_new (2);
  cs_table_add_row (chart->table, heads);
  for (guint i = 0; i < MIN (bars->len, MAX_BARS); i++)
    {
      const Bar *bar = g_ptr_array_index (bars, i);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, bar->value);
      const char *cells[] = { bar->label, number, NULL };

      cs_table_add_row (chart->table, cells);
    }

  return g_steal_pointer (&chart);
}

/* --- CSV --- */

static gboolean
looks_like_formula (const char *text)
{
  gunichar c = g_utf8_get_char (text);

  /* also the full-width forms, which some spreadsheets read as the others */
  return (*text && strchr ("=+-@\t\r\n|%", *text)) || c == 0xff1d || c == 0xff0b || c == 0xff0d || c == 0xff20;
}

static void
append_field (GString    *csv,
              const char *text,
              gboolean    guard)
{
  g_autofree char *guarded = guard && looks_like_formula (text) ? g_strconcat ("'", text, NULL) : g_strdup (text);

  if (!strpbrk (guarded, "\",\r\n"))
    {
      g_string_append (csv, guarded);
      return;
    }

  g_string_append_c (csv, '"');
  for (const char *at = guarded; *at; at++)
    {
      if (*at == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *at);
    }
  g_string_append_c (csv, '"');
}

static void
append_cell (GString        *csv,
             const CsReport *report,
             guint           row,
             guint           column)
{
  const CsReportCell *cell = cs_report_get_cell (report, row, column);
  CsReportType type = cs_report_get_column (report, column)->type;
  g_autofree char *time = NULL;

  if (type == CS_REPORT_TEXT)
    append_field (csv, cell->text, TRUE);
  else if (type == CS_REPORT_TIME && cell->number)
    append_field (csv, time = cs_time_format_iso (cell->number), FALSE);
  else if (type == CS_REPORT_DURATION)
    g_string_append_printf (csv, "%" G_GINT64_FORMAT, (cell->number + MINUTE / 2) / MINUTE);
  else if (type != CS_REPORT_TIME)
    g_string_append_printf (csv, "%" G_GINT64_FORMAT, cell->number);
}

char *
cs_report_to_csv (const CsReport *report)
{
  GString *csv = g_string_new ("\xef\xbb\xbf");

  for (guint i = 0; i < report->columns->len; i++)
    {
      const CsReportColumn *column = cs_report_get_column (report, i);
      g_autofree char *title = NULL;

      if (column->type == CS_REPORT_DURATION)
        /* Translators: a column of a table in a file: what it is about, and the unit. */
        title = g_strdup_printf (_("%s (minutes)"), column->title);
      if (i > 0)
        g_string_append_c (csv, ',');
      append_field (csv, title ? title : column->title, TRUE);
    }
  g_string_append (csv, "\r\n");

  for (guint row = 0; row < cs_report_get_n_rows (report); row++)
    {
      for (guint i = 0; i < report->columns->len; i++)
        {
          if (i > 0)
            g_string_append_c (csv, ',');
          append_cell (csv, report, row, i);
        }
      g_string_append (csv, "\r\n");
    }

  return g_string_free (csv, FALSE);
}
