/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-chart-lexicon.h"

/* English first: it stands for every other language. */
static const CsChartLexicon languages[] = {
  { "en", "Source:", "As of", "Note:", "The axis does not begin at zero.", "Total", ".", ",", "%", ", ",
    { { 1e9, "\u2009bn" }, { 1e6, "\u2009m" } },
    { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" } },
  { "zh", "来源：", "截至", "注：", "纵轴不从零开始。", "合计", ".", ",", "%", "、",
    { { 1e12, "万亿" }, { 1e8, "亿" }, { 1e4, "万" } },
    { NULL } },
  { "ar", "المصدر:", "بتاريخ", "ملاحظة:", "لا يبدأ المحور من الصفر.", "المجموع", ".", ",", "%", "، ",
    { { 1e9, "\u00a0مليار" }, { 1e6, "\u00a0مليون" } },
    { "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر" } },
  { "fr", "Source\u00a0:", "Au", "Note\u00a0:", "L’axe ne commence pas à zéro.", "Total", ",", "\u202f", "\u00a0%", ", ",
    { { 1e9, "\u00a0Md" }, { 1e6, "\u00a0M" } },
    { "janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc." } },
  { "es", "Fuente:", "A fecha de", "Nota:", "El eje no empieza en cero.", "Total", ",", "\u202f", "\u00a0%", ", ",
    { { 1e6, "\u00a0M" } },
    { "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic" } },
  { "ru", "Источник:", "По состоянию на", "Примечание:", "Ось начинается не с нуля.", "Всего", ",", "\u202f", "\u00a0%", ", ",
    { { 1e9, "\u00a0млрд" }, { 1e6, "\u00a0млн" } },
    { "янв.", "февр.", "март", "апр.", "май", "июнь", "июль", "авг.", "сент.", "окт.", "нояб.", "дек." } },
};

const CsChartLexicon *
cs_chart_lexicon_for (const char *language)
{
  gsize length = strcspn (language, "-_");

  for (gsize i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      if (strlen (languages[i].language) == length && strncmp (languages[i].language, language, length) == 0)
        return &languages[i];
    }

  return &languages[0];
}

char *
cs_chart_lexicon_say_date (const CsChartLexicon *words,
                           CsChartDateKind     kind,
                           double              day)
{
  gboolean chinese = g_str_equal (words->language, "zh");
  GDate date;
  guint year, month;

  if (day < 1)
    return g_strdup ("");

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) day);
  year = g_date_get_year (&date);
  month = g_date_get_month (&date);
  switch (kind)
    {
    case CS_CHART_DATE_NONE:
    case CS_CHART_DATE_YEAR:
      return g_strdup_printf (chinese ? "%u年" : "%u", year);
    case CS_CHART_DATE_QUARTER:
      return chinese ? g_strdup_printf ("%u年%u季度", year, (month + 2) / 3) : g_strdup_printf ("Q%u %u", (month + 2) / 3, year);
    case CS_CHART_DATE_MONTH:
      return chinese ? g_strdup_printf ("%u年%u月", year, month) : g_strdup_printf ("%s %u", words->months[month - 1], year);
    case CS_CHART_DATE_DAY:
      if (chinese)
        return g_strdup_printf ("%u月%u日", month, g_date_get_day (&date));
      return g_strdup_printf ("%u %s", g_date_get_day (&date), words->months[month - 1]);
    }

  g_return_val_if_reached (NULL);
}
