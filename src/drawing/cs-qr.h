/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * cs_qr_encode:
 * @text: UTF-8, not empty
 * @n: (out): squares on a side
 *
 * A QR code with error correction of level M (15 %). Sets %CS_ERROR_TOO_LARGE where @text is more than a code can hold. Any thread.
 *
 * Returns: (transfer full): @n × @n bytes, row by row, 1 = dark
 */
guint8   *cs_qr_encode (const char     *text,
                        guint          *n,
                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_qr_draw:
 * @dark: from cs_qr_encode()
 * @side: of the whole, in @cr's units, with the quiet border of four squares that readers need
 *
 * Draws it at 0, 0, black on white whatever the colour scheme. Squares begin on whole units where there is room, so that their edges are sharp.
 */
void      cs_qr_draw   (const guint8   *dark,
                        guint           n,
                        cairo_t        *cr,
                        double          side);

G_END_DECLS
