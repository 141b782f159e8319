/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-content.h"
#include "cs-post-preview-part.h"
#include "cs-replies.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsPostPreview:
 *
 * A post as its network will show it: avatar, name, text with links, mentions and hashtags coloured, pictures cropped as there, content
 * warning. The same for composer and sheet. Nothing in it can be pressed but marked words.
 *
 * CsPostPreview::mark-pressed (gint64 id): somebody clicked on words marked by cs_post_preview_set_marks().
 */
#define CS_TYPE_POST_PREVIEW (cs_post_preview_get_type ())
G_DECLARE_FINAL_TYPE (CsPostPreview, cs_post_preview, CS, POST_PREVIEW, AdwBin)

GtkWidget *cs_post_preview_new (CsSession           *session);

/**
 * cs_post_preview_set:
 * @account: whose post it will be; %NULL while none is chosen
 *
 * Copies what it needs. Cheap enough to call for each key: only what differs changes, pictures load off the main loop.
 */
void       cs_post_preview_set (CsPostPreview       *self,
                                const CsContent     *content,
                                const CsAccountInfo *account);

/**
 * cs_post_preview_set_published:
 * @segment: which one of those shown
 * @at: when it was published on the account shown, or 0: it is shown as if it went out now
 */
void       cs_post_preview_set_published (CsPostPreview *self,
                                          guint          segment,
                                          gint64         at);

/**
 * cs_post_preview_set_selectable:
 *
 * Whether words of the texts can be selected.
 */
void       cs_post_preview_set_selectable (CsPostPreview *self,
                                           gboolean       selectable);

/**
 * cs_post_preview_get_selection:
 * @segment: (out): where words are selected, counted over all parts of the content
 * @start: (out): characters of its text as it is written
 * @end: (out): behind the last
 *
 * Returns: whether any words are selected
 */
gboolean   cs_post_preview_get_selection  (CsPostPreview *self,
                                           guint         *segment,
                                           guint         *start,
                                           guint         *end);

/**
 * cs_post_preview_set_marks:
 * @marks: (element-type CsPreviewMark): words that are marked
 */
void       cs_post_preview_set_marks      (CsPostPreview *self,
                                           GArray        *marks);

/**
 * cs_post_preview_get_place:
 *
 * Returns: how far below the top of the preview a character of a segment stands, pixels
 */
double     cs_post_preview_get_place      (CsPostPreview *self,
                                           guint          segment,
                                           guint          start);

G_END_DECLS
