/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-pkce.h"

#include <sodium.h>
#include <string.h>

#define VERIFIER_BYTES 32

char *
cs_base64url (gconstpointer bytes,
              gsize         size)
{
  gsize room = sodium_base64_encoded_len (size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  char *text = g_malloc (room);

  return sodium_bin2base64 (text, room, bytes, size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

char *
cs_pkce_make_verifier (void)
{
  guint8 bytes[VERIFIER_BYTES];
  char *text;

  randombytes_buf (bytes, sizeof bytes);
  text = cs_base64url (bytes, sizeof bytes);
  explicit_bzero (bytes, sizeof bytes);

  return text;
}

char *
cs_pkce_make_challenge (const char *verifier)
{
  guint8 digest[crypto_hash_sha256_BYTES];

  crypto_hash_sha256 (digest, (const guint8 *) verifier, strlen (verifier));

  return cs_base64url (digest, sizeof digest);
}

gboolean
cs_pkce_equal (const char *one,
               const char *other)
{
  gsize size = strlen (one);

  return size == strlen (other) && sodium_memcmp (one, other, size) == 0;
}
