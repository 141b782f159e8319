/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * cs_second_factor_window_new:
 *
 * Sets up one's own second factor: shows the secret as a QR code and as text, and takes the first code that the telephone makes from it.
 */
GtkWindow *cs_second_factor_window_new        (GtkWindow *parent,
                                               CsSession *session);

/**
 * cs_second_factor_window_new_remove:
 *
 * Removes one's own second factor, against password and code.
 */
GtkWindow *cs_second_factor_window_new_remove (GtkWindow *parent,
                                               CsSession *session);

G_END_DECLS
