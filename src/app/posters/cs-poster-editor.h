/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-office.h"
#include "cs-poster.h"

G_BEGIN_DECLS

/**
 * CsPosterEditor:
 *
 * Where a poster is made: its layout and texts at the start, the poster as it will be published at the end. A window of its own.
 *
 * Signals: "insert" (the person wants it in the post), "set-aside" (the window was closed with work in it).
 */
#define CS_TYPE_POSTER_EDITOR (cs_poster_editor_get_type ())
G_DECLARE_FINAL_TYPE (CsPosterEditor, cs_poster_editor, CS, POSTER_EDITOR, AdwWindow)

/**
 * cs_poster_editor_new:
 * @poster: (nullable): what to begin with; otherwise an empty one in @language and the office's style
 * @alt_text: (nullable): its alt text; %NULL or "" = its own words
 * @existing: whether it stands in the post already
 */
CsPosterEditor *cs_poster_editor_new (CsOffice       *office,
                                      const CsPoster *poster,
                                      const char     *alt_text,
                                      const char     *language,
                                      gboolean        existing);

/* Returns: (transfer full): as it is now, complete or not */
CsPoster       *cs_poster_editor_dup_poster (CsPosterEditor *self) G_GNUC_WARN_UNUSED_RESULT;
char           *cs_poster_editor_dup_alt    (CsPosterEditor *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
