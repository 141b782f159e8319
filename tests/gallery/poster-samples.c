/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "poster-samples.h"

typedef enum
{
  STYLE_TOWN,     /* white, blue */
  STYLE_NIGHT,    /* dark ground */
  STYLE_RED,      /* warm white, red */
  STYLE_GREEN,
} Style;

typedef struct
{
  const char     *language;
  CsPosterLayout  layout;
  CsPosterFormat  format;
  Style           style;
  guint           n_pictures;
  struct
  {
    CsPosterField field;
    const char   *text;
  } texts[9];
} Sample;

#define NO_TEXT { CS_N_POSTER_FIELDS, NULL }

static const Sample samples[] = {
  { "en", CS_POSTER_POINTS, CS_POSTER_WIDE, STYLE_TOWN, 0, {
      { CS_POSTER_KICKER, "Housing" },
      { CS_POSTER_TITLE, "What changes for tenants on 1 January" },
      { CS_POSTER_POINT_1, "Rents may rise once in twelve months, not twice" },
      { CS_POSTER_POINT_2, "Deposits are held by the city, not by the landlord" },
      { CS_POSTER_POINT_3, "Every flat needs an energy certificate" },
      { CS_POSTER_POINT_4, "Free advice at every town hall, without appointment" },
      { CS_POSTER_SOURCE, "Housing Act 2026, sections 12 to 19" },
      NO_TEXT
    } },
  { "en", CS_POSTER_POINTS, CS_POSTER_SQUARE, STYLE_TOWN, 0, {
      { CS_POSTER_KICKER, "Heat warning" },
      { CS_POSTER_TITLE, "How to get through the hot days" },
      { CS_POSTER_POINT_1, "Drink water before you are thirsty" },
      { CS_POSTER_POINT_2, "Stay inside between noon and five" },
      { CS_POSTER_POINT_3, "Look after neighbours who live alone" },
      { CS_POSTER_POINT_4, "Never leave children or animals in a car" },
      { CS_POSTER_POINT_5, "Cool rooms are open in all libraries" },
      NO_TEXT
    } },
  { "en", CS_POSTER_POINTS, CS_POSTER_PORTRAIT, STYLE_GREEN, 1, {
      { CS_POSTER_KICKER, "Waste" },
      { CS_POSTER_TITLE, "Three bins become four" },
      { CS_POSTER_POINT_1, "The brown bin comes in March" },
      { CS_POSTER_POINT_2, "It is free and emptied every week" },
      { CS_POSTER_POINT_3, "Order a smaller one until 15 February" },
      { CS_POSTER_FIRST_SHOWS, "Hills in the evening" },
      NO_TEXT
    } },
  { "en", CS_POSTER_POINTS, CS_POSTER_TALL, STYLE_TOWN, 0, {
      { CS_POSTER_KICKER, "Elections" },
      { CS_POSTER_TITLE, "Voting by post, step by step" },
      { CS_POSTER_POINT_1, "Ask for your ballot until 4 September" },
      { CS_POSTER_POINT_2, "Fill it in alone and fold it" },
      { CS_POSTER_POINT_3, "Sign the declaration" },
      { CS_POSTER_POINT_4, "Send it back so that it arrives by Sunday, 18:00" },
      NO_TEXT
    } },
  { "en", CS_POSTER_FIGURE, CS_POSTER_WIDE, STYLE_TOWN, 0, {
      { CS_POSTER_KICKER, "Labour market" },
      { CS_POSTER_NUMBER, "3.2 %" },
      { CS_POSTER_TITLE, "more people in work than a year ago" },
      { CS_POSTER_COMPARISON, "In the year before, employment grew by 2.1 %." },
      { CS_POSTER_SOURCE, "Source: Labour force survey, third quarter 2026" },
      NO_TEXT
    } },
  { "en", CS_POSTER_FIGURE, CS_POSTER_SQUARE, STYLE_NIGHT, 0, {
      { CS_POSTER_KICKER, "Night trains" },
      { CS_POSTER_NUMBER, "1,204,000" },
      { CS_POSTER_TITLE, "passengers slept on the way last year" },
      { CS_POSTER_COMPARISON, "That is one and a half times as many as in 2019." },
      { CS_POSTER_SOURCE, "Source: Ministry of Transport, annual report 2026" },
      NO_TEXT
    } },
  { "en", CS_POSTER_FIGURE, CS_POSTER_PORTRAIT, STYLE_TOWN, 1, {
      { CS_POSTER_NUMBER, "12" },
      { CS_POSTER_TITLE, "new parks since 2020, all of them within walking distance of a school" },
      { CS_POSTER_SOURCE, "Source: Parks department, October 2026" },
      NO_TEXT
    } },
  { "en", CS_POSTER_FIGURE, CS_POSTER_LARGE, STYLE_RED, 1, {
      { CS_POSTER_KICKER, "Blood donation" },
      { CS_POSTER_NUMBER, "1 in 33" },
      { CS_POSTER_TITLE, "people gives blood. One in three will need it." },
      { CS_POSTER_SOURCE, "Source: National blood service 2026" },
      NO_TEXT
    } },
  { "en", CS_POSTER_NOTICE, CS_POSTER_WIDE, STYLE_TOWN, 0, {
      { CS_POSTER_KICKER, "Health" },
      { CS_POSTER_TITLE, "Free flu vaccination" },
      { CS_POSTER_WHEN, "Saturday, 5 December, 9:00 to 17:00" },
      { CS_POSTER_WHERE, "Town hall, ground floor" },
      { CS_POSTER_WHOM, "Everybody over 60" },
      { CS_POSTER_DETAIL, "Bring your insurance card. No appointment needed." },
      NO_TEXT
    } },
  { "en", CS_POSTER_NOTICE, CS_POSTER_TALL, STYLE_RED, 0, {
      { CS_POSTER_KICKER, "Road works" },
      { CS_POSTER_TITLE, "The Old Bridge is closed" },
      { CS_POSTER_WHEN, "Monday, 7 December, 5:00, until Friday, 11 December, 22:00" },
      { CS_POSTER_WHERE, "Between Market Square and Mill Lane" },
      { CS_POSTER_DETAIL, "Buses 4 and 11 go over the New Bridge. Cyclists may cross at all times." },
      NO_TEXT
    } },
  { "en", CS_POSTER_NOTICE, CS_POSTER_SQUARE, STYLE_GREEN, 1, {
      { CS_POSTER_TITLE, "Open day at the waterworks" },
      { CS_POSTER_WHEN, "Sunday, 22 March, 10:00 to 16:00" },
      { CS_POSTER_WHERE, "Weir Road 1" },
      { CS_POSTER_WHOM, "Children from six, with their parents" },
      NO_TEXT
    } },
  { "en", CS_POSTER_QUOTATION, CS_POSTER_WIDE, STYLE_TOWN, 0, {
      { CS_POSTER_WORDS, "We do not ask whether we can afford to teach every child to read. We ask what it costs if we do not." },
      { CS_POSTER_PERSON, "Dr Amina Okafor" },
      { CS_POSTER_ROLE, "State secretary for education" },
      { CS_POSTER_SOURCE, "In parliament, 23 November 2026" },
      NO_TEXT
    } },
  { "en", CS_POSTER_QUOTATION, CS_POSTER_PORTRAIT, STYLE_NIGHT, 1, {
      { CS_POSTER_KICKER, "Climate" },
      { CS_POSTER_WORDS, "The river does not wait for the next budget." },
      { CS_POSTER_PERSON, "Jonas Lindqvist" },
      { CS_POSTER_ROLE, "Director of the water authority" },
      NO_TEXT
    } },
  { "en", CS_POSTER_QUOTATION, CS_POSTER_LINK, STYLE_RED, 1, {
      { CS_POSTER_WORDS, "Nobody should have to choose between heating and eating." },
      { CS_POSTER_PERSON, "Maria Santos" },
      { CS_POSTER_ROLE, "Minister for social affairs" },
      NO_TEXT
    } },
  { "en", CS_POSTER_BEFORE_AFTER, CS_POSTER_WIDE, STYLE_TOWN, 0, {
      { CS_POSTER_KICKER, "Water" },
      { CS_POSTER_TITLE, "The river is clean again" },
      { CS_POSTER_BEFORE_NAME, "2020" },
      { CS_POSTER_BEFORE, "48 mg/l" },
      { CS_POSTER_AFTER_NAME, "2026" },
      { CS_POSTER_AFTER, "11 mg/l" },
      { CS_POSTER_COMPARISON, "Nitrate at the Old Bridge is a quarter of what it was. The limit is 50 mg/l." },
      { CS_POSTER_SOURCE, "Source: Water authority, yearly means" },
      NO_TEXT
    } },
  { "en", CS_POSTER_BEFORE_AFTER, CS_POSTER_SQUARE, STYLE_GREEN, 2, {
      { CS_POSTER_TITLE, "A car park became a park" },
      { CS_POSTER_BEFORE_NAME, "March 2021" },
      { CS_POSTER_AFTER_NAME, "June 2026" },
      { CS_POSTER_SOURCE, "Pictures: Parks department" },
      NO_TEXT
    } },
  { "en", CS_POSTER_BEFORE_AFTER, CS_POSTER_TALL, STYLE_TOWN, 2, {
      { CS_POSTER_TITLE, "The square by the station" },
      { CS_POSTER_BEFORE_NAME, "Before" },
      { CS_POSTER_AFTER_NAME, "After" },
      NO_TEXT
    } },
  { "zh", CS_POSTER_POINTS, CS_POSTER_WIDE, STYLE_RED, 0, {
      { CS_POSTER_KICKER, "稳就业政策" },
      { CS_POSTER_TITLE, "明年1月1日起，这些新规与您有关" },
      { CS_POSTER_POINT_1, "失业保险费率继续降至1%，为期一年" },
      { CS_POSTER_POINT_2, "高校毕业生到基层就业，可获一次性补贴3000元" },
      { CS_POSTER_POINT_3, "灵活就业人员可在常住地参加职工社会保险" },
      { CS_POSTER_POINT_4, "小微企业吸纳重点群体，担保贷款额度提高到400万元" },
      { CS_POSTER_SOURCE, "来源：市人力资源和社会保障局，2026年第18号文件" },
      NO_TEXT
    } },
  { "zh", CS_POSTER_POINTS, CS_POSTER_PORTRAIT, STYLE_RED, 0, {
      { CS_POSTER_KICKER, "便民服务" },
      { CS_POSTER_TITLE, "“一件事一次办”新增六项服务" },
      { CS_POSTER_POINT_1, "新生儿出生登记，材料由十二份减为三份" },
      { CS_POSTER_POINT_2, "企业开办半天办结，公章免费刻制" },
      { CS_POSTER_POINT_3, "不动产登记与水电气过户一并办理" },
      { CS_POSTER_POINT_4, "退休申请可在手机上提交" },
      { CS_POSTER_POINT_5, "残疾人证补换可就近办理" },
      { CS_POSTER_POINT_6, "跨省医保报销当场结算" },
      NO_TEXT
    } },
  { "zh", CS_POSTER_FIGURE, CS_POSTER_SQUARE, STYLE_RED, 0, {
      { CS_POSTER_KICKER, "前三季度国民经济" },
      { CS_POSTER_NUMBER, "5.2%" },
      { CS_POSTER_TITLE, "国内生产总值同比增长" },
      { CS_POSTER_COMPARISON, "比上半年加快0.1个百分点，按不变价格计算" },
      { CS_POSTER_SOURCE, "数据来源：国家统计局，2026年10月" },
      NO_TEXT
    } },
  { "zh", CS_POSTER_FIGURE, CS_POSTER_WIDE, STYLE_NIGHT, 1, {
      { CS_POSTER_NUMBER, "1.8亿" },
      { CS_POSTER_TITLE, "人次参加全民健身活动，创历史新高" },
      { CS_POSTER_SOURCE, "数据来源：市体育局年度报告" },
      NO_TEXT
    } },
  { "zh", CS_POSTER_NOTICE, CS_POSTER_WIDE, STYLE_TOWN, 0, {
      { CS_POSTER_KICKER, "停水通知" },
      { CS_POSTER_TITLE, "城北片区供水管网检修" },
      { CS_POSTER_WHEN, "12月5日（星期六）22时至次日6时" },
      { CS_POSTER_WHERE, "中山路以北、解放大道以西" },
      { CS_POSTER_WHOM, "约2.3万户居民" },
      { CS_POSTER_DETAIL, "请提前储水。恢复供水后如水质浑浊，请放水片刻。热线：12345" },
      NO_TEXT
    } },
  { "zh", CS_POSTER_NOTICE, CS_POSTER_TALL, STYLE_GREEN, 0, {
      { CS_POSTER_KICKER, "文化惠民" },
      { CS_POSTER_TITLE, "市图书馆夜间开放" },
      { CS_POSTER_WHEN, "即日起每周五、周六延长至22时" },
      { CS_POSTER_WHERE, "市图书馆新馆，人民东路88号" },
      { CS_POSTER_WHOM, "全体市民，凭身份证入馆" },
      NO_TEXT
    } },
  { "zh", CS_POSTER_QUOTATION, CS_POSTER_SQUARE, STYLE_RED, 0, {
      { CS_POSTER_WORDS, "老百姓的事，一件一件记下来，一件一件办到底。办得好不好，由老百姓说了算。" },
      { CS_POSTER_PERSON, "李文华" },
      { CS_POSTER_ROLE, "市长" },
      { CS_POSTER_SOURCE, "在市政府常务会议上的讲话，2026年11月20日" },
      NO_TEXT
    } },
  { "zh", CS_POSTER_BEFORE_AFTER, CS_POSTER_PORTRAIT, STYLE_GREEN, 0, {
      { CS_POSTER_KICKER, "大气治理" },
      { CS_POSTER_TITLE, "蓝天一年比一年多" },
      { CS_POSTER_BEFORE_NAME, "2016年优良天数" },
      { CS_POSTER_BEFORE, "219天" },
      { CS_POSTER_AFTER_NAME, "2026年优良天数" },
      { CS_POSTER_AFTER, "318天" },
      { CS_POSTER_COMPARISON, "十年增加99天，细颗粒物年均浓度下降52%。" },
      { CS_POSTER_SOURCE, "数据来源：市生态环境局" },
      NO_TEXT
    } },
  { "ar", CS_POSTER_POINTS, CS_POSTER_WIDE, STYLE_GREEN, 0, {
      { CS_POSTER_KICKER, "ترشيد المياه" },
      { CS_POSTER_TITLE, "أربع خطوات توفر نصف استهلاك المنزل" },
      { CS_POSTER_POINT_1, "أصلح الصنابير المتسربة فورا" },
      { CS_POSTER_POINT_2, "استخدم الغسالة وهي ممتلئة" },
      { CS_POSTER_POINT_3, "اسق الحديقة بعد غروب الشمس" },
      { CS_POSTER_POINT_4, "ركب رؤوس دش موفرة، تقدمها البلدية مجانا" },
      { CS_POSTER_SOURCE, "المصدر: هيئة المياه، 2026" },
      NO_TEXT
    } },
  { "ar", CS_POSTER_FIGURE, CS_POSTER_SQUARE, STYLE_TOWN, 0, {
      { CS_POSTER_KICKER, "التعليم" },
      { CS_POSTER_NUMBER, "94 %" },
      { CS_POSTER_TITLE, "من الأطفال يلتحقون بالمدرسة في سن السادسة" },
      { CS_POSTER_COMPARISON, "كانت النسبة 81 % قبل عشر سنوات" },
      { CS_POSTER_SOURCE, "المصدر: وزارة التربية والتعليم، 2026" },
      NO_TEXT
    } },
  { "ar", CS_POSTER_NOTICE, CS_POSTER_PORTRAIT, STYLE_RED, 1, {
      { CS_POSTER_KICKER, "صحة" },
      { CS_POSTER_TITLE, "حملة التطعيم ضد الإنفلونزا" },
      { CS_POSTER_WHEN, "السبت 5 ديسمبر، من 9:00 إلى 17:00" },
      { CS_POSTER_WHERE, "مبنى البلدية، الطابق الأرضي" },
      { CS_POSTER_WHOM, "كل من تجاوز الستين" },
      NO_TEXT
    } },
  { "ar", CS_POSTER_QUOTATION, CS_POSTER_WIDE, STYLE_NIGHT, 1, {
      { CS_POSTER_WORDS, "لا نقيس النجاح بما أنفقنا، بل بما تغير في حياة الناس." },
      { CS_POSTER_PERSON, "ليلى حداد" },
      { CS_POSTER_ROLE, "وزيرة الشؤون الاجتماعية" },
      NO_TEXT
    } },
  { "ar", CS_POSTER_BEFORE_AFTER, CS_POSTER_TALL, STYLE_TOWN, 0, {
      { CS_POSTER_TITLE, "وقت الانتظار في مكاتب السجل المدني" },
      { CS_POSTER_BEFORE_NAME, "2021" },
      { CS_POSTER_BEFORE, "74 دقيقة" },
      { CS_POSTER_AFTER_NAME, "2026" },
      { CS_POSTER_AFTER, "12 دقيقة" },
      { CS_POSTER_COMPARISON, "بعد حجز المواعيد عبر الإنترنت" },
      { CS_POSTER_SOURCE, "المصدر: وزارة الداخلية" },
      NO_TEXT
    } },
};

static void
set_style (CsHouseStyle *style,
           Style         which,
           const char   *language)
{
  static const CsColour colours[][3] = {
    [STYLE_TOWN] = { 0xffffff, 0x16202b, 0x0b5394 },
    [STYLE_NIGHT] = { 0x10202e, 0xf5f7f9, 0xf2b134 },
    [STYLE_RED] = { 0xfffaf3, 0x2a1714, 0xb01c1c },
    [STYLE_GREEN] = { 0xf7faf5, 0x15261a, 0x1f6b3a },
  };
  gboolean chinese = strcmp (language, "zh") == 0;
  gboolean arabic = strcmp (language, "ar") == 0;

  style->ground = colours[which][0];
  style->ink = colours[which][1];
  style->accent = colours[which][2];
  g_free (style->name);
  style->name = g_strdup (chinese ? "江州市人民政府" : arabic ? "بلدية المدينة" : "City of Harwick");
  g_free (style->footer);
  style->footer = g_strdup (chinese ? "江州发布" : arabic ? "city.example" : "harwick.example");
  style->logo.bytes[0] = 1;
}

/* --- pictures painted here, so that no foreign ones are needed --- */

static cairo_surface_t *
paint_logo (CsColour accent)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 240, 240);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, ((accent >> 16) & 255) / 255.0, ((accent >> 8) & 255) / 255.0, (accent & 255) / 255.0);
  cairo_arc (cr, 120, 120, 116, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_move_to (cr, 60, 170);
  cairo_line_to (cr, 60, 110);
  cairo_line_to (cr, 120, 62);
  cairo_line_to (cr, 180, 110);
  cairo_line_to (cr, 180, 170);
  cairo_close_path (cr);
  cairo_set_line_width (cr, 16);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cairo_destroy (cr);
  return surface;
}

static cairo_surface_t *
paint_landscape (gboolean grey)
{
  const int width = 1200, height = 1200;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  cairo_pattern_t *sky = cairo_pattern_create_linear (0, 0, 0, height);

  cairo_pattern_add_color_stop_rgb (sky, 0, grey ? 0.62 : 0.36, grey ? 0.63 : 0.60, grey ? 0.64 : 0.82);
  cairo_pattern_add_color_stop_rgb (sky, 0.6, grey ? 0.80 : 0.98, grey ? 0.80 : 0.84, grey ? 0.79 : 0.66);
  cairo_set_source (cr, sky);
  cairo_paint (cr);
  cairo_pattern_destroy (sky);
  if (!grey)
    {
      cairo_set_source_rgb (cr, 1, 0.95, 0.8);
      cairo_arc (cr, width * 0.68, height * 0.36, 80, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  for (int layer = 0; layer < 4; layer++)
    {
      double shade = 1 - layer * 0.2;

      cairo_set_source_rgb (cr, (grey ? 0.52 : 0.30) * shade, (grey ? 0.51 : 0.52) * shade, (grey ? 0.50 : 0.42) * shade);
      cairo_move_to (cr, 0, height);
      for (int x = 0; x <= width; x += 10)
        cairo_line_to (cr, x, height * (0.5 + layer * 0.12) - 70 * sin (x / (170.0 - layer * 20) + layer * 1.7) - 20 * sin (x / 41.0 + layer));
      cairo_line_to (cr, width, height);
      cairo_close_path (cr);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
  return surface;
}

guint
poster_samples_count (void)
{
  return G_N_ELEMENTS (samples);
}

CsPoster *
poster_sample_make (guint              i,
                    CsPosterPictures **pictures)
{
  const Sample *sample = &samples[i];
  CsPoster *poster = cs_poster_new ();

  poster->layout = sample->layout;
  poster->format = sample->format;
  g_free (poster->language);
  poster->language = g_strdup (sample->language);
  set_style (poster->style, sample->style, sample->language);
  for (guint j = 0; j < G_N_ELEMENTS (sample->texts) && sample->texts[j].text; j++)
    cs_poster_set_text (poster, sample->texts[j].field, sample->texts[j].text);

  *pictures = cs_poster_pictures_new ();
  (*pictures)->logo = paint_logo (poster->style->accent);
  if (sample->n_pictures > 0)
    {
      poster->first.bytes[0] = 2;
      (*pictures)->first = paint_landscape (sample->n_pictures > 1);
    }
  if (sample->n_pictures > 1)
    {
      poster->second.bytes[0] = 3;
      (*pictures)->second = paint_landscape (FALSE);
    }
  return poster;
}
