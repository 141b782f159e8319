/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-local-office.h"

G_BEGIN_DECLS

/**
 * CsOpeningPage:
 *
 * Opens an office off the main loop, makes the practice office in it if asked, starts its publisher; shows how far it is, or what went wrong, with a way to try again.
 *
 * CsOpeningPage::opened: (CsLocalOffice *): it is open.
 */
#define CS_TYPE_OPENING_PAGE (cs_opening_page_get_type ())
G_DECLARE_FINAL_TYPE (CsOpeningPage, cs_opening_page, CS, OPENING_PAGE, AdwBin)

/**
 * cs_opening_page_new:
 * @practice: whether to fill an empty office with the practice office
 * @language: (nullable): “en” or “zh” for that; %NULL = as the interface
 */
GtkWidget *cs_opening_page_new (const char *folder,
                                gboolean    practice,
                                const char *language);

G_END_DECLS
