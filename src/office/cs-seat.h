/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-sealed-key.h"
#include "cs-store.h"

G_BEGIN_DECLS

/**
 * cs_seat_take:
 * @key: (out): id of the person's key, 0 = he has none
 * @secret: (out) (transfer full) (nullable): that key, opened; %NULL where it cannot sign
 *
 * A seat in a practice office, which is taken without a password: the key is opened, or made where there is none yet. Blocks. Sets %CS_ERROR_FORBIDDEN in an
 * office that is none for practice. Private to src/office.
 */
gboolean cs_seat_take (CsStore    *store,
                       gint64      person,
                       gint64      now,
                       gint64     *key,
                       CsSecret  **secret,
                       GError    **error);

G_END_DECLS
