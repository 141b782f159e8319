/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-office-data.h"

G_BEGIN_DECLS

/**
 * CsPeoplePage:
 *
 * Who belongs to the office, in which role and section.
 */
#define CS_TYPE_PEOPLE_PAGE (cs_people_page_get_type ())
G_DECLARE_FINAL_TYPE (CsPeoplePage, cs_people_page, CS, PEOPLE_PAGE, AdwBin)

GtkWidget *cs_people_page_new (CsOfficeData *data);

G_END_DECLS
