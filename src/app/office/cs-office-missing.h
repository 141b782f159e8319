/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-office-data.h"

G_BEGIN_DECLS

/**
 * CsOfficeMissing:
 *
 * What an office still lacks before a post can go out, each with the way to where it is mended: somebody who writes, somebody for every
 * stage of the usual route, an account. Hidden where nothing is missing, and from those who could not mend it.
 */
#define CS_TYPE_OFFICE_MISSING (cs_office_missing_get_type ())
G_DECLARE_FINAL_TYPE (CsOfficeMissing, cs_office_missing, CS, OFFICE_MISSING, AdwBin)

GtkWidget *cs_office_missing_new (CsOfficeData *data);

G_END_DECLS
