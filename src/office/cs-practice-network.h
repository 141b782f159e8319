/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-practice-host.h"
#include "cs-store.h"

G_BEGIN_DECLS

/**
 * cs_practice_network_start:
 * @host: (inout): set if this process serves the network from now on; the caller stops it
 *
 * Serves the practice network of the office in @store, unless some program does already, and lets its accounts know where it is. Private to src/office.
 */
gboolean cs_practice_network_start (CsStore         *store,
                                    gint64           now,
                                    CsPracticeHost **host,
                                    GError         **error);

G_END_DECLS
