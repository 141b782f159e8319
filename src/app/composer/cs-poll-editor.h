/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-draft.h"

G_BEGIN_DECLS

/**
 * CsPollEditor:
 *
 * The poll of one part: its answers, how long it is open, whether several may be given. Hidden while the part has none.
 */
#define CS_TYPE_POLL_EDITOR (cs_poll_editor_get_type ())
G_DECLARE_FINAL_TYPE (CsPollEditor, cs_poll_editor, CS, POLL_EDITOR, AdwBin)

GtkWidget *cs_poll_editor_new (CsDraft      *draft,
                               guint         part);
void       cs_poll_editor_set_part (CsPollEditor *self,
                                    guint         part);

/**
 * cs_poll_editor_refresh:
 *
 * Shows what the draft holds now.
 */
void       cs_poll_editor_refresh  (CsPollEditor *self);

/**
 * cs_poll_editor_focus:
 *
 * Puts the focus into the answer at @option, counted from 0.
 */
void       cs_poll_editor_focus    (CsPollEditor *self,
                                    guint         option);

G_END_DECLS
