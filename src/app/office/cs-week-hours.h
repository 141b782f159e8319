/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-calendar.h"

G_BEGIN_DECLS

/**
 * CsWeekHours:
 *
 * The ordinary working week, a row for each weekday with its shifts, to change in place.
 *
 * CsWeekHours::changed: the person changed something.
 */
#define CS_TYPE_WEEK_HOURS (cs_week_hours_get_type ())
G_DECLARE_FINAL_TYPE (CsWeekHours, cs_week_hours, CS, WEEK_HOURS, AdwBin)

GtkWidget *cs_week_hours_new (void);

/**
 * cs_week_hours_set_suffix:
 * @widget: (transfer floating): beside the title
 */
void       cs_week_hours_set_suffix (CsWeekHours     *self,
                                     GtkWidget       *widget);

void       cs_week_hours_set      (CsWeekHours       *self,
                                   const CsHours     *hours,
                                   guint              n_hours,
                                   gboolean           editable);

/**
 * cs_week_hours_get:
 * @problem: (out) (transfer none) (nullable): what will not do, in a sentence; %NULL if all is well
 *
 * Returns: (transfer full) (element-type CsHours): what stands in the rows
 */
GArray    *cs_week_hours_get      (CsWeekHours       *self,
                                   const char       **problem) G_GNUC_WARN_UNUSED_RESULT;

/* Weekday of 1 = Monday … 7 = Sunday, in the person's language. */
char      *cs_weekday_name        (guint              weekday) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
