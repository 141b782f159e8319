/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-film-place.h"

G_BEGIN_DECLS

/**
 * CsFilmAccounts:
 *
 * How a film goes to each network of the post: as it is, as a smaller version that is made here with progress and cancel, or not at all and why.
 */
#define CS_TYPE_FILM_ACCOUNTS (cs_film_accounts_get_type ())
G_DECLARE_FINAL_TYPE (CsFilmAccounts, cs_film_accounts, CS, FILM_ACCOUNTS, AdwPreferencesGroup)

GtkWidget *cs_film_accounts_new (const CsFilmPlace *place);

G_END_DECLS
