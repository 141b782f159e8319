/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-draft.h"

G_BEGIN_DECLS

/**
 * CsSourceRow:
 *
 * One source of a post: what it is in a line, and its fields when opened. Writes into the draft at each key. Signal "remove".
 */
#define CS_TYPE_SOURCE_ROW (cs_source_row_get_type ())
G_DECLARE_FINAL_TYPE (CsSourceRow, cs_source_row, CS, SOURCE_ROW, AdwExpanderRow)

GtkWidget *cs_source_row_new (CsDraft     *draft,
                              guint        position);
guint      cs_source_row_get_position (CsSourceRow *self);

/**
 * cs_source_row_edit:
 *
 * Opens the fields and puts the focus into the first.
 */
void       cs_source_row_edit         (CsSourceRow *self);

G_END_DECLS
