/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * cs_account_card_new:
 * @may_change: whether the person may ask the network again and retire the account
 *
 * One account as a card. Its buttons are account.refresh and account.retire of the page (x: the account).
 */
GtkWidget *cs_account_card_new (const CsAccountInfo *account,
                                gboolean             may_change);

G_END_DECLS
