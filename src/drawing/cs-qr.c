/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <math.h>
#include <qrencode.h>
#include <string.h>

#include "cs-error.h"
#include "cs-qr.h"

/* ISO/IEC 18004: the border that readers need, in squares. */
#define BORDER 4

guint8 *
cs_qr_encode (const char  *text,
              guint       *n,
              GError     **error)
{
  QRcode *code;
  guint8 *dark;

  g_return_val_if_fail (text != NULL && *text != '\0', NULL);
  g_return_val_if_fail (n != NULL, NULL);

  code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  if (code == NULL)
    {
      if (errno == ENOMEM)
        g_error ("Out of memory");
      g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "A text of %" G_GSIZE_FORMAT " bytes does not fit into a QR code",
                   strlen (text));
      return NULL;
    }

  *n = (guint) code->width;
  dark = g_new (guint8, (gsize) *n * *n);
  for (gsize i = 0; i < (gsize) *n * *n; i++)
    dark[i] = code->data[i] & 1;
  QRcode_free (code);

  return dark;
}

void
cs_qr_draw (const guint8 *dark,
            guint         n,
            cairo_t      *cr,
            double        side)
{
  double square = side / (n + 2 * BORDER);
  double start;

  g_return_if_fail (dark != NULL);
  g_return_if_fail (n > 0);

  if (square >= 2)
    square = floor (square);
  start = floor ((side - square * n) / 2);

  cairo_save (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, side, side);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint i = 0; i < n * n; i++)
    if (dark[i] & 1)
      cairo_rectangle (cr, start + i % n * square, start + i / n * square, square, square);
  cairo_fill (cr);
  cairo_restore (cr);
}
