/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-db.h"

G_BEGIN_DECLS

/**
 * cs_search_make_match:
 * @words: as a person typed them; quotes and operators are text like any other
 *
 * Returns: (transfer full): an FTS5 expression that wants all of the words, or %NULL if there is nothing in @words to look for
 */
char     *cs_search_make_match  (const char  *words) G_GNUC_WARN_UNUSED_RESULT;

/* Writes the text by which @post is found; the index follows by triggers. */
gboolean  cs_search_rows_set    (CsDb        *db,
                                 gint64       post,
                                 const char  *text,
                                 GError     **error);

G_END_DECLS
