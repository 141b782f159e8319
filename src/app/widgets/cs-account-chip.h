/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsAccountChip:
 *
 * An account of the office: the account's colour as a band, and its handle. The tooltip has name, network and address.
 */
#define CS_TYPE_ACCOUNT_CHIP (cs_account_chip_get_type ())
G_DECLARE_FINAL_TYPE (CsAccountChip, cs_account_chip, CS, ACCOUNT_CHIP, AdwBin)

GtkWidget *cs_account_chip_new (void);
void       cs_account_chip_set (CsAccountChip       *self,
                                const CsAccountInfo *account);

/**
 * cs_account_chip_show_face:
 *
 * Puts the account's picture, or its initials, before the handle: where people choose an account, or look what goes out where.
 */
void       cs_account_chip_show_face (CsAccountChip       *self,
                                      CsSession           *session,
                                      const CsAccountInfo *account);

/**
 * cs_account_describe:
 *
 * Returns: (transfer full): what the tooltip says: name, network, server
 */
char      *cs_account_describe (const CsAccountInfo *account) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
