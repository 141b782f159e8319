/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * CsSheetColumns:
 *
 * Two children beside each other where there is room for two readable columns, else the first above the second.
 */
#define CS_TYPE_SHEET_COLUMNS (cs_sheet_columns_get_type ())
G_DECLARE_FINAL_TYPE (CsSheetColumns, cs_sheet_columns, CS, SHEET_COLUMNS, GtkWidget)

GtkWidget *cs_sheet_columns_new (GtkWidget      *first,
                                 GtkWidget      *second) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_sheet_columns_is_wide:
 *
 * Whether the two stand beside each other now.
 */
gboolean   cs_sheet_columns_is_wide   (CsSheetColumns *self);

G_END_DECLS
