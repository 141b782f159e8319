/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-table-sheet.h"

G_BEGIN_DECLS

/**
 * CsImportBar:
 *
 * What of a file becomes the chart's table: which sheet, which cells, which decimal sign, whether the first column holds days.
 * Hidden until there is a file.
 *
 * Signal: "changed": another table is chosen.
 */
#define CS_TYPE_IMPORT_BAR (cs_import_bar_get_type ())
G_DECLARE_FINAL_TYPE (CsImportBar, cs_import_bar, CS, IMPORT_BAR, AdwBin)

/**
 * cs_import_bar_set_sheets:
 * @sheets: (element-type CsTableSheet): kept
 *
 * Proposes what to take. No "changed".
 */
void     cs_import_bar_set_sheets (CsImportBar  *self,
                                   GPtrArray    *sheets);

/**
 * cs_import_bar_dup_table:
 *
 * Returns: (transfer full): what is chosen, or %NULL with @error
 */
CsTable *cs_import_bar_dup_table  (CsImportBar  *self,
                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
