/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cs-calendar.h"

G_BEGIN_DECLS

/**
 * CsYearView:
 *
 * Twelve small months: which days are worked, which are holidays (filled), and which are worked though they would be free (ringed). A tooltip names a day.
 */
#define CS_TYPE_YEAR_VIEW (cs_year_view_get_type ())
G_DECLARE_FINAL_TYPE (CsYearView, cs_year_view, CS, YEAR_VIEW, GtkWidget)

GtkWidget *cs_year_view_new (void);

/**
 * cs_year_view_set:
 * @calendar: not kept
 */
void       cs_year_view_set (CsYearView        *self,
                             const CsCalendar  *calendar,
                             guint              year);

G_END_DECLS
