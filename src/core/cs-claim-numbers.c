/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-claims-private.h"

/* A number as it stands in the text. */
typedef struct
{
  const char *start;
  const char *end;
  double      value;
  guint       decimals;
  guint       digits;  /* in front of the decimal sign */
  gboolean    plain;   /* digits only, no thousands marks and no decimals */
  gboolean    is_good; /* value is one */
} Number;

/* Behind these a number is a name, not a figure. */
static const char * const labels[] = {
  "no.", "nos.", "no", "number", "room", "floor", "article", "section", "chapter", "page", "pages", "p.", "pp.", "step", "part", "phase",
  "line", "route", "road", "item", "question", "tip", "tier", "stage", "level", "version", "form", "unit", "platform", "gate", "exit", "bus",
  "flight", "train", "figure", "fig.", "table", "photo", "annex", "appendix", "rule", "option", "class", "grade", "zone", "ward", "district",
  "channel", "covid", "type", "category", "group", "day", "week", "round", "act", "box", "suite", "flat", "junction", "tel", "tel.", "text",
  "volume", "vol.", "issue", "episode", "paragraph", "para", "regulation", "standard", "iso", "age", "aged", "ages", "terminal", "v", "windows", NULL
};

/* What follows a number that counts nothing one would ask the source of: times, and what the post itself lists. */
static const char * const harmless[] = {
  "second", "seconds", "secs", "minute", "minutes", "min", "mins", "hour", "hours", "hr", "hrs", "h", "day", "days", "week", "weeks", "weekends",
  "month", "months", "year", "years", "night", "nights", "working", "business", "o'clock", "am", "pm", "noon",
  "year-old", "year-olds", "years-old", "tips", "ways", "things", "steps", "reasons", "questions", "facts", "signs", "rules", "parts", "options",
  "simple", "easy", "key", "quick", "top", "photos", "pictures", "images", "posts", "tweets", "points", "items", "examples", "minute-long", NULL
};

static const char * const chinese_harmless[] = {
  "小时", "分钟", "秒", "个小时", "个工作日", "工作日", "天", "日", "周", "个月", "个星期", "星期", "月", "时", "点", "分", "岁", "周岁", "周年", "年",
  "号", "楼", "室", "路", "线", "届", "期", "层", "步", "个步骤", "件事", "个要点", "个方法", "个问题", "个关键", "条建议", "个建议", "条提示", "个提示", "招",
  "张图", "个小贴士", "点建议", "次会议", "人份", "月份", "世纪", NULL
};

/* In a sentence with these, a date is when something will take place, or a wish. */
static const char * const inviting[] = {
  "join", "register", "registration", "sign up", "book", "booking", "welcome", "happy", "opens", "will be held", "will take place", "takes place",
  "deadline", "apply by", "closes", "see you", "livestream", "invited", "invite", "copyright", "merry", "congratulations", "published on", "issued on",
  "报名", "欢迎", "参加", "将于", "举行", "举办", "召开", "直播", "预约", "截止", "敬请", "快乐", "开幕", "祝", "新年好", "贺", "定于", NULL
};

static const char * const months[] = {
  "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
  "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
  "jan.", "feb.", "mar.", "apr.", "jun.", "jul.", "aug.", "sep.", "sept.", "oct.", "nov.", "dec.", NULL
};

static gboolean
is_digit (const char *at)
{
  return g_unichar_isdigit (g_utf8_get_char (at));
}

static gboolean
is_taken (const CsClaimScan *scan,
          const char        *at)
{
  return scan->taken[at - scan->text] != 0;
}

static gunichar
char_before (const CsClaimScan *scan,
             const char        *at)
{
  return at > scan->text ? g_utf8_get_char (g_utf8_prev_char (at)) : 0;
}

static const char *
skip_digits (const char *at)
{
  while (is_digit (at))
    at = g_utf8_next_char (at);

  return at;
}

/* Whether a mark of thousands stands at @at: one of them, then exactly three digits. */
static gboolean
is_thousands_mark (const char *at)
{
  gunichar c = g_utf8_get_char (at);
  const char *digits = g_utf8_next_char (at);

  if (c != ',' && c != ' ' && c != 0xA0 && c != 0x2009 && c != 0x202F && c != 0xFF0C && c != '\'')
    return FALSE;
  return is_digit (digits) && skip_digits (digits) - digits == 3 && g_ascii_isdigit (*digits);
}

static Number
read_number (const char *start)
{
  Number number = { .start = start, .plain = TRUE };
  const char *at = skip_digits (start);
  g_autofree char *written = NULL;

  number.digits = (guint) g_utf8_strlen (start, at - start);
  while (number.digits <= 3 && *at != '\0' && is_thousands_mark (at))
    {
      /* Two figures of a list, “in 10, 200 and …”, have a space behind the comma: no mark then. */
      at = skip_digits (g_utf8_next_char (at));
      number.plain = FALSE;
    }
  if ((*at == '.' || *at == ',') && is_digit (at + 1))
    {
      const char *point = at;

      at = skip_digits (at + 1);
      number.decimals = (guint) g_utf8_strlen (point + 1, at - point - 1);
      number.plain = FALSE;
    }
  number.end = at;
  written = g_strndup (start, (gsize) (at - start));
  number.is_good = cs_table_parse_number (written, &number.value);
  return number;
}

static void
keep_value (CsClaimSpan       *claim,
            const CsClaimScan *scan,
            const Number      *number,
            double             scale)
{
  if (claim == NULL || !number->is_good)
    return;

  claim->has_value = TRUE;
  claim->about = cs_claim_is_about (scan, scan->text + claim->start);
  claim->value = number->value;
  claim->scale = scale;
  claim->decimals = number->decimals;
}

/* “£”, “US$”, “RMB ” in front of a number; returns where the amount begins. */
static const char *
find_currency (const CsClaimScan *scan,
               const char        *number)
{
  static const char * const signs[] = { "US$", "HK$", "A$", "C$", "$", "£", "€", "¥", "￥", "₹", NULL };
  static const char * const codes[] = { "RMB", "CNY", "USD", "EUR", "GBP", "JPY", "HKD", NULL };
  const char *at = number;

  for (guint i = 0; signs[i] != NULL; i++)
    {
      gsize size = strlen (signs[i]);

      if ((gsize) (at - scan->text) >= size && memcmp (at - size, signs[i], size) == 0)
        return at - size;
    }
  while (at > scan->text && at[-1] == ' ')
    at--;
  for (guint i = 0; codes[i] != NULL; i++)
    if (at - scan->text >= 3 && memcmp (at - 3, codes[i], 3) == 0 && (at - scan->text == 3 || !g_ascii_isalnum (at[-4])))
      return at - 3;

  return NULL;
}

static gboolean
is_inviting (const CsClaimScan *scan,
             const char        *at)
{
  return cs_claim_has_any (cs_claim_sentence_start (scan, at), cs_claim_sentence_end (scan, at), inviting);
}

static void
add_date (CsClaimScan *scan,
          const char  *start,
          const char  *end)
{
  if (is_inviting (scan, start))
    cs_claim_scan_take (scan, start, end);
  else
    cs_claim_scan_add (scan, CS_CLAIM_DATE, start, end);
}

static gboolean
is_year (const Number *number)
{
  return number->plain && number->digits == 4 && number->is_good && number->value >= 1500 && number->value < 2200;
}

/* “2024年5月12日”, “2024年”; “5月12日” is taken, for it says no year. Returns its end, or NULL. */
static const char *
scan_chinese_date (CsClaimScan  *scan,
                   const Number *number)
{
  static const char * const parts[] = { "年", "月份", "月", "日", "号", NULL };
  static const char * const quarters[] = { "第一季度", "第二季度", "第三季度", "第四季度", "一季度", "二季度", "三季度", "四季度", "上半年", "下半年", "底", "初", NULL };
  const char *end = cs_claim_skip_gap (number->end);
  gsize size = cs_claim_match_any (end, parts);

  if (!number->plain || size == 0 || (strncmp (end, "年", size) == 0 ? !is_year (number) : !g_str_has_prefix (end, "月")))
    return NULL;

  while (size > 0)
    {
      const char *next = cs_claim_skip_gap (end += size);
      const char *digits_end = skip_digits (next);

      size = digits_end > next ? cs_claim_match_any (cs_claim_skip_gap (digits_end), parts) : 0;
      if (size > 0)
        end = cs_claim_skip_gap (digits_end);
    }
  if (is_year (number))
    add_date (scan, number->start, end + cs_claim_match_any (end, quarters));
  else
    cs_claim_scan_take (scan, number->start, end);
  return end;
}

/* “2024-05-12”, “12/05/2024”, “12.05.2024”: returns its end, or NULL. */
static const char *
scan_numeric_date (CsClaimScan  *scan,
                   const char   *start)
{
  const char *first = skip_digits (start);
  const char *second;
  const char *third;

  if (*first == '\0' || strchr ("-/.", *first) == NULL || !is_digit (first + 1))
    return NULL;
  second = skip_digits (first + 1);
  if (*second != *first || !is_digit (second + 1))
    return NULL;
  third = skip_digits (second + 1);
  if (second - first > 3 || !((first - start == 4 && third - second <= 3) || (first - start <= 2 && third - second == 5)))
    return NULL;

  add_date (scan, start, third);
  return third;
}

/* “12 May 2024”, “12th of May”; a date without a year is taken only. Returns its end, or NULL. */
static const char *
scan_english_date (CsClaimScan  *scan,
                   const Number *number)
{
  static const char * const ordinals[] = { "st", "nd", "rd", "th", NULL };
  const char *at = number->end + cs_claim_match_any (number->end, ordinals);
  char word[CS_CLAIM_WORD];
  const char *end = cs_claim_word_after (scan, at, word);
  Number year;

  if (!number->plain || number->digits > 2)
    return NULL;
  if (strcmp (word, "of") == 0)
    end = cs_claim_word_after (scan, end, word);
  if (!cs_claim_one_of (word, months))
    return NULL;

  at = end;
  if (*at == '.' || *at == ',')
    at++;
  at = cs_claim_skip_gap (at);
  if (is_digit (at) && (year = read_number (at), is_year (&year)))
    {
      add_date (scan, number->start, year.end);
      return year.end;
    }
  cs_claim_scan_take (scan, number->start, end);
  return end;
}

/* “May 2024” or “May 12, 2024”: the month stands before. Returns the end, or NULL. */
static const char *
scan_behind_month (CsClaimScan  *scan,
                   const Number *number)
{
  char word[CS_CLAIM_WORD];
  const char *month = number->start;
  const char *at = number->end;
  Number year;

  cs_claim_word_before (scan, number->start, word);
  if (!number->plain || !cs_claim_one_of (word, months))
    return NULL;
  while (month > scan->text && !g_ascii_isalpha (month[-1]) && month[-1] != '.')
    month--;
  month -= strlen (word);
  if (!g_ascii_isupper (*month) || memchr (scan->taken + (month - scan->text), 1, (gsize) (number->end - month)) != NULL)
    return NULL;
  if (is_year (number))
    {
      add_date (scan, month, number->end);
      return number->end;
    }
  if (number->digits > 2)
    return NULL;

  at = cs_claim_skip_gap (*at == ',' ? at + 1 : at);
  if (is_digit (at) && (year = read_number (at), is_year (&year)))
    {
      add_date (scan, month, year.end);
      return year.end;
    }
  cs_claim_scan_take (scan, month, number->end);
  return number->end;
}

/* “in 2024”, “2019–2024”, “since 2009”; not “Vision 2030”, “2026 Budget”. */
static const char *
scan_year (CsClaimScan  *scan,
           const Number *number)
{
  static const char * const before[] = {
    "in", "since", "from", "by", "during", "until", "till", "before", "after", "between", "to", "and", "than", "early", "mid", "late", "for", "year",
    "end", "of", NULL
  };
  static const char * const chinese[] = { "自", "从", "到", "至", "与", "比", "在", "较", NULL };
  char word[CS_CLAIM_WORD];
  const char *end = number->end;
  const char *next;

  if (!is_year (number))
    return NULL;
  if (g_str_has_prefix (end, "–") && is_digit (end + strlen ("–")))
    end = skip_digits (end + strlen ("–"));
  else if ((*end == '-' || *end == '/') && is_digit (end + 1))
    end = skip_digits (end + 1);

  next = cs_claim_word_after (scan, end, word);
  if (next > end && word[0] != '\0' && g_ascii_islower (*cs_claim_skip_gap (end)) && end == number->end)
    {
      static const char * const going_on[] = {
        "and", "to", "was", "were", "when", "the", "as", "with", "it", "we", "is", "are", "by", "in", "at", "on", "for", "there", "saw", "alone",
        "than", "this", "than", "levels", "compared", "until", "census", "but", "or", "after", "before", "while", "has", "have", "had", "from", NULL
      };

      if (!cs_claim_one_of (word, going_on))
        return NULL; /* “2024 homes” */
    }
  cs_claim_word_before (scan, number->start, word);
  if (cs_claim_one_of (word, before) || cs_claim_ends_with_any (scan, number->start, chinese))
    add_date (scan, number->start, end);
  else
    cs_claim_scan_take (scan, number->start, end);
  return end;
}

/* What is no figure at all: times of day, “1/5”, versions. Returns its end, or NULL. */
static const char *
skip_notation (const CsClaimScan *scan,
               const char        *start)
{
  const char *end = skip_digits (start);
  gunichar c = g_utf8_get_char (end);
  gunichar before = char_before (scan, start);

  if (c == 0xFE0F || c == 0x20E3)
    return end;
  if (c == 0x3014 || c == 0x3015 || before == 0x3014 || before == '[') /* 〔2024〕12号 */
    return end;
  if ((c == ':' || c == 0xFF1A || c == '/') && is_digit (g_utf8_next_char (end)))
    return skip_digits (g_utf8_next_char (end));
  if (c == '.' && is_digit (end + 1) && *skip_digits (end + 1) == '.' && is_digit (skip_digits (end + 1) + 1))
    return skip_digits (skip_digits (end + 1) + 1);
  if ((c == '.' || c == ')' || c == 0x3001 || c == 0xFF0E || c == 0xFF09) && end - start <= 2 &&
      !is_digit (g_utf8_next_char (end)) && (before == 0 || before == '\n' || ((c == ')' || c == 0xFF09) && (before == '(' || before == 0xFF08))))
    return end;

  return NULL;
}

/* “〔2024〕12号”, “第12条”, “COVID-19”, “A14”, “5G”. */
static gboolean
is_name (const CsClaimScan *scan,
         const Number      *number)
{
  static const char * const chinese_labels[] = { "第", "编号", "邮编", "卷", "〕", "］", NULL };
  gunichar before = char_before (scan, number->start);
  char word[CS_CLAIM_WORD];

  if (g_unichar_isalpha (before) && before < 0x2E80)
    return TRUE;
  if ((before == '-' || before == '_' || before == '/') && number->start - scan->text >= 2 && g_ascii_isalpha (number->start[-2]))
    return TRUE;
  if (before == '#' || before == '@' || cs_claim_ends_with_any (scan, number->start, chinese_labels))
    return TRUE;
  cs_claim_word_before (scan, number->start, word);
  return cs_claim_one_of (word, labels);
}

/* Behind a number: a letter or a word with which it counts nothing. */
static gboolean
is_harmless (const CsClaimScan *scan,
             const Number      *number,
             gboolean           has_unit)
{
  static const char * const yen[] = { "日元", NULL };
  static const char * const noon[] = { "a.m", "p.m", NULL };
  char word[CS_CLAIM_WORD];
  const char *at = *number->end == '-' ? number->end + 1 : number->end;

  if (cs_claim_match_any (cs_claim_skip_gap (at), chinese_harmless) > 0)
    return cs_claim_match_any (at, yen) == 0;
  cs_claim_word_after (scan, at, word);
  if (cs_claim_match_any (cs_claim_skip_gap (at), noon) > 0)
    return TRUE;
  if (g_ascii_isalpha (*number->end) && !has_unit)
    return TRUE; /* “5G”, “21st”, “4x4”: no unit that is known */
  return cs_claim_one_of (word, harmless);
}

/* A number with no unit: only if it counts something. */
static gboolean
is_figure (const CsClaimScan *scan,
           const Number      *number)
{
  const char *behind = cs_claim_skip_gap (number->end);
  gunichar c = g_utf8_get_char (behind);

  if (!number->is_good || (number->plain && number->value < 2))
    return FALSE;
  if (!number->plain)
    return TRUE;
  if (number->plain && number->digits >= 5 && !g_unichar_isalpha (c))
    return FALSE; /* a hotline or a code: “call 12345” */
  return number->digits >= 2 || g_unichar_isalpha (c);
}

static const char *
scan_range (const char *end)
{
  static const char * const dashes[] = { "–", "—", "-", "~", "～", "至", "到", NULL };
  const char *at = end + cs_claim_match_any (end, dashes);

  return at > end && is_digit (at) ? at : NULL;
}

/* With everything else told apart: a percentage, an amount, a figure, or nothing. Returns where to go on. */
static const char *
scan_figure (CsClaimScan *scan,
             Number       number)
{
  const char *start = find_currency (scan, number.start);
  const char *second = scan_range (number.end);
  Number last = second != NULL ? read_number (second) : number;
  CsClaimUnit unit = cs_claim_read_unit (last.end);
  gunichar before = char_before (scan, number.start);
  CsClaimSpan *claim = NULL;

  if (is_name (scan, &number))
    return last.end;
  if (start == NULL)
    start = number.start;
  else
    unit.amount = TRUE;
  if (before == 0x2212 || (before == '-' && start == number.start))
    start = g_utf8_prev_char (start);

  if (unit.percent)
    claim = cs_claim_scan_add (scan, CS_CLAIM_PERCENTAGE, start, unit.end);
  else if (is_harmless (scan, &last, unit.amount) && !(unit.amount && start != number.start))
    return MAX (last.end, unit.end);
  else if (unit.amount)
    claim = cs_claim_scan_add (scan, CS_CLAIM_AMOUNT, start, unit.end);
  else if (is_figure (scan, &last))
    claim = cs_claim_scan_add (scan, CS_CLAIM_FIGURE, start, last.end);
  if (second == NULL)
    keep_value (claim, scan, &number, unit.scale);

  return MAX (last.end, unit.end);
}

static const char *
scan_number (CsClaimScan *scan,
             const char  *start)
{
  const char *end;
  Number number;

  if ((end = scan_numeric_date (scan, start)) != NULL || (end = skip_notation (scan, start)) != NULL)
    return end;
  number = read_number (start);
  if ((end = scan_chinese_date (scan, &number)) != NULL || (end = scan_english_date (scan, &number)) != NULL ||
      (end = scan_behind_month (scan, &number)) != NULL || (end = scan_year (scan, &number)) != NULL)
    return end;

  return scan_figure (scan, number);
}

void
cs_claim_scan_numbers (CsClaimScan *scan)
{
  const char *at = scan->text;

  while (*at != '\0')
    {
      if (!is_taken (scan, at) && is_digit (at))
        at = scan_number (scan, at);
      else
        at = g_utf8_next_char (at);
    }
}
