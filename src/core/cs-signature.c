/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-signature.h"

#include <sodium.h>
#include <string.h>

#include "cs-digest.h"
#include "cs-error.h"

G_STATIC_ASSERT (CS_PUBLIC_KEY_BYTES == crypto_sign_PUBLICKEYBYTES);
G_STATIC_ASSERT (CS_SIGNATURE_BYTES == crypto_sign_BYTES);

#define FINGERPRINT_GROUPS 4
#define GROUP_DIGITS 4

gboolean
cs_signature_verify (const CsSignature *signature,
                     const CsPublicKey *key,
                     gconstpointer      data,
                     gsize              size)
{
  g_return_val_if_fail (signature != NULL && key != NULL && data != NULL, FALSE);

  return crypto_sign_verify_detached (signature->bytes, data, size, key->bytes) == 0;
}

static char *
to_hex (const guint8 *bytes,
        gsize         size)
{
  char *hex = g_malloc (2 * size + 1);

  return sodium_bin2hex (hex, 2 * size + 1, bytes, size);
}

/* Only one spelling is taken: what is compared as text must not have two. */
static gboolean
from_hex (const char  *hex,
          guint8      *bytes,
          gsize        size,
          const char  *what,
          GError     **error)
{
  if (hex != NULL && strlen (hex) == 2 * size && strspn (hex, "0123456789abcdef") == 2 * size &&
      sodium_hex2bin (bytes, size, hex, 2 * size, NULL, NULL, NULL) == 0)
    return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_INVALID,
               "A %s is %" G_GSIZE_FORMAT " lower-case hexadecimal digits", what, 2 * size);
  return FALSE;
}

char *
cs_signature_to_hex (const CsSignature *signature)
{
  g_return_val_if_fail (signature != NULL, NULL);

  return to_hex (signature->bytes, CS_SIGNATURE_BYTES);
}

gboolean
cs_signature_from_hex (const char   *hex,
                       CsSignature  *signature,
                       GError      **error)
{
  g_return_val_if_fail (signature != NULL, FALSE);

  return from_hex (hex, signature->bytes, CS_SIGNATURE_BYTES, "signature", error);
}

gboolean
cs_signature_equal (const CsSignature *one,
                    const CsSignature *other)
{
  return memcmp (one->bytes, other->bytes, CS_SIGNATURE_BYTES) == 0;
}

char *
cs_public_key_to_hex (const CsPublicKey *key)
{
  g_return_val_if_fail (key != NULL, NULL);

  return to_hex (key->bytes, CS_PUBLIC_KEY_BYTES);
}

gboolean
cs_public_key_from_hex (const char   *hex,
                        CsPublicKey  *key,
                        GError      **error)
{
  g_return_val_if_fail (key != NULL, FALSE);

  return from_hex (hex, key->bytes, CS_PUBLIC_KEY_BYTES, "public key", error);
}

gboolean
cs_public_key_equal (const CsPublicKey *one,
                     const CsPublicKey *other)
{
  return memcmp (one->bytes, other->bytes, CS_PUBLIC_KEY_BYTES) == 0;
}

char *
cs_public_key_fingerprint (const CsPublicKey *key)
{
  CsDigest digest = cs_digest_of_bytes (key->bytes, CS_PUBLIC_KEY_BYTES);
  g_autofree char *hex = cs_digest_to_hex (&digest);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < FINGERPRINT_GROUPS; i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append_len (text, hex + i * GROUP_DIGITS, GROUP_DIGITS);
    }

  return g_string_free (text, FALSE);
}
