/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-content.h"

G_BEGIN_DECLS

/**
 * cs_poll_say_duration:
 *
 * Returns: (transfer full): "1 day", "12 hours", "90 minutes": in the largest unit that it is whole in
 */
char *cs_poll_say_duration (guint         minutes) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_poll_say:
 *
 * Returns: (transfer full): how long it is open and how many answers may be given: "Open for 1 day · several answers"
 */
char *cs_poll_say          (const CsPoll *poll) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
