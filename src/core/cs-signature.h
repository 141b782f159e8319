/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CS_PUBLIC_KEY_BYTES 32
#define CS_SIGNATURE_BYTES 64

/**
 * CsPublicKey:
 *
 * The public half of an Ed25519 key, passed by value.
 */
typedef struct
{
  guint8 bytes[CS_PUBLIC_KEY_BYTES];
} CsPublicKey;

/**
 * CsSignature:
 *
 * An Ed25519 signature (RFC 8032), passed by value.
 */
typedef struct
{
  guint8 bytes[CS_SIGNATURE_BYTES];
} CsSignature;

/**
 * cs_signature_verify:
 *
 * Whether @signature is @key's over exactly these bytes. Any thread.
 */
gboolean cs_signature_verify     (const CsSignature  *signature,
                                  const CsPublicKey  *key,
                                  gconstpointer       data,
                                  gsize               size);

/**
 * cs_signature_to_hex:
 *
 * Returns: (transfer full): 128 lower-case hexadecimal digits
 */
char    *cs_signature_to_hex     (const CsSignature  *signature) G_GNUC_WARN_UNUSED_RESULT;

/**
 * cs_signature_from_hex:
 *
 * Takes exactly 128 lower-case hexadecimal digits. Sets %CS_ERROR_INVALID otherwise.
 */
gboolean cs_signature_from_hex   (const char         *hex,
                                  CsSignature        *signature,
                                  GError            **error);
gboolean cs_signature_equal      (const CsSignature  *one,
                                  const CsSignature  *other);

/* The same for public keys: 64 lower-case hexadecimal digits. */
char    *cs_public_key_to_hex    (const CsPublicKey  *key) G_GNUC_WARN_UNUSED_RESULT;
gboolean cs_public_key_from_hex  (const char         *hex,
                                  CsPublicKey        *key,
                                  GError            **error);
gboolean cs_public_key_equal     (const CsPublicKey  *one,
                                  const CsPublicKey  *other);

/**
 * cs_public_key_fingerprint:
 *
 * Returns: (transfer full): the start of the key's SHA-256 in groups that two people can read to each other: "3f9a 07c1 55de 20b8"
 */
char    *cs_public_key_fingerprint (const CsPublicKey *key) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
