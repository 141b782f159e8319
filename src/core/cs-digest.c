/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-digest.h"

#include <sodium.h>
#include <string.h>

#include "cs-error.h"

G_STATIC_ASSERT (CS_DIGEST_BYTES == crypto_hash_sha256_BYTES);

CsDigest
cs_digest_of_bytes (gconstpointer data,
                    gsize         size)
{
  CsDigest digest = { { 0 } };

  g_return_val_if_fail (data != NULL || size == 0, digest);

  crypto_hash_sha256 (digest.bytes, data, size);
  return digest;
}

gboolean
cs_digest_equal (const CsDigest *one,
                 const CsDigest *other)
{
  g_return_val_if_fail (one != NULL && other != NULL, FALSE);

  return memcmp (one->bytes, other->bytes, CS_DIGEST_BYTES) == 0;
}

gboolean
cs_digest_is_none (const CsDigest *digest)
{
  static const CsDigest none;

  return cs_digest_equal (digest, &none);
}

char *
cs_digest_to_hex (const CsDigest *digest)
{
  static const char digits[] = "0123456789abcdef";
  char *hex;

  g_return_val_if_fail (digest != NULL, NULL);

  hex = g_malloc (CS_DIGEST_HEX_SIZE);
  for (guint i = 0; i < CS_DIGEST_BYTES; i++)
    {
      hex[2 * i] = digits[digest->bytes[i] >> 4];
      hex[2 * i + 1] = digits[digest->bytes[i] & 0xf];
    }
  hex[CS_DIGEST_HEX_SIZE - 1] = '\0';

  return hex;
}

gboolean
cs_digest_from_hex (const char  *hex,
                    CsDigest    *digest,
                    GError     **error)
{
  CsDigest result;

  g_return_val_if_fail (digest != NULL, FALSE);

  if (hex == NULL || strlen (hex) != CS_DIGEST_HEX_SIZE - 1 ||
      strspn (hex, "0123456789abcdef") != CS_DIGEST_HEX_SIZE - 1)
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_INVALID,
                           "A digest is 64 lower-case hexadecimal digits");
      return FALSE;
    }

  for (guint i = 0; i < CS_DIGEST_BYTES; i++)
    result.bytes[i] = (guint8) (g_ascii_xdigit_value (hex[2 * i]) << 4 |
                                g_ascii_xdigit_value (hex[2 * i + 1]));
  *digest = result;

  return TRUE;
}
