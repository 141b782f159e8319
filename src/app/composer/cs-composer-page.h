/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsComposerPage:
 *
 * Where a post is written: text with live counts, pictures, charts, sources, release time, preview, what is still missing, autosave, submission.
 * Its actions: "composer.submit", "composer.add-picture", "composer.add-chart", "composer.toggle-side".
 */
#define CS_TYPE_COMPOSER_PAGE (cs_composer_page_get_type ())
G_DECLARE_FINAL_TYPE (CsComposerPage, cs_composer_page, CS, COMPOSER_PAGE, AdwBin)

/**
 * cs_composer_page_new:
 * @post: id, or 0 for a new post: the draft is made in the office at the first change, not before
 */
GtkWidget *cs_composer_page_new (CsSession            *session,
                                 gint64                post);

/**
 * cs_composer_page_get_post:
 *
 * Returns: the post's id; 0 while there is none yet
 */
gint64     cs_composer_page_get_post     (CsComposerPage       *self);

/**
 * cs_composer_page_flush_async:
 *
 * Saves what is not saved yet. A page that is taken off the screen does this by itself, and a window that is closed waits for it; whoever
 * changes the person at the seat must call it and wait first, since typing is saved as the person who typed.
 */
void       cs_composer_page_flush_async  (CsComposerPage       *self,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean   cs_composer_page_flush_finish (CsComposerPage       *self,
                                          GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS
