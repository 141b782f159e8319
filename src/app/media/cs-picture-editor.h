/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-draft.h"

G_BEGIN_DECLS

/**
 * CsPictureEditor:
 *
 * The window in which a picture of a draft is cut, turned, redacted and captioned. Nothing happens to it before Apply; then the office makes a new picture, which takes the old one's place
 * in the draft, with its alt text and rights.
 *
 * Signal "applied" (CsMediaItem *: what stood there before).
 */
#define CS_TYPE_PICTURE_EDITOR (cs_picture_editor_get_type ())
G_DECLARE_FINAL_TYPE (CsPictureEditor, cs_picture_editor, CS, PICTURE_EDITOR, AdwWindow)

/**
 * cs_picture_editor_new:
 * @part: segment, as cs_draft_find_part() counts
 * @position: of the picture in it
 */
GtkWidget *cs_picture_editor_new (GtkWindow *parent,
                                  CsDraft   *draft,
                                  guint      part,
                                  guint      position);

G_END_DECLS
