/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-table.h"

G_BEGIN_DECLS

/**
 * CsTableGrid:
 *
 * A table whose cells can be edited; only those on the screen exist as widgets. Signals: "changed", "paste" (char *: text of several cells was
 * pasted into one).
 */
#define CS_TYPE_TABLE_GRID (cs_table_grid_get_type ())
G_DECLARE_FINAL_TYPE (CsTableGrid, cs_table_grid, CS, TABLE_GRID, AdwBin)

GtkWidget *cs_table_grid_new (void);

/**
 * cs_table_grid_set:
 *
 * Copies @table; no "changed".
 */
void       cs_table_grid_set           (CsTableGrid   *self,
                                        const CsTable *table);
CsTable   *cs_table_grid_dup           (CsTableGrid   *self) G_GNUC_WARN_UNUSED_RESULT;

/* Each acts at the cell that was edited last, else at the end. The last row and column stay. */
void       cs_table_grid_add_row       (CsTableGrid   *self);
void       cs_table_grid_add_column    (CsTableGrid   *self);
void       cs_table_grid_remove_row    (CsTableGrid   *self);
void       cs_table_grid_remove_column (CsTableGrid   *self);

G_END_DECLS
