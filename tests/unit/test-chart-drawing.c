/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#include "cs-chart-drawing.h"
#include "cs-error.h"

static CsChart *
make_chart (CsChartKind kind,
            const char *table)
{
  CsChart *chart = cs_chart_new ();

  chart->kind = kind;
  g_free (chart->title);
  chart->title = g_strdup ("Visits doubled within a year");
  g_free (chart->unit);
  chart->unit = g_strdup ("thousand visits");
  g_free (chart->source);
  chart->source = g_strdup ("City Library");
  g_free (chart->as_of);
  chart->as_of = g_strdup ("October 2026");
  cs_table_free (chart->table);
  chart->table = cs_table_parse (table, strlen (table), NULL);
  g_assert_nonnull (chart->table);
  return chart;
}

static GdkPixbuf *
decode (GBytes *png)
{
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr(GError) error = NULL;

  gdk_pixbuf_loader_write_bytes (loader, png, &error);
  g_assert_no_error (error);
  gdk_pixbuf_loader_close (loader, &error);
  g_assert_no_error (error);
  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

/* Pixels of one colour in a part of the picture, in tenths of its width. */
static guint
count_pixels (GdkPixbuf *pixbuf,
              guint32    colour,
              int        from_tenth,
              int        to_tenth)
{
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  int n_channels = gdk_pixbuf_get_n_channels (pixbuf);
  guint n = 0;

  for (int y = 0; y < CS_CHART_HEIGHT; y++)
    {
      for (int x = CS_CHART_WIDTH * from_tenth / 10; x < CS_CHART_WIDTH * to_tenth / 10; x++)
        {
          const guint8 *pixel = pixels + y * gdk_pixbuf_get_rowstride (pixbuf) + x * n_channels;

          n += (guint32) (pixel[0] << 16 | pixel[1] << 8 | pixel[2]) == colour;
        }
    }

  return n;
}

#define BLUE 0x0072B2
#define VERMILION 0xD55E00

static GdkPixbuf *
render (CsChartKind kind,
        const char *table,
        gboolean    right_to_left)
{
  g_autoptr(CsChart) chart = make_chart (kind, table);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) png = cs_chart_render (chart, right_to_left, &error);
  GdkPixbuf *pixbuf;

  g_assert_no_error (error);
  pixbuf = decode (png);
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, CS_CHART_WIDTH);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, CS_CHART_HEIGHT);
  return pixbuf;
}

static void
test_same_bytes (void)
{
  g_autoptr(CsChart) chart = make_chart (CS_CHART_GROUPED_BAR, "Month,North,South\nMay,12,3\nJune,9,8\n");
  g_autoptr(GBytes) one = cs_chart_render (chart, FALSE, NULL);
  g_autoptr(GBytes) other = cs_chart_render (chart, FALSE, NULL);
  g_autoptr(GBytes) mirrored = cs_chart_render (chart, TRUE, NULL);

  g_test_summary ("The same chart gives the same bytes");
  g_assert_true (g_bytes_equal (one, other));
  g_assert_false (g_bytes_equal (one, mirrored));
}

static void
test_proportion (void)
{
  g_autoptr(GdkPixbuf) pixbuf = render (CS_CHART_GROUPED_BAR, "Month,North,South\nMay,200,100\n", FALSE);
  double blue = count_pixels (pixbuf, BLUE, 0, 10);
  double vermilion = count_pixels (pixbuf, VERMILION, 0, 10);

  g_test_summary ("Bars start at zero: twice the number is twice the area, and all series but of a simple bar chart are drawn");
  g_assert_cmpfloat_with_epsilon (blue / vermilion, 2, 0.03);

  g_clear_object (&pixbuf);
  pixbuf = render (CS_CHART_BAR, "Month,North,South\nMay,200,100\n", FALSE);
  g_assert_cmpuint (count_pixels (pixbuf, BLUE, 0, 10), >, 10000);
  g_assert_cmpuint (count_pixels (pixbuf, VERMILION, 0, 10), ==, 0);
}

static void
test_mirrored (void)
{
  const char *table = "Month,Visits\nMay,100\nJune,1\nJuly,1\nAugust,1\n";
  g_autoptr(GdkPixbuf) left = render (CS_CHART_BAR, table, FALSE);
  g_autoptr(GdkPixbuf) right = render (CS_CHART_BAR, table, TRUE);

  g_test_summary ("From the right, the first category stands on the right");
  g_assert_cmpuint (count_pixels (left, BLUE, 0, 5), >, 10 * count_pixels (left, BLUE, 5, 10));
  g_assert_cmpuint (count_pixels (right, BLUE, 5, 10), >, 10 * count_pixels (right, BLUE, 0, 5));
}

static void
test_gaps (void)
{
  g_autoptr(GdkPixbuf) pixbuf = render (CS_CHART_LINE, "Month,Visits\na,5\nb,6\nc,\nd,\ne,\nf,\ng,\nh,\ni,\nj,6\nk,7\n", FALSE);

  g_test_summary ("Missing values are a gap, not a line through zero or across");
  g_assert_cmpuint (count_pixels (pixbuf, BLUE, 0, 2), >, 100);
  g_assert_cmpuint (count_pixels (pixbuf, BLUE, 4, 6), ==, 0);
  g_assert_cmpuint (count_pixels (pixbuf, BLUE, 7, 10), >, 100);
}

static void
test_strange (void)
{
  static const char *const tables[] = {
    "a,b\nc,0\n", "a,b\nc,-1\n", "a,b\nc,1e308\nd,-1e308\n", "a,b\nc,1e-300\n", "a,b\nc,\nd,5\n", "a,b\nc,0.1\nd,0.1\n",
    "a,b,c,d,e,f,g,h,i,j,k,l,m\nn,1,2,3,4,5,6,7,8,9,10,11,12\n", "a,b\n\u202Ec,5\n", "a,b\nc,999999999999999999999\n",
    "a,\nc,1000000.5\nd,1000000.25\n",
  };

  g_test_summary ("Numbers of every size and any table within bounds are drawn without a complaint");
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      for (guint kind = 0; kind < CS_CHART_N_KINDS; kind++)
        {
          g_autoptr(CsChart) chart = make_chart ((CsChartKind) kind, tables[i]);
          g_autoptr(CsChartMap) map = cs_chart_measure (chart, CS_CHART_WIDTH, CS_CHART_HEIGHT, (i & 1) != 0);

          g_assert_nonnull (map);
        }
    }
}

static void
test_large (void)
{
  g_autoptr(GString) table = g_string_new ("Day,A,B,C,D,E,F,G,H,I,J,K,L\n");
  g_autoptr(GdkPixbuf) pixbuf = NULL;

  g_test_summary ("500 categories of 12 series are drawn");
  for (guint i = 0; i < 500; i++)
    g_string_append_printf (table, "A category with a long name %u,1,2,3,4,5,6,7,8,9,10,11,%u\n", i, i);
  pixbuf = render (CS_CHART_GROUPED_BAR, table->str, FALSE);
  g_clear_object (&pixbuf);
  pixbuf = render (CS_CHART_LINE, table->str, FALSE);
}

static void
test_incomplete (void)
{
  g_autoptr(CsChart) chart = cs_chart_new ();
  g_autoptr(CsChart) no_numbers = make_chart (CS_CHART_LINE, "a,b\nc,x\n");
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) png = cs_chart_render (chart, FALSE, &error);
  static const double sizes[][2] = { { 400, 225 }, { 1, 1 }, { 300, 20 }, { 20, 900 }, { 0, 10 }, { -5, 10 } };

  g_test_summary ("An incomplete chart is not published, but its live view is drawn as far as it goes, at any size");
  g_assert_null (png);
  g_assert_error (error, CS_ERROR, CS_ERROR_INCOMPLETE);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 400, 400);
      cairo_t *cr = cairo_create (surface);

      cs_chart_draw (chart, cr, sizes[i][0], sizes[i][1], FALSE);
      cs_chart_draw (no_numbers, cr, sizes[i][0], sizes[i][1], TRUE);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/chart/same-bytes", test_same_bytes);
  g_test_add_func ("/drawing/chart/proportion", test_proportion);
  g_test_add_func ("/drawing/chart/mirrored", test_mirrored);
  g_test_add_func ("/drawing/chart/gaps", test_gaps);
  g_test_add_func ("/drawing/chart/strange", test_strange);
  g_test_add_func ("/drawing/chart/large", test_large);
  g_test_add_func ("/drawing/chart/incomplete", test_incomplete);
  return g_test_run ();
}
