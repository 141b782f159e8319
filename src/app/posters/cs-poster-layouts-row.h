/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-poster.h"

G_BEGIN_DECLS

/**
 * CsPosterLayoutsRow:
 *
 * The layouts of posters as small pictures with their names, one of which is chosen.
 *
 * Signals: "changed".
 */
#define CS_TYPE_POSTER_LAYOUTS_ROW (cs_poster_layouts_row_get_type ())
G_DECLARE_FINAL_TYPE (CsPosterLayoutsRow, cs_poster_layouts_row, CS, POSTER_LAYOUTS_ROW, AdwBin)

GtkWidget      *cs_poster_layouts_row_new (void);
CsPosterLayout  cs_poster_layouts_row_get (CsPosterLayoutsRow *self);

/* @style: in which the pictures are drawn */
void            cs_poster_layouts_row_set (CsPosterLayoutsRow *self,
                                           CsPosterLayout      layout,
                                           const CsHouseStyle *style,
                                           const char         *language);

/* Returns: (transfer full): an example of @layout, with words of the interface */
CsPoster       *cs_poster_make_example    (CsPosterLayout      layout,
                                           const CsHouseStyle *style,
                                           const char         *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
