/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-checks.h"

G_BEGIN_DECLS

/**
 * CsSplitWindow:
 *
 * Proposes to make a thread of one text: shows the parts as they would be before anything is changed.
 *
 * Signal "chosen" (GPtrArray *: of char *, the parts; gboolean: whether they are to be numbered).
 */
#define CS_TYPE_SPLIT_WINDOW (cs_split_window_get_type ())
G_DECLARE_FINAL_TYPE (CsSplitWindow, cs_split_window, CS, SPLIT_WINDOW, AdwWindow)

/**
 * cs_split_window_new:
 * @language: of @text
 * @targets: (element-type CsTarget): every part is to fit all of them
 * @numbered: whether the parts are numbered at first
 */
CsSplitWindow *cs_split_window_new (const char *text,
                                    const char *language,
                                    GArray     *targets,
                                    gboolean    numbered) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
