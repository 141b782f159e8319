/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-call.h"

G_BEGIN_DECLS

/**
 * cs_seal_make:
 *
 * What seal.make answers: the journal's head, signed and journalled. Private to src/office.
 */
JsonObject *cs_seal_make (CsCall  *call,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
