/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * CsDayRow:
 *
 * A row of a form for a day, or a moment on the office's clock: typed as 2026-10-01 or 2026-10-01 09:00, or picked from a small calendar.
 *
 * CsDayRow::chosen: what stands there changed.
 */
#define CS_TYPE_DAY_ROW (cs_day_row_get_type ())
G_DECLARE_FINAL_TYPE (CsDayRow, cs_day_row, CS, DAY_ROW, AdwEntryRow)

/**
 * cs_day_row_new:
 * @zone: (nullable): IANA name of the office's zone, for a moment; %NULL asks for a day only
 */
GtkWidget *cs_day_row_new (const char *title,
                           const char *zone);

/**
 * cs_day_row_set_at:
 * @at: UTC, microseconds since 1970
 */
void       cs_day_row_set_at (CsDayRow   *self,
                              gint64      at);

/**
 * cs_day_row_get_at:
 *
 * Returns: UTC, microseconds since 1970 (of a day: its beginning in UTC); 0 while it cannot be read
 */
gint64     cs_day_row_get_at (CsDayRow   *self);

/**
 * cs_day_row_get_day:
 *
 * Returns: (transfer full) (nullable): "2026-10-01"; %NULL while it cannot be read
 */
char      *cs_day_row_get_day (CsDayRow  *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
