/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-sealed-key.h"

#include <sodium.h>
#include <string.h>

#include "cs-error.h"

#define PASSES 3
#define KIBIBYTES (64 * 1024)

/* Without a password there is nothing to slow down. */
#define PASSES_WITHOUT 1
#define KIBIBYTES_WITHOUT 8

/* A changed number must not take the whole machine. */
#define MAX_PASSES 16
#define MAX_KIBIBYTES (1024 * 1024)

#define MAGIC_BYTES 4
#define HEADER_BYTES (MAGIC_BYTES + 4 + 4 + crypto_pwhash_SALTBYTES)
#define BOX_AT (HEADER_BYTES + crypto_secretbox_NONCEBYTES)

G_STATIC_ASSERT (CS_SEED_BYTES == crypto_sign_SEEDBYTES);

static const struct
{
  char  magic[MAGIC_BYTES + 1];
  gsize size;
} kinds[] = {
  [CS_SECRET_KEY] = { "CSK1", CS_SEED_BYTES },
  [CS_SECRET_SECOND_FACTOR] = { "CST1", CS_SECOND_FACTOR_BYTES },
};

struct _CsSecret
{
  gatomicrefcount  ref_count;
  CsSecretKind     kind;
  guint8          *bytes;      /* from sodium_malloc(); owned */
  guint8          *secret_key; /* the pair that libsodium signs with; from sodium_malloc(), owned; NULL unless a key */
  CsPublicKey      public_key;
};

static void
start_sodium (void)
{
  if (sodium_init () < 0)
    g_error ("libsodium cannot start on this machine");
}

/* sodium_malloc() fails where no more memory may be locked: that is no reason to lose the secret's owner his work. */
static guint8 *
allocate (gsize size)
{
  guint8 *bytes = sodium_malloc (size);

  if (bytes == NULL)
    g_error ("No memory for a secret of %" G_GSIZE_FORMAT " bytes", size);
  return bytes;
}

static CsSecret *
allocate_secret (CsSecretKind kind)
{
  CsSecret *secret = NULL;

  start_sodium ();
  secret = g_new0 (CsSecret, 1);
  g_atomic_ref_count_init (&secret->ref_count);
  secret->kind = kind;
  secret->bytes = allocate (kinds[kind].size);
  return secret;
}

/* After the bytes are there: the pair, and from then on nobody writes. */
static CsSecret *
finish_secret (CsSecret *secret)
{
  if (secret->kind == CS_SECRET_KEY)
    {
      secret->secret_key = allocate (crypto_sign_SECRETKEYBYTES);
      crypto_sign_seed_keypair (secret->public_key.bytes, secret->secret_key, secret->bytes);
      sodium_mprotect_readonly (secret->secret_key);
    }
  sodium_mprotect_readonly (secret->bytes);
  return secret;
}

CsSecret *
cs_secret_new_random (CsSecretKind kind)
{
  CsSecret *secret = allocate_secret (kind);

  randombytes_buf (secret->bytes, kinds[kind].size);
  return finish_secret (secret);
}

CsSecret *
cs_secret_new (CsSecretKind   kind,
               const guint8  *bytes,
               gsize          size,
               GError       **error)
{
  CsSecret *secret = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (size != kinds[kind].size)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "A secret of this kind has %" G_GSIZE_FORMAT " bytes",
                   kinds[kind].size);
      return NULL;
    }

  secret = allocate_secret (kind);
  memcpy (secret->bytes, bytes, size);
  return finish_secret (secret);
}

CsSecret *
cs_secret_ref (CsSecret *secret)
{
  g_return_val_if_fail (secret != NULL, NULL);

  g_atomic_ref_count_inc (&secret->ref_count);
  return secret;
}

void
cs_secret_unref (CsSecret *secret)
{
  if (secret == NULL || !g_atomic_ref_count_dec (&secret->ref_count))
    return;

  sodium_free (secret->bytes); /* zeroes */
  sodium_free (secret->secret_key);
  g_free (secret);
}

CsSecretKind
cs_secret_get_kind (const CsSecret *secret)
{
  g_return_val_if_fail (secret != NULL, CS_SECRET_KEY);

  return secret->kind;
}

const guint8 *
cs_secret_get_bytes (const CsSecret *secret,
                     gsize          *size)
{
  g_return_val_if_fail (secret != NULL, NULL);

  if (size != NULL)
    *size = kinds[secret->kind].size;
  return secret->bytes;
}

static void
put_number (guint8  *at,
            guint32  number)
{
  guint32 big_endian = GUINT32_TO_BE (number);

  memcpy (at, &big_endian, sizeof big_endian);
}

static guint32
get_number (const guint8 *at)
{
  guint32 big_endian;

  memcpy (&big_endian, at, sizeof big_endian);
  return GUINT32_FROM_BE (big_endian);
}

/* The key of the box from the password and everything that stands in the header. NULL without memory. */
static guint8 *
derive_key (const guint8 *header,
            const char   *password)
{
  g_autofree char *normal = g_utf8_normalize (password, -1, G_NORMALIZE_NFC);
  const char *used = normal != NULL ? normal : password;
  guint8 *stretched = allocate (crypto_generichash_KEYBYTES);
  guint8 *key = allocate (crypto_secretbox_KEYBYTES);
  int failed;

  failed = crypto_pwhash (stretched, crypto_generichash_KEYBYTES, used, strlen (used),
                          header + MAGIC_BYTES + 8, get_number (header + MAGIC_BYTES),
                          (gsize) get_number (header + MAGIC_BYTES + 4) * 1024, crypto_pwhash_ALG_ARGON2ID13);
  if (!failed)
    crypto_generichash (key, crypto_secretbox_KEYBYTES, header, HEADER_BYTES,
                        stretched, crypto_generichash_KEYBYTES);
  if (normal != NULL)
    sodium_memzero (normal, strlen (normal));
  sodium_free (stretched);
  if (!failed)
    return key;

  sodium_free (key);
  return NULL;
}

GBytes *
cs_secret_seal (const CsSecret  *secret,
                const char      *password,
                GError         **error)
{
  gsize size = 0;
  gsize sealed_size;
  guint8 *sealed = NULL;
  guint8 *key = NULL;

  g_return_val_if_fail (secret != NULL && password != NULL, NULL);

  size = kinds[secret->kind].size;
  sealed_size = BOX_AT + crypto_secretbox_MACBYTES + size;
  sealed = g_malloc (sealed_size);
  memcpy (sealed, kinds[secret->kind].magic, MAGIC_BYTES);
  put_number (sealed + MAGIC_BYTES, *password ? PASSES : PASSES_WITHOUT);
  put_number (sealed + MAGIC_BYTES + 4, *password ? KIBIBYTES : KIBIBYTES_WITHOUT);
  randombytes_buf (sealed + MAGIC_BYTES + 8, BOX_AT - MAGIC_BYTES - 8);
  if (!(key = derive_key (sealed, password)))
    {
      g_free (sealed);
      g_set_error_literal (error, CS_ERROR, CS_ERROR_FAILED, "Not enough memory to seal a key");
      return NULL;
    }

  crypto_secretbox_easy (sealed + BOX_AT, secret->bytes, size, sealed + HEADER_BYTES, key);
  sodium_free (key);
  return g_bytes_new_take (sealed, sealed_size);
}

static gboolean
header_is_good (CsSecretKind  kind,
                const guint8 *sealed,
                gsize         size)
{
  guint32 passes;
  guint32 kibibytes;

  if (size != BOX_AT + crypto_secretbox_MACBYTES + kinds[kind].size ||
      memcmp (sealed, kinds[kind].magic, MAGIC_BYTES) != 0)
    return FALSE;

  passes = get_number (sealed + MAGIC_BYTES);
  kibibytes = get_number (sealed + MAGIC_BYTES + 4);
  return passes >= PASSES_WITHOUT && passes <= MAX_PASSES &&
         kibibytes >= KIBIBYTES_WITHOUT && kibibytes <= MAX_KIBIBYTES;
}

CsSecret *
cs_secret_open (CsSecretKind   kind,
                GBytes        *sealed,
                const char    *password,
                GError       **error)
{
  gsize size = 0;
  const guint8 *bytes = NULL;
  guint8 *key = NULL;
  CsSecret *secret = NULL;
  int wrong;

  g_return_val_if_fail (sealed != NULL && password != NULL, NULL);

  start_sodium ();
  bytes = g_bytes_get_data (sealed, &size);
  if (!header_is_good (kind, bytes, size))
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_CORRUPT, "A sealed key is damaged");
      return NULL;
    }

  if (!(key = derive_key (bytes, password)))
    {
      g_set_error_literal (error, CS_ERROR, CS_ERROR_FAILED, "Not enough memory to open a key");
      return NULL;
    }

  secret = allocate_secret (kind);
  wrong = crypto_secretbox_open_easy (secret->bytes, bytes + BOX_AT, size - BOX_AT, bytes + HEADER_BYTES, key);
  sodium_free (key);
  if (!wrong)
    return finish_secret (secret);

  cs_secret_unref (secret);
  g_set_error_literal (error, CS_ERROR, CS_ERROR_WRONG_PASSWORD, "This password does not open the key");
  return NULL;
}

CsPublicKey
cs_secret_get_public (const CsSecret *seed)
{
  CsPublicKey none = { { 0 } };

  g_return_val_if_fail (seed != NULL && seed->kind == CS_SECRET_KEY, none);

  return seed->public_key;
}

CsSignature
cs_secret_sign (const CsSecret *seed,
                gconstpointer   data,
                gsize           size)
{
  CsSignature signature = { { 0 } };

  g_return_val_if_fail (seed != NULL && seed->kind == CS_SECRET_KEY && data != NULL, signature);

  crypto_sign_detached (signature.bytes, NULL, data, size, seed->secret_key);
  return signature;
}

void
cs_secret_erase_text (char *text)
{
  if (text != NULL)
    sodium_memzero (text, strlen (text));
}

void
cs_secret_wipe_text (char *text)
{
  cs_secret_erase_text (text);
  g_free (text);
}
