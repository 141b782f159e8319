/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsPostRow:
 *
 * One post in any list: its text, state, accounts, drafter and section, time, thumbnails.
 */
#define CS_TYPE_POST_ROW (cs_post_row_get_type ())
G_DECLARE_FINAL_TYPE (CsPostRow, cs_post_row, CS, POST_ROW, AdwBin)

/**
 * cs_post_row_new:
 * @n_lines: of the post's text at most; with 1 all rows are equally high, for long lists
 */
GtkWidget *cs_post_row_new (guint             n_lines);

/**
 * cs_post_row_set:
 * @info: (nullable): %NULL shows a place that is still to be filled
 */
void       cs_post_row_set  (CsPostRow        *self,
                             CsSession        *session,
                             const CsPostInfo *info);

/**
 * cs_post_describe:
 *
 * Returns: (transfer full): the row in one sentence, for screen readers
 */
char      *cs_post_describe (const CsPostInfo *info) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_post_dup_words:
 *
 * Returns: (transfer full): how its text begins; of a withdrawal that says nothing in public, what it withdraws
 */
char      *cs_post_dup_words (const CsPostInfo *info) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_post_describe_who:
 *
 * Returns: (transfer full): author and section, and when it was published
 */
char      *cs_post_describe_who (const CsPostInfo *info) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
