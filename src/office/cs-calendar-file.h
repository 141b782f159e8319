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
  guint   n_skipped; /* events that are no whole days, or that repeat otherwise than yearly */
} CsCalendarFile;

/**
 * cs_calendar_file_read:
 * @path: of the file
 * @now: repetitions are taken from a year before to ten years after it
 *
 * Reads every event of whole days (one or several, repeating yearly or not). A day is a working day where the event says so as calendars of Chinese
 * public holidays do (X-APPLE-SPECIAL-DAY, or a summary that ends in 班), else a day off. Blocks; on any thread, one at a time. Sets
 * %CS_ERROR_NOT_A_CALENDAR, %CS_ERROR_TOO_LARGE, %CS_ERROR_ENCODING, or what opening the file says.
 */
CsCalendarFile *cs_calendar_file_read (const char      *path,
                                       gint64           now,
                                       GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void            cs_calendar_file_free (CsCalendarFile  *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsCalendarFile, cs_calendar_file_free)

G_END_DECLS
