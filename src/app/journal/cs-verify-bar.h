/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsVerifyBar:
 *
 * The proof of the whole office: progress with cancel while it runs, then a green seal line, or what was found.
 */
#define CS_TYPE_VERIFY_BAR (cs_verify_bar_get_type ())
G_DECLARE_FINAL_TYPE (CsVerifyBar, cs_verify_bar, CS, VERIFY_BAR, AdwBin)

GtkWidget *cs_verify_bar_new (CsSession   *session);
void       cs_verify_bar_start (CsVerifyBar *self);

G_END_DECLS
