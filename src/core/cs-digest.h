/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CS_DIGEST_BYTES 32

/**
 * CsDigest:
 *
 * A SHA-256 value, passed by value. All zero means "none".
 */
typedef struct
{
  guint8 bytes[CS_DIGEST_BYTES];
} CsDigest;

#define CS_DIGEST_HEX_SIZE (2 * CS_DIGEST_BYTES + 1)

CsDigest cs_digest_of_bytes   (gconstpointer   data,
                               gsize           size);
gboolean cs_digest_equal      (const CsDigest *one,
                               const CsDigest *other);
gboolean cs_digest_is_none    (const CsDigest *digest);

/**
 * cs_digest_to_hex:
 *
 * Returns: (transfer full): 64 lower-case hexadecimal digits
 */
char    *cs_digest_to_hex     (const CsDigest *digest) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_digest_from_hex:
 *
 * Takes exactly 64 lower-case hexadecimal digits. Sets %CS_ERROR_INVALID otherwise.
 */
gboolean cs_digest_from_hex   (const char     *hex,
                               CsDigest       *digest,
                               GError        **error);

G_END_DECLS
