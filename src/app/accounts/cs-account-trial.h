/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * cs_account_trial_is_offered:
 *
 * Whether the network of @account has posts that only the account itself sees.
 */
gboolean cs_account_trial_is_offered (const CsAccountInfo *account);

/**
 * cs_account_trial_ask:
 * @page: over which it is asked and told
 *
 * Explains a test post to oneself, sends it if the person says yes, and tells what came of it.
 */
void     cs_account_trial_ask        (GtkWidget           *page,
                                      CsSession           *session,
                                      const CsAccountInfo *account,
                                      GCancellable        *cancellable);

G_END_DECLS
