/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-office-data.h"

G_BEGIN_DECLS

/**
 * CsOfficeOverview:
 *
 * Where the Office place begins: the office itself, and a row that leads to each of its pages and says what is there.
 *
 * Rows activate "page.open" (s) with the name of a page.
 */
#define CS_TYPE_OFFICE_OVERVIEW (cs_office_overview_get_type ())
G_DECLARE_FINAL_TYPE (CsOfficeOverview, cs_office_overview, CS, OFFICE_OVERVIEW, AdwBin)

GtkWidget *cs_office_overview_new (CsOfficeData     *data);

/**
 * cs_office_overview_get_row:
 *
 * Returns: (transfer none) (nullable): the row that leads to @page
 */
GtkWidget *cs_office_overview_get_row (CsOfficeOverview *self,
                                       const char       *page);

G_END_DECLS
