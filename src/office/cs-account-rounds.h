/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-store.h"

G_BEGIN_DECLS

/* Private to src/office. */

/**
 * CsAccountRounds:
 *
 * A look at every account once a day, whether or not anybody asks for one: a login that has died is told of before a post needs it, one that would die of
 * not being used is used, and name, picture and limits are those of today. One account after the other, on a thread of its own.
 */
typedef struct _CsAccountRounds CsAccountRounds;

CsAccountRounds *cs_account_rounds_new  (CsStore         *store) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_account_rounds_turn:
 *
 * Begins to look at those accounts whose time it is, unless it is at that already. Quick; by the one process that publishes, as often as that looks
 * whether something is due. What was found is written then, and whom it concerns has a notice; what time may mend is looked at again an hour later.
 */
gboolean         cs_account_rounds_turn (CsAccountRounds *self,
                                         gint64           now,
                                         GError         **error);

/* Waits until all accounts of this round have been looked at. */
void             cs_account_rounds_wait (CsAccountRounds *self);

/* What is under way is cut short and waited for. */
void             cs_account_rounds_free (CsAccountRounds *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsAccountRounds, cs_account_rounds_free)

G_END_DECLS
