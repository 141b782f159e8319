/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-signature.h"

G_BEGIN_DECLS

/**
 * CsSecret:
 *
 * A secret while it is open: in memory that is not swapped, not dumped, guarded on both sides and zeroed at the end. Counted; any thread.
 */
typedef struct _CsSecret CsSecret;

/* What a sealed secret is for: one cannot be put in the other's place. */
typedef enum
{
  CS_SECRET_KEY,           /* an Ed25519 seed, 32 bytes */
  CS_SECRET_SECOND_FACTOR, /* a TOTP secret, 20 bytes */
} CsSecretKind;

#define CS_SEED_BYTES 32
#define CS_SECOND_FACTOR_BYTES 20

/**
 * cs_secret_new_random:
 *
 * A new secret of that kind, from the system's generator.
 */
CsSecret     *cs_secret_new_random   (CsSecretKind        kind) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_secret_new:
 * @bytes: copied; the caller wipes his own
 *
 * Sets %CS_ERROR_INVALID where @size is not that of @kind.
 */
CsSecret     *cs_secret_new          (CsSecretKind        kind,
                                      const guint8       *bytes,
                                      gsize               size,
                                      GError            **error) G_GNUC_WARN_UNUSED_RESULT;
CsSecret     *cs_secret_ref          (CsSecret           *secret);
void          cs_secret_unref        (CsSecret           *secret);
CsSecretKind  cs_secret_get_kind     (const CsSecret     *secret);
const guint8 *cs_secret_get_bytes    (const CsSecret     *secret,
                                      gsize              *size);

/**
 * cs_secret_seal:
 * @password: the person's own; "" in a practice office, where nothing is secret
 *
 * "CSK1" or "CST1", Argon2id's passes and KiB (4 bytes each, big endian), salt (16), nonce (24), then XSalsa20-Poly1305 (secretbox) of the
 * secret. The box's key is BLAKE2b over all bytes before the nonce, keyed with what Argon2id makes of password and salt: nothing of it can be changed
 * unseen. Slow (about 0.1 s) unless @password is empty: never on the main loop nor on the writer. Sets %CS_ERROR_FAILED without memory.
 *
 * Returns: (transfer full): the sealed bytes
 */
GBytes       *cs_secret_seal         (const CsSecret     *secret,
                                      const char         *password,
                                      GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_secret_open:
 *
 * The reverse; as slow. Sets %CS_ERROR_WRONG_PASSWORD (or the bytes were changed), %CS_ERROR_CORRUPT for what was never sealed here.
 */
CsSecret     *cs_secret_open         (CsSecretKind        kind,
                                      GBytes             *sealed,
                                      const char         *password,
                                      GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* The public key of a seed. */
CsPublicKey   cs_secret_get_public   (const CsSecret     *seed);

/**
 * cs_secret_sign:
 * @seed: of kind %CS_SECRET_KEY
 *
 * Ed25519 over the bytes as they are. Quick; any thread.
 */
CsSignature   cs_secret_sign         (const CsSecret     *seed,
                                      gconstpointer       data,
                                      gsize               size);

/* Overwrites a text with zeros where it stands; %NULL is nothing. */
void          cs_secret_erase_text   (char               *text);

/* Overwrites a text (a password, a code) with zeros before freeing it; %NULL is nothing. */
void          cs_secret_wipe_text    (char               *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CsSecret, cs_secret_unref)

G_END_DECLS
