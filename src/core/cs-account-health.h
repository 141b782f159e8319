/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * An account’s health: the nick of the CsError that the last look at it, or the last post on it, ended with; "" = well.
 */

/* Returns: what is the matter, and what to do; translated, static; "" if it is well */
const char *cs_account_health_sentence      (const char *health);

/* Whether signing in again is what helps */
gboolean    cs_account_health_wants_sign_in (const char *health);

/**
 * cs_account_health_lasts:
 *
 * Whether somebody has to act. All else, such as a network that cannot be reached, time may mend, and a look that nobody asked for says nothing of it.
 */
gboolean    cs_account_health_lasts         (const char *health);

G_END_DECLS
