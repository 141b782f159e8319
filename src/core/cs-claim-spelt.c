/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-claims-private.h"

/* Numbers written as words: “three per cent”, “百分之三”, “三万人”. */

static const char * const chinese_digits[] = { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九", NULL };

/* The value of a Chinese digit at @at, -1 if none; “两” and “〇” too. */
static int
read_digit (const char *at)
{
  for (int i = 0; chinese_digits[i] != NULL; i++)
    if (g_str_has_prefix (at, chinese_digits[i]))
      return i;
  if (g_str_has_prefix (at, "两"))
    return 2;
  if (g_str_has_prefix (at, "〇"))
    return 0;

  return -1;
}

static double
read_multiplier (const char *at)
{
  if (g_str_has_prefix (at, "十"))
    return 10;
  if (g_str_has_prefix (at, "百"))
    return 100;
  if (g_str_has_prefix (at, "千"))
    return 1000;
  if (g_str_has_prefix (at, "万"))
    return 1e4;
  if (g_str_has_prefix (at, "亿"))
    return 1e8;

  return 0;
}

/* “三十二点五”: its value; @multipliers tells how many of 百, 千, 万, 亿 it has. Every sign takes three bytes. */
static const char *
read_chinese (const char *at,
              double     *value,
              guint      *decimals,
              guint      *multipliers)
{
  double whole = 0, section = 0, digit = 0, place = 0.1;

  *decimals = *multipliers = 0;
  for (;; at += 3)
    {
      int read = read_digit (at);
      double times = read >= 0 ? 0 : read_multiplier (at);

      if (read >= 0)
        digit = read;
      else if (times >= 1e4)
        {
          whole = (whole + section + digit) * times;
          section = digit = 0;
          (*multipliers)++;
        }
      else if (times > 0)
        {
          section += (digit > 0 ? digit : 1) * times;
          digit = 0;
          *multipliers += times > 10;
        }
      else
        break;
    }
  *value = whole + section + digit;
  if (!g_str_has_prefix (at, "点") || read_digit (at + 3) < 0)
    return at;
  for (at += 3; read_digit (at) >= 0; at += 3, place /= 10)
    {
      *value += read_digit (at) * place;
      (*decimals)++;
    }

  return at;
}

static void
keep (CsClaimSpan *claim,
      double       value,
      guint        decimals)
{
  if (claim == NULL)
    return;

  claim->has_value = TRUE;
  claim->value = value;
  claim->decimals = decimals;
}

/* “百分之三点二”, “三成”, “三成五”, “三百二十人”, “两万亿元”. Returns where to go on. */
static const char *
scan_chinese (CsClaimScan *scan,
              const char  *start)
{
  static const char * const of_hundred[] = { "百分之", "千分之", NULL };
  double value;
  guint decimals, multipliers;
  gsize size = cs_claim_match_any (start, of_hundred);
  const char *end;
  CsClaimUnit unit;

  if (size > 0)
    {
      end = read_chinese (start + size, &value, &decimals, &multipliers);
      if (end > start + size)
        keep (cs_claim_scan_add (scan, CS_CLAIM_PERCENTAGE, start, end), g_str_has_prefix (start, "千") ? value / 10 : value, decimals);
      return MAX (end, start + size);
    }
  if (read_digit (start) <= 0)
    return g_utf8_next_char (start);

  end = read_chinese (start, &value, &decimals, &multipliers);
  if (g_str_has_prefix (end, "成") && value < 10 && multipliers == 0 && !g_str_has_prefix (end, "成立") && !g_str_has_prefix (end, "成为") &&
      !g_str_has_prefix (end, "成功"))
    {
      const char *more = end + strlen ("成");
      int half = read_digit (more);

      keep (cs_claim_scan_add (scan, CS_CLAIM_PERCENTAGE, start, half > 0 ? more + 3 : more), value * 10 + MAX (half, 0), 0);
      return more;
    }
  unit = cs_claim_read_unit (end);
  if ((multipliers > 0 && unit.amount) || unit.scale >= 1e4)
    {
      CsClaimSpan *claim = cs_claim_scan_add (scan, CS_CLAIM_AMOUNT, start, unit.end);

      keep (claim, value, decimals);
      if (claim != NULL)
        claim->scale = unit.scale;
      return unit.end;
    }

  return end;
}

/* “three per cent”, “two million”, “one in five”, “two thirds of”. Returns where to go on. */
static const char *
scan_english (CsClaimScan *scan,
              const char  *start)
{
  static const char * const numbers[] = {
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen", "twenty", "thirty", "forty",
    "fifty", "sixty", "seventy", "eighty", "ninety", "half a", NULL
  };
  static const double values[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20, 30, 40, 50, 60, 70, 80, 90, 0.5 };
  static const char * const shares[] = { "thirds", "third", "quarters", "quarter", "fifths", "fifth", "tenths", NULL };
  gsize size = cs_claim_match_any (start, numbers);
  const char *end = start + size;
  CsClaimUnit unit;

  if (size == 0)
    return start + 1;
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (g_ascii_strncasecmp (start, numbers[i], strlen (numbers[i])) == 0 && strlen (numbers[i]) == size)
      {
        CsClaimSpan *claim = NULL;

        unit = cs_claim_read_unit (end);
        if (unit.percent)
          claim = cs_claim_scan_add (scan, CS_CLAIM_PERCENTAGE, start, unit.end);
        else if (unit.scale >= 1e3)
          claim = cs_claim_scan_add (scan, CS_CLAIM_AMOUNT, start, unit.end);
        if (claim != NULL)
          {
            keep (claim, values[i], 0);
            claim->scale = unit.scale;
            return unit.end;
          }
      }

  if (g_str_has_prefix (end, " in "))
    {
      gsize other = cs_claim_match_any (end + 4, numbers);

      if (other > 0)
        cs_claim_scan_add (scan, CS_CLAIM_FIGURE, start, end + 4 + other);
    }
  else if ((*end == ' ' || *end == '-') && cs_claim_match_any (end + 1, shares) > 0)
    {
      end += 1 + cs_claim_match_any (end + 1, shares);
      if (g_str_has_prefix (end, " of "))
        cs_claim_scan_add (scan, CS_CLAIM_FIGURE, start, end);
    }

  return end;
}

void
cs_claim_scan_words (CsClaimScan *scan)
{
  const char *at = scan->text;

  while (*at != '\0')
    {
      if (scan->taken[at - scan->text] != 0)
        at = g_utf8_next_char (at);
      else if ((guchar) *at >= 0x80)
        at = scan_chinese (scan, at);
      else if (g_ascii_isalpha (*at) && (at == scan->text || !g_ascii_isalpha (at[-1])))
        at = scan_english (scan, at);
      else
        at++;
    }
}
