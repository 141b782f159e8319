/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsReportsPage:
 *
 * How sign-off goes: who waits, how long stages take, why posts come back. A list of reports, a period, a chart, a table, and the table as a CSV file.
 * A row about a post opens it.
 */
#define CS_TYPE_REPORTS_PAGE (cs_reports_page_get_type ())
G_DECLARE_FINAL_TYPE (CsReportsPage, cs_reports_page, CS, REPORTS_PAGE, AdwBin)

GtkWidget *cs_reports_page_new (CsSession *session);

G_END_DECLS
