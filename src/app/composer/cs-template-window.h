/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsTemplateWindow:
 *
 * The office's snippets and templates of posts. One with fields asks for them before it is inserted.
 *
 * Signals: "snippet" (const char *): words to be inserted; "content" (CsContent *): a whole post to begin from, to be copied.
 */
#define CS_TYPE_TEMPLATE_WINDOW (cs_template_window_get_type ())
G_DECLARE_FINAL_TYPE (CsTemplateWindow, cs_template_window, CS, TEMPLATE_WINDOW, AdwWindow)

GtkWidget *cs_template_window_new (GtkWindow *parent,
                                   CsSession *session);

/**
 * cs_template_window_save:
 * @is_post: whether @content is a post's canonical content, else a snippet's words
 *
 * Asks for a name and saves a new template.
 */
void       cs_template_window_save (GtkWindow  *parent,
                                    CsSession  *session,
                                    gboolean    is_post,
                                    const char *language,
                                    const char *content);

G_END_DECLS
