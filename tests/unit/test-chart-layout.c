/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "cs-chart-drawing.h"
#include "cs-chart-palette.h"

/* Where words stand in a drawn chart: no two upon each other, none outside. */

#define N_RANDOM 550

/* Logical lines touch: their letters do not. In pixels of the picture. */
#define TOLERANCE 1.0

static void
set_text (char      **field,
          const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static void
take_text (char **field,
           char  *text)
{
  g_free (*field);
  *field = text;
}

static gboolean
overlap (const CsArea *one,
         const CsArea *other)
{
  return one->x + TOLERANCE < other->x + other->width && other->x + TOLERANCE < one->x + one->width &&
         one->y + TOLERANCE < other->y + other->height && other->y + TOLERANCE < one->y + one->height;
}

/* All of them are told, not only the first. */
#define fail(...) G_STMT_START { g_test_message (__VA_ARGS__); g_test_fail (); } G_STMT_END

static void
check_boxes (const CsChart *chart,
             gboolean       right_to_left,
             const char    *what)
{
  g_autoptr(CsChartMap) map = NULL;
  int width, height;

  cs_chart_size_pixels (chart->size, &width, &height);
  map = cs_chart_measure (chart, width, height, right_to_left);
  for (guint i = 0; i < map->boxes->len; i++)
    {
      const CsChartBox *box = &g_array_index (map->boxes, CsChartBox, i);
      const CsArea *area = &box->area;

      if (area->x < -TOLERANCE || area->y < -TOLERANCE || area->x + area->width > width + TOLERANCE ||
          area->y + area->height > height + TOLERANCE)
        fail ("%s, %s: “%s” leaves the picture: %.0f, %.0f, %.0f × %.0f in %d × %d", what, cs_chart_kind_nick (chart->kind), box->text,
              area->x, area->y, area->width, area->height, width, height);
      for (guint j = 0; j < i; j++)
        {
          const CsChartBox *other = &g_array_index (map->boxes, CsChartBox, j);

          if (overlap (area, &other->area))
            fail ("%s, %s, %d × %d, %u × %u%s: “%s” (%.0f, %.0f, %.0f × %.0f) stands upon “%s” (%.0f, %.0f, %.0f × %.0f)", what,
                  cs_chart_kind_nick (chart->kind), width, height, cs_chart_n_categories (chart), cs_chart_n_series (chart),
                  right_to_left ? " from the right" : "", box->text, area->x, area->y, area->width, area->height, other->text,
                  other->area.x, other->area.y, other->area.width, other->area.height);
        }
    }
}

/* --- random charts --- */

static const char *const words[] = {
  "North", "Harbour", "Information and communication", "of", "University", "1950", "Q3", "a", "Wassergesundheitsüberwachungsbehörde",
  "港口区", "教育文化娱乐", "二零二六年第三季度", "年", "الميناء", "المدينة القديمة", "من دون الثلاثين", "Île-de-France", "café", "🏥",
};

static char *
make_words (GRand *random,
            guint  most)
{
  GString *text = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (random, 1, (int) most + 1);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
  return g_string_free (text, FALSE);
}

static char *
make_number (GRand *random,
             int    digits,
             guint  percent_missing,
             gboolean negative)
{
  if ((guint) g_rand_int_range (random, 0, 100) < percent_missing)
    return g_strdup ("");
  switch (digits)
    {
    case 0:
      return g_strdup_printf ("%s0.%04d", negative && g_rand_boolean (random) ? "-" : "", g_rand_int_range (random, 0, 10000));
    case 1:
      return g_strdup_printf ("%s%d.%d", negative && g_rand_boolean (random) ? "-" : "", g_rand_int_range (random, 0, 100), g_rand_int_range (random, 0, 10));
    case 2:
      return g_strdup_printf ("%s%d", negative && g_rand_boolean (random) ? "-" : "", g_rand_int_range (random, 0, 100000));
    default:
      return g_strdup_printf ("%s%d000000", negative && g_rand_boolean (random) ? "-" : "", g_rand_int_range (random, 0, 100000));
    }
}

static char *
name_category (GRand *random,
               guint  way,
               guint  at)
{
  switch (way)
    {
    case 0:
      return g_strdup_printf ("%u", 1970 + at);
    case 1:
      return g_strdup_printf ("%04u-%02u", 2001 + at / 12, at % 12 + 1);
    case 2:
      return g_strdup_printf ("%u年第%u季度", 2001 + at / 4, at % 4 + 1);
    default:
      return make_words (random, 4);
    }
}

static CsTable *
make_table (GRand *random,
            guint  n_categories,
            guint  n_series)
{
  CsTable *table = cs_table_new (n_series + 1);
  guint way = (guint) g_rand_int_range (random, 0, 8), missing = g_rand_boolean (random) ? 0 : 20;
  int digits = g_rand_int_range (random, 0, 4);
  gboolean negative = g_rand_int_range (random, 0, 4) == 0;

  for (guint row = 0; row <= n_categories; row++)
    {
      g_auto(GStrv) cells = g_new0 (char *, n_series + 2);

      cells[0] = row == 0 ? g_strdup ("") : name_category (random, way, row - 1);
      for (guint column = 1; column <= n_series; column++)
        cells[column] = row == 0 ? make_words (random, 4) : make_number (random, digits, missing, negative);
      cs_table_add_row (table, (const char * const *) cells);
    }

  return table;
}

static void
add_annotations (CsChart *chart,
                 GRand   *random)
{
  guint n = (guint) g_rand_int_range (random, 0, 4), n_categories = cs_chart_n_categories (chart), n_series = cs_chart_n_series (chart);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = make_words (random, 8);

      g_ptr_array_add (chart->annotations,
                       cs_chart_annotation_new (cs_table_get_cell (chart->table, (guint) g_rand_int_range (random, 1, (int) n_categories + 1), 0),
                                                cs_table_get_cell (chart->table, 0, (guint) g_rand_int_range (random, 1, (int) n_series + 1)), text));
    }
}

static CsChart *
make_chart (GRand      *random,
            CsChartKind kind)
{
  static const guint most[] = { 4, 12, 30, 70 };
  CsChart *chart = cs_chart_new ();
  guint n_categories = (guint) g_rand_int_range (random, 1, (int) most[g_rand_int_range (random, 0, 4)]);
  guint n_series = cs_chart_kind_is_pair (kind) ? 2 : (guint) g_rand_int_range (random, 1, 13);

  chart->kind = kind;
  chart->size = (CsChartSize) g_rand_int_range (random, 0, 4);
  chart->order = (CsChartOrder) g_rand_int_range (random, 0, 3);
  chart->direction = (CsChartDirection) g_rand_int_range (random, 0, 3);
  chart->axis = (CsChartAxis) g_rand_int_range (random, 0, 3);
  chart->decimals = g_rand_int_range (random, -1, 4);
  take_text (&chart->title, make_words (random, g_rand_boolean (random) ? 6 : 30));
  take_text (&chart->unit, g_rand_boolean (random) ? g_strdup ("%") : make_words (random, 3));
  take_text (&chart->subtitle, g_rand_boolean (random) ? g_strdup ("") : make_words (random, 12));
  take_text (&chart->notes, g_rand_boolean (random) ? g_strdup ("") : make_words (random, 30));
  take_text (&chart->source, make_words (random, 12));
  take_text (&chart->as_of, make_words (random, 2));
  cs_table_free (chart->table);
  chart->table = make_table (random, n_categories, n_series);
  if (g_rand_boolean (random))
    g_ptr_array_add (chart->highlights, g_strdup (cs_table_get_cell (chart->table, g_rand_boolean (random) ? 0 : 1, g_rand_boolean (random) ? 0 : 1)));
  add_annotations (chart, random);
  return chart;
}

static void
test_random (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (20261123);

  g_test_summary ("In random charts of every kind and size, in mixed scripts and both directions, no words overlap or leave the picture");
  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autofree char *what = g_strdup_printf ("chart %u", i);
      g_autoptr(CsChart) chart = make_chart (random, (CsChartKind) (i % CS_CHART_N_KINDS));

      check_boxes (chart, g_rand_boolean (random), what);
    }
}

/* --- chosen charts --- */

static CsChart *
make_plain (CsChartKind kind,
            const char *table)
{
  CsChart *chart = cs_chart_new ();

  chart->kind = kind;
  set_text (&chart->title, "Rents rose fastest in the north of the city");
  set_text (&chart->unit, "%");
  set_text (&chart->source, "City Statistics Office");
  set_text (&chart->as_of, "October 2026");
  cs_table_free (chart->table);
  chart->table = cs_table_parse (table, strlen (table), NULL);
  g_assert_nonnull (chart->table);
  return chart;
}

static gboolean
says (const CsChartMap *map,
      const char       *words_looked_for)
{
  for (guint i = 0; i < map->boxes->len; i++)
    {
      if (strstr (g_array_index (map->boxes, CsChartBox, i).text, words_looked_for) != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
test_crowded (void)
{
  g_autoptr(GString) lines = g_string_new ("Year");
  g_autoptr(CsChart) chart = NULL;

  g_test_summary ("Twelve lines that end at the same value keep their names apart");
  for (guint i = 0; i < 12; i++)
    g_string_append_printf (lines, ",A district with a long name %u", i);
  g_string_append (lines, "\n2025,1,2,3,4,5,6,7,8,9,10,11,12\n2026,6,6,6,6,6,6,6,6,6,6,6,6\n");
  chart = make_plain (CS_CHART_LINE, lines->str);
  for (guint size = 0; size < 4; size++)
    {
      chart->size = (CsChartSize) size;
      check_boxes (chart, FALSE, "crowded");
      check_boxes (chart, TRUE, "crowded");
    }
}

static void
test_words (void)
{
  g_autoptr(CsChart) chart = make_plain (CS_CHART_LINE, "Year,Rate\n2020,101\n2022,102\n2024,103\n2026,104.5\n");
  g_autoptr(CsChartMap) map = cs_chart_measure (chart, 1200, 675, FALSE);
  g_autoptr(CsChartMap) chinese = NULL, arabic = NULL;

  g_test_summary ("Fixed words and large numbers are in the content’s language; an axis that leaves out zero says so");
  g_assert_true (says (map, "The axis does not begin at zero."));
  g_assert_true (says (map, "Source:"));

  chart->axis = CS_CHART_AXIS_ZERO;
  g_clear_pointer (&map, cs_chart_map_free);
  map = cs_chart_measure (chart, 1200, 675, FALSE);
  g_assert_false (says (map, "The axis does not begin at zero."));

  g_clear_pointer (&chart, cs_chart_free);
  chart = make_plain (CS_CHART_LINE, "年份,客运量\n2012年,388000000\n2019年,2358000000\n2025年,3210000000\n");
  set_text (&chart->title, "高铁客流首次突破年30亿人次");
  set_text (&chart->unit, "人次");
  chinese = cs_chart_measure (chart, 1200, 675, FALSE);
  g_assert_true (says (chinese, "来源："));
  g_assert_true (says (chinese, "40亿"));
  g_assert_true (says (chinese, "32.1亿"));

  set_text (&chart->language, "ar");
  arabic = cs_chart_measure (chart, 1200, 675, TRUE);
  g_assert_true (says (arabic, "المصدر"));
  g_assert_true (says (arabic, "مليار"));
}

static void
test_time (void)
{
  g_autoptr(CsChart) chart = make_plain (CS_CHART_LINE, "Year,A\n2000,1\n2010,2\n2011,3\n");
  g_autoptr(CsChartMap) map = cs_chart_measure (chart, 1200, 675, FALSE);
  const CsChartPoint *points[3];

  g_test_summary ("Dates stand as far apart as they are in time");
  g_assert_cmpuint (map->points->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    points[i] = &g_array_index (map->points, CsChartPoint, i);
  g_assert_cmpfloat_with_epsilon ((points[1]->x - points[0]->x) / (points[2]->x - points[1]->x), 10, 0.05);
  g_assert_true (cs_chart_map_find (map, points[1]->x + 3, points[1]->y - 3, 20) == points[1]);
  g_assert_null (cs_chart_map_find (map, -200, -200, 20));
}

static void
test_annotation (void)
{
  g_autoptr(CsChart) chart = make_plain (CS_CHART_LINE, "Year,A\n2000,1\n2005,9\n2010,2\n2015,3\n");
  g_autoptr(CsChartMap) map = NULL, low = NULL;

  g_test_summary ("Words beside a value are there: beside it, or in the notes if there is no room");
  g_ptr_array_add (chart->annotations, cs_chart_annotation_new ("2005", "", "The bridge was closed"));
  map = cs_chart_measure (chart, 1200, 675, FALSE);
  g_assert_true (says (map, "The bridge was closed"));
  g_assert_false (says (map, "2005: The bridge"));

  g_ptr_array_add (chart->annotations, cs_chart_annotation_new ("2010", "", "A note that is far too long for any place beside a value, since it "
                                                                            "goes on and on, through the history of the bridge and of the town, until "
                                                                            "nobody wants to read it, and is cut nowhere."));
  low = cs_chart_measure (chart, 1200, 675, FALSE);
  g_assert_true (says (low, "2010: A note that is far too long"));
  g_assert_true (says (low, "cut nowhere."));
  check_boxes (chart, FALSE, "annotation");
}

static void
test_colours (void)
{
  g_test_summary ("Every colour stands out from the ground 3:1, words in it 4.5:1, and words upon it 3:1");
  g_assert_cmpfloat (cs_chart_contrast (cs_ink_context, cs_ink_ground), >=, 3);
  g_assert_cmpfloat (cs_chart_contrast (cs_ink_quiet, cs_ink_ground), >=, 4.5);
  for (guint i = 0; i < 12; i++)
    {
      CsInk ink = cs_chart_ink (i);

      g_assert_cmpfloat (cs_chart_contrast (ink, cs_ink_ground), >=, 3);
      g_assert_cmpfloat (cs_chart_contrast (cs_chart_ink_for_text (ink), cs_ink_ground), >=, 4.5);
      g_assert_cmpfloat (cs_chart_contrast (cs_chart_ink_upon (ink), ink), >=, 3);
    }
}

/* How three kinds of sight that lack one sort of cone see linear light: Machado, Oliveira and Fernandes, 2009. */
static const double sights[][9] = {
  { 1, 0, 0, 0, 1, 0, 0, 0, 1 },
  { 0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998 },
  { 0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881 },
  { 1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900 },
};

static double
bend (double t)
{
  return t > 0.008856 ? cbrt (t) : 7.787 * t + 16.0 / 116;
}

static void
see (CsInk         ink,
     const double *sight,
     double        lab[3])
{
  const double parts[] = { ink.red, ink.green, ink.blue };
  double linear[3], seen[3], x, y, z;

  for (int i = 0; i < 3; i++)
    linear[i] = parts[i] <= 0.04045 ? parts[i] / 12.92 : pow ((parts[i] + 0.055) / 1.055, 2.4);
  for (int i = 0; i < 3; i++)
    seen[i] = CLAMP (sight[3 * i] * linear[0] + sight[3 * i + 1] * linear[1] + sight[3 * i + 2] * linear[2], 0, 1);
  x = bend ((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.95047);
  y = bend (0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]);
  z = bend ((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.08883);
  lab[0] = 116 * y - 16;
  lab[1] = 500 * (x - y);
  lab[2] = 200 * (y - z);
}

static void
test_sight (void)
{
  g_test_summary ("The seven colours stay apart from each other for every kind of sight");
  for (gsize k = 0; k < G_N_ELEMENTS (sights); k++)
    {
      for (guint i = 0; i < CS_CHART_N_INKS; i++)
        {
          for (guint j = 0; j < i; j++)
            {
              double one[3], other[3];

              see (cs_chart_ink (i), sights[k], one);
              see (cs_chart_ink (j), sights[k], other);
              /* About 2 is the least that can be seen at all. */
              g_assert_cmpfloat (sqrt (pow (one[0] - other[0], 2) + pow (one[1] - other[1], 2) + pow (one[2] - other[2], 2)), >, 15);
            }
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/chart-layout/colours", test_colours);
  g_test_add_func ("/drawing/chart-layout/sight", test_sight);
  g_test_add_func ("/drawing/chart-layout/words", test_words);
  g_test_add_func ("/drawing/chart-layout/time", test_time);
  g_test_add_func ("/drawing/chart-layout/annotation", test_annotation);
  g_test_add_func ("/drawing/chart-layout/crowded", test_crowded);
  g_test_add_func ("/drawing/chart-layout/random", test_random);
  return g_test_run ();
}
