/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cs-chart-drawing-private.h"

/* Outside of these a number is written with an exponent. */
#define LARGEST_PLAIN 1e15
#define SMALLEST_PLAIN 1e-6

/* --- how the person wrote them --- */

static gboolean
has_native_digits (const char *cell)
{
  for (; *cell != '\0'; cell = g_utf8_next_char (cell))
    {
      gunichar c = g_utf8_get_char (cell);

      if (c >= 0x0660 && c <= 0x0669)
        return TRUE;
    }

  return FALSE;
}

static void
read_cell (CsNumbers  *numbers,
           const char *cell,
           double      value)
{
  const char *comma = strrchr (cell, ',');

  if (comma != NULL && strchr (comma, '.') == NULL && value != floor (value))
    {
      numbers->decimal = ",";
      numbers->group = "\u202f";
    }
  if (fabs (value) >= 1000 && strpbrk (cell, ", '") != NULL)
    numbers->group_four = TRUE;
  numbers->native_digits |= has_native_digits (cell);
  while (numbers->typed_decimals < 3 && fabs (value) < LARGEST_PLAIN &&
         fabs (value * pow (10, numbers->typed_decimals) - round (value * pow (10, numbers->typed_decimals))) > 1e-6)
    numbers->typed_decimals++;
}

void
cs_sheet_read_numbers (CsSheet *sheet)
{
  CsNumbers *numbers = &sheet->numbers;
  double largest = 0;

  numbers->decimal = sheet->words->decimal;
  numbers->group = sheet->words->group;
  numbers->decimals = sheet->chart->decimals;
  numbers->percent = g_str_equal (sheet->chart->unit, "%") || g_str_equal (sheet->chart->unit, "％") ||
                     g_str_equal (sheet->chart->unit, "٪");
  for (guint i = 0; i < sheet->n_categories; i++)
    {
      for (guint j = 0; j < sheet->n_series; j++)
        {
          double value = cs_sheet_value (sheet, i, j);

          if (!isfinite (value))
            continue;
          largest = MAX (largest, fabs (value));
          read_cell (numbers, cs_table_get_cell (sheet->chart->table, sheet->rows[i], j + 1), value);
        }
    }
  /* In Chinese as in SI, four digits alone need no mark. */
  numbers->group_four |= largest >= 10000 || g_str_equal (sheet->words->language, "en");
}

/* --- writing --- */

/* In the digits that the table is in. */
static char *
finish (const CsSheet *sheet,
        GString       *text)
{
  g_autoptr(GString) plain = text;
  GString *native;

  if (!sheet->numbers.native_digits)
    return g_strdup (plain->str);

  native = g_string_new (NULL);
  for (const char *at = plain->str; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c >= '0' && c <= '9')
        g_string_append_unichar (native, 0x0660 + c - '0');
      else
        g_string_append_unichar (native, c == '.' && g_ascii_isdigit (at[1]) ? 0x066B : c);
    }

  return g_string_free (native, FALSE);
}

/* Puts thousands marks into "-1234.5". */
static void
append_grouped (const CsSheet *sheet,
                GString       *text,
                const char    *plain)
{
  gsize n_whole = strcspn (plain, ".");
  gsize start = *plain == '-' ? 1 : 0;

  /* A true minus; kept before its digits in text from the right too. */
  if (start > 0)
    g_string_append (text, sheet->right_to_left ? "\u200e−" : "−");
  for (gsize i = start; i < n_whole; i++)
    {
      /* Four digits alone need no mark. */
      if (i > start && (n_whole - i) % 3 == 0 && (sheet->numbers.group_four || n_whole - start > 4))
        g_string_append (text, sheet->numbers.group);
      g_string_append_c (text, plain[i]);
    }
  if (plain[n_whole] != '\0')
    g_string_append_printf (text, "%s%s", sheet->numbers.decimal, plain + n_whole + 1);
}

static void
append_fixed (const CsSheet *sheet,
              GString       *text,
              double         value,
              int            decimals)
{
  char format[8] = "%.0f";
  char plain[400];

  format[2] = (char) ('0' + CLAMP (decimals, 0, 9));
  g_ascii_formatd (plain, sizeof plain, format, value);
  /* Rounded to nothing, it is not negative any more. */
  append_grouped (sheet, text, plain[strspn (plain, "-0.")] == '\0' && *plain == '-' ? plain + 1 : plain);
}

static void
append_exponent (GString *text,
                 double   value)
{
  char plain[64];

  g_string_append (text, g_ascii_formatd (plain, sizeof plain, "%.3g", value));
}

char *
cs_sheet_format_number (const CsSheet *sheet,
                        double         value,
                        int            decimals,
                        gboolean       percent)
{
  GString *text = g_string_new (NULL);

  if (fabs (value) >= LARGEST_PLAIN)
    append_exponent (text, value);
  else
    append_fixed (sheet, text, value, decimals);
  if (percent)
    g_string_append (text, sheet->words->percent);
  return finish (sheet, text);
}

/* Decimal places that @step needs: 2.5 and 0.25 have one more than their power of ten says. */
static int
count_decimals (double step)
{
  int decimals = MAX (0, (int) ceil (-log10 (step) - 1e-9));

  if (fabs (step * pow (10, decimals) - round (step * pow (10, decimals))) > 1e-6)
    decimals++;
  return MIN (decimals, 9);
}

/* The word for numbers as large as @value: “m”, “万”; NULL for none. */
static const char *
find_scale_word (const CsSheet *sheet,
                 double         value,
                 double        *divisor)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sheet->words->scales); i++)
    {
      if (sheet->words->scales[i].value > 0 && fabs (value) >= sheet->words->scales[i].value)
        {
          *divisor = sheet->words->scales[i].value;
          return sheet->words->scales[i].name;
        }
    }

  return NULL;
}

char *
cs_sheet_format_tick (const CsSheet *sheet,
                      const CsScale *scale,
                      double         value)
{
  double largest = MAX (fabs (scale->low), fabs (scale->high)), divisor = 1;
  GString *text = g_string_new (NULL);
  const char *word;

  if (fabs (value) < scale->step / 1000)
    g_string_append (text, "0");
  else if (largest >= LARGEST_PLAIN || scale->step < SMALLEST_PLAIN)
    append_exponent (text, value);
  else if ((word = find_scale_word (sheet, value, &divisor)) != NULL)
    {
      append_fixed (sheet, text, value / divisor, count_decimals (scale->step / divisor));
      g_string_append (text, word);
    }
  else
    append_fixed (sheet, text, value, count_decimals (scale->step));

  if (sheet->numbers.percent || sheet->chart->kind == CS_CHART_STACKED_SHARE)
    g_string_append (text, sheet->words->percent);
  return finish (sheet, text);
}

static gboolean
has_percent (const char *text)
{
  return strchr (text, '%') != NULL || strstr (text, "％") != NULL || strstr (text, "٪") != NULL;
}

char *
cs_sheet_format_value (const CsSheet *sheet,
                       guint          category,
                       guint          series,
                       gboolean       brief)
{
  const char *cell = cs_table_get_cell (sheet->chart->table, sheet->rows[category], series + 1);
  double value = cs_sheet_value (sheet, category, series), divisor = 1;
  gsize n_digits = strspn (cell, "-0123456789");
  GString *text;
  const char *word;

  if (!isfinite (value))
    return g_strdup ("");

  text = g_string_new (NULL);
  if (brief && fabs (value) < LARGEST_PLAIN && (word = find_scale_word (sheet, value, &divisor)) != NULL)
    {
      append_fixed (sheet, text, value / divisor, fabs (value / divisor) >= 100 ? 0 : fabs (value / divisor) >= 10 ? 1 : 2);
      g_string_append (text, word);
    }
  else if (sheet->numbers.decimals >= 0 && fabs (value) < LARGEST_PLAIN)
    append_fixed (sheet, text, value, sheet->numbers.decimals);
  else if (n_digits > 0 && cell[n_digits + strspn (cell + n_digits, ".0123456789")] == '\0')
    append_grouped (sheet, text, cell);
  else
    g_string_append_printf (text, "%s%s", *cell == '-' ? "−" : "", *cell == '-' ? cell + 1 : cell);

  if (sheet->numbers.percent && !has_percent (text->str))
    g_string_append (text, sheet->words->percent);
  return sheet->numbers.decimals >= 0 || brief ? finish (sheet, text) : g_string_free (text, FALSE);
}
