/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-report-client.h"

G_BEGIN_DECLS

/**
 * CsReportTable:
 *
 * A report as a table that can be sorted by every column. A row about a post opens it (win.open-post).
 */
#define CS_TYPE_REPORT_TABLE (cs_report_table_get_type ())
G_DECLARE_FINAL_TYPE (CsReportTable, cs_report_table, CS, REPORT_TABLE, AdwBin)

GtkWidget *cs_report_table_new (void);

/**
 * cs_report_table_set:
 * @report: (transfer full)
 */
void       cs_report_table_set (CsReportTable *self,
                                CsReport      *report);

G_END_DECLS
