/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsPostMenu:
 *
 * The button in the header bar of every page that shows one post: what can be done with it that is neither writing nor deciding.
 * Each act says below its name what it does, or why it cannot be done.
 */
#define CS_TYPE_POST_MENU (cs_post_menu_get_type ())
G_DECLARE_FINAL_TYPE (CsPostMenu, cs_post_menu, CS, POST_MENU, AdwBin)

/**
 * cs_post_menu_set_post:
 * @session: asked for the post whenever the menu opens
 * @post: id; 0 = not in the office yet
 */
void cs_post_menu_set_post (CsPostMenu *self,
                            CsSession  *session,
                            gint64      post);

G_END_DECLS
