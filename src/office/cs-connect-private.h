/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-connecting.h"

G_BEGIN_DECLS

/* Only for the files cs-connect-*.c. */

/**
 * cs_connect_read_wish:
 *
 * Returns: (transfer full): what the call's arguments ask for, without a flow; of an account that is mended, what is known of it is filled in
 */
CsConnecting *cs_connect_read_wish    (CsCall          *call,
                                       GError         **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether there is a place for the login, before anything is written that counts on it */
gboolean      cs_connect_try_place    (CsCall          *call,
                                       CsLogin         *login,
                                       GError         **error);

/**
 * cs_connect_keep_account:
 * @account: the one to be mended; 0 = a new one, or whichever it is
 * @unwanted: (out): set to %TRUE if the login is that of another account, and of none that is connected
 *
 * Writes the row of what was signed in to.
 *
 * Returns: (transfer full): the reply; where it is another account than the one to be mended, it names both, and nothing is written
 */
JsonObject   *cs_connect_keep_account (CsCall          *call,
                                       const CsLearnt  *learnt,
                                       gint64           account,
                                       const char      *access,
                                       const char      *colour,
                                       gboolean        *unwanted,
                                       GError         **error) G_GNUC_WARN_UNUSED_RESULT;

/* Keeps the login of the account that @reply names, or ends one that nobody wants */
gboolean      cs_connect_settle       (CsCall          *call,
                                       const CsLearnt  *learnt,
                                       gboolean         unwanted,
                                       JsonObject      *reply,
                                       GError         **error);

G_END_DECLS
