/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-claims-private.h"

/* Titles */

/* The longest title that is looked for, in characters. */
#define MAX_TITLE 160

typedef struct
{
  gunichar open;
  gunichar close;
} Quotes;

static const Quotes quotes[] = {
  { 0x201C, 0x201D }, { '"', '"' }, { 0xAB, 0xBB }, { 0x201E, 0x201C }, { 0x300C, 0x300D }, { 0x300E, 0x300F }, { 0x2018, 0x2019 },
};

static const char *
find_char (const char *at,
           gunichar    wanted)
{
  for (guint i = 0; i < MAX_TITLE && *at != '\0' && *at != '\n'; i++, at = g_utf8_next_char (at))
    if (g_utf8_get_char (at) == wanted)
      return at;

  return NULL;
}

/* “Road Safety Plan 2030”: at least two words, all but the small ones with a capital, and no sentence. */
static gboolean
is_english_title (const char *start,
                  const char *end)
{
  static const char * const small[] = {
    "a", "an", "the", "of", "for", "and", "in", "on", "to", "with", "at", "by", "from", "or", "as", "into", NULL
  };
  guint capitals = 0;

  if (end > start && strchr (".!?,", end[-1]) != NULL)
    return FALSE;
  for (const char *at = start; at < end;)
    {
      char word[CS_CLAIM_WORD];
      const char *word_start = at;
      gsize n;

      while (at < end && !g_ascii_isspace (*at))
        at++;
      n = MIN ((gsize) (at - word_start), CS_CLAIM_WORD - 1);
      memcpy (word, word_start, n);
      word[n] = '\0';
      while (at < end && g_ascii_isspace (*at))
        at++;
      if (g_ascii_isupper (word[0]))
        capitals++;
      else if (g_ascii_isalpha (word[0]) && (word_start == start || !g_strv_contains (small, word)))
        return FALSE;
      else if ((guchar) word[0] >= 0x80)
        return FALSE;
    }

  return capitals >= 2;
}

/* Chinese marks words for many reasons with “”: a document only if it is called one. */
static gboolean
is_chinese_title (const char *start,
                  const char *end)
{
  static const char * const kinds[] = {
    "报告", "规划", "条例", "办法", "白皮书", "蓝皮书", "公报", "年鉴", "实施方案", "指导意见", "管理规定", "通知", "细则", "意见", "标准", "规程", NULL
  };

  if (g_utf8_strlen (start, end - start) < 5)
    return FALSE;
  for (guint i = 0; kinds[i] != NULL; i++)
    {
      gsize size = strlen (kinds[i]);

      if ((gsize) (end - start) > size && memcmp (end - size, kinds[i], size) == 0)
        return TRUE;
    }

  return FALSE;
}

void
cs_claim_scan_titles (CsClaimScan *scan)
{
  for (const char *at = scan->text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      const char *inside = g_utf8_next_char (at);
      const char *end;

      if (scan->taken[at - scan->text] != 0)
        continue;
      if (c == 0x300A)
        {
          if ((end = find_char (inside, 0x300B)) != NULL && end > inside)
            cs_claim_scan_add (scan, CS_CLAIM_TITLE, at, g_utf8_next_char (end));
          continue;
        }
      for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
        if (quotes[i].open == c && (end = find_char (inside, quotes[i].close)) != NULL &&
            (is_english_title (inside, end) || is_chinese_title (inside, end)))
          {
            cs_claim_scan_add (scan, CS_CLAIM_TITLE, at, g_utf8_next_char (end));
            break;
          }
    }
}

/* Telephone numbers */

/* The run of digits that telephone numbers are written with: returns its end, how many digits and how many groups. */
static const char *
read_run (const char *start,
          guint      *n_digits,
          guint      *n_groups)
{
  const char *at = start;
  const char *end = start;

  *n_digits = *n_groups = 0;
  for (;;)
    {
      if (!g_ascii_isdigit (*at))
        return end;
      (*n_groups)++;
      for (; g_ascii_isdigit (*at); at++)
        (*n_digits)++;
      end = at;
      while ((*at == ' ' || *at == '-' || *at == '(' || *at == ')') && at - end < 2)
        at++;
    }
}

static gboolean
is_called (const CsClaimScan *scan,
           const char        *start,
           const char        *end)
{
  static const char * const calls[] = {
    "call", "calling", "dial", "phone", "telephone", "ring", "hotline", "helpline", "tel", "fax", "拨打", "热线", "电话", "致电", "传真", "咨询", "号码", "编码", "邮编",
    "QQ", "微信", NULL
  };
  static const char * const behind[] = { "热线", "平台", "服务热线", NULL };
  const char *from = start;

  for (guint i = 0; i < 40 && from > scan->text && from[-1] != '\n'; i++)
    from = g_utf8_prev_char (from);

  return cs_claim_has_any (from, start, calls) || cs_claim_match_any (end, behind) > 0;
}

void
cs_claim_scan_phones (CsClaimScan *scan)
{
  const char *at = scan->text;

  while (*at != '\0')
    {
      guint n_digits, n_groups;
      const char *start = at;
      const char *end;

      if (!g_ascii_isdigit (*at) || scan->taken[at - scan->text] != 0)
        {
          at = g_utf8_next_char (at);
          continue;
        }
      end = at = read_run (start, &n_digits, &n_groups);
      if ((start > scan->text && start[-1] == '+' && n_digits >= 7) ||
          (*start == '0' && n_digits >= 7) ||
          (n_groups == 1 && n_digits >= 9) ||
          (n_digits >= 3 && *end != '%' && is_called (scan, start, end)))
        cs_claim_scan_take (scan, start, end);
    }
}

/* Ranks */

static const char * const superlatives[] = {
  "highest", "lowest", "largest", "smallest", "biggest", "greatest", "fastest", "slowest", "longest", "shortest", "oldest", "youngest", "worst",
  "strongest", "weakest", "deadliest", "hottest", "coldest", "wettest", "driest", "warmest", "busiest", "tallest", "deepest", "heaviest",
  "steepest", "sharpest", "fewest", "safest", "cleanest", "richest", "poorest", NULL
};

static const char * const world[] = {
  "world", "world's", "country", "country's", "nation", "nation's", "nationally", "europe", "europe's", "asia", "asia's", "africa", "africa's", "america",
  "uk", "uk's", "britain", "britain's", "england", "scotland", "wales", "china", "china's", "city's", "region", "region's", "province", "globally", "history",
  "record", "ever", "decade", "decades", "century", "generation", NULL
};

static const char *
word_end (const char *at)
{
  while (g_ascii_isalpha (*at) || ((*at == '\'' || *at == '-') && g_ascii_isalpha (at[1])))
    at++;
  if (g_str_has_prefix (at, "’") && g_ascii_isalpha (at[strlen ("’")]))
    return word_end (at + strlen ("’"));

  return at;
}

/* “since 2009”, “in ten years”, “ever”, “on record”, “in the world” within eight words behind @at: returns its end, or NULL. */
static const char *
find_scope (const CsClaimScan *scan,
            const char        *at)
{
  const char *sentence_end = cs_claim_sentence_end (scan, at);

  for (guint i = 0; i < 8 && at < sentence_end; i++)
    {
      g_autofree char *word = NULL;
      const char *start = cs_claim_skip_gap (at);
      const char *end = word_end (start);

      if (end == start)
        {
          if (!g_ascii_isdigit (*start))
            return NULL;
          while (g_ascii_isdigit (*end) || *end == '-')
            end++;
          at = end;
          continue;
        }
      word = g_ascii_strdown (start, end - start);
      if (strcmp (word, "since") == 0)
        {
          const char *year = word_end (cs_claim_skip_gap (end));

          year = cs_claim_skip_gap (year);
          while (g_ascii_isdigit (*year))
            year++;
          return year;
        }
      if (cs_claim_one_of (word, world) || (strcmp (word, "years") == 0 && i >= 1))
        return end;
      at = end;
    }

  return NULL;
}

/* “the world's”, “Europe’s” directly before @at: returns where it begins, or NULL. */
static const char *
find_owner (const CsClaimScan *scan,
            const char        *at)
{
  const char *end = at;
  const char *start;

  while (end > scan->text && end[-1] == ' ')
    end--;
  if (end - scan->text > 2 && memcmp (end - 2, "'s", 2) == 0)
    start = end - 2;
  else if (end - scan->text > 4 && memcmp (end - 4, "’s", 4) == 0)
    start = end - 4;
  else
    return NULL;
  while (start > scan->text && g_ascii_isalpha (start[-1]))
    start--;

  return start;
}

static void
scan_superlative (CsClaimScan *scan,
                  const char  *word,
                  const char  *end)
{
  static const char * const ordinals[] = { "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", NULL };
  const char *start = word;
  const char *owner;
  const char *scope = find_scope (scan, end);
  char before[CS_CLAIM_WORD];

  if (start > scan->text && start[-1] == '-')
    start--;
  cs_claim_word_before (scan, start, before);
  if (cs_claim_one_of (before, ordinals))
    {
      while (!g_ascii_isalpha (start[-1]))
        start--;
      start -= strlen (before);
    }
  else
    start = word;
  if ((owner = find_owner (scan, start)) != NULL)
    start = owner;
  if (scope != NULL || owner != NULL)
    cs_claim_scan_add (scan, CS_CLAIM_RANK, start, scope != NULL ? scope : end);
}

/* “for the first time”, “the first hospital in the country”, “record high”, “ranked third”. */
static void
scan_phrase (CsClaimScan *scan,
             const char  *start)
{
  static const char * const whole[] = {
    "for the first time", "first-ever", "first ever", "the first time", "the first of its kind", "first of its kind", "record-breaking", "record-high", "record-low", "record high",
    "record low", "record number", "record level", "record levels", "record amount", "record numbers", "all-time high", "all-time low", "a record",
    "number one in", "no. 1 in", "more than any other", "than ever before", NULL
  };
  static const char * const ranked[] = { "ranked", "ranks", "ranking", "came", "placed", NULL };
  static const char * const places[] = { "first", "second", "third", "fourth", "fifth", "top", "last", "number one", NULL };
  gsize size = cs_claim_match_any (start, whole);
  const char *end = start + size;

  if (size > 0)
    {
      const char *scope = find_scope (scan, end);

      cs_claim_scan_add (scan, CS_CLAIM_RANK, start, scope != NULL ? scope : end);
      return;
    }
  if (cs_claim_match_any (start, places) > 0 && g_ascii_strncasecmp (start, "first", 5) == 0)
    {
      char before[CS_CLAIM_WORD];

      cs_claim_word_before (scan, start, before);
      end = find_scope (scan, start + 5);
      if (strcmp (before, "the") == 0 && end != NULL)
        cs_claim_scan_add (scan, CS_CLAIM_RANK, start, end);
      return;
    }
  if ((size = cs_claim_match_any (start, ranked)) > 0)
    {
      end = cs_claim_skip_gap (start + size);
      if ((size = cs_claim_match_any (end, places)) > 0)
        cs_claim_scan_add (scan, CS_CLAIM_RANK, start, end + size);
    }
}

static void
scan_english_ranks (CsClaimScan *scan)
{
  for (const char *at = scan->text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gsize size;

      if (!g_ascii_isalpha (*at) || (at > scan->text && g_ascii_isalpha (at[-1])) || scan->taken[at - scan->text] != 0)
        continue;
      if ((size = cs_claim_match_any (at, superlatives)) > 0)
        scan_superlative (scan, at, at + size);
      else
        scan_phrase (scan, at);
    }
}

/* From the comma or stop before @at to the one behind it. */
static void
find_clause (const CsClaimScan *scan,
             const char        *at,
             const char       **start,
             const char       **end)
{
  static const char * const stops[] = { "，", "。", "；", "！", "？", "：", ",", "\n", NULL };

  *start = *end = at;
  while (*start > scan->text && cs_claim_match_any (g_utf8_prev_char (*start), stops) == 0)
    *start = g_utf8_prev_char (*start);
  while (**end != '\0' && cs_claim_match_any (*end, stops) == 0)
    *end = g_utf8_next_char (*end);
}

static void
scan_chinese_ranks (CsClaimScan *scan)
{
  static const char * const alone[] = {
    "历史新高", "历史新低", "历史最高", "历史最低", "历史最好", "创新高", "创新低", "新高", "新低", "首次", "首个", "首家", "首例", "首座", "首条", "第一次", "全国第一", "世界第一",
    "全球第一", "全省第一", "全市第一", "居首位", "位居首位", "居榜首", "前所未有", "创纪录", "创下纪录", "刷新纪录", "有记录以来", "有统计以来", NULL
  };
  static const char * const placed[] = { "位居", "排名", "位列", "名列", "居", "排", NULL };
  static const char * const most[] = { "最高", "最低", "最大", "最小", "最多", "最少", "最快", "最长", "最早", "最好", "最强", "最热", "最冷", "最重", NULL };
  static const char * const scopes[] = { "以来", "历史", "全国", "全球", "世界", "全省", "全市", "亚洲", "同期", "国内", "有史", "近年", NULL };

  for (const char *at = scan->text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const char *start = at;
      const char *end;
      gsize size;

      if ((guchar) *at < 0x80 || scan->taken[at - scan->text] != 0)
        continue;
      if ((size = cs_claim_match_any (at, alone)) > 0)
        {
          cs_claim_scan_add (scan, CS_CLAIM_RANK, at, at + size);
        }
      else if ((size = cs_claim_match_any (at, most)) > 0)
        {
          find_clause (scan, at, &start, &end);
          if (cs_claim_has_any (start, end, scopes))
            cs_claim_scan_add (scan, CS_CLAIM_RANK, at, at + size);
        }
      else if ((size = cs_claim_match_any (at, placed)) > 0)
        {
          static const char * const where[] = { "全国", "全球", "世界", "全省", "全市", "亚洲", NULL };
          static const char * const numbers[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", NULL };

          end = at + size;
          end += cs_claim_match_any (end, where);
          if (!g_str_has_prefix (end, "第"))
            continue;
          end += strlen ("第");
          if ((size = cs_claim_match_any (end, numbers)) == 0 && !g_ascii_isdigit (*end))
            continue;
          for (end += size; g_ascii_isdigit (*end);)
            end++;
          cs_claim_scan_add (scan, CS_CLAIM_RANK, at, end);
        }
    }
}

void
cs_claim_scan_ranks (CsClaimScan *scan)
{
  scan_english_ranks (scan);
  scan_chinese_ranks (scan);
}
