/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo.h>
#include <math.h>

#include "cs-error.h"
#include "cs-illustration.h"

#define WIDTH 1200
#define HEIGHT 800

static void
set_colour (cairo_t *cr,
            guint    rgb)
{
  cairo_set_source_rgb (cr, ((rgb >> 16) & 255) / 255.0, ((rgb >> 8) & 255) / 255.0, (rgb & 255) / 255.0);
}

static void
fill_rectangle (cairo_t *cr,
                guint    rgb,
                double   x,
                double   y,
                double   width,
                double   height)
{
  set_colour (cr, rgb);
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
}

static void
fill_circle (cairo_t *cr,
             guint    rgb,
             double   x,
             double   y,
             double   radius)
{
  set_colour (cr, rgb);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  cairo_fill (cr);
}

/* From @top at the upper edge to @bottom at @height. */
static void
fill_sky (cairo_t *cr,
          guint    top,
          guint    bottom,
          double   height)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (0, 0, 0, height);

  cairo_pattern_add_color_stop_rgb (pattern, 0, ((top >> 16) & 255) / 255.0, ((top >> 8) & 255) / 255.0, (top & 255) / 255.0);
  cairo_pattern_add_color_stop_rgb (pattern, 1, ((bottom >> 16) & 255) / 255.0, ((bottom >> 8) & 255) / 255.0,
                                    (bottom & 255) / 255.0);
  cairo_set_source (cr, pattern);
  cairo_rectangle (cr, 0, 0, WIDTH, height);
  cairo_fill (cr);
  cairo_pattern_destroy (pattern);
}

/* A band below a wavy line, to the lower edge. */
static void
fill_waves (cairo_t *cr,
            guint    rgb,
            double   y,
            double   swell,
            double   phase)
{
  set_colour (cr, rgb);
  cairo_move_to (cr, 0, HEIGHT);
  for (int x = 0; x <= WIDTH; x += 8)
    cairo_line_to (cr, x, y + swell * sin (x / 70.0 + phase));
  cairo_line_to (cr, WIDTH, HEIGHT);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_tree (cairo_t *cr,
           double   x,
           double   foot,
           double   size)
{
  fill_rectangle (cr, 0x6b4a2f, x - size * 0.07, foot - size * 0.5, size * 0.14, size * 0.5);
  fill_circle (cr, 0x3f7d4e, x, foot - size * 0.75, size * 0.34);
  fill_circle (cr, 0x4d9160, x - size * 0.2, foot - size * 0.6, size * 0.24);
  fill_circle (cr, 0x4d9160, x + size * 0.2, foot - size * 0.6, size * 0.24);
}

static void
draw_gauge (cairo_t *cr)
{
  fill_rectangle (cr, 0xf7f7f2, 880, 220, 70, 420);
  for (int i = 0; i < 10; i++)
    fill_rectangle (cr, i < 3 ? 0xc01c28 : 0x2b2b2b, 880, 232 + i * 40, i % 2 ? 34 : 54, 12);
}

static void
draw_river (cairo_t *cr)
{
  fill_sky (cr, 0x6f8296, 0xb9c6cf, 520);
  for (int i = 0; i < 5; i++)
    fill_circle (cr, 0x5d6f82, 120 + i * 250, 90 + (i % 2) * 40, 110);

  fill_rectangle (cr, 0x55705a, 0, 430, WIDTH, 120);
  for (int i = 0; i < 6; i++)
    draw_tree (cr, 60 + i * 130, 470, 150 + (i % 3) * 20);
  fill_waves (cr, 0x7a8f86, 500, 9, 0);
  draw_gauge (cr);
  fill_waves (cr, 0x66807a, 560, 12, 1.4);
  fill_waves (cr, 0x547069, 650, 14, 2.6);

  set_colour (cr, 0xdfe8ee);
  cairo_set_line_width (cr, 2);
  for (int i = 0; i < 140; i++)
    {
      double x = (i * 97) % WIDTH;
      double y = (i * 61) % 470;

      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x - 9, y + 30);
    }
  cairo_stroke (cr);
}

static void
draw_cone (cairo_t *cr,
           double   x,
           double   foot)
{
  set_colour (cr, 0xe66100);
  cairo_move_to (cr, x - 46, foot);
  cairo_line_to (cr, x, foot - 150);
  cairo_line_to (cr, x + 46, foot);
  cairo_close_path (cr);
  cairo_fill (cr);
  fill_rectangle (cr, 0xffffff, x - 24, foot - 76, 48, 22);
  fill_rectangle (cr, 0xc64600, x - 62, foot - 8, 124, 16);
}

static void
draw_barrier (cairo_t *cr)
{
  fill_rectangle (cr, 0x5e5c64, 380, 430, 16, 200);
  fill_rectangle (cr, 0x5e5c64, 800, 430, 16, 200);
  fill_rectangle (cr, 0xffffff, 340, 420, 520, 84);
  cairo_save (cr);
  cairo_rectangle (cr, 340, 420, 520, 84);
  cairo_clip (cr);
  set_colour (cr, 0xc01c28);
  for (int i = -1; i < 7; i++)
    {
      cairo_move_to (cr, 340 + i * 104, 504);
      cairo_line_to (cr, 392 + i * 104, 504);
      cairo_line_to (cr, 444 + i * 104, 420);
      cairo_line_to (cr, 392 + i * 104, 420);
      cairo_close_path (cr);
    }
  cairo_fill (cr);
  cairo_restore (cr);
  fill_circle (cr, 0xf5c211, 388, 404, 22);
  fill_circle (cr, 0xf5c211, 808, 404, 22);
}

static void
draw_road (cairo_t *cr)
{
  fill_sky (cr, 0x99c1f1, 0xe8f2fb, 420);
  for (int i = 0; i < 7; i++)
    {
      double height = 150 + (i * 53) % 130;

      fill_rectangle (cr, i % 2 ? 0xb5a397 : 0xc9b8a6, i * 175, 400 - height, 160, height);
      for (int j = 0; j < 6; j++)
        fill_rectangle (cr, 0x6f7f8f, i * 175 + 22 + (j % 3) * 44, 400 - height + 26 + (j / 3) * 60, 26, 34);
    }

  fill_rectangle (cr, 0x9a9996, 0, 400, WIDTH, 60);
  fill_rectangle (cr, 0x3d3846, 0, 460, WIDTH, 340);
  for (int i = 0; i < 6; i++)
    fill_rectangle (cr, 0xf6f5f4, 30 + i * 210, 690, 120, 14);
  draw_barrier (cr);
  draw_cone (cr, 220, 640);
  draw_cone (cr, 960, 640);
  draw_cone (cr, 1090, 720);
}

static void
draw_clinic (cairo_t *cr)
{
  fill_sky (cr, 0x8fc7ee, 0xf3f9fd, 620);
  fill_circle (cr, 0xffffff, 210, 150, 60);
  fill_circle (cr, 0xffffff, 280, 140, 76);
  fill_circle (cr, 0xffffff, 355, 158, 54);

  fill_rectangle (cr, 0xf6f5f4, 300, 250, 620, 370);
  fill_rectangle (cr, 0x26a269, 280, 226, 660, 36);
  for (int i = 0; i < 8; i++)
    fill_rectangle (cr, 0x99c1f1, 340 + (i % 4) * 148, 400 + (i / 4) * 110, 92, 70);
  fill_rectangle (cr, 0x5e5c64, 560, 500, 100, 120);
  fill_rectangle (cr, 0x26a269, 592, 284, 36, 96);
  fill_rectangle (cr, 0x26a269, 562, 314, 96, 36);

  fill_rectangle (cr, 0x8fbf7a, 0, 620, WIDTH, 180);
  fill_rectangle (cr, 0xd9d2c5, 540, 620, 140, 180);
  draw_tree (cr, 150, 660, 260);
  draw_tree (cr, 1050, 670, 290);
}

static void
draw_park (cairo_t *cr)
{
  fill_sky (cr, 0x5a4e8c, 0xf9b25e, 470);
  fill_circle (cr, 0xffe3a0, 820, 400, 90);
  fill_rectangle (cr, 0x4b5e43, 0, 440, WIDTH, 90);
  for (int i = 0; i < 9; i++)
    draw_tree (cr, 40 + i * 140, 490, 130 + (i * 37) % 70);

  fill_waves (cr, 0xd98e5a, 520, 4, 0);
  fill_waves (cr, 0xa9706a, 600, 5, 1);
  fill_waves (cr, 0x6f5a78, 690, 6, 2);
  fill_rectangle (cr, 0x4a3326, 140, 600, 300, 20);
  fill_rectangle (cr, 0x4a3326, 140, 540, 300, 14);
  fill_rectangle (cr, 0x4a3326, 170, 540, 16, 130);
  fill_rectangle (cr, 0x4a3326, 394, 540, 16, 130);
}

static cairo_status_t
append_bytes (gpointer      closure,
              const guint8 *data,
              unsigned int  length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
cs_illustration_render (CsIllustration   illustration,
                        GError         **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  if (illustration == CS_ILLUSTRATION_RIVER)
    draw_river (cr);
  else if (illustration == CS_ILLUSTRATION_ROAD)
    draw_road (cr);
  else if (illustration == CS_ILLUSTRATION_CLINIC)
    draw_clinic (cr);
  else
    draw_park (cr);

  cairo_destroy (cr);
  status = cairo_surface_write_to_png_stream (surface, (cairo_write_func_t) append_bytes, bytes);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_FAILED, "Drawing: %s", cairo_status_to_string (status));
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
