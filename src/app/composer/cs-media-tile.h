/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-draft.h"

G_BEGIN_DECLS

/**
 * CsMediaTile:
 *
 * One picture of a segment: thumbnail, alt text beneath, whether it is decorative, and what can be done with it. Writes alt text and
 * decorative into the draft by itself.
 *
 * Signals: "move" (int: by how many places), "drop" (guint: position of the tile dropped on this one), "remove", "edit-chart", "changed" (CsMediaItem *: what the picture
 * was before it was edited).
 */
#define CS_TYPE_MEDIA_TILE (cs_media_tile_get_type ())
G_DECLARE_FINAL_TYPE (CsMediaTile, cs_media_tile, CS, MEDIA_TILE, AdwBin)

GtkWidget *cs_media_tile_new (CsDraft     *draft,
                              guint        segment,
                              guint        position,
                              guint        n_tiles);
guint      cs_media_tile_get_position (CsMediaTile *self);
void       cs_media_tile_focus_alt    (CsMediaTile *self);

G_END_DECLS
