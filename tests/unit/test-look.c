/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#include "cs-chart-drawing.h"
#include "cs-illustration.h"
#include "cs-look.h"

#define N_SCENES 4

static GdkPixbuf *
load (GBytes *bytes)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr(GError) error = NULL;
  GdkPixbuf *pixbuf = gdk_pixbuf_new_from_stream (stream, NULL, &error);

  g_assert_no_error (error);
  return pixbuf;
}

static GBytes *
draw_scene (guint scene)
{
  g_autoptr(GError) error = NULL;
  GBytes *bytes = cs_illustration_render (CS_ILLUSTRATION_RIVER + scene, &error);

  g_assert_no_error (error);
  return bytes;
}

static GBytes *
encode (GdkPixbuf  *pixbuf,
        const char *quality)
{
  g_autoptr(GError) error = NULL;
  char *buffer;
  gsize size;

  gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "jpeg", &error, "quality", quality, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (buffer, size);
}

/* The scene in another size, format and quality. */
static guint64
look_changed (GdkPixbuf  *pixbuf,
              double      scale,
              const char *quality)
{
  g_autoptr(GdkPixbuf) scaled = gdk_pixbuf_scale_simple (pixbuf, (int) (gdk_pixbuf_get_width (pixbuf) * scale),
                                                         (int) (gdk_pixbuf_get_height (pixbuf) * scale), GDK_INTERP_BILINEAR);
  g_autoptr(GBytes) bytes = encode (scaled, quality);

  return cs_look_of_bytes (bytes);
}

static void
test_same (void)
{
  static const struct
  {
    double      scale;
    const char *quality;
  } changes[] = { { 1, "90" }, { 1, "30" }, { 0.5, "80" }, { 0.13, "60" }, { 1.7, "90" } };

  g_test_summary ("Encoded anew and scaled, a picture still looks alike");
  for (guint scene = 0; scene < N_SCENES; scene++)
    {
      g_autoptr(GBytes) bytes = draw_scene (scene);
      g_autoptr(GdkPixbuf) pixbuf = load (bytes);
      guint64 look = cs_look_of_bytes (bytes);

      g_assert_cmpuint (look, !=, 0);
      for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
        {
          guint distance = cs_look_distance (look, look_changed (pixbuf, changes[i].scale, changes[i].quality));

          g_test_message ("scene %u, ×%g, quality %s: %u bits", scene, changes[i].scale, changes[i].quality, distance);
          g_assert_cmpuint (distance, <=, CS_LOOK_ALIKE);
        }
    }
}

static void
test_different (void)
{
  g_test_summary ("Pictures of different things do not look alike, nor does a mirrored one");
  for (guint scene = 0; scene < N_SCENES; scene++)
    {
      g_autoptr(GBytes) bytes = draw_scene (scene);
      g_autoptr(GdkPixbuf) pixbuf = load (bytes);
      g_autoptr(GdkPixbuf) mirrored = gdk_pixbuf_flip (pixbuf, TRUE);
      g_autoptr(GBytes) mirrored_bytes = encode (mirrored, "90");
      guint64 look = cs_look_of_bytes (bytes);

      g_assert_cmpuint (cs_look_distance (look, cs_look_of_bytes (mirrored_bytes)), >, 2 * CS_LOOK_ALIKE);
      for (guint other = scene + 1; other < N_SCENES; other++)
        {
          g_autoptr(GBytes) other_bytes = draw_scene (other);
          guint distance = cs_look_distance (look, cs_look_of_bytes (other_bytes));

          g_test_message ("scenes %u and %u: %u bits", scene, other, distance);
          g_assert_cmpuint (distance, >, CS_LOOK_ALIKE);
        }
    }
}

static guint64
look_at_chart (const char *table)
{
  g_autoptr(CsChart) chart = cs_chart_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;

  g_free (chart->title);
  chart->title = g_strdup ("Fewer out of work");
  g_free (chart->unit);
  chart->unit = g_strdup ("%");
  g_free (chart->source);
  chart->source = g_strdup ("Statistics Office");
  g_free (chart->as_of);
  chart->as_of = g_strdup ("October 2026");
  cs_table_free (chart->table);
  chart->table = cs_table_parse (table, strlen (table), &error);
  g_assert_no_error (error);
  bytes = cs_chart_render (chart, FALSE, &error);
  g_assert_no_error (error);
  return cs_look_of_bytes (bytes);
}

static void
test_charts (void)
{
  guint64 one = look_at_chart ("M\tRate\nAug\t3.9\nSep\t3.7\nOct\t3.4\n");
  guint64 same = look_at_chart ("M\tRate\nAug\t3.9\nSep\t3.7\nOct\t3.4\n");
  guint64 other = look_at_chart ("M\tRate\nAug\t1.2\nSep\t3.9\nOct\t2.1\nNov\t0.3\n");

  g_test_summary ("Charts of other numbers do not look alike");
  g_assert_cmpuint (cs_look_distance (one, same), ==, 0);
  g_test_message ("%u bits", cs_look_distance (one, other));
  g_assert_cmpuint (cs_look_distance (one, other), >, CS_LOOK_ALIKE);
}

static void
test_nothing (void)
{
  g_autoptr(GdkPixbuf) grey = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 40, 40);
  g_autoptr(GBytes) rubbish = g_bytes_new_static ("no picture", 10);
  g_autoptr(GBytes) flat = NULL;
  const guint8 two[] = { 0, 255 };

  gdk_pixbuf_fill (grey, 0x808080ff);
  flat = encode (grey, "90");
  g_assert_cmpuint (cs_look_of_bytes (flat), ==, 0);
  g_assert_cmpuint (cs_look_of_bytes (rubbish), ==, 0);
  g_assert_cmpuint (cs_look_distance (0, 0), ==, 64);
  g_assert_cmpuint (cs_look_of_pixels (two, 2, 1, 2, 1), !=, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/drawing/look/same", test_same);
  g_test_add_func ("/drawing/look/different", test_different);
  g_test_add_func ("/drawing/look/charts", test_charts);
  g_test_add_func ("/drawing/look/nothing", test_nothing);

  return g_test_run ();
}
