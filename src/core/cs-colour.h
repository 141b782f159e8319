/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A colour as 0xRRGGBB in sRGB. */
typedef guint32 CsColour;

/* What WCAG 2 asks of text against its ground, and of large text (18.66 px bold, 24 px otherwise) and marks. */
#define CS_CONTRAST_TEXT 4.5
#define CS_CONTRAST_LARGE 3.0

/**
 * cs_colour_from_text:
 * @text: "#rrggbb"
 *
 * Returns: whether it is a colour; @colour is left alone otherwise
 */
gboolean cs_colour_from_text (const char *text,
                              CsColour   *colour);

/* Returns: (transfer full): "#rrggbb", lower case */
char    *cs_colour_to_text   (CsColour    colour) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_colour_contrast:
 *
 * Returns: the contrast ratio of WCAG 2, from 1 (none) to 21 (black on white)
 */
double   cs_colour_contrast  (CsColour    one,
                              CsColour    other);

/**
 * cs_colour_mix:
 * @share: of @other, 0 to 1
 */
CsColour cs_colour_mix       (CsColour    one,
                              CsColour    other,
                              double      share);

/**
 * cs_colour_quieter:
 *
 * Returns: @ink drawn as near to @ground as it may go and still be read as text on it
 */
CsColour cs_colour_quieter   (CsColour    ink,
                              CsColour    ground);

/**
 * cs_colour_choose_on:
 *
 * Returns: that of @one and @other which is read best on @ground; black or white where neither is read
 */
CsColour cs_colour_choose_on (CsColour    ground,
                              CsColour    one,
                              CsColour    other);

G_END_DECLS
