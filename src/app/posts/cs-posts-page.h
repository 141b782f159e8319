/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsPostsPage:
 *
 * Every post that the person may see, newest first, by state, section and words. Actions: page.search, page.open.
 */
#define CS_TYPE_POSTS_PAGE (cs_posts_page_get_type ())
G_DECLARE_FINAL_TYPE (CsPostsPage, cs_posts_page, CS, POSTS_PAGE, AdwBin)

GtkWidget *cs_posts_page_new (CsSession *session);

G_END_DECLS
