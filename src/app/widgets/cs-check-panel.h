/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-finding.h"

G_BEGIN_DECLS

/**
 * CsCheckPanel:
 *
 * What the checks found, what blocks before what warns, what was waived last; each with its reason. The same in composer and sheet.
 *
 * CsCheckPanel::jump (guint): to the spot of the finding at that place of the array last set
 * CsCheckPanel::waive (guint, string): that finding, with the reason that was typed
 */
#define CS_TYPE_CHECK_PANEL (cs_check_panel_get_type ())
G_DECLARE_FINAL_TYPE (CsCheckPanel, cs_check_panel, CS, CHECK_PANEL, AdwBin)

/**
 * cs_check_panel_new:
 * @jumps: whether there are spots to jump to
 */
GtkWidget *cs_check_panel_new (gboolean jumps) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_check_panel_set:
 * @findings: (element-type CsFinding): kept
 * @roles: of who looks at it
 * @contributor: whether he wrote part of the post
 *
 * Changes widgets only where something else was found: called for each key.
 */
void       cs_check_panel_set (CsCheckPanel *self,
                               GPtrArray    *findings,
                               CsRoles       roles,
                               gboolean      contributor);

/**
 * cs_check_panel_dup_summary:
 *
 * Returns: (transfer full): “Checks: 1 to mend, 2 warnings, 1 waived”
 */
char      *cs_check_panel_dup_summary (GPtrArray *findings) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
