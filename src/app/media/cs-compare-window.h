/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-picture-client.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsCompareWindow:
 *
 * A picture and what a network gets of it, side by side, pixel for pixel; both move together.
 */
#define CS_TYPE_COMPARE_WINDOW (cs_compare_window_get_type ())
G_DECLARE_FINAL_TYPE (CsCompareWindow, cs_compare_window, CS, COMPARE_WINDOW, AdwWindow)

GtkWidget *cs_compare_window_new (GtkWindow         *parent,
                                  CsSession         *session,
                                  const CsMediaItem *item,
                                  const CsFitting   *fitting);

G_END_DECLS
