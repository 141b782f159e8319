/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-checks.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsCheckBar:
 *
 * What is still missing, as links. Signal "jump" (guint: index of the check in the array last set).
 */
#define CS_TYPE_CHECK_BAR (cs_check_bar_get_type ())
G_DECLARE_FINAL_TYPE (CsCheckBar, cs_check_bar, CS, CHECK_BAR, AdwBin)

GtkWidget  *cs_check_bar_new (void);

/**
 * cs_check_bar_set:
 * @checks: (element-type CsCheck): what is missing
 *
 * Changes widgets only where the words differ: called for each key.
 */
void        cs_check_bar_set       (CsCheckBar *self,
                                    CsSession  *session,
                                    GArray     *checks);

/**
 * cs_check_bar_get_summary:
 *
 * Returns: (transfer none): all that is missing, one a line; "" if nothing is
 */
const char *cs_check_bar_get_summary (CsCheckBar *self);

/**
 * cs_check_bar_focus:
 *
 * Puts the focus on the first link.
 */
void        cs_check_bar_focus     (CsCheckBar *self);

G_END_DECLS
