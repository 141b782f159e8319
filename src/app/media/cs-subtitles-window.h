/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsSubtitlesWindow:
 *
 * A table of subtitles to read and mend: times, words, and what is wrong with each. They are kept once nothing is wrong that makes them unusable.
 *
 * CsSubtitlesWindow::kept: (const char *: language, const char *: digest in hex): they are among the media; the window closes.
 */
#define CS_TYPE_SUBTITLES_WINDOW (cs_subtitles_window_get_type ())
G_DECLARE_FINAL_TYPE (CsSubtitlesWindow, cs_subtitles_window, CS, SUBTITLES_WINDOW, AdwWindow)

/**
 * cs_subtitles_window_new:
 * @cues: (transfer full) (element-type CsCue): as they were read
 * @unreadable: (nullable) (element-type CsCueProblem): what could not be read of the file: told above the table
 * @language: that they are in
 * @duration_ms: of the film
 */
GtkWidget *cs_subtitles_window_new (GtkWindow  *parent,
                                    CsSession  *session,
                                    GPtrArray  *cues,
                                    GArray     *unreadable,
                                    const char *language,
                                    gint64      duration_ms);

/* Languages by their own names. Returns: (transfer none): the name of @code, or @code */
const char *cs_subtitles_language_name (const char *code);

G_END_DECLS
