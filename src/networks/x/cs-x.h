/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-network.h"

G_BEGIN_DECLS

/* Where X is; an account of a practice office lives on loopback instead. */
#define CS_X_ADDRESS "https://api.x.com"

/* The X API v2. Use cs_network_get(). */
extern const CsNetwork cs_x_network;

G_END_DECLS
