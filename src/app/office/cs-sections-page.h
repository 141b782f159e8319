/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-office-data.h"

G_BEGIN_DECLS

/**
 * CsSectionsPage:
 *
 * The sections of the office.
 */
#define CS_TYPE_SECTIONS_PAGE (cs_sections_page_get_type ())
G_DECLARE_FINAL_TYPE (CsSectionsPage, cs_sections_page, CS, SECTIONS_PAGE, AdwBin)

GtkWidget *cs_sections_page_new (CsOfficeData *data);

G_END_DECLS
