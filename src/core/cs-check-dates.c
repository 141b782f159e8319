/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-check-builtins.h"

#include <glib/gi18n.h>
#include <string.h>

/* Days that a text names, in English and Chinese, against each other and against the day on which it goes out. */

#define MONTHS "(?<month>January|February|March|April|May|June|July|August|September|October|November|December" \
               "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b\\.?"
#define WEEKDAYS "(?<weekday>Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
#define DAY_MONTH "(?<day>\\d{1,2})(?:st|nd|rd|th)? (?:of )?" MONTHS "(?:,? (?<year>\\d{4}))?"
#define MONTH_DAY MONTHS " (?<day>\\d{1,2})(?:st|nd|rd|th)?\\b(?!:)(?:,? (?<year>\\d{4}))?"
#define ENGLISH_DATE "(?:" DAY_MONTH "|" MONTH_DAY ")"
#define CHINESE_DATE "(?:(?<year>\\d{4})年)?(?<month>\\d{1,2})月(?<day>\\d{1,2})[日号]"

/* What is put in front of each pattern: names occur once in each alternative. */
#define FLAGS "(?J)"

static guint
read_month (const char *text)
{
  static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
  g_autofree char *lower = NULL;
  const char *at;

  if (g_ascii_isdigit (*text))
    return (guint) g_ascii_strtoull (text, NULL, 10);
  lower = g_ascii_strdown (text, 3);
  at = strstr (names, lower);
  return at ? (guint) (at - names) / 3 + 1 : 0;
}

static gint
days_of (GDate *date)
{
  return (gint) g_date_get_julian (date) - 719163; /* of 1 January 1970 */
}

static gint
year_of (gint day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (CLAMP (day, 0, 2000000) + 719163));
  return g_date_get_year (&date);
}

/* The day of a match. Without a year it is the one nearest to @around. */
static gboolean
read_date (GMatchInfo *info,
           gint        around,
           gint       *day)
{
  g_autofree char *year_text = g_match_info_fetch_named (info, "year");
  g_autofree char *month_text = g_match_info_fetch_named (info, "month");
  g_autofree char *day_text = g_match_info_fetch_named (info, "day");
  guint month = month_text ? read_month (month_text) : 0;
  guint of_month = day_text ? (guint) g_ascii_strtoull (day_text, NULL, 10) : 0;
  guint year = year_text ? (guint) g_ascii_strtoull (year_text, NULL, 10) : 0;
  gint best = G_MAXINT;
  GDate date;

  if (month < 1 || month > 12 || of_month < 1 || of_month > 31)
    return FALSE;
  for (gint add = year != 0 ? 0 : -1; add <= (year != 0 ? 0 : 1); add++)
    {
      guint in_year = year != 0 ? year : (guint) (year_of (around) + add);

      if (!g_date_valid_dmy ((GDateDay) of_month, (GDateMonth) month, (GDateYear) in_year))
        continue;
      g_date_clear (&date, 1);
      g_date_set_dmy (&date, (GDateDay) of_month, (GDateMonth) month, (GDateYear) in_year);
      if (best == G_MAXINT || ABS (days_of (&date) - around) < ABS (best - around))
        best = days_of (&date);
    }
  *day = best;
  return best != G_MAXINT;
}

/* 0 = Monday; 1 January 1970 was a Thursday. */
static guint
weekday_of (gint day)
{
  return (guint) (((day + 3) % 7 + 7) % 7);
}

static gboolean
read_weekday (const char *text,
              guint      *weekday)
{
  static const char english[] = "montuewedthufrisatsun";
  static const char * const chinese[] = { "一", "二", "三", "四", "五", "六", "日", "天" };
  g_autofree char *lower = g_ascii_strdown (text, strlen (text) < 3 ? -1 : 3);
  const char *at = strstr (english, lower);

  for (guint i = 0; i < G_N_ELEMENTS (chinese); i++)
    if (g_str_equal (chinese[i], text))
      {
        *weekday = MIN (i, 6);
        return TRUE;
      }
  if (!at)
    return FALSE;
  *weekday = (guint) (at - english) / 3;
  return TRUE;
}

static const char *
name_weekday (guint weekday)
{
  static const char * const names[] = {
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
  };

  return _(names[weekday]);
}

/* Calls @look for each match of @pattern that is a date. */
typedef void (*CsLookAtDate) (GMatchInfo *info, gint day, const CsCheckText *text, GArray *matches);

static void
find_dates (const char        *pattern,
            const CsCheckText *text,
            CsLookAtDate       look,
            GArray            *matches)
{
  g_autoptr(GMatchInfo) info = NULL;
  gint day = 0;

  g_regex_match_full (cs_check_get_pattern (pattern), text->text, (gssize) text->size, 0, 0, &info, NULL);
  for (; g_match_info_matches (info) && matches->len < CS_CHECK_RULE_MAX_MATCHES; g_match_info_next (info, NULL))
    if (read_date (info, text->day, &day))
      look (info, day, text, matches);
}

static void
add_match (GMatchInfo *info,
           GArray     *matches,
           char       *sentence)
{
  int start = 0;
  int end = 0;

  g_match_info_fetch_pos (info, 0, &start, &end);
  cs_check_matches_add (matches, (gsize) start, (gsize) end, sentence);
}

static void
look_at_weekday (GMatchInfo        *info,
                 gint               day,
                 const CsCheckText *text,
                 GArray            *matches)
{
  g_autofree char *said = g_match_info_fetch_named (info, "weekday");
  g_autofree char *year = g_match_info_fetch_named (info, "year");
  g_autofree char *words = g_match_info_fetch (info, 0);
  guint weekday = 0;

  /* without a year a day long ago may be meant */
  if (!said || !read_weekday (said, &weekday) || weekday == weekday_of (day) ||
      ((!year || *year == '\0') && ABS (day - text->day) > 150))
    return;
  /* Translators: %1$s is a date in a text with a day of the week, %2$s the day of the week that it is. */
  add_match (info, matches, g_strdup_printf (_("“%1$s” is a %2$s"), words, name_weekday (weekday_of (day))));
}

void
cs_check_weekday (const CsCheckRule *rule,
                  const CsCheckText *text,
                  GArray            *matches)
{
  find_dates (FLAGS "\\b" WEEKDAYS ",? (?:the )?" ENGLISH_DATE, text, look_at_weekday, matches);
  find_dates (FLAGS CHINESE_DATE "[，,]?[（(]?(?:星期|周|礼拜)(?<weekday>[一二三四五六日天])", text, look_at_weekday, matches);
}

static void
look_at_past (GMatchInfo        *info,
              gint               day,
              const CsCheckText *text,
              GArray            *matches)
{
  if (day < text->day)
    add_match (info, matches, NULL);
}

/* Only words that speak of what is to come: most days that offices name lie in the past, and rightly so. */
void
cs_check_past_date (const CsCheckRule *rule,
                    const CsCheckText *text,
                    GArray            *matches)
{
  find_dates (FLAGS "(?i:\\b(?:will|register|apply|respond|book|sign up|join us|vote|deadline|takes? place|closes|opens|begins|starts|comes into force)\\b"
                    "(?![^.!?\n]{0,40}\\b(?:since|after|as of|ended|figures? for|published)\\b)"
                    "[^.!?\n]{0,40}?\\b(?:on|by|until|before|from|is|:) (?:" WEEKDAYS ",? )?)(?:the )?" ENGLISH_DATE,
              text, look_at_past, matches);
  find_dates (FLAGS "(?:将[于在]|定于|计划于|拟于|截止(?:时间|日期)?(?:为|至|：|:)?)" CHINESE_DATE, text, look_at_past, matches);
  find_dates (FLAGS "请[^。！？\n]{0,12}?(?:于|在)" CHINESE_DATE "(?:[^。！？，\n]{0,8})前", text, look_at_past, matches);
}

static gint
offset_of (const char *word)
{
  static const struct { const char *word; gint offset; } words[] = {
    { "today", 0 }, { "tomorrow", 1 }, { "yesterday", -1 }, { "今天", 0 }, { "今日", 0 }, { "明天", 1 }, { "明日", 1 },
    { "后天", 2 }, { "昨天", -1 }, { "昨日", -1 },
  };
  g_autofree char *lower = g_utf8_strdown (word, -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, lower))
      return words[i].offset;
  return 0;
}

static void
look_at_relative (GMatchInfo        *info,
                  gint               day,
                  const CsCheckText *text,
                  GArray            *matches)
{
  g_autofree char *relative = g_match_info_fetch_named (info, "relative");
  g_autofree char *words = g_match_info_fetch (info, 0);

  if (relative && day != text->day + offset_of (relative))
    /* Translators: %s is “tomorrow (24 November)” in a text that goes out on another day than the 23rd. */
    add_match (info, matches, g_strdup_printf (_("“%s” does not fit the day it goes out"), words));
}

void
cs_check_relative_day (const CsCheckRule *rule,
                       const CsCheckText *text,
                       GArray            *matches)
{
  find_dates (FLAGS "(?i:\\b(?<relative>today|tomorrow|yesterday)\\b,? ?[(–-]? ?(?:" WEEKDAYS ",? )?)(?:the )?" ENGLISH_DATE,
              text, look_at_relative, matches);
  find_dates (FLAGS "(?<relative>今天|今日|明天|明日|后天|昨天|昨日)[（(，,]?" CHINESE_DATE, text, look_at_relative, matches);
}
