/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-calendar.h"

G_BEGIN_DECLS

/* Limits of a calendar file that comes from anywhere. */
#define CS_CALENDAR_FILE_MAX_BYTES  (2 * 1024 * 1024)
#define CS_CALENDAR_FILE_MAX_DEPTH  6
#define CS_CALENDAR_FILE_MAX_EVENTS 5000

/**
 * CsCalendarFile:
 *
 * The special days of an .ics file.
 */
typedef struct
{
  GArray *days;      /* of CsSpecialDay, by date, each once; owned */
  guint   n_skipped; /* events that are no whole days, were cancelled, or repeat otherwise than yearly */
} CsCalendarFile;

/**
 * cs_calendar_file_parse:
 * @data: (array length=size): what an .ics file holds; of any origin
 * @now: repetitions are taken from a year before to ten years after it
 *
 * Reads every event of whole days (one or several, repeating yearly or not). A day is a working day where the event says so as calendars of Chinese
 * public holidays do (X-APPLE-SPECIAL-DAY, or a summary that ends in 班 or has 补班), else a day off. Any thread, one at a time. Sets
 * %CS_ERROR_NOT_A_CALENDAR, %CS_ERROR_TOO_LARGE or %CS_ERROR_ENCODING.
 */
CsCalendarFile *cs_calendar_file_parse (const char     *data,
                                        gsize           size,
                                        gint64          now,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same of the file @path; also sets what opening it says. Blocks. */
CsCalendarFile *cs_calendar_file_read (const char      *path,
                                       gint64           now,
                                       GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void            cs_calendar_file_free (CsCalendarFile  *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCalendarFile, cs_calendar_file_free)

G_END_DECLS
