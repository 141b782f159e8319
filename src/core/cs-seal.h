/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-digest.h"

G_BEGIN_DECLS

/* The short form of a journal's head, for a printed seal that a person can type again years later. */

/**
 * cs_seal_to_code:
 *
 * The entry's number, then 19 characters with the first 95 bits of its hash and one that tells mistyping, in groups of four:
 * "1042 7QX4-9K2M-W0ZP-3RTA-HN8C". Only characters that are not mistaken for another (Crockford's Base32).
 *
 * Returns: (transfer full): the code
 */
char    *cs_seal_to_code   (gint64           sequence,
                            const CsDigest  *hash) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_seal_read_code:
 * @code: as typed: case, spaces and dashes do not matter, O is 0, I and L are 1
 * @sequence: (out): the entry it names
 *
 * Whether @code is one at all. Sets %CS_ERROR_INVALID for a mistyped one.
 */
gboolean cs_seal_read_code (const char      *code,
                            gint64          *sequence,
                            GError         **error);

/* Whether @code, which cs_seal_read_code() takes, is that of this entry. */
gboolean cs_seal_code_fits (const char      *code,
                            gint64           sequence,
                            const CsDigest  *hash);

G_END_DECLS
