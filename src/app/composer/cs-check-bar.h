/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-finding.h"

G_BEGIN_DECLS

/**
 * CsCheckBar:
 *
 * What holds the post back, as links; how much else was found, on a button that opens the panel of checks. Signal "jump" (guint: place of the finding in the array last set).
 *
 * CsCheckBar:open: whether the panel is wanted
 */
#define CS_TYPE_CHECK_BAR (cs_check_bar_get_type ())
G_DECLARE_FINAL_TYPE (CsCheckBar, cs_check_bar, CS, CHECK_BAR, AdwBin)

GtkWidget  *cs_check_bar_new (void);

/**
 * cs_check_bar_set:
 * @findings: (element-type CsFinding): what was found
 *
 * Changes widgets only where the words differ: called for each key.
 */
void        cs_check_bar_set       (CsCheckBar *self,
                                    GPtrArray  *findings);
gboolean    cs_check_bar_get_open  (CsCheckBar *self);
void        cs_check_bar_set_open  (CsCheckBar *self,
                                    gboolean    open);

/**
 * cs_check_bar_get_summary:
 *
 * Returns: (transfer none): all that holds the post back, one a line; "" if nothing does
 */
const char *cs_check_bar_get_summary (CsCheckBar *self);

/**
 * cs_check_bar_focus:
 *
 * Puts the focus on the first link.
 */
void        cs_check_bar_focus     (CsCheckBar *self);

G_END_DECLS
