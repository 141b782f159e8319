/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-claims.h"

typedef struct
{
  const char *text;
  const char *wanted; /* "nick:words", separated by "|" */
} Case;

static const Case english[] = {
  /* must be found */
  { "Prices rose 3.2 % in October.", "percentage:3.2 %" },
  { "Prices rose 3.2% last month", "percentage:3.2%" },
  { "Up by 3.2 per cent.", "percentage:3.2 per cent" },
  { "Up three per cent.", "percentage:three per cent" },
  { "Up 0.4 percentage points", "percentage:0.4 percentage points" },
  { "Between 3–5 % of homes", "percentage:3–5 %" },
  { "It fell to −0.3 %.", "percentage:−0.3 %" },
  { "We will spend £1.2 million on roads.", "amount:£1.2 million" },
  { "A £3m fund and $45bn in loans", "amount:£3m|amount:$45bn" },
  { "RMB 3.5 billion was paid", "amount:RMB 3.5 billion" },
  { "US$40 billion", "amount:US$40 billion" },
  { "Two million people were counted.", "amount:Two million" },
  { "The new path is 45 km long", "amount:45 km" },
  { "A depth of 10 km, magnitude 6.2.", "amount:10 km|figure:6.2" },
  { "Rain of 120mm fell on 1,200 homes.", "amount:120mm|figure:1,200" },
  { "12,400 people were moved to safety", "figure:12,400" },
  { "12 400 people were moved", "figure:12 400" },
  { "We reopened 14 libraries.", "figure:14" },
  { "5 hospitals are full", "figure:5" },
  { "One in five children", "figure:One in five" },
  { "Two thirds of the flats", "figure:Two thirds" },
  { "Unemployment has fallen since 2009.", "date:2009" },
  { "In 2024 we built 312 homes", "date:2024|figure:312" },
  { "The bridge was closed on 12 May 2021.", "date:12 May 2021" },
  { "It was closed on May 12, 2021, for repairs", "date:May 12, 2021" },
  { "Founded in March 1998.", "date:March 1998" },
  { "Counted on 2024-05-12.", "date:2024-05-12" },
  { "From 2019–2024 it doubled", "date:2019–2024" },
  { "The highest since 2009.", "rank:highest since 2009" },
  { "It is the longest bridge in the world", "rank:longest bridge in the world" },
  { "Europe’s second-largest port", "rank:Europe’s second-largest" },
  { "For the first time, all stations are open", "rank:For the first time" },
  { "The city ranked third for clean air", "rank:ranked third" },
  { "Visits reached a record high.", "rank:a record" },
  { "The hottest day on record", "rank:hottest day on record" },
  { "The lowest number in ten years", "rank:lowest number in ten years" },
  { "See the “Road Safety Plan 2030”.", "title:“Road Safety Plan 2030”" },
  { "See the \"Annual Report on Water\" for more", "title:\"Annual Report on Water\"" },
  { "Nearly 12,000 people and 3.4 % more", "figure:12,000|percentage:3.4 %" },
  /* must not */
  { "Call 020 7946 0958 or +44 20 7946 0958.", "" },
  { "Call 999 in an emergency, or 101 otherwise.", "" },
  { "Helpline: 12345, day and night", "" },
  { "Read on: https://example.org/2024/report-12.pdf", "" },
  { "Thanks to @office2024 for #Budget2026 and #100days", "" },
  { "The rescue has begun. 1/5", "" },
  { "(2/5) More follows", "" },
  { "1. Wash your hands.\n2. Dry them.\n3) Done", "" },
  { "1️⃣ Wash your hands", "" },
  { "Open from 9:00 to 17:30, or 9am to 5 p.m.", "" },
  { "Closed for 30 minutes; back within 24 hours, 3 days or 2 weeks.", "" },
  { "The closure begins on 12 May at noon", "" },
  { "Join us on 12 May 2027 in the park!", "" },
  { "Happy New Year 2027!", "" },
  { "Come to Room 12 on floor 3, near Gate 5.", "" },
  { "COVID-19, 5G, A14, G20 and B2B", "" },
  { "People aged 65 and over; 12-year-olds too", "" },
  { "3 tips and 5 ways to save water", "" },
  { "Read Article 5 and Section 12 of the law", "" },
  { "Our Vision 2030 and the 2026 Budget", "" },
  { "First, close the windows. First aid is free.", "" },
  { "Take the fastest route; the highest care is needed.", "" },
  { "He said “we will be back” and left", "" },
  { "The 21st century, 3rd prize", "" },
  { "Open 24/7", "" },
  { "Version 2.0.1 is out", "" },
  { "No figures here at all.", "" },
  { "", "" },
};

static const Case chinese[] = {
  { "10月物价同比上涨3.2%。", "percentage:3.2%" },
  { "同比上涨百分之三点二。", "percentage:百分之三点二" },
  { "提高了0.4个百分点", "percentage:0.4个百分点" },
  { "约三成居民已接种", "percentage:三成" },
  { "投入3.5亿元，惠及1.2万人。", "amount:3.5亿元|amount:1.2万人" },
  { "投入三点五亿元", "amount:三点五亿元" },
  { "转移群众1200余人", "amount:1200余人" },
  { "三百二十户居民", "amount:三百二十户" },
  { "全长45公里，面积12平方公里", "amount:45公里|amount:12平方公里" },
  { "发生6.2级地震，震源深度10千米", "amount:6.2级|amount:10千米" },
  { "新增12家医院", "amount:12家" },
  { "2024年全市新增就业", "date:2024年" },
  { "2024年5月12日，大桥建成", "date:2024年5月12日" },
  { "自2009年以来，降幅为历史最高", "date:2009年|rank:历史最高" },
  { "2025年上半年增长5%", "date:2025年上半年|percentage:5%" },
  { "创历史新高", "rank:历史新高" },
  { "位居全国第一", "rank:位居全国第一" },
  { "首次突破", "rank:首次" },
  { "是十年以来最高水平", "rank:最高" },
  { "依据《城市供水条例》", "title:《城市供水条例》" },
  { "《道路交通安全规划（2030）》已发布", "title:《道路交通安全规划（2030）》" },
  { "详见“2024年度水质报告”", "title:“2024年度水质报告”" },
  { "票价500日元", "amount:500日元" },
  /* must not */
  { "拨打12345热线，或致电010-12345678。", "" },
  { "咨询电话：400-800-1234", "" },
  { "京政发〔2024〕12号", "" },
  { "根据第12条、第3章的规定", "" },
  { "今天上午9时30分，9:30开始", "" },
  { "5月12日起施行", "" },
  { "欢迎参加2027年5月12日的开放日", "" },
  { "祝大家2027年新年快乐！", "" },
  { "十分感谢，千万注意安全，百姓放心", "" },
  { "3个步骤、5件事", "" },
  { "30分钟内，24小时值守，3天后", "" },
  { "一、关好门窗\n二、切断电源", "" },
  { "1、关好门窗\n2、切断电源", "" },
  { "乘坐5路公交到3号楼201室", "" },
  { "“一带一路”合作", "" },
  { "最好提前出门，最高限速请看路牌", "" },
  { "18岁以上居民", "" },
  { "（1/5）救援进展", "" },
  { "#2024高考# @市政府2024", "" },
};

static char *
say (const char *text,
     GArray     *claims)
{
  GString *got = g_string_new (NULL);

  for (guint i = 0; i < claims->len; i++)
    {
      const CsClaimSpan *claim = &g_array_index (claims, CsClaimSpan, i);

      g_assert_cmpuint (claim->start, <, claim->end);
      g_assert_cmpuint (claim->end, <=, strlen (text));
      g_assert_true (i == 0 || g_array_index (claims, CsClaimSpan, i - 1).end <= claim->start);
      g_string_append_printf (got, "%s%s:%.*s", i > 0 ? "|" : "", cs_claim_kind_nick (claim->kind),
                              (int) (claim->end - claim->start), text + claim->start);
    }

  return g_string_free (got, FALSE);
}

static void
run_cases (const Case *cases,
           gsize       n)
{
  guint wrong = 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr(GArray) claims = cs_claims_find (cases[i].text);
      g_autofree char *got = say (cases[i].text, claims);

      if (strcmp (got, cases[i].wanted) != 0)
        {
          g_test_message ("“%s”: found “%s”, wanted “%s”", cases[i].text, got, cases[i].wanted);
          wrong++;
        }
    }

  g_assert_cmpuint (wrong, ==, 0);
}

static void
test_english (void)
{
  run_cases (english, G_N_ELEMENTS (english));
}

static void
test_chinese (void)
{
  run_cases (chinese, G_N_ELEMENTS (chinese));
}

static void
test_values (void)
{
  static const struct
  {
    const char *text;
    double      value;
    double      scale;
    guint       decimals;
    gboolean    about;
  } cases[] = {
    { "Up 3.20 %", 3.2, 1, 2, FALSE },
    { "Nearly £1.2 million", 1.2, 1e6, 1, TRUE },
    { "12,400 homes", 12400, 1, 0, FALSE },
    { "约3.5亿元", 3.5, 1e8, 1, TRUE },
    { "三万二千人", 32000, 1, 0, FALSE },
    { "百分之三点二", 3.2, 1, 1, FALSE },
    { "七成五", 75, 1, 0, FALSE },
    { "Three per cent", 3, 1, 0, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GArray) claims = cs_claims_find (cases[i].text);
      const CsClaimSpan *claim = &g_array_index (claims, CsClaimSpan, 0);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (claims->len, ==, 1);
      g_assert_true (claim->has_value);
      g_assert_cmpfloat_with_epsilon (claim->value, cases[i].value, 1e-9);
      g_assert_cmpfloat (claim->scale, ==, cases[i].scale);
      g_assert_cmpuint (claim->decimals, ==, cases[i].decimals);
      g_assert_cmpint (claim->about, ==, cases[i].about);
    }
}

/* Every prefix of odd text is gone through without reading past its end. */
static void
test_any_text (void)
{
  const char *text = "£€ 3.2 ％ 12, 1.2.3 2024年5 百分之 三成 “A B ”《》《 第〔1〕 -5 − +4 0044 1/ 1: 1️⃣ May 2024, 12 of 5% in the since ranked the first record 最高 排名第";

  for (const char *end = text; *end != '\0'; end = g_utf8_next_char (end))
    {
      g_autofree char *part = g_strndup (text, (gsize) (end - text));
      g_autoptr(GArray) claims = cs_claims_find (part);
      g_autofree char *said = say (part, claims);

      g_assert_nonnull (said);
    }
}

static CsChart *
make_chart (CsChartKind  kind,
            const char  *unit,
            const char  *table)
{
  CsChart *chart = cs_chart_new ();
  g_autoptr(GError) error = NULL;

  chart->kind = kind;
  g_free (chart->unit);
  chart->unit = g_strdup (unit);
  cs_table_free (chart->table);
  chart->table = cs_table_parse (table, strlen (table), &error);
  g_assert_no_error (error);

  return chart;
}

#define RATES "Month\tRate\nAugust\t3.9\nSeptember\t3.7\nOctober\t3.44\n"
#define TWO "District\t2025\t2026\nNorth\t120\t150\nSouth\t200\t180\n"
#define MONEY "Year\tSpent\n2024\t1,204,500\n2025\t1,350,000\n"

static const struct
{
  CsChartKind kind;
  const char *unit;
  const char *table;
  const char *text;
  const char *wanted; /* "words→cell", separated by "|" */
} comparisons[] = {
  /* agree */
  { CS_CHART_LINE, "%", RATES, "In October it was 3.4 %.", "" },
  { CS_CHART_LINE, "%", RATES, "In October it was 3.44 %.", "" },
  { CS_CHART_LINE, "%", RATES, "It fell by 0.2 percentage points in September.", "" },
  { CS_CHART_LINE, "%", RATES, "Over three months it fell by 11.8 %.", "" },
  { CS_CHART_LINE, "%", RATES, "On average 3.68 %", "" },
  { CS_CHART_LINE, "%", RATES, "In October 12,400 people found work, and the rate was 3.4 %.", "" },
  { CS_CHART_LINE, "%", RATES, "Pay rose by 8.1 % in the year.", "" },
  { CS_CHART_BAR, "million yuan", "Year\tSpent\n2024\t1.2\n2025\t1.35\n", "1.35 million yuan were spent", "" },
  { CS_CHART_BAR, "yuan", MONEY, "1.35 million yuan were spent in 2025", "" },
  { CS_CHART_BAR, "yuan", MONEY, "About 1.2 million yuan in 2024", "" },
  { CS_CHART_BAR, "yuan", MONEY, "花费135万元", "" },
  { CS_CHART_GROUPED_BAR, "homes", TWO, "The North built 150 homes in 2026, 30 more", "" },
  { CS_CHART_GROUPED_BAR, "homes", TWO, "Together 330 homes in 2026", "" },
  /* disagree */
  { CS_CHART_LINE, "%", RATES, "In October it was 3.2 %.", "3.2 %→3.44" },
  { CS_CHART_LINE, "%", RATES, "It stood at 3.5 % in October", "3.5 %→3.44" },
  { CS_CHART_LINE, "%", RATES, "The rate is 3.5 % now", "3.5 %→3.44" },
  { CS_CHART_LINE, "%", "月份\t失业率\n9月\t3.7\n10月\t3.4\n", "10月失业率为3.2%。", "3.2%→3.4" },
  { CS_CHART_BAR, "yuan", MONEY, "1.53 million yuan were spent in 2025", "1.53 million yuan→1350000" },
  { CS_CHART_GROUPED_BAR, "homes", TWO, "The North built 158 homes in 2026", "158→150" },
};

static void
test_compare (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (comparisons); i++)
    {
      g_autoptr(CsChart) chart = make_chart (comparisons[i].kind, comparisons[i].unit, comparisons[i].table);
      g_autoptr(GArray) claims = cs_claims_find (comparisons[i].text);
      g_autoptr(GArray) conflicts = cs_claims_compare_chart (comparisons[i].text, claims, chart);
      g_autoptr(GString) got = g_string_new (NULL);

      for (guint j = 0; j < conflicts->len; j++)
        {
          const CsClaimConflict *conflict = &g_array_index (conflicts, CsClaimConflict, j);
          char number[G_ASCII_DTOSTR_BUF_SIZE];

          g_string_append_printf (got, "%s%.*s→%s", j > 0 ? "|" : "", (int) (conflict->end - conflict->start),
                                  comparisons[i].text + conflict->start,
                                  g_ascii_formatd (number, sizeof number, "%.10g", conflict->in_chart));
        }
      g_test_message ("%s", comparisons[i].text);
      g_assert_cmpstr (got->str, ==, comparisons[i].wanted);
    }
}

static void
set_text (CsSegment  *segment,
          const char *text)
{
  g_free (segment->text);
  segment->text = g_strdup (text);
}

static void
test_ties (void)
{
  g_autoptr(CsContent) content = cs_content_new ();
  CsSegment *segment = cs_content_get_segment (content, 0);
  g_autoptr(GArray) claims = NULL;
  const CsClaimSpan *first;
  guint n_tied = 9;
  guint source = 9;

  g_test_summary ("Words stand on a source until they are changed; moving them does not matter");
  set_text (segment, "Prices rose 3.2 % in 2025.");
  g_ptr_array_add (content->sources, cs_source_new ("Statistics Office", "Prices", "", "https://stats.example"));
  g_assert_cmpuint (cs_claims_count (content, &n_tied), ==, 2);
  g_assert_cmpuint (n_tied, ==, 0);

  cs_claims_tie (segment, 7, strlen ("Prices rose 3.2 %"), 0); /* "rose 3.2 %" */
  claims = cs_claims_find (segment->text);
  first = &g_array_index (claims, CsClaimSpan, 0);
  g_assert_true (cs_claims_is_tied (segment, first, 1, &source));
  g_assert_cmpuint (source, ==, 0);
  g_assert_false (cs_claims_is_tied (segment, first, 0, NULL));
  g_assert_false (cs_claims_is_tied (segment, &g_array_index (claims, CsClaimSpan, 1), 1, NULL));

  set_text (segment, "In 2025, prices rose 3.2 %.");
  g_assert_cmpuint (cs_claims_count (content, &n_tied), ==, 2);
  g_assert_cmpuint (n_tied, ==, 1);
  set_text (segment, "In 2025, prices rose 3.3 %.");
  g_assert_cmpuint (cs_claims_count (content, &n_tied), ==, 2);
  g_assert_cmpuint (n_tied, ==, 0);
}

static void
test_tie_again (void)
{
  g_autoptr(CsSegment) segment = cs_segment_new ();
  g_autoptr(GArray) claims = NULL;
  guint source = 9;

  g_test_summary ("Tying words anew takes the place of what they stood on; untying lets go");
  set_text (segment, "Prices rose 3.2 %.");
  cs_claims_tie (segment, 12, 17, 0);
  cs_claims_tie (segment, 7, 17, 1);
  g_assert_cmpuint (segment->claims->len, ==, 1);
  claims = cs_claims_find (segment->text);
  g_assert_true (cs_claims_is_tied (segment, &g_array_index (claims, CsClaimSpan, 0), 2, &source));
  g_assert_cmpuint (source, ==, 1);
  cs_claims_untie (segment, &g_array_index (claims, CsClaimSpan, 0));
  g_assert_cmpuint (segment->claims->len, ==, 0);
}

static void
test_sources_text (void)
{
  g_autoptr(CsContent) content = cs_content_new ();
  CsSegment *segment = cs_content_get_segment (content, 0);
  g_autofree char *none = cs_claims_sources_text (content, 0);
  g_autofree char *all = NULL;
  g_autofree char *tied = NULL;
  g_autofree char *narrow = NULL;

  g_assert_cmpstr (none, ==, "");
  g_ptr_array_add (content->sources, cs_source_new ("Statistics Office", "Prices", "2026-10", "https://a.example"));
  g_ptr_array_add (content->sources, cs_source_new ("City", "Homes", "", ""));
  all = cs_claims_sources_text (content, 0);
  g_assert_cmpstr (all, ==, "Sources:\nStatistics Office, Prices, 2026-10 https://a.example\nCity, Homes");
  set_text (segment, "312 homes");
  cs_claims_tie (segment, 0, 9, 1);
  tied = cs_claims_sources_text (content, 0);
  g_assert_cmpstr (tied, ==, "Source: City, Homes");
  g_ptr_array_set_size (segment->claims, 0);
  narrow = cs_claims_sources_text (content, 40);
  g_assert_cmpstr (narrow, ==, "Source: https://a.example");
}

static void
test_past (void)
{
  g_assert_false (cs_claims_is_past ("", "2026-11-23"));
  g_assert_false (cs_claims_is_past ("2026-11-23", "2026-11-23"));
  g_assert_true (cs_claims_is_past ("2026-11-22", "2026-11-23"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/claims/english", test_english);
  g_test_add_func ("/core/claims/chinese", test_chinese);
  g_test_add_func ("/core/claims/values", test_values);
  g_test_add_func ("/core/claims/any-text", test_any_text);
  g_test_add_func ("/core/claims/compare-chart", test_compare);

  g_test_add_func ("/core/claims/ties", test_ties);
  g_test_add_func ("/core/claims/tie-again", test_tie_again);
  g_test_add_func ("/core/claims/sources-text", test_sources_text);
  g_test_add_func ("/core/claims/past", test_past);

  return g_test_run ();
}
