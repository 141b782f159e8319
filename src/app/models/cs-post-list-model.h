/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-post-item.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsPostListModel:
 *
 * All posts of a filter, a million if need be, as a GListModel of CsPostItem. The first page is there at once; then the page directory (how many there are, and the key that starts every page), and each page when one of its rows is asked for. Only rows that somebody holds exist. A
 * change in the office starts a new generation: answers to an older one are dropped.
 *
 * Properties "loading" (the first answer is still to come). Signal "failed" (const GError *).
 */
#define CS_TYPE_POST_LIST_MODEL (cs_post_list_model_get_type ())
G_DECLARE_FINAL_TYPE (CsPostListModel, cs_post_list_model, CS, POST_LIST_MODEL, GObject)

CsPostListModel *cs_post_list_model_new (CsSession       *session) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_post_list_model_set_filter:
 * @state: (nullable): nick of a state; %NULL = all
 * @section: 0 = all
 * @search: (nullable): words; %NULL or "" = all
 *
 * Asks anew.
 */
void             cs_post_list_model_set_filter (CsPostListModel *self,
                                                const char      *state,
                                                gint64           section,
                                                const char      *search);
gboolean         cs_post_list_model_is_loading (CsPostListModel *self);

/**
 * cs_post_list_model_find:
 *
 * Returns: where the post of that id stands now, as far as its page is known; or %GTK_INVALID_LIST_POSITION
 */
guint            cs_post_list_model_find       (CsPostListModel *self,
                                                gint64           post);

/**
 * cs_post_list_model_get_n_pages_asked:
 *
 * For tests: how many pages have been asked for so far, in all generations.
 */
guint            cs_post_list_model_get_n_pages_asked (CsPostListModel *self);

G_END_DECLS
