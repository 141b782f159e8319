/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-content.h"
#include "cs-replies.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsPostPreviewPart:
 *
 * One segment of a post in a CsPostPreview.
 */
#define CS_TYPE_POST_PREVIEW_PART (cs_post_preview_part_get_type ())
G_DECLARE_FINAL_TYPE (CsPostPreviewPart, cs_post_preview_part, CS, POST_PREVIEW_PART, AdwBin)

GtkWidget *cs_post_preview_part_new (CsSession           *session);

/**
 * cs_post_preview_part_set:
 * @position: of the segment
 * @account: whose post it will be, or %NULL
 */
void       cs_post_preview_part_set (CsPostPreviewPart   *self,
                                     const CsContent     *content,
                                     guint                position,
                                     const CsAccountInfo *account);

/**
 * cs_post_preview_part_set_published:
 * @at: when it was published, or 0: shown as if now
 */
void       cs_post_preview_part_set_published (CsPostPreviewPart *self,
                                               gint64             at);

G_END_DECLS
