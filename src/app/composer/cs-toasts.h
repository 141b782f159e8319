/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Toasts in the nearest AdwToastOverlay above a widget. */

/**
 * cs_toast_say:
 * @text: plain text
 */
void cs_toast_say   (GtkWidget      *widget,
                     const char     *text);

/**
 * cs_toast_error:
 * @what: (nullable): what it happened to, such as a file's name
 *
 * The sentence for @error; silent for a cancellation.
 */
void cs_toast_error (GtkWidget      *widget,
                     const char     *what,
                     const GError   *error);

/**
 * cs_toast_offer:
 * @button: what the button says, such as "Undo"
 * @callback: called with (toast, @user_data) if it is pressed
 * @destroy: frees @user_data when the toast is gone
 */
void cs_toast_offer (GtkWidget      *widget,
                     const char     *text,
                     const char     *button,
                     GCallback       callback,
                     gpointer        user_data,
                     GClosureNotify  destroy);

G_END_DECLS
