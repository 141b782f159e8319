/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cs-content.h"

G_BEGIN_DECLS

/**
 * CsPreviewExtras:
 *
 * What stands beneath the text of a post in its preview: a poll as readers see it before they vote, the post that is quoted, who may reply and quote, the AI mark.
 */
#define CS_TYPE_PREVIEW_EXTRAS (cs_preview_extras_get_type ())
G_DECLARE_FINAL_TYPE (CsPreviewExtras, cs_preview_extras, CS, PREVIEW_EXTRAS, GtkWidget)

GtkWidget *cs_preview_extras_new (void);

/**
 * cs_preview_extras_set:
 * @first: whether the segment is the first of its thread
 *
 * Changes widgets only where something differs.
 */
void       cs_preview_extras_set (CsPreviewExtras *self,
                                  const CsContent *content,
                                  const CsSegment *segment,
                                  CsNetworkKind    network,
                                  gboolean         first);

G_END_DECLS
