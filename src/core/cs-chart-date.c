/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-chart-date.h"

/* The parts of a name: up to four numbers or words, without what divides them. */
#define MAX_PARTS 4

typedef struct
{
  gboolean number;
  int      value;  /* of a number */
  guint    digits;
  char     word[48];
} Part;

static gboolean
is_divider (gunichar c)
{
  return c == '-' || c == '/' || c == '.' || c == ',' || c == 0x2013 || c == 0x060C || g_unichar_isspace (c);
}

static const char *
read_number (const char *at,
             Part       *part)
{
  part->number = TRUE;
  for (; g_unichar_isdigit (g_utf8_get_char (at)) && part->digits < 9; at = g_utf8_next_char (at))
    {
      part->value = part->value * 10 + g_unichar_digit_value (g_utf8_get_char (at));
      part->digits++;
    }

  return at;
}

static const char *
read_word (const char *at,
           Part       *part)
{
  gsize length = 0;

  while (*at != '\0' && !is_divider (g_utf8_get_char (at)) && !g_unichar_isdigit (g_utf8_get_char (at)))
    {
      gsize step = (gsize) (g_utf8_next_char (at) - at);

      if (length + step >= sizeof part->word)
        return NULL;
      memcpy (part->word + length, at, step);
      length += step;
      at += step;
    }

  return at;
}

/* Returns the number of parts, 0 if there are too many. */
static guint
split (const char *name,
       Part        parts[MAX_PARTS * 2])
{
  guint n = 0;

  while (*name != '\0')
    {
      if (is_divider (g_utf8_get_char (name)))
        {
          name = g_utf8_next_char (name);
          continue;
        }
      if (n == MAX_PARTS * 2)
        return 0;
      memset (&parts[n], 0, sizeof parts[n]);
      name = g_unichar_isdigit (g_utf8_get_char (name)) ? read_number (name, &parts[n]) : read_word (name, &parts[n]);
      if (name == NULL)
        return 0;
      n++;
    }

  return n;
}

static int
find_month (const char *word)
{
  static const char *const months[12][6] = {
    { "january", "jan", "janvier", "enero", "январь", "يناير" },
    { "february", "feb", "février", "febrero", "февраль", "فبراير" },
    { "march", "mar", "mars", "marzo", "март", "مارس" },
    { "april", "apr", "avril", "abril", "апрель", "أبريل" },
    { "may", "may", "mai", "mayo", "май", "مايو" },
    { "june", "jun", "juin", "junio", "июнь", "يونيو" },
    { "july", "jul", "juillet", "julio", "июль", "يوليو" },
    { "august", "aug", "août", "agosto", "август", "أغسطس" },
    { "september", "sep", "septembre", "septiembre", "сентябрь", "سبتمبر" },
    { "october", "oct", "octobre", "octubre", "октябрь", "أكتوبر" },
    { "november", "nov", "novembre", "noviembre", "ноябрь", "نوفمبر" },
    { "december", "dec", "décembre", "diciembre", "декабрь", "ديسمبر" },
  };
  g_autofree char *lower = g_utf8_strdown (word, -1);

  for (guint i = 0; i < 12; i++)
    {
      for (guint j = 0; j < 6; j++)
        {
          if (g_str_equal (lower, months[i][j]))
            return (int) i + 1;
        }
    }

  return g_str_equal (lower, "sept") ? 9 : 0;
}

static int
find_quarter (const Part *word,
              const Part *number)
{
  static const char *const chinese[] = { "一", "二", "三", "四" };

  for (int i = 0; i < 4; i++)
    {
      g_autofree char *season = g_strdup_printf ("年第%s季度", chinese[i]);
      g_autofree char *brief = g_strdup_printf ("年%s季度", chinese[i]);

      if (g_str_equal (word->word, season) || g_str_equal (word->word, brief))
        return i + 1;
    }

  if (number != NULL && number->number && number->digits == 1 && number->value >= 1 && number->value <= 4 &&
      (g_ascii_strcasecmp (word->word, "q") == 0 || g_str_equal (word->word, "年第") || g_ascii_strcasecmp (word->word, "t") == 0))
    return number->value;
  return 0;
}

static gboolean
is_year (const Part *part)
{
  return part->number && part->digits == 4 && part->value >= 1000 && part->value <= 2999;
}

static CsChartDateKind
make_date (int             year,
           int             month,
           int             day,
           CsChartDateKind kind,
           double         *value)
{
  GDate date;

  if (year > 2999 || month < 1 || month > 12 || day < 1 || day > 31 ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return CS_CHART_DATE_NONE;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  *value = g_date_get_julian (&date);
  return kind;
}

/* The year stands first. */
static CsChartDateKind
read_from_year (const Part *parts,
                guint       n,
                double     *day)
{
  int year = parts[0].value, quarter;

  if (n == 1 || (n == 2 && g_str_equal (parts[1].word, "年")))
    return make_date (year, 1, 1, CS_CHART_DATE_YEAR, day);
  if (!parts[1].number && (quarter = find_quarter (&parts[1], n > 2 ? &parts[2] : NULL)) > 0)
    return make_date (year, quarter * 3 - 2, 1, CS_CHART_DATE_QUARTER, day);
  if (n == 2 && parts[1].number)
    return make_date (year, parts[1].value, 1, CS_CHART_DATE_MONTH, day);
  if (n == 2)
    return make_date (year, find_month (parts[1].word), 1, CS_CHART_DATE_MONTH, day);
  if (n == 3 && parts[1].number && parts[2].number)
    return make_date (year, parts[1].value, parts[2].value, CS_CHART_DATE_DAY, day);
  if (n == 4 && g_str_equal (parts[1].word, "年") && parts[2].number && g_str_equal (parts[3].word, "月"))
    return make_date (year, parts[2].value, 1, CS_CHART_DATE_MONTH, day);
  if (n == 6 && g_str_equal (parts[1].word, "年") && parts[2].number && g_str_equal (parts[3].word, "月") &&
      parts[4].number && g_str_equal (parts[5].word, "日"))
    return make_date (year, parts[2].value, parts[4].value, CS_CHART_DATE_DAY, day);
  return CS_CHART_DATE_NONE;
}

/* The year stands last. */
static CsChartDateKind
read_to_year (const Part *parts,
              guint       n,
              double     *day)
{
  int year = parts[n - 1].value, quarter;

  if (n == 2 && !parts[0].number)
    return make_date (year, find_month (parts[0].word), 1, CS_CHART_DATE_MONTH, day);
  if (n != 3)
    return CS_CHART_DATE_NONE;
  if (!parts[0].number && (quarter = find_quarter (&parts[0], &parts[1])) > 0)
    return make_date (year, quarter * 3 - 2, 1, CS_CHART_DATE_QUARTER, day);
  if (parts[0].number && !parts[1].number)
    return make_date (year, find_month (parts[1].word), parts[0].value, CS_CHART_DATE_DAY, day);
  if (!parts[0].number && parts[1].number)
    return make_date (year, find_month (parts[0].word), parts[1].value, CS_CHART_DATE_DAY, day);
  return CS_CHART_DATE_NONE;
}

CsChartDateKind
cs_chart_parse_date (const char *name,
                     double     *day)
{
  Part parts[MAX_PARTS * 2];
  guint n;

  g_return_val_if_fail (name != NULL && day != NULL, CS_CHART_DATE_NONE);

  n = split (name, parts);
  if (n > 0 && is_year (&parts[0]))
    return read_from_year (parts, n, day);
  return n > 1 && is_year (&parts[n - 1]) ? read_to_year (parts, n, day) : CS_CHART_DATE_NONE;
}

gboolean
cs_chart_has_dates (const CsChart *chart,
                    gboolean      *ordered)
{
  CsChartDateKind first = CS_CHART_DATE_NONE;
  double before = 0;

  g_return_val_if_fail (chart != NULL && ordered != NULL, FALSE);

  *ordered = TRUE;
  for (guint i = 0; i < cs_chart_n_categories (chart); i++)
    {
      double day;
      CsChartDateKind kind = cs_chart_parse_date (cs_table_get_cell (chart->table, i + 1, 0), &day);

      if (kind == CS_CHART_DATE_NONE || (i > 0 && kind != first))
        return FALSE;
      *ordered &= i == 0 || day > before;
      first = kind;
      before = day;
    }

  return cs_chart_n_categories (chart) > 1;
}
