/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-calendar.h"
#include "cs-db.h"

G_BEGIN_DECLS

/* Rows of the working calendar and of the clocks that run by it. See cs-office-rows.h for the manners. */

/**
 * cs_calendar_rows_get:
 * @zone: of the office
 * @language: of the office: where no hours were ever set, it works as offices of that language do
 * @from: days before this moment are left out, 0 = all
 *
 * Returns: (transfer full): the office's calendar
 */
CsCalendar *cs_calendar_rows_get       (CsDb              *db,
                                        const char        *zone,
                                        const char        *language,
                                        gint64             from,
                                        GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* All shifts, in place of those that were */
gboolean    cs_calendar_rows_set_hours (CsDb              *db,
                                        const CsCalendar  *calendar,
                                        GError           **error);

/* Adds or replaces. */
gboolean    cs_calendar_rows_set_day   (CsDb              *db,
                                        const CsSpecialDay *day,
                                        GError           **error);

/* NOT_FOUND where there is none */
gboolean    cs_calendar_rows_remove_day (CsDb             *db,
                                         gint32            day,
                                         GError          **error);

/* When the clock pass looks at the open stage of @post next; 0 = not any more */
gboolean    cs_clock_rows_set_next     (CsDb              *db,
                                        gint64             post,
                                        gint64             at,
                                        GError           **error);

/* Posts in review (gint64 ids) at which the clock pass has to look at @now, the longest waiting first */
GArray     *cs_clock_rows_list_due     (CsDb              *db,
                                        gint64             now,
                                        guint              limit,
                                        GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* Posts in review (gint64 ids), behind @after, by id */
GArray     *cs_clock_rows_list_open    (CsDb              *db,
                                        gint64             after,
                                        guint              limit,
                                        GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* The highest mark in per cent that was given for the stage that opened at @opened, 0 = none */
gboolean    cs_reminder_rows_get_last  (CsDb              *db,
                                        gint64             post,
                                        gint64             opened,
                                        guint             *mark,
                                        GError           **error);
gboolean    cs_reminder_rows_add       (CsDb              *db,
                                        gint64             post,
                                        gint64             opened,
                                        guint              mark,
                                        gint64             now,
                                        GError           **error);

/* After a new due time: marks above @mark are given anew, that of the escalation excepted */
gboolean    cs_reminder_rows_forget    (CsDb              *db,
                                        gint64             post,
                                        gint64             opened,
                                        guint              mark,
                                        GError           **error);

G_END_DECLS
