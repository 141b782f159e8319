/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a picture looks, in 64 bits: the same picture in another size, format or quality has almost the same ones. */

/* Pictures whose looks differ in no more bits than this are shown as looking alike. */
#define CS_LOOK_ALIKE 8

/**
 * cs_look_of_pixels:
 * @pixels: rows of @channels bytes a pixel: grey (1), RGB (3) or RGBA (4, not premultiplied, shown on white)
 *
 * Works the picture down to 32×32 shades of grey and keeps, of their cosine transform, which of the 64 lowest frequencies are above the median. Never
 * on the main loop: it goes through every pixel.
 *
 * Returns: 0 for a picture that is all of one shade
 */
guint64 cs_look_of_pixels (const guint8 *pixels,
                           int           width,
                           int           height,
                           int           stride,
                           int           channels);

/**
 * cs_look_of_bytes:
 * @bytes: a picture as the office keeps it: written by this program, never a stranger’s
 *
 * Returns: 0 if it cannot be read, too
 */
guint64 cs_look_of_bytes  (GBytes       *bytes);

/**
 * cs_look_distance:
 *
 * Returns: how many bits differ; 64 if one of them is 0
 */
guint   cs_look_distance  (guint64       one,
                           guint64       other);

G_END_DECLS
