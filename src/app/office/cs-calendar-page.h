/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-office-data.h"

G_BEGIN_DECLS

/**
 * CsCalendarPage:
 *
 * When the office works: the ordinary week with its shifts, holidays and moved working days of each year, taken also from an .ics file.
 */
#define CS_TYPE_CALENDAR_PAGE (cs_calendar_page_get_type ())
G_DECLARE_FINAL_TYPE (CsCalendarPage, cs_calendar_page, CS, CALENDAR_PAGE, AdwBin)

GtkWidget *cs_calendar_page_new (CsOfficeData *data);

G_END_DECLS
