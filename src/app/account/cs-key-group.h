/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsKeyGroup:
 *
 * One's own signing key: whether it is open, since when there is one, how it is told from others, and what to do if it is lost.
 * Asks for itself again when the session changes.
 */
#define CS_TYPE_KEY_GROUP (cs_key_group_get_type ())
G_DECLARE_FINAL_TYPE (CsKeyGroup, cs_key_group, CS, KEY_GROUP, AdwBin)

GtkWidget *cs_key_group_new (CsSession  *session);

/**
 * cs_key_group_refresh:
 *
 * Asks again, for what the session does not tell: that the key was opened.
 */
void       cs_key_group_refresh (CsKeyGroup *self);

G_END_DECLS
