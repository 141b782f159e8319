/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times are UTC microseconds since 1970 in a gint64, 0 for "not set"; where a person chose a wall-clock time, the zone's
 * IANA name goes with it. */

/**
 * cs_time_from_local:
 * @zone: IANA name
 *
 * The moment of a wall-clock time. A time skipped by summer time moves forward; one that occurs twice is the first.
 * Sets %CS_ERROR_INVALID for an unknown zone or an impossible date.
 */
gboolean cs_time_from_local (int          year,
                             int          month,
                             int          day,
                             int          hour,
                             int          minute,
                             const char  *zone,
                             gint64      *at,
                             GError     **error);

/**
 * cs_time_parse:
 * @text: ISO 8601 with offset or Z, or without ("2026-11-23T16:00"), then in @zone
 */
gboolean cs_time_parse      (const char  *text,
                             const char  *zone,
                             gint64      *at,
                             GError     **error);

/**
 * cs_time_format_iso:
 *
 * Returns: (transfer full): "2026-11-23T16:00:00Z"
 */
char    *cs_time_format_iso (gint64       at) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_time_format_near:
 *
 * Near times relative, others absolute, in @zone and the interface language: "in 12 min", "today 16:00", "Mon 09:00", "3 March 2027".
 */
char    *cs_time_format_near (gint64      at,
                              gint64      now,
                              const char *zone) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_time_format_full:
 *
 * Returns: (transfer full): date, time and zone in the interface language, for tooltips and records
 */
char    *cs_time_format_full (gint64      at,
                              const char *zone) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_time_local_zone:
 *
 * Returns: (transfer none): the IANA name of this computer's zone; "UTC" if it has none
 */
const char *cs_time_local_zone (void);

G_END_DECLS
