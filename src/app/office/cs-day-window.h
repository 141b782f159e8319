/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-office-data.h"

G_BEGIN_DECLS

/**
 * cs_day_window_open:
 * @widget: in the main window
 *
 * Asks for a holiday, or for a day that is worked although it would be free, and puts it into the calendar.
 */
void cs_day_window_open (GtkWidget    *widget,
                         CsOfficeData *data);

G_END_DECLS
