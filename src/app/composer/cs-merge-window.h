/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-merge.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsMergeWindow:
 *
 * Two people changed one draft: each part that differs, as it was, as one made it and as the other made it; either can be taken.
 *
 * Signal "chosen" (GPtrArray *: of CsMergeRow, with the sides chosen).
 */
#define CS_TYPE_MERGE_WINDOW (cs_merge_window_get_type ())
G_DECLARE_FINAL_TYPE (CsMergeWindow, cs_merge_window, CS, MERGE_WINDOW, AdwWindow)

/**
 * cs_merge_window_new:
 * @rows: (transfer full) (element-type CsMergeRow):
 * @who: who made the other one
 */
CsMergeWindow *cs_merge_window_new (CsSession  *session,
                                    GPtrArray  *rows,
                                    const char *who) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
