/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsCardPicker:
 *
 * A window with the office's source cards: searched as one types, newest first, more of them as one scrolls.
 *
 * Signal "picked" (CsSource *): one was chosen; the window closes.
 */
#define CS_TYPE_CARD_PICKER (cs_card_picker_get_type ())
G_DECLARE_FINAL_TYPE (CsCardPicker, cs_card_picker, CS, CARD_PICKER, AdwWindow)

GtkWidget *cs_card_picker_new (GtkWindow *parent,
                               CsSession *session);

/**
 * cs_today:
 *
 * Returns: (transfer full): ISO date, here
 */
char      *cs_today           (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
