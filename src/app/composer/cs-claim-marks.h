/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cs-claims.h"

G_BEGIN_DECLS

/* Claims in a text view: underlined once where they stand on a source, twice where they still ask for one. */

/**
 * cs_claim_marks_show:
 * @buffer: holds the text of @segment
 *
 * Runs for each key; does nothing where neither text nor ties changed since the last time.
 */
void cs_claim_marks_show   (GtkTextBuffer   *buffer,
                            const CsSegment *segment,
                            guint            n_sources);

/**
 * cs_claim_marks_select:
 * @start: bytes into the text
 * @end: bytes, behind the last
 *
 * Selects the words and brings them into view.
 */
void cs_claim_marks_select (GtkTextView     *view,
                            gsize            start,
                            gsize            end);

/**
 * cs_claim_marks_get_selection:
 *
 * Returns: whether words are selected; then @start and @end are their bytes, without white space around them
 */
gboolean cs_claim_marks_get_selection (GtkTextView *view,
                                       gsize       *start,
                                       gsize       *end);

G_END_DECLS
