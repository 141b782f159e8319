/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-office-data.h"

G_BEGIN_DECLS

/**
 * CsPositionsPage:
 *
 * The office's positions, such as “Director on Duty”, and who holds them now: a route may name a position instead of a person.
 */
#define CS_TYPE_POSITIONS_PAGE (cs_positions_page_get_type ())
G_DECLARE_FINAL_TYPE (CsPositionsPage, cs_positions_page, CS, POSITIONS_PAGE, AdwBin)

GtkWidget *cs_positions_page_new (CsOfficeData *data);

G_END_DECLS
