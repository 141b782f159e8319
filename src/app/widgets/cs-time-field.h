/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CsTimeField:
 *
 * Date, time and zone of a moment to come, with shortcuts. Says which weekday it is and how long from now; a time in the past is
 * refused in words. Emits "changed" when the person chose another moment or zone, never for cs_time_field_set().
 */
#define CS_TYPE_TIME_FIELD (cs_time_field_get_type ())
G_DECLARE_FINAL_TYPE (CsTimeField, cs_time_field, CS, TIME_FIELD, AdwBin)

GtkWidget  *cs_time_field_new (void);

/**
 * cs_time_field_set:
 * @at: UTC microseconds, 0 = not chosen yet: then tomorrow 9:00 in @zone is proposed (and not reported as chosen)
 * @zone: IANA name; "" or an unknown one counts as UTC
 */
void        cs_time_field_set      (CsTimeField *self,
                                    gint64       at,
                                    const char  *zone);

/**
 * cs_time_field_get_at:
 *
 * Returns: UTC microseconds, also if it has passed; 0 while the time cannot be read
 */
gint64      cs_time_field_get_at   (CsTimeField *self);
const char *cs_time_field_get_zone (CsTimeField *self);

/**
 * cs_time_field_is_valid:
 *
 * Whether the time can be read and is still to come.
 */
gboolean    cs_time_field_is_valid (CsTimeField *self);

G_END_DECLS
