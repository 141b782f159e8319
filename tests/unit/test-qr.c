/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "cs-error.h"
#include "cs-qr.h"

static void
test_shape (void)
{
  static const char finder[] = "1111111" "1000001" "1011101" "1011101" "1011101" "1000001" "1111111";
  g_autoptr(GError) error = NULL;
  g_autofree guint8 *dark = NULL;
  guint n = 0;

  g_test_summary ("The code has the size of its version and a finder in three corners, none in the fourth");
  dark = cs_qr_encode ("otpauth://totp/Harbour%20Office:ada?secret=JBSWY3DPEHPK3PXP", &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, >=, 21);
  g_assert_cmpuint ((n - 17) % 4, ==, 0);
  for (guint i = 0; i < 49; i++)
    {
      guint row = i / 7;
      guint column = i % 7;

      g_assert_cmpint (dark[row * n + column], ==, finder[i] - '0');
      g_assert_cmpint (dark[row * n + n - 7 + column], ==, finder[i] - '0');
      g_assert_cmpint (dark[(n - 7 + row) * n + column], ==, finder[i] - '0');
    }
}

static void
test_too_long (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = g_strnfill (3000, 'x');
  g_autofree guint8 *dark = NULL;
  guint n = 0;

  g_test_summary ("A text that no code can hold is refused");
  dark = cs_qr_encode (text, &n, &error);
  g_assert_error (error, CS_ERROR, CS_ERROR_TOO_LARGE);
  g_assert_null (dark);
}

static gboolean
is_dark (cairo_surface_t *surface,
         int              x,
         int              y)
{
  const guint8 *pixel = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface) + 4 * x;

  return pixel[0] < 128;
}

static void
test_drawn (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree guint8 *dark = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;
  guint n = 0;
  int side;

  g_test_summary ("Every square is drawn where it belongs, with a white border of four squares");
  dark = cs_qr_encode ("Countersign", &n, &error);
  g_assert_no_error (error);
  side = 6 * ((int) n + 8);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, side, side);
  cr = cairo_create (surface);
  cs_qr_draw (dark, n, cr, side);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int row = -4; row < (int) n + 4; row++)
    for (int column = -4; column < (int) n + 4; column++)
      {
        gboolean inside = row >= 0 && column >= 0 && row < (int) n && column < (int) n;

        g_assert_cmpint (is_dark (surface, (column + 4) * 6 + 3, (row + 4) * 6 + 3), ==,
                         inside && dark[row * (int) n + column]);
      }
  cairo_surface_destroy (surface);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/qr/shape", test_shape);
  g_test_add_func ("/drawing/qr/too-long", test_too_long);
  g_test_add_func ("/drawing/qr/drawn", test_drawn);

  return g_test_run ();
}
