/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsKeyRenewals:
 *
 * For administrators: whose key is lost, to ask for a new one, and what another administrator asked for, to confirm it. Hidden while there is neither.
 */
#define CS_TYPE_KEY_RENEWALS (cs_key_renewals_get_type ())
G_DECLARE_FINAL_TYPE (CsKeyRenewals, cs_key_renewals, CS, KEY_RENEWALS, AdwBin)

GtkWidget *cs_key_renewals_new (CsSession *session);

G_END_DECLS
