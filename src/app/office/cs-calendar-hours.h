/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-office-data.h"

G_BEGIN_DECLS

/**
 * CsCalendarHours:
 *
 * The ordinary working week of the office, which administrators change in place and save as a whole.
 *
 * Action: hours.save.
 */
#define CS_TYPE_CALENDAR_HOURS (cs_calendar_hours_get_type ())
G_DECLARE_FINAL_TYPE (CsCalendarHours, cs_calendar_hours, CS, CALENDAR_HOURS, AdwBin)

GtkWidget *cs_calendar_hours_new (CsOfficeData *data);

G_END_DECLS
