/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsAccountAvatar:
 *
 * An account's own picture on its network; its initials until that is there, and where it has none. Says nothing to a screen reader: the name always stands beside it.
 */
#define CS_TYPE_ACCOUNT_AVATAR (cs_account_avatar_get_type ())
G_DECLARE_FINAL_TYPE (CsAccountAvatar, cs_account_avatar, CS, ACCOUNT_AVATAR, AdwBin)

/* @size: pixels */
GtkWidget *cs_account_avatar_new (int                  size);

/**
 * cs_account_avatar_set:
 * @account: (nullable): %NULL = a shape of nobody
 *
 * Cheap to call again; the picture is read off the main loop.
 */
void       cs_account_avatar_set (CsAccountAvatar     *self,
                                  CsSession           *session,
                                  const CsAccountInfo *account);

G_END_DECLS
