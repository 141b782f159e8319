/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-network.h"

G_BEGIN_DECLS

/* The Mastodon client API, for Mastodon and for the practice network. Use cs_network_get(). */
extern const CsNetwork cs_mastodon_network;
extern const CsNetwork cs_mastodon_practice_network;

G_END_DECLS
