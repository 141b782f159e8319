/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * cs_account_card_new:
 * @session: in whose office it is
 * @limits: (nullable) (element-type CsLimitInfo): of all accounts
 * @zone: in which times are shown
 * @may_change: whether the person may ask the network again, connect it again and retire it
 *
 * One account as a card: who it is, whether it works and what to do if not, when its sign-in ends, what is left of the network's limits, what it takes. Its buttons are actions of the
 * page (x: the account): page.refresh-account, page.reconnect-account, page.try-account, page.colour-account, page.retire-account.
 */
GtkWidget *cs_account_card_new (CsSession           *session,
                                const CsAccountInfo *account,
                                GPtrArray           *limits,
                                const char          *zone,
                                gint64               now,
                                gboolean             may_change);

G_END_DECLS
