/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-claims-private.h"

typedef struct
{
  const char *word;
  double      scale;
} Scale;

/* Longer ones first. Those of one or two Latin letters stand directly behind the digits. */
static const Scale scales[] = {
  { "trillion", 1e12 }, { "billion", 1e9 }, { "million", 1e6 }, { "thousand", 1e3 }, { "hundred", 1e2 },
  { "tn", 1e12 }, { "bn", 1e9 }, { "mn", 1e6 },
  { "万亿", 1e12 }, { "千亿", 1e11 }, { "百亿", 1e10 }, { "十亿", 1e9 }, { "亿", 1e8 },
  { "千万", 1e7 }, { "百万", 1e6 }, { "十万", 1e5 }, { "万", 1e4 }, { "千", 1e3 }, { "百", 1e2 },
};

static const char * const percents[] = {
  "percentage points", "percentage point", "per cent", "percent", "pct", "个百分点", "百分点", "%", "％", "‰", "٪", NULL
};

/* Of more than two letters, or signs: a space may stand before them. */
static const char * const units[] = {
  "square kilometres", "square kilometers", "square metres", "square meters", "square miles", "sq km", "sq m",
  "cubic metres", "cubic meters", "kilometres", "kilometers", "kilometre", "kilometer", "metres", "meters", "metre",
  "miles", "mile", "hectares", "hectare", "acres", "acre", "feet", "inches", "tonnes", "tonne", "tons", "ton", "kilograms", "kilogram",
  "grams", "kilos", "litres", "liters", "litre", "liter", "gallons", "barrels", "km/h", "mph", "kWh", "MWh", "GWh", "TWh", "degrees",
  "yuan", "renminbi", "dollars", "dollar", "pounds", "pound", "pence", "euros", "euro", "cents", "yen", "rupees", "francs",
  "RMB", "CNY", "USD", "EUR", "GBP", "JPY", "HKD", "km²", "m²", "m³", "km2", "m2", "m3", "µg", "μg", "℃", "℉", "°C", "°F", "°", "€", "£", "¥",
  "平方公里", "平方千米", "平方米", "立方米", "公里", "千米", "厘米", "毫米", "海里", "公顷", "公斤", "千克", "千瓦时", "兆瓦", "千瓦", "摄氏度",
  "人民币", "美元", "欧元", "英镑", "日元", "港元", "港币", "人次", "户次", "车次", "元", "米", "吨", "亩", "度", "升", "克", "倍", "人", "户",
  "家", "例", "辆", "件", "名", "套", "所", "项", "座", "台", "株", "棵", "盏", "艘", "架", "头", "张", "份", "册", "篇", "场", "条", "处", "级", "个", NULL
};

/* Only directly behind the digits, or with one space where they are never a word. */
static const char * const short_units[] = {
  "kW", "MW", "GW", "TW", "km", "cm", "mm", "kg", "mg", "ml", "ha", "hPa", "mb", "dB", "p", "m", "g", "t", "k", NULL
};

static gboolean
goes_on (const char *at)
{
  return g_ascii_isalnum (*at);
}

static double
read_scale (const char **at)
{
  double whole = 1;

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      gsize size = strlen (scales[i].word);

      if (g_ascii_strncasecmp (*at, scales[i].word, size) == 0 &&
          !(g_ascii_isalpha (scales[i].word[0]) && goes_on (*at + size)))
        {
          *at += size;
          return whole * scales[i].scale;
        }
    }

  return 1;
}

/* “k”, “m” and “b” directly behind digits: of money and people they are scales, and “5m” of rain is compared as 5 too. */
static double
letter_scale (char letter)
{
  switch (letter)
    {
    case 'k':
      return 1e3;
    case 'm':
      return 1e6;
    default:
      return 1;
    }
}

static const char *
skip_more (const char *at)
{
  static const char * const more[] = { "余", "多", "+", NULL };

  return at + cs_claim_match_any (at, more);
}

CsClaimUnit
cs_claim_read_unit (const char *number_end)
{
  CsClaimUnit unit = { .end = number_end, .scale = 1 };
  const char *behind = cs_claim_skip_gap (number_end);
  const char *at = skip_more (behind);
  const char *scaled = at;
  gsize size;

  if ((size = cs_claim_match_any (behind, percents)) > 0)
    {
      unit.percent = TRUE;
      unit.end = behind + size;
      return unit;
    }

  unit.scale = read_scale (&scaled);
  if (scaled != at)
    {
      unit.amount = TRUE;
      unit.end = scaled = skip_more (scaled);
      at = cs_claim_skip_gap (scaled);
    }
  if ((size = cs_claim_match_any (at, units)) > 0)
    {
      unit.amount = TRUE;
      unit.end = at + size;
      return unit;
    }
  if (unit.amount || at > number_end + 1)
    return unit;
  for (guint i = 0; short_units[i] != NULL; i++)
    {
      size = strlen (short_units[i]);
      if (strncmp (at, short_units[i], size) == 0 && !goes_on (at + size) && (at == number_end || size > 1))
        {
          if (size == 1)
            unit.scale = letter_scale (*at);
          unit.amount = TRUE;
          unit.end = at + size;
          return unit;
        }
    }

  return unit;
}

gboolean
cs_claim_is_about (const CsClaimScan *scan,
                   const char        *at)
{
  static const char * const words[] = {
    "about", "around", "nearly", "almost", "over", "some", "approximately", "roughly", "than", "least", "most", "under", "below", "above", NULL
  };
  static const char * const chinese[] = {
    "大约", "约", "近", "超过", "超", "逾", "不足", "不到", "至少", "将近", "接近", "多达", NULL
  };
  char word[CS_CLAIM_WORD];

  cs_claim_word_before (scan, at, word);
  return cs_claim_one_of (word, words) || cs_claim_ends_with_any (scan, at, chinese);
}
