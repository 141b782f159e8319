/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-draft.h"

G_BEGIN_DECLS

/**
 * CsRightsWindow:
 *
 * Who made a picture and on what terms it may be shown: author, licence and its end, consent, the number of the map review, whether a machine made it. They go into the draft with Done.
 */
#define CS_TYPE_RIGHTS_WINDOW (cs_rights_window_get_type ())
G_DECLARE_FINAL_TYPE (CsRightsWindow, cs_rights_window, CS, RIGHTS_WINDOW, AdwWindow)

/* @part: segment, as cs_draft_find_part() counts */
GtkWidget *cs_rights_window_new (GtkWindow *parent,
                                 CsDraft   *draft,
                                 guint      part,
                                 guint      position);

G_END_DECLS
