/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsAccountsPage:
 *
 * The office's accounts, a card each: health in words, what it can take. Action: page.add.
 */
#define CS_TYPE_ACCOUNTS_PAGE (cs_accounts_page_get_type ())
G_DECLARE_FINAL_TYPE (CsAccountsPage, cs_accounts_page, CS, ACCOUNTS_PAGE, AdwBin)

GtkWidget *cs_accounts_page_new (CsSession *session);

G_END_DECLS
