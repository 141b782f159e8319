/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-cues.h"

G_BEGIN_DECLS

/**
 * CsCueItem:
 *
 * One subtitle while it is mended: what stands in the fields, also if it is no time.
 *
 * CsCueItem::edited: a person changed it. CsCueItem::checked: its problems are others.
 */
#define CS_TYPE_CUE_ITEM (cs_cue_item_get_type ())
G_DECLARE_FINAL_TYPE (CsCueItem, cs_cue_item, CS, CUE_ITEM, GObject)

CsCueItem  *cs_cue_item_new (const CsCue *cue) G_GNUC_WARN_UNUSED_RESULT;

/* What is no time counts as a reversed one. */
CsCue      *cs_cue_item_dup_cue      (CsCueItem   *self) G_GNUC_WARN_UNUSED_RESULT;
void        cs_cue_item_set_problems (CsCueItem   *self,
                                      const char  *text,
                                      gboolean     fault);

/**
 * CsSubtitlesRow:
 *
 * Its row in the table.
 */
#define CS_TYPE_SUBTITLES_ROW (cs_subtitles_row_get_type ())
G_DECLARE_FINAL_TYPE (CsSubtitlesRow, cs_subtitles_row, CS, SUBTITLES_ROW, AdwBin)

GtkWidget  *cs_subtitles_row_new (void);

/**
 * cs_subtitles_row_set_item:
 * @item: (nullable)
 * @position: in the table, from 0
 */
void        cs_subtitles_row_set_item (CsSubtitlesRow *self,
                                       CsCueItem      *item,
                                       guint           position);

G_END_DECLS
