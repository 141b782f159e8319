/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "bench-utils.h"
#include "cs-chart-drawing.h"

/* A chart of 5,000 points as it is drawn live at 1,400 pixels, and as it is published, against the floor: cairo stroking the same line, thinned to its columns of
 * pixels, and nothing else. */

#define N_POINTS 5000
#define LIVE_WIDTH 1400
#define LIVE_HEIGHT 788
#define ROUNDS 31

static CsChart *
make_chart (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  g_autoptr(GString) table = g_string_new ("Date,Gauge\n");
  CsChart *chart = cs_chart_new ();
  GDate date;
  double level = 2.4;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, 1, 2013);
  for (guint i = 0; i < N_POINTS; i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      level += (2.6 - level) * 0.05 + g_rand_double_range (random, -0.2, 0.2);
      g_string_append_printf (table, "%04u-%02u-%02u,%s\n", g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date),
                              g_ascii_formatd (number, sizeof number, "%.2f", level));
      g_date_add_days (&date, 1);
    }

  chart->kind = CS_CHART_LINE;
  g_free (chart->title);
  chart->title = g_strdup ("The river stood above its flood mark on 61 days");
  g_free (chart->unit);
  chart->unit = g_strdup ("m");
  g_free (chart->source);
  chart->source = g_strdup ("Water Authority");
  g_free (chart->as_of);
  chart->as_of = g_strdup ("2026");
  cs_table_free (chart->table);
  chart->table = cs_table_parse (table->str, table->len, NULL);
  g_assert_nonnull (chart->table);
  return chart;
}

static double
draw_once (const CsChart   *chart,
           cairo_surface_t *surface)
{
  gint64 begin = g_get_monotonic_time ();
  cairo_t *cr = cairo_create (surface);

  cs_chart_draw (chart, cr, LIVE_WIDTH, LIVE_HEIGHT, FALSE);
  cairo_destroy (cr);
  return (double) (g_get_monotonic_time () - begin) / 1000;
}

/* The floor: white, and four points for each column of pixels. */
static double
stroke_once (cairo_surface_t *surface)
{
  gint64 begin = g_get_monotonic_time ();
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0.447, 0.698);
  cairo_set_line_width (cr, 4.9);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (int x = 0; x < LIVE_WIDTH - 150; x++)
    {
      double low = 300 + 60 * sin (x / 40.0), high = low + 40 * fabs (sin (x * 1.7));

      cairo_line_to (cr, 60 + x, low + 10);
      cairo_line_to (cr, 60 + x, low);
      cairo_line_to (cr, 60 + x, high);
      cairo_line_to (cr, 60 + x, high - 10);
    }
  cairo_stroke (cr);
  cairo_destroy (cr);
  return (double) (g_get_monotonic_time () - begin) / 1000;
}

int
main (void)
{
  g_autoptr(CsChart) chart = make_chart ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, LIVE_WIDTH, LIVE_HEIGHT);
  double live[ROUNDS], floors[ROUNDS], published[BENCH_ROUNDS], drawn, bare, png;
  gsize size = 0;

  /* Fonts are read once. */
  draw_once (chart, surface);
  for (guint i = 0; i < ROUNDS; i++)
    {
      floors[i] = stroke_once (surface);
      live[i] = draw_once (chart, surface);
    }
  for (guint i = 0; i < BENCH_ROUNDS; i++)
    {
      gint64 begin = g_get_monotonic_time ();
      g_autoptr(GBytes) bytes = cs_chart_render (chart, FALSE, NULL);

      size = g_bytes_get_size (bytes);
      published[i] = (double) (g_get_monotonic_time () - begin) / 1000;
    }

  drawn = bench_median (live, ROUNDS);
  bare = bench_median (floors, ROUNDS);
  png = bench_median (published, BENCH_ROUNDS);
  g_print ("bench-chart: %d points drawn live in %.1f ms (%.0f a second); a bare stroke of as many columns %.1f ms: ratio %.2f\n",
           N_POINTS, drawn, 1000 / drawn, bare, drawn / bare);
  g_print ("bench-chart: PNG of 1600 × 900 in %.1f ms, %" G_GSIZE_FORMAT " KB: ratio to the live drawing %.2f\n", png, size / 1024, png / drawn);
  cairo_surface_destroy (surface);
  return 0;
}
