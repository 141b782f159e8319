/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-replies.h"

G_BEGIN_DECLS

/**
 * CsPostItem:
 *
 * One row of a CsPostListModel: a post, or the place of one that is still to be asked for. Property "loaded".
 */
#define CS_TYPE_POST_ITEM (cs_post_item_get_type ())
G_DECLARE_FINAL_TYPE (CsPostItem, cs_post_item, CS, POST_ITEM, GObject)

CsPostItem       *cs_post_item_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_post_item_get_info:
 *
 * Returns: (transfer none) (nullable): %NULL until loaded
 */
const CsPostInfo *cs_post_item_get_info (CsPostItem       *self);

/**
 * cs_post_item_set_info:
 *
 * Copies @info and notifies "loaded", also when it was loaded before.
 */
void              cs_post_item_set_info (CsPostItem       *self,
                                         const CsPostInfo *info);

G_END_DECLS
