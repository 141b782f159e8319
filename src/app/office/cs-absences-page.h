/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-office-data.h"

G_BEGIN_DECLS

/**
 * CsAbsencesPage:
 *
 * Who is away, who signs for whom, for how long and for what.
 */
#define CS_TYPE_ABSENCES_PAGE (cs_absences_page_get_type ())
G_DECLARE_FINAL_TYPE (CsAbsencesPage, cs_absences_page, CS, ABSENCES_PAGE, AdwBin)

GtkWidget *cs_absences_page_new (CsOfficeData *data);

G_END_DECLS
