/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cs-connect-client.h"
#include "cs-session.h"

G_BEGIN_DECLS

/**
 * CsConnectFields:
 *
 * What one network asks for before an account on it can be connected, with what follows from each choice in plain words.
 *
 * CsConnectFields::changed: something was filled in.
 */
#define CS_TYPE_CONNECT_FIELDS (cs_connect_fields_get_type ())
G_DECLARE_FINAL_TYPE (CsConnectFields, cs_connect_fields, CS, CONNECT_FIELDS, AdwBin)

/**
 * cs_connect_fields_new:
 * @account: (nullable): the one to be connected again
 */
GtkWidget    *cs_connect_fields_new (CsSession           *session,
                                     CsNetworkKind        network,
                                     const CsAccountInfo *account);
gboolean      cs_connect_fields_is_valid (CsConnectFields     *self);

/* What was filled in; lends, until it is changed */
CsConnectWish cs_connect_fields_get      (CsConnectFields     *self);

G_END_DECLS
