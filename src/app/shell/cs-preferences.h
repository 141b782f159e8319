/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-window.h"

G_BEGIN_DECLS

/**
 * cs_preferences_new:
 *
 * What a person may set for himself: colours, the practice office's language, the password.
 */
GtkWindow *cs_preferences_new (CsWindow *window);

G_END_DECLS
