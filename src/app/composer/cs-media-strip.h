/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-draft.h"

G_BEGIN_DECLS

/**
 * CsMediaStrip:
 *
 * The pictures of a segment, in their order. Moves and removes them in the draft by itself. Signal "edit-chart" (guint: position).
 */
#define CS_TYPE_MEDIA_STRIP (cs_media_strip_get_type ())
G_DECLARE_FINAL_TYPE (CsMediaStrip, cs_media_strip, CS, MEDIA_STRIP, AdwBin)

GtkWidget *cs_media_strip_new (CsDraft      *draft,
                               guint         segment);

/**
 * cs_media_strip_refresh:
 *
 * Shows what the draft holds now.
 */
void       cs_media_strip_refresh   (CsMediaStrip *self);

/**
 * cs_media_strip_set_part:
 *
 * The segment stands elsewhere from now on.
 */
void       cs_media_strip_set_part  (CsMediaStrip *self,
                                     guint         part);

/**
 * cs_media_strip_focus_alt:
 *
 * Puts the focus into the alt text of the picture at @position.
 */
void       cs_media_strip_focus_alt (CsMediaStrip *self,
                                     guint         position);

G_END_DECLS
