/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-office.h"
#include "cs-poster.h"

G_BEGIN_DECLS

/**
 * CsPosterCanvas:
 *
 * Shows a poster as it will be published. It is laid out and drawn on a thread of its own; the last one stays until the next is there.
 *
 * Signals: "drawn" (a new picture is shown: ask cs_poster_canvas_find_trouble()).
 */
#define CS_TYPE_POSTER_CANVAS (cs_poster_canvas_get_type ())
G_DECLARE_FINAL_TYPE (CsPosterCanvas, cs_poster_canvas, CS, POSTER_CANVAS, AdwBin)

/**
 * cs_poster_canvas_new:
 * @office: (nullable): where the pictures come from; without it there are none
 * @name: for the screen reader
 */
GtkWidget *cs_poster_canvas_new (CsOffice       *office,
                                 const char     *name);
void       cs_poster_canvas_set          (CsPosterCanvas *self,
                                          const CsPoster *poster);

/* Whether the parts that programs cover are marked. */
void       cs_poster_canvas_show_margins (CsPosterCanvas *self,
                                          gboolean        shown);

/**
 * cs_poster_canvas_find_trouble:
 *
 * Returns: whether a text had no room in what is shown now; @field is CS_N_POSTER_FIELDS for a line of the style
 */
gboolean   cs_poster_canvas_find_trouble (CsPosterCanvas *self,
                                          CsPosterField  *field);

/* Whether what is shown is what was set last. */
gboolean   cs_poster_canvas_is_settled   (CsPosterCanvas *self);

G_END_DECLS
